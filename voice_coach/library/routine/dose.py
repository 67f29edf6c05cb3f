"""Read the dose of a step: how many, how long, how often, and at whose pace."""

from __future__ import annotations

import re

from voice_coach.core.model.exercise import DoseMode, Exercise
from voice_coach.core.model.routine import Pace, Sides, Step, Work
from voice_coach.core.units import Seconds
from voice_coach.library.catalogue.exercises import MOST_REPS, MOST_SETS
from voice_coach.library.routine import keys as v
from voice_coach.library.yaml.duration import DurationError, parse_duration
from voice_coach.library.yaml.fields import MappingReader, kind_of
from voice_coach.library.yaml.problems import Problems, quoted
from voice_coach.library.yaml.tree import Refused, Scalar, Sequence, YamlNode
from voice_coach.library.yaml.value_types import Duration, WholeNumber, is_count

REPS = WholeNumber(MOST_REPS)
TIME = Duration(v.SHORTEST_WORK)


def read_dose(
    node: YamlNode, exercise: Exercise, fields: MappingReader, one_set: bool, problems: Problems
) -> tuple[Work, ...]:
    """Return the sets of a step; empty after its problems have been noted.

    Without a dose of its own a step has the exercise's: all its sets, or just the one.

    """
    hold, sets = fields.read(v.HOLD), fields.read(v.SETS)
    if isinstance(node, Scalar) and not node.text.strip():
        dose = exercise.dose
        usual = Work(dose.reps, dose.seconds)
        if hold is not None:
            usual = _held(usual, hold, fields, problems)
        return (usual,) * (sets or (1 if one_set else dose.sets))
    if isinstance(node, Sequence):
        return _descending(node, exercise, fields, problems)
    work = _read_work(node, exercise, hold, problems)
    return () if work is None else (work,) * (sets or 1)


def _descending(
    node: Sequence, exercise: Exercise, fields: MappingReader, problems: Problems
) -> tuple[Work, ...]:
    hold = fields.read(v.HOLD)
    works = [_read_work(item, exercise, hold, problems) for item in node.items]
    if v.SETS in fields:
        what = "`sets:` next to a list, which already has one entry for each set"
        problems.add(fields.place(v.SETS), what, "remove one of the two")
    if not 1 <= len(works) <= MOST_SETS:
        problems.add(node, f"{len(works)} sets", f"write from 1 to {MOST_SETS}")
        return ()
    read = tuple(work for work in works if work is not None)
    if len(read) < len(works):
        return ()
    if len({work.reps is None for work in read}) > 1:
        problems.add(node, "this list mixes reps and times", "write reps only, or times only")
        return ()
    return read


_REPS_ODDLY = re.compile(
    r"(?:x|\u00d7|\+)? ?0*(?P<reps>[0-9]{1,6})(?:\.0+)? ?(?:x|\u00d7|reps?|repetitions?|times)?\.?",
    re.IGNORECASE,
)
_SETS_AND_REPS = re.compile(
    r"0*(?P<sets>[0-9]{1,3}) ?(?:x|\u00d7|\*|sets? of) ?(?P<each>[0-9a-z:. ]+?)(?: each)?",
    re.IGNORECASE,
)
_SETS = re.compile(r"0*(?P<sets>[0-9]{1,3}) ?(?:sets?|rounds?)\.?", re.IGNORECASE)
_HELD = "write how many reps are held"
_USUAL = "write reps (12) or a time (30s)"


def _read_work(
    node: YamlNode, exercise: Exercise, hold: Seconds | None, problems: Problems
) -> Work | None:
    if isinstance(node, Refused):
        return None
    text = node.text.strip() if isinstance(node, Scalar) else ""
    if not text:
        what = f"a dose is expected here, not {kind_of(node)}"
        problems.add(node, what, "write reps (12), a time (30s), or a list of one of them a set")
        return None
    if is_count(text):
        return _read_reps(node, exercise, hold, problems)
    seconds = _read_time(node, text, exercise, hold, problems)
    if seconds is None:
        return None
    if hold is not None:
        problems.add(node, f"a time of {text} with a `hold:`", _HELD)
        return None
    return Work(None, seconds)


def _read_reps(
    node: YamlNode, exercise: Exercise, hold: Seconds | None, problems: Problems
) -> Work | None:
    reps = REPS.read(node, problems)
    if reps is None:
        return None
    if exercise.mode is DoseMode.HOLD and hold is None:
        what = f"{exercise.name} is a hold, so {reps} needs a unit"
        problems.add(node, what, f"write {reps}s, or add `hold: 10s` for {reps} held reps")
        return None
    usual = exercise.dose.seconds if exercise.mode is DoseMode.HOLD_REPS else None
    return Work(reps, usual if hold is None else hold)


def _read_time(
    node: YamlNode, text: str, exercise: Exercise, hold: Seconds | None, problems: Problems
) -> Seconds | None:
    try:
        return parse_duration(text, TIME.least, TIME.most)
    except DurationError as error:
        instead = _meant_by(text, exercise, hold)
        if instead:
            problems.add(node, f"{quoted(text)} is not a dose", instead)
        elif hold is not None:
            problems.add(node, f"{quoted(text)} with a `hold:`", _HELD)
        elif error.instead.startswith("write one such as"):
            problems.add(node, f"{quoted(text)} is not a dose", _USUAL)
        else:
            problems.add(node, error.what, error.instead)
        return None


def _meant_by(text: str, exercise: Exercise, hold: Seconds | None) -> str:
    """Return advice for a dose in the style of other programs; empty if it is not one."""
    if reps := _REPS_ODDLY.fullmatch(text):
        return _advice(reps["reps"], exercise, hold)
    if sets := _SETS_AND_REPS.fullmatch(text):
        if not 1 <= int(sets["sets"]) <= MOST_SETS:
            return _USUAL
        each = _advice(sets["each"].strip(), exercise, hold)
        return f"{each}, and `sets: {int(sets['sets'])}` on the next line"
    if (sets := _SETS.fullmatch(text)) and 1 <= int(sets["sets"]) <= MOST_SETS:
        return f"write what one set is, as 12 or 30s, and `sets: {int(sets['sets'])}` below it"
    return ""


def _advice(text: str, exercise: Exercise, hold: Seconds | None) -> str:
    """Advise to write `text`; if that is a mistake itself, advise what to write in its place."""
    tried = Problems("")
    text = re.sub("^0+(?=[0-9]+$)", "", text)
    work = _read_work(Scalar(text, 1, 1), exercise, hold, tried)
    if tried.found:
        return tried.found[0].instead
    if work and work.seconds is None and exercise.tempo is None:
        return f"write {text} with `tempo: 1-0-1` or `pace: self`, or a time such as 30s"
    return f"write {text}"


def _held(usual: Work, hold: Seconds, fields: MappingReader, problems: Problems) -> Work:
    if usual.reps is None:
        what = "`hold:` needs a number of reps"
        problems.add(fields.place(v.HOLD), what, "write how many reps are held, or remove it")
    return Work(usual.reps, hold)


def read_sides(exercise: Exercise, fields: MappingReader) -> Sides:
    """Return how the sides are worked: as the step says, or else as the exercise is done."""
    return fields.read(v.SIDES) or Sides(exercise.side_mode.value)


def check_step(step: Step, form: v.Form, fields: MappingReader, problems: Problems) -> None:
    """Note the parts of a step that contradict each other."""
    work = step.sets[0]
    if v.TEMPO in fields and work.seconds is not None:
        what = "`tempo:` needs reps that the coach counts"
        problems.add(fields.place(v.TEMPO), what, "remove it, or write a number of reps")
    if step.pace is Pace.SELF and work.seconds is not None:
        what = "`pace: self` can't be used with a time"
        problems.add(fields.place(v.PACE), what, "remove it, or write reps without a hold")
    if v.TAKES in fields and step.pace is Pace.COUNTED:
        what = "`takes:` is only for reps at your own pace"
        problems.add(fields.place(v.TAKES), what, "add `pace: self`, or remove it")
    if step.sides is Sides.SPLIT and work.reps is not None:
        what = "`sides: split` needs a time, not reps"
        problems.add(fields.place(v.SIDES), what, "write `sides: each`, or a time as the dose")
    if len(step.sets) > 1 and form is not v.Form.STEP:
        problems.add(step.mark or fields.node, "more than one set", "write one number")
    untimed = step.exercise.tempo is None and work.seconds is None
    if untimed and step.pace is Pace.COUNTED and form is not v.Form.AMRAP:
        what = f"{step.exercise.name} has no tempo for counting reps"
        problems.add(
            step.mark or fields.node,
            what,
            "write a time such as 30s, add `tempo: 1-0-1`, or add `pace: self`",
        )
