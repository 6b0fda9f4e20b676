"""Which bodies a match is about, also where it names none: "Malta and Cyprus joined in 2004"."""

from __future__ import annotations

import re
from collections import Counter

from comity.model import Entity, Kind, Predicate
from comity_loaders.document import Document, Sentence
from comity_loaders.memberships.finds import Find
from comity_loaders.names.mentions import Mention

_OFTEN = 3
"""So often an article names what it is about, where another body is named but once."""
_INDENT = re.compile(r"(?:\n {2}|[.\"'] {3}) *(?=\S)")
_ANAPHOR = re.compile(
    r"\b[Tt]he (council|fund|bank|court|league|forum|community|commonwealth|association|agency"
    r"|conference|pact|treaty|convention|protocol|charter|statute)\b(?! of [A-Z]| for [A-Z])"
)
_NOUN = re.compile(r" (?:agency|agencies|officials?|diplomats?|envoys?|troops|forces|sources)\b")
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
    near = near_body(sentence, before, kind, noun=noun)
    if near is None:
        return topic(sentence.document, kind, noun=noun)
    main = topic(sentence.document, noun=noun)
    counts = Counter(m.entity for m in sentence.document.mentions)
    return main if counts[near] == 1 and counts[main] >= _OFTEN else near


def near_body(
    sentence: Sentence, before: int, kind: Kind | None = None, *, noun: str = ""
) -> Entity | None:
    """The last body named before a place in its paragraph, a few sentences back at most."""
    start, named = _opening(sentence), _named(sentence.document, kind, noun)
    near = [m.entity for m in named if start <= m.span.start and m.span.end <= before]
    return near[-1] if near else None


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
    return called or named


def _opening(sentence: Sentence) -> int:
    """Where what is near a sentence begins: in its paragraph, a few sentences back."""
    document = sentence.document
    first = document.sentences[max(document.sentences.index(sentence) - _NEAR, 0)]
    paragraph = document.paragraphs[sentence.paragraph].start
    indented = [
        m.end() for m in _INDENT.finditer(document.text, paragraph, sentence.span.start + 1)
    ]
    return max(first.span.start, paragraph, *indented[-1:])


def _is_whole(document: Document, mention: Mention) -> bool:
    """Whether it names the body and not what belongs to it: "a United Nations agency"."""
    return not _NOUN.match(document.text, mention.span.end)


def _called(document: Document) -> Counter[str]:
    """How often an article says "the council", "the fund" and so on."""
    return Counter(match[1] for match in _ANAPHOR.finditer(document.text))


def _is_body(mention: Mention) -> bool:
    return mention.entity is not None and mention.entity.kind in (Kind.ORGANISATION, Kind.TREATY)
