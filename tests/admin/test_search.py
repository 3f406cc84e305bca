"""One search over all texts of the working copy."""

import pytest
from django.contrib.auth.models import Permission, User
from django.db import models
from django.urls import reverse

from comparisons.editing.search import MOST_ROWS, search, text_fields, words_of
from comparisons.editing.value_comments import add_comment, settle
from comparisons.models import FROM_LEAF_TO_ROOT, Framework, ValueComment
from tests.factories import (
    AspectFactory,
    CriterionFactory,
    FrameworkFactory,
    LevelFactory,
    OptionFactory,
    SourceFactory,
    ValueFactory,
)
from tests.pages import html_of

pytestmark = pytest.mark.django_db

PAGE = reverse("admin:search")


def page_for(client, query):
    return html_of(client.get(PAGE, {"q": query}))


def comments_page(value):
    return reverse("admin:comparisons_value_comments", args=[value.pk])


def hits_of(query):
    groups = search(words_of(query), FROM_LEAF_TO_ROOT)
    return [(type(hit.row), *(match.field.name for match in hit.matches)) for hits in groups for hit in hits.hits]


def test_every_text_of_every_kind_is_searched():
    texts = (models.CharField, models.TextField)

    left_out = {
        f"{model.__name__}.{field.name}"
        for model in FROM_LEAF_TO_ROOT
        for field in model._meta.concrete_fields
        if isinstance(field, texts) and not field.choices and field not in text_fields(model)
    }

    assert left_out == set()
    assert sum(len(text_fields(model)) for model in FROM_LEAF_TO_ROOT) > 50


def test_word_is_found_in_names_notes_help_and_sources():
    ValueFactory(note="Only the Quokka says so.")
    AspectFactory(help="What a quokka asks.")
    SourceFactory(url="https://quokka.example/")
    CriterionFactory(question="Is it a QUOKKA?")
    LevelFactory(name="Quokka 2")

    assert sorted((model.__name__, name) for model, name in hits_of("quokka")) == [
        ("Aspect", "help"),
        ("Criterion", "question"),
        ("Level", "name"),
        ("Source", "url"),
        ("Value", "note"),
    ]


def test_all_words_have_to_be_in_the_row_in_any_of_its_texts():
    FrameworkFactory(issuer="The quokka board", summary="Small and round.")
    FrameworkFactory(issuer="The quokka board")

    assert hits_of("round quokka") == [(Framework, "issuer", "summary")]
    assert hits_of("quokka square") == []


def test_words_in_quotation_marks_follow_one_another():
    FrameworkFactory(summary="A type II report.")
    FrameworkFactory(summary="Type I, and a period under II.")

    assert [hits_of(query) for query in ("type II", '"type  II"', "“TYPE ii” report", '"II type"')] == [
        [(Framework, "summary")] * 2,
        [(Framework, "summary")],
        [(Framework, "summary")],
        [],
    ]
    assert words_of('"unclosed phrase') == ("unclosed", "phrase")


@pytest.mark.parametrize("query", ["%", "_", "\\", "' OR 1=1", "(", "[a", "\0", "x" * 5_000, " ".join("a" * 99)])
def test_any_query_is_text(admin_client, query):
    FrameworkFactory(short_name="Gamma", summary="A framework.")

    answered = admin_client.get(PAGE, {"q": query})

    assert answered.status_code == 200
    assert "Gamma</a>" not in html_of(answered) or set(query) <= {"a", " "}


def test_result_leads_to_the_field_with_an_excerpt_and_no_markup(admin_client):
    aspect = AspectFactory(name="Scope", help=f"{'a ' * 100}<b>Quokka</b> rules{' b' * 100}")

    page = page_for(admin_client, "quokka")

    assert f'<a href="{reverse("admin:comparisons_aspect_change", args=[aspect.pk])}#id_help">Scope</a>' in page
    assert "a &lt;b&gt;<mark >Quokka</mark>&lt;/b&gt; rules b" in page
    assert ("Help: …" in page, page.count("…</p>")) == (True, 1)


def test_part_without_a_page_leads_to_its_place_on_the_page_of_the_whole(admin_client):
    level = LevelFactory(needed_by="Quokkas.")

    path = reverse("admin:comparisons_framework_change", args=[level.framework.pk])
    assert f'href="{path}#levels-group"' in page_for(admin_client, "quokkas")


def test_rows_of_a_kind_are_limited_and_the_page_says_so(admin_client):
    for _ in range(MOST_ROWS + 1):
        SourceFactory(publisher="Quokka Press")

    page = page_for(admin_client, "quokka")

    assert page.count("<mark") == MOST_ROWS
    assert f"There are more than {MOST_ROWS}." in page
    assert '<a href="?q=quokka&amp;kind=source">show more sources</a>' in page


def test_one_kind_alone_is_found_whole(admin_client):
    AspectFactory(help="Quokka.")
    for _ in range(MOST_ROWS + 1):
        SourceFactory(publisher="Quokka Press")

    page = html_of(admin_client.get(PAGE, {"q": "quokka", "kind": "source"}))

    assert page.count("<mark") == MOST_ROWS + 1
    assert "There are more" not in page
    assert '<a href="?q=quokka">Search everything</a>' in page
    assert "<mark" not in html_of(admin_client.get(PAGE, {"q": "quokka", "kind": "nothing"}))


def test_each_text_of_a_row_that_has_a_word_is_shown_with_a_link_to_its_field(admin_client):
    aspect = AspectFactory(name="Quokka care", help="What a quokka eats.")

    page = page_for(admin_client, "quokka")

    path = reverse("admin:comparisons_aspect_change", args=[aspect.pk])
    assert page.count(f'href="{path}#id_name"') == page.count(f'href="{path}#id_help"') == 1


def test_only_what_one_may_view_is_found(client):
    carl = User.objects.create_user("carl", is_staff=True)
    carl.user_permissions.add(Permission.objects.get(codename="view_source"))
    client.force_login(carl)
    source = SourceFactory(title="Quokka source")
    LevelFactory(name="Quokka level")
    AspectFactory(name="Quokka aspect")

    page = page_for(client, "quokka")

    assert f">{source}</a>" in page
    assert "Quokka level" not in page
    assert "Quokka aspect" not in page
    assert page.count("<mark") == 1


def test_comment_is_found_with_its_state_and_leads_to_the_comments_on_its_value(admin_client):
    settled, unsettled = ValueFactory(), ValueFactory()
    for value in (settled, unsettled):
        add_comment(value, "Does the <b>Quokka</b> say so?", "erin")
    settle(settled, "", "paul", seen=str(ValueComment.objects.get(value=settled).pk))

    page = page_for(admin_client, "say quokka")

    assert ">Comments on values</h2>" in page
    assert page.index(f'href="{comments_page(unsettled)}">{unsettled}</a>') < page.index(comments_page(settled))
    assert page.count("Comment of erin: Does the &lt;b&gt;<mark >Quokka</mark>&lt;/b&gt; <mark >say</mark>") == 2
    assert '<span class="mark">open</span>' in page
    assert '<span class="mark mark-quiet">settled</span>' in page


def test_comments_are_for_those_who_may_view_them_alone(client):
    add_comment(ValueFactory(), "Only the quokka.", "erin")
    carl = User.objects.create_user("carl", is_staff=True)
    carl.user_permissions.add(Permission.objects.get(codename="view_value"))
    client.force_login(carl)

    assert "<mark" not in page_for(client, "quokka")
    assert "comments on values" not in page_for(client, "")

    carl.user_permissions.add(Permission.objects.get(codename="view_valuecomment"))
    assert page_for(client, "quokka").count("<mark") == 1
    assert "comments on values" in page_for(client, "")


def test_comment_on_a_value_that_was_deleted_is_not_found(admin_client):
    value = ValueFactory()
    add_comment(value, "Only the quokka.", "erin")
    value.delete()

    assert "<mark" not in page_for(admin_client, "quokka")


def test_comments_are_limited_too(admin_client):
    value = ValueFactory()
    for _ in range(MOST_ROWS + 1):
        add_comment(value, "A quokka.", "erin")

    page = page_for(admin_client, "quokka")

    assert page.count("<mark") == MOST_ROWS
    assert f"There are more than {MOST_ROWS}." in page


def test_search_is_not_for_those_who_view_nothing(client):
    dora = User.objects.create_user("dora")
    dora.user_permissions.add(Permission.objects.get(codename="view_user"))
    client.force_login(dora)

    assert client.get(PAGE).status_code == 403
    assert "desk-search" not in html_of(client.get(reverse("admin:index")))


@pytest.mark.parametrize("rows", [1, 3])
def test_search_takes_a_fixed_number_of_queries(admin_client, rows, django_assert_num_queries):
    for _ in range(rows):
        add_comment(ValueFactory(text="A quokka."), "A quokka.", "erin")
        OptionFactory(label="A quokka.")
        LevelFactory(name="A quokka.")
    admin_client.get(PAGE)

    with django_assert_num_queries(25):
        admin_client.get(PAGE, {"q": "quokka"})


@pytest.mark.parametrize(
    "page", ["index", "publish", "comparisons_value_changelist", "comparisons_aspect_add", "search"]
)
def test_every_page_has_the_search_box(admin_client, page):
    assert 'id="desk-search-words" name="q"' in html_of(admin_client.get(reverse(f"admin:{page}")))
