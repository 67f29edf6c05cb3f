"""How a session is spoken: a flag beats the routine, and the routine the settings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from voice_coach.app.spoken_style import spoken_as
from voice_coach.config.settings import Settings
from voice_coach.core.model.routine import Routine
from voice_coach.core.model.talk_level import TalkLevel
from voice_coach.library.routine.finder import Shelf

PLAIN = Shelf().find("core-basics").routine
DRIVING = replace(PLAIN, style="drill", talk=TalkLevel.BRIEF)
SETTINGS = Settings(style="bright", talk="full")


@pytest.mark.parametrize(
    ("routine", "flags", "style", "talk"),
    [
        (None, {}, "bright", TalkLevel.FULL),
        (PLAIN, {}, "bright", TalkLevel.FULL),
        (DRIVING, {}, "drill", TalkLevel.BRIEF),
        (DRIVING, {"style": "bright"}, "bright", TalkLevel.BRIEF),
        (DRIVING, {"talk": "full"}, "drill", TalkLevel.FULL),
    ],
)
def test_a_flag_beats_the_routine_and_the_routine_the_settings(
    routine: Routine | None, flags: dict[str, str], style: str, talk: TalkLevel
) -> None:
    spoken = spoken_as(SETTINGS, flags, routine)
    assert (spoken.script.style, spoken.talk) == (style, talk)
