"""Widths of text and line breaks, for a page that is laid out without a browser.

The widths are those of Helvetica and Arial, rounded up by group, so that no line runs out of its
column in a font of their kind.
"""

from __future__ import annotations

import unicodedata

_WIDTHS = {
    **dict.fromkeys("ijl'|", 0.23),
    **dict.fromkeys("ft.,:;!/ I[]", 0.28),
    **dict.fromkeys("r-()", 0.34),
    **dict.fromkeys("ckvxyz", 0.5),
    **dict.fromkeys("mMw%", 0.84),
    **dict.fromkeys("W@", 1.02),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ&", 0.72),
}
_USUAL = 0.56
_WIDE = 1.02
"""Width of Chinese, Japanese and Korean characters and of emoji."""
_BOLD = 1.07
_JOINERS = "\u200c\u200d\ufe0e\ufe0f"
"""Characters that show nothing by themselves."""


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a text, in the unit of its size."""
    wide = sum(map(_width_of, text))
    return wide * size * (_BOLD if bold else 1)


def _width_of(character: str) -> float:
    if unicodedata.combining(character) or character in _JOINERS:
        return 0.0
    if unicodedata.east_asian_width(character) in ("W", "F"):
        return _WIDE
    return _WIDTHS.get(character, _USUAL)


def broken(text: str, size: float, width: float, *, bold: bool = False) -> tuple[str, ...]:
    """The lines of a text that may be so wide; a word that is wider stands alone."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)
