"""The one clock of all our processes.

It runs on through a suspend where the system has such a clock, so that a closed lid shows as
a jump the session can act on, and it reads the same in every process of the machine, so that
a moment can be handed from the coach to the player.
"""

from __future__ import annotations

import time
from datetime import UTC, date, datetime

from voice_coach.core.units import Seconds

# Linux: CLOCK_BOOTTIME counts suspended time, CLOCK_MONOTONIC does not. macOS: CLOCK_MONOTONIC
# counts it. Windows: perf_counter counts it and is finer than monotonic before Python 3.13.
_CLOCK_ID: int | None = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))


def today() -> date:
    """The user's date: what they would write down now."""
    return wall().date()


def wall() -> datetime:
    """The user's date and time, with the offset of the place and the season."""
    try:
        return datetime.now().astimezone()
    except ValueError:  # TZ=X24: Python has no zone a whole day from Greenwich.
        return datetime.now(UTC)


def now() -> Seconds:
    """Seconds on a clock that never goes back; its zero means nothing."""
    return time.perf_counter() if _CLOCK_ID is None else time.clock_gettime(_CLOCK_ID)
