"""The cue plan: the cues of an interval and their windows in it.

Which cues there are does not depend on the lengths of clips: `cue.fit` places them, and
`with_room` prolongs a gap that is too short for what must be said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from voice_coach.core.cues.author_cues import author_cues
from voice_coach.core.cues.coaching import coaching
from voice_coach.core.cues.cue import Cue, Fitting, LengthOf, Priority, fit
from voice_coach.core.cues.passage import announcement, other_side_of, passage, setup_left, setup_of
from voice_coach.core.cues.variety import SaidBefore
from voice_coach.core.model.lead_in import COUNTDOWN_ROOM, GAP
from voice_coach.core.model.routine import CustomCue
from voice_coach.core.model.talk_level import TalkLevel
from voice_coach.core.model.timeline import Interval, IntervalKind, Side, Timeline
from voice_coach.core.model.tone import TONE_LENGTH, Tone
from voice_coach.core.units import Seconds
from voice_coach.core.wording.numbers import number_word
from voice_coach.core.wording.phrasing import Phrasing
from voice_coach.core.wording.script import Moment

_HEARD: dict[TalkLevel, frozenset[Priority]] = {
    TalkLevel.FULL: frozenset(Priority),
    TalkLevel.BRIEF: frozenset(Priority) - {Priority.FORM, Priority.ENCOURAGEMENT},
    TalkLevel.MINIMAL: frozenset({Priority.SAFETY, Priority.COUNTDOWN, Priority.REPLY}),
}

_FORM_EVERY: Seconds = 16.0
"""Least time between two form cues: they are to be followed, not only heard."""

_REST_WITH_TEN_LEFT: Seconds = 25.0
"""Shortest rest whose last ten seconds are announced."""

OPEN_END: Seconds = 90.0
"""Self-paced work has cues for this long beyond its estimate, then the coach waits in
silence."""


def cues_of(
    timeline: Timeline, index: int, phrasing: Phrasing, said: frozenset[str]
) -> tuple[Cue, ...]:
    """The cues of one interval. `said`: texts said since the work before it. An exercise is
    explained while resting; only explanations that found no room there are given at work."""
    interval = timeline.intervals[index]
    cueing = _Cueing(timeline, index, interval, said, phrasing)
    needed = cueing.work() if interval.is_work else cueing.gap()
    cues = (*needed, *coaching(timeline, index, phrasing, said))
    heard = _HEARD[phrasing.talk]
    return tuple(
        cue
        for cue in cues
        if cue.priority in heard or cue.tone or isinstance(cue.origin, CustomCue)
    )


def end_of(interval: Interval) -> Seconds:
    """The time by which the last cue of an interval must have ended."""
    return interval.expected if interval.length is not None else interval.expected + OPEN_END


@dataclass(frozen=True, slots=True)
class Laid:
    """One interval with its cues fitted."""

    start: Seconds
    interval: Interval
    fitting: Fitting


def lay_out(timeline: Timeline, phrasing: Phrasing, length_of: LengthOf) -> Iterator[Laid]:
    """The whole timeline with its cues fitted, as it runs without interruptions."""
    said: frozenset[str] = frozenset()
    before = SaidBefore()
    start = 0.0
    for index in range(len(timeline.intervals)):
        timeline = with_room(timeline, index, phrasing, said, length_of)
        interval = timeline.intervals[index]
        cues = before.varied(index, start, cues_of(timeline, index, phrasing, said))
        fitting = fit(cues, end_of(interval), length_of)
        before.note(index, start, fitting)
        said = said_after(interval, said, fitting)
        yield Laid(start, interval, fitting)
        start += interval.expected


def with_room(
    timeline: Timeline, index: int, phrasing: Phrasing, said: frozenset[str], length_of: LengthOf
) -> Timeline:
    """The timeline with enough time in the gap at `index` for at least the name of the next
    exercise. Only a voice far slower than estimated needs more than there is."""
    interval = timeline.intervals[index]
    coming = None if interval.is_work else timeline.work_after(index)
    if coming is None or timeline.as_written or Priority.NEXT not in _HEARD[phrasing.talk]:
        return timeline
    name = announcement(timeline, coming, phrasing)
    if not name or said & set(name):
        return timeline
    needed = _after_tone(interval, phrasing) + length_of(name[-1]) + GAP + COUNTDOWN_ROOM
    missing = needed - interval.expected
    if missing <= 0:
        return timeline
    longer = replace(interval, expected=interval.expected + missing, added=interval.added + missing)
    return timeline.with_interval(index, longer)


def said_after(interval: Interval, said: frozenset[str], fitting: Fitting) -> frozenset[str]:
    """The texts said since the last work, after `interval` has been laid out."""
    texts = frozenset(placed.text for placed in fitting.placed)
    return texts if interval.is_work else said | texts


def texts_of(timeline: Timeline, phrasing: Phrasing, start: int = 0) -> Iterator[str]:
    """Every text the timeline may need, in the order of need, each once; long forms first. `start`:
    the interval to begin with; earlier ones come last."""
    seen: set[str] = set()
    for index in (*range(start, len(timeline.intervals)), *range(start)):
        # Explanations given while resting leave room at work for other words.
        told = frozenset(setup_of(timeline.intervals[index]))
        cues = (
            cue for said in (frozenset(), told) for cue in cues_of(timeline, index, phrasing, said)
        )
        for text in (text for cue in cues for forms in (cue.forms, *cue.ways) for text in forms):
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

    @property
    def opens(self) -> Seconds:
        """The earliest time for words in an interval that opens with a tone."""
        return _after_tone(self.interval, self.phrasing)

    @property
    def _opening_tone(self) -> Cue:
        kind = _tone_of(self.interval, self.phrasing)
        return Cue(Priority.CHANGE, 0.0, tone=kind, tone_length=self.phrasing.tone_length(kind))

    def gap(self) -> Iterator[Cue]:
        """The cues while preparing and resting: the end of the last work, then the name and
        explanation of the next."""
        before = self.timeline.intervals[self.index - 1] if self.index else None
        opens = 0.0
        if before is not None and before.is_work:
            yield self._opening_tone
            opens = self.opens
        if self.timeline.work_after(self.index) is None:
            yield Cue(Priority.CHANGE, opens, self.phrasing.rest_begins(0), latest=self.length)
        yield from passage(self.timeline, self.index, self.phrasing, self.said, opens)
        yield from self._countdown()
        yield from author_cues(self.timeline, self.index, self.phrasing, self.opens)
        if self.length >= _REST_WITH_TEN_LEFT and not self._is_new_next:
            yield _timely(Priority.TIME_LEFT, self.length - 10, self.phrasing.left(10), slack=2)

    def work(self) -> Iterator[Cue]:
        """The cues at work: the begin, counts or time left, and form cues."""
        yield self._opening_tone
        opens = self.phrasing.tone_length(Tone.START) + GAP
        if not self._is_named:
            yield _words(Priority.NEXT, opens, (self.phrasing.place(self.interval),), slack=2)
        if self.interval.stations:
            yield _words(Priority.CHANGE, opens, self.phrasing.amrap_begins(self.interval), slack=6)
        elif self.interval.length is None:
            yield from self._own_pace(opens)
        elif self.interval.is_counted:
            yield from self._counted()
        elif self.interval.reps is not None:
            yield from self._uncounted(opens)
        yield from author_cues(self.timeline, self.index, self.phrasing, self.opens)
        yield from self._form()
        if self.interval.length is not None and not self.interval.is_counted:
            yield from self._timed()

    def _timed(self) -> Iterator[Cue]:
        yield from self._countdown()
        middle = self.length / 2
        if self.interval.split:
            yield Cue(Priority.SIDE, middle, tone=Tone.SWITCH)
            at = middle + TONE_LENGTH[Tone.SWITCH] + GAP
            forms = self.phrasing.switch_to(Side.RIGHT)
            if self.interval.appearance == 0:
                forms = (f"{forms[0]} {other_side_of(self.interval)}", *forms)
            yield _words(Priority.SIDE, at, forms, slack=1)
        elif self.length >= 20:
            yield replace(
                _timely(Priority.SIDE, middle, self.phrasing.say(Moment.HALFWAY), slack=1),
                ways=self.phrasing.ways(Moment.HALFWAY),
            )
        for left in _time_marks(self.length):
            yield _timely(Priority.TIME_LEFT, self.length - left, self.phrasing.left(left), slack=1)

    def _uncounted(self, opens: Seconds) -> Iterator[Cue]:
        words = self.phrasing.own_pace_in_slot(self.interval)
        yield _words(Priority.CHANGE, opens, words, slack=2)

    def _own_pace(self, opens: Seconds) -> Iterator[Cue]:
        yield _words(Priority.CHANGE, opens, self.phrasing.own_pace(self.interval), slack=2)
        for after in (10.0, 50.0):
            at = self.length + after
            yield _words(Priority.TIME_LEFT, at, (self.phrasing.hints.done,), slack=5)

    def _counted(self) -> Iterator[Cue]:
        tempo, reps = self.interval.tempo, self.interval.reps
        if tempo is None or reps is None:
            return
        hold, release = tempo.out, tempo.out + tempo.pause
        for number in range(1, reps + 1):
            begins = (number - 1) * tempo.rep
            # The start tone begins the first rep: "one" after "three, two, one" would confuse.
            if number > 1:
                yield Cue(Priority.COUNTDOWN, begins, self.phrasing.count(number, reps))
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
        for before_end in range(self.timeline.countdown, 0, -1):
            at = self.length - before_end
            if at >= self.opens:
                yield Cue(Priority.COUNTDOWN, at, (number_word(before_end),))

    def _form(self) -> Iterator[Cue]:
        """Remaining explanations, form and breathing, spread over the work; less each time the
        exercise comes back."""
        setup = setup_left(self.interval, self.said)
        texts = [*setup, *_form_texts(self.interval, self.phrasing)]
        opens, closes = 2.0, self.length - 1
        if self.interval.length is not None and not self.interval.is_counted:
            closes = self.length - COUNTDOWN_ROOM
        room = closes - opens
        most = max(1, len(setup), int(room // _FORM_EVERY) + 1)
        texts = texts[:most] if room > 0 else []
        for place, text in enumerate(texts):
            spacing = room / len(texts)
            yield Cue(
                Priority.SETUP if text in setup else Priority.FORM,
                opens + spacing * (place + 0.25),
                (text,),
                earliest=opens + spacing * place,
                latest=opens + spacing * (place + 1),
            )

    @property
    def _is_new_next(self) -> bool:
        """True if the work after this gap is explained in it."""
        coming = self.timeline.work_after(self.index)
        return coming is not None and self.timeline.intervals[coming].appearance == 0

    @property
    def _is_named(self) -> bool:
        """True if the work was named before it began, or when the session resumed in it."""
        known = announcement(self.timeline, self.index, self.phrasing)
        return bool(self.said & {*known, self.phrasing.place(self.interval)})


def _tone_of(interval: Interval, phrasing: Phrasing) -> Tone:
    """The tone at the beginning of an interval: of one without work, after work."""
    if interval.is_work:
        return Tone.START
    is_rest = interval.kind is IntervalKind.REST
    return Tone.REST if is_rest and Tone.REST in phrasing.own_sounds else Tone.END


def _after_tone(interval: Interval, phrasing: Phrasing) -> Seconds:
    return max(TONE_LENGTH[Tone.END], phrasing.tone_length(_tone_of(interval, phrasing))) + GAP


def _words(priority: Priority, at: Seconds, forms: tuple[str, ...], slack: Seconds) -> Cue:
    return Cue(priority, at, forms, earliest=at, latest=at + slack)


def _timely(priority: Priority, at: Seconds, forms: tuple[str, ...], slack: Seconds) -> Cue:
    return Cue(priority, at, forms, earliest=at, latest=at + slack, timely=True)


def _form_texts(work: Interval, phrasing: Phrasing) -> list[str]:
    """Form and breathing cues: one of them from the second time on, or none beside the author's,
    and fewer the better the athlete knows the exercise."""
    if work.exercise is None or work.stations:
        return []
    free = {cue.text for cue in work.cues if not cue.placed}
    every = (*work.exercise.cues.form, work.exercise.breathing)
    texts = [text for text in every if text and text not in free]
    if work.appearance and free:
        return []
    if work.appearance == 0 or len(texts) < 2:
        return texts[: phrasing.most_form_cues(work.exercise)]
    return [texts[work.appearance % len(texts)]]


def _time_marks(length: Seconds) -> Iterator[Seconds]:
    """The times left that are announced: each minute of a long interval, then 30 and 10 seconds."""
    if length >= 120:
        minute = int((length - 1) // 60)
        yield from (60.0 * left for left in range(minute, 0, -1) if 60.0 * left != length / 2)
    if length >= 90:
        yield 30.0
    if length >= 45:
        yield 10.0
