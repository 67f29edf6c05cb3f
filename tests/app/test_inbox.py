"""The inbox: real time, and what arrives meanwhile."""

from __future__ import annotations

import threading

from voice_coach.app.inbox import Inbox
from voice_coach.core.events.command import Command


def test_what_arrived_is_handed_out_in_order() -> None:
    inbox = Inbox()
    inbox.put(Command.NEXT)
    inbox.put(Command.BACK)
    assert [inbox.wait(None), inbox.wait(None)] == [Command.NEXT, Command.BACK]


def test_when_nothing_arrives_the_wait_ends_at_its_time_and_not_before() -> None:
    inbox = Inbox()
    until = inbox.now() + 0.05
    assert inbox.wait(until) is None
    assert inbox.now() >= until


def test_a_time_that_is_past_is_no_wait_and_still_hands_out() -> None:
    inbox = Inbox()
    assert inbox.wait(inbox.now() - 10.0) is None
    inbox.put(Command.NEXT)
    assert inbox.wait(inbox.now() - 10.0) is Command.NEXT


def test_what_another_thread_puts_in_ends_the_wait() -> None:
    inbox = Inbox()
    threading.Timer(0.05, inbox.put, (Command.STOP,)).start()
    assert inbox.wait(inbox.now() + 60.0) is Command.STOP
