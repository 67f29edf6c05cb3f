"""Pictures as SVG, for pages and printers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from voice_coach.core.figures.shapes import FillTone, Outline, Shape

LIGHT: Mapping[FillTone, str] = {
    FillTone.FLOOR: "#e9e6e0",
    FillTone.MAT: "#cfe0dc",
    FillTone.PROP: "#d9d2c6",
    FillTone.PROP_SIDE: "#b9ae9c",
    FillTone.FAR_SKIN: "#e3c4ae",
    FillTone.FAR_CLOTH: "#93a6bb",
    FillTone.FAR_SHOE: "#b0b4ba",
    FillTone.SHIRT: "#3f8f8a",
    FillTone.CLOTH: "#3c5673",
    FillTone.SKIN: "#d9a583",
    FillTone.SHOE: "#5b626c",
    FillTone.HAIR: "#5a4336",
}
"""Colours on white paper."""

DARK: Mapping[FillTone, str] = {
    FillTone.FLOOR: "#2a2d31",
    FillTone.MAT: "#2d4844",
    FillTone.PROP: "#4a463f",
    FillTone.PROP_SIDE: "#6a6458",
    FillTone.FAR_SKIN: "#8d705c",
    FillTone.FAR_CLOTH: "#55677c",
    FillTone.FAR_SHOE: "#5e636a",
    FillTone.SHIRT: "#4fb3ac",
    FillTone.CLOTH: "#7d9fc4",
    FillTone.SKIN: "#e3b08e",
    FillTone.SHOE: "#b4bac2",
    FillTone.HAIR: "#8c6a55",
}
"""Colours on a dark screen."""

_FINE = 1000
"""Steps per body height; finer than any printer's dots."""

RIM = 0.009
"""Width of the gap between overlapping shapes, in body heights."""


def group(shapes: Iterable[Shape], colours: Mapping[FillTone, str], ground: str) -> str:
    """The shapes as one `<g>`, in body heights with y pointing down, on a `ground` colour."""
    width = round(2 * RIM * _FINE)
    rim = f'stroke="{ground}" stroke-width="{width}" paint-order="stroke" stroke-linejoin="round"'
    paths = (
        f'<path fill="{colours[shape.tone]}"{" " + rim if shape.rimmed else ""} '
        f'd="{"".join(map(_path, shape.outlines))}"/>'
        for shape in shapes
    )
    return f'<g transform="scale({1 / _FINE:g})">' + "".join(paths) + "</g>"


def _path(outline: Outline) -> str:
    """A path in whole relative steps, which takes a third of the characters of absolute places."""
    corners = [(round(spot.x * _FINE), round(-spot.y * _FINE)) for spot in outline]
    steps = (
        f"{x1 - x0} {y1 - y0}" for (x0, y0), (x1, y1) in pairwise(corners) if (x0, y0) != (x1, y1)
    )
    (x, y), *_ = corners
    return f"M{x} {y}l" + " ".join(steps).replace(" -", "-") + "z"
