"""The process that plays: `python -m voice_coach.audio.player_worker`, run by `device_output.py`.

It is a process of its own because the stream must be fed every few milliseconds, which an
interpreter that also recognises speech or draws a screen does not manage. It reads messages on
its input and reports on its output, both as in `voice_coach.ipc.framing`; the PCM of the sounds
is payload.

    {"do": "place", "sound": 7, "at": 12.5, "spoken": true}    + PCM; without, nothing is heard
    {"do": "cancel", "after": 12.5}
    {"do": "silence"}
    {"do": "hush", "on": true}
    {"do": "volume", "volume": 0.8}
    {"do": "reference"}                        from now on, report what is played

    {"report": "began", "sound": 7, "at": 12.5}
    {"report": "found", "name": "PulseAudio"}
    {"report": "lost", "reason": "..."}
    {"report": "played", "at": 12.5, "first": 4800, "samples": 960}    + PCM unless it is silence
    {"report": "alive"}                        when nothing else was said for `framing.ALIVE_EVERY`

When its input ends, it fades out and exits: it never outlives the coach.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import traceback
from queue import Empty
from typing import BinaryIO, NoReturn

from voice_coach.audio.clip import Clip
from voice_coach.audio.port import Began
from voice_coach.audio.stream import SoundStream
from voice_coach.core.units import Seconds
from voice_coach.ipc import framing
from voice_coach.system import clock
from voice_coach.system.mailbox import Mailbox

_WATCH_EVERY: Seconds = 0.1
_DEAF_TICK: Seconds = 0.02
"""Precision of reported beginnings while there is no device to keep the time, in seconds."""

_LAST_SOUND: Seconds = 0.12
"""Time a fade needs to be heard: the fade itself and the device's buffer."""


_BACKLOG = 256
"""Reports that may wait for a coach that stands still. Beyond it, what is played is no longer
reported: seconds late, it would be of no use."""


class _Player:
    """Takes messages in one thread, feeds the device in another."""

    def __init__(self) -> None:
        self.reports: Mailbox[tuple[framing.MessageFields, bytes]] = Mailbox()
        self._stream = SoundStream(clock.now(), self._began)
        self._turn = threading.Lock()
        """Held while the stream is used."""
        self._referred = False
        """Played sound is to be reported."""
        self._played = 0
        """Samples taken by devices."""

    def obey(self, order: framing.MessageFields, pcm: bytes) -> None:
        """Carry out a message."""
        with self._turn:
            match order["do"]:
                case "place":
                    # What comes late is not out of date: it was asked for just now.
                    at = max(order["at"], clock.now())
                    self._stream.place(order["sound"], at, Clip(pcm), order["spoken"])
                case "cancel":
                    self._stream.cancel(order["after"])
                case "silence":
                    self._stream.silence()
                case "hush":
                    self._stream.hush(order["on"])
                case "volume":
                    self._stream.set_volume(order["volume"])
                case "reference":
                    self._referred = True

    def fade_out(self) -> None:
        """Fall silent without a click."""
        with self._turn:
            sounding = self._stream.busy
            self._stream.silence()
        if sounding:
            threading.Event().wait(_LAST_SOUND)

    def play(self) -> NoReturn:
        """Keep a device fed as long as there is one, and the time while there is none."""
        # miniaudio imports numpy where it is installed, for a use we do not make of it: half
        # of the time until the first sound, and most of the memory.
        sys.modules["numpy"] = None  # type: ignore[assignment] # how an import is made to fail
        from voice_coach.audio.playback_device import Speaker  # noqa: PLC0415 # after the line above

        speaker = Speaker(
            self._read,
            found=lambda name: self._report({"report": "found", "name": name}),
            lost=lambda reason: self._report({"report": "lost", "reason": reason}),
        )
        while True:
            speaker.watch(_DEAF_TICK if speaker.missing else _WATCH_EVERY)
            if speaker.missing:
                with self._turn:
                    self._stream.pass_over(clock.now())

    def _read(self, samples: int) -> bytes:
        with self._turn:
            now = clock.now()
            pcm = self._stream.read(samples, now)
        if self._referred and len(self.reports) < _BACKLOG:
            played = {"report": "played", "at": now, "first": self._played, "samples": samples}
            self._report(played, b"" if pcm == bytes(len(pcm)) else pcm)
        self._played += samples
        return pcm

    def _began(self, began: Began) -> None:
        self._report({"report": "began", "sound": began.sound, "at": began.at})

    def _report(self, report: framing.MessageFields, pcm: bytes = b"") -> None:
        self.reports.put((report, pcm))


def _tell(reports: Mailbox[tuple[framing.MessageFields, bytes]], coach: BinaryIO) -> None:
    """Send reports, and a sign of life when there are none, until nobody listens."""
    try:
        while True:
            try:
                report, pcm = reports.get(timeout=framing.ALIVE_EVERY)
            except Empty:
                report, pcm = {"report": "alive"}, b""
            framing.send(coach, report, pcm)
    except OSError:
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
    # The terminal sends Ctrl-C to us too; it is meant for the coach.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Sound libraries print; what they print must not get between our messages.
    coach = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    player = _Player()
    threading.Thread(target=_tell, args=(player.reports, coach), daemon=True).start()
    threading.Thread(target=_play, args=(player,), daemon=True).start()
    while message := framing.receive(sys.stdin.buffer):
        player.obey(*message)
    player.fade_out()
    # Not sys.exit: threads held up by a frozen sound server would never be joined.
    os._exit(0)


if __name__ == "__main__":
    main()
