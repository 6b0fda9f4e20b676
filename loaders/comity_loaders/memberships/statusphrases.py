"""Nouns that say what one is in a body: "a founding member of the <B0>", "<B0> countries".

Found in a masked sentence, and masked in their turn: "<S0>, <P0>, sent troops". So what joins a
phrase to states, in `statuslinks`, need not know which nouns, adjectives and bodies there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from comity.model import Entity, Predicate, Span
from comity_loaders import wordlists
from comity_loaders.dates.founddates import FoundDate
from comity_loaders.document import Document, Sentence
from comity_loaders.memberships.seats import bodies_in
from comity_loaders.memberships.statuswords import FILE, said, status
from comity_loaders.memberships.unsaidbody import is_agreement, unsaid_body, unsaid_treaty
from comity_loaders.sentences import patterns
from comity_loaders.sentences.masking import Masked

_PLURAL = re.compile(r"(?:[^s]s|ies|members|states)$")
_TO_JOIN = re.compile(
    r"^ (?:for|to) (?:full |early )?(?:membership|accession|entry|admission|join|enter|becom)"
)
_FINITE = {"VBZ", "VBD", "VBP", "MD"}
_HOPEFUL = re.compile(r"(?i)candidate|hopeful|aspirant")
_EVERY = re.compile(r"(?i)\b(?:every|each|no other)\b")
_ONE = re.compile(
    r"(?i)\b(?:one|part|first|second|third|last|\w+est|only) (?:of|among)\b"
    r"|^(?:an?|another)\b(?! (?:\w+ )?(?:handful|minority|number|couple|few)\b)"
)
_NO_LONGER = re.compile(r"(?i)\b(?:former|ex-?|once|prospective|would-be|future) ?(?:the )?$")
_PART_OF = re.compile(r"(?:that|which) (?:is|are|belongs?|forms?|makes?|constitutes?)\b|making up")
_FELLOW = re.compile(r"(?i)\b(?:fellow|other|its|their|remaining|sister)\b")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun of status with its body.

    Args:
        words: the words before the noun, and the noun.
        trigger: the place of the noun in the article.
        predicate: the status.
        bodies: in what.
        date: a date right behind it.
        plural: whether it is about several states.
        fellow: whether it is about others than the one it belongs to ("its <B0> partners").
        weak: whether the noun tells a status of fellows only ("partners").
        unnamed: whether the body is left unsaid ("the other members").
    """

    words: str
    trigger: Span
    predicate: Predicate
    bodies: tuple[Entity, ...]
    date: FoundDate | None = None
    plural: bool = False
    fellow: bool = False
    weak: bool = False
    unnamed: bool = False


@dataclass(frozen=True)
class Phrased:
    """A masked sentence with its status phrases masked too.

    Args:
        masked: the masked sentence.
        text: its words with a mark `<P0>` for each phrase.
        phrases: the phrases by their numbers.
        unnamed: whether it is those that leave their body unsaid that count.
        pieces: where the stretches between the phrases begin, in this text and in `masked`.
    """

    masked: Masked
    text: str
    phrases: tuple[Phrase, ...]
    unnamed: bool = False
    pieces: tuple[tuple[int, int], ...] = ((0, 0),)

    def place(self, start: int, end: int) -> Span:
        """The place in the article of words outside the phrases."""
        return self.masked.place(self._there(start), self._there(max(end - 1, start)) + 1)

    def _there(self, at: int) -> int:
        here, there = next(p for p in reversed(self.pieces) if p[0] <= at)
        return there + at - here


def phrased(masked: Masked, sentence: Sentence, *, unnamed: bool = False) -> Phrased:
    """A masked sentence with its status phrases put away.

    Args:
        masked: the masked sentence, or a clause of it.
        sentence: the sentence.
        unnamed: whether to put away those too that leave their body unsaid.
    """
    text, at, end, found, pieces = "", 0, 0, list[Phrase](), [(0, 0)]
    for match in _matches(masked.text, _shapes(unnamed=unnamed)):
        if match.start() < end or _has_verb(masked, match, sentence):
            continue
        end = match.end()
        phrase = _phrase(masked, match, sentence)
        if phrase is None:
            continue
        text += f"{masked.text[at : match.start()]}<P{len(found)}>"
        found.append(phrase)
        at = match.end()
        pieces.append((len(text), at))
    return Phrased(masked, text + masked.text[at:], tuple(found), unnamed, tuple(pieces))


def _matches(text: str, shapes: Iterable[re.Pattern[str]]) -> list[re.Match[str]]:
    """The candidates for phrases, from the left, of those that begin together the longest first."""
    found = [match for pattern in shapes for match in pattern.finditer(text)]
    return sorted(found, key=lambda match: (match.start(), -match.end()))


def _phrase(masked: Masked, match: re.Match[str], sentence: Sentence) -> Phrase | None:
    named = "b" in match.re.groupindex
    bodies = bodies_in(masked, match.span("b")) if named else _told(masked, match, sentence)
    head, kind = match["t"], _kind(match)
    inner = match.groupdict().get("w2") or ""
    words = f"{'' if named else _lead(match)}{match['w']}{inner}"
    possible = bool(bodies) and _is_possible(match, kind, bodies, sentence.document)
    if not possible or (match.start() == 0 and _is_cut_from(masked, match, sentence)):
        return None
    predicate = status(words, head)
    if predicate is None:
        return None
    if predicate is Predicate.PARTNER and _are_members(head, bodies):
        predicate = Predicate.MEMBER
    if predicate is Predicate.SIGNED and all(_has_parties(body) for body in bodies):
        predicate = Predicate.MEMBER
    date = masked.slot(match, "since")
    return Phrase(
        words=f"{words}{head}",
        trigger=masked.place(*match.span("t")),
        predicate=predicate,
        bodies=bodies,
        date=date.date if date else None,
        plural=_is_plural(match["w"], words, head),
        fellow=bool(_FELLOW.search(words)),
        weak=kind == "fellow",
        unnamed=not named,
    )


def _are_members(head: str, bodies: tuple[Entity, ...]) -> bool:
    """Whether "partner states" are what a body calls its members."""
    called = {body.key for body in bodies} <= set(wordlists.load(FILE)["partners_are_members"])
    return called and head.lower().startswith("partner state")


def _is_cut_from(masked: Masked, match: re.Match[str], sentence: Sentence) -> bool:
    """Whether a clause begins behind a word that counts: of "former <B0> members", the last two."""
    at = masked.place(*match.span()).start
    return bool(_NO_LONGER.search(sentence.document.text[sentence.span.start : at][-20:]))


def _has_verb(masked: Masked, match: re.Match[str], sentence: Sentence) -> bool:
    """Whether a body does something to members: "the <B0> admits new members"."""
    if not match.groupdict().get("w2"):
        return False
    tokens = sentence.tokens_in(masked.place(*match.span("w2")))
    return any(token.tag_ in _FINITE for token in tokens)


def _lead(match: re.Match[str]) -> str:
    """The word right before a noun that leaves its body unsaid: "possible" new members."""
    return match.string[: match.start()].rpartition(" ")[0].rpartition(" ")[2] + " "


def _is_plural(before: str, words: str, head: str) -> bool:
    several = _PLURAL.search(head) and not _ONE.search(before)
    return bool(several or _EVERY.search(words))


def _told(masked: Masked, match: re.Match[str], sentence: Sentence) -> tuple[Entity, ...]:
    """What an article is telling of, where a phrase leaves it unsaid."""
    at, party = masked.place(*match.span()), _kind(match) == "party"
    body = unsaid_treaty(sentence, at) if party else unsaid_body(sentence, at, match["w"])
    return (body,) if body else ()


def _kind(match: re.Match[str]) -> str:
    """Which of the lists of nouns it is from."""
    kinds: list[str] = list(wordlists.load(FILE)["kinds"])
    fitting = (k for k in kinds if patterns.expression(FILE, "kinds", k).fullmatch(match["t"]))
    return next(fitting, kinds[0])


def _is_possible(
    match: re.Match[str], kind: str, bodies: tuple[Entity, ...], document: Document
) -> bool:
    """Whether a noun of this kind can have these bodies, in this construction."""
    before = "w2" in match.re.groupindex
    if kind == "party":
        return all(is_agreement(body) or _has_parties(body) for body in bodies)
    if kind == "ally":
        return all("alliance" in document.gazetteer.entry(body).short_forms for body in bodies)
    if _TO_JOIN.search(match[0][match.end("t") - match.start() :]) and not _HOPEFUL.match(
        match["t"]
    ):
        return False
    if kind == "place":
        if before:
            return _is_of_place(match["w2"])
        part = _PART_OF.match(match[0], match.end("t") - match.start() + 1)
        return bool(part or said("superlative").search(match["w"]))
    return True


def _has_parties(body: Entity) -> bool:
    """Whether its members are called parties and signatories: "a signatory of the court"."""
    return body.key in wordlists.load(FILE)["with_parties"]


def _is_of_place(words: str) -> bool:
    return all(said("place_words").fullmatch(word) for word in words.split())


@cache
def _shapes(*, unnamed: bool) -> tuple[re.Pattern[str], ...]:
    """The ways in which a noun and its body stand together, and the noun alone."""
    names = (
        "of",
        "before",
        "unnamed",
        "unnamed-party",
        "listed",
        "listed-states",
        "listed-party",
        "as",
    )
    return tuple(
        patterns.expression(FILE, "phrases", shape) for shape in names[: None if unnamed else 2]
    )
