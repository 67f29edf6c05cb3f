"""Doses in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from voice_coach.core.model.routine import Pace, Sides, Step, Work
from voice_coach.core.units import Tempo
from voice_coach.core.wording.dose_text import step_dose, tempo_text, usual_dose
from voice_coach.library.catalogue.catalogue import load_catalogue

PLANK = load_catalogue()["plank"]


def step(*sets: Work, sides: Sides = Sides.BOTH, pace: Pace = Pace.COUNTED) -> Step:
    return Step(PLANK, sets, rest=15, prepare=5, sides=sides, pace=pace)


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (step(Work(None, 20)), "20 s"),
        (step(Work(1, None)), "1 rep"),
        (step(Work(12, None), pace=Pace.SELF), "12 reps, at your own pace"),
        (step(*[Work(12, None)] * 3), "3 sets of 12 reps, 15 s rest"),
        (step(Work(None, 90), sides=Sides.EACH), "1 min 30 s, each side"),
        (step(Work(6, 10), Work(4, 10)), "sets of 6 x 10 s, 4 x 10 s, 15 s rest"),
        (step(Work(10, None), sides=Sides.ALTERNATE), "10 reps, taking turns"),
    ],
)
def test_the_dose_of_a_step(one: Step, told: str) -> None:
    assert step_dose(one) == told


def test_the_dose_of_an_exercise() -> None:
    assert usual_dose(load_catalogue()["side-plank"]) == "2 sets of 15 s, each side, 20 s rest"
    assert usual_dose(replace(PLANK, dose=replace(PLANK.dose, sets=1))) == "20 s"


def test_a_tempo_leaves_out_what_takes_no_time() -> None:
    assert tempo_text(Tempo(2, 0, 1.5)) == "2 s out, 1.5 s back"
