"""`export`: one session for another training log, or a routine for another program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from voice_coach.app.console import tell
from voice_coach.config.settings import load_settings
from voice_coach.errors import UsageError
from voice_coach.library.yaml.suggestions import did_you_mean
from voice_coach.system import clock
from voice_coach.system.atomic_write import write_whole

if TYPE_CHECKING:
    from voice_coach.core.model.history import PastSession

_FORMS = (".fit", ".tcx", ".csv")
_ROUTINE_FORMS = {"jawt": ".json", "csv": ".csv", "fit": ".fit"}
"""What a routine can be written as, with the ending of each."""


@click.command()
@click.argument("file", metavar="FILE|ROUTINE", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--session",
    "when",
    metavar="WHEN",
    help="When it began, as `history` shows it, or its key; the last one if left out.",
)
@click.option(
    "--as",
    "form",
    type=click.Choice(list(_ROUTINE_FORMS)),
    help="Write the ROUTINE, not a session: for Just Another Workout Timer, as a table, or as a "
    "workout for a watch.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="With --as: the file to write; the routine's name, here, if left out.",
)
def export(*, file: Path, when: str | None, form: str | None, output: Path | None) -> None:
    """Write one session to FILE, whose name ends in .fit, .tcx or .csv.

    FIT is what Garmin and Strava take in best: each set with its time, its reps and Garmin's name
    of the exercise where there is one. TCX is the older form, for what takes no FIT. CSV has a line
    for each interval. Energy is in it only when your weight is set, and is a rough estimate.

    \b
    Examples:
      voice-coach export last.fit                         the last session
      voice-coach export monday.tcx --session 2026-11-23  the last one of that day
      voice-coach history                                 what there is

    With --as a routine is written for another program, by name or by path; docs/exchange.md says
    what each form can't hold.

    \b
    Example:
      voice-coach export core-basics --as fit -o core.fit
    """
    if form is not None:
        _write_routine(file, form, output)
        return
    if output is not None:
        raise UsageError("-o goes with --as.", "Name the file itself: voice-coach export last.fit")
    _write_session(file, when)


def _write_routine(routine: Path, form: str, output: Path | None) -> None:
    # Imported here: the help of all commands imports this module.
    from voice_coach.core.model.unroll import unroll  # noqa: PLC0415
    from voice_coach.exchange.from_timeline import flat  # noqa: PLC0415 - as above.
    from voice_coach.library.routine.finder import Shelf  # noqa: PLC0415 - as above.

    found = Shelf().find(str(routine))
    title, nodes = found.routine.name, flat(unroll(found.routine))
    path = output or Path(f"{found.path.stem}{_ROUTINE_FORMS[form]}")
    if path.exists():
        raise UsageError(
            f"{path} already exists.", "Name another file with -o, or delete that one."
        )
    if form == "jawt":
        from voice_coach.exchange.writers.jawt import to_jawt  # noqa: PLC0415 - as above.

        data = to_jawt(title, nodes)
    elif form == "csv":
        from voice_coach.exchange.writers.csv_table import to_table  # noqa: PLC0415 - as above.

        data = to_table(nodes)
    else:
        # Large, and wanted by few.
        from voice_coach.exchange.writers.fit_workout import to_fit_workout  # noqa: PLC0415

        data = to_fit_workout(title, nodes, round(clock.wall().timestamp() * 1000))
    write_whole(path, data)
    tell(f"Wrote {title} to {path}. What the coach says of it is not in there.")


def _write_session(file: Path, when: str | None) -> None:
    form = file.suffix.lower()
    if form not in _FORMS:
        raise UsageError(
            f"The end of the name {file} does not say what to write; "
            f"{did_you_mean(form, _FORMS, 'end it in .fit, .tcx or .csv')}."
        )
    # Imported here: the help of all commands imports this one.
    from voice_coach.cli.history_output import chosen  # noqa: PLC0415

    session = chosen(when)
    data = _written(session, form)
    write_whole(file, data)
    tell(f"Wrote {session.title} of {session.began:%Y-%m-%d %H:%M} to {file}")


def _written(session: PastSession, form: str) -> bytes:
    # Each is imported when it is wanted: what writes FIT is large.
    if form == ".csv":
        from voice_coach.exports.csv_table import to_csv  # noqa: PLC0415

        return to_csv(session)
    from voice_coach.exports.laps import laps_of  # noqa: PLC0415 - see above.

    if not laps_of(session):
        raise UsageError(
            f"{session.title} of {session.began:%Y-%m-%d %H:%M} has no recorded times.",
            "There is nothing to export.",
        )
    from voice_coach.core.training.energy import kilocalories, net_met_hours  # noqa: PLC0415

    weight = load_settings().weight
    energy = None if weight is None else kilocalories(net_met_hours(session.intervals), weight)
    if form == ".tcx":
        from voice_coach.exports.tcx import to_tcx  # noqa: PLC0415

        return to_tcx(session, energy)
    from voice_coach.exports.fit import to_fit  # noqa: PLC0415

    return to_fit(session, energy)
