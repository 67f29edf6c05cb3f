"""`history`: the sessions that were, as a table, as charts, and for other programs."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from voice_coach.cli.options import complete_routine
from voice_coach.clock import today as todays_date
from voice_coach.core.energy import kilocalories
from voice_coach.core.exercise import Seconds
from voice_coach.core.progress import Progress, Summary, first_monday, progress
from voice_coach.errors import CoachError, UsageError
from voice_coach.journal import statistics
from voice_coach.journal.reading import Journal

_ROWS = 20
"""So many sessions the table shows unless it is told otherwise."""

_COLUMNS = (
    *("key", "routine", "title", "began", "ended", "ending", "planned_seconds", "spent_seconds"),
    *("done", "shortened", "skipped", "pain", "effort", "rough_net_kcal"),
)
_WEEKS_PLOTTED = 12
_WEEKS_ON_PAGE = 52


@click.command()
@click.argument("routine", required=False, shell_complete=complete_routine)
@click.option("--limit", type=click.IntRange(min=1), help="The last so many; the table shows 20.")
@click.option("--all", "whole", is_flag=True, help="Every session.")
@click.option("--plot", is_flag=True, help="Draw what they come to, week by week.")
@click.option(
    "--html",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the charts of a year as a page that needs no network.",
)
@click.option("--json", "as_json", is_flag=True, help="For scripts: all of them, newest first.")
@click.option("--csv", "as_csv", is_flag=True, help="The same, for a spreadsheet.")
def history(
    *,
    routine: str | None,
    limit: int | None,
    whole: bool,
    plot: bool,
    html: Path | None,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Show the sessions that were, newest first; with ROUTINE those of one routine.

    The charts show the minutes of each week, the streak and the days of rest, how the work was
    shared among extensors, flexors and obliques, the longest holds, and how the back felt. The
    streak counts weeks with a session, so no day of rest ends it. Energy is estimated only when
    your weight is set (voice-coach config set weight 70), and only roughly.

    \b
    Examples:
      voice-coach history                        the last twenty
      voice-coach history core-basics --limit 5  the last five of one routine
      voice-coach history --plot                 charts of twelve weeks
      voice-coach history --html progress.html   charts of a year, for the browser
      voice-coach history --csv > sessions.csv   all, for a spreadsheet
    """
    forms = {"--plot": plot, "--html": html is not None, "--json": as_json, "--csv": as_csv}
    _check_forms([name for name, is_given in forms.items() if is_given], limit, whole=whole)
    with Journal() as journal:
        slug = None if routine is None else _find(routine, statistics.routines(journal))
        if plot or html is not None:
            _show_progress(journal, slug, html)
            return
        shown = limit if limit or whole or as_json or as_csv else _ROWS
        sessions = statistics.summaries(journal, slug, shown)
        if as_json or as_csv:
            weight = _weight()
            rows = [_fields(session, weight) for session in sessions]
            click.echo(
                _csv(rows) if as_csv else json.dumps(rows, ensure_ascii=False) + "\n", nl=False
            )
        else:
            for line in _table(sessions, statistics.count(journal, slug)):
                click.echo(line)


def _check_forms(forms: Sequence[str], limit: int | None, *, whole: bool) -> None:
    if len(forms) > 1:
        raise UsageError(f"{' and '.join(forms)} don't go together.", "Give one at a time.")
    if limit and whole:
        raise UsageError("--limit and --all don't go together.", "Give one of them.")
    if (limit or whole) and forms and forms[0] in {"--plot", "--html"}:
        raise UsageError(f"{forms[0]} goes by weeks.", "Leave out --limit and --all.")


def _find(name: str, routines: Sequence[str]) -> str | None:
    """The slug of a routine that was trained: as it is, or by its beginning."""
    # Imported here, as are the settings: the usual table needs none of them.
    from voice_coach.library.problem import quoted  # noqa: PLC0415
    from voice_coach.library.spelling import slug_of  # noqa: PLC0415

    wanted = slug_of(name)
    found = [slug for slug in routines if slug == wanted]
    found = found or [slug for slug in routines if slug.startswith(wanted)]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"{quoted(name)} may be {' or '.join(found)}.", "Write more of it.")
    if not routines:
        return None
    raise UsageError(
        f"No session of {quoted(name)} is kept.", f"There are sessions of {', '.join(routines)}."
    )


# --- table ------------------------------------------------------------------------------

_NONE_YET = (
    "No session is kept yet. From the first one on they stand here: voice-coach start core-basics"
)


def _table(sessions: Sequence[Summary], of: int) -> Iterator[str]:
    if not sessions:
        yield _NONE_YET
        return
    yield f"{'when':16}  {'routine':19}  minutes    done  {'ended':10}  back  felt"
    for one in sessions:
        worked = f"{one.done}/{one.done + one.shortened + one.skipped}"
        pain = "" if one.pain is None else one.pain
        effort = "" if one.effort is None else one.effort.value
        row = (
            f"{one.began:%Y-%m-%d %H:%M}  {_cut(one.title, 19):19}  {_clock(one.spent):>7}  "
            f"{worked:>6}  {one.ending.value:10}  {pain:>4}  {effort}"
        )
        yield row.rstrip()
    yield ""
    shown = f"The last {len(sessions)} of {of:,}; --all shows all. " if len(sessions) < of else ""
    yield f"{shown}Charts: voice-coach history --plot"


def _clock(seconds: Seconds) -> str:
    whole = max(0, round(seconds))
    return f"{whole // 60}:{whole % 60:02d}"


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 2] + ".."


# --- charts -----------------------------------------------------------------------------


def _show_progress(journal: Journal, slug: str | None, html: Path | None) -> None:
    today = todays_date()
    weeks = _WEEKS_PLOTTED if html is None else _WEEKS_ON_PAGE
    made = progress(statistics.tally(journal, first_monday(today, weeks), slug), today, weeks)
    if made is None:
        click.echo(_NONE_YET)
    elif html is None:
        _plot(made)
    else:
        _write_page(made, html)


def _plot(made: Progress) -> None:
    # Imported here, as is the page: the table needs neither.
    from voice_coach.charts.text import Ink, drawn, signs_for  # noqa: PLC0415

    colours: dict[Ink, dict[str, Any]] = {
        Ink.TITLE: {"bold": True},
        Ink.MINUTES: {"fg": "blue"},
        Ink.HOLD: {"fg": "blue"},
        Ink.PAIN: {"fg": "red"},
        Ink.EXTENSORS: {"fg": "green"},
        Ink.FLEXORS: {"fg": "cyan"},
        Ink.OBLIQUES: {"fg": "magenta"},
    }
    is_plain = bool(os.environ.get("NO_COLOR"))

    def paint(text: str, ink: Ink) -> str:
        return text if is_plain or not text else click.style(text, **colours[ink])

    for line in drawn(made, signs_for(sys.stdout.encoding), paint, _energy(made.net_met_hours)):
        click.echo(line)


def _write_page(made: Progress, path: Path) -> None:
    from voice_coach.charts.page import page  # noqa: PLC0415
    from voice_coach.whole_file import write_whole  # noqa: PLC0415

    try:
        write_whole(path, page(made, _energy(made.net_met_hours)).encode())
    except OSError as error:
        raise CoachError(
            f"{path} can't be written: {error.strerror or error}.", "Name another place."
        ) from error
    click.echo(f"Wrote {path}; open it in a browser.")


def _energy(net_met_hours: float) -> str | None:
    from voice_coach.charts import words  # noqa: PLC0415

    weight = _weight()
    return None if weight is None else words.energy(kilocalories(net_met_hours, weight))


# --- for other programs -----------------------------------------------------------------


def _fields(session: Summary, weight: int | None) -> dict[str, object]:
    """Under the names of `_COLUMNS`."""
    energy = None if weight is None else kilocalories(session.net_met_hours, weight)
    values = (
        *(session.key, session.routine, session.title),
        session.began.isoformat(timespec="seconds"),
        session.ended.isoformat(timespec="seconds"),
        session.ending.value,
        *(round(session.planned), round(session.spent)),
        *(session.done, session.shortened, session.skipped),
        session.pain,
        None if session.effort is None else session.effort.value,
        energy,
    )
    return dict(zip(_COLUMNS, values, strict=True))


def _csv(rows: Iterable[Mapping[str, object]]) -> str:
    text = io.StringIO()
    lines = csv.DictWriter(text, _COLUMNS, lineterminator="\n")
    lines.writeheader()
    lines.writerows(rows)
    return text.getvalue()


def _weight() -> int | None:
    """In kg, where it is set."""
    from voice_coach.settings import load_settings  # noqa: PLC0415

    return load_settings().weight
