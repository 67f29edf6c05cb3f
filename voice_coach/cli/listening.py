"""Listening to the microphone, and showing it as it comes."""

from __future__ import annotations

import sys
from pathlib import Path
from queue import SimpleQueue

import click

from voice_coach import clock
from voice_coach.cli.hearing import Choice
from voice_coach.cli.judging import Judging
from voice_coach.errors import CoachError
from voice_coach.hearing.endpointer import OPENS
from voice_coach.hearing.live import Ears
from voice_coach.hearing.messages import Told
from voice_coach.hearing.reports import (
    Level,
    MicrophoneFound,
    MicrophoneLost,
    RecogniserFound,
    RecogniserLost,
    Understood,
)

_CLEAR = "\r\x1b[2K"

_FLOOR, _BAR = -70.0, 35
"""The level in dBFS that is shown as nothing, and how many signs full scale has."""


def listen(choice: Choice, judging: Judging, keep: Path | None, *, as_json: bool) -> None:
    """Show what comes until Ctrl-C. Raises CoachError where nothing can be understood."""
    if choice.lacking:
        raise CoachError("Nothing can be understood here.", choice.lacking)
    told: SimpleQueue[Told] = SimpleQueue()
    ears = Ears(told.put, choice.engine, choice.model, keep=keep, levels=True)
    shown = _Shown(judging, as_json=as_json)
    try:
        ears.arm(judging.phrases)
        while True:
            shown.take(told.get())
    except KeyboardInterrupt:
        shown.clear()
    finally:
        ears.close()


class _Shown:
    """What is heard, on the terminal: a line for what was understood, and the last one redrawn
    with how loud it is."""

    def __init__(self, judging: Judging, *, as_json: bool) -> None:
        self._judging = judging
        self._as_json = as_json
        self._meter = sys.stderr.isatty()
        self._began = clock.now()

    def take(self, told: Told) -> None:
        """Show something that was told."""
        match told:
            case Level():
                self._draw(told)
            case Understood():
                self._tell(told)
            case MicrophoneFound(name):
                self._say(f"Listening to {name}. Ctrl-C ends it.")
            case MicrophoneLost(reason):
                self._say(f"No microphone: {reason}. As soon as there is one, it is listened to.")
            case RecogniserFound():
                self._say(f"Say one of: {' · '.join(self._judging.phrases)}")
            case RecogniserLost(reason):
                self._say(f"Nothing is understood: {reason}")

    def clear(self) -> None:
        """Leave the terminal with an empty last line."""
        if self._meter:
            click.echo(_CLEAR, nl=False, err=True)

    def _tell(self, understood: Understood) -> None:
        judged = self._judging.judge(understood, self._began)
        self.clear()
        if not self._as_json:
            click.echo(str(judged))
        elif judged.command:
            click.echo(judged.json())

    def _say(self, line: str) -> None:
        self.clear()
        click.echo(line, err=True)

    def _draw(self, level: Level) -> None:
        if not self._meter:
            return
        share = min(1.0, max(0.0, 1 - level.dbfs / _FLOOR))
        bar = "█" * round(share * _BAR)
        voice = "voice" if level.voice >= OPENS else ""
        click.echo(f"{_CLEAR}{bar:░<{_BAR}} {level.dbfs:4.0f} dBFS  {voice}", nl=False, err=True)
