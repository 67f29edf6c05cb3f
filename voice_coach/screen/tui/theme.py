"""The colours: one calm hue for each state, on a ground of their own, dark or light.

The ground is painted too, so that every pair is as readable as it was measured to be, whatever
colours the terminal is set to. Without colour, nothing is painted: signs, words and outlines
tell the states apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from textual.theme import BUILTIN_THEMES, Theme

from voice_coach.screen.options import Ground
from voice_coach.screen.tui.session_model import ActivityState

COLOURS: Mapping[Ground, Mapping[str, str]] = {
    Ground.DARK: {
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
    Ground.LIGHT: {
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
    Ground.PLAIN: dict.fromkeys(
        ("ground", "raised", "ink", "faint", *ActivityState), "ansi_default"
    ),
}


def theme(ground: Ground) -> Theme:
    """The colours of a ground, with a name for each in the style sheet."""
    colours = COLOURS[ground]
    named = {name: colours[name] for name in ("ground", "raised", "ink", "faint")}
    named |= {f"state-{state.value}": colours[state] for state in ActivityState}
    name = f"coach-{ground.value}"
    if ground is Ground.PLAIN:
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
