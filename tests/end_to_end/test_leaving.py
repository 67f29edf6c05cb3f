"""The offers before a workout are left by either key with the same code; the goodbye comes last."""

from __future__ import annotations

import signal
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from kept import keep
from workouts import trained

from voice_coach.core.model.history import Effort
from voice_coach.core.training.progression_text import REFUSE_BY_KEY
from voice_coach.core.wording.phrasebook import RATING
from voice_coach.library.routine.finder import Shelf
from voice_coach.system.clock import today

if TYPE_CHECKING:
    from end_to_end.program import Home

EACH_KEY = pytest.mark.parametrize("key", ["q", "\x03"], ids=["q", "Ctrl-C"])

TINY = """\
version: 1
name: Tiny
level: beginner
lead_in: strict
defaults: {rest: 1s, prepare: 1s}
main:
  - plank: 2s
"""


@EACH_KEY
def test_the_offer_to_go_on_with_what_was_left(home: Home, key: str) -> None:
    home.write("two.yaml", TINY + "  - glute-bridge: 30s\n")
    start = ("two.yaml", "--fit", "--plain", "--talk", "minimal")
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
        coach.press(key)
        assert coach.wait() == 3
        assert coach.restored
        assert not coach.events.of("start")


@EACH_KEY
def test_the_proposal_of_more(home: Home, key: str) -> None:
    home.write("tiny.yaml", TINY.replace("2s", "20s"))
    routine = Shelf().find(str(home.folder / "tiny.yaml")).routine
    before = trained(routine, today() - timedelta(days=2), Effort.RIGHT)
    keep(home.folder / "data" / "voice-coach" / "journal.db", [before])
    with home.start_in_terminal("tiny.yaml", "--fit", "--talk", "minimal") as coach:
        coach.sees(REFUSE_BY_KEY)
        coach.press(key)
        assert coach.wait() == 3
        assert coach.restored
        assert not coach.events.of("start")


def test_the_goodbye_comes_after_the_questions(home: Home) -> None:
    home.write("tiny.yaml", TINY)
    with home.start_in_terminal("tiny.yaml", "--fit", "--talk", "brief") as coach:
        coach.events.wait_for("start")
        coach.press("\r")
        coach.events.wait_for("cue", text=RATING[0])
        assert not coach.events.of("cue", text="See you next time.")
        coach.press("2")
        coach.events.wait_for("rating")
        coach.press("r")
        coach.events.wait_for("cue", text="See you next time.")
        assert coach.wait() == 0
        assert len(coach.events.of("cue", text="See you next time.")) == 1
