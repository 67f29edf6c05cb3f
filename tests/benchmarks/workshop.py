"""Where benchmarks run: homes of their own, a warm cache they share, and a sound server."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING

from benchmarks.table import Skipped
from end_to_end.program import Home
from rig.pulse import MISSING, SoundServer

from voice_coach.config.settings import Settings
from voice_coach.core.model.unroll import unroll
from voice_coach.core.session.coaching_style import CoachingStyle
from voice_coach.core.session.session import Session
from voice_coach.core.units import Seconds
from voice_coach.core.wording import phrasebook
from voice_coach.library.catalogue.scripts import load_script
from voice_coach.library.routine.finder import Shelf
from voice_coach.speech.clip_store import ClipStore
from voice_coach.speech.ready_made import ReadyMade
from voice_coach.speech.speech import Speech

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from voice_coach.core.model.timeline import Timeline

SINK_AHEAD: Seconds = 0.020
"""A null sink hands its recorder each block of sound when the block begins to play, and not
when it ends: a recording shows everything earlier by one block, which is what the rig's
recorder asks for as its latency."""

_RENDERED_WITHIN: Seconds = 300.0


class Workshop:
    """Everything a benchmark needs around it."""

    def __init__(self, folder: Path, minutes: float) -> None:
        """`minutes`: how long a long measurement may take."""
        self.minutes = minutes
        self.folder = folder
        self._cache = folder / "cache"
        self._homes = count()

    def sound_server(self) -> SoundServer:
        """A sound server, to be entered. Raises Skipped where PulseAudio is not installed."""
        if MISSING:
            raise Skipped("pulseaudio and pulseaudio-utils are not installed")
        return SoundServer()

    def home(self, server: SoundServer | None = None, *, cold: bool = False) -> Home:
        """A new home; `cold`: with nothing in its cache, instead of all that `warm` put there."""
        folder = self.folder / str(next(self._homes))
        folder.mkdir()
        home = Home(folder, folder / "cache" if cold else self._cache)
        # Not the quick voice of the tests: that which a user hears.
        (folder / "config" / "voice-coach" / "config.yaml").write_text("engine: auto\n", "utf-8")
        if server is not None:
            home.connect(server)
        return home

    def store(self) -> ClipStore:
        """The warm cache, opened."""
        return ClipStore(self._cache / "voice-coach" / "clips", ready_made=ReadyMade())

    @contextmanager
    def speech(self) -> Iterator[Speech]:
        """Speech as the program opens it, on the warm cache."""
        settings = Settings()
        speech = Speech(settings.voice, settings.rate, lambda _report: None, self.store())
        try:
            yield speech
        finally:
            speech.close()

    def warm(self, routine: str, *others: str) -> Timeline:
        """Put all that a session of `routine` may say into the cache, and `others`; what it
        unrolls to."""
        timeline = unroll(Shelf().find(routine).routine)
        with self.speech() as speech:
            for notice in (phrasebook.FIT_NOTICE, phrasebook.RECORDING_NOTICE):
                style = CoachingStyle(load_script(), notices=(notice,))
                session = Session(timeline, speech.length, lambda _slug: None, style)
                texts = (*session.texts, *others)
                speech.want(texts)
                if not speech.wait_ready(texts, _RENDERED_WITHIN):
                    raise Skipped("the speech engine does not work: see `voice-coach doctor`")
        return timeline
