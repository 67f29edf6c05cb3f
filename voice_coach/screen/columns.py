"""Text in the columns of a terminal, where some characters take two and some none."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size

_CUT = "…"


def columns_of(text: str) -> int:
    """The number of columns that a text takes."""
    return cell_len(text)


def padded(text: str, columns: int) -> str:
    """The text with blanks after it, up to so many columns; a longer one as it is."""
    return text + " " * max(0, columns - cell_len(text))


def cut(text: str, columns: int) -> str:
    """The text in so many columns at most, with a sign where its end is missing."""
    if cell_len(text) <= columns:
        return text
    return set_cell_size(text, max(0, columns - 1)).rstrip() + _CUT
