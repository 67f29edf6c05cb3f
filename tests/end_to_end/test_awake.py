"""A workout keeps the machine awake, as a logind of the test's own sees it."""

from __future__ import annotations

import signal
import subprocess
from typing import TYPE_CHECKING

import pytest
from end_to_end.program import PATIENCE, VOICE_COACH
from system.private_bus import NEEDS_BUS, private_bus, service

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from end_to_end.program import Home
    from system.private_bus import Service

pytestmark = NEEDS_BUS

ROUTINE = """\
version: 1
name: Short
level: beginner
lead_in: strict
defaults: {rest: 1s, prepare: 1s}
main:
  - plank: 2s
"""


@pytest.fixture
def logind(home: Home) -> Iterator[Service]:
    with private_bus() as address, service(address) as one:
        home.env["DBUS_SYSTEM_BUS_ADDRESS"] = address
        home.write("routine.yaml", ROUTINE)
        yield one


def test_it_is_kept_awake_from_the_beginning_of_the_session_to_its_end(
    home: Home, logind: Service
) -> None:
    with home.start("routine.yaml", "--fit", "--talk", "minimal") as coach:
        coach.events.wait_for("interval", kind="work")
        assert logind.asked == [("idle:sleep", "voice-coach", "A workout is running.", "block")]
        assert logind.is_held
        assert coach.wait() == 0
        logind.wait_until_given_back()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_it_is_given_back_however_the_session_ends(
    home: Home, logind: Service, how: signal.Signals
) -> None:
    with home.start("routine.yaml", "--fit", "--talk", "minimal") as coach:
        coach.events.wait_for("interval", kind="work")
        assert logind.is_held
        coach.signal(how)
        logind.wait_until_given_back()


BOUND = ("unshare", "-m", "sh", "-c", 'mount --bind "$0" /sys/class/power_supply && exec "$@"')
"""Runs a program that sees a folder as the machine's batteries."""


def said(home: Home, supplies: Path, status: str) -> str:
    """What a workout says on a machine whose battery has this status."""
    (supplies / "BAT0").mkdir(parents=True)
    (supplies / "BAT0" / "status").write_text(f"{status}\n")
    bound = (*BOUND, str(supplies))
    if subprocess.run([*bound, "true"], capture_output=True, check=False).returncode != 0:
        pytest.skip("mounting a battery takes root, and folders of a process's own")
    ended = subprocess.run(
        [*bound, *VOICE_COACH, "start", "routine.yaml", "--fit", "--talk", "minimal"],
        env=home.env,
        cwd=home.folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
    )
    return ended.stdout


@pytest.mark.parametrize(("status", "warned"), [("Discharging", True), ("Full", False)])
def test_a_start_on_battery_says_that_nothing_keeps_it_awake(
    home: Home, tmp_path: Path, status: str, warned: bool
) -> None:
    home.env["DBUS_SYSTEM_BUS_ADDRESS"] = "unix:path=/nowhere"
    home.write("routine.yaml", ROUTINE)
    assert ("may fall asleep in the workout" in said(home, tmp_path / "power", status)) is warned


@pytest.mark.usefixtures("logind")
def test_on_battery_it_says_nothing_where_it_is_kept_awake(home: Home, tmp_path: Path) -> None:
    assert "may fall asleep" not in said(home, tmp_path / "power", "Discharging")
