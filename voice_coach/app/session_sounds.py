"""The sounds of a session that are not words: the coach's tones, or the athlete's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from voice_coach.audio.clip import Clip
from voice_coach.audio.tones import tone
from voice_coach.config.settings import Settings
from voice_coach.core.model.tone import Tone
from voice_coach.core.units import Seconds


@dataclass(frozen=True, slots=True)
class SessionSounds:
    """The clip of each tone."""

    own: Mapping[Tone, Clip]
    """Those that are the athlete's own."""

    @property
    def lengths(self) -> Mapping[Tone, Seconds]:
        """The lengths of these, for the schedule."""
        return {kind: clip.length for kind, clip in self.own.items()}

    def clip_of(self, kind: Tone) -> Clip:
        """The sound of a tone."""
        return self.own.get(kind) or tone(kind)


TONES = SessionSounds({})
"""The coach's own."""


def session_sounds(settings: Settings) -> SessionSounds:
    """The sounds that the settings ask for. Raises UsageError for one that can't be used."""
    files = settings.sound_files
    if not files:
        return TONES
    # Imported here: it takes FFmpeg and NumPy, and most athletes have no sounds of their own.
    from voice_coach.audio.own_sounds import own_sound  # noqa: PLC0415

    return SessionSounds({kind: own_sound(kind, path) for kind, path in files.items()})
