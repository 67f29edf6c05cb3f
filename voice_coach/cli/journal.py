"""`journal`: all that is kept of the workouts, given out or removed."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from voice_coach.app.console import tell
from voice_coach.config.health_file import health_path
from voice_coach.errors import CoachError, UsageError
from voice_coach.journal.export import all_files, everything, is_under_way, remove
from voice_coach.journal.paths import journal_path
from voice_coach.system.atomic_write import PRIVATE, write_whole


@click.group(short_help="Your saved workouts: show, export or delete them.")
def journal() -> None:
    """Your saved workouts: show where they are, export them to a file, or delete them.

    Each workout is saved with its routine, the result of each interval, what you asked for, how
    your back felt afterwards, and the result of the safety questions; your answers to them are
    not. It is one SQLite file on your machine that only you can read.

    \b
    Examples:
      voice-coach journal where             the files
      voice-coach journal export all.json   all of it as JSON
      voice-coach journal delete            remove all of it; asks first
    """


@journal.command()
def where() -> None:
    """Show the files of the journal.

    \b
    Example:
      voice-coach journal where
    """
    database = journal_path()
    files = all_files(database)
    if database not in files:
        tell(f"{database}  (not there yet)")
    for path in files:
        tell(path)


@journal.command()
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
def export(file: Path | None) -> None:
    """Write the whole journal as JSON to FILE, or to standard output.

    Times are in seconds since 1970, durations in seconds. Only you can read the file. An existing
    file is replaced.

    \b
    Examples:
      voice-coach journal export all.json
      voice-coach journal export | jq '.sessions | length'
    """
    data = everything(journal_path())
    if file is None:
        click.echo(data.decode(), nl=False)
        return
    write_whole(file, data, PRIVATE)
    tell(f"Wrote {file}")


@journal.command(short_help="Remove the whole journal; asks first.")
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
def delete(*, yes: bool) -> None:
    """Remove the whole journal: every file that `voice-coach journal where` shows.

    \b
    Example:
      voice-coach journal delete
    """
    database = journal_path()
    if is_under_way(database):
        raise UsageError("A workout is running now.", "End it first.")
    files = all_files(database)
    if not files:
        tell("There is no journal.")
    elif _is_sure(files, yes=yes):
        _remove(files, database)
    if health_path().exists():
        tell(
            f"Not removed: {health_path()}, with your answers about back pain and your conditions. "
            "Delete that file yourself if you want; the next start then asks again."
        )


def _is_sure(files: tuple[Path, ...], *, yes: bool) -> bool:
    if yes:
        return True
    if sys.stdin is None or not sys.stdin.isatty():
        raise UsageError("There is no terminal in which to confirm this.", "Add --yes.")
    for path in files:
        tell(path)
    return click.confirm("Remove all of these? It can't be undone.")


def _remove(files: tuple[Path, ...], database: Path) -> None:
    try:
        remove(files, database)
    except OSError as error:
        raise CoachError(
            f"{error.filename} can't be removed: {error.strerror or error}.",
            "Check that its folder is writable, and try again.",
        ) from error
    tell("The journal is removed.")
