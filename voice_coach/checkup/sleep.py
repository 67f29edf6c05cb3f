"""Check that the machine can be kept awake during a workout."""

from __future__ import annotations

from collections.abc import Callable

from voice_coach.checkup.finding import Finding, FindingState
from voice_coach.system.sleep_inhibitor import Inhibition, inhibit_sleep


def check_sleep(inhibit: Callable[[], Inhibition | None] = inhibit_sleep) -> Finding:
    """Keep the machine awake for a moment."""
    inhibition = inhibit()
    if inhibition is None:
        return Finding(
            "sleep",
            FindingState.NOTE,
            "nothing here can keep the computer awake in a workout",
            ("Turn off automatic sleep in its power settings, or plug it in.",),
            {"kept_awake_by": None},
        )
    inhibition.release()
    found = f"{inhibition.by} keeps the computer awake while a workout runs"
    return Finding("sleep", FindingState.OK, found, measured={"kept_awake_by": inhibition.by})
