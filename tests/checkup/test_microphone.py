"""The check of the microphone with listeners that answer anything; for a real one, see rig."""

from __future__ import annotations

import io
import sys
from array import array

import pytest

from voice_coach.checkup.finding import Finding, FindingState
from voice_coach.checkup.mic_level import ANSWER, LISTENER, MeasuredLevel, level_of
from voice_coach.checkup.microphone import check_microphone
from voice_coach.hearing.capture.level import decibels


def printing(answer: bytes) -> tuple[str, ...]:
    """A listener that writes this."""
    return (sys.executable, "-c", f"import sys; sys.stdout.buffer.write({answer!r})")


def check_hearing(peak: float, mean: float) -> Finding:
    written = io.BytesIO()
    ANSWER.send(written, MeasuredLevel("Fake", peak, mean))
    return check_microphone(printing(written.getvalue()))


def test_a_microphone_that_hears_is_ok_with_its_level() -> None:
    finding = check_hearing(peak=0.1, mean=0.01)
    assert finding.state is FindingState.OK
    assert "-40 dBFS" in finding.found
    assert finding.measured["peak_dbfs"] == -20


def test_a_microphone_that_gives_pure_silence_is_told_to_be_as_if_muted() -> None:
    finding = check_hearing(peak=0, mean=0)
    assert finding.state is FindingState.NOTE
    assert "muted" in finding.found
    assert finding.measured["muted"] is True


def test_no_microphone_is_a_note_because_keys_do_everything() -> None:
    finding = check_microphone(("env", "PULSE_SERVER=unix:/nowhere", *LISTENER))
    assert finding.state is FindingState.NOTE
    assert any("every command also has a key" in line for line in finding.advice)


@pytest.mark.parametrize(
    "listener",
    [
        printing(b"nonsense"),
        printing(b"\x05\x00\x00\x00Level"),
        (sys.executable, "-c", "raise SystemExit(1)"),
        ("/no/such/program",),
    ],
)
def test_a_listener_that_breaks_is_no_more_than_a_note(listener: tuple[str, ...]) -> None:
    assert check_microphone(listener).state is FindingState.NOTE


def test_the_level_is_measured_in_shares_of_full_scale() -> None:
    level = level_of(array("h", [16_384, -16_384] * 100).tobytes(), "Fake")
    assert (level.peak, level.mean) == (0.5, 0.5)
    assert decibels(level.peak**2) == pytest.approx(-6.02, abs=0.01)
