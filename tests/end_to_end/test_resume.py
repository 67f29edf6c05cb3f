"""A workout whose process is killed, and what the next start makes of it."""

from __future__ import annotations

import json
import signal
from typing import TYPE_CHECKING

from voice_coach.core.wording.phrasebook import SCREENING_KEYS
from voice_coach.library.catalogue.screening import load_screening

if TYPE_CHECKING:
    from end_to_end.program import Home


TINY = """\
version: 1
name: Tiny
level: beginner
lead_in: strict
defaults: {rest: 1s, prepare: 1s}
main:
  - plank: 3s
  - glute-bridge: 3s
"""


def test_a_killed_workout_is_offered_and_gone_on_with_and_stays_one(home: Home) -> None:
    (home.folder / "tiny.yaml").write_text(TINY)
    start = ("tiny.yaml", "--fit", "--plain", "--talk", "minimal")
    with home.start_in_terminal(*start) as coach:
        coach.events.wait_for("start")
        coach.press("n")
        coach.events.wait_for("interval", exercise="glute-bridge")
        # What is written of it follows within milliseconds; on a busy machine, in some more.
        coach.let_pass(1.0)
        coach.signal(signal.SIGKILL)
        coach.wait()

    with home.start_in_terminal(*start) as coach:
        coach.sees("Tiny was not finished. Go on where it was left?")
        coach.press("p")
        # The safety question comes first, in spite of --fit, and then the offer again.
        coach.sees(SCREENING_KEYS)
        coach.press("n")
        coach.sees(load_screening("").conditions[0].ask[:40])
        coach.press("n")
        coach.sees("Tiny was not finished. Go on where it was left?")
        coach.press("y")
        coach.events.wait_for("cue", text="Welcome back.")
        coach.press("n")
        first = coach.events.wait_for("interval")
        assert (first["kind"], first["index"]) == ("prepare", 3)
        coach.events.wait_for("finish")
        coach.sees("How does your back feel now")
        coach.press("3")
        coach.sees("How hard was it?")
        coach.press("r")
        assert coach.wait() == 0

    (session,) = json.loads(home.run("journal", "export").stdout)["sessions"]
    done = [one["exercise"] for one in session["intervals"] if one["exercise"]]
    assert (session["ending"], session["runs"]) == ("finished", 2)
    assert (session["pain"], session["effort"]) == (3, "right")
    assert done == ["plank", "glute-bridge"]
    assert "no workout to resume" in home.run("resume", "--fit").stderr
