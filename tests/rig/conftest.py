"""Fixtures of the tests that need a real sound server."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from rig.pulse import MISSING, SoundServer

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def rig() -> type[SoundServer]:
    """Sound servers, to be started. Where PulseAudio is not installed the test is skipped;
    under CI it fails instead, so that nothing goes untested unseen."""
    if MISSING:
        reason = "pulseaudio and pulseaudio-utils are not installed"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return SoundServer


@pytest.fixture
def sound_server(rig: type[SoundServer]) -> Iterator[SoundServer]:
    """A sound server of this test's own."""
    with rig() as server:
        yield server
