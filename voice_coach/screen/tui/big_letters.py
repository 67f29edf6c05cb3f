"""Big letters: capitals of five by seven pixels, for words to be read from across a room."""

from __future__ import annotations

from voice_coach.screen.tui.pixels import Picture, beside, cells

_HEIGHT = 7

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
    """A text as lines of characters, as large as fits on one line, or else on two. Empty where it
    does not fit at all, or has a sign that is not here."""
    whole = _line(text, columns, rows)
    if whole:
        return whole
    half = (rows - 1) // 2 if rows >= 9 else rows // 2
    words = text.split()
    for split in range(len(words) - 1, 0, -1):
        upper = _line(" ".join(words[:split]), columns, half)
        lower = _line(" ".join(words[split:]), columns, half)
        if upper and lower and len(upper) == len(lower):
            return (*upper, *([""] if rows >= 9 else []), *lower)
    return ()


def _line(text: str, columns: int, rows: int) -> tuple[str, ...]:
    signs = text.upper().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    if not signs or any(sign not in _LETTERS for sign in signs):
        return ()
    rows_of = tuple(_LETTERS[sign].split() for sign in signs)
    width = sum(len(rows[0]) + 1 for rows in rows_of) - 1
    scale = min(columns // width, 2 * rows // _HEIGHT)
    if scale < 1:
        return ()
    pictures = tuple(_scaled(rows, scale) for rows in rows_of)
    widths = tuple(2 * scale * len(rows[0]) for rows in rows_of)
    picture = beside(pictures, widths, 2 * scale)
    return cells((*picture, 0) if len(picture) % 2 else picture, 2 * scale * width)


def _scaled(rows: list[str], scale: int) -> Picture:
    return tuple(
        int("".join(pixel * 2 * scale for pixel in row), 2) for row in rows for _ in range(scale)
    )
