import datetime
from fractions import Fraction

import pytest

from comparisons.engine.audit import Share
from comparisons.presentation.page_templates import formats

MOMENT = datetime.datetime(2026, 1, 3, 4, 5, tzinfo=datetime.UTC)


def test_moments_are_written_in_four_ways():
    forms = (formats.day, formats.minute, formats.iso_day, formats.iso_time)

    assert [form(MOMENT) for form in forms] == [
        "3 January 2026",
        "3 January 2026, 04:05",
        "2026-01-03",
        "2026-01-03T04:05:00+00:00",
    ]
    assert formats.day(MOMENT.date()) == "3 January 2026"


def test_moment_of_another_zone_is_written_in_that_of_the_site():
    east = datetime.timezone(datetime.timedelta(hours=9))

    assert formats.day(datetime.datetime(2026, 1, 4, 1, tzinfo=east)) == "3 January 2026"


def test_html_in_one_line_stays_html():
    text = formats.one_line("a <b>\n  b\t&amp;</b> ")

    assert (str(text), hasattr(text, "__html__")) == ("a <b> b &amp;</b>", True)


@pytest.mark.parametrize(
    ("value", "half_width", "words"),
    [
        (Fraction(0), Fraction(0), "0.0 %"),
        (Fraction(1, 3), Fraction(0), "33.3 %"),
        (Fraction(1, 2000), Fraction(0), "under 0.1 %"),
        (Fraction(1, 4), Fraction(1, 200), "25.0 % ± 0.5"),
        (Fraction(1, 4), Fraction(1, 20000), "25.0 % ± 0.1"),
    ],
)
def test_share_in_percent(value, half_width, words):
    assert formats.percent(Share(value, half_width)) == words


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("SOC 2", "SOC\u00a02"),
        ("ISO/IEC 27001", "ISO/IEC\u00a027001"),
        ("NIST SP 800-171", "NIST SP\u00a0800-171"),
        ("Cyber Essentials", "Cyber Essentials"),
    ],
)
def test_name_does_not_break_before_its_number(name, expected):
    assert formats.unbroken(name) == expected
