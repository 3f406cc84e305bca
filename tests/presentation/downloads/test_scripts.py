"""Text of any script in a PDF: from the fonts that are there, or not at all."""

from functools import partial

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from comparisons.models import Framework
from comparisons.presentation.downloads.as_pdf import NoFontError, as_pdf
from comparisons.presentation.renderer import pool
from tests.factories import make_publishable
from tests.presentation.downloads.reading import pdf_of
from tests.presentation.downloads.test_as_pdf import A4, document_of, note_start

HEBREW = "שלום עולם, ISO 27001 (טקסט)."


@pytest.fixture
def font_of_one_letter(settings, tmp_path):
    """A font that has 中 and nothing else is in FONT_DIR, and renderers of the test alone know it."""
    pen = TTGlyphPen(None)
    for step, point in enumerate([(100, 0), (100, 800), (900, 800), (900, 0)]):
        (pen.lineTo if step else pen.moveTo)(point)
    pen.closePath()
    font = FontBuilder(1000)
    font.setupGlyphOrder([".notdef", "middle"])
    font.setupCharacterMap({ord("中"): "middle"})
    font.setupGlyf({name: pen.glyph() for name in (".notdef", "middle")})
    font.setupHorizontalMetrics(dict.fromkeys((".notdef", "middle"), (1000, 100)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable(
        {"familyName": "One", "styleName": "Regular", "fullName": "One Regular", "psName": "One-Regular"}
    )
    font.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    font.setupPost()
    font.save(tmp_path / "one.ttf")
    settings.FONT_DIR = str(tmp_path)
    end_renderers()
    yield
    end_renderers()


def end_renderers():
    pool().end()
    pool.cache_clear()


def signs_of(content):
    return set("".join(page.extract_text() for page in pdf_of(content).pages))


def far_right(text):
    """Pieces of text that begin in the last quarter of the first page, those of its margins among them."""
    starts = []
    page = pdf_of(as_pdf(document_of(text))).pages[0]
    page.extract_text(visitor_operand_before=partial(note_start, starts))
    return sum(start > A4["landscape"][0] * 0.75 for start in starts)


@pytest.mark.parametrize("text", [HEBREW, "مرحبا بالعالم", "Հայաստան", "საქართველო", "Ελλάδα", "Москва"])
def test_text_of_other_scripts_is_set_in_the_fonts_that_come_with_plumbline(text):
    signs = signs_of(as_pdf(document_of(text)))

    assert set(text) - {" "} <= signs
    assert "[" not in signs


@pytest.mark.parametrize("text", ["中文", "한국어", "ไทย", "日本。"])
def test_text_that_no_font_has_is_refused(text):
    with pytest.raises(NoFontError):
        as_pdf(document_of("Before", text))


def test_other_fonts_are_taken_from_the_folder(font_of_one_letter):
    assert "中" in signs_of(as_pdf(document_of("中中")))
    with pytest.raises(NoFontError):
        as_pdf(document_of("中文"))


@pytest.mark.parametrize(
    ("text", "is_rtl"), [(HEBREW, True), ("ISO 27001 (טקסט)", False), ("־ abc", False), ("־", False)]
)
def test_item_begins_where_its_first_letter_says(text, is_rtl):
    assert (far_right(text) > far_right("ISO 27001")) is is_rtl


@pytest.mark.django_db
def test_page_that_refuses_a_pdf_leads_to_the_spreadsheet(may):
    make_publishable()
    first, second = Framework.objects.all()
    first.short_name = "中文"
    first.save()
    address = f"/draft/compare/{first.slug}-vs-{second.slug}"

    response = may("view_framework").get(f"{address}.pdf")

    assert response.status_code == 406
    assert "<h1>No PDF of this text</h1>" in response.text
    assert f'href="{address}.xlsx"' in response.text
