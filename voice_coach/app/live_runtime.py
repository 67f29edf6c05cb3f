"""The live runtime: everything a live coach needs, opened together and closed together."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from voice_coach.app.coach import Coach
from voice_coach.app.coach_speech import speech_of
from voice_coach.app.deferred_listener import ClosableListener, DeferredListener
from voice_coach.app.inbox import Inbox
from voice_coach.app.listen_choice import ListenChoice
from voice_coach.app.process_signals import leave_by_signal, pause_by_signal, stop_by_signal
from voice_coach.app.session_sounds import SessionSounds, session_sounds
from voice_coach.app.workout_music import WorkoutMusic
from voice_coach.audio.device_output import DeviceOutput
from voice_coach.audio.playlist import tracks_at
from voice_coach.config.settings import Settings
from voice_coach.core.model.other_players import OtherPlayers
from voice_coach.core.model.views import ListeningState
from voice_coach.core.voice_commands.arbiter import HearingMode
from voice_coach.desktop.presence import has_session_bus
from voice_coach.errors import CoachError, UsageError
from voice_coach.journal.paths import journal_path
from voice_coach.journal.records import ClockOrigin
from voice_coach.journal.writer import JournalWriter
from voice_coach.screen.line_screen import LineScreen
from voice_coach.screen.options import FULL, ground_of
from voice_coach.screen.port import Screen
from voice_coach.screen.status_screen import StatusScreen
from voice_coach.speech.speech import Speech
from voice_coach.system import clock
from voice_coach.system.atomic_write import private_file
from voice_coach.system.event_log import EventLog
from voice_coach.system.keyboard import Keyboard

if TYPE_CHECKING:
    from voice_coach.app.ports import Desktop


@dataclass(frozen=True, slots=True)
class LiveRuntime:
    """A coach, ready to run, and the ports around it."""

    coach: Coach
    speech: Speech
    screen: Screen
    keyboard: Keyboard | None
    """None without a terminal."""
    listening: bool
    """Speech is to be recognised."""
    journal: JournalWriter
    """The record of what happens in it."""
    sounds: SessionSounds
    music: WorkoutMusic

    @property
    def answers(self) -> bool:
        """True if a question can be answered in it."""
        return self.keyboard is not None or self.listening


def at_a_terminal() -> bool:
    """True if there are keys to press."""
    return sys.stdin is not None and sys.stdin.isatty()


@contextlib.contextmanager
def open_runtime(
    settings: Settings,
    events: str | None,
    inbox: Inbox,
    output: DeviceOutput,
    choice: ListenChoice | None = None,
) -> Iterator[LiveRuntime]:
    """Open speech, screen, keyboard and, with a `choice`, the listener around a sound output; close
    them whatever happens."""
    leave_by_signal(inbox)
    with contextlib.ExitStack() as stack:
        speech = speech_of(settings, inbox.put)
        stack.callback(speech.close)
        check_voice(speech, settings)
        log = EventLog(_event_stream(events, stack), inbox.now())
        stack.callback(log.close)
        keyboard = None
        if at_a_terminal():
            keyboard = stack.enter_context(Keyboard(inbox.put))
        screen = _lines(screen_stream(events), settings)
        if keyboard is not None and fills_screen(settings, events):
            screen = _full_screen(screen, screen_stream(events), settings, keyboard)
        stack.callback(screen.close)

        def told(event: str, trouble: str) -> None:
            log.write(event, inbox.now(), inbox.now(), reason=trouble)
            screen.notice(trouble)

        sounds = session_sounds(settings, partial(told, "sound trouble"))
        journal = JournalWriter(inbox.put, ClockOrigin(inbox.now(), clock.wall()))
        stack.callback(_close, journal, screen)
        pause_by_signal(inbox, keyboard)
        listener = None if choice is None else DeferredListener(lambda: _listener(choice, inbox))
        if listener is not None:
            output.refer(listener.played)
            stack.callback(listener.close)
        mode = HearingMode.OPEN if choice is None else choice.mode
        coach = Coach(
            *(inbox, output, speech, screen, log),
            keyboard=keyboard,
            listener=listener,
            mode=mode,
            journal=journal,
            desktop=_desktop(settings, inbox, stack),
            clip_of=sounds.clip_of,
        )
        if listener is not None:
            screen.listens(ListeningState.LISTENING)
        place = _music_place(settings, partial(told, "music trouble"))
        music = WorkoutMusic(output, place, journal_path().with_name("music.json"))
        stack.callback(music.end)
        listens = listener is not None
        yield LiveRuntime(coach, speech, screen, keyboard, listens, journal, sounds, music)


def _music_place(settings: Settings, told: Callable[[str], None]) -> Path | None:
    """The place of the music; None without any, and without any that is there, which is told."""
    place = settings.music_place
    try:
        if place is not None:
            tracks_at(place)
    except UsageError as error:
        told(f"{error} This workout goes without.")
        return None
    return place


def _desktop(settings: Settings, inbox: Inbox, stack: contextlib.ExitStack) -> Desktop | None:
    """Open the way to the desktop; None where there is none."""
    if not has_session_bus():
        return None
    # Imported here: where there is no desktop, nothing talks to it.
    from voice_coach.desktop.link import Desktop as Link  # noqa: PLC0415

    kept = journal_path().with_name("lowered-players.json")
    desktop = Link(inbox.put, OtherPlayers(settings.other_players), kept)
    stack.callback(desktop.close)
    return desktop


def _close(journal: JournalWriter, screen: Screen) -> None:
    """Have the rest of the record written, and tell what could not be written."""
    journal.close()
    if journal.last_words:
        screen.notice(journal.last_words)


def _listener(choice: ListenChoice, inbox: Inbox) -> ClosableListener:
    # Imported here: not before the first sound is out.
    from voice_coach.hearing.processes import listener  # noqa: PLC0415

    return listener.LiveListener(inbox.put, choice.engine, choice.model, own_voice=choice.own_voice)


def check_voice(speech: Speech, settings: Settings) -> None:
    """Raise UsageError if the user asked for a voice that does not exist. If the engine does not
    work, the coach goes on without it, and says so."""
    if settings.voice is None:
        return
    try:
        speech.voice()
    except UsageError:
        raise
    except CoachError:
        return


def screen_stream(events: str | None) -> TextIO:
    """The stream of the screen: stdout, or stderr if events are written there."""
    return sys.stderr if events == "-" else sys.stdout


def fills_screen(settings: Settings, events: str | None) -> bool:
    """True if the screen is to be a full one, and can be."""
    if settings.screen != FULL or settings.plain or not at_a_terminal():
        return False
    # Imported here: lines need nothing of it, and are in a hurry.
    from voice_coach.screen.full_screen import fits  # noqa: PLC0415

    return fits(screen_stream(events), os.environ)


def _lines(stream: TextIO, settings: Settings) -> Screen:
    """Open a screen of lines."""
    if settings.plain:
        return LineScreen(stream, counts=settings.plain_counts)
    if not stream.isatty() or os.environ.get("TERM") == "dumb":
        return LineScreen(stream)
    return StatusScreen(stream)


def _full_screen(lines: Screen, stream: TextIO, settings: Settings, keyboard: Keyboard) -> Screen:
    """Open a full screen in front of `lines`."""
    from voice_coach.screen.full_screen import FullScreen  # noqa: PLC0415 - see `fills_screen`.

    screen = FullScreen(
        stream, keyboard, lines, (ground_of(os.environ, settings.theme), settings.motion)
    )
    stop_by_signal(screen)
    return screen


def _event_stream(events: str | None, stack: contextlib.ExitStack) -> TextIO | None:
    if events is None:
        return None
    if events == "-":
        return sys.stdout
    try:
        return stack.enter_context(io.TextIOWrapper(private_file(Path(events)), "utf-8"))
    except OSError as error:
        raise UsageError(
            f"The events can't be written to {events}: {error.strerror or error}.",
            "Choose another file, or - for standard output.",
        ) from error
