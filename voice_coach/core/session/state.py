"""The state of a session: its phase, and its place in the timeline.

This is the mechanism: entering and leaving intervals, stopping and going on, and when to speak. The
effect of each command is in `transitions`; the calls come from `session`. What has been done is
counted in `tally`, and the cues are laid out by `laid_cues`.

One origin: an interval begins at the end of the one before it, never at `now`. Pausing moves the
origin, and nothing else does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from voice_coach.core.cues.barge_in import BargeIn
from voice_coach.core.cues.cue import Cue, LengthOf
from voice_coach.core.cues.cue_schedule import LEAD, MARGIN, Schedule
from voice_coach.core.events.facts import Ended, Entered, Halted, SessionStarted, TakenBack
from voice_coach.core.events.messages import Effect, Event, Notice, SetVolume, Want
from voice_coach.core.events.playback import Silence
from voice_coach.core.model.exercise import Exercise, HealthCondition
from voice_coach.core.model.history import Ending, IntervalOutcome
from voice_coach.core.model.lead_in import GAP
from voice_coach.core.model.position import UNDO_WITHIN, Moved, SessionPosition
from voice_coach.core.model.session_view import SessionPhase
from voice_coach.core.model.talk_level import TalkLevel
from voice_coach.core.model.timeline import Interval, Timeline
from voice_coach.core.session.agenda import OPENING_PAUSE
from voice_coach.core.session.coaching_style import CoachingStyle
from voice_coach.core.session.laid_cues import LaidCues
from voice_coach.core.session.offers import after_leaving
from voice_coach.core.session.prerender import SessionTexts
from voice_coach.core.session.tally import Result, Tally
from voice_coach.core.units import Seconds
from voice_coach.core.wording.closing import finished, stopped
from voice_coach.core.wording.phrasebook import COUNTDOWN

_RENDERING: Seconds = 0.4
"""Time for the speech engine to render an answer that could not be rendered ahead."""


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
        self.index = 0 if begins is None else begins.index
        self.station = 0
        """Stations done of the current AMRAP."""
        self.offset: Seconds = 0.0
        """Seconds into the interval at which the clock stopped."""
        self.until: Seconds | None = None
        """End of a phase that lasts a limited time; None otherwise."""
        self._stay: Seconds = 0.0
        """Silence required after the last word before the phase ends."""
        self.tally = Tally(begins)
        self.moved: Moved | None = None
        """The last move that can be undone."""
        self.part_that_hurts: HealthCondition | None = None
        """The part of the body that was said to hurt; None if none was named."""
        self.paused_before = False
        """It was paused when it asked about pain."""
        self.schedule = Schedule(length_of)
        self._cues = LaidCues(self.schedule, length_of)
        self._barge_in = BargeIn(self.schedule)
        self._length_of = length_of
        self._began: Seconds = 0.0
        self._first = self.index
        self._script_due: Seconds | None = None
        """When the texts of the whole session are to be wanted; None once they are."""
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
        moments = [until, self.schedule.next_due, self._barge_in.deadline, self._script_due]
        if self.moved is not None:
            moments.append(self.moved.until)
        if self.phase is SessionPhase.RUNNING and (end := self.end) is not None:
            moments.append(end if self._cues.latest > self.index else end - LEAD)
        return min((moment for moment in moments if moment is not None), default=None)

    @property
    def _is_standing(self) -> bool:
        return self.phase not in (SessionPhase.RUNNING, SessionPhase.COUNT_IN)

    @property
    def _waits_for_silence(self) -> bool:
        """True while somebody speaks in a phase that waits for silence: its end is put off."""
        return self._is_standing and self._barge_in.on

    @property
    def texts(self) -> SessionTexts:
        """The texts from the beginning of this run on."""
        return self._texts_from(self._first)

    @property
    def script(self) -> tuple[str, ...]:
        """All texts that may be needed from here on, in the order of rendering."""
        return self._texts_from(self.index).after_greeting

    def _texts_from(self, index: int) -> SessionTexts:
        return SessionTexts(self.timeline, self.style, self.lookup, self._length_of, index)

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
            spent=self.tally.spent,
            done=self.tally.exercises,
            left=self.tally.left,
            since=self.tally.since,
        )

    def total_left(self, now: Seconds) -> Seconds:
        """Time left in the whole session."""
        if self.index >= len(self.timeline.intervals):
            return 0.0
        here = max(0.0, self.interval.expected - self.elapsed(now))
        return here + sum(one.expected for one in self.timeline.intervals[self.index + 1 :])

    # --- moving through the timeline ----------------------------------------------------

    def open(self, now: Seconds) -> None:
        """Greet; the first interval begins after the greeting. What else will be said is found out
        once the greeting is handed over: that takes a while, and would delay the first word."""
        greeting = self.texts.greeting
        self.ask(Want(greeting))
        self._script_due = now
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
        if self._script_due is not None:
            self._script_due = None
            self.ask(Want(self.texts.all))
        if self.moved is not None and now >= self.moved.until:
            self.moved = None
        if self.until is not None and now >= self.until and not self._waits_for_silence:
            due, self.until = self.until, None
            self._phase_over(due)
        while self.phase is SessionPhase.RUNNING and (end := self.end) is not None:
            if now >= end - LEAD and self._cues.latest == self.index:
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
            if self._cues.latest != index:
                self._lay_goodbye(at, self.tally.result)
            self.index = index
            self.close(at, SessionPhase.FINISHED)
            return
        if self._cues.latest != index:
            self._lay(index, at)
        self.index, self._began, self.offset, self.station = index, at, 0.0, 0
        if index == len(self.timeline.intervals) - 1:
            self.ask(Want(self._goodbye(self.tally.result_after(self.interval))))
        self.schedule.forget_before(index)
        self.phase = SessionPhase.RUNNING
        self._entered(at)

    def leave(self, now: Seconds, *, done: bool, onward: bool = True) -> None:
        """Record the interval that is being left, done or not. `onward`: it will not come again, so
        that work that was hardly begun, or not at all, is skipped."""
        interval = self.interval
        left = self.tally.leave(self.place(now), interval, now, done=done, onward=onward)
        self.ask(left)
        if not done and interval.is_work:
            self._cues.note_left_early(self.index)
        if left.outcome is IntervalOutcome.SHORTENED and interval.exercise is not None:
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
        self.tally.return_to(place)
        self.moved = None
        self._cues.drop_answer()
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
        if spoken:
            self.ask(Want((words, *COUNTDOWN)))
        starts = self.offset > 0 and self.interval.is_work
        phrasing = self.style.phrasing
        wait = self._cues.lay_count_in(words if spoken else "", phrasing, now, tone=starts)
        self.phase, self.until = SessionPhase.COUNT_IN, now + wait
        self._began = now + wait - self.offset
        self._cues.note_said(self.index, words)
        self._lay(self.index, self._began, self.offset)

    def begin_after(self, words: tuple[str, ...], index: int, now: Seconds) -> None:
        """After an interruption say `words`, then begin interval `index` from its start, with all
        that leads into the next work, be it said before or not."""
        self.index, self.station = index, 0
        self._cues.forget_lead_in(index)
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
            self.say(now, stopped(self.style.phrasing, *self.tally.result[:2]))
        self.stay(now, 0.2)

    def end_now(self, now: Seconds, ending: SessionPhase) -> None:
        """End at once, without a word."""
        self.silence(now)
        self.until = None
        if self.phase is not SessionPhase.CLOSING:
            if self.tally.since is not None:
                self.leave(now, done=False, onward=False)
            self._ending = ending
            self._over(ending, now)
        self.phase = self._ending

    # --- being heard --------------------------------------------------------------------

    def say(self, now: Seconds, texts: tuple[str, ...]) -> None:
        """Say `texts` one after the other, after the current words, while the clock is stopped."""
        self.ask(Want(texts))
        self._cues.lay_in_turn(texts, now)

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
        self._cues.answer(forms, 0.0 if rendered else _RENDERING, timely=timely)
        self.refit(now)

    def silence(self, now: Seconds) -> None:
        """Fall silent, and drop all waiting cues."""
        self.ask(Silence())
        self._cues.silence(self.index, now)

    def refit(self, now: Seconds) -> None:
        """Fit the rest of the interval again, after a change of time, lengths or wishes."""
        self.ask(self._cues.withdraw(now))
        self._lay(self.index, self._began, now + MARGIN - self._began)

    def _lay(self, index: int, began: Seconds, start: Seconds = 0.0) -> None:
        self.timeline = self._cues.lay(self.timeline, index, self.style.phrasing, began, start)

    def _lay_ahead(self, end: Seconds) -> None:
        """Fit the next interval, as if this one runs to its end."""
        if self.index + 1 < len(self.timeline.intervals):
            self._lay(self.index + 1, end)
        else:
            self._lay_goodbye(end, self.tally.result_after(self.interval))

    def _lay_goodbye(self, at: Seconds, result: Result) -> None:
        words = self._goodbye(result)
        self.ask(Want(words))
        spoken = () if self.style.talk is TalkLevel.MINIMAL else words
        lane = len(self.timeline.intervals)
        self._cues.lay_goodbye(lane, spoken, self.style.phrasing, at)

    @property
    def goodbye(self) -> tuple[str, ...]:
        """The goodbye after a whole session."""
        return self._goodbye(self.tally.result)

    def _goodbye(self, result: Result) -> tuple[str, ...]:
        return finished(self.style.phrasing, *result)

    def lay_aside(self, cues: Iterable[Cue], now: Seconds, end: Seconds) -> None:
        """Lay cues that belong to no interval, around all others."""
        self._cues.lay_aside(cues, now, end)

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
        self.ask(Ended(at, Ending.FINISHED if is_whole else Ending.STOPPED, self.tally.spent))

    def _entered(self, at: Seconds) -> None:
        tally = self.tally
        tally.enter(at)
        self.ask(Entered(at, self.timeline, self.index, self.offset, tally.spent, tally.exercises))
