"""The texts of a session to render ahead, as far as they can be known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from voice_coach.core.cues.cue import LengthOf
from voice_coach.core.cues.cue_plan import texts_of
from voice_coach.core.model.exercise import Exercise
from voice_coach.core.model.talk_level import TalkLevel
from voice_coach.core.model.timeline import Timeline, exercises_of
from voice_coach.core.session.agenda import Due, agenda_of, in_order_of_rendering
from voice_coach.core.session.coaching_style import CoachingStyle
from voice_coach.core.units import Seconds
from voice_coach.core.wording.closing import finished
from voice_coach.core.wording.opening import going_on_with, opening, welcome_back
from voice_coach.core.wording.phrasebook import COUNTDOWN
from voice_coach.core.wording.script import Moment

Lookup = Callable[[str], Exercise | None]
"""Finds an allowed exercise by its slug."""

_USUAL = 0.87
"""The share of its estimated length that half of the clips take at most."""

_SOON_ENOUGH: Seconds = 300.0
"""All that may be said after this time has been rendered by then."""

_ANY_MOMENT: Seconds = 60.0
"""Texts that a command may call for at any moment are rendered like those needed at this time."""


@dataclass(frozen=True, slots=True)
class SessionTexts:
    """The texts of a session, from the interval on at which it begins or resumes."""

    timeline: Timeline
    style: CoachingStyle
    lookup: Lookup
    length_of: LengthOf
    index: int = 0

    @property
    def greeting(self) -> tuple[str, ...]:
        """The texts before it begins or resumes."""
        return greeting_of(self.timeline, self.style, self.index)

    @property
    def agenda(self) -> tuple[Due, ...]:
        """The texts from the greeting on, with their times."""
        phrasing = self.style.phrasing
        return agenda_of(self.greeting, self.timeline, phrasing, self.length_of, self.index)

    @property
    def coming(self) -> tuple[Due, ...]:
        """The texts from the greeting on, each once, in the order of rendering."""
        return self._coming(self.greeting)

    @property
    def all(self) -> tuple[str, ...]:
        """All texts that may be needed, the greeting among them, in the order of rendering."""
        return self._with_answers(self.coming)

    @property
    def after_greeting(self) -> tuple[str, ...]:
        """The same, without the greeting."""
        return self._with_answers(self._coming(()))

    def _coming(self, greeting: tuple[str, ...]) -> tuple[Due, ...]:
        """They are those of two plans: by the lengths that are known or estimated now, and, for the
        first minutes, by those that clips usually turn out to have, since shorter clips leave room
        for more."""
        timeline, style, index = self.timeline, self.style, self.index
        phrasing = style.phrasing
        doubt = (style.hints.confirm_pain,) if style.listening else ()
        at_any_moment = (*COUNTDOWN, *phrasing.say(Moment.PAUSED), *doubt)
        planned = agenda_of(greeting, timeline, phrasing, self.length_of, index)
        shorter = takewhile(
            lambda due: due.at < _SOON_ENOUGH,
            agenda_of(greeting, timeline, phrasing, self._usual_length, index),
        )
        any_moment = (Due(_ANY_MOMENT, text, leads=True) for text in at_any_moment)
        return in_order_of_rendering((*planned, *shorter, *any_moment))

    def _usual_length(self, text: str) -> Seconds:
        return _USUAL * self.length_of(text)

    def _with_answers(self, coming: tuple[Due, ...]) -> tuple[str, ...]:
        """What is coming by the clock; then answers to commands; and last the other forms of all
        these, and the texts of earlier intervals."""
        phrasing, hints = self.style.phrasing, self.style.hints
        in_turn = (due.text for due in coming)
        on_request = (hints.confirm_stop, *phrasing.on_request(), hints.clock_jumped)
        works = self.timeline.intervals
        exercises = {one.slug for interval in works for one in exercises_of(interval)}
        goodbye = finished(phrasing, self.timeline.total, len(exercises))
        others = texts_of(self.timeline, phrasing, self.index)
        return tuple(dict.fromkeys((*in_turn, *goodbye, *on_request, *self._answers(), *others)))

    def _answers(self) -> Iterator[str]:
        """Answers to commands that depend on the moment: another exercise, an easier or a harder
        one, the time left."""
        phrasing, ahead = self.style.phrasing, self.timeline.intervals[self.index :]
        longest = max((one.length or 0.0 for one in ahead), default=0.0)
        for interval in ahead:
            if interval.is_work:
                yield phrasing.place(interval)
                for exercise in exercises_of(interval):
                    for slug, easier in ((exercise.easier, True), (exercise.harder, False)):
                        variant = self.lookup(slug) if slug else None
                        if variant is not None:
                            yield from phrasing.variant(variant, easier=easier)
        yield from phrasing.all_remaining(longest)


def greeting_of(timeline: Timeline, style: CoachingStyle, index: int = 0) -> tuple[str, ...]:
    """The texts before the first interval, or before resuming at `index`."""
    if index:
        return _welcome_back(timeline, style, index)
    if style.talk is TalkLevel.MINIMAL:
        return style.notices
    phrasing = style.phrasing
    told = opening(phrasing, timeline)
    return (*style.notices, *told)


def _welcome_back(timeline: Timeline, style: CoachingStyle, index: int) -> tuple[str, ...]:
    phrasing = style.phrasing
    if style.talk is TalkLevel.MINIMAL:
        return (*style.notices, *phrasing.say(Moment.WELCOME_BACK)[:1])
    left = timeline.total - timeline.starts[index]
    welcome = welcome_back(phrasing, timeline.title, left)
    coming = timeline.work_after(index - 1)
    lead = () if coming is None else going_on_with(phrasing, timeline.intervals[coming])
    return (*style.notices, *welcome, *lead)
