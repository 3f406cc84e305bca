"""Every page of the admin that editors use, and each state it can be in: name -> how an editor gets there.

The pages of the models come from the admin site itself, so a new model is looked at from its first day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from django.contrib import admin
from django.db.models import Model
from django.urls import reverse
from playwright.sync_api import Page

from tests.browser.admin import uploads

OpenPage = Callable[[Page], object]

SOURCES = "/admin/comparisons/source/"
NO_ADDING = {"auditlogentry", "release", "method"}
"""Releases are published, and there is one method."""
NO_CHANGING = {"auditlogentry", "release", "draftlink"}
NO_HISTORY = {"auditlogentry"}
NO_DELETING = {"auditlogentry", "release", "method", "draftlink"}

EMPTY_THE_FORM = """form => {
    for (const field of form.querySelectorAll("input[type=text], input[type=number], input[type=url], textarea"))
        if (!field.disabled && !field.name.includes("__prefix__")) field.value = "";
}"""


def visit(path: str, page: Page) -> None:
    page.goto(path)


def submit_empty(page: Page) -> None:
    """Send the form on the page with every text in it taken out."""
    form = page.locator("#content-main form").first
    form.evaluate(EMPTY_THE_FORM)
    form.evaluate("form => form.noValidate = true")
    form.locator("[type=submit]:not([formaction])").last.click()
    page.locator(".errornote").first.wait_for()


def open_first(path: str, page: Page) -> None:
    """The change page of the first row of a list."""
    page.goto(path)
    page.goto(str(page.locator("#result_list tbody th a, #result_list tbody td a").first.get_attribute("href")))


def first_then(path: str, link: str, page: Page) -> None:
    open_first(path, page)
    page.goto(str(page.locator(link).first.get_attribute("href")))


def narrow(path: str, page: Page) -> None:
    """A list with the first filter that leaves rows, and sorted."""
    page.goto(path)
    choices = page.locator("#changelist-filter li:not(.selected) a")
    addresses = [str(choice.get_attribute("href")) for choice in choices.all()]
    for address in addresses:
        page.goto(f"{path}{address}")
        if page.locator("#result_list").count():
            break
    page.locator("#result_list th.sortable .text a").first.click()


def select_rows(path: str, page: Page) -> None:
    """All rows of a list chosen, as for an action."""
    page.goto(path)
    page.locator("#action-toggle").check()


def delete_rows(path: str, page: Page) -> None:
    """What the action asks before it deletes: here the last row of a list."""
    page.goto(path)
    page.locator("input.action-select").last.check()
    page.locator(".actions select").first.select_option("delete_selected")
    page.locator(".actions button[type=submit]").first.click()
    page.locator("body.delete-selected-confirmation").wait_for()


def add_another(path: str, page: Page) -> None:
    """A change page with an empty form added to each of its inlines."""
    open_first(path, page)
    page.locator("details").evaluate_all("all => all.forEach(details => details.open = true)")
    for link in page.locator(".add-row a:visible").all():
        link.click()


def opened(path: str, page: Page) -> None:
    """A page with everything open that can be opened."""
    page.goto(path)
    page.locator("details").evaluate_all("all => all.forEach(details => details.open = true)")


def in_both(path: str, then: Callable[[Page], None], open_page: Callable[[str, Page], None], page: Page) -> None:
    open_page(path, page)
    then(page)


def of_model(model: type[Model], options: admin.ModelAdmin[Model]) -> Iterator[tuple[str, OpenPage]]:
    name = str(model._meta.model_name)
    path = reverse(f"admin:{model._meta.app_label}_{name}_changelist")
    yield "list", partial(visit, path)
    if options.list_filter:
        yield "list narrowed", partial(narrow, path)
    if options.search_fields:
        yield "nothing found", partial(visit, f"{path}?q=nothing+has+these+words")
    if options.list_editable:
        yield "list refused", partial(in_both, path, submit_wrong_list, visit)
    if name not in NO_ADDING:
        yield "add", partial(visit, f"{path}add/")
        yield "add refused", partial(in_both, f"{path}add/", submit_empty, visit)
    yield "change", partial(open_first, path)
    if name not in NO_CHANGING:
        yield "change refused", partial(in_both, path, submit_empty, open_first)
    if options.inlines:
        yield "inlines added", partial(add_another, path)
    if name not in NO_HISTORY:
        yield "history", partial(first_then, path, ".historylink")
    if name not in NO_DELETING:
        yield "rows selected", partial(select_rows, path)
        yield "delete", partial(first_then, path, ".deletelink")
        yield "delete rows", partial(delete_rows, path)


def delete_all_rows(page: Page) -> None:
    """The rows that are chosen, as many as the list shows, all at once."""
    page.locator(".actions select").first.select_option("delete_selected")
    page.locator(".actions button[type=submit]").first.click()
    page.get_by_text("some are used, and so none can be deleted").wait_for()


def delete_used_option(page: Page) -> None:
    """Tick the box of an option that opens another question, and save."""
    page.locator(".inline-related", has_text="A certificate").locator("input[name$=DELETE]").first.check()
    page.locator("input[name=_save]").first.click()
    page.get_by_text("Nothing was deleted").wait_for()


def submit_wrong_list(page: Page) -> None:
    page.locator("#result_list input[type=number], #result_list input[type=text]").first.fill("-1")
    page.locator("input[name=_save]").first.click()
    page.locator(".errornote").first.wait_for()


def of_models() -> Iterator[tuple[str, OpenPage]]:
    for model, options in admin.site._registry.items():
        for state, open_page in of_model(model, options):
            yield f"{model._meta.label_lower} {state}", open_page


PAGES: dict[str, OpenPage] = {
    "index": partial(visit, "/admin/"),
    "groups of one application": partial(visit, "/admin/comparisons/"),
    "password change": partial(visit, "/admin/password_change/"),
    "password change refused": partial(in_both, "/admin/password_change/", submit_empty, visit),
    "second factor": partial(visit, "/admin/second-factor/"),
    "password again": partial(visit, "/admin/second-factor/password/?next=/admin/second-factor/"),
    "password again, refused": partial(in_both, "/admin/second-factor/password/", submit_empty, visit),
    "sessions": partial(visit, "/admin/sessions/"),
    "restore": partial(visit, "/admin/comparisons/release/1/restore/"),
    "search": partial(visit, "/admin/search/?q=certificate"),
    "status of the site": partial(visit, "/admin/status/"),
    "open comments": partial(visit, "/admin/open-comments/"),
    "comments on a value": partial(visit, "/admin/comparisons/value/1/comments/"),
    "nothing to publish": partial(visit, "/admin/publish/"),
    "flow of the wizard": partial(visit, "/admin/flow/"),
    "content files": partial(visit, "/admin/content/"),
    **uploads.STATES,
    "path of a framework": partial(visit, "/admin/comparisons/framework/1/path/"),
    "what answers say": partial(visit, "/admin/comparisons/framework/1/supports/"),
    "what answers say, opened": partial(opened, "/admin/comparisons/framework/1/supports/"),
    "what answers say, refused": partial(in_both, "/admin/comparisons/framework/1/supports/", submit_empty, opened),
    "answers of a question": partial(visit, "/admin/comparisons/criterion/8/answers/"),
    "answers of a question, opened": partial(opened, "/admin/comparisons/criterion/8/answers/"),
    "answers of a question, refused": partial(in_both, "/admin/comparisons/criterion/8/answers/", submit_empty, opened),
    "password of another": partial(first_then, "/admin/auth/user/", "a[href*=password]"),
    "comparisons.draftlink rows selected": partial(select_rows, "/admin/comparisons/draftlink/"),
    "source to be replaced": partial(first_then, SOURCES, "#content-main a[href$='/replace/']"),
    "source to be replaced by none": partial(visit, f"{SOURCES}1/replace/?by=0"),
    "source and the one that replaces it": partial(visit, f"{SOURCES}1/replace/?by=2"),
    "sources that are used": partial(in_both, SOURCES, delete_all_rows, select_rows),
    "option that is used": partial(
        in_both, "/admin/comparisons/criterion/?q=Certification", delete_used_option, open_first
    ),
    **dict(of_models()),
}


def of_each_kind() -> Iterator[str]:
    """The pages of no model that an address alone leads to; and each kind of page of a model, of the first with it."""
    kinds = set()
    for name, open_page in PAGES.items():
        model, _, kind = name.partition(" ")
        if kind not in kinds if "." in model else getattr(open_page, "func", None) is visit:
            yield name
        if "." in model:
            kinds.add(kind)


QUICK = [*of_each_kind()]
