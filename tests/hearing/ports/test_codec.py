from __future__ import annotations

import io

import pytest

from voice_coach.core.events.messages import VoiceBegan, VoiceOver
from voice_coach.hearing.ports.codec import HearingMessage, decode, encode
from voice_coach.hearing.ports.reports import (
    LevelReport,
    MicrophoneFound,
    MicrophoneLost,
    RecogniserFound,
    RecogniserLost,
    Understood,
)
from voice_coach.ipc import framing


@pytest.mark.parametrize(
    "told",
    [
        MicrophoneFound("PulseAudio"),
        MicrophoneLost("there is none"),
        RecogniserFound(),
        RecogniserLost("it does not run"),
        VoiceBegan(),
        VoiceOver(),
        Understood("stop", 1.5, 12.25, 12.75, wake=True, over_coach=False, latency=0.3),
        LevelReport(-31.5, 0.25),
        LevelReport(float("-inf"), 0.0),
    ],
)
def test_what_is_told_comes_out_of_a_pipe_as_it_went_in(told: HearingMessage) -> None:
    pipe = io.BytesIO()
    framing.send(pipe, encode(told))
    pipe.seek(0)
    message = framing.receive(pipe)

    assert message
    assert decode(message[0]) == told
