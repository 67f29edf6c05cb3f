"""A recogniser that also knows one voice."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hearing.fake_recogniser import FirstPhrase

from voice_coach.core.voice_commands.arbiter import ORDINARY
from voice_coach.hearing.own_voice.adapted import AdaptedRecogniser, adapted, corrected
from voice_coach.hearing.own_voice.file import Lessons, save
from voice_coach.hearing.own_voice.prototypes import Prototypes, background
from voice_coach.hearing.ports.recogniser import (
    BLOCK,
    WIDTH,
    AudioBlock,
    RecognisedPhrase,
    Voiceprint,
)

UNSURE = ORDINARY - 0.01


def take(phrase: str, number: int) -> Voiceprint:
    """A take: the same direction for the same phrase, and some chance."""
    known, size = background(), len(background().centre)
    words = np.random.default_rng(PHRASES.index(phrase)).standard_normal(size)
    chance = np.random.default_rng(10 * PHRASES.index(phrase) + 50 + number).standard_normal(size)
    return tuple(map(float, known.centre + known.spread * (words + 0.3 * chance)))


PHRASES = ("pause", "skip", "stop")
TAKES = {phrase: (take(phrase, 1), take(phrase, 2)) for phrase in PHRASES}


@pytest.mark.parametrize(
    ("heard", "result"),
    [
        (("next", UNSURE), ("skip", 1.5)),
        (("skip", UNSURE), ("skip", 1.5)),
        (("skip", 3.0), ("skip", 3.0)),
        (("next", ORDINARY), ("next", ORDINARY)),
    ],
)
def test_what_a_recogniser_is_not_sure_of_is_taken_from_the_voice(heard, result):
    assert corrected(*heard, ("skip", 1.5)) == result


def test_without_a_near_prototype_all_stays():
    assert corrected("next", UNSURE, None) == ("next", UNSURE)


def speak(recogniser: AdaptedRecogniser) -> tuple[RecognisedPhrase, ...]:
    """The phrases in half a second of voice."""
    pcm = bytes(BLOCK * WIDTH)
    blocks = [AudioBlock(pcm, voice) for voice in (*[0.0] * 8, *[0.9] * 16, *[0.0] * 12)]
    return tuple(one for block in blocks for one in recogniser.hear(block))


class UnsureRecogniser(FirstPhrase):
    """Takes everything for its first phrase, and is not sure."""

    def hear(self, block: AudioBlock) -> tuple[RecognisedPhrase, ...]:
        return tuple(
            RecognisedPhrase(one.phrase, -4.0, one.began, one.ended) for one in super().hear(block)
        )


@pytest.mark.parametrize("tells", [False, True])
def test_speech_is_compared_with_the_takes_and_its_print_told_on_request(tells: bool):
    said = take("skip", 3)
    recogniser = AdaptedRecogniser(
        UnsureRecogniser(), Prototypes(TAKES), lambda _: said, tells=tells
    )
    recogniser.arm(("pause", "skip", "stop"))
    (heard,) = speak(recogniser)
    assert heard.phrase == "skip"
    assert heard.score > 0
    assert heard.voiceprint == (said if tells else ())


def test_a_file_that_was_no_help_changes_nothing(tmp_path: Path):
    recogniser, path = FirstPhrase(), tmp_path / "own-voice.json"
    assert adapted(recogniser, None) is recogniser
    assert adapted(recogniser, path) is recogniser
    save(path, Lessons(dict(TAKES), used=False))
    assert adapted(recogniser, path) is recogniser
