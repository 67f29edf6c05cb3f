"""Events and effects: the inputs of a session, and its outputs.

Both are values. Times are absolute, on the clock whose `now` is passed in with each event.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from voice_coach.core.events.command import Command
from voice_coach.core.events.facts import Fact
from voice_coach.core.events.playback import Cancel, Hush, Silence
from voice_coach.core.model.exercise import HealthCondition
from voice_coach.core.model.tone import Tone
from voice_coach.core.units import Seconds


class PrivateText(str):
    """Words that reveal something about the athlete, such as the reason for no training today, or
    an exercise left out.

    They are spoken and shown like any other text, but their clip is never written to a disk, and no
    file's time reveals when they were spoken.
    """

    __slots__ = ()


def private(texts: Iterable[str]) -> tuple[str, ...]:
    """The same texts, marked to be kept off every disk."""
    return tuple(map(PrivateText, texts))


@dataclass(frozen=True, slots=True)
class ClipsArrived:
    """Clips have been rendered; lengths that were estimates may be known now."""


@dataclass(frozen=True, slots=True)
class NumberAnswer:
    """The answer to a question with numbered answers."""

    choice: str

    def __str__(self) -> str:
        return self.choice


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter typed into a menu, to narrow it; empty: the last one is taken back."""

    text: str

    def __str__(self) -> str:
        return self.text


Slot = int | HealthCondition
"""The detail of a command: seconds, reps or exercises, or the part of the body that hurts."""


@dataclass(frozen=True, slots=True)
class FilledCommand:
    """A command that was given with a detail, such as "add twenty seconds" or "my knee hurts".

    It is allowed where its command is, and where a detail makes no difference it means the same.
    """

    command: Command
    slot: Slot

    def __str__(self) -> str:
        return f"{self.command.value}: {self.slot}"


Asked = Command | FilledCommand | NumberAnswer | Letter
"""The possible meanings of a key or a phrase."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A phrase was understood."""

    asked: Asked
    phrase: str
    sure: bool = True
    """False for a safety word that may have been another word, and needs a question."""


@dataclass(frozen=True, slots=True)
class VoiceBegan:
    """Somebody in the room began to speak. The coach falls silent, to listen and out of courtesy;
    the clock and the tones go on."""


@dataclass(frozen=True, slots=True)
class VoiceOver:
    """Nobody speaks any more, and the speech was no command, or its command has come."""


@dataclass(frozen=True, slots=True)
class WasStopped:
    """The whole program was stopped for a while, by Ctrl-Z or the like, and goes on."""


Event = Asked | ClipsArrived | Heard | VoiceBegan | VoiceOver | WasStopped


def asked_by(event: Event | None) -> Command | NumberAnswer | Letter | None:
    """The command or answer in an event, by key or by voice, without its detail; None if there is
    none."""
    match event.asked if isinstance(event, Heard) else event:
        case FilledCommand(command):
            return command
        case Command() | NumberAnswer() | Letter() as asked:
            return asked
        case _:
            return None


def part_that_hurts(event: Event | None) -> HealthCondition | None:
    """The part of the body that an event says to hurt; None if it names none."""
    match event.asked if isinstance(event, Heard) else event:
        case FilledCommand(Command.PAIN, HealthCondition() as part):
            return part
        case _:
            return None


@dataclass(frozen=True, slots=True)
class Sound:
    """Begin a text's clip or a tone at `at`. Handed over ahead of its time."""

    at: Seconds
    length: Seconds
    """The time available. A clip that is longer is left out so that it does not run into the next.
    """
    text: str = ""
    tone: Tone | None = None
    shorter: tuple[str, ...] = ()
    """Shorter forms of the text, the longest first, for use if its clip isn't ready in time."""


@dataclass(frozen=True, slots=True)
class SetVolume:
    """0 to 100."""

    volume: int


@dataclass(frozen=True, slots=True)
class SetRate:
    """Speak at this many words a minute from now on."""

    rate: int


@dataclass(frozen=True, slots=True)
class Want:
    """These texts will be needed, in this order."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A text to show and not to say, such as the reason why a command did nothing."""

    text: str


Effect = Sound | Cancel | Silence | Hush | SetVolume | SetRate | Want | Notice | Fact
"""A session's output, in order."""
