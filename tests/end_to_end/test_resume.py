"""A workout whose process is killed, and what the next start makes of it."""

from __future__ import annotations

import json
import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from end_to_end.program import Home


def test_a_killed_workout_is_offered_and_gone_on_with_and_stays_one(home: Home) -> None:
    with home.start_in_terminal("short.yaml", "--fit", "--plain", "--talk", "minimal") as coach:
        coach.events.wait_for("interval", exercise="crunch")
        coach.signal(signal.SIGKILL)
        coach.wait()

    with home.start_in_terminal("short.yaml", "--fit", "--plain", "--talk", "minimal") as coach:
        coach.sees("Short was not finished. Go on where it was left?")
        coach.press("y")
        coach.events.wait_for("cue", text="Welcome back.")
        first = coach.events.wait_for("interval")
        assert (first["kind"], first["index"]) == ("prepare", 3)
        coach.events.wait_for("interval", exercise="crunch")
        coach.events.wait_for("finish")
        coach.sees("How does your back feel now")
        coach.press("3")
        assert coach.wait() == 0

    (session,) = json.loads(home.run("journal", "export").stdout)["sessions"]
    done = [one["exercise"] for one in session["intervals"] if one["exercise"]]
    assert (session["ending"], session["runs"], session["pain"]) == ("finished", 2, 3)
    assert done == ["plank", "crunch"]
    assert "nothing to go on with" in home.run("resume", "--fit").stderr
