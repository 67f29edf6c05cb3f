"""Listen to the microphone, and show the results as they come."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TextIO

import click

from voice_coach.app.command_trial import Judging
from voice_coach.app.listen_choice import ListenChoice
from voice_coach.core.units import Seconds
from voice_coach.errors import CoachError
from voice_coach.hearing.capture.endpointer import OPENS
from voice_coach.hearing.ports.messages import HearingMessage
from voice_coach.hearing.ports.reports import (
    LevelReport,
    MicrophoneFound,
    MicrophoneLost,
    RecogniserFound,
    RecogniserLost,
    Understood,
)
from voice_coach.hearing.processes.listener import LiveListener
from voice_coach.system import clock
from voice_coach.system.mailbox import Mailbox

_CLEAR = "\r\x1b[2K"

_FLOOR, _BAR = -70.0, 35
"""The level in dBFS that is shown as nothing, and how many signs full scale has."""


def listen(choice: ListenChoice, judging: Judging, keep: Path | None, *, as_json: bool) -> None:
    """Show results until Ctrl-C. Raises CoachError if no speech can be understood."""
    if choice.lacking:
        raise CoachError("No speech can be understood here.", choice.lacking)
    told: Mailbox[HearingMessage] = Mailbox()
    listener = LiveListener(
        told.put,
        choice.engine,
        choice.model,
        own_voice=choice.own_voice,
        keep=keep,
        levels=True,
    )
    shown = HeardLines(judging, sys.stdout, sys.stderr, clock.now(), as_json=as_json)
    try:
        listener.arm(judging.phrases)
        while True:
            shown.take(told.get())
    except KeyboardInterrupt:
        shown.clear()
    finally:
        listener.close()


class HeardLines:
    """The lines that are shown: on `out` a line for each recognised phrase, on `err` the notices,
    and in a terminal a last line that is redrawn with the level."""

    def __init__(
        self, judging: Judging, out: TextIO, err: TextIO, began: Seconds, *, as_json: bool
    ) -> None:
        """`began`: when listening began; times are told from then on. `as_json`: what is taken
        for a command, for scripts."""
        self._judging = judging
        self._out, self._err = out, err
        self._meter = err.isatty()
        self._began = began
        self._as_json = as_json

    def take(self, told: HearingMessage) -> None:
        """Show one report."""
        match told:
            case LevelReport():
                self._draw(told)
            case Understood():
                self._tell(told)
            case MicrophoneFound(name):
                self._say(f"Listening to {name}. Ctrl-C ends it.")
            case MicrophoneLost(reason):
                self._say(f"No microphone: {reason}. Listening starts as soon as there is one.")
            case RecogniserFound():
                self._say(f"Say one of: {' · '.join(self._judging.phrases)}")
            case RecogniserLost(reason):
                self._say(f"No speech can be understood: {reason}")

    def clear(self) -> None:
        """Leave the terminal with an empty last line."""
        if self._meter:
            click.echo(_CLEAR, self._err, nl=False)

    def _tell(self, understood: Understood) -> None:
        judged = self._judging.judge(understood, self._began)
        self.clear()
        if not self._as_json:
            click.echo(str(judged), self._out)
        elif judged.command or self._judging.scores:
            click.echo(judged.json(), self._out)

    def _say(self, line: str) -> None:
        self.clear()
        click.echo(line, self._err)

    def _draw(self, level: LevelReport) -> None:
        if not self._meter:
            return
        share = min(1.0, max(0.0, 1 - level.dbfs / _FLOOR))
        bar = "█" * round(share * _BAR)
        voice = "voice" if level.voice >= OPENS else ""
        line = f"{bar:░<{_BAR}} {level.dbfs:4.0f} dBFS  {voice}"
        click.echo(f"{_CLEAR}{line}", self._err, nl=False)
