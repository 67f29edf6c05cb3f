"""Style and amount of speech: by a flag, or else by the routine, or else by the settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from voice_coach.config.settings import Settings
from voice_coach.core.model.routine import Routine
from voice_coach.core.model.talk_level import TalkLevel
from voice_coach.core.wording.script import Script
from voice_coach.library.catalogue.scripts import load_script


class SpokenStyle(NamedTuple):
    """How a session is spoken."""

    script: Script
    talk: TalkLevel


def spoken_as(
    settings: Settings, flags: Mapping[str, Any], routine: Routine | None = None
) -> SpokenStyle:
    """How it is spoken. `settings` have the flags in them already; a flag that was given also
    beats what the routine's author wrote. Raises UsageError for a style that there is not."""
    style, talk = settings.style, TalkLevel(settings.talk)
    if routine is not None and flags.get("style") is None:
        style = routine.style or style
    if routine is not None and flags.get("talk") is None:
        talk = routine.talk or talk
    return SpokenStyle(load_script(style), talk)
