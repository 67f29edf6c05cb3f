"""Typed messages over a pipe."""

from __future__ import annotations

import io

import pytest

from voice_coach.audio.player_messages import ORDERS, PlaceSound
from voice_coach.core.events.messages import PrivateText, VoiceBegan
from voice_coach.core.events.playback import Silence
from voice_coach.hearing.ports.messages import LISTENER_REPORTS, HearingMessage
from voice_coach.hearing.ports.reports import LevelReport, MicrophoneFound, Understood
from voice_coach.ipc.wire import Alive
from voice_coach.speech.worker_messages import REQUESTS, RenderText


@pytest.mark.parametrize(
    "report",
    [
        MicrophoneFound("PulseAudio"),
        VoiceBegan(),
        Understood("stop", 1.5, 12.25, 12.75, wake=True, over_coach=False, latency=0.3),
        LevelReport(float("-inf"), 0.0),
        Alive(),
    ],
)
def test_a_message_comes_out_of_a_pipe_as_it_went_in(report: HearingMessage | Alive) -> None:
    pipe = io.BytesIO()
    LISTENER_REPORTS.send(pipe, report)
    pipe.seek(0)
    assert LISTENER_REPORTS.receive(pipe) == report
    assert LISTENER_REPORTS.receive(pipe) is None


def test_private_words_come_out_as_any_others() -> None:
    pipe = io.BytesIO()
    REQUESTS.send(pipe, RenderText(PrivateText("Because you said so."), 165))
    pipe.seek(0)
    assert REQUESTS.receive(pipe) == RenderText("Because you said so.", 165)


def test_a_message_cut_short_is_the_end() -> None:
    pipe = io.BytesIO()
    ORDERS.send(pipe, PlaceSound(1, 2.5, spoken=True, pcm=b"\x01\x00"))
    assert ORDERS.receive(io.BytesIO(pipe.getvalue()[:-1])) is None


def test_a_message_of_another_wire_is_an_error() -> None:
    pipe = io.BytesIO()
    ORDERS.send(pipe, Silence())
    pipe.seek(0)
    with pytest.raises(ValueError, match="no message of this wire"):
        LISTENER_REPORTS.receive(pipe)


def test_a_field_of_another_type_is_an_error() -> None:
    pipe = io.BytesIO()
    ORDERS.send(pipe, PlaceSound(1, "soon", spoken=True, pcm=b""))  # type: ignore[arg-type] # that is it
    pipe.seek(0)
    with pytest.raises(ValueError, match="no message of this wire"):
        ORDERS.receive(pipe)
