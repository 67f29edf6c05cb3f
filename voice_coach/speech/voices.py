"""Voices, and choosing one by what a person would type."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from voice_coach.errors import CoachError, UsageError


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice of a speech engine."""

    id: str
    """The engine's name for it."""
    name: str
    """Its name for people."""
    languages: tuple[str, ...]
    """Language tags in lower case: `en-gb`. The one it is made for comes first."""
    sex: str = ""
    """`female`, `male`, or empty where the engine doesn't say."""


def language_tag(raw: str) -> str:
    """A language as an engine or a locale writes it (`en_GB.UTF-8`, `\\x05en-gb\\x00`), as a
    tag in lower case."""
    printable = "".join(character for character in raw if character.isprintable())
    return printable.partition(".")[0].partition("@")[0].replace("_", "-").strip().lower()


def preferred_language(environment: Mapping[str, str] = os.environ) -> str:
    """The English of the user's region (`en-gb`), or plain `en`: the cues are English."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        tag = language_tag(environment.get(variable, ""))
        if tag:
            return tag if _primary(tag) == "en" else "en"
    return "en"


def choose(
    voices: Sequence[Voice], wanted: str | None, language: str, standard: str | None = None
) -> Voice:
    """The voice that `wanted` means: an id, a name, a language or the beginning of one.

    Without `wanted`, a voice of `language`, or of its kin. The engine's own `standard` voice
    (an id) goes before others that fit as well. Raises UsageError if nothing or too much fits.
    """
    if not voices:
        raise CoachError("The speech engine has no voice installed.")
    if wanted is None:
        return _of_language(voices, language, standard) or _by_id(voices, standard) or voices[0]
    return _named(voices, wanted, standard)


def _named(voices: Sequence[Voice], wanted: str, standard: str | None) -> Voice:
    sought = wanted.strip().lower()
    for voice in voices:
        if sought in (voice.id.lower(), voice.name.lower()):
            return voice
    tag = language_tag(sought)
    spoken = _of_language(voices, tag, standard)
    # A region that no voice has may still be the beginning of a name.
    if spoken is not None and (tag in spoken.languages or tag == _primary(tag)):
        return spoken
    close = tuple(voice for voice in voices if sought and _begins_with(voice, sought))
    if len(close) == 1:
        return close[0]
    if close:
        names = ", ".join(f'"{voice.name}"' for voice in close[:5])
        raise UsageError(f'More than one voice begins with "{wanted}".', f"Write one: {names}.")
    raise UsageError(f'There is no voice "{wanted}".', _advice(voices, sought))


def _begins_with(voice: Voice, sought: str) -> bool:
    # Ids are paths or dotted names, whose last part is the one people know.
    last = voice.id.lower().replace("\\", "/").rpartition("/")[2].rpartition(".")[2]
    return any(text.startswith(sought) for text in (voice.name.lower(), voice.id.lower(), last))


def _advice(voices: Sequence[Voice], sought: str) -> str:
    # Imported here: only a mistake needs it.
    from difflib import get_close_matches  # noqa: PLC0415

    known = {text.lower(): text for voice in voices for text in (voice.name, *voice.languages)}
    near = get_close_matches(sought, known, n=1)
    listed = "`voice-coach voices` lists those installed."
    return f'Did you mean "{known[near[0]]}"? {listed}' if near else listed


def _of_language(voices: Sequence[Voice], language: str, standard: str | None) -> Voice | None:
    """The best voice for a language: its region, then the language's home, then any."""
    primary = _primary(language)
    kin = tuple(v for v in voices if any(_primary(tag) == primary for tag in v.languages))
    exact = tuple(v for v in kin if language in v.languages)
    usual = tuple(
        v for tag in (f"{primary}-{primary}", "en-us", "en-gb") for v in kin if tag in v.languages
    )
    own = _by_id(exact or kin, standard)
    return own or next(iter(exact or usual or kin), None)


def _by_id(voices: Sequence[Voice], sought: str | None) -> Voice | None:
    return next((voice for voice in voices if voice.id == sought), None)


def _primary(tag: str) -> str:
    return tag.partition("-")[0]
