"""Which engine speaks, and what speaks where it can't."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.speech.conftest import LONG, FakeWorker, MakeSpeech, Reports
from voice_coach.speech.engine_choice import choose_engine
from voice_coach.speech.natural.packages import missing_packages
from voice_coach.speech.reports import RateLimited, VoiceReplaced

pytestmark = pytest.mark.skipif(
    bool(missing_packages()), reason="the natural voice is not installed"
)


@pytest.mark.parametrize(
    ("voice", "language", "engine", "id_"),
    [
        (None, "en-us", "natural", "af_heart"),
        (None, "en-gb", "natural", "bf_emma"),
        (None, "en", "natural", "af_heart"),
        ("emma", "en-us", "natural", "bf_emma"),
        ("Mich", "en-us", "natural", "am_michael"),
        ("en-gb", "en-us", "natural", "bf_emma"),
        ("am_michael", "en-us", "natural", "am_michael"),
    ],
)
def test_by_default_a_natural_voice_is_taken_by_locale_name_or_language(
    voice: str | None, language: str, engine: str, id_: str
) -> None:
    request = choose_engine("auto", voice, language).request
    assert request.engine == engine
    assert request.source is not None
    assert request.source.voice.id == id_


@pytest.mark.parametrize("voice", ["English (Scotland)", "fr-fr", "en-gb-scotland", "xyzzy"])
def test_a_voice_that_is_no_natural_one_is_the_systems(voice: str) -> None:
    assert choose_engine("auto", voice, "en-us").request.engine == "system"


@pytest.mark.parametrize("engine", ["natural", "system", "piper", "wyoming"])
def test_an_engine_that_is_named_is_asked_for(engine: str) -> None:
    assert choose_engine(engine, None, "en-us").request.engine == engine


def test_in_place_of_a_british_voice_the_systems_speaks_british() -> None:
    fallback = choose_engine("auto", "emma", "en-us").request.fallback
    assert fallback is not None
    assert (fallback.engine, fallback.voice, fallback.language) == ("system", None, "en-gb")


def test_in_place_of_the_systems_voice_there_is_none() -> None:
    assert choose_engine("system", None, "en-us").request.fallback is None


def test_another_server_is_another_request() -> None:
    here = choose_engine("wyoming", None, "en-us", "127.0.0.1:10200").request
    there = choose_engine("wyoming", None, "en-us", "10.0.0.2:10200").request
    assert here.key != there.key


def test_what_can_not_be_opened_is_replaced_once_and_all_is_said_in_the_systems_voice(
    worker: Callable[[str], FakeWorker], make_speech: MakeSpeech, reports: Reports
) -> None:
    fake = worker("no natural voice")
    speech = make_speech(fake.command, engine="natural")
    speech.want(("one", "two", "three"))
    assert speech.wait_ready(("one", "two", "three"), LONG)
    assert reports.next(VoiceReplaced).reason == "A part is missing. Install it."
    assert speech.voice().name == "Fake"
    assert not [one for one in reports.rest() if isinstance(one, VoiceReplaced)]


def test_what_dies_three_times_is_replaced_and_nothing_of_it_is_heard_after(
    worker: Callable[[str], FakeWorker], make_speech: MakeSpeech, reports: Reports
) -> None:
    fake = worker("natural voice dies")
    speech = make_speech(fake.command, engine="natural")
    speech.want(("one", "two", "three"))
    assert "it died" in reports.next(VoiceReplaced).reason
    speech.wait_ready(("one", "two", "three"), LONG)
    assert speech.ready(("one", "two", "three"))
    assert speech.voice().name == "Fake"


def test_a_rate_at_which_the_natural_voice_is_not_understood_is_limited_and_told(
    worker: Callable[[str], FakeWorker], make_speech: MakeSpeech, reports: Reports
) -> None:
    fake = worker("works")
    speech = make_speech(fake.command, engine="natural", rate=300)
    limited = reports.next(RateLimited).rate
    assert limited < 300
    speech.want(("one",))
    assert speech.wait_ready(("one",), LONG)
    assert fake.rendered == [("one", limited)]
    speech.set_rate(80)
    assert reports.next(RateLimited).rate > 80


def test_the_systems_voice_speaks_at_any_rate(
    worker: Callable[[str], FakeWorker], make_speech: MakeSpeech, reports: Reports
) -> None:
    fake = worker("works")
    speech = make_speech(fake.command, engine="system", rate=300)
    speech.want(("one",))
    assert speech.wait_ready(("one",), LONG)
    assert fake.rendered == [("one", 300)]
    assert not [one for one in reports.rest() if isinstance(one, RateLimited)]
