"""The sheet as one SVG of an A4 page, for programs that draw and for printers' shops."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from voice_coach.core.model.routine import BlockName
from voice_coach.sheet.cards import Card, cards_of, natural_height
from voice_coach.sheet.content import BLOCKS, Sheet
from voice_coach.sheet.strip import Strip
from voice_coach.sheet.text_metrics import broken

_WIDE, _TALL, _MARGIN = 210.0, 297.0, 12.0
"""Width, height and margin of the page, in millimetres, as all lengths below."""
_GUTTER = 5.0
_LEAST_FIGURE = 9.0
_MOST_OVER = 14.0
_LEADING = 1.28
_INK, _QUIET, _ACCENT = "#1f2933", "#52606d", "#2f7f7a"
_HUES = {
    BlockName.WARM_UP: "#b06a12",
    BlockName.MAIN: _ACCENT,
    BlockName.COOL_DOWN: "#3f6196",
}
_SIZES = {2: 3.3, 3: 2.85, 4: 2.5, 5: 2.3}
"""Size of the letters on a card, by the number of columns."""


@dataclass(frozen=True, slots=True)
class _TextLine:
    """A line of text."""

    text: str
    size: float
    colour: str = _INK
    style: str = ""
    indent: float = 0.0

    @property
    def height(self) -> float:
        return self.size * _LEADING


def drawing(sheet: Sheet) -> str:
    """The whole page."""
    head, top = _head(sheet)
    foot, bottom = _foot(sheet)
    body = "".join(_cards(sheet, top, bottom))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE:g} {_TALL:g}" '
        f'width="{_WIDE:g}mm" height="{_TALL:g}mm" role="img" aria-labelledby="title" '
        'font-family="Helvetica, Arial, sans-serif">'
        f'<title id="title">{escape(sheet.title)}</title>'
        f"<desc>{escape(f'{len(sheet.entries)} exercises: {sheet.description}')}</desc>"
        f'<rect width="{_WIDE:g}" height="{_TALL:g}" fill="#fff"/>{head}{body}{foot}</svg>\n'
    )


def _head(sheet: Sheet) -> tuple[str, float]:
    """The title and what it stands for, and where it ends."""
    title = _line(_TextLine(sheet.title, 8, style="bold"), _MARGIN, _MARGIN + 7)
    quiet = [
        _TextLine(line, 3, _QUIET) for line in broken(sheet.description, 3, _WIDE / 2 - _MARGIN)
    ]
    about, left_end = _block(quiet, _MARGIN, _MARGIN + 10)
    right, y = [], _MARGIN + 2
    for number, fact in enumerate(sheet.facts):
        colour, style = (_ACCENT, "bold") if number == 0 else (_INK, "")
        text = _TextLine(fact.upper() if number == 0 else fact, 2.9, colour, style)
        right.append(_line(text, _WIDE - _MARGIN, y, anchor="end"))
        y += text.height
    end = max(left_end, y) + 1
    rule = _rule(_MARGIN, end, _WIDE - 2 * _MARGIN, _ACCENT)
    return title + about + "".join(right) + rule, end + 2


def _foot(sheet: Sheet) -> tuple[str, float]:
    """Draw the notices, and return where they begin."""
    width = _WIDE - 2 * _MARGIN
    lines = [
        _TextLine(line, 2.7, style="bold" if number == 0 else "")
        for number, text in enumerate(sheet.care)
        for line in broken(text, 2.7, width, bold=number == 0)
    ]
    begins = _TALL - _MARGIN - sum(line.height for line in lines) - 2
    return _rule(_MARGIN, begins, width, "#cbd2d9") + _block(lines, _MARGIN, begins + 2)[0], begins


def _cards(sheet: Sheet, top: float, bottom: float) -> Iterator[str]:
    laid = cards_of(sheet)
    size = _SIZES[laid.columns]
    width = (_WIDE - 2 * _MARGIN - _GUTTER * (laid.columns - 1)) / laid.columns
    rows = laid.rows
    headings = [[_heading(card, size, width) for card in row] for row in rows]
    words = [[_words(card, size, width) for card in row] for row in rows]
    taken = sum(_highest(row) for row in (*headings, *words)) + 5 * len(rows)
    natural = [width * natural_height(row) for row in rows]
    y = top
    for row, heads, texts, tall in zip(
        rows, headings, words, _shared(natural, bottom - top - taken), strict=True
    ):
        above = _highest(heads) + 1.5
        for column, (card, head, text) in enumerate(zip(row, heads, texts, strict=True)):
            x = _MARGIN + column * (width + _GUTTER)
            hue = _HUES[card.entry.section.block]
            yield _block(head, x, y + above - 0.8 - sum(line.height for line in head))[0]
            yield _rule(x, y + above, width, hue)
            if card.strip is not None:
                yield _figure(card, card.strip, (x, y + above + 1), (width, tall - 1))
            yield _block(text, x, y + above + tall + 1)[0]
        y += above + tall + _highest(texts) + 3.5


def _shared(wanted: Sequence[float], room: float) -> tuple[float, ...]:
    """Room given to those who want it: none gets less than another that wants less, and what is
    left over is given to all alike, as far as it looks well."""
    given = [0.0] * len(wanted)
    left = list(range(len(wanted)))
    while left:
        share = max(_LEAST_FIGURE, (room - sum(given)) / len(left))
        content = [place for place in left if wanted[place] <= share]
        for place in content or left:
            given[place] = wanted[place] if content else share
        left = [place for place in left if place not in content] if content else []
    over = min(_MOST_OVER, max(0.0, room - sum(given)) / len(given))
    return tuple(one + over for one in given)


def _highest(row: Sequence[Sequence[_TextLine]]) -> float:
    return max(sum(line.height for line in lines) for lines in row)


def _heading(card: Card, size: float, width: float) -> list[_TextLine]:
    if card.begins is None:
        return []
    how = broken(card.begins.how, 0.92 * size, width)
    title = _TextLine(BLOCKS[card.begins.block], 1.05 * size, _HUES[card.begins.block], "bold")
    return [title, *(_TextLine(line, 0.92 * size, _QUIET) for line in how)]


def _words(card: Card, size: float, width: float) -> list[_TextLine]:
    entry, hue = card.entry, _HUES[card.entry.section.block]
    title = f"{card.number}  {entry.name}"
    lines = [
        _TextLine(line, 1.15 * size, style="bold")
        for line in broken(title, 1.15 * size, width, bold=True)
    ]
    lines += [
        _TextLine(line, size, hue, "bold") for line in broken(entry.dose, size, width, bold=True)
    ]
    indent = 0.9 * size
    for cue in card.cues:
        first, *others = broken(cue, size, width - indent)
        lines.append(_TextLine(f"• {first}", size))
        lines += [_TextLine(line, size, indent=0.6 * size) for line in others]
    return lines + [
        _TextLine(line, size, _QUIET, "italic") for line in broken(card.note, size, width)
    ]


def _figure(
    card: Card, strip: Strip, corner: tuple[float, float], room: tuple[float, float]
) -> str:
    """In the middle of its room, on the lower edge."""
    scale = min(room[0] / strip.width, room[1] / strip.height)
    x = corner[0] + (room[0] - strip.width * scale) / 2
    y = corner[1] + room[1] - strip.height * scale
    return (
        f'<g transform="translate({x:.2f} {y:.2f}) scale({scale:.3f})">'
        f"<title>{escape(card.entry.name)}</title><desc>{escape(strip.about)}</desc>"
        f"{strip.drawing}</g>"
    )


def _block(lines: Sequence[_TextLine], x: float, y: float) -> tuple[str, float]:
    """Lines below each other from y downward, and where they end."""
    parts = []
    for line in lines:
        parts.append(_line(line, x + line.indent, y + line.size))
        y += line.height
    return "".join(parts), y


_STYLES = {"": "", "bold": ' font-weight="700"', "italic": ' font-style="italic"'}


def _line(text: _TextLine, x: float, y: float, anchor: str = "start") -> str:
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" font-size="{text.size:.2f}" fill="{text.colour}" '
        f'text-anchor="{anchor}"{_STYLES[text.style]}>{escape(text.text)}</text>'
    )


def _rule(x: float, y: float, width: float, colour: str) -> str:
    return f'<rect x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height=".5" fill="{colour}"/>'
