"""A speech worker that behaves as its first argument says and records what it is asked.

Run as `fake_worker.py BEHAVIOUR LOG FOLDER`. Each request adds a line of JSON to LOG, in which a
later worker also sees what happened to the ones before it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from voice_coach.ipc import framing

BEHAVIOUR = sys.argv[1]
LOG = Path(sys.argv[2])
VOICE = {"id": "fake", "name": "Fake", "languages": ["en"]}


def main() -> None:
    starts = _requests("open")
    while (message := framing.receive(sys.stdin.buffer)) is not None:
        request, _ = message
        with LOG.open("a") as log:
            log.write(json.dumps(request) + "\n")
        _answer(request, starts)


def _answer(request: framing.MessageFields, starts: int) -> None:
    ask, text = request["ask"], request.get("text")
    if ask == "open":
        _open(request, starts)
    elif BEHAVIOUR == "natural voice dies" and ask == "render" and _is_natural():
        sys.exit("it died")
    elif ask == "voices":
        _reply({"voices": [VOICE]})
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
        _fault("text", "There is nothing to be spoken.", "")
    else:
        # 10 ms a character, so that a test can tell whose clip it has.
        _reply({}, b"\x01\x00" * 480 * len(str(text)))


def _open(request: framing.MessageFields, starts: int) -> None:
    if BEHAVIOUR == "no natural voice" and request["engine"] == "natural":
        _fault("engine", "A part is missing.", "Install it.")
    elif BEHAVIOUR == "no library":
        _fault("engine", "There is no eSpeak here.", "Install it.")
    else:
        version = str(starts) if BEHAVIOUR == "upgrades" else "1"
        _reply({"version": version, "voice": VOICE})


def _is_natural() -> bool:
    opened = [json.loads(line) for line in LOG.read_text().splitlines()]
    return [one["engine"] for one in opened if one["ask"] == "open"][-1] == "natural"


def _requests(ask: str) -> int:
    lines = LOG.read_text().splitlines() if LOG.exists() else []
    return sum(json.loads(line)["ask"] == ask for line in lines)


def _fault(kind: str, what: str, instead: str) -> None:
    _reply({"fault": kind, "what": what, "instead": instead})


def _reply(fields: framing.MessageFields, payload: bytes = b"") -> None:
    framing.send(sys.stdout.buffer, fields, payload)


if __name__ == "__main__":
    main()
