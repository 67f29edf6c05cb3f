"""Read the steps of a routine: exercises with their dose, rests, circuits, EMOM and AMRAP."""

from __future__ import annotations

from collections.abc import Mapping as Lookup
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from voice_coach.core.model.exercise import Exercise
from voice_coach.core.model.routine import (
    USUAL_COUNTDOWN,
    Amrap,
    Circuit,
    CueAnchor,
    CustomCue,
    Every,
    Pace,
    Rest,
    RoutineNode,
    Sides,
    SourcePosition,
    Step,
)
from voice_coach.core.units import Seconds
from voice_coach.library.catalogue.catalogue import Catalogue
from voice_coach.library.catalogue.exercises import BREATHING
from voice_coach.library.routine import keys as v
from voice_coach.library.routine.author_cues import CIRCUIT_CUES, CUES, SAY, SPOKEN_STEP, spoken
from voice_coach.library.routine.dose import check_step, read_dose, read_sides
from voice_coach.library.routine.keys import Form
from voice_coach.library.routine.size_limits import set_length
from voice_coach.library.yaml.duration import LONGEST, show_duration
from voice_coach.library.yaml.fields import Key, MappingReader, kind_of
from voice_coach.library.yaml.names import offer, perhaps_meant
from voice_coach.library.yaml.problems import Problems, quoted
from voice_coach.library.yaml.suggestions import nearest
from voice_coach.library.yaml.tree import Mapping, Refused, Scalar, Sequence, YamlNode


@dataclass(frozen=True, slots=True)
class Defaults:
    """The values for steps that do not give their own."""

    rest: Seconds | None
    """None: the rest of the exercise's own dose."""
    prepare: Seconds
    countdown: int = USUAL_COUNTDOWN
    """The countdown of the whole routine."""
    one_set: bool = False
    """A step without a dose is one set of the exercise's own: in a circuit the rounds are the
    sets, and a clock leaves room for one only."""


class StepReader:
    """Reads lists of steps. Faulty steps are noted, and left out of the result."""

    def __init__(
        self, catalogue: Catalogue, own: Lookup[str, Exercise | None], problems: Problems
    ) -> None:
        """`own` are the routine's exercises, None for one whose problems are noted already."""
        self._catalogue = catalogue
        self._exercises: dict[str, Exercise | None] = {**catalogue, **own}
        self._problems = problems

    def nodes(self, node: YamlNode, defaults: Defaults) -> tuple[RoutineNode, ...]:
        """Read the entries of a list of steps of any form."""
        found = []
        for item in self._items(node):
            one = self._node(item, defaults)
            if one is not None:
                found.append(one)
        return tuple(found)

    def _items(self, node: YamlNode) -> tuple[YamlNode, ...]:
        if isinstance(node, Sequence) and node.items:
            return node.items
        if not isinstance(node, Refused):
            found = "an empty list" if isinstance(node, Sequence) else kind_of(node)
            what = f"a list of steps is expected here, not {found}"
            self._problems.add(node, what, "write each on a line of its own, as in `- plank: 30s`")
        return ()

    def _node(self, node: YamlNode, defaults: Defaults) -> RoutineNode | None:
        if isinstance(node, Scalar) and node.text:
            node = _bare(node)
        if isinstance(node, Mapping):
            match self._form(node):
                case Form.CIRCUIT:
                    return self._circuit(node, defaults)
                case Form.EVERY:
                    return self._every(node, defaults)
                case Form.AMRAP:
                    return self._amrap(node, defaults)
                case Form.REST:
                    return self._rest(node)
                case Form.SAY:
                    return self._say(node)
                case Form.STEP:
                    pass
        return self._step(node, Form.STEP, defaults)

    def _form(self, node: Mapping) -> Form:
        keys = [key.text for key, _ in node.entries]
        if v.CIRCUIT_ROUNDS.name in keys:
            return Form.CIRCUIT
        if v.EVERY_INTERVAL.name in keys:
            return Form.EVERY
        if any(key in self._exercises for key in keys):
            return Form.STEP
        if v.FOR.name in keys:
            return Form.AMRAP
        openers = {v.REST_LENGTH.name: Form.REST, SAY.name: Form.SAY}
        return openers.get(keys[0], Form.STEP) if keys else Form.STEP

    def _rest(self, node: Mapping) -> Rest | None:
        fields = MappingReader(node, v.REST_STEP, self._problems)
        length, cues = fields.read(v.REST_LENGTH), fields.read(CUES)
        return None if length is None else Rest(length, cues or (), _mark(node))

    def _say(self, node: Mapping) -> Rest | None:
        fields = MappingReader(node, SPOKEN_STEP, self._problems)
        text = fields.read(SAY)
        return None if text is None else spoken(text, _mark(node))

    def spoken_name(self, fields: MappingReader) -> Rest | None:
        """Read the name of a block or a circuit, which is said before it."""
        name = fields.read(v.SPOKEN_NAME)
        return None if name is None else spoken(f"{name}.", _mark(fields.place(v.SPOKEN_NAME)))

    def _circuit_cues(self, fields: MappingReader) -> tuple[CustomCue, ...]:
        cues = fields.read(CIRCUIT_CUES) or ()
        for cue in cues:
            if cue.every is not None or cue.anchor is CueAnchor.HALFWAY:
                what = "a cue of a circuit must be at its start or at its end"
                instead = "write `at: start` or `at: end`, or write it beside a step"
                self._problems.add(cue.mark or _TOP, what, instead)
        return cues

    def _circuit(self, node: Mapping, defaults: Defaults) -> Circuit | None:
        fields = self._frame(node, Form.CIRCUIT)
        rounds, between = fields.read(v.CIRCUIT_ROUNDS), fields.read(v.REST_BETWEEN)
        rest, steps = fields.read(v.CIRCUIT_REST), fields.read(v.STEPS)
        inside = replace(defaults, one_set=True)
        if rest is not None:
            inside = replace(inside, rest=rest)
        read = self.nodes(steps, inside) if steps is not None else ()
        name, cues = self.spoken_name(fields), self._circuit_cues(fields)
        if rounds is None or not read:
            return None
        return Circuit(rounds, between, read, _mark(node), cues, name)

    def _every(self, node: Mapping, defaults: Defaults) -> Every | None:
        fields = self._frame(node, Form.EVERY)
        interval, length = fields.read(v.EVERY_INTERVAL), fields.read(v.FOR)
        inside = _timed(fields, defaults)
        steps = self._steps(fields.read(v.EVERY_STEPS), Form.EVERY, inside)
        if interval is None or length is None or not steps:
            return None
        every = Every(interval, length, steps, _mark(node))
        self._check_every(every, fields)
        return every

    def _check_every(self, every: Every, fields: MappingReader) -> None:
        shown = show_duration(every.interval)
        times = every.length / every.interval
        if times < 1 or times % 1:
            what = f"{show_duration(every.length)} is not a whole number of intervals of {shown}"
            turns = max(len(every.steps), min(round(times), int(LONGEST / every.interval)))
            self._problems.add(fields.place(v.FOR), what, _lasting(turns, every.interval))
        elif times < len(every.steps):
            what = (
                f"{len(every.steps)} steps take turns in {times:.0f} intervals, so some never come"
            )
            instead = _lasting(len(every.steps), every.interval, " or more")
            self._problems.add(fields.place(v.FOR), what, instead)
        for step in every.steps:
            takes = set_length(step, step.sets[0])
            if step.pace is Pace.COUNTED and takes > every.interval:
                what = f"this set takes {show_duration(takes)}, more than its interval of {shown}"
                self._problems.add(step.mark or _TOP, what, _fitting(step, takes, every.interval))

    def _amrap(self, node: Mapping, defaults: Defaults) -> Amrap | None:
        fields = self._frame(node, Form.AMRAP)
        length = fields.read(v.FOR)
        inside = _timed(fields, defaults)
        steps = self._steps(fields.read(v.AMRAP_STEPS), Form.AMRAP, inside)
        for step in steps:
            if step.sets[0].reps is None:
                what = "a round that is repeated as often as you can has no times"
                self._problems.add(step.mark or _TOP, what, "write a number of reps")
        if length is None or not steps:
            return None
        return Amrap(length, steps, inside.prepare, _mark(node))

    def _steps(self, node: YamlNode | None, form: Form, defaults: Defaults) -> tuple[Step, ...]:
        items = self._items(node) if node is not None else ()
        read = [self._step(item, form, defaults) for item in items]
        return tuple(step for step in read if step is not None)

    def _frame(self, node: Mapping, form: Form) -> MappingReader:
        """Read the fields of a list of steps; an exercise beside them belongs under `steps`."""
        misplaced = [key for key, _ in node.entries if key.text in self._exercises]
        for key in misplaced:
            what = f"{key.text} is next to `steps:`, not inside it"
            self._problems.add(key, what, f"write `- {key.text}: …` below `steps:`")
        besides = [key.text for key in misplaced]
        return MappingReader(node, v.FORMS[form], self._problems, besides)

    def _step(self, node: YamlNode, form: Form, defaults: Defaults) -> Step | None:
        if isinstance(node, Refused):
            return None
        if isinstance(node, Scalar) and node.text:
            node = _bare(node)
        if not isinstance(node, Mapping):
            what = f"a step is expected here, not {kind_of(node)}"
            self._problems.add(node, what, "write an exercise with its dose, as in `- plank: 30s`")
            return None
        entry = self._entry(node)
        exercise = self._exercises.get(entry[0].text) if entry else None
        is_unknown = entry is not None and entry[0].text not in self._exercises
        if entry and is_unknown and self._complain_of_name(entry[0], form):
            return None
        exercises = (key.text for key, _ in node.entries if key.text in self._exercises)
        besides = (entry[0].text if entry else "", *exercises, *self._barred(node, form))
        fields = MappingReader(node, v.STEP_KEYS[form], self._problems, besides)
        if entry is None or exercise is None:
            _read_for_problems(fields, form)
            return None
        return self._dosed(exercise, entry[1], fields, form, defaults)

    def _barred(self, node: Mapping, form: Form) -> tuple[str, ...]:
        """Return the keys of a step that make no sense in a step of this form."""
        barred = {key.name for key in v.STEP} - {key.name for key in v.STEP_KEYS[form]}
        found = [key for key, _ in node.entries if key.text in barred]
        for key in found:
            what = f"`{key.text}:` can't be used in steps that run by the clock"
            self._problems.add(key, what, "remove it")
        return tuple(key.text for key in found)

    def _entry(self, node: Mapping) -> tuple[Scalar, YamlNode] | None:
        """Read the exercise of a step, known or not, with its dose; None after noting that it has
        none."""
        options = {key.name for key in v.STEP}
        others = [entry for entry in node.entries if entry[0].text not in options]
        known = [entry for entry in others if entry[0].text in self._exercises]
        for key, _ in known[1:]:
            what = f"{key.text} stands in the step of {known[0][0].text}"
            self._problems.add(key, what, "give it its own line, which begins with `- `")
        if others:
            return (known or others)[0]
        what = "this step has no exercise"
        instead = "begin it with an exercise and its dose, as in `- plank: 30s`"
        self._problems.add(node, what, instead)
        return None

    def _complain_of_name(self, key: Scalar, form: Form) -> bool:
        """Note that there is no such exercise. Returns true if a reserved word is meant, so that
        the keys beside it are not a step's."""
        if form is not Form.STEP and key.text in v.RESERVED:
            what = f"{key.text} can't stand within these steps"
            self._problems.add(key, what, "write it before or after them")
            return True
        what = f"there is no exercise {quoted(key.text)}"
        called = self._catalogue.called(key.text)
        own = {slug: slug for slug in self._exercises if slug not in self._catalogue}
        opener = None if called else nearest(key.text, _OPENERS)
        likely = () if called else perhaps_meant(key.text, own)
        if opener is not None or likely:
            self._problems.add(key, what, offer((opener,) if opener else likely, ""))
            return opener is not None
        otherwise = "take one from the catalogue, or describe yours under `exercises:`"
        self._problems.add(key, what, self._catalogue.nearest(key.text, otherwise))
        return False

    def _dosed(
        self,
        exercise: Exercise,
        dose: YamlNode,
        fields: MappingReader,
        form: Form,
        defaults: Defaults,
    ) -> Step | None:
        exercise = self._overridden(exercise, fields)
        sets = read_dose(dose, exercise, fields, defaults.one_set, self._problems)
        rest, prepare = fields.read(v.REST), fields.read(v.PREPARE)
        if rest is None:
            rest = exercise.dose.rest if defaults.rest is None else defaults.rest
        cues = fields.read(CUES) or ()
        if any(not cue.placed for cue in cues):
            exercise = replace(exercise, cues=replace(exercise.cues, form=()))
        pace, takes = fields.read(v.PACE), fields.read(v.TAKES)
        if not sets:
            return None
        step = Step(
            exercise=exercise,
            sets=sets,
            rest=rest,
            prepare=defaults.prepare if prepare is None else prepare,
            sides=read_sides(exercise, fields),
            pace=pace or Pace.COUNTED,
            takes=takes,
            cues=cues,
            mark=_mark(fields.node),
        )
        check_step(step, form, fields, self._problems)
        return step

    def _overridden(self, exercise: Exercise, fields: MappingReader) -> Exercise:
        """Return the exercise with the changes that the step makes."""
        for key in (v.STEP_EASIER, v.STEP_HARDER):
            if key in fields:
                self._catalogue.check_variant(fields.read(key), fields.place(key), self._problems)
        name = fields.read(v.STEP_NAME)
        return replace(
            exercise,
            name=name or exercise.name,
            say_as=None if name else exercise.say_as,
            breathing=fields.read(BREATHING) or exercise.breathing,
            tempo=fields.read(v.TEMPO) or exercise.tempo,
            easier=fields.read(v.STEP_EASIER) or exercise.easier,
            harder=fields.read(v.STEP_HARDER) or exercise.harder,
        )


_TOP = SourcePosition(1, 1)

_OPENERS = tuple(
    key.name for key in (v.CIRCUIT_ROUNDS, v.EVERY_INTERVAL, v.FOR, v.REST_LENGTH, SAY)
)
"""The words that begin an entry without an exercise."""


def _bare(name: Scalar) -> Mapping:
    """Read a step of a name alone as one without a dose."""
    nothing = Scalar("", name.line, name.column)
    return Mapping(((name, nothing),), name.line, name.column)


def _mark(node: YamlNode) -> SourcePosition:
    return SourcePosition(node.line, node.column)


def _timed(fields: MappingReader, defaults: Defaults) -> Defaults:
    """Return the values for steps of a timed block: they rest only until the next interval."""
    prepare = fields.read(v.PREPARE)
    return Defaults(
        defaults.rest or 0.0, defaults.prepare if prepare is None else prepare, one_set=True
    )


def _lasting(turns: int, interval: Seconds, or_more: str = "") -> str:
    """Return advice for this many intervals to fit, if any time is long enough."""
    length = turns * interval
    return f"write {show_duration(length)}{or_more}" if length <= LONGEST else "write fewer steps"


def _fitting(step: Step, takes: Seconds, interval: Seconds) -> str:
    """Return advice for a set to fit its interval."""
    longer = f"`every: {show_duration(5 * ceil(takes / 5))}`"
    reps = step.sets[0].reps
    fewer = int(reps * interval / takes) if reps else 0
    # Reps come on either side of the change of sides, whose time does not shrink with them.
    fewer -= step.sides is Sides.EACH
    return (
        f"write {fewer} or fewer, or {longer}" if fewer > 0 else f"write {longer} or a shorter set"
    )


def _read_for_problems(fields: MappingReader, form: Form) -> None:
    """Read the rest of a step without a known exercise, so that its problems are noted."""
    keys: tuple[Key[Any], ...] = v.STEP_KEYS[form]
    for key in keys:
        fields.read(key)
