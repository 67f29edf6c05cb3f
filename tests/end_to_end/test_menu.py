"""The menu: on the full screen by keys, and aloud by voice, each as somebody has it who names no
routine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from end_to_end.athlete import LISTENING, Athlete, Words
from end_to_end.shell import Shell

from voice_coach.core.wording.phrasebook import MENU, MENU_OR_ANOTHER
from voice_coach.library.catalogue.screening import load_screening

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from end_to_end.program import Home
    from rig.pulse import SoundServer


@pytest.fixture
def shell(home: Home) -> Iterator[Shell]:
    """A shell in a terminal of the usual size, with the menu on its full screen."""
    with Shell(home, (80, 24)) as shell:
        shell.start("--fit")
        shell.sees("? WHICH ROUTINE?")
        shell.sees("Gentle Back")
        yield shell


@pytest.mark.parametrize("key", ["q", "\x03"], ids=["q", "Ctrl-C"])
def test_either_key_leaves_the_full_screen_s_menu_with_the_same_code(
    shell: Shell, key: str
) -> None:
    shell.type(key)
    shell.sees("ended with 3")
    shell.wait_until(shell.is_as_before, "the terminal is not as it was")
    assert not shell.events.of("start")


def test_letters_leave_those_that_begin_so_and_enter_takes_the_first_of_them(
    shell: Shell,
) -> None:
    shell.type("ba")
    shell.wait_until(lambda: "Desk Break" not in shell.text, "all are left")
    assert "Gentle Back" in shell.text
    assert "Back to Strength" in shell.text
    shell.type("\x7f\x7fdesk")
    shell.wait_until(lambda: "Gentle Back" not in shell.text, "too many are left")
    assert "Desk Break" in shell.text
    shell.type("\r")
    assert shell.events.wait_for("start")["title"] == "Desk Break"
    shell.type("\x03")
    shell.sees("ended with 3")


@pytest.mark.rig
def test_four_are_read_out_and_one_is_taken_by_its_number(
    home_with_sound: Home, sound_server: SoundServer, tmp_path: Path
) -> None:
    words = Words(tmp_path, ("two",))
    with home_with_sound.start("--fit", *LISTENING, "--talk", "minimal") as coach:
        athlete = Athlete(sound_server, coach, words)
        coach.events.wait_for("cue", text=MENU_OR_ANOTHER)
        asked, *offers, _ = [one["text"] for one in coach.events.of("cue")]
        assert asked == MENU[0]
        assert len(offers) == 4
        athlete.says("two", "menu", choice=2)
        title = coach.events.wait_for("start")["title"]
        assert offers[1].startswith(f"{title}, ")


@pytest.mark.rig
def test_pain_told_of_in_the_menu_leads_to_the_safety_questions_despite_fit(
    home_with_sound: Home, sound_server: SoundServer, tmp_path: Path
) -> None:
    words = Words(tmp_path, ("my back hurts",))
    first = load_screening(listening=True).questions[0].ask
    with home_with_sound.start("--fit", *LISTENING, "--talk", "minimal") as coach:
        athlete = Athlete(sound_server, coach, words)
        coach.events.wait_for("cue", text=MENU_OR_ANOTHER)
        athlete.says("my back hurts", "cue", text=first)
        assert not coach.events.of("start")
