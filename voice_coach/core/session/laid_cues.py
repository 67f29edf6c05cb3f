"""The cues of a session as they are laid out: those of its intervals, answers between them, and
words for which the clock stands still.

What has been said is remembered here, so that it is not said again, nor laid out otherwise when the
same interval is laid out anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from voice_coach.core.cues.cue import Cue, LengthOf, Priority
from voice_coach.core.cues.cue_plan import cues_of, end_of, said_after, with_room
from voice_coach.core.cues.cue_schedule import MARGIN, SOON, Schedule
from voice_coach.core.cues.passage import HOLD_LEFT_EARLY
from voice_coach.core.cues.variety import SaidBefore
from voice_coach.core.events.playback import Cancel
from voice_coach.core.model.lead_in import GAP
from voice_coach.core.model.timeline import Timeline
from voice_coach.core.model.tone import Tone
from voice_coach.core.units import Seconds
from voice_coach.core.wording.phrasebook import COUNTDOWN
from voice_coach.core.wording.phrasing import Phrasing

_COUNT_IN: Seconds = 3.0 + GAP
"""Time from "three" to the moment counted to."""


@dataclass(slots=True)
class _Answer:
    """An answer to the athlete that has not begun to be said."""

    forms: tuple[str, ...]
    delay: Seconds
    timely: bool
    at: Seconds | None = None
    """Its time in the schedule; None while it has no place."""


class LaidCues:
    """Lays the cues of a session into its schedule."""

    def __init__(self, schedule: Schedule, length_of: LengthOf) -> None:
        self.latest = -1
        """The last interval that is laid out; after all of them, the goodbye."""
        self._schedule = schedule
        self._length_of = length_of
        self._answer: _Answer | None = None
        self._said: dict[int, frozenset[str]] = {}
        """Texts said since the last work as each interval ended, by its index."""
        self._before = SaidBefore()
        self._spare_lane = -1

    def lay(
        self,
        timeline: Timeline,
        index: int,
        phrasing: Phrasing,
        began: Seconds,
        start: Seconds = 0.0,
    ) -> Timeline:
        """Fit the cues of interval `index`, which begins at `began`, from `start` on. Returns the
        timeline, with more room where they need it."""
        said = self._said.get(index - 1, frozenset())
        timeline = with_room(timeline, index, phrasing, said, self._length_of)
        interval = timeline.intervals[index]
        cues = self._before.varied(index, began, cues_of(timeline, index, phrasing, said))
        answer = self._answer_cue(max(start, 0.0))
        fitting = self._schedule.lay(index, (*cues, *answer), began, end_of(interval), start)
        self._before.note(index, began, fitting)
        for placed in fitting.placed:
            if self._answer is not None and placed.cue in answer:
                self._answer.at = began + placed.at
        before = said | self._said.get(index, frozenset())
        self._said[index] = said_after(interval, before, fitting)
        self.latest = index
        return timeline

    def lay_goodbye(
        self, lane: int, words: tuple[str, ...], phrasing: Phrasing, at: Seconds
    ) -> None:
        """Lay the tone at the end of the last interval, and `words`. `lane`: the one after it."""
        length = phrasing.tone_length(Tone.FINISH)
        tone = Cue(Priority.CHANGE, 0.0, tone=Tone.FINISH, tone_length=length)
        begin = max(1.0, length + GAP)
        self._schedule.lay(lane, (tone, *_in_turn(words, begin)), at, 60.0)
        self.latest = lane

    def lay_count_in(self, words: str, phrasing: Phrasing, now: Seconds, *, tone: bool) -> Seconds:
        """Lay `words`, if any, and "three, two, one". `tone`: that of the start after them. Returns
        the time until the moment counted to."""
        wait = SOON + GAP + _COUNT_IN + (self._length_of(words) + GAP if words else 0.0)
        cues = [
            Cue(Priority.COUNTDOWN, wait - before, (word,))
            for before, word in zip((3, 2, 1), COUNTDOWN, strict=True)
        ]
        if words:
            cues.append(Cue(Priority.REPLY, SOON, (words,), latest=SOON + GAP, timely=True))
        length = phrasing.tone_length(Tone.START)
        if tone:
            cues.append(Cue(Priority.CHANGE, wait, tone=Tone.START, tone_length=length))
        self.lay_aside(cues, now, wait + max(1.0, length))
        return wait

    def lay_in_turn(self, texts: tuple[str, ...], now: Seconds) -> None:
        """Lay `texts` one after the other, after the current words."""
        self.lay_aside(_in_turn(texts, SOON), now, 120.0)

    def lay_aside(self, cues: Iterable[Cue], now: Seconds, end: Seconds) -> None:
        """Lay cues that belong to no interval, around all others."""
        self._spare_lane -= 1
        self._schedule.lay(self._spare_lane, cues, now, end)

    def answer(self, forms: tuple[str, ...], delay: Seconds, *, timely: bool) -> None:
        """Answer the athlete, in the next gap after `delay`, when the cues are next laid out.
        `timely`: it is true for a short time only."""
        self._answer = _Answer(forms, delay, timely)

    def _answer_cue(self, start: Seconds) -> tuple[Cue, ...]:
        answer = self._answer
        if answer is None or answer.at is not None:
            return ()
        at = start + answer.delay
        return (Cue(Priority.REPLY, at, answer.forms, latest=at + 8.0, timely=answer.timely),)

    def drop_answer(self) -> None:
        """Leave the answer unsaid."""
        self._answer = None

    def silence(self, index: int, now: Seconds) -> None:
        """Drop all waiting cues, those laid ahead of interval `index` among them."""
        self._schedule.silence(now)
        # Before the first interval, none were laid.
        self.latest = min(self.latest, index)

    def withdraw(self, now: Seconds) -> Cancel:
        """Withdraw all that has not begun, to lay it out anew."""
        answer = self._answer
        if answer is not None and answer.at is not None:
            self._answer = None if answer.at < now + MARGIN else answer
            answer.at = None
        return self._schedule.withdraw(now)

    def note_said(self, index: int, text: str) -> None:
        """Count `text` as said before interval `index`, for which it was said aside."""
        self._said[index - 1] = self._said.get(index - 1, frozenset()) | {text}

    def note_left_early(self, index: int) -> None:
        """Count interval `index` as work that was not done."""
        self._said[index] = self._said.get(index, frozenset()) | {HOLD_LEFT_EARLY}

    def forget_lead_in(self, index: int) -> None:
        """Let all that leads into interval `index` be said again, as after work not done."""
        self._said[index - 1] = frozenset({HOLD_LEFT_EARLY})


def _in_turn(texts: tuple[str, ...], at: Seconds) -> tuple[Cue, ...]:
    """Cues one after the other from `at` on."""
    return tuple(Cue(Priority.REPLY, at, (text,), latest=at + 60.0) for text in texts)
