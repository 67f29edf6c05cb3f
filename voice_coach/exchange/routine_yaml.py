"""Write a workout of another program as a routine, with comments."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from voice_coach.core.model.exercise import DoseMode, Exercise, SideMode
from voice_coach.core.wording.harmless_text import harmless
from voice_coach.exchange.workout import Move, Node, Pause, Repeat, Said, Workout
from voice_coach.library.catalogue.catalogue import Catalogue
from voice_coach.library.catalogue.exercises import LONGEST_CUE, MOST_REPS, MOST_SETS
from voice_coach.library.routine.keys import MOST_ROUNDS, RESERVED, SHORTEST_WORK
from voice_coach.library.yaml.duration import LONGEST, show_duration
from voice_coach.library.yaml.names import same_name
from voice_coach.library.yaml.problems import quoted
from voice_coach.library.yaml.suggestions import slug_of

_LONGEST_NAME = 80
_LONGEST_DESCRIPTION = 500
_MOST_CUES = 20

_HEAD = """\
# {title}, brought in from {file} ({format}).
# Read it, change what you like, then: voice-coach check {slug}
"""

_LOST = """\
#
# What the file says and this routine does not:
"""

_KEYS = """\

version: 1
name: {name}
level: intermediate              # a guess: recovery, beginner, intermediate or advanced
{about}lead_in: strict                  # all times as in the file; without this line each
                                 # exercise is told before it begins, in added time
defaults: {{rest: 0s, prepare: 0s}}
"""

_OWN = """\

# Not in the catalogue for sure, so only named. `group` is a guess; without `spinal_load` and
# `impact` each counts as heavy on the back. `voice-coach exercises WORD` finds others.
exercises:
"""

_SIDE = re.compile(
    r"^(?P<name>.+?)[\s,:(\-–/]+(?:on (?:the )?)?(?P<side>left|right|l|r)(?: side)?\)?$"  # noqa: RUF001 - people type both.
    r"|^(?P<side_before>left|right)(?: side)??[\s,:\-–]+(?P<name_after>.+)$",  # noqa: RUF001 - as above.
    re.IGNORECASE,
)
_ANYTHING = frozenset(
    ("jog", "jogging", "run", "running", "walk", "walking", "march", "marching", "row",
     "dumbbell row", "bent-over row", "one-arm row")
)  # fmt: skip
"""Names by which the catalogue finds an exercise, and which may mean another one elsewhere: a way
through the park, or a rowing machine."""

_WARM_UP = re.compile(r"warm[\s-]?ups?|warming[\s-]?up", re.IGNORECASE)
_COOL_DOWN = re.compile(r"cool[\s-]?downs?|cooling[\s-]?down", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a workout is from."""

    file: str
    format: str
    """The program that writes such files."""


@dataclass(frozen=True, slots=True)
class RoutineText:
    """A routine as YAML, and what was lost on the way."""

    text: str
    left_out: tuple[str, ...]


def routine_text(
    workout: Workout, slug: str, name: str, origin: Origin, catalogue: Catalogue
) -> RoutineText:
    """Write a workout as the routine `slug`, called `name`."""
    return _Writer(catalogue).write(workout, slug, name, origin)


@dataclass(slots=True)
class _Writer:
    catalogue: Catalogue
    own: dict[str, tuple[str, str]] = field(default_factory=dict)
    """The routine's own exercises by slug: the name and the mode of each."""
    left_out: list[str] = field(default_factory=list)

    def write(self, workout: Workout, slug: str, name: str, origin: Origin) -> RoutineText:
        parts = [(part, tuple(self._fitted(nodes))) for part, nodes in _parts(workout.nodes)]
        written = [(part, list(self._nodes(nodes, 2))) for part, nodes in parts if nodes]
        description = self._cut(_clean(workout.description), _LONGEST_DESCRIPTION, "description")
        author = self._cut(_clean(workout.author), _LONGEST_NAME, "author")
        lost = tuple(dict.fromkeys((*workout.left_out, *self.left_out)))
        text = [
            _HEAD.format(
                title=_comment(name), file=_comment(origin.file), format=origin.format, slug=slug
            ),
            *((_LOST,) if lost else ()),
            *(f"#   - {_comment(one)}\n" for one in lost),
            _KEYS.format(
                name=_quoted(name),
                about="".join(
                    f"{key}: {_quoted(value)}\n"
                    for key, value in (("description", description), ("author", author))
                    if value
                ),
            ),
            *((_OWN,) if self.own else ()),
            *(
                f"  {own}: {{name: {_quoted(title)}, group: cardio, mode: {mode}}}\n"
                for own, (title, mode) in self.own.items()
            ),
        ]
        for part, lines in written:
            text += [f"\n{part}:\n", *(f"{line}\n" for line in lines)]
        return RoutineText("".join(text), lost)

    # --- what a routine can't hold -----------------------------------------------------

    def _fitted(self, nodes: tuple[Node, ...]) -> Iterator[Node]:
        for node in nodes:
            match node:
                case Move():
                    yield from self._fitted_move(node)
                case Pause():
                    if node.seconds >= SHORTEST_WORK:
                        yield Pause(self._most(node.seconds, LONGEST, "a rest"), node.name)
                    elif node.seconds > 0:
                        self.left_out.append("a rest shorter than a second")
                case Repeat():
                    inside = tuple(self._fitted(node.nodes))
                    times = int(self._most(node.times, MOST_ROUNDS, "the rounds", str))
                    if times == 0 and inside:
                        self.left_out.append(f"what is repeated 0 times ({_names(inside)})")
                    elif times == 1:
                        yield from inside
                    elif inside:
                        yield Repeat(times, inside, _clean(node.name))

    def _fitted_move(self, move: Move) -> Iterator[Move]:
        name = self._cut(_clean(move.name) or "Work", _LONGEST_NAME, "name")
        if (
            move.reps == 0
            or move.sets == 0
            or (move.seconds or 1.0) < SHORTEST_WORK
            or (move.seconds == 0)
        ):
            self.left_out.append(f"{quoted(name)}, which takes no time")
            return
        seconds = move.seconds and self._most(move.seconds, LONGEST, quoted(name))
        what = f"the reps of {quoted(name)}"
        reps = move.reps and int(self._most(move.reps, MOST_REPS, what, str))
        said = []
        for one in move.said[:_MOST_CUES]:
            text = _clean(one.text).replace("{", "(").replace("}", ")")
            text = self._cut(text, LONGEST_CUE, "text")
            if one.after > LONGEST:
                self.left_out.append(f"the text {quoted(text)}, beyond {show_duration(LONGEST)}")
            elif text:
                said.append(Said(text, one.after))
        if len(move.said) > _MOST_CUES:
            self.left_out.append(f"{len(move.said) - _MOST_CUES} texts of {quoted(name)}")
        sets = int(self._most(move.sets, MOST_SETS, f"the sets of {quoted(name)}", str))
        rest = self._most(move.rest, LONGEST, "a rest")
        yield replace(
            move, name=name, seconds=seconds, reps=reps, sets=sets, rest=rest, said=tuple(said)
        )

    def _most(
        self, value: float, most: float, what: str, show: Callable[[float], str] = show_duration
    ) -> float:
        if value > most:
            self.left_out.append(f"{what} beyond {show(most)}")
        return min(value, most)

    def _cut(self, text: str, longest: int, what: str) -> str:
        if len(text) > longest:
            self.left_out.append(f"the end of the {what} {quoted(text)}")
        return text[:longest].rstrip()

    # --- lines of YAML -----------------------------------------------------------------

    def _nodes(self, nodes: tuple[Node, ...], indent: int) -> Iterator[str]:
        space = " " * indent
        for node in nodes:
            match node:
                case Move():
                    first, *others = self._move(node)
                    yield f"{space}- {first}"
                    yield from (f"{space}  {line}" for line in others)
                case Pause():
                    told = _comment(node.name)
                    comment = f"  # {told}" if told.casefold() not in {"", "rest"} else ""
                    yield f"{space}- rest: {show_duration(node.seconds)}{comment}"
                case Repeat():
                    comment = f"  # {_comment(node.name)}" if node.name else ""
                    yield f"{space}- circuit: {node.times}{comment}"
                    yield f"{space}  steps:"
                    yield from self._nodes(node.nodes, indent + 4)

    def _move(self, move: Move) -> Iterator[str]:
        exercise, side = self._matched(move)
        slug = self._own_slug(move) if exercise is None else exercise.slug
        is_open = move.seconds is None and move.reps is None
        dose = str(move.reps or 1) if move.seconds is None else show_duration(move.seconds)
        yield f"{slug}: {dose}" + ("  # until you say so" if is_open else "")
        if (
            exercise is not None
            and not side
            and not move.exercise
            and _differs(move.name, exercise)
        ):
            yield f"name: {_quoted(move.name)}"
        if move.sets > 1:
            yield f"sets: {move.sets}"
        if move.rest:
            yield f"rest: {show_duration(move.rest)}"
        if side:
            yield f"sides: {side}"
        elif exercise is not None and exercise.side_mode is SideMode.EACH:
            yield "sides: split" if move.seconds else "sides: each  # as many on each side"
        has_no_beat = exercise is not None and exercise.tempo is None and not exercise.dose.seconds
        if move.seconds is None and (is_open or move.own_pace or has_no_beat):
            yield "pace: self"
        if move.said:
            yield "cues:"
        for one in move.said:
            at = show_duration(one.after) if one.after >= 0.001 else "start"
            yield f"  - {{at: {at}, say: {_quoted(one.text)}}}"

    def _matched(self, move: Move) -> tuple[Exercise | None, str]:
        """Return the catalogue's exercise and the side, where both are sure."""
        found = self.catalogue.get(move.exercise)
        if found is None and move.name.casefold() not in _ANYTHING:
            found = self.catalogue.called(move.name)
        side = ""
        if found is None and (sided := _SIDE.fullmatch(move.name)):
            named = self.catalogue.called(sided["name"] or sided["name_after"])
            if named is not None and named.side_mode is not SideMode.BOTH:
                found = named
                letter = (sided["side"] or sided["side_before"])[0].casefold()
                side = "left" if letter == "l" else "right"
        if found is None or (move.seconds is None and not _takes_reps(found, move)):
            return None, ""
        return found, side

    def _own_slug(self, move: Move) -> str:
        mode = "time" if move.seconds is not None else "reps"
        stem = re.sub(r"[^a-z0-9]+", "-", slug_of(move.name)).strip("-")[:50].strip("-")
        if not re.match("[a-z]", stem):
            stem = f"work-{stem}".rstrip("-")
        slug, number = stem, 1
        while (
            slug in self.catalogue
            or slug in RESERVED
            or self.own.get(slug, (move.name, mode)) != (move.name, mode)
        ):
            number += 1
            slug = f"{stem}-{number}"
        self.own[slug] = (move.name, mode)
        return slug


def _differs(name: str, exercise: Exercise) -> bool:
    return same_name(name) not in (same_name(exercise.slug), same_name(exercise.name))


def _takes_reps(exercise: Exercise, move: Move) -> bool:
    """True if the exercise is done in reps as the move is: counted, or with a pace of its own."""
    if move.reps is None or exercise.mode is DoseMode.HOLD:
        return False
    return exercise.mode is not DoseMode.HOLD_REPS or not move.own_pace


def _parts(nodes: tuple[Node, ...]) -> Iterator[tuple[str, tuple[Node, ...]]]:
    """Split a workout where its first and last nodes are surely a warm-up and a cool-down."""
    begin, end = 0, len(nodes)
    first = next((at for at, node in enumerate(nodes) if not isinstance(node, Pause)), end)
    last = next((at for at in range(end - 1, -1, -1) if not isinstance(nodes[at], Pause)), 0)
    if first < last and _WARM_UP.search(nodes[first].name):
        begin = first + 1
    if begin < last and _COOL_DOWN.search(nodes[last].name):
        end = last
    # A main part without work is none.
    if not any(not isinstance(node, Pause) for node in nodes[begin:end]):
        begin, end = 0, len(nodes)
    split = (("warm_up", nodes[:begin]), ("main", nodes[begin:end]), ("cool_down", nodes[end:]))
    return ((part, found) for part, found in split if found or part == "main")


def _names(nodes: tuple[Node, ...]) -> str:
    names = [node.name for node in nodes if node.name]
    return ", ".join(names[:3]) or "rests"


def _clean(text: str) -> str:
    """A text without what can't be shown, on one line."""
    words = " ".join(text.split())
    return " ".join("".join(c for c in words if c.isprintable()).split())


def _comment(text: str) -> str:
    return harmless(_clean(text)[:200], one_line=True)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
