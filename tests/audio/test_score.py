"""What is placed in a recording lies where it was asked to, and never on top of another."""

from __future__ import annotations

import numpy as np

from voice_coach.audio.clip import RATE, Clip
from voice_coach.audio.mixing import mixed
from voice_coach.audio.port import Began, Report
from voice_coach.audio.score import Score

BEEP = Clip(np.full(480, 1000, "<i2").tobytes())
LONG = Clip(np.full(RATE, 500, "<i2").tobytes())


def scored() -> tuple[Score, list[Report]]:
    reports: list[Report] = []
    return Score(reports.append), reports


def sound(score: Score) -> np.ndarray:
    return np.concatenate(list(mixed(score.notes, score.end)))


def test_sounds_lie_where_they_were_placed() -> None:
    score, reports = scored()
    score.place(1, 0.5, BEEP)
    score.advance(3.0)
    score.place(2, 3.25, BEEP)
    score.place(3, 3.0, None)
    score.finish()

    begin, again = round(0.5 * RATE), round(3.25 * RATE)
    expected = np.zeros(again + 480)
    expected[begin : begin + 480] = expected[again : again + 480] = 1000
    assert np.array_equal(sound(score), expected)
    assert reports == [Began(1, 0.5), Began(3, 3.0), Began(2, 3.25)]


def test_a_sound_that_is_longer_than_a_block_is_whole() -> None:
    score, _ = scored()
    score.place(1, 0.7, LONG)
    score.place(2, 1.8, BEEP)
    score.finish()

    assert np.count_nonzero(sound(score) == 500) == RATE
    assert np.flatnonzero(sound(score) == 1000)[0] == round(1.8 * RATE)


def test_a_sound_waits_for_the_end_of_the_one_before_it() -> None:
    score, reports = scored()
    score.place(1, 0.0, LONG)
    score.place(2, 0.5, BEEP)
    score.finish()

    assert [note.first for note in score.notes] == [0, RATE]
    assert reports[-1] == Began(2, 1.0)


def test_what_is_cancelled_or_silenced_is_not_in_it() -> None:
    score, _ = scored()
    score.place(1, 1.0, BEEP)
    score.place(2, 2.0, BEEP)
    score.advance(1.5)
    score.cancel(after=2.0)
    score.place(3, 4.0, BEEP)
    score.silence()
    score.finish()

    assert [note.first for note in score.notes] == [RATE]


def test_a_clip_that_comes_often_is_kept_once() -> None:
    score, _ = scored()
    for second in range(3):
        score.place(second, float(second), Clip(bytes(LONG.pcm)))
    score.finish()

    assert len({id(note.clip) for note in score.notes}) == 1
