"""The worker process from the coach's side: the real one, and ones that misbehave."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.speech.conftest import LONG, FakeWorker
from voice_coach.audio.clip import RATE
from voice_coach.errors import CoachError, UsageError
from voice_coach.speech.engine import UnspeakableError
from voice_coach.speech.worker_client import WORKER_COMMAND, Renderer, RendererError
from voice_coach.speech.worker_messages import REPLIES, REQUESTS, EngineOpened, OpenEngine

SHORT = 0.3
"""Seconds a hung worker is waited for."""

MakeWorker = Callable[[str], FakeWorker]


@pytest.fixture
def renderer() -> Iterator[Renderer]:
    with Renderer() as renderer:
        renderer.open("system", None, "en-gb", LONG)
        yield renderer


def opened(worker: FakeWorker) -> Renderer:
    renderer = Renderer(worker.command)
    renderer.open("system", None, "en", LONG)
    return renderer


def test_the_worker_opens_the_systems_speech() -> None:
    with Renderer() as renderer:
        origin = renderer.open("system", None, "en-gb", LONG)
    assert origin.engine == "system"
    assert origin.version
    assert origin.voice.languages[0].startswith("en")


def test_the_worker_lists_voices_with_clean_languages(renderer: Renderer) -> None:
    voices = renderer.voices(LONG)
    assert any("en-gb" in voice.languages for voice in voices)
    assert all(tag.isprintable() for voice in voices for tag in voice.languages)


def test_words_become_a_clip_of_about_their_length(renderer: Renderer) -> None:
    assert 0.2 < renderer.render("three", 165, LONG).length < 0.6


def test_a_clip_begins_with_its_sound(renderer: Renderer) -> None:
    for word in ("three", "two", "one", "Hold.", "Side plank."):
        samples = memoryview(renderer.render(word, 165, LONG).pcm).cast("h")
        peak = max(map(abs, samples))
        onset = next(at for at, sample in enumerate(samples) if abs(sample) > peak * 0.01)
        assert onset <= RATE * 0.003, word


def test_a_higher_rate_gives_shorter_clips_from_the_first_on(renderer: Renderer) -> None:
    lengths = [renderer.render("Ten seconds left.", rate, LONG).length for rate in (120, 165, 240)]
    assert lengths[0] > 1.2 * lengths[1] > 1.2 * 1.2 * lengths[2]


def test_each_clip_is_of_its_own_words(renderer: Renderer) -> None:
    """Of several saves in one run, pyttsx3 writes only the last."""
    texts = ("one", "one, two, three, four, five, six, seven", "two") * 5
    lengths = [renderer.render(text, 165, LONG).length for text in texts]
    assert all(long > 3 * short for short, long in zip(lengths[0::3], lengths[1::3], strict=True))


def test_the_worker_speaks_in_the_voice_asked_for() -> None:
    with Renderer() as renderer:
        assert renderer.open("system", "en-us", "en", LONG).voice.languages == ("en-us",)


def test_an_unknown_voice_is_a_usage_error() -> None:
    with Renderer() as renderer, pytest.raises(UsageError, match='no voice "xyzzy"'):
        renderer.open("system", "xyzzy", "en", LONG)


def test_an_unknown_engine_is_a_usage_error() -> None:
    with Renderer() as renderer, pytest.raises(UsageError, match="system"):
        renderer.open("megaphone", None, "en", LONG)


@pytest.mark.parametrize("text", ["...", "word " * 4_000])
def test_what_cannot_be_spoken_is_refused_and_the_worker_lives_on(
    renderer: Renderer, text: str
) -> None:
    with pytest.raises(UnspeakableError):
        renderer.render(text, 165, LONG)
    assert renderer.render("three", 165, LONG).samples


@pytest.mark.parametrize("text", ["a" * 1_000, "Ünïcödé, 三 and 🏋", "<speak>", "[[rate 9]]", "%s"])
def test_odd_texts_are_spoken(renderer: Renderer, text: str) -> None:
    assert renderer.render(text, 165, LONG).samples


def test_rendering_before_opening_is_an_error() -> None:
    with Renderer() as renderer, pytest.raises(CoachError, match="No speech engine is open"):
        renderer.render("three", 165, LONG)


def test_a_worker_that_hangs_is_a_failure(worker: MakeWorker) -> None:
    with (
        opened(worker("hangs")) as renderer,
        pytest.raises(RendererError, match=r"didn't answer within 0\.3 seconds"),
    ):
        renderer.render("three", 165, SHORT)


def test_a_worker_that_dies_is_a_failure_with_its_last_words(worker: MakeWorker) -> None:
    with (
        opened(worker("crashes")) as renderer,
        pytest.raises(RendererError, match="ended unexpectedly: phontab: no such file"),
    ):
        renderer.render("three", 165, LONG)


def test_a_worker_that_talks_nonsense_is_a_failure(worker: MakeWorker) -> None:
    with opened(worker("talks nonsense")) as renderer, pytest.raises(RendererError):
        renderer.render("three", 165, SHORT)


def test_a_worker_that_cannot_be_started_is_a_failure(tmp_path: Path) -> None:
    with pytest.raises(RendererError, match="can't be started"):
        Renderer((str(tmp_path / "missing"),))


def test_an_engine_that_is_not_there_is_an_error_with_advice(worker: MakeWorker) -> None:
    with (
        Renderer(worker("no library").command) as renderer,
        pytest.raises(CoachError, match=r"There is no eSpeak here\. Install it\."),
    ):
        renderer.open("system", None, "en", LONG)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("name", ["SIGKILL", "SIGSTOP"])
def test_a_killed_or_stopped_worker_is_a_failure(renderer: Renderer, name: str) -> None:
    os.kill(renderer._link._process.pid, signal.Signals[name])
    with pytest.raises(RendererError):
        renderer.render("three", 165, SHORT)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT to send")
def test_ctrl_c_does_not_end_the_worker(renderer: Renderer) -> None:
    os.kill(renderer._link._process.pid, signal.SIGINT)
    assert renderer.render("three", 165, LONG).samples


def test_closing_ends_the_worker_and_removes_its_folder(worker: MakeWorker) -> None:
    renderer = opened(worker("works"))
    folder = Path(renderer._folder.name)
    assert folder.is_dir()
    renderer.close()
    renderer.close()
    assert renderer._link._process.poll() is not None
    assert not folder.exists()


def test_a_closed_renderer_fails() -> None:
    renderer = Renderer()
    renderer.close()
    with pytest.raises(RendererError):
        renderer.open("system", None, "en", LONG)


def test_the_worker_ends_with_its_input_and_removes_its_folder() -> None:
    """So it goes when the coach is killed."""
    folder = tempfile.mkdtemp()
    process = subprocess.Popen(
        [*WORKER_COMMAND, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with process:
        assert process.stdin is not None
        assert process.stdout is not None
        REQUESTS.send(process.stdin, OpenEngine("system", None, "en"))
        assert isinstance(REPLIES.receive(process.stdout), EngineOpened)
        process.stdin.close()
        assert process.wait(LONG) == 0
    assert not Path(folder).exists()


def test_the_worker_needs_no_numpy(renderer: Renderer) -> None:
    """It takes 60 ms to import and 20 MB to hold, in the time to the first sound."""
    maps = Path(f"/proc/{renderer._link._process.pid}/maps")
    if not maps.exists():
        pytest.skip("this system doesn't tell what a process has loaded")
    assert renderer.render("three", 165, LONG).samples
    assert "numpy" not in maps.read_text()
