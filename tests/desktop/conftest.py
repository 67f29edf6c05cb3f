"""Fixtures of the tests of the desktop."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

if sys.platform.startswith("linux"):
    from desktop.bus import Remote
    from system.private_bus import NEEDS_BUS, private_bus

    @pytest.fixture
    def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
        """A bus that is the session's; its address."""
        with private_bus() as address:
            monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
            yield address

    @pytest.fixture
    def remote(bus: str) -> Iterator[Remote]:
        """A desktop with buttons."""
        one = Remote(bus)
        yield one
        one.close()

    __all__ = ["NEEDS_BUS"]
else:
    collect_ignore_glob = ["test_*.py"]
