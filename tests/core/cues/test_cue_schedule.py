"""Cues on their way to the mixer, and those that somebody spoke over."""

from __future__ import annotations

from fakes import length_of

from voice_coach.core.cues.cue import Cue, Priority
from voice_coach.core.cues.cue_schedule import MADE_UP_WITHIN, SOON, Schedule
from voice_coach.core.model.tone import Tone


def words(text: str, at: float, *, slack: float = 0.0, **changes: object) -> Cue:
    return Cue(Priority.FORM, at, (text,), latest=at + slack, **changes)


def laid(*cues: Cue, end: float = 30.0, upto: float = 10.0) -> Schedule:
    """With cues of a stretch that began at 0, handed over as far as they are due."""
    schedule = Schedule(length_of)
    schedule.lay(0, cues, 0.0, end)
    handed(schedule, upto)
    return schedule


def handed(schedule: Schedule, upto: float = 100.0) -> list[tuple[float, str]]:
    """What is handed over until then, as time passes."""
    said = []
    while schedule.next_due is not None and schedule.next_due <= upto:
        said += schedule.hand_over(schedule.next_due)
    return [(round(one.at, 3), one.text or str(one.tone)) for one in said]


class TestTakingUp:
    def test_what_was_missed_is_said_now_around_what_has_its_time(self):
        schedule = laid(words("Hips up.", 8.0), words("Steady.", 9.0), words("Look down.", 11.5))
        schedule.say_missed_again(8.1, 10.0)
        said = handed(schedule)
        assert said == [(10.0 + SOON, "Hips up."), (10.78, "Steady."), (11.5, "Look down.")]

    def test_what_finds_no_room_soon_is_beside_the_point(self):
        long = words("x" * 90, 10.3)
        schedule = laid(words("Hips up.", 8.0), long, upto=9.0)
        schedule.say_missed_again(8.1, 10.0)
        assert length_of("x" * 90) > MADE_UP_WITHIN
        assert handed(schedule) == [(10.3, "x" * 90)]

    def test_nothing_is_squeezed_into_the_countdown_of_the_stretch(self):
        schedule = laid(words("Hips up.", 8.0), end=13.5)
        schedule.say_missed_again(8.1, 10.0)
        assert handed(schedule) == []

    def test_nothing_is_taken_up_that_was_heard_before_or_comes_later(self):
        schedule = laid(words("Hips up.", 2.0), words("Steady.", 10.5))
        schedule.say_missed_again(8.0, 10.0)
        assert handed(schedule) == []

    def test_counts_and_what_is_true_at_its_time_only_are_not(self):
        count = Cue(Priority.COUNTDOWN, 8.0, ("three",))
        schedule = laid(count, words("Halfway.", 9.0, timely=True))
        schedule.say_missed_again(8.0, 10.0)
        assert handed(schedule) == []


class TestPuttingOff:
    def test_everything_from_the_first_that_was_missed_begins_now(self):
        schedule = laid(words("One.", 2.0), words("Two.", 4.0), words("Three.", 6.0), upto=4.0)
        assert schedule.postpone(4.1, 5.0)
        end = 5.0 + SOON + 2.0 + length_of("Three.")
        assert schedule.busy_until == end
        assert handed(schedule) == [(5.0 + SOON, "Two."), (7.0 + SOON, "Three.")]

    def test_where_nothing_was_missed_nothing_changes(self):
        schedule = laid(words("One.", 2.0), words("Two.", 8.0), upto=4.0)
        assert not schedule.postpone(4.1, 5.0)
        assert handed(schedule) == [(8.0, "Two.")]

    def test_a_tone_that_has_sounded_is_not_sounded_again(self):
        tone = Cue(Priority.CHANGE, 4.8, tone=Tone.PAUSE)
        schedule = laid(words("One.", 4.0), tone, upto=4.8)
        schedule.postpone(4.1, 5.0)
        assert handed(schedule) == [(5.0 + SOON, "One.")]

    def test_what_belonged_to_a_stretch_that_is_over_is_left(self):
        schedule = laid(words("Hips up.", 8.0), end=9.5)
        schedule.lay(1, (words("Well done.", 0.1),), 9.5, 60.0)
        handed(schedule, 9.0)
        assert schedule.postpone(8.1, 10.0)
        assert handed(schedule) == [(10.0 + SOON, "Well done.")]

    def test_what_was_cut_by_silence_stays_unsaid(self):
        schedule = laid(words("Hips up.", 8.0))
        schedule.silence(9.0)
        assert not schedule.postpone(8.1, 10.0)
