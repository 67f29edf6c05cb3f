"""`plan`: which routine is for which day of the week."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import click
from click.shell_completion import CompletionItem

from voice_coach.app.console import tell
from voice_coach.cli.options import complete_routine
from voice_coach.config.plan_file import AT, clear_line, load_plan, plan_path, set_line
from voice_coach.core.model.unroll import unroll
from voice_coach.core.training.week_plan import (
    CORE_DAYS,
    DAYS,
    NAMES,
    REST,
    USUAL_TIME,
    Planned,
    WeekPlan,
    shortcomings,
    suggested,
)
from voice_coach.core.training.week_words import day_of, is_rest, time_of_day
from voice_coach.core.units import clock_time
from voice_coach.errors import CoachError, UsageError
from voice_coach.journal.paths import journal_path
from voice_coach.library.routine.finder import Shelf
from voice_coach.library.yaml.problems import quoted
from voice_coach.screen.columns import padded
from voice_coach.system import clock
from voice_coach.system.atomic_write import write_whole

if TYPE_CHECKING:
    from voice_coach.exports.calendar import ExportedPlan


def _day(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    """A day by its name or the beginning of it, in any case."""
    found = day_of(value)
    if found is None:
        raise click.BadParameter(f"{value!r} is not a day; write one of {', '.join(DAYS)}.")
    return found


def _complete_day(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    return [CompletionItem(day) for day in DAYS if day.startswith(incomplete.lower())]


@click.group(invoke_without_command=True, short_help="The week: which routine is for which day.")
@click.option(
    "--ics",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the week as a calendar file, for a phone or a desktop to import.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
@click.pass_context
def plan(ctx: click.Context, ics: Path | None, as_json: bool) -> None:
    """Show the week: which routine is for which day, and what the week lacks.

    `voice-coach start` with no name then proposes today's. The plan is a small file beside your
    settings, a line a day, which you may edit: days, `rest` (or `off`), times and routines can be
    written in it as here.

    The calendar has an appointment for each day of training, with a reminder 15 minutes before.
    Import it again after a change: the same appointments are moved, or cancelled.

    \b
    Examples:
      voice-coach plan                       the week
      voice-coach plan suggest --keep        begin with a usual one
      voice-coach plan set mon core-basics   core basics on Mondays
      voice-coach plan set tue rest          a day of rest
      voice-coach plan at 18:00              when it begins
      voice-coach plan --ics week.ics        for your calendar
    """
    if ctx.invoked_subcommand is not None:
        if ics is not None or as_json:
            raise UsageError("--ics and --json work with `plan` alone.", "Leave them out here.")
        return
    shelf = Shelf()
    week = load_plan(plan_path(), shelf)
    if ics is not None:
        _export(week, _known(week, shelf), ics)
    elif as_json:
        click.echo(json.dumps(_fields(week, shelf), ensure_ascii=False))
    elif week is None:
        tell("Nothing is planned. `voice-coach plan suggest` shows a week to begin with.")
        tell(f"\nThe file: {plan_path()}")
    else:
        _show(week, _known(week, shelf))
        tell(f"\nThe file: {plan_path()}")


@plan.command("set")
@click.argument("day", callback=_day, shell_complete=_complete_day)
@click.argument("routine", shell_complete=complete_routine)
def set_(day: str, routine: str) -> None:
    """Do ROUTINE on DAY of each week, or `rest` (or `off`).

    \b
    Examples:
      voice-coach plan set mon core-basics
      voice-coach plan set sunday rest
    """
    shelf = Shelf()
    slug = REST if is_rest(routine) else _slug(routine, shelf)
    set_line(plan_path(), day, slug, shelf)
    tell(f"Kept: {slug} on {NAMES[DAYS.index(day)]}.\n")
    _show_kept(shelf)


@plan.command()
@click.argument("day", callback=_day, shell_complete=_complete_day)
def clear(day: str) -> None:
    """Plan nothing for DAY any more.

    \b
    Example:
      voice-coach plan clear mon
    """
    if clear_line(plan_path(), day):
        tell(f"Kept: nothing on {NAMES[DAYS.index(day)]}.\n")
        _show_kept(Shelf())
    else:
        tell(f"Nothing was planned for {NAMES[DAYS.index(day)]}.")


@plan.command(short_help="Say at what time of day, for your calendar.")
@click.argument("time")
def at(time: str) -> None:
    """Begin at TIME, such as 18:00, 7.30, 19 or 7pm, wherever you are; it is for your calendar.

    \b
    Example:
      voice-coach plan at 7:30
    """
    found = time_of_day(time)
    if found is None:
        raise UsageError(f"{quoted(time)} is not a time of day.", "Write one such as 18:00 or 6pm.")
    shelf = Shelf()
    set_line(plan_path(), AT, f"{found:%H:%M}", shelf)
    _show_kept(shelf)


@plan.command(short_help="Suggest a week for a beginner.")
@click.option(
    "--days",
    type=click.Choice([str(days) for days in CORE_DAYS]),
    default=str(CORE_DAYS[-1]),
    show_default=True,
    help="Number of training days.",
)
@click.option("--keep", is_flag=True, help="Save it as the plan, in place of the old one.")
def suggest(days: str, keep: bool) -> None:
    """Suggest a week for a beginner: the core two or three times, with a day off between.

    \b
    Examples:
      voice-coach plan suggest              show it
      voice-coach plan suggest --days 2 --keep
    """
    shelf = Shelf()
    week = suggested(int(days))
    if not keep:
        _show(week, _known(week, shelf))
        tell("\n`voice-coach plan suggest --keep` saves it as your plan.")
        return
    for day in DAYS:
        set_line(plan_path(), day, week.days[day], shelf)
    _show_kept(shelf)


def _slug(name: str, shelf: Shelf) -> str:
    """The slug of a routine on the shelf that can be read. Raises UsageError."""
    slug = shelf.find(name).routine.slug
    if slug not in shelf.slugs():
        raise UsageError(
            f"{name} is not among your routines.",
            "Put the file into your routines folder: `voice-coach list` shows what is there.",
        )
    return slug


def _known(week: WeekPlan | None, shelf: Shelf) -> dict[str, Planned]:
    """Return the facts about the routines of a week."""
    found = (shelf.find(slug).routine for slug in (week.routines if week else ()))
    return {routine.slug: Planned(routine, unroll(routine)) for routine in found}


def _show_kept(shelf: Shelf) -> None:
    week = load_plan(plan_path(), shelf)
    if week is not None:
        _show(week, _known(week, shelf))


def _show(week: WeekPlan, known: Mapping[str, Planned]) -> None:
    today = DAYS[clock.today().weekday()]
    for day, name in zip(DAYS, NAMES, strict=True):
        slug = week.days.get(day, "")
        length = clock_time(known[slug].length) if slug in known else ""
        mark = "  today" if day == today else ""
        tell(f"{name:10} {padded(slug, 24)} {length:>6}{mark}".rstrip())
    usual = "" if week.at else ", unless you say when: `voice-coach plan at 7:30`"
    tell(f"\nBegins at {(week.at or USUAL_TIME):%H:%M}{usual}.")
    for sentence in shortcomings(week, known):
        tell(f"- {sentence}")


def _fields(week: WeekPlan | None, shelf: Shelf) -> dict[str, object]:
    known = _known(week, shelf)
    return {
        "days": {} if week is None else dict(week.days),
        "at": f"{(week.at or USUAL_TIME):%H:%M}" if week else None,
        "today": week.on(clock.today()) if week else None,
        "lacks": list(shortcomings(week, known)) if week else [],
    }


def _export(week: WeekPlan | None, known: Mapping[str, Planned], file: Path) -> None:
    # Imported here: nothing else of this needs a calendar.
    from voice_coach.exports.calendar import (  # noqa: PLC0415
        calendar_of,
        next_export,
        written,
    )

    memory = journal_path().with_name("calendar.json")
    before = _last_export(memory)
    if week is None and not before.appointments:
        raise UsageError(
            "Nothing is planned.", "`voice-coach plan suggest` shows a week to begin with."
        )
    plan = next_export(before, week or WeekPlan({}), known, clock.today())
    for path, data in (
        (file, calendar_of(plan, clock.wall().astimezone(UTC))),
        (memory, written(plan)),
    ):
        try:
            write_whole(path, data)
        except OSError as error:
            raise CoachError(
                f"{path} can't be written: {error.strerror or error}.", "Choose another file."
            ) from error
    tell(f"Wrote {file}. Import it into your calendar; again, after a change.")
    cancelled = [NAMES[DAYS.index(day)] for day, one in plan.appointments.items() if one.cancelled]
    if cancelled:
        tell(f"It cancels what was on {', '.join(cancelled)}.")


def _last_export(memory: Path) -> ExportedPlan:
    """Return the last export; a new plan if there was none, or it can't be read."""
    from voice_coach.exports.calendar import ExportedPlan, read  # noqa: PLC0415 - as above.

    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
        return read(memory.read_bytes())
    return ExportedPlan(uuid4().hex)
