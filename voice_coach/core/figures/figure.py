"""The figure of an exercise: its key poses, its props, and its movement."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from voice_coach.core.figures.body import BodySide
from voice_coach.core.figures.interpolation import between
from voice_coach.core.figures.pose import Pose, Viewpoint, swapped
from voice_coach.core.units import Seconds, Tempo

USUAL_BEAT = Tempo(1, 0, 1)


class Motion(StrEnum):
    """How a figure moves through its poses."""

    HOLD = "hold"
    """To the last pose, and stay there."""
    THERE_AND_BACK = "there-and-back"
    """To the last pose and back to the first, as one rep."""
    CYCLE = "cycle"
    """To the last pose and on to the first, as one rep."""


class RepPhase(NamedTuple):
    """A moment within a rep."""

    place: float
    """Position among the poses: 0 at the first, 0.5 midway between that and the next."""
    other: bool = False
    """The sides of the body are exchanged."""


@dataclass(frozen=True, slots=True)
class Chair:
    """A chair without arms, or a step or box in its place."""

    x: float
    """x of the front edge of the seat."""
    faces: int = 1
    """1 if a person sitting on it looks right, -1 if left."""
    height: float = 0.26
    """Height of the seat: 45 cm for a person of 173 cm."""
    depth: float = 0.24
    back: bool = True


@dataclass(frozen=True, slots=True)
class Props:
    """The things that an exercise needs around it."""

    mat: bool = False
    wall: float | None = None
    """x of the face of a wall."""
    far_wall: float | None = None
    """z of a wall on the far side: behind a figure that faces the viewer, beside one in profile."""
    door: float | None = None
    """x of a door frame; seen from the front or the back, of both its posts."""
    chair: Chair | None = None
    weights: bool = False
    """Weights in both hands that hang free."""
    backpack: BodySide | None = None
    """The hand a backpack hangs from."""
    towel: str | None = None
    """The joint that a towel goes around, held by both hands."""

    def mirrored(self) -> Props:
        """The same props in a mirror image."""
        chair = self.chair and replace(self.chair, x=-self.chair.x, faces=-self.chair.faces)
        return replace(
            self,
            wall=None if self.wall is None else -self.wall,
            door=None if self.door is None else -self.door,
            chair=chair,
            backpack=self.backpack and self.backpack.other,
            towel=self.towel and swapped(self.towel),
        )


NO_PROPS = Props()


@dataclass(frozen=True, slots=True)
class Figure:
    """A moving figure, working on its right side."""

    view: Viewpoint
    poses: tuple[Pose, ...]
    """Key poses in the order of the rep."""
    motion: Motion
    props: Props = NO_PROPS
    alternates: bool = False
    """Every other rep is done with the sides exchanged."""
    beat: Tempo = USUAL_BEAT
    """Tempo of a rep where the exercise has none; for a hold, `out` is the time to get into it."""

    def __hash__(self) -> int:
        """Hash on a few fields: a moving figure is looked up with every picture."""
        names = tuple(pose.name for pose in self.poses)
        return hash((self.view, self.motion, self.beat, names))

    def at(self, moment: Seconds, tempo: Tempo | None = None) -> Pose:
        """The pose at that time after the start of the first rep."""
        return self.pose(self.phase(moment, tempo))

    def phase(self, moment: Seconds, tempo: Tempo | None = None) -> RepPhase:
        """The phase at that time after the start of the first rep."""
        tempo, last = tempo or self.beat, len(self.poses) - 1
        if self.motion is Motion.HOLD:
            return RepPhase(last * _eased(moment, tempo.out))
        rep, within = divmod(max(moment, 0.0), tempo.rep)
        other = self.alternates and int(rep) % 2 == 1
        if self.motion is Motion.CYCLE:
            return RepPhase(len(self.poses) * within / tempo.rep, other)
        if within <= tempo.out + tempo.pause:
            return RepPhase(last * _eased(within, tempo.out), other)
        back = within - tempo.out - tempo.pause
        return RepPhase(last * (1 - _eased(back, tempo.back)), other)

    def pose(self, phase: RepPhase) -> Pose:
        """The pose at a phase."""
        poses = self._other_way() if phase.other else self.poses
        if self.motion is Motion.CYCLE:
            after = self._other_way() if self.alternates and not phase.other else self.poses
            poses = (*poses, after[0])
        place = min(max(phase.place, 0.0), len(poses) - 1)
        first = min(int(place), max(len(poses) - 2, 0))
        last = min(first + 1, len(poses) - 1)
        return between(poses[first], poses[last], place - first)

    def _other_way(self) -> tuple[Pose, ...]:
        return tuple(_other_way(pose, self.view) for pose in self.poses)


@lru_cache(maxsize=64)
def _other_way(pose: Pose, view: Viewpoint) -> Pose:
    return pose.other_way(view)


def _eased(passed: Seconds, whole: Seconds) -> float:
    """Eased share of a movement: slow at both ends, as limbs move."""
    share = min(max(passed / whole, 0.0), 1.0) if whole else 1.0
    return share * share * (3 - 2 * share)
