"""The sheet as a PDF: the drawing of the page, with its lines as lines."""

from __future__ import annotations

import logging
from copy import deepcopy
from xml.etree import ElementTree as ET

from fpdf import FPDF
from fpdf.svg import SVGObject

from voice_coach.sheet.content import Sheet
from voice_coach.sheet.svg_page import drawing

_ORDINARY = str.maketrans(
    {
        "\N{BULLET}": "\N{MIDDLE DOT}",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{DOUBLE LOW-9 QUOTATION MARK}": '"',
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
        "\N{HORIZONTAL ELLIPSIS}": "...",
        "\N{NARROW NO-BREAK SPACE}": "\N{NO-BREAK SPACE}",
    }
)
"""Signs that the fonts of every PDF reader lack, and what stands for them."""


class NoLettersError(ValueError):
    """A letter that the fonts of every PDF reader lack."""


def pdf_page(sheet: Sheet) -> bytes:
    """Write the page. Raises NoLettersError for words in letters other than those of western
    Europe: a font for them would have to come with the program."""
    # It says of each title and description in the drawing that it has no use for it.
    logging.getLogger("fpdf.svg").setLevel(logging.ERROR)
    root = ET.fromstring(drawing(sheet))  # noqa: S314 - written by ourselves a moment ago.
    _stroke_first(root)
    for element in root.iter():
        if element.text:
            element.text = _in_latin(element.text)
    pdf = FPDF(format="A4")
    pdf.set_title(_in_latin(sheet.title))
    pdf.set_creator("voice-coach")
    pdf.set_margin(0)
    pdf.set_auto_page_break(auto=False)
    pdf.add_page()
    SVGObject(ET.tostring(root, encoding="unicode")).draw_to_page(pdf, 0, 0)
    return bytes(pdf.output())


def _in_latin(text: str) -> str:
    text = text.translate(_ORDINARY)
    try:
        text.encode("latin-1")
    except UnicodeEncodeError as error:
        raise NoLettersError(
            f"the letter {text[error.start]} is in no font that every PDF reader has."
        ) from error
    return text


def _stroke_first(root: ET.Element) -> None:
    """Draw each outline that is to lie below its shape as a shape of its own: the library knows no
    `paint-order`."""
    for parent in list(root.iter()):
        for place, element in reversed(list(enumerate(parent))):
            if element.attrib.pop("paint-order", None) != "stroke":
                continue
            outline = deepcopy(element)
            outline.set("fill", "none")
            for name in [name for name in element.attrib if name.startswith("stroke")]:
                del element.attrib[name]
            parent.insert(place, outline)
