"""Cueing: which cues an interval has, and where in it they belong.

Nothing here looks at clip lengths; `voice_coach.core.cues.cue.fit` does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from voice_coach.core.cues.cue import COUNTDOWN_ROOM, GAP, Cue, Fitting, LengthOf, Priority, fit
from voice_coach.core.model.exercise import Exercise
from voice_coach.core.model.routine import CueAnchor, CustomCue
from voice_coach.core.model.talk_level import TalkLevel
from voice_coach.core.model.timeline import Interval, IntervalKind, Timeline
from voice_coach.core.model.tone import TONE_LENGTH, Tone
from voice_coach.core.units import Seconds
from voice_coach.core.wording.phrasebook import COUNTDOWN, named
from voice_coach.core.wording.phrasing import Phrasing
from voice_coach.core.wording.script import Moment

_HEARD: dict[TalkLevel, frozenset[Priority]] = {
    TalkLevel.FULL: frozenset(Priority),
    TalkLevel.BRIEF: frozenset(Priority) - {Priority.FORM, Priority.ENCOURAGEMENT},
    TalkLevel.MINIMAL: frozenset({Priority.SAFETY, Priority.COUNTDOWN, Priority.REPLY}),
}

_AFTER_TONE: Seconds = TONE_LENGTH[Tone.END] + GAP
"""Where words may begin in an interval that opens with a tone."""

_FORM_EVERY: Seconds = 8.0
"""Least time between two form cues: an ear at work takes in no more."""

OPEN_END: Seconds = 90.0
"""Self-paced work has cues for this long beyond its estimate, then the coach waits in
silence."""


def cues_of(
    timeline: Timeline, index: int, phrasing: Phrasing, said: frozenset[str]
) -> tuple[Cue, ...]:
    """The cues of one interval. `said` is what was said since the work before it: how to do an
    exercise is told while resting, and only what found no room there is told at work."""
    interval = timeline.intervals[index]
    cueing = _Cueing(timeline, index, interval, said, phrasing)
    cues = cueing.work() if interval.is_work else cueing.gap()
    heard = _HEARD[phrasing.talk]
    return tuple(
        cue
        for cue in cues
        if cue.priority in heard or cue.tone or isinstance(cue.origin, CustomCue)
    )


def end_of(interval: Interval) -> Seconds:
    """Where the last cue of an interval must have ended."""
    return interval.expected if interval.length is not None else interval.expected + OPEN_END


@dataclass(frozen=True, slots=True)
class Laid:
    """One interval with its cues fitted."""

    start: Seconds
    interval: Interval
    fitting: Fitting


def lay_out(timeline: Timeline, phrasing: Phrasing, length_of: LengthOf) -> Iterator[Laid]:
    """The whole timeline with its cues fitted, as it runs if nobody interferes: what is said
    when."""
    said = frozenset(introduction(timeline, phrasing))
    for index, interval in enumerate(timeline.intervals):
        cues = cues_of(timeline, index, phrasing, said)
        fitting = fit(cues, end_of(interval), length_of)
        said = said_after(interval, said, fitting)
        yield Laid(timeline.starts[index], interval, fitting)


def said_after(interval: Interval, said: frozenset[str], fitting: Fitting) -> frozenset[str]:
    """What has been said since the last work, once `interval` has been laid out."""
    texts = frozenset(placed.text for placed in fitting.placed)
    return texts if interval.is_work else said | texts


def introduction(timeline: Timeline, phrasing: Phrasing, index: int = 0) -> tuple[str, ...]:
    """What is said of the first exercise from `index` on before the clock starts."""
    first = timeline.work_after(index - 1)
    if first is None:
        return ()
    work = timeline.intervals[first]
    lead = phrasing.going_on_with(work) if index else phrasing.first(work)
    return (*lead, *_setup(work))


def texts_of(timeline: Timeline, phrasing: Phrasing, start: int = 0) -> Iterator[str]:
    """Every text the timeline may need, in the order of need, each once; long forms first.
    `start`: the interval it begins with, so that those before it come last."""
    seen: set[str] = set()
    for index in (*range(start, len(timeline.intervals)), *range(start)):
        for cue in cues_of(timeline, index, phrasing, frozenset()):
            for text in cue.forms:
                if text not in seen:
                    seen.add(text)
                    yield text


@dataclass(frozen=True, slots=True)
class _Cueing:
    timeline: Timeline
    index: int
    interval: Interval
    said: frozenset[str]
    phrasing: Phrasing

    @property
    def length(self) -> Seconds:
        return self.interval.expected

    def gap(self) -> Iterator[Cue]:
        """Preparing and resting: what was ends, what comes is named and explained."""
        before = self.timeline.intervals[self.index - 1] if self.index else None
        coming = self._coming()
        if before is not None and before.is_work:
            yield Cue(Priority.CHANGE, 0.0, tone=Tone.END)
        opens = _AFTER_TONE
        if coming is None:
            yield Cue(Priority.CHANGE, opens, self.phrasing.rest_begins(0), latest=self.length)
        else:
            yield from self._lead_in(opens, coming, before)
        yield from self._countdown()
        yield from self._custom()
        if self.length >= 25:
            yield _timely(Priority.TIME_LEFT, self.length - 10, self.phrasing.left(10), slack=2)

    def _lead_in(self, opens: Seconds, coming: int, before: Interval | None) -> Iterator[Cue]:
        work = self.timeline.intervals[coming]
        latest = max(opens, self.length - COUNTDOWN_ROOM)
        if _same_set(before, work):
            yield Cue(
                Priority.SIDE,
                opens,
                self.phrasing.switch_to(work.side),
                earliest=opens,
                latest=latest,
                origin=work,
            )
            return
        if before is None:
            yield Cue(Priority.CHANGE, opens, self.phrasing.say(Moment.GET_READY), latest=latest)
            return
        if self.interval.kind is IntervalKind.REST:
            words = self.phrasing.rest_begins(self.length)
            yield _timely(Priority.CHANGE, opens, words, slack=1)
        if work.round.of > 1 and not work.stations and _new_round(before, work):
            yield Cue(
                Priority.NEXT,
                opens + 0.6,
                self.phrasing.round_begins(work.round),
                earliest=opens,
                latest=latest,
            )
        last = self.timeline.work_after(coming) is None
        yield Cue(
            Priority.NEXT,
            opens + 0.8,
            self.phrasing.coming(work, last=last),
            earliest=opens,
            latest=latest,
            origin=work,
        )
        setup = (text for text in _setup(work) if text not in self.said)
        for place, text in enumerate(setup):
            at = min(opens + 4.5 + 3.5 * place, latest)
            yield Cue(Priority.FORM, at, (text,), earliest=opens + 2, latest=latest, origin=work)

    def work(self) -> Iterator[Cue]:
        """At work: begin, count or tell the time, and how to do it well."""
        yield Cue(Priority.CHANGE, 0.0, tone=Tone.START)
        opens = TONE_LENGTH[Tone.START] + GAP
        before = self.timeline.intervals[self.index - 1] if self.index else None
        if before is None or before.is_work:
            name = named(_exercise(self.interval), self.interval.side)
            yield _words(Priority.NEXT, opens, (f"{name}.",), slack=2)
        if self.interval.stations:
            yield _words(Priority.CHANGE, opens, self.phrasing.amrap(self.interval), slack=6)
        elif self.interval.length is None:
            yield from self._own_pace(opens)
        elif self.interval.is_counted:
            yield from self._counted(opens)
        elif self.interval.reps is not None:
            yield from self._uncounted(opens)
        yield from self._custom()
        yield from self._form()
        if self.interval.length is not None and not self.interval.is_counted:
            yield from self._timed()

    def _timed(self) -> Iterator[Cue]:
        yield from self._countdown()
        middle = self.length / 2
        if self.interval.split:
            yield Cue(Priority.SIDE, middle, tone=Tone.SWITCH)
            yield _words(
                Priority.SIDE,
                middle + TONE_LENGTH[Tone.SWITCH] + GAP,
                self.phrasing.switch_to(None),
                1,
            )
        elif self.length >= 20:
            yield _timely(Priority.SIDE, middle, self.phrasing.say(Moment.HALFWAY), slack=1)
        for left in _time_marks(self.length):
            yield _timely(Priority.TIME_LEFT, self.length - left, self.phrasing.left(left), slack=1)
        if self.length >= 30:
            at = self.length * 0.75
            ways = self.phrasing.ways(Moment.ENCOURAGEMENT)
            yield _words(Priority.ENCOURAGEMENT, at, ways[self.index % len(ways)], slack=3)

    def _uncounted(self, opens: Seconds) -> Iterator[Cue]:
        words = self.phrasing.own_pace_in_slot(self.interval)
        yield _words(Priority.CHANGE, opens, words, slack=2)

    def _own_pace(self, opens: Seconds) -> Iterator[Cue]:
        yield _words(Priority.CHANGE, opens, self.phrasing.own_pace(self.interval), slack=2)
        for after in (10.0, 50.0):
            at = self.length + after
            yield _words(Priority.TIME_LEFT, at, (self.phrasing.hints.done,), slack=5)

    def _counted(self, opens: Seconds) -> Iterator[Cue]:
        tempo, reps = self.interval.tempo, self.interval.reps
        if tempo is None or reps is None:
            return
        hold, release = tempo.out, tempo.out + tempo.pause
        for number in range(1, reps + 1):
            begins = (number - 1) * tempo.rep
            # The start tone is the first rep's beat; its count follows the tone.
            count = self.phrasing.count(number, reps)
            yield Cue(Priority.COUNTDOWN, max(begins, opens), count)
            if self.interval.is_held:
                yield _timely(
                    Priority.SIDE, begins + hold, self.phrasing.say(Moment.HOLD), slack=0.5
                )
                yield _timely(
                    Priority.SIDE, begins + release, self.phrasing.say(Moment.RELEASE), slack=0.5
                )
            else:
                for turn in sorted({hold, release}):
                    yield Cue(Priority.BEAT, begins + turn, tone=Tone.BEAT)

    def _countdown(self) -> Iterator[Cue]:
        for before_end, word in zip((3, 2, 1), COUNTDOWN, strict=True):
            at = self.length - before_end
            if at >= _AFTER_TONE:
                yield Cue(Priority.COUNTDOWN, at, (word,))

    def _form(self) -> Iterator[Cue]:
        """Form and breathing, spread over the work; fewer each time the exercise comes back."""
        texts = [text for text in _form_texts(self.interval) if text not in self.said]
        opens, closes = 2.0, self.length - 1
        if self.interval.length is not None and not self.interval.is_counted:
            closes = self.length - COUNTDOWN_ROOM
        room = closes - opens
        texts = texts[: max(1, int(room // _FORM_EVERY) + 1)] if room > 0 else []
        for place, text in enumerate(texts):
            spacing = room / len(texts)
            yield Cue(
                Priority.FORM,
                opens + spacing * (place + 0.25),
                (text,),
                earliest=opens + spacing * place,
                latest=opens + spacing * (place + 1),
            )

    def _custom(self) -> Iterator[Cue]:
        free = [cue for cue in self.interval.cues if not cue.placed]
        for cue in self.interval.cues:
            if cue.placed:
                at = {
                    CueAnchor.START: cue.seconds,
                    CueAnchor.HALFWAY: self.length / 2,
                    CueAnchor.END: self.length - cue.seconds,
                }[cue.anchor]
                earliest, latest = max(0.0, at - 0.5), at + 2.0
            else:
                share = self.length / len(free)
                earliest = _AFTER_TONE + share * free.index(cue)
                latest, at = earliest + share, earliest + 0.25 * share
            # Above the coach's own words: the author knows this routine best.
            yield Cue(Priority.SIDE, at, (cue.text,), earliest=earliest, latest=latest, origin=cue)

    def _coming(self) -> int | None:
        return self.timeline.work_after(self.index)


def _words(priority: Priority, at: Seconds, forms: tuple[str, ...], slack: Seconds) -> Cue:
    return Cue(priority, at, forms, earliest=at, latest=at + slack)


def _timely(priority: Priority, at: Seconds, forms: tuple[str, ...], slack: Seconds) -> Cue:
    return replace(_words(priority, at, forms, slack), timely=True)


def _exercise(interval: Interval) -> Exercise:
    if interval.exercise is None:
        raise ValueError("only work has an exercise")
    return interval.exercise


def _same_set(before: Interval | None, work: Interval) -> bool:
    """Whether `work` is the other side of the set just done."""
    return (
        before is not None
        and before.exercise == work.exercise
        and before.side is not None
        and before.side is not work.side
        and before.set == work.set
        and before.round == work.round
    )


def _new_round(before: Interval, work: Interval) -> bool:
    return before.round != work.round


def _setup(work: Interval) -> tuple[str, ...]:
    """How to get into it: in full the first time, then no more than the first cue, then
    nothing: by the third round it is known."""
    if work.stations:
        return ()
    cues = _exercise(work).cues.texts
    return cues[: max(0, 2 - work.appearance)]


def _form_texts(work: Interval) -> list[str]:
    """What may be said at work, most useful first."""
    if work.stations:
        return []
    exercise = _exercise(work)
    free = {cue.text for cue in work.cues if not cue.placed}
    every = (*exercise.cues.texts, exercise.breathing)
    texts = [text for text in every if text and text not in free]
    if work.appearance == 0 or len(texts) < 2:
        return texts
    return [texts[work.appearance % len(texts)]]


def _time_marks(length: Seconds) -> Iterator[Seconds]:
    """How much is left when it is said: each minute of a long interval, then 30 and 10."""
    if length >= 120:
        minute = int((length - 1) // 60)
        yield from (60.0 * left for left in range(minute, 0, -1) if 60.0 * left != length / 2)
    if length >= 90:
        yield 30.0
    if length >= 30:
        yield 10.0
