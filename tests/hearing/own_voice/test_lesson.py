"""A lesson, what it is worth, and the file it is kept in."""

from __future__ import annotations

import stat
from pathlib import Path

import numpy as np

from voice_coach.hearing.own_voice import lesson
from voice_coach.hearing.own_voice.file import Lessons, forget, load, save
from voice_coach.hearing.own_voice.lesson import COMMANDS, TAKES, gain, left, with_takes
from voice_coach.hearing.own_voice.prototypes import background
from voice_coach.hearing.ports.reports import Understood


def take(phrase: str, number: int, heard: str, score: float) -> Understood:
    place = list(COMMANDS).index(phrase)
    known = background()
    words = np.random.default_rng(place).standard_normal(len(known.centre))
    chance = np.random.default_rng(100 * place + 50 + number).standard_normal(len(known.centre))
    said = tuple(map(float, known.centre + known.spread * (words + 0.3 * chance)))
    return Understood(heard, score, 0.0, 0.5, False, False, 0.3, (), said)


def learnt(heard: str | None, score: float) -> Lessons:
    """All commands; the recogniser makes this of each: None is what was said."""
    lessons = Lessons()
    for phrase in COMMANDS:
        takes = tuple(take(phrase, number, heard or phrase, score) for number in range(TAKES))
        lessons = with_takes(lessons, phrase, takes)
    return lessons


def test_what_is_left_to_be_said_gets_less():
    assert left(Lessons()) == tuple(COMMANDS)
    first, second, *_ = COMMANDS
    takes = tuple(take(first, number, first, 1.0) for number in range(TAKES))
    assert left(with_takes(Lessons(), first, takes))[0] == second
    assert left(learnt(None, 1.0)) == ()


def test_for_a_voice_that_is_not_understood_it_helps():
    found = gain(learnt(None, -5.0))
    assert (found.of, found.before) == (len(COMMANDS), 0)
    assert found.after > 0.8 * found.of
    assert found.helps


def test_for_a_voice_that_is_understood_it_changes_nothing():
    found = gain(learnt(None, 3.0))
    assert found.before == found.after == found.of
    assert not found.helps


def test_what_the_recogniser_is_sure_of_stays():
    found = gain(learnt("undo", 3.0))
    assert found.before == found.after == 1


def test_the_file_is_the_athletes_alone_and_holds_what_was_kept(tmp_path: Path):
    path, lessons = tmp_path / "data" / "own-voice.json", learnt(None, -5.0)
    save(path, lessons)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load(path) == lessons


def test_a_damaged_file_is_as_good_as_none(tmp_path: Path):
    path = tmp_path / "own-voice.json"
    for damage in (b"", b"{", b'{"version": 7}', b'{"takes": 3}'):
        path.write_bytes(damage)
        assert load(path) == Lessons()


def test_it_can_be_forgotten(tmp_path: Path):
    path = tmp_path / "own-voice.json"
    save(path, Lessons())
    assert forget(path)
    assert not path.exists()
    assert not forget(path)


def test_each_command_is_learnt_by_one_phrase():
    assert {"pause", "next", "stop", "yes", "no"} <= set(lesson.COMMANDS)
    assert len(set(COMMANDS.values())) == len(COMMANDS)
