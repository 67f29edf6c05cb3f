"""Turn an engine's sound file into a clip: the onset first, no silence, an even loudness."""

from __future__ import annotations

import math
from array import array
from operator import mul

import miniaudio

from voice_coach.audio.clip import RATE, Clip
from voice_coach.errors import CoachError

_FLOOR = 0.005
"""As a share of the peak; anything softer at either end is silence. The softest onset of speech,
the "th" of "three", passes it within 0.1 ms of its first sample; engines' own noise stays below."""

_LEAD = 0.001
"""Seconds kept before the onset, faded in."""

_TAIL = 0.010
"""Seconds kept after the last sound, faded out."""

_FRAMES = 100
"""Loudness is taken over so many frames a second."""

_STRIDE = 4
"""One sample in this many is enough for loudness."""

_PAUSE = 0.03
"""As a share of the peak; softer frames are pauses between words and don't count as loudness."""

_TARGET = 0.126
"""Root mean square of the frames of speech, of full scale: -18 dB, the middle of what eSpeak
gives (-20 to -17)."""

_CEILING = 0.89
"""Highest peak, of full scale: -1 dB."""

_MOST_GAIN = 4.0
"""A voice fainter than 12 dB below the target stays fainter, rather than its noise come up."""

_FULL = 32_767
_FORMAT = miniaudio.SampleFormat.SIGNED16


def master(sound: bytes) -> Clip:
    """The clip of a sound file. Raises CoachError if it can't be read or is silent."""
    samples, rate = decoded(sound)
    samples = _trimmed(samples, rate)
    gain = _gain(samples, rate)
    louder = array("h", [int(sample * gain) for sample in samples])
    _fade(louder, rate)
    return Clip(_resampled(louder, rate))


def decoded(sound: bytes) -> tuple[array[int], int]:
    """The samples of one channel, and how many there are a second."""
    try:
        try:
            rate: int = miniaudio.wav_get_info(sound).sample_rate
        except miniaudio.DecodeError:
            rate = RATE  # Neither WAV nor AIFF: decoding resamples.
        samples: array[int] = miniaudio.decode(sound, _FORMAT, 1, rate).samples
    except miniaudio.MiniaudioError as error:
        raise CoachError(f"The speech engine's sound can't be read: {error}.") from error
    return samples, rate


def _resampled(samples: array[int], rate: int) -> bytes:
    """miniaudio interpolates linearly behind a low-pass: measured on eSpeak's 22,050 Hz, what
    it adds above the speech is 43 dB or more below it, and 5 kHz comes out 1.5 dB lower."""
    if rate == RATE:
        return samples.tobytes()
    return bytes(miniaudio.convert_frames(_FORMAT, 1, rate, samples.tobytes(), _FORMAT, 1, RATE))


def _trimmed(samples: array[int], rate: int) -> array[int]:
    peak = _peak(samples)
    if peak == 0:
        raise CoachError("The speech engine gave silence.")
    floor = max(1, round(peak * _FLOOR))
    first = next(at for at, sample in enumerate(samples) if abs(sample) >= floor)
    last = next(at for at in reversed(range(len(samples))) if abs(samples[at]) >= floor)
    return samples[max(0, first - int(rate * _LEAD)) : last + 1 + int(rate * _TAIL)]


def _gain(samples: array[int], rate: int) -> float:
    peak = _peak(samples)
    sparse = samples[::_STRIDE]
    size = rate // _FRAMES // _STRIDE
    frames = (sparse[at : at + size] for at in range(0, len(sparse), size))
    powers = [sum(map(mul, frame, frame)) / len(frame) for frame in frames]
    # The loudest frame always counts, however much of a click the sound is.
    least = min((peak * _PAUSE) ** 2, max(powers))
    spoken = [power for power in powers if power >= least]
    loudness = max(1.0, math.sqrt(sum(spoken) / len(spoken)))
    return min(_TARGET * _FULL / loudness, _CEILING * _FULL / peak, _MOST_GAIN)


def _peak(samples: array[int]) -> int:
    return max(max(samples, default=0), -min(samples, default=0))


def _fade(samples: array[int], rate: int) -> None:
    """Fade in over the lead and out over the tail, in place, so that neither end clicks."""
    lead = min(int(rate * _LEAD), len(samples))
    for at in range(lead):
        samples[at] = samples[at] * at // lead
    tail = min(int(rate * _TAIL), len(samples))
    for back in range(tail):
        samples[-1 - back] = samples[-1 - back] * back // tail
