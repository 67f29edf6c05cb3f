"""Whole workouts, of whose words none is rendered before, on machines of several speeds; in
simulated time, with the real coach, session and head start."""

from __future__ import annotations

from pathlib import Path

import pytest
from ready_made.texts import first_texts
from simulated_rendering import OWN, Simulated, led

from voice_coach.core.units import Seconds
from voice_coach.core.wording.phrasebook import COUNTDOWN
from voice_coach.library.catalogue.paths import bundled_folder
from voice_coach.library.routine.finder import Shelf

ROUTINES = tuple(sorted(path.stem for path in bundled_folder().glob("*.yaml")))

ALONE, BUSY, OVERLOADED = 0.3, 0.6, 1.0
"""Seconds of rendering that a second of speech takes: on a core of its own, on two cores that
others use as well, and where three more do."""


@pytest.mark.parametrize("name", ROUTINES)
@pytest.mark.parametrize("pace", [ALONE, BUSY])
def test_no_word_is_late_at_a_pace_that_lasts(name: str, pace: float) -> None:
    simulated = Simulated(lambda _now: pace)
    assert led(Shelf().find(name).routine, simulated).late == []
    assert simulated.replaced == []


@pytest.mark.parametrize("name", ROUTINES)
@pytest.mark.parametrize(
    ("since", "pace"),
    [(0.0, OVERLOADED), (3.0, BUSY), (10.0, 4 * ALONE), (60.0, 4 * ALONE)],
)
def test_names_and_countdowns_are_in_time_when_others_begin_to_use_the_machine(
    name: str, since: Seconds, pace: float
) -> None:
    simulated = Simulated(lambda now: ALONE if now < since else pace)
    led_through = led(Shelf().find(name).routine, simulated)
    assert [text for text in led_through.late if _leads(text)] == []
    assert len(led_through.late) <= 0.03 * len(led_through.said)


@pytest.fixture(scope="module")
def ready_made() -> frozenset[str]:
    """The texts that come ready-made."""
    return frozenset(first_texts())


@pytest.mark.parametrize("pace", [ALONE, BUSY, OVERLOADED])
def test_a_routine_of_ones_own_begins_at_once_with_words_that_come_ready_made(
    pace: float, ready_made: frozenset[str], tmp_path: Path
) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(OWN, "utf-8")
    led_through = led(
        Shelf().find(str(own)).routine, Simulated(lambda _now: pace, 3.0, ready_made.__contains__)
    )
    assert led_through.late == []
    assert led_through.waited < 0.1


def test_a_machine_too_slow_for_its_voice_takes_the_systems_and_is_in_time() -> None:
    simulated = Simulated(lambda _now: 3.0)
    assert led(Shelf().find("core-basics").routine, simulated).late == []
    assert len(simulated.replaced) == 1


def _leads(text: str) -> bool:
    return text in COUNTDOWN or text.startswith(("First: ", "Next: ", "Last exercise: "))
