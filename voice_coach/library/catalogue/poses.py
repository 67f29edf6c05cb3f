"""Read one pose of a figure."""

from __future__ import annotations

import re
from collections.abc import Mapping as Lookup
from dataclasses import dataclass, replace
from math import cos, radians, sin

from voice_coach.core.figures import body
from voice_coach.core.figures.body import BodySide, Degrees, Direction
from voice_coach.core.figures.pose import (
    Bent,
    Flip,
    HipPlacement,
    Limb,
    Planted,
    Pose,
    Resting,
    Surface,
    Touching,
    Viewpoint,
)
from voice_coach.library.yaml.fields import Key, MappingReader, Schema, as_fields, kind_of
from voice_coach.library.yaml.problems import Problems, quoted
from voice_coach.library.yaml.suggestions import did_you_mean
from voice_coach.library.yaml.tree import Mapping, Refused, Scalar, Sequence, YamlNode
from voice_coach.library.yaml.value_types import Delegated, TextValue

_OF_A_SIDE = (
    "shoulder", "elbow", "wrist", "fingers", "hip", "knee", "ankle", "heel", "toes",
)  # fmt: skip
BODY = (
    *("hips", "waist", "chest", "shoulders", "nape", "skull"),
    *(f"{side} {part}" for side in BodySide for part in _OF_A_SIDE),
)
"""The joints by their names."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A number, also below 0."""

    most: float

    def read(self, node: YamlNode, problems: Problems) -> float | None:
        if isinstance(node, Refused):
            return None
        text = node.text.strip() if isinstance(node, Scalar) else ""
        if not re.fullmatch(r"-?[0-9]{1,3}(?:\.[0-9]{1,4})?", text) or abs(float(text)) > self.most:
            instead = f"write a number from {-self.most:g} to {self.most:g}"
            problems.add(node, f"a number is expected here, not {kind_of(node)}", instead)
            return None
        return float(text)

    def schema(self) -> Schema:
        return {"type": "number", "minimum": -self.most, "maximum": self.most}


_ANGLE = Signed(360)
_LENGTH = Signed(3)


@dataclass(frozen=True, slots=True)
class Angles:
    """Directions, one a segment: a number, or [number, tilt]."""

    least: int
    most: int

    def read(self, node: YamlNode, problems: Problems) -> tuple[Direction, ...] | None:
        if isinstance(node, Refused):
            return None
        items = node.items if isinstance(node, Sequence) else (node,)
        if self.most == 1 and len(items) == 2:
            items = (node,)
        if not self.least <= len(items) <= self.most:
            what = f"{len(items)} angles where {self.least} to {self.most} are expected"
            problems.add(node, what, "write one a segment, as in [-90, -80]")
            return None
        read = [self._direction(item, problems) for item in items]
        return tuple(one for one in read if one is not None) if None not in read else None

    def _direction(self, node: YamlNode, problems: Problems) -> Direction | None:
        if isinstance(node, Sequence) and len(node.items) == 2:
            angle, tilt = (_ANGLE.read(item, problems) for item in node.items)
            return None if angle is None or tilt is None else Direction(angle, tilt)
        angle = _ANGLE.read(node, problems)
        return None if angle is None else Direction(angle)

    def schema(self) -> Schema:
        tilted = {"type": "array", "items": _ANGLE.schema(), "minItems": 2, "maxItems": 2}
        item = {"anyOf": [_ANGLE.schema(), tilted]}
        listed = {"type": "array", "items": item, "minItems": self.least, "maxItems": self.most}
        return {"anyOf": [_ANGLE.schema(), tilted if self.most == 1 else listed]}


@dataclass(frozen=True, slots=True)
class Turns:
    """The turn of pelvis and chest: one number for both, or one for each."""

    def read(self, node: YamlNode, problems: Problems) -> tuple[Degrees, Degrees] | None:
        if isinstance(node, Sequence) and len(node.items) == 2:
            pelvis, chest = (_ANGLE.read(item, problems) for item in node.items)
            return None if pelvis is None or chest is None else (pelvis, chest)
        turn = _ANGLE.read(node, problems)
        return None if turn is None else (turn, turn)

    def schema(self) -> Schema:
        both = {"type": "array", "items": _ANGLE.schema(), "minItems": 2, "maxItems": 2}
        return {"anyOf": [_ANGLE.schema(), both]}


@dataclass(frozen=True, slots=True)
class PointType:
    """[x, y] in body heights."""

    def read(self, node: YamlNode, problems: Problems) -> tuple[float, float] | None:
        if isinstance(node, Sequence) and len(node.items) == 2:
            x, y = (_LENGTH.read(item, problems) for item in node.items)
            return None if x is None or y is None else (x, y)
        if not isinstance(node, Refused):
            problems.add(node, f"a place is expected here, not {kind_of(node)}", "write [0.3, 0.5]")
        return None

    def schema(self) -> Schema:
        return {"type": "array", "items": _LENGTH.schema(), "minItems": 2, "maxItems": 2}


class Joint:
    """The name of a joint."""

    def read(self, node: YamlNode, problems: Problems) -> str | None:
        text = TextValue().read(node, problems)
        if text is None or text in BODY:
            return text
        instead = did_you_mean(text, BODY, "name one as in right knee")
        problems.add(node, f"{quoted(text)} is not a joint", instead)
        return None

    def schema(self) -> Schema:
        return {"enum": list(BODY)}


class FixedJoint:
    """A joint that stays, or [joint, x]."""

    def read(self, node: YamlNode, problems: Problems) -> tuple[str, float] | None:
        if isinstance(node, Sequence) and len(node.items) == 2:
            joint, x = (
                Joint().read(node.items[0], problems), _LENGTH.read(node.items[1], problems),
            )  # fmt: skip
            return None if joint is None or x is None else (joint, x)
        joint = Joint().read(node, problems)
        return None if joint is None else (joint, 0.0)

    def schema(self) -> Schema:
        listed = {"type": "array", "prefixItems": [Joint().schema(), _LENGTH.schema()]}
        return {"anyOf": [Joint().schema(), listed]}


FLOOR = Key("floor", _LENGTH, "x on the floor where the hand or foot stands.")
ON_WALL = Key("wall", _LENGTH, "Height on the wall where the hand or foot stands.")
AT = Key("at", PointType(), "[x, y] of the wrist or ankle.")
ON = Key("on", Joint(), "The joint that the hand touches.")
SHIFT = Key("shift", PointType(), "From that joint to the wrist.")
BEND = Key("bend", Angles(1, 1), "Where elbow or knee point.")
END = Key("end", Angles(1, 1), "Direction of the hand, or of the sole from heel to toes.")
NEAR = Key("near", _LENGTH, "How near to the viewer, from the middle of the figure.")
LIMB = (FLOOR, ON_WALL, AT, ON, SHIFT, BEND, END, NEAR)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The parts of a figure's surroundings that a limb can be planted on."""

    wall: float | None = None


NAME = Key("name", TextValue(20), "What to call it.")
FROM = Key("like", TextValue(20), "The pose it is like; the one before if left out.")
TRUNK = Key("trunk", Angles(1, 3), "Pelvis, waist and chest; or pelvis and chest; or one for all.")
HEAD = Key("head", Angles(1, 2), "Neck and head; goes on where the chest goes if left out.")
TURN = Key("turn", Turns(), "Of pelvis and chest: 0 in profile, 90 facing the viewer.")
FACE = Key("face", _ANGLE, "Turn of the head; that of the chest if left out.")
HIPS = Key("hips", PointType(), "[x, y] of the hips; set down on the floor if left out.")
ANCHOR = Key("anchor", FixedJoint(), "The joint that keeps its x, which is 0 or given: [joint, x].")
LIFT = Key("lift", _LENGTH, "Height of the lowest point above the floor.")

ARMS: Key[YamlNode] = Key(
    "arms", Delegated("limb"), "The right arm, and the left one as in a mirror."
)
LEGS: Key[YamlNode] = Key(
    "legs", Delegated("limb"), "The right leg, and the left one as in a mirror."
)
RIGHT_ARM: Key[YamlNode] = Key("right arm", Delegated("limb"), "The right arm.")
LEFT_ARM: Key[YamlNode] = Key("left arm", Delegated("limb"), "The left arm.")
RIGHT_LEG: Key[YamlNode] = Key("right leg", Delegated("limb"), "The right leg.")
LEFT_LEG: Key[YamlNode] = Key("left leg", Delegated("limb"), "The left leg.")
POSE = (
    NAME, FROM, TRUNK, HEAD, TURN, FACE, HIPS, ANCHOR, LIFT, ARMS, LEGS, RIGHT_ARM, LEFT_ARM,
    RIGHT_LEG, LEFT_LEG,
)  # fmt: skip

_TURNS = {Viewpoint.SIDE: 0.0, Viewpoint.FRONT: 90.0, Viewpoint.BACK: -90.0, Viewpoint.TOP: 90.0}


def standing(view: Viewpoint) -> Pose:
    """The pose that all begin with: upright and at ease, or from above flat on the back."""
    turn = _TURNS[view]
    lying = view is Viewpoint.TOP
    up, down = (Direction(180), Direction(0)) if lying else (Direction(90), Direction(-90))
    return Pose(
        name="standing",
        pelvis=up, lumbar=up, thorax=up, neck=up, head=up,
        turn=turn, chest_turn=turn, face_turn=turn,
        right_arm=Bent(down, down), left_arm=Bent(down, down),
        right_leg=Bent(down, down), left_leg=Bent(down, down),
        root=HipPlacement(0, 0) if lying else Resting("right ankle"),
    )  # fmt: skip


class PoseReader:
    """Reads the poses of one figure."""

    def __init__(self, view: Viewpoint, room: Surroundings, problems: Problems) -> None:
        self._view = view
        self._room = room
        self._problems = problems

    def read(self, node: YamlNode, before: Pose, known: Lookup[str, Pose], name: str) -> Pose:
        """The pose that `node` describes; what it leaves out is as `before`, or as in the one of
        `known` it says it is like. What is wrong has been noted then, and counts as left out."""
        fields = as_fields(node, POSE, self._problems, "{trunk: 90, legs: -90}")
        if fields is None:
            return before
        pose = replace(self._model(fields, before, known), name=fields.read(NAME) or name)
        pose = self._trunk(fields, pose)
        pose = replace(pose, root=self._root(fields, pose.root))
        return self._limbs(fields, pose)

    def _model(self, fields: MappingReader, before: Pose, known: Lookup[str, Pose]) -> Pose:
        name = fields.read(FROM)
        if name is not None and name not in known:
            instead = did_you_mean(name, known, "name one that stands above it")
            self._problems.add(fields.place(FROM), f"no pose {quoted(name)} above", instead)
        return before if name is None else known.get(name, before)

    def _trunk(self, fields: MappingReader, pose: Pose) -> Pose:
        trunk, head = fields.read(TRUNK), fields.read(HEAD)
        turns, face = fields.read(TURN), fields.read(FACE)
        if trunk:
            pelvis, thorax = trunk[0], trunk[-1]
            lumbar = trunk[1] if len(trunk) == 3 else pelvis.toward(thorax, 0.5)
            pose = replace(
                pose, pelvis=pelvis, lumbar=lumbar, thorax=thorax, neck=thorax, head=thorax
            )
        if head:
            pose = replace(pose, neck=head[0], head=head[-1])
        if turns:
            pose = replace(pose, turn=turns[0], chest_turn=turns[1], face_turn=turns[1])
        return pose if face is None else replace(pose, face_turn=face)

    def _root(self, fields: MappingReader, root: Resting | HipPlacement) -> Resting | HipPlacement:
        hips, anchor, lift = fields.read(HIPS), fields.read(ANCHOR), fields.read(LIFT)
        if hips is not None:
            return HipPlacement(*hips)
        if anchor is not None:
            return Resting(anchor[0], anchor[1], lift or 0.0)
        if lift is not None and isinstance(root, Resting):
            return replace(root, lift=lift)
        return root

    def _limbs(self, fields: MappingReader, pose: Pose) -> Pose:
        arm, leg = self._limb(fields, ARMS, "arm"), self._limb(fields, LEGS, "leg")
        flip = Flip(self._view)
        if arm is not None:
            pose = replace(pose, right_arm=arm, left_arm=flip.limb(arm))
        if leg is not None:
            pose = replace(pose, right_leg=leg, left_leg=flip.limb(leg))
        return replace(
            pose,
            right_arm=self._limb(fields, RIGHT_ARM, "arm") or pose.right_arm,
            left_arm=self._limb(fields, LEFT_ARM, "arm") or pose.left_arm,
            right_leg=self._limb(fields, RIGHT_LEG, "leg") or pose.right_leg,
            left_leg=self._limb(fields, LEFT_LEG, "leg") or pose.left_leg,
        )

    def _limb(self, fields: MappingReader, key: Key[YamlNode], kind: str) -> Limb | None:
        node = fields.read(key)
        if node is None:
            return None
        if isinstance(node, Mapping):
            return self._placed(MappingReader(node, LIMB, self._problems), kind)
        directions = Angles(1, 3).read(node, self._problems)
        if directions is None:
            return None
        upper, *rest = directions
        return Bent(upper, rest[0] if rest else upper, rest[1] if len(rest) > 1 else None)

    def _placed(self, fields: MappingReader, kind: str) -> Limb | None:
        bends, ends, near = fields.read(BEND), fields.read(END), fields.read(NEAR)
        bend, way = (one[0] if one else None for one in (bends, ends))
        floor, wall = fields.read(FLOOR), fields.read(ON_WALL)
        at, on, shift = fields.read(AT), fields.read(ON), fields.read(SHIFT)
        places = [key for key in (FLOOR, ON_WALL, AT, ON) if key in fields]
        if len(places) != 1:
            what = "a limb goes to one place"
            self._problems.add(fields.node, what, "write one of floor, wall, at and on")
            return None
        if on is not None:
            return Touching(on, shift or (0.0, 0.0), bend)
        if at is not None:
            return Planted(*at, near, way, bend)
        if floor is not None:
            return Planted(floor, _height(kind, way), near, way, bend, Surface.FLOOR)
        if wall is not None:
            return self._on_wall(fields, kind, Planted(0, wall, near, way, bend, Surface.WALL))
        return None

    def _on_wall(self, fields: MappingReader, kind: str, limb: Planted) -> Planted | None:
        wall = self._room.wall
        if wall is None:
            what = "there is no wall"
            self._problems.add(fields.place(ON_WALL), what, "add `wall: 0.5` to the figure")
            return None
        gap = body.PALM if kind == "arm" else body.SOLE
        return replace(limb, x=wall - gap if wall > 0 else wall + gap)


def _height(kind: str, way: Direction | None) -> float:
    """Return the height of a wrist or ankle over the floor that its hand or foot stands on."""
    if kind == "arm":
        return body.PALM
    if way is None or way.tilt:
        return body.SOLE
    rise, run = sin(radians(way.angle)), cos(radians(way.angle))
    return max(body.SOLE * run - body.TOES * rise, body.SOLE * run + body.HEEL * rise)
