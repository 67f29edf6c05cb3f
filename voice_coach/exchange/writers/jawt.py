"""A routine for Just Another Workout Timer, which knows names and whole seconds."""

from __future__ import annotations

import json
from math import ceil
from typing import Any

from voice_coach.exchange.from_timeline import folded
from voice_coach.exchange.workout import Move, Pause, Repeat

_VERSION = 2


def to_jawt(title: str, nodes: tuple[Move | Pause, ...]) -> bytes:
    """Write the file. Reps become about as long as they take."""
    sets: list[dict[str, Any]] = []
    for node in folded(nodes):
        if isinstance(node, Repeat):
            exercises = [_exercise(one) for one in node.nodes if not isinstance(one, Repeat)]
            sets.append({"repetitions": node.times, "exercises": exercises})
        elif sets and sets[-1]["repetitions"] == 1:
            sets[-1]["exercises"].append(_exercise(node))
        else:
            sets.append({"repetitions": 1, "exercises": [_exercise(node)]})
    workout = {"title": title, "sets": sets, "version": _VERSION, "position": -1}
    return (json.dumps(workout, ensure_ascii=False, indent=1) + "\n").encode()


def _exercise(node: Move | Pause) -> dict[str, Any]:
    if isinstance(node, Pause):
        return {"name": "Rest", "duration": max(1, ceil(node.seconds))}
    reps = "" if node.reps is None else f", {node.reps} reps"
    length = node.takes if node.seconds is None else node.seconds
    return {"name": node.name + reps, "duration": max(1, ceil(length))}
