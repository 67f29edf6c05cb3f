"""`import`: a workout of another program becomes a routine."""

from __future__ import annotations

from pathlib import Path

import click

from voice_coach.app.console import show, tell
from voice_coach.cli.authoring import new_file, routine_slug, write_new
from voice_coach.errors import UsageError
from voice_coach.library.catalogue.catalogue import load_catalogue
from voice_coach.library.catalogue.paths import user_folder
from voice_coach.library.routine.reader import read_routine
from voice_coach.library.yaml.problems import BadRoutine, quoted

_MOST_WORKOUTS = 200


@click.command("import", short_help="Make a routine of another program's workout.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--as", "name", metavar="NAME", help="The routine's name; if left out, the file's.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write this file instead of one in your routines folder.",
)
def import_(file: Path, name: str | None, output: Path | None) -> None:
    """Make a routine of a workout that another program wrote.

    Reads Just Another Workout Timer, Feeel, TimeR Machine, hiit-generator, RunnerUp, Garmin's JSON,
    Zwift (ZWO), intervals.icu and plain text, voiceworkout, and tables (CSV). The content decides,
    not the name. docs/exchange.md shows each.

    An exercise is taken from the catalogue where its name is surely the same; any other becomes
    one of the routine's own, which is only named. What a routine can't hold is listed, here and at
    the head of the routine. A file that is there already is left alone.

    \b
    Examples:
      voice-coach import Legs.json              a routine called as in the file
      voice-coach import ride.zwo --as tuesday  or as you say
      voice-coach check legs                    read it, then check it
    """
    # Imported here: the help of all commands imports this one.
    from voice_coach.exchange.reading import bring_in  # noqa: PLC0415
    from voice_coach.exchange.routine_yaml import Origin, routine_text  # noqa: PLC0415 - as above.
    from voice_coach.exchange.source import ForeignFileError  # noqa: PLC0415 - as above.

    brought = bring_in(file)
    count = len(brought.workouts)
    if count > _MOST_WORKOUTS:
        raise ForeignFileError(f"{quoted(str(file), 300)} holds {count} workouts.", "Split it.")
    if output is not None and count > 1:
        raise UsageError(
            f"{quoted(str(file), 300)} holds {count} workouts, and -o names one file.",
            "Leave it out: each goes to your routines folder.",
        )
    written: list[tuple[Path, str, str, tuple[str, ...]]] = []
    slugs: set[str] = set()
    for workout in brought.workouts:
        slug, title = _named(name or workout.title, name is None, slugs)
        path = output or user_folder() / f"{slug}.yaml"
        new_file(path)
        title = title if name else " ".join(workout.title.split())[:80] or title
        target = slug if output is None else str(path)
        origin = Origin(file.name, brought.format.name)
        made = routine_text(workout, target, title, origin, load_catalogue())
        try:
            read_routine(made.text.encode(), str(path), slug, load_catalogue())
        except BadRoutine as bad:
            raise ForeignFileError(
                f"{quoted(workout.title)} in {quoted(str(file), 300)} makes no routine: "
                f"{bad.problems[0].what}.",
                "Change it where it was made, or write it anew with `voice-coach new`.",
            ) from bad
        written.append((path, target, made.text, made.left_out))
    for path, target, text, left_out in written:
        write_new(path, text)
        tell(f"Wrote {path}")
        for one in left_out:
            show(f"  not carried over: {one}", 4)
        tell(f"Read it, then: voice-coach check {target}")
    for one in brought.left_out:
        show(f"not carried over: {one}", 2)


def _named(text: str, is_title: bool, taken: set[str]) -> tuple[str, str]:
    """Return a slug that is not taken, and the title. A title of a file may have any characters;
    a name that is typed has to be one."""
    if is_title:
        text = " ".join("".join(c if c.isalnum() else " " for c in text).split())[:50] or "imported"
    slug, title = routine_slug(text)
    free, number = slug, 1
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    taken.add(free)
    return free, title
