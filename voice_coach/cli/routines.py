"""`list` and `show`: the routines, and the content of one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from voice_coach.app.console import show as show_line
from voice_coach.app.console import tell
from voice_coach.app.routine_offers import Offer, offers
from voice_coach.app.spoken_style import spoken_as
from voice_coach.app.todays_plan import planned_today
from voice_coach.cli.exercise_view import exercise_called, show_exercise
from voice_coach.cli.options import complete_shown
from voice_coach.cli.selecting import left_out_of, selecting, wish_of
from voice_coach.cli.sheet import write_sheet
from voice_coach.config.settings import load_settings
from voice_coach.core.cues.cue_plan import Laid, lay_out
from voice_coach.core.model.duration_estimate import estimated_length
from voice_coach.core.model.timeline import Interval, Timeline
from voice_coach.core.model.unroll import unroll
from voice_coach.core.safety.clearance import Outcome
from voice_coach.core.training.selection import Wish
from voice_coach.core.training.suitability import Openness, changes_text, openness, openness_text
from voice_coach.core.units import Seconds, clock_time
from voice_coach.core.wording import phrasebook
from voice_coach.core.wording.dose_text import needs_text
from voice_coach.core.wording.numbers import short_time
from voice_coach.core.wording.phrasing import Phrasing
from voice_coach.errors import CoachError, UsageError
from voice_coach.library.catalogue.figures import load_figures
from voice_coach.library.routine.finder import Found, FoundRoutine, NoSuchRoutineError, Shelf
from voice_coach.screen.columns import columns_of, padded
from voice_coach.screen.line_screen import heading, place
from voice_coach.system import clock

_HANG = 14
"""The column where the facts about a whole routine begin."""


@click.command("list")
@click.option("--minutes", type=click.FloatRange(min=1), help="Only what takes no longer.")
@click.option("--no-floor", is_flag=True, help="Only what is done standing or on a chair.")
@selecting
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The routines of this folder, and no others.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
def list_(*, as_json: bool, folder: Path | None, **wanted: Any) -> None:
    """List the routines, the one to begin with first.

    The first is today's routine of your plan, or core-basics for your first workout. Then come
    routines of your level before gentler and harder ones, and those done longest ago before those
    done recently.

    Your own routines are the YAML files in the folder `routines` next to your settings
    (`voice-coach config` shows where). One with the name of a bundled one replaces it, and is
    marked.

    \b
    Examples:
      voice-coach list                       name, length, level, what it trains, last done
      voice-coach list --minutes 10 --no-floor --equipment none
      voice-coach list --group obliques --level beginner
      voice-coach list --folder patients/    routines that you keep elsewhere
      voice-coach list --json | jq '.[].slug'
    """
    shelf = Shelf() if folder is None else Shelf(folder, folder / "no-bundled")
    offered = offers(shelf, _planned(shelf) if folder is None else None)
    wish = wish_of((thing for one in offered for thing in one.facts.equipment), **wanted)
    chosen = [one for one in offered if wish.allows(one.facts)]
    broken = [one for one in shelf.entries() if one.routine is None] if wish == Wish() else []
    if as_json:
        fields = [_offer_fields(one) for one in chosen]
        fields += [_entry_fields(entry, None) for entry in broken]
        click.echo(json.dumps(fields, ensure_ascii=False))
        return
    if chosen:
        for line in _offer_lines(chosen):
            tell(line)
    else:
        tell("No routine matches.")
        for line in left_out_of(wish, lambda less: _allowed(less, offered)):
            tell(line)
    for entry in broken:
        tell(f"  {padded(entry.slug, 24)} can't be read: see `voice-coach check {entry.path}`")
    if chosen and folder is not None:
        tell(f"\nStart one by its path: `voice-coach start {chosen[0].entry.path}`.")
    elif chosen:
        tell("\nStart one with `voice-coach start NAME`; `voice-coach show NAME` tells more.")


def _allowed(wish: Wish, offered: tuple[Offer, ...]) -> list[str]:
    return [one.facts.slug for one in offered if wish.allows(one.facts)]


def _planned(shelf: Shelf) -> str | None:
    """The slug of today's routine, as far as the plan can be read."""
    try:
        found = planned_today(shelf).found
    except CoachError as error:
        show_line(f"Today's routine is not known: {error}", err=True)
        return None
    return None if found is None else found.routine.slug


def _offer_lines(chosen: list[Offer]) -> Iterator[str]:
    today = clock.today()
    lines = [_offer_line(one) for one in chosen]
    told = [one for one in chosen if one.last is not None or one.why_first]
    width = max((columns_of(lines[chosen.index(one)]) for one in told), default=0)
    for one, line in zip(chosen, lines, strict=True):
        last = "" if one.last is None else f"last done {phrasebook.ago(one.last, today)}"
        notes = ", ".join(filter(None, (one.why_first, last)))
        yield f"{padded(line, width)}  {notes}" if notes else line


def _offer_line(one: Offer) -> str:
    facts = one.facts
    groups = ", ".join(facts.groups[:3])
    needs = f"  needs {', '.join(facts.equipment)}" if facts.equipment else ""
    where = "" if facts.on_floor else "  no floor"
    origin = "  (yours, in place of the bundled one)" if one.entry.shadows else ""
    origin = origin or ("  (yours)" if one.entry.mine else "")
    sign = ">" if one.why_first else " "
    time, level = clock_time(facts.length), facts.level.value
    return f"{sign} {padded(facts.slug, 24)} {time:>6}  {level:13} {groups}{where}{needs}{origin}"


def _offer_fields(one: Offer) -> dict[str, object]:
    return _entry_fields(one.entry, one.last) | {
        "equipment": list(one.facts.equipment),
        "floor": one.facts.on_floor,
    }


def _entry_fields(entry: FoundRoutine, last: date | None) -> dict[str, object]:
    fields: dict[str, object] = {
        "slug": entry.slug,
        "path": str(entry.path),
        "yours": entry.mine,
        "replaces_bundled": entry.shadows,
        "last_done": None if last is None else last.isoformat(),
    }
    if entry.routine is None:
        return {**fields, "problem": str(entry.problem)}
    return {**fields, **_routine_fields(entry.routine.name, unroll(entry.routine))} | {
        "level": entry.routine.level.value,
        "description": entry.routine.description,
        "aliases": list(entry.routine.aliases),
    }


def _routine_fields(name: str, timeline: Timeline) -> dict[str, object]:
    return {
        "name": name,
        "seconds": round(timeline.total, 3),
        "self_paced": timeline.is_open,
        "groups": {group.value: round(seconds) for group, seconds in timeline.groups().items()},
        "spinal_load": timeline.spinal_load().value,
        "equipment": list(timeline.equipment()),
        "place": None if (where := timeline.place()) is None else where.value,
    }


@click.command()
@click.argument("name", shell_complete=complete_shown)
@click.option("--cues", is_flag=True, help="Also show what is said and when, as far as is known.")
@click.option("--moving", is_flag=True, help="For an exercise: show the figure moving.")
@click.option(
    "--sheet",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="For a routine: write a page to print, with figures, doses and cues; .html, .pdf or .svg.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
def show(name: str, cues: bool, moving: bool, sheet: Path | None, as_json: bool) -> None:
    """Show a routine laid out in time, or an exercise with its figure.

    For a routine: its steps, times, muscle groups and load on the spine. The end shows after which
    results of the safety questions it can be done, as it is or with changes; the health conditions
    that change it; and the changes of the next session, based on your past ones.

    For an exercise: its figure, if the terminal can draw it, its dose, how to do it, and its easier
    and harder variants. A name that means both shows the routine.

    \b
    Examples:
      voice-coach show core-basics
      voice-coach show core-basics --cues    what is said when
      voice-coach show core-basics --sheet core.html     for the fridge door
      voice-coach show side-plank            how the exercise is done
      voice-coach show bird-dog --moving     until a key is pressed
    """
    shelf = Shelf()
    try:
        found = shelf.find(name)
    except NoSuchRoutineError as no_routine:
        own = shelf.own_exercises()
        exercises = {slug: one.exercise for slug, one in own.items()}
        exercise = exercise_called(shelf.catalogue, exercises, name, no_routine)
        if sheet is not None:
            raise UsageError(
                f"{exercise.name} is an exercise; a sheet can be made only for a routine.",
                "Name one that `voice-coach list` shows.",
            ) from no_routine
        figures = {**load_figures(), **{slug: one.figure for slug, one in own.items()}}
        show_exercise(
            exercise,
            {**exercises, **shelf.catalogue},
            figures.get(exercise.slug),
            load_settings(),
            moving=moving,
            as_json=as_json,
        )
        return
    if moving:
        raise UsageError(
            f"{found.routine.name} is a routine; only an exercise is shown moving.",
            "Name an exercise, as in `voice-coach show bird-dog --moving`.",
        )
    if sheet is not None:
        write_sheet(found, sheet, load_settings())
        return
    settings = load_settings()
    timeline = unroll(found.routine, settings.rate)
    open_to = openness(found.routine, shelf.catalogue)

    def length_of(text: str) -> Seconds:
        return estimated_length(text, settings.rate)

    laid = tuple(lay_out(timeline, Phrasing(*spoken_as(settings, {}, found.routine)), length_of))
    changes = _next_time(found, shelf)
    if as_json:
        fields = _shown_fields(found, timeline, laid, cues=cues) | _openness_fields(open_to)
        fields["next_time"] = list(changes)
        click.echo(json.dumps(fields, ensure_ascii=False))
        return
    for line in _shown(found, timeline, open_to, laid, cues=cues):
        show_line(line, _HANG)
    for number, change in enumerate(changes):
        show_line(f"{'' if number else 'Next time:':13} {change}", _HANG)


def _next_time(found: Found, shelf: Shelf) -> tuple[str, ...]:
    """Return the changes of the next session, as far as the past can be read."""
    # Imported here: the journal is of no use to what else is here.
    from voice_coach.app.next_session import next_time  # noqa: PLC0415

    try:
        return next_time(found.routine, shelf)
    except CoachError as error:
        show_line(f"The changes of the next session are not known: {error}", err=True)
        return ()


def _shown(
    found: Found, timeline: Timeline, open_to: Openness, laid: tuple[Laid, ...], *, cues: bool
) -> Iterator[str]:
    routine = found.routine
    yield f"{routine.name} · {routine.level.value}"
    yield routine.description
    yield ""
    block = None
    for index, one in enumerate(laid):
        if one.interval.block is not block:
            block = one.interval.block
            yield f"{block.value.replace('_', ' ')}:"
        yield f"  {clock_time(one.start):>6}  {_interval_line(timeline, index, one.interval)}"
        if cues:
            yield from _cue_lines(one)
    whole = "about " if timeline.is_open else ""
    yield ""
    yield f"Total time:   {whole}{clock_time(timeline.total)}"
    groups = (f"{group.value} {clock_time(time)}" for group, time in timeline.groups().items())
    yield f"Trains:       {', '.join(groups)}"
    yield f"Spinal load:  {timeline.spinal_load().value} at most"
    yield f"Needs:        {needs_text(timeline)}"
    added = sum(interval.added for interval in timeline.intervals)
    if added:
        yield f"Added:        {clock_time(added)} to the times as written, so all can be said"
    yield f"Open to:      {openness_text(open_to)}"
    yield f"Changed by:   {changes_text(open_to)}"
    yield f"File:         {found.path}"


def _interval_line(timeline: Timeline, index: int, interval: Interval) -> str:
    following = timeline.work_after(index)
    what = heading(interval, None if following is None else timeline.intervals[following])
    length = "own pace" if interval.length is None else clock_time(interval.length)
    where = place(interval)
    added = f"{short_time(interval.added)} added to tell it" if interval.added else ""
    notes = ", ".join(note for note in (where, added) if note)
    return f"{length:>8}  {what}" + (f" ({notes})" if notes else "")


def _cue_lines(laid: Laid) -> Iterator[str]:
    for placed in laid.fitting.placed:
        words = f"“{placed.text}”" if placed.text else f"♪ {placed.tone}"
        yield f"            {laid.start + placed.at:8.2f}  {words}"


def _shown_fields(
    found: Found, timeline: Timeline, laid: tuple[Laid, ...], *, cues: bool
) -> dict[str, object]:
    routine = found.routine
    return {
        "slug": found.path.stem,
        "path": str(found.path),
        "level": routine.level.value,
        "description": routine.description,
        **_routine_fields(routine.name, timeline),
        "intervals": [_interval_fields(one, cues=cues) for one in laid],
    }


def _openness_fields(open_to: Openness) -> dict[str, object]:
    gentle = [
        {
            "clearance": opening.clearance.outcome.words,
            "stage": opening.clearance.stage,
            "exercises_changed": opening.changed,
        }
        for opening in open_to.gentle
        if opening.is_open
    ]
    return {
        "open_to": [{"clearance": Outcome.PROCEED.words, "exercises_changed": 0}, *gentle],
        "changed_by": dict(open_to.changed_by),
    }


def _interval_fields(laid: Laid, *, cues: bool) -> dict[str, object]:
    interval = laid.interval
    fields: dict[str, object] = {
        "start": round(laid.start, 3),
        "kind": interval.kind.value,
        "block": interval.block.value,
        "seconds": None if interval.length is None else round(interval.length, 3),
        "expected_seconds": round(interval.expected, 3),
        "added_seconds": round(interval.added, 3),
        "exercise": interval.exercise.slug if interval.exercise else None,
        "side": interval.side.value if interval.side else None,
        "reps": interval.reps,
        "dose": phrasebook.dose(interval) if interval.is_work else None,
    }
    if cues:
        fields["cues"] = [
            {
                "at": round(laid.start + placed.at, 3),
                "text": placed.text or None,
                "tone": placed.tone.value if placed.tone else None,
            }
            for placed in laid.fitting.placed
        ]
    return fields
