"""Hints: instructions for answering, by keys or, while the coach listens, by voice."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hints:
    """Sentences, and parts of sentences, that name the key or the word for an answer."""

    done: str
    """Ending of a phrase about work at one's own pace."""
    station_done: str
    confirm_stop: str
    confirm_pain: str
    clock_jumped: str
    easier: str
    """Request for an easier exercise; begins with a capital letter, as a sentence does."""
    choose: str
    """Precedes the numbers to choose from."""
    leave: str
    """Precedes "to leave"."""


BY_KEY = Hints(
    done="Press Enter when you are done.",
    station_done="Go on by yourself; with Enter I name the next one.",
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
    """The hints for the mode of answering. While the coach listens, keys work, too."""
    return BY_VOICE if listening else BY_KEY
