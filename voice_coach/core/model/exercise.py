"""The exercise: an entry of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from voice_coach.core.model.body_position import BodyPosition
from voice_coach.core.units import Seconds, Tempo


class DoseMode(StrEnum):
    """The measure of an exercise's dose."""

    REPS = "reps"
    HOLD = "hold"
    HOLD_REPS = "hold_reps"
    """A short hold, repeated."""
    TIME = "time"
    """Keep moving until the time is up."""


class SideMode(StrEnum):
    """The use of left and right in an exercise."""

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
    NECK = "neck"
    HIP = "hip"
    BALANCE = "balance"


BODY_PARTS = (
    HealthCondition.KNEE,
    HealthCondition.SHOULDER,
    HealthCondition.NECK,
    HealthCondition.HIP,
    HealthCondition.WRIST,
)
"""Conditions that are parts of the body, which can be said to hurt."""


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
    """Length of one hold or of timed work; with reps, each rep is held this long."""
    rest: Seconds


@dataclass(frozen=True, slots=True)
class Met:
    """Metabolic equivalent from the 2024 Adult Compendium of Physical Activities."""

    value: float
    code: str
    match: MetMatch


@dataclass(frozen=True, slots=True)
class ExerciseCues:
    """The instructions for an exercise, in the order in which they are said; unknown ones are
    empty."""

    position: str = ""
    """The position of the body, for either side."""
    left: str = ""
    """The position when the left side is worked, if the sides differ."""
    right: str = ""
    movement: str = ""
    form: tuple[str, ...] = ()
    """Form cues, the most important first."""
    once_there: Mapping[str, str] = field(default_factory=dict, hash=False)
    """What is left to say of a position once the change into it has been told, by its cue."""

    @classmethod
    def in_order(cls, texts: tuple[str, ...]) -> ExerciseCues:
        """Create cues from a list: position, movement, then form."""
        position, movement, *form = (*texts, "", "")[: max(2, len(texts))]
        return cls(position=position, movement=movement, form=tuple(form))

    @property
    def texts(self) -> tuple[str, ...]:
        """All cues, for either side."""
        return tuple(filter(None, (self.position, self.movement, *self.form)))

    @property
    def spoken(self) -> tuple[str, ...]:
        """Everything that may be said of it, for any side."""
        sides = (self.position, self.left, self.right, *self.once_there.values())
        return tuple(filter(None, (*sides, self.movement, *self.form)))


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise: its names, its instructions and its demands on the back."""

    slug: str
    name: str
    aliases: tuple[str, ...]
    group: Group
    also_trains: tuple[Group, ...]
    kind: ExerciseKind
    side_mode: SideMode
    equipment: tuple[str, ...]
    """Things needed, such as "chair"; empty if none."""
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
    """The plural of the name, if it is irregular."""
    say_as: str | None = None
    """The spelling to speak, if a speech engine would read the name wrongly."""
    purpose: str = ""
    """Its benefit, as in "for the muscles along your spine"; empty if not given."""
