"""Agreements between states in running text: which words name one, known to the reference or not.

"Peru and Chile signed a bilateral agreement on copper in Arica": an agreement that the reference
does not know is known within its article only, by the article's words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from comity.model import Entity, Kind, Span, local_entity
from comity_loaders import wordlists
from comity_loaders.document import Document, Sentence
from comity_loaders.meetings.meetingwords import either_case, phrase
from comity_loaders.meetings.meetingwords import words as meeting_words
from comity_loaders.sentences.masking import Masked, mask

_REACH = 3
"""How many sentences before "the agreement" it may have been named."""
_IT = re.compile(r"(?:(?:Signed|Initialled|Concluded|Inked) [^;:]{3,80}?, )?(?P<it>[Ii]t)\b")
"""An agreement that was named before, at the head of a sentence, or behind what became of it."""
_BARE = re.compile(r"(?:The|the|This|this|That|that|It|An?|an?) ?")


@dataclass(frozen=True, slots=True)
class Agreement:
    """Words that name an agreement.

    Args:
        start: where they begin in the masked sentence, without an article.
        end: where they end.
        entity: the agreement; of "the treaty" the one told of before, where there is one.
        is_bare: whether they are only "the treaty", or "it".
        is_told: whether they refer back to an agreement.
    """

    start: int
    end: int
    entity: Entity
    is_bare: bool = False
    is_told: bool = False


def agreements_in(sentence: Sentence) -> tuple[Agreement, ...]:
    """The agreements that a sentence names, in order of place; found once."""
    known = sentence.document.once(_kept)
    if sentence.span not in known:
        known[sentence.span] = tuple(_found(sentence, mask(sentence)))
    return known[sentence.span]


def _kept(_: Document) -> dict[object, tuple[Agreement, ...]]:
    """Where the agreements of a document's sentences are kept."""
    return {}


def _found(sentence: Sentence, masked: Masked) -> list[Agreement]:
    found = [_known(masked, match) for match in re.finditer(r"<B\d+>", masked.text)]
    if _cue().search(masked.text):
        found += [_named(sentence, masked, match) for match in _pattern().finditer(masked.text)]
    it = _IT.match(masked.text)
    if it and (before := told_before(sentence)):
        found.append(Agreement(*it.span("it"), before, is_bare=True))
    kept: list[Agreement] = []
    for one in sorted((a for a in found if a), key=lambda a: (a.start, -a.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _known(masked: Masked, match: re.Match[str]) -> Agreement | None:
    """A treaty that is known by its name; of several in a list the first."""
    (slot,) = masked.slots_in(*match.span())
    one = slot.entities[0] if slot.entities else None
    are_treaties = all(entity.kind is Kind.TREATY for entity in slot.entities)
    return Agreement(match.start(), match.end(), one) if one and are_treaties else None


def _named(sentence: Sentence, masked: Masked, match: re.Match[str]) -> Agreement | None:
    behind = re.match(r" ([a-z]+)", masked.text[match.end() :])
    if behind and behind[1] in words("not_behind"):
        return None
    own = re.sub(r"^(?:The|An?) ", "", match.group())
    is_bare = " " not in own
    before = masked.text[: match.start()]
    is_told = is_bare and (
        match.group() != own or re.search(r"\b(?:[Tt]he|[Tt]h(?:is|at)) $", before)
    )
    entity = (told_before(sentence) if is_told else None) or _local(sentence, masked, match.span())
    return Agreement(match.start(), match.end(), entity, is_bare, bool(is_told))


def parties_named(sentence: Sentence, agreement: Agreement) -> tuple[Entity, ...]:
    """The states in an agreement's name: "the Peru-Chile Border Treaty", "a pact with Italy"."""
    at = mask(sentence).place(agreement.start, agreement.end)
    found = (match.entity for match in sentence.document.gazetteer.find(_spelt(sentence, at)))
    return tuple(dict.fromkeys(e for e in found if e and e.kind is Kind.STATE))


def _spelt(sentence: Sentence, at: Span) -> str:
    """The words there, what is tied by a dash apart."""
    return re.sub(r"[-–/]", " ", at.of(sentence.document.text))


def unions_in(sentence: Sentence) -> tuple[Agreement, ...]:
    """The markets, zones and the like of states, which come into force as agreements do."""
    masked, text = mask(sentence), sentence.document.text
    slots = [(match, masked.slots[match[1]]) for match in re.finditer(r"<(B\d+)>", masked.text)]
    return tuple(
        Agreement(match.start(), match.end(), _local(sentence, masked, match.span()))
        for match, slot in slots
        if len(slot.mentions) == 1 and slot.span.of(text).lower().endswith(tuple(words("unions")))
    )


def told_before(sentence: Sentence) -> Entity | None:
    """The agreement that "the agreement" means: the last named, not long before."""
    sentences = sentence.document.sentences
    index = sentences.index(sentence)
    for earlier in reversed(sentences[max(index - _REACH, 0) : index]):
        named = [a.entity for a in agreements_in(earlier) if not a.is_bare]
        if named:
            return named[-1]
    return None


def _local(sentence: Sentence, masked: Masked, at: tuple[int, int]) -> Entity:
    words_there = " ".join(masked.place(*at).of(sentence.document.text).split())
    name = re.sub(r"(?i)^(?:the|an?|its|their) ", "", words_there)
    return local_entity(Kind.TREATY, name if " " in name else name.lower())


@cache
def _cue() -> re.Pattern[str]:
    return re.compile(either_case(words("nouns") | words("named_nouns")))


@cache
def _pattern() -> re.Pattern[str]:
    """An agreement: its noun with the words before it, and "on" or "of" what it is."""
    nouns, named = either_case(words("nouns")), "|".join(words("named_nouns"))
    word = r"(?!No )[A-Z][\w'’-]*"
    mark = r"<[SBNC]\d+>(?:['’]s?)?(?:[-–/](?:<[SBNC]\d+>|\w+))*"
    part = rf"(?:{mark}|{word}(?: (?:of|on|for|and|the))?|{either_case(words('modifiers'))},?)"
    proper = rf"(?:{word}|{mark})"
    of_name = (
        rf"(?: (?:of|on|for|against|between|to) (?:the )?{proper}"
        rf"(?:(?: (?:of|and|on|for|the|in|against))* {proper})*)"
    )
    plain = rf"(?!(?:{either_case(_no_modifiers())})\b)(?![a-z]+ed )[a-z][a-z-]+"
    determiners = ("the", "The", "a", "A", "an", "An", "its", "their", "['’]s", "s['’]")
    articles = "|".join(rf"(?<={a} )" for a in determiners)
    loose = rf"(?:{articles})(?:{plain} ){{1,4}}(?:{nouns})"
    about = rf"(?: (?:on|for|of) (?:the )?(?:{phrase()})(?= |[.,;:!?)\"]|$))?"
    upper = "|".join(
        sorted({n.title() for n in words("nouns") if n.islower()} | words("named_nouns"))
    )
    return re.compile(
        rf"(?<![\w>'’-])(?:(?:{upper}){of_name}"
        rf"|(?:{loose}|(?:{part} ){{0,7}}?(?:{nouns})|(?:{word} ){{1,4}}(?:{named}))"
        rf"(?![\w-]){about})"
    )


@cache
def _no_modifiers() -> frozenset[str]:
    """Words that no agreement has before its noun: those that begin or end another phrase."""
    lists = ("stops", "roles", "auxiliaries", "determiners", "nouns")
    return frozenset().union(*map(meeting_words, lists)) | words("signed")


@cache
def words(name: str) -> frozenset[str]:
    """A list of the file, as a set."""
    return frozenset(wordlists.load("agreements.yaml")[name])
