"""A pose: where every segment of a figure points, and how the figure meets the floor."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from voice_coach.core.figures.body import BodySide, Degrees, Direction, short_turn


class Viewpoint(StrEnum):
    """Where a figure is seen from."""

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
    """A limb by the directions of its segments."""

    upper: Direction
    lower: Direction
    end: Direction | None = None
    """The hand or, from heel to toes, the foot. A hand left out goes on where the forearm goes; a
    foot left out is at ease: flat, as far as its ankle lets it."""


class Surface(StrEnum):
    """What a hand or a foot can be set on."""

    FLOOR = "floor"
    """The place on it is its x."""
    WALL = "wall"
    """The place on it is its height."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A limb that ends at a place of the room; elbow or knee bend as they must."""

    x: float
    """Where the wrist or ankle is, in body heights."""
    y: float
    z: float | None = None
    """How near to the viewer; straight before the hip or shoulder if None."""
    end: Direction | None = None
    """Of the hand or foot; flat on the surface if None."""
    bend: Direction | None = None
    """Where elbow or knee point; the usual way if None."""
    surface: Surface | None = None


@dataclass(frozen=True, slots=True)
class Touching:
    """An arm whose hand touches the figure's own body."""

    part: str
    """The joint it touches, as in `right knee` or `head`."""
    shift: tuple[float, float]
    """From there to the wrist, in body heights."""
    bend: Direction | None = None


Limb = Bent | Planted | Touching


@dataclass(frozen=True, slots=True)
class Resting:
    """The figure's lowest point rests on the floor, and one joint keeps its place along it."""

    anchor: str
    x: float = 0.0
    """Where the anchor is."""
    lift: float = 0.0
    """Height of the lowest point above the floor: of a step, or of a jump."""


@dataclass(frozen=True, slots=True)
class HipPlacement:
    """The middle of the hips is at a place of its own."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Pose:
    """One key pose. Directions are absolute: none depends on that of another segment."""

    name: str
    pelvis: Direction
    """From the hips to the waist."""
    lumbar: Direction
    thorax: Direction
    neck: Direction
    head: Direction
    turn: Degrees
    """Of the pelvis about its length: 0 in profile, 90 facing the viewer, -90 facing away."""
    chest_turn: Degrees
    face_turn: Degrees
    right_arm: Limb
    left_arm: Limb
    right_leg: Limb
    left_leg: Limb
    root: Resting | HipPlacement

    def arm(self, side: BodySide) -> Limb:
        """That arm."""
        return self.right_arm if side is BodySide.RIGHT else self.left_arm

    def leg(self, side: BodySide) -> Limb:
        """That leg."""
        return self.right_leg if side is BodySide.RIGHT else self.left_leg

    def other_way(self, view: Viewpoint) -> Pose:
        """The same pose with the sides of the body exchanged, seen from the same place."""
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
    """The same part of the other side."""
    for side in BodySide:
        if part.startswith(f"{side} "):
            return f"{side.other} {part.removeprefix(f'{side} ')}"
    return part
