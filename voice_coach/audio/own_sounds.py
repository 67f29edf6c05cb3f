"""The athlete's own sounds in the place of tones: read, checked, and made as loud as those."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from voice_coach.audio.clip import RATE, Clip
from voice_coach.audio.loudness import loudness, true_peaks
from voice_coach.audio.tracks import NoMusicError, decoded
from voice_coach.core.model.tone import Tone
from voice_coach.core.units import Seconds
from voice_coach.errors import UsageError

if TYPE_CHECKING:
    from voice_coach.audio.loudness import Samples

LONGEST: Mapping[Tone, Seconds] = {
    Tone.START: 1.5,
    Tone.END: 1.5,
    Tone.REST: 1.5,
    Tone.FINISH: 5.0,
}
"""How long each may be: no word is said until it has ended."""

_SHORTEST: Seconds = 0.02
_LOUDNESS = -16.0
"""LUFS, as the tones have."""
_FAINTEST = -60.0
"""LUFS below which there is more noise in a recording than sound."""
_PEAK = 10 ** (-1 / 20)
_MOST_SOFTER = 9.0
"""dB by which a sound of few high peaks may stay softer than the tones."""
_SILENCE = 0.003
"""As a share of the peak; softer samples at either end are silence."""
_FADE = RATE // 200


def own_sound(tone: Tone, path: Path) -> Clip:
    """The clip of a sound file for the place of a tone. Raises UsageError for a file that is not
    there or is no sound, and for a sound that is too long, too short, too soft, or all peaks."""
    samples = _trimmed(_read(tone, path))
    length, longest = len(samples) / RATE, LONGEST[tone]
    if length > longest:
        raise _refused(tone, path, f"lasts {length:.1f} s", f"one of {longest:g} s at most")
    if length < _SHORTEST:
        raise _refused(tone, path, "is silent, or shorter than anything heard", "a longer one")
    found = loudness(samples)
    if found < _FAINTEST:
        raise _refused(tone, path, f"is too soft ({found:.0f} LUFS)", "a louder one")
    gain = 10 ** ((_LOUDNESS - found) / 20)
    most = _PEAK / float(true_peaks(samples).max())
    if 20 * np.log10(gain / most) > _MOST_SOFTER:
        raise _refused(tone, path, "is all peaks, as a click is, and would be too soft", "a bell")
    samples = samples * min(gain, most)
    # It ends at zero, and a sound that was cut does not click.
    fade = min(_FADE, len(samples))
    samples[-fade:] *= np.linspace(1.0, 0.0, fade)
    return Clip(np.rint(samples * 32_767).astype("<i2").tobytes())


def _read(tone: Tone, path: Path) -> Samples:
    """The samples of one channel, a little more than may be used."""
    most = round(2 * LONGEST[tone] + 10) * RATE
    parts: list[Samples] = []
    try:
        for part in decoded(path):
            parts.append(part.mean(axis=1, dtype=np.float64))
            if sum(map(len, parts)) > most:
                break
    except NoMusicError as error:
        raise UsageError(
            f"sounds.{tone}: {path} can't be used: {error}.",
            f"Name a sound file, or `voice-coach config unset sounds.{tone}`.",
        ) from error
    return np.concatenate(parts) if parts else np.zeros(0)


def _trimmed(samples: Samples) -> Samples:
    (loud,) = np.nonzero(np.abs(samples) > _SILENCE * np.abs(samples).max(initial=1e-9))
    return samples[loud[0] : loud[-1] + 1] if len(loud) else samples[:0]


def _refused(tone: Tone, path: Path, what: str, instead: str) -> UsageError:
    return UsageError(
        f"sounds.{tone}: {path} {what}.",
        f"Take {instead}, or `voice-coach config unset sounds.{tone}`.",
    )
