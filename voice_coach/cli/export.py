"""`export`: one session, for another training log."""

from __future__ import annotations

from pathlib import Path

import click

from voice_coach.core.energy import kilocalories, net_met_hours
from voice_coach.core.history import PastSession
from voice_coach.core.progress import Summary
from voice_coach.errors import CoachError, UsageError
from voice_coach.journal import statistics
from voice_coach.journal.reading import Journal
from voice_coach.library.spelling import did_you_mean
from voice_coach.settings import load_settings
from voice_coach.whole_file import write_whole

_FORMS = (".fit", ".tcx", ".csv")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--session",
    "when",
    metavar="WHEN",
    help="When it began, as `history` shows it, or the key of it; without, the last one.",
)
def export(*, file: Path, when: str | None) -> None:
    """Write one session to FILE, whose name ends in .fit, .tcx or .csv.

    FIT is what Garmin and Strava take in best: each set with its time, its reps and Garmin's name
    of the exercise where there is one. TCX is the older form, for what takes no FIT. CSV has a line
    for each interval. Energy is in it only when your weight is set, and is a rough estimate.

    \b
    Examples:
      voice-coach export last.fit                         the last session
      voice-coach export monday.tcx --session 2026-11-23  the last one of that day
      voice-coach history                                 what there is
    """
    form = file.suffix.lower()
    if form not in _FORMS:
        raise UsageError(
            f"What is written to {file} goes by the end of its name; "
            f"{did_you_mean(form, _FORMS, 'end it in .fit, .tcx or .csv')}."
        )
    session = _chosen(when)
    data = _written(session, form)
    try:
        write_whole(file, data)
    except OSError as error:
        raise CoachError(
            f"{file} can't be written: {error.strerror or error}.", "Name another place."
        ) from error
    click.echo(f"Wrote {session.title} of {session.began:%Y-%m-%d %H:%M} to {file}")


def _written(session: PastSession, form: str) -> bytes:
    # Each is imported when it is wanted: what writes FIT is large.
    if form == ".csv":
        from voice_coach.exports.table import to_csv  # noqa: PLC0415

        return to_csv(session)
    if session.ended <= session.began:
        raise UsageError(
            f"{session.title} of {session.began:%Y-%m-%d %H:%M} was broken off at once.",
            "There is nothing in it that a training log could show.",
        )
    weight = load_settings().weight
    energy = None if weight is None else kilocalories(net_met_hours(session.intervals), weight)
    if form == ".tcx":
        from voice_coach.exports.tcx import to_tcx  # noqa: PLC0415

        return to_tcx(session, energy)
    from voice_coach.exports.fit import to_fit  # noqa: PLC0415

    return to_fit(session, energy)


def _chosen(when: str | None) -> PastSession:
    """The session that began then, the last of several; without a moment the last of all."""
    with Journal() as journal:
        for summary in statistics.summaries(journal, limit=1 if when is None else None):
            if when is None or _names(when, summary):
                found = journal.session(summary.key)
                if found is not None:
                    return found
    if when is None:
        raise UsageError(
            "No session is kept yet, so there is none to write.",
            "Begin one: voice-coach start core-basics",
        )
    raise UsageError(f"No session began at {when}.", "Write it as `voice-coach history` shows it.")


def _names(when: str, session: Summary) -> bool:
    began = f"{session.began:%Y-%m-%d %H:%M}"
    return session.key == when or began.startswith(when.strip().replace("T", " "))
