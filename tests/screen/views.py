"""Views to show, and streams to show them on."""

from __future__ import annotations

import io
from dataclasses import replace

from fakes import CRUNCH, PLANK, SIDE_PLANK, hold, reps, self_paced, step, timeline

from voice_coach.core.model.routine import Circuit
from voice_coach.core.model.session_view import SessionPhase, SessionView
from voice_coach.core.units import Seconds

SIDE_PLANK_TWICE = Circuit(2, None, (step(SIDE_PLANK, hold(20)),))
PLAN = timeline(
    step(PLANK, hold(30)), self_paced(CRUNCH, 12), step(CRUNCH, reps(4), reps(4)), SIDE_PLANK_TWICE
)

GET_READY, HOLD, REST, SELF_PACED = 0, 1, 2, 3
FIRST_SET = 5
LAST_ROUND = 13


def view(
    index: int = HOLD,
    left: Seconds | None = 20.0,
    phase: SessionPhase = SessionPhase.RUNNING,
    **changes: object,
) -> SessionView:
    """The plan at a moment of one of its intervals."""
    interval = PLAN.intervals[index]
    after = PLAN.work_after(index)
    plain = SessionView(
        phase=phase,
        title=PLAN.title,
        index=index,
        of=len(PLAN.intervals),
        interval=interval,
        elapsed=interval.expected - (left or 0.0),
        left=left,
        total_left=95.0,
        total=PLAN.total,
        next_work=None if after is None else PLAN.intervals[after],
        station=None,
        volume=80,
        rate=165,
    )
    return replace(plain, **changes)


class BrokenStream(io.StringIO):
    """Takes no more than `good` writes, and counts how often it was asked for more."""

    def __init__(self, good: int, error: Exception) -> None:
        super().__init__()
        self.left = good
        self.refused = 0
        self._error = error

    def write(self, text: str) -> int:
        if self.left == 0:
            self.refused += 1
            raise self._error
        self.left -= 1
        return super().write(text)
