"""When others are to be lower: a little before the coach speaks until a little after."""

from __future__ import annotations

from voice_coach.core.events.playback import Cancel, Silence
from voice_coach.desktop.messages import Speaks
from voice_coach.desktop.speaking_times import AFTER, BEFORE, SpeakingTimes


def times(*spans: tuple[float, float]) -> SpeakingTimes:
    found = SpeakingTimes()
    for span in spans:
        found.take(Speaks(*span), 0.0)
    return found


def test_others_are_lower_from_shortly_before_a_word_until_shortly_after() -> None:
    found = times((10.0, 12.0))
    for now, lower in (
        (10.0 - BEFORE - 0.01, False),
        (10.0 - BEFORE, True),
        (11.0, True),
        (12.0 + AFTER - 0.01, True),
        (12.0 + AFTER, False),
    ):
        assert found.is_lower(now) is lower, now


def test_they_do_not_come_up_between_the_numbers_of_a_countdown() -> None:
    found = times((10.0, 10.4), (11.0, 11.4), (12.0, 12.4))
    assert all(found.is_lower(10 + tenth / 10) for tenth in range(30))


def test_the_next_change_is_the_next_beginning_or_end() -> None:
    found = times((10.0, 12.0))
    assert found.next_change(0.0) == 10.0 - BEFORE
    assert found.next_change(11.0) == 12.0 + AFTER
    assert found.next_change(14.0) is None


def test_what_is_called_off_lowers_nobody() -> None:
    found = times((10.0, 12.0), (20.0, 22.0))
    found.take(Cancel(15.0), 11.0)
    assert found.left == (Speaks(10.0, 12.0),)


def test_silence_ends_what_is_being_said() -> None:
    found = times((10.0, 12.0), (20.0, 22.0))
    found.take(Silence(), 11.0)
    assert found.left == (Speaks(10.0, 11.0),)
    assert found.next_change(11.0) == 11.0 + AFTER


def test_what_is_over_is_forgotten() -> None:
    found = times((10.0, 12.0))
    found.take(Speaks(20.0, 22.0), 15.0)
    assert found.left == (Speaks(20.0, 22.0),)
