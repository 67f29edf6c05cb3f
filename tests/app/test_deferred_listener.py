"""Ears that open once the first sound is out."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from voice_coach.app.deferred_listener import DeferredListener
from voice_coach.audio.port import Played

SILENCE = Played(1.0, 0, 960)
SOUND = Played(2.0, 960, 960, b"\x01\x02" * 960)
NEVER = 60.0


@dataclass
class FakeEars:
    """Remembers what it is told."""

    told: list[object] = field(default_factory=list)
    armed: threading.Event = field(default_factory=threading.Event)

    def arm(self, phrases: tuple[str, ...]) -> None:
        self.told.append(phrases)
        self.armed.set()

    def played(self, block: Played) -> None:
        self.told.append(block)

    def close(self) -> None:
        self.told.append("close")


class Opening:
    """Makes ears, and remembers how often."""

    def __init__(self) -> None:
        self.ears = FakeEars()
        self.times = 0

    def __call__(self) -> FakeEars:
        self.times += 1
        return self.ears


def test_they_open_with_the_first_sound_and_listen_for_what_was_armed_last() -> None:
    opening = Opening()
    late = DeferredListener(opening, NEVER)
    late.arm(("yes",))
    late.played(SILENCE)
    late.arm(("pause",))
    assert opening.times == 0
    late.played(SOUND)
    assert opening.ears.armed.wait(NEVER)
    late.arm(("stop",))
    late.played(SILENCE)
    assert opening.ears.told == [("pause",), ("stop",), SILENCE]
    late.close()


def test_without_a_speaker_they_open_after_a_while() -> None:
    opening = Opening()
    late = DeferredListener(opening, 0.01)
    late.arm(("pause",))
    assert opening.ears.armed.wait(NEVER)
    late.close()
    assert opening.ears.told == [("pause",), "close"]


def test_as_long_as_nothing_is_armed_they_stay_closed() -> None:
    opening = Opening()
    late = DeferredListener(opening, NEVER)
    late.played(SOUND)
    late.close()
    assert opening.times == 0


def test_closed_before_the_first_sound_they_never_open() -> None:
    opening = Opening()
    late = DeferredListener(opening, NEVER)
    late.arm(("pause",))
    late.close()
    late.played(SOUND)
    late.arm(("stop",))
    assert opening.times == 0
