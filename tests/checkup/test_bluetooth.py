"""What is said of sound that goes to a Bluetooth device."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from voice_coach.checkup.bluetooth import check_bluetooth, goes_to_bluetooth
from voice_coach.config.settings import Settings

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")

SINKS = """[
 {"name": "alsa_output.pci", "properties": {"device.bus": "pci"}},
 {"name": "bluez_output.AA", "properties": {"device.bus": "bluetooth"}}]"""
MAC = """{"SPAudioDataType": [{"_items": [
 {"_name": "Speakers", "coreaudio_device_transport": "coreaudio_device_type_builtin"%s},
 {"_name": "Headset", "coreaudio_device_transport": "coreaudio_device_type_bluetooth"%s}]}]}"""
DEFAULT = ', "coreaudio_default_audio_output_device": "spaudio_yes"'


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is all there is in the PATH, beside the shell's."""
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return tmp_path


def stand_in(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def pulse(programs: Path, default: str) -> None:
    script = f"""case "$*" in
*info) echo '{{"default_sink_name": "{default}"}}';;
*) cat {programs}/sinks;;
esac"""
    (programs / "sinks").write_text(SINKS)
    stand_in(programs / "pactl", script)


@pytest.mark.parametrize(
    ("default", "radio"), [("bluez_output.AA", True), ("alsa_output.pci", False), ("none", False)]
)
def test_on_linux_the_bus_of_the_default_sink_tells(
    programs: Path, default: str, radio: bool
) -> None:
    pulse(programs, default)
    assert goes_to_bluetooth("linux") is radio


@pytest.mark.parametrize(("which", "radio"), [((DEFAULT, ""), False), (("", DEFAULT), True)])
def test_on_a_mac_the_transport_of_the_default_device_tells(
    programs: Path, which: tuple[str, str], radio: bool
) -> None:
    (programs / "audio").write_text(MAC % which)
    stand_in(programs / "system_profiler", f"cat {programs}/audio")
    assert goes_to_bluetooth("darwin") is radio


@pytest.mark.parametrize("script", ["exit 1", "echo '[]'", "echo no JSON"])
def test_what_cannot_be_told_is_none(programs: Path, script: str) -> None:
    stand_in(programs / "pactl", script)
    assert not goes_to_bluetooth("linux")
    assert not goes_to_bluetooth("win32")


def test_a_lead_in_is_proposed_where_none_is_set(programs: Path) -> None:
    pulse(programs, "bluez_output.AA")
    (finding,) = check_bluetooth(Settings(), "linux")
    assert "config set lead_in_silence 2" in finding.advice[0]
    assert check_bluetooth(Settings(lead_in_silence=1), "linux") == ()
