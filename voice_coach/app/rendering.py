"""Rendering words while somebody waits for it."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click

from voice_coach.core.units import Seconds
from voice_coach.speech.speech import Speech

PATIENCE: Seconds = 60.0
"""For one clip: nobody is in the middle of an exercise."""


def render_all(speech: Speech, texts: Iterable[str], label: str) -> tuple[str, ...]:
    """Have every text rendered, with a bar on the standard error that tells how far it is. Returns
    those that could not be."""
    missing = speech.missing(dict.fromkeys(texts))
    if not missing:
        return ()
    speech.want(missing)
    with click.progressbar(missing, label=label, file=sys.stderr) as waiting:
        for text in waiting:
            speech.wait_ready((text,), PATIENCE)
    return speech.missing(missing)
