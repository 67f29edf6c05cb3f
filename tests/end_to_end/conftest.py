"""Fixtures of the end-to-end tests."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest
from end_to_end.program import Home
from rig.conftest import rig, sound_server

from voice_coach.audio.clip import Clip
from voice_coach.config.settings import Settings
from voice_coach.core.model.unroll import unroll
from voice_coach.core.session.coaching_style import CoachingStyle
from voice_coach.core.session.session import Session
from voice_coach.core.wording import phrasebook
from voice_coach.library.catalogue.screening import load_screening
from voice_coach.library.catalogue.scripts import load_script
from voice_coach.library.routine.finder import Shelf
from voice_coach.speech.clip_store import ClipStore
from voice_coach.speech.speech import Speech

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from rig.pulse import SoundServer

__all__ = ["rig", "sound_server"]

# Processes are looked for in /proc, and the sound server is Linux's.
if not sys.platform.startswith("linux"):
    collect_ignore_glob = ["test_*.py"]
else:
    import fcntl

SHORT = """\
version: 1
name: Short
level: beginner
lead_in: strict
defaults: {rest: 3s, prepare: 3s}
main:
  - plank: 6s
    cues: [{at: 1s, say: "Breathe calmly."}]
  - crunch: 3
    tempo: 1-0-1
"""

LONG = """\
version: 1
name: Long
level: beginner
lead_in: strict
defaults: {rest: 30s, prepare: 0s}
main:
  - plank: 40s
  - side-plank: 40s
  - crunch: 10
"""


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for all tests, also those in other processes, so that each text is rendered
    once."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    path = folder / "cache"
    path.mkdir(exist_ok=True)
    return path


@pytest.fixture(scope="session")
def clip(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Clip]]:
    """The clip of a text, as the program plays it. The cache then has what tests have said."""
    settings = Settings()
    store = ClipStore(cache / "voice-coach" / "clips")
    speech = Speech(settings.voice, settings.rate, lambda _report: None, store, engine="system")
    screening = load_screening()
    texts = [*screening.opening, *screening.reminder, *screening.no_answer]
    for questions in (screening.questions, screening.pain, screening.conditions):
        texts += [question.ask for question in questions]
    for routine in (SHORT, LONG):
        path = tmp_path_factory.mktemp("routine") / "routine.yaml"
        path.write_text(routine, "utf-8")
        timeline = unroll(Shelf().find(str(path)).routine)
        style = CoachingStyle(load_script(), notices=(phrasebook.FIT_NOTICE,))
        texts += Session(timeline, speech.length, lambda _slug: None, style).texts

    def clip(text: str) -> Clip:
        speech.want((text,))
        speech.wait_ready((text,), 60.0)
        found = speech.clip(text)
        assert found is not None
        return found

    with (cache / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        speech.want(texts)
        assert speech.wait_ready(texts, 300.0)
    yield clip
    speech.close()


@pytest.fixture(scope="session")
def make_home(
    cache: Path,
    clip: Callable[[str], Clip],  # noqa: ARG001 - fills the cache.
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[], Home]:
    """Makes homes without sound, with two routines and a warm cache."""

    def make() -> Home:
        home = Home(tmp_path_factory.mktemp("home"), cache)
        home.write("short.yaml", SHORT)
        home.write("long.yaml", LONG)
        return home

    return make


@pytest.fixture
def home(make_home: Callable[[], Home]) -> Home:
    """A home without sound."""
    return make_home()


@pytest.fixture
def home_with_sound(home: Home, sound_server: SoundServer) -> Home:
    """A home whose programs play on the test's sound server."""
    home.connect(sound_server)
    return home
