"""Events and effects: what comes to the session, and what it asks of the world.

Both are values. Times are absolute, on the clock whose `now` is passed in with each event.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from voice_coach.core.events.command import Command
from voice_coach.core.events.facts import Fact
from voice_coach.core.model.tone import Tone
from voice_coach.core.units import Seconds


class PrivateText(str):
    """Words that tell something of the athlete: why there is no training today, what was left out.

    They are spoken and shown like any other text, but their clip is never written to a disk, and
    no file's time tells when they were spoken.
    """

    __slots__ = ()


def private(texts: Iterable[str]) -> tuple[str, ...]:
    """The same texts, to be kept off every disk."""
    return tuple(map(PrivateText, texts))


@dataclass(frozen=True, slots=True)
class ClipsArrived:
    """Clips have been rendered since; lengths that were estimates may be known now."""


@dataclass(frozen=True, slots=True)
class NumberAnswer:
    """The answer to a question that offers figures to choose from."""

    choice: str

    def __str__(self) -> str:
        return self.choice


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter typed into a menu, to narrow it; empty: the last one is taken back."""

    text: str

    def __str__(self) -> str:
        return self.text


Asked = Command | NumberAnswer | Letter
"""What a key, or a phrase, can stand for."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A phrase was understood."""

    asked: Asked
    phrase: str
    sure: bool = True
    """False for a safety word that may have been another word: to be asked about."""


@dataclass(frozen=True, slots=True)
class VoiceBegan:
    """Somebody in the room began to speak. The coach falls silent, to hear and out of courtesy;
    the clock and the tones go on."""


@dataclass(frozen=True, slots=True)
class VoiceOver:
    """Nobody speaks any more, and what was said was no command, or its command has come."""


@dataclass(frozen=True, slots=True)
class WasStopped:
    """The whole program was stopped for a while, by Ctrl-Z or the like, and goes on."""


Event = Asked | ClipsArrived | Heard | VoiceBegan | VoiceOver | WasStopped


def asked_by(event: Event | None) -> Asked | None:
    """What was asked, be it with a key or in words; None when nothing was asked."""
    match event:
        case Heard(asked):
            return asked
        case Command() | NumberAnswer() | Letter():
            return event
        case _:
            return None


@dataclass(frozen=True, slots=True)
class Sound:
    """Have this begin at `at`: a text's clip or a tone. Handed over ahead of its time."""

    at: Seconds
    length: Seconds
    """The room it has. A clip that turned out longer is left out rather than run into what
    follows."""
    text: str = ""
    tone: Tone | None = None
    shorter: tuple[str, ...] = ()
    """Shorter forms of the text, the longest first, for when its clip isn't there in time."""


@dataclass(frozen=True, slots=True)
class Cancel:
    """Drop all sounds that begin at or after `after`."""

    after: Seconds


@dataclass(frozen=True, slots=True)
class Silence:
    """Fade out what sounds and drop everything handed over."""


@dataclass(frozen=True, slots=True)
class Hush:
    """While it is on, nothing spoken is heard: what sounds fades, what begins meanwhile begins
    unheard. Tones go on."""

    on: bool


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
    """To be shown and not said: why a command did nothing, what changed around us."""

    text: str


Effect = Sound | Cancel | Silence | Hush | SetVolume | SetRate | Want | Notice | Fact
"""What a session asks for, in the order asked."""
