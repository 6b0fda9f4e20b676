"""On what condition a body gives assistance: at a member's request, or when one is attacked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from comity.model import Abstention, Claim, Entity, Kind, Predicate, Span
from comity_loaders.document import Document, Sentence
from comity_loaders.sentences import patterns
from comity_loaders.sentences.masking import Masked, mask, stretch
from comity_loaders.sentences.passages import passage

_FILE = "conditions.yaml"
_MAIN_SHARE = 0.5
"""Of an article's mentions of organisations, the share from which on one is what it is about."""


def find(document: Document) -> Iterable[Claim | Abstention]:
    """The conditions on which an article says that a body gives assistance."""
    title = document.article.title
    main = _main_body(document)
    for sentence in document.sentences:
        if title and title.overlaps(sentence.span):
            continue
        masked = mask(sentence)
        taken: list[Span] = []
        for pattern in patterns.load(_FILE):
            for match in pattern.search(masked.text):
                condition = _condition(masked, match)
                if condition and not any(condition.overlaps(other) for other in taken):
                    taken.append(condition)
                    rule = f"condition/{pattern.name}"
                    yield _finding(document, sentence, masked, match, condition, main, rule)


def _condition(masked: Masked, match: re.Match[str]) -> Span | None:
    """The place of the condition's words."""
    at = stretch(match, "c")
    return masked.place(*at) if at else None


def _finding(
    document: Document,
    sentence: Sentence,
    masked: Masked,
    match: re.Match[str],
    condition: Span,
    main: Entity | None,
    rule: str,
) -> Claim | Abstention:
    seen = passage(document, condition)
    slot = masked.slot(match, "b")
    own = [e for e in slot.entities if e.kind is Kind.ORGANISATION] if slot else []
    body = own[0] if own else _in_sentence(sentence) or main
    if body is None:
        return Abstention(seen, "no body is named whose assistance it is", rule)
    return Claim(
        predicate=Predicate.ASSISTS_ON_CONDITION,
        subject=body,
        text=" ".join(condition.of(document.text).split()).strip(" ,"),
        passage=seen,
        rule=rule,
    )


def _in_sentence(sentence: Sentence) -> Entity | None:
    """The one organisation that the sentence names."""
    named = {m.entity for m in sentence.mentions if m.entity and m.entity.kind is Kind.ORGANISATION}
    return next(iter(named)) if len(named) == 1 else None


def _main_body(document: Document) -> Entity | None:
    """The organisation that the article is about; a treaty only where it names no organisation."""
    for kind in (Kind.ORGANISATION, Kind.TREATY):
        named = Counter(m.entity for m in document.mentions if m.entity and m.entity.kind is kind)
        if named:
            body, count = named.most_common(1)[0]
            return body if count > _MAIN_SHARE * named.total() else None
    return None
