"""The speakers that the recogniser learns from, is tuned on, and is tested with: none is in two.

Natural voices are Kokoro's (`folder` holds their style matrices) and blends of them: the average of
two or three styles is a speaker that nobody has heard.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from random import Random
from typing import Literal

Split = Literal["train", "tune", "test"]

_NATURAL: dict[Split, tuple[str, ...]] = {
    "train": (
        *("af_alloy", "af_aoede", "af_heart", "af_nova", "af_sarah", "af_sky"),
        *("am_adam", "am_echo", "am_michael", "am_puck", "bf_emma", "bm_george"),
        *("em_alex", "ff_siwis", "if_sara", "pf_dora"),
    ),
    "tune": ("af_jessica", "am_eric", "bf_isabella", "pm_alex"),
    "test": ("af_kore", "am_liam", "bf_alice", "bm_fable", "ef_dora", "im_nicola"),
}

_BLENDS = 120


@dataclass(frozen=True, slots=True)
class Speaker:
    """A natural voice, or a blend."""

    styles: tuple[str, ...]
    """The voices whose styles are averaged."""
    split: Split

    @property
    def name(self) -> str:
        """A name fit for a folder."""
        return "+".join(self.styles)

    @property
    def language(self) -> str:
        """The English that the first voice speaks."""
        return "en-gb" if self.styles[0].startswith("b") else "en-us"


def natural(split: Split) -> tuple[Speaker, ...]:
    """The natural speakers of a split; in training also the blends."""
    alone = tuple(Speaker((name,), split) for name in _NATURAL[split])
    return (*alone, *_blends()) if split == "train" else alone


def _blends() -> tuple[Speaker, ...]:
    chance = Random("blends")
    every = [mix for count in (2, 3) for mix in combinations(_NATURAL["train"], count)]
    return tuple(
        Speaker(tuple(chance.sample(mix, len(mix))), "train")
        for mix in chance.sample(every, _BLENDS)
    )
