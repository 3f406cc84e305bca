"""The small content as a catalogue, and hostile versions of it: whatever its types let an editor write."""

import datetime
import unicodedata
from pathlib import Path

from hypothesis import strategies as st

from comparisons.content_files import read_content
from comparisons.engine import Catalogue

SMALL_FOLDER = Path(__file__).parent.parent / "content"
"""The smallest content that holds every part of the format."""

SMALL = read_content(SMALL_FOLDER)

SAID_OTHERWISE = [
    *("no", "Yes", "y", "on", "true", "NULL", "~", "=", "<<"),
    *(".inf", ".NaN", "-", "?", ":", "!", "&a", "*a", "|", ">"),
    *("1", "-1", "+1", "1_000", "0o7", "010", "0x1F", "0b1"),
    *("1e3", "1.", ".5", "1.5e-3", "190:20:30", "12:30", "1,000"),
    *("2026-01-01", "2026-02-30", "2026-01-01T00:00:00Z", "2026-01-01 00:00:00 +1"),
    *("---", "...", "--- a", "# a", "a # b", "a: b", "a:", ":a"),
    *("- a", "-a", "? a", "@a", "`a`", "%TAG", "{a: b}", "[a]"),
    *('"', "'", "\\", '"a"', "'a'", "a\\n", "it's", "!!int 3", "\\t", "a  b", "a\u00a0b", "a\u200bb", "a\ufeffb"),
    *("a\x85b", "a\u2028b", "a\u2029b", "a\x80b", "a\x9fb"),
    *("a\ufffeb", "a\uffffb", "a\ue000b", "é", "日本語", "👩‍🚀", "\U0010ffff"),
    *("x" * 130, "x" * 1100, "x " * 90 + "x", "x  " * 90 + "x"),
    *("x: " * 60 + "x", "x #" * 60 + "x", "\u2028 x" * 60 + "x"),
]  # fmt: skip
BROKEN_INTO_LINES = [
    *("a\tb", "a\nb", "a\n\nb", "a\n\n\nb", "a\n b", "a\n  - b\n  - c"),
    *("a \nb", "a  \nb", "a\n \nb", "a\t\nb", "a\n\tb", "# a\n# b"),
    *("a\n---\nb", "a\n...\nb", "a: b\nc: d", "- a\n- b"),
    *("> a\n> b", "|\na", "a\x85\nb", "a\n\u2028b", "%a\n%b", "a:\n"),
    *("x " * 150 + "\nb", "a\n" + "x " * 150 + "\n\n\nb"),
    *("x " * 150 + "\n b", "x\t" * 150 + "\nb", "x  " * 150 + "\nb"),
]  # fmt: skip
SLUGS = ["no", "y", "on", "true", "null", "1", "007", "1e3", "0o7", "0x1f", "2026-01-01", "a", "a-1", "x" * 60]

LAST_DAY = datetime.date(2026, 1, 31)
"""Reviews and accesses are never still to come."""
NOWHERE = [*map(chr, range(32)), "\x7f", *"\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"]
"""Control characters, and letters that show nothing: a text may not begin or end with them."""
characters = st.characters(exclude_categories=["Cs", "Cf"], exclude_characters=NOWHERE)


def _with_something_visible(text):
    """The text, between two letters if nothing of it can be seen: no field takes that."""
    return text if any(unicodedata.category(character)[0] in "LNPS" for character in text) else f"x{text}x"


words = st.text(characters, min_size=1, max_size=30) | st.sampled_from(
    [text for text in SAID_OTHERWISE if len(text) < 100]
)
joined_words = st.lists(words, min_size=1, max_size=4).flatmap(
    lambda parts: st.sampled_from(["", " ", "  ", ": ", " #", "/"]).map(lambda between: between.join(parts))
)
lines = (joined_words | st.sampled_from(SAID_OTHERWISE)).map(_with_something_visible)
texts = (
    st.lists(lines | st.sampled_from(["", " "]), min_size=1, max_size=5).map("\n".join)
    | st.sampled_from(BROKEN_INTO_LINES)
).map(_with_something_visible)
FREE_LINES = {
    "title",
    "publisher",
    "name",
    "short_name",
    "label",
    "question",
    "edition",
    "issuer",
    "provider",
    "topic",
    "explanation",
}
FREE_TEXTS = {
    *("text", "note", "summary", "description", "result", "basis", "reason", "why", "find_out", "rationale", "unit"),
    *("introduction", "conclusion", "editions", "provenance", "limits", "licence"),
}
EMPTY_TOO = {"note", "why", "find_out", "rationale"}
SLUGS_OF_ALL = [
    *("law", "blog", "basics", "effort", "purpose", "price", "alpha", "beta"),
    *("market", "duties", "here", "there", "statute", "nothing"),
]


def _lines_of(longest):
    return lines.filter(str.strip).map(lambda text: text[:longest]).filter(str.strip)


line_fields, short_names = _lines_of(300), _lines_of(60)
text_fields = (texts | lines).filter(str.strip)
texts_or_nothing = text_fields | st.just("")
days, some_slugs, orders_of_slugs = st.dates(max_value=LAST_DAY), st.sampled_from(SLUGS), st.permutations(SLUGS)


def _said(draw, name, value):
    """Another text for a field that takes any, and other dates."""
    if name in FREE_LINES | {"help"}:
        return draw(short_names if name == "short_name" else line_fields)
    if name in FREE_TEXTS:
        return draw(texts_or_nothing if name in EMPTY_TOO else text_fields)
    return draw(days) if isinstance(value, datetime.date) else value


def _rewritten(draw, data, slugs, name=""):
    if isinstance(data, dict):
        return {key: _rewritten(draw, part, slugs, key) for key, part in data.items()}
    if isinstance(data, tuple | list):
        return [_rewritten(draw, part, slugs, name) for part in data]
    if isinstance(data, str) and data in slugs and name != "requires":
        return slugs[data]
    return _said(draw, name, data)


@st.composite
def hostile_catalogues(draw):
    """The small catalogue with other slugs, texts and dates; its parts are as many, and refer to one another."""
    slugs = dict(zip(SLUGS_OF_ALL, draw(orders_of_slugs), strict=True))
    data = _rewritten(draw, SMALL.model_dump(), slugs)
    data["guides"][0]["slug"] = draw(some_slugs)
    return Catalogue.model_validate(data)
