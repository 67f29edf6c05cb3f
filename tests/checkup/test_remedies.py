"""What to do, on each system."""

from __future__ import annotations

import pytest

from voice_coach.checkup import remedies


@pytest.mark.parametrize(
    ("system", "engine", "sound"),
    [
        ("linux", "libespeak-ng1", "pulseaudio --start"),
        ("darwin", "pyttsx3", "System Settings > Sound"),
        ("win32", "pyttsx3==2.98", "Windows Audio"),
    ],
)
def test_each_system_has_remedies_of_its_own(system: str, engine: str, sound: str) -> None:
    assert engine in "\n".join(remedies.engine(system))
    assert sound in "\n".join(remedies.no_sound(system, {}))
    assert remedies.voices(system)
    assert remedies.muted(system)
    assert remedies.unheard(system)


def test_a_system_of_another_name_is_taken_for_a_linux() -> None:
    assert remedies.engine("freebsd14") == remedies.engine("linux")


def test_a_sound_server_that_the_environment_names_is_named() -> None:
    first = remedies.no_sound("linux", {"PULSE_SERVER": "unix:/nowhere"})[0]
    assert "unix:/nowhere" in first
    assert "unset" in first
