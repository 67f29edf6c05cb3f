"""The routine: what its author wrote, read and resolved, not yet laid out in time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from voice_coach.core.model.exercise import Exercise
from voice_coach.core.model.talk_level import TalkLevel
from voice_coach.core.units import Seconds

if TYPE_CHECKING:
    from voice_coach.core.figures.figure import Figure

SayAs = tuple[tuple[str, str], ...]
"""Pairs of words as written and as spoken."""


USUAL_COUNTDOWN = 3
"""Length of the countdown before each start and end, in seconds, if none is given."""


class Level(StrEnum):
    """The level of athlete a routine is meant for."""

    RECOVERY = "recovery"
    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


class Sides(StrEnum):
    """The use of the sides in one step."""

    BOTH = "both"
    """The step has no sides."""
    EACH = "each"
    """The whole dose on the left, a change, the whole dose on the right."""
    ALTERNATE = "alternate"
    """Left and right take turns within the dose."""
    SPLIT = "split"
    """One timed dose for both: the change is called at its middle."""
    LEFT = "left"
    RIGHT = "right"


class Pace(StrEnum):
    """The one who sets the beat of reps."""

    COUNTED = "counted"
    """The coach counts them aloud at the tempo."""
    SELF = "self"
    """The athlete does them and says "done"."""


class CueAnchor(StrEnum):
    """The point from which the offset of an author's cue counts."""

    START = "start"
    HALFWAY = "halfway"
    END = "end"
    LEAD = "lead"
    """Between two works: after "Rest." and before what comes is named."""


class LeadIn(StrEnum):
    """The rule for adding time where it is too short to announce the next exercise."""

    FULL = "full"
    """All missing time is added."""
    STRICT = "strict"
    """Nothing is added: all times are as written."""


@dataclass(frozen=True, slots=True)
class SourcePosition:
    """A place in the routine's file; line and column count from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class CustomCue:
    """A cue placed by the author: `at` START + 5 s, HALFWAY, or END - 10 s ("last 10s")."""

    text: str
    anchor: CueAnchor = CueAnchor.START
    seconds: Seconds = 0.0
    """Seconds after the start, or before the end; 0 at halfway."""
    every: Seconds | None = None
    """Interval after which it is repeated, in seconds; None: said once."""
    placed: bool = False
    """False if the author left the place to the coach, which spreads such cues like form cues."""
    mark: SourcePosition | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """One set. `reps` alone: reps at the tempo. `seconds` alone: a hold or timed work.
    Both: reps that are each held for `seconds`."""

    reps: int | None
    seconds: Seconds | None


@dataclass(frozen=True, slots=True)
class Step:
    """One exercise with its dose. The exercise already carries the step's own overrides."""

    exercise: Exercise
    sets: tuple[Work, ...]
    """One entry for each set, so that descending sets are simply different entries."""
    rest: Seconds
    """Rest between the sets and after the last one."""
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
    """A rest written by the author as a step. It replaces the rest that belongs to the step before
    it, and adds to another rest written before it."""

    length: Seconds
    cues: tuple[CustomCue, ...] = ()
    mark: SourcePosition | None = None
    adds: bool = False
    """True if it is added to the rest before it: time for the author's own words."""


@dataclass(frozen=True, slots=True)
class Circuit:
    """Steps done in order, `rounds` times."""

    rounds: int
    rest_between: Seconds | None
    """Rest between rounds, in place of the last step's own rest; None keeps that rest. It adds to a
    rest written as the last step."""
    steps: tuple[RoutineNode, ...]
    mark: SourcePosition | None = None
    cues: tuple[CustomCue, ...] = ()
    """Cues at its start or end are said in each round; of the others one a round, in turn, as it
    begins."""
    spoken: Rest | None = None
    """Its name, said before its first round."""


@dataclass(frozen=True, slots=True)
class Every:
    """EMOM: a step starts every `interval` seconds for `length`; the remaining time is rest."""

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
    """Its name, said before it."""


@dataclass(frozen=True, slots=True)
class Routine:
    """A workout as its author wrote it."""

    slug: str
    name: str
    level: Level
    description: str
    aliases: tuple[str, ...]
    blocks: tuple[Block, ...]
    """The blocks in order; only those that have steps."""
    talk: TalkLevel | None = None
    """The talk level; None: the athlete's setting."""
    style: str | None = None
    """The style of coaching; None: the athlete's setting."""
    countdown: int = USUAL_COUNTDOWN
    """Length of the countdown before each start and end, in seconds."""
    figures: Mapping[str, Figure] = field(default_factory=dict)
    """Figures of the routine's own exercises, by slug."""
    lead_in: LeadIn = LeadIn.FULL
    own_words: SayAs = ()
    """Spoken forms of the author's words that a speech engine would read wrongly."""
    author: str = ""
    note: str = ""
    """Words of the author's to whom the routine is given; empty if there are none."""

    @property
    def about(self) -> str:
        """The description and the note together."""
        return " ".join(filter(None, (self.description, self.note)))

    @property
    def say_as(self) -> SayAs:
        """Spoken forms for its words: the author's, and those of the exercises' names."""
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
