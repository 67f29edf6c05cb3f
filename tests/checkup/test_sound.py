"""The check of the sound output where there is none; with one, see tests/rig."""

from __future__ import annotations

import sys

import pytest

from voice_coach.audio.device_output import PLAYER
from voice_coach.checkup.finding import FindingState
from voice_coach.checkup.sound import check_sound

NOWHERE = ("PULSE_SERVER=unix:/nowhere", "ALSA_CONFIG_PATH=/nowhere")


def test_without_a_sound_server_it_fails_and_says_what_to_start() -> None:
    (sound,) = check_sound(None, 80, aloud=True, player=("env", *NOWHERE, *PLAYER))
    assert sound.state is FindingState.FAIL
    assert "no sound device can be opened" in sound.found
    assert any("sound server" in line for line in sound.advice)


@pytest.mark.parametrize(
    "player", [(sys.executable, "-c", "raise SystemExit(7)"), ("/no/such/program",)]
)
def test_a_player_that_does_not_run_fails_with_why(player: tuple[str, ...]) -> None:
    (sound,) = check_sound(None, 80, aloud=True, player=player)
    assert sound.state is FindingState.FAIL
    assert "the sound player does not run" in sound.found
