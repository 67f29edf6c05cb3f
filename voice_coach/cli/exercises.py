"""`exercises`: all there are, and finding one."""

from __future__ import annotations

import json

import click

from voice_coach.app.console import show, tell
from voice_coach.cli.selecting import left_out_of, selecting, wish_of
from voice_coach.core.model.body_position import BodyPosition
from voice_coach.core.model.exercise import Exercise
from voice_coach.core.training.selection import Wish, level_of, needed
from voice_coach.library.routine.finder import OwnExercise, Shelf
from voice_coach.library.yaml.names import same_name
from voice_coach.library.yaml.suggestions import slug_of
from voice_coach.screen.columns import padded


@click.command(short_help="List the exercises, or find some.")
@click.argument("words", nargs=-1)
@selecting
@click.option("--standing", is_flag=True, help="Only what is done standing.")
@click.option("--no-floor", is_flag=True, help="Only what is done standing or on a chair.")
@click.option(
    "--position",
    type=click.Choice([one.value for one in BodyPosition]),
    metavar="POSITION",
    help="Only what is done in this position, such as supine or side-lying.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
def exercises(
    *,
    words: tuple[str, ...],
    group: str | None,
    level: str | None,
    equipment: str | None,
    standing: bool,
    no_floor: bool,
    position: str | None,
    as_json: bool,
) -> None:
    """List the exercises, each with its muscle group, position, level and what it needs.

    WORDS select exercises with all of these words in a name. Exercises that your own routines
    describe are listed too. The level is the lowest that an exercise suits.

    \b
    Examples:
      voice-coach exercises                              all of them
      voice-coach exercises knee
      voice-coach exercises --group obliques --standing
      voice-coach exercises --no-floor --equipment none --level beginner
      voice-coach show bird-dog                          how one of them is done
    """
    shelf = Shelf()
    own = shelf.own_exercises()
    known = {**shelf.catalogue, **{slug: one.exercise for slug, one in own.items()}}
    wish = wish_of(
        (thing for one in known.values() for thing in one.equipment),
        no_floor=no_floor,
        equipment=equipment,
        group=group,
        level=level,
    )
    place = BodyPosition.STANDING if standing else position
    called = [
        one
        for one in sorted(known.values(), key=lambda one: one.slug)
        if (place is None or one.position == place)
        and (_is_called(one, words) or all(_is_named(one, word) for word in words))
    ]
    found = [one for one in called if wish.allows_exercise(one, known)]
    if as_json:
        fields = [_fields(one, known, own.get(one.slug)) for one in found]
        click.echo(json.dumps(fields, ensure_ascii=False))
    elif found:
        _list(found, known, own)
    else:
        show(_nothing(words, wish, place))
        for line in left_out_of(wish, lambda less: _allowed(less, called, known)):
            tell(line)
        if not called and (place is not None or wish != Wish()):
            tell("  Leave out a word, or the position.")


def _allowed(wish: Wish, called: list[Exercise], known: dict[str, Exercise]) -> list[str]:
    return [one.slug for one in called if wish.allows_exercise(one, known)]


def _is_called(exercise: Exercise, words: tuple[str, ...]) -> bool:
    names = (exercise.slug, exercise.name, *exercise.aliases)
    return same_name(" ".join(words)) in map(same_name, names)


def _is_named(exercise: Exercise, word: str) -> bool:
    """True if a word of one of its names begins so."""
    names = (exercise.slug, exercise.name, *exercise.aliases)
    wanted = slug_of(word).split("-")
    parts = [part for name in names for part in slug_of(name).split("-")]
    return all(any(part.startswith(one) for part in parts) for one in wanted)


def _list(found: list[Exercise], known: dict[str, Exercise], own: dict[str, OwnExercise]) -> None:
    for one in found:
        place = "" if one.position is None else one.position.value.replace("-", " ")
        level = level_of(one, known).value
        needs = ", ".join(needed((one,)))
        mine = f"  (yours, in {own[one.slug].routine})" if one.slug in own else ""
        line = f"{padded(one.slug, 28)} {one.group.value:10} {place:15} {level:13} {needs}{mine}"
        tell(line.rstrip())
    number = "1 exercise" if len(found) == 1 else f"{len(found)} exercises"
    tell(f"\n{number}. `voice-coach show NAME` explains one.")


def _nothing(words: tuple[str, ...], wish: Wish, place: str | None) -> str:
    if words and wish == Wish() and place is None:
        return f"No exercise is called {' '.join(words)}. `voice-coach exercises` lists all."
    return "No exercise matches."


def _fields(
    exercise: Exercise, known: dict[str, Exercise], own: OwnExercise | None
) -> dict[str, object]:
    return {
        "slug": exercise.slug,
        "name": exercise.name,
        "aliases": list(exercise.aliases),
        "group": exercise.group.value,
        "also_trains": [one.value for one in exercise.also_trains],
        "position": None if exercise.position is None else exercise.position.value,
        "level": level_of(exercise, known).value,
        "equipment": list(exercise.equipment),
        "routine": None if own is None else own.routine,
    }
