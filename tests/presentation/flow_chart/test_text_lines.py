import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparisons.presentation.flow_chart.text_lines import broken, width_of

WIDTH = 120


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ()),
        ("One line", ("One line",)),
        ("A text that takes two lines", ("A text that takes", "two lines")),
        ("Donaudampfschifffahrtsgesellschaft", ("Donaudampfschi", "fffahrtsgesellsch", "aft")),
        ("before Donaudampfschifffahrt", ("before", "Donaudampfschi", "fffahrt")),
    ],
)
def test_text_is_broken_between_words_and_inside_of_long_ones(text, lines):
    assert broken(text, 14, WIDTH) == lines


@given(st.text(), st.integers(20, 400))
def test_no_line_is_wider_than_asked_for_and_nothing_is_lost(text, width):
    lines = broken(text, 14, width)

    assert all(width_of(line, 14) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
