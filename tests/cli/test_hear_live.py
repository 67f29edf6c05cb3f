"""What `hear` shows of the microphone."""

from __future__ import annotations

import io
import json

import pytest

from voice_coach.app.command_trial import Judging
from voice_coach.cli.hear_live import HeardLines
from voice_coach.core.events.messages import VoiceBegan
from voice_coach.core.voice_commands.arbiter import HearingMode
from voice_coach.hearing.ports.reports import (
    LevelReport,
    MicrophoneFound,
    MicrophoneLost,
    RecogniserFound,
    RecogniserLost,
    Understood,
)

PAUSE = Understood("pause", 3.0, 102.0, 102.5, wake=False, over_coach=False, latency=0.4)
NOTHING = Understood("pause", -6.0, 104.0, 104.5, wake=False, over_coach=False, latency=0.4)


class Terminal(io.StringIO):
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        return True


class Heard:
    """What is shown, on a terminal or on none."""

    def __init__(self, *, terminal: bool = False, as_json: bool = False) -> None:
        self.out, self.err = io.StringIO(), Terminal() if terminal else io.StringIO()
        judging = Judging(HearingMode.OPEN, ("session",))
        self.take = HeardLines(judging, self.out, self.err, 100.0, as_json=as_json).take


def test_what_was_understood_is_a_line_with_its_score_and_delay() -> None:
    heard = Heard()
    heard.take(PAUSE)
    assert heard.out.getvalue() == (
        "    2.0 s  pause         “pause”  score 3.0, 0.40 s after its end\n"
    )


def test_what_was_not_taken_for_a_command_is_shown_with_why() -> None:
    heard = Heard()
    heard.take(NOTHING)
    assert "(unsure)" in heard.out.getvalue()


def test_scripts_get_commands_and_nothing_else() -> None:
    heard = Heard(as_json=True)
    for told in (MicrophoneFound("A"), NOTHING, PAUSE, LevelReport(-30.0, 0.9)):
        heard.take(told)
    (line,) = heard.out.getvalue().splitlines()
    assert json.loads(line)["command"] == "pause"


def test_in_a_terminal_the_last_line_tells_how_loud_it_is_and_whether_it_is_a_voice() -> None:
    heard = Heard(terminal=True)
    heard.take(LevelReport(-35.0, 0.9))
    shown = heard.err.getvalue().rpartition("\r\x1b[2K")[2]
    assert shown.count("█") == 18
    assert shown.endswith(" -35 dBFS  voice")
    heard.take(LevelReport(-60.0, 0.1))
    assert heard.err.getvalue().endswith(" -60 dBFS  ")


@pytest.mark.parametrize("dbfs", [float("-inf"), 0.0])
def test_no_level_is_beyond_the_ends_of_the_bar(dbfs: float) -> None:
    heard = Heard(terminal=True)
    heard.take(LevelReport(dbfs, 0.0))
    assert heard.err.getvalue().count("█") + heard.err.getvalue().count("░") == 35


def test_without_a_terminal_nothing_is_redrawn() -> None:
    heard = Heard()
    heard.take(LevelReport(-35.0, 0.9))
    assert heard.err.getvalue() == ""


def test_what_comes_and_goes_is_told() -> None:
    heard = Heard()
    reports = (
        MicrophoneFound("PulseAudio"),
        RecogniserFound(),
        VoiceBegan(),
        MicrophoneLost("it was pulled out"),
        RecogniserLost("it crashed"),
    )
    for report in reports:
        heard.take(report)
    found, say, lost, crashed = heard.err.getvalue().splitlines()
    assert found == "Listening to PulseAudio. Ctrl-C ends it."
    assert say.startswith("Say one of: pause · ")
    assert "it was pulled out" in lost
    assert "it crashed" in crashed
