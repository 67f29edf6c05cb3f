"""Hand-written stand-ins for tests of the core, and makers of values with sensible defaults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from voice_coach.core.dialogues.announcement import Announcement
from voice_coach.core.dialogues.effort_rating import EffortQuestion
from voice_coach.core.dialogues.pain_rating import PainRating
from voice_coach.core.dialogues.progression_prompt import ProgressionPrompt
from voice_coach.core.dialogues.screening import ScreeningDialogue
from voice_coach.core.events import messages
from voice_coach.core.events.facts import Fact
from voice_coach.core.events.log_line import log_line
from voice_coach.core.events.messages import (
    Asked,
    ClipsArrived,
    Effect,
    Event,
    Notice,
    SetRate,
    SetVolume,
    Sound,
    Want,
)
from voice_coach.core.events.playback import Cancel, Hush, Silence
from voice_coach.core.model.body_position import BodyPosition
from voice_coach.core.model.exercise import (
    Dose,
    DoseMode,
    Exercise,
    ExerciseCues,
    ExerciseKind,
    Group,
    Impact,
    Load,
    SideMode,
    SpineAction,
)
from voice_coach.core.model.routine import (
    Block,
    BlockName,
    LeadIn,
    Level,
    Pace,
    Routine,
    RoutineNode,
    Sides,
    Step,
    Work,
)
from voice_coach.core.model.talk_level import TalkLevel
from voice_coach.core.model.timeline import Timeline
from voice_coach.core.model.unroll import unroll
from voice_coach.core.safety.questionnaire import Screening
from voice_coach.core.session.coaching_style import CoachingStyle
from voice_coach.core.session.session import Session
from voice_coach.core.units import Tempo
from voice_coach.library.catalogue.scripts import load_script

PLANK = Exercise(
    slug="plank",
    name="Plank",
    aliases=(),
    group=Group.FLEXORS,
    also_trains=(),
    kind=ExerciseKind.STRENGTH,
    side_mode=SideMode.BOTH,
    equipment=(),
    position=BodyPosition.PRONE,
    mode=DoseMode.HOLD,
    dose=Dose(sets=1, reps=None, seconds=20, rest=15),
    tempo=None,
    cues=ExerciseCues(
        position="Elbows under the shoulders.",
        movement="One straight line.",
        form=("Push the floor away.",),
    ),
    breathing="Small steady breaths.",
    common_mistake="Sagging hips.",
    spinal_load=Load.MEDIUM,
    spine_action=SpineAction.NEUTRAL,
    impact=Impact.NONE,
    withhold_in_acute_back_pain=True,
    recovery_stage=None,
    caution_with=(),
    easier="knee-plank",
    harder=None,
    met=None,
)
KNEE_PLANK = replace(
    PLANK,
    slug="knee-plank",
    name="Knee Plank",
    easier=None,
    harder="plank",
    cues=ExerciseCues("Knees down."),
)
CRUNCH = replace(
    PLANK,
    slug="crunch",
    name="Crunch",
    mode=DoseMode.REPS,
    tempo=Tempo(2, 1, 2),
    cues=ExerciseCues("Knees bent.", movement="Curl up."),
    easier="curl-up",
    harder=None,
)
SIDE_PLANK = replace(
    PLANK,
    slug="side-plank",
    name="Side Plank",
    side_mode=SideMode.EACH,
    group=Group.OBLIQUES,
    cues=ExerciseCues(
        "Elbow under the shoulder.", "Left elbow down.", "Right elbow down.", movement="Hips up."
    ),
    easier=None,
)
BIRD_DOG = replace(
    PLANK,
    slug="bird-dog",
    name="Bird Dog",
    side_mode=SideMode.EACH,
    group=Group.EXTENSORS,
    mode=DoseMode.HOLD_REPS,
    tempo=Tempo(2, 8, 2),
    easier=None,
)
EXERCISES = {one.slug: one for one in (PLANK, KNEE_PLANK, CRUNCH, SIDE_PLANK, BIRD_DOG)}


def step(exercise: Exercise, *sets: Work, **changes: object) -> Step:
    """A step with the exercise's own sides, 10 s of rest and 5 s to prepare."""
    plain = Step(exercise, sets, rest=10.0, prepare=5.0, sides=Sides(exercise.side_mode.value))
    return replace(plain, **changes)


def hold(seconds: float) -> Work:
    """A hold, or timed work."""
    return Work(None, seconds)


def reps(number: int) -> Work:
    """So many reps."""
    return Work(number, None)


def self_paced(exercise: Exercise, number: int, **changes: object) -> Step:
    """Reps at the athlete's own pace."""
    return step(exercise, reps(number), pace=Pace.SELF, **changes)


def timeline(*nodes: RoutineNode, name: str = "Test") -> Timeline:
    """The timeline of a routine whose main block is `nodes`, with all times as written."""
    return unroll(routine(*nodes, name=name, lead_in=LeadIn.STRICT))


def routine(*nodes: RoutineNode, name: str = "Test", lead_in: LeadIn = LeadIn.FULL) -> Routine:
    """A routine whose main block is `nodes`."""
    block = Block(BlockName.MAIN, nodes)
    return Routine("test", name, Level.BEGINNER, "", (), (block,), lead_in=lead_in)


def length_of(text: str) -> float:
    """A speaker of one steady speed: about what the real one takes."""
    return 0.15 + 0.06 * len(text)


@dataclass
class Heard:
    """A sound as it came out of the loudspeaker; times in seconds since the start."""

    at: float
    end: float
    what: str


class FakeLoudspeaker:
    """Does with effects what a mixer does, and remembers what was heard."""

    def __init__(self) -> None:
        self._placed: list[Sound] = []
        self._speaking = False
        self.hushed = False
        self.heard: list[Heard] = []
        self.others: list[Effect] = []

    def do(self, effect: Effect, now: float) -> None:
        self.play_until(now)
        match effect:
            case Sound():
                self._placed.append(effect)
            case Cancel(after):
                self._placed = [sound for sound in self._placed if sound.at < after]
            case Silence():
                self._placed.clear()
                self._cut(now)
            case Hush(on):
                self.hushed = on
                if on and self._speaking:
                    self._cut(now)
            case _:
                self.others.append(effect)

    def play_until(self, now: float) -> None:
        due = sorted((one for one in self._placed if one.at <= now), key=lambda one: one.at)
        self._placed = [one for one in self._placed if one.at > now]
        for one in due:
            if not (self.hushed and one.text):
                self.heard.append(Heard(one.at, one.at + one.length, one.text or str(one.tone)))
                self._speaking = bool(one.text)

    def _cut(self, now: float) -> None:
        if self.heard:
            self.heard[-1].end = min(self.heard[-1].end, now)


SCRIPT = load_script()

Act = Session | ScreeningDialogue | PainRating | EffortQuestion | ProgressionPrompt | Announcement


class Logged(NamedTuple):
    """A line of the event log."""

    at: float
    event: str
    fields: Mapping[str, object]


class Gym:
    """An athlete in a session, or before its gate, on a clock that jumps. Times are told in
    seconds since the start."""

    START = 1000.0

    def __init__(
        self,
        routine: Timeline,
        talk: TalkLevel = TalkLevel.FULL,
        lengths: object = length_of,
        notice: str = "",
        **style: bool,
    ) -> None:
        """`style`: more of the coaching style."""
        notices = (notice,) if notice else ()
        style = CoachingStyle(SCRIPT, talk=talk, notices=notices, **style)
        self.act: Act = Session(routine, lengths, EXERCISES.get, style)
        self._begin()

    def _begin(self) -> None:
        self._now = self.START
        self._speaker = FakeLoudspeaker()
        self._do(self.act.start(self._now))

    @classmethod
    def before(cls, act: Act) -> Gym:
        """Before another act than a session."""
        gym = cls.__new__(cls)
        gym.act = act
        gym._begin()
        return gym

    @classmethod
    def at_the_gate(cls, screening: Screening, **options: object) -> Gym:
        """Before the safety question."""
        return cls.before(ScreeningDialogue(length_of, screening, **options))

    @property
    def session(self) -> Session:
        assert isinstance(self.act, Session)
        return self.act

    @property
    def gate(self) -> ScreeningDialogue:
        assert isinstance(self.act, ScreeningDialogue)
        return self.act

    @property
    def now(self) -> float:
        return self._now - self.START

    @property
    def view(self):
        return self.session.view(self._now)

    def passes(self, seconds: float) -> None:
        """Time passes, and the act is called whenever it asked for it."""
        end = self._now + seconds
        while not self.act.done:
            deadline = self.act.deadline
            if deadline is None or deadline > end:
                break
            self._now = max(self._now, deadline)
            self._do(self.act.handle(None, self._now))
        self._now = max(end, self._now)
        self._speaker.play_until(self._now)

    def until(self, moment: float) -> None:
        """Time passes up to `moment`."""
        self.passes(moment - self.now)

    def until_work(self, number: int = 1) -> None:
        """Time passes until just after the beginning of the `number`-th work interval."""
        while sum(one.fields["exercise"] is not None for one in self.events("interval")) < number:
            assert not self.act.over
            self.passes(0.05)

    def freezes(self, seconds: float) -> None:
        """Time passes without anything being called."""
        self._now += seconds
        self._speaker.play_until(self._now)

    def does(self, event: Event) -> None:
        """The athlete asks for something, or something else happens."""
        self._do(self.act.handle(event, self._now))

    def says(self, asked: Asked, phrase: str = "", *, sure: bool = True) -> None:
        """The athlete says something that is understood."""
        self._do(self.act.handle(messages.Heard(asked, phrase or str(asked), sure), self._now))

    def voice_begins(self) -> None:
        """Somebody begins to speak."""
        self._do(self.act.handle(messages.VoiceBegan(), self._now))

    def voice_ends(self) -> None:
        """Nobody speaks any more."""
        self._do(self.act.handle(messages.VoiceOver(), self._now))

    def murmurs(self, seconds: float = 1.0) -> None:
        """Somebody says something for a while that is no command."""
        self.voice_begins()
        self.passes(seconds)
        self.voice_ends()

    @property
    def hushed(self) -> bool:
        """Whether nothing spoken is to be heard."""
        return self._speaker.hushed

    def clips_arrive(self) -> None:
        """The speech engine reports new clips."""
        self._do(self.act.handle(ClipsArrived(), self._now))

    def to_the_end(self, limit: float = 24 * 3600.0) -> float:
        """Time passes until the act is over or waits for the athlete; returns when that was."""
        began = self._now
        while not self.act.done and self.act.deadline is not None:
            self.passes(max(0.0, self.act.deadline - self._now))
            assert self._now - began < limit
        self.passes(60.0)
        return self.now

    # --- what came of it ---

    @property
    def heard(self) -> list[Heard]:
        self._speaker.play_until(self._now)
        return [
            Heard(one.at - self.START, one.end - self.START, one.what)
            for one in self._speaker.heard
        ]

    def said(self, after: float = 0.0) -> list[str]:
        """Words and tones that began after a moment, in order."""
        return [one.what for one in self.heard if one.at >= after]

    def heard_at(self, what: str, after: float = 0.0) -> float:
        """When `what` was first heard after a moment."""
        for one in self.heard:
            if one.what == what and one.at >= after:
                return one.at
        raise AssertionError(f"{what!r} was not heard; but {self.said(after)}")

    def events(self, name: str) -> list[Logged]:
        """What the event log would tell under a name."""
        facts = (one for one in self._speaker.others if isinstance(one, Fact))
        lines = ((one.at, log_line(one)) for one in facts)
        return [Logged(at, *line) for at, line in lines if line is not None and line.event == name]

    def event_count(self, name: str, **fields: object) -> int:
        return sum(
            all(one.fields.get(key) == value for key, value in fields.items())
            for one in self.events(name)
        )

    def notices(self) -> list[str]:
        return [one.text for one in self._speaker.others if isinstance(one, Notice)]

    def wanted(self) -> set[str]:
        return {text for one in self._speaker.others if isinstance(one, Want) for text in one.texts}

    def effects(self, *kinds: type) -> list[Effect]:
        """What it asked for of these kinds, in order."""
        return [one for one in self._speaker.others if isinstance(one, kinds)]

    def settings(self) -> list[SetVolume | SetRate]:
        return [one for one in self._speaker.others if isinstance(one, SetVolume | SetRate)]

    def _do(self, effects: tuple[Effect, ...]) -> None:
        for one in effects:
            self._speaker.do(one, self._now)


def planks() -> Gym:
    """A session of three exercises, at its first work."""
    gym = Gym(timeline(step(PLANK, hold(30)), step(SIDE_PLANK, hold(20)), step(CRUNCH, reps(4))))
    gym.until_work()
    return gym
