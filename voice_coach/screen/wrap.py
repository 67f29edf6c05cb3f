"""Folding: a line that is longer than a terminal is wide, in several, broken between words."""

from __future__ import annotations

import re
import textwrap

_NARROWEST = 40
"""Columns; below it, the terminal may fold as it likes."""

_KEY = re.compile(r"(?<=· )(\S+) (?=\S)")
"""A key in a row of keys, "n next · space pause", and the blank before what it does."""

_BOUND = "\N{NO-BREAK SPACE}"


def folded(text: str, hang: int, columns: int, *, strictly: bool = False) -> str:
    """`text` in lines of less than `columns`, of which all but the first begin `hang` characters
    from the left. They are broken at blanks alone: a path or an address stays whole, to be copied
    or clicked, and a key stays with what it does. `strictly`: none is any longer, so that what is
    too long for a line is broken."""
    if columns < _NARROWEST and not strictly:
        return text
    lines = (
        textwrap.wrap(
            _KEY.sub(rf"\1{_BOUND}", line),
            columns - 1,
            subsequent_indent=" " * hang,
            break_long_words=strictly,
            break_on_hyphens=False,
            expand_tabs=False,
        )
        for line in text.split("\n")
    )
    return "\n".join("\n".join(line) for line in lines).replace(_BOUND, " ")
