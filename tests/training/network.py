"""The keyword network in training: the same arithmetic as
`voice_coach.hearing.recognisers.keyword_network`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from benchmarks.hearing.chance import choices
from torch import Tensor, nn
from torch.nn import functional
from training.material import phrase_in

from voice_coach.hearing.recognisers import keyword_network
from voice_coach.hearing.recognisers.speech_embedding import SIZE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from numpy.typing import NDArray
    from training.material import Piece

_WIDTH = 160

_DROPPED = 0.25
"""Of what a layer gives to the next, while it learns."""

_BLUR = 1.0
"""Standard deviation of the noise on embeddings, whose numbers are around 20."""

_DOUBT = 0.02
"""Of the likelihood that is left to what an example is not."""

_WAKE_COUNTS = 0.5
"""Against the phrase."""

_BATCH = 256

_LENGTHS_MIX = 3.0
"""Embeddings by which the lengths within a batch differ: a batch is as long as its longest."""

_DECAY = 0.01

_JOINED = 1 / 9
"""Of all examples, so many more are a command with other speech right beside it, which is none."""

_LONGEST = 50
"""Embeddings of such: a decoder is given no more."""


class Network(nn.Module):
    """Its parts are named as its numbers are where they are kept."""

    def __init__(self, phrases: tuple[str, ...]) -> None:
        """`phrases`: the empty one, for the wake word by itself, is among them."""
        super().__init__()
        self.phrases = phrases
        self.first = nn.Conv1d(SIZE, _WIDTH, 3, padding=1)
        self.second = nn.Conv1d(_WIDTH, _WIDTH, 3, padding=1)
        self.pooled = nn.Linear(2 * _WIDTH, _WIDTH)
        self.phrase = nn.Linear(_WIDTH, len(phrases) + 1)
        self.wake = nn.Linear(_WIDTH, 1)
        self.drop = nn.Dropout(_DROPPED)

    def forward(self, rows: Tensor, there: Tensor) -> tuple[Tensor, Tensor]:
        """Evidence for each phrase, what is none last, and for the wake word: log odds.

        `rows`: embeddings, of each example as many as of the longest. `there`: 1 where there is
        one, else 0.
        """
        # The scale is no one else's business, but must be the same here.
        row = rows.transpose(1, 2) / keyword_network._SCALE
        mask = there[:, None]
        row = functional.relu(self.first(row)) * mask
        row = functional.relu(self.second(self.drop(row))) * mask
        # Nothing is below 0, so what is not there is never the greatest.
        both = torch.cat([row.amax(2), row.sum(2) / mask.sum(2)], 1)
        inner = self.drop(functional.relu(self.pooled(self.drop(both))))
        return self.phrase(inner), self.wake(inner)[:, 0]


@dataclass(frozen=True, slots=True)
class Example:
    """A piece of speech."""

    row: NDArray[np.float16]
    """Its embeddings."""
    phrase: str | None
    """Empty for the wake word by itself; None for what is no phrase."""
    wake: bool
    """The wake word came first."""


@dataclass(frozen=True, slots=True)
class _Batch:
    rows: Tensor
    there: Tensor
    phrases: Tensor
    """By their place in the network; its last for what is none."""
    wakes: Tensor


def examples(pieces: Iterable[Piece]) -> tuple[Example, ...]:
    """The pieces, and commands with other speech right before or after them, which are none."""
    made = [Example(one.row, *phrase_in(one.text)) for one in pieces]
    chance = choices("joined")
    said = [one for one in made if one.phrase is not None]
    others = [one for one in made if one.phrase is None]
    for _ in range(round(_JOINED * len(made))):
        pair = [chance.choice(said), chance.choice(others)]
        chance.shuffle(pair)
        row = np.concatenate([one.row for one in pair])[:_LONGEST]
        made.append(Example(row, None, wake=False))
    return tuple(made)


def start(network: Network, weights: Mapping[str, NDArray[np.float32]], known: list[str]) -> None:
    """Begin with what a network has learnt before, whose phrases were `known`."""
    state = network.state_dict()
    for name, before in weights.items():
        learnt = torch.from_numpy(before)
        if not name.startswith("phrase."):
            state[name] = learnt
            continue
        for place, phrase in enumerate(network.phrases):
            if phrase in known:
                state[name][place] = learnt[known.index(phrase)]
        state[name][-1] = learnt[-1]
    network.load_state_dict(state)


def learn(
    network: Network,
    examples: tuple[Example, ...],
    epochs: int,
    rate: float,
    tell: Callable[[str], None],
) -> None:
    """Go through the examples so many times, at that greatest rate of learning; `tell` is told
    how far it was from right each time."""
    batches = -(-len(examples) // _BATCH)
    optimizer = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=_DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, rate, epochs=epochs, steps_per_epoch=batches
    )
    network.train()
    for epoch in range(epochs):
        total = 0.0
        for batch in _batches(examples, network.phrases, epoch):
            loss = _loss(network, batch)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call] # it has no types
            optimizer.step()
            schedule.step()
            total += loss.item()
        tell(f"epoch {epoch + 1} of {epochs}: loss {total / batches:.3f}")
    network.eval()


def write(network: Network, path: Path) -> None:
    """Where `keywords` reads it; whole or not at all."""
    weights = {
        name: numbers.numpy().astype(np.float16) for name, numbers in network.state_dict().items()
    }
    unfinished = path.with_name(f"{path.name}.unfinished")
    with unfinished.open("wb") as file:
        np.savez_compressed(
            file, allow_pickle=False, phrases=np.array(json.dumps(network.phrases)), **weights
        )
    unfinished.replace(path)


def _loss(network: Network, batch: _Batch) -> Tensor:
    """Of the phrase and, where there is one, of the wake word."""
    phrases, wakes = network(batch.rows + _BLUR * torch.randn_like(batch.rows), batch.there)
    of_phrase = functional.cross_entropy(phrases, batch.phrases, label_smoothing=_DOUBT)
    of_wake = functional.binary_cross_entropy_with_logits(wakes, batch.wakes, reduction="none")
    is_phrase = batch.phrases != len(network.phrases)
    return of_phrase + _WAKE_COUNTS * (of_wake * is_phrase).mean()


def _batches(
    examples: tuple[Example, ...], phrases: tuple[str, ...], epoch: int
) -> Iterator[_Batch]:
    """All examples in batches of about the same length, in another order each time."""
    chance = choices("batches", epoch)
    mixed = sorted(examples, key=lambda example: len(example.row) + chance.uniform(0, _LENGTHS_MIX))
    parts = [mixed[at : at + _BATCH] for at in range(0, len(mixed), _BATCH)]
    chance.shuffle(parts)
    places: dict[str | None, int] = {phrase: place for place, phrase in enumerate(phrases)}
    places[None] = len(phrases)
    for part in parts:
        yield _batch(part, places)


def _batch(examples: list[Example], places: dict[str | None, int]) -> _Batch:
    longest = max(len(example.row) for example in examples)
    rows = torch.zeros(len(examples), longest, SIZE)
    there = torch.zeros(len(examples), longest)
    for number, example in enumerate(examples):
        rows[number, : len(example.row)] = torch.from_numpy(example.row)
        there[number, : len(example.row)] = 1
    return _Batch(
        rows,
        there,
        torch.tensor([places[example.phrase] for example in examples]),
        torch.tensor([float(example.wake) for example in examples]),
    )
