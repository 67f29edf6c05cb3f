"""A workout keeps the machine awake, as a logind of the test's own sees it."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest
from system.private_bus import NEEDS_BUS, private_bus, service

if TYPE_CHECKING:
    from collections.abc import Iterator

    from end_to_end.program import Home
    from system.private_bus import Service

pytestmark = NEEDS_BUS

ROUTINE = """\
version: 1
name: Short
level: beginner
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
