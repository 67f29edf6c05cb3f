"""The cover of a recording: a figure on a square."""

from __future__ import annotations

import resvg_py

from voice_coach.core.figures.figure import Figure
from voice_coach.sheet.strip import PAPER, strip_of

_SIDE = 600
"""Pixels of a side."""

_MARGIN = 0.06
"""As a share of the side."""


def cover(figure: Figure) -> bytes:
    """A PNG of the figure in its poses."""
    strip = strip_of(figure)
    side = max(strip.width, strip.height) / (1 - 2 * _MARGIN)
    left, top = (side - strip.width) / 2, (side - strip.height) / 2
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_SIDE}" height="{_SIDE}" '
        f'viewBox="0 0 {side:.3f} {side:.3f}"><rect width="100%" height="100%" fill="{PAPER}"/>'
        f'<g transform="translate({left:.3f} {top:.3f})">{strip.drawing}</g></svg>'
    )
    return bytes(resvg_py.svg_to_bytes(svg_string=drawing))
