"""The full screen, driven as a terminal would: every sight, every key, the mouse."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from screen.tui.frames import FRAMES, SUMMARY, Seat, frame
from screen.views import FIRST_SET, HOLD, view

from voice_coach.core.events.keys import KEYS_SHOWN, SCREENING_KEYS, SESSION_KEYS
from voice_coach.core.model.session_view import SessionPhase
from voice_coach.core.model.views import AnnouncementView
from voice_coach.library.catalogue.figures import load_figures
from voice_coach.screen.frame import HelpContent, ScreenFrame
from voice_coach.screen.options import Ground, Moving
from voice_coach.screen.tui.figure import FigureWidget
from voice_coach.screen.tui.session import Digits

if TYPE_CHECKING:
    from textual.pilot import Pilot

SNAPSHOTS = Path(__file__).with_name("snapshots")
SIZES = ((60, 18), (80, 24), (100, 30), (200, 60))


def at_the_screen(
    story: Callable[[Seat, Pilot[None]], Awaitable[None]],
    shown: ScreenFrame,
    size: tuple[int, int] = (80, 24),
    ground: Ground = Ground.DARK,
    moving: Moving = Moving.FULL,
) -> Seat:
    """Have `story` happen before a screen that shows a frame."""
    seat = Seat(ground, moving)

    async def run() -> None:
        async with seat.app.run_test(size=size) as pilot:
            seat.app.know(load_figures())
            seat.app.take(shown)
            await pilot.pause()
            await story(seat, pilot)

    asyncio.run(run())
    return seat


async def nothing(_seat: Seat, _pilot: Pilot[None]) -> None:
    """Just look."""


@pytest.fixture(scope="module", params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def seen(request: pytest.FixtureRequest) -> tuple[tuple[int, int], dict[str, str]]:
    """A terminal's size, and what it shows of each sight, one after the other."""
    shown: dict[str, str] = {}

    async def look(seat: Seat, pilot: Pilot[None]) -> None:
        for name, one in FRAMES.items():
            seat.app.take(one)
            # Textual lays out in passes; between them a scroll bar may stand for a moment.
            while shown.get(name) != seat.layout:
                shown[name] = seat.layout
                await pilot.pause()

    at_the_screen(look, FRAMES["opening"], request.param)
    return request.param, shown


@pytest.mark.parametrize("name", FRAMES)
def test_each_sight_looks_as_it_did(
    name: str, seen: tuple[tuple[int, int], dict[str, str]], request: pytest.FixtureRequest
) -> None:
    (columns, rows), shown = seen
    path = SNAPSHOTS / f"{name}-{columns}x{rows}.txt"
    if request.config.getoption("--rewrite"):
        path.write_text(shown[name], "utf-8")
    assert shown[name] == path.read_text("utf-8")
    assert len(shown[name].splitlines()) == rows


def test_it_says_the_same_on_every_ground() -> None:
    seen: set[str] = set()

    async def look(seat: Seat, pilot: Pilot[None]) -> None:
        seat.app.know({})
        await pilot.pause()
        seen.add(seat.sees)

    for ground in Ground:
        at_the_screen(look, FRAMES["work"], ground=ground)
    assert len(seen) == 1


_NAMES = {"\x1b[A": "up", "\x1b[B": "down", "\x1b[C": "right", "\x1b[D": "left", "\r": "enter"}
_NAMES |= {"\n": "ctrl+j", " ": "space", "\x03": "ctrl+c", "?": "question_mark"}


def test_every_key_of_a_session_goes_to_the_coach() -> None:
    async def press_all(_seat: Seat, pilot: Pilot[None]) -> None:
        await pilot.press(*(_NAMES.get(key, key) for key in SESSION_KEYS))

    seat = at_the_screen(press_all, FRAMES["work"])
    assert seat.pressed == list(SESSION_KEYS)


def test_every_answer_goes_to_the_coach() -> None:
    async def press_all(_seat: Seat, pilot: Pilot[None]) -> None:
        await pilot.press(*(_NAMES.get(key, key) for key in SCREENING_KEYS))

    seat = at_the_screen(press_all, FRAMES["question"])
    assert seat.pressed == list(SCREENING_KEYS)


def test_ctrl_z_goes_to_the_coach_who_suspends() -> None:
    async def press(_seat: Seat, pilot: Pilot[None]) -> None:
        await pilot.press("ctrl+z")

    assert at_the_screen(press, FRAMES["work"]).pressed == ["\x1a"]


def test_the_digits_go_on_by_the_clock_between_two_frames() -> None:
    async def wait(seat: Seat, pilot: Pilot[None]) -> None:
        before = seat.sees
        seat.time = 1.0
        await pilot.pause(1.2)
        assert before != seat.sees
        assert "0:13 left" in seat.sees

    at_the_screen(wait, FRAMES["work"])


def test_a_click_on_a_key_is_that_key() -> None:
    async def click(seat: Seat, pilot: Pilot[None]) -> None:
        lines = seat.sees.splitlines()
        row = next(number for number, line in enumerate(lines) if "something hurts" in line)
        await pilot.click(offset=(lines[row].index("something hurts") + 3, row))
        await pilot.click(offset=(lines[row].index("space pause") + 1, row))

    assert at_the_screen(click, FRAMES["work"]).pressed == ["p", " "]


def test_a_click_on_an_answer_gives_it() -> None:
    async def click(seat: Seat, pilot: Pilot[None]) -> None:
        lines = seat.sees.splitlines()
        row = next(number for number, line in enumerate(lines) if "Y  yes" in line)
        await pilot.click(offset=(lines[row].index("Y  yes") - 2, row + 1))

    assert at_the_screen(click, FRAMES["question"]).pressed == ["y"]


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("Tabata", ["\x1b[B", "\r"]),
        ("Gentle Back", ["\r"]),
        ("Core Basics", ["\x1b[A", "\r"]),
    ],
)
def test_a_click_in_the_menu_goes_there_and_takes_it(name: str, keys: list[str]) -> None:
    async def click(seat: Seat, pilot: Pilot[None]) -> None:
        lines = seat.sees.splitlines()
        row = next(number for number, line in enumerate(lines) if name in line)
        await pilot.click(offset=(lines[row].index(name), row))

    assert at_the_screen(click, FRAMES["menu"]).pressed == keys


def test_help_is_shown_again_when_it_is_asked_for_again_and_closed_by_its_key() -> None:
    async def ask(seat: Seat, pilot: Pilot[None]) -> None:
        assert "You can say" in seat.sees
        await pilot.press("question_mark")
        assert "You can say" not in seat.sees
        seat.app.take(replace(FRAMES["help"], help=HelpContent(("pause",), 2)))
        await pilot.pause()
        assert "You can say" in seat.sees
        await pilot.press("escape")
        assert "You can say" not in seat.sees

    assert at_the_screen(ask, FRAMES["help"]).pressed == []


def test_under_the_help_something_hurts_is_obeyed_at_once() -> None:
    async def press(seat: Seat, pilot: Pilot[None]) -> None:
        await pilot.press("p")
        assert "You can say" not in seat.sees

    assert at_the_screen(press, FRAMES["help"]).pressed == ["p"]


def test_all_keys_are_in_the_help_even_on_a_small_screen() -> None:
    async def look(seat: Seat, _pilot: Pilot[None]) -> None:
        for written in KEYS_SHOWN.split(" · "):
            assert written.partition(" ")[2] in seat.sees

    at_the_screen(look, FRAMES["help"], (60, 18))


def test_long_advice_is_scrolled_by_arrows_that_are_no_answers() -> None:
    advice = tuple(f"Sentence {number} of what there is to say about it." for number in range(8))

    async def scroll(seat: Seat, pilot: Pilot[None]) -> None:
        assert "Sentence 0 " in seat.sees
        await pilot.press(*["down"] * 15)
        await pilot.pause()
        assert "Sentence 0 " not in seat.sees
        assert "Sentence 7 " in seat.sees

    assert at_the_screen(scroll, frame(AnnouncementView(advice, ())), (60, 18)).pressed == []


def test_a_resized_terminal_is_filled_again() -> None:
    async def resize(seat: Seat, pilot: Pilot[None]) -> None:
        for size in ((200, 60), (60, 18), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert seat.layout == (SNAPSHOTS / "work-80x24.txt").read_text("utf-8")

    at_the_screen(resize, FRAMES["work"])


def test_a_figure_stands_beside_the_digits_and_leaves_with_the_session() -> None:
    async def watch(seat: Seat, pilot: Pilot[None]) -> None:
        assert seat.figure
        seat.app.take(FRAMES["closing"])
        await pilot.pause()
        assert not seat.figure

    at_the_screen(watch, FRAMES["work"])


def test_without_a_figure_for_it_the_digits_have_all_the_room() -> None:
    async def watch(seat: Seat, pilot: Pilot[None]) -> None:
        seat.app.know({})
        await pilot.pause()
        assert not seat.figure

    at_the_screen(watch, FRAMES["work"])


def test_an_exercise_of_the_routines_own_has_the_figure_it_brings() -> None:
    own = {"plank": load_figures()["squat"]}

    async def watch(seat: Seat, pilot: Pilot[None]) -> None:
        before = seat.figure
        seat.app.take(replace(FRAMES["paused"], figures=own))
        await pilot.pause()
        assert seat.figure != before

    at_the_screen(watch, FRAMES["paused"])


def test_a_figure_moves_by_the_clock_while_the_session_runs() -> None:
    async def watch(seat: Seat, pilot: Pilot[None]) -> None:
        before = seat.figure
        seat.time = 0.6
        await pilot.pause(0.3)
        assert seat.figure != before
        seat.app.take(replace(FRAMES["counted"], view=view(FIRST_SET, 11.0, SessionPhase.PAUSED)))
        await pilot.pause()
        before = seat.figure
        seat.time = 1.2
        await pilot.pause(0.3)
        assert seat.figure == before

    at_the_screen(watch, FRAMES["counted"])


def test_with_reduced_motion_it_goes_from_pose_to_pose() -> None:
    pictures = set()

    async def watch(seat: Seat, pilot: Pilot[None]) -> None:
        for tenth in range(16):
            seat.time = tenth / 10
            await pilot.pause(0.12)
            pictures.add(seat.figure)

    begun = frame(view(FIRST_SET, 19.6, elapsed=0.4))
    at_the_screen(watch, begun, moving=Moving.REDUCED)
    assert len(pictures) == 2


def test_where_it_is_narrow_the_figure_stands_below_the_digits() -> None:
    async def watch(seat: Seat, pilot: Pilot[None]) -> None:
        for size in ((62, 72), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            digits, figure = (seat.app.query_one(one).region for one in (Digits, FigureWidget))
            assert (figure.y >= digits.bottom) is (size[0] < size[1])
            assert (figure.x >= digits.right) is (size[0] > size[1])

    at_the_screen(watch, FRAMES["work"])


def test_one_sight_gives_way_to_the_next() -> None:
    async def change(seat: Seat, pilot: Pilot[None]) -> None:
        for shown, words in (
            (FRAMES["question"], "say no: press N"),
            (frame(view(HOLD, 9.0, SessionPhase.PAUSED)), "PAUSED"),
            (frame(SUMMARY), "Not done"),
            (FRAMES["menu"], "Gentle Back"),
        ):
            seat.app.take(shown)
            await pilot.pause()
            assert words in seat.sees

    at_the_screen(change, FRAMES["opening"])
