"""The process that recognises: `python -m voice_coach.hearing.processes.recogniser_worker ENGINE`,
started by `recogniser_client.py`.

It is a process of its own because a recogniser holds the interpreter for up to a second at a
time, and may crash. `hearing/ports/messages.py` has its orders and reports: it reports
`RecogniserFound` when it takes blocks, and `RecogniserLost` when it can't, until a phrase is
recognised after all.

When its input ends, it exits.
"""

from __future__ import annotations

import argparse
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from queue import Empty
from typing import BinaryIO, NoReturn

from voice_coach.errors import CoachError
from voice_coach.hearing.ports.messages import (
    RECOGNISER_ORDERS,
    RECOGNISER_REPORTS,
    ArmPhrases,
    RecogniserOrder,
)
from voice_coach.hearing.ports.recogniser import AudioBlock, Recogniser
from voice_coach.hearing.ports.reports import RecogniserFound, RecogniserLost
from voice_coach.ipc.child import claim_stdout, end_with_parent
from voice_coach.ipc.wire import ALIVE_EVERY, Alive
from voice_coach.system import clock
from voice_coach.system.mailbox import Mailbox

OrderQueue = Mailbox[RecogniserOrder]


def main() -> NoReturn:
    """Make the recogniser named on the command line, and serve it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("engine")
    parser.add_argument("--model", type=Path)
    parser.add_argument("--keep", type=Path, help="write what is understood into this folder")
    parser.add_argument("--own-voice", type=Path, help="know the voice of this file, too")
    parser.add_argument("--voiceprints", action="store_true", help="tell them")
    serve(lambda: _make(parser.parse_args()))


def serve(make: Callable[[], Recogniser]) -> NoReturn:
    """Recognise the blocks that come in until the input ends."""
    listener = claim_stdout()
    end_with_parent()
    orders: OrderQueue = Mailbox()
    threading.Thread(target=_read, args=(orders,), daemon=True).start()
    try:
        recogniser = make()
    except CoachError as error:
        RECOGNISER_REPORTS.send(listener, RecogniserLost(str(error)))
        _idle(listener)
    RECOGNISER_REPORTS.send(listener, RecogniserFound())
    _understand(recogniser, orders, listener)


def _make(options: argparse.Namespace) -> Recogniser:
    from voice_coach.hearing.own_voice.adapted import adapted  # noqa: PLC0415 - the same.
    from voice_coach.hearing.recognisers import registry  # noqa: PLC0415 - a test serves without any.
    from voice_coach.hearing.recordings.save_clips import Keeping  # noqa: PLC0415 - few keep anything.

    recogniser = registry.make(options.engine, options.model)
    recogniser = adapted(recogniser, options.own_voice, tells=options.voiceprints)
    return recogniser if options.keep is None else Keeping(recogniser, options.keep)


def _read(orders: OrderQueue) -> NoReturn:
    while (order := RECOGNISER_ORDERS.receive(sys.stdin.buffer)) is not None:
        orders.put(order)
    # Not sys.exit: nothing is lost with a recogniser, and it may be busy for long.
    os._exit(0)


def _understand(recogniser: Recogniser, orders: OrderQueue, listener: BinaryIO) -> NoReturn:
    spoke = clock.now()
    while True:
        order: RecogniserOrder | None
        try:
            order = orders.get(timeout=ALIVE_EVERY)
        except Empty:
            order = None
        match order:
            case ArmPhrases(phrases):
                recogniser.arm(phrases)
            case AudioBlock():
                _hear(recogniser, order, listener)
        if clock.now() - spoke >= ALIVE_EVERY:
            RECOGNISER_REPORTS.send(listener, Alive())
            spoke = clock.now()


def _hear(recogniser: Recogniser, block: AudioBlock, listener: BinaryIO) -> None:
    """Recognise a block. A failure may pass: a net out of reach, a full disk."""
    try:
        for spoken in recogniser.hear(block):
            RECOGNISER_REPORTS.send(listener, spoken)
    except CoachError as error:
        RECOGNISER_REPORTS.send(listener, RecogniserLost(str(error)))


def _idle(listener: BinaryIO) -> NoReturn:
    """Stay alive without work, so as not to be restarted in vain."""
    while True:
        threading.Event().wait(ALIVE_EVERY)
        RECOGNISER_REPORTS.send(listener, Alive())


if __name__ == "__main__":
    main()
