"""The phoneme model's last blocks in training: the same arithmetic as
`voice_coach.hearing.recognisers.phoneme_model`, with CTC on everything whose words are known."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from voice_coach.hearing.recognisers.phoneme_model import BLOCKS, FIXED_BLOCKS, HEADS, WIDTH
from voice_coach.hearing.recognisers.pronunciation import spoken
from voice_coach.speech.natural.phonemes import EspeakPhonemes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from training.material import Piece

_BATCH = 24
_RATE = 4e-4
_DROPPED = 0.1
_BLUR = 0.05
"""Standard deviation of the noise on hidden numbers, whose own is about 1."""

_STAY = 2e-3
"""Weight of the squared distance from the weights that it began with."""


class Blocks(nn.Module):
    """The blocks that are trained, and the output layer; named as where they are kept."""

    def __init__(self, weights: dict[str, NDArray[np.float32]], symbols: Sequence[str]) -> None:
        super().__init__()
        trained = tuple(f"{number}." for number in range(FIXED_BLOCKS, BLOCKS))
        self.learnt = nn.ParameterDict(
            {
                name.replace(".", "/"): nn.Parameter(torch.from_numpy(weight.copy()))
                for name, weight in weights.items()
                if name.startswith((*trained, "out."))
            }
        )
        self._begun = {name: weight.detach().clone() for name, weight in self.learnt.items()}
        self._border = symbols.index("<wb>")

    def weights(self) -> dict[str, NDArray[np.float32]]:
        """What was learnt, by the names where it is kept."""
        return {
            name.replace("/", "."): weight.detach().numpy() for name, weight in self.learnt.items()
        }

    def moved(self) -> Tensor:
        """Squared distance from where it began."""
        return sum(
            ((weight - self._begun[name]) ** 2).sum() for name, weight in self.learnt.items()
        )

    def forward(self, rows: Tensor, there: Tensor) -> Tensor:
        """Log likelihoods, the border of words joined to the blank: batch, frame, symbol."""
        for number in range(FIXED_BLOCKS, BLOCKS):
            rows = self._block(rows, there, number)
        said = functional.log_softmax(rows @ self._w("out.weight") + self._w("out.bias"), -1)
        blank = torch.logaddexp(said[..., -1:], said[..., self._border, None])
        never = torch.full_like(blank, -1e4)
        return torch.cat([said[..., : self._border], never, blank], -1)

    def _w(self, name: str) -> Tensor:
        return self.learnt[name.replace(".", "/")]

    def _normal(self, row: Tensor, name: str) -> Tensor:
        weight, bias = self._w(f"{name}.weight"), self._w(f"{name}.bias")
        return functional.layer_norm(row, (WIDTH,), weight, bias)

    def _layer(self, row: Tensor, name: str) -> Tensor:
        return row @ self._w(f"{name}.weight") + self._w(f"{name}.bias")

    def _drop(self, row: Tensor) -> Tensor:
        return functional.dropout(row, _DROPPED, self.training)

    def _block(self, row: Tensor, there: Tensor, number: int) -> Tensor:
        row = row + 0.5 * self._feed(row, f"{number}.ffn1")
        row = row + self._drop(self._attend(row, there, f"{number}.attn"))
        row = row + self._drop(self._convolve(row, there, f"{number}.conv"))
        row = row + 0.5 * self._feed(row, f"{number}.ffn2")
        return self._normal(row, f"{number}.norm")

    def _feed(self, row: Tensor, name: str) -> Tensor:
        inner = functional.silu(self._layer(self._normal(row, f"{name}.norm"), f"{name}.in"))
        return self._drop(self._layer(inner, f"{name}.out"))

    def _attend(self, row: Tensor, there: Tensor, name: str) -> Tensor:
        batch, length, _ = row.shape
        asked = self._layer(self._normal(row, f"{name}.norm"), f"{name}.in")
        parts = asked.reshape(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        mask = there[:, None, None, :].expand(batch, HEADS, length, length)
        seen = functional.scaled_dot_product_attention(*parts, attn_mask=mask)
        return self._layer(seen.transpose(1, 2).reshape(batch, length, WIDTH), f"{name}.out")

    def _convolve(self, row: Tensor, there: Tensor, name: str) -> Tensor:
        inner = functional.glu(self._layer(self._normal(row, f"{name}.norm"), f"{name}.in"), -1)
        inner = (inner * there[..., None]).transpose(1, 2)
        kernel = self._w(f"{name}.depth.weight")
        deep = functional.conv1d(
            inner, kernel.T[:, None], self._w(f"{name}.depth.bias"), padding=len(kernel) // 2,
            groups=WIDTH,
        )  # fmt: skip
        return self._layer(functional.silu(deep.transpose(1, 2)), f"{name}.out")


Lesson = tuple["NDArray[np.float16]", list[list[int]]]
"""A hidden row, and the ways in which what is said in it may be written, as symbols' numbers."""


def learn(
    blocks: Blocks, lessons: Sequence[Lesson], steps: int, tell: Callable[[str], None]
) -> None:
    """Go so many steps, drawing from the lessons at random."""
    chance = np.random.default_rng(0)
    optimizer = torch.optim.AdamW(blocks.parameters(), lr=_RATE, weight_decay=0)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, _RATE, total_steps=steps)
    order = np.argsort([len(row) for row, _ in lessons])
    blocks.train()
    total = 0.0
    for step in range(1, steps + 1):
        begin = int(chance.integers(max(1, len(order) - 4 * _BATCH)))
        drawn = chance.choice(order[begin : begin + 4 * _BATCH], _BATCH, replace=False)
        loss = _loss(blocks, [lessons[one] for one in drawn], chance)
        optimizer.zero_grad()
        (loss + _STAY * blocks.moved()).backward()
        nn.utils.clip_grad_norm_(blocks.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        total += loss.item()
        if step % 50 == 0:
            tell(f"step {step} of {steps}: loss {total / 50:.3f}")
            total = 0.0
    blocks.eval()


def _loss(blocks: Blocks, lessons: list[Lesson], chance: np.random.Generator) -> Tensor:
    longest = max(len(row) for row, _ in lessons)
    rows = torch.zeros(len(lessons), longest, WIDTH)
    there = torch.zeros(len(lessons), longest, dtype=torch.bool)
    for number, (row, _) in enumerate(lessons):
        rows[number, : len(row)] = torch.from_numpy(row.astype(np.float32))
        there[number, : len(row)] = True
    rows += _BLUR * torch.randn_like(rows)
    said = [ways[int(chance.integers(len(ways)))] for _, ways in lessons]
    likely = blocks(rows, there)
    lengths = torch.tensor([len(row) for row, _ in lessons])
    losses = functional.ctc_loss(
        likely.transpose(0, 1),
        torch.tensor([one for way in said for one in way]),
        lengths,
        torch.tensor([len(way) for way in said]),
        blank=likely.shape[-1] - 1,
        reduction="none",
        zero_infinity=True,
    )
    return (losses / torch.tensor([max(len(way), 3) for way in said])).mean()


def lessons(made: Iterable[Piece], symbols: Sequence[str]) -> list[Lesson]:
    """The pieces whose words are known, and those in which nobody speaks."""
    speak = EspeakPhonemes().of
    number = {symbol: at for at, symbol in enumerate(symbols)}
    known: dict[str, list[list[int]]] = {"": [[]]}
    taught = []
    for piece in made:
        if piece.text is None:
            continue
        if piece.text not in known:
            ways = [way.split() for way in spoken(piece.text, speak)]
            known[piece.text] = [[number[phone] for phone in way] for way in ways]
        fitting = [way for way in known[piece.text] if 2 * len(way) < len(piece.hidden)]
        if fitting:
            taught.append((piece.hidden, fitting))
    return taught


def write(weights: dict[str, NDArray[np.float32]], symbols: Sequence[str], path: Path) -> None:
    """Where the engine reads it."""
    named = {name: weight.astype(np.float16) for name, weight in weights.items()}
    text = np.array(json.dumps(symbols, ensure_ascii=False))
    np.savez_compressed(path, allow_pickle=False, symbols=text, **named)
