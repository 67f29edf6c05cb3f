"""How far joints go, so that no figure asks for what a body can't do.

Ranges follow those of the American Academy of Orthopaedic Surgeons as tabled in Norkin and White,
Measurement of Joint Motion, in degrees from the anatomical position. Where the floor or the body's
own weight brings a joint further than its muscles do, the limit is the passive one: hips and
knees of somebody who sits on the heels, the ankle of a bent standing leg, and of a foot that lies
on its instep, which the sole's own bend is part of. Lumbar and thoracic
spine share what the trunk as a whole can do; the neck's are those of its whole length.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import asin, atan2, copysign, degrees

from voice_coach.core.figures.body import BodySide, Degrees, Point, angle_between, short_turn
from voice_coach.core.figures.pose import Pose
from voice_coach.core.figures.skeleton import Skeleton, skeleton_of

RANGES: dict[str, tuple[Degrees, Degrees]] = {
    "knee flexion": (-8, 155),
    "elbow flexion": (-12, 155),
    "hip flexion": (-32, 135),
    "hip abduction": (-35, 60),
    "shoulder flexion": (-65, 190),
    "shoulder across the chest": (-180, 60),
    "ankle dorsiflexion": (-80, 40),
    "lumbar flexion": (-30, 45),
    "thoracic flexion": (-30, 45),
    "sideways bend of the back": (-40, 40),
    "neck flexion": (-75, 70),
    "turn of the chest": (-50, 50),
    "turn of the head": (-85, 85),
}
"""Smallest and largest angle of each movement; below 0 is the opposite movement."""


_PARTS = {"pelvis": ("hips", "waist", "hip"), "chest": ("chest", "shoulders", "shoulder")}


@dataclass(frozen=True, slots=True)
class Strain:
    """A joint beyond its range."""

    movement: str
    side: BodySide | None
    angle: Degrees

    def __str__(self) -> str:
        least, most = RANGES[self.movement]
        which = f"{self.side} {self.movement}" if self.side else self.movement
        return f"{which} is {self.angle:.0f}, and goes from {least:.0f} to {most:.0f}"


def strains(pose: Pose) -> tuple[Strain, ...]:
    """The joints of a pose that are beyond their range."""
    return tuple(
        Strain(movement, side, angle)
        for movement, side, angle in movements(pose)
        if not RANGES[movement][0] <= angle <= RANGES[movement][1]
    )


def movements(pose: Pose) -> Iterator[tuple[str, BodySide | None, Degrees]]:
    """The angle of each joint movement in a pose, with its side."""
    skeleton = skeleton_of(pose)
    yield from _spine(pose, skeleton)
    for side in BodySide:
        for movement, angle in (*_leg(skeleton, side), *_arm(skeleton, side)):
            yield movement, side, angle


def _spine(pose: Pose, skeleton: Skeleton) -> Iterator[tuple[str, None, Degrees]]:
    parts = (
        ("lumbar flexion", "pelvis", pose.pelvis, pose.lumbar),
        ("thoracic flexion", "chest", pose.lumbar, pose.thorax),
        ("neck flexion", "chest", pose.thorax, pose.head),
    )
    for movement, part, below, above in parts:
        front, up, way = skeleton.facing[part], below.way(), above.way()
        side = front.cross(up)
        yield movement, None, degrees(atan2(way.dot(front), way.dot(up)))
        if part == "pelvis" or movement == "thoracic flexion":
            yield "sideways bend of the back", None, _leaning(way, side)
    yield "turn of the chest", None, short_turn(pose.turn, pose.chest_turn)
    yield "turn of the head", None, short_turn(pose.chest_turn, pose.face_turn)


def _leaning(way: Point, axis: Point) -> Degrees:
    share = way.unit().dot(axis.unit()) if axis.length() > 1e-6 else 0.0
    return degrees(asin(max(-1.0, min(1.0, share))))


def _leg(skeleton: Skeleton, side: BodySide) -> Iterator[tuple[str, Degrees]]:
    hip, knee, ankle = (skeleton[f"{side} {joint}"] for joint in ("hip", "knee", "ankle"))
    thigh, shin = hip.to(knee), knee.to(ankle)
    front, up, outward = _frame(skeleton, side, "pelvis")
    yield "hip flexion", degrees(atan2(thigh.dot(front), -thigh.dot(up)))
    yield "hip abduction", _leaning(thigh, outward)
    right = skeleton["left hip"].to(skeleton["right hip"])
    before = right.cross(thigh).unit()
    folded = angle_between(thigh, shin)
    yield "knee flexion", copysign(folded, 0.15 * shin.length() - shin.dot(before))
    sole = skeleton.sole(side)
    yield "ankle dorsiflexion", angle_between(shin, sole) - 90


def _arm(skeleton: Skeleton, side: BodySide) -> Iterator[tuple[str, Degrees]]:
    joints = ("shoulder", "elbow", "wrist")
    shoulder, elbow, wrist = (skeleton[f"{side} {joint}"] for joint in joints)
    upper, fore = shoulder.to(elbow), elbow.to(wrist)
    front, up, outward = _frame(skeleton, side, "chest")
    if abs(_leaning(upper, outward)) < 50:
        raised = degrees(atan2(upper.dot(front), -upper.dot(up)))
        yield "shoulder flexion", raised if raised > -120 else raised + 360
    yield "shoulder across the chest", -_leaning(upper, outward)
    axis = upper.cross(fore)
    right = skeleton["left shoulder"].to(skeleton["right shoulder"]).unit()
    # Only an arm that bends in the plane of its swing shows that its elbow bends the wrong way.
    backward = axis.length() > 1e-9 and axis.unit().dot(right) < -0.9
    yield "elbow flexion", copysign(angle_between(upper, fore), -1 if backward else 1)


def _frame(skeleton: Skeleton, side: BodySide, part: str) -> tuple[Point, Point, Point]:
    """The front, up and outward vectors of a part of the trunk."""
    low, high, joint = _PARTS[part]
    up = skeleton[low].to(skeleton[high]).unit()
    outward = skeleton[f"{side.other} {joint}"].to(skeleton[f"{side} {joint}"]).unit()
    return skeleton.facing[part], up, outward
