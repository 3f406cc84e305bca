"""A recommendation says the same on its page and in each of its files, in the same words."""

import json
import random
import re
from html import unescape

import pytest

from comparisons.engine import NOT_SURE
from comparisons.presentation.downloads import FORMATS
from tests.answers import NORTH_AMERICA, query
from tests.examples import exhaustive
from tests.presentation.downloads.reading import MARKDOWN, compared, missing

pytestmark = pytest.mark.usefixtures("served")

WRITTEN = (
    "",
    "market=not-sure",
    "laws=us-health-data&obligations=card-data&obligations=us-defence-cui&evidence=certificate&timeline=within-3-months",
    query(NORTH_AMERICA, existing="soc-2"),
    query(NORTH_AMERICA, industry="not-sure", obligations="card-data", existing="iso-27001", timeline="within-3-months")
    + "&priority=approach",
)
DRAWN = range(20)
PAGE_ONLY = (
    "These follow from your answers, whatever we recommend.",
    " Open one to see it.",
    " Answer another question, or compare frameworks yourself.",
    " Compare frameworks yourself.",
)
"""What leads on, on a page; a file leads nowhere."""

SECTIONS = re.compile(
    r'<section[^>]*aria-labelledby="(?:verdict-heading|obligations-heading|certainty|changes|plan|carry-[^"]*)"'
    r".*?</section>",
    re.DOTALL,
)
ELSEWHERE = re.compile(
    r'<ul class="link-row">.*?</ul>|<table.*?</table>|<span class="visually-hidden"> \(.*?\)</span>', re.DOTALL
)
"""Beside sentences: links, tables, and the question that a link is about, for whoever hears the link by itself."""
PARTS = {"The verdict", "How sure this is", "The plan"}


def drawn(catalogue, seed):
    """Answers to a random part of the questions, some of them with “Not sure”, and perhaps a priority."""
    draw = random.Random(seed)  # noqa: S311
    pairs = []
    for criterion in draw.sample(catalogue.criteria, draw.randint(3, len(catalogue.criteria))):
        slugs = [option.slug for option in criterion.options if not option.exclusive] or [NOT_SURE]
        count = draw.randint(1, 2) if criterion.selection == "many" else 1
        pairs += [(criterion.slug, slug) for slug in draw.sample([*slugs], min(count, len(slugs)))]
    if draw.random() < 0.3:
        pairs += [("priority", pairs[0][0])]
    return "&".join("=".join(pair) for pair in pairs)


@pytest.fixture(params=exhaustive([*WRITTEN, *DRAWN], quick=[*WRITTEN[3:], DRAWN[0]]), ids=str)
def address(request, served, client):
    """The canonical query string of some answers, with its question mark."""
    query = request.param if isinstance(request.param, str) else drawn(served, request.param)
    response = client.get(f"/recommendation/?{query}", follow=True)
    assert response.status_code == 200
    kept = re.sub(r"&?dropped=[^&]*", "", response.request["QUERY_STRING"])
    return f"?{kept}" if kept else ""


def sentences_of(page):
    """The paragraphs and list items of what page and files both say, tables apart."""
    for section in SECTIONS.findall(page):
        for text in re.findall(r"<(?:p|li)\b[^>]*>(.*?)</(?:p|li)>", ELSEWHERE.sub("", section), re.DOTALL):
            sentence = " ".join(unescape(re.sub(r"<[^>]*>", "", text)).split())
            for extra in PAGE_ONLY:
                sentence = sentence.replace(extra, "")
            if sentence:
                yield sentence


def sentences_of_markdown(text):
    """The same of the record as Markdown, in the parts that hold sentences alone."""
    heading = ""
    tokens = MARKDOWN.parse(text)
    for number, token in enumerate(tokens):
        if token.type == "inline" and tokens[number - 1].type == "heading_open":
            heading = token.content
        elif token.type == "inline" and heading in PARTS and tokens[number - 1].type == "paragraph_open":
            yield "".join(" " if child.type == "softbreak" else child.content for child in token.children)


@pytest.mark.parametrize("suffix", [suffix for suffix in FORMATS if suffix != "json"])
def test_each_sentence_of_the_page_is_in_each_file(client, address, suffix):
    page = client.get(f"/recommendation/{address}").content.decode()

    sentences = [*sentences_of(page)]
    file = client.get(f"/recommendation.{suffix}{address}")

    assert sentences
    # A change starts with a capital letter where nothing stands before it.
    found = missing(sentences, file, suffix)
    assert missing([re.sub(r"^With", "with", sentence) for sentence in found], file, suffix) == []


def test_each_sentence_of_a_file_is_on_the_page(client, address):
    page = client.get(f"/recommendation/{address}").content.decode()
    text = compared(unescape(re.sub(r"<[^>]*>", "", page)))

    sentences = [*sentences_of_markdown(client.get(f"/recommendation.md{address}").content.decode())]

    assert sentences
    assert [sentence for sentence in sentences if compared(sentence.removesuffix(".")) not in text] == []


def test_sentences_of_the_json_are_on_the_page(client, address):
    page = client.get(f"/recommendation/{address}").content.decode()
    text = compared(unescape(re.sub(r"<[^>]*>", "", page)))

    data = json.loads(client.get(f"/recommendation.json{address}").content)

    sentences = [data["why"], *(fit["text"] for fit in data["fits"]), *(each["text"] for each in data["to_find_out"])]
    assert [sentence for sentence in sentences if compared(sentence) not in text] == []
