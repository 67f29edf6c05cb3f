"""The sounds of a session that are not words: the coach's tones, or the athlete's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from voice_coach.audio.clip import Clip
from voice_coach.audio.tones import tone
from voice_coach.config.settings import Settings
from voice_coach.core.model.tone import Tone
from voice_coach.core.units import Seconds
from voice_coach.errors import UsageError


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


def session_sounds(settings: Settings, told: Callable[[str], None] | None = None) -> SessionSounds:
    """The sounds that the settings ask for. One that can't be used is `told`, and its tone sounds
    instead; where there is nobody to tell, it raises UsageError."""
    files = settings.sound_files
    if not files:
        return TONES
    # Imported here: it takes FFmpeg and NumPy, and most athletes have no sounds of their own.
    from voice_coach.audio.own_sounds import own_sound  # noqa: PLC0415

    own = {}
    for kind, path in files.items():
        try:
            own[kind] = own_sound(kind, path)
        except UsageError as error:
            if told is None:
                raise
            told(f"{error} Until then, its tone sounds.")
    return SessionSounds(own)
