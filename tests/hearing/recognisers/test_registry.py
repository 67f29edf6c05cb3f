"""What every engine does alike, whatever is behind it, and how engines are chosen.

own is the real one; the others are real from our side to the calls of their libraries.
"""

from __future__ import annotations

import inspect
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import speech_recognition
from hearing.library_fakes import Ear, FakeGoogle, FakeVosk, FakeWhisper
from hearing.mouth import blocks, say, silence

from voice_coach.core.voice_commands.arbiter import ORDINARY
from voice_coach.errors import CoachError, UsageError
from voice_coach.hearing.ports.recogniser import (
    BLOCK_LENGTH,
    RATE,
    WIDTH,
    RecognisedPhrase,
    Recogniser,
)
from voice_coach.hearing.recognisers import registry
from voice_coach.hearing.recognisers.google import GoogleDecoder
from voice_coach.hearing.recognisers.segmented import Segmented
from voice_coach.hearing.recognisers.vosk import VoskDecoder
from voice_coach.hearing.recognisers.whisper import WhisperDecoder

ARMED = ("pause", "what's next", "ten more seconds", "stop the workout")
OTHERS = ("coach", "coach stop the workout", "coach pause", "chest pain", "turn it down")

MODEL = Path("model")

Make = Callable[[Ear], Recogniser]

MAKERS: dict[str, Make] = {
    "own": lambda _ear: registry.make("own", None),
    "vosk": lambda ear: Segmented(VoskDecoder(FakeVosk(ear), MODEL)),
    "whisper": lambda ear: Segmented(WhisperDecoder(FakeWhisper(ear), MODEL)),
    "google": lambda ear: Segmented(GoogleDecoder(FakeGoogle(ear))),
}


@pytest.fixture(scope="module")
def sounds() -> dict[str, bytes]:
    return say((*ARMED, *OTHERS))


@pytest.fixture(scope="module")
def ear(sounds: dict[str, bytes]) -> Ear:
    return Ear(sounds)


@pytest.fixture(params=MAKERS)
def recogniser(request: pytest.FixtureRequest, ear: Ear) -> Iterator[Recogniser]:
    recogniser = MAKERS[request.param](ear)
    recogniser.arm(ARMED)
    yield recogniser
    recogniser.close()


def heard(recogniser: Recogniser, *pcm: bytes, over_coach: bool = False) -> list[RecognisedPhrase]:
    """What is understood of sounds, each between silences."""
    sound = silence(0.5) + b"".join(one + silence(0.8) for one in pcm)
    found = [recogniser.hear(block) for block in blocks(sound, over_coach=over_coach)]
    return [spoken for some in found for spoken in some]


class TestEveryEngine:
    def test_there_is_no_engine_that_this_does_not_try(self) -> None:
        assert set(MAKERS) == set(registry.ENGINES)

    @pytest.mark.parametrize("phrase", ARMED)
    def test_an_armed_phrase_is_understood(
        self, recogniser: Recogniser, sounds: dict[str, bytes], phrase: str
    ) -> None:
        (spoken,) = heard(recogniser, sounds[phrase])
        assert (spoken.phrase, spoken.wake) == (phrase, False)
        assert spoken.score >= ORDINARY

    @pytest.mark.parametrize("phrase", ["stop the workout", "pause"])
    def test_the_wake_word_before_it_is_told(
        self, recogniser: Recogniser, sounds: dict[str, bytes], phrase: str
    ) -> None:
        (spoken,) = heard(recogniser, sounds[f"coach {phrase}"])
        assert (spoken.phrase, spoken.wake) == (phrase, True)

    def test_the_wake_word_alone_is_understood(
        self, recogniser: Recogniser, sounds: dict[str, bytes]
    ) -> None:
        (spoken,) = heard(recogniser, sounds["coach"])
        assert (spoken.phrase, spoken.wake) == ("", True)

    def test_what_is_not_armed_is_not_believed(
        self, recogniser: Recogniser, sounds: dict[str, bytes]
    ) -> None:
        assert [
            one for one in heard(recogniser, sounds["turn it down"]) if one.score >= ORDINARY
        ] == []

    def test_silence_is_nothing(self, recogniser: Recogniser) -> None:
        assert heard(recogniser, silence(3.0)) == []

    def test_what_is_armed_anew_is_what_counts(
        self, recogniser: Recogniser, sounds: dict[str, bytes]
    ) -> None:
        recogniser.arm(("chest pain",))
        (spoken,) = heard(recogniser, sounds["chest pain"])
        assert spoken.phrase == "chest pain"
        later = heard(recogniser, sounds["stop the workout"])
        assert [one for one in later if one.score >= ORDINARY] == []

    def test_each_of_two_phrases_is_understood_where_it_was_said(
        self, recogniser: Recogniser, sounds: dict[str, bytes]
    ) -> None:
        first, second = heard(recogniser, sounds["what's next"], sounds["stop the workout"])
        assert (first.phrase, second.phrase) == ("what's next", "stop the workout")
        ended = 0.5 + len(sounds["what's next"]) / RATE / WIDTH
        assert first.began == pytest.approx(0.5, abs=0.1)
        assert first.ended == pytest.approx(ended, abs=0.1)
        assert second.began == pytest.approx(ended + 0.8, abs=0.1)

    def test_it_is_told_only_once_it_has_been_said(
        self, recogniser: Recogniser, sounds: dict[str, bytes]
    ) -> None:
        for at, block in enumerate(blocks(silence(0.5) + sounds["pause"] + silence(0.8))):
            for spoken in recogniser.hear(block):
                assert spoken.ended <= (at + 1) * BLOCK_LENGTH

    def test_that_the_coach_was_speaking_is_told(
        self, recogniser: Recogniser, sounds: dict[str, bytes]
    ) -> None:
        (alone,) = heard(recogniser, sounds["stop the workout"])
        (over,) = heard(recogniser, sounds["stop the workout"], over_coach=True)
        assert (alone.over_coach, over.over_coach) == (False, True)

    def test_with_nothing_armed_it_understands_the_wake_word_alone(
        self, recogniser: Recogniser, sounds: dict[str, bytes]
    ) -> None:
        recogniser.arm(())
        (spoken,) = heard(recogniser, sounds["coach"])
        assert (spoken.phrase, spoken.wake) == ("", True)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="homes are moved otherwise")
def test_the_default_writes_nothing_into_the_home_of_its_user(tmp_path: Path) -> None:
    """As some of what it stands on would, to send it away."""
    make = (
        "from voice_coach.hearing.recognisers import registry; registry.make('own', None).close()"
    )
    subprocess.run(
        [sys.executable, "-P", "-c", make],
        env={"HOME": str(tmp_path), "PATH": os.environ["PATH"]},
        cwd=tmp_path,
        check=True,
        timeout=60,
    )
    assert list(tmp_path.iterdir()) == []


class TestVosk:
    def test_its_grammar_is_what_is_armed_and_a_word_for_all_else(self, ear: Ear) -> None:
        vosk = FakeVosk(ear)
        VoskDecoder(vosk, MODEL).arm(("pause", "skip"))
        assert vosk.made[0].grammar == [
            *("pause", "skip"),
            *("coach pause", "coach skip"),
            *("coach", "[unk]"),
        ]

    def test_it_is_kept_from_writing_on_the_terminal(self, ear: Ear) -> None:
        vosk = FakeVosk(ear)
        VoskDecoder(vosk, MODEL)
        assert vosk.log_level < 0

    def test_a_model_is_loaded_once_however_often_it_is_armed(self, ear: Ear) -> None:
        vosk = FakeVosk(ear)
        decoder = VoskDecoder(vosk, MODEL)
        decoder.arm(("pause",))
        decoder.arm(("skip",))
        assert vosk.loaded == ["model"]

    def test_a_folder_that_is_no_model_is_told(self, ear: Ear) -> None:
        with pytest.raises(CoachError, match="can't read the model in damaged"):
            VoskDecoder(FakeVosk(ear), Path("damaged"))


class TestWhisper:
    def test_its_model_is_loaded_once_for_all_that_is_said(
        self, ear: Ear, sounds: dict[str, bytes]
    ) -> None:
        whisper = FakeWhisper(ear)
        decoder = WhisperDecoder(whisper, MODEL)
        decoder.arm(ARMED)
        assert decoder.decode(sounds["pause"])
        assert decoder.decode(sounds["what's next"])
        assert whisper.loaded == ["model"]

    def test_a_folder_that_is_no_model_is_told(self, ear: Ear) -> None:
        with pytest.raises(CoachError, match="can't read the model in damaged"):
            WhisperDecoder(FakeWhisper(ear), Path("damaged"))


class TestGoogle:
    def test_only_speech_is_sent_and_not_the_silence(
        self, ear: Ear, sounds: dict[str, bytes]
    ) -> None:
        google = FakeGoogle(ear)
        recogniser = Segmented(GoogleDecoder(google))
        recogniser.arm(ARMED)
        heard(recogniser, silence(5.0), sounds["pause"], silence(5.0))
        assert 0 < sum(map(len, google.sent)) < len(sounds["pause"]) + len(silence(1.0))

    def test_it_is_sent_in_cipher(self, ear: Ear, sounds: dict[str, bytes]) -> None:
        google = FakeGoogle(ear)
        decoder = GoogleDecoder(google)
        decoder.decode(sounds["pause"])
        assert {endpoint.partition(":")[0] for endpoint in google.endpoints} == {"https"}

    def test_an_answer_without_a_confidence_is_believed(
        self, ear: Ear, sounds: dict[str, bytes]
    ) -> None:
        decoder = GoogleDecoder(FakeGoogle(ear, tells_confidence=False))
        decoder.arm(ARMED)
        found = decoder.decode(sounds["pause"])
        assert found is not None
        assert found.score > 1

    def test_a_service_out_of_reach_is_told(self, ear: Ear, sounds: dict[str, bytes]) -> None:
        decoder = GoogleDecoder(FakeGoogle(ear, reachable=False))
        with pytest.raises(CoachError, match="Google can't be asked"):
            decoder.decode(sounds["pause"])

    def test_it_is_not_waited_for_without_end(self, ear: Ear) -> None:
        google = FakeGoogle(ear)
        GoogleDecoder(google)
        assert google.operation_timeout

    def test_the_library_takes_what_it_is_given(self) -> None:
        options = inspect.signature(speech_recognition.Recognizer.recognize_google).parameters
        assert {"audio_data", "language", "show_all", "endpoint"} <= set(options)
        assert speech_recognition.Recognizer().operation_timeout is None


class TestChoosing:
    def test_an_unknown_engine_is_told_with_those_there_are(self) -> None:
        with pytest.raises(UsageError, match="own or vosk or whisper or google"):
            registry.check_engine("siri", None, may_send=True)

    def test_the_default_needs_no_decision(self) -> None:
        registry.check_engine(registry.DEFAULT_ENGINE, None, may_send=False)

    def test_an_engine_that_sends_sound_away_needs_the_users_word(self) -> None:
        with pytest.raises(UsageError, match="is sent to Google") as caught:
            registry.check_engine("google", None, may_send=False)
        assert "listen_allow_sending" in str(caught.value)
        registry.check_engine("google", None, may_send=True)

    def test_only_one_engine_sends_anything(self) -> None:
        assert [name for name, one in registry.ENGINES.items() if one.sends] == ["google"]

    @pytest.mark.parametrize(
        ("engine", "source"), [("vosk", "alphacephei.com"), ("whisper", "download_model")]
    )
    def test_an_engine_without_a_model_says_where_one_is(
        self, engine: str, source: str, tmp_path: Path
    ) -> None:
        for model in (None, tmp_path / "nowhere"):
            with pytest.raises(UsageError, match="listen_model") as caught:
                registry.check_engine(engine, model, may_send=False)
            assert source in str(caught.value)

    def test_a_folder_in_which_a_part_is_missing_is_no_model_of_whispers(
        self, tmp_path: Path
    ) -> None:
        """Without the tokenizer the library would download one, unasked."""
        (tmp_path / "model.bin").touch()
        with pytest.raises(UsageError, match="no model of the engine whisper"):
            registry.check_engine("whisper", tmp_path, may_send=False)
        (tmp_path / "tokenizer.json").touch()
        registry.check_engine("whisper", tmp_path, may_send=False)

    @pytest.mark.parametrize("engine", ["vosk", "whisper"])
    def test_an_engine_that_is_not_installed_says_what_to_install(
        self, engine: str, tmp_path: Path
    ) -> None:
        if registry.missing(engine) is None:
            pytest.skip("it is installed here")
        assert f'pip install "voice-coach[{engine}]"' in str(registry.missing(engine))
        for file in registry.ENGINES[engine].model_holds:
            (tmp_path / file).touch()
        with pytest.raises(CoachError, match="can't be used: No module named"):
            registry.make(engine, tmp_path)

    @pytest.mark.parametrize("engine", ["own", "google"])
    def test_one_that_is_installed_lacks_nothing(self, engine: str) -> None:
        assert registry.missing(engine) is None
