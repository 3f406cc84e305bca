"""A key that no page sends is refused where it is read: it is no error of the server, and nothing is written."""

import pytest
from django.contrib import admin
from django.urls import reverse

from comparisons.admin.row_keys import KeyValidation, KeyValidationAdmin, is_key
from comparisons.content_files import load_content
from comparisons.editing.draft import draft_catalogue
from comparisons.models import AuditLogEntry, Framework, Source
from tests.conftest import SMALL_CONTENT
from tests.examples import exhaustive
from tests.forms import untouched_form

pytestmark = pytest.mark.django_db

NO_KEYS = ("9" * 30, "-" + "9" * 30, "9" * 5000, "\x00", "x", "1.5")
REFERENCES = {
    "comparisons_criterion": ["ask_when"],
    "comparisons_framework": ["complements", "values-0-sources", "values-0-aspect", "values-0-id"],
    "comparisons_value": ["framework", "sources"],
    "comparisons_support": ["option"],
    "auth_user": ["groups", "user_permissions"],
    "auth_group": ["permissions"],
}
"""Table -> the fields of its form that refer to rows."""
ALL_REFUSED = dict.fromkeys(NO_KEYS, 400)
ALL_ANSWERED = dict.fromkeys(NO_KEYS, 200)


@pytest.fixture
def rows(admin_client):
    """A row of each kind; and at the end nobody has written anything."""
    load_content(SMALL_CONTENT)
    before = draft_catalogue(), AuditLogEntry.objects.count()
    yield
    assert (draft_catalogue(), AuditLogEntry.objects.count()) == before


def page_of(response):
    return response.content.decode()


@pytest.mark.parametrize(
    ("model", "action"),
    [
        ("comparisons_framework", "delete_selected"),
        ("comparisons_source", "replace"),
        ("comparisons_draftlink", "revoke_chosen"),
        ("auth_user", "delete_selected"),
        ("auth_group", "delete_selected"),
    ],
)
def test_action_on_no_row_is_refused(admin_client, rows, model, action):
    path, row = reverse(f"admin:{model}_changelist"), Framework.objects.first().pk
    form = {"action": action, "post": "yes"}

    answers = {key: admin_client.post(path, {**form, "_selected_action": [key, row]}) for key in NO_KEYS}

    assert {key: answer.status_code for key, answer in answers.items()} == ALL_REFUSED
    assert "That request could not be read" in page_of(answers["x"])


def test_saving_a_list_with_no_row_is_refused(admin_client, rows):
    path = reverse("admin:comparisons_criterion_changelist")
    form = {"_save": "Save", "form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1"}

    statuses = {key: admin_client.post(path, {**form, "form-0-id": key}).status_code for key in NO_KEYS}

    assert statuses == ALL_REFUSED


@pytest.mark.parametrize("table", exhaustive(REFERENCES, quick=["comparisons_value", "auth_user"]))
def test_reference_to_no_row_is_an_error_of_the_form(admin_client, rows, table):
    model = next(model for model in admin.site._registry if model._meta.label_lower.replace(".", "_") == table)
    path = reverse(f"admin:{table}_change", args=[model._default_manager.first().pk])
    form = untouched_form(page_of(admin_client.get(path)), f"{model._meta.model_name}_form")

    for field in REFERENCES[table]:
        answers = {key: admin_client.post(path, {**form, field: key}) for key in NO_KEYS}

        assert {key: answer.status_code for key, answer in answers.items()} == ALL_ANSWERED
        assert [key for key, answer in answers.items() if "errornote" not in page_of(answer)] == []


@pytest.mark.exhaustive
def test_reference_of_an_answer_to_no_row_is_an_error_of_the_form(admin_client, rows):
    path = reverse("admin:comparisons_framework_supports", args=[Framework.objects.first().pk])
    form = untouched_form(page_of(admin_client.get(path)), "supports_form")
    ends = ("-0-sources", "-0-option", "-0-aspect", "-0-id")
    prefix = next(name for name in form if name.endswith("-0-option")).removesuffix("-0-option")

    statuses = {
        (key, end): admin_client.post(path, {**form, f"{prefix}{end}": key}).status_code
        for key in NO_KEYS
        for end in ends
    }

    assert statuses == {(key, end): 200 for key in NO_KEYS for end in ends}


def test_new_form_begins_without_what_its_address_names_wrongly(admin_client, rows):
    path = reverse("admin:comparisons_value_add")

    for field in ("framework", "aspect", "sources"):
        assert {key: admin_client.get(path, {field: key}).status_code for key in NO_KEYS} == ALL_ANSWERED


@pytest.mark.parametrize(
    "model", ["comparisons_source", "comparisons_release", "comparisons_auditlogentry", "auth_user"]
)
def test_address_of_no_row_leads_to_none(admin_client, rows, model):
    paths = [
        reverse(f"admin:{model}_{page}", args=[key]) for key in NO_KEYS for page in ("change", "delete", "history")
    ]

    statuses = {path: (admin_client.get(path).status_code, admin_client.post(path).status_code) for path in paths}

    assert {status for pair in statuses.values() for status in pair} <= {302, 403, 404, 409}


@pytest.mark.parametrize(
    ("model", "lookups"),
    [
        ("comparisons_source", ["id__exact", "id__in"]),
        ("comparisons_value", ["framework__id__exact", "framework__in", "sources__in", "p", "o"]),
        ("comparisons_release", ["published_at__year"]),
        ("comparisons_auditlogentry", ["key"]),
        ("auth_user", ["groups__id__exact", "groups__id__in"]),
    ],
)
def test_filter_by_no_row_shows_a_list(admin_client, rows, model, lookups):
    path = reverse(f"admin:{model}_changelist")

    answers = [admin_client.get(path, {lookup: key}) for lookup in lookups for key in NO_KEYS]

    shown = {(answer.status_code, answer.get("Location", "")) for answer in answers}
    assert shown <= {(200, ""), (302, f"{path}?e=1")}


def test_select_finds_nothing_for_a_character_that_no_row_holds(admin_client, rows):
    field = {"app_label": "comparisons", "model_name": "value", "field_name": "framework"}

    answer = admin_client.get(reverse("admin:autocomplete"), {**field, "term": "\x00"})

    assert answer.json() == {"results": [], "pagination": {"more": False}}


def test_source_is_neither_replaced_nor_deleted_by_a_key_of_no_row(admin_client, rows):
    source = Source.objects.first()

    for key in NO_KEYS:
        admin_client.post(reverse("admin:comparisons_source_replace", args=[source.pk]), {"by": key, "seal": key})
        path = reverse("admin:comparisons_source_delete", args=[source.pk])
        admin_client.post(path, {"post": "yes", "seen": f"x-{key}"})


@pytest.mark.parametrize(("text", "expected"), [("1", True), (str(2**63 - 1), True), (str(2**63), False), ("", False)])
def test_key_is_what_the_database_can_hold(db, text, expected):
    assert is_key(Source, text) is expected


def test_every_page_of_the_admin_checks_keys(rf, admin_user):
    request = rf.get("/admin/")
    request.user = admin_user
    pages = admin.site._registry.values()

    inlines = [inline for page in pages for inline in page.get_inline_instances(request)]

    assert [page for page in pages if not isinstance(page, KeyValidationAdmin)] == []
    assert [inline for inline in inlines if not isinstance(inline, KeyValidation)] == []
