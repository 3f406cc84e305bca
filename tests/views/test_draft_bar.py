import re
from html import unescape

import pytest
from django.test import Client

from comparisons.editing import draft
from comparisons.editing.draft import DraftError
from comparisons.models import Criterion, DraftLink, Framework, Option, Value
from comparisons.releases import publish, release_cache
from comparisons.releases.release_cache import Edition
from comparisons.views.draft_bar import draft_bar
from comparisons.views.shown_items import FRAMEWORKS
from tests.factories import MOMENT, FrameworkFactory, make_publishable
from tests.forms import untouched_form
from tests.pages import html_of

pytestmark = pytest.mark.django_db

CURRENT = "Open this page in the current release"


@pytest.fixture(autouse=True)
def no_release():
    release_cache.replace()


@pytest.fixture
def published():
    """A release, and a working copy that says the same. Gives its two frameworks."""
    make_publishable()
    publish.publish("First.", "ada")
    release_cache.refresh()
    return list(Framework.objects.all())


def bar_of(client, address):
    """The text of the bar, and its links: their text -> where they lead."""
    page = html_of(client.get(address))
    bar = page[page.index('<aside class="edition-bar"') : page.index("</aside>")]
    links = {unescape(text): unescape(to) for to, text in re.findall(r'<a href="([^"]*)">([^<]*)</a>', bar)}
    return " ".join(unescape(re.sub("<[^>]*>", " ", bar)).split()), links


def test_draft_that_is_as_the_release_says_so(admin_client, published):
    text, links = bar_of(admin_client, "/draft/")

    assert text.startswith("Draft . Only people who edit see this page. ")
    assert "What this page shows is as in the current release." in text
    assert links == {
        "Review and publish": "/admin/publish/",
        CURRENT: "/",
        "Show the draft to someone without an account": "/admin/comparisons/draftlink/add/",
    }


def test_bar_counts_what_the_page_shows_and_what_stands_elsewhere(admin_client, published):
    first, second = published
    Framework.objects.filter(pk=first.pk).update(summary="Better words.")
    Value.objects.filter(framework=second).update(text="Other words.")

    profile, _ = bar_of(admin_client, f"/draft/frameworks/{first.slug}/")
    frameworks, _ = bar_of(admin_client, "/draft/frameworks/")
    comparison, _ = bar_of(admin_client, f"/draft/compare/{first.slug}-vs-{second.slug}/")
    method, _ = bar_of(admin_client, "/draft/method/")
    question, _ = bar_of(admin_client, "/draft/wizard/")

    assert "It differs from the current release in 1 item here; elsewhere, 1 item differs." in profile
    assert "It differs from the current release in 1 item here; elsewhere, 1 item differs." in frameworks
    assert "It differs from the current release in 2 items here." in comparison
    assert "It differs from the current release in 1 item here; elsewhere, 1 item differs." in method
    assert "What this page shows is as in the current release; elsewhere, 2 items differ." in question


def test_bar_lists_what_differs_with_its_fields_and_its_form(admin_client, published):
    first, _ = published
    value = Value.objects.get(framework=first)
    Value.objects.filter(pk=value.pk).update(text="Other words.", note="A note.")

    text, links = bar_of(admin_client, f"/draft/frameworks/{first.slug}/")

    assert f"{first.short_name}: {value.aspect.name} changed text, note" in text
    assert links[f"{first.short_name}: {value.aspect.name}"] == f"/admin/comparisons/value/{value.pk}/change/"


def test_item_that_was_removed_has_no_form(admin_client, published):
    option = Option.objects.first()
    option.support.all().delete()
    label = f"{option.criterion.name}: {option.label}"
    option.delete()

    text, links = bar_of(admin_client, f"/draft/wizard/{option.criterion.slug}/")

    assert f"{label} removed" in text
    assert label not in links


def test_bar_links_only_to_what_its_reader_may_do(may, published):
    first, _ = published
    Framework.objects.filter(pk=first.pk).update(summary="Better words.")
    Value.objects.filter(framework=first).update(text="Other words.")

    text, links = bar_of(may("change_framework"), f"/draft/frameworks/{first.slug}/")

    assert "in 2 items here" in text
    assert links == {
        first.short_name: f"/admin/comparisons/framework/{first.pk}/change/",
        CURRENT: f"/frameworks/{first.slug}/",
    }


def test_who_may_publish_or_show_the_draft_is_led_there(may, published):
    _, links = bar_of(may("publish_release", "add_draftlink"), "/draft/")

    assert list(links.values()) == ["/admin/publish/", "/", "/admin/comparisons/draftlink/add/"]


@pytest.mark.parametrize(
    ("draft", "current"),
    [
        ("/draft/", "/"),
        ("/draft/compare/?choose=a&choose=b", "/compare/?choose=a&choose=b"),
        ("/draft/method/?x=%22%3E%26", "/method/?x=%22%3E%26"),
        ("/draft/recommendation/compare/?a=b%3Dc&b=", "/recommendation/compare/?a=b%3Dc&b="),
    ],
)
def test_same_page_of_the_release_has_the_same_path_and_query(admin_client, published, draft, current):
    _, links = bar_of(admin_client, draft)

    assert links[CURRENT] == current


def test_answers_are_taken_along_to_the_release(admin_client, published):
    option = Option.objects.first()
    query = f"{option.criterion.slug}={option.slug}"

    _, links = bar_of(admin_client, f"/draft/recommendation/?{query}")

    assert links[CURRENT] == f"/recommendation/?{query}"
    assert admin_client.get(links[CURRENT]).status_code == 200


def test_page_that_the_release_has_not_says_so(admin_client, published):
    first, _ = published
    new = FrameworkFactory()
    Criterion.objects.update(slug="renamed")

    pages = [f"/draft/frameworks/{new.slug}/", f"/draft/compare/{first.slug}-vs-{new.slug}/", "/draft/wizard/renamed/"]

    for page in pages:
        text, links = bar_of(admin_client, page)
        assert "This page is not in the current release." in text
        assert CURRENT not in links


def test_framework_that_is_gone_from_the_draft_is_still_in_the_release(admin_client, published):
    first, _ = published
    Framework.objects.filter(pk=first.pk).update(slug="renamed")

    _, links = bar_of(admin_client, f"/draft/frameworks/{first.slug}/")

    assert links[CURRENT] == f"/frameworks/{first.slug}/"


def test_draft_before_the_first_release_is_not_compared(admin_client):
    make_publishable()

    text, links = bar_of(admin_client, "/draft/frameworks/")

    assert "Nothing is published yet." in text
    assert list(links) == ["Review and publish", "Show the draft to someone without an account"]


def test_swapped_question_brings_its_own_bar(admin_client, published):
    Criterion.objects.update(question="Another question?")
    swap = {"HX-Request": "true", "HX-Target": "question"}

    part = html_of(admin_client.get("/draft/wizard/", headers=swap))

    assert part.startswith('<div id="question"')
    assert part.count('<aside class="edition-bar" id="draft-bar" aria-label="Edition" data-hx-swap-oob="true">') == 1
    assert "in 1 item here" in part


def test_page_of_a_release_has_no_draft_bar(client, published):
    pages = [html_of(client.get(address)) for address in ("/", "/releases/1/", "/wizard/")]

    assert [page for page in pages if "draft-bar" in page] == []


def test_text_of_an_editor_stays_text_in_the_bar(admin_client, published):
    Framework.objects.update(short_name="<q7x>")

    page = html_of(admin_client.get("/draft/"))

    assert "&lt;q7x&gt;" in page
    assert "<q7x>" not in page


def test_bar_of_a_preview_offers_nothing_to_whoever_reads_it(rf, admin_user, published):
    Framework.objects.update(summary="Better words.")
    request = rf.get("/")
    request.user = admin_user
    preview = Edition(draft.draft_catalogue(), "preview", token="x", expires_at=MOMENT)

    bar = draft_bar(request, preview, FRAMEWORKS)

    assert [item.form for item in bar.here] == ["", ""]
    assert (bar.may_publish, bar.may_show) == (False, False)


def test_number_of_queries_does_not_grow_with_what_differs(admin_client, published, django_assert_max_num_queries):
    first, _ = published
    Framework.objects.filter(pk=first.pk).update(summary="Better words.")
    with django_assert_max_num_queries(50) as few:
        admin_client.get("/draft/frameworks/")
    Framework.objects.update(summary="Better words.")

    with django_assert_max_num_queries(50) as many:
        admin_client.get("/draft/frameworks/")

    assert len(many) == len(few)


# --- signing out ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true", "HX-Target": "question"}])
def test_whoever_is_signed_in_can_log_out_from_the_draft(admin_user, published, headers):
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)
    form = untouched_form(html_of(client.get("/draft/wizard/", headers=headers)), "logout-form")

    answer = client.post("/admin/logout/", form)

    assert answer.status_code == 200
    assert client.get("/draft/wizard/")["Location"] == "/admin/login/?next=/draft/wizard/"


def test_draft_that_cannot_be_shown_has_log_out_too(admin_client, published, monkeypatch):
    def broken():
        raise DraftError(["A reason."])

    monkeypatch.setattr(release_cache, "draft", broken)

    assert 'id="logout-form"' in html_of(admin_client.get("/draft/"))


def test_others_have_no_log_out_and_no_cookie(client, published):
    link = DraftLink(recipient="An expert")
    link.start("ada", 7)
    link.save()

    answers = [client.get(path) for path in (link.address, "/", "/releases/1/")]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    pages = "".join(html_of(answer) for answer in answers)
    assert [text for text in ("logout-form", "unsent_text", "csrf") if text in pages] == []
    assert client.cookies == {}
