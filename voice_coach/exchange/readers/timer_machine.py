"""Timers of TimeR Machine: steps in milliseconds, groups that loop, and behaviours.

Its own source (github.com/timer-machine/timer-machine-android, data/…/datas) says what is in them.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Annotated, Any

from msgspec import Meta, Struct

from voice_coach.exchange.source import Source, shaped
from voice_coach.exchange.workout import Move, Node, Pause, Repeat, Said, Workout, timed, told

LOOKED_FOR = "`timers`, each with `name`, `loop` and `steps` of `label` and `length`"

Times = Annotated[int, Meta(ge=0, le=10_000)]

_OURS = frozenset({"HALF", "COUNT"})
"""Behaviours that the coach has by itself: it says halfway, and counts down."""

_VARIABLE = re.compile(r"[$%]\w|\{\w+\}")


class _Behaviour(Struct):
    type: str
    label: str = ""
    content: str = ""
    loop: Any = None


class _Step(Struct):
    step_type: str = "step"
    label: str = ""
    length: Annotated[float, Meta(ge=0, le=1e9)] = 0
    behaviour: list[_Behaviour] = []
    type: str = "NORMAL"
    name: str = ""
    loop: Times = 1
    steps: list[_Step] = []


class _Timer(Struct):
    name: str
    steps: list[_Step]
    loop: Times = 1
    startStep: _Step | None = None  # noqa: N815 - as the file spells it.
    endStep: _Step | None = None  # noqa: N815 - as above.
    id: Any = None
    more: Any = None
    folderId: Any = None  # noqa: N815 - as above.


class _Data(Struct):
    timers: list[_Timer]
    folders: Any = None
    notifier: Any = None
    timerStamps: Any = None  # noqa: N815 - as above.
    schedulers: list[Any] = []
    prefs: Any = None


def fits(raw: Any) -> bool:
    """True if it looks like one."""
    return "timers" in raw


def read(source: Source) -> tuple[Workout, ...]:
    """Read the timers of a file. Raises ForeignFileError."""
    data = shaped(source.json, _Data, source, LOOKED_FOR)
    if data.schedulers:
        source.left_out.append("the times of day at which timers start")
    return tuple(map(_workout, data.timers))


def _workout(timer: _Timer) -> Workout:
    left_out: Counter[str] = Counter()
    looped = Repeat(timer.loop, tuple(_node(step, left_out) for step in timer.steps))
    first = () if timer.startStep is None else (_node(timer.startStep, left_out),)
    last = () if timer.endStep is None else (_node(timer.endStep, left_out),)
    return Workout(timer.name, (*first, looped, *last), left_out=told(left_out))


def _node(step: _Step, left_out: Counter[str]) -> Node:
    if step.step_type == "group":
        return Repeat(step.loop, tuple(_node(one, left_out) for one in step.steps), step.name)
    seconds = step.length / 1000
    said = tuple(_said(step, left_out))
    if step.type != "NORMAL" and not said:
        return Pause(seconds, step.label)
    return timed(step.label, seconds, said) if step.label else Move("Work", seconds, said=said)


def _said(step: _Step, left_out: Counter[str]) -> list[Said]:
    said = []
    for one in step.behaviour:
        words = one.content or one.label
        if one.type == "VOICE" and not words:
            continue  # It says the step's name, as the coach does.
        if one.type == "VOICE" and not _VARIABLE.search(words):
            said.append(Said(words))
        elif one.type not in _OURS:
            left_out[f"the behaviour {one.type.lower()}"] += 1
    return said
