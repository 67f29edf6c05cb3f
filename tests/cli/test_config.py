"""`voice-coach config`, as it is typed."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from voice_coach.cli import main

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"),
    reason="elsewhere, the user's folders can't be moved by the environment",
)


class Typed:
    """Runs commands in a home of their own."""

    def __init__(self, home: Path) -> None:
        self.path = home / "config" / "voice-coach" / "config.yaml"
        self._environment = {
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_CACHE_HOME": str(home / "cache"),
            "LC_ALL": "en_GB.UTF-8",
        }

    def __call__(self, *arguments: str) -> Result:
        return CliRunner(env=self._environment).invoke(main, arguments)


@pytest.fixture
def typed(tmp_path: Path) -> Typed:
    return Typed(tmp_path)


@pytest.fixture
def in_london(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as clock:
        clock.setenv("TZ", "Europe/London")
        time.tzset()
        yield
    time.tzset()


def line(result: Result, name: str) -> str:
    return next(line for line in result.output.splitlines() if line.startswith(name))


def test_every_setting_is_shown_with_its_origin_and_the_files_place(typed: Typed) -> None:
    result = typed("config")
    assert result.exit_code == 0
    assert line(result, "rate").split()[:3] == ["rate", "165", "default"]
    assert line(result, "plain").split()[:3] == ["plain", "no", "default"]
    assert str(typed.path) in result.output


def test_what_is_set_is_shown_and_written(typed: Typed) -> None:
    result = typed("config", "set", "talk", "brief")
    assert result.exit_code == 0
    assert str(typed.path) in result.output
    assert line(typed("config"), "talk").split()[:3] == ["talk", "brief", "config.yaml:2"]
    assert "talk: brief" in typed.path.read_text()


def test_what_is_unset_is_the_default_again(typed: Typed) -> None:
    typed("config", "set", "talk", "brief")
    assert typed("config", "unset", "talk").exit_code == 0
    assert line(typed("config"), "talk").split()[:3] == ["talk", "full", "default"]


def test_unsetting_what_is_not_set_says_so(typed: Typed) -> None:
    assert "was not set" in typed("config", "unset", "talk").output


def test_a_wrong_value_is_a_usage_error(typed: Typed) -> None:
    result = typed("config", "set", "rate", "fast")
    assert result.exit_code == 2
    assert "write a whole number from 80 to 300" in result.output
    assert not typed.path.exists()


def test_a_bad_file_is_a_usage_error_with_its_line(typed: Typed) -> None:
    typed.path.parent.mkdir(parents=True)
    typed.path.write_text("talk: full\ntalc: full\n")
    result = typed("config")
    assert result.exit_code == 2
    assert f"{typed.path}:2:1: unknown setting" in result.output


def test_a_voice_that_is_installed_is_set(typed: Typed) -> None:
    assert typed("config", "set", "voice", "en-gb").exit_code == 0
    assert line(typed("config"), "voice").split()[1] == "en-gb"


def test_a_voice_that_is_not_installed_is_not_set(typed: Typed) -> None:
    result = typed("config", "set", "voice", "xyzzy")
    assert result.exit_code == 2
    assert 'There is no voice "xyzzy"' in result.output
    assert not typed.path.exists()


@pytest.mark.usefixtures("in_london")
@pytest.mark.parametrize(
    ("name", "number"), [("emergency_number", "999"), ("advice_number", "111")]
)
def test_the_number_that_will_be_called_is_shown(typed: Typed, name: str, number: str) -> None:
    assert f"({number}, by locale)" in line(typed("config"), name)
    typed("config", "set", name, "112")
    assert line(typed("config"), name).split()[1] == "112"
