"""Captions in the three forms that players read."""

from __future__ import annotations

import re

import pytest

from voice_coach.exports.captions import KINDS, Caption, lrc, srt, vtt

SAID = (
    Caption(0.05, 0.65, "Hello."),
    Caption(0.7, 0.9, "Shoulders < ears & away."),
    Caption(3725.1234, 3725.4, "three"),
)


def test_lyrics_have_minutes_and_hundredths() -> None:
    assert lrc("Core", SAID).splitlines() == [
        "[ti:Core]",
        "[ar:voice-coach]",
        "[00:00.05]Hello.",
        "[00:00.70]Shoulders < ears & away.",
        "[62:05.12]three",
    ]


def test_subrip_is_numbered_and_has_commas() -> None:
    assert srt("Core", SAID).split("\n\n") == [
        "1\n00:00:00,050 --> 00:00:00,700\nHello.",
        "2\n00:00:00,700 --> 00:00:01,700\nShoulders < ears & away.",
        "3\n01:02:05,123 --> 01:02:06,123\nthree\n",
    ]


def test_webvtt_has_its_head_and_no_markup() -> None:
    first, _, second, *_ = vtt("Core & more", SAID).split("\n\n")
    assert first == "WEBVTT - Core &amp; more"
    assert second == "00:00:00.700 --> 00:00:01.700\nShoulders &lt; ears &amp; away."


@pytest.mark.parametrize("kind", ["srt", "vtt"])
def test_no_caption_lasts_into_the_next(kind: str) -> None:
    often = [Caption(at / 4, at / 4 + 0.2, "one") for at in range(8)]
    times = re.findall(r"00:00:0(\d[.,]\d+)", KINDS[kind]("", often))
    seconds = [float(one.replace(",", ".")) for one in times]
    assert seconds[1:-1:2] == seconds[2::2]
