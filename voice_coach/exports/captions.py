"""What is said in a recording, with its times, as players read it: LRC, SRT and WebVTT."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from voice_coach.core.units import Seconds

_SHORTEST: Seconds = 1.0
"""A caption stays so long to be read, if no other comes before."""


class Caption(NamedTuple):
    """A line that is spoken."""

    begins: Seconds
    ends: Seconds
    text: str


def lrc(title: str, captions: Sequence[Caption]) -> str:
    """Timed lyrics; times in hundredths of a second, the finest that the format has."""
    lines = [f"[ti:{title}]", "[ar:voice-coach]"]
    for one in captions:
        minutes, hundredths = divmod(round(one.begins * 100), 6000)
        lines.append(f"[{minutes:02}:{hundredths // 100:02}.{hundredths % 100:02}]{one.text}")
    return "\n".join(lines) + "\n"


def srt(_title: str, captions: Sequence[Caption]) -> str:
    """SubRip."""
    return "\n".join(
        f"{number}\n{_clock(one.begins, ',')} --> {_clock(one.ends, ',')}\n{one.text}\n"
        for number, one in enumerate(_readable(captions), 1)
    )


def vtt(title: str, captions: Sequence[Caption]) -> str:
    """WebVTT."""
    cues = "\n".join(
        f"{_clock(one.begins, '.')} --> {_clock(one.ends, '.')}\n{_escaped(one.text)}\n"
        for one in _readable(captions)
    )
    return f"WEBVTT - {_escaped(title)}\n\n{cues}"


KINDS: Mapping[str, Callable[[str, Sequence[Caption]], str]] = {"lrc": lrc, "srt": srt, "vtt": vtt}
"""Each kind by the suffix of its files."""


def _readable(captions: Sequence[Caption]) -> list[Caption]:
    """The same captions, each long enough to be read and none into the next."""
    nexts = (*(one.begins for one in captions[1:]), float("inf"))
    return [
        one._replace(ends=min(max(one.ends, one.begins + _SHORTEST), after))
        for one, after in zip(captions, nexts, strict=True)
    ]


def _clock(at: Seconds, point: str) -> str:
    seconds, thousandths = divmod(round(at * 1000), 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{point}{thousandths:03}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
