"""The decision record as Markdown."""

import pytest
from markdown_it import MarkdownIt

from comparisons.downloads import recommendation_as_markdown
from comparisons.downloads.as_markdown import plain
from comparisons.editions import Edition
from comparisons.engine import read
from comparisons.engine.recording import record
from tests.engine.catalogues import catalogue, criterion, framework, option
from tests.engine.test_planning import stage, staged
from tests.factories import MOMENT

HOSTILE = [
    "<b>[x](javascript:1)",
    "# a\n\n# b",
    "- a\n1. b",
    "`*_a_*` ~~b~~ | c",
    "1. a",
    "&lt;b&gt;",
    "![a](b)",
    "\\<b>",
]
A = staged("a", stage("s", 1, 3), stage("report", 2, 2, "proof"))
V = criterion("v", [option("v0", {"a": 2, "b": -1}), option("v1", {"b": 2})])
W = criterion("w", [option("w0", {"b": 2}), option("w1")], find_out="Ask the\nauditor.")
CATALOGUE = catalogue([A, framework("b")], [V, W])
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
EXPECTED = """\
# Decision record: A fits your answers best

Release 3 of 2026-11-23, checksum abc.
The same result, for ever: <http://127.0.0.1:8000/releases/3/recommendation/?v=v0&w=not-sure&priority=v>

Orientation, not legal advice.

## Answers

- v? v0, counts double
- w? not sure

## Standings

- A: +100
- B: −50

## Reasons: A

- +4: It fits. \\(v0\\)

## Reasons: B

- -2: It fits. \\(v0\\)

## Plan, in months from today

- A, s: ends after 1 to 3
- A, report: ends after 3 to 5

## Revisit when

- v: “v1” \\(clear, B\\)

## To find out

- Ask the auditor.
"""  # noqa: RUF001


def response_of(made, *pairs, edition=None, query=""):
    told = record(made, read(made, [pair.split("=") for pair in pairs]).answers)
    return recommendation_as_markdown(edition or Edition(made, "draft"), told, query)


def text_of(made, *pairs, **kwargs):
    return response_of(made, *pairs, **kwargs).content.decode()


def section(text, heading):
    """The lines under a heading."""
    return text.split(f"## {heading}\n\n")[1].split("\n\n")[0].splitlines()


def kinds_of_text(tokens):
    return {child.type for token in tokens for child in token.children or ()}


def test_record_of_a_release_tells_everything():
    edition = Edition(CATALOGUE, "current", 3, "abc", MOMENT)

    response = response_of(
        CATALOGUE, "v=v0", "w=not-sure", "priority=v", edition=edition, query="v=v0&w=not-sure&priority=v"
    )

    assert response.content.decode() == EXPECTED
    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="plumbline-recommendation-release-3.md"'


def test_record_of_a_draft_names_no_release():
    response = response_of(CATALOGUE)

    origin = "Made from a draft, which nobody can look up later.\n\nOrientation, not legal advice.\n"
    assert response.content.decode().split("\n\n", 1)[1].startswith(origin)
    assert "<http" not in response.content.decode()
    assert response["Content-Disposition"] == 'attachment; filename="plumbline-recommendation-draft.md"'


def test_question_stands_in_for_whom_to_ask():
    made = catalogue([framework("a"), framework("b")], [criterion("v", [option("v0", {"a": 2})])])

    assert section(text_of(made, "v=not-sure"), "To find out") == ["- v?"]


def test_obligation_is_told_with_its_basis():
    required = option("v0", {"a": 0}, requires={"a": "law"})
    made = catalogue([framework("a"), framework("b")], [criterion("v", [required])])

    assert section(text_of(made, "v=v0"), "Obligations") == ["- A, by law. It fits."]


def test_change_that_takes_an_option_away_says_without():
    several = criterion("v", [option("v0", {"a": 2}), option("v1", {"b": 1})], selection="many")
    made = catalogue([framework("a"), framework("b")], [several])

    lines = section(text_of(made, "v=v0", "v=v1"), "Revisit when")

    assert lines == ["- v: without “v0” \\(clear, B\\)"]


def test_stage_whose_end_is_sure_ends_after_one_number():
    made = catalogue([staged("a", stage("s", 2, 2)), framework("b")], [V])

    assert section(text_of(made, "v=v0"), "Plan, in months from today") == ["- A, s: ends after 2"]


@pytest.mark.parametrize("text", HOSTILE)
def test_plain_text_says_in_markdown_what_it_says(text):
    shown = MARKDOWN.parse(f"- {plain(text)}")

    assert [token.type for token in shown] == [
        *("bullet_list_open", "list_item_open", "paragraph_open", "inline"),
        *("paragraph_close", "list_item_close", "bullet_list_close"),
    ]
    assert kinds_of_text(shown) <= {"text", "text_special"}
    assert "".join(child.content for child in shown[3].children) == " ".join(text.split())


def changed(model, **update):
    return model.model_copy(update=update)


def with_text(text):
    """The catalogue with this for everything that an editor writes and a decision record tells."""
    spoken, other = V.options[0].support
    first = changed(V.options[0], label=text, support=(changed(spoken, reason=text), other))
    question = changed(V, name=text, question=text, options=(first, changed(V.options[1], label=text)))
    stages = tuple(changed(each, name=text) for each in A.stages)
    frameworks = (changed(A, short_name=text, stages=stages), changed(framework("b"), short_name=text))
    return changed(CATALOGUE, frameworks=frameworks, criteria=(question, changed(W, find_out=text, question=text)))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_changes_no_part_of_the_record(text):
    hostile, tame = (
        MARKDOWN.parse(text_of(made, "v=v0", "w=not-sure", "priority=v")) for made in (with_text(text), CATALOGUE)
    )

    assert [token.type for token in hostile] == [token.type for token in tame]
    assert kinds_of_text(hostile) <= {"text", "text_special", "softbreak"}
