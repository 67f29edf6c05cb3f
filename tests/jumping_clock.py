"""A clock for tests that lead a workout without waiting for it."""

from __future__ import annotations

from collections.abc import Callable

from voice_coach.app.ports import Incoming

START = 1000.0


class JumpingClock:
    """Time that jumps to whatever comes next, and what happens in it."""

    def __init__(
        self, *happenings: tuple[float, Incoming], passing: Callable[[], None] = lambda: None
    ) -> None:
        """`passing` is called whenever time passes."""
        self._now = START
        self._happenings: list[tuple[float, Incoming]] = []
        self._passing = passing
        for at, incoming in happenings:
            self.happens(START + at, incoming)

    def happens(self, at: float, incoming: Incoming) -> None:
        """Let something come at a time of this clock."""
        self._happenings.append((at, incoming))
        self._happenings.sort(key=lambda one: one[0])

    def now(self) -> float:
        return self._now

    def wait(self, until: float | None) -> Incoming | None:
        self._passing()
        if self._happenings and (until is None or self._happenings[0][0] <= until):
            at, incoming = self._happenings.pop(0)
            self._now = max(self._now, at)
            return incoming
        assert until is not None, "the coach waits for ever"
        self._now = max(self._now, until)
        return None
