"""A speech worker that behaves as its first argument says and records what it is asked.

Run as `fake_worker.py BEHAVIOUR LOG FOLDER`. Each request adds a line of JSON to LOG, in which a
later worker also sees what happened to the ones before it.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from voice_coach.speech.voices import Voice
from voice_coach.speech.worker_messages import (
    REPLIES,
    REQUESTS,
    EngineOpened,
    FailureKind,
    ListVoices,
    OpenEngine,
    RenderText,
    RequestFailed,
    SpeechReply,
    SpeechRequest,
    TextRendered,
    VoicesListed,
)

BEHAVIOUR = sys.argv[1]
LOG = Path(sys.argv[2])
VOICE = Voice("fake", "Fake", ("en",))
ASK = {OpenEngine: "open", ListVoices: "voices", RenderText: "render"}


def main() -> None:
    starts = _requests("open")
    while (request := REQUESTS.receive(sys.stdin.buffer)) is not None:
        with LOG.open("a") as log:
            log.write(json.dumps({"ask": ASK[type(request)], **asdict(request)}) + "\n")
        _answer(request, starts)


def _answer(request: SpeechRequest, starts: int) -> None:
    text = request.text if isinstance(request, RenderText) else ""
    if isinstance(request, OpenEngine):
        _open(request, starts)
    elif BEHAVIOUR == "natural voice dies" and text and _is_natural():
        sys.exit("it died")
    elif isinstance(request, ListVoices):
        _reply(VoicesListed((VOICE,)))
    elif BEHAVIOUR == "hangs" or (BEHAVIOUR == "hangs once" and starts == 0):
        sys.stdin.buffer.read()
    elif BEHAVIOUR == "crashes" or (BEHAVIOUR == "crashes three times" and starts < 3):
        sys.exit("phontab: no such file")
    elif BEHAVIOUR == "talks nonsense":
        sys.stdout.buffer.write(b"Audio saved to a file\n" * 10)
        sys.stdout.buffer.flush()
    elif text == "poison":
        sys.exit("poisoned")
    elif text == "unspeakable":
        _reply(RequestFailed(FailureKind.TEXT, "There is nothing to be spoken."))
    else:
        # 10 ms a character, so that a test can tell whose clip it has.
        _reply(TextRendered(b"\x01\x00" * 480 * len(text)))


def _open(request: OpenEngine, starts: int) -> None:
    if BEHAVIOUR == "no natural voice" and request.engine == "natural":
        _reply(RequestFailed(FailureKind.ENGINE, "A part is missing.", "Install it."))
    elif BEHAVIOUR == "no library":
        _reply(RequestFailed(FailureKind.ENGINE, "There is no eSpeak here.", "Install it."))
    else:
        version = str(starts) if BEHAVIOUR == "upgrades" else "1"
        _reply(EngineOpened(version, VOICE))


def _is_natural() -> bool:
    opened = [json.loads(line) for line in LOG.read_text().splitlines()]
    return [one["engine"] for one in opened if one["ask"] == "open"][-1] == "natural"


def _requests(ask: str) -> int:
    lines = LOG.read_text().splitlines() if LOG.exists() else []
    return sum(json.loads(line)["ask"] == ask for line in lines)


def _reply(reply: SpeechReply) -> None:
    REPLIES.send(sys.stdout.buffer, reply)


if __name__ == "__main__":
    main()
