"""`voice-coach start`, refused before anything is played."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from voice_coach.cli import main

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"),
    reason="elsewhere, the user's folders can't be moved by the environment",
)


@pytest.mark.parametrize("content", ["{", '{"profile": 7}', "\x00"])
def test_fit_is_refused_while_the_known_conditions_cannot_be_read(
    tmp_path: Path, content: str
) -> None:
    health = tmp_path / "data" / "voice-coach" / "health.json"
    health.parent.mkdir(parents=True)
    health.write_text(content)
    environment = {
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "PULSE_SERVER": "unix:/nowhere",
        "ALSA_CONFIG_PATH": "/nowhere",
        "LC_ALL": "C.UTF-8",
    }
    result = CliRunner(env=environment).invoke(main, ("start", "desk-break", "--fit"))
    assert result.exit_code == 2
    assert str(health) in result.output
    assert "Start without --fit" in result.output
    assert health.read_text() == content
