"""Console output: folded between words on a terminal, whole lines in a file or a pipe."""

from __future__ import annotations

import shutil
import sys

import click

from voice_coach.core.wording.harmless_text import harmless
from voice_coach.screen.wrap import folded


def show(line: str, hang: int = 0, *, err: bool = False, colour: str | None = None) -> None:
    """Write `line`, whatever is in it harmless to a terminal; on a narrower terminal, continuation
    lines are indented by `hang` characters.
    `colour`: that of the first word."""
    line = harmless(line)
    stream = sys.stderr if err else sys.stdout
    if stream.isatty():
        line = folded(line, hang, shutil.get_terminal_size().columns)
    if colour is not None:
        word, space, rest = line.partition(" ")
        line = f"{click.style(word, fg=colour)}{space}{rest}"
    click.echo(line, err=err)


def tell(line: object = "", *, err: bool = False) -> None:
    """Write `line` as it is, but for what would steer a terminal: no file's name does."""
    click.echo(harmless(str(line)), err=err)
