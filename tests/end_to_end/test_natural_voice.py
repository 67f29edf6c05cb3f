"""A routine of one's own, never rendered, led with the natural voice on a real sound server."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest

from voice_coach.config.settings import Settings
from voice_coach.core.wording.phrasebook import COUNTDOWN
from voice_coach.speech.clip_store import ClipSource, ClipStore, clip_key
from voice_coach.speech.engine import NATURAL
from voice_coach.speech.engine_choice import natural_voice
from voice_coach.speech.natural.packages import missing_packages
from voice_coach.speech.natural.version import VERSION
from voice_coach.speech.pronunciation import spoken as as_spoken
from voice_coach.system import clock

if TYPE_CHECKING:
    from end_to_end.program import Event, Home, Program

pytestmark = [
    pytest.mark.rig,
    pytest.mark.skipif(bool(missing_packages()), reason="the natural voice is not installed"),
]

_LONG = 240.0
"""Seconds after which a session of one minute will not end."""

VOICE = "michael"
"""Of whom nothing comes ready-made."""

ROUTINE = """\
version: 1
name: Never heard before
level: beginner
defaults: {rest: 6s, prepare: 5s}
main:
  - plank: 10s
    cues: ["Think of a long straight plank of wood.", "Breathe as quietly as you can."]
"""
MORE = """\
  - crunch: 3
"""


@pytest.fixture
def cold(home_with_sound: Home) -> Home:
    """A home in which nothing has been rendered, and the natural voice speaks."""
    home = home_with_sound
    home.env["XDG_CACHE_HOME"] = str(home.folder / "cold")
    home.set("engine", "auto")
    home.set("voice", VOICE)
    home.write("own.yaml", ROUTINE)
    return home


def spoken(program: Program) -> list[Event]:
    """The cues that have words."""
    return [cue for cue in program.events.of("cue") if "text" in cue]


def end_of(program: Program) -> int:
    """Wait for its end; its exit code."""
    deadline = clock.now() + _LONG
    while program._runs():
        assert clock.now() < deadline, "the program does not end"
        program.let_pass(0.2)
    return program.wait()


def test_names_and_countdowns_are_rendered_in_time(cold: Home) -> None:
    """What only encourages may be left out where other programs use the processor."""
    cold.write("own.yaml", ROUTINE + MORE)
    with cold.start("own.yaml", "--fit") as program:
        assert end_of(program) == 0
        led = [cue for cue in spoken(program) if _leads(cue["text"])]
        assert_one_voice(program, cold)
    assert len(led) >= 2 * len(COUNTDOWN)
    assert [cue["text"] for cue in led if not cue["heard"]] == []


def _leads(text: str) -> bool:
    """True for the name of what comes, and for the countdown."""
    return text in COUNTDOWN or text.startswith(("First: ", "Next: ", "Last exercise: "))


def assert_one_voice(program: Program, home: Home) -> None:
    """Either the natural voice said all that was heard, or the machine is too slow for it, and the
    athlete was told, once, that the system's voice speaks."""
    replaced = program.events.of("voice replaced")
    assert program.output.count("Speaking with the system's voice") == len(replaced) <= 1
    if not replaced:
        clips = ClipStore(home.folder / "cold" / "voice-coach" / "clips")
        heard = {cue["text"] for cue in spoken(program) if cue["heard"]}
        assert heard
        assert {text for text in heard if clips.samples(_key(text)) is None} == set()


def _key(text: str) -> str:
    voice = natural_voice(VOICE, "en")
    assert voice is not None
    return clip_key(ClipSource(NATURAL, VERSION, voice), Settings().rate, as_spoken(text))


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP])
def test_a_worker_lost_while_it_renders_is_replaced_and_the_session_goes_on(
    cold: Home, how: signal.Signals
) -> None:
    with cold.start("own.yaml", "--fit") as program:
        program.part("voice_coach.speech.worker").signal(how)
        program.events.wait_for("interval", kind="prepare")
        program.events.wait_for("cue", text=COUNTDOWN[-1], heard=True)
        program.signal(signal.SIGTERM)
        end_of(program)
        assert program.events.of("speech lost") == []
        assert_one_voice(program, cold)
