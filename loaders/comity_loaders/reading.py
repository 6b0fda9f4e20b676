"""Articles in, readings out: what runs the rules and puts their findings in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from importlib import metadata

from comity.gazetteer import Gazetteer
from comity.model import Abstention, Article, Claim, Predicate, Quotation, Reading, Span
from comity_loaders.confidence import with_confidence
from comity_loaders.document import Document, Sentence
from comity_loaders.language import nlp
from comity_loaders.parsing import read
from comity_loaders.pluggedrules import plugged_names, plugged_rules
from comity_loaders.rules import RULES, Finding, Rule


def reader(gazetteer: Gazetteer, pipeline: nlp.Nlp | None = None) -> Callable[[Article], Reading]:
    """A function that reads articles.

    Args:
        gazetteer: the names to know.
        pipeline: the language model; the installed one if not given.
    """
    language = pipeline or nlp.load()
    rules, version = (*RULES, *plugged_rules()), metadata.version("comity")
    name = f"comity-loaders {version}; model {language.name}{plugged_names()}"

    def read_article(article: Article) -> Reading:
        return _reading(read(article, gazetteer, language), rules, name, language.lost)

    return read_article


def _reading(
    document: Document, rules: Sequence[Rule], name: str, lost: tuple[str, ...]
) -> Reading:
    findings = [finding for rule in rules for finding in rule(document)]
    quotations = _unique(f for f in findings if isinstance(f, Quotation))
    claims = _unique(f for f in findings if isinstance(f, Claim))
    return Reading(
        article=document.article,
        sentences=tuple(s.span for s in document.sentences),
        quotations=with_confidence(quotations),
        claims=with_confidence([_said_in(claim, quotations, document) for claim in claims]),
        abstentions=_unique([*_abstentions(findings), *_silent(document, findings)]),
        reader=name,
        lost=lost,
    )


def _abstentions(findings: Iterable[Finding]) -> Iterator[Abstention]:
    return (finding for finding in findings if isinstance(finding, Abstention))


def _silent(document: Document, findings: Iterable[Finding]) -> Iterator[Abstention]:
    """The sentences in which no rule found anything, and why that is likely so."""
    places = sorted({finding.passage for finding in findings})
    for sentence in document.sentences:
        if not any(place.overlaps(sentence.span) for place in places):
            yield Abstention(sentence.span, _reason(sentence), "reading/silent")


def _reason(sentence: Sentence) -> str:
    named = list(dict.fromkeys(m.entity.name for m in sentence.mentions if m.entity))
    unclear = [m for m in sentence.mentions if m.entity is None]
    if unclear:
        words = sentence.document.article.text[unclear[0].span.start : unclear[0].span.end]
        return f"{words!r} may mean {' or '.join(e.name for e in unclear[0].candidates)}"
    if named:
        return f"names {', '.join(named)}, in words that no rule knows"
    return "names no state, organisation or treaty, and quotes nobody"


def _said_in(claim: Claim, quotations: Sequence[Quotation], document: Document) -> Claim:
    """The claim with the innermost quotation whose content holds its passage, or says it."""
    if claim.said_in:
        return claim
    words = _bare(claim.passage, document.text)
    around = [q.content for q in quotations if q.content.contains(words)]
    around = around or [q.content for q in quotations if _says(q, claim, document)]
    return replace(claim, said_in=min(around, key=_length)) if around else claim


_TOLD_BESIDE = {
    Predicate.HOLDS_OFFICE,
    Predicate.NAMED,
    Predicate.HELD,
    Predicate.ATTENDED,
    Predicate.ABSENT,
    Predicate.ON_AGENDA,
    Predicate.PROPOSITION,
}
"""What a sentence that reports a statement can as well say of its own: who speaks, and where."""


def _says(quotation: Quotation, claim: Claim, document: Document) -> bool:
    """Whether reported speech inside the claim's passage says it: "Qatar has left, said its envoy".

    All that the claim is about must be named in what was said, and its subject nowhere else.
    """
    named = {e for e in (claim.subject, claim.object, *claim.members) if e}
    if claim.predicate in _TOLD_BESIDE or not named or not named <= set(quotation.about):
        return False
    beside = (
        m
        for m in document.mentions
        if claim.passage.contains(m.span) and not quotation.content.contains(m.span)
    )
    inside = claim.passage.contains(quotation.content)
    return inside and claim.subject not in {mention.entity for mention in beside}


def _bare(span: Span, text: str) -> Span:
    """The span without the marks at its end, which a quotation's content may leave out."""
    words = span.of(text).rstrip(" .,;:!?\"'\u2019\u201d\u00bb")
    return Span(span.start, span.start + max(len(words), 1))


def _length(span: Span) -> int:
    return span.end - span.start


def _unique(findings: Iterable[Finding]) -> tuple:  # type: ignore[type-arg]  # one kind in, the same out
    return tuple(sorted(dict.fromkeys(findings), key=_place))


def _place(finding: Finding) -> tuple[Span, str, str]:
    what = finding.predicate if isinstance(finding, Claim) else ""
    return finding.passage, what, repr(finding)
