"""Lines for whoever reads them: folded between words on a terminal, whole in a file or a pipe."""

from __future__ import annotations

import shutil
import sys

import click

from voice_coach.screen.wrap import folded


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
