"""A check that may never come back, or break."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from voice_coach.checkup.finding import Finding, FindingState
from voice_coach.core.units import Seconds

_T = TypeVar("_T")


class Attempt(Generic[_T]):
    """A check in a thread of its own, which is left behind if it does not come back: a check
    may wait on a disk or a server that never answers."""

    def __init__(self, check: Callable[[], _T], *, essential: bool = True) -> None:
        """`essential`: whether a workout depends on the part."""
        self.outcome: _T | None = None
        """What the check came to; None if it did not, or was not run."""
        self._check = check
        self._fault = ""
        self._severity = FindingState.FAIL if essential else FindingState.NOTE

    def findings(
        self, part: str, limit: Seconds, of: Callable[[_T], tuple[Finding, ...]]
    ) -> tuple[Finding, ...]:
        """Run the check: what it finds, or that it did not come to an end within `limit`."""
        thread = threading.Thread(target=self._run, daemon=True)
        thread.start()
        thread.join(limit)
        if self.outcome is not None:
            return of(self.outcome)
        found = self._fault or f"no answer within {limit:g} seconds"
        return (Finding(part, self._severity, found),)

    def _run(self) -> None:
        try:
            self.outcome = self._check()
        except Exception as error:  # noqa: BLE001 - a check-up must survive any disease.
            self._fault = f"the check itself failed: {error!r}"
