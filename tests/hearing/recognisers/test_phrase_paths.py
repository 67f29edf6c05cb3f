"""Phrases against likelihoods of phones."""

from __future__ import annotations

import numpy as np

from voice_coach.hearing.recognisers import phrase_paths
from voice_coach.hearing.recognisers.phrase_paths import PhrasePaths

SYMBOLS = ("s", "t", "o", "p", "<blank>")

WAYS = (("s", "t", "o", "p"), ("p", "o", "t"), ("t", "t"))


def likelihoods(written: str) -> np.ndarray:
    """Each phone for two frames, then a blank; all others are a thousand times less likely."""
    path = [one for phone in written for one in (phone, phone, "<blank>")]
    likely = np.full((len(path), len(SYMBOLS)), np.log(1e-3), np.float32)
    for frame, symbol in enumerate(path):
        likely[frame, SYMBOLS.index(symbol)] = 0.0
    return likely


def test_the_way_that_was_said_has_the_best_path() -> None:
    """As likely as any path can be."""
    paths, heard = PhrasePaths(WAYS, SYMBOLS), likelihoods("stop")
    scores = paths.scores(heard)
    assert scores.argmax() == 0
    assert scores[0] == phrase_paths.free(heard) == 0.0


def test_amid_other_speech_a_way_has_a_part_of_the_frames() -> None:
    """All of them, if nothing else was said; and the ways asked for come in their order."""
    paths = PhrasePaths(WAYS, SYMBOLS)
    ways = np.array([1, 0])
    alone, amid = likelihoods("pot"), likelihoods("stpotsp")
    assert paths.amid_others(alone, ways)[0] == paths.scores(alone)[1] == 0.0
    assert paths.scores(amid)[1] < paths.amid_others(amid, ways)[0] == 0.0
    assert paths.amid_others(amid, ways)[1] < 0


def test_a_phone_said_twice_has_a_blank_between() -> None:
    """Or it is one."""
    paths = PhrasePaths(WAYS, SYMBOLS)
    assert paths.scores(likelihoods("tt"))[2] == 0.0
    assert paths.scores(likelihoods("t"))[2] < 0
