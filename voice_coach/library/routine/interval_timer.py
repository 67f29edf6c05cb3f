"""An interval timer as a routine: equal intervals of work with equal rests between them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from voice_coach.core.model.exercise import Exercise, SideMode
from voice_coach.core.units import Seconds
from voice_coach.errors import UsageError
from voice_coach.library.yaml.duration import DurationError, parse_duration, show_duration
from voice_coach.library.yaml.problems import quoted
from voice_coach.library.yaml.suggestions import slug_of

MOST_TIMES = 200

_SPEC = re.compile(r"\s*(\d+)\s*[x×*]\s*([^/]+?)\s*(?:/\s*(.+?)\s*)?", re.IGNORECASE)  # noqa: RUF001
_INSTEAD = "Write it as in 8x20/10: eight times 20 seconds, with 10 seconds of rest between them."

_HEAD = """\
# An interval timer: {spec}. Change it, then: voice-coach check {slug}

version: 1
name: {name}
level: beginner
lead_in: strict                  # all times are as written
defaults: {{rest: {rest}, prepare: {prepare}}}
"""

_OWN = """\

exercises:                       # not of the catalogue: named, and not explained
"""


@dataclass(frozen=True, slots=True)
class IntervalTimer:
    """The request for a timer."""

    times: int
    work: Seconds
    rest: Seconds
    prepare: Seconds
    """The time before the first interval."""

    @property
    def spec(self) -> str:
        """The timer as it is typed, as in 8x20/10."""
        return f"{self.times}x{self.work:g}/{self.rest:g}"

    @property
    def name(self) -> str:
        """The timer's spoken name."""
        times = "once" if self.times == 1 else f"{self.times} times"
        return f"Timer, {times} {show_duration(self.work)}"


def read_spec(text: str, prepare: Seconds) -> IntervalTimer:
    """Read a text such as 8x20/10, 5x1:30/30s or 10x45. Raises UsageError."""
    match = _SPEC.fullmatch(text)
    if match is None:
        raise UsageError(f"{quoted(text)} is not a timer.", _INSTEAD)
    times = int(match[1])
    if not 1 <= times <= MOST_TIMES:
        raise UsageError(f"{match[1]} times is too few or too many.", f"Write 1 to {MOST_TIMES}.")
    work = _seconds(match[2], least=3)
    rest = _seconds(match[3], least=0) if match[3] else 0.0
    return IntervalTimer(times, work, rest, prepare)


def _seconds(text: str, least: Seconds) -> Seconds:
    """Read a time; without a unit it is in seconds. Raises UsageError."""
    try:
        return parse_duration(f"{text}s" if text.isdecimal() else text, least, 3600)
    except DurationError as error:
        raise UsageError(
            f"{quoted(text)} {error.what}.", f"{error.instead[0].upper()}{error.instead[1:]}."
        ) from error


def timer_slug(timer: IntervalTimer, names: tuple[str, ...]) -> str:
    """Return the file name of a timer, always the same, so that the history finds it again."""
    return _plain("-".join(("timer", timer.spec, *names)))[:60].rstrip("-")


def timer_text(
    timer: IntervalTimer,
    exercises: tuple[Exercise | str, ...],
    slug: str,
    title: str = "",
) -> str:
    """Return the YAML of a timer. `exercises` take turns; a text is a name that is only said."""
    labels = {_plain(one): one for one in exercises if isinstance(one, str)}
    steps = [_step(one, timer.work) for one in exercises]
    is_round = timer.times % len(steps) == 0 and timer.prepare <= timer.rest
    head = _HEAD.format(
        spec=timer.spec,
        slug=slug,
        name=json.dumps(title or timer.name, ensure_ascii=False),
        rest=_written(timer.rest),
        prepare=_written(timer.prepare if is_round else 0.0),
    )
    if is_round:
        rounds = timer.times // len(steps)
        main = f"  - circuit: {rounds}\n    steps:\n" + "".join(f"      - {one}\n" for one in steps)
    else:
        written = [steps[turn % len(steps)] for turn in range(timer.times)]
        written[0] = written[0].replace("}", f", prepare: {_written(timer.prepare)}}}")
        main = "".join(f"  - {one}\n" for one in written)
    return f"{head}{_own(labels)}\nmain:\n{main}"


def _step(exercise: Exercise | str, work: Seconds) -> str:
    slug = _plain(exercise) if isinstance(exercise, str) else exercise.slug
    has_sides = isinstance(exercise, Exercise) and exercise.side_mode is SideMode.EACH
    sides = ", sides: split" if has_sides else ""
    return f"{{{slug}: {_written(work)}{sides}}}"


def _plain(text: str) -> str:
    """Convert a text to a name of an exercise or file: lower-case letters, digits, hyphens."""
    words = re.sub(r"[^a-z0-9]+", "-", slug_of(text)).strip("-")
    return words if re.match("[a-z]", words) else f"work-{words}".rstrip("-")


def _own(labels: Mapping[str, str]) -> str:
    lines = (
        f"  {slug}: {{name: {json.dumps(name, ensure_ascii=False)}, group: cardio, mode: time}}\n"
        for slug, name in labels.items()
    )
    return _OWN + "".join(lines) if labels else ""


def _written(seconds: Seconds) -> str:
    return f"{seconds:g}s"
