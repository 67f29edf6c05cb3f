"""A routine as a flat list of moves and pauses, and the repeats in such a list."""

from __future__ import annotations

from collections.abc import Iterator

from voice_coach.core.model.timeline import Interval, Timeline
from voice_coach.exchange.workout import Move, Node, Pause, Repeat

_LONGEST_PERIOD = 60
"""Moves and pauses of one round; with more, to look for it takes the square of the time."""


def flat(timeline: Timeline) -> tuple[Move | Pause, ...]:
    """The timeline without what the coach added to tell things; rests in a row are one."""
    nodes: list[Move | Pause] = []
    for interval in timeline.intervals:
        length = round(interval.expected - interval.added, 3)
        if interval.is_work:
            nodes.append(_move(interval, length))
        elif length > 0:
            last = nodes[-1] if nodes else None
            if isinstance(last, Pause):
                nodes[-1] = Pause(last.seconds + length)
            else:
                nodes.append(Pause(length))
    return tuple(nodes)


def _move(interval: Interval, length: float) -> Move:
    exercise = interval.exercise
    name = exercise.name if exercise else ""
    if interval.stations:
        rounds = ", ".join(f"{one.reps} {one.exercise.name}" for one in interval.stations)
        return Move(f"As many rounds as you can: {rounds}", length)
    if interval.side is not None:
        name = f"{name}, {interval.side.value}"
    if interval.reps is None or interval.is_window:
        name = name if interval.reps is None else f"{name}, {interval.reps} times"
        return Move(name, length, exercise=exercise.slug if exercise else "")
    own_pace = interval.tempo is None
    slug = exercise.slug if exercise else ""
    return Move(name, reps=interval.reps, own_pace=own_pace, exercise=slug, takes=length)


def folded(nodes: tuple[Move | Pause, ...]) -> Iterator[Node]:
    """The same with a repeat where the same comes several times in a row."""
    at = 0
    while at < len(nodes):
        period, times = max(_repeats(nodes, at), key=lambda one: one[0] * (one[1] - 1))
        if times > 1:
            yield Repeat(times, nodes[at : at + period])
        else:
            yield nodes[at]
        at += period * times


def _repeats(nodes: tuple[Move | Pause, ...], at: int) -> Iterator[tuple[int, int]]:
    """How often the next one, two, three … come again."""
    yield 1, 1
    for period in range(1, min(_LONGEST_PERIOD, (len(nodes) - at) // 2) + 1):
        round_ = nodes[at : at + period]
        times = 1
        while nodes[at + times * period : at + (times + 1) * period] == round_:
            times += 1
        yield (period, times) if times > 1 else (1, 1)
