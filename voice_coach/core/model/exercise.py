"""The exercise: what a catalogue entry says about one move."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from voice_coach.core.model.body_position import BodyPosition
from voice_coach.core.units import Seconds, Tempo


class DoseMode(StrEnum):
    """How an exercise is dosed."""

    REPS = "reps"
    HOLD = "hold"
    HOLD_REPS = "hold_reps"
    """A short hold, repeated."""
    TIME = "time"
    """Keep moving until the time is up."""


class SideMode(StrEnum):
    """How an exercise treats left and right."""

    BOTH = "both"
    """The move has no sides."""
    EACH = "each"
    """One side is finished, then the other; a dose is per side."""
    ALTERNATE = "alternate"
    """Left and right take turns; reps are the total."""


class Group(StrEnum):
    """The muscle group a move is chosen for."""

    EXTENSORS = "extensors"
    FLEXORS = "flexors"
    OBLIQUES = "obliques"
    LEGS = "legs"
    PUSH = "push"
    PULL = "pull"
    CARDIO = "cardio"
    MOBILITY = "mobility"


CORE_GROUPS = (Group.EXTENSORS, Group.FLEXORS, Group.OBLIQUES)
"""The three groups that hold the spine; a week of training has all of them."""


class Load(StrEnum):
    """Editorial rating of what a move asks of the spine; not a measurement."""

    LOW = "low"
    """Supported or neutral."""
    MEDIUM = "medium"
    """Braced against body weight, or a moderate range."""
    HIGH = "high"
    """A loaded hinge, an end-range or repeated bend, arch or twist, or a jump."""


class ExerciseKind(StrEnum):
    """The purpose of an exercise."""

    STRENGTH = "strength"
    STRETCH = "stretch"
    RECOVERY = "recovery"
    WARMUP = "warmup"


class SpineAction(StrEnum):
    """The movement of the spine, or the load that it holds still against."""

    NEUTRAL = "neutral"
    NEUTRAL_LOADED = "neutral-loaded"
    FLEXION = "flexion"
    EXTENSION = "extension"
    FLEXION_EXTENSION = "flexion-extension"
    LATERAL_FLEXION = "lateral-flexion"
    ROTATION = "rotation"
    FLEXION_ROTATION = "flexion-rotation"


class Impact(StrEnum):
    """The force with which the feet land."""

    NONE = "none"
    LOW = "low"
    HIGH = "high"


class HealthCondition(StrEnum):
    """A condition in a health profile that makes some moves unwise."""

    DISC = "disc"
    OSTEOPOROSIS = "osteoporosis"
    INFLAMMATORY_SPINE = "inflammatory-spine"
    HYPERTENSION = "hypertension"
    PREGNANCY = "pregnancy"
    KNEE = "knee"
    WRIST = "wrist"
    SHOULDER = "shoulder"
    BALANCE = "balance"


class MetMatch(StrEnum):
    """The fit of a Compendium code."""

    NAMED = "named"
    """The move is in the code's description."""
    CATEGORY = "category"
    """It is clearly of that kind."""
    PROXY = "proxy"
    """It is the nearest available."""


@dataclass(frozen=True, slots=True)
class Dose:
    """The beginner's dose of an exercise, used where a routine gives none."""

    sets: int
    reps: int | None
    seconds: Seconds | None
    """Of one hold, or of timed work; with reps, each rep is held this long."""
    rest: Seconds


@dataclass(frozen=True, slots=True)
class Met:
    """Metabolic equivalent from the 2024 Adult Compendium of Physical Activities."""

    value: float
    code: str
    match: MetMatch


@dataclass(frozen=True, slots=True)
class ExerciseCues:
    """The words on how to do an exercise, in the order in which they are said; what is not
    known is empty."""

    position: str = ""
    """Where the body has to be, on either side."""
    left: str = ""
    """The position when the left side is worked, where the sides differ."""
    right: str = ""
    movement: str = ""
    form: tuple[str, ...] = ()
    """How to do it well, most important first."""

    @classmethod
    def in_order(cls, texts: tuple[str, ...]) -> ExerciseCues:
        """Cues written as a list: position, movement, then form."""
        position, movement, *form = (*texts, "", "")[: max(2, len(texts))]
        return cls(position=position, movement=movement, form=tuple(form))

    @property
    def texts(self) -> tuple[str, ...]:
        """All of them, for either side."""
        return tuple(filter(None, (self.position, self.movement, *self.form)))

    @property
    def spoken(self) -> tuple[str, ...]:
        """All that may be said of it, on any side."""
        sides = (self.position, self.left, self.right)
        return tuple(filter(None, (*sides, self.movement, *self.form)))


@dataclass(frozen=True, slots=True)
class Exercise:
    """One move: what it is called, how it is done and what it asks of a back."""

    slug: str
    name: str
    aliases: tuple[str, ...]
    group: Group
    also_trains: tuple[Group, ...]
    kind: ExerciseKind
    side_mode: SideMode
    equipment: tuple[str, ...]
    """What it needs, such as "chair"; empty for nothing."""
    position: BodyPosition | None
    """None: not known."""
    mode: DoseMode
    dose: Dose
    tempo: Tempo | None
    cues: ExerciseCues
    breathing: str
    common_mistake: str
    spinal_load: Load
    spine_action: SpineAction | None
    """None: not known."""
    impact: Impact
    withhold_in_acute_back_pain: bool
    recovery_stage: int | None
    """1: gentle motion after the rest days; 2: first strength moves once pain is clearly
    easing; None: only after pain has settled."""
    caution_with: tuple[HealthCondition, ...]
    """Health conditions in which the move is dropped or swapped."""
    easier: str | None
    """Slug of the easier variant."""
    harder: str | None
    """Slug of the harder variant."""
    met: Met | None
    plural: str = ""
    """The name of several of it, where an ending does not make it."""
    say_as: str | None = None
    """How its name is spoken, where a speech engine would read it wrongly."""
    purpose: str = ""
    """What it is good for, as in "for the muscles along your spine"; empty if nobody says."""
