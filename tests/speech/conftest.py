"""What the tests of speech share: fake workers, a recorder of reports, sound files."""

from __future__ import annotations

import json
import queue
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pytest

from voice_coach.speech.clip_store import ClipStore
from voice_coach.speech.reports import SpeechReport
from voice_coach.speech.speech import Speech
from voice_coach.speech.worker_client import WORKER_COMMAND, Patience

Report = TypeVar("Report", bound=SpeechReport)

LONG = 180.0
"""Seconds a test waits for what will happen; only a failing test waits that long."""

BRIEF = Patience(first=20.0, each=20.0, retry=3600.0)
"""For workers that answer: patient on a busy machine, and no retry unless it is asked for."""


@dataclass
class FakeWorker:
    """A worker command that behaves in one way, and what it was asked so far."""

    behaviour: str
    log: Path

    @property
    def command(self) -> tuple[str, ...]:
        script = Path(__file__).with_name("fake_worker.py")
        return (sys.executable, str(script), self.behaviour, str(self.log))

    @property
    def rendered(self) -> list[tuple[str, int]]:
        """The texts it was asked to render, and at which rate."""
        return [(r["text"], r["rate"]) for r in self._requests() if r["ask"] == "render"]

    @property
    def starts(self) -> int:
        """How many workers were opened."""
        return sum(request["ask"] == "open" for request in self._requests())

    def wait_until_rendering(self) -> None:
        """Wait for the first request to render."""
        pause = threading.Event()
        for _ in range(round(LONG / 0.01)):
            if self.rendered:
                return
            pause.wait(0.01)
        pytest.fail("the worker was never asked")

    def _requests(self) -> list[dict[str, object]]:
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        return [json.loads(line) for line in lines]


@dataclass
class Reports:
    """Takes reports from Speech's thread, and hands them to the test in order."""

    _queue: queue.Queue[SpeechReport] = field(default_factory=queue.Queue)

    def __call__(self, report: SpeechReport) -> None:
        self._queue.put(report)

    def next(self, kind: type[Report]) -> Report:
        """Wait for the next report of a kind, passing over others."""
        while True:
            report = self._queue.get(timeout=LONG)
            if isinstance(report, kind):
                return report

    def rest(self) -> list[SpeechReport]:
        """What came and wasn't looked at."""
        found = []
        while not self._queue.empty():
            found.append(self._queue.get())
        return found


@pytest.fixture
def worker(tmp_path: Path) -> Callable[[str], FakeWorker]:
    return lambda behaviour: FakeWorker(behaviour, tmp_path / "worker.log")


@pytest.fixture
def reports() -> Reports:
    return Reports()


@pytest.fixture
def store(tmp_path: Path) -> ClipStore:
    return ClipStore(tmp_path / "clips")


MakeSpeech = Callable[..., Speech]


@pytest.fixture
def make_speech(store: ClipStore, reports: Reports) -> Iterator[MakeSpeech]:
    """Makes speeches that are closed with the test."""
    made: list[Speech] = []

    def make(
        command: tuple[str, ...] = WORKER_COMMAND,
        *,
        patience: Patience = BRIEF,
        voice: str | None = None,
        rate: int = 165,
        into: ClipStore = store,
        engine: str = "system",
    ) -> Speech:
        speech = Speech(
            voice, rate, reports, into, engine=engine, worker=command, patience=patience
        )
        made.append(speech)
        return speech

    yield make
    for speech in made:
        speech.close()
