"""The one loop, with an output, a voice and a screen that record what they are asked."""

from __future__ import annotations

from itertools import pairwise

import pytest
from app.stage import RecordingKeyboard, RecordingListener, ScriptedAct, Stage, plank_session, said
from jumping_clock import START

from voice_coach.app.coach import OPENING_PATIENCE
from voice_coach.app.ports import Incoming
from voice_coach.audio.port import Began, DeviceFound, DeviceLost
from voice_coach.audio.tones import tone
from voice_coach.core.events.command import Command
from voice_coach.core.events.facts import Paused
from voice_coach.core.events.keys import SCREENING_KEYS, SESSION_KEYS
from voice_coach.core.events.messages import (
    ClipsArrived,
    Notice,
    SetRate,
    SetVolume,
    Sound,
    VoiceBegan,
    VoiceOver,
    Want,
)
from voice_coach.core.events.playback import Cancel, Hush, Silence
from voice_coach.core.model.session_view import SessionPhase
from voice_coach.core.model.tone import Tone
from voice_coach.speech.reports import ClipsNotKept, SpeechFound, SpeechLost


class TestSounds:
    def test_words_are_placed_as_their_clip_at_their_time(self) -> None:
        stage = Stage()
        stage.voice.lengths["Halfway."] = 0.5
        stage.coach.play(ScriptedAct(said("Halfway.", at=1.5)))
        ((_, at, clip),) = stage.output.placed
        assert at == START + 1.5
        assert clip is not None
        assert clip.length == pytest.approx(0.5)

    def test_tones_are_placed_as_themselves(self) -> None:
        stage = Stage()
        stage.coach.play(ScriptedAct(Sound(START, 0.3, tone=Tone.START)))
        assert stage.output.placed[0][2] == tone(Tone.START)

    def test_the_desktop_is_told_when_the_coach_will_speak(self) -> None:
        stage = Stage()
        stage.voice.lengths["Halfway."] = 0.5
        cancel = Cancel(START + 3)
        tone_too = Sound(START, 0.3, tone=Tone.START)
        stage.coach.play(ScriptedAct(said("Halfway.", at=1.5), tone_too, cancel, Silence()))
        assert stage.desktop.told == [(START + 1.5, pytest.approx(START + 2)), cancel, Silence()]
        assert stage.desktop.shown == [view for _, view in stage.screen.sights]

    def test_without_a_device_no_other_player_need_be_lower(self) -> None:
        stage = Stage((0.0, DeviceLost("pulled")))
        stage.voice.lengths["Halfway."] = 0.5
        stage.coach.wake_device(1)
        stage.coach.play(ScriptedAct(said("Halfway.")))
        assert stage.desktop.told == []

    def test_a_clip_longer_than_its_room_is_left_out_and_shown_all_the_same(self) -> None:
        stage = Stage()
        stage.voice.lengths["Much too long."] = 2.1
        stage.coach.play(ScriptedAct(said("Much too long.", room=2.0)))
        assert stage.output.placed[0][2] is None
        assert stage.screen.captions == ["Much too long."]
        assert stage.logged[0]["heard"] is False

    def test_words_whose_clip_is_not_there_in_time_are_said_shorter(self) -> None:
        stage = Stage()
        stage.voice.lengths["Plank."] = 0.5
        stage.coach.play(
            ScriptedAct(
                Sound(START + 1, 2.0, "Next: Plank, 3 sets.", shorter=("Next: Plank.", "Plank."))
            )
        )
        ((_, _, clip),) = stage.output.placed
        assert clip is not None
        assert clip.length == pytest.approx(0.5)
        assert stage.screen.captions == ["Plank."]
        assert stage.logged[0]["length"] == pytest.approx(0.5)

    def test_what_is_foreseen_comes_after_what_is_wanted(self) -> None:
        stage = Stage()
        stage.coach.want_first(("Hello.",))
        stage.coach.foresee(("Later.", "Hello."))
        stage.coach.want_first(("Now.",))
        assert stage.voice.wanted[-1] == ("Now.", "Hello.", "Later.")

    def test_a_clip_that_fills_its_room_to_the_last_sample_is_placed(self) -> None:
        stage = Stage()
        stage.voice.lengths["Just right."] = 2.0
        stage.coach.play(ScriptedAct(said("Just right.", room=2.0 - 1e-9)))
        assert stage.output.placed[0][2] is not None

    def test_words_without_a_clip_are_placed_in_silence_and_shown(self) -> None:
        stage = Stage()
        stage.coach.play(ScriptedAct(said("Not rendered yet.")))
        assert stage.output.placed[0][2] is None
        assert stage.screen.captions == ["Not rendered yet."]

    def test_what_comes_next_is_rendered_before_words_whose_time_has_passed(self) -> None:
        stage = Stage()
        stage.voice.lengths["Plank."] = 0.5
        late = Sound(START, 2.0, "Next: Plank, 3 sets.", shorter=("Plank.",))
        stage.coach.play(ScriptedAct(late, said("Breathe.", at=3), said("three", at=5)))
        assert stage.voice.passed_over == ["Next: Plank, 3 sets.", "Breathe."]

    def test_words_are_shown_when_they_begin_and_logged_with_both_times(self) -> None:
        stage = Stage()
        stage.voice.lengths["Halfway."] = 0.5
        stage.coach.play(ScriptedAct(said("Halfway.", at=1.5, room=0.7)))
        assert stage.logged == [
            {
                "event": "cue",
                "scheduled": 1.5,
                "actual": 1.5,
                "text": "Halfway.",
                "length": 0.5,
                "heard": True,
            }
        ]

    def test_without_a_device_nothing_is_logged_as_heard(self) -> None:
        stage = Stage((0.5, DeviceLost("pulled")))
        stage.voice.lengths["Halfway."] = 0.5
        tone_ = Sound(START + 2.0, 0.3, tone=Tone.START)
        stage.coach.play(ScriptedAct(said("Halfway.", at=1.5), tone_))
        assert [one["heard"] for one in stage.logged if one["event"] == "cue"] == [False, False]

    def test_tones_are_logged_and_not_shown(self) -> None:
        stage = Stage()
        stage.coach.play(ScriptedAct(Sound(START, 0.3, tone=Tone.END)))
        assert stage.screen.captions == []
        assert stage.logged[0]["tone"] == "end"

    def test_each_sound_has_a_number_of_its_own_also_in_the_next_act(self) -> None:
        stage = Stage()
        stage.coach.play(ScriptedAct(said("one"), said("two", at=2.0), length=0.5))
        stage.clock._now = START
        stage.coach.play(ScriptedAct(said("three"), length=0.5))
        numbers = [sound for sound, _, _ in stage.output.placed]
        assert len(set(numbers)) == 3

    def test_a_device_is_woken_before_the_first_word(self) -> None:
        stage = Stage((0.4, DeviceFound("a headset")))
        stage.coach.wake_device(2.0)
        ((number, at, clip),) = stage.output.placed
        assert (at, clip and clip.length) == (START + 0.4, 2.0)
        assert stage.clock.now() == START + 2.4
        assert not stage.output.spoken[0]
        stage.clock._now = START
        stage.coach.play(ScriptedAct(said("Hello."), length=0.5))
        assert number not in [sound for sound, _, _ in stage.output.placed[1:]]

    def test_what_is_pressed_while_a_device_is_woken_is_kept(self) -> None:
        stage = Stage((0.4, DeviceFound("a headset")), (1.0, Command.NO))
        stage.coach.wake_device(2.0)
        stage.clock._now = START
        act = ScriptedAct(length=0.5)
        stage.coach.play(act)
        assert act.events == [Command.NO]

    def test_without_a_lead_in_nothing_is_played_or_waited_for(self) -> None:
        stage = Stage((0.4, DeviceFound("a headset")))
        stage.coach.wake_device(0.0)
        assert stage.output.placed == []
        assert stage.clock.now() == START

    def test_without_a_device_nothing_is_waited_for(self) -> None:
        stage = Stage((0.4, DeviceLost("none")))
        stage.coach.wake_device(2.0)
        assert stage.clock.now() == START + 0.4

    def test_a_beginning_of_something_unknown_is_passed_over(self) -> None:
        stage = Stage((1.0, Began(4711, START + 1.0)))
        stage.coach.play(ScriptedAct())
        assert stage.logged == []


class TestHush:
    def test_words_are_told_from_tones(self) -> None:
        stage = Stage()
        stage.coach.play(ScriptedAct(said("Halfway."), Sound(START + 2.0, 0.3, tone=Tone.START)))
        assert stage.output.spoken == [True, False]

    def test_it_reaches_the_output_and_the_log(self) -> None:
        stage = Stage()
        stage.coach.play(ScriptedAct(Hush(on=True), Hush(on=False)))
        assert stage.output.asked == [("hush", 1.0), ("hush", 0.0)]
        assert [one["on"] for one in stage.logged] == [True, False]

    def test_words_that_begin_meanwhile_are_shown_and_logged_as_not_heard(self) -> None:
        stage = Stage()
        stage.voice.lengths["Halfway."] = 0.5
        tone_ = Sound(START + 2.0, 0.3, tone=Tone.START)
        stage.coach.play(ScriptedAct(said("Halfway.", at=1.0), tone_, Hush(on=True)))
        assert stage.screen.captions == ["Halfway."]
        heard = [one["heard"] for one in stage.logged if one["event"] == "cue"]
        assert heard == [False, True]

    def test_words_that_begin_afterwards_are_heard(self) -> None:
        stage = Stage()
        stage.voice.lengths["Halfway."] = 0.5
        stage.coach.play(ScriptedAct(Hush(on=True), Hush(on=False), said("Halfway.")))
        assert stage.logged[-1]["heard"] is True

    def test_a_session_falls_silent_for_a_voice_and_speaks_on(self) -> None:
        stage = Stage((1.0, VoiceBegan()), (2.0, VoiceOver()), listener=RecordingListener())
        session = plank_session()
        stage.coach.play(session)
        hushes = [one for one in stage.logged if one["event"] == "hush"]
        assert [(one["on"], one["actual"]) for one in hushes] == [(True, 1.0), (False, 2.0)]
        assert session.phase is SessionPhase.FINISHED


def test_pain_before_a_session_is_asked_about_without_a_word_of_it() -> None:
    stage = Stage()
    session = plank_session()
    stage.coach.play(session, first=Command.PAIN)
    assert session.hurt
    assert stage.voice.waited == []
    assert ("silence", None) in stage.output.asked
    assert [one["event"] for one in stage.logged if one["event"] in ("start", "pain")] == [
        "start",
        "pain",
    ]


def test_keys_mean_what_the_act_says_that_they_drive() -> None:
    keyboard = RecordingKeyboard()
    stage = Stage((6.0, Command.QUIT), keyboard=keyboard)
    stage.coach.play(ScriptedAct(length=0.0))
    stage.coach.play(plank_session())
    assert keyboard.used == [SCREENING_KEYS, SESSION_KEYS]


class TestOtherEffects:
    def test_each_reaches_the_one_it_is_for(self) -> None:
        stage = Stage()
        stage.coach.play(
            ScriptedAct(
                Cancel(START + 3.0),
                Silence(),
                SetVolume(40),
                SetRate(180),
                Notice("No harder form."),
                Paused(START + 0.5, index=3, offset=12.0),
            )
        )
        assert stage.output.asked == [("cancel", START + 3.0), ("silence", None), ("volume", 0.4)]
        assert stage.voice.rates == [180]
        assert stage.screen.notices == ["No harder form."]
        assert stage.logged == [
            {"event": "pause", "scheduled": 0.5, "actual": 0.0, "index": 3, "offset": 12.0}
        ]

    def test_the_opening_is_wanted_first_and_waited_for_before_the_start(self) -> None:
        stage = Stage()
        stage.coach.play(ScriptedAct(opening=("Hello.", "First: Plank.")))
        assert stage.voice.wanted[0] == ("Hello.", "First: Plank.")
        assert stage.voice.waited == [(("Hello.", "First: Plank."), OPENING_PATIENCE)]

    def test_the_newest_wishes_come_first_and_none_is_forgotten(self) -> None:
        stage = Stage()
        stage.coach.play(ScriptedAct(Want(("b", "c")), Want(("d", "b")), opening=("a",)))
        assert stage.voice.wanted == [("a",), ("b", "c", "a"), ("d", "b", "c", "a")]


class TestReports:
    def test_a_lost_device_is_told_and_that_it_is_found_again(self) -> None:
        stage = Stage((1.0, DeviceLost("it went.")), (2.0, DeviceFound("PulseAudio")))
        stage.coach.play(ScriptedAct())
        assert stage.screen.notices == [
            "No sound: it went. Going on in text, at the same times.",
            "Sound is back: PulseAudio.",
        ]
        assert [one["event"] for one in stage.logged] == ["device lost", "device found"]

    def test_a_device_found_at_the_start_is_no_news(self) -> None:
        stage = Stage((0.1, DeviceFound("PulseAudio")))
        stage.coach.play(ScriptedAct())
        assert stage.screen.notices == []
        assert stage.logged[0]["name"] == "PulseAudio"

    def test_a_device_that_is_lost_again_is_told_again(self) -> None:
        lost, found = DeviceLost("it went."), DeviceFound("PulseAudio")
        stage = Stage((1.0, lost), (2.0, found), (3.0, lost), (4.0, found))
        stage.coach.play(ScriptedAct())
        assert len(stage.screen.notices) == 4

    def test_lost_speech_is_told_and_that_it_is_back(self) -> None:
        stage = Stage((1.0, SpeechLost("it crashed.")), (2.0, SpeechFound()))
        stage.coach.play(ScriptedAct())
        assert stage.screen.notices == [
            "No speech: it crashed. Going on with tones and text.",
            "Speech is back.",
        ]

    def test_clips_that_can_not_be_kept_are_told(self) -> None:
        stage = Stage((1.0, ClipsNotKept("disk full: /cache")))
        stage.coach.play(ScriptedAct())
        assert stage.screen.notices == ["Speech is not kept for the next time: disk full: /cache."]

    @pytest.mark.parametrize(
        "report", [DeviceLost("x"), DeviceFound("x"), SpeechLost("x"), SpeechFound()]
    )
    def test_none_of_these_is_the_acts_business(self, report: Incoming) -> None:
        stage = Stage((1.0, report))
        act = ScriptedAct()
        stage.coach.play(act)
        assert act.events == []

    def test_commands_and_clips_that_arrived_are(self) -> None:
        stage = Stage((1.0, Command.NEXT), (2.0, ClipsArrived()))
        act = ScriptedAct()
        stage.coach.play(act)
        assert act.events == [Command.NEXT, ClipsArrived()]


class TestHelp:
    def test_help_shows_the_keys_and_is_not_the_acts_business(self) -> None:
        stage = Stage((1.0, Command.HELP))
        act = ScriptedAct()
        stage.coach.play(act, "n next · q stop")
        assert stage.screen.helped == [("n next · q stop", ())]
        assert act.events == []

    def test_the_keys_are_those_of_the_act_under_way(self) -> None:
        stage = Stage()
        stage.coach.play(ScriptedAct(length=0.0), "y yes · n no")
        stage.clock._now = START
        stage.clock.happens(START + 1.0, Command.HELP)
        stage.coach.play(ScriptedAct(), "n next · q stop")
        assert stage.screen.helped == [("n next · q stop", ())]


class TestSession:
    """With a real session, for what is shown of it."""

    def test_it_runs_to_its_end_and_everything_said_is_shown(self) -> None:
        stage = Stage()
        session = plank_session()
        stage.coach.play(session)
        assert session.phase is SessionPhase.FINISHED
        assert stage.screen.captions[:2] == ["Hello.", "Test."]
        assert stage.screen.captions[-1] == "See you next time."

    def test_every_cue_of_it_is_logged_on_time(self) -> None:
        stage = Stage()
        stage.coach.play(plank_session())
        cues = [one for one in stage.logged if one["event"] == "cue"]
        assert len(cues) > 10
        assert all(one["scheduled"] == one["actual"] for one in cues)

    def test_a_screen_that_is_redrawn_is_shown_as_often_as_it_wants(self) -> None:
        stage = Stage()
        stage.screen.every = 0.25
        stage.coach.play(plank_session())
        work = [view for view in stage.screen.shown if view.interval.is_work]
        steps = [later.elapsed - view.elapsed for view, later in pairwise(work)]
        assert max(steps) <= 0.25 + 1e-9

    def test_the_coach_is_silent_at_once_when_the_athlete_pauses(self) -> None:
        stage = Stage((15.0, Command.PAUSE), (16.0, Command.QUIT))
        session = plank_session()
        stage.coach.play(session)
        assert ("silence", None) in stage.output.asked
        assert session.phase is SessionPhase.STOPPED
