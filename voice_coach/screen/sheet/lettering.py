"""How wide text is and where its lines break, for a page that is laid out without a browser.

The widths are those of Helvetica and Arial, rounded up, so that a line never runs out of its
column in a font of their kind.
"""

from __future__ import annotations

_WIDTHS = {
    **dict.fromkeys("ijl'|", 0.24),
    **dict.fromkeys("ft.,:;!/ -()[]I", 0.34),
    **dict.fromkeys("mwMW%@", 0.95),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ&", 0.76),
}
_USUAL = 0.58
_BOLD = 1.08


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a text, in the unit of its size."""
    wide = sum(_WIDTHS.get(character, _USUAL) for character in text)
    return wide * size * (_BOLD if bold else 1)


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
