"""A figure on paper: its key poses side by side, with an arrow from one to the next."""

from __future__ import annotations

from dataclasses import dataclass

from voice_coach.core.figures.bounds import extent
from voice_coach.core.figures.figure import Figure
from voice_coach.core.figures.painting import picture_of
from voice_coach.core.figures.shapes import Shape
from voice_coach.screen.art.pose_strip import chosen
from voice_coach.screen.art.svg import LIGHT, group

PAPER = "#ffffff"
_MOST = 3
_GAP = 0.2
_NARROWEST = 2.4
"""Least width in body heights: figures of one pose are not to be much larger than of two."""
_MARGIN = 0.02
_ARROW = "M-.05-.03L.02-.03L.02-.06L.07 0L.02.06L.02.03L-.05.03Z"


@dataclass(frozen=True, slots=True)
class Strip:
    """A drawing, in body heights from its upper left corner."""

    width: float
    height: float
    drawing: str
    """SVG without the `<svg>` around it."""
    about: str
    """The description of the picture, for who can't see it."""


def strip_of(figure: Figure) -> Strip:
    """The figure's poses, all on one floor."""
    poses = chosen(figure, _MOST)
    pictures = [picture_of(figure, pose) for pose in poses]
    high = max(extent(picture).high for picture in pictures)
    low = min(extent(picture).low for picture in pictures)
    parts: list[str] = []
    x = _MARGIN
    for picture in pictures:
        if parts:
            parts.append(_arrow(x + _GAP / 2, _MARGIN + high))
            x += _GAP
        drawing, width = _placed(picture, x, _MARGIN + high)
        parts.append(drawing)
        x += width
    about = f"A figure shows: {', then '.join(pose.name for pose in poses)}."
    width = x + _MARGIN
    drawing = "".join(parts)
    if width < _NARROWEST:
        drawing = f'<g transform="translate({(_NARROWEST - width) / 2:.3f} 0)">{drawing}</g>'
    return Strip(max(width, _NARROWEST), high - low + 2 * _MARGIN, drawing, about)


def _placed(picture: tuple[Shape, ...], x: float, floor: float) -> tuple[str, float]:
    room = extent(picture)
    shift = f"translate({x - room.left:.3f} {floor:.3f})"
    return f'<g transform="{shift}">{group(picture, LIGHT, PAPER)}</g>', room.width


def _arrow(x: float, floor: float) -> str:
    return f'<path transform="translate({x:.3f} {floor - 0.3:.3f})" d="{_ARROW}" fill="#8a8f96"/>'
