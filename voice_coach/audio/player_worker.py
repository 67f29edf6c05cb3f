"""The process that plays: `python -m voice_coach.audio.player_worker`, run by `device_output.py`.

It is a process of its own because the stream must be fed every few milliseconds, which an
interpreter that also recognises speech or draws a screen does not manage. It reads orders on its
input and reports on its output: `player_messages.py` has both.

When its input ends, it fades out and exits: it never outlives the coach.
"""

from __future__ import annotations

import os
import sys
import threading
import traceback
from typing import TYPE_CHECKING, BinaryIO, NoReturn

from voice_coach.audio.clip import RATE, Clip
from voice_coach.audio.player_messages import (
    ORDERS,
    REPORTS,
    KeepMusic,
    MusicOrder,
    PlaceSound,
    PlayerOrder,
    PlayerReport,
    PlayMusic,
    ReportPlayed,
    SetGain,
    StopMusic,
)
from voice_coach.audio.port import DeviceFound, DeviceLost, Played
from voice_coach.audio.stream import SoundStream
from voice_coach.core.events.playback import Cancel, Hush, Silence
from voice_coach.core.units import Seconds
from voice_coach.ipc.child import bar_numpy, claim_stdout, tell
from voice_coach.system import clock
from voice_coach.system.mailbox import Mailbox

if TYPE_CHECKING:
    from voice_coach.audio.music_under import MusicUnder

_WATCH_EVERY: Seconds = 0.1
_DEAF_TICK: Seconds = 0.02
"""Precision of reported beginnings while there is no device to keep the time, in seconds."""

_LAST_SOUND: Seconds = 0.12
"""Time a fade needs to be heard: the fade itself and the device's buffer."""


LOWERED_BEFORE: Seconds = 0.5
"""Time before a cue at which music begins to fall."""

_BACKLOG = 256
"""Reports that may wait for a coach that stands still. Beyond it, what is played is no longer
reported: seconds late, it would be of no use."""


class _Player:
    """Takes messages in one thread, feeds the device in another."""

    def __init__(self) -> None:
        self.reports: Mailbox[PlayerReport] = Mailbox()
        self._stream = SoundStream(clock.now(), self.reports.put)
        self._turn = threading.Lock()
        """Held while the stream is used."""
        self._referred = False
        """Played sound is to be reported."""
        self._played = 0
        """Samples taken by devices."""
        self._music: MusicUnder | None = None

    def obey(self, order: PlayerOrder) -> None:
        """Carry out an order."""
        if isinstance(order, PlayMusic | StopMusic | KeepMusic):
            self._obey_of_music(order)
            return
        with self._turn:
            match order:
                case PlaceSound(sound, at, spoken, pcm):
                    # What comes late is not out of date: it was asked for just now.
                    self._stream.place(sound, max(at, clock.now()), Clip(pcm), spoken)
                case Cancel(after):
                    self._stream.cancel(after)
                case Silence():
                    self._stream.silence()
                case Hush(on):
                    self._stream.hush(on)
                case SetGain(gain):
                    self._stream.set_volume(gain)
                case ReportPlayed():
                    self._referred = True

    def _obey_of_music(self, order: MusicOrder) -> None:
        match order:
            case PlayMusic(tracks, place):
                # Imported here: most workouts are led without music, and the start is in a hurry.
                from voice_coach.audio.music_under import MusicUnder  # noqa: PLC0415

                music = MusicUnder(tracks, place, self.reports.put)
                with self._turn:
                    self._music = music
            case StopMusic() if self._music is not None:
                with self._turn:
                    self._music.stop()
            case KeepMusic() if self._music is not None:
                self._music.heed()

    def fade_out(self) -> None:
        """Fall silent without a click."""
        with self._turn:
            sounding = self._stream.busy
            self._stream.silence()
            if self._music is not None:
                sounding = self._music.cut() or sounding
        if sounding:
            threading.Event().wait(_LAST_SOUND)

    def play(self) -> NoReturn:
        """Keep a device fed as long as there is one, and the time while there is none."""
        bar_numpy()
        from voice_coach.audio.playback_device import Speaker  # noqa: PLC0415 # after the line above

        speaker = Speaker(
            self._read,
            found=lambda name: self.reports.put(DeviceFound(name)),
            lost=lambda reason: self.reports.put(DeviceLost(reason)),
        )
        while True:
            speaker.watch(_DEAF_TICK if speaker.missing else _WATCH_EVERY)
            if speaker.missing:
                with self._turn:
                    self._stream.pass_over(clock.now())

    def _read(self, samples: int) -> bytes:
        with self._turn:
            now = clock.now()
            pcm = self._next(samples, now)
        if self._referred and len(self.reports) < _BACKLOG:
            heard = b"" if pcm == bytes(len(pcm)) else pcm
            self.reports.put(Played(now, self._played, samples, heard))
        self._played += samples
        return pcm

    def _next(self, samples: int, now: Seconds) -> bytes:
        if self._music is None:
            return self._stream.read(samples, now)
        around = self._stream.around(samples / RATE + LOWERED_BEFORE)
        pcm = self._stream.read(samples, now)
        return self._music.mix(pcm, around, self._stream.gain)


def _tell(reports: Mailbox[PlayerReport], coach: BinaryIO) -> None:
    """Send reports until nobody listens, and then end the process."""
    tell(reports, REPORTS, coach)
    os._exit(0)


def _play(player: _Player) -> None:
    """Play; end the process if that fails, so that it does not report itself alive."""
    try:
        player.play()
    finally:
        traceback.print_exc()
        os._exit(1)


def main() -> NoReturn:
    """Serve the coach at the other end of the pipes until it closes them."""
    coach = claim_stdout()
    player = _Player()
    threading.Thread(target=_tell, args=(player.reports, coach), daemon=True).start()
    threading.Thread(target=_play, args=(player,), daemon=True).start()
    while (order := ORDERS.receive(sys.stdin.buffer)) is not None:
        player.obey(order)
    player.fade_out()
    # Not sys.exit: threads held up by a frozen sound server would never be joined.
    os._exit(0)


if __name__ == "__main__":
    main()
