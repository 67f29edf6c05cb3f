"""A sound server of a test's own, with an ear at its speaker and a mouth at its microphone.

    with SoundServer() as server:
        with server.recorder() as recorder:
            subprocess.run(["voice-coach", ...], env=server.env)
        heard = recorder.recording
        assert onsets(heard, tone(Tone.START))

The microphone can be unplugged and plugged in again, and `room.py` has the speaker heard by it.
A program started with `server.env` finds this server only: its default speaker is the null
sink `out`, which `recorder()` records, and its default microphone hears what `say()` plays.
The server needs neither a sound card nor D-Bus, and may run as root. It can be killed,
started again, frozen and thawed.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Self

from rig.recording import Recorder

if TYPE_CHECKING:
    from types import TracebackType

MISSING = shutil.which("pulseaudio") is None or shutil.which("parec") is None
"""Whether the system lacks what the rig is made of."""

# norewinds: with rewinds the sink has two seconds of latency, and its recording loses sound.
_CONFIGURATION = """\
load-module module-native-protocol-unix auth-anonymous=1 socket={folder}/native
load-module module-null-sink sink_name=out rate=48000 norewinds=1
load-module module-null-sink sink_name=mic_feed rate=48000 channels=1 norewinds=1
load-module {microphone}
set-default-sink out
set-default-source mic
"""

_MICROPHONE = ("module-remap-source", "source_name=mic", "master=mic_feed.monitor")

_START_WITHIN = 10.0


class SoundServer:
    """A PulseAudio of our own; it runs from entering the context to leaving it."""

    def __init__(self) -> None:
        # A short name: the path of a socket may have 107 characters, and pytest's are long.
        self.folder = Path(tempfile.mkdtemp(prefix="vc-rig-"))
        self.addresses = {
            "XDG_RUNTIME_DIR": str(self.folder),
            "PULSE_RUNTIME_PATH": str(self.folder / "pulse"),
            "PULSE_STATE_PATH": str(self.folder / "state"),
            "PULSE_CONFIG_PATH": str(self.folder / "conf"),
            "PULSE_SERVER": f"unix:{self.folder}/native",
        }
        """What an environment must have for a program to use this server."""
        self.env = {**os.environ, **self.addresses}
        """Such an environment."""
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()
        shutil.rmtree(self.folder)

    def start(self) -> None:
        """Start the server, at first or after it was killed; returns when it can be used."""
        configuration = self.folder / "default.pa"
        configuration.write_text(
            _CONFIGURATION.format(folder=self.folder, microphone=" ".join(_MICROPHONE))
        )
        with (self.folder / "log").open("wb") as log:
            self._process = subprocess.Popen(
                [
                    "pulseaudio",
                    "-n",
                    "-F",
                    str(configuration),
                    "--daemonize=no",
                    "--exit-idle-time=-1",
                    "--system=false",
                    "--use-pid-file=false",
                ],
                env=self.env,
                stdout=log,
                stderr=log,
            )
        pause = threading.Event()
        for _ in range(int(_START_WITHIN / 0.05)):
            if self._ask("info").returncode == 0:
                return
            if self._process.poll() is not None:
                break
            pause.wait(0.05)
        raise RuntimeError("pulseaudio did not start:\n" + (self.folder / "log").read_text())

    def kill(self) -> None:
        """End the server as a crash would: nobody who is connected is told first."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None
            (self.folder / "native").unlink(missing_ok=True)

    def freeze(self) -> None:
        """Stop the server without ending it: who asks it for something waits."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let a frozen server run on."""
        self._signal(signal.SIGCONT)

    def unplug(self) -> None:
        """Take the microphone away."""
        self._ask("unload-module", _MICROPHONE[0])

    def plug(self) -> None:
        """Put it back."""
        self._ask("load-module", *_MICROPHONE)

    def take_speakers(self) -> None:
        """Take all speakers away: a server that runs, and can play nothing."""
        self._ask("unload-module", "module-null-sink")

    def give_speaker(self) -> None:
        """Give it one."""
        self._ask("load-module", "module-null-sink", "sink_name=out", "rate=48000", "norewinds=1")

    @property
    def clients(self) -> set[str]:
        """The numbers of its clients, that of whoever asks among them; none has one again."""
        told = self._ask("list", "short", "clients").stdout.decode()
        return {line.split()[0] for line in told.splitlines()}

    def recorder(self) -> Recorder:
        """Records what the speaker plays, while its context is entered."""
        return Recorder(self.env)

    def say(self, wav: Path) -> None:
        """Play a sound file into the microphone, and wait for its end."""
        subprocess.run(["paplay", "--device=mic_feed", str(wav)], env=self.env, check=True)

    def _ask(self, *question: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            ["pactl", *question], env=self.env, capture_output=True, check=False, timeout=10
        )

    def _signal(self, number: signal.Signals) -> None:
        if self._process is None:
            raise RuntimeError("the sound server does not run")
        self._process.send_signal(number)
