"""Run a check that may hang or fail."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from voice_coach.checkup.finding import Finding, FindingState
from voice_coach.core.units import Seconds

_T = TypeVar("_T")


class Attempt(Generic[_T]):
    """A check in a thread of its own, which is abandoned if it hangs: a check may wait for a disk
    or a server that never answers."""

    def __init__(self, check: Callable[[], _T], *, essential: bool = True) -> None:
        """`essential`: whether a workout depends on the part."""
        self.outcome: _T | None = None
        """The result of the check; None if it did not finish, or was not run."""
        self._check = check
        self._fault = ""
        self._severity = FindingState.FAIL if essential else FindingState.NOTE

    def findings(
        self, part: str, limit: Seconds, of: Callable[[_T], tuple[Finding, ...]]
    ) -> tuple[Finding, ...]:
        """Run the check and return its findings, or one that it did not finish within `limit`."""
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
