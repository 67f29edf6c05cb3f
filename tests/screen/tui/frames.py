"""Frames to draw: one of each sight, and how the screen looks with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product
from typing import TYPE_CHECKING

from screen.views import FIRST_SET, GET_READY, HOLD, LAST_ROUND, REST, SELF_PACED, view

from voice_coach.core.events.keys import KEYS_SHOWN
from voice_coach.core.model.exercise import Group
from voice_coach.core.model.history import Ending
from voice_coach.core.model.session_view import SessionPhase
from voice_coach.core.model.views import (
    AnnouncementView,
    ListeningState,
    MenuItem,
    MenuView,
    QuestionView,
    SessionSummary,
)
from voice_coach.core.wording import phrasebook
from voice_coach.screen.frame import HelpContent, ScreenFrame
from voice_coach.screen.options import Ground, Moving
from voice_coach.screen.tui.app import CoachApp
from voice_coach.screen.tui.figure import FigureWidget
from voice_coach.screen.tui.help import HelpOverlay

if TYPE_CHECKING:
    from voice_coach.core.model.views import View

TODAY = date(2026, 3, 14)

OFFERS = (
    MenuItem("Core Basics", "beginner", "17 minutes", (Group.FLEXORS, Group.OBLIQUES), TODAY),
    MenuItem("Gentle Back", "recovery", "8 minutes", (Group.MOBILITY,), date(2026, 3, 1)),
    MenuItem("Tabata", "advanced", "12 minutes", (Group.CARDIO, Group.LEGS)),
)
OPENING = ("Before we start: any back pain today?", "If not, say no: press N. Otherwise press Y.")
ADVICE = ("Let's leave training today.", "Take it easy, and move about when you can.")
SUMMARY = SessionSummary(
    title="Test",
    ending=Ending.FINISHED,
    words=("Well done.", "That was 5 minutes and 2 exercises.", "See you next time."),
    spent=312.0,
    done=("Plank", "Crunch"),
    skipped=("Side Plank",),
    groups=((Group.FLEXORS, 250.0), (Group.OBLIQUES, 62.0)),
    options=phrasebook.ENTER_LEAVES,
)
STOPPED_AT_ONCE = replace(
    SUMMARY,
    ending=Ending.STOPPED,
    words=("Stopped before the first exercise was done.",),
    spent=1.0,
    done=(),
    skipped=("Plank", "Crunch", "Side Plank"),
    groups=(),
)


def frame(view: View, *captions: str, **changes: object) -> ScreenFrame:
    """A frame as the coach sends it."""
    plain = ScreenFrame(view, 0.0, captions, listening=ListeningState.LISTENING, keys=KEYS_SHOWN)
    return replace(plain, **changes)


FRAMES = {
    "opening": frame(view(GET_READY, 5.0, SessionPhase.OPENING), "Test. About five minutes."),
    "prepare": frame(view(GET_READY, 3.0), "three", listening=ListeningState.OFF),
    "work": frame(view(LAST_ROUND, 14.0), "Elbow under the shoulder.", heard="heard: repeat"),
    "rest": frame(
        view(REST, 8.0), "Rest.", "Next: Crunch, 12 reps.", listening=ListeningState.VOICE
    ),
    "counted": frame(view(FIRST_SET, 11.0, elapsed=9.0), "two"),
    "self-paced": frame(view(SELF_PACED, None), "Press Enter when you are done."),
    "paused": frame(
        view(HOLD, 104.2, SessionPhase.PAUSED),
        "Paused.",
        listening=ListeningState.LOST,
        notices=("Can't hear you: the microphone is gone. Keys still work.",),
    ),
    "pain": frame(view(HOLD, 14.0, SessionPhase.CONFIRM_PAIN), "Does something hurt?"),
    "closing": frame(view(HOLD, 0.0, SessionPhase.CLOSING), "Well done."),
    "question": frame(
        QuestionView(OPENING, (*phrasebook.GATE_OPTIONS, *phrasebook.LEAVE_OPTIONS)), OPENING[0]
    ),
    "rating": frame(QuestionView(phrasebook.RATING, phrasebook.RATING_OPTIONS)),
    "advice": frame(AnnouncementView(ADVICE, phrasebook.ADVICE_OPTIONS), ADVICE[1]),
    "menu": frame(MenuView("Which routine?", OFFERS, 1, ""), "Which routine?"),
    "summary": frame(SUMMARY, "See you next time."),
    "stopped": frame(STOPPED_AT_ONCE),
    "help": frame(
        view(HOLD, 14.0), help=HelpContent(("pause", "how long left", "my back hurts"), 1)
    ),
}


class Seat:
    """Somebody before the screen: presses keys, and has a clock."""

    def __init__(self, ground: Ground = Ground.DARK, moving: Moving = Moving.FULL) -> None:
        self.time = 0.0
        self.pressed: list[str] = []
        self.app = CoachApp(self.pressed.append, lambda: self.time, ground, moving, today=TODAY)

    @property
    def sees(self) -> str:
        """The screen as text, without the blanks at the ends of lines."""
        strips = self.app.screen._compositor.render_strips()
        lines = ("".join(segment.text for segment in strip).rstrip() for strip in strips)
        return "".join(f"{line}\n" for line in lines)

    @property
    def layout(self) -> str:
        """The same with "%" for what shows of the figure, which is drawn elsewhere."""
        lines = [list(line.ljust(self.app.size.width)) for line in self.sees.splitlines()]
        figure, overlay = self.app.query_one(FigureWidget), self.app.query_one(HelpOverlay)
        left, top, wide, high = figure.region if figure.is_on_screen else (0, 0, 0, 0)
        for x, y in product(range(left, left + wide), range(top, top + high)):
            if not (overlay.display and overlay.region.contains(x, y)):
                lines[y][x] = "%"
        return "".join(f"{''.join(line).rstrip()}\n" for line in lines)

    @property
    def figure(self) -> tuple[str, ...]:
        """The figure as text; empty where there is none."""
        figure = self.app.query_one(FigureWidget)
        rows = range(figure.size.height) if figure.is_on_screen else ()
        return tuple(figure.render_line(row).text for row in rows)
