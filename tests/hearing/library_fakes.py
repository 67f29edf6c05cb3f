"""Stand-ins for the libraries behind the engines, with the calls and answers that these document.

Their ear is perfect: they know the sounds that a test plays, and write down which they heard.
"""

from __future__ import annotations

import io
import json
import re
import wave
from collections.abc import Mapping
from dataclasses import dataclass, field

import speech_recognition


class Ear:
    """Knows sounds and what is said in each."""

    def __init__(self, sounds: Mapping[str, bytes]) -> None:
        self._sounds = sounds

    def text_of(self, pcm: bytes) -> str:
        """What is said in `pcm`; empty if it is nothing known."""
        # The middle is what no endpointer cuts off.
        heard = (text for text, one in self._sounds.items() if one[len(one) // 2 :][:2000] in pcm)
        return next(heard, "")


class FakeKaldi:
    """`vosk.KaldiRecognizer` with a grammar."""

    def __init__(self, ear: Ear, grammar: str) -> None:
        self.grammar: list[str] = json.loads(grammar)
        self._words = {word for phrase in self.grammar for word in phrase.split()}
        self._ear = ear
        self._heard = b""
        self._tells_words = False

    def SetWords(self, enable_words: bool) -> None:  # noqa: N802 - Vosk's.
        self._tells_words = enable_words

    def AcceptWaveform(self, data: bytes) -> int:  # noqa: N802 - Vosk's.
        self._heard += data
        return 0

    def FinalResult(self) -> str:  # noqa: N802 - Vosk's.
        heard, self._heard = self._ear.text_of(self._heard), b""
        words = [word if word in self._words else "[unk]" for word in heard.split()]
        result: dict[str, object] = {"text": " ".join(words)}
        if words and self._tells_words:
            result["result"] = [
                {"conf": 0.98, "start": 0.1 * at, "end": 0.1 * at + 0.1, "word": word}
                for at, word in enumerate(words)
            ]
        return json.dumps(result)


@dataclass
class FakeVosk:
    """The module `vosk`."""

    ear: Ear
    loaded: list[str] = field(default_factory=list)
    made: list[FakeKaldi] = field(default_factory=list)
    log_level: int = 0

    def SetLogLevel(self, level: int) -> None:  # noqa: N802 - Vosk's.
        self.log_level = level

    def Model(self, model_path: str) -> object:  # noqa: N802 - Vosk's.
        if model_path.endswith("damaged"):
            raise Exception("Failed to create a model")  # noqa: TRY002 - as Vosk does.
        self.loaded.append(model_path)
        return object()

    def KaldiRecognizer(self, model: object, rate: float, grammar: str) -> FakeKaldi:  # noqa: ARG002, N802
        assert rate == 16_000
        self.made.append(FakeKaldi(self.ear, grammar))
        return self.made[-1]


@dataclass(frozen=True)
class FakeSegment:
    """`faster_whisper.transcribe.Segment`."""

    text: str
    avg_logprob: float = -0.1
    no_speech_prob: float = 0.02


@dataclass
class FakeWhisper:
    """The module `faster_whisper`, and the model it loads."""

    ear: Ear
    loaded: list[str] = field(default_factory=list)

    def WhisperModel(  # noqa: N802 - its name there.
        self, model_size_or_path: str, *, device: str, compute_type: str, local_files_only: bool
    ) -> FakeWhisper:
        assert (device, compute_type, local_files_only) == ("cpu", "int8", True)
        if model_size_or_path.endswith("damaged"):
            raise RuntimeError("Unable to open file 'model.bin'")
        self.loaded.append(model_size_or_path)
        return self

    def transcribe(
        self, audio: io.BytesIO, **options: object
    ) -> tuple[list[FakeSegment], dict[str, object]]:
        with wave.open(audio) as file:
            assert (file.getframerate(), file.getnchannels()) == (16_000, 1)
            heard = self.ear.text_of(file.readframes(file.getnframes()))
        segments = [FakeSegment(f" {heard.capitalize()}.")] if heard else []
        return segments, options


@dataclass
class FakeGoogle:
    """`speech_recognition.Recognizer`, as far as it asks Google."""

    ear: Ear
    tells_confidence: bool = True
    reachable: bool = True
    operation_timeout: float | None = None
    endpoints: set[str] = field(default_factory=set)
    sent: list[bytes] = field(default_factory=list)

    def recognize_google(
        self,
        audio_data: speech_recognition.AudioData,
        *,
        language: str,
        show_all: bool,
        endpoint: str,
    ) -> dict[str, object]:
        assert (language, show_all) == ("en-US", True)
        if not self.reachable:
            raise speech_recognition.RequestError("recognition connection failed: no route")
        self.endpoints.add(endpoint)
        self.sent.append(audio_data.get_raw_data())
        heard = self.ear.text_of(self.sent[-1])
        if not heard:
            raise speech_recognition.UnknownValueError
        best: dict[str, object] = {"transcript": re.sub(r"\bten\b", "10", heard)}
        if self.tells_confidence:
            best["confidence"] = 0.97
        return {"alternative": [best, {"transcript": "something else"}], "final": True}
