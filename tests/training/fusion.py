"""One score of two opinions: a logistic regression on the tuning half, and its operating point."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from training import plan
from training.material import phrase_in

from voice_coach.core.events.command import Command
from voice_coach.core.events.messages import NumberAnswer
from voice_coach.core.voice_commands.arbiter import ORDINARY
from voice_coach.core.voice_commands.grammar import LANGUAGES
from voice_coach.hearing.recognisers.own import FEATURES, Fusion

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from training.trials import Cut, Trial

    from voice_coach.hearing.recognisers.keyword_network import Keywords
    from voice_coach.hearing.recognisers.own import Candidate, Understanding
    from voice_coach.hearing.recognisers.phoneme_model import PhonemeModel

_TABLE = LANGUAGES["en"]
_NUMBERS = [
    phrase for asked, said in _TABLE.items() if isinstance(asked, NumberAnswer) for phrase in said
]
_ANSWERS = [
    phrase for asked in (Command.YES, Command.NO, Command.UNSURE) for phrase in _TABLE[asked]
]
_SESSION = [phrase for phrase in plan.PHRASES if phrase not in {*_NUMBERS, *_ANSWERS}]

ARMED: dict[str, tuple[str, ...]] = {
    "session": tuple(_SESSION),
    "question": (*_ANSWERS, "stop", "back"),
    "figures": (*_NUMBERS, "stop"),
}
"""What may be said at a time: all commands of a session at once, and the answers to a question."""

_TRIED = 4
"""Candidates of a piece of speech that are learnt from: the likeliest by either opinion."""

_SINGLE, _DENSE = ("natural", "real", "synthetic"), ("talk",)

_OF_WORDS, _AN_HOUR = 0.04, 2.0
"""Share of single words that are no command which may be taken for one, most of which sound like
one; and how often an hour that may be so in dense talk."""

_KEPT = {"commands": 0.3, "weights": 1e-3}
"""Weight decay."""

_TALK_WEIGHT = 3.0
"""Of what is no command against what is one: a mistake costs more than saying it again."""


def asked_in(trial: Trial) -> str:
    """Which phrases are armed while a trial is listened to."""
    phrase, _ = phrase_in(trial.text)
    if phrase in _ANSWERS:
        return "question"
    return (
        "figures"
        if phrase in _NUMBERS and trial.group in ("natural", "real", "synthetic")
        else "session"
    )


def meaning_of(phrase: str | None) -> object:
    """What a phrase asks for; phrases that the grammar doesn't have mean themselves."""
    return next((asked for asked, said in _TABLE.items() if phrase in said), phrase)


class Judge:
    """Both opinions on what the endpointer found."""

    def __init__(
        self, understanding: Understanding, phonemes: PhonemeModel, keywords: Keywords
    ) -> None:
        self._understanding, self._phonemes, self._keywords = understanding, phonemes, keywords
        self._armed = ""

    def candidates(self, trial: Trial, cut: Cut) -> list[Candidate]:
        """All that may have been said in a piece of speech."""
        armed = asked_in(trial)
        if armed != self._armed:
            self._understanding.arm(ARMED[armed])
            self._armed = armed
        return self._understanding.judge(
            self._phonemes.read(cut.hidden.astype(np.float32)),
            self._keywords.read(cut.row.astype(np.float32)),
        )


NOTHING: dict[str, Any] = {
    "known": [0.0] * (len(FEATURES) + 1),
    "unknown": [0.0] * (len(FEATURES) + 1),
    "commands": {},
}
"""Weights before anything is fitted."""

Decided = tuple["Trial", "list[Candidate]"]
"""A trial, and the candidates of a piece of speech in it."""


def decided(judge: Judge, trials: Iterable[Trial]) -> Iterator[Decided]:
    """Every piece of speech that was found."""
    for trial in sorted(trials, key=asked_in):
        for cut in trial.cuts:
            yield trial, judge.candidates(trial, cut)


def _rows(found: Iterable[Decided]) -> Iterator[tuple[Candidate, bool]]:
    """The likeliest candidates, and if they were said."""
    for trial, candidates in found:
        said, _ = phrase_in(trial.text)
        chosen = {
            id(one): one
            for by in (FEATURES.index("margin"), FEATURES.index("network"))
            for one in sorted(candidates, key=lambda one, by=by: -one.features[by])[:_TRIED]
        }
        for one in chosen.values():
            yield one, said is not None and meaning_of(one.phrase) == meaning_of(said)


def fit(found: Iterable[Decided]) -> dict[str, Any]:
    """The weights, as `fusion.json` has them."""
    taught = list(_rows(found))
    phrases = sorted({one.phrase for one, _ in taught})
    place = {phrase: at for at, phrase in enumerate(phrases)}
    features = torch.tensor(np.array([one.features for one, _ in taught]))
    known = torch.tensor([one.known for one, _ in taught])
    right = torch.tensor([float(said) for _, said in taught])
    of = torch.tensor([place[one.phrase] for one, _ in taught])
    counts = torch.where(right > 0, 1.0, _TALK_WEIGHT)
    result: dict[str, Any] = {}
    for name, blind in (("known", False), ("unknown", True)):
        given = features.clone()
        if blind:
            given[:, -2:] = 0
        use = torch.ones_like(known) if blind else known
        weights, commands = _regressed(given[use], right[use], of[use], counts[use], len(phrases))
        result[name] = [round(float(one), 4) for one in weights]
        if not blind:
            result["commands"] = {
                phrase: round(float(commands[at]), 3) for phrase, at in place.items()
            }
    return result


def _regressed(
    given: torch.Tensor, right: torch.Tensor, of: torch.Tensor, counts: torch.Tensor, phrases: int
) -> tuple[torch.Tensor, torch.Tensor]:
    weights = torch.zeros(len(FEATURES) + 1, requires_grad=True)
    commands = torch.zeros(phrases, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights, commands], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        odds = given @ weights[1:] + weights[0] + commands[of]
        off = torch.nn.functional.binary_cross_entropy_with_logits(odds, right, counts)
        whole = (
            off
            + _KEPT["commands"] * (commands**2).sum() / len(right)
            + _KEPT["weights"] * (weights[1:] ** 2).sum()
        )
        whole.backward()
        return whole

    optimizer.step(loss)
    return weights.detach(), commands.detach()


def threshold(fused: dict[str, Any], found: Iterable[Decided]) -> float:
    """The lowest score with which what is no command is obeyed seldom enough."""
    scored = Fusion(fused)
    words, talk, hours = [], [], 0.0
    seen = set()
    for trial, candidates in found:
        if phrase_in(trial.text)[0] is not None or not candidates:
            continue
        best = max(map(scored.score, candidates))
        if trial.group in _SINGLE:
            words.append(best)
        elif trial.group in _DENSE:
            talk.append(best)
            hours += 0.0 if id(trial) in seen else trial.seconds / 3600
            seen.add(id(trial))
    words.sort(reverse=True)
    talk.sort(reverse=True)
    return max(words[int(_OF_WORDS * len(words)) :][:1] + talk[round(_AN_HOUR * hours) :][:1])


def moved(fused: dict[str, Any], threshold: float) -> dict[str, Any]:
    """The same with scores moved so that `threshold` becomes the arbiter's own."""
    by = ORDINARY - threshold
    changed = {
        name: [round(weights[0] + by, 4), *weights[1:]]
        for name, weights in fused.items()
        if isinstance(weights, list)
    }
    return {**fused, **changed}


def write(fused: dict[str, Any], path: Path) -> None:
    """Where the engine reads it."""
    path.write_text(f"{json.dumps(fused, indent=1)}\n", encoding="utf-8")
