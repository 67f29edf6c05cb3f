"""Some takes of each command in one voice, and what they say of another one."""

from __future__ import annotations

import numpy as np

from voice_coach.hearing.own_voice.prototypes import Prototypes, background
from voice_coach.hearing.ports.recogniser import Voiceprint

SIZE = len(background().centre)

PHRASES = ("pause", "next", "stop", "louder")


def take(phrase: str, seed: int, noise: float = 0.3) -> Voiceprint:
    """A take: the same direction for the same phrase, and some chance."""
    words = np.random.default_rng(PHRASES.index(phrase)).standard_normal(SIZE)
    chance = np.random.default_rng(100 * PHRASES.index(phrase) + 10 + seed).standard_normal(SIZE)
    return voiceprint(words + noise * chance)


def voiceprint(away: np.ndarray) -> Voiceprint:
    """What lies there, seen from the background."""
    return tuple(background().centre + background().spread * away)


def learnt() -> Prototypes:
    return Prototypes({one: [take(one, 1), take(one, 2)] for one in PHRASES})


def test_another_take_is_nearest_to_its_phrase():
    for phrase in PHRASES:
        nearest = learnt().nearest(take(phrase, 3), PHRASES)
        assert nearest is not None
        assert nearest[0] == phrase
        assert nearest[1] > 0


def test_what_was_never_said_is_near_to_nothing():
    other = voiceprint(np.random.default_rng(77).standard_normal(SIZE))
    assert learnt().nearest(other, PHRASES) is None


def test_what_lies_between_two_is_near_to_neither():
    takes = {one: [take(one, 1), take(one, 2)] for one in PHRASES}
    alike = Prototypes({**takes, "next": takes["pause"]})
    assert alike.nearest(take("pause", 3), PHRASES) is None


def test_a_phrase_that_is_not_armed_is_no_answer_and_no_other_takes_its_place():
    assert learnt().nearest(take("pause", 3), ("next", "stop")) is None


def test_too_few_takes_say_nothing():
    assert Prototypes({}).nearest(take("pause", 3), PHRASES) is None
    assert Prototypes({"pause": [take("pause", 1)]}).nearest(take("pause", 3), PHRASES) is None
