"""Choosing a routine from the menu, by voice and by key."""

from __future__ import annotations

import pytest
from fakes import Gym, length_of

from voice_coach.core.dialogues.routine_menu import RoutineMenu, RoutineMenuItem, matching
from voice_coach.core.events.command import Command
from voice_coach.core.events.messages import Letter, NumberAnswer, asked_by

NAMES = ("core basics", "gentle back", "tabata")


def menu(count: int = 3) -> Gym:
    items = tuple(
        RoutineMenuItem(f"Routine {number}", (NAMES[number - 1],) if number <= len(NAMES) else ())
        for number in range(1, count + 1)
    )
    gym = Gym.before(RoutineMenu(length_of, items))
    gym.passes(2.0)
    return gym


def test_it_asks_aloud_and_shows_what_there_is():
    gym = menu()
    assert gym.said() == ["Which routine?"]
    assert " 2  Routine 2" in gym.notices()


@pytest.mark.parametrize(
    ("said", "place"), [("core basics", 0), ("tabata", 2), ("one", 0), ("three", 2)]
)
def test_a_name_or_a_number_that_is_said_chooses(said, place):
    gym = menu()
    gym.says(gym.act.names[said], said)
    assert gym.act.done
    assert gym.act.choice == place


def test_a_number_that_is_said_is_whole_even_if_longer_ones_begin_with_it():
    gym = menu(12)
    gym.says(gym.act.names["one"], "one")
    assert gym.act.choice == 0


def test_pain_that_is_said_ends_it_without_a_choice():
    gym = menu()
    assert {Command.PAIN, Command.STOP} <= set(gym.act.armed)
    gym.says(Command.PAIN)
    assert gym.act.done
    assert gym.act.choice is None
    assert asked_by(gym.act.pain) is Command.PAIN


def test_every_number_can_be_said():
    assert {"one", "eleven", "twelve"} <= menu(12).act.names.keys()


def test_a_key_that_means_one_number_only_chooses_at_once():
    gym = menu(12)
    gym.does(NumberAnswer("2"))
    assert gym.act.choice == 1


def test_a_key_that_may_begin_a_longer_number_waits_for_more():
    gym = menu(12)
    gym.does(NumberAnswer("1"))
    assert not gym.act.done
    gym.does(NumberAnswer("2"))
    assert gym.act.choice == 11


def test_done_takes_the_number_as_it_is():
    gym = menu(12)
    gym.does(NumberAnswer("1"))
    gym.does(Command.DONE)
    assert gym.act.choice == 0


def test_a_number_that_is_not_there_is_forgotten():
    gym = menu(12)
    gym.does(NumberAnswer("1"))
    gym.does(NumberAnswer("7"))
    assert not gym.act.done
    gym.does(NumberAnswer("4"))
    assert gym.act.choice == 3


def test_done_takes_the_first_which_is_the_one_to_begin_with():
    gym = menu()
    assert gym.act.view(0.0).at == 0
    gym.does(Command.DONE)
    assert gym.act.choice == 0


@pytest.mark.parametrize("leaving", [Command.STOP, Command.QUIT])
def test_it_can_be_left_without_a_choice(leaving):
    gym = menu()
    gym.does(leaving)
    assert gym.act.done
    assert gym.act.choice is None


def test_silence_chooses_nothing():
    gym = menu()
    gym.passes(3600.0)
    assert not gym.act.done


def test_a_routine_called_stop_does_not_take_the_word_away():
    act = RoutineMenu(length_of, (RoutineMenuItem("Stop", ("stop", "stopping short")),))
    assert "stop" not in act.names
    assert "stopping short" in act.names


def test_once_it_is_answered_nothing_is_armed():
    gym = menu()
    assert Command.STOP in gym.act.armed
    gym.does(Command.STOP)
    assert gym.act.armed == ()


def test_the_question_is_put_again_when_somebody_spoke_over_it_and_then_waits_for_ever():
    gym = Gym.before(RoutineMenu(length_of, (RoutineMenuItem("Routine 1", ("core basics",)),)))
    gym.passes(0.5)
    gym.murmurs()
    gym.passes(3600.0)
    assert gym.said() == ["Which routine?", "Which routine?"]
    assert not gym.act.done


def with_a_plan() -> Gym:
    items = tuple(RoutineMenuItem(name.title(), (name,)) for name in NAMES)
    asked = ("Today is for Tabata.", "Say yes for that, or name another.")
    gym = Gym.before(RoutineMenu(length_of, items, greeting=asked, planned=2))
    gym.passes(5.0)
    return gym


def test_what_is_planned_is_said_first():
    assert with_a_plan().said() == ["Today is for Tabata.", "Say yes for that, or name another."]


@pytest.mark.parametrize("command", [Command.YES, Command.DONE])
def test_yes_takes_what_is_planned(command):
    gym = with_a_plan()
    assert command in gym.act.armed
    gym.does(command)
    assert gym.act.choice == 2


def test_another_than_planned_can_be_named():
    gym = with_a_plan()
    gym.says(gym.act.names["core basics"], "core basics")
    assert gym.act.choice == 0


def test_without_a_plan_yes_chooses_nothing():
    gym = menu()
    gym.does(Command.YES)
    assert not gym.act.done


def test_next_and_back_go_from_item_to_item_and_round_the_ends():
    gym = menu()
    places = []
    for command in (Command.NEXT, Command.NEXT, Command.NEXT, Command.NEXT, Command.BACK):
        gym.does(command)
        places.append(gym.act.view(0.0).at)
    assert places == [1, 2, 0, 1, 0]
    assert gym.notices()[-1] == " 1> Routine 1"


def test_done_takes_the_item_they_stand_at():
    gym = menu()
    gym.does(Command.NEXT)
    gym.does(Command.DONE)
    assert gym.act.choice == 1


def typing(letters: str, count: int = 3) -> Gym:
    items = tuple(
        RoutineMenuItem(f"{name.title()} beginner", (name,))
        for name in (*NAMES, "tea time")[:count]
    )
    gym = Gym.before(RoutineMenu(length_of, items))
    for letter in letters:
        gym.does(Letter(letter))
    return gym


def names_left(gym: Gym) -> list[str]:
    return [offer.name for offer in gym.act.view(0.0).offers]


def test_letters_leave_what_has_words_that_begin_so_and_its_number():
    gym = typing("ba")
    assert names_left(gym) == ["Core Basics beginner", "Gentle Back beginner"]
    assert gym.act.view(0.0).numbers == (1, 2)
    assert gym.act.view(0.0).typed == "ba"
    gym.does(Command.NEXT)
    gym.does(Command.DONE)
    assert gym.act.choice == 1


def test_names_come_before_other_words():
    morning = RoutineMenuItem("Morning Mobility beginner", ("morning mobility",))
    desk = RoutineMenuItem("Desk Break beginner mobility", ("desk break",))
    assert matching((desk, morning), "mob") == (1,)
    assert matching((desk, morning), "beg") == (0, 1)
    assert matching((desk, morning), "") == (0, 1)


def test_what_letters_leave_is_chosen_by_its_own_number():
    gym = typing("t", 4)
    assert gym.act.view(0.0).numbers == (3, 4)
    gym.does(NumberAnswer("4"))
    assert gym.act.choice == 3


def test_a_letter_too_many_is_told_and_one_can_be_taken_back():
    gym = typing("gex")
    assert gym.notices()[-1] == "Nothing begins with gex; Backspace takes a letter back."
    assert names_left(gym) == ["Gentle Back beginner"]
    gym.does(Letter(""))
    gym.does(Letter(""))
    assert len(names_left(gym)) == 3


def test_q_leaves_and_after_other_letters_is_a_letter():
    gym = typing("q")
    assert gym.act.done
    assert gym.act.choice is None
    assert not typing("core q").act.done


def test_some_are_read_out_to_somebody_who_can_not_see_them():
    items = tuple(RoutineMenuItem(name.title(), (name,)) for name in NAMES)
    told = ("Core Basics, 17 minutes.", "Gentle Back, 8 minutes.", "Or say another name.")
    gym = Gym.before(RoutineMenu(length_of, items, read_out=told))
    gym.passes(20.0)
    assert gym.said() == ["Which routine?", *told]


def test_its_view_has_every_item_and_what_was_typed():
    gym = menu(12)
    gym.does(NumberAnswer("1"))
    seen = gym.act.view(0.0)
    assert (len(seen.offers), seen.typed) == (12, "1")


def on_a_day_of_rest() -> Gym:
    items = tuple(RoutineMenuItem(name.title(), (name,)) for name in NAMES)
    gym = Gym.before(RoutineMenu(length_of, items, is_day_of_rest=True))
    gym.passes(2.0)
    return gym


def test_on_a_day_of_rest_done_alone_takes_nothing_and_says_so():
    gym = on_a_day_of_rest()
    gym.does(Command.DONE)
    assert not gym.act.done
    assert gym.act.view(0.0).at is None
    assert gym.notices()[-1].startswith("today is for rest: Enter alone takes none")


@pytest.mark.parametrize(
    ("meant", "place"), [(Command.NEXT, 0), (Command.BACK, 2), (Letter("t"), 2)]
)
def test_on_a_day_of_rest_done_takes_what_was_gone_to(meant, place):
    gym = on_a_day_of_rest()
    gym.does(meant)
    gym.does(Command.DONE)
    assert gym.act.choice == place


def test_the_one_that_done_takes_is_marked():
    gym = menu()
    assert " 1> Routine 1" in gym.notices()
    gym.does(Command.NEXT)
    assert gym.notices()[-1] == " 2> Routine 2"
