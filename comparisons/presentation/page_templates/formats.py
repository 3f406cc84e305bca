"""Dates, numbers and shares as pages write them."""

from __future__ import annotations

import datetime
import re
from fractions import Fraction
from functools import lru_cache
from typing import Protocol

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from comparisons.engine import Catalogue
from comparisons.engine.audit import Share
from comparisons.engine.catalogue import Source

NUMBER_AFTER_WORD = re.compile(r"(?<=\w) (?=\d)")

Moment = datetime.date | datetime.datetime


class HasSources(Protocol):
    @property
    def sources(self) -> tuple[str, ...]: ...


def day(moment: Moment) -> str:
    """As in 3 January 2026."""
    return _formatted(moment, "j F Y")


def minute(moment: Moment) -> str:
    """As in 3 January 2026, 04:05."""
    return _formatted(moment, "j F Y, H:i")


def iso_day(moment: Moment) -> str:
    """As in 2026-01-03."""
    return _formatted(moment, "Y-m-d")


def iso_time(moment: Moment) -> str:
    """As in 2026-01-03T04:05:00+00:00."""
    return _formatted(moment, "c")


@lru_cache(maxsize=1024)
def _formatted(moment: Moment, form: str) -> str:
    return date_format(localtime(moment) if isinstance(moment, datetime.datetime) else moment, form)


def thousands(number: int) -> str:
    return f"{number:,}"


def percent(share: Share) -> str:
    """A share in percent, to one decimal, with its error where it has one; what is not nothing is not shown as 0."""
    value, error = (100 * part for part in (share.value, share.half_width))
    text = "under 0.1 %" if 0 < value < Fraction(1, 10) else f"{float(value):.1f} %"
    return f"{text} ± {max(float(error), 0.1):.1f}" if error else text


@lru_cache(maxsize=4096)
def unbroken(name: str) -> str:
    """A name with no line break between a word and the number after it, as in “SOC 2”."""
    return NUMBER_AFTER_WORD.sub("\u00a0", name)


def one_line(text: str) -> SafeString:
    """HTML with each run of white space as one space."""
    return SafeString(" ".join(str.split(text)))


def sources_in(part: HasSources, catalogue: Catalogue) -> list[Source]:
    """The sources of a part of a catalogue. A draft may lack one."""
    return [catalogue.source_of[slug] for slug in part.sources if slug in catalogue.source_of]
