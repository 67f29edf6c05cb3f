"""`handout`: everything that somebody needs to do a routine, in one folder or archive."""

from __future__ import annotations

import tempfile
import zipfile
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from typing import Any
from uuid import uuid4

import click

from voice_coach.app.console import tell
from voice_coach.cli.options import complete_routine, wording
from voice_coach.config.emergency_numbers import emergency_number
from voice_coach.config.settings import Settings, load_settings
from voice_coach.core.training.week_plan import DAYS, Planned, WeekPlan
from voice_coach.core.training.week_words import day_of, time_of_day
from voice_coach.errors import CoachError, UsageError
from voice_coach.library.routine.finder import Found, Shelf
from voice_coach.library.yaml.problems import quoted
from voice_coach.system import clock

_ZIP = ".zip"
_SOUNDS = ("m4a", "mp3", "opus", "wav")


@click.command(short_help="Put recording, page and calendar together for somebody.")
@click.argument("routines", nargs=-1, required=True, shell_complete=complete_routine)
@click.option("--for", "person", metavar="NAME", help="Who gets it; the coach greets them so.")
@click.option("--days", metavar="DAYS", help="Days of the week, such as mon,wed,fri; in turn.")
@click.option("--at", metavar="TIME", help="With --days: the time of day; 18:00 if left out.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help="A new folder, or a file that ends in .zip.",
)
@click.option(
    "--format",
    "sound",
    type=click.Choice(_SOUNDS),
    default=_SOUNDS[0],
    show_default=True,
    help="The kind of recording.",
)
@wording
def handout(
    *,
    routines: tuple[str, ...],
    person: str | None,
    days: str | None,
    at: str | None,
    output: Path,
    sound: str,
    **flags: Any,
) -> None:
    """Put together what somebody needs to do ROUTINES: for a patient, a friend or your phone.

    Of each routine a recording that leads through it, the page to print (as a web page and as a
    PDF) and the routine itself; with --days a calendar; and a page that says how to use them. Each
    file is of use by itself. A routine's `author:` and `note:` stand on the page.

    \b
    Examples:
      voice-coach handout core-basics -o for-me
      voice-coach handout knee-a knee-b --for Anna --days mon,wed,fri -o anna.zip
    """
    _check_free(output)
    # Whoever puts it together is not the one to be greeted.
    settings = replace(load_settings(name=person, **flags), name=person)
    found = _found(routines)
    week = _week(days, at, tuple(one.path.stem for one in found))
    output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=output.parent, prefix=".handout-") as draft:
        folder = Path(draft) / "handout"
        folder.mkdir()
        files = [_routine_files(one, folder, sound, settings, flags) for one in found]
        calendar = None if week is None else _calendar(week, found, folder)
        start = _how_to_use(found, files, calendar, settings)
        (folder / "start-here.html").write_text(start, encoding="utf-8")
        _put(folder, output)
    count = "a routine" if len(found) == 1 else f"{len(found)} routines"
    tell(f"Wrote {output}: {count}. Begin with start-here.html in it.")


def _check_free(output: Path) -> None:
    is_empty = output.is_dir() and not any(output.iterdir())
    if output.exists() and (output.suffix.lower() == _ZIP or not is_empty):
        raise UsageError(f"{output} already exists.", "Choose another name, or delete that one.")


def _found(routines: tuple[str, ...]) -> tuple[Found, ...]:
    shelf = Shelf()
    found = tuple(shelf.find(name) for name in routines)
    stems = [one.path.stem for one in found]
    twice = next((stem for stem in stems if stems.count(stem) > 1), None)
    if twice is not None:
        raise UsageError(f"{quoted(twice)} would be written twice.", "Name each routine once.")
    return found


def _week(days: str | None, at: str | None, stems: tuple[str, ...]) -> WeekPlan | None:
    """The days with the routines in turn. Raises UsageError."""
    if days is None:
        if at is not None:
            raise UsageError("--at goes with --days.", "Write --days mon,wed,fri too.")
        return None
    named = [day_of(day) for day in days.split(",")]
    time = None if at is None else time_of_day(at)
    if None in named:
        raise UsageError(f"{quoted(days)} are no days.", "Write some such as mon,wed,fri.")
    if at is not None and time is None:
        raise UsageError(f"{quoted(at)} is not a time of day.", "Write one such as 18:00 or 6pm.")
    chosen = [day for day in DAYS if day in named]
    if len(chosen) < len(stems):
        raise UsageError(
            f"{len(stems)} routines take turns on {len(chosen)} days, so some never come.",
            "Name a day for each.",
        )
    return WeekPlan({day: stems[n % len(stems)] for n, day in enumerate(chosen)}, time)


def _routine_files(
    found: Found, folder: Path, sound: str, settings: Settings, flags: dict[str, Any]
) -> tuple[str, ...]:
    """Write the files of a routine, and return their names."""
    # Imported here: the help of all commands imports this module.
    from voice_coach.app.recording import render_to_file  # noqa: PLC0415
    from voice_coach.app.spoken_style import spoken_as  # noqa: PLC0415 - as above.
    from voice_coach.cli.sheet import sheet_for  # noqa: PLC0415 - as above.
    from voice_coach.sheet.html_page import page  # noqa: PLC0415 - as above.
    from voice_coach.sheet.pdf_page import NoLettersError, pdf_page  # noqa: PLC0415 - as above.

    stem, routine = found.path.stem, found.routine
    names = [f"{stem}.{sound}"]
    render_to_file(routine, folder / names[0], settings, spoken_as(settings, flags, routine))
    sheet = sheet_for(found, settings)
    (folder / f"{stem}.html").write_text(page(sheet), encoding="utf-8")
    names.append(f"{stem}.html")
    try:
        (folder / f"{stem}.pdf").write_bytes(pdf_page(sheet))
        names.append(f"{stem}.pdf")
    except NoLettersError as error:
        tell(f"There is no PDF of {routine.name}: {error}", err=True)
    (folder / f"{stem}.yaml").write_bytes(found.path.read_bytes())
    return (*names, f"{stem}.yaml")


def _calendar(week: WeekPlan, found: tuple[Found, ...], folder: Path) -> str:
    from voice_coach.core.model.unroll import unroll  # noqa: PLC0415 - as above.
    from voice_coach.exports.calendar import (  # noqa: PLC0415 - as above.
        ExportedPlan,
        calendar_of,
        next_export,
    )

    known = {one.path.stem: Planned(one.routine, unroll(one.routine)) for one in found}
    plan = next_export(ExportedPlan(uuid4().hex), week, known, clock.today())
    (folder / "calendar.ics").write_bytes(calendar_of(plan, clock.wall().astimezone(UTC)))
    return "calendar.ics"


def _how_to_use(
    found: tuple[Found, ...],
    files: list[tuple[str, ...]],
    calendar: str | None,
    settings: Settings,
) -> str:
    from voice_coach.sheet.handout_page import HandedOut, handout_page  # noqa: PLC0415 - as above.

    routines = [
        HandedOut(one.routine.name, one.routine.author, one.routine.note, names)
        for one, names in zip(found, files, strict=True)
    ]
    return handout_page(routines, settings.name or "", calendar, emergency_number(settings))


def _put(folder: Path, output: Path) -> None:
    """Move the finished folder, or an archive of it, to its place."""
    try:
        for file in folder.iterdir():
            file.chmod(0o644)
        if output.suffix.lower() == _ZIP:
            archive = folder.with_suffix(_ZIP)
            with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
                for file in sorted(folder.iterdir()):
                    packed.write(file, f"{output.stem}/{file.name}")
            archive.replace(output)
        else:
            if output.is_dir():
                output.rmdir()
            folder.chmod(0o755)
            folder.replace(output)
    except OSError as error:
        raise CoachError(
            f"{output} can't be written: {error.strerror or error}.", "Name another place."
        ) from error
