"""The settings of the user, in one YAML file; a flag beats them for one run."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs

from voice_coach.config.setting_types import NAMES, Value, read_value
from voice_coach.core.model.listen_mode import ListenMode
from voice_coach.core.model.other_players import OtherPlayers
from voice_coach.core.model.talk_level import TalkLevel
from voice_coach.core.model.tone import Tone
from voice_coach.errors import UsageError
from voice_coach.hearing.recognisers.registry import DEFAULT_ENGINE
from voice_coach.screen.options import AUTO, MOTIONS, SCREENS
from voice_coach.speech.engine import ENGINE_NAMES
from voice_coach.system.bounded_read import LARGEST, read_regular

if TYPE_CHECKING:  # Imported only for a file that is there: see `explain_settings`.
    from voice_coach.config.settings_file import Written


def _about(text: str, default: Value, otherwise: str = "") -> Any:
    return field(default=default, metadata={"about": text, "otherwise": otherwise})


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings with their defaults."""

    voice: str | None = _about("The voice, as `voice-coach voices` lists it.", None, "by locale")
    rate: int = _about("Speed of speech, in words a minute.", 165)
    volume: int = _about("Loudness, in percent; 100 is the loudest.", 80)
    talk: str = _about("How much is said: full, brief or minimal.", TalkLevel.FULL.value)
    style: str = _about("How it is said: calm, bright, drill, or a script of your own.", "calm")
    name: str | None = _about("What the coach calls you.", None, "no name")
    plain: bool = _about("Plain lines instead of a screen that is redrawn.", False)
    plain_counts: bool = _about(
        "Whether plain lines show the numbers that are counted aloud.", False
    )
    screen: str = _about("What a terminal shows: full, or lines with a status line.", SCREENS[0])
    theme: str = _about("The full screen's background: auto, dark or light.", AUTO)
    motion: str = _about("How its figures move: full, or reduced to key poses.", MOTIONS[0])
    lead_in_silence: int = _about(
        "Seconds of inaudible sound that wake a Bluetooth device before the first word.", 0
    )
    sounds_start: str | None = _about("A sound of yours for the start.", None, "a tone")
    sounds_end: str | None = _about("A sound of yours for the end of work.", None, "a tone")
    sounds_rest: str | None = _about("The same where a rest follows.", None, "as for the end")
    sounds_finish: str | None = _about("A sound of yours for the finish.", None, "a chord")
    music: str | None = _about(
        "Your own music under a live workout: a file, or a folder of some.", None, "no music"
    )
    other_players: str = _about(
        "While the coach speaks, other players on a Linux desktop: lower, pause or leave.",
        OtherPlayers.LOWER.value,
    )
    engine: str = _about(
        "What turns words into speech: natural where it can be (auto), or one by name.",
        ENGINE_NAMES[0],
    )
    wyoming_address: str | None = _about(
        "The speech server of the engine wyoming, as HOST:PORT.", None, "this machine, 10200"
    )
    listen: str = _about("Whether commands are heard: off, open or wake.", ListenMode.OFF.value)
    listen_engine: str = _about("The engine that understands speech.", DEFAULT_ENGINE)
    listen_model: str | None = _about("The folder with that engine's model.", None, "its own")
    listen_allow_sending: bool = _about("Whether that engine may send sound to a server.", False)
    weight: int | None = _about(
        "Your weight in kg, used only for a rough estimate of energy.", None, "no estimate"
    )
    emergency_number: str | None = _about("Whom to call in an emergency.", None, "by locale")
    advice_number: str | None = _about("Whom to call for medical advice.", None, "by locale")

    @property
    def sound_files(self) -> dict[Tone, Path]:
        """The files of the athlete's own sounds, by the tones in whose places they are."""
        named = {
            Tone.START: self.sounds_start,
            Tone.END: self.sounds_end,
            Tone.REST: self.sounds_rest,
            Tone.FINISH: self.sounds_finish,
        }
        return {kind: Path(name).expanduser() for kind, name in named.items() if name is not None}

    @property
    def music_place(self) -> Path | None:
        """The file or folder of the music; None without any."""
        return None if self.music is None else Path(self.music).expanduser()


_TOLD = {one.name: one.metadata for one in fields(Settings)}


def field_of(name: str) -> str:
    """The field of a setting, which may be part of a group."""
    return name.replace(".", "_")


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting as it stands, and who says so."""

    name: str
    value: Value
    origin: str
    """`default`, the file and its line (`config.yaml:3`), or the flag."""
    about: str
    otherwise: str
    """Shown in place of a value where there is none."""


def settings_path() -> Path:
    """The file of the settings; it may not be there."""
    return platformdirs.user_config_path("voice-coach", appauthor=False) / "config.yaml"


def load_settings(path: Path | None = None, **flags: Value) -> Settings:
    """The settings for one run. A flag that is None was not given.

    Raises UsageError: for a file that can't be read, with every mistake in it, and for a flag
    out of bounds.
    """
    settled = {one.name: one.value for one in explain_settings(path, **flags)}
    values: dict[str, Any] = {field_of(name): value for name, value in settled.items()}
    return Settings(**values)


def explain_settings(path: Path | None = None, **flags: Value) -> tuple[Setting, ...]:
    """Every setting with where it comes from. Raises as `load_settings` does."""
    path = path or settings_path()
    data = _read(path)
    # Imported only for a file that is there: most users have none, and a start is in a hurry.
    if data.strip():
        from voice_coach.config.settings_file import read_settings  # noqa: PLC0415

        written = read_settings(str(path), data)
    else:
        written = {}
    return tuple(_settle(name, flags.get(name), written.get(name), path) for name in NAMES)


def _settle(name: str, flag: Value, written: Written | None, path: Path) -> Setting:
    value, origin = getattr(Settings(), field_of(name)), "default"
    if flag is not None:
        text = str(Path(str(flag)).absolute()) if name == "music" else str(flag)
        value = flag if isinstance(flag, bool) else read_value(name, text)
        origin = f"--{name}"
    elif written is not None:
        value, origin = written.value, f"{path.name}:{written.line}"
    return Setting(name, value, origin, **_TOLD[field_of(name)])


def _read(path: Path) -> bytes:
    try:
        return read_regular(path, LARGEST)
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise UsageError(
            f"The settings in {path} can't be read: {error.strerror or error}.",
            "Make the file readable, or move it away.",
        ) from error
