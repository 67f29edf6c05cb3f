"""Whom to call: by the setting, by the country where it is certain, or in words."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from voice_coach.config.emergency_numbers import (
    advice_number,
    emergency_number,
    local_region,
    spoken,
)
from voice_coach.config.settings import Settings, read_value
from voice_coach.core.wording.phrasebook import ANY_NUMBER, alarm_signs
from voice_coach.errors import UsageError
from voice_coach.library.catalogue.screening import load_screening, read_screening
from voice_coach.library.yaml.problems import BadRoutine


@pytest.mark.parametrize(
    ("locale", "hours", "number"),
    [
        ("de_DE.UTF-8", 1, "112"),
        ("de_DE@euro", 2, "112"),
        ("pt_PT.UTF-8", -1, "112"),
        ("fi_FI.UTF-8", 3, "112"),
        ("de_CH.UTF-8", 1, "112"),
        ("nb_NO.UTF-8", 2, "112"),
        ("is_IS.UTF-8", 0, "112"),
        ("hi_IN", 5.5, "112"),
        ("en_GB.UTF-8", 1, "999"),
        ("en_US.UTF-8", -5, "911"),
        ("fr_CA.UTF-8", -3.5, "911"),
        ("en_AU.UTF-8", 9.5, "000"),
        ("en_NZ.UTF-8", 13, "111"),
    ],
)
def test_a_country_that_is_certain_has_its_number(locale: str, hours: float, number: str) -> None:
    region = local_region({"LANG": locale}, timedelta(hours=hours))
    assert region is not None
    assert region.number == number


@pytest.mark.parametrize(
    ("locale", "hours"),
    [
        ("en_US.UTF-8", 1),
        ("en_US.UTF-8", 0),
        ("en_GB.UTF-8", -5),
        ("en_AU.UTF-8", 0),
        ("pt_BR.UTF-8", -3),
        ("ja_JP.UTF-8", 9),
        ("de", 1),
        ("C.UTF-8", 0),
        ("POSIX", 0),
        ("", 1),
    ],
)
def test_where_there_is_a_doubt_there_is_no_number(locale: str, hours: float) -> None:
    assert local_region({"LANG": locale}, timedelta(hours=hours)) is None


def test_the_locale_of_telephone_numbers_beats_that_of_the_language() -> None:
    mixed = {"LANG": "en_US.UTF-8", "LC_TELEPHONE": "de_DE.UTF-8"}
    region = local_region(mixed, timedelta(hours=1))
    assert region is not None
    assert region.number == "112"
    assert local_region({**mixed, "LC_ALL": "C"}, timedelta(hours=1)) is None


def test_the_setting_beats_the_country() -> None:
    assert emergency_number(Settings(emergency_number="144")) == "144"


def test_the_line_for_medical_advice_is_a_setting_and_the_countrys_where_it_has_one() -> None:
    assert advice_number(Settings(advice_number="116117")) == "116117"
    british = local_region({"LANG": "en_GB.UTF-8"}, timedelta(hours=0))
    german = local_region({"LANG": "de_DE.UTF-8"}, timedelta(hours=1))
    assert british is not None
    assert german is not None
    assert (british.advice, german.advice) == ("111", None)


def test_without_a_setting_there_is_a_number_or_words() -> None:
    assert emergency_number(Settings())


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("112", "1 1 2"),
        ("999", "9 9 9"),
        ("+44 20-79", "plus 4 4 2 0 7 9"),
        ("112 works from most mobile phones", "1 1 2 works from most mobile phones"),
    ],
)
def test_a_number_is_said_digit_by_digit(number: str, said: str) -> None:
    assert spoken(number) == said


@pytest.mark.parametrize("text", ["112", " 999 ", "+44 20 7946 0000", "0800-112"])
def test_a_number_can_be_set(text: str) -> None:
    assert read_value("emergency_number", text) == text.strip()


@pytest.mark.parametrize("text", ["", "1", "help", "1" * 30, "112; ls", "1\n12"])
def test_what_is_no_number_is_not_set(text: str) -> None:
    with pytest.raises(UsageError, match="is not a phone number; write one such as 112"):
        read_value("emergency_number", text)


def test_the_advice_says_the_number() -> None:
    screening = load_screening(spoken("112"))
    assert screening.advice["emergency"][0].endswith("Please call for help now: 1 1 2.")
    assert screening.advice["rest"][2].endswith("call for help at once: 1 1 2.")


def test_where_the_number_is_not_known_112_is_told_with_care() -> None:
    screening = load_screening(spoken(ANY_NUMBER))
    texts = [text for advice in screening.advice.values() for text in advice]
    told = [text for text in texts if "emergency number" in text]
    assert len(told) == 2
    assert all("1 1 2 also works from most mobile phones" in text for text in told)
    assert not any("{" in text for text in texts)
    assert "112 also works from most mobile phones" in alarm_signs(ANY_NUMBER)


def test_a_placeholder_that_is_misspelt_is_told(tmp_path: Path) -> None:
    text = 'version: 1\nopening: ["Call {emergency_numbr}."]\n'
    with pytest.raises(BadRoutine, match=r":2:11: a \{ that begins no known placeholder"):
        read_screening(text.encode(), tmp_path / "screening.yaml")
