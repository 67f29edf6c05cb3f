"""The one loop, with an output, a voice and a screen that record what they are asked."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

import pytest
from fakes import EXERCISES, PLANK, SCRIPT, hold, length_of, step, timeline

from voice_coach.app.coach import HEARD_FOR, OPENING_PATIENCE, Coach
from voice_coach.app.ports import Incoming
from voice_coach.audio.clip import RATE, WIDTH, Clip
from voice_coach.audio.port import Began, DeviceFound, DeviceLost
from voice_coach.audio.tones import tone
from voice_coach.core.events.command import Command
from voice_coach.core.events.facts import Paused
from voice_coach.core.events.keys import SCREENING_KEYS, SESSION_KEYS, Keys
from voice_coach.core.events.messages import (
    Asked,
    Cancel,
    ClipsArrived,
    Effect,
    Event,
    Heard,
    Hush,
    Notice,
    NumberAnswer,
    SetRate,
    SetVolume,
    Silence,
    Sound,
    VoiceBegan,
    VoiceOver,
    Want,
)
from voice_coach.core.model.session_view import SessionPhase, SessionView
from voice_coach.core.model.tone import Tone
from voice_coach.core.model.views import AnnouncementView, ListeningState, View
from voice_coach.core.session.coaching_style import CoachingStyle
from voice_coach.core.session.session import Session
from voice_coach.core.voice_commands.arbiter import NEAR, ORDINARY, HearingMode
from voice_coach.hearing.ports.reports import (
    LevelReport,
    MicrophoneFound,
    MicrophoneLost,
    RecogniserFound,
    RecogniserLost,
    Understood,
)
from voice_coach.speech.reports import ClipsNotKept, SpeechFound, SpeechLost
from voice_coach.system.event_log import EventLog

START = 1000.0


class JumpingClock:
    """Time that jumps to whatever comes next, and what happens in it."""

    def __init__(self, *happenings: tuple[float, Incoming]) -> None:
        self._now = START
        self._happenings = sorted(
            ((START + at, incoming) for at, incoming in happenings), key=lambda one: one[0]
        )

    def happens(self, at: float, incoming: Incoming) -> None:
        self._happenings.append((at, incoming))
        self._happenings.sort(key=lambda one: one[0])

    def now(self) -> float:
        return self._now

    def wait(self, until: float | None) -> Incoming | None:
        if self._happenings and (until is None or self._happenings[0][0] <= until):
            at, incoming = self._happenings.pop(0)
            self._now = max(self._now, at)
            return incoming
        assert until is not None, "the coach waits for ever"
        self._now = max(self._now, until)
        return None


@dataclass
class RecordingOutput:
    """Records what is asked of it, and reports that everything begins on time."""

    clock: JumpingClock
    placed: list[tuple[int, float, Clip | None]] = field(default_factory=list)
    spoken: list[bool] = field(default_factory=list)
    asked: list[tuple[str, float | None]] = field(default_factory=list)

    def place(self, sound: int, at: float, clip: Clip | None, spoken: bool = False) -> None:
        self.placed.append((sound, at, clip))
        self.spoken.append(spoken)
        self.clock.happens(at, Began(sound, at))

    def hush(self, on: bool) -> None:
        self.asked.append(("hush", float(on)))

    def cancel(self, after: float) -> None:
        self.asked.append(("cancel", after))

    def silence(self) -> None:
        self.asked.append(("silence", None))

    def set_volume(self, volume: float) -> None:
        self.asked.append(("volume", volume))

    def close(self) -> None:
        self.asked.append(("close", None))


@dataclass
class RecordingVoice:
    """Has clips of the lengths it is told, and records what it is asked."""

    lengths: dict[str, float] = field(default_factory=dict)
    wanted: list[tuple[str, ...]] = field(default_factory=list)
    waited: list[tuple[tuple[str, ...], float]] = field(default_factory=list)
    rates: list[int] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)

    def want(self, texts: Iterable[str]) -> None:
        self.wanted.append(tuple(texts))

    def pass_over(self, text: str) -> None:
        self.passed_over.append(text)

    def wait_ready(self, texts: Iterable[str], timeout: float) -> bool:
        self.waited.append((tuple(texts), timeout))
        return True

    def clip(self, text: str) -> Clip | None:
        length = self.lengths.get(text)
        return None if length is None else Clip(bytes(round(length * RATE) * WIDTH))

    def set_rate(self, rate: int) -> None:
        self.rates.append(rate)


@dataclass
class RecordingScreen:
    """Records what it is given to show."""

    every: float | None = None
    full: bool = False
    shown: list[SessionView] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    sights: list[tuple[float, View]] = field(default_factory=list)
    made_of_it: list[str] = field(default_factory=list)
    listening: list[ListeningState] = field(default_factory=list)
    keys_shown: list[str] = field(default_factory=list)
    helped: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    def show(self, view: View, now: float) -> None:
        self.sights.append((now, view))
        if isinstance(view, SessionView):
            self.shown.append(view)

    def said(self, text: str, *, heard: bool = True) -> None:  # noqa: ARG002 - the port's
        self.captions.append(text)

    def notice(self, text: str) -> None:
        self.notices.append(text)

    def heard(self, text: str) -> None:
        self.made_of_it.append(text)

    def listens(self, listening: ListeningState) -> None:
        self.listening.append(listening)

    def keys(self, keys: str) -> None:
        self.keys_shown.append(keys)

    def help(self, phrases: tuple[str, ...]) -> None:
        self.helped.append((self.keys_shown[-1], phrases))

    def close(self) -> None:
        """Nothing to undo."""


@dataclass
class RecordingKeyboard:
    """Records what its keys are to mean."""

    used: list[Keys] = field(default_factory=list)

    def use(self, keys: Keys) -> None:
        self.used.append(keys)


@dataclass
class RecordingListener:
    """Records what it is to understand."""

    armed: list[tuple[str, ...]] = field(default_factory=list)

    closed: bool = False

    def arm(self, phrases: tuple[str, ...]) -> None:
        self.armed.append(phrases)

    def close(self) -> None:
        self.closed = True


@dataclass
class RecordingDesktop:
    """Records what it is told of."""

    shown: list[View] = field(default_factory=list)
    told: list[tuple[float, float] | Cancel | Silence] = field(default_factory=list)

    def show(self, view: View, now: float) -> None:  # noqa: ARG002 - the port's
        self.shown.append(view)

    def speaks(self, at: float, until: float) -> None:
        self.told.append((at, until))

    def call_off(self, what: Cancel | Silence) -> None:
        self.told.append(what)


class ScriptedAct:
    """An act that asks for `effects` at its start, and is over after `length`."""

    def __init__(
        self,
        *effects: Effect,
        opening: tuple[str, ...] = (),
        length: float = 10.0,
        armed: tuple[Asked, ...] = (),
        asking: bool = False,
    ) -> None:
        self.keys = SCREENING_KEYS
        self.opening = opening
        self.armed = armed
        self.asking = asking
        self.events: list[Event] = []
        self.done = False
        self._effects = effects
        self._end = START + length

    @property
    def deadline(self) -> float:
        return self._end

    def view(self, _now: float) -> View:
        return AnnouncementView(self.opening, ())

    def start(self, now: float) -> tuple[Effect, ...]:
        assert now == START
        return self._effects

    def handle(self, event: Event | None, now: float) -> tuple[Effect, ...]:
        if event is not None:
            self.events.append(event)
        self.done = now >= self._end
        return ()


class Stage:
    """A coach with everything around it recording."""

    def __init__(
        self,
        *happenings: tuple[float, Incoming],
        keyboard: RecordingKeyboard | None = None,
        listener: RecordingListener | None = None,
        mode: HearingMode = HearingMode.OPEN,
    ) -> None:
        self.clock = JumpingClock(*happenings)
        self.output = RecordingOutput(self.clock)
        self.voice = RecordingVoice()
        self.screen = RecordingScreen()
        self.desktop = RecordingDesktop()
        self._log = io.StringIO()
        self.coach = Coach(
            self.clock,
            self.output,
            self.voice,
            self.screen,
            EventLog(self._log, START),
            keyboard=keyboard,
            listener=listener,
            mode=mode,
            desktop=self.desktop,
        )

    @property
    def logged(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self._log.getvalue().splitlines()]


def understood(phrase: str, score: float = 3.0, **changes: bool) -> Understood:
    how = {"wake": False, "over_coach": False, **changes}
    return Understood(phrase, score, began=0.0, ended=0.6, latency=0.3, **how)


def said(text: str, at: float = 1.0, room: float = 2.0) -> Sound:
    return Sound(START + at, room, text=text)


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
        session = TestSession.session()
        stage.coach.play(session)
        hushes = [one for one in stage.logged if one["event"] == "hush"]
        assert [(one["on"], one["actual"]) for one in hushes] == [(True, 1.0), (False, 2.0)]
        assert session.phase is SessionPhase.FINISHED


def test_keys_mean_what_the_act_says_that_they_drive() -> None:
    keyboard = RecordingKeyboard()
    stage = Stage((6.0, Command.QUIT), keyboard=keyboard)
    stage.coach.play(ScriptedAct(length=0.0))
    stage.coach.play(TestSession.session())
    assert keyboard.used == [SCREENING_KEYS, SESSION_KEYS]


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
        stage.coach.play(TestSession.session())
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
        session = TestSession.session()
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

    @staticmethod
    def session() -> Session:
        return Session(
            timeline(step(PLANK, hold(20))), length_of, EXERCISES.get, CoachingStyle(SCRIPT)
        )

    def test_it_runs_to_its_end_and_everything_said_is_shown(self) -> None:
        stage = Stage()
        session = self.session()
        stage.coach.play(session)
        assert session.phase is SessionPhase.FINISHED
        assert stage.screen.captions[:2] == ["Hello.", "Test."]
        assert stage.screen.captions[-1] == "See you next time."

    def test_every_cue_of_it_is_logged_on_time(self) -> None:
        stage = Stage()
        stage.coach.play(self.session())
        cues = [one for one in stage.logged if one["event"] == "cue"]
        assert len(cues) > 10
        assert all(one["scheduled"] == one["actual"] for one in cues)

    def test_a_screen_that_is_redrawn_is_shown_as_often_as_it_wants(self) -> None:
        stage = Stage()
        stage.screen.every = 0.25
        stage.coach.play(self.session())
        work = [view for view in stage.screen.shown if view.interval.is_work]
        steps = [later.elapsed - view.elapsed for view, later in pairwise(work)]
        assert max(steps) <= 0.25 + 1e-9

    def test_the_coach_is_silent_at_once_when_the_athlete_pauses(self) -> None:
        stage = Stage((15.0, Command.PAUSE), (16.0, Command.QUIT))
        session = self.session()
        stage.coach.play(session)
        assert ("silence", None) in stage.output.asked
        assert session.phase is SessionPhase.STOPPED
