"""The process that decodes music: `python -m voice_coach.audio.music_worker`, run by
`music_under.py` for the player, whose own process must not wait for a disk or a decoder.

It sends as many parts as it is asked for. When its input ends, it exits.
"""

from __future__ import annotations

import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, NoReturn

import numpy as np

from voice_coach.audio.clip import RATE
from voice_coach.audio.music import STEP, evened, momentary, weighted_energies
from voice_coach.audio.music_messages import (
    ORDERS,
    REPORTS,
    MusicPart,
    MusicReport,
    PlayTracks,
    SendMore,
)
from voice_coach.audio.port import MusicTrouble
from voice_coach.audio.tracks import NoMusicError, over_and_over
from voice_coach.core.units import Seconds
from voice_coach.ipc.child import claim_stdout, tell
from voice_coach.system.mailbox import Mailbox

if TYPE_CHECKING:
    from voice_coach.audio.loudness import Samples

SPEECH = -16.0
"""LUFS of the cues, as they are rendered: that of a tone."""

_AROUND = 30
"""Seconds before and after each over which music is made even."""

_STEPS = RATE // STEP


class _Second(NamedTuple):
    samples: Samples
    """One channel."""
    powers: Samples
    """Of each step."""
    number: int
    """Track in which it begins."""
    at: Seconds
    """Time in that track."""


def levelled(
    tracks: Sequence[Path],
    begin: tuple[int, Seconds] = (0, 0.0),
    skipped: Callable[[Path, NoMusicError], None] = lambda _track, _why: None,
) -> Iterator[MusicPart]:
    """The parts of these tracks without end, each with what is to be done to its loudness. Takes as
    much memory as `_AROUND` seconds do. Raises NoMusicError if nothing can be read."""
    ahead: deque[_Second] = deque()
    before: Samples = np.zeros(0)
    for second in _seconds(tracks, begin, skipped):
        ahead.append(second)
        if len(ahead) <= _AROUND:
            continue
        powers = np.concatenate((before, *(one.powers for one in ahead)))
        now = slice(len(before), len(before) + _STEPS)
        gains = np.sqrt(evened(powers, SPEECH)[now])
        yield from _parts(ahead.popleft(), gains, momentary(powers)[now])
        before = powers[max(0, now.stop - _AROUND * _STEPS) : now.stop]


def _parts(second: _Second, gains: Samples, loudest: Samples) -> Iterator[MusicPart]:
    pcm = np.rint(np.clip(second.samples, -1.0, 1.0) * 32_767).astype("<i2")
    for step, (gain, power) in enumerate(zip(gains, loudest, strict=True)):
        part = pcm[step * STEP : (step + 1) * STEP].tobytes()
        at = second.at + step * STEP / RATE
        yield MusicPart(second.number, at, float(gain), float(power), part)


def _seconds(
    tracks: Sequence[Path],
    begin: tuple[int, Seconds],
    skipped: Callable[[Path, NoMusicError], None],
) -> Iterator[_Second]:
    waiting: list[Samples] = []
    held = 0
    number, at = begin
    for next_number, next_at, part in over_and_over(tracks, begin, skipped):
        if not held:
            number, at = next_number, next_at
        waiting.append(part.mean(axis=1))
        held += len(part)
        while held >= RATE:
            joined = np.concatenate(waiting)
            samples, rest = joined[:RATE], joined[RATE:]
            powers = np.maximum(weighted_energies(samples) / STEP, 1e-12)
            yield _Second(samples, powers, number, at)
            waiting, held = [rest], len(rest)
            # What is left came with this part.
            number, at = next_number, next_at + (len(part) - held) / RATE


class _Music:
    """Carries out orders."""

    def __init__(self, reports: Mailbox[MusicReport]) -> None:
        self._reports = reports
        self._parts: Iterator[MusicPart] = iter(())
        self._told: set[Path] = set()
        """Tracks that were said to be unreadable."""

    def obey(self, order: PlayTracks | SendMore) -> None:
        """Carry out an order."""
        match order:
            case PlayTracks(tracks, number, at):
                self._parts = levelled(tuple(map(Path, tracks)), (number, at), self._skipped)
            case SendMore(parts):
                self._send(parts)

    def _send(self, parts: int) -> None:
        try:
            for _ in range(parts):
                part = next(self._parts, None)
                if part is None:
                    return
                self._reports.put(part)
        except NoMusicError as error:
            self._reports.put(MusicTrouble(f"there is no music: {error}"))

    def _skipped(self, track: Path, why: NoMusicError) -> None:
        if track not in self._told:
            self._told.add(track)
            self._reports.put(MusicTrouble(f"{track.name} is left out: {why}"))


def _tell(reports: Mailbox[MusicReport], player: BinaryIO) -> None:
    """Send reports until nobody listens, and then end the process."""
    tell(reports, REPORTS, player)
    os._exit(0)


def main() -> NoReturn:
    """Serve the player at the other end of the pipes until it closes them."""
    player = claim_stdout()
    reports: Mailbox[MusicReport] = Mailbox()
    threading.Thread(target=_tell, args=(reports, player), daemon=True).start()
    music = _Music(reports)
    while (order := ORDERS.receive(sys.stdin.buffer)) is not None:
        music.obey(order)
    os._exit(0)


if __name__ == "__main__":
    main()
