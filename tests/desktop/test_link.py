"""The workout as a player of the desktop, through the real process and a bus of the test's own."""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from desktop.bus import player
from end_to_end.processes import descendants
from screen.views import HOLD, view
from system.private_bus import NEEDS_BUS

from voice_coach.core.events.command import Command
from voice_coach.core.events.playback import Silence
from voice_coach.core.model.other_players import OtherPlayers
from voice_coach.core.model.session_view import SessionPhase
from voice_coach.core.model.views import QuestionView
from voice_coach.desktop.link import Desktop
from voice_coach.system import clock
from voice_coach.system.mailbox import Mailbox

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.bus import Remote

pytestmark = [NEEDS_BUS, pytest.mark.usefixtures("bus")]


@contextmanager
def desktop(
    folder: Path, others: OtherPlayers = OtherPlayers.LOWER
) -> Iterator[tuple[Desktop, Mailbox[Command]]]:
    """A desktop whose process has been started by a word; and the commands that come from it."""
    commands: Mailbox[Command] = Mailbox()
    one = Desktop(commands.put, others, folder / "lowered.json")
    one.speaks(clock.now(), clock.now())
    try:
        yield one, commands
    finally:
        one.close()


def test_the_desktop_sees_the_exercise_and_the_time_left(tmp_path: Path, remote: Remote) -> None:
    with desktop(tmp_path) as (ours, _):
        ours.show(view(HOLD, 20.0), clock.now())
        remote.wait_until(lambda: remote.shown().get("mpris:length") == 30_000_000)
        shown = remote.shown()
        assert shown["xesam:title"] == "Plank, 30 seconds"
        assert shown["xesam:album"] == view().title
        assert "left" in shown["xesam:artist"][0]
        found = remote.properties()
        assert found["PlaybackStatus"] == "Playing"
        assert 10_000_000 <= found["Position"] <= 30_000_000


def test_a_paused_workout_stands_still_on_the_desktop(tmp_path: Path, remote: Remote) -> None:
    with desktop(tmp_path) as (ours, _):
        ours.show(view(HOLD, 20.0, SessionPhase.PAUSED), clock.now())
        remote.wait_until(lambda: remote.properties().get("PlaybackStatus") == "Paused")
        assert remote.properties()["Position"] == 10_000_000
        assert remote.shown()["xesam:artist"] == [f"0:20 left · {view().title}"]


def test_before_a_workout_nothing_is_shown_and_afterwards_it_is_gone(
    tmp_path: Path, remote: Remote
) -> None:
    with desktop(tmp_path) as (ours, _):
        ours.show(QuestionView(("Are you well?",), ()), clock.now())
        remote.wait_until(remote.is_there)
        assert remote.properties()["PlaybackStatus"] == "Stopped"
        assert remote.shown() == {}
    assert not remote.is_there()


def test_its_buttons_are_commands(tmp_path: Path, remote: Remote) -> None:
    with desktop(tmp_path) as (ours, commands):
        ours.show(view(), clock.now())
        remote.wait_until(remote.is_there)
        for button, command in (
            ("PlayPause", Command.TOGGLE),
            ("Next", Command.NEXT),
            ("Previous", Command.BACK),
        ):
            remote.press(button)
            assert commands.get(20.0) is command


def test_what_nobody_can_set_is_refused_and_what_is_unknown_does_nothing(
    tmp_path: Path, remote: Remote
) -> None:
    with desktop(tmp_path) as (ours, commands):
        ours.show(view(), clock.now())
        remote.wait_until(remote.is_there)
        remote.press("Seek")
        with pytest.raises(AssertionError, match="UnknownMethod"):
            remote.ask("org.example.Other", "Pause")
        with pytest.raises(AssertionError, match="PropertyReadOnly"):
            remote.set_volume(0.2)
        assert not len(commands)


def test_others_are_lower_while_the_coach_speaks(bus: str, tmp_path: Path) -> None:
    with player(bus) as music, desktop(tmp_path) as (ours, _):
        ours.speaks(clock.now(), clock.now() + 3600)
        music.wait_until_volume(0.24)
        ours.call_off(Silence())
        music.wait_until_volume(0.8)


def test_others_are_given_back_when_the_workout_ends(bus: str, tmp_path: Path) -> None:
    with player(bus) as music:
        with desktop(tmp_path) as (ours, _):
            ours.speaks(clock.now(), clock.now() + 3600)
            music.wait_until_volume(0.24)
        music.wait_until_volume(0.8)


_COACH = """
import sys, signal
from pathlib import Path
from voice_coach.core.model.other_players import OtherPlayers
from voice_coach.desktop.link import Desktop
from voice_coach.system import clock
desktop = Desktop(print, OtherPlayers(sys.argv[1]), Path(sys.argv[2]))
desktop.speaks(clock.now(), clock.now() + 3600)
signal.pause()
"""


@pytest.mark.parametrize(
    ("how", "lowered"),
    [(OtherPlayers.LOWER, (0.24, "Playing")), (OtherPlayers.PAUSE, (0.8, "Paused"))],
)
def test_others_are_given_back_when_the_coach_is_killed(
    bus: str, tmp_path: Path, how: OtherPlayers, lowered: tuple[float, str]
) -> None:
    command = [sys.executable, "-c", _COACH, how.value, str(tmp_path / "lowered.json")]
    with player(bus) as music, subprocess.Popen(command) as coach:
        music.wait_until_volume(lowered[0])
        music.wait_until_status(lowered[1])
        coach.kill()
        music.wait_until_volume(0.8)
        music.wait_until_status("Playing")


def test_others_are_given_back_when_the_process_itself_is_killed(bus: str, tmp_path: Path) -> None:
    command = [sys.executable, "-c", _COACH, "lower", str(tmp_path / "lowered.json")]
    with player(bus) as music, subprocess.Popen(command) as coach:
        music.wait_until_volume(0.24)
        music.asked.clear()
        (worker,) = descendants(coach.pid)
        worker.signal(signal.SIGKILL)
        # Its successor gives back, and lowers again, for the coach still speaks.
        music.wait_until_asked(2)
        assert [round(asked[2][1], 2) for asked in music.asked] == [0.8, 0.24]
        coach.kill()
        music.wait_until_volume(0.8)


def test_without_a_bus_the_process_waits_for_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    with desktop(tmp_path) as (ours, _):
        ours.show(view(), clock.now())
