"""The sheet as a PDF."""

from __future__ import annotations

import zlib
from dataclasses import replace

import pytest

from voice_coach.core.model.unroll import unroll
from voice_coach.library.catalogue.figures import load_figures
from voice_coach.library.routine.finder import Shelf
from voice_coach.sheet.content import Sheet, sheet_of
from voice_coach.sheet.pdf_page import NoLettersError, pdf_page


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    routine = Shelf().find("desk-break").routine
    return sheet_of(routine, unroll(routine), load_figures(), "112")


@pytest.fixture(scope="module")
def page(sheet: Sheet) -> bytes:
    """Its page, with letters in the title that not every font has."""
    quoted = "\N{DOUBLE LOW-9 QUOTATION MARK}Büro\N{LEFT DOUBLE QUOTATION MARK}"
    return pdf_page(replace(sheet, title=f"Knie \N{EN DASH} {quoted}…"))


def streams(data: bytes) -> str:
    """The drawing of a PDF, as text."""
    found = []
    for part in data.split(b"stream\n")[1:]:
        try:
            found.append(zlib.decompress(part.partition(b"\nendstream")[0]).decode("latin-1"))
        except zlib.error:
            continue
    return "".join(found)


def test_it_is_one_page_of_lines_and_words_without_pictures(page: bytes) -> None:
    assert page.startswith(b"%PDF-")
    assert page.count(b"/Type /Page\n") == 1
    assert b"/Subtype /Image" not in page
    drawn = streams(page)
    assert "(Knie" in drawn
    # The outlines of the figures.
    assert drawn.count(" l ") > 1000


def test_letters_that_the_fonts_lack_are_refused_by_name(sheet: Sheet) -> None:
    with pytest.raises(NoLettersError, match="Ж"):
        pdf_page(replace(sheet, title="Живот"))
