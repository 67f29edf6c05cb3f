"""`history`: past sessions, as a table, as charts, and for other programs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from voice_coach.cli.options import complete_routine
from voice_coach.errors import UsageError

_ROWS = 20
"""The number of sessions in the table by default."""


@click.command(short_help="Show past sessions: a table, charts or a page.")
@click.argument("routine", required=False, shell_complete=complete_routine)
@click.option("--limit", type=click.IntRange(min=1), help="How many sessions; 20 if left out.")
@click.option("--all", "whole", is_flag=True, help="Every session.")
@click.option("--plot", is_flag=True, help="Draw charts, week by week.")
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
    """Show past sessions, newest first; with ROUTINE only those of one routine.

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
    # Imported here: the help of all commands imports this one.
    from voice_coach.cli import history_output  # noqa: PLC0415

    if plot or html is not None:
        history_output.show_progress(routine, html)
    elif as_json or as_csv:
        history_output.show_rows(routine, limit, as_csv=as_csv)
    else:
        history_output.show_table(routine, None if whole else limit or _ROWS)


def _check_forms(forms: Sequence[str], limit: int | None, *, whole: bool) -> None:
    if len(forms) > 1:
        raise UsageError(f"{' and '.join(forms)} can't be used together.", "Use only one of them.")
    if limit and whole:
        raise UsageError("--limit and --all can't be used together.", "Give one of them.")
    if (limit or whole) and forms and forms[0] in {"--plot", "--html"}:
        raise UsageError(f"{forms[0]} shows whole weeks.", "Leave out --limit and --all.")
