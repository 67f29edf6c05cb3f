"""The queue of what is to be rendered."""

from __future__ import annotations

from voice_coach.speech.render_queue import Wishes


def taken(wishes: Wishes) -> list[str]:
    found = []
    while (text := wishes.take()) is not None:
        found.append(text)
        wishes.done()
    return found


def wishing(*texts: str) -> Wishes:
    wishes = Wishes()
    wishes.replace(texts)
    return wishes


def test_wishes_are_taken_in_order() -> None:
    assert taken(wishing("a", "b")) == ["a", "b"]


def test_new_wishes_replace_those_before() -> None:
    wishes = wishing("a", "b")
    wishes.replace(("c",))
    assert taken(wishes) == ["c"]


def test_an_added_wish_comes_first() -> None:
    wishes = wishing("a")
    wishes.add("b")
    assert taken(wishes) == ["b", "a"]


def test_what_is_passed_over_comes_after_the_next_six() -> None:
    wishes = wishing("late", *"abcdefgh")
    wishes.pass_over("late")
    assert taken(wishes) == [*"abcdef", "late", *"gh"]


def test_what_nobody_wishes_or_is_in_hand_is_not_passed_over() -> None:
    wishes = wishing("a", "b")
    wishes.take()
    wishes.pass_over("a")
    wishes.pass_over("c")
    assert taken(wishes) == ["b"]


def test_a_failed_text_is_tried_again_at_once_and_then_after_the_others() -> None:
    wishes = wishing("bad", "a", "b")
    tried = []
    while (text := wishes.take()) is not None:
        tried.append(text)
        if text == "bad":
            wishes.fail()
        else:
            wishes.done()
    assert tried == ["bad", "bad", "a", "b", "bad", "bad"]


def test_a_text_given_up_is_not_wished_for_again() -> None:
    wishes = wishing("bad", "a")
    wishes.take()
    wishes.give_up("bad")
    wishes.replace(("bad", "a"))
    wishes.add("bad")
    assert taken(wishes) == ["a"]


def test_a_text_put_back_stays_first_and_counts_no_failure() -> None:
    wishes = wishing("a", "b")
    for _ in range(9):
        wishes.take()
        wishes.put_back()
    assert taken(wishes) == ["a", "b"]


def test_something_is_in_hand_from_taking_to_done() -> None:
    wishes = wishing("a")
    assert not wishes.in_hand
    wishes.take()
    assert wishes.in_hand
    wishes.done()
    assert not wishes.in_hand
    assert not wishes
