"""Big letters: capitals of five by seven pixels, for words to be read from across a room."""

from __future__ import annotations

import textwrap

from voice_coach.screen.tui.pixels import Picture, beside, cells

_HEIGHT = 7

_LEAST = 4
"""Rows of the smallest letters."""

_WIDEST = 6
"""Pixels of the widest letter and the gap after it."""

_SAME = str.maketrans({"\N{RIGHT SINGLE QUOTATION MARK}": "'", ";": ",", "\u2026": "."})
"""Signs that are drawn as others."""

_LETTERS = {
    " ": "000 000 000 000 000 000 000",
    "A": "01110 10001 10001 11111 10001 10001 10001",
    "B": "11110 10001 10001 11110 10001 10001 11110",
    "C": "01111 10000 10000 10000 10000 10000 01111",
    "D": "11110 10001 10001 10001 10001 10001 11110",
    "E": "11111 10000 10000 11110 10000 10000 11111",
    "F": "11111 10000 10000 11110 10000 10000 10000",
    "G": "01111 10000 10000 10011 10001 10001 01111",
    "H": "10001 10001 10001 11111 10001 10001 10001",
    "I": "111 010 010 010 010 010 111",
    "J": "00111 00010 00010 00010 00010 10010 01100",
    "K": "10001 10010 10100 11000 10100 10010 10001",
    "L": "10000 10000 10000 10000 10000 10000 11111",
    "M": "10001 11011 10101 10101 10001 10001 10001",
    "N": "10001 11001 10101 10101 10011 10001 10001",
    "O": "01110 10001 10001 10001 10001 10001 01110",
    "P": "11110 10001 10001 11110 10000 10000 10000",
    "Q": "01110 10001 10001 10001 10101 10010 01101",
    "R": "11110 10001 10001 11110 10100 10010 10001",
    "S": "01111 10000 10000 01110 00001 00001 11110",
    "T": "11111 00100 00100 00100 00100 00100 00100",
    "U": "10001 10001 10001 10001 10001 10001 01110",
    "V": "10001 10001 10001 10001 01010 01010 00100",
    "W": "10001 10001 10001 10101 10101 11011 10001",
    "X": "10001 01010 00100 00100 00100 01010 10001",
    "Y": "10001 01010 00100 00100 00100 00100 00100",
    "Z": "11111 00001 00010 00100 01000 10000 11111",
    "0": "01110 10001 10011 10101 11001 10001 01110",
    "1": "00100 01100 00100 00100 00100 00100 01110",
    "2": "01110 10001 00001 00110 01000 10000 11111",
    "3": "11110 00001 00001 01110 00001 00001 11110",
    "4": "00010 00110 01010 10010 11111 00010 00010",
    "5": "11111 10000 11110 00001 00001 10001 01110",
    "6": "01110 10000 10000 11110 10001 10001 01110",
    "7": "11111 00001 00010 00100 00100 00100 00100",
    "8": "01110 10001 10001 01110 10001 10001 01110",
    "9": "01110 10001 10001 01111 00001 00001 01110",
    "-": "000 000 000 111 000 000 000",
    "'": "1 1 0 0 0 0 0",
    ",": "00 00 00 00 00 01 10",
    ".": "0 0 0 0 0 0 1",
    "!": "1 1 1 1 1 0 1",
    "?": "01110 10001 00001 00110 00100 00000 00100",
    ":": "0 0 1 0 1 0 0",
    "/": "00001 00010 00010 00100 01000 01000 10000",
    "▶": "10000 11000 11100 11110 11100 11000 10000",
    "◇": "00000 00100 01010 10001 01010 00100 00000",
    "○": "00000 01110 10001 10001 10001 01110 00000",
    "‖": "11011 11011 11011 11011 11011 11011 11011",
    "■": "00000 11111 11111 11111 11111 11111 00000",
    "·": "00000 00000 00000 00100 00000 00000 00000",
}


def drawn(text: str, columns: int, rows: int) -> tuple[str, ...]:
    """A text as lines of characters, as large as fits on one line, or else on two, or else in
    narrow letters. Empty where it does not fit at all, or has a sign that is not here."""
    for narrow in (False, True):
        found = _line(text, columns, rows, narrow=narrow) or _two_lines(
            text, columns, rows, narrow=narrow
        )
        if found:
            return found
    return ()


def paragraph(text: str, columns: int, rows: int) -> tuple[str, ...]:
    """A text of several lines in letters of four rows, narrow ones if need be. Empty where it does
    not fit."""
    for narrow in (False, True):
        signs = 2 * columns // (_WIDEST * (1 if narrow else 2))
        lines = textwrap.wrap(text, signs) if signs > 0 else []
        drawn_lines = [_line(line, columns, _LEAST, narrow=narrow) for line in lines]
        if lines and all(drawn_lines) and len(lines) * (_LEAST + 1) - 1 <= rows:
            return tuple(row for line in drawn_lines for row in (*line, ""))[:-1]
    return ()


def _two_lines(text: str, columns: int, rows: int, *, narrow: bool) -> tuple[str, ...]:
    half = (rows - 1) // 2 if rows >= 9 else rows // 2
    words = text.split()
    for split in range(len(words) - 1, 0, -1):
        upper = _line(" ".join(words[:split]), columns, half, narrow=narrow)
        lower = _line(" ".join(words[split:]), columns, half, narrow=narrow)
        if upper and lower and len(upper) == len(lower):
            return (*upper, *([""] if rows >= 9 else []), *lower)
    return ()


def _line(text: str, columns: int, rows: int, *, narrow: bool = False) -> tuple[str, ...]:
    """One line. Narrow letters are half as wide, and of the least height."""
    signs = text.upper().translate(_SAME)
    if not signs or any(sign not in _LETTERS for sign in signs):
        return ()
    rows_of = tuple(_LETTERS[sign].split() for sign in signs)
    width = sum(len(rows[0]) + 1 for rows in rows_of) - 1
    scale = min(1 if narrow else columns // width, 2 * rows // _HEIGHT)
    across = 1 if narrow else 2 * scale
    if scale < 1 or across * width > 2 * columns:
        return ()
    pictures = tuple(_scaled(rows, scale, across) for rows in rows_of)
    widths = tuple(across * len(rows[0]) for rows in rows_of)
    picture = beside(pictures, widths, across)
    wide = across * width
    if wide % 2:
        picture, wide = tuple(row << 1 for row in picture), wide + 1
    return cells((*picture, 0) if len(picture) % 2 else picture, wide)


def _scaled(rows: list[str], scale: int, across: int) -> Picture:
    return tuple(
        int("".join(pixel * across for pixel in row), 2) for row in rows for _ in range(scale)
    )
