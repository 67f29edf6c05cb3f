"""Keeping the machine awake, against a logind and a desktop of the test's own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from voice_coach.system.sleep_inhibitor import (
    Inhibition,
    _by_caffeinate,
    _by_windows,
    inhibit_sleep,
    is_on_battery,
    kept_awake,
)

if sys.platform.startswith("linux"):
    from system.private_bus import NEEDS_BUS, PORTAL, SCREEN_SAVER, private_bus, service
else:
    pytest.skip("D-Bus is Linux's", allow_module_level=True)

pytestmark = NEEDS_BUS


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A bus that is the system's and the desktop's at once."""
    with private_bus() as address:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield address


def test_logind_keeps_the_machine_awake_until_it_is_released(bus: str) -> None:
    with service(bus) as logind:
        inhibition = inhibit_sleep()
        assert inhibition is not None
        assert inhibition.by == "logind"
        assert logind.asked == [("idle:sleep", "voice-coach", "A workout is running.", "block")]
        assert logind.is_held
        inhibition.release()
        logind.wait_until_given_back()


def test_where_sleep_may_not_be_inhibited_idling_is(bus: str) -> None:
    with service(bus, refused=("idle:sleep",)) as logind:
        inhibition = inhibit_sleep()
        assert inhibition is not None
        assert [asked[0] for asked in logind.asked] == ["idle:sleep", "idle"]
        inhibition.release()


def test_without_logind_the_desktop_does_it(bus: str) -> None:
    with service(bus, SCREEN_SAVER) as desktop:
        inhibition = inhibit_sleep()
        assert inhibition is not None
        assert inhibition.by == "the desktop"
        assert desktop.asked == [("voice-coach", "A workout is running.")]
        inhibition.release()


def test_without_either_the_portal_does_it(bus: str) -> None:
    with service(bus, PORTAL) as portal:
        inhibition = inhibit_sleep()
        assert inhibition is not None
        assert inhibition.by == "the desktop"
        suspend_and_idle = 4 | 8
        reason = {"reason": ("s", "A workout is running.")}
        assert portal.asked == [("", suspend_and_idle, reason)]
        inhibition.release()


@pytest.mark.usefixtures("bus")
def test_with_nobody_to_ask_nothing_keeps_it_awake() -> None:
    assert inhibit_sleep() is None
    with kept_awake() as awake:
        assert not awake


def test_without_any_bus_nothing_keeps_it_awake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere")
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    assert inhibit_sleep() is None


def test_it_is_kept_awake_within_and_not_after(bus: str) -> None:
    with service(bus) as logind:
        with kept_awake() as awake:
            assert awake
            logind.wait_until_granted()
            assert logind.is_held
        logind.wait_until_given_back()


def test_it_is_given_back_after_an_error_too(bus: str) -> None:
    def fails() -> None:
        with kept_awake():
            raise KeyError

    with service(bus) as logind:
        with pytest.raises(KeyError):
            fails()
        logind.wait_until_given_back()


_HOLDS = """
import signal
from voice_coach.system.sleep_inhibitor import kept_awake
with kept_awake():
    signal.pause()
"""


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_it_is_given_back_when_the_process_dies(bus: str, how: signal.Signals) -> None:
    with service(bus) as logind:
        process = subprocess.Popen([sys.executable, "-c", _HOLDS])
        logind.wait_until_granted()
        assert logind.is_held
        process.send_signal(how)
        process.wait()
        logind.wait_until_given_back()


def test_a_workout_does_not_wait_for_a_bus_that_hangs() -> None:
    hangs = threading.Event()

    def never() -> Inhibition | None:
        hangs.wait(30)
        return None

    with kept_awake(never) as awake:
        assert awake
        hangs.set()


def test_on_a_mac_a_program_does_it_that_ends_with_this_process(tmp_path: Path) -> None:
    told, stand_in = tmp_path / "told", tmp_path / "caffeinate"
    os.mkfifo(told)
    stand_in.write_text(f'#!/bin/sh\necho "$@" > {told}\nexec sleep 30\n')
    stand_in.chmod(0o755)
    inhibition = _by_caffeinate(str(stand_in))
    assert inhibition.by == "caffeinate"
    assert told.read_text().split() == ["-i", "-w", str(os.getpid())]
    inhibition.release()


def test_a_mac_without_that_program_is_not_kept_awake() -> None:
    assert inhibit_sleep("darwin") is None


class Kernel:
    """Windows' kernel32: takes states, or refuses them."""

    def __init__(self, *, grants: bool) -> None:
        self.states: list[int] = []
        self._grants = grants

    def SetThreadExecutionState(self, state: int) -> int:  # noqa: N802 - Windows' name.
        self.states.append(state)
        return int(self._grants)


def test_on_windows_the_system_is_required_until_it_is_released() -> None:
    kernel = Kernel(grants=True)
    inhibition = _by_windows(kernel)
    assert inhibition is not None
    continuous, system_required = 0x80000000, 0x00000001
    assert kernel.states == [continuous | system_required]
    inhibition.release()
    assert kernel.states[1:] == [continuous]


def test_on_windows_a_refusal_is_no_inhibition() -> None:
    assert _by_windows(Kernel(grants=False)) is None


@pytest.mark.parametrize(
    ("statuses", "on_battery"),
    [
        ((), False),
        (("Discharging",), True),
        (("Full",), False),
        (("Charging", "Discharging"), True),
    ],
)
def test_linux_tells_whether_it_runs_on_battery(
    tmp_path: Path, statuses: tuple[str, ...], on_battery: bool
) -> None:
    (tmp_path / "AC").mkdir()
    for number, status in enumerate(statuses):
        battery = tmp_path / f"BAT{number}"
        battery.mkdir()
        (battery / "status").write_text(f"{status}\n")
    assert is_on_battery(tmp_path) is on_battery
    assert not is_on_battery(tmp_path / "nowhere")
