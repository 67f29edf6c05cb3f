"""A pose: the direction of every segment of a figure, and its contact with the floor."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from voice_coach.core.figures.body import BodySide, Degrees, Direction, short_turn


class Viewpoint(StrEnum):
    """The direction from which a figure is seen."""

    SIDE = "side"
    """Facing right when upright. On its back its head is left, on its front right. Its right
    side is the near one."""
    FRONT = "front"
    """Facing the viewer; its right side is on the left of the picture."""
    BACK = "back"
    """Facing away; its right side is on the right of the picture."""
    TOP = "top"
    """Lying and seen from above, head to the left."""


@dataclass(frozen=True, slots=True)
class Bent:
    """A limb given by the directions of its segments."""

    upper: Direction
    lower: Direction
    end: Direction | None = None
    """Direction of the hand or, from heel to toes, the foot. None: a hand continues the forearm; a
    foot is relaxed, as flat as its ankle allows."""


class Surface(StrEnum):
    """A surface that a hand or a foot can be set on."""

    FLOOR = "floor"
    """The position on it is an x."""
    WALL = "wall"
    """The position on it is a height."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A limb that ends at a fixed point; elbow or knee bend as they must."""

    x: float
    """x of the wrist or ankle, in body heights; a height on a wall."""
    y: float
    z: float | None = None
    """Nearness to the viewer; None: straight before the hip or shoulder."""
    end: Direction | None = None
    """Direction of the hand or foot; None: flat on the surface."""
    bend: Direction | None = None
    """Direction of the elbow or knee; None: the usual one."""
    surface: Surface | None = None


@dataclass(frozen=True, slots=True)
class Touching:
    """An arm whose hand touches the figure's own body."""

    part: str
    """The joint it touches, such as `right knee` or `head`."""
    shift: tuple[float, float]
    """Offset from that joint to the wrist, in body heights."""
    bend: Direction | None = None


Limb = Bent | Planted | Touching


@dataclass(frozen=True, slots=True)
class Resting:
    """The figure's lowest point rests on the floor, and one joint keeps its place along it."""

    anchor: str
    x: float = 0.0
    """x of the joint that keeps its place."""
    lift: float = 0.0
    """Height of the lowest point above the floor: of a step, or of a jump."""


@dataclass(frozen=True, slots=True)
class HipPlacement:
    """The midpoint of the hips at a fixed point."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Pose:
    """One key pose. Directions are absolute: none depends on another segment."""

    name: str
    pelvis: Direction
    """Direction from the hips to the waist."""
    lumbar: Direction
    thorax: Direction
    neck: Direction
    head: Direction
    turn: Degrees
    """Turn of the pelvis about its length: 0 in profile, 90 facing the viewer, -90 facing away."""
    chest_turn: Degrees
    face_turn: Degrees
    right_arm: Limb
    left_arm: Limb
    right_leg: Limb
    left_leg: Limb
    root: Resting | HipPlacement

    def arm(self, side: BodySide) -> Limb:
        """The arm of a side."""
        return self.right_arm if side is BodySide.RIGHT else self.left_arm

    def leg(self, side: BodySide) -> Limb:
        """The leg of a side."""
        return self.right_leg if side is BodySide.RIGHT else self.left_leg

    def other_way(self, view: Viewpoint) -> Pose:
        """The pose with the sides of the body exchanged, seen from the same direction."""
        flip = Flip(view)
        return replace(
            self,
            pelvis=flip.direction(self.pelvis),
            lumbar=flip.direction(self.lumbar),
            thorax=flip.direction(self.thorax),
            neck=flip.direction(self.neck),
            head=flip.direction(self.head),
            turn=flip.turn(self.turn),
            chest_turn=flip.turn(self.chest_turn),
            face_turn=flip.turn(self.face_turn),
            right_arm=flip.limb(self.left_arm),
            left_arm=flip.limb(self.right_arm),
            right_leg=flip.limb(self.left_leg),
            left_leg=flip.limb(self.right_leg),
            root=flip.root(self.root),
        )


@dataclass(frozen=True, slots=True)
class Flip:
    """Reflection in the plane that parts left from right: depth of a figure seen from the side,
    left and right of one seen from the front, up and down of one seen from above."""

    view: Viewpoint

    def direction(self, one: Direction) -> Direction:
        match self.view:
            case Viewpoint.SIDE:
                return Direction(one.angle, -one.tilt)
            case Viewpoint.TOP:
                return Direction(-one.angle, one.tilt)
            case _:
                return Direction(180 - one.angle, one.tilt)

    def turn(self, turn: Degrees) -> Degrees:
        return -turn if self.view is Viewpoint.SIDE else short_turn(0, 180 - turn)

    def place(self, x: float, y: float) -> tuple[float, float]:
        match self.view:
            case Viewpoint.SIDE:
                return x, y
            case Viewpoint.TOP:
                return x, -y
            case _:
                return -x, y

    def _any(self, one: Direction | None) -> Direction | None:
        return None if one is None else self.direction(one)

    def _depth(self, z: float | None) -> float | None:
        return -z if z is not None and self.view is Viewpoint.SIDE else z

    def limb(self, limb: Limb) -> Limb:
        match limb:
            case Bent(upper, lower, end):
                return Bent(self.direction(upper), self.direction(lower), self._any(end))
            case Planted(x, y, z, end, bend, surface):
                x, y = self.place(x, y)
                return Planted(x, y, self._depth(z), self._any(end), self._any(bend), surface)
            case Touching(part, shift, bend):
                return Touching(swapped(part), self.place(*shift), self._any(bend))

    def root(self, root: Resting | HipPlacement) -> Resting | HipPlacement:
        if isinstance(root, HipPlacement):
            return HipPlacement(*self.place(root.x, root.y))
        return Resting(swapped(root.anchor), self.place(root.x, 0)[0], root.lift)


def swapped(part: str) -> str:
    """The same part on the other side."""
    for side in BodySide:
        if part.startswith(f"{side} "):
            return f"{side.other} {part.removeprefix(f'{side} ')}"
    return part
