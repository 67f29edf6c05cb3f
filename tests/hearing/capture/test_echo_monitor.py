from __future__ import annotations

import pytest

from voice_coach.hearing.capture.echo_monitor import Echo

ROOM = 1e-6
"""Power of the room by itself: -60 dB."""

SPEECH = 1e-2
"""Power of what is played."""


@pytest.fixture
def echo() -> Echo:
    """In a room that it knows."""
    echo = Echo()
    for _ in range(50):
        echo.rest(ROOM)
    return echo


def hears(echo: Echo, near: float, left: float, blocks: int, far: float = SPEECH) -> None:
    for _ in range(blocks):
        echo.observe(near, left, far)


def test_at_first_an_echo_must_be_feared(echo: Echo) -> None:
    assert not echo.gone


def test_it_is_gone_once_nothing_was_left_of_it_for_two_seconds(echo: Echo) -> None:
    hears(echo, near=1e-3, left=2 * ROOM, blocks=63)
    assert not echo.gone
    hears(echo, near=1e-3, left=2 * ROOM, blocks=1)
    assert echo.gone


def test_it_is_not_gone_while_some_is_left(echo: Echo) -> None:
    hears(echo, near=1e-3, left=10 * ROOM, blocks=500)
    assert not echo.gone


def test_seconds_without_an_echo_have_to_follow_on_each_other(echo: Echo) -> None:
    for _ in range(5):
        hears(echo, near=1e-3, left=ROOM, blocks=48)
        hears(echo, near=1e-3, left=100 * ROOM, blocks=16)
    assert not echo.gone


def test_with_a_headset_a_second_is_enough(echo: Echo) -> None:
    hears(echo, near=ROOM, left=ROOM, blocks=32)
    assert echo.gone


def test_what_dies_away_unheard_is_no_headset(echo: Echo) -> None:
    hears(echo, near=1e-3, left=1e-3, blocks=16)
    hears(echo, near=ROOM, left=ROOM, blocks=500, far=0.01 * SPEECH)
    assert not echo.gone


def test_louder_than_what_gave_no_echo_may_give_one(echo: Echo) -> None:
    hears(echo, near=ROOM, left=ROOM, blocks=32)
    hears(echo, near=1e-3, left=1e-3, blocks=1, far=10 * SPEECH)
    assert not echo.gone


def test_an_echo_that_was_taken_out_is_at_any_volume(echo: Echo) -> None:
    hears(echo, near=1e-3, left=ROOM, blocks=64)
    hears(echo, near=1e-2, left=ROOM, blocks=1, far=10 * SPEECH)
    assert echo.gone


def test_a_command_over_the_coach_is_no_echo(echo: Echo) -> None:
    hears(echo, near=1e-3, left=ROOM, blocks=64)
    hears(echo, near=1e-2, left=8e-3, blocks=60)
    assert echo.gone


def test_an_echo_that_comes_through_for_three_seconds_must_be_feared_again(echo: Echo) -> None:
    hears(echo, near=1e-3, left=ROOM, blocks=64)
    hears(echo, near=1e-3, left=8e-4, blocks=96)
    assert not echo.gone


def test_nothing_is_believed_before_the_room_is_known() -> None:
    echo = Echo()
    hears(echo, near=1e-3, left=ROOM, blocks=500)
    assert not echo.gone


def test_a_microphone_that_gives_nothing_in_between_is_in_no_stiller_room_than_others() -> None:
    echo = Echo()
    for _ in range(50):
        echo.rest(0.0)
    hears(echo, near=1e-3, left=2e-7, blocks=64)
    assert echo.gone


def test_it_tells_what_it_heard_and_what_was_left(echo: Echo) -> None:
    hears(echo, near=1e-3, left=1e-5, blocks=16)
    assert echo.last
    assert echo.last.heard == pytest.approx(-30)
    assert echo.last.left == pytest.approx(-50)
    assert echo.last.ambient == pytest.approx(-60)


def test_what_it_knew_can_be_forgotten_but_for_the_room(echo: Echo) -> None:
    hears(echo, near=1e-3, left=ROOM, blocks=64)
    echo.forget()
    assert not echo.gone
    hears(echo, near=ROOM, left=ROOM, blocks=32)
    assert echo.gone
