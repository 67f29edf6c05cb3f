"""A sheet is one whole page that needs nothing else, and can be read by those who don't see it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from voice_coach.core.model.unroll import unroll
from voice_coach.library.catalogue.catalogue import load_catalogue
from voice_coach.library.catalogue.figures import load_figures
from voice_coach.library.catalogue.paths import bundled_folder
from voice_coach.library.routine.reader import load_routine, read_routine
from voice_coach.sheet.content import Sheet, sheet_of
from voice_coach.sheet.html_page import page
from voice_coach.sheet.svg_page import drawing
from voice_coach.sheet.text_metrics import broken, width_of

SVG = "{http://www.w3.org/2000/svg}"
VOID = {"meta"}

BUNDLED = sorted(bundled_folder().glob("*.yaml"))
each_routine = pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)

HOSTILE = """\
version: 1
name: <script>alert(1)</script> & "more"
level: beginner
main:
- plank: 20s
  name: </svg><img src=x>
  cues: ["]]> & <b>bold</b>"]
"""


def bundled(stem: str) -> Sheet:
    routine = load_routine(bundled_folder() / f"{stem}.yaml", load_catalogue())
    return sheet_of(routine, unroll(routine), load_figures(), "112")


def hostile() -> Sheet:
    routine = read_routine(HOSTILE.encode(), "x.yaml", "x", load_catalogue())
    return sheet_of(routine, unroll(routine), load_figures(), "112")


class Balanced(HTMLParser):
    """Sees that every element is closed where it should be."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        assert not any(name.startswith("on") for name, _ in attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(
        self,
        tag: str,
        attrs: list[tuple[str, str | None]],  # noqa: ARG002 - the parser's signature.
    ) -> None:
        self.seen.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def read(html: str) -> list[str]:
    parser = Balanced()
    parser.feed(html)
    parser.close()
    assert parser.open == []
    return parser.seen


def parsed(sheet: Sheet) -> Element:
    return fromstring(drawing(sheet))  # noqa: S314 - we have written it ourselves.


def texts(root: Element) -> Iterator[Element]:
    yield from root.iter(f"{SVG}text")


@pytest.mark.parametrize("stem", ["mcgill-big-3", "core-advanced"])
def test_the_page_has_every_exercise_with_its_figure_in_words_too(stem: str) -> None:
    sheet = bundled(stem)
    seen = read(page(sheet))
    drawn = sum(entry.figure is not None for entry in sheet.entries)
    assert seen.count("article") == len(sheet.entries)
    assert seen.count("svg") == seen.count("desc") == drawn
    assert seen.count("h1") == 1


@pytest.mark.parametrize("written", [page, drawing])
def test_it_loads_nothing_and_runs_nothing(written: type) -> None:
    text = str(written(bundled("core-basics")))
    assert "<script" not in text
    assert not re.search(r"\b(?:src|href)=|url\(|@import", text)
    assert set(re.findall(r"https?://[^\"' ]+", text)) <= {"http://www.w3.org/2000/svg"}


def test_what_an_author_wrote_stays_text() -> None:
    html = page(hostile())
    assert {"script", "img", "b"}.isdisjoint(read(html))
    root = parsed(hostile())
    assert any("<b>bold</b>" in (text.text or "") for text in texts(root))


@each_routine
def test_every_line_of_the_drawing_lies_within_the_page(path: Path) -> None:
    root = parsed(bundled(path.stem))
    assert root.get("viewBox") == "0 0 210 297"
    for text in texts(root):
        x, y, size = (float(text.get(name, "0")) for name in ("x", "y", "font-size"))
        bold = text.get("font-weight") is not None
        reach = width_of(text.text or "", size, bold=bold)
        left = x - reach if text.get("text-anchor") == "end" else x
        assert left >= 10
        assert left + reach <= 205
        assert 10 <= y <= 290


def test_no_two_lines_of_the_drawing_lie_over_each_other() -> None:
    root = parsed(bundled("full-body-beginner"))
    places = [(text.get("x"), text.get("y")) for text in texts(root)]
    assert len(set(places)) == len(places)


def test_the_drawing_names_the_page_and_every_figure() -> None:
    root = parsed(bundled("core-basics"))
    assert root.findtext(f"{SVG}title") == "Core Basics"
    titles = [title.text for title in root.iter(f"{SVG}title")]
    assert "Cat-Cow" in titles
    assert all(group.find(f"{SVG}desc") is not None for group in root.iter(f"{SVG}g")
               if group.find(f"{SVG}title") is not None)  # fmt: skip


def test_text_is_broken_where_it_fits() -> None:
    text = "Round the back up gently, then let it sink."
    lines = broken(text, 3, 40)
    assert " ".join(lines) == text
    assert len(lines) > 1
    assert all(width_of(line, 3) <= 40 for line in lines)


def test_a_word_that_is_too_long_stands_alone() -> None:
    assert broken("a Donaudampfschifffahrt b", 3, 20) == ("a", "Donaudampfschifffahrt", "b")
    assert broken("", 3, 20) == ()
