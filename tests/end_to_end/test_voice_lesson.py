"""The commands are said three times each, and kept as numbers: on a real sound server."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import numpy as np
import pytest
from end_to_end.athlete import Words
from end_to_end.program import Home, Program

from voice_coach.hearing.own_voice.file import Lessons, load, save
from voice_coach.hearing.own_voice.lesson import COMMANDS, TAKES
from voice_coach.hearing.recognisers.speech_embedding import SIZE

if TYPE_CHECKING:
    from pathlib import Path

    from rig.pulse import SoundServer

pytestmark = pytest.mark.rig

LEFT = ("pause", "what's next")
"""What is still to be said; a lesson that was left goes on there."""

_TIMES = 8
"""How often one of them is said at most: a machine that stands still swallows words."""


def begun() -> Lessons:
    """A lesson in which somebody said everything else, and was understood."""
    phrases = [phrase for phrase in COMMANDS if phrase not in LEFT]
    numbers = np.random.default_rng(1)
    takes = {
        phrase: tuple(
            tuple(map(float, numbers.standard_normal(2 * SIZE).round(3))) for _ in range(TAKES)
        )
        for phrase in phrases
    }
    return Lessons(takes, {phrase: (phrase, 3.0) for phrase in phrases})


def test_a_lesson_is_gone_on_with_kept_and_forgotten(
    home_with_sound: Home, sound_server: SoundServer, tmp_path: Path
) -> None:
    home, words = home_with_sound, Words(tmp_path, LEFT)
    path = home.folder / "data" / "voice-coach" / "own-voice.json"
    save(path, begun())
    with Program(("hear", "--learn"), home.env, home.folder) as program:
        for number, phrase in enumerate(LEFT, start=1):
            asked = f"Say: {phrase}."
            program.wait_until(lambda asked=asked: asked in program.output, "it does not ask")
            for _ in range(_TIMES):
                if program.output.count(f"{TAKES} of {TAKES}") >= number:
                    break
                sound_server.say(words.of(phrase))
                program.let_pass(1.5)
        assert program.wait() == 0, program.errors
    lessons = load(path)
    assert set(lessons.takes) == set(COMMANDS)
    assert "I understood" in program.output
    assert stat.S_IMODE(path.stat().st_mode) == 0o600

    again = home.run("hear", "--learn")
    assert again.returncode == 1
    assert "have been said already" in again.stderr
    assert home.run("hear", "--forget").stdout == "Forgotten.\n"
    assert not path.exists()
    assert home.run("hear", "--forget").stdout == "Nothing was learnt.\n"
