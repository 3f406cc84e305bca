import struct

import pytest

from comparisons.presentation.cards import GENERAL, HELD, Card, comparison_card, draw, framework_card, general_card
from comparisons.releases import release_cache
from comparisons.releases.release_cache import Edition
from tests.factories import release_of


@pytest.fixture
def edition(shipped):
    release_cache.replace(release_of(shipped))
    return release_cache.current()


def size_of(png):
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


@pytest.mark.parametrize("page", GENERAL)
def test_card_of_a_page_has_the_size_that_links_show(edition, page):
    assert size_of(draw(general_card(edition, page))) == (1200, 630)


def test_card_says_what_it_is_of_and_which_release(edition):
    assert comparison_card(edition, ("iso-27001", "soc-2")) == Card(
        "Comparison",
        ("ISO/IEC 27001", "SOC 2"),
        f"Side by side in {len(edition.catalogue.aspects)} aspects, with notes and sources.",
        "Release 1 · 23 November 2026",
    )


def test_card_of_a_draft_says_so(edition):
    assert framework_card(Edition(edition.catalogue, "draft"), "soc-2").edition == "Draft"


@pytest.mark.parametrize(("name", "room"), [("A short name", 190), ("A name that takes two lines", 110)])
def test_card_shortens_a_long_summary_at_a_word(edition, name, room):
    first = edition.catalogue.frameworks[0].model_copy(update={"short_name": name, "summary": "Words " * 100})
    catalogue = edition.catalogue.model_copy(update={"frameworks": (first,)})

    line = framework_card(Edition(catalogue, "draft"), first.slug).line

    assert line.endswith("Words …")
    assert room - 6 < len(line) <= room


@pytest.mark.parametrize(
    "text",
    [
        "标准 🎉 العربية עברית हिन्दी",
        "x" * 80,
        "W " * 40,
        "#sys.inputs $x$ *bold* `raw` \\ // <label> @ref [a] {b}",
        "\u202e\u0301\ufeff\U0010ffff",
        '"\\u0000 </script>',
    ],
)
def test_card_of_any_text_is_drawn(text):
    assert size_of(draw(Card(text, (text,) * 5, text, text))) == (1200, 630)


def test_text_of_a_card_is_no_markup():
    """What would break or change the picture if it were read as code is only more words."""
    assert draw(Card("", ("*a*",), "", "")) != draw(Card("", ("a",), "", ""))
    assert size_of(draw(Card("", ("#panic()",), "", ""))) == (1200, 630)


def test_card_is_drawn_once_and_no_more_are_held_than_have_room():
    draw.cache_clear()
    shown = [Card("", (str(n),), "", "") for n in range(HELD + 2)]

    for card in [*shown, shown[-1]]:
        draw(card)

    info = draw.cache_info()
    assert (info.misses, info.hits, info.currsize) == (HELD + 2, 1, HELD)


def test_card_that_is_drawn_again_has_the_same_bytes():
    card = Card("Framework", ("SOC 2",), "A line.", "Release 1")

    assert draw.__wrapped__(card) == draw.__wrapped__(card)
