"""Where a figure is seen from.

A little from above and from the right: what is nearer to the viewer is drawn a little lower and
to the left, so that the far arm and leg show beside the near ones.
"""

from __future__ import annotations

from dataclasses import dataclass

from voice_coach.core.figures.body import Point
from voice_coach.core.figures.pose import Viewpoint
from voice_coach.core.figures.shapes import PicturePoint

_SLANT = PicturePoint(-0.16, -0.2)
"""Shift in the picture per body height toward the viewer."""


@dataclass(frozen=True, slots=True)
class Camera:
    """The mapping from the space of a figure to its picture."""

    view: Viewpoint

    def spot(self, place: Point) -> PicturePoint:
        """The point in the picture of a point in space."""
        if self.view is Viewpoint.TOP:
            return PicturePoint(place.x, place.y)
        return PicturePoint(place.x + _SLANT.x * place.z, place.y + _SLANT.y * place.z)
