"""What the echo canceller leaves of an athlete who speaks over the coach, as training and tuning
take it."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

import numpy as np
from benchmarks.hearing import own_voice, sound
from training import material, scenes
from training.trials import Cut, Trial

from voice_coach.audio.clip import RATE as FAR_RATE
from voice_coach.hearing.capture.echo_canceller import FAR_BYTES, NEAR_BYTES, webrtc

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from training.material import Piece, Source
    from training.speakers import Split as Part

_SCENES = {"train": 70, "tune": 24}
_SCENE = 60.0
"""Seconds; after the first 12 the canceller has learnt the room."""

_APART = (3.0, 4.5)
"""Seconds from what the athlete says to the next."""

_AGAINST_ECHO = {"train": (-4.0, 14.0), "tune": (-1.0, 6.0)}
"""The athlete's level against the coach's echo, dB."""

_NOTICED = (0.18, 0.40)
"""Seconds from the begin of a voice until the coach is silent."""

_FADE = FAR_RATE // 50

_LEAD, _TAIL = (0.15, 0.5), (0.06, 0.26)
"""Seconds around speech that the endpointer leaves."""

_ROOM_SNR = (20.0, 40.0)


@dataclass(frozen=True, slots=True)
class _Spoken:
    """Something an athlete says in a scene; its times in samples of the microphone."""

    source: Source
    clip: sound.Sound
    begin: int

    @property
    def end(self) -> int:
        return self.begin + len(self.clip)


def pieces(sources: Sequence[Source], folder: Path) -> Iterator[Piece]:
    """Pieces of speech to learn from, of sources drawn at random."""
    for number in range(_SCENES["train"]):
        for spoken, pcm in _scene("train", sources, number, folder):
            yield material.of_pcm("over coach", spoken.source.text, pcm)


def trials(sources: Sequence[Source], folder: Path) -> Iterator[Trial]:
    """Trials of the tuning speakers, each with the one piece of speech that there is."""
    for number in range(_SCENES["tune"]):
        for spoken, pcm in _scene("tune", sources, number, folder):
            piece = material.of_pcm("", None, pcm)
            seconds = len(spoken.clip) / sound.RATE
            cut = Cut(pcm, piece.row, piece.hidden, seconds, 10.0)
            said = spoken.source.said
            speaker = said.speaker.name if said else ""
            text = spoken.source.text
            yield Trial("natural", speaker, "over coach", text, seconds, (0, seconds), (cut,))


def _scene(
    part: Part, sources: Sequence[Source], number: int, folder: Path
) -> Iterator[tuple[_Spoken, bytes]]:
    """What is said in a scene, with its sound after the canceller."""
    chance = Random(f"over coach|{part}|{number}")
    said = _said(sources, chance, folder)
    length = round(_SCENE * sound.RATE)
    far = own_voice.speaking("tune", _SCENE, chance, without_pause_from=8.0)
    place = chance.choice(scenes.responses(part, folder / "rooms"))
    loud = own_voice.echo(far, place.coach)[:length]
    level = 20 * np.log10(sound.loudness(loud)) + chance.uniform(*_AGAINST_ECHO[part])
    athlete = np.zeros(length, np.float32)
    for one in said:
        athlete[one.begin : one.end] = sound.at_level(one.clip, level)
        _hush(far, one, chance)
    athlete = sound.through(chance.choice(place.athlete), athlete)[:length]
    athlete = athlete + scenes.noise("room", part, length, level, chance, _ROOM_SNR)
    cleaned = _cancelled(athlete + own_voice.echo(far, place.coach)[:length], far)
    for one in said:
        lead, tail = (round(chance.uniform(*a) * sound.RATE) for a in (_LEAD, _TAIL))
        yield one, cleaned[2 * (one.begin - lead) : 2 * (one.end + tail)]


def _said(sources: Sequence[Source], chance: Random, folder: Path) -> list[_Spoken]:
    at, said = 12.0, []
    while at < _SCENE - 6:
        source = chance.choice(sources)
        clip = material.clip_of(source, folder)
        if clip is not None and len(clip) < 3 * sound.RATE:
            said.append(_Spoken(source, clip, round(at * sound.RATE)))
            at += len(clip) / sound.RATE
        at += chance.uniform(*_APART)
    return said


def _hush(far: sound.Sound, spoken: _Spoken, chance: Random) -> None:
    """Have the coach fall silent when it notices the athlete, until the athlete is done."""
    times = FAR_RATE // sound.RATE
    begin = times * (spoken.begin + round(chance.uniform(*_NOTICED) * sound.RATE))
    end = times * (spoken.end + sound.RATE // 2)
    if begin + _FADE < end:
        far[begin : begin + _FADE] *= np.linspace(1, 0, _FADE, dtype=np.float32)
        far[begin + _FADE : end] = 0


def _cancelled(near: sound.Sound, far: sound.Sound) -> bytes:
    canceller = webrtc()
    assert canceller is not None
    heard, played = sound.pcm16(near), sound.pcm16(far)
    return b"".join(
        canceller.clean(
            heard[number * NEAR_BYTES : (number + 1) * NEAR_BYTES],
            played[number * FAR_BYTES : (number + 1) * FAR_BYTES],
        )
        for number in range(len(heard) // NEAR_BYTES)
    )
