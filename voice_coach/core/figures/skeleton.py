"""From a pose to the places of all joints.

Segments have one length each and are laid end to end, so no pose can stretch one. A limb whose
end is given bends at its middle joint, in the one way that two segments allow.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import atan2, cos, radians, sin, sqrt

from voice_coach.core.figures import body
from voice_coach.core.figures.body import BodySide, Direction, Point
from voice_coach.core.figures.pose import Bent, HipPlacement, Limb, Planted, Pose, Surface, Touching

LIMB_LENGTHS = {
    "arm": (body.UPPER_ARM, body.FOREARM),
    "leg": (body.THIGH, body.SHIN),
}
LIMB_JOINTS = {"arm": ("shoulder", "elbow", "wrist"), "leg": ("hip", "knee", "ankle")}

THICKNESS: dict[str, float] = {
    "hips": 0.062, "waist": 0.06, "chest": 0.062, "shoulders": 0.05, "skull": 0.06,
    "shoulder": 0.036, "elbow": 0.026, "wrist": 0.018, "fingers": 0.012,
    "hip": 0.05, "knee": 0.037, "ankle": 0.024, "heel": 0.014, "toes": 0.014,
}  # fmt: skip
"""Distance from a joint to the skin around it, in body heights."""

ALMOST_STRAIGHT = 0.9995
"""Largest share of its length that a limb reaches across, so that a locked joint does not bend."""


EASY_ANKLE = radians(30)
"""Easy range of the ankle from square, both ways, in radians."""


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The point of every joint, and the direction that the trunk and the head face."""

    joints: Mapping[str, Point]
    """Points by name: hips, waist, chest, shoulders, nape, skull; and for each side, such as `right
    knee`: shoulder, elbow, wrist, fingers, hip, knee, ankle, heel, toes."""
    facing: Mapping[str, Point]
    """Unit vectors in which the pelvis, chest and face look."""
    short_of: Mapping[str, float]
    """Distance by which a limb misses the point its end was given, in body heights."""

    def __getitem__(self, joint: str) -> Point:
        return self.joints[joint]

    def bottom(self) -> float:
        """Height of the lowest skin."""
        return _bottom(self.joints)

    def sole(self, side: BodySide) -> Point:
        """The vector from heel to toes along the sole."""
        return self[f"{side} heel"].to(self[f"{side} toes"])

    def mirrored(self) -> Skeleton:
        """The mirror image: left is right, and it faces left."""
        return Skeleton(
            {_other(name): _flipped(place) for name, place in self.joints.items()},
            {name: _flipped(way) for name, way in self.facing.items()},
            {_other(name): miss for name, miss in self.short_of.items()},
        )


def _flipped(point: Point) -> Point:
    return Point(-point.x, point.y, point.z)


def _other(name: str) -> str:
    side, space, part = name.partition(" ")
    return f"{BodySide(side).other} {part}" if space else name


def thickness(joint: str) -> float:
    """From a joint to the skin around it, in body heights."""
    return THICKNESS.get(joint.rpartition(" ")[2], 0.0)


def _bottom(joints: Mapping[str, Point]) -> float:
    return min(place.y - thickness(name) for name, place in joints.items())


def skeleton_of(pose: Pose) -> Skeleton:
    """The points of all joints in a pose."""
    return _Builder(pose).build()


class _Builder:
    """Lay out the trunk, then the limbs given by directions, then set it on the floor, then the
    rest."""

    def __init__(self, pose: Pose) -> None:
        self._pose = pose
        self._joints: dict[str, Point] = {}
        self._missed: dict[str, float] = {}
        self._facing: dict[str, Point] = {}

    def build(self) -> Skeleton:
        self._trunk()
        limbs = [(kind, side, self._limb(kind, side)) for side in BodySide for kind in LIMB_JOINTS]
        for kind, side, limb in limbs:
            if isinstance(limb, Bent):
                self._bent(kind, side, limb)
        self._set_down()
        for kind, side, limb in limbs:
            if isinstance(limb, Planted):
                target = Point(limb.x, limb.y, self._depth(kind, side, limb))
                self._reach(kind, side, target, limb.bend)
                self._end(kind, side, limb.end or self._flat(kind, limb))
        for kind, side, limb in limbs:
            if isinstance(limb, Touching):
                self._reach(kind, side, self._joints[limb.part].plus(Point(*limb.shift)), limb.bend)
                self._end(kind, side, None)
        return Skeleton(self._joints, self._facing, self._missed)

    def _limb(self, kind: str, side: BodySide) -> Limb:
        return self._pose.arm(side) if kind == "arm" else self._pose.leg(side)

    def _trunk(self) -> None:
        pose = self._pose
        spine = (
            ("waist", pose.pelvis, body.PELVIS),
            ("chest", pose.lumbar, body.LUMBAR),
            ("shoulders", pose.thorax, body.THORAX),
            ("nape", pose.neck, body.NECK),
            ("skull", pose.head, body.HEAD / 2),
        )
        place = self._joints["hips"] = Point(0, 0)
        for joint, direction, length in spine:
            place = self._joints[joint] = place.plus(direction.way(), length)
        turns = (
            ("pelvis", pose.pelvis, pose.turn),
            ("chest", pose.thorax, pose.chest_turn),
            ("face", pose.head, pose.face_turn),
        )
        for part, along, turn in turns:
            self._facing[part] = facing(along, turn)
        for side in BodySide:
            for joint, middle, part, width in (
                ("hip", "hips", "pelvis", body.HIP),
                ("shoulder", "shoulders", "chest", body.SHOULDER),
            ):
                way = self._outward(side, part)
                self._joints[f"{side} {joint}"] = self._joints[middle].plus(way, width)

    def _along(self, part: str) -> Point:
        return (self._pose.pelvis if part == "pelvis" else self._pose.thorax).way()

    def _outward(self, side: BodySide, part: str) -> Point:
        right = self._facing[part].cross(self._along(part))
        return right if side is BodySide.RIGHT else Point(0, 0).plus(right, -1)

    def _bent(self, kind: str, side: BodySide, limb: Bent) -> None:
        root, middle, end = (f"{side} {joint}" for joint in LIMB_JOINTS[kind])
        upper, lower = LIMB_LENGTHS[kind]
        self._joints[middle] = self._joints[root].plus(limb.upper.way(), upper)
        self._joints[end] = self._joints[middle].plus(limb.lower.way(), lower)
        self._end(kind, side, limb.end)

    def _end(self, kind: str, side: BodySide, direction: Direction | None) -> None:
        _, middle, end = (f"{side} {joint}" for joint in LIMB_JOINTS[kind])
        place = self._joints[end]
        lower = self._joints[middle].to(place).unit()
        if kind == "arm":
            way = direction.way() if direction else lower
            self._joints[f"{side} fingers"] = place.plus(way, body.HAND - THICKNESS["fingers"])
            return
        way = direction.way() if direction else self._sole(lower)
        sole = lower.beside(way.unit())
        # A foot in line with its shin leaves open where its sole is; it can't be bent so far.
        sole = sole.unit() if sole.length() > 1e-6 else lower
        for part, length in (("heel", -body.HEEL), ("toes", body.TOES)):
            depth = body.SOLE - THICKNESS[part]
            self._joints[f"{side} {part}"] = place.plus(way.unit(), length).plus(sole, depth)

    def _sole(self, shin: Point) -> Point:
        """Direction of the toes of a relaxed foot: as flat as its ankle allows."""
        square = self._outward(BodySide.RIGHT, "pelvis").cross(shin)
        square = square.unit() if square.length() > 1e-6 else self._facing["pelvis"]
        down = Point(0, -1)
        leaning = atan2(down.dot(square), down.dot(shin))
        bent = max(-EASY_ANKLE, min(EASY_ANKLE, leaning))
        return Point(0, 0).plus(square, cos(bent)).plus(shin, -sin(bent))

    def _set_down(self) -> None:
        root = self._pose.root
        if isinstance(root, HipPlacement):
            shift = Point(root.x, root.y)
        else:
            low = _bottom(self._joints)
            anchor = self._joints.get(root.anchor, self._joints["hips"])
            shift = Point(root.x - anchor.x, root.lift - low)
        self._joints = {name: place.plus(shift) for name, place in self._joints.items()}

    def _depth(self, kind: str, side: BodySide, limb: Planted) -> float:
        return self._joints[f"{side} {LIMB_JOINTS[kind][0]}"].z if limb.z is None else limb.z

    def _flat(self, kind: str, limb: Planted) -> Direction | None:
        """A foot flat on its surface, pointing where the figure faces or, when lying, where its
        head is."""
        if limb.surface is None:
            return None
        if limb.surface is Surface.WALL:
            return Direction(90)
        part = "chest" if kind == "arm" else "pelvis"
        way = self._facing[part]
        if kind == "arm":
            way = way.plus(self._along(part))
        if abs(way.x) < abs(way.z):
            return Direction(0, 70 if way.z > 0 else -70)
        return Direction(0 if way.x > 0 else 180)

    def _reach(self, kind: str, side: BodySide, target: Point, bend: Direction | None) -> None:
        root, middle, end = (f"{side} {joint}" for joint in LIMB_JOINTS[kind])
        upper, lower = LIMB_LENGTHS[kind]
        start = self._joints[root]
        way = start.to(target)
        distance = min(way.length(), (upper + lower) * ALMOST_STRAIGHT)
        self._missed[f"{side} {kind}"] = way.length() - distance
        axis = way.unit()
        along = (distance**2 + upper**2 - lower**2) / (2 * distance)
        out = sqrt(max(0.0, upper**2 - along**2))
        bulge = self._bulge(kind, bend).beside(axis)
        self._joints[middle] = start.plus(axis, along).plus(bulge.unit(), out)
        self._joints[end] = start.plus(axis, distance)

    def _bulge(self, kind: str, bend: Direction | None) -> Point:
        """Direction in which the middle joint moves out: knees to the front, elbows to the feet; if
        the limb itself points there, knees to the head and elbows to the back."""
        if bend is not None:
            return bend.way()
        if kind == "leg":
            return self._facing["pelvis"].plus(self._along("pelvis"), 0.5)
        return Point(0, 0).plus(self._along("chest").plus(self._facing["chest"], 0.5), -1)


def facing(along: Direction, turn: float) -> Point:
    """The front of a part, from the direction of its length and its turn."""
    up = along.way()
    toward_viewer = Point(0, 0, 1)
    flat = toward_viewer.beside(up)
    # A part seen end on has no profile; its front is then taken to be up.
    out = flat.unit() if flat.length() > 1e-6 else Point(0, 1)
    profile = up.cross(out)
    way = Direction(turn).way()
    return Point(0, 0).plus(profile, way.x).plus(out, way.y)


def bent_as(skeleton: Skeleton, kind: str, side: BodySide) -> Bent:
    """A limb of a finished skeleton, given by directions."""
    root, middle, end = (skeleton[f"{side} {joint}"] for joint in LIMB_JOINTS[kind])
    tip = end.to(skeleton[f"{side} fingers"]) if kind == "arm" else skeleton.sole(side)
    ways = (root.to(middle), middle.to(end), tip)
    return Bent(*map(body.direction_of, ways))


def root_of(skeleton: Skeleton) -> HipPlacement:
    """The point of the hips in a finished skeleton."""
    return HipPlacement(skeleton["hips"].x, skeleton["hips"].y)
