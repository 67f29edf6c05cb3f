"""The process that recognises: `python -m voice_coach.hearing.processes.recogniser_worker ENGINE`,
started by `recogniser_client.py`.

It is a process of its own because a recogniser holds the interpreter for up to a second at a
time, and may crash. It talks as in `voice_coach.ipc.framing`; the sound of a block is payload.

    {"do": "arm", "phrases": ["stop", "pause"]}
    {"do": "hear", "voice": 0.97, "over_coach": false}    + PCM

    {"report": "ready"}                        from now on, blocks are listened to
    {"report": "unable", "reason": "..."}      they are not, until something is spoken
    {"report": "spoken", ...}                  the fields of `port.Spoken`
    {"report": "alive"}                        every `framing.ALIVE_EVERY` in which it gets on

When its input ends, it exits.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from queue import Empty
from typing import BinaryIO, NoReturn

from voice_coach.errors import CoachError
from voice_coach.hearing.ports.recogniser import AudioBlock, Recogniser
from voice_coach.ipc import framing
from voice_coach.system import clock
from voice_coach.system.mailbox import Mailbox

OrderQueue = Mailbox[tuple[framing.MessageFields, bytes]]


def main() -> NoReturn:
    """Make the recogniser named on the command line, and serve it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("engine")
    parser.add_argument("--model", type=Path)
    parser.add_argument("--keep", type=Path, help="write what is understood into this folder")
    options = parser.parse_args()
    serve(lambda: _make(options.engine, options.model, options.keep))


def serve(make: Callable[[], Recogniser]) -> NoReturn:
    """Recognise the blocks that come in until the input ends."""
    # The terminal sends Ctrl-C to us too; it is meant for the coach.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Recognisers print; what they print must not get between our messages.
    listener = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    orders: OrderQueue = Mailbox()
    threading.Thread(target=_read, args=(orders,), daemon=True).start()
    try:
        recogniser = make()
    except CoachError as error:
        framing.send(listener, {"report": "unable", "reason": str(error)})
        _idle(listener)
    framing.send(listener, {"report": "ready"})
    _understand(recogniser, orders, listener)


def _make(engine: str, model: Path | None, keep: Path | None) -> Recogniser:
    from voice_coach.hearing.recognisers import registry  # noqa: PLC0415 - a test serves without any.
    from voice_coach.hearing.recordings.save_clips import Keeping  # noqa: PLC0415 - few keep anything.

    recogniser = registry.make(engine, model)
    return recogniser if keep is None else Keeping(recogniser, keep)


def _read(orders: OrderQueue) -> NoReturn:
    while message := framing.receive(sys.stdin.buffer):
        orders.put(message)
    # Not sys.exit: nothing is lost with a recogniser, and it may be busy for long.
    os._exit(0)


def _understand(recogniser: Recogniser, orders: OrderQueue, listener: BinaryIO) -> NoReturn:
    spoke = clock.now()
    while True:
        try:
            order, pcm = orders.get(timeout=framing.ALIVE_EVERY)
        except Empty:
            order, pcm = {"do": "nothing"}, b""
        match order["do"]:
            case "arm":
                recogniser.arm(tuple(order["phrases"]))
            case "hear":
                _hear(recogniser, AudioBlock(pcm, order["voice"], order["over_coach"]), listener)
        if clock.now() - spoke >= framing.ALIVE_EVERY:
            framing.send(listener, {"report": "alive"})
            spoke = clock.now()


def _hear(recogniser: Recogniser, block: AudioBlock, listener: BinaryIO) -> None:
    """Recognise a block. A failure may pass: a net out of reach, a full disk."""
    try:
        for spoken in recogniser.hear(block):
            framing.send(listener, {"report": "spoken", **asdict(spoken)})
    except CoachError as error:
        framing.send(listener, {"report": "unable", "reason": str(error)})


def _idle(listener: BinaryIO) -> NoReturn:
    """Stay alive without work, so as not to be restarted in vain."""
    while True:
        threading.Event().wait(framing.ALIVE_EVERY)
        framing.send(listener, {"report": "alive"})


if __name__ == "__main__":
    main()
