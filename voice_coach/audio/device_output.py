"""The sound device as an output: a player process, kept alive."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from voice_coach.audio.clip import Clip
from voice_coach.audio.player_messages import (
    ORDERS,
    REPORTS,
    KeepMusic,
    PlaceSound,
    PlayerOrder,
    PlayerReport,
    PlayMusic,
    ReportPlayed,
    SetGain,
    StopMusic,
)
from voice_coach.audio.playlist import MusicAt
from voice_coach.audio.port import (
    Began,
    DeviceFound,
    DeviceLost,
    MusicTrouble,
    Played,
    Reporter,
)
from voice_coach.core.events.playback import Cancel, Hush, Silence
from voice_coach.core.units import Seconds
from voice_coach.ipc.supervisor import RETRY_EVERY, Orders, WorkerProcess
from voice_coach.system import clock

# -P: a `queue.py` in the folder the user happens to be in must not take the place of Python's.
PLAYER = (sys.executable, "-P", "-m", "voice_coach.audio.player_worker")

_LATEST: Seconds = 1.0
"""A sound that has waited so long for a player is out of date, and begins unheard."""

_TICK: Seconds = 0.02
"""Precision of reported beginnings while there is no player, in seconds."""


class _PlacedSound(NamedTuple):
    at: Seconds
    clip: Clip | None
    spoken: bool


class DeviceOutput:
    """Plays on the system's sound device, through a player process of its own.

    Nothing here waits for the player. If it dies or freezes it is replaced, and is told again
    what it had not begun; while there is none, beginnings are reported all the same.
    """

    def __init__(
        self,
        report: Reporter,
        player: tuple[str, ...] = PLAYER,
        reference: Callable[[Played], None] | None = None,
    ) -> None:
        """`report` is called from a thread of this output, and so is `reference`, which takes
        every block of sound that the device takes. `player` is the command to start."""
        self._report_to = report
        self._reference = reference
        self._turn = threading.Lock()
        """Held while the fields below are changed."""
        self._waiting: dict[int, _PlacedSound] = {}
        """Sounds placed and not yet begun, by number."""
        self._volume = 1.0
        self._hushed = False
        self._orders: Orders[PlayerOrder] | None = None
        """The input of the present player, or of the one before it."""
        self._music: PlayMusic | None = None
        """What is played under everything, and where it is."""
        self._told_place: Callable[[MusicAt], None] | None = None
        self._present: bool | None = None
        """The last report: True if there is a device. None before the first."""
        self._player: WorkerProcess[PlayerOrder, PlayerReport] = WorkerProcess(
            player, (ORDERS, REPORTS), self._begin, self._hear, self._ended
        )
        self._player.start()

    def place(self, sound: int, at: Seconds, clip: Clip | None, spoken: bool = False) -> None:
        """Have `clip` begin at `at`, or as soon as possible if that is past."""
        with self._turn:
            placed = self._waiting[sound] = _PlacedSound(at, clip, spoken)
            if self._orders:
                _place(self._orders, sound, placed)

    def cancel(self, after: Seconds) -> None:
        """Drop every sound that begins at or after `after`; what sounds goes on to its end."""
        with self._turn:
            self._waiting = {
                sound: placed for sound, placed in self._waiting.items() if placed.at < after
            }
            self._order(Cancel(after))

    def silence(self) -> None:
        """Fade out what sounds, without a click, and drop everything placed."""
        with self._turn:
            self._waiting.clear()
            self._order(Silence())

    def hush(self, on: bool) -> None:
        """While it is on, nothing spoken is heard; everything else goes on."""
        with self._turn:
            self._hushed = on
            self._order(Hush(on))

    def set_volume(self, volume: float) -> None:
        """0.0 to 1.0, of all that is played from now on, in mid-clip too."""
        with self._turn:
            self._volume = volume
            self._order(SetGain(volume))

    def play_music(
        self, tracks: tuple[str, ...], place: MusicAt, told: Callable[[MusicAt], None]
    ) -> None:
        """Play these files under everything from `place` on, over and over. `told` takes the place
        about each second, in a thread of this output."""
        with self._turn:
            self._music = PlayMusic(tracks, place)
            self._told_place = told
            self._order(self._music)

    def stop_music(self) -> None:
        """Fade it out."""
        with self._turn:
            self._music = None
            self._order(StopMusic())

    def refer(self, to: Callable[[Played], None]) -> None:
        """From now on have `to`, called from a thread of this output, take every block of sound
        that the device takes."""
        with self._turn:
            self._reference = to
            self._order(ReportPlayed())

    def close(self) -> None:
        """Stop and give the device back; in less than a second, whatever state it is in."""
        self._player.close()

    def _order(self, order: PlayerOrder) -> None:
        if self._orders:
            self._orders.send(order)

    def _begin(self, orders: Orders[PlayerOrder]) -> None:
        """Tell a new player everything that the one before it had not done."""
        self._pass_over(clock.now() - _LATEST)
        with self._turn:
            self._orders = orders
            orders.send(SetGain(self._volume))
            orders.send(Hush(self._hushed))
            if self._reference:
                orders.send(ReportPlayed())
            if self._music:
                orders.send(self._music)
            for sound, placed in self._waiting.items():
                _place(orders, sound, placed)

    def _hear(self, report: PlayerReport) -> None:
        match report:
            case Played():
                if self._reference:
                    self._reference(report)
            case MusicAt():
                self._heed_place(report)
            case MusicTrouble():
                self._report_to(report)
            case _:
                self._report(report)

    def _heed_place(self, place: MusicAt) -> None:
        with self._turn:
            if self._music:
                self._music = replace(self._music, place=place)
            self._order(KeepMusic())
        if self._told_place:
            self._told_place(place)

    def _ended(self, reason: str, at_once: bool) -> None:
        if not at_once:
            return
        self._report(DeviceLost(f"the sound player does not run ({reason})"))
        until = clock.now() + RETRY_EVERY
        while clock.now() < until and not self._player.closing.wait(_TICK):
            self._pass_over(clock.now())

    def _report(self, report: Began | DeviceFound | DeviceLost) -> None:
        with self._turn:
            if isinstance(report, Began):
                self._waiting.pop(report.sound, None)
            else:
                present = isinstance(report, DeviceFound)
                known, self._present = self._present, present
                if known is present:
                    return
        self._report_to(report)

    def _pass_over(self, to: Seconds) -> None:
        """Report as begun the sounds due before `to` that were not heard."""
        with self._turn:
            due = sorted((one.at, sound) for sound, one in self._waiting.items() if one.at < to)
        for at, sound in due:
            self._report(Began(sound, at))


def _place(orders: Orders[PlayerOrder], sound: int, placed: _PlacedSound) -> None:
    pcm = placed.clip.pcm if placed.clip else b""
    orders.send(PlaceSound(sound, placed.at, placed.spoken, pcm))
