"""Starts a short routine with an installed voice-coach, against a sound server of its own,
and listens whether it is heard."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from rig.pulse import SoundServer
from rig.recording import onsets

from voice_coach.audio.tones import tone
from voice_coach.core.model.tone import Tone

ROUTINE = """\
version: 1
name: Short
level: beginner
main:
  - plank: 5s
"""


def main(voice_coach: str) -> None:
    with tempfile.TemporaryDirectory() as folder, SoundServer() as server:
        routine, events = Path(folder, "short.yaml"), Path(folder, "events.jsonl")
        routine.write_text(ROUTINE)
        home = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), folder)
        env = {name: value for name, value in server.env.items() if not name.startswith("PYTHON")}
        with server.recorder() as recorder:
            subprocess.run(
                [voice_coach, "start", str(routine), "--fit", "--events", str(events)],
                env={**env, **home},
                cwd=folder,
                check=True,
                timeout=120,
            )
        begun = [json.loads(line) for line in events.read_text().splitlines()]
        words = {one["text"] for one in begun if "text" in one}
        assert {"Well done.", "three"} <= words, words
        assert len(onsets(recorder.recording, tone(Tone.START))) == 1, "no start tone was heard"
    print("The installed voice-coach was heard.")


if __name__ == "__main__":
    main(sys.argv[1])
