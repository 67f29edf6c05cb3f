"""The picture of a figure, made of flat rounded shapes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import atan2, cos, hypot, pi, sin

from voice_coach.core.figures.body import BodySide, Point
from voice_coach.core.figures.figure import Figure, Props
from voice_coach.core.figures.pose import Pose
from voice_coach.core.figures.projection import Camera
from voice_coach.core.figures.props import Scene
from voice_coach.core.figures.shapes import (
    Disc,
    FillTone,
    Outline,
    PicturePoint,
    Shape,
    arc,
    capsule,
    chain,
    smooth,
)
from voice_coach.core.figures.skeleton import THICKNESS, Skeleton, skeleton_of

KNEE_AHEAD = 0.15
"""Extra nearness of a knee when the arm passes behind its leg, in body heights."""


def picture_of(figure: Figure, pose: Pose, *, mirrored: bool = False) -> tuple[Shape, ...]:
    """All shapes of a figure in a pose and of what stands around it, from the farthest to the
    nearest; `mirrored` with the left side at work.

    The floor is as wide as all poses of the figure need, so it keeps still while the figure moves.
    """
    skeleton, props, (left, right) = skeleton_of(pose), figure.props, _width(figure)
    if mirrored:
        skeleton, props, (left, right) = skeleton.mirrored(), props.mirrored(), (-right, -left)
    camera = Camera(figure.view)
    scene = Scene(skeleton, camera, props, (left, right))
    return (*scene.behind(), *_Painter(skeleton, camera, props).shapes())


@lru_cache(maxsize=128)
def _width(figure: Figure) -> tuple[float, float]:
    places = [place for pose in figure.poses for place in skeleton_of(pose).joints.values()]
    if figure.alternates:
        others = (pose.other_way(figure.view) for pose in figure.poses)
        places += [place for pose in others for place in skeleton_of(pose).joints.values()]
    return min(place.x for place in places) - 0.12, max(place.x for place in places) + 0.12


class _Painter:
    def __init__(self, skeleton: Skeleton, camera: Camera, props: Props) -> None:
        self._skeleton, self._props = skeleton, props
        self._camera = camera

    def shapes(self) -> Iterator[Shape]:
        far, near = self._sides()
        abreast = self._turned("pelvis")
        if not abreast:
            yield from self._leg(far, near=False)
        behind = self._arms_behind(far, near)
        before = [side for side in (far, near) if side not in behind]
        for side in behind:
            yield from self._arm(side, near=self._turned("chest"))
        yield self._torso()
        for side in before:
            if self._leg_hides_arm(side):
                yield from self._arm(side, near=True)
        if abreast:
            yield from self._leg(far, near=True)
            yield from self._leg(near, near=True)
            yield Shape(FillTone.CLOTH, self._seat(), rimmed=False)
        else:
            yield from self._leg(near, near=True, seat=True)
        yield from self._head()
        for side in before:
            if not self._leg_hides_arm(side):
                yield from self._arm(side, near=True)

    def _spot(self, place: Point) -> PicturePoint:
        return self._camera.spot(place)

    def _joint(self, name: str) -> PicturePoint:
        return self._spot(self._skeleton[name])

    def _disc(self, name: str, radius: float | None = None) -> Disc:
        part = name.rpartition(" ")[2]
        return Disc(self._joint(name), THICKNESS[part] if radius is None else radius)

    def _sides(self) -> tuple[BodySide, BodySide]:
        right, left = (
            self._skeleton[f"{side} shoulder"].z for side in (BodySide.RIGHT, BodySide.LEFT)
        )
        return (
            (BodySide.LEFT, BodySide.RIGHT)
            if right >= left - 1e-6
            else (BodySide.RIGHT, BodySide.LEFT)
        )

    def _turned(self, part: str) -> bool:
        """True if seen from the front or the back, so that neither side is far."""
        return abs(self._skeleton.facing[part].z) > 0.6

    def _arms_behind(self, far: BodySide, near: BodySide) -> tuple[BodySide, ...]:
        """The arms hidden by the trunk: the far one in profile, else any with its hand behind."""
        if not self._turned("chest"):
            return (far,)
        chest = self._skeleton["chest"].z - 0.02
        return tuple(side for side in (far, near) if self._skeleton[f"{side} wrist"].z < chest)

    def _leg_hides_arm(self, side: BodySide) -> bool:
        """True if the arm reaches through behind its leg, whose knee stands out."""
        knee, hand = self._skeleton[f"{side} knee"], self._skeleton[f"{side} wrist"]
        return knee.z - hand.z > KNEE_AHEAD

    def _leg(self, side: BodySide, *, near: bool, seat: bool = False) -> Iterator[Shape]:
        hip, knee, ankle = (self._disc(f"{side} {joint}") for joint in ("hip", "knee", "ankle"))
        heel = self._disc(f"{side} heel")
        toes = self._disc(f"{side} toes", 0.027 if self._turned("pelvis") else None)
        instep = Disc(ankle.place, 0.024)
        calf = Disc(self._calf(side), 0.034)
        shoe = FillTone.SHOE if near else FillTone.FAR_SHOE
        cloth = FillTone.CLOTH if near else FillTone.FAR_CLOTH
        yield Shape(shoe, (capsule(heel, toes), capsule(instep, toes), capsule(instep, heel)))
        leg = chain((hip, knee, calf, Disc(ankle.place, 0.023)))
        yield Shape(cloth, (*leg, *self._seat()) if seat else leg)

    def _calf(self, side: BodySide) -> PicturePoint:
        knee, ankle = self._skeleton[f"{side} knee"], self._skeleton[f"{side} ankle"]
        place = knee.plus(knee.to(ankle), 0.3)
        thigh = self._skeleton[f"{side} hip"].to(knee)
        shin = knee.to(ankle).unit()
        toes = self._skeleton[f"{side} heel"].to(self._skeleton[f"{side} toes"]).beside(shin)
        back = toes if toes.length() > 0.02 else thigh.beside(shin)
        if back.length() > 0.02:
            place = place.plus(back.unit(), -0.007)
        return self._spot(place)

    def _arm(self, side: BodySide, *, near: bool) -> Iterator[Shape]:
        shoulder, elbow, wrist, fingers = (
            self._disc(f"{side} {joint}") for joint in ("shoulder", "elbow", "wrist", "fingers")
        )
        skin, sleeve = (
            (FillTone.SKIN, FillTone.SHIRT) if near else (FillTone.FAR_SKIN, FillTone.FAR_CLOTH)
        )
        palm = self._skeleton[f"{side} wrist"]
        palm = palm.plus(palm.to(self._skeleton[f"{side} fingers"]), 0.45)
        hand = (wrist, Disc(self._spot(palm), 0.021), fingers)
        if self._props.weights:
            yield self._weight(side)
        if self._props.backpack is side:
            yield from self._backpack(side)
        middle = self._skeleton[f"{side} shoulder"]
        middle = middle.plus(middle.to(self._skeleton[f"{side} elbow"]), 0.45)
        cuff = Disc(self._spot(middle), 0.033)
        # In profile a rim parts the sleeve from the shirt; from the front the two are one.
        arm = (cuff, elbow, wrist) if self._turned("chest") else (shoulder, elbow, wrist)
        yield Shape(skin, (*chain(arm), *chain(hand)))
        yield Shape(sleeve, (capsule(shoulder, cuff),), rimmed=False)

    def _grip(self, side: BodySide) -> Point:
        wrist, fingers = (self._skeleton[f"{side} {joint}"] for joint in ("wrist", "fingers"))
        return wrist.plus(wrist.to(fingers), 0.6)

    def _backpack(self, side: BodySide) -> Iterator[Shape]:
        """A backpack hanging from its handle."""
        grip = self._spot(self._grip(side))
        handle, top, low = (
            Disc(PicturePoint(grip.x, grip.y - drop), radius)
            for drop, radius in ((0.0, 0.014), (0.06, 0.05), (0.12, 0.062))
        )
        pocket = [
            Disc(PicturePoint(grip.x + 0.03 * way, low.place.y - 0.01), 0.022) for way in (-1, 1)
        ]
        yield Shape(FillTone.PROP_SIDE, (capsule(handle, top), capsule(top, low)))
        yield Shape(FillTone.PROP, (capsule(*pocket),), rimmed=False)

    def _weight(self, side: BodySide) -> Shape:
        grip = self._grip(side)
        across = Point(0.05, 0.0)
        ends = [Disc(self._spot(grip.plus(across, times)), 0.035) for times in (-1, 1)]
        bar = capsule(*(Disc(end.place, 0.012) for end in ends))
        return Shape(FillTone.PROP_SIDE, (bar, *(capsule(end, end) for end in ends)))

    def _breadth(self, part: str) -> float:
        """Breadth of the trunk: 0 seen in profile, 1 from the front or the back."""
        return abs(self._skeleton.facing[part].z)

    def _trunk(self) -> tuple[Disc, ...]:
        pelvis, chest = self._breadth("pelvis"), self._breadth("chest")
        hips, waist, ribs, top = (
            self._skeleton[joint] for joint in ("hips", "waist", "chest", "shoulders")
        )
        front = self._skeleton.facing["chest"]
        return (
            Disc(self._spot(hips), 0.062 - 0.01 * pelvis),
            Disc(self._spot(waist), 0.056 + 0.014 * pelvis),
            Disc(self._spot(ribs.plus(front, 0.006)), 0.061 + 0.021 * chest),
            Disc(
                self._spot(ribs.plus(ribs.to(top), 0.55).plus(front, 0.008)), 0.062 + 0.022 * chest
            ),
            Disc(self._spot(top), 0.045),
        )

    def _torso(self) -> Shape:
        spine = smooth(self._trunk())
        shoulders = [self._disc(f"{side} shoulder") for side in BodySide]
        base = self._spot(
            self._skeleton["shoulders"].plus(
                self._skeleton["shoulders"].to(self._skeleton["chest"]), 0.25
            )
        )
        yoke = (capsule(Disc(base, 0.045), shoulder) for shoulder in shoulders)
        return Shape(FillTone.SHIRT, (*chain(spine), *yoke))

    def _seat(self) -> tuple[Outline, ...]:
        hips, waist, *_ = self._trunk()
        middle = self._skeleton["hips"]
        low = middle.plus(self._skeleton.facing["pelvis"], -0.012)
        top = middle.plus(middle.to(self._skeleton["waist"]), 0.5)
        sides = (Disc(self._joint(f"{side} hip"), THICKNESS["hip"]) for side in BodySide)
        between = 0.5 * (hips.radius + waist.radius)
        return (
            capsule(Disc(self._spot(low), 0.06), Disc(self._spot(top), between)),
            capsule(*sides),
        )

    def _neck(self) -> tuple[Outline, ...]:
        shoulders, skull = self._skeleton["shoulders"], self._skeleton["skull"]
        low = shoulders.plus(shoulders.to(self._skeleton["nape"]), 0.35)
        discs = ((low, 0.034), (self._skeleton["nape"], 0.03), (skull, 0.03))
        return chain(Disc(self._spot(place), radius) for place, radius in discs)

    def _head(self) -> Iterator[Shape]:
        skull, nape = self._skeleton["skull"], self._skeleton["nape"]
        up, front = nape.to(skull).unit(), self._skeleton.facing["face"]
        middle = skull.plus(front, 0.012)
        crown = middle.plus(up, 0.006).plus(front, -0.008)
        jaw = middle.plus(up, -0.03).plus(front, 0.014)
        nose = middle.plus(front, 0.062).plus(up, -0.008)
        bridge = middle.plus(front, 0.04).plus(up, 0.012)
        face = (
            capsule(Disc(self._spot(crown), 0.056), Disc(self._spot(jaw), 0.036)),
            capsule(Disc(self._spot(bridge), 0.012), Disc(self._spot(nose), 0.008)),
        )
        yield Shape(FillTone.SKIN, (*self._neck(), *face))
        if front.z > -0.5:
            hair = self._hair(crown, up, front)
        else:
            hair = (capsule(Disc(self._spot(crown), 0.059), Disc(self._spot(jaw), 0.026)),)
        yield Shape(FillTone.HAIR, (*hair, *self._eyes(middle, up, front)), rimmed=False)

    def _eyes(self, middle: Point, up: Point, front: Point) -> Iterator[Outline]:
        """The visible eyes, so that a glance tells where the figure looks."""
        for side in (front.cross(up), up.cross(front)):
            way = front.plus(side, 0.5)
            if way.z > -0.1:
                eye = Disc(self._spot(middle.plus(way, 0.042).plus(up, 0.004)), 0.0065)
                yield capsule(eye, eye)

    def _hair(self, crown: Point, up: Point, front: Point) -> tuple[Outline, ...]:
        """Hair: a cap over the crown and the back of the head, the skull without the face."""
        radius = 0.059
        middle = self._spot(crown)
        flat_up, flat_front = self._flat(up), self._flat(front)
        back = PicturePoint(-flat_front.x, -flat_front.y)
        way = PicturePoint(0.75 * flat_up.x + back.x, 0.75 * flat_up.y + back.y)
        size = hypot(*way)
        if size < 1e-6:
            return ()
        heading = atan2(way.y, way.x)
        spread = 1.62 if hypot(*flat_front) > 0.5 else 1.15
        rim = tuple(arc(Disc(middle, radius), heading - spread, heading + spread))
        inner = Disc(
            PicturePoint(middle.x - 0.034 * way.x / size, middle.y - 0.034 * way.y / size),
            radius * 0.9,
        )
        start = atan2(rim[-1].y - inner.place.y, rim[-1].x - inner.place.x)
        end = atan2(rim[0].y - inner.place.y, rim[0].x - inner.place.x)
        while end > start:
            end -= 2 * pi
        if start - end > pi:
            return (rim,)
        hairline = tuple(
            PicturePoint(
                inner.place.x + inner.radius * cos(start + (end - start) * step / 8),
                inner.place.y + inner.radius * sin(start + (end - start) * step / 8),
            )
            for step in range(1, 8)
        )
        return ((*rim, *hairline),)

    def _flat(self, way: Point) -> PicturePoint:
        return PicturePoint(way.x, way.y)
