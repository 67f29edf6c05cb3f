"""The exercise: what a catalogue entry says about one move."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

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
    match: str
    """`named`: the move is in the code's description; `category`: clearly of that kind;
    `proxy`: the nearest available."""


@dataclass(frozen=True, slots=True)
class Exercise:
    """One move: what it is called, how it is done and what it asks of a back."""

    slug: str
    name: str
    aliases: tuple[str, ...]
    group: Group
    also_trains: tuple[Group, ...]
    kind: str
    """strength, stretch, recovery or warmup."""
    side_mode: SideMode
    equipment: str
    position: str
    mode: DoseMode
    dose: Dose
    tempo: Tempo | None
    cues: tuple[str, ...]
    """How to get into it and keep good form, most important first."""
    breathing: str
    common_mistake: str
    spinal_load: Load
    spine_action: str
    impact: str
    withhold_in_acute_back_pain: bool
    recovery_stage: int | None
    """1: gentle motion after the rest days; 2: first strength moves once pain is clearly
    easing; None: only after pain has settled."""
    caution_with: tuple[str, ...]
    """Health conditions in which the move is dropped or swapped."""
    easier: str | None
    """Slug of the easier variant."""
    harder: str | None
    """Slug of the harder variant."""
    met: Met | None
