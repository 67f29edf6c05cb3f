"""Setbacks: what failures of an engine come to, and when it is tried again."""

from __future__ import annotations

from collections import Counter

from voice_coach.core.units import Seconds

_DEADLY = 2
"""Workers that ended over a text before it is put aside for good: one may have been killed."""

_FAILURES = 3
"""Failures in a row, whatever the texts, before an engine counts as lost."""


class Setbacks:
    """The failures of the engine that speaks, since it last worked."""

    def __init__(self, retry: Seconds) -> None:
        """`retry`: the interval of checks whether a lost engine is back."""
        self.lost = False
        """The engine does not work for now."""
        self._retry = retry
        self._retry_at: Seconds = 0.0
        self.failures = 0
        """Failures in a row."""
        self._deaths: Counter[str] = Counter()
        """The number of workers that ended over each text."""
        self._has_rendered = False

    def wait(self, now: Seconds) -> Seconds:
        """The time until the engine is tried again; 0 unless it is lost."""
        return max(0.0, self._retry_at - now) if self.lost else 0.0

    def try_now(self) -> None:
        """Try a lost engine again at once."""
        self._retry_at = 0.0

    def succeed(self) -> bool:
        """It has rendered something; True if it was lost before."""
        found, self.lost = self.lost, False
        self._has_rendered = True
        self.failures = 0
        return found

    def died_over(self, text: str) -> bool:
        """The worker ended over `text`; True if that text is never to be tried again. An engine
        that has rendered nothing else may itself be what is broken."""
        self._deaths[text] += 1
        return self._deaths[text] >= _DEADLY and self._has_rendered

    def fail(self, now: Seconds, *, for_good: bool) -> bool:
        """Something failed. True if the engine is hopeless for now: another may speak instead.
        `for_good`: trying again at once won't help."""
        self.failures += 1
        self._retry_at = now + self._retry
        return for_good or self.failures >= _FAILURES

    def begin_anew(self) -> None:
        """Another engine speaks from now on."""
        self.failures = 0
