"""What is spoken can be understood: a recogniser tells the countdown's words apart."""

from __future__ import annotations

from pathlib import Path

import miniaudio
import pocketsphinx
import pytest

from tests.speech.conftest import LONG
from voice_coach.audio.clip import RATE
from voice_coach.speech.worker_client import Renderer

COUNT = ("five", "four", "three", "two", "one")
GRAMMAR = f"#JSGF V1.0;\ngrammar count;\npublic <count> = {' | '.join(COUNT)};\n"
HEARING_RATE = 16_000
PAUSE = bytes(RATE)  # Half a second.


@pytest.mark.parametrize("rate", [140, 165, 190])
def test_the_countdown_is_understood(tmp_path: Path, rate: int) -> None:
    grammar = tmp_path / "count.gram"
    grammar.write_text(GRAMMAR)
    listener = pocketsphinx.Decoder(
        samprate=HEARING_RATE, jsgf=str(grammar), logfn=str(tmp_path / "listener.log")
    )
    with Renderer() as renderer:
        renderer.open("system", "en-us", "en", LONG)
        clips = [renderer.render(word, rate, LONG).pcm for word in COUNT]
    assert tuple(heard(listener, clip) for clip in clips) == COUNT


def heard(listener: pocketsphinx.Decoder, pcm: bytes) -> str:
    signed16 = miniaudio.SampleFormat.SIGNED16
    listener.start_utt()
    sound = miniaudio.convert_frames(
        signed16, 1, RATE, PAUSE + pcm + PAUSE, signed16, 1, HEARING_RATE
    )
    listener.process_raw(bytes(sound), no_search=False, full_utt=True)
    listener.end_utt()
    found = listener.hyp()
    return found.hypstr if found else ""
