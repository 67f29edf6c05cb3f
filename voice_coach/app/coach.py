"""The one loop: wait, hand each event to the act under way, and carry out its effects.

An act is the safety screening or a session. The same loop runs live, where waiting takes time, and
for a recording, where it does not.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import replace

from voice_coach.app.part_reports import PartReports
from voice_coach.app.ports import (
    Act,
    Desktop,
    Incoming,
    Journal,
    KeyboardPort,
    Listener,
    SpeechSource,
    Wait,
)
from voice_coach.app.voice_commands import VoiceCommands
from voice_coach.audio.clip import Clip
from voice_coach.audio.port import Began, DeviceFound, DeviceLost, MusicTrouble, Output
from voice_coach.audio.tones import inaudible, tone
from voice_coach.core.events.command import Command
from voice_coach.core.events.facts import Fact
from voice_coach.core.events.log_line import log_line
from voice_coach.core.events.messages import (
    Asked,
    Effect,
    Event,
    FilledCommand,
    Heard,
    Notice,
    SetRate,
    SetVolume,
    Sound,
    VoiceBegan,
    VoiceOver,
    Want,
)
from voice_coach.core.events.playback import Cancel, Hush, Silence
from voice_coach.core.model.tone import Tone
from voice_coach.core.session.session import Session
from voice_coach.core.units import Seconds
from voice_coach.core.voice_commands.arbiter import HearingMode
from voice_coach.core.wording.phrasebook import COUNTDOWN
from voice_coach.hearing.ports.reports import (
    LevelReport,
    MicrophoneFound,
    MicrophoneLost,
    RecogniserFound,
    RecogniserLost,
    Understood,
)
from voice_coach.journal.reports import JournalChanged
from voice_coach.screen.port import Screen
from voice_coach.speech.reports import (
    ClipsNotKept,
    RateLimited,
    SpeechFound,
    SpeechLost,
    VoiceReplaced,
)
from voice_coach.system.event_log import EventLog

OPENING_PATIENCE: Seconds = 5.0
"""Longest time a start waits for its first words to be rendered before it goes on without them:
three seconds for the worker to start on a busy machine, and two for the words."""

DEVICE_PATIENCE: Seconds = 3.0
"""How long a start waits for a sound device before it goes on without waking it."""

_LENGTH_TOLERANCE: Seconds = 0.001
"""Rounding allowed in the length of a clip against its place, in seconds."""

_WAKING = 0
"""The number of the sound that wakes the device; cues begin at 1."""


class Coach:
    """Runs acts: the only place where values become sound, text and log lines, and where recognised
    speech becomes a command."""

    def __init__(
        self,
        wait: Wait,
        output: Output,
        voice: SpeechSource,
        screen: Screen,
        log: EventLog,
        *,
        keyboard: KeyboardPort | None = None,
        listener: Listener | None = None,
        mode: HearingMode = HearingMode.OPEN,
        journal: Journal | None = None,
        desktop: Desktop | None = None,
        clip_of: Callable[[Tone], Clip] = tone,
    ) -> None:
        """`keyboard`: None if there are no keys. `listener`: None if nobody listens. `mode`: the
        condition for a command to be taken. `journal`: None if nothing is to be kept. `desktop`:
        None if there is none. `clip_of`: the sound of a tone."""
        self._clip_of = clip_of
        self._wait = wait
        self._output = output
        self._voice = voice
        self._screen = screen
        self._log = log
        self._wanted: tuple[str, ...] = ()
        self._sounds: dict[int, tuple[Sound, bool]] = {}
        """Sounds placed and not yet begun, and whether each has a clip."""
        self._last_sound = 0
        self._reports = PartReports(wait, screen, log)
        self._voice_commands = VoiceCommands(listener, mode, screen, self._reports)
        self._hushed: tuple[Seconds, Seconds] = (math.inf, math.inf)
        """Begin and end of the last time in which nothing spoken was heard."""
        self._journal = journal
        self._desktop = desktop
        self._keyboard = keyboard
        self._names: Mapping[str, Asked] = {}
        self._shown_at: Seconds = 0.0
        self._early: deque[Incoming] = deque()
        """Events that came before the first act."""

    def wake_device(self, seconds: Seconds) -> None:
        """Play for so long, before the first word, what nobody hears: a Bluetooth device that
        sleeps swallows what comes first. Without a device it returns at once."""
        until = self._wait.now() + (DEVICE_PATIENCE if seconds > 0 else 0.0)
        waking = False
        while self._wait.now() < until:
            incoming = self._wait.wait(until)
            event = self._take(incoming)
            if event is not None:
                self._early.append(event)
            if isinstance(incoming, DeviceLost):
                return
            if isinstance(incoming, DeviceFound) and not waking:
                waking = True
                until = self._wait.now() + seconds
                self._output.place(_WAKING, self._wait.now(), inaudible(seconds))

    def want_first(self, texts: tuple[str, ...]) -> None:
        """Request clips: the newest requests first, without forgetting the earlier ones."""
        self._wanted = tuple(dict.fromkeys((*texts, *self._wanted)))
        self._voice.want(self._wanted)

    def foresee(self, texts: tuple[str, ...]) -> None:
        """Request clips that are needed later, after everything that was requested before."""
        self._wanted = tuple(dict.fromkeys((*self._wanted, *texts)))
        self._voice.want(self._wanted)

    def play(
        self,
        act: Act,
        keys: str = "",
        names: Mapping[str, Asked] | None = None,
        first: Event | None = None,
    ) -> None:
        """Run an act to its end. `keys`: the keys to show when the athlete asks for help. `names`:
        further phrases, with their meanings. `first`: what the athlete asked for before it, which
        does not wait for its first words."""
        self._names = names or {}
        self._use_keys(act, keys)
        self.want_first(act.opening)
        if first is None:
            self._voice.wait_ready(act.opening, OPENING_PATIENCE)
        self._do(act.start(self._wait.now()))
        if first is not None:
            self._do(act.handle(first, self._wait.now()))
        self._run(act)

    def go_on(self, session: Session, command: Command | FilledCommand, keys: str) -> None:
        """Run a session on from where it stood, with the command that moves it."""
        self._names = {}
        self._use_keys(session, keys)
        self._do(session.handle(command, self._wait.now()))
        self._run(session)

    def _use_keys(self, act: Act, shown: str) -> None:
        self._screen.keys(shown)
        if self._keyboard is not None:
            self._keyboard.use(act.keys)

    def stop_listening(self) -> None:
        """Close the microphone: nothing that is said has a meaning any more."""
        self._voice_commands.close()

    def _run(self, act: Act) -> None:
        self._voice_commands.arm(act, self._names)
        self._show(act)
        while not act.done:
            incoming = (
                self._early.popleft() if self._early else self._wait.wait(self._next_moment(act))
            )
            event = self._take(incoming)
            self._do(act.handle(event, self._wait.now()))
            self._voice_commands.arm(act, self._names)
            self._voice_commands.show_no_more(self._wait.now())
            if not isinstance(incoming, Began):
                self._show(act)

    def _next_moment(self, act: Act) -> Seconds | None:
        refresh = None if self._screen.every is None else self._shown_at + self._screen.every
        moments = (act.deadline, refresh, self._voice_commands.shown_until)
        return min((moment for moment in moments if moment is not None), default=None)

    def _show(self, act: Act) -> None:
        self._shown_at = self._wait.now()
        view = act.view(self._shown_at)
        self._screen.show(view, self._shown_at)
        if self._desktop is not None:
            self._desktop.show(view, self._shown_at)

    # --- what comes in ------------------------------------------------------------------

    def _take(self, incoming: Incoming | None) -> Event | None:
        """Handle events that are the coach's own; return those of the act."""
        match incoming:
            case Began():
                self._began(incoming)
            case DeviceLost() | DeviceFound() | MusicTrouble():
                self._reports.sound_changed(incoming)
            case SpeechLost() | SpeechFound() | VoiceReplaced() | RateLimited() | ClipsNotKept():
                self._reports.speech_changed(incoming)
            case MicrophoneLost() | MicrophoneFound() | RecogniserLost() | RecogniserFound():
                return self._voice_commands.changed(incoming)
            case Understood():
                heard = self._voice_commands.understood(incoming, self._wait.now())
                return self._helped(heard)
            case Command.HELP:
                return self._helped(incoming)
            case JournalChanged():
                self._reports.journal_changed(incoming)
            case LevelReport():
                pass
            case VoiceBegan() | VoiceOver():
                self._voice_commands.show_voice(on=isinstance(incoming, VoiceBegan))
                return incoming
            case _:
                return incoming
        return None

    def _helped(self, event: Event | None) -> Event | None:
        """Show the keys and phrases to who asks for help; return anything else."""
        asked = event.asked if isinstance(event, Heard) else event
        if asked is not Command.HELP:
            return event
        self._screen.help(self._voice_commands.phrases)
        return None

    # --- what begins to be heard --------------------------------------------------------

    def _began(self, report: Began) -> None:
        sound, heard = self._sounds.pop(report.sound, (None, False))
        if sound is None:
            return
        heard = heard and not self._reports.deaf
        if sound.text:
            self._screen.said(sound.text, heard=heard)
            heard = heard and not self._hushed[0] <= report.at < self._hushed[1]
        what = {"text": sound.text} if sound.text else {"tone": sound.tone}
        self._log.write("cue", sound.at, report.at, **what, length=sound.length, heard=heard)

    # --- what goes out ------------------------------------------------------------------

    def _do(self, effects: tuple[Effect, ...]) -> None:
        for effect in effects:
            match effect:
                case Sound():
                    self._place(effect)
                case Cancel() | Silence() | Hush() | SetVolume():
                    self._steer(effect)
                case SetRate(rate):
                    self._voice.set_rate(rate)
                case Want(texts):
                    self.want_first(texts)
                case Notice(text):
                    self._screen.notice(text)
                case _:
                    self._keep(effect)

    def _keep(self, fact: Fact) -> None:
        """Have the log and the journal keep what happened."""
        line = log_line(fact)
        if line is not None:
            self._log.write(line.event, fact.at, self._wait.now(), **line.fields)
        if self._journal is not None:
            self._journal.take(fact)

    def _place(self, sound: Sound) -> None:
        sound, clip = self._rendered(sound)
        self._last_sound += 1
        self._sounds[self._last_sound] = (sound, clip is not None)
        self._output.place(self._last_sound, sound.at, clip, spoken=bool(sound.text))
        if self._desktop is not None and sound.text and clip is not None and not self._reports.deaf:
            self._desktop.speaks(sound.at, sound.at + clip.length)

    def _rendered(self, sound: Sound) -> tuple[Sound, Clip | None]:
        """A sound, as long as its clip, and the clip; said shorter where only that is rendered, and
        None where nothing is that fits."""
        if sound.tone:
            return sound, self._clip_of(sound.tone)
        for text in (sound.text, *sound.shorter):
            clip = self._voice.clip(text)
            if clip is None and text not in COUNTDOWN:  # Which will soon be needed again.
                self._voice.pass_over(text)
            elif clip is not None and clip.length <= sound.length + _LENGTH_TOLERANCE:
                return replace(sound, text=text, length=clip.length), clip
        return sound, None

    def _steer(self, effect: Cancel | Silence | Hush | SetVolume) -> None:
        if self._desktop is not None and isinstance(effect, Cancel | Silence):
            self._desktop.call_off(effect)
        match effect:
            case Cancel(after):
                self._output.cancel(after)
            case Silence():
                self._output.silence()
            case Hush(on):
                self._hush(on=on)
            case SetVolume(volume):
                self._output.set_volume(volume / 100)

    def _hush(self, *, on: bool) -> None:
        now = self._wait.now()
        self._hushed = (now, math.inf) if on else (self._hushed[0], now)
        self._output.hush(on)
        self._log.write("hush", now, now, on=on)
