"""What is said to encourage: seldom, never twice in a row, and the same each time it is played."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from fakes import PLANK, SCRIPT, hold, step, timeline

from voice_coach.core.cues.cue import MOST_TALK, Cue, Priority, fit
from voice_coach.core.cues.cue_plan import Laid, lay_out, texts_of
from voice_coach.core.cues.variety import REPEAT_AFTER, SaidBefore
from voice_coach.core.model.duration_estimate import estimated_length
from voice_coach.core.model.lead_in import with_lead_in
from voice_coach.core.model.occasion import Occasion
from voice_coach.core.model.talk_level import TalkLevel
from voice_coach.core.model.timeline import Timeline
from voice_coach.core.model.unroll import unroll
from voice_coach.core.wording.phrasing import Phrasing
from voice_coach.core.wording.script import Moment
from voice_coach.library.catalogue.scripts import load_script, styles
from voice_coach.library.routine.finder import Shelf

ROUTINES = Shelf().slugs()


def length_of(text: str) -> float:
    return estimated_length(text, 165)


@cache
def routine(slug: str) -> Timeline:
    return with_lead_in(unroll(Shelf().find(slug).routine))


def laid(slug: str, phrasing: Phrasing) -> tuple[Laid, ...]:
    return tuple(lay_out(routine(slug), phrasing, length_of))


def said(slug: str, phrasing: Phrasing) -> list[tuple[float, str, Priority]]:
    return [
        (one.start + placed.at, placed.text, placed.priority)
        for one in laid(slug, phrasing)
        for placed in one.fitting.placed
        if placed.text
    ]


def share(slug: str, phrasing: Phrasing) -> float:
    every = laid(slug, phrasing)
    total = every[-1].start + every[-1].interval.expected
    return sum(p.length for one in every for p in one.fitting.placed if p.text) / total


@pytest.mark.parametrize("style", styles())
@pytest.mark.parametrize("slug", ROUTINES)
def test_no_encouragement_comes_twice_in_a_row_or_within_three_minutes(slug, style):
    for seed in range(3):
        told = said(slug, Phrasing(load_script(style), seed=seed))
        cheers = [(at, text) for at, text, what in told if what is Priority.ENCOURAGEMENT]
        last: dict[str, float] = {}
        for at, text in cheers:
            assert at - last.get(text, -REPEAT_AFTER) >= REPEAT_AFTER - 10, text
            last[text] = at
        assert all(a[1] != b[1] for a, b in pairwise(cheers))


@pytest.mark.parametrize("slug", ROUTINES)
def test_the_same_seed_says_the_same(slug):
    assert said(slug, Phrasing(SCRIPT, seed=4)) == said(slug, Phrasing(SCRIPT, seed=4))


def test_another_seed_says_something_else():
    assert said("core-advanced", Phrasing(SCRIPT)) != said(
        "core-advanced", Phrasing(SCRIPT, seed=1)
    )


@pytest.mark.parametrize("slug", ROUTINES)
def test_words_that_nobody_needs_add_little_to_what_is_said(slug):
    silent = replace(
        SCRIPT,
        lines={m: () if _is_spare(m) else lines for m, lines in SCRIPT.lines.items()},
    )
    assert share(slug, Phrasing(SCRIPT)) <= share(slug, Phrasing(silent)) + 0.045


def _is_spare(moment: Moment) -> bool:
    spare = (Moment.ENCOURAGEMENT, Moment.LAST_THIRD, Moment.WHY, Moment.HALFWAY_OF_ALL)
    return moment in (*spare, Moment.BREATHE_OUT)


@pytest.mark.parametrize("slug", ROUTINES)
def test_less_is_said_to_who_knows_the_exercises(slug):
    shares = []
    for sessions in (0, 4, 10):
        known = dict.fromkeys((one.slug for one in routine(slug).exercises()), sessions)
        shares.append(share(slug, Phrasing(SCRIPT, occasion=Occasion(known=known))))
    assert shares[0] >= shares[1] - 0.01 >= shares[2] - 0.02
    assert shares[2] < shares[0]


@pytest.mark.parametrize("slug", ROUTINES)
def test_every_text_that_is_said_is_among_those_to_be_rendered(slug):
    for seed in range(3):
        phrasing = Phrasing(SCRIPT, seed=seed)
        texts = set(texts_of(routine(slug), phrasing))
        assert {text for _, text, _ in said(slug, phrasing)} <= texts


def test_brief_talk_has_no_encouragement():
    told = said("core-basics", Phrasing(SCRIPT, TalkLevel.BRIEF))
    assert not [text for _, text, what in told if what is Priority.ENCOURAGEMENT]


def test_half_of_the_whole_is_told_once_near_the_middle():
    told = said("core-basics", Phrasing(SCRIPT))
    (at,) = [at for at, text, _ in told if "half of the workout" in text]
    total = routine("core-basics").total
    assert abs(at - total / 2) < total / 10


def test_in_the_last_set_the_last_third_is_told():
    texts = [text for _, text, _ in said("core-basics", Phrasing(SCRIPT))]
    assert "Three more, nearly there." in texts


def test_what_an_exercise_is_for_is_told_once_to_who_does_not_know_it():
    texts = [text for _, text, _ in said("core-basics", Phrasing(SCRIPT))]
    assert texts.count("This one is for the front of your belly.") == 1
    known = Phrasing(SCRIPT, occasion=Occasion(known={"crunch": 2}))
    texts = [text for _, text, _ in said("core-basics", known)]
    assert "This one is for the front of your belly." not in texts


def test_a_hold_ends_with_a_breath_out():
    texts = [text for _, text, _ in said("core-basics", Phrasing(SCRIPT))]
    assert "And down. Shake it out." in texts


def test_the_easier_variant_is_offered_once_in_the_hold_that_was_too_much():
    line = timeline(step(PLANK, hold(40)), step(PLANK, hold(40)))
    phrasing = Phrasing(SCRIPT, occasion=Occasion(easier={"plank": "Knee Plank"}))
    texts = [p.text for one in lay_out(line, phrasing, lambda _: 1.0) for p in one.fitting.placed]
    assert texts.count("If it gets too much, press E for Knee Plank.") == 1


def test_in_a_short_hold_the_easier_variant_is_offered_in_place_of_a_form_cue():
    plank = Shelf().catalogue.get("plank")
    line = timeline(step(plank, hold(20), hold(20)))
    phrasing = Phrasing(SCRIPT, occasion=Occasion(easier={"plank": "Knee Plank"}))
    first = next(one for one in lay_out(line, phrasing, length_of) if one.interval.is_work)
    texts = {placed.text for placed in first.fitting.placed}
    assert texts & {"If it gets too much, press E for Knee Plank.", "Too much? Press E."}


def test_encouragement_is_left_out_where_much_is_said_already():
    cheer = Cue(Priority.ENCOURAGEMENT, 5.0, ("Good.",), latest=15.0)
    talk = Cue(Priority.FORM, 0.0, ("x",))
    lengths = {"x": 20 * MOST_TALK - 0.5, "Good.": 1.0}
    assert [one.cue for one in fit((talk, cheer), 20.0, lengths.__getitem__).dropped] == [cheer]
    assert fit((cheer,), 20.0, lengths.__getitem__).placed


class TestVariety:
    def cue(self, *ways: str, at: float = 0.0, priority: Priority = Priority.ENCOURAGEMENT) -> Cue:
        return Cue(priority, at, (ways[0],), ways=tuple((way,) for way in ways))

    def text(self, before: SaidBefore, lane: int, began: float, cue: Cue) -> str:
        cues = before.varied(lane, began, (cue,))
        before.note(lane, began, fit(cues, 10.0, lambda _: 1.0))
        return cues[0].forms[0] if cues else ""

    def test_the_ways_take_turns(self):
        before = SaidBefore()
        texts = [self.text(before, n, 60.0 * n, self.cue("a", "b", "c")) for n in range(3)]
        assert texts == ["a", "b", "c"]

    def test_when_all_were_said_lately_nothing_is_said(self):
        before = SaidBefore()
        texts = [self.text(before, n, 60.0 * n, self.cue("a", "b")) for n in range(3)]
        assert texts == ["a", "b", ""]

    def test_two_encouragements_are_a_minute_apart(self):
        before = SaidBefore()
        texts = [self.text(before, n, 40.0 * n, self.cue(f"{n}", "x")) for n in range(4)]
        assert texts == ["0", "", "2", ""]

    def test_what_has_to_be_said_is_said_in_the_way_unheard_for_longest(self):
        before = SaidBefore()
        cue = self.cue("a", "b", priority=Priority.CHANGE)
        assert [self.text(before, n, 10.0 * n, cue) for n in range(4)] == ["a", "b", "a", "b"]

    def test_laid_out_anew_an_interval_says_what_it_would_have_said(self):
        before = SaidBefore()
        cue = self.cue("a", "b")
        assert [self.text(before, 1, 0.0, cue) for _ in range(2)] == ["a", "a"]
