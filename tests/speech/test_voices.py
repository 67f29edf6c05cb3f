"""A voice is found by whatever a person would type for it."""

from __future__ import annotations

import pytest

from voice_coach.errors import CoachError, UsageError
from voice_coach.speech.voices import Voice, choose, language_tag, preferred_language

CARIBBEAN = Voice("gmw/en-029", "English (Caribbean)", ("en-029",))
BRITISH = Voice("gmw/en", "English (Great Britain)", ("en-gb",))
AMERICAN = Voice("gmw/en-us", "English (America)", ("en-us",))
NEW_YORK = Voice("gmw/en-us-nyc", "English (America, New York City)", ("en-us-nyc",))
BELGIAN = Voice("roa/fr-be", "French (Belgium)", ("fr-be",))
FRENCH = Voice("roa/fr", "French (France)", ("fr-fr",))
ESPEAK = (CARIBBEAN, BRITISH, AMERICAN, NEW_YORK, BELGIAN, FRENCH)

ALBERT = Voice("com.apple.speech.synthesis.voice.Albert", "Albert", ("en-us",))
SAMANTHA = Voice("com.apple.voice.compact.en-US.Samantha", "Samantha", ("en-us",))
MAC = (ALBERT, SAMANTHA)


def choice(wanted: str | None, language: str = "en", standard: str | None = "gmw/en") -> Voice:
    return choose(ESPEAK, wanted, language, standard)


@pytest.mark.parametrize(
    ("raw", "tag"),
    [
        ("en_GB.UTF-8", "en-gb"),
        ("de_DE@euro", "de-de"),
        ("\x05en-gb\x00", "en-gb"),
        ("C", "c"),
        ("", ""),
    ],
)
def test_a_language_is_cleaned_of_what_systems_write_around_it(raw: str, tag: str) -> None:
    assert language_tag(raw) == tag


def test_the_region_of_an_english_locale_is_followed() -> None:
    assert preferred_language({"LANG": "en_US.UTF-8"}) == "en-us"


def test_lc_all_goes_before_lang() -> None:
    assert preferred_language({"LC_ALL": "en_GB", "LANG": "en_US"}) == "en-gb"


@pytest.mark.parametrize("environment", [{}, {"LANG": "C"}, {"LANG": "de_DE.UTF-8"}])
def test_any_other_locale_means_plain_english(environment: dict[str, str]) -> None:
    assert preferred_language(environment) == "en"


def test_by_default_the_voice_of_the_region_is_taken() -> None:
    assert choice(None, "en-us") == AMERICAN


def test_without_a_region_the_engines_own_english_is_taken() -> None:
    assert choice(None) == BRITISH


def test_an_unknown_region_means_the_engines_own_english() -> None:
    assert choice(None, "en-nz") == BRITISH


def test_a_foreign_standard_voice_is_not_taken_for_english() -> None:
    assert choice(None, standard="roa/fr") == AMERICAN


def test_the_systems_own_voice_goes_before_others_of_its_language() -> None:
    assert choose(MAC, None, "en-us", SAMANTHA.id) == SAMANTHA


def test_without_any_english_the_engines_own_voice_speaks() -> None:
    assert choose((BELGIAN, FRENCH), None, "en", "roa/fr") == FRENCH


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("gmw/en-us", AMERICAN),
        ("English (America)", AMERICAN),
        ("english (america)", AMERICAN),
        ("en-US", AMERICAN),
        ("en_US", AMERICAN),
        ("en-us-nyc", NEW_YORK),
        ("en-us-n", NEW_YORK),
        ("english (car", CARIBBEAN),
        ("en", BRITISH),
        ("fr", FRENCH),
    ],
)
def test_a_voice_is_found_by_id_name_language_or_beginning(wanted: str, found: Voice) -> None:
    assert choice(wanted) == found


def test_the_last_part_of_an_id_is_a_name_too() -> None:
    assert choose(MAC, "saman", "en", None) == SAMANTHA


def test_an_unknown_voice_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(UsageError, match='Did you mean "French \\(France\\)"'):
        choice("french (francs)")


def test_an_empty_voice_is_refused() -> None:
    with pytest.raises(UsageError, match="There is no voice"):
        choice(" ")


def test_a_beginning_of_several_voices_is_refused_with_their_names() -> None:
    with pytest.raises(UsageError, match='"English \\(America\\)"'):
        choice("english")


def test_an_engine_without_voices_is_an_error() -> None:
    with pytest.raises(CoachError, match="no voice installed"):
        choose((), None, "en")
