"""The poses between two key poses.

Angles turn, so no segment changes its length on the way: elbows and knees by the way they bend,
shoulders by the front or the side and never by the back, the rest the short way. What is planted
in both poses stays planted between them.
"""

from __future__ import annotations

from dataclasses import replace
from math import cos, radians, sin

from voice_coach.core.figures.body import BodySide, Degrees, Direction, short_turn
from voice_coach.core.figures.pose import Bent, HipPlacement, Limb, Planted, Pose, Resting, Touching
from voice_coach.core.figures.skeleton import Skeleton, bent_as, root_of, skeleton_of


def between(start: Pose, end: Pose, share: float) -> Pose:
    """The pose at that share, from 0 to 1, of the way between two poses."""
    if share <= 0 or start == end:
        return start
    if share >= 1:
        return end
    return _Mix(start, end, share).pose()


class _Mix:
    def __init__(self, start: Pose, end: Pose, share: float) -> None:
        self._start, self._end, self._share = start, end, share
        self._solved: tuple[Skeleton, Skeleton] | None = None

    def pose(self) -> Pose:
        start, end = self._start, self._end
        return replace(
            start,
            pelvis=self._direction(start.pelvis, end.pelvis),
            lumbar=self._direction(start.lumbar, end.lumbar),
            thorax=self._direction(start.thorax, end.thorax),
            neck=self._direction(start.neck, end.neck),
            head=self._direction(start.head, end.head),
            turn=self._turn(start.turn, end.turn),
            chest_turn=self._turn(start.chest_turn, end.chest_turn),
            face_turn=self._turn(start.face_turn, end.face_turn),
            right_arm=self._limb("arm", BodySide.RIGHT, start.right_arm, end.right_arm),
            left_arm=self._limb("arm", BodySide.LEFT, start.left_arm, end.left_arm),
            right_leg=self._limb("leg", BodySide.RIGHT, start.right_leg, end.right_leg),
            left_leg=self._limb("leg", BodySide.LEFT, start.left_leg, end.left_leg),
            root=self._root(start.root, end.root),
        )

    def _number(self, start: float, end: float) -> float:
        return start + self._share * (end - start)

    def _turn(self, start: Degrees, end: Degrees) -> Degrees:
        return start + self._share * short_turn(start, end)

    def _direction(self, start: Direction, end: Direction) -> Direction:
        return start.toward(end, self._share)

    @property
    def _skeletons(self) -> tuple[Skeleton, Skeleton]:
        if self._solved is None:
            self._solved = skeleton_of(self._start), skeleton_of(self._end)
        return self._solved

    def _limb(self, kind: str, side: BodySide, start: Limb, end: Limb) -> Limb:
        match start, end:
            case Planted(), Planted() if (
                start.surface is end.surface
                and (start.end is None) == (end.end is None)
                and (start.z is None) == (end.z is None)
            ):
                return self._planted(start, end)
            case Touching(), Touching() if start.part == end.part:
                return self._touching(start, end)
        solved = [
            limb
            if isinstance(limb, Bent) and (limb.end or _endless(start, end))
            else bent_as(skeleton, kind, side)
            for limb, skeleton in zip((start, end), self._skeletons, strict=True)
        ]
        return self._bent(kind, side, *solved)

    def _planted(self, start: Planted, end: Planted) -> Planted:
        both = start.z is not None and end.z is not None
        return Planted(
            self._number(start.x, end.x),
            self._number(start.y, end.y),
            self._number(start.z, end.z) if both else None,  # type: ignore[arg-type] # `both`.
            self._direction(start.end, end.end) if start.end and end.end else None,
            self._bend(start.bend, end.bend),
            start.surface,
        )

    def _touching(self, start: Touching, end: Touching) -> Touching:
        x, y = map(self._number, start.shift, end.shift)
        return Touching(start.part, (x, y), self._bend(start.bend, end.bend))

    def _bend(self, start: Direction | None, end: Direction | None) -> Direction | None:
        if start is None or end is None:
            return start if self._share < 0.5 else end
        return self._direction(start, end)

    def _bent(self, kind: str, side: BodySide, start: Bent, end: Bent) -> Bent:
        upper = self._upper(kind, side, start.upper, end.upper)
        folded = [short_turn(limb.upper.angle, limb.lower.angle) for limb in (start, end)]
        lower = Direction(
            upper.angle + self._number(*folded), self._number(start.lower.tilt, end.lower.tilt)
        )
        if start.end is None or end.end is None:
            return Bent(upper, lower)
        return Bent(upper, lower, self._direction(start.end, end.end))

    def _upper(self, kind: str, side: BodySide, start: Direction, end: Direction) -> Direction:
        """Turn an arm past the front or the side, whichever is seen; take the shorter turn for a
        figure that itself turns from one to the other."""
        trunks, senses = [], []
        for pose in (self._start, self._end):
            arm = kind == "arm"
            trunks.append((pose.thorax if arm else pose.pelvis).angle + 180)
            senses.append(_sense(pose.chest_turn if arm else pose.turn, side))
        sense = senses[0]
        if sense != senses[1]:
            return self._direction(start, end)
        raised = [
            ((upper.angle - hanging) * sense + 90) % 360 - 90
            for upper, hanging in zip((start, end), trunks, strict=True)
        ]
        angle = self._turn(*trunks) + sense * self._number(*raised)
        return Direction(angle, self._number(start.tilt, end.tilt))

    def _root(
        self, start: Resting | HipPlacement, end: Resting | HipPlacement
    ) -> Resting | HipPlacement:
        match start, end:
            case Resting(), Resting() if start.anchor == end.anchor:
                x, lift = self._number(start.x, end.x), self._number(start.lift, end.lift)
                return Resting(start.anchor, x, lift)
        one, other = map(root_of, self._skeletons)
        return HipPlacement(self._number(one.x, other.x), self._number(one.y, other.y))


def _endless(start: Limb, end: Limb) -> bool:
    """True if neither limb gives a direction for its hand or foot."""
    return all(isinstance(limb, Bent) and limb.end is None for limb in (start, end))


def _sense(turn: Degrees, side: BodySide) -> int:
    """The sign in which a limb turns when raised past the front or the side."""
    toward_viewer = sin(radians(turn))
    if abs(toward_viewer) > 0.7:
        return 1 if (toward_viewer > 0) == (side is BodySide.LEFT) else -1
    return 1 if cos(radians(turn)) > 0 else -1
