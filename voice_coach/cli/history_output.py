"""Showing past sessions: each form opens the journal and closes it again. Raises CoachError."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from voice_coach.app.console import show, tell
from voice_coach.core.model.history import PastSession
from voice_coach.core.training.energy import kilocalories
from voice_coach.core.training.statistics import Progress, SessionLine, first_monday, progress
from voice_coach.core.units import clock_time
from voice_coach.errors import UsageError
from voice_coach.journal import statistics
from voice_coach.journal.reader import JournalReader
from voice_coach.screen.columns import columns_of, cut, padded
from voice_coach.system.clock import today as todays_date

_COLUMNS = (
    *("key", "routine", "title", "began", "ended", "ending", "planned_seconds", "spent_seconds"),
    *("done", "shortened", "skipped", "pain", "effort", "rough_net_kcal"),
)
_WEEKS_PLOTTED = 12
_WEEKS_ON_PAGE = 52


def _find(name: str | None, journal: JournalReader) -> str | None:
    """The slug of a routine that was trained: as it is, or by its beginning."""
    if name is None:
        return None
    routines = statistics.routines(journal)
    # Imported here, as are settings, charts and page: the usual table needs none of them.
    from voice_coach.library.yaml.problems import quoted  # noqa: PLC0415
    from voice_coach.library.yaml.suggestions import slug_of  # noqa: PLC0415

    wanted = slug_of(name)
    found = [slug for slug in routines if slug == wanted]
    found = found or [slug for slug in routines if slug.startswith(wanted)]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"{quoted(name)} could be {' or '.join(found)}.", "Write more of it.")
    if not routines:
        return None
    raise UsageError(
        f"There is no session of {quoted(name)}.", f"There are sessions of {', '.join(routines)}."
    )


# --- table ------------------------------------------------------------------------------

_NONE_YET = "There is no session yet. Start the first one: voice-coach start core-basics"


_BESIDE_TITLE = 65
"""Columns of all else in a line of the table."""

_NARROWEST_TITLE = 19


def show_table(routine: str | None, limit: int | None) -> None:
    """Show sessions, a line each."""
    with JournalReader() as journal:
        slug = _find(routine, journal)
        sessions, of = statistics.summaries(journal, slug, limit), statistics.count(journal, slug)
    for line in _table(sessions, of):
        show(line)


def _table(sessions: Sequence[SessionLine], of: int) -> Iterator[str]:
    if not sessions:
        yield _NONE_YET
        return
    width = _title_width([one.title for one in sessions])
    yield f"{'when':16}  {'routine':{width}}  minutes    done  {'ended':10}  back  felt"
    for one in sessions:
        worked = f"{one.done}/{one.done + one.shortened + one.skipped}"
        pain = "" if one.pain is None else one.pain
        effort = "" if one.effort is None else one.effort.value
        row = (
            f"{one.began:%Y-%m-%d %H:%M}  {padded(cut(one.title, width), width)}  "
            f"{clock_time(one.spent):>7}  {worked:>6}  {one.ending.value:10}  {pain:>4}  {effort}"
        )
        yield row.rstrip()
    yield ""
    shown = f"The last {len(sessions)} of {of:,}; --all shows all. " if len(sessions) < of else ""
    yield f"{shown}Charts: voice-coach history --plot"


def _title_width(titles: Sequence[str]) -> int:
    """The columns of the longest title, or on a terminal what the rest of a line leaves of it."""
    longest = max(map(columns_of, titles))
    if not sys.stdout.isatty():
        return longest
    room = shutil.get_terminal_size().columns - _BESIDE_TITLE
    return min(longest, max(_NARROWEST_TITLE, room))


# --- charts -----------------------------------------------------------------------------


def show_progress(routine: str | None, html: Path | None) -> None:
    """Draw charts in the terminal, or write them to a page."""
    today = todays_date()
    weeks = _WEEKS_PLOTTED if html is None else _WEEKS_ON_PAGE
    with JournalReader() as journal:
        slug = _find(routine, journal)
        totals = statistics.totals(journal, first_monday(today, weeks), slug)
    made = progress(totals, today, weeks)
    if made is None:
        show(_NONE_YET)
    elif html is None:
        _plot(made)
    else:
        _write_page(made, html)


def _plot(made: Progress) -> None:
    from voice_coach.charts.terminal import Ink, drawn, signs_for  # noqa: PLC0415

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
    from voice_coach.charts.html_page import page  # noqa: PLC0415
    from voice_coach.system.atomic_write import write_whole  # noqa: PLC0415

    write_whole(path, page(made, _energy(made.net_met_hours)).encode())
    tell(f"Wrote {path}; open it in a browser.")


def _energy(net_met_hours: float) -> str | None:
    from voice_coach.charts import text_labels  # noqa: PLC0415

    weight = _weight()
    return None if weight is None else text_labels.energy(kilocalories(net_met_hours, weight))


# --- for other programs -----------------------------------------------------------------


def show_rows(routine: str | None, limit: int | None, *, as_csv: bool) -> None:
    """Write sessions for another program."""
    with JournalReader() as journal:
        sessions = statistics.summaries(journal, _find(routine, journal), limit)
    weight = _weight()
    rows = [_fields(session, weight) for session in sessions]
    text = _csv(rows) if as_csv else json.dumps(rows, ensure_ascii=False) + "\n"
    click.echo(text, nl=False)


def _fields(session: SessionLine, weight: int | None) -> dict[str, object]:
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
    from voice_coach.exports.csv_table import cell  # noqa: PLC0415 - for this form alone.

    text = io.StringIO()
    lines = csv.DictWriter(text, _COLUMNS, lineterminator="\n")
    lines.writeheader()
    lines.writerows({name: cell(value) for name, value in row.items()} for row in rows)
    return text.getvalue()


def _weight() -> int | None:
    """In kg, where it is set."""
    from voice_coach.config.settings import load_settings  # noqa: PLC0415

    return load_settings().weight


# --- one of them ------------------------------------------------------------------------


def chosen(when: str | None) -> PastSession:
    """The session that began then, the last of several; without a moment the last of all."""
    with JournalReader() as journal:
        for summary in statistics.summaries(journal, limit=1 if when is None else None):
            if when is None or _names(when, summary):
                found = journal.session(summary.key)
                if found is not None:
                    return found
    if when is None:
        raise UsageError(
            "There is no session yet, so there is nothing to export.",
            "Begin one: voice-coach start core-basics",
        )
    raise UsageError(f"No session began at {when}.", "Write it as `voice-coach history` shows it.")


def _names(when: str, session: SessionLine) -> bool:
    began = f"{session.began:%Y-%m-%d %H:%M}"
    return session.key == when or began.startswith(when.strip().replace("T", " "))
