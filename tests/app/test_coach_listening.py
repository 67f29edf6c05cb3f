"""The one loop, when it is spoken to."""

from __future__ import annotations

from itertools import pairwise

import pytest
from app.stage import RecordingListener, ScriptedAct, Stage, plank_session, understood
from jumping_clock import START

from voice_coach.app.ports import Incoming
from voice_coach.app.voice_commands import HEARD_FOR
from voice_coach.core.events.command import Command
from voice_coach.core.events.messages import (
    Heard,
    NumberAnswer,
    VoiceBegan,
    VoiceOver,
)
from voice_coach.core.model.session_view import SessionPhase
from voice_coach.core.model.views import ListeningState
from voice_coach.core.voice_commands.arbiter import NEAR, ORDINARY, HearingMode
from voice_coach.hearing.ports.reports import (
    LevelReport,
    MicrophoneFound,
    MicrophoneLost,
    RecogniserFound,
    RecogniserLost,
)


class TestListening:
    def test_what_means_something_now_is_armed_and_help_always(self) -> None:
        listener = RecordingListener()
        Stage(listener=listener).coach.play(ScriptedAct(armed=(Command.NEXT,)))
        (phrases,) = listener.armed
        assert {"skip", "next", "help"} <= set(phrases)
        assert "pause" not in phrases

    def test_they_are_told_only_what_has_changed(self) -> None:
        listener = RecordingListener()
        stage = Stage(
            (5.0, Command.PAUSE), (5.5, Command.LOUDER), (6.0, Command.QUIT), listener=listener
        )
        stage.coach.play(plank_session())
        assert all(one != other for one, other in pairwise(listener.armed))
        before, *_, after = [one for one in listener.armed if "stop" in one]
        assert "pause" in before
        assert "resume" in after

    def test_names_of_a_menu_are_armed_for_the_act_they_are_given_for(self) -> None:
        listener = RecordingListener()
        stage = Stage((1.0, understood("core basics")), listener=listener)
        act = ScriptedAct()
        stage.coach.play(act, names={"core basics": NumberAnswer("core-basics")})
        assert "core basics" in listener.armed[0]
        assert act.events == [Heard(NumberAnswer("core-basics"), "core basics")]
        stage.clock._now = START
        stage.coach.play(ScriptedAct())
        assert "core basics" not in listener.armed[-1]

    def test_what_is_understood_is_shown_and_handed_to_the_act(self) -> None:
        stage = Stage((1.0, understood("skip")), listener=RecordingListener())
        act = ScriptedAct(armed=(Command.NEXT,))
        stage.coach.play(act)
        assert act.events == [Heard(Command.NEXT, "skip")]
        assert stage.screen.made_of_it == ["heard: skip", ""]

    def test_what_was_heard_is_shown_for_some_seconds(self) -> None:
        stage = Stage((1.0, understood("skip")), listener=RecordingListener())
        stage.coach.play(ScriptedAct(armed=(Command.NEXT,), length=1.0 + HEARD_FOR))
        assert stage.screen.made_of_it == ["heard: skip", ""]
        soon = Stage((1.0, understood("skip")), listener=RecordingListener())
        soon.coach.play(ScriptedAct(armed=(Command.NEXT,), length=0.9 + HEARD_FOR))
        assert soon.screen.made_of_it == ["heard: skip"]

    def test_once_it_stops_listening_nothing_is_understood_or_armed(self) -> None:
        listener = RecordingListener()
        stage = Stage((1.0, VoiceBegan()), (2.0, understood("skip")), listener=listener)
        stage.coach.stop_listening()
        act = ScriptedAct(armed=(Command.NEXT,))
        stage.coach.play(act)
        assert listener.closed
        assert listener.armed == []
        assert act.events == [VoiceBegan()]
        assert stage.screen.listening == [ListeningState.OFF]

    def test_what_is_nearly_understood_is_shown_alone(self) -> None:
        stage = Stage((1.0, understood("skip", ORDINARY - NEAR / 2)), listener=RecordingListener())
        act = ScriptedAct(armed=(Command.NEXT,))
        stage.coach.play(act)
        assert act.events == []
        assert stage.screen.made_of_it == ["heard something like “skip”, not sure", ""]

    def test_what_means_nothing_any_more_when_it_arrives_does_nothing(self) -> None:
        stage = Stage((1.0, understood("resume")), listener=RecordingListener())
        act = ScriptedAct(armed=(Command.PAUSE,))
        stage.coach.play(act)
        assert act.events == []
        assert stage.screen.notices == []

    @pytest.mark.parametrize(("asking", "events"), [(False, []), (True, [Command.YES])])
    def test_the_wake_word_is_not_needed_for_an_answer(
        self, asking: bool, events: list[Command]
    ) -> None:
        stage = Stage((1.0, understood("yes")), listener=RecordingListener(), mode=HearingMode.WAKE)
        act = ScriptedAct(armed=(Command.YES,), asking=asking)
        stage.coach.play(act)
        assert [one.asked for one in act.events] == events

    def test_help_shows_the_keys_and_what_can_be_said(self) -> None:
        stage = Stage((1.0, understood("help")), listener=RecordingListener())
        act = ScriptedAct(armed=(Command.PAUSE, Command.NEXT))
        stage.coach.play(act, "n next · q stop")
        assert act.events == []
        assert stage.screen.helped == [("n next · q stop", ("pause", "next", "skip two", "help"))]

    def test_help_tells_of_the_wake_word_where_it_is_needed(self) -> None:
        stage = Stage((1.0, Command.HELP), listener=RecordingListener(), mode=HearingMode.WAKE)
        stage.coach.play(ScriptedAct(armed=(Command.NEXT,)), "n next")
        assert stage.screen.helped == [("n next", ("“coach”, then next", "skip two", "help"))]

    def test_a_session_is_paused_asked_and_stopped_by_voice(self) -> None:
        spoken = ((12.0, "ouch", 0.0), (15.0, "no", 3.0), (25.0, "stop", 3.0), (29.0, "stop", 3.0))
        stage = Stage(
            *((at, understood(phrase, score)) for at, phrase, score in spoken),
            listener=RecordingListener(),
        )
        session = plank_session()
        stage.coach.play(session)
        assert session.phase is SessionPhase.STOPPED
        commands = [
            (one["command"], one["sure"]) for one in stage.logged if one["event"] == "command"
        ]
        assert commands == [("pain", False), ("no", True), ("stop", True), ("stop", True)]
        assert all(one["obeyed"] for one in stage.logged if one["event"] == "command")


class TestHearingLost:
    def test_a_loss_is_told_with_its_reason_and_that_it_is_over(self) -> None:
        stage = Stage((1.0, MicrophoneLost("it was pulled out")), (2.0, MicrophoneFound("USB")))
        stage.coach.play(ScriptedAct())
        assert stage.screen.notices == [
            "Can't hear you: it was pulled out. Keys still work.",
            "Listening again.",
        ]
        assert [one["event"] for one in stage.logged] == ["microphone lost", "microphone found"]

    def test_what_is_found_at_the_start_is_no_news(self) -> None:
        stage = Stage((0.1, MicrophoneFound("USB")), (0.2, RecogniserFound()))
        stage.coach.play(ScriptedAct())
        assert stage.screen.notices == []

    def test_it_listens_again_when_all_that_was_lost_is_back(self) -> None:
        stage = Stage(
            (1.0, MicrophoneLost("it was pulled out")),
            (2.0, RecogniserLost("it crashed")),
            (3.0, MicrophoneFound("USB")),
            (4.0, RecogniserFound()),
        )
        stage.coach.play(ScriptedAct())
        assert stage.screen.notices[2:] == ["Listening again."]
        assert stage.logged[-1]["actual"] == 4.0

    @pytest.mark.parametrize("loss", [MicrophoneLost("x"), RecogniserLost("x")])
    def test_a_voice_that_was_being_heard_is_over_with_it(self, loss: Incoming) -> None:
        stage = Stage((1.0, VoiceBegan()), (2.0, loss))
        act = ScriptedAct()
        stage.coach.play(act)
        assert act.events == [VoiceBegan(), VoiceOver()]

    def test_levels_are_not_for_a_workout(self) -> None:
        stage = Stage((1.0, LevelReport(-30.0, 0.1)))
        act = ScriptedAct()
        stage.coach.play(act)
        assert act.events == []
