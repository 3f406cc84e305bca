"""On every page editors use: nothing that axe-core finds (WCAG A, AA), no console message, no sideways scroll."""

import pytest
from django.apps import apps
from django.contrib import admin

from tests.browser.admin.looks import ANOTHER, DESK, EACH, faults, faults_in
from tests.browser.admin.states import PAGES, QUICK

SHOWN = [
    pytest.param(name, look, marks=() if look == "light" and name in QUICK else pytest.mark.exhaustive)
    for name in PAGES
    for look in (EACH if name in QUICK else ANOTHER)
]


@pytest.mark.parametrize(("name", "look"), SHOWN)
def test_admin_page_has_no_fault(windows, signed_in, name, look):
    page = windows.show(name, PAGES[name], viewport=DESK, reduced_motion="reduce", **signed_in)

    assert faults_in(look, page) == []


def test_every_model_of_the_admin_is_looked_at():
    looked_at = {name.split()[0] for name in PAGES if "." in name.split()[0]}

    assert looked_at == {model._meta.label_lower for model in admin.site._registry}
    assert len(looked_at) > len(list(apps.get_app_config("auth").get_models()))


def test_sign_in_has_no_fault(open_browser):
    page = open_browser(viewport=DESK, reduced_motion="reduce")
    page.goto("/admin/login/")

    assert faults(page) == {}


def test_refused_sign_in_has_no_fault(open_browser):
    page = open_browser(viewport=DESK, reduced_motion="reduce")
    page.goto("/admin/login/")
    page.get_by_label("Username").fill("nobody")
    page.get_by_label("Password").fill("nothing")
    page.get_by_role("button", name="Log in").click()
    page.locator(".errornote").wait_for()

    assert faults(page) == {}
    assert page.title().startswith("Error:")


def test_page_of_the_admin_that_is_not_there_has_no_fault(open_editor, watch):
    watch.expect(r"404")
    page = open_editor(viewport=DESK)
    page.goto("/admin/no-such-page/")

    assert faults(page) == {}


def test_refused_deletion_has_no_fault(open_editor):
    page = open_editor(viewport=DESK)
    page.goto("/admin/comparisons/aspect/1/delete/")

    assert page.get_by_text("is used, and cannot be deleted").is_visible()
    assert faults(page) == {}
