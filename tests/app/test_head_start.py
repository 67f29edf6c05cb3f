"""The head start of a session whose words have yet to be rendered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, cast

import pytest
from fakes import EXERCISES, PLANK, SCRIPT, hold, length_of, step, timeline

from voice_coach.app.head_start import give_head_start
from voice_coach.app.live_runtime import LiveRuntime
from voice_coach.app.screening_flow import LeftError
from voice_coach.app.session_sounds import TONES
from voice_coach.core.dialogues.announcement import Announcement
from voice_coach.core.events.command import Command
from voice_coach.core.events.messages import Event
from voice_coach.core.session.agenda import LONGEST_WAIT, UNTOLD_WAIT, head_start, renderings
from voice_coach.core.session.coaching_style import CoachingStyle
from voice_coach.core.session.session import Session
from voice_coach.core.wording.phrasebook import FIT_NOTICE, GETTING_READY


@dataclass
class SlowSpeech:
    """Renders at a pace, and has nothing yet but what it is told; after a wait it has all."""

    pace: float | None
    ready: frozenset[str] = frozenset()
    has_fallback: bool = True
    catches_up: bool = True
    """Its pace is what it was measured to be: else it renders nothing in the first wait."""
    waited: list[float] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)

    def length(self, text: str) -> float:
        return length_of(text)

    def missing(self, texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(text for text in texts if text not in self.ready)

    def time_passes(self, texts: Iterable[str]) -> None:
        if self.catches_up:
            self.ready |= {*texts}
        self.catches_up = True

    def wait_pace(self, _timeout: float) -> float | None:
        return self.pace

    def wait_ready(self, texts: Iterable[str], timeout: float) -> bool:
        self.waited.append(timeout)
        self.time_passes(texts)
        return True

    def replace_voice(self, reason: str) -> bool:
        self.replaced.append(reason)
        if self.has_fallback:
            self.pace = 0.01
        return self.has_fallback


@dataclass
class RecordingCoach:
    """Lets an announcement end by itself, or by the athlete's command."""

    speech: SlowSpeech
    command: Command | None = None
    played: list[Announcement] = field(default_factory=list)
    wanted: list[tuple[str, ...]] = field(default_factory=list)

    def play(self, act: Announcement) -> None:
        self.played.append(act)
        act.start(0.0)
        if self.command is not None:
            act.handle(self.command, 0.5)
        self.speech.time_passes(self.wanted[-1])

    def want_first(self, texts: tuple[str, ...]) -> None:
        self.wanted.append(texts)


@dataclass
class Notices:
    shown: list[str] = field(default_factory=list)

    def notice(self, text: str) -> None:
        self.shown.append(text)


@dataclass
class Begun:
    """What came of a head start."""

    speech: SlowSpeech
    coach: RecordingCoach
    screen: Notices = field(default_factory=Notices)
    pain: Event | None = None


def session(*notices: str) -> Session:
    planks = timeline(step(PLANK, hold(30), hold(30)))
    return Session(planks, length_of, EXERCISES.get, CoachingStyle(SCRIPT, notices=notices))


def begin(speech: SlowSpeech, command: Command | None = None) -> Begun:
    return beginning(session(), speech, command)


def beginning(one: Session, speech: SlowSpeech, command: Command | None = None) -> Begun:
    begun = Begun(speech, RecordingCoach(speech, command))
    parts: Any = begun
    absent = cast("Any", None)
    ports = parts.coach, parts.speech, parts.screen
    room = LiveRuntime(*ports, None, False, journal=absent, sounds=TONES, music=absent)
    begun.pain = give_head_start(room, one)
    return begun


def lacking(pace: float) -> float:
    coming = session().coming
    return head_start(renderings(coming, [due.text for due in coming], length_of, pace))


def test_with_all_words_rendered_nothing_is_waited_for() -> None:
    begun = begin(SlowSpeech(0.3, frozenset(due.text for due in session().agenda)))
    assert begun.coach.wanted == begun.coach.played == begun.speech.waited == []


def test_the_greeting_is_rendered_first_then_what_the_session_says_in_turn() -> None:
    coming = tuple(due.text for due in session().coming)
    assert begin(SlowSpeech(0.3)).coach.wanted == [session().greeting, coming]


def test_words_that_are_needed_late_are_rendered_and_not_waited_for() -> None:
    ready = frozenset(due.text for due in session().coming if due.at < 30)
    assert {due.text for due in session().agenda} - ready
    begun = begin(SlowSpeech(10.0, ready))
    assert begun.coach.wanted
    assert begun.coach.played == begun.speech.waited == begun.speech.replaced == []


def test_a_short_wait_is_not_told() -> None:
    begun = begin(SlowSpeech(0.3))
    assert begun.speech.waited == [pytest.approx(lacking(0.3))]
    assert 0 < lacking(0.3) < UNTOLD_WAIT
    assert begun.coach.played == begun.screen.shown == []


def test_a_longer_wait_is_told_by_ear_and_eye_and_lasts_as_long_as_is_lacking() -> None:
    begun = begin(SlowSpeech(1.0))
    assert UNTOLD_WAIT < lacking(1.0) < LONGEST_WAIT
    (waiting,) = begun.coach.played
    assert waiting.opening == (GETTING_READY,)
    (shown,) = begun.screen.shown
    assert "the workout begins in about" in shown
    assert begun.speech.replaced == []


def test_where_the_wait_was_too_short_it_waits_again() -> None:
    begun = begin(SlowSpeech(0.3, catches_up=False))
    assert begun.speech.waited == [pytest.approx(lacking(0.3))] * 2


def test_where_the_waits_come_to_more_than_it_waits_for_a_voice_the_systems_speaks() -> None:
    pace = 1.5
    assert LONGEST_WAIT / 2 < lacking(pace) < LONGEST_WAIT
    begun = begin(SlowSpeech(pace, catches_up=False))
    assert len(begun.coach.played) == 1
    assert len(begun.speech.replaced) == 1


def test_notices_that_are_ready_are_said_while_the_worker_starts_and_only_once() -> None:
    one = session(FIT_NOTICE)
    begun = beginning(one, SlowSpeech(1.0, frozenset({FIT_NOTICE}), catches_up=False))
    assert begun.coach.played[0].opening == (FIT_NOTICE,)
    assert begun.coach.played[1].opening == (GETTING_READY,)
    assert FIT_NOTICE not in one.greeting


def test_notices_that_have_yet_to_be_rendered_are_left_to_the_session() -> None:
    one = session(FIT_NOTICE)
    assert beginning(one, SlowSpeech(0.3)).coach.played == []
    assert one.greeting[0] == FIT_NOTICE


def test_to_stop_during_the_notices_is_to_leave_the_workout() -> None:
    with pytest.raises(LeftError):
        beginning(session(FIT_NOTICE), SlowSpeech(0.3, frozenset({FIT_NOTICE})), Command.STOP)


def test_to_stop_during_the_wait_is_to_leave_the_workout() -> None:
    with pytest.raises(LeftError):
        begin(SlowSpeech(1.0), Command.STOP)


@pytest.mark.parametrize("notices", [(), (FIT_NOTICE,)])
def test_pain_during_the_notices_or_the_wait_ends_all_waiting(notices: tuple[str, ...]) -> None:
    speech = SlowSpeech(1.0, frozenset(notices))
    begun = beginning(session(*notices), speech, Command.PAIN)
    assert begun.pain is Command.PAIN
    assert [one.opening for one in begun.coach.played] == [notices or (GETTING_READY,)]
    assert begun.speech.waited == []


def test_without_pain_there_is_none_to_tell() -> None:
    assert begin(SlowSpeech(1.0)).pain is None


def test_to_go_on_during_the_wait_is_to_begin_at_once() -> None:
    assert begin(SlowSpeech(1.0), Command.DONE).coach.played[0].done


@pytest.mark.parametrize("pace", [10.0, None])
def test_on_a_machine_that_is_too_slow_the_systems_voice_speaks(pace: float | None) -> None:
    begun = begin(SlowSpeech(pace))
    assert lacking(10.0) > LONGEST_WAIT
    assert len(begun.speech.replaced) == 1
    assert begun.coach.played == []
    assert begun.speech.waited == [pytest.approx(lacking(0.01))]


def test_where_no_other_voice_can_speak_even_a_long_wait_is_waited() -> None:
    begun = begin(SlowSpeech(10.0, has_fallback=False))
    assert begun.coach.played


def test_without_an_engine_the_session_begins_at_once() -> None:
    begun = begin(SlowSpeech(None, has_fallback=False))
    assert begun.coach.played == begun.speech.waited == []
