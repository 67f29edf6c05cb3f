"""Text that is harmless to a terminal, wherever it came from."""

from __future__ import annotations

import unicodedata

_ODD = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Categories of characters that are not seen: controls such as Escape, marks that turn the
direction of writing, halves of characters, and breaks of lines and paragraphs."""

_JOINERS = "\u200c\u200d"
"""Join letters and emoji; nothing else is done by them."""


def harmless(text: str, *, one_line: bool = False) -> str:
    """Return `text` with what would steer a terminal written out: \\u001b for Escape. Tabs and line
    breaks stay, unless it is to be on one line."""
    if text.isascii() and text.isprintable():
        return text
    kept = _JOINERS if one_line else f"\n\t{_JOINERS}"
    return "".join(one if one in kept or not _is_odd(one) else _written(one) for one in text)


def _is_odd(one: str) -> bool:
    return unicodedata.category(one) in _ODD


def _written(one: str) -> str:
    number = ord(one)
    if 0xDC80 <= number <= 0xDCFF:  # A byte of a name that is no UTF-8.
        return f"\\x{number - 0xDC00:02x}"
    return f"\\u{number:04x}"
