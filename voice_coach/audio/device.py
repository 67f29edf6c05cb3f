"""The sound device as an output: a player process, kept alive."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
from queue import SimpleQueue
from typing import BinaryIO, cast

from voice_coach import clock, wire
from voice_coach.audio.clip import Clip
from voice_coach.audio.output import Began, DeviceFound, DeviceLost, Report, Reporter
from voice_coach.core.exercise import Seconds

# -P: a `queue.py` in the folder the user happens to be in must not take the place of Python's.
PLAYER = (sys.executable, "-P", "-m", "voice_coach.audio.player")

_LATEST: Seconds = 1.0
"""A sound that has waited so long for a player is out of date, and begins unheard."""

_CRASHED_AT_ONCE: Seconds = 1.0
"""A player that lived no longer than this will not fare better if started again at once."""

_RETRY_EVERY: Seconds = 2.0

_TICK: Seconds = 0.02
"""How exactly beginnings are reported while there is no player."""

_LOOK_EVERY: Seconds = 0.5
"""How often the player is looked after; it gives a sign of life as often."""

_FROZEN_AFTER = 5
"""Looks without a sign of life after which a player is replaced."""

_START_LOOKS = 20
"""The same for a player that has not yet spoken: Python may come from a slow disk."""

_EXIT_WITHIN: Seconds = 0.4
"""What a player may take to fade out and exit before it is killed."""

_CLOSE_WITHIN: Seconds = 0.8


class DeviceOutput:
    """Plays on the system's sound device, through a player process of its own.

    Nothing here waits for the player. If it dies or freezes it is replaced, and is told again
    what it had not begun; while there is none, beginnings are reported all the same.
    """

    def __init__(self, report: Reporter, player: tuple[str, ...] = PLAYER) -> None:
        """`report` is called from a thread of this output. `player` is the command to start."""
        self._report_to = report
        self._command = player
        self._turn = threading.Lock()
        """Held while the fields below are changed."""
        self._waiting: dict[int, tuple[Seconds, Clip | None]] = {}
        """What was placed and has not begun."""
        self._volume = 1.0
        self._link: _Link | None = None
        self._present: bool | None = None
        """Whether there is a device, as last reported."""
        self._closing = threading.Event()
        self._threads = [
            threading.Thread(target=self._keep_player, name="player", daemon=True),
            threading.Thread(target=self._look_after, name="player watch", daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def place(self, sound: int, at: Seconds, clip: Clip | None) -> None:
        """Have `clip` begin at `at`, or as soon as possible if that is past."""
        with self._turn:
            self._waiting[sound] = (at, clip)
            if self._link:
                self._link.place(sound, at, clip)

    def cancel(self, after: Seconds) -> None:
        """Drop every sound that begins at or after `after`; what sounds goes on to its end."""
        with self._turn:
            self._waiting = {
                sound: placed for sound, placed in self._waiting.items() if placed[0] < after
            }
            if self._link:
                self._link.send({"do": "cancel", "after": after})

    def silence(self) -> None:
        """Fade out what sounds, without a click, and drop everything placed."""
        with self._turn:
            self._waiting.clear()
            if self._link:
                self._link.send({"do": "silence"})

    def set_volume(self, volume: float) -> None:
        """0.0 to 1.0, of all that is played from now on, in mid-clip too."""
        with self._turn:
            self._volume = volume
            if self._link:
                self._link.send({"do": "volume", "volume": volume})

    def close(self) -> None:
        """Stop and give the device back; in less than a second, whatever state it is in."""
        with self._turn:
            self._closing.set()
            if self._link:
                self._link.hang_up()
        deadline = clock.now() + _CLOSE_WITHIN
        for thread in self._threads:
            thread.join(max(0.0, deadline - clock.now()))

    def _keep_player(self) -> None:
        while not self._closing.is_set():
            started = clock.now()
            failure = self._run_player()
            if not self._closing.is_set() and clock.now() - started < _CRASHED_AT_ONCE:
                self._hear(DeviceLost(f"the sound player does not run ({failure})"))
                self._pass_time(_RETRY_EVERY)

    def _run_player(self) -> str:
        """Start a player and listen to it until it ends; why it ended."""
        try:
            link = _Link(self._command)
        except OSError as error:
            return str(error)
        self._pass_over(clock.now() - _LATEST)
        with self._turn:
            self._link = link
            link.send({"do": "volume", "volume": self._volume})
            for sound, (at, clip) in self._waiting.items():
                link.place(sound, at, clip)
            if self._closing.is_set():
                link.hang_up()
        while report := link.receive():
            self._hear(report)
        with self._turn:
            self._link = None
        return f"exit code {link.end()}"

    def _hear(self, report: Report) -> None:
        with self._turn:
            if isinstance(report, Began):
                self._waiting.pop(report.sound, None)
            else:
                present = isinstance(report, DeviceFound)
                known, self._present = self._present, present
                if known is present:
                    return
        self._report_to(report)

    def _pass_time(self, length: Seconds) -> None:
        until = clock.now() + length
        while clock.now() < until and not self._closing.wait(_TICK):
            self._pass_over(clock.now())

    def _pass_over(self, to: Seconds) -> None:
        """Report as begun what was due before `to` and was not heard."""
        with self._turn:
            due = sorted((at, sound) for sound, (at, _) in self._waiting.items() if at < to)
        for at, sound in due:
            self._hear(Began(sound, at))

    def _look_after(self) -> None:
        """Kill a player that gives no sign of life; its end is noticed where it is read."""
        while not self._closing.wait(_LOOK_EVERY):
            with self._turn:
                link = self._link
            if link and link.frozen():
                link.kill()


class _Link:
    """One player process: its orders are written in a thread, so that giving one never
    blocks."""

    def __init__(self, command: tuple[str, ...]) -> None:
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # Sound libraries write there, and the screen is ours.
            stderr=subprocess.DEVNULL,
            # Out of reach of the terminal's signals: it ends when its input does.
            start_new_session=True,
        )
        self._input = cast("BinaryIO", self._process.stdin)
        self._output = cast("BinaryIO", self._process.stdout)
        self._orders: SimpleQueue[tuple[wire.Fields, bytes] | None] = SimpleQueue()
        self._spoke = threading.Event()
        self._silent_looks = _FROZEN_AFTER - _START_LOOKS
        self._writer = threading.Thread(target=self._write, daemon=True)
        self._writer.start()

    def send(self, order: wire.Fields, payload: bytes = b"") -> None:
        """Give an order; those to a dead player are lost."""
        self._orders.put((order, payload))

    def place(self, sound: int, at: Seconds, clip: Clip | None) -> None:
        """Order a sound to be placed."""
        self.send({"do": "place", "sound": sound, "at": at}, clip.pcm if clip else b"")

    def receive(self) -> Report | None:
        """The player's next report; None once it has ended."""
        while message := wire.receive(self._output):
            self._spoke.set()
            fields, _ = message
            match fields["report"]:
                case "began":
                    return Began(fields["sound"], fields["at"])
                case "found":
                    return DeviceFound(fields["name"])
                case "lost":
                    return DeviceLost(fields["reason"])
        return None

    def frozen(self) -> bool:
        """Whether there was no sign of life in the last looks. Looks are counted, and not the
        time between them, so that a coach that stood still itself does not blame the player."""
        self._silent_looks = 0 if self._spoke.is_set() else self._silent_looks + 1
        self._spoke.clear()
        return self._silent_looks >= _FROZEN_AFTER

    def hang_up(self) -> None:
        """Have the player fade out and end, or be killed if it does not."""
        self._orders.put(None)
        threading.Thread(target=self._wait_or_kill, daemon=True).start()

    def kill(self) -> None:
        """End the player now."""
        self._process.kill()

    def end(self) -> int:
        """Clear up after a player that has closed its output; its exit code."""
        self._wait_or_kill()
        self._orders.put(None)
        self._writer.join()
        self._output.close()
        return self._process.wait()

    def _wait_or_kill(self) -> None:
        try:
            self._process.wait(_EXIT_WITHIN)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def _write(self) -> None:
        # A player that died is noticed where its reports are read.
        with contextlib.suppress(OSError):
            while order := self._orders.get():
                wire.send(self._input, *order)
        with contextlib.suppress(OSError):
            self._input.close()
