"""What the network is sure of, as claims: only where no rule has spoken of the same two."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Token

from comity.model import Claim, Entity, Kind, Modality, Polarity, Predicate, Span
from comity_loaders import wordlists
from comity_loaders.dates.datewords import DateKind, FoundDate
from comity_loaders.document import Document, Sentence
from comity_loaders.learned.network import Answer, Network
from comity_loaders.learned.windows import Window, windows
from comity_loaders.memberships.eventdates import is_after, when
from comity_loaders.names.mentions import Use
from comity_loaders.sentences.masking import Slot
from comity_loaders.sentences.passages import passage
from comity_loaders.sentences.stance import stance

_STATES = (Kind.STATE, Kind.TERRITORY)
_BODIES = (Kind.ORGANISATION, Kind.TREATY)
_LASTING = {Predicate.MEMBER, Predicate.OBSERVER, Predicate.CANDIDATE}
_DATED = {DateKind.ON, DateKind.SINCE, DateKind.RANGE}

_WORDS = "learned.yaml"
_REACH = 20
"""So far before states the words stand that tell how they are meant."""
# "Former pact states joined the other one": they did not join the pact.
_OF_OLD = re.compile(r"\b(?:[Ff]ormer|[Ee]x)[ -]$")
_TOWN = re.compile(r"\b(?:in|at|near|outside|from) (?:the )?(?:[A-Z][\w'-]+ ?){1,3}, $")
_SOMEBODY = re.compile(
    r" (?:official|minister|diplomat|spokes\w+|envoy|reporter|journalist|newspaper|soldier)s?\b"
)
_FOUNDERS = 2
"""So many states found a body, as the rules have it too."""
_SO = (Polarity.AFFIRMED, Modality.ASSERTED)

Pair = tuple[Entity, Entity]
"""A state and a body."""


def learned_claims(document: Document, network: Network, told: Iterable[Claim]) -> Iterator[Claim]:
    """The claims that the network adds.

    Args:
        document: the article.
        network: the network.
        told: what all rules claim, plug-ins too. Where they speak of a state and a body in the same
            sentence they are believed, whatever they say: that it was planned or denied, too.
    """
    known = [(pairs, claim.passage) for claim in told if (pairs := frozenset(_pairs(claim)))]
    for window in windows(document):
        sentence = window.sentence
        spoken = {pair for pairs, place in known if place.overlaps(sentence.span) for pair in pairs}
        # The network costs more than all rules together: it is asked last.
        if _can_tell(sentence) and _is_meant(window) and not _asked(window) <= spoken:
            sound = {states.span for states in window.states if _is_sound(window, states)}
            for answer in _sure(network.ask(window)) if sound else ():
                told_so = _is_told(sentence, str(answer.predicate))
                if answer.states.span in sound and told_so and not _is_barred(window, answer):
                    yield from _claims(document, window, answer, spoken)


def _can_tell(sentence: Sentence) -> bool:
    """Whether a sentence has a word of membership, and none, such as "possible", that unsays it."""
    if re.search(wordlists.load(_WORDS)["doubtful"], sentence.text):
        return False
    return any(_is_told(sentence, predicate) for predicate in wordlists.load(_WORDS)["told_by"])


def _is_told(sentence: Sentence, predicate: str) -> bool:
    """Whether a word of the kind of what is said stands there, such as "signatory" of signing."""
    return re.search(wordlists.load(_WORDS)["told_by"][predicate], sentence.text) is not None


def _is_barred(window: Window, answer: Answer) -> bool:
    """Whether the treaty that was signed stands beside the body, or one state alone founds it."""
    if answer.predicate is Predicate.FOUNDED and len(answer.states.entities) < _FOUNDERS:
        return True
    treaties = any(m.can_be(Kind.TREATY) for m in window.sentence.mentions)
    signed = answer.predicate in (Predicate.SIGNED, Predicate.RATIFIED)
    body = window.body.entities
    return signed and treaties and all(entity.kind is not Kind.TREATY for entity in body)


def _is_meant(window: Window) -> bool:
    """Whether the body itself is spoken of, or its members, and not its exercises or ministers."""
    words, body = wordlists.load(_WORDS), window.body.span
    if _OF_OLD.search(window.sentence.document.text[: body.start][-10:]):
        return False
    tokens = window.sentence.tokens_in(body)
    behind = [token.head for token in tokens if token.head.idx >= body.end]
    before = [noun for token in tokens for noun in _above(token) if noun.idx < body.start]
    nouns = (n for n in (*behind, *before) if n.pos_ == "NOUN")
    verbs = (t.head for t in tokens if t.dep_ == "dobj" and t.head.pos_ == "VERB")
    return all(n.lemma_.lower() in words["of_body"] for n in nouns) and all(
        verb.lemma_.lower() in words["done_to_body"] for verb in verbs
    )


def _above(token: Token) -> Iterator[Token]:
    """What a token hangs on by "of": of "the heads of the members of the EU", members and heads."""
    while token.dep_ == "pobj" and token.head.lower_ == "of":
        token = token.head.head
        yield token


def _is_sound(window: Window, states: Slot) -> bool:
    """Whether nothing that rules can tell speaks against an answer on these states."""
    return (
        _is_asserted(window, states)
        and not _is_part(window, states)
        and not _is_beside(window, states)
        and not _is_address(window, states)
        and not _is_person(window, states)
    )


def _is_asserted(window: Window, states: Slot) -> bool:
    """Whether nothing around the states or the body is hoped, planned or denied."""
    spans = states.span, window.body.span
    return all(stance(window.sentence, span) == _SO for span in spans)


def _is_beside(window: Window, states: Slot) -> bool:
    """Whether they stand side by side: "the EU and Japan", "Mexico and members of the EU"."""
    first, second = sorted((states.span, window.body.span))
    between = window.sentence.document.text[first.end : second.start]
    return re.match(wordlists.load(_WORDS)["beside"], between) is not None


def _is_address(window: Window, states: Slot) -> bool:
    """Whether a state only tells where a town is: "signed in Oslo, Norway"."""
    start = states.span.start
    before = window.sentence.document.text[window.sentence.span.start : start]
    return _TOWN.search(before) is not None


def _is_person(window: Window, states: Slot) -> bool:
    """Whether a people's name only tells whose somebody is: "the Russian official said"."""
    behind = window.sentence.document.text[states.span.end :]
    demonyms = all(m.use is Use.DEMONYM for m in states.mentions)
    return demonyms and _SOMEBODY.match(behind) is not None


def _is_part(window: Window, states: Slot) -> bool:
    """Whether the states are only the whole of which one is taken: "the last of the three"."""
    before = window.sentence.document.text[window.sentence.span.start : states.span.start]
    several = len(states.mentions) > 1
    return several and re.search(wordlists.load(_WORDS)["part_of"], before[-_REACH:]) is not None


def _asked(window: Window) -> set[Pair]:
    """Every state of a window with every body in view."""
    return {pair for states in window.states for pair in _each(window, states)}


def _each(window: Window, states: Slot) -> Iterator[Pair]:
    """Each of the states with the body, or each body, in view."""
    for state in states.entities:
        if state.kind in _STATES:
            yield from ((state, body) for body in window.body.entities)


def _pairs(claim: Claim) -> Iterator[Pair]:
    """The states and bodies that a claim is about: of a roster, each member and the body."""
    body = claim.subject if claim.members else claim.object
    states = claim.members or ((claim.subject,) if claim.subject else ())
    if body and body.kind in _BODIES:
        yield from ((state, body) for state in states if state.kind in _STATES)


def _sure(answers: Iterable[Answer]) -> list[Answer]:
    """The answers that are sure enough; that somebody is a member, if nothing else is said."""
    least = wordlists.load(_WORDS)["least"]
    sure = [a for a in answers if a.probability >= least.get(str(a.predicate), least["other"])]
    more = {a.states.span for a in sure if a.predicate is not Predicate.MEMBER}
    return [a for a in sure if a.predicate is not Predicate.MEMBER or a.states.span not in more]


def _claims(
    document: Document, window: Window, answer: Answer, spoken: Collection[Pair]
) -> Iterator[Claim]:
    for state, body in _each(window, answer.states):
        if (state, body) not in spoken:
            yield from _claim(document, window, answer, state, body)


def _claim(
    document: Document, window: Window, answer: Answer, state: Entity, body: Entity
) -> Iterator[Claim]:
    if answer.predicate is Predicate.MEMBER and body.kind is Kind.TREATY:
        return  # of a treaty one is a party, and by what act the words should say
    date = _date(answer, state)
    day = when(date, Modality.ASSERTED)
    if day is not None and is_after(document, day):
        return
    claim = Claim(
        predicate=_of_treaty(answer.predicate, body),
        subject=state,
        object=body,
        passage=_passage(document, answer.states, window.body),
        rule=f"learned/{answer.predicate}",
    )
    if answer.predicate not in _LASTING:
        yield replace(claim, when=day)
    else:
        yield replace(claim, since=day if date and date.kind is DateKind.SINCE else None)


def _of_treaty(predicate: Predicate, body: Entity) -> Predicate:
    """One joins an organisation, and accedes to a treaty."""
    joins = predicate is Predicate.JOINED and body.kind is Kind.TREATY
    return Predicate.ACCEDED if joins else predicate


def _date(answer: Answer, state: Entity) -> FoundDate | None:
    """The date of what is told; one in brackets behind a state is that state's."""
    own = {mention.entity: date for mention, date in answer.states.own}
    date = own.get(state) or (answer.date.date if answer.date else None)
    return date if date and date.kind in _DATED else None


def _passage(document: Document, states: Slot, body: Slot) -> Span:
    """The sentence, or the two, in which the states and the body stand."""
    first, last = sorted((states.span, body.span))
    around = passage(document, first), passage(document, last)
    return Span(around[0].start, max(around[0].end, around[1].end))
