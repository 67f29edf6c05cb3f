"""Workouts of Zwift (ZWO): intervals of given power, and texts at times.

The elements and attributes are those that github.com/h4l/zwift-workout-file-reference found in
Zwift's own files. A text's offset is in seconds of the element that holds it, or of the workout.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from xml.etree import ElementTree as ET

from voice_coach.exchange.source import Source
from voice_coach.exchange.workout import Move, Node, Repeat, Said, Workout, told

LOOKED_FOR = "`workout_file` with a `workout` of elements such as SteadyState, with a `Duration`"

_READ = frozenset(
    ("duration", "power", "powerlow", "powerhigh", "onpower", "offpower", "repeat", "onduration",
     "offduration", "pace")
)  # fmt: skip
_TEXTS = ("textevent", "textnotification")
_INTERVALS = "intervalst"


@dataclass(frozen=True, slots=True)
class _Segment:
    moves: tuple[Move, ...]
    times: int
    texts: tuple[Said, ...]
    """With offsets from the beginning of the segment."""

    @property
    def length(self) -> float:
        return self.times * sum(move.seconds or 0.0 for move in self.moves)


def fits(root: ET.Element) -> bool:
    """True if it looks like one."""
    return root.tag == "workout_file"


def read(source: Source) -> tuple[Workout, ...]:
    """Read the workout of a file. Raises ForeignFileError."""
    root = source.xml
    body = None if root is None else root.find("workout")
    if root is None or body is None:
        raise source.broken("it has no `workout`", LOOKED_FOR)
    sport = {"run": "Run", "bike": "Ride"}.get(_text(root, "sportType").lower(), "Work")
    by_distance = _text(root, "durationType").lower() == "distance"
    left_out: Counter[str] = Counter()
    segments = [
        _segment(element, sport, source, left_out)
        for element in body
        if element.tag.lower() not in _TEXTS
    ]
    whole = tuple(_texts(body, source))
    if by_distance:
        nodes = _by_distance(segments, left_out)
        left_out["a text at a distance"] += len(whole)
    else:
        nodes = _with_texts(segments, whole, left_out)
    title, author = _text(root, "name"), _text(root, "author")
    return (
        Workout(title or source.title, nodes, _text(root, "description"), author, told(left_out)),
    )


def _text(root: ET.Element, tag: str) -> str:
    return " ".join((root.findtext(tag) or "").split())


def _segment(element: ET.Element, sport: str, source: Source, left_out: Counter[str]) -> _Segment:
    given = {name.lower(): value for name, value in element.attrib.items()}
    for name in given.keys() - _READ:
        left_out[f"{name} of {element.tag}"] += 1

    def number(name: str) -> float:
        return _number(given.get(name, "0"), f"{name} of {element.tag}", source)

    texts = tuple(_texts(element, source))
    if element.tag.lower() == _INTERVALS:
        on = Move(f"{sport} hard{_power(given.get('onpower'))}", number("onduration"))
        off = Move(f"Recover{_power(given.get('offpower'))}", number("offduration"))
        return _Segment((on, off), max(1, int(number("repeat"))), texts)
    names = {
        "warmup": "Warm up",
        "cooldown": "Cool down",
        "freeride": f"Free {sport.lower()}",
        "maxeffort": "All out",
    }
    low, high = given.get("powerlow"), given.get("powerhigh")
    power = _power(given.get("power")) or (f"{_power(low)} to{_power(high, '')}" if high else "")
    name = names.get(element.tag.lower(), sport) + power
    return _Segment((Move(name, number("duration")),), 1, texts)


def _power(value: str | None, comma: str = ",") -> str:
    """A power, which is a share of what the athlete can hold for an hour."""
    try:
        return "" if value is None else f"{comma} {float(value) * 100:.0f} percent"
    except (ValueError, OverflowError):
        return ""


def _number(text: str, what: str, source: Source) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 100_000:
        raise source.broken(f"{what} is not a number of seconds", LOOKED_FOR)
    return value


def _texts(element: ET.Element, source: Source) -> list[Said]:
    said = []
    for one in element:
        if one.tag.lower() in _TEXTS:
            given = {name.lower(): value for name, value in one.attrib.items()}
            offset = _number(given.get("timeoffset", "0"), "timeoffset of a text", source)
            if message := given.get("message") or given.get("text", ""):
                said.append(Said(message, offset))
    return said


def _by_distance(segments: list[_Segment], left_out: Counter[str]) -> tuple[Node, ...]:
    """Moves that last until the athlete says so, each named with its distance."""
    nodes: list[Node] = []
    for segment in segments:
        left_out["a text at a distance"] += len(segment.texts)
        moves = tuple(Move(f"{one.name}, {one.seconds:g} metres") for one in segment.moves)
        nodes.extend(moves if segment.times == 1 else [Repeat(segment.times, moves)])
    return tuple(nodes)


def _with_texts(
    segments: list[_Segment], whole: tuple[Said, ...], left_out: Counter[str]
) -> tuple[Node, ...]:
    """Give each text to the move in which it comes; intervals with texts are written out."""
    nodes: list[Node] = []
    began = 0.0
    placed = 0
    for segment in segments:
        ended = began + segment.length
        texts = [*segment.texts, *(replace(t, after=t.after - began) for t in whole
                                   if began <= t.after < ended)]  # fmt: skip
        placed += len(texts)
        if segment.times > 1 and not texts:
            nodes.append(Repeat(segment.times, segment.moves))
        else:
            at = 0.0
            for number, move in enumerate(segment.moves * segment.times, start=1):
                end = at + (move.seconds or 0.0)
                is_last = number == len(segment.moves) * segment.times
                said = tuple(
                    replace(one, after=max(0.0, one.after - at))
                    for one in texts
                    if at <= one.after and (one.after < end or is_last)
                )
                nodes.append(replace(move, said=said))
                at = end
        began = ended
    left_out["a text after the end"] += len(whole) + sum(len(s.texts) for s in segments) - placed
    return tuple(nodes)
