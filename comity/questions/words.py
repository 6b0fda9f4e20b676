"""The vocabulary of questions: which words mean the same for the choice of a stored query."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from comity.errors import QueryError
from comity.questions.text import Token
from comity.spelling import normal

NOTHING = ""
"""The concept of words that say nothing of their own."""

_FILE = Path(__file__).parent / "words.yaml"
_YAML = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml's is ten times faster
_VOWEL = re.compile(r"[aeiou]$")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A stretch of tokens, and its concept.

    Args:
        concept: its name; `NOTHING` where it says nothing; two with a plus sign between.
        first: the index of its first token.
        end: the index after its last.
    """

    concept: str
    first: int
    end: int


class Words:
    """Phrases and their concepts.

    Args:
        concepts: the phrases of each concept, as `words.yaml` writes them.
        reasons: why a question with a concept is declined where no wording fits.

    Raises:
        QueryError: where one phrase has two concepts.
    """

    def __init__(
        self, concepts: Mapping[str, Iterable[str]], reasons: Mapping[str, str] | None = None
    ) -> None:
        self.reasons = dict(reasons or {})
        self._concepts: dict[tuple[str, ...], str] = {}
        for concept, written in concepts.items():
            for phrase in written:
                self._enter(phrase, concept)
        self._longest = max(map(len, self._concepts), default=1)
        self.common = frozenset(phrase[0] for phrase in self._concepts if len(phrase) == 1)
        self.spelt = sorted(self.common)
        self.concepts = frozenset(self._concepts.values())
        self.acts = frozenset(
            word for phrase, concept in self._concepts.items() if concept for word in phrase
        )

    def spoken(self, tokens: Sequence[Token]) -> Iterator[Spoken | int]:
        """The phrases in some tokens, longest first; of a token in none, its index."""
        index, words = 0, [token.word for token in tokens]
        while index < len(words):
            found = self._at(words, index)
            yield found or index
            index = found.end if found else index + 1

    def _at(self, words: Sequence[str], first: int) -> Spoken | None:
        for end in range(min(len(words), first + self._longest), first, -1):
            concept = self._concepts.get(tuple(words[first:end]))
            if concept is not None:
                return Spoken(concept, first, end)
        return None

    def _enter(self, written: str, concept: str) -> None:
        for phrase in _phrases(written):
            if self._concepts.setdefault(phrase, concept) != concept:
                raise QueryError(
                    f"{' '.join(phrase)!r} is {self._concepts[phrase]!r} and {concept!r}",
                    where=str(_FILE),
                    hint="give each phrase one concept",
                )


@lru_cache(maxsize=1)
def words() -> Words:
    """The vocabulary that comes with comity."""
    with _FILE.open("rb") as file:
        read: dict[str, Any] = yaml.load(file, _YAML)  # noqa: S506 # both loaders are safe
    return Words({NOTHING: read["nothing"], **read["concepts"]}, read["reasons"])


def _phrases(written: str) -> Iterator[tuple[str, ...]]:
    """The phrases that one line stands for: one for each choice between bars."""
    choices = [
        [form for word in part.split("|") for form in _forms(word)] for part in written.split()
    ]
    for phrase in itertools.product(*choices):
        yield tuple(normal(word.casefold()) for word in phrase)


def _forms(word: str) -> list[str]:
    """A word, or with a tilde behind it the regular forms of a verb."""
    if not word.endswith("~"):
        return [word]
    verb = word[:-1]
    stem = verb.removesuffix("e")
    if verb.endswith("y") and not _VOWEL.search(verb[:-1]):
        return [verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"]
    third = f"{verb}es" if verb.endswith(("s", "x", "ch", "sh")) else f"{verb}s"
    return [verb, third, f"{stem}ed", f"{stem}ing"]
