"""The state of a session: its place in the timeline, and the cues that are laid out.

This is the mechanism: entering and leaving intervals, stopping and going on, and placing cues. The
effect of each command is in `transitions`; the calls come from `session`.

One origin: an interval begins at the end of the one before it, never at `now`. Pausing moves the
origin, and nothing else does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from voice_coach.core.cues.barge_in import BargeIn
from voice_coach.core.cues.cue import Cue, LengthOf, Priority
from voice_coach.core.cues.cue_plan import cues_of, end_of, said_after, with_room
from voice_coach.core.cues.cue_schedule import LEAD, MARGIN, SOON, Schedule
from voice_coach.core.cues.passage import HOLD_LEFT_EARLY
from voice_coach.core.cues.variety import SaidBefore
from voice_coach.core.events.facts import (
    AT_ONCE,
    Ended,
    Entered,
    Halted,
    Left,
    SessionStarted,
    TakenBack,
    outcome_of,
)
from voice_coach.core.events.messages import Effect, Event, Notice, SetVolume, Silence, Want
from voice_coach.core.model.exercise import Exercise, HealthCondition
from voice_coach.core.model.history import Ending, IntervalOutcome
from voice_coach.core.model.lead_in import GAP
from voice_coach.core.model.position import UNDO_WITHIN, Moved, SessionPosition
from voice_coach.core.model.session_view import SessionPhase
from voice_coach.core.model.talk_level import TalkLevel
from voice_coach.core.model.timeline import Interval, Timeline, exercises_of
from voice_coach.core.model.tone import Tone
from voice_coach.core.session.agenda import OPENING_PAUSE, Due, agenda_of
from voice_coach.core.session.best_sets import DoneSet, best_sets
from voice_coach.core.session.coaching_style import CoachingStyle
from voice_coach.core.session.offers import after_leaving
from voice_coach.core.session.prerender import coming, greeting_of, session_texts
from voice_coach.core.units import Seconds
from voice_coach.core.wording.closing import finished, stopped
from voice_coach.core.wording.phrasebook import COUNTDOWN
from voice_coach.core.wording.progress_told import Achievement

_RENDERING: Seconds = 0.4
"""Time for the speech engine to render an answer that could not be rendered ahead."""

_COUNT_IN: Seconds = 3.0 + GAP
"""Time from "three" to the moment counted to."""


@dataclass(slots=True)
class _Reply:
    """An answer to the athlete that has not begun to be said."""

    forms: tuple[str, ...]
    delay: Seconds
    timely: bool
    at: Seconds | None = None
    """Its time in the schedule; None while it has no place."""


class SessionState:
    """The state of one session and the steps it is made of."""

    def __init__(
        self,
        timeline: Timeline,
        length_of: LengthOf,
        lookup: Callable[[str], Exercise | None],
        style: CoachingStyle,
        begins: SessionPosition | None = None,
    ) -> None:
        """`begins`: the position at which a broken-off session resumes."""
        self.timeline = timeline
        self.lookup = lookup
        self.style = style
        self.phase = SessionPhase.READY
        self.index = 0
        self.station = 0
        """Stations done of the current AMRAP."""
        self.offset: Seconds = 0.0
        """Seconds into the interval at which the clock stopped."""
        self.until: Seconds | None = None
        """End of a phase that lasts a limited time; None otherwise."""
        self._stay: Seconds = 0.0
        """Silence required after the last word before the phase ends."""
        self.spent: Seconds = 0.0
        """Time in intervals that are over."""
        self.done: set[str] = set()
        """Exercises of which at least one set was done."""
        self._sets: dict[int, DoneSet] = {}
        """The sets that were done, by the number of intervals that were over before each."""
        self._left = 0
        """Number of intervals that are over."""
        self._since: Seconds | None = None
        """Time at which the interval was first entered; None: not yet begun."""
        self.moved: Moved | None = None
        """The last move that can be undone."""
        self.part_that_hurts: HealthCondition | None = None
        """The part of the body that was said to hurt; None if none was named."""
        self.paused_before = False
        """It was paused when it asked about pain."""
        self.schedule = Schedule(length_of)
        self._barge_in = BargeIn(self.schedule)
        self._length_of = length_of
        self._began: Seconds = 0.0
        self._laid = -1
        self._answer: _Reply | None = None
        if begins is not None:
            self.index, self.spent = begins.index, begins.spent
            self.done, self._left = set(begins.done), begins.left
        self._first = self.index
        self._said: dict[int, frozenset[str]] = {}
        """Texts said since the last work as each interval ended, by its index."""
        self._before = SaidBefore()
        self._spare_lane = -1
        self._ending = SessionPhase.FINISHED
        self._out: list[Effect] = []

    # --- where it stands ----------------------------------------------------------------

    @property
    def interval(self) -> Interval:
        """The current interval, or the last one if all are over."""
        return self.timeline.intervals[min(self.index, len(self.timeline.intervals) - 1)]

    @property
    def end(self) -> Seconds | None:
        """The end of this interval; None while that depends on the athlete."""
        length = self.interval.length
        return None if length is None else self._began + length

    @property
    def deadline(self) -> Seconds | None:
        """The time of the next thing due; None if there is none."""
        until = None if self._waits_for_silence else self.until
        moments = [until, self.schedule.next_due, self._barge_in.deadline]
        if self.moved is not None:
            moments.append(self.moved.until)
        if self.phase is SessionPhase.RUNNING and (end := self.end) is not None:
            moments.append(end if self._laid > self.index else end - LEAD)
        return min((moment for moment in moments if moment is not None), default=None)

    @property
    def _is_standing(self) -> bool:
        return self.phase not in (SessionPhase.RUNNING, SessionPhase.COUNT_IN)

    @property
    def _waits_for_silence(self) -> bool:
        """True while somebody speaks in a phase that waits for silence: its end is put off."""
        return self._is_standing and self._barge_in.on

    @property
    def greeting(self) -> tuple[str, ...]:
        """The texts before it begins or resumes."""
        return greeting_of(self.timeline, self.style, self._first)

    @property
    def script(self) -> tuple[str, ...]:
        """All texts that may be needed from here on, in the order of rendering."""
        return self._texts(self._coming(self.index))

    @property
    def opening_script(self) -> tuple[str, ...]:
        """The same, with the greeting."""
        return self._texts(self.coming)

    @property
    def coming(self) -> tuple[Due, ...]:
        """The texts from the greeting on, each once, in the order of rendering."""
        return self._coming(self._first, self.greeting)

    def _coming(self, index: int, greeting: tuple[str, ...] = ()) -> tuple[Due, ...]:
        return coming(greeting, self.timeline, self.style, self._length_of, index)

    def _texts(self, dues: tuple[Due, ...]) -> tuple[str, ...]:
        return session_texts(dues, self.timeline, self.style, self.lookup, self.index)

    @property
    def agenda(self) -> tuple[Due, ...]:
        """The texts from the greeting on, with their times."""
        phrasing = self.style.phrasing
        return agenda_of(self.greeting, self.timeline, phrasing, self._length_of, self._first)

    def begin(self, at: Seconds) -> None:
        """Begin the first interval of this run."""
        self.enter(self._first, at)

    def elapsed(self, now: Seconds) -> Seconds:
        """Time spent in this interval."""
        return max(0.0, now - self._began) if self.phase is SessionPhase.RUNNING else self.offset

    def place(self, now: Seconds) -> SessionPosition:
        """The position at `now`."""
        return SessionPosition(
            timeline=self.timeline,
            index=self.index,
            station=self.station,
            offset=self.elapsed(now),
            spent=self.spent,
            done=frozenset(self.done),
            left=self._left,
            since=self._since,
        )

    def total_left(self, now: Seconds) -> Seconds:
        """Time left in the whole session."""
        if self.index >= len(self.timeline.intervals):
            return 0.0
        here = max(0.0, self.interval.expected - self.elapsed(now))
        return here + sum(one.expected for one in self.timeline.intervals[self.index + 1 :])

    # --- moving through the timeline ----------------------------------------------------

    def open(self, now: Seconds) -> None:
        """Greet; the first interval begins after the greeting."""
        greeting = self.greeting
        self.ask(Want(self.opening_script))
        self.ask(SetVolume(self.style.volume))
        self.ask(SessionStarted(now, self.timeline, self._first))
        self.phase = SessionPhase.OPENING
        self.say(now, greeting)
        self.stay(now, OPENING_PAUSE)

    def stay(self, now: Seconds, seconds: Seconds) -> None:
        """Let this phase last until there was silence for `seconds`."""
        self._stay = seconds
        self.until = max(now, self.schedule.busy_until) + seconds

    def attend(self, event: Event | None, now: Seconds) -> None:
        """Be silent while somebody speaks, then say again what was interrupted."""
        effects, speaks_again = self._barge_in.attend(event, now, standing=self._is_standing)
        self._out.extend(effects)
        if speaks_again and self._is_standing and self.until is not None:
            self.stay(now, self._stay)

    def advance(self, now: Seconds) -> None:
        """Do everything that has come due by `now`."""
        if self.moved is not None and now >= self.moved.until:
            self.moved = None
        if self.until is not None and now >= self.until and not self._waits_for_silence:
            due, self.until = self.until, None
            self._phase_over(due)
        while self.phase is SessionPhase.RUNNING and (end := self.end) is not None:
            if now >= end - LEAD and self._laid == self.index:
                self._lay_ahead(end)
            if now < end:
                return
            self.leave(end, done=True)
            self.enter(self.index + 1, end)

    def _phase_over(self, due: Seconds) -> None:
        match self.phase:
            case SessionPhase.OPENING:
                self.begin(due)
            case SessionPhase.COUNT_IN:
                self.phase = SessionPhase.RUNNING
                self._entered(due)
            case SessionPhase.CONFIRM_STOP:
                self.close(due, SessionPhase.STOPPED)
            case SessionPhase.CLOSING:
                self.phase = self._ending

    def enter(self, index: int, at: Seconds) -> None:
        """Begin the interval `index` at `at`; after the last one, say goodbye."""
        if index == len(self.timeline.intervals):
            if self._laid != index:
                self._lay_goodbye(at, self.spent, len(self.done), best_sets(self._sets.values()))
            self.index = index
            self.close(at, SessionPhase.FINISHED)
            return
        if self._laid != index:
            self._lay(index, at)
        self.index, self._began, self.offset, self.station = index, at, 0.0, 0
        if index == len(self.timeline.intervals) - 1:
            self.ask(Want(finished(self.style.phrasing, *self._result)))
        self.schedule.forget_before(index)
        self.phase = SessionPhase.RUNNING
        self._entered(at)

    def leave(self, now: Seconds, *, done: bool, onward: bool = True) -> None:
        """Record the interval that is being left, done or not. `onward`: it will not come again, so
        that work that was hardly begun, or not at all, is skipped."""
        spent, interval = self.elapsed(now), self.interval
        self.spent += spent
        if done:
            self.done |= {exercise.slug for exercise in exercises_of(interval)}
            self._sets[self._left] = (interval, spent)
        begun = self._since is not None
        outcome = outcome_of(spent, done=done)
        counts = (begun and (onward or spent >= AT_ONCE)) or (onward and interval.is_work)
        self.ask(
            Left(
                at=now,
                index=self.index,
                number=self._left if counts else None,
                interval=interval,
                began=now if self._since is None else self._since,
                spent=spent,
                outcome=outcome,
                station=self.station,
            )
        )
        self._left += counts
        self._since = None
        if not done and interval.is_work:
            said = self._said.get(self.index, frozenset())
            self._said[self.index] = said | {HOLD_LEFT_EARLY}
        if outcome is IntervalOutcome.SHORTENED and interval.exercise is not None:
            self._offer_easier(interval.exercise)

    def _offer_easier(self, exercise: Exercise) -> None:
        """Offer its easier variant when a hold that was left early comes again."""
        occasion = after_leaving(self.style.occasion, exercise, self.lookup)
        if occasion is self.style.occasion:
            return
        self.style = replace(self.style, occasion=occasion)
        ways = self.style.phrasing.offer_easier(exercise.slug)
        self.ask(Want(tuple(text for forms in ways for text in forms)))

    def halt(self, now: Seconds, offset: Seconds, stood_since: Seconds | None = None) -> None:
        """Stop the clock at `offset` of this interval, and fall silent. `stood_since`: time at
        which the clock stopped, if before `now`."""
        if self.phase is SessionPhase.RUNNING:
            self.ask(Halted(now if stood_since is None else stood_since))
        self.silence(now)
        self.phase, self.offset, self.until = SessionPhase.PAUSED, offset, None

    def follow(self, now: Seconds, *, done: bool) -> None:
        """End this interval now; the next one begins at once."""
        self.silence(now)
        self.leave(now, done=done)
        self.enter(self.index + 1, now + MARGIN)

    def go(self, index: int, now: Seconds) -> None:
        """Jump to the start of `index`: paused if it is paused, otherwise after a count-in."""
        stands = self.phase in (SessionPhase.PAUSED, SessionPhase.CONFIRM_STOP)
        self.leave(now, done=False, onward=index > self.index)
        self.index, self.station = index, 0
        self.halt(now, 0.0)
        self.schedule.forget_from(index)
        # From here other texts are needed first.
        self.ask(Want(self.script))
        if stands:
            self.say(now, (self.style.phrasing.place(self.interval),))
        else:
            self.count_in(now)

    def remember(self, origin: SessionPosition, now: Seconds) -> None:
        """Allow undoing the command that has just moved the session from `origin`."""
        self.moved = Moved(origin, now + UNDO_WITHIN)

    def return_to(self, place: SessionPosition, now: Seconds) -> None:
        """Return to `place`: paused if it is paused, otherwise after a count-in."""
        stands = self.phase is SessionPhase.PAUSED
        self.timeline, self.index, self.station = place.timeline, place.index, place.station
        self.spent, self.done = place.spent, set(place.done)
        self.moved = self._answer = None
        self._left, self._since = place.left, place.since
        self._sets = {left: one for left, one in self._sets.items() if left < place.left}
        self.ask(TakenBack(now, place.index, place.offset, place.left))
        self.halt(now, place.offset)
        self.schedule.forget_from(self.index)
        words = self.style.phrasing.place(self.interval, again=True)
        if stands:
            self.say(now, (words,))
        else:
            self.count_in(now, words)

    def count_in(self, now: Seconds, words: str = "") -> None:
        """Go on at the current place, after `words` (by default, the name of the exercise) and
        "three, two, one"."""
        self.silence(now)
        words = words or self.style.phrasing.place(self.interval)
        spoken = self.style.talk is not TalkLevel.MINIMAL
        wait = SOON + GAP + _COUNT_IN + (self._length_of(words) + GAP if spoken else 0.0)
        cues = [
            Cue(Priority.COUNTDOWN, wait - before, (word,))
            for before, word in zip((3, 2, 1), COUNTDOWN, strict=True)
        ]
        if spoken:
            self.ask(Want((words, *COUNTDOWN)))
            cues.append(Cue(Priority.REPLY, SOON, (words,), latest=SOON + GAP, timely=True))
        length = self.style.phrasing.tone_length(Tone.START)
        if self.offset > 0 and self.interval.is_work:
            cues.append(Cue(Priority.CHANGE, wait, tone=Tone.START, tone_length=length))
        self.lay_aside(cues, now, wait + max(1.0, length))
        self.phase, self.until = SessionPhase.COUNT_IN, now + wait
        self._began = now + wait - self.offset
        self._said[self.index - 1] = self._said.get(self.index - 1, frozenset()) | {words}
        self._lay(self.index, self._began, self.offset)

    def begin_after(self, words: tuple[str, ...], index: int, now: Seconds) -> None:
        """After an interruption say `words`, then begin interval `index` from its start, with all
        that leads into the next work, be it said before or not."""
        self.index, self.station = index, 0
        self._said[index - 1] = frozenset({HOLD_LEFT_EARLY})
        self.halt(now, 0.0)
        self.schedule.forget_from(index)
        self.say(now, words)
        self.phase = SessionPhase.COUNT_IN
        self.until = self._began = max(now, self.schedule.busy_until) + GAP
        self._lay(index, self._began)

    def close(self, now: Seconds, ending: SessionPhase) -> None:
        """Say goodbye; the session is over after that."""
        self._over(ending, now)
        self.phase, self._ending = SessionPhase.CLOSING, ending
        if ending is SessionPhase.STOPPED:
            self.say(now, stopped(self.style.phrasing, self.spent, len(self.done)))
        self.stay(now, 0.2)

    def end_now(self, now: Seconds, ending: SessionPhase) -> None:
        """End at once, without a word."""
        self.silence(now)
        self.until = None
        if self.phase is not SessionPhase.CLOSING:
            if self._since is not None:
                self.leave(now, done=False, onward=False)
            self._ending = ending
            self._over(ending, now)
        self.phase = self._ending

    # --- being heard --------------------------------------------------------------------

    def say(self, now: Seconds, texts: tuple[str, ...]) -> None:
        """Say `texts` one after the other, after the current words, while the clock is stopped."""
        self.ask(Want(texts))
        self.lay_aside(_in_turn(texts, SOON), now, 120.0)

    def reply(
        self,
        now: Seconds,
        forms: tuple[str, ...],
        *,
        rendered: bool = False,
        timely: bool = False,
    ) -> None:
        """Answer the athlete in the next gap, without touching the clock. `rendered`: the words
        were among `texts`, so that their clip exists. `timely`: they are true for a short time
        only."""
        if self.phase is not SessionPhase.RUNNING:
            self.say(now, forms[:1])
            return
        if not rendered:
            self.ask(Want(forms))
        self._answer = _Reply(forms, 0.0 if rendered else _RENDERING, timely)
        self.refit(now)

    def silence(self, now: Seconds) -> None:
        """Fall silent, and drop all waiting cues."""
        self.ask(Silence())
        self.schedule.silence(now)
        # Cues laid ahead are dropped; before the first interval, none were laid.
        self._laid = min(self._laid, self.index)

    def refit(self, now: Seconds) -> None:
        """Fit the rest of the interval again, after a change of time, lengths or wishes."""
        self.ask(self.schedule.withdraw(now))
        answer = self._answer
        if answer is not None and answer.at is not None:
            self._answer = None if answer.at < now + MARGIN else answer
            answer.at = None
        self._lay(self.index, self._began, now + MARGIN - self._began)

    def _lay(self, index: int, began: Seconds, start: Seconds = 0.0) -> None:
        """Fit the cues of interval `index` from `start` on."""
        said = self._said.get(index - 1, frozenset())
        phrasing = self.style.phrasing
        self.timeline = with_room(self.timeline, index, phrasing, said, self._length_of)
        fresh = cues_of(self.timeline, index, phrasing, said)
        cues = self._before.varied(index, began, fresh)
        end = end_of(self.timeline.intervals[index])
        answer = self._answer_cue(max(start, 0.0))
        fitting = self.schedule.lay(index, (*cues, *answer), began, end, start)
        self._before.note(index, began, fitting)
        for placed in fitting.placed:
            if self._answer is not None and placed.cue in answer:
                self._answer.at = began + placed.at
        interval = self.timeline.intervals[index]
        before = said | self._said.get(index, frozenset())
        self._said[index] = said_after(interval, before, fitting)
        self._laid = index

    def _answer_cue(self, start: Seconds) -> tuple[Cue, ...]:
        answer = self._answer
        if answer is None or answer.at is not None:
            return ()
        at = start + answer.delay
        return (Cue(Priority.REPLY, at, answer.forms, latest=at + 8.0, timely=answer.timely),)

    def _lay_ahead(self, end: Seconds) -> None:
        """Fit the next interval, as if this one runs to its end."""
        if self.index + 1 < len(self.timeline.intervals):
            self._lay(self.index + 1, end)
            return
        self._lay_goodbye(end, *self._result)

    @property
    def _result(self) -> tuple[Seconds, int, dict[str, Achievement]]:
        """The total time, the number of exercises and the most of each, as they will be after this
        interval."""
        done = self.done | {exercise.slug for exercise in exercises_of(self.interval)}
        length = self.interval.expected
        best = best_sets((*self._sets.values(), (self.interval, length)))
        return self.spent + length, len(done), best

    @property
    def goodbye(self) -> tuple[str, ...]:
        """The goodbye after a whole session."""
        return finished(
            self.style.phrasing, self.spent, len(self.done), best_sets(self._sets.values())
        )

    def _lay_goodbye(
        self, at: Seconds, spent: Seconds, exercises: int, best: Mapping[str, Achievement]
    ) -> None:
        words = finished(self.style.phrasing, spent, exercises, best)
        self.ask(Want(words))
        length = self.style.phrasing.tone_length(Tone.FINISH)
        tone = Cue(Priority.CHANGE, 0.0, tone=Tone.FINISH, tone_length=length)
        begin = max(1.0, length + GAP)
        spoken = () if self.style.talk is TalkLevel.MINIMAL else _in_turn(words, begin)
        lane = len(self.timeline.intervals)
        self.schedule.lay(lane, (tone, *spoken), at, 60.0)
        self._laid = lane

    def lay_aside(self, cues: Iterable[Cue], now: Seconds, end: Seconds) -> None:
        """Lay cues that belong to no interval, around all others."""
        self._spare_lane -= 1
        self.schedule.lay(self._spare_lane, cues, now, end)

    # --- telling the world --------------------------------------------------------------

    def ask(self, effect: Effect) -> None:
        """Add an effect."""
        self._out.append(effect)

    def notice(self, text: str) -> None:
        """Show a text without saying it."""
        self.ask(Notice(text))

    def collect(self, now: Seconds) -> tuple[Effect, ...]:
        """All effects since the last call, and the sounds that are due."""
        out, self._out = self._out, []
        return (*out, *self.schedule.hand_over(now))

    def _over(self, ending: SessionPhase, at: Seconds) -> None:
        is_whole = ending is SessionPhase.FINISHED
        self.ask(Ended(at, Ending.FINISHED if is_whole else Ending.STOPPED, self.spent))

    def _entered(self, at: Seconds) -> None:
        if self._since is None:
            self._since = at
        self.ask(
            Entered(at, self.timeline, self.index, self.offset, self.spent, frozenset(self.done))
        )


def _in_turn(texts: tuple[str, ...], at: Seconds) -> tuple[Cue, ...]:
    """Cues one after the other from `at` on."""
    return tuple(Cue(Priority.REPLY, at, (text,), latest=at + 60.0) for text in texts)
