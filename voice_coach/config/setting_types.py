"""The names of the settings, and the values each may have."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from voice_coach.core.model.listen_mode import ListenMode
from voice_coach.core.model.other_players import OtherPlayers
from voice_coach.core.model.talk_level import TalkLevel
from voice_coach.core.session.transitions import FASTEST, SLOWEST
from voice_coach.errors import UsageError
from voice_coach.hearing.recognisers.registry import ENGINES
from voice_coach.screen.options import MOTIONS, SCREENS, THEMES
from voice_coach.speech.engine import ENGINE_NAMES

Value = str | int | bool | None


class SettingType(Protocol):
    """The values that a setting may have."""

    def read(self, text: str) -> Value:
        """The value that `text` stands for. Raises WrongValueError."""


class WrongValueError(Exception):
    """A text that is no value of its setting: what is wrong, and what to write."""

    def __init__(self, what: str, instead: str) -> None:
        super().__init__(what, instead)
        self.what = what
        self.instead = instead


@dataclass(frozen=True, slots=True)
class _Words:
    """Any text."""

    what: str
    example: str
    longest: int = 200

    def read(self, text: str) -> str:
        if text.strip() and text.isprintable() and len(text) <= self.longest:
            return text.strip()
        raise WrongValueError(f"this is not a {self.what}", f"write one such as {self.example}")


@dataclass(frozen=True, slots=True)
class FileName:
    """A file or folder. Whether it is there, and what is in it, is seen when it is needed: a disk
    may be away meanwhile."""

    what: str
    example: str

    def read(self, text: str) -> str:
        name = text.strip()
        if name and name.isprintable() and len(name) <= 1000 and name.startswith(("/", "~")):
            return name
        if re.match(r"[A-Za-z]:[\\/]", name) and name.isprintable():
            return name
        if not name.isprintable():
            what = f"{_quoted(text)} has a character that can't be shown in its name"
            raise WrongValueError(what, f"rename the {self.what}")
        what = f"{_quoted(text)} is not the full name of a {self.what}"
        raise WrongValueError(what, f"write one such as {self.example}")


@dataclass(frozen=True, slots=True)
class _OneOf:
    words: tuple[str, ...]

    def read(self, text: str) -> str:
        if text.strip().lower() in self.words:
            return text.strip().lower()
        what = f"{_quoted(text)} is not a known value"
        raise WrongValueError(what, f"write {_either(self.words)}")


@dataclass(frozen=True, slots=True)
class _Style:
    """A style of speech: "calm", or "de/ruhig" in another language. Whether there is one is seen
    when its script is loaded: one may be written later."""

    def read(self, text: str) -> str:
        if re.fullmatch(r"(?:[a-z0-9-]+/)?[a-z0-9-]+", text.strip().lower()):
            return text.strip().lower()
        raise WrongValueError(f"{_quoted(text)} is not a style", "write calm, bright or drill")


@dataclass(frozen=True, slots=True)
class _PhoneNumber:
    def read(self, text: str) -> str:
        if re.fullmatch(r"\+?[0-9][0-9 -]{1,18}", text.strip()):
            return text.strip()
        raise WrongValueError(f"{_quoted(text)} is not a phone number", "write one such as 112")


@dataclass(frozen=True, slots=True)
class _AddressType:
    def read(self, text: str) -> str:
        found = re.fullmatch(r"(?:tcp://)?([\w.-]+|\[[0-9a-fA-F:.]+\]):([0-9]{1,5})", text.strip())
        if found is not None and 0 < int(found[2]) < 65536:
            return f"{found[1]}:{int(found[2])}"
        what = f"{_quoted(text)} is not a server address"
        raise WrongValueError(what, "write one such as 192.168.1.20:10200")


@dataclass(frozen=True, slots=True)
class _WholeNumberType:
    least: int
    most: int
    unit: str

    def read(self, text: str) -> int:
        if re.fullmatch(r"[0-9]{1,9}", text.strip()) and self.least <= int(text) <= self.most:
            return int(text)
        limits = f"a whole number from {self.least} to {self.most}, in {self.unit}"
        raise WrongValueError(f"{_quoted(text)} is not valid here", f"write {limits}")


@dataclass(frozen=True, slots=True)
class _YesNoType:
    def read(self, text: str) -> bool:
        meant = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}
        if text.strip().lower() in meant:
            return meant[text.strip().lower()]
        raise WrongValueError(f"{_quoted(text)} is neither yes nor no", "write one of the two")


KINDS: Mapping[str, SettingType] = {
    "voice": _Words("name", "emma, or another that `voice-coach voices` lists"),
    "rate": _WholeNumberType(SLOWEST, FASTEST, "words a minute"),
    "volume": _WholeNumberType(0, 100, "percent"),
    "talk": _OneOf(tuple(talk.value for talk in TalkLevel)),
    "style": _Style(),
    "name": _Words("name", "Ana", 40),
    "plain": _YesNoType(),
    "plain_counts": _YesNoType(),
    "screen": _OneOf(SCREENS),
    "theme": _OneOf(THEMES),
    "motion": _OneOf(MOTIONS),
    "lead_in_silence": _WholeNumberType(0, 10, "seconds"),
    "sounds.start": FileName("file", "~/sounds/bell.wav"),
    "sounds.end": FileName("file", "~/sounds/bell.wav"),
    "sounds.rest": FileName("file", "~/sounds/bell.wav"),
    "sounds.finish": FileName("file", "~/sounds/gong.ogg"),
    "music": FileName("file or folder", "~/Music/slow"),
    "other_players": _OneOf(tuple(OtherPlayers)),
    "engine": _OneOf(ENGINE_NAMES),
    "wyoming_address": _AddressType(),
    "listen": _OneOf(tuple(mode.value for mode in ListenMode)),
    "listen_engine": _OneOf(tuple(ENGINES)),
    "listen_model": _Words("folder", "~/models/small-english"),
    "listen_allow_sending": _YesNoType(),
    "weight": _WholeNumberType(20, 400, "kg"),
    "emergency_number": _PhoneNumber(),
    "advice_number": _PhoneNumber(),
}

NAMES = tuple(KINDS)

GROUPS = frozenset(name.partition(".")[0] for name in NAMES if "." in name)
"""Settings that have parts: `sounds.start` is `start` in `sounds`."""


def check_name(name: str) -> None:
    """Raises UsageError if no setting has this name."""
    if name not in KINDS:
        # The same words as for the file; imported only for a mistake.
        from voice_coach.library.yaml.suggestions import did_you_mean  # noqa: PLC0415

        instead = did_you_mean(name, NAMES, f"write one of {', '.join(NAMES)}.")
        raise UsageError(f"There is no setting {_quoted(name)}; {instead}")


def read_value(name: str, text: str) -> Value:
    """The value of a setting that `text` stands for. Raises UsageError."""
    check_name(name)
    try:
        return KINDS[name].read(text)
    except WrongValueError as error:
        raise UsageError(f"{name}: {error.what}; {error.instead}.") from error


def _quoted(text: str) -> str:
    # The same rule as for routines; imported only for a mistake.
    from voice_coach.library.yaml.problems import quoted  # noqa: PLC0415

    return quoted(text)


def _either(words: tuple[str, ...]) -> str:
    return " or ".join(words)
