"""The session: one run of a timeline, as a pure state machine.

`handle(event, now)` takes an event and returns the effects; `deadline` is the time of the next call
if no event comes. It never reads a clock, so it runs alike live, in a recording, and in a test that
does an hour in milliseconds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from voice_coach.core.cues.cue import LengthOf
from voice_coach.core.events.command import Command
from voice_coach.core.events.facts import ClockJumped, Requested
from voice_coach.core.events.keys import SESSION_KEYS
from voice_coach.core.events.messages import (
    Asked,
    ClipsArrived,
    Effect,
    Event,
    FilledCommand,
    Heard,
    WasStopped,
)
from voice_coach.core.model.exercise import Exercise, HealthCondition
from voice_coach.core.model.history import Ending
from voice_coach.core.model.position import SessionPosition
from voice_coach.core.model.session_view import SessionPhase, SessionView
from voice_coach.core.model.talk_level import TalkLevel
from voice_coach.core.model.timeline import Timeline
from voice_coach.core.model.views import SessionSummary
from voice_coach.core.session.agenda import Due
from voice_coach.core.session.coaching_style import CoachingStyle
from voice_coach.core.session.state import SessionState
from voice_coach.core.session.summary import SummaryBuilder
from voice_coach.core.session.transitions import (
    MOVES,
    UNSURE,
    WHY_NOT,
    Move,
    with_slot,
)
from voice_coach.core.units import Seconds
from voice_coach.core.wording.closing import last_words, stopped

PULSE: Seconds = 1.0
"""Longest time between two calls while its clock runs, so that it notices a standstill."""

JUMP: Seconds = 2.0
"""A call later than this means that the session was not running: a closed lid, a stopped process.
It pauses rather than race through the missed time. Where nobody can say that it is to go on, it
does so by itself, after the count-in."""

_BY_KEY = frozenset({Command.TOGGLE, Command.QUIT})
"""Commands for keys alone."""

_KEY_N = frozenset({Command.NEXT})
"""While it asks, the key N is "no"; the word "next" is no answer."""

_ENTER = _BY_KEY | {Command.DONE}
"""While it is paused, the Enter key resumes; the word "done" would say the opposite."""

_STANDING = (SessionPhase.PAUSED, SessionPhase.CONFIRM_STOP, SessionPhase.CONFIRM_PAIN)


class Session:
    """One run of a timeline."""

    def __init__(
        self,
        timeline: Timeline,
        length_of: LengthOf,
        lookup: Callable[[str], Exercise | None],
        style: CoachingStyle,
        begins: SessionPosition | None = None,
    ) -> None:
        """`begins`: the position at which a broken-off session resumes."""
        self._run = SessionState(timeline, length_of, lookup, style, begins)
        self._summary_builder = SummaryBuilder(begins)
        self.left_at_once = False
        """The athlete left without a goodbye."""
        self._alive: Seconds = 0.0
        """Time of the last call."""

    @property
    def phase(self) -> SessionPhase:
        """The current phase."""
        return self._run.phase

    @property
    def over(self) -> bool:
        """True if nothing more will happen."""
        return self.phase in (SessionPhase.FINISHED, SessionPhase.STOPPED)

    @property
    def hurt(self) -> bool:
        """True while it is stopped because of pain and waits for the result of the questions."""
        return self.phase is SessionPhase.HURT

    @property
    def part_that_hurts(self) -> HealthCondition | None:
        """The part of the body that was said to hurt; None if none was named."""
        return self._run.part_that_hurts

    @property
    def done(self) -> bool:
        """True if the loop should leave it, for good or to ask about pain."""
        return self.over or self.hurt

    keys = SESSION_KEYS
    """The meaning of each key meanwhile."""

    @property
    def armed(self) -> tuple[Asked, ...]:
        """The commands and answers that can be spoken now."""
        if self.done:
            return ()
        by_key = _ENTER if self.phase in _STANDING else _BY_KEY
        by_key |= _KEY_N if self.asking else frozenset()
        return tuple(command for command in self._moves if command not in by_key)

    @property
    def asking(self) -> bool:
        """True while it waits for an answer."""
        return self.phase in (SessionPhase.CONFIRM_STOP, SessionPhase.CONFIRM_PAIN)

    @property
    def deadline(self) -> Seconds | None:
        """The latest time of the next call of `handle`; None: only at an event."""
        if self.over:
            return None
        moments = (self._run.deadline, self._alive + PULSE if self._is_on_the_clock else None)
        return min((moment for moment in moments if moment is not None), default=None)

    @property
    def timeline(self) -> Timeline:
        """The timeline with the athlete's changes."""
        return self._run.timeline

    @property
    def opening(self) -> tuple[str, ...]:
        """The texts that must be rendered before the start; rendering the others is ahead of their
        use."""
        return self._run.texts.greeting[:1]

    @property
    def greeting(self) -> tuple[str, ...]:
        """The texts before the first interval."""
        return self._run.texts.greeting

    @property
    def texts(self) -> tuple[str, ...]:
        """All texts that may be needed and can be known beforehand, in the order of rendering."""
        return self._run.texts.all

    @property
    def notices(self) -> tuple[str, ...]:
        """What is told of the session before its greeting."""
        return self._run.style.notices

    def skip_notices(self) -> None:
        """Begin with the greeting: the notices have been said. Before the start."""
        self._run.style = replace(self._run.style, notices=())

    @property
    def agenda(self) -> tuple[Due, ...]:
        """The texts with their times, as the session runs without interruptions."""
        return self._run.texts.agenda

    @property
    def coming(self) -> tuple[Due, ...]:
        """The texts of the agenda, and those that may turn out to have room in it: each once, with
        its first time, in the order of rendering."""
        return self._run.texts.coming

    @property
    def summary(self) -> tuple[str, ...]:
        """The goodbye."""
        finished = self.phase is SessionPhase.FINISHED
        run = self._run
        if finished:
            return run.goodbye
        return stopped(run.style.phrasing, *run.tally.result[:2])

    @property
    def last_words(self) -> tuple[str, ...]:
        """The words after the questions that follow; empty if they have been said."""
        style = self._run.style
        if not style.questions_follow or style.talk is TalkLevel.MINIMAL:
            return ()
        return last_words(style.phrasing)

    @property
    def result(self) -> SessionSummary:
        """The result of the session."""
        ending = Ending.FINISHED if self.phase is SessionPhase.FINISHED else Ending.STOPPED
        return self._summary_builder.summary(
            self.timeline, ending, self._run.tally.spent, self.summary
        )

    def start(self, now: Seconds) -> tuple[Effect, ...]:
        """Begin with the greeting."""
        self._alive = now
        self._run.open(now)
        return self._run.collect(now)

    def handle(self, event: Event | None, now: Seconds) -> tuple[Effect, ...]:
        """Take an event, or the passing of `deadline`."""
        run = self._run
        self.left_at_once = self.left_at_once or event is Command.QUIT
        if self._jumped(now) or (isinstance(event, WasStopped) and self._is_on_the_clock):
            self._pause_at_last_sign_of_life(now)
        self._alive = now
        run.attend(event, now)
        run.advance(now)
        match event:
            case Command() | FilledCommand():
                self._obey(event, self._moves, now)
            case Heard(Command() | FilledCommand() as asked, _, sure):
                moves = self._moves if sure else UNSURE.get(run.phase, {})
                self._obey(asked, moves, now, event)
            case ClipsArrived() if run.phase is SessionPhase.RUNNING:
                run.refit(now)
        run.advance(now)
        effects = run.collect(now)
        self._summary_builder.follow(effects)
        return effects

    def view(self, now: Seconds) -> SessionView:
        """The session as it is at `now`."""
        run = self._run
        interval, elapsed = run.interval, run.elapsed(now)
        following = run.timeline.work_after(run.index)
        stations = interval.stations
        return SessionView(
            phase=run.phase,
            title=run.timeline.title,
            index=run.index,
            of=len(run.timeline.intervals),
            interval=interval,
            elapsed=elapsed,
            left=None if interval.length is None else max(0.0, interval.length - elapsed),
            total_left=run.total_left(now),
            total=run.timeline.total,
            next_work=None if following is None else run.timeline.intervals[following],
            station=stations[run.station % len(stations)] if stations else None,
            volume=run.style.volume,
            rate=run.style.rate,
        )

    @property
    def _moves(self) -> Mapping[Command, Move]:
        """The commands that can be given now, with their moves."""
        moves = MOVES[self.phase]
        if self._run.moved is not None or Command.UNDO not in moves:
            return moves
        return {command: moves[command] for command in moves if command is not Command.UNDO}

    def _obey(
        self,
        asked: Command | FilledCommand,
        moves: Mapping[Command, Move],
        now: Seconds,
        heard: Heard | None = None,
    ) -> None:
        """Make the move of a command. `heard`: the phrase that gave it; None for a key."""
        run = self._run
        command, slot = (
            (asked.command, asked.slot) if isinstance(asked, FilledCommand) else (asked, None)
        )
        move = moves.get(command)
        said = () if heard is None else (heard.phrase, heard.sure)
        run.ask(Requested(now, command, move is not None, *said))
        if move is None:
            run.notice(f"“{command.value}” does nothing now. {WHY_NOT.get(run.phase, '')}".strip())
        else:
            (move if slot is None else with_slot(move, slot))(run, now)

    @property
    def _is_on_the_clock(self) -> bool:
        """True if standstill would be missed time: not while it waits for the athlete."""
        if self.phase is SessionPhase.RUNNING:
            return self._run.end is not None
        return self.phase in (SessionPhase.OPENING, SessionPhase.COUNT_IN)

    def _jumped(self, now: Seconds) -> bool:
        deadline = self.deadline
        return self._is_on_the_clock and deadline is not None and now > deadline + JUMP

    def _pause_at_last_sign_of_life(self, now: Seconds) -> None:
        run = self._run
        run.ask(ClockJumped(now, now - self._alive))
        length = run.interval.length
        offset = run.elapsed(self._alive)
        run.halt(now, offset if length is None else min(offset, length), self._alive)
        if run.style.attended:
            run.say(now, (run.style.hints.clock_jumped,))
        else:
            self._moves[Command.RESUME](run, now)
