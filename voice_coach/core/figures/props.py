"""The surroundings of a figure: floor, mat, wall, chair, and things it holds."""

from __future__ import annotations

from collections.abc import Iterator

from voice_coach.core.figures.body import BodySide, Point
from voice_coach.core.figures.figure import Chair, Props
from voice_coach.core.figures.pose import Viewpoint
from voice_coach.core.figures.projection import Camera
from voice_coach.core.figures.shapes import (
    Disc,
    FillTone,
    PicturePoint,
    Shape,
    box,
    capsule,
    counter_clockwise,
)
from voice_coach.core.figures.skeleton import Skeleton

WALL_HEIGHT = 1.2


class Scene:
    """The props around one figure."""

    def __init__(
        self, skeleton: Skeleton, camera: Camera, props: Props, width: tuple[float, float]
    ) -> None:
        """`width`: the range of x that the floor must cover."""
        self._skeleton, self._camera, self._props = skeleton, camera, props
        self._width = width

    def behind(self) -> Iterator[Shape]:
        """The shapes behind the figure."""
        props = self._props
        left, right = self._width
        if self._camera.view is Viewpoint.TOP:
            floor = box(PicturePoint(left - 0.1, -0.48), PicturePoint(right + 0.1, 0.48))
            yield Shape(FillTone.FLOOR, (floor,), rimmed=False)
            yield Shape(
                FillTone.MAT,
                (box(PicturePoint(left, -0.3), PicturePoint(right, 0.3)),),
                rimmed=False,
            )
            return
        yield self._slab(FillTone.FLOOR, left - 0.1, right + 0.1, 0.36)
        if props.mat:
            yield self._slab(FillTone.MAT, left, right, 0.26)
        if props.far_wall is not None:
            yield self._far_wall(props.far_wall, left, right)
        if props.wall is not None:
            yield from self._wall(props.wall, left, right)
        if props.door is not None:
            yield self._door(props.door)
        if props.chair is not None:
            yield from self._chair(props.chair) if props.chair.back else self._step(props.chair)
        if props.towel is not None:
            yield from self._towel(props.towel)

    def _slab(self, tone: FillTone, left: float, right: float, depth: float) -> Shape:
        corners = ((left, depth), (right, depth), (right, -depth), (left, -depth))
        return Shape(
            tone, (tuple(self._camera.spot(Point(x, 0, z)) for x, z in corners),), rimmed=False
        )

    def _far_wall(self, z: float, left: float, right: float) -> Shape:
        corners = ((left, 0.0), (right, 0.0), (right, WALL_HEIGHT), (left, WALL_HEIGHT))
        outline = tuple(self._camera.spot(Point(x, y, z)) for x, y in corners)
        return Shape(FillTone.PROP, (outline,), rimmed=False)

    def _wall(self, x: float, left: float, right: float) -> Iterator[Shape]:
        """A wall, with its right face visible. One on the right, touched on its other face, ends
        beside the near hand so as not to hide it."""
        on_the_right = x > (left + right) / 2
        near, far = (0.04, -0.36) if on_the_right else (0.36, -0.36)
        start, end = (x, x + 0.05) if on_the_right else (x - 0.05, x)
        face = ((end, near), (end, far))
        edge = ((start, near), (end, near))
        for tone, corners in ((FillTone.PROP, face), (FillTone.PROP_SIDE, edge)):
            low = [self._camera.spot(Point(x, 0, z)) for x, z in corners]
            high = [self._camera.spot(Point(x, WALL_HEIGHT, z)) for x, z in corners]
            yield Shape(tone, (counter_clockwise((*low, *reversed(high))),), rimmed=False)

    def _door(self, x: float) -> Shape:
        """A door frame: across the path of a figure in profile, around one facing the viewer."""
        height, thick = 1.16, 0.022
        across = self._camera.view is Viewpoint.SIDE
        jambs = [(x, -0.3), (x, 0.3)] if across else [(-x, 0.0), (x, 0.0)]
        tops = [Disc(self._camera.spot(Point(jamb, height, z)), thick) for jamb, z in jambs]
        feet = [Disc(self._camera.spot(Point(jamb, thick, z)), thick) for jamb, z in jambs]
        posts = (capsule(*ends) for ends in zip(tops, feet, strict=True))
        return Shape(FillTone.PROP, (capsule(*tops), *posts), rimmed=False)

    def _chair(self, chair: Chair) -> Iterator[Shape]:
        depth = 0.15
        far = chair.x - chair.faces * chair.depth
        legs = [
            capsule(
                Disc(self._camera.spot(Point(x, 0.012, z)), 0.012),
                Disc(self._camera.spot(Point(x, chair.height - 0.02, z)), 0.012),
            )
            for z in (-depth, depth)
            for x in (chair.x - chair.faces * 0.02, far + chair.faces * 0.02)
        ]
        yield Shape(FillTone.PROP_SIDE, tuple(legs), rimmed=False)
        seat = [(chair.x, -depth), (far, -depth), (far, depth), (chair.x, depth)]
        top = counter_clockwise(self._camera.spot(Point(x, chair.height, z)) for x, z in seat)
        front = counter_clockwise(
            self._camera.spot(Point(x, y, depth))
            for x, y in (
                (chair.x, chair.height), (far, chair.height),
                (far, chair.height - 0.03), (chair.x, chair.height - 0.03),
            )
        )  # fmt: skip
        back = counter_clockwise(
            self._camera.spot(Point(far, y, z))
            for y, z in (
                (chair.height, -depth), (chair.height, depth),
                (chair.height + 0.28, depth), (chair.height + 0.28, -depth),
            )
        )  # fmt: skip
        yield Shape(FillTone.PROP, (back,), rimmed=False)
        yield Shape(FillTone.PROP, (top,), rimmed=False)
        yield Shape(FillTone.PROP_SIDE, (front,), rimmed=False)

    def _step(self, step: Chair) -> Iterator[Shape]:
        depth, height = 0.2, step.height
        left, right = sorted((step.x, step.x - step.faces * step.depth))
        front = ((left, 0, depth), (right, 0, depth), (right, height, depth), (left, height, depth))
        side = (
            (right, 0, depth), (right, 0, -depth), (right, height, -depth), (right, height, depth),
        )  # fmt: skip
        top = (
            (left, height, depth), (right, height, depth),
            (right, height, -depth), (left, height, -depth),
        )  # fmt: skip
        for tone, corners in (
            (FillTone.PROP_SIDE, side),
            (FillTone.PROP, top),
            (FillTone.PROP, front),
        ):
            spots = counter_clockwise(self._camera.spot(Point(*corner)) for corner in corners)
            yield Shape(tone, (spots,))

    def _towel(self, around: str) -> Iterator[Shape]:
        loop = self._camera.spot(self._skeleton[around])
        hands = (self._camera.spot(self._skeleton[f"{side} fingers"]) for side in BodySide)
        bands = tuple(capsule(Disc(loop, 0.012), Disc(hand, 0.01)) for hand in hands)
        yield Shape(FillTone.PROP_SIDE, bands)
