"""`render`: the same session, into a file."""

from __future__ import annotations

import contextlib
import io
import sys
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from voice_coach.app.coach import Coach
from voice_coach.app.coach_speech import speech_of
from voice_coach.app.console import tell
from voice_coach.app.live_runtime import check_voice
from voice_coach.app.ports import Incoming
from voice_coach.app.spoken_style import spoken_as
from voice_coach.audio.clip import Clip
from voice_coach.audio.file_output import FileOutput
from voice_coach.cli.options import complete_routine, speaking
from voice_coach.cli.rendering import PATIENCE, render_all
from voice_coach.config.settings import load_settings
from voice_coach.core.cues.cue import LengthOf
from voice_coach.core.events.messages import ClipsArrived
from voice_coach.core.model.occasion import Occasion
from voice_coach.core.model.timeline import by_the_clock
from voice_coach.core.model.unroll import unroll
from voice_coach.core.session.coaching_style import CoachingStyle
from voice_coach.core.session.session import Session
from voice_coach.core.units import Seconds, clock_time
from voice_coach.core.wording import phrasebook
from voice_coach.errors import CoachError
from voice_coach.library.routine.finder import Shelf
from voice_coach.library.yaml.problems import quoted
from voice_coach.screen.port import Blank
from voice_coach.speech.speech import Speech
from voice_coach.system import clock
from voice_coach.system.atomic_write import write_whole
from voice_coach.system.event_log import EventLog


@click.command(short_help="Write a whole workout to a sound file, for a phone.")
@click.argument("routine", shell_complete=complete_routine)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The WAV file to write; by default the routine's name, here.",
)
@speaking
@click.option(
    "--events",
    metavar="FILE",
    help="Also write when each thing is said, as JSON lines; - is standard output.",
)
def render(
    *,
    routine: str,
    output: Path | None,
    talk: str | None,
    style: str | None,
    voice: str | None,
    rate: int | None,
    volume: int | None,
    events: str | None,
) -> None:
    """Write a whole workout to a WAV file, for a phone or a loudspeaker.

    It is the session that `start` would lead, much faster than real time. Steps at your own
    pace take the time their author or their tempo gives them.

    \b
    Example:
      voice-coach render core-basics -o core.wav
    """
    # In memory until the end: a rendering that fails leaves no file.
    told = None if events is None else sys.stdout if events == "-" else io.StringIO()
    flags: dict[str, Any] = {
        "talk": talk,
        "style": style,
        "voice": voice,
        "rate": rate,
        "volume": volume,
    }
    settings = load_settings(**flags)
    found = Shelf().find(routine)
    spoken = spoken_as(settings, flags, found.routine)
    path = output or Path(f"{found.path.stem}.wav")
    began = clock.now()
    passing = _Passing()
    with contextlib.ExitStack() as stack:
        speech = speech_of(settings, passing.put)
        stack.callback(speech.close)
        check_voice(speech, settings)
        file = FileOutput(path, passing.now(), passing.put)
        stack.callback(file.close)
        passing.tell(file.advance)
        coaching_style = CoachingStyle(
            spoken.script,
            spoken.talk,
            settings.volume,
            settings.rate,
            (phrasebook.RECORDING_NOTICE,),
            occasion=Occasion(name=settings.name or ""),
        )
        speech.pronounce(found.routine.say_as)
        timeline = by_the_clock(unroll(found.routine, settings.rate))
        session = Session(timeline, _exactly(speech), lambda _slug: None, coaching_style)
        render_all(speech, (due.text for due in session.agenda), "Rendering the words")
        log = EventLog(told, 0.0)
        whole = _Whole(speech)
        Coach(passing, file, whole, _Notices(), log).play(session)
        log.close()
        if log.error is not None:
            raise log.error
        whole.check()
        file.save()
    if isinstance(told, io.StringIO):
        _write_events(Path(str(events)), told.getvalue())
    times = passing.now() / (clock.now() - began)
    # Standard output may be the event log, which scripts read.
    summary = f"{path}: {clock_time(passing.now())}, written at {times:.0f} times real time"
    tell(summary, err=events is not None)


def _write_events(path: Path, text: str) -> None:
    write_whole(path, text.encode())


class _Passing:
    """Time that passes as fast as it is waited for."""

    def __init__(self) -> None:
        self._now: Seconds = 0.0
        self._arrived: deque[Incoming] = deque()
        self._tell: Callable[[Seconds], None] | None = None

    def tell(self, tell: Callable[[Seconds], None]) -> None:
        """Call `tell` with the time whenever time is about to pass."""
        self._tell = tell

    def put(self, incoming: Incoming) -> None:
        """Take in a report. Clips that arrive are no news: every length is waited for."""
        if not isinstance(incoming, ClipsArrived):
            self._arrived.append(incoming)

    def now(self) -> Seconds:
        """The moment."""
        return self._now

    def wait(self, until: Seconds | None) -> Incoming | None:
        """Pass the events before `until`, one at a time; then jump there."""
        if not self._arrived and until is not None and self._tell is not None:
            self._tell(until)
        if self._arrived:
            return self._arrived.popleft()
        if until is not None:
            self._now = max(self._now, until)
        return None


class _Notices(Blank):
    """The screen of a recording: shows only errors."""

    def notice(self, text: str) -> None:
        """Say it on standard error."""
        tell(f"voice-coach: {text}", err=True)


class _Whole:
    """Speech in which no clip is missing: one that is damaged is rendered anew."""

    def __init__(self, speech: Speech) -> None:
        self._speech = speech
        self.want = speech.want
        self.wait_ready = speech.wait_ready
        self.set_rate = speech.set_rate
        self._missing: list[str] = []

    def clip(self, text: str) -> Clip | None:
        """Return the clip of a text, once it is there."""
        clip = self._speech.clip(text)
        if clip is None:
            self._speech.want((text,))
            if self._speech.wait_ready((text,), PATIENCE):
                clip = self._speech.clip(text)
            if clip is None:
                self._missing.append(text)
        return clip

    def check(self) -> None:
        """Raises CoachError where words are missing though the voice works."""
        if self._missing and not self._speech.is_lost:
            raise CoachError(
                f"{quoted(self._missing[0])} could not be rendered, so nothing was written.",
                "Try it again, or `voice-coach doctor`.",
            )


def _exactly(speech: Speech) -> LengthOf:
    """Clip lengths that are waited for, never estimated while the engine works."""

    def length_of(text: str) -> Seconds:
        if not speech.ready((text,)):
            speech.want((text,))
            speech.wait_ready((text,), PATIENCE)
        return speech.length(text)

    return length_of
