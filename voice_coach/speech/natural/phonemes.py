"""Text to the phonemes that Kokoro reads: eSpeak NG's pronunciation, the text's punctuation."""

from __future__ import annotations

import ctypes
import json
import re
from collections.abc import Iterator
from pathlib import Path

from voice_coach.errors import CoachError
from voice_coach.speech.espeak_library import espeak_version, load_bundled_espeak

LETTERS: dict[str, int] = json.loads(
    Path(__file__).with_name("letters.json").read_text(encoding="utf-8")
)
"""The number of each letter and sign that the model knows, from its card (config.json)."""

MOST_TOKENS = 180
"""Letters in one piece. The model takes 510, but needs 17 MB for each second of speech: 460
letters, 22 s, took 716 MB; 180 stay below 550."""

_IPA = 0x02
_UTF8 = 1
_SYNCHRONOUS = 0x02
_DONT_EXIT = 0x8000

_ESPEAK_VOICES = {"en-gb": "en"}
"""Languages that eSpeak NG calls otherwise."""

_DASHES = "\u2014\u2013-"
_CLAUSE = re.compile(
    rf"""([;:,.!?…\u2014)("“”]+(?=[\s)("“”]|$)|(?<!\S)[("“…]+|\s+[{_DASHES}]+\s+)"""
)
"""Punctuation at the edge of a word. Within one it is part of it: 7:30, 2.5, cat-cow."""

_ENDS = (".", "!", "?", "…", ":", ";", ",", ")", "”", '"')
_SENTENCE_END = re.compile(r"(?<=[.!?…]) ")
_CLAUSE_END = re.compile(r"(?<=[;:,—)]) ")


class EspeakPhonemes:
    """eSpeak NG as a dictionary. One a process, and never beside eSpeak as a voice."""

    def __init__(self) -> None:
        """Raises CoachError where eSpeak NG can't be had."""
        try:
            library = load_bundled_espeak()
        except (ImportError, OSError) as error:
            raise CoachError(f"eSpeak NG, which tells how words are spoken: {error}.") from error
        if library.espeak_Initialize(_SYNCHRONOUS, 0, None, _DONT_EXIT) < 0:
            raise CoachError("eSpeak NG, which tells how words are spoken, can't be opened.")
        self.version = espeak_version(library)
        self._library = library
        self._read = library.espeak_TextToPhonemes
        self._read.restype = ctypes.c_char_p
        self._read.argtypes = [ctypes.POINTER(ctypes.c_void_p), ctypes.c_int, ctypes.c_int]
        self._language = ""

    def of(self, text: str, language: str) -> str:
        """The phonemes of `text` in a language, with the text's punctuation."""
        if language != self._language:
            voice = _ESPEAK_VOICES.get(language, language)
            if self._library.espeak_SetVoiceByName(voice.encode()):
                raise CoachError(f'eSpeak NG knows no language "{language}".')
            self._language = language
        parts = [
            _punctuation(part) if at % 2 else self._clause(part)
            for at, part in enumerate(_CLAUSE.split(text))
        ]
        letters = "".join(letter for letter in "".join(parts) if letter in LETTERS)
        whole = " ".join(letters.split())
        # A word without an end to its sentence is said as if more came.
        return whole if whole.endswith(_ENDS) else f"{whole}."

    def _clause(self, text: str) -> str:
        if not text.strip():
            return " " if text else ""
        buffer = ctypes.create_string_buffer(text.encode())
        at = ctypes.c_void_p(ctypes.addressof(buffer))
        spoken = []
        while at.value:
            phonemes: bytes | None = self._read(ctypes.byref(at), _UTF8, _IPA)
            spoken.append((phonemes or b"").decode("utf-8", "replace").strip())
        before, after = " " * text[0].isspace(), " " * text[-1].isspace()
        return f"{before}{' '.join(spoken)}{after}"


def _punctuation(mark: str) -> str:
    """Return the punctuation in the model's signs: a dash between words is a long one."""
    return " — " if not mark.strip(f" {_DASHES}") else mark


def pieces(phonemes: str, most: int = MOST_TOKENS) -> Iterator[str]:
    """`phonemes` in pieces of at most `most` letters: at ends of sentences where that can be,
    else at other punctuation, else between words, else anywhere."""
    if len(phonemes) <= most:
        yield phonemes
        return
    for separator in (_SENTENCE_END, _CLAUSE_END, re.compile(" ")):
        parts = separator.split(phonemes)
        if len(parts) > 1:
            yield from _packed(parts, most)
            return
    yield phonemes[:most]
    yield from pieces(phonemes[most:], most)


def _packed(parts: list[str], most: int) -> Iterator[str]:
    """As many parts together as fit."""
    piece = ""
    for part in parts:
        joined = f"{piece} {part}" if piece else part
        if len(joined) > most and piece:
            yield from pieces(piece, most)
            joined = part
        piece = joined
    yield from pieces(piece, most)
