"""Keep the machine awake while a workout runs.

On Linux systemd-logind or elogind does it (https://systemd.io/INHIBITOR_LOCKS); without either, the
desktop does: org.freedesktop.ScreenSaver or the portal for inhibiting. On macOS it is `caffeinate`,
on Windows SetThreadExecutionState. All of them end with this process, however it ends.

"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from voice_coach.core.units import Seconds

PATIENCE: Seconds = 1.0
"""The longest wait for each answer from a bus."""

_SOON: Seconds = 0.25
"""The longest that a workout waits to know whether the machine is kept awake."""

_WHO, _WHY = "voice-coach", "A workout is running."
_CAFFEINATE = "/usr/bin/caffeinate"
_POWER_SUPPLIES = Path("/sys/class/power_supply")

_CONTINUOUS, _SYSTEM_REQUIRED = 0x80000000, 0x00000001
"""ES_CONTINUOUS and ES_SYSTEM_REQUIRED of Windows' winbase.h."""

_SUSPEND_AND_IDLE = 4 | 8
"""The flags of the portal: inhibit suspend and idle."""


@dataclass(frozen=True, slots=True)
class Inhibition:
    """Something that keeps the machine awake until it is released."""

    by: str
    """The name of the inhibitor, for the user."""
    release: Callable[[], None]
    """Call it from the thread that asked for the inhibition."""


def inhibit_sleep(system: str = sys.platform) -> Inhibition | None:
    """Keep the machine from falling asleep while idle; None if nothing can. It may take seconds.
    `system`: as `sys.platform`."""
    for way in _WAYS.get(system, (_by_logind, _by_screen_saver, _by_portal)):
        # A bus that is not there, refuses or hangs; a program that is not there.
        with suppress(OSError, KeyError, ValueError, RuntimeError, AttributeError):
            inhibition = way()
            if inhibition is not None:
                return inhibition
    return None


@contextmanager
def kept_awake(inhibit: Callable[[], Inhibition | None] = inhibit_sleep) -> Iterator[bool]:
    """Keep the machine awake within a `with`. False if it is known at once that nothing can."""
    known, over = threading.Event(), threading.Event()
    found: list[Inhibition] = []

    def hold() -> None:
        inhibition = inhibit()
        if inhibition is not None:
            found.append(inhibition)
        known.set()
        over.wait()
        if inhibition is not None:
            inhibition.release()

    # A thread, for a bus may hang, and on Windows the thread is what keeps it awake.
    thread = threading.Thread(target=hold, name="sleep inhibitor", daemon=True)
    thread.start()
    try:
        answered = known.wait(_SOON)
        yield bool(found) or not answered
    finally:
        over.set()
        thread.join(PATIENCE)


def is_on_battery(supplies: Path = _POWER_SUPPLIES) -> bool:
    """True if the machine runs on its battery, as far as Linux tells."""
    with suppress(OSError):
        return any(_read(one / "status") == "Discharging" for one in supplies.iterdir())
    return False


def _read(path: Path) -> str:
    with suppress(OSError):
        return path.read_text("utf-8").strip()
    return ""


# --- Linux ------------------------------------------------------------------------------


def _by_logind() -> Inhibition | None:
    from jeepney import DBusAddress, new_method_call  # noqa: PLC0415 - only Linux has it.
    from jeepney.io.blocking import open_dbus_connection  # noqa: PLC0415 - as above.

    manager = DBusAddress(
        "/org/freedesktop/login1",
        bus_name="org.freedesktop.login1",
        interface="org.freedesktop.login1.Manager",
    )
    with open_dbus_connection("SYSTEM", enable_fds=True, auth_timeout=PATIENCE) as bus:
        # Over SSH, polkit may allow no more than the second.
        for what in ("idle:sleep", "idle"):
            body = (what, _WHO, _WHY, "block")
            message = new_method_call(manager, "Inhibit", "ssss", body)
            answer = _answer(bus.send_and_get_reply(message, timeout=PATIENCE))
            if answer is not None:
                return Inhibition("logind", partial(os.close, answer.to_raw_fd()))
    return None


def _by_screen_saver() -> Inhibition | None:
    return _by_desktop(
        "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "ss", (_WHO, _WHY)
    )


def _by_portal() -> Inhibition | None:
    return _by_desktop(
        "org.freedesktop.portal.Inhibit",
        "/org/freedesktop/portal/desktop",
        "sua{sv}",
        ("", _SUSPEND_AND_IDLE, {"reason": ("s", _WHY)}),
        bus_name="org.freedesktop.portal.Desktop",
    )


def _by_desktop(
    interface: str, path: str, signature: str, body: tuple[Any, ...], bus_name: str = ""
) -> Inhibition | None:
    """Ask a service of the desktop, which inhibits until the connection is closed."""
    from jeepney import DBusAddress, new_method_call  # noqa: PLC0415 - only Linux has it.
    from jeepney.io.blocking import open_dbus_connection  # noqa: PLC0415 - as above.

    address = DBusAddress(path, bus_name=bus_name or interface, interface=interface)
    bus = open_dbus_connection("SESSION", auth_timeout=PATIENCE)
    message = new_method_call(address, "Inhibit", signature, body)
    try:
        answer = _answer(bus.send_and_get_reply(message, timeout=PATIENCE))
    except BaseException:
        bus.close()
        raise
    if answer is None:
        bus.close()
        return None
    return Inhibition("the desktop", bus.close)


def _answer(reply: Any) -> Any:
    """The first value of an answer; None for an error."""
    from jeepney import MessageType  # noqa: PLC0415 - only Linux has it.

    return None if reply.header.message_type is MessageType.error else reply.body[0]


# --- macOS and Windows ------------------------------------------------------------------


def _by_caffeinate(program: str = _CAFFEINATE) -> Inhibition:
    """Raises OSError where there is no such program."""
    process = subprocess.Popen([program, "-i", "-w", str(os.getpid())])

    def release() -> None:
        process.terminate()
        process.wait()

    return Inhibition("caffeinate", release)


def _by_windows(kernel: Any = None) -> Inhibition | None:
    """`kernel`: what to ask instead of Windows' own."""
    if kernel is None:
        import ctypes  # noqa: PLC0415 - only Windows has what is asked of it.

        kernel = ctypes.windll.kernel32  # type: ignore[attr-defined, unused-ignore]
    if not kernel.SetThreadExecutionState(_CONTINUOUS | _SYSTEM_REQUIRED):
        return None
    return Inhibition("Windows", lambda: kernel.SetThreadExecutionState(_CONTINUOUS))


_WAYS: dict[str, tuple[Callable[[], Inhibition | None], ...]] = {
    "darwin": (_by_caffeinate,),
    "win32": (_by_windows,),
}
