"""`voice-coach export`, as it is typed."""

from __future__ import annotations

import stat
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from garmin_fit_sdk import Decoder, Stream
from kept import keep
from past import BEGAN, past_interval, past_session

from voice_coach.cli import main
from voice_coach.config.settings_file import set_setting

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"),
    reason="elsewhere, the user's folders can't be moved by the environment",
)


class Typed:
    """Runs `voice-coach export` in a home of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.journal = home / "data" / "voice-coach" / "journal.db"
        self._environment = {
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_DATA_HOME": str(home / "data"),
        }

    def __call__(self, name: str, *options: str) -> Result:
        runner = CliRunner(env=self._environment)
        return runner.invoke(main, ("export", str(self.home / name), *options))

    def started(self, name: str) -> str:
        """When the session in a FIT file began, in UTC."""
        data = bytearray((self.home / name).read_bytes())
        messages, errors = Decoder(Stream.from_byte_array(data)).read()
        assert errors == []
        return f"{messages['session_mesgs'][0]['start_time']:%Y-%m-%d %H:%M}"


@pytest.fixture
def typed(tmp_path: Path) -> Typed:
    """Somebody who trained on Sunday, and on Monday twice."""
    typed = Typed(tmp_path)
    moments = (BEGAN - timedelta(days=1), BEGAN - timedelta(hours=9), BEGAN)
    keep(
        typed.journal,
        (
            replace(
                past_session(past_interval(met=60.0, seconds=180.0, began=began), began=began),
                key=f"key-{n}",
            )
            for n, began in enumerate(moments)
        ),
    )
    return typed


def test_the_last_session_is_written_without_a_word_more(typed: Typed) -> None:
    result = typed("last.fit")
    assert result.exit_code == 0
    assert "Wrote Core Basics of 2026-11-23 18:02 to " in result.output
    assert typed.started("last.fit") == "2026-11-23 17:02"


@pytest.mark.parametrize(
    ("when", "started"),
    [
        ("2026-11-23", "2026-11-23 17:02"),
        ("2026-11-23 09:02", "2026-11-23 08:02"),
        ("2026-11-23T09:02", "2026-11-23 08:02"),
        ("2026-11-22", "2026-11-22 17:02"),
        ("key-1", "2026-11-23 08:02"),
    ],
)
def test_another_is_chosen_by_when_it_began_or_its_key(
    typed: Typed, when: str, started: str
) -> None:
    assert typed("chosen.fit", "--session", when).exit_code == 0
    assert typed.started("chosen.fit") == started


@pytest.mark.parametrize(
    ("name", "beginning"), [("a.tcx", b"<?xml"), ("a.CSV", b"began,"), ("a.fit", b"\x0e")]
)
def test_the_form_goes_by_the_end_of_the_name(typed: Typed, name: str, beginning: bytes) -> None:
    assert typed(name).exit_code == 0
    assert (typed.home / name).read_bytes().startswith(beginning)


@pytest.mark.parametrize("name", ["a.xlsx", "a", ".fit"])
def test_another_form_is_a_usage_error(typed: Typed, name: str) -> None:
    result = typed(name)
    assert result.exit_code == 2
    assert ".fit, .tcx or .csv" in result.output
    assert not (typed.home / name).exists()


def test_energy_is_in_it_once_the_weight_is_set(typed: Typed) -> None:
    typed("without.tcx")
    set_setting(typed.home / "config" / "voice-coach" / "config.yaml", "weight", "70")
    typed("with.tcx")
    assert b"<Calories>0</Calories>" in (typed.home / "without.tcx").read_bytes()
    assert b"<Calories>205</Calories>" in (typed.home / "with.tcx").read_bytes()


def test_a_moment_without_a_session_is_a_usage_error(typed: Typed) -> None:
    result = typed("a.fit", "--session", "2026-01-01")
    assert result.exit_code == 2
    assert "No session began at 2026-01-01." in result.output


def test_before_the_first_session_there_is_none_to_write(tmp_path: Path) -> None:
    result = Typed(tmp_path)("a.fit")
    assert result.exit_code == 2
    assert "There is no session yet" in result.output


def test_a_session_that_broke_off_at_once_is_refused_in_words(tmp_path: Path) -> None:
    typed = Typed(tmp_path)
    keep(typed.journal, [past_session(lasting=0.0)])
    result = typed("a.fit")
    assert result.exit_code == 2
    assert "has no recorded times" in result.output
    assert not (tmp_path / "a.fit").exists()


@pytest.mark.parametrize("name", ["last.fit", "last.tcx", "last.csv"])
def test_what_is_written_is_its_owners_alone(typed: Typed, name: str) -> None:
    assert typed(name).exit_code == 0
    assert stat.S_IMODE((typed.home / name).stat().st_mode) == 0o600


def test_a_place_that_can_not_be_written_is_told(typed: Typed) -> None:
    (typed.home / "taken").write_text("a file where a folder should be")
    result = typed("taken/a.fit")
    assert result.exit_code == 1
    assert "can't be used" in result.output
