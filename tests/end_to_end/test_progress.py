"""From how hard it was to what the next session changes, as an athlete in a terminal meets it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from kept import keep
from workouts import trained

from voice_coach.core.dialogues.effort_rating import BY_KEY
from voice_coach.core.model.history import Effort, PastSession
from voice_coach.core.training.progression_text import REFUSE_BY_KEY
from voice_coach.core.wording.phrasebook import RATING
from voice_coach.journal.reader import JournalReader
from voice_coach.library.routine.finder import Shelf
from voice_coach.system.clock import today

if TYPE_CHECKING:
    from pathlib import Path

    from end_to_end.program import Home

TINY = """\
version: 1
name: Tiny
level: beginner
lead_in: strict
defaults: {rest: 1s, prepare: 2s}
main:
  - plank: 5s
"""
FLASH = TINY.replace("5s", "1s").replace("2s", "1s")
QUICK = ("--fit", "--talk", "minimal", "--rate", "300", "--plain")


def journal(home: Home) -> Path:
    return home.folder / "data" / "voice-coach" / "journal.db"


def kept(home: Home) -> PastSession:
    """The last session in the journal."""
    with JournalReader(journal(home)) as opened:
        return opened.sessions(limit=1)[0]


@pytest.fixture
def tiny(home: Home) -> Home:
    home.write("tiny.yaml", TINY)
    home.write("flash.yaml", FLASH)
    return home


def done_before(home: Home, effort: Effort, **changes: object) -> None:
    """A session of it two days ago."""
    routine = Shelf().find(str(home.folder / "tiny.yaml")).routine
    day = today() - timedelta(days=2)
    keep(journal(home), [trained(routine, day, effort, **changes)])


def plank_after(home: Home, *options: str, press: str = "") -> float:
    """Start it, answer what is proposed, and leave once it runs; how long its plank was."""
    with home.start_in_terminal("tiny.yaml", *QUICK, *options) as coach:
        if press:
            coach.sees(REFUSE_BY_KEY)
            coach.press(press)
        length: float = coach.events.wait_for("interval", kind="work")["length"]
        coach.press("\x03")
        assert coach.wait() == 3
        return length


def test_how_hard_it_was_is_asked_and_kept(tiny: Home) -> None:
    with tiny.start_in_terminal("flash.yaml", *QUICK) as coach:
        coach.sees(RATING[0])
        coach.press("1")
        coach.sees(BY_KEY[0])
        coach.press("e")
        coach.events.wait_for("effort", effort="easy")
        assert coach.wait() == 0
    assert kept(tiny).effort is Effort.EASY
    assert kept(tiny).pain == 1


def test_who_does_not_answer_how_the_back_is_is_not_asked_further(tiny: Home) -> None:
    with tiny.start_in_terminal("flash.yaml", *QUICK) as coach:
        coach.sees(RATING[0])
        coach.press("q")
        assert coach.wait() == 0
        assert coach.events.of("effort") == []
    assert kept(tiny).effort is None


def test_more_is_proposed_and_taken(tiny: Home) -> None:
    done_before(tiny, Effort.RIGHT)
    assert plank_after(tiny, press="\r") == 7


def test_more_that_is_refused_is_not_done(tiny: Home) -> None:
    done_before(tiny, Effort.RIGHT)
    assert plank_after(tiny, press="n") == 5


def test_as_written_nothing_is_proposed(tiny: Home) -> None:
    done_before(tiny, Effort.RIGHT)
    assert plank_after(tiny, "--as-written") == 5


def test_without_a_way_to_answer_it_is_said_and_done(tiny: Home) -> None:
    done_before(tiny, Effort.RIGHT)
    with tiny.start("tiny.yaml", *QUICK) as coach:
        assert coach.events.wait_for("interval", kind="work")["length"] == 7
        assert "Forearm Plank: 7 seconds, up from 5." in coach.output


def test_leaving_at_the_proposal_begins_and_changes_nothing(tiny: Home) -> None:
    done_before(tiny, Effort.RIGHT)
    before = kept(tiny)
    with tiny.start_in_terminal("tiny.yaml", *QUICK) as coach:
        coach.sees(REFUSE_BY_KEY)
        coach.press("q")
        assert coach.wait() == 3
        assert coach.events.of("start") == []
    assert kept(tiny) == before
    # What was proposed is proposed again.
    assert plank_after(tiny, press="\r") == 7


def test_pain_at_the_proposal_is_asked_about_before_anything_is_done(tiny: Home) -> None:
    done_before(tiny, Effort.RIGHT)
    with tiny.start_in_terminal("tiny.yaml", *QUICK) as coach:
        coach.sees(REFUSE_BY_KEY)
        coach.press("p")
        coach.events.wait_for("proposal", answer="refused")
        coach.events.wait_for("pain")
        coach.press("q")
        assert coach.wait() == 4
        assert coach.events.of("interval", kind="work") == []


def test_a_journal_that_cannot_be_read_leaves_the_routine_as_written(tiny: Home) -> None:
    journal(tiny).parent.mkdir(parents=True)
    journal(tiny).write_bytes(b"no database" * 500)
    assert plank_after(tiny) == 5


def told(home: Home) -> list[str]:
    """All that is said in a whole session of it, led in full."""
    with home.start("tiny.yaml", "--fit", "--talk", "full") as coach:
        assert coach.wait() == 0
        return [one["text"] for one in coach.events.of("cue") if "text" in one]


def test_the_longest_hold_and_a_round_number_of_sessions_are_told_once(tiny: Home) -> None:
    routine = Shelf().find(str(tiny.folder / "tiny.yaml")).routine
    keep(journal(tiny), [trained(routine, today() - timedelta(days=2 + n)) for n in range(4)])
    words = told(tiny)
    assert words.count("7 seconds of Forearm Plank: your longest so far.") == 1
    assert words.count("And that was session number five. Well kept up.") == 1
    again = told(tiny)
    assert not [text for text in again if "longest so far" in text or "number" in text]


OFFER = re.compile("If it gets too much, press E for Knee Plank|Too much\\? Press E")


def test_after_a_hard_session_the_easier_variant_is_offered(tiny: Home) -> None:
    tiny.write("tiny.yaml", TINY.replace("5s", "20s"))
    done_before(tiny, Effort.HARD)
    with tiny.start_in_terminal("tiny.yaml", "--fit", "--talk", "full") as coach:
        coach.press("\r")
        coach.events.wait_for("interval", kind="work")
        coach.events.wait_for("cue", text=OFFER)
        coach.press("e")
        coach.events.wait_for("variant", exercise="knee-plank")


def test_a_hold_that_was_left_early_is_offered_easier_when_it_comes_again(tiny: Home) -> None:
    tiny.write("tiny.yaml", TINY.replace("5s", "[20s, 20s]"))
    with tiny.start_in_terminal("tiny.yaml", "--fit", "--talk", "full") as coach:
        coach.events.wait_for("start")
        coach.press("\r")
        coach.events.wait_for("interval", kind="work")
        coach.let_pass(4.0)
        coach.press("n")
        coach.events.wait_for("interval", kind="work")
        coach.events.wait_for("cue", text=OFFER)
