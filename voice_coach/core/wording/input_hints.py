"""Hints: how the athlete is told to answer, by keys or, where the coach listens, by words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hints:
    """The sentences, and parts of sentences, that name what to press or to say."""

    done: str
    """At the end of what is done at one's own pace."""
    station_done: str
    confirm_stop: str
    confirm_pain: str
    clock_jumped: str
    easier: str
    """To get an easier exercise; begins with a capital letter where a sentence does."""
    choose: str
    """Before the figures to choose from."""
    leave: str
    """Before "to leave"."""


BY_KEY = Hints(
    done="Press Enter when you are done.",
    station_done="Press Enter after each exercise.",
    confirm_stop="Stop here? Press Y to stop, or space to go on.",
    confirm_pain="Does something hurt? Press P if it does, or space to go on.",
    clock_jumped="I lost some time, so I paused. Press space to go on.",
    easier="press E",
    choose="Press",
    leave="Q",
)

BY_VOICE = Hints(
    done="Say done when you are done.",
    station_done="Say done after each exercise.",
    confirm_stop="Stop here? Say yes to stop, or no to go on.",
    confirm_pain="Does something hurt? Say yes, or resume.",
    clock_jumped="I lost some time, so I paused. Say resume to go on.",
    easier="say easier",
    choose="Say",
    leave="stop",
)


def hints_for(*, listening: bool) -> Hints:
    """The hints that fit. Where the coach listens, keys answer all the same."""
    return BY_VOICE if listening else BY_KEY
