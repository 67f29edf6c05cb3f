"""`render`: the same session, into a file."""

from __future__ import annotations

import signal
from pathlib import Path
from types import FrameType
from typing import Any, Never

import click

from voice_coach.app.console import tell
from voice_coach.app.recording import render_to_file
from voice_coach.app.spoken_style import spoken_as
from voice_coach.audio.sound_formats import FORMATS, format_of
from voice_coach.audio.sound_writer import check_free
from voice_coach.cli.options import complete_routine, wording
from voice_coach.config.settings import load_settings
from voice_coach.core.units import clock_time
from voice_coach.errors import UsageError
from voice_coach.exports.captions import KINDS
from voice_coach.library.routine.finder import Found, Shelf
from voice_coach.system import clock
from voice_coach.system.atomic_write import write_whole


@click.command(short_help="Write whole workouts to sound files, for a phone.")
@click.argument("routines", nargs=-1, metavar="ROUTINE...", shell_complete=complete_routine)
@click.option("--all", "every", is_flag=True, help="All routines that `voice-coach list` shows.")
@click.option(
    "-o",
    "--output",
    metavar="FILE|FOLDER",
    type=click.Path(path_type=Path),
    help=f"The file to write: {', '.join(FORMATS)}; or a folder for files with the routines' "
    "names. By default this folder.",
)
@click.option(
    "--format",
    "suffix",
    type=click.Choice([suffix[1:] for suffix in FORMATS]),
    default="m4a",
    help="The format of files in a folder; m4a, which every phone plays, unless given.",
)
@click.option("--force", is_flag=True, help="Replace files that are there.")
@click.option(
    "--captions",
    type=click.Choice(list(KINDS)),
    multiple=True,
    help="Also write what is said with its times, beside the recording; can be given again.",
)
@click.option(
    "--music",
    metavar="FILE|FOLDER",
    type=click.Path(path_type=Path),
    help="Your own music, to lie under it: lowered under every cue, faded at both ends.",
)
@wording
@click.option(
    "--events",
    metavar="FILE",
    help="Also write when each thing is said, as JSON lines; - is standard output.",
)
def render(
    *,
    routines: tuple[str, ...],
    every: bool,
    output: Path | None,
    suffix: str,
    force: bool,
    captions: tuple[str, ...],
    music: Path | None,
    events: str | None,
    **flags: Any,
) -> None:
    """Write a whole workout to a sound file, for a phone or a loudspeaker.

    It is the session that `start` would lead, much faster than real time. Steps at your own
    pace take the time their author or their tempo gives them. Players show a chapter for each
    exercise, what is said, and a figure. It is as loud as podcasts are (-16 LUFS).

    \b
    Examples:
      voice-coach render core-basics                    core-basics.m4a, here
      voice-coach render core-basics -o core.mp3 --captions srt
      voice-coach render core-basics --music ~/Music/slow
      voice-coach render --all -o ~/Music/workouts --format opus
    """
    for name in ("SIGTERM", "SIGHUP"):  # On Windows there is no SIGHUP.
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _leave)
    if every == bool(routines):
        raise UsageError("Which routines?", "Give their names, or --all.")
    shelf = Shelf()
    names = shelf.slugs() if every else routines
    if events is not None and len(names) > 1:
        raise UsageError("--events is for one routine at a time.", "Leave it out, or name one.")
    settings = load_settings(**flags)
    targets: dict[Path, Found] = {}
    for found in map(shelf.find, names):
        path = _path(found, output, f".{suffix}", alone=len(names) == 1)
        if path in targets:
            raise UsageError(f"Two routines would be written to {path}.", "Render one of them.")
        format_of(path)
        check_free(path, force=force)
        targets[path] = found
    for path, found in targets.items():
        began = clock.now()
        spoken = spoken_as(settings, flags, found.routine)
        recording = render_to_file(
            found.routine, path, settings, spoken, force=force, captions=captions, music=music
        )
        if events == "-":
            click.echo(recording.transcript, nl=False)
        elif events is not None:
            write_whole(Path(events), recording.transcript.encode())
        times = recording.length / (clock.now() - began)
        # Standard output may be the event log, which scripts read.
        summary = f"{path}: {clock_time(recording.length)}, written at {times:.0f} times real time"
        tell(summary, err=events is not None)


def _leave(number: int, _frame: FrameType | None) -> Never:
    """End in order, so that no half of a file is left."""
    raise SystemExit(128 + number)


def _path(found: Found, output: Path | None, suffix: str, *, alone: bool) -> Path:
    """The file for a routine. A name that is no folder's is one file's, unless there are more."""
    if output is not None and alone and not output.is_dir():
        return output
    folder = output or Path()
    if folder.is_dir() or not folder.suffix:
        folder.mkdir(parents=True, exist_ok=True)
        return folder / f"{found.path.stem}{suffix}"
    raise UsageError(f"{folder} is one file for several routines.", "Name a folder.")
