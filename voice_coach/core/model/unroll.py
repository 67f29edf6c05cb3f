"""Unrolling: from the routine as written to the timeline as it will run.

Three rules apply. The rest that belongs to a step stands between two works, never at the end, and
gives way to a rest written as a step or between rounds; those add up. Each step has at least its
`prepare` before it, of which the preceding rest counts as a part. Each work has time before it to
be announced (see `lead_in`).
"""

from __future__ import annotations

from dataclasses import replace

from voice_coach.core.model.exercise import SideMode
from voice_coach.core.model.lead_in import USUAL_RATE, with_lead_in
from voice_coach.core.model.routine import (
    Amrap,
    Block,
    BlockName,
    Circuit,
    CueAnchor,
    CustomCue,
    Every,
    LeadIn,
    Pace,
    Rest,
    Routine,
    RoutineNode,
    Sides,
    Step,
    Work,
)
from voice_coach.core.model.timeline import (
    ONCE,
    Interval,
    IntervalKind,
    NthOf,
    Side,
    Station,
    Timeline,
)
from voice_coach.core.units import Seconds, Tempo

SWITCH: Seconds = 5.0
"""Time to change sides: to roll over and set up again."""

OWN_PACE = Tempo(out=2, pause=0, back=2)
"""Assumed for an exercise without a tempo: an unhurried rep."""

SELF_PACED_MARGIN: Seconds = 5.0
"""Added to the estimate of a self-paced set: nobody starts and ends on the beat."""


def unroll(routine: Routine, rate: int = USUAL_RATE) -> Timeline:
    """Lay a routine out in time, for a voice of `rate` words a minute."""
    unrolling = _Unrolling()
    for block in routine.blocks:
        unrolling.enter(block)
    unrolling.end()
    as_written = routine.lead_in is LeadIn.STRICT
    intervals = tuple(unrolling.intervals)
    return with_lead_in(Timeline(routine.name, intervals, as_written, routine.countdown), rate)


def counted_tempo(step: Step, work: Work) -> Tempo:
    """The beat of a step's reps. Held reps pause for the hold."""
    tempo = step.exercise.tempo or OWN_PACE
    if work.seconds is None:
        return tempo
    return Tempo(tempo.out, work.seconds, tempo.back)


class _Unrolling:
    def __init__(self) -> None:
        self.intervals: list[Interval] = []
        self._block = BlockName.MAIN
        self._rest: Rest | None = None
        """Rest before the next work."""
        self._is_written = False
        """True if that rest was written as a step or between rounds."""

    def enter(self, block: Block) -> None:
        self._block = block.name
        if block.spoken is not None:
            self._write_rest(block.spoken)
        self.nodes(block.nodes, ONCE)

    def nodes(self, nodes: tuple[RoutineNode, ...], round_: NthOf) -> None:
        for node in nodes:
            match node:
                case Step():
                    self._step(node, round_)
                case Rest():
                    self._write_rest(node)
                case Circuit():
                    self._circuit(node)
                case Every():
                    self._every(node)
                case Amrap():
                    self._amrap(node)

    def _circuit(self, circuit: Circuit) -> None:
        if circuit.spoken is not None:
            self._write_rest(circuit.spoken)
        for number in range(1, circuit.rounds + 1):
            first = len(self.intervals)
            self.nodes(circuit.steps, NthOf(number, circuit.rounds))
            self._say_in_round(circuit.cues, number, first)
            if number < circuit.rounds and circuit.rest_between is not None:
                self._write_rest(Rest(circuit.rest_between))

    def _say_in_round(self, cues: tuple[CustomCue, ...], number: int, first: int) -> None:
        """Put the cues of a circuit into the works of a round that begins at `first`; those at its
        start into the gap before them, if there is one."""
        works = [at for at in range(first, len(self.intervals)) if self.intervals[at].is_work]
        free = [cue for cue in cues if not cue.placed]
        placed = [cue for cue in cues if cue.placed]
        if free:
            placed.append(replace(free[(number - 1) % len(free)], placed=True))
        for cue in placed:
            at, said = works[-1] if cue.anchor is CueAnchor.END else works[0], cue
            if cue in cues and _is_at_start(cue) and at and not self.intervals[at - 1].is_work:
                at, said = at - 1, replace(cue, anchor=CueAnchor.LEAD)
            interval = self.intervals[at]
            self.intervals[at] = replace(interval, cues=(*interval.cues, said))

    def _write_rest(self, rest: Rest) -> None:
        before = self._rest if self._is_written or rest.adds else None
        if before is not None:
            adds = before.adds and rest.adds
            rest = Rest(before.length + rest.length, (*before.cues, *rest.cues), adds=adds)
        self._rest, self._is_written = rest, True

    def _own_rest(self, length: Seconds) -> None:
        self._rest, self._is_written = Rest(length), False

    def _step(self, step: Step, round_: NthOf) -> None:
        for number, work in enumerate(step.sets, start=1):
            self._gap(step.prepare if number == 1 else 0.0)
            self._set(step, work, NthOf(number, len(step.sets)), round_)
            self._own_rest(step.rest)

    def _every(self, every: Every) -> None:
        times = max(1, int(every.length // every.interval))
        for number in range(1, times + 1):
            step = every.steps[(number - 1) % len(every.steps)]
            if number == 1:
                self._gap(step.prepare)
            if step.pace is Pace.SELF:
                self._window(step, every.interval, NthOf(number, times))
                continue
            first = len(self.intervals)
            self._set(step, step.sets[0], ONCE, NthOf(number, times))
            worked = sum(interval.expected for interval in self.intervals[first:])
            if every.interval > worked:
                self._own_rest(every.interval - worked)
            if number < times:
                self._gap(0.0)

    def _window(self, step: Step, length: Seconds, round_: NthOf) -> None:
        """Lay out reps at the athlete's own pace; the remaining time is rest."""
        work = Interval(
            IntervalKind.WORK,
            self._block,
            length,
            exercise=step.exercise,
            reps=step.sets[0].reps,
            round=round_,
            cues=step.cues,
        )
        self.intervals.append(work)

    def _amrap(self, amrap: Amrap) -> None:
        self._gap(amrap.prepare)
        stations = tuple(
            Station(step.exercise, step.sets[0].reps or 1, step.sides is Sides.EACH)
            for step in amrap.steps
        )
        work = Interval(
            IntervalKind.WORK,
            self._block,
            amrap.length,
            exercise=amrap.steps[0].exercise,
            stations=stations,
        )
        self.intervals.append(work)
        self._own_rest(amrap.steps[-1].rest)

    def _set(self, step: Step, work: Work, set_: NthOf, round_: NthOf) -> None:
        for turn, side in enumerate(_sides(step)):
            if turn:
                self.intervals.append(Interval(IntervalKind.PREPARE, self._block, SWITCH))
            self.intervals.append(self._interval(step, work, side, set_, round_))

    def _interval(
        self, step: Step, work: Work, side: Side | None, set_: NthOf, round_: NthOf
    ) -> Interval:
        kind, tempo = IntervalKind.WORK, None
        if work.reps is None:
            expected = work.seconds or 0.0
        elif step.pace is Pace.SELF:
            kind = IntervalKind.SELF_PACED
            rep = counted_tempo(step, work).rep
            expected = step.takes or work.reps * rep + SELF_PACED_MARGIN
        else:
            tempo = counted_tempo(step, work)
            expected = work.reps * tempo.rep
        return Interval(
            kind,
            self._block,
            expected,
            exercise=step.exercise,
            side=side,
            split=step.sides is Sides.SPLIT,
            reps=work.reps,
            tempo=tempo,
            set=set_,
            round=round_,
            cues=step.cues,
        )

    def _gap(self, prepare: Seconds) -> None:
        """Lay out the rest and preparation between the last work and the next."""
        rest, is_written = self._rest, self._is_written
        self._rest, self._is_written = None, False
        if rest is not None and rest.adds and not self.intervals:
            length = prepare + rest.length
            gap = Interval(IntervalKind.PREPARE, self._block, length, cues=rest.cues)
            self.intervals.append(gap)
        elif rest is not None and rest.length > 0 and (self.intervals or is_written):
            length = max(rest.length, prepare)
            self.intervals.append(Interval(IntervalKind.REST, self._block, length, cues=rest.cues))
        elif prepare > 0:
            cues: tuple[CustomCue, ...] = rest.cues if rest is not None else ()
            self.intervals.append(Interval(IntervalKind.PREPARE, self._block, prepare, cues=cues))

    def end(self) -> None:
        """Keep a rest that is written last at the end."""
        if self._is_written:
            self._gap(0.0)


def _is_at_start(cue: CustomCue) -> bool:
    return cue.anchor is CueAnchor.START and not cue.seconds and cue.every is None


def _sides(step: Step) -> tuple[Side | None, ...]:
    match step.sides:
        case Sides.EACH:
            return (Side.LEFT, Side.RIGHT)
        case Sides.LEFT:
            return (Side.LEFT,)
        case Sides.RIGHT:
            return (Side.RIGHT,)
        case _:
            return (None,)


def sides_of(mode: SideMode) -> Sides:
    """The usual use of the sides for an exercise, if the author gives none."""
    return Sides(mode.value)
