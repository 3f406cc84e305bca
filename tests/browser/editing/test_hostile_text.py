"""Whatever editors write is text on every page of theirs: it adds no element, attribute, request or report."""

import subprocess
import sys

import pytest
from django.contrib import admin
from django.urls import reverse

from comparisons.models import Editable
from tests.browser import site
from tests.browser.admin.states import NO_DELETING
from tests.browser.editing.payloads import BREAKING_OUT, REFUSED_ADDRESSES
from tests.browser.watching import Watch

PATIENCE = 240_000
KINDS = """() => [...new Set([...document.querySelectorAll("*")].filter(
    element => !element.closest(".paginator")).map(
    element => [element.localName, ...[...element.attributes].map(each => each.name).sort()].join(" ")))]"""
"""Each kind of element that a page has: its name, and the names of its attributes. Further pages come with the number
of changes, and hold none of their text."""
WRITE_EVERYWHERE = """(form, [text, addresses]) => {
    for (const field of form.querySelectorAll("input[type=text], textarea"))
        if (!field.disabled && !field.readOnly) field.value = text;
    form.querySelectorAll("input[type=url]").forEach((field, n) => field.value = addresses[n % addresses.length]);
    form.noValidate = true;
}"""
BELL = "\a"
"""No field takes this character, so that a form with it is refused."""
REFUSED = {
    "plain": (BELL, ["https://a.example/plain"]),
    "hostile": (" ".join([BELL, *BREAKING_OUT]), REFUSED_ADDRESSES),
}
OF_THE_DESK = ["/admin/", "/admin/publish/", "/admin/flow/", "/admin/comparisons/framework/1/path/"]
OF_THE_DESK += ["/admin/comparisons/framework/1/supports/", "/admin/comparisons/source/1/replace/?by=2"]
DRAFT = ["", "frameworks/", "frameworks/soc-2/", "compare/", "compare/iso-27001-vs-soc-2/", "wizard/", "method/"]
DRAFT += ["recommendation/?obligations=card-data&market=north-america&industry=saas&evidence=not-sure"]


def models_of_the_admin():
    return [model for model in admin.site._registry if model._meta.app_label == "comparisons"]


def addresses():
    """The pages of every model of the working copy and of the audit log, with one row of each; the desk; the draft."""
    for model in models_of_the_admin():
        name = f"admin:comparisons_{model._meta.model_name}"
        yield reverse(f"{name}_changelist")
        yield from (reverse(f"{name}_{page}", args=[1]) for page in ("change", "history"))
        if issubclass(model, Editable) and model._meta.model_name not in NO_DELETING:
            yield reverse(f"{name}_delete", args=[1])
    yield from ("/admin/auth/user/", "/admin/auth/user/1/change/", "/admin/auth/group/")
    yield from OF_THE_DESK
    yield from (f"/draft/{page}" for page in DRAFT)


def refused(page, path, written):
    """The change page of a row, sent with this in every field, and refused."""
    page.goto(path)
    form = page.locator("#content-main form").first
    form.evaluate(WRITE_EVERYWHERE, list(written))
    form.locator("input[name=_save]").first.click()
    page.locator(".errornote").first.wait_for()
    page.wait_for_load_state()  # the note comes before most of a large form


def wait_for_audits(page):
    """Until the pages that show an audit of the working copy show its results."""
    page.goto("/admin/publish/")
    page.locator("#publish-effect:not(:has(progress))").wait_for()
    page.goto("/draft/method/")
    while not page.locator("#neutrality").count():
        page.wait_for_timeout(1000)
        page.reload()


def kinds_of_elements(page, written):
    """By page, the kinds of elements in it."""
    kinds = {}
    page.goto("/admin/")
    page.evaluate("localStorage.clear()")  # what was typed into forms that were refused before
    wait_for_audits(page)
    for path in addresses():
        page.goto(path)
        kinds[path] = set(page.evaluate(KINDS))
    for model in models_of_the_admin():
        if issubclass(model, Editable):
            path = reverse(f"admin:comparisons_{model._meta.model_name}_change", args=[1])
            refused(page, path, written)
            kinds[f"{path} refused"] = set(page.evaluate(KINDS))
    return kinds


@pytest.fixture
def filled(tmp_path, browser, ready_site):
    """A site, and what it takes to fill it and to look at its pages, watched."""
    with site.running(tmp_path, ready=ready_site) as address:
        watch = Watch(address)
        context = watch.over(browser.new_context(base_url=address, **site.signed_in(address, ready_site)))
        context.set_default_timeout(PATIENCE)
        page = context.new_page()

        def filled(kind):
            words = [sys.executable, "-m", "tests.browser.editing.forms", kind]
            subprocess.run(words, cwd=site.ROOT, env=site.environment(tmp_path, address), check=True)  # noqa: S603
            return kinds_of_elements(page, REFUSED[kind])

        yield filled
        context.close()
    assert watch.faults() == []


@pytest.mark.exhaustive
def test_hostile_text_adds_nothing_to_a_page_of_the_admin_or_of_the_draft(filled):
    plain, hostile = filled("plain"), filled("hostile")

    new = {path: sorted(kinds - plain[path]) for path, kinds in hostile.items()}
    assert {path: kinds for path, kinds in new.items() if kinds} == {}
