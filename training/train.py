"""Train the network on the passages, and write what comity ships: `make network`.

One thread, fixed seeds: the same machine makes the same network again.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import onnx
import torch
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from torch import Tensor, nn

from comity_loaders.learned.network import MOST_TOKENS, POINTER
from comity_loaders.learned.windows import MARKERS
from comity_loaders.learned.wordpieces import WordPieces
from training.examples import UNKNOWN, Example, examples
from training.network import WORDS, Network, words
from training.passages import FOLDER, KINDS, read_passages

OUT = Path(__file__).parents[1] / "loaders" / "comity_loaders" / "learned" / "network"
EPOCHS, BATCH, SEED = 8, 24, 1
RATE, HEAD_RATE = 2e-4, 1e-3
_BITS = {"bits": 8, "block_size": 32, "is_symmetric": True, "accuracy_level": 4}
WARM = 0.1
"""The share of the steps in which the rate of learning rises."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """An example as numbers: tokens, where the markers are, and what the states' markers tell."""

    tokens: list[int]
    body: int
    dates: list[int]
    told: list[tuple[int, dict[str, int]]]


def main(arguments: Sequence[str] | None = None) -> None:
    """Train and write the network."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=Path, nargs="*", default=[FOLDER])
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    given = parser.parse_args(arguments)
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    pieces = WordPieces(words(), MARKERS)
    passages = [p for folder in given.passages for p in read_passages(folder)]
    encoded = [e for x in examples(passages) for e in _encoded(x, pieces)]
    say(f"{len(passages)} passages, {len(encoded)} windows")
    network = Network()
    train(network, encoded, given.epochs)
    export(network, given.out)


def say(line: str) -> None:
    """Tell whoever waits."""
    sys.stderr.write(line + "\n")


def _encoded(example: Example, pieces: WordPieces) -> Iterator[Encoded]:
    tokens = pieces.numbers(example.text)
    states = [i for i, t in enumerate(tokens) if t in {pieces["[S]"], pieces["[N]"]}]
    bodies = [i for i, t in enumerate(tokens) if t == pieces["[B]"]]
    dates = [i for i, t in enumerate(tokens) if t == pieces["[D]"]]
    told = [(at, t) for at, t in zip(states, example.told, strict=True) if t is not None]
    if bodies and told and len(tokens) <= MOST_TOKENS:
        yield Encoded(tokens, bodies[0], dates, told)


def train(network: Network, data: Sequence[Encoded], epochs: int) -> None:
    """Teach the network what the examples tell."""
    bert = [p for p in network.bert.parameters() if p.requires_grad]
    heads = [p for n, p in network.named_parameters() if not n.startswith("bert.")]
    groups = [{"params": bert, "lr": RATE}, {"params": heads, "lr": HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = epochs * math.ceil(len(data) / BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, steps))
    order = random.Random(SEED)  # noqa: S311 - what is drawn is an order, and no secret
    for epoch in range(1, epochs + 1):
        network.train()
        losses = []
        for batch in _batches(data, order):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                out = network(*_tensors(batch))
            loss = _loss(batch, [part.float() for part in out])
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            losses.append(float(loss.detach()))
        say(f"epoch {epoch} of {epochs}: loss {sum(losses) / len(losses):.4f}")


def _rate(step: int, steps: int) -> float:
    """The rate of learning rises, then falls to nothing."""
    return min(1.0, (step + 1) / (WARM * steps)) * max(0.0, 1 - step / steps)


def _batches(data: Sequence[Encoded], order: random.Random) -> Iterator[list[Encoded]]:
    """Batches in random order, of windows of like length."""
    shuffled = list(data)
    order.shuffle(shuffled)
    many = 20 * BATCH
    stretches = [shuffled[i : i + many] for i in range(0, len(shuffled), many)]
    sorted_ = [e for s in stretches for e in sorted(s, key=lambda e: len(e.tokens))]
    batches = [sorted_[i : i + BATCH] for i in range(0, len(sorted_), BATCH)]
    order.shuffle(batches)
    yield from batches


def _tensors(batch: Sequence[Encoded]) -> tuple[Tensor, Tensor, Tensor]:
    length = max(len(one.tokens) for one in batch)
    tokens = torch.zeros(len(batch), length, dtype=torch.long)
    mask = torch.zeros(len(batch), length, dtype=torch.long)
    for row, one in enumerate(batch):
        tokens[row, : len(one.tokens)] = torch.tensor(one.tokens)
        mask[row, : len(one.tokens)] = 1
    return tokens, mask, torch.tensor([one.body for one in batch])


def _loss(batch: Sequence[Encoded], out: Sequence[Tensor]) -> Tensor:
    """How far the answers are from what is told: of kinds, and half as heavy of dates."""
    kinds, query, key, undated = out
    of_kinds, of_dates = [], []
    for row, one in enumerate(batch):
        for at, told in one.told:
            wanted = torch.tensor([float(kind in told) for kind in KINDS])
            of_kinds.append(_of_kinds(kinds[row, at], wanted))
            queries = query[row, at].view(len(KINDS), POINTER)
            for kind, date in told.items():
                if date > UNKNOWN and one.dates:
                    nearness = key[row, one.dates] @ queries[KINDS.index(kind)] / math.sqrt(POINTER)
                    scores = torch.cat([undated[row, at], nearness]).unsqueeze(0)
                    of_dates.append(nn.functional.cross_entropy(scores, torch.tensor([date + 1])))
    loss = torch.stack(of_kinds).mean()
    return loss + 0.5 * torch.stack(of_dates).mean() if of_dates else loss


def _of_kinds(scores: Tensor, wanted: Tensor) -> Tensor:
    return nn.functional.binary_cross_entropy_with_logits(scores, wanted, reduction="sum")


class _Single(nn.Module):
    """The network for one window at a time, its words' vectors in eight bits."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        whole = network.bert.embeddings.word_embeddings.weight.detach()
        scale = whole.abs().amax(1, keepdim=True) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("words", (whole / scale).round().to(torch.int8))

    def forward(self, tokens: Tensor, body: Tensor) -> tuple[Tensor, ...]:
        known = tokens.clamp(max=WORDS - 1)
        words = self.words[known].float() * self.scale[known]  # type: ignore[index,operator]  # buffers
        return self.network.read(tokens, words, torch.ones_like(tokens), body)


def export(network: Network, out: Path) -> None:
    """Write the network with weights of eight bits, and the words that it knows."""
    out.mkdir(parents=True, exist_ok=True)
    network.eval()
    given = (torch.randint(5, 3000, (1, 40)), torch.tensor([7]))
    names = ["kinds", "query", "key", "undated"]
    with TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            _Single(network),
            given,
            str(whole),
            input_names=["tokens", "body"],
            output_names=names,
            dynamic_axes={name: {1: "length"} for name in ["tokens", *names]},
            opset_version=17,
            dynamo=False,
        )
        # Weights alone are rounded, in blocks: rounding what flows through as a whole changed
        # one answer in ten.
        smaller = MatMulNBitsQuantizer(onnx.load(whole), **_BITS)
        smaller.process()
        smaller.model.save_model_to_file(str(out / "network.onnx"))
    (out / "pieces.txt").write_text("\n".join(words()) + "\n", encoding="utf-8")
    say(f"written to {out}")


if __name__ == "__main__":
    main()
