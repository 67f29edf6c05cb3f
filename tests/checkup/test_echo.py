"""What is said of the loop from speaker to microphone, with loops that answer anything; for a real
one, see tests/rig."""

from __future__ import annotations

import io
import sys
from dataclasses import replace

import pytest

from voice_coach.audio.clip import Clip
from voice_coach.checkup.echo import check_echo
from voice_coach.checkup.echo_worker import ANSWER, Loop, LoopFailed
from voice_coach.checkup.finding import Finding, FindingState
from voice_coach.config.settings import Settings
from voice_coach.core.voice_commands.arbiter import ORDINARY

SPOKEN = Clip(bytes(9600))

WELL = Loop(
    delay=0.19, heard=-25.0, left=-59.0, room=-60.0, cancelled=True, score=3.1, lacking=None
)


def answering(answer: Loop | LoopFailed) -> tuple[str, ...]:
    """A loop that answers this."""
    written = io.BytesIO()
    ANSWER.send(written, answer)
    return printing(written.getvalue())


def printing(answer: bytes) -> tuple[str, ...]:
    """A loop that writes this."""
    return (sys.executable, "-c", f"import sys; sys.stdout.buffer.write({answer!r})")


def check(loop: Loop) -> tuple[Finding, Finding]:
    echo, words = check_echo(SPOKEN, Settings(), answering(loop))
    return echo, words


def test_where_all_is_well_the_figures_are_told() -> None:
    echo, words = check(WELL)
    assert (echo.state, words.state) == (FindingState.OK, FindingState.OK)
    assert echo.found == (
        "the echo comes after 190 ms at -25 dBFS; 34 dB of it is removed, and nothing is left"
    )
    assert echo.measured["delay"] == 0.19
    assert echo.measured["left_dbfs"] == -59
    assert "“ten more seconds” into the room, and understood it" in words.found


def test_an_echo_that_is_left_keeps_the_coach_from_listening_while_it_speaks() -> None:
    echo, _ = check(replace(WELL, left=-45.0))
    assert echo.state is FindingState.NOTE
    assert "15 dB above the noise of the room is left" in echo.found
    assert any("listens between its sentences" in line for line in echo.advice)


def test_a_microphone_that_gives_nothing_in_quiet_is_no_quieter_than_can_be_heard() -> None:
    echo, _ = check(replace(WELL, left=-92.0, room=float("-inf")))
    assert echo.state is FindingState.OK
    assert "45 dB of it is removed" in echo.found
    assert echo.measured["room_dbfs"] is None


def test_without_a_canceller_it_says_what_to_install() -> None:
    echo, _ = check(replace(WELL, cancelled=False, left=-25.0))
    assert echo.state is FindingState.NOTE
    assert any("pip install livekit" in line for line in echo.advice)


def test_a_headset_gives_no_echo_and_that_is_as_it_should_be() -> None:
    headset = replace(WELL, delay=None, score=None)
    (echo,) = check_echo(SPOKEN, Settings(), answering(headset))
    assert echo.state is FindingState.NOTE
    assert "does not hear the speaker" in echo.found
    assert any("headset" in line for line in echo.advice)


@pytest.mark.parametrize("score", [None, -2.0, ORDINARY - 0.1])
def test_words_that_do_not_come_through_are_told_with_what_to_try(score: float | None) -> None:
    _, words = check(replace(WELL, score=score))
    assert words.state is FindingState.NOTE
    assert any("voice-coach hear" in line for line in words.advice)
    assert words.measured["understood"] is False


def test_without_a_recogniser_it_says_why() -> None:
    _, words = check(replace(WELL, score=None, lacking="livekit-wakeword must be installed first."))
    assert words.state is FindingState.NOTE
    assert "livekit-wakeword must be installed" in words.found


@pytest.mark.parametrize(
    ("loop", "found"),
    [
        (answering(LoopFailed("no microphone can be opened")), "no microphone can be opened"),
        (printing(b"nonsense"), "does not run"),
        (printing(b"\x05\x00\x00\x00Loop"), "does not run"),
        ((sys.executable, "-c", "raise SystemExit(1)"), "does not run"),
        (("/no/such/program",), "does not run"),
    ],
)
def test_a_loop_that_can_not_be_tried_is_no_more_than_a_note(
    loop: tuple[str, ...], found: str
) -> None:
    (echo,) = check_echo(SPOKEN, Settings(), loop)
    assert echo.state is FindingState.NOTE
    assert found in echo.found


def asked(settings: Settings) -> str:
    """What the loop is asked, as it takes it."""
    told = (
        "import sys; from voice_coach.checkup.echo_worker import ANSWER, REQUEST, LoopFailed; "
        "asked = REQUEST.receive(sys.stdin.buffer); "
        "ANSWER.send(sys.stdout.buffer, LoopFailed(f'{asked} {len(asked.pcm)}'))"
    )
    (echo,) = check_echo(SPOKEN, settings, (sys.executable, "-c", told))
    return echo.found


def test_what_is_tried_is_the_users_engine_and_volume() -> None:
    found = asked(Settings(volume=55, listen_engine="vosk", listen_model="~/model"))
    assert all(word in found for word in ("55", "'vosk'", "'~/model'", "9600"))


def test_an_engine_that_sends_sound_away_is_not_tried_but_the_usual_one() -> None:
    found = asked(Settings(listen_engine="google", listen_allow_sending=True))
    assert "engine='own'" in found
