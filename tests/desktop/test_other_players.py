"""Other players are lowered or paused, and given back, against players of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desktop.bus import player
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from system.private_bus import NEEDS_BUS

from voice_coach.core.model.other_players import OtherPlayers
from voice_coach.desktop.other_players import OWN_NAME, PlayerControl

pytestmark = NEEDS_BUS


@pytest.fixture
def connection(bus: str) -> Iterator[DBusConnection]:
    with open_dbus_connection(bus) as found:
        yield found


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "lowered.json"


def control(
    connection: DBusConnection, kept: Path, how: OtherPlayers = OtherPlayers.LOWER
) -> PlayerControl:
    return PlayerControl(connection, how, kept)


def test_a_player_that_plays_is_lowered_and_given_back(
    bus: str, connection: DBusConnection, kept: Path
) -> None:
    with player(bus) as music:
        others = control(connection, kept)
        others.lower()
        music.wait_until_volume(0.24)
        assert kept.exists()
        others.give_back()
        music.wait_until_volume(0.8)
        assert not kept.exists()


def test_nobody_is_lowered_twice(bus: str, connection: DBusConnection, kept: Path) -> None:
    with player(bus) as music:
        others = control(connection, kept)
        others.lower()
        others.lower()
        assert len(music.asked) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"status": "Paused"},
        {"volume": None},
        {"name": OWN_NAME},
        {"name": "org.example.Music"},
    ],
)
def test_others_are_left_alone(
    bus: str, connection: DBusConnection, kept: Path, other: dict[str, Any]
) -> None:
    with player(bus, **other) as music:
        others = control(connection, kept)
        others.lower()
        others.give_back()
        assert music.asked == []


def test_a_player_is_paused_where_that_is_wanted(
    bus: str, connection: DBusConnection, kept: Path
) -> None:
    with player(bus, volume=None) as music:
        others = control(connection, kept, OtherPlayers.PAUSE)
        others.lower()
        music.wait_until_status("Paused")
        others.give_back()
        music.wait_until_status("Playing")


def test_nothing_is_touched_where_that_is_wanted(
    bus: str, connection: DBusConnection, kept: Path
) -> None:
    with player(bus) as music:
        others = control(connection, kept, OtherPlayers.LEAVE)
        others.lower()
        others.give_back()
        assert music.asked == []


def test_what_the_user_has_set_meanwhile_stays(
    bus: str, connection: DBusConnection, kept: Path
) -> None:
    with player(bus) as music:
        others = control(connection, kept)
        others.lower()
        music.volume = 0.5
        others.give_back()
        assert music.volume == 0.5
        assert not kept.exists()


def test_the_next_one_gives_back_what_one_that_was_killed_had_lowered(
    bus: str, connection: DBusConnection, kept: Path
) -> None:
    with player(bus) as music:
        control(connection, kept).lower()
        control(connection, kept).give_back()
        assert music.volume == pytest.approx(0.8)
        assert not kept.exists()


def test_a_player_that_hangs_holds_up_no_other_and_is_given_back_later(
    bus: str, connection: DBusConnection, kept: Path
) -> None:
    with player(bus) as music, player(bus, "org.mpris.MediaPlayer2.other") as other:
        others = control(connection, kept)
        others.lower()
        other.answers = False
        others.give_back()
        music.wait_until_volume(0.8)
        assert kept.exists()
        other.answers = True
        others.give_back()
        other.wait_until_volume(0.8)
        assert not kept.exists()


def test_a_player_that_has_ended_is_forgotten(
    bus: str, connection: DBusConnection, kept: Path
) -> None:
    others = control(connection, kept)
    with player(bus):
        others.lower()
    others.give_back()
    assert not kept.exists()


@pytest.mark.parametrize("data", [b"", b"[]", b'{"x": {"before": "loud"}}', b"\xff"])
def test_a_damaged_file_gives_nothing_back_and_stops_nothing(
    bus: str, connection: DBusConnection, kept: Path, data: bytes
) -> None:
    kept.write_bytes(data)
    with player(bus) as music:
        others = control(connection, kept)
        others.lower()
        music.wait_until_volume(0.24)
