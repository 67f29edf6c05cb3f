"""Check the athlete's own sounds and music, where the settings name any."""

from __future__ import annotations

from voice_coach.audio.playlist import tracks_at
from voice_coach.checkup.finding import Finding, FindingState
from voice_coach.config.settings import Settings
from voice_coach.errors import CoachError


def check_own_sounds(settings: Settings) -> tuple[Finding, ...]:
    """Read each sound file as a session does, and look for the music."""
    findings = []
    if settings.sound_files:
        findings.append(_sounds(settings))
    if settings.music_place is not None:
        findings.append(_music(settings))
    return tuple(findings)


def _sounds(settings: Settings) -> Finding:
    # Imported here: it takes FFmpeg and NumPy, and most athletes have no sounds of their own.
    from voice_coach.audio.own_sounds import own_sound  # noqa: PLC0415

    lengths, unusable = [], []
    for kind, path in settings.sound_files.items():
        try:
            lengths.append(f"{kind} {own_sound(kind, path).length:.1f} s")
        except CoachError as error:
            unusable.append(str(error))
    if unusable:
        advice = ("Until then, a workout has the coach's tone in its place.",)
        return Finding("own sounds", FindingState.NOTE, " ".join(unusable), advice)
    return Finding("own sounds", FindingState.OK, ", ".join(lengths))


def _music(settings: Settings) -> Finding:
    place = settings.music_place
    try:
        tracks = () if place is None else tracks_at(place)
    except CoachError as error:
        advice = ("Until then, a workout has no music.",)
        return Finding("music", FindingState.NOTE, str(error), advice)
    count = "1 file" if len(tracks) == 1 else f"{len(tracks)} files"
    measured = {"files": len(tracks)}
    return Finding("music", FindingState.OK, f"{place}, {count}", measured=measured)
