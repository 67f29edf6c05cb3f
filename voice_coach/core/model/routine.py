"""The routine: what its author wrote, read and resolved, not yet laid out in time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from voice_coach.core.figures.figure import Figure
from voice_coach.core.model.exercise import Exercise
from voice_coach.core.model.talk_level import TalkLevel
from voice_coach.core.units import Seconds

SayAs = tuple[tuple[str, str], ...]
"""Words as they are written, each with what is spoken for it."""


USUAL_COUNTDOWN = 3
"""Seconds that are counted down before each start and end, where nobody says otherwise."""


class Level(StrEnum):
    """Who a routine is for."""

    RECOVERY = "recovery"
    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


class Sides(StrEnum):
    """How the sides of one step are worked."""

    BOTH = "both"
    """No sides."""
    EACH = "each"
    """The whole dose on the left, a change, the whole dose on the right."""
    ALTERNATE = "alternate"
    """Left and right take turns within the dose."""
    SPLIT = "split"
    """One timed dose for both: the change is called at its middle."""
    LEFT = "left"
    RIGHT = "right"


class Pace(StrEnum):
    """Who sets the beat of reps."""

    COUNTED = "counted"
    """The coach counts them aloud at the tempo."""
    SELF = "self"
    """The athlete does them and says "done"."""


class CueAnchor(StrEnum):
    """What the offset of an author's cue counts from."""

    START = "start"
    HALFWAY = "halfway"
    END = "end"
    LEAD = "lead"
    """Between two works: after "Rest." and before what comes is named."""


class LeadIn(StrEnum):
    """Whether time is added where there is too little to tell what comes."""

    FULL = "full"
    """As much as is missing."""
    STRICT = "strict"
    """None: all times are as written."""


@dataclass(frozen=True, slots=True)
class SourcePosition:
    """A place in the routine's file, both counted from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class CustomCue:
    """A cue its author placed: `at` START + 5 s, HALFWAY, or END - 10 s ("last 10s")."""

    text: str
    anchor: CueAnchor = CueAnchor.START
    seconds: Seconds = 0.0
    """After the start, or before the end; 0 at halfway."""
    every: Seconds | None = None
    """Said again and again, each time so long has passed; None: once."""
    placed: bool = False
    """False: the author left the place to the coach, which spreads such cues like form cues."""
    mark: SourcePosition | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """One set. `reps` alone: reps at the tempo. `seconds` alone: a hold or timed work.
    Both: reps that are each held for `seconds`."""

    reps: int | None
    seconds: Seconds | None


@dataclass(frozen=True, slots=True)
class Step:
    """One exercise with its dose. The exercise carries the step's own overrides already."""

    exercise: Exercise
    sets: tuple[Work, ...]
    """One entry a set, so that descending sets are simply different entries."""
    rest: Seconds
    """Between sets, and after the last one."""
    prepare: Seconds
    """The least time to get into position before the first set."""
    sides: Sides
    pace: Pace = Pace.COUNTED
    takes: Seconds | None = None
    """The author's estimate for a self-paced set; the tempo's when None."""
    cues: tuple[CustomCue, ...] = ()
    mark: SourcePosition | None = None


@dataclass(frozen=True, slots=True)
class Rest:
    """A rest the author wrote as a step of its own. It replaces the rest that belongs to the step
    before it, and adds to another rest written before it."""

    length: Seconds
    cues: tuple[CustomCue, ...] = ()
    mark: SourcePosition | None = None
    adds: bool = False
    """Whether it comes on top of the rest before it: time for words of the author's."""


@dataclass(frozen=True, slots=True)
class Circuit:
    """Steps done in order, `rounds` times."""

    rounds: int
    rest_between: Seconds | None
    """Between rounds, in place of the last step's own rest; None: that rest stands. It adds to
    a rest written as the last step."""
    steps: tuple[RoutineNode, ...]
    mark: SourcePosition | None = None
    cues: tuple[CustomCue, ...] = ()
    """At its start or end, said each round; the others, one a round, in turn, as it begins."""
    spoken: Rest | None = None
    """Its name, said before its first round."""


@dataclass(frozen=True, slots=True)
class Every:
    """EMOM: a step starts every `interval` seconds for `length`; what is left is rest."""

    interval: Seconds
    length: Seconds
    steps: tuple[Step, ...]
    mark: SourcePosition | None = None


@dataclass(frozen=True, slots=True)
class Amrap:
    """As many rounds of the steps as the athlete can in `length`."""

    length: Seconds
    steps: tuple[Step, ...]
    prepare: Seconds
    mark: SourcePosition | None = None


RoutineNode = Step | Rest | Circuit | Every | Amrap


class BlockName(StrEnum):
    """The three parts of a routine."""

    WARM_UP = "warm_up"
    MAIN = "main"
    COOL_DOWN = "cool_down"


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a routine."""

    name: BlockName
    nodes: tuple[RoutineNode, ...]
    spoken: Rest | None = None
    """What it is called, said before it."""


@dataclass(frozen=True, slots=True)
class Routine:
    """A workout as its author wrote it."""

    slug: str
    name: str
    level: Level
    description: str
    aliases: tuple[str, ...]
    blocks: tuple[Block, ...]
    """In order; only those that have steps."""
    talk: TalkLevel | None = None
    """How much is said in it; None: as the athlete has settled."""
    style: str | None = None
    """In which style; None: as the athlete has settled."""
    countdown: int = USUAL_COUNTDOWN
    """How many seconds are counted down before each start and end."""
    figures: Mapping[str, Figure] = field(default_factory=dict)
    """Of exercises of its own, by their slugs."""
    lead_in: LeadIn = LeadIn.FULL
    own_words: SayAs = ()
    """Words of its author's that a speech engine would read wrongly."""

    @property
    def say_as(self) -> SayAs:
        """What is spoken for words of it: its author's, and the names of its exercises."""
        exercises = (step.exercise for _, step in self.steps())
        names = {one.name: one.say_as for one in exercises if one.say_as is not None}
        return (*self.own_words, *names.items())

    def steps(self) -> Iterator[tuple[BlockName, Step]]:
        """Every step once, in the order written, with the block it stands in."""
        for block in self.blocks:
            for step in steps_of(block.nodes):
                yield block.name, step


def steps_of(nodes: tuple[RoutineNode, ...]) -> Iterator[Step]:
    """Every step below `nodes`, in the order written."""
    for node in nodes:
        if isinstance(node, Step):
            yield node
        elif not isinstance(node, Rest):
            yield from steps_of(node.steps)
