"""Orders to the process that draws, and its reports."""

from __future__ import annotations

from dataclasses import dataclass, field

from voice_coach.ipc.wire import Wire


@dataclass(frozen=True, slots=True)
class TakeTerminal:
    """Take the terminal."""


@dataclass(frozen=True, slots=True)
class ShowFrame:
    """Show the newest frame."""

    pickled: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class StandAside:
    """Leave the terminal as it was, until `ComeBack`."""


@dataclass(frozen=True, slots=True)
class ComeBack:
    """Take the terminal again."""


@dataclass(frozen=True, slots=True)
class ScreenLoaded:
    """All is imported; the terminal was not touched so far."""


@dataclass(frozen=True, slots=True)
class FrameWanted:
    """Ready for the next frame, so that none waits in the pipe while a terminal is slow."""


@dataclass(frozen=True, slots=True)
class KeyPressed:
    """A key was pressed."""

    key: str


@dataclass(frozen=True, slots=True)
class StoodAside:
    """The terminal is as it was."""


ScreenOrder = TakeTerminal | ShowFrame | StandAside | ComeBack
ScreenReport = ScreenLoaded | FrameWanted | KeyPressed | StoodAside

ORDERS: Wire[ScreenOrder] = Wire(TakeTerminal, ShowFrame, StandAside, ComeBack)
REPORTS: Wire[ScreenReport] = Wire(ScreenLoaded, FrameWanted, KeyPressed, StoodAside)
