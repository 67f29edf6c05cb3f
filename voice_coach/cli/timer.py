"""`timer`: plain intervals, led by the coach, without a routine file."""

from __future__ import annotations

from typing import Any

import click

from voice_coach.app.console import tell
from voice_coach.cli.authoring import routine_slug, write_new
from voice_coach.cli.options import ListeningCommand
from voice_coach.cli.start import lead_alone, leading
from voice_coach.core.model.exercise import Exercise
from voice_coach.errors import CoachError
from voice_coach.library.catalogue.catalogue import Catalogue, load_catalogue
from voice_coach.library.catalogue.paths import timers_folder, user_folder
from voice_coach.library.routine.interval_timer import read_spec, timer_slug, timer_text
from voice_coach.library.yaml.suggestions import slug_of
from voice_coach.system.atomic_write import write_whole

_LABEL = "Work"
"""The spoken name if no exercise is named."""


@click.command(cls=ListeningCommand, short_help="An interval timer, with the coach's voice.")
@click.argument("spec", metavar="TIMESxWORK/REST")
@click.argument("names", nargs=-1)
@click.option(
    "--prepare",
    type=click.IntRange(0, 600),
    default=10,
    show_default=True,
    help="Seconds before the first.",
)
@click.option("--save", metavar="NAME", help="Save it as a routine, and do not start it.")
@leading
@click.pass_context
def timer(
    ctx: click.Context,
    /,
    *,
    spec: str,
    names: tuple[str, ...],
    prepare: int,
    save: str | None,
    fit: bool,
    events: str | None,
    **flags: Any,
) -> None:
    """Be led through intervals: 8x20/10 is eight times 20 seconds, with 10 seconds of rest.

    NAMES are exercises, which take turns: those of the catalogue with all their cues, others by
    name only. All times are exactly as you write them. It is a workout like any other: it begins
    with the safety question, can be paused and resumed, and is in your history.

    \b
    Examples:
      voice-coach timer 8x20/10                       eight times, nothing named
      voice-coach timer 8x20/10 squat push-up         taking turns
      voice-coach timer 5x1:30/30s --prepare 20 "rope jumps"
      voice-coach timer 6x40/20 squat plank --save evening
      voice-coach start evening                       what was saved
    """
    asked = read_spec(spec, float(prepare))
    catalogue = load_catalogue()
    exercises = tuple(_exercise(name, catalogue) for name in names) or (_LABEL,)
    if save is not None:
        slug, title = routine_slug(save)
        path = user_folder() / f"{slug}.yaml"
        write_new(path, timer_text(asked, exercises, slug, title))
        tell(f"Wrote {path}")
        tell(f"Start it with: voice-coach start {slug}")
        return
    called = tuple(one if isinstance(one, str) else one.slug for one in exercises if one != _LABEL)
    slug = timer_slug(asked, called)
    path = timers_folder() / f"{slug}.yaml"
    try:
        write_whole(path, timer_text(asked, exercises, slug).encode())
    except OSError as error:
        reason = error.strerror or "unknown reason"
        told = f"{path} can't be written: {reason}."
        raise CoachError(told, "Make room, or write a routine with --save NAME.") from error
    how = {"fit": fit, "as_written": True}
    lead_alone(ctx, str(path), events=events, how=how, flags=flags)


def _exercise(name: str, catalogue: Catalogue) -> Exercise | str:
    """Return the exercise of that name, or the name itself, with a notice about it."""
    found = catalogue.find(name)
    if found is None:
        hint = catalogue.nearest(name, "")
        tell(f"{name} is not an exercise in the catalogue: it is only named. {hint.capitalize()}")
        return name
    if slug_of(name) not in (found.slug, slug_of(found.name)):
        tell(f"{name}: {found.name} ({found.slug}).")
    return found
