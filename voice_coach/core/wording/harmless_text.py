"""Text that is harmless to a terminal, wherever it came from."""

from __future__ import annotations

import unicodedata

_ODD = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Categories of invisible characters: controls such as Escape, marks that change the direction of
writing, surrogates, and line and paragraph separators."""

_JOINERS = "\u200c\u200d"
"""Characters that join letters and emoji, and are harmless."""


def harmless(text: str, *, one_line: bool = False) -> str:
    """Return `text` with characters that could control a terminal escaped: \\u001b for Escape. Tabs
    and line breaks stay, unless `one_line`."""
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
