"""Test the loop from the speaker to the microphone: the echo, the rest that the canceller leaves,
and whether words are recognised."""

from __future__ import annotations

import io
import math
import subprocess
import sys

from voice_coach.audio.clip import Clip
from voice_coach.checkup import remedies
from voice_coach.checkup.echo_worker import ANSWER, REQUEST, Loop, TryLoop
from voice_coach.checkup.finding import Finding, FindingState, MeasuredValue
from voice_coach.checkup.speech import PHRASE
from voice_coach.config.settings import Settings
from voice_coach.core.units import Seconds
from voice_coach.core.voice_commands.arbiter import ORDINARY
from voice_coach.errors import CoachError
from voice_coach.hearing.recognisers.registry import DEFAULT_ENGINE, ENGINES

LOOP = (sys.executable, "-P", "-m", "voice_coach.checkup.echo_worker")

_ANSWER_WITHIN: Seconds = 20.0
"""It takes five seconds, and more only on a slow disk."""

_AUDIBLE = 6.0
"""The least rest of the echo, in dB above the room's noise, at which the coach could hear itself.
"""

_FAINTEST = -70.0
"""A microphone below this level switches itself off when it is quiet."""

_DEAF = "So the coach listens between its sentences, but not while it speaks."
_SOFTER = "A lower volume helps, or a microphone further from the speaker, or a headset."
_KEYS = "Every command also has a key."
_LISTEN = "`voice-coach start NAME --listen` hears you, too."
_TRY = "Is the microphone turned up? `voice-coach hear` shows how well it hears your voice."


def check_echo(
    spoken: Clip, settings: Settings, loop: tuple[str, ...] = LOOP
) -> tuple[Finding, ...]:
    """Play the phrase into the room, and report what the microphone hears."""
    # Nothing of a check-up leaves the machine, whatever may in a workout.
    offline = not ENGINES[settings.listen_engine].sends
    asked = TryLoop(
        PHRASE,
        settings.volume,
        settings.listen_engine if offline else DEFAULT_ENGINE,
        settings.listen_model if offline else None,
        spoken.pcm,
    )
    try:
        found = _ask(asked, loop)
    except CoachError as error:
        return (Finding("echo", FindingState.NOTE, f"can't be tried: {error.what}"),)
    if found.delay is None and not found.lacking:
        # What does not come back at all says nothing of how it would be understood.
        return (_echo(found),)
    return _echo(found), _words(found)


def _ask(asked: TryLoop, loop: tuple[str, ...]) -> Loop:
    """Run the test in a process. Raises CoachError."""
    request = io.BytesIO()
    REQUEST.send(request, asked)
    try:
        tried = subprocess.run(
            loop,
            input=request.getvalue(),
            stdout=subprocess.PIPE,
            # Sound libraries write there, and the screen is not theirs.
            stderr=subprocess.DEVNULL,
            timeout=_ANSWER_WITHIN,
            check=False,
        )
        answer = ANSWER.receive(io.BytesIO(tried.stdout))
    except subprocess.TimeoutExpired as error:
        raise CoachError("the test process does not answer") from error
    except (OSError, ValueError) as error:
        raise CoachError("the test process does not run") from error
    if isinstance(answer, Loop):
        return answer
    raise CoachError("the test process does not run" if answer is None else answer.reason)


def _echo(loop: Loop) -> Finding:
    """Report the echo, and the rest of it after the canceller."""
    measured: dict[str, MeasuredValue] = {
        "delay": loop.delay and round(loop.delay, 4),
        "heard_dbfs": _rounded(loop.heard),
        "left_dbfs": _rounded(loop.left),
        "room_dbfs": _rounded(loop.room),
        "cancelled": loop.cancelled,
    }
    if loop.delay is None or loop.heard is None or loop.left is None or loop.room is None:
        found = "the microphone does not hear the speaker"
        return Finding(
            "echo", FindingState.NOTE, found, (remedies.no_echo(sys.platform),), measured
        )
    found = f"the echo comes after {loop.delay * 1000:.0f} ms at {loop.heard:.0f} dBFS; "
    if not loop.cancelled:
        found += "no echo canceller removes it"
        return Finding("echo", FindingState.NOTE, found, (_DEAF, remedies.canceller()), measured)
    left, room = max(loop.left, _FAINTEST), max(loop.room, _FAINTEST)
    found += f"{loop.heard - left:.0f} dB of it is removed"
    above = left - room
    if above <= _AUDIBLE:
        return Finding("echo", FindingState.OK, f"{found}, and nothing is left", measured=measured)
    found += f", {above:.0f} dB above the noise of the room is left"
    return Finding("echo", FindingState.NOTE, found, (_DEAF, _SOFTER), measured)


def _words(loop: Loop) -> Finding:
    """Report whether the recogniser understands words from the speaker."""
    understood = loop.score is not None and loop.score >= ORDINARY
    measured: dict[str, MeasuredValue] = {"understood": understood, "score": _rounded(loop.score)}
    if loop.lacking:
        found = f"no speech can be understood: {loop.lacking}"
        return Finding("words", FindingState.NOTE, found, (_KEYS,), measured)
    if understood:
        found = f"said “{PHRASE}” into the room, and understood it"
        return Finding("words", FindingState.OK, found, (_LISTEN,), measured)
    found = f"said “{PHRASE}” into the room, and did not understand it"
    return Finding("words", FindingState.NOTE, found, (_TRY,), measured)


def _rounded(figure: float | None) -> float | None:
    """Return a JSON value: silence is minus infinity, which JSON does not have."""
    return None if figure is None or math.isinf(figure) else round(figure, 1)
