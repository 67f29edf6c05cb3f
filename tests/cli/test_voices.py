"""`voice-coach voices`, with the real engine."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from voice_coach.cli import main

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"),
    reason="elsewhere, the user's folders can't be moved by the environment",
)


class Typed:
    """Runs `voices` in a home of its own, with what its settings say."""

    def __init__(self, home: Path) -> None:
        self._settings = home / "config" / "voice-coach" / "config.yaml"
        self._environment = {
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_CACHE_HOME": str(home / "cache"),
            "LC_ALL": "en_US.UTF-8",
        }

    def settings(self, text: str) -> None:
        self._settings.parent.mkdir(parents=True, exist_ok=True)
        self._settings.write_text(text)

    def __call__(self, *arguments: str) -> Result:
        return CliRunner(env=self._environment).invoke(main, ["voices", *arguments])


@pytest.fixture
def typed(tmp_path: Path) -> Typed:
    return Typed(tmp_path)


def marked(result: Result) -> list[str]:
    return [line.split()[1] for line in result.output.splitlines() if line.startswith("* ")]


def test_voices_are_listed_with_language_and_name_and_the_one_in_use_is_marked(
    typed: Typed,
) -> None:
    result = typed("--language", "en")
    assert result.exit_code == 0
    assert marked(result) == ["en-us"]
    assert "en-gb" in result.output
    assert "config set voice" in result.output


def test_the_voice_of_the_settings_is_the_one_in_use(typed: Typed) -> None:
    typed.settings("voice: fr-fr\n")
    assert marked(typed()) == ["fr-fr"]


def test_only_voices_of_the_language_are_listed(typed: Typed) -> None:
    listed = json.loads(typed("--language", "fr", "--json").stdout)
    assert listed
    assert all(voice["languages"][0].startswith("fr") for voice in listed)


def test_json_has_what_a_script_needs(typed: Typed) -> None:
    (voice,) = (one for one in json.loads(typed("--json").stdout) if one["in_use"])
    assert voice["languages"] == ["en-us"]
    assert voice["id"]
    assert voice["name"]


def test_a_language_that_none_speaks_is_a_usage_error(typed: Typed) -> None:
    result = typed("--language", "tlh")
    assert result.exit_code == 2
    assert "No voice speaks tlh" in result.output


def test_a_voice_of_the_settings_that_is_not_installed_is_told_beside_the_list(
    typed: Typed,
) -> None:
    typed.settings("voice: xyzzy\n")
    result = typed("--language", "en")
    assert result.exit_code == 0
    assert 'There is no voice "xyzzy"' in result.stderr
    assert marked(result) == []
    assert "en-gb" in result.stdout
