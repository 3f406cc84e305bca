import re
from xml.etree import ElementTree as ET

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from comparisons.models import Criterion, Method, Option, Support
from tests.factories import CriterionFactory, FrameworkFactory, OptionFactory, SupportFactory, make_publishable
from tests.pages import html_of
from tests.shipped import load_shipped

pytestmark = pytest.mark.django_db

SVG = "{http://www.w3.org/2000/svg}"


def page_of(client):
    response = client.get("/admin/flow/")
    assert response.status_code == 200
    return html_of(response)


def part(page, tag):
    """The picture or the table of the page, read strictly."""
    [found] = re.findall(rf"<{tag} class=\"flow.*?</{tag}>", page, re.DOTALL)
    return ET.fromstring(found)  # noqa: S314  (our own page)


def text(element):
    return " ".join("".join(element.itertext()).split())


def name(link):
    title = link.find("title")
    return text(link if title is None else title)


def said(element):
    """What a question and its answers say: its links, by where they lead, and its facts."""
    links = [(link.get("href"), name(link)) for link in element.iter("a")]
    facts = [text(part) for part in element.iter() if part.get("class") == "facts"]
    return links, facts


def by_question(whole):
    return [said(part) for part in whole.iter() if "question" in (part.get("class") or "").split()]


def tangled():
    """A draft with a question that is never asked, one in a circle, a dead one, and one that requires something."""
    make_publishable()
    first = Criterion.objects.latest("pk")
    opener = first.options.first()
    dead = CriterionFactory(core=False, weight=9)
    dead.ask_when.add(opener)
    SupportFactory(option=OptionFactory(criterion=dead, exclusive=True), framework=FrameworkFactory(), requires="law")
    circle = CriterionFactory(core=False)
    circle.ask_when.add(OptionFactory(criterion=circle, label="Round & <round>"))
    CriterionFactory(core=False, selection="many").ask_when.add(opener, circle.options.get())


def test_picture_and_table_say_the_same_of_the_shipped_wizard(admin_client, shipped):
    load_shipped()

    page = page_of(admin_client)

    picture, table = by_question(part(page, "svg")), by_question(part(page, "table"))
    assert picture == table
    assert len(picture) == len(shipped.criteria)


def test_picture_and_table_say_the_same_of_a_tangled_draft(admin_client):
    tangled()

    page = page_of(admin_client)

    picture, table = by_question(part(page, "svg")), by_question(part(page, "table"))
    assert picture == table
    facts = [lines for _, lines in picture]
    assert "decides nothing: every option says the same" in facts[1][0]
    assert "its “ask when” leads back to itself" in facts[3][0]


def test_every_element_links_to_its_form(admin_client):
    load_shipped()
    forms = {
        reverse(f"admin:comparisons_{model._meta.model_name}_change", args=[pk])
        for model in (Criterion, Option, Support)
        for pk in model.objects.values_list("pk", flat=True)
    }

    page = page_of(admin_client)

    assert {link.get("href") for link in part(page, "svg").iter("a")} == forms
    assert {link.get("href") for link in part(page, "table").iter("a")} == forms


def test_branches_are_lines_that_end_in_the_question_they_open(admin_client):
    tangled()

    picture = part(page_of(admin_client), "svg")

    routes = [name(route) for route in picture.iter("g") if route.get("class") == "route"]
    assert sorted(routes) == sorted(
        name for name in Criterion.objects.filter(ask_when__isnull=False).values_list("name", flat=True)
    )


def test_picture_has_a_title_and_a_description(admin_client):
    make_publishable()

    picture = part(page_of(admin_client), "svg")

    assert picture.get("aria-labelledby") == picture.find("title").get("id")
    assert picture.get("aria-describedby") == picture.find("desc").get("id")
    assert text(picture.find("desc")).startswith("1 question from top to bottom, 0 branches, 2 frameworks.")


def test_wizard_without_a_question_has_nothing_to_draw(admin_client):
    page = page_of(admin_client)

    assert "There is no question yet." in page
    assert "<svg class=" not in page


def test_working_copy_that_cannot_be_read_says_why(admin_client):
    make_publishable()
    Method.objects.update_or_create(defaults={"rationale": "x" * 20_001})

    page = page_of(admin_client)

    assert "its flow cannot be drawn" in page
    assert "method &gt; rationale" in page


@pytest.mark.exhaustive
def test_number_of_queries_does_not_grow_with_the_questions(admin_client, django_assert_num_queries):
    load_shipped()
    with CaptureQueriesContext(connection) as before:
        page_of(admin_client)
    tangled()

    with django_assert_num_queries(len(before)):
        page_of(admin_client)


def test_flow_follows_the_permission_to_view_criteria(client):
    editor = User.objects.create_user("ada")
    editor.user_permissions.add(Permission.objects.get(codename="view_source"))
    client.force_login(editor)

    refused = client.get("/admin/flow/")
    editor.user_permissions.add(Permission.objects.get(codename="view_criterion"))
    allowed = client.get("/admin/flow/")

    assert (refused.status_code, allowed.status_code) == (403, 200)


def test_list_of_criteria_leads_to_the_flow(admin_client):
    page = html_of(admin_client.get(reverse("admin:comparisons_criterion_changelist")))

    assert '<a href="/admin/flow/">Flow of the wizard</a>' in page
