"""What no text may hold, in forms and content files alike; and which days are still to come."""

import datetime
import shutil

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from comparisons.content_files import Folder, check_content, load_content
from comparisons.content_files.faults import ContentError
from comparisons.editing.draft import draft_catalogue
from comparisons.engine import Catalogue
from comparisons.models import Aspect, Cost, Framework, Guide, Source
from comparisons.models.fields import HttpUrlField, LineField, ProseField
from comparisons.releases.stored import read_catalogue
from tests.content_files.catalogues import SMALL_FOLDER
from tests.factories import AspectFactory, FrameworkFactory
from tests.forms import untouched_form

pytestmark = pytest.mark.django_db

BIDIRECTIONAL = [chr(code) for code in (0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))]
CHECKED_ON = [(Source, "accessed"), (Framework, "reviewed_on"), (Guide, "reviewed_on"), (Cost, "as_of")]


@pytest.mark.parametrize("sign", BIDIRECTIONAL, ids=lambda sign: f"{ord(sign):x}")
@pytest.mark.parametrize("field", [LineField(), ProseField(), HttpUrlField()], ids=lambda field: type(field).__name__)
@pytest.mark.parametrize("place", ["https://a.example/{}b", "{}https://a.example/", "https://a.example/{}"])
def test_control_of_direction_is_refused_in_every_text(field, sign, place):
    with pytest.raises(ValidationError, match="changes the direction"):
        field.clean(place.format(sign), None)


@pytest.mark.parametrize("text", ["\u0301", "a\u0301"[1:], "\ufe0f", "\U000e0041", "\u200b \u2060", "\u3164", "\u2800"])
def test_name_without_a_visible_character_is_refused(text):
    with pytest.raises(ValidationError, match=r"visible character|cannot be blank"):
        LineField().clean(text, None)


@pytest.mark.parametrize("text", ["a", "7", "→", "안전", "🔒", "क\u094d\u200cष", "❤\ufe0f"])
@pytest.mark.parametrize("end", ["\u200b", "\ufeff", "\u2060 ", "\u00ad", " \u200d"])
@pytest.mark.parametrize("field", [LineField(), ProseField()], ids=lambda field: type(field).__name__)
def test_zero_width_ends_fall_away_and_the_text_stays(field, end, text):
    assert field.clean(f"{end}{text}{end}", None) == text


@pytest.mark.parametrize(("model", "name"), CHECKED_ON)
def test_day_after_tomorrow_is_refused_and_tomorrow_is_not(model, name):
    field, today = model._meta.get_field(name), timezone.now().date()

    assert field.clean(today + datetime.timedelta(days=1), None) == today + datetime.timedelta(days=1)
    with pytest.raises(ValidationError, match="still to come"):
        field.clean(today + datetime.timedelta(days=2), None)


def test_form_refuses_them_beside_their_fields(admin_client):
    framework = FrameworkFactory()
    path = reverse("admin:comparisons_framework_change", args=[framework.pk])
    form = untouched_form(admin_client.get(path).content.decode(), "framework_form")

    refused = admin_client.post(
        path, {**form, "issuer": "A\u202eb", "short_name": "\u200b", "reviewed_on": "2999-01-01"}
    )

    errors = refused.context["adminform"].form.errors
    assert {*errors} == {"issuer", "short_name", "reviewed_on"}


def test_form_saves_a_name_without_its_zero_width_ends(admin_client):
    aspect = AspectFactory(name="Scope")
    path = reverse("admin:comparisons_aspect_change", args=[aspect.pk])
    form = untouched_form(admin_client.get(path).content.decode(), "aspect_form")

    admin_client.post(path, {**form, "name": "\ufeffReach\u200b"})

    assert Aspect.objects.get().name == "Reach"


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(SMALL_FOLDER, tmp_path / "content")


def replace_in(folder, name, old, new):
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_content_file_is_refused_with_file_and_line(folder):
    replace_in(folder, "frameworks/alpha.yaml", "short_name: Alpha", 'short_name: "Al\\u202epha"')
    replace_in(folder, "frameworks/alpha.yaml", "reviewed_on: 2026", "reviewed_on: 2999")

    checked = check_content(Folder(folder), datetime.date(2026, 2, 1))

    faults = [(fault.file, fault.line > 0, fault.reason.split(".")[0]) for fault in checked.errors]
    assert faults == [
        ("frameworks/alpha.yaml", True, "There is an invisible character that changes the direction of the text"),
        ("frameworks/alpha.yaml", True, "This day is still to come"),
    ]
    with pytest.raises(ContentError):
        load_content(folder)


def test_content_files_with_zero_width_ends_change_nothing_when_loaded_twice(folder):
    replace_in(folder, "frameworks/alpha.yaml", "short_name: Alpha", 'short_name: "Alpha\\u200b"')
    load_content(folder)

    again = load_content(folder, overwrite=True)

    assert (again.added, again.changed, again.removed) == (0, 0, 0)
    assert Framework.objects.get(slug="alpha").short_name == "Alpha"


def test_release_from_before_these_rules_is_still_read(folder):
    load_content(folder)
    data = draft_catalogue().model_dump(mode="json")
    data["frameworks"][0] |= {"short_name": "A\u202eb", "reviewed_on": "2999-01-01"}

    catalogue = read_catalogue(1, Catalogue.model_validate(data).model_dump_json())

    assert catalogue.frameworks[0].short_name == "A\u202eb"
