"""What a sheet says is what the routine says."""

from __future__ import annotations

import pytest

from voice_coach.core.model.routine import BlockName, Routine
from voice_coach.core.model.unroll import unroll
from voice_coach.library.catalogue.catalogue import load_catalogue
from voice_coach.library.catalogue.figures import load_figures
from voice_coach.library.routine.finder import Shelf
from voice_coach.library.routine.reader import read_routine
from voice_coach.sheet.cards import cards_of
from voice_coach.sheet.content import Sheet, sheet_of

EVERYTHING = """\
version: 1
name: All
level: beginner
description: Of each kind one.
defaults: {rest: 15s}
warm_up: [walk-in-place: 60s]
main:
- plank: 20s
  sets: 2
- squat: 8
  cues: [Slowly., {at: halfway, say: Placed.}]
- rest: 60s
- circuit: 3
  rest_between: 45s
  steps: [{side-plank: 20s}, {circuit: 2, steps: [crunch: 5]}]
- {every: 60s, for: 4min, steps: [squat: 8]}
- {for: 6min, steps: [push-up: 5]}
"""


def sheet(text: str) -> Sheet:
    return of(read_routine(text.encode(), "x.yaml", "x", load_catalogue()))


def of(routine: Routine) -> Sheet:
    return sheet_of(routine, unroll(routine), load_figures(), "112")


def test_each_step_is_an_entry_in_the_order_written() -> None:
    assert [(entry.name, entry.dose) for entry in sheet(EVERYTHING).entries] == [
        ("Walk in Place", "1 min, taking turns"),
        ("Forearm Plank", "2 sets of 20 s"),
        ("Body-Weight Squat", "8 reps"),
        ("Side Plank", "20 s, each side"),
        ("Crunch", "5 reps; 2 rounds"),
        ("Body-Weight Squat", "8 reps"),
        ("Push-Up", "5 reps"),
    ]


def test_sections_say_how_their_steps_are_done() -> None:
    sections = dict.fromkeys(entry.section for entry in sheet(EVERYTHING).entries)
    assert [(section.block, section.how) for section in sections] == [
        (BlockName.WARM_UP, ""),
        (BlockName.MAIN, "15 s rest after each set"),
        (BlockName.MAIN, "3 rounds, 45 s between rounds"),
        (BlockName.MAIN, "a set every 1 min, for 4 min"),
        (BlockName.MAIN, "as many rounds as you can in 6 min"),
    ]


def test_the_authors_cues_take_the_place_of_the_exercises_own() -> None:
    entries = sheet(EVERYTHING).entries
    assert entries[2].cues == ("Slowly.",)
    assert entries[1].cues == load_catalogue()["plank"].cues.texts


def test_a_rest_of_its_own_is_told_after_what_it_follows() -> None:
    assert sheet(EVERYTHING).entries[2].after == "Then rest 1 min."


def test_the_head_tells_level_time_groups_and_load() -> None:
    assert of(Shelf().find("tabata").routine).facts == (
        "advanced",
        "13 minutes",
        "trains cardio, legs, mobility, extensors",
        "medium load on the spine",
    )


def test_the_foot_tells_when_to_stop_and_whom_to_call() -> None:
    care = " ".join(sheet(EVERYTHING).care)
    assert "If anything hurts, stop." in care
    assert "call for help at once: 112." in care
    assert "no medical advice" in care


@pytest.mark.parametrize(
    ("steps", "columns", "cues", "note"), [(4, 2, 3, True), (10, 3, 3, False), (15, 4, 2, False)]
)
def test_the_more_there_is_the_less_stands_on_each_card(
    steps: int, columns: int, cues: int, note: bool
) -> None:
    text = "version: 1\nname: x\nlevel: beginner\nmain:\n" + "- plank: 20s\n" * steps
    laid = cards_of(sheet(text))
    assert laid.columns == columns
    assert [card for row in laid.rows for card in row] == list(laid.cards)
    assert {len(row) for row in laid.rows[:-1]} == {columns}
    assert {len(card.cues) for card in laid.cards} == {cues}
    assert {bool(card.note) for card in laid.cards} == {note}
