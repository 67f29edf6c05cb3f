"""A workout as a player of the desktop, on a session bus of the test's own."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest
from desktop.bus import Remote, player
from system.private_bus import NEEDS_BUS, private_bus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from end_to_end.program import Home

pytestmark = NEEDS_BUS


@pytest.fixture
def bus() -> Iterator[str]:
    """The address of a bus."""
    with private_bus() as address:
        yield address


def test_buttons_pause_the_workout_lead_on_and_show_what_is_done(home: Home, bus: str) -> None:
    home.env["DBUS_SESSION_BUS_ADDRESS"] = bus
    remote = Remote(bus)
    with home.start("long.yaml", "--fit", "--talk", "minimal") as coach:
        remote.wait_until(lambda: "Plank" in remote.shown().get("xesam:title", ""))
        remote.press("Pause")
        coach.events.wait_for("pause")
        remote.wait_until(lambda: remote.properties()["PlaybackStatus"] == "Paused")
        remote.press("Play")
        coach.events.wait_for("resume")
        remote.press("Next")
        coach.events.wait_for("interval", exercise="side-plank")
        coach.signal(signal.SIGTERM)
        assert coach.wait() == 3
    assert not remote.is_there()
    remote.close()


@pytest.mark.rig
@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL])
def test_music_is_lowered_for_the_voice_and_given_back(
    home_with_sound: Home, bus: str, end: signal.Signals
) -> None:
    home_with_sound.env["DBUS_SESSION_BUS_ADDRESS"] = bus
    with player(bus) as music, home_with_sound.start("long.yaml", "--fit") as coach:
        music.wait_until_volume(0.24)
        coach.signal(end)
        music.wait_until_volume(0.8)
