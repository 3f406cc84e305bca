"""What helps with a question: how many there are, why it is asked, who to ask, and long lists in groups."""

import re

import pytest

from comparisons.engine.catalogue import Choice
from comparisons.releases import release_cache
from tests.engine.catalogues import catalogue, criterion, framework, option
from tests.factories import release_of
from tests.pages import html_of

CATALOGUE = catalogue(
    [framework("a"), framework("b")],
    [
        criterion(
            "first",
            [
                *[option(f"x{n}", {"a": 2, "b": 2}) for n in range(7)],
                option("often").model_copy(update={"frequent": True}),
                option("none", exclusive=True),
            ],
            selection="many",
        ),
        criterion("branch", [option("y")], ask_when=["first/x0"], why="", find_out=""),
        criterion("second", [option("z")], find_out="Ask <sales>."),
        criterion("late", [option("w")], core=False).model_copy(
            update={"ask_when": (Choice(criterion="second", option="z"),)}
        ),
    ],
)


@pytest.fixture(scope="module", autouse=True)
def served():
    with release_cache.restored():
        release_cache.replace(release_of(CATALOGUE, 1))
        yield


def text_of(client, address):
    return " ".join(html_of(client.get(address)).replace("><", "> <").split())


@pytest.mark.parametrize(
    ("address", "progress"),
    [
        ("/wizard/", "Question 1 of about 2"),
        ("/wizard/?first=x0", "Question 2 of 3"),
        ("/wizard/first/?first=x0", "Question 1 of about 3"),
        ("/wizard/?first=not-sure", "Question 2 of 2"),
        ("/wizard/late/?second=z", "Optional question 1 of 1"),
    ],
)
def test_number_of_questions_is_about_where_answers_can_change_it(client, address, progress):
    assert re.search(r"<p data-announce>(.*?)</p>", text_of(client, address))[1].strip() == progress


def test_question_says_why_it_is_asked_and_who_to_ask(client):
    page = text_of(client, "/wizard/second/")

    assert 'Why we ask</h2> <p dir="auto">It matters.</p>' in page
    assert 'Not sure? Who to ask</h2> <p dir="auto">Ask &lt;sales&gt;.</p>' in page


def test_question_without_these_words_leaves_their_headings_out(client):
    page = text_of(client, "/wizard/branch/?first=x0")

    assert "Why we ask" not in page
    assert "Who to ask" not in page


def test_long_list_has_groups_with_headings_and_what_stands_alone_first(client):
    page = text_of(client, "/wizard/")

    values = ["none", "not-sure", "often", *[f"x{n}" for n in range(7)]]
    assert re.findall(r'name="first" id="[^"]*" value="([^"]*)"', page) == values
    assert re.findall(r"<legend>(?! <h1)(.*?)</legend>", page) == ["Common answers", "Other answers"]
    assert '<div class="field list-filter" hidden>' in page


def test_short_list_has_neither_groups_nor_a_filter(client):
    page = text_of(client, "/wizard/second/")

    assert re.findall(r'name="second" id="[^"]*" value="([^"]*)"', page) == ["z", "not-sure"]
    assert "list-filter" not in page
    assert page.count("<fieldset") == 1


def test_question_with_several_answers_says_so_once(client, shipped):
    release_cache.replace(release_of(shipped, 2))
    several = [criterion.slug for criterion in shipped.criteria if criterion.selection == "many"]

    pages = [text_of(client, f"/wizard/{slug}/") for slug in several]
    above = [page.split("</legend>")[1].split('<div class="choice')[0] for page in pages if "</legend>" in page]
    assert len(above) > 3
    assert [len(re.findall(r"\b(?:tick|choose)\b", text, re.IGNORECASE)) for text in above] == [1] * len(above)
    release_cache.replace(release_of(CATALOGUE, 1))
