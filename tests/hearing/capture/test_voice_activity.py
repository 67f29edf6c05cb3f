from __future__ import annotations

import pytest

from voice_coach.core.events.messages import VoiceBegan, VoiceOver
from voice_coach.hearing.capture.voice_activity import VoiceActivity


class Listening:
    """Records, block by block, what was told."""

    def __init__(self) -> None:
        self.talk = VoiceActivity()
        self.block = 0
        self.told: list[tuple[int, type]] = []

    def hears(self, likelihood: float, blocks: int, answered: bool = False) -> None:
        for _ in range(blocks):
            self.block += 1
            told = self.talk.take(likelihood, answered)
            if told:
                self.told.append((self.block, type(told)))


@pytest.fixture
def it() -> Listening:
    return Listening()


def test_a_voice_in_two_blocks_is_somebody_who_speaks(it: Listening) -> None:
    it.hears(0.0, 10)
    it.hears(0.9, 5)
    assert it.told == [(12, VoiceBegan)]


def test_a_voice_in_one_block_is_a_knock(it: Listening) -> None:
    for _ in range(10):
        it.hears(0.9, 1)
        it.hears(0.4, 1)
    assert it.told == []


def test_half_a_second_after_a_voice_without_a_command_it_is_over(it: Listening) -> None:
    it.hears(0.9, 20)
    it.hears(0.1, 100)
    assert it.told == [(2, VoiceBegan), (20 + 8 + 16, VoiceOver)]


def test_a_command_that_comes_meanwhile_is_the_end_of_it(it: Listening) -> None:
    it.hears(0.9, 20)
    it.hears(0.1, 12)
    it.hears(0.1, 1, answered=True)
    it.hears(0.1, 100)
    assert it.told == [(2, VoiceBegan), (33, VoiceOver)]


def test_a_command_that_is_understood_before_its_end_is_over_with_it(it: Listening) -> None:
    it.hears(0.9, 20)
    it.hears(0.9, 1, answered=True)
    it.hears(0.9, 4)
    it.hears(0.1, 100)
    assert it.told == [(2, VoiceBegan), (25 + 8, VoiceOver)]


def test_a_pause_within_a_phrase_is_not_the_end_of_it(it: Listening) -> None:
    it.hears(0.9, 10)
    it.hears(0.1, 15)
    it.hears(0.9, 10)
    it.hears(0.1, 100)
    assert it.told == [(2, VoiceBegan), (35 + 8 + 16, VoiceOver)]


def test_who_speaks_for_longer_than_a_command_takes_is_not_waited_for(it: Listening) -> None:
    it.hears(0.9, 1000)
    assert it.told == [(2, VoiceBegan), (126, VoiceOver)]


def test_after_that_the_next_voice_is_somebody_again(it: Listening) -> None:
    it.hears(0.9, 1000)
    it.hears(0.1, 50)
    it.hears(0.9, 10)
    assert it.told[2:] == [(1052, VoiceBegan)]


def test_what_is_understood_without_a_voice_changes_nothing(it: Listening) -> None:
    it.hears(0.0, 10, answered=True)
    it.hears(0.9, 10)
    assert it.told == [(12, VoiceBegan)]
