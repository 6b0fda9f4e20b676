"""The trained network: a window in, what it says of each state in it out.

The network is six layers of MiniLM, trained by `training/train.py` on the passages beside it, with
weights of eight bits; ONNX Runtime runs it on one thread. Each window is run alone, so that what
is found in one does not hang on what else an article has.
"""

from __future__ import annotations

import hashlib
import importlib.util
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from comity.model import Predicate
from comity_loaders.learned.windows import MARKERS, Window
from comity_loaders.learned.wordpieces import WordPieces
from comity_loaders.sentences.masking import Slot

KINDS = (
    Predicate.MEMBER,
    Predicate.JOINED,
    Predicate.FOUNDED,
    Predicate.SIGNED,
    Predicate.RATIFIED,
    Predicate.LEFT,
    Predicate.MEMBERSHIP_SUSPENDED,
    Predicate.READMITTED,
    Predicate.APPLIED,
    Predicate.OBSERVER,
    Predicate.CANDIDATE,
)
"""What the network may say of a state, in the order of its answers."""

MOST_TOKENS = 256
"""Windows of more tokens are not read: the network was trained on shorter ones."""
POINTER = 64
"""How many numbers the network compares a state and a date by."""
LOST = "no network is installed: memberships in rarer words are left out (install comity[model])"
"""What cannot be found without the network."""
_FOLDER = files("comity_loaders") / "learned" / "network"
Array = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the network says of a list of states and the body in view.

    Args:
        states: the list of states.
        predicate: how they stand to the body.
        probability: how sure the network is, from 0 to 1.
        date: the date of it; None where the window has none.
    """

    states: Slot
    predicate: Predicate
    probability: float
    date: Slot | None


class Output(NamedTuple):
    """What the network gives for each token: a row each."""

    kinds: Array
    """The score of each kind."""
    query: Array
    """For each kind, what a date is compared with: `len(KINDS) * POINTER` numbers."""
    key: Array
    """What a date is compared by: `POINTER` numbers."""
    undated: Array
    """The score of there being no date."""


class Network:
    """The network and the words that it knows.

    Attributes:
        name: what a build's manifest calls it.
    """

    def __init__(self) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        content = (_FOLDER / "network.onnx").read_bytes()
        self.name = f"network {hashlib.sha256(content).hexdigest()[:8]}"
        self._session: Any = onnxruntime.InferenceSession(
            content, options, providers=["CPUExecutionProvider"]
        )
        self._pieces = WordPieces((_FOLDER / "pieces.txt").read_text("utf-8").split(), MARKERS)

    def ask(self, window: Window) -> tuple[Answer, ...]:
        """Every state of a window with every answer, however unsure."""
        tokens = self._pieces.numbers(window.text)
        body, states, dates = self._places(tokens)
        if body is None or len(tokens) > MOST_TOKENS:
            return ()
        out = self._run(tokens, body)
        places = zip(window.states, states, strict=True)
        return tuple(a for slot, at in places for a in _answers(window, slot, out, at, dates))

    def _places(self, tokens: list[int]) -> tuple[int | None, list[int], list[int]]:
        """Where the body, the states and the dates stand."""
        state_ids = {self._pieces["[S]"], self._pieces["[N]"]}
        body = next((i for i, t in enumerate(tokens) if t == self._pieces["[B]"]), None)
        states = [i for i, t in enumerate(tokens) if t in state_ids]
        return body, states, [i for i, t in enumerate(tokens) if t == self._pieces["[D]"]]

    def _run(self, tokens: list[int], body: int) -> Output:
        given = {
            "tokens": np.array([tokens], dtype=np.int64),
            "body": np.array([body], dtype=np.int64),
        }
        return Output(*(part[0] for part in self._session.run(None, given)))


def _answers(
    window: Window, states: Slot, out: Output, at: int, dates: list[int]
) -> Iterator[Answer]:
    """All answers on the states whose marker is the token `at`; `dates` are the dates' tokens."""
    sure = 1 / (1 + np.exp(-out.kinds[at]))
    queries = out.query[at].reshape(len(KINDS), POINTER)
    nearness = queries @ out.key[dates].T / math.sqrt(POINTER)
    for kind, predicate in enumerate(KINDS):
        best = int(np.concatenate([out.undated[at], nearness[kind]]).argmax())
        date = window.dates[best - 1] if best else None
        yield Answer(states, predicate, float(sure[kind]), date)


@cache
def load() -> Network | None:
    """The network, loaded once a process; None where what runs it is not installed."""
    return Network() if importlib.util.find_spec("onnxruntime") else None
