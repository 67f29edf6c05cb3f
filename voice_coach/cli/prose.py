"""Lines for whoever reads them: folded between words on a terminal, whole in a file or a pipe."""

from __future__ import annotations

import shutil
import sys
import textwrap

import click

_NARROWEST = 40
"""Characters; below it, the terminal may fold as it likes."""


def show(line: str, hang: int = 0, *, err: bool = False, colour: str | None = None) -> None:
    """Write `line`; on a terminal that is narrower, what goes on below begins `hang` characters
    from the left. `colour`: that of the first word."""
    stream = sys.stderr if err else sys.stdout
    if stream.isatty():
        line = folded(line, hang, shutil.get_terminal_size().columns)
    if colour is not None:
        word, space, rest = line.partition(" ")
        line = f"{click.style(word, fg=colour)}{space}{rest}"
    click.echo(line, err=err)


def folded(text: str, hang: int, columns: int) -> str:
    """`text` in lines of less than `columns`, broken at spaces alone: a path or an address stays
    whole, to be copied or clicked."""
    if columns < _NARROWEST:
        return text
    lines = (
        textwrap.wrap(
            line,
            columns - 1,
            subsequent_indent=" " * hang,
            break_long_words=False,
            break_on_hyphens=False,
            expand_tabs=False,
        )
        for line in text.split("\n")
    )
    return "\n".join("\n".join(line) for line in lines)
