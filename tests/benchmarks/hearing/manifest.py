"""What the test set holds: one line of JSON for every stretch of sound."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Split = Literal["tune", "test"]
"""What thresholds may be chosen on, and what they are judged on."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the test set: 16 kHz, one channel, 16 bit. Times in seconds."""

    file: str
    """In the test set's folder."""
    split: Split
    kind: Literal["command", "negative"]
    group: str
    """Of commands: session, answers. Of negatives: what sort of sound it is."""
    voice: str
    source: str
    """The program that spoke, `real` for people, empty where nobody speaks."""
    natural: bool
    """Whether it sounds like a person rather than a machine."""
    condition: str
    length: float
    command: str = ""
    phrase: str = ""
    """As it is armed, without the wake word."""
    wake: bool = False
    """Whether the wake word is said before it."""
    snr: float | None = None
    """Speech against background, dB; where the coach speaks meanwhile, the athlete against the
    coach's echo."""
    room: str = ""
    begin: float = 0.0
    """Of the speech in the file."""
    end: float = 0.0
    far: str = ""
    """What the coach plays meanwhile, 48 kHz."""
    athlete: str = ""
    """The microphone without the coach, where the coach speaks meanwhile."""
    echo: str = ""
    """The response from the coach's loudspeaker to the microphone: `rooms.load_response`."""


def write(path: Path, entries: Iterable[Entry]) -> None:
    """Put a manifest in the place of any that is there; fields that say nothing are left out."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".unfinished")
    with unfinished.open("w", encoding="utf-8") as lines:
        for entry in entries:
            said = asdict(entry)
            idle = [one.name for one in fields(Entry) if said[one.name] == one.default]
            lines.write(json.dumps({key: said[key] for key in said if key not in idle}) + "\n")
    unfinished.replace(path)


def read(path: Path) -> tuple[Entry, ...]:
    """All that a manifest lists."""
    return tuple(Entry(**json.loads(line)) for line in path.read_text("utf-8").splitlines())
