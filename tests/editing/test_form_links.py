"""The admin form of each item that the engine names."""

import datetime

import pytest
from django.urls import reverse

from comparisons.editing.draft import draft_catalogue
from comparisons.editing.form_links import ROW_KINDS, Forms, field_name, model_at
from comparisons.editing.loading import load
from comparisons.engine import find_problems
from comparisons.engine.catalogue import Catalogue
from comparisons.engine.diff import item_changes
from comparisons.engine.diff.item_kinds import ITEM_KINDS
from comparisons.models import Aspect, Cost, Criterion, Framework, Method, NotCarriedOver, Pair, Stage, Support, Value
from tests.engine.edits import CATALOGUE
from tests.factories import AspectFactory
from tests.shipped import load_shipped
from tests.test_structure import ROOT

pytestmark = pytest.mark.django_db

CHECKS = sorted((ROOT / "comparisons" / "engine" / "checks").glob("*.py"))

LATE = datetime.date(2100, 1, 1)
EMPTY = Catalogue(method=CATALOGUE.method)


@pytest.fixture
def rows():
    load(CATALOGUE)
    return Forms()


def change(row, fragment=""):
    return reverse(f"admin:comparisons_{row._meta.model_name}_change", args=[row.pk]) + fragment


def test_every_item_of_a_catalogue_has_the_form_of_its_own_row(rows, admin_client):
    paths = [change.path for change in item_changes(EMPTY, CATALOGUE)]

    addresses = {path: rows.address(path) for path in paths}

    assert len(set(addresses.values())) == len(paths) > 20
    assert {path[::2] for path in paths} | {("method",)} == set(ROW_KINDS)
    for address in addresses.values():
        page, _, fragment = address.partition("#")
        shown = admin_client.get(page)
        assert shown.status_code == 200
        assert not fragment or f'id="{fragment}"' in shown.content.decode()


def test_every_kind_of_item_has_a_form():
    def kinds(items, before=()):
        return {path for kind in items for path in ((*before, kind.name), *kinds(kind.parts, (*before, kind.name)))}

    assert kinds(ITEM_KINDS) | {("method",)} == set(ROW_KINDS)


def test_part_is_edited_in_the_form_of_its_item(rows):
    alpha = Framework.objects.get(slug="alpha")
    Stage.objects.create(
        framework=alpha, slug="plan", name="Plan", months_min=1, months_max=2, result="A plan.", position=0
    )
    Cost.objects.create(framework=alpha, label="Zeal", currency="EUR", low=1, high=2, basis="A.", as_of="2026-01-31")

    assert rows.address(("framework", "alpha", "stage", "plan")) == change(alpha, "#stages-0")
    assert rows.address(("framework", "alpha", "stage", "build")) == change(alpha, "#stages-1")
    assert rows.address(("crosswalk", "alpha-beta", "not carried over", "alpha")) == change(
        NotCarriedOver.objects.get().crosswalk, "#not_carried_over-0"
    )


def test_a_missing_value_has_the_form_that_adds_it(rows, admin_client):
    framework, aspect = Framework.objects.get(slug="beta"), Aspect.objects.get(slug="price")
    Value.objects.get(framework=framework, aspect=aspect).delete()

    address = rows.address(("framework", "beta", "value", "price"))

    assert address == f"/admin/comparisons/value/add/?framework={framework.pk}&aspect={aspect.pk}"
    page = admin_client.get(address).content.decode()
    assert f'<option value="{framework.pk}" selected>Beta</option>' in page
    assert f'<option value="{aspect.pk}" selected>Price</option>' in page


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ((), "/admin/"),
        (("nothing",), "/admin/"),
        (("framework",), "/admin/comparisons/framework/"),
        (("framework", "gone"), "/admin/comparisons/framework/"),
        (("framework", "gone", "value", "price"), "/admin/comparisons/framework/"),
        (("crosswalk", "alpha-gone", "pair", "A1 and B1"), "/admin/comparisons/crosswalk/"),
    ],
)
def test_missing_item_leads_to_the_nearest_page(rows, path, expected):
    assert rows.address(path) == expected


def test_deleted_part_leads_to_the_form_of_its_item(rows):
    alpha = change(Framework.objects.get(slug="alpha"))

    assert rows.address(("framework", "alpha", "stage", "gone")) == alpha
    assert rows.address(("framework", "alpha", "value", "gone")) == alpha
    assert rows.address(("framework", "alpha", "2")) == alpha
    assert rows.address(("method",)) == change(Method.objects.get())


def test_rows_of_a_kind_are_read_once(rows, django_assert_num_queries):
    with django_assert_num_queries(2):
        for slug in ("alpha", "beta"):
            rows.address(("framework", slug))
            rows.address(("framework", slug, "value", "price"))


@pytest.mark.parametrize(
    ("path", "name", "expected"),
    [
        (("criterion", "market"), "find_out", "how to find out"),
        (("crosswalk", "alpha-beta"), "backed_by_of", "mappings compared"),
        (("crosswalk", "alpha-beta", "not carried over", "alpha"), "items", "items"),
        (("source", "law"), "position", "position"),
        (("source", "law", "2"), "no_such_field", "no such field"),
    ],
)
def test_fields_are_called_as_in_their_forms(path, name, expected):
    assert field_name(path, name) == expected


@pytest.mark.exhaustive
def test_every_problem_of_a_broken_draft_has_a_form(admin_client):
    load_shipped()
    AspectFactory()
    Criterion.objects.get(slug="timeline").options.all().delete()
    Support.objects.filter(framework__slug="tisax").delete()
    problems = find_problems(draft_catalogue(), LATE)
    forms = Forms()

    addresses = {forms.address(problem.path) for problem in problems}

    assert len(problems) > 20
    assert reverse("admin:index") not in addresses
    assert {admin_client.get(address).status_code for address in addresses} == {200}
    assert Aspect.objects.count() == 17


@pytest.mark.parametrize(
    ("path", "model"),
    [
        (("method",), Method),
        (("framework", "x"), Framework),
        (("framework", "x", "value", "y"), Value),
        (("framework", "x", "stage", "y"), Framework),
        (("criterion", "x", "option", "y", "support", "z"), Support),
        (("crosswalk", "x-y", "pair", "A and B"), Pair),
        (("framework", "x", "2", "value", "y"), Framework),
    ],
)
def test_item_is_changed_in_the_form_of_its_innermost_item(path, model):
    assert model_at(path) is model


def test_problem_leads_to_the_field_to_correct(admin_client):
    load_shipped()
    forms = Forms()
    framework, criterion = Framework.objects.get(slug="soc-2"), Criterion.objects.get(slug="market")
    value = framework.values.first()

    addresses = [
        forms.address(("framework", "soc-2"), "reviewed_on"),
        forms.address(("framework", "soc-2", "value", value.aspect.slug), "sources"),
        forms.address(("criterion", "market"), "options"),
        forms.address(("criterion", "market"), "ask_when"),
    ]

    assert addresses == [
        f"/admin/comparisons/framework/{framework.pk}/change/#id_reviewed_on",
        f"/admin/comparisons/value/{value.pk}/change/#id_sources",
        f"/admin/comparisons/criterion/{criterion.pk}/change/#options-group",
        f"/admin/comparisons/criterion/{criterion.pk}/change/#id_ask_when",
    ]
    for address in addresses:
        path, _, fragment = address.partition("#")
        assert f'id="{fragment}"' in admin_client.get(path).content.decode(), address


def test_every_field_that_a_check_names_is_one_of_the_form():
    code = "".join(path.read_text(encoding="utf-8") for path in CHECKS)
    named = {("framework", name) for name in ("short_name", "slug", "complements", "reviewed_on")}
    named |= {("criterion", name) for name in ("slug", "options", "ask_when")}
    named |= {("guide", "frameworks"), ("value", "sources"), ("value", "confidence")}

    for noun, name in named:
        assert f'"{name}"' in code
        assert ROW_KINDS[("framework", "value") if noun == "value" else (noun,)].model._meta.get_field(name)
