"""The colours: one calm hue for each state, on a ground of their own, dark or light.

The ground is painted too, so that every pair is as readable as it was measured to be, whatever
colours the terminal is set to. Terminals of 256 and of 16 colours have palettes of their own, of
colours that they have: what they take in place of others may be pink. Without colour, nothing is
painted: signs, words and outlines tell the states apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from textual.theme import BUILTIN_THEMES, Theme

from voice_coach.screen.art.palettes import Depth
from voice_coach.screen.options import Ground
from voice_coach.screen.tui.session_model import ActivityState

_Colours = Mapping[str, str]

_DARK: Mapping[Depth, _Colours] = {
    Depth.FULL: {
        "ground": "#10151c",
        "raised": "#1c2530",
        "ink": "#eef2f6",
        "faint": "#93a1b2",
        ActivityState.PREPARE: "#e8c26a",
        ActivityState.WORK: "#7ed3a2",
        ActivityState.REST: "#82b8f0",
        ActivityState.PAUSE: "#c6abee",
        ActivityState.ALARM: "#f39383",
        ActivityState.QUIET: "#a9b7c6",
    },
    Depth.PALETTE: {
        "ground": "#121212",
        "raised": "#303030",
        "ink": "#eeeeee",
        "faint": "#afafaf",
        ActivityState.PREPARE: "#d7af5f",
        ActivityState.WORK: "#87d7af",
        ActivityState.REST: "#87afff",
        ActivityState.PAUSE: "#d7afff",
        ActivityState.ALARM: "#ff875f",
        ActivityState.QUIET: "#b2b2b2",
    },
    Depth.SIXTEEN: {
        "ground": "#000000",
        "raised": "#000000",
        "ink": "#ffffff",
        "faint": "#aaaaaa",
        ActivityState.PREPARE: "#ffff55",
        ActivityState.WORK: "#55ff55",
        ActivityState.REST: "#55ffff",
        ActivityState.PAUSE: "#ff55ff",
        ActivityState.ALARM: "#ff5555",
        ActivityState.QUIET: "#aaaaaa",
    },
}
_LIGHT: Mapping[Depth, _Colours] = {
    Depth.FULL: {
        "ground": "#fbfaf6",
        "raised": "#ece9e0",
        "ink": "#1b2530",
        "faint": "#5a6673",
        ActivityState.PREPARE: "#855600",
        ActivityState.WORK: "#146c3c",
        ActivityState.REST: "#1a5a9e",
        ActivityState.PAUSE: "#64409c",
        ActivityState.ALARM: "#a02d1b",
        ActivityState.QUIET: "#46525f",
    },
    Depth.PALETTE: {
        "ground": "#ffffff",
        "raised": "#e4e4e4",
        "ink": "#1c1c1c",
        "faint": "#585858",
        ActivityState.PREPARE: "#875f00",
        ActivityState.WORK: "#005f00",
        ActivityState.REST: "#005faf",
        ActivityState.PAUSE: "#5f00af",
        ActivityState.ALARM: "#af0000",
        ActivityState.QUIET: "#444444",
    },
    Depth.SIXTEEN: {
        "ground": "#ffffff",
        "raised": "#ffffff",
        "ink": "#000000",
        "faint": "#555555",
        ActivityState.PREPARE: "#aa5500",
        # Green is too pale on white.
        ActivityState.WORK: "#000000",
        ActivityState.REST: "#0000aa",
        ActivityState.PAUSE: "#aa00aa",
        ActivityState.ALARM: "#aa0000",
        ActivityState.QUIET: "#555555",
    },
}
_PLAIN: _Colours = dict.fromkeys(
    ("ground", "raised", "ink", "faint", *ActivityState), "ansi_default"
)


def colours_of(ground: Ground, depth: Depth) -> _Colours:
    """The colours of a ground, as a terminal with so many shows them, by name and state."""
    if ground is Ground.PLAIN or depth is Depth.NONE:
        return _PLAIN
    return (_LIGHT if ground is Ground.LIGHT else _DARK)[depth]


def theme(ground: Ground, depth: Depth) -> Theme:
    """The colours as a theme, with a name for each in the style sheet."""
    colours = colours_of(ground, depth)
    named = {name: colours[name] for name in ("ground", "raised", "ink", "faint")}
    named |= {f"state-{state.value}": colours[state] for state in ActivityState}
    name = f"coach-{ground.value}"
    if colours is _PLAIN:
        own = BUILTIN_THEMES["ansi-dark"]
        return replace(own, name=name, variables={**own.variables, **named})
    return Theme(
        name=name,
        primary=colours[ActivityState.WORK],
        foreground=colours["ink"],
        background=colours["ground"],
        surface=colours["ground"],
        panel=colours["raised"],
        dark=ground is not Ground.LIGHT,
        variables=named,
    )
