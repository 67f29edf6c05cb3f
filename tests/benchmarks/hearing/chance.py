"""Chance that comes out the same on every machine and in any order."""

from __future__ import annotations

import zlib
from random import Random

import numpy as np


def numbers(*about: object) -> np.random.Generator:
    """Random numbers of its own for whatever `about` names."""
    return np.random.default_rng(_seed(about))


def choices(*about: object) -> Random:
    """Random choices of its own for whatever `about` names."""
    return Random(_seed(about))  # noqa: S311 - a test set, no secret.


def _seed(about: tuple[object, ...]) -> int:
    return zlib.crc32("|".join(map(str, about)).encode())


def part(count: int, share: float, least: int = 1) -> int:
    """So much of `count`, but not less than `least` of it."""
    return min(count, max(least, round(count * share)))
