"""What the user has settled once and for all, in one YAML file; a flag beats it for one run."""

from __future__ import annotations

import re
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Protocol

import platformdirs

from voice_coach.core.moves import FASTEST, SLOWEST
from voice_coach.core.talk import Talk
from voice_coach.errors import UsageError
from voice_coach.speech.engine import ENGINE_NAMES

Value = str | int | bool | None


class Kind(Protocol):
    """What the value of a setting may be."""

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

    example: str

    def read(self, text: str) -> str:
        if text.strip() and text.isprintable() and len(text) <= 200:
            return text.strip()
        raise WrongValueError("this is no name", f"write one such as {self.example}")


@dataclass(frozen=True, slots=True)
class _OneOf:
    words: tuple[str, ...]

    def read(self, text: str) -> str:
        if text.strip().lower() in self.words:
            return text.strip().lower()
        raise WrongValueError(f"{_quoted(text)} is not known here", f"write {_either(self.words)}")


@dataclass(frozen=True, slots=True)
class _PhoneNumber:
    def read(self, text: str) -> str:
        if re.fullmatch(r"\+?[0-9][0-9 -]{1,18}", text.strip()):
            return text.strip()
        raise WrongValueError(f"{_quoted(text)} is no phone number", "write one such as 112")


@dataclass(frozen=True, slots=True)
class _Whole:
    least: int
    most: int
    unit: str

    def read(self, text: str) -> int:
        if re.fullmatch(r"[0-9]{1,9}", text.strip()) and self.least <= int(text) <= self.most:
            return int(text)
        limits = f"a whole number from {self.least} to {self.most}, in {self.unit}"
        raise WrongValueError(f"{_quoted(text)} does not fit here", f"write {limits}")


@dataclass(frozen=True, slots=True)
class _YesNo:
    def read(self, text: str) -> bool:
        meant = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}
        if text.strip().lower() in meant:
            return meant[text.strip().lower()]
        raise WrongValueError(f"{_quoted(text)} is neither yes nor no", "write one of the two")


KINDS: Dictionary[str, Kind] = {
    "voice": _Words("en-us, or another that `voice-coach voices` lists"),
    "rate": _Whole(SLOWEST, FASTEST, "words a minute"),
    "volume": _Whole(0, 100, "percent"),
    "talk": _OneOf(tuple(talk.value for talk in Talk)),
    "plain": _YesNo(),
    "engine": _OneOf(ENGINE_NAMES),
    "emergency_number": _PhoneNumber(),
    "advice_number": _PhoneNumber(),
}


def _about(text: str, default: Value) -> Any:
    return field(default=default, metadata={"about": text})


@dataclass(frozen=True, slots=True)
class Settings:
    """How the coach speaks and shows, and what it knows of the user's place."""

    voice: str | None = _about("The voice, as `voice-coach voices` lists it.", None)
    rate: int = _about("Speed of speech, in words a minute.", 165)
    volume: int = _about("Loudness, in percent; the rest is room for louder.", 80)
    talk: str = _about("How much is said: full, brief or minimal.", Talk.FULL.value)
    plain: bool = _about("Plain lines instead of a screen that is redrawn.", False)
    engine: str = _about("What turns words into speech.", ENGINE_NAMES[0])
    emergency_number: str | None = _about("Whom to call in an emergency.", None)
    advice_number: str | None = _about("Whom to call for medical advice.", None)


NAMES = tuple(one.name for one in fields(Settings))

_ABOUT: Dictionary[str, str] = {one.name: one.metadata["about"] for one in fields(Settings)}


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting as it stands, and who says so."""

    name: str
    value: Value
    origin: str
    """`default`, the file and its line (`config.yaml:3`), or the flag."""
    about: str


def settings_path() -> Path:
    """The file of the settings; it may not be there."""
    return platformdirs.user_config_path("voice-coach", appauthor=False) / "config.yaml"


def load_settings(path: Path | None = None, **flags: Value) -> Settings:
    """The settings for one run. A flag that is None was not given.

    Raises UsageError: for a file that can't be read, with every mistake in it, and for a flag
    out of bounds.
    """
    settled = {one.name: one.value for one in explain_settings(path, **flags)}
    values: dict[str, Any] = dict(settled)
    return Settings(**values)


def explain_settings(path: Path | None = None, **flags: Value) -> tuple[Setting, ...]:
    """Every setting with where it comes from. Raises as `load_settings` does."""
    path = path or settings_path()
    data = _read(path)
    # Imported only for a file that is there: most users have none, and a start is in a hurry.
    if data.strip():
        from voice_coach.settings_file import read_settings  # noqa: PLC0415

        written = read_settings(str(path), data)
    else:
        written = {}
    return tuple(_settle(name, flags.get(name), written.get(name), path) for name in NAMES)


@dataclass(frozen=True, slots=True)
class Written:
    """A value in the file, and its line there."""

    value: Value
    line: int


def _settle(name: str, flag: Value, written: Written | None, path: Path) -> Setting:
    about = _ABOUT[name]
    if flag is not None:
        value = flag if isinstance(flag, bool) else read_value(name, str(flag))
        return Setting(name, value, f"--{name}", about)
    if written is not None:
        return Setting(name, written.value, f"{path.name}:{written.line}", about)
    return Setting(name, getattr(Settings(), name), "default", about)


def check_name(name: str) -> None:
    """Raises UsageError if no setting has this name."""
    if name not in KINDS:
        # The same words as for the file; imported only for a mistake.
        from voice_coach.library.spelling import did_you_mean  # noqa: PLC0415

        instead = did_you_mean(name, NAMES, f"write one of {', '.join(NAMES)}")
        raise UsageError(f"There is no setting {_quoted(name)}; {instead}")


def read_value(name: str, text: str) -> Value:
    """The value of a setting that `text` stands for. Raises UsageError."""
    check_name(name)
    try:
        return KINDS[name].read(text)
    except WrongValueError as error:
        raise UsageError(f"{name}: {error.what}; {error.instead}.") from error


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise UsageError(
            f"The settings in {path} can't be read: {error.strerror or error}.",
            "Make the file readable, or move it away.",
        ) from error


def _quoted(text: str) -> str:
    # The same rule as for routines; imported only for a mistake.
    from voice_coach.library.problem import quoted  # noqa: PLC0415

    return quoted(text)


def _either(words: tuple[str, ...]) -> str:
    return " or ".join(words)
