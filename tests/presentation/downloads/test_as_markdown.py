"""The decision record as Markdown."""

import pytest
from markdown_it import MarkdownIt

from comparisons.engine import read
from comparisons.engine.decision_record import decision_record
from comparisons.presentation.downloads import recommendation_file
from comparisons.presentation.downloads.as_markdown import plain
from comparisons.presentation.downloads.documents.origin import AnswerAddress
from comparisons.presentation.wording.texts import PLAN_MONTHS
from comparisons.releases.release_cache import Edition
from tests.engine.catalogues import catalogue, criterion, framework, option
from tests.engine.test_plan import stage, staged
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
EXPECTED = f"""\
# Decision record: A fits your answers best

- Release: 3
- Published: 2026-11-23
- Checksum: abc
- Permanent link: <http://127.0.0.1:8000/releases/3/recommendation/?v=v0&w=not-sure&priority=v>
- Licence: CC BY 4.0, https://creativecommons.org/licenses/by/4.0/
- Note: Orientation, not legal advice.

## The verdict

Recommendation, from 2 of 2 answers.

It leads the next framework by 150 points of score. 15 make a clear lead.

## Answers

| Question | Answer | Weight |
| --- | --- | --- |
| v? | v0 | Counts double |
| w? | Not sure |  |

## Scores

| Framework | Score, −100 to 100, recommended from 15 | Remark |
| --- | --- | --- |
| A | +100 | Recommended |
| B | −50 |  |

## How sure this is

- **Settled.** No answer to the open questions can change the result.
- The result depends on v: without that answer it would change.

## What would change this

Each of these answers alone would change the result.

- **v? “v1”:** B fits best

## The plan

{PLAN_MONTHS}

| Framework | Stage | Starts, in months | Ends | Result |
| --- | --- | --- | --- | --- |
| A | s | 0 | 1 to 3 months | Done. |
| A | report · Ends with something to show | 1 to 3 | 3 to 5 months | Done. |

## Questions to ask

1. **w:** Ask the auditor. No single answer to it changes the result.

## Reasons for and against

### A, score +100

| For or against | Points | Reason | From the answer | Aspect |
| --- | --- | --- | --- | --- |
| for | +4 | It fits. | **v:** v0 | Aspect |

### B, score −50

| For or against | Points | Reason | From the answer | Aspect |
| --- | --- | --- | --- | --- |
| against | −2 | It fits. | **v:** v0 | Aspect |
"""  # noqa: RUF001


def response_of(made, *pairs, edition=None, query=""):
    told = decision_record(made, read(made, [pair.split("=") for pair in pairs]).answers)
    return recommendation_file(edition or Edition(made, "draft"), told, AnswerAddress(query), "md")


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

    origin = "- Release: Made from a draft, which nobody can look up later.\n- Licence: CC BY 4.0, "
    assert response.content.decode().split("\n\n", 1)[1].startswith(origin)
    assert "<http" not in response.content.decode()
    assert response["Content-Disposition"] == 'attachment; filename="plumbline-recommendation-draft.md"'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-25", "2026-11-25"),
        ("self-assessment", "self-assessment"),
        ("+100", "+100"),
        ("- a", "\\- a"),
        ("+ a", "\\+ a"),
        ("---", "\\-\\-\\-"),
    ],
)
def test_hyphen_and_plus_are_escaped_where_they_mean_something(text, expected):
    assert plain(text) == expected


def test_column_in_which_nothing_is_said_is_left_out():
    answers = section(text_of(CATALOGUE, "v=v0"), "Answers")

    assert answers == ["| Question | Answer |", "| --- | --- |", "| v? | v0 |"]


def test_question_stands_in_for_whom_to_ask():
    made = catalogue([framework("a"), framework("b")], [criterion("v", [option("v0", {"a": 2})], find_out="")])

    assert section(text_of(made, "v=not-sure"), "Questions to ask") == [
        "1. **v:** v? 1 of 1 answers change the result."
    ]


def test_obligation_is_told_with_its_basis():
    required = option("v0", {"a": 0}, requires={"a": "law"})
    made = catalogue([framework("a"), framework("b")], [criterion("v", [required])])

    assert section(text_of(made, "v=v0"), "Obligations") == ["- **A, by law:** It fits. From your answer “v0”."]


def test_change_that_takes_an_option_away_says_without():
    several = criterion("v", [option("v0", {"a": 2}), option("v1", {"b": 1})], selection="many")
    made = catalogue([framework("a"), framework("b")], [several])

    text = text_of(made, "v=v0", "v=v1")

    assert "- **v? without “v0”:** B fits best" in text.splitlines()


def test_stage_whose_end_is_sure_ends_after_one_number():
    made = catalogue([staged("a", stage("s", 2, 2)), framework("b")], [V])

    assert "| A | s | 0 | 2 months | Done. |" in text_of(made, "v=v0").splitlines()


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
    assert kinds_of_text(hostile) <= {"text", "text_special", "softbreak", "strong_open", "strong_close"}
