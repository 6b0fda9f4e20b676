"""Which bodies a match is about, also where it names none: "Malta and Cyprus joined in 2004"."""

from __future__ import annotations

import re
from collections import Counter

from comity.model import Entity, Kind, Predicate, Span
from comity_loaders.document import Document, Sentence
from comity_loaders.memberships.entries import is_of_another
from comity_loaders.memberships.finds import Find
from comity_loaders.memberships.frameforms import words
from comity_loaders.memberships.passing import (
    BEGAN,
    is_aside,
    is_beside,
    is_part,
    is_passing,
    only_set_up,
)
from comity_loaders.memberships.sections import body_above
from comity_loaders.names.mentions import Mention
from comity_loaders.names.named import is_attribute

_OFTEN = 3
"""So often an article names what it is about, where another body is named but once."""
_INDENT = re.compile(r"(?:\n {2}|[.\"'] {3}) *(?=\S)")
_ANAPHOR = re.compile(
    r"\b[Tt]he (council|fund|bank|court|league|forum|community|commonwealth|association|agency"
    r"|conference|pact|treaty|convention|protocol|charter|statute)\b(?! of [A-Z]| for [A-Z])"
)
_NOUN = re.compile(r" (?:agency|agencies|officials?|diplomats?|envoys?|troops|forces|sources)\b")
_OF_OLD = re.compile(r"\b(?:[Ff]ormer|[Ee]x|[Oo]ne-?time)[ -]$")
_CALLED = re.compile(r"\b(?:known as|called|named|dubbed)(?: the)? [\"']?$")
_HAS = re.compile(
    r"(?: \([^()]{2,12}\))? (?:(?:now|currently|today|originally|still) )*(?:has|had|counts"
    r"|comprises|consists|includes|is (?:made up|composed)|groups|unites)\b"
)
_WORD = re.compile(r"(?!\b(?:[Tt]he|wiki)\b)\b[A-Za-z]{2,}")
_TO_WHICH = re.compile(r",? (?:to|from|of|in|into) which\b")
_IT_OF_TREATY = re.compile(
    r"\b[Tt]h(?:e|is|at) (?:[a-z-]+ )?(?:treaty|convention|protocol|charter|statute|accord"
    r"|agreement)\b[^.;]*\bit\b[^.,;]{0,30}$"
)
_CLAUSE_OF = re.compile(r"(?: \([^()]*\))?, (?:which|whose|that|where)\b[^.;]*")
_AMENDMENT = re.compile(r"(?i)\b(?:accession|enlargement|protocol|amendment)\b")
_NEAR = 2
"""How many sentences back the body may stand."""


def bodies_of(found: Find) -> tuple[Entity, ...]:
    """The bodies named in the match; for a pattern without one, the last named before it."""
    if found.pattern.predicate is Predicate.ORIGINATES_FROM:
        return found.entities("s")[:1]
    if found.group("b"):
        return found.entities("b")
    body = _last_body(found) if found.pattern.body == "last" else _body_of_organ(found)
    return (body,) if body else ()


def _body_of_organ(found: Find) -> Entity | None:
    organ = found.entities("o")
    gazetteer = found.document.gazetteer
    key = gazetteer.entry(organ[0]).organ_of if organ else ""
    return gazetteer.entries[key].entity if key in gazetteer.entries else None


def _last_body(found: Find) -> Entity | None:
    kind = {"treaty": Kind.TREATY, "org": Kind.ORGANISATION}.get(found.pattern.kind)
    return last_body(found.sentence, found.trigger.start, kind)


def last_body(
    sentence: Sentence, before: int, kind: Kind | None = None, *, noun: str = ""
) -> Entity | None:
    """The body told of before a place: named near it, or what the article is about.

    Args:
        sentence: the sentence in which the body is left unsaid.
        before: where.
        kind: what it must be; None for either.
        noun: what it is called there: "the council"; empty where nothing is said of it.
    """
    document = sentence.document
    kind = kind or _kind_called(noun)
    if kind is not Kind.TREATY and _is_it_of_treaty(sentence, before):
        return None
    if kind is Kind.TREATY and _is_it_of_amendment(sentence, before):
        return None
    called = _called_behind(sentence, before)
    if called:
        return called if kind in (None, called.kind) else None
    near, page = near_body(sentence, before, kind, noun=noun), headed(document)
    if page and kind in (None, page.kind) and near != page:
        others = {m.entity for m in _named(document, kind, noun)}
        own = near_body(sentence, before, kind, noun=noun, here=True)
        return own or (page if page in others else near)
    if near is None:
        main = body_above(document, sentence.span.start, kind) or topic(document, kind, noun=noun)
        told = bool(noun) or _is_told_before(document, main, sentence.span.end)
        return None if is_of_another(sentence, main) or not told else main
    main = topic(document, noun=noun)
    counts = Counter(m.entity for m in document.mentions)
    led = _leads(sentence, near) or _has(sentence, near)
    told = led or began_before(sentence, near) or _is_described(sentence, near, before)
    passing = counts[near] == 1 and not told
    return main if passing and counts[main] >= _OFTEN else near


def _is_described(sentence: Sentence, body: Entity, at: int) -> bool:
    """Whether a place is in a clause about a body: "the pact, which has nine since Fiji joined"."""
    ends = (m.span.end for m in sentence.mentions if m.entity == body)
    return any(_CLAUSE_OF.fullmatch(sentence.document.text, end, at) for end in ends)


def _is_it_of_treaty(sentence: Sentence, at: int) -> bool:
    """Whether "it" is a treaty, whose body is another: "the treaty was opened, and it was"."""
    told = _IT_OF_TREATY.search(sentence.document.text, sentence.span.start, at)
    since = told.start() if told else at
    between = (m for m in sentence.mentions if since <= m.span.start < at)
    return bool(told) and not any(m.can_be(Kind.ORGANISATION) for m in between)


def _is_it_of_amendment(sentence: Sentence, at: int) -> bool:
    """Whether "it" is what changes a treaty: "signed its protocol, and two ratified it"."""
    told = _AMENDMENT.finditer(sentence.document.text, sentence.span.start, at)
    named = [m.span for m in sentence.mentions]
    return any(not any(span.contains(Span(*one.span())) for span in named) for one in told)


def _is_told_before(document: Document, body: Entity | None, at: int) -> bool:
    """Whether a body is named up to a place, or behind it otherwise than as an owner."""
    named = [m for m in document.mentions if m.entity == body]
    owns = [document.text.startswith("'s", m.span.end) for m in named]
    return len(named) >= _OFTEN or not all(owns) or any(m.span.start < at for m in named)


def _called_behind(sentence: Sentence, at: int) -> Entity | None:
    """The body whose name stands behind: "its five members, known as the Sahel Force"."""
    text = sentence.document.text
    behind = (m for m in sentence.mentions if m.span.start > at and _is_body(m))
    return next((m.entity for m in behind if _CALLED.search(text, at, m.span.start)), None)


def _kind_called(noun: str) -> Kind | None:
    """What a body must be that is called so."""
    if noun in words("organisation_nouns"):
        return Kind.ORGANISATION
    return Kind.TREATY if noun in words("treaty_nouns") else None


def headed(document: Document) -> Entity | None:
    """The body that is the whole title of an article, as in an encyclopaedia."""
    return document.once(_headed)


def _headed(document: Document) -> Entity | None:
    title = document.article.title
    named = [m for m in document.mentions if title and title.contains(m.span) and _is_body(m)]
    if not title or not named:
        return None
    rest = title.of(document.text)
    for mention in named:
        rest = rest.replace(mention.span.of(document.text), "")
    alone = len({m.entity for m in named}) == 1 and not _WORD.search(rest)
    return named[0].entity if alone else None


def began_before(sentence: Sentence, body: Entity) -> bool:
    """Whether the sentence before tells how the body began: "signed in 1992 by … . C joined"."""
    sentences = sentence.document.sentences
    before = sentences[max(sentences.index(sentence) - 1, 0)]
    named = [m for m in before.mentions if m.entity == body]
    return any(BEGAN.search(before.document.text, m.span.start, before.span.end) for m in named)


def _has(sentence: Sentence, body: Entity) -> bool:
    """Whether a sentence is about what a body has: "The Arab League has 22 members"."""
    first = sentence.mentions[0] if sentence.mentions else None
    return bool(
        first
        and first.entity == body
        and first.span.start - sentence.span.start <= len("Now the ")
        and _HAS.match(sentence.document.text, first.span.end)
    )


def _leads(sentence: Sentence, body: Entity) -> bool:
    """Whether a clause of the sentence is about it: "the bloc, to which Chad applied"."""
    text = sentence.document.text
    return any(_TO_WHICH.match(text, m.span.end) for m in sentence.mentions if m.entity == body)


def near_body(
    sentence: Sentence, before: int, kind: Kind | None = None, *, noun: str = "", here: bool = False
) -> Entity | None:
    """The last body named before a place in its paragraph, a few sentences back at most.

    Args:
        sentence: the sentence.
        before: the place in it.
        kind: what the body must be; None for either.
        noun: what it is called there.
        here: whether only this sentence counts.
    """
    start = sentence.span.start if here else opening(sentence)
    named = _named(sentence.document, kind, noun)
    near = [m for m in named if start <= m.span.start and m.span.end <= before]
    near = [
        m for m in near if m.span.start >= sentence.span.start or not is_part(near, m, sentence)
    ]
    near = [m for m in near if not is_beside(sentence.document, m)]
    near = [m for m in near if not is_passing(sentence.document, m)] or near
    near = [m for m in near if not is_aside(sentence.document, m)] or near
    if kind is not Kind.TREATY and noun not in words("treaty_nouns"):
        near = [m for m in near if not only_set_up(sentence.document, m, before)]
    return near[-1].entity if near else None


def topic(document: Document, kind: Kind | None = None, *, noun: str = "") -> Entity | None:
    """The body that an article names most, and of those named as often the first.

    Its headline counts twice, and so does "the council" for the one body with that in its name.
    """
    named, title = _named(document, kind, noun), document.article.title
    counts = Counter(m.entity for m in named)
    counts.update(m.entity for m in named if title and title.contains(m.span))
    called = document.once(_called)
    for entity in [entity for entity in counts if entity]:
        counts[entity] += sum(called[word] for word in set(entity.name.lower().split()))
    return max(counts, key=lambda entity: counts[entity]) if counts else None


def _named(document: Document, kind: Kind | None, noun: str) -> list[Mention]:
    """The mentions of bodies of a kind; of those that a noun fits, where there are any."""
    named = [m for m in document.mentions if _is_body(m) and _is_whole(document, m)]
    named = [m for m in named if kind is None or (m.entity and m.entity.kind is kind)]
    called = [m for m in named if m.entity and noun in m.entity.name.lower().split()]
    if called or noun not in words("own_nouns"):
        return called or named
    # What is called an alliance is one: the League of Nations and the OECD are not.
    entry = document.gazetteer.entry
    return [
        m for m in named if m.entity and (m.entity.local or noun in entry(m.entity).short_forms)
    ]


def opening(sentence: Sentence) -> int:
    """Where what is near a sentence begins: in its paragraph, a few sentences back."""
    document = sentence.document
    first = document.sentences[max(document.sentences.index(sentence) - _NEAR, 0)]
    paragraph = document.paragraphs[sentence.paragraph].start
    indented = [
        m.end() for m in _INDENT.finditer(document.text, paragraph, sentence.span.start + 1)
    ]
    return max(first.span.start, paragraph, *indented[-1:])


def _is_whole(document: Document, mention: Mention) -> bool:
    """Whether it names the body and not what belongs to it, or did: "a United Nations agency"."""
    of_old = _OF_OLD.search(document.text, max(mention.span.start - 12, 0), mention.span.start)
    part = _NOUN.match(document.text, mention.span.end) or is_attribute(document.text, mention)
    return not (of_old or part)


def _called(document: Document) -> Counter[str]:
    """How often an article says "the council", "the fund" and so on."""
    return Counter(match[1] for match in _ANAPHOR.finditer(document.text))


def _is_body(mention: Mention) -> bool:
    return mention.entity is not None and mention.entity.kind in (Kind.ORGANISATION, Kind.TREATY)
