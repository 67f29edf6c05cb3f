"""Lists as people type them, and intervals.icu's own text: a step a line.

The words of intervals.icu: a line that begins with a hyphen is a step, one without is a heading;
"3x" in a heading repeats the steps below it; `m` is minutes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from voice_coach.exchange.doses import TIME, seconds_of, time_in
from voice_coach.exchange.source import Source
from voice_coach.exchange.workout import Move, Node, Pause, Repeat, Workout, is_rest
from voice_coach.library.yaml.problems import quoted

LOOKED_FOR = "lines such as “4x 30s push-ups, 15s rest”, “3x12 squats” or “- 10m 75%”"

_BULLET = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+")
_TIMES = r"(\d{1,4})\s*[x×*]"  # noqa: RUF001 - people type both.
_LEADING_TIMES = re.compile(rf"{_TIMES}(?!\w)\s*|{_TIMES}(?=\d)\s*", re.IGNORECASE)
_HEADING_TIMES = re.compile(rf"(?:^|\s){_TIMES}\s*$|^\s*{_TIMES}\s*$", re.IGNORECASE)
_SETS_OF_REPS = re.compile(rf"(?<!\w){_TIMES}(?=\d)", re.IGNORECASE)
_SETS = re.compile(r"(\d{1,3})\s*(?:sets?|rounds?)(?:\s+of)?\s*", re.IGNORECASE)
_RANGE = r"(\d{1,4})(?:\s*[-–]\s*\d{1,4})?"  # noqa: RUF001 - people type both.
_REPS = re.compile(
    rf"^{_RANGE}\s*(?:reps?\b|repetitions\b|times\b)?(?=\s+[^\W\d])"
    rf"|(?<![\w.:]){_RANGE}\s*(?:reps?|repetitions|times)\b"
    rf"|(?:^|[\s:])(?:[x×]\s*)?{_RANGE}\s*x?$",  # noqa: RUF001 - as above.
    re.IGNORECASE,
)
_REST = re.compile(
    r"[,;/(+]?\s*(?:(?:and|with|then)\s+)?(?P<before>rest|break|pause|recovery)\s*:?\s*(?P<later>.*)$",
    re.IGNORECASE,
)
_MOST_WORDS = 14
_MOST_LETTERS = 200
"""More in a line are a sentence."""

_DISTANCE = re.compile(
    r"(?<![\w.])(\d+(?:[.,]\d+)?)\s*(km|mi|miles?|yd|mtr|metres|meters)\b|(?<![\w.])(\d{3,5})m\b",
    re.IGNORECASE,
)
_PACE = re.compile(r"\d{1,2}:\d{2}(?:/\w+)?\s*pace\b", re.IGNORECASE)
"""Of intervals.icu, in a step with a distance: no time."""


def read(source: Source) -> tuple[Workout, ...]:
    """Read the list of a file. Raises ForeignFileError if it is none."""
    lines = [re.sub(r"^#+\s*", "", line.strip()) for line in source.text.splitlines()]
    steps = [(line, _step(line)) for line in lines]
    understood = sum(1 for line, step in steps if step is not None or _is_heading(line))
    written = sum(1 for line in lines if line)
    has_steps = any(step is not None for _, step in steps)
    if not has_steps or understood * 2 < written:
        raise source.broken("it is no list of exercises", LOOKED_FOR)
    title = ""
    if not _begins_a_part(steps):
        title = steps.pop(0)[0].strip(" :")
    return (Workout(title or source.title, tuple(_nodes(steps, source))),)


def _nodes(steps: list[tuple[str, Node | None]], source: Source) -> Iterator[Node]:
    """Put the steps below a heading with "3x" into a repeat, up to the next heading, or to an empty
    line after its first step."""
    times, name, inside = 1, "", list[Node]()
    for line, step in [*steps, ("", None)]:
        if step is not None:
            inside.append(step)
            continue
        if inside and (line or times > 1):
            yield Repeat(times, tuple(inside), name)
            times, name, inside = 1, "", []
        if not line:
            continue
        times, name = 1, ""
        if found := _HEADING_TIMES.search(line):
            times = int(found[1] or found[2])
            name = line[: found.start()].strip(" :")
        elif _is_heading(line):
            name = line.strip(" :")
        else:
            source.left_out.append(f"the line {quoted(line)}")
    if inside:
        yield Repeat(times, tuple(inside), name)


def _begins_a_part(steps: list[tuple[str, Node | None]]) -> bool:
    """False if the first line is a title: alone, or above another heading."""
    (first, step), *others = steps
    next_line, next_step = next(iter(others), ("", None))
    is_alone = not next_line or (next_step is None and _is_heading(next_line))
    return step is not None or not first or _HEADING_TIMES.search(first) is not None or not is_alone


def _is_heading(line: str) -> bool:
    """True for a few words without a number, such as "Main set", and for "Main set 3x"."""
    if _HEADING_TIMES.search(line):
        return True
    return bool(line) and len(line.split()) <= 6 and not re.search(r"\d|[.;{}<>=]", line)


def _step(line: str) -> Node | None:
    """Read one step; None if the line has no dose."""
    text = _BULLET.sub("", line, count=1)
    is_sentence = len(text) > _MOST_LETTERS or len(text.split()) > _MOST_WORDS
    if not text or is_sentence or (text == line and _is_heading(line)):
        return None
    if found := _REST.match(text):
        length = seconds_of(found["later"])
        return None if length is None else Pause(length)
    sets, text = _sets(text)
    rest, text = _rest(text)
    pace = _PACE.search(text) if _DISTANCE.search(text) else None
    if pace is not None:
        text = f"{text[: pace.start()]} {text[pace.end() :]}"
    seconds, text = _time(text)
    distance, text = _distance(text) if seconds is None else ("", text)
    reps, text = (None, text) if seconds is not None or distance else _reps(text)
    name = " ".join(re.sub(r"[\s,;:()\-–@]+$|^[\s,;:()\-–@]+", "", text).split())  # noqa: RUF001 - as above.
    name = re.sub(r"^of\s+|\s+(?:for|with|and|then)$", "", name, flags=re.IGNORECASE)
    if seconds is None and reps is None and not distance:
        if sets == 1 or not name:
            return None
        sets, reps = 1, sets  # "12x squats"
    if seconds is not None and is_rest(name):
        return Pause(seconds, name)
    if not name or not re.search(r"[^\W\d_]{2}", name):
        name = f"Work, {name}" if name else "Work"
    if distance:
        name = f"{name}, {distance}"
    if pace is not None:
        name = f"{name}, {pace[0].lower()}"
    return Move(name, seconds, reps, sets, rest)


def _sets(text: str) -> tuple[int, str]:
    found = _LEADING_TIMES.match(text) or _SETS.search(text) or _SETS_OF_REPS.search(text)
    if found is None:
        return 1, text
    sets = int(next(filter(None, found.groups())))
    return sets, f"{text[: found.start()]} {text[found.end() :]}".strip()


def _rest(text: str) -> tuple[float, str]:
    """Take the rest of a step out of its line: "15s rest", "rest 15s", "/ rest: 1:00"."""
    found = _REST.search(text)
    if found is None:
        return 0.0, text
    later = TIME.match(found["later"]) or re.match(r"(\d{1,3})\s*$", found["later"])
    if later is not None:
        before = text[: found.start()]
        return (time_in(later) if later.re is TIME else float(later[1])), before
    earlier = [one for one in TIME.finditer(text) if one.end() <= found.start("before")]
    if len(earlier) > 1 or (earlier and _REPS.search(text[: earlier[-1].start()])):
        return time_in(earlier[-1]), text[: earlier[-1].start()]
    return 0.0, text


def _time(text: str) -> tuple[float | None, str]:
    metres = _DISTANCE.search(text)
    for found in TIME.finditer(text):
        if metres is None or not metres.start() <= found.start() < metres.end():
            return time_in(found), f"{text[: found.start()]} {text[found.end() :]}"
    return None, text


def _distance(text: str) -> tuple[str, str]:
    found = _DISTANCE.search(text)
    if found is None:
        return "", text
    shown = f"{found[3]} metres" if found[3] else f"{found[1]} {found[2]}"
    shown = shown.replace("mtr", "metres")
    return shown, f"{text[: found.start()]} {text[found.end() :]}"


def _reps(text: str) -> tuple[int | None, str]:
    found = _REPS.search(text)
    if found is None:
        return None, text
    return int(next(filter(None, found.groups()))), f"{text[: found.start()]} {text[found.end() :]}"
