"""The colours of figures, for each number of colours that a terminal has.

A terminal of 256 or 16 colours takes the nearest it has, which made dark greys navy and brown
hair pink. So what it is asked for are colours that it has: of the cube and the greys of
xterm's 256, and of the 16 of VGA.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from voice_coach.core.figures.shapes import FillTone
from voice_coach.screen.art.svg import DARK, LIGHT


class Depth(Enum):
    """The number of colours a terminal shows."""

    NONE = "none"
    SIXTEEN = "16"
    PALETTE = "256"
    FULL = "full"


def depth_of(environment: Mapping[str, str]) -> Depth:
    """The colours of the terminal described by this environment; none if none are wanted
    (https://no-color.org)."""
    terminal = environment.get("TERM", "")
    if environment.get("NO_COLOR") or terminal in ("", "dumb"):
        return Depth.NONE
    if environment.get("COLORTERM", "") in ("truecolor", "24bit"):
        return Depth.FULL
    return Depth.PALETTE if terminal.endswith(("-256color", "-kitty")) else Depth.SIXTEEN


@dataclass(frozen=True, slots=True)
class AnsiPaint:
    """The colours of a picture, as `#rrggbb`."""

    tones: Mapping[FillTone, str]
    ground: str

    def of(self, tone: FillTone | None) -> str:
        """The colour of a tone, or of the ground."""
        return self.ground if tone is None else self.tones[tone]


def paint_for(depth: Depth, *, dark: bool) -> AnsiPaint:
    """The colours for a terminal that shows any."""
    return _PAINTS[dark][depth]


_DARK_256: Mapping[FillTone, str] = {
    FillTone.FLOOR: "#303030",
    FillTone.MAT: "#005f5f",
    FillTone.PROP: "#585858",
    FillTone.PROP_SIDE: "#767676",
    FillTone.FAR_SKIN: "#af875f",
    FillTone.FAR_CLOTH: "#5f87af",
    FillTone.FAR_SHOE: "#626262",
    FillTone.SHIRT: "#5fafaf",
    FillTone.CLOTH: "#87afd7",
    FillTone.SKIN: "#d7af87",
    FillTone.SHOE: "#b2b2b2",
    FillTone.HAIR: "#875f00",
}
_LIGHT_256: Mapping[FillTone, str] = {
    FillTone.FLOOR: "#d0d0d0",
    FillTone.MAT: "#afd7d7",
    FillTone.PROP: "#d7d7af",
    FillTone.PROP_SIDE: "#afaf87",
    FillTone.FAR_SKIN: "#ffd7af",
    FillTone.FAR_CLOTH: "#87afd7",
    FillTone.FAR_SHOE: "#a8a8a8",
    FillTone.SHIRT: "#008787",
    FillTone.CLOTH: "#005f87",
    FillTone.SKIN: "#d7af87",
    FillTone.SHOE: "#585858",
    FillTone.HAIR: "#875f00",
}
_DARK_16: Mapping[FillTone, str] = {
    FillTone.FLOOR: "#555555",
    FillTone.MAT: "#00aa00",
    FillTone.PROP: "#aa5500",
    FillTone.PROP_SIDE: "#555555",
    FillTone.FAR_SKIN: "#aa5500",
    FillTone.FAR_CLOTH: "#0000aa",
    FillTone.FAR_SHOE: "#aaaaaa",
    FillTone.SHIRT: "#00aaaa",
    FillTone.CLOTH: "#5555ff",
    FillTone.SKIN: "#ffff55",
    FillTone.SHOE: "#ffffff",
    FillTone.HAIR: "#aa5500",
}
_LIGHT_16: Mapping[FillTone, str] = {
    FillTone.FLOOR: "#aaaaaa",
    FillTone.MAT: "#55ffff",
    FillTone.PROP: "#aaaaaa",
    FillTone.PROP_SIDE: "#555555",
    # As the near one: the other of skin's colours is yellow, which is not seen on white.
    FillTone.FAR_SKIN: "#aa5500",
    FillTone.FAR_CLOTH: "#5555ff",
    FillTone.FAR_SHOE: "#aaaaaa",
    FillTone.SHIRT: "#00aaaa",
    FillTone.CLOTH: "#0000aa",
    FillTone.SKIN: "#aa5500",
    FillTone.SHOE: "#555555",
    FillTone.HAIR: "#000000",
}

_PAINTS: Mapping[bool, Mapping[Depth, AnsiPaint]] = {
    True: {
        Depth.FULL: AnsiPaint(DARK, "#10151c"),
        Depth.PALETTE: AnsiPaint(_DARK_256, "#121212"),
        Depth.SIXTEEN: AnsiPaint(_DARK_16, "#000000"),
    },
    False: {
        Depth.FULL: AnsiPaint(LIGHT, "#fbfaf6"),
        Depth.PALETTE: AnsiPaint(_LIGHT_256, "#ffffff"),
        Depth.SIXTEEN: AnsiPaint(_LIGHT_16, "#ffffff"),
    },
}
"""By whether the ground is dark. The ground is painted too, so that a picture looks the same in
every terminal."""
