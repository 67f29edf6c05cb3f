"""The key poses of a figure beside each other, from the start of a rep to its end."""

from __future__ import annotations

from itertools import pairwise

from voice_coach.core.figures.bounds import extent_of
from voice_coach.core.figures.figure import Figure
from voice_coach.core.figures.painting import picture_of
from voice_coach.core.figures.pose import Pose
from voice_coach.screen.art.ansi import Canvas
from voice_coach.screen.art.block_art import fitted

_NARROWEST = 18
"""Fewest columns in which a pose is recognisable."""

_MARGIN = 0.04
"""Margin around a picture, in body heights."""

_ARROW = "  →  "


def chosen(figure: Figure, most: int) -> tuple[Pose, ...]:
    """At most that many of its key poses: the first, the last, and evenly spaced ones between."""
    poses = figure.poses
    if len(poses) <= most:
        return poses
    if most == 1:
        return poses[-1:]
    return tuple(poses[round(step * (len(poses) - 1) / (most - 1))] for step in range(most))


def side_by_side(figure: Figure, canvas: Canvas, columns: int, rows: int) -> tuple[str, ...]:
    """Lines with its poses and, below, their names, in at most that many columns and rows."""
    room = columns + len(_ARROW)
    poses = chosen(figure, max(1, room // (_NARROWEST + len(_ARROW))))
    extent = extent_of(figure).padded(_MARGIN)
    wide, tall = fitted(extent, room // len(poses) - len(_ARROW), rows - 1)
    pictures = [canvas.lines(picture_of(figure, pose), extent, wide, tall) for pose in poses]
    between = [_ARROW if number == tall // 2 else " " * len(_ARROW) for number in range(tall)]
    lines = pictures[0]
    for _, picture in pairwise(pictures):
        lines = tuple(map("".join, zip(lines, between, picture, strict=True)))
    names = (" " * len(_ARROW)).join(pose.name[:wide].center(wide) for pose in poses)
    return (*lines, names.rstrip())
