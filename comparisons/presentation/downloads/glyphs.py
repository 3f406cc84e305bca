"""Which characters the fonts of the PDF files can show, and what stands for the others.

A PDF for everyone (PDF/UA) must show each character that it holds. A sign that the main font lacks, that nobody sees,
or that turns the direction of text around, is shown by its code. A letter never is, as nobody reads a text of codes:
other fonts may have it, and where none has, there is no PDF.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

SHOWN_BY_FONT = """
20-7E A0-23F 241 243 247 249 24D 250-2E4 2EC-2EE 300-331 338 340-344 34F 351 357-363 374-375 37A-37E 384-38A 38C
38E-3A1 3A3-3CE 3D0-3E1 3F0-3F6 3F8-3F9 3FB 3FD-45F 462-463 470-477 490-4C4 4C7-4CC 4D0-4F9 1D35 1D43-1D44
1D47-1D4B 1D4D 1D4F-1D53 1D56-1D58 1D5A-1D5B 1D9C 1DA0 1DA4 1DB6 1DBB 1E00-1E9B 1E9E 1EA0-1EF9 1F00-1F15
1F18-1F1D 1F20-1F45 1F48-1F4D 1F50-1F57 1F59 1F5B 1F5D 1F5F-1F7D 1F80-1FB4 1FB6-1FC4 1FC6-1FD3 1FD6-1FDB
1FDD-1FEF 1FF2-1FF4 1FF6-1FFE 2000-200B 2010-2027 202F-2037 2039-203E 2042 2044 2047-204B 204F 205F 2070-2071
2074-208E 2090-2094 20A2-20A4 20A7-20A8 20AB-20AC 20AF 20B1 20BF 2100-2103 2105-2106 2109 210C-210F 2111 2113
2115-2116 2119-211A 211C-211D 2120 2122 2124 2126-2127 212A-212B 212E 2135-2139 2153-2184 2190-219B 21A8 21AE
21BC-21BD 21C0-21C1 21CB-21D9 2200-220D 220F-221C 221E-221F 2223-222B 2236 223C 2241 2245 2247-2249 2259
2260-2262 2264-2265 226A-226B 226E-2271 2282-2285 2295-2298 22C5 22EF 2302-2303 2310 2320-2321 2329-232A 23D3
25A0-25A1 25B2-25B3 25B6-25B7 25BC-25BD 25C0-25C1 25C6-25C7 25C9-25CC 25CF-25D7 2605 2619 261B 261E 2627 262F
2639-2653 2660 2663 2665-2666 2669-266C 2695 2698 26A2-26A4 2767 27E6-27E7 2C60-2C6C 2C74-2C77 A71B-A71D
A720-A721 A789-A78C FFFD
"""
"""In Libertinus Serif, upright and slanted, regular and bold; a test compares them with the font."""

BLANK_LETTERS = "\u115f\u1160\u3164\uffa0"
"""Letters by their category, of Hangul, that nobody sees."""

SPACE = re.compile("[ \\t\\r\\n\u3000]+")
LONG = re.compile(r"\S{21,}")
AFTER = "/?&=.,;:@_])-"
BREAK = re.compile(r"(?<=[/?&=.,;:@_\])-])(?=[^/\s])|(?<=\S{10})(?=\S)")
WORD_BREAK = "\u200b"
MAY_BE_LONG = 10
"""Characters in a word of more than twenty, after which it may be broken."""


def code_of(character: str) -> str:
    """As [U+4E2D]."""
    return f"[U+{ord(character):04X}]"


@lru_cache(maxsize=1)
def shown() -> frozenset[str]:
    """The characters that can be shown."""
    ends = (pair.partition("-")[::2] for pair in SHOWN_BY_FONT.split())
    return frozenset(chr(code) for low, high in ends for code in range(int(low, 16), int(high or low, 16) + 1))


def needs_other_font(character: str) -> bool:
    """For letters, marks on them, digits and punctuation. A document with one that no font has is refused."""
    category = unicodedata.category(character)
    is_of_a_script = category[0] in "LMP" or category == "Nd"
    return is_of_a_script and character not in shown() and character not in BLANK_LETTERS


@lru_cache(maxsize=2048)
def readable(text: str) -> str:
    """The text in one line, with a code in place of each sign that cannot be shown; long words can be broken."""
    line = SPACE.sub(" ", text).strip(" ")
    if not line.isascii() or not line.isprintable():
        line = "".join(_readable(line))
    return LONG.sub(_breakable, line)


def _readable(line: str) -> list[str]:
    """A mark that combines with a letter needs one before it."""
    known, after_letter = shown(), False
    parts: list[str] = []
    for character in line:
        is_mark = unicodedata.category(character)[0] == "M"
        fits = (character in known or needs_other_font(character)) and (after_letter or not is_mark)
        parts.append(character if fits else code_of(character))
        after_letter = fits and (is_mark or character.isalpha())
    return parts


def _breakable(match: re.Match[str]) -> str:
    pieces: list[str] = []
    run = 0
    for character in match[0]:
        pieces.append(character)
        run += 1
        if run == MAY_BE_LONG or (character in AFTER and run > 1):
            pieces.append(WORD_BREAK)
            run = 0
    return "".join(pieces)
