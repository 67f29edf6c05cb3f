"""The arc of a session: it greets a person on a day, and closes with what was done and comes."""

from __future__ import annotations

import pytest
from fakes import EXERCISES, PLANK, SCRIPT, Gym, hold, length_of, step, timeline

from voice_coach.core.events.command import Command
from voice_coach.core.model.occasion import Amount, DayPart, Occasion
from voice_coach.core.model.talk_level import TalkLevel
from voice_coach.core.session.coaching_style import CoachingStyle
from voice_coach.core.session.session import Session
from voice_coach.core.wording.progress_told import is_milestone

LINE = timeline(step(PLANK, hold(30)), step(PLANK, hold(30)))


def gym(talk: TalkLevel = TalkLevel.FULL, seed: int = 0, **known: object) -> Gym:
    style = CoachingStyle(SCRIPT, talk, occasion=Occasion(**known), seed=seed)
    return Gym.before(Session(LINE, length_of, EXERCISES.get, style))


def greeting(**known: object) -> list[str]:
    one = gym(**known)
    one.until_work()
    return one.said()[: one.said().index("Test.")]


def goodbye(**known: object) -> list[str]:
    one = gym(**known)
    one.to_the_end()
    said = one.said()
    return said[said.index("Well done.") :]


def test_it_greets_the_athlete_by_name_and_time_of_day():
    assert greeting(name="Ana", day_part=DayPart.MORNING) == ["Good morning, Ana."]
    assert greeting(day_part=DayPart.EVENING) == ["Good evening."]


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ({"sessions": 9, "times": 3, "this_week": 2}, "This is your third session this week."),
        ({"sessions": 9, "times": 0}, "This one is new to you."),
        ({"sessions": 0, "times": 0}, "This is our first session."),
        ({"sessions": 9, "times": 3, "days_away": 20}, "Good to have you back."),
    ],
)
def test_it_knows_what_kind_of_day_it_is(known, told):
    assert greeting(**known)[-1].startswith(told)


def test_on_a_day_like_any_other_nothing_is_said_of_it():
    assert greeting(sessions=9, times=3) == ["Hello."]


def test_what_it_is_for_is_told_until_the_routine_is_well_known():
    new, known = gym(sessions=1, times=1), gym(sessions=9, times=3)
    for one in (new, known):
        one.until_work()
    assert "Today is for your stomach muscles." in new.said()
    assert "Today is for your stomach muscles." not in known.said()


def test_it_tells_what_was_better_than_the_last_time_and_what_comes_next():
    told = goodbye(
        last={"plank": Amount(seconds=25.0)},
        last_day="on Monday",
        next_day="on Wednesday",
        next_title="Core Basics",
    )
    assert told[1:] == [
        "That was 1 and a half minutes and 1 exercise.",
        "Plank: 5 seconds longer than on Monday.",
        "Next comes Core Basics, on Wednesday.",
        "See you next time.",
    ]


def test_the_longest_hold_ever_is_told_once():
    assert "30 seconds of Plank: your longest so far." in goodbye(bests={"plank": 25.0})
    assert not [one for one in goodbye(bests={"plank": 30.0}) if "longest" in one]
    assert not [one for one in goodbye() if "longest" in one]


def test_a_milestone_is_told_when_it_is_reached():
    assert "And that was session number ten. Well kept up." in goodbye(sessions=9)
    assert not [one for one in goodbye(sessions=10) if "number" in one]
    assert [n for n in range(1, 250) if is_milestone(n)] == [5, 10, 25, 50, 75, 100, 200]


def test_what_is_said_at_the_end_is_what_the_summary_shows():
    one = gym(last={"plank": Amount(seconds=20.0)}, last_day="yesterday")
    one.to_the_end()
    said = one.said()
    assert tuple(said[said.index("Well done.") :]) == one.session.summary


def test_brief_talk_leaves_out_what_is_not_needed():
    one = gym(TalkLevel.BRIEF, sessions=9, times=0, last_day="yesterday", bests={"plank": 5.0})
    one.to_the_end()
    said = one.said()
    assert said[:3] == ["Hello.", "Test.", "About 1 minute."]
    assert not [text for text in said if "new to you" in text or "longest" in text]


def test_two_sessions_in_a_row_do_not_end_alike():
    ends = []
    for seed in (4, 5):
        one = gym(seed=seed)
        one.to_the_end()
        ends.append(one.said()[-1])
    assert ends[0] != ends[1]


def test_after_a_hold_that_was_left_early_its_easier_variant_is_offered_when_it_comes_again():
    one = gym()
    one.until_work()
    one.passes(15.0)
    asked = one.now
    one.does(Command.NEXT)
    one.to_the_end()
    offers = [text for text in one.said(asked) if "gets too much" in text]
    easier = EXERCISES[PLANK.easier].name
    assert offers == [f"If it gets too much, press E for {easier}."]


def test_nothing_easier_is_offered_to_who_holds_it():
    one = gym()
    one.to_the_end()
    assert not [text for text in one.said() if "gets too much" in text]
