"""Speakers whom only their speaking shows: a capitalised name right at a verb of saying.

"Suman Haripriya of the Hajo assembly said", "Oxfam says": nothing else in the article tells that
they are people or bodies. A surname that two people bear means the one who was named first.
"""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Token

from comity.model import Entity, Kind, Span, local_entity
from comity_loaders import wordlists
from comity_loaders.document import Document
from comity_loaders.language.alternatives import any_of
from comity_loaders.people.namescan import is_headline
from comity_loaders.people.people import people_in
from comity_loaders.statements.cues import Cue
from comity_loaders.statements.cuewords import words
from comity_loaders.statements.firms import is_firm
from comity_loaders.statements.nameshapes import kind_of, may_be_name, run
from comity_loaders.statements.parsedsubjects import governing_token
from comity_loaders.statements.speech import Speech
from comity_loaders.statements.voice import Voice, VoiceKind

_SURNAME_SAYS = (
    r"(?:[.!?\"”]\s+|[a-z],?\s+)(?<!\b[Tt]he ){0}\s+(?:said|says|told|added|argued|noted)\b"
    r"|\b(?:said|says|added|argued|noted)\s+{0}\b(?!\s+[A-Z])"
)
_HONORIFIC = re.compile(r"(?:^|\s)(?P<word>Mr|Ms|Mrs|Miss|Dr|Sir|Lord|Dame|Prof)\.?\s+$")
_OPENS = re.compile(r"(?P<word>Mr|Ms|Mrs|Miss|Dr|Sir|Lord|Dame|Prof)\.?\s+")
_FEMININE = {"Ms", "Mrs", "Miss", "Dame"}
# Behind one of these a capital makes a word no name: "the Notice said", "my Government".
_DETERMINED = re.compile(
    r"(?i)\b(?:the|this|that|an?|my|our|your|his|her|its|their|every|one|another)\s+$"
)
_NAMED = re.compile(
    r"\s*(?:the\s+)?(?P<name>[A-Z][\w&'-]*(?:\s+(?:(?:of|for|and)\s+(?:the\s+)?)?[A-Z][\w&'-]*){0,5})"
    r"(?=[,.;)]|$|\s+(?:which|who|whose|in|on|at)\b)"
)
_RIGHT_BEFORE = re.compile(
    r"(?:^|[,;:.\n\ufffc]\s*|\b(?:and|but|that)\s+)(?P<name>[A-Z][\w'-]*(?:\s+[A-Z][\w'.-]*){0,3})\s+$"
)
_BEFORE_SURNAME = r"(?<![\w'-])(?P<whole>(?:[A-Z][\w'-]+\s+|[A-Z]\.\s+){{1,2}}{})(?![\w-])"
_PRONOUN = re.compile(r"(?i)\b(?:he|she|his|her|it|its|they|their)\b")
_ASIDE = re.compile(r",\s+(?P<name>[A-Z][\w'.-]*(?:\s+(?:[a-z]{2,3}\s+)?[A-Z][\w'.-]*){1,3}),\s*")
_NAME_ASIDE = re.compile(r",\s+(?P<name>[A-Z][\w'.-]*(?:\s+[A-Z][\w'.-]*){1,3}),\s+$")
_BODY_ASIDE = re.compile(r",\s+(?P<name>[A-Z][\w'.&-]*(?:\s+[A-Z][\w'.&-]*){0,4}),\s*")
_BODY_OPENING = re.compile(r"\s*(?P<name>[A-Z][\w'&-]*(?:\s+[A-Z][\w'.&-]*){0,3}),\s+")
_OPENING = re.compile(r"\s*(?P<name>[A-Z][\w'.-]*(?:\s+[A-Z][\w'.-]*){1,3}),\s+")
_GOES_ON = 400
# "carmaker Example Motors" too: what follows must be "he" or "she", not "it".
_TRADE = re.compile(r"(?i)\b[a-z]+(?:er|or|ist|ian|man|woman|ant|ess|herd|smith)\s+$")
_KINDS = {"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "PRODUCT", "WORK_OF_ART"}


def newcomer(speech: Speech, cue: Cue) -> Voice | None:
    """The name that the parse takes for the subject of a cue, or that stands right before it."""
    token = next(iter(speech.tokens_in(cue.core)), None)
    if token is None or not speech.document.parses:
        return None
    subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
    beside = _apposed(speech, subject, cue) if subject is not None else None
    if beside:
        return Voice(beside, VoiceKind.PERSON) if may_be_name(speech, beside) else None
    name = _named(subject) if subject is not None else None
    span = run(name) if name is not None else _before(speech, cue)
    return Voice(span, VoiceKind.PERSON) if span and may_be_name(speech, span) else None


def newcomer_shared(speech: Speech, cue: Cue) -> Voice | None:
    """The name that is the subject of the verb which a cue is joined to: "Roe left, saying"."""
    subject = governing_token(speech, cue)
    if subject is None or subject.tag_ not in {"NNP", "NNPS"}:
        return None
    span = run(subject)
    is_known = kind_of(speech.document, span) is not None
    is_name = is_known and may_be_name(speech, span)
    return Voice(span, VoiceKind.PERSON) if is_name else None


def _apposed(speech: Speech, subject: Token, cue: Cue) -> Span | None:
    """The full name in commas behind who somebody is: "The biggest importer, Jane Roe, says"."""
    least = max(cue.span.start - 60, subject.idx)
    match = _NAME_ASIDE.search(speech.masked[least : cue.span.start])
    if match is None or subject.tag_ not in {"NN", "CD"}:
        return None
    span = Span(least + match.start("name"), least + match.end("name"))
    is_beside = any(token.dep_ == "appos" for token in speech.tokens_in(span))
    return span if is_beside else None


def _named(subject: Token) -> Token | None:
    """The name that a subject is, or that stands right behind what it is: "lobby group Roe"."""
    if subject.tag_ == "NNP" or _is_group(subject):
        return subject
    behind = (c for c in subject.children if c.dep_ == "appos" and c.tag_ == "NNP")
    is_noun = subject.tag_ == "NN"
    return next((c for c in behind if is_noun and c.left_edge.i == subject.i + 1), None)


def _is_group(subject: Token) -> bool:
    """Whether a plural name with its article is a group's: "the Liberal Democrats"."""
    return subject.tag_ == "NNPS" and any(c.lower_ == "the" for c in subject.children)


def _before(speech: Speech, cue: Cue) -> Span | None:
    """The capitalised words right before a verb that may stand behind what was said."""
    least, end = max(cue.span.start - 70, 0), cue.span.start
    match = _RIGHT_BEFORE.search(speech.masked[least:end]) if cue.verb.inverted else None
    return Span(least + match.start("name"), least + match.end("name")) if match else None


def newcomer_at(speech: Speech, start: int) -> Voice | None:
    """The name that stands behind "according to", and nothing else in the article tells of."""
    match = _NAMED.match(speech.masked, start)
    if match is None:
        return None
    span = Span(match.start("name"), match.end("name"))
    return Voice(span, VoiceKind.PERSON) if may_be_name(speech, span) else None


def named_at(speech: Speech, span: Span) -> Voice | None:
    """The name at a place where only a name can stand."""
    return Voice(span, VoiceKind.PERSON) if may_be_name(speech, span) else None


def issuer(speech: Speech, paper: Span, least: int) -> Voice | None:
    """Who gave out a paper: "Borvika released a statement saying"."""
    match = _issuer().search(speech.masked, max(least, paper.start - 90), paper.start)
    return named_at(speech, Span(*match.span("name"))) if match else None


@cache
def _issuer() -> re.Pattern[str]:
    return re.compile(
        r"(?:^|[.!?,;]\s+|\n\s*)(?P<name>[A-Z][\w&'-]*(?:\s+(?:(?:of|for|and)\s+)?[A-Z][\w&'-]*){0,4})\s+"
        rf"(?:(?:has|have|had|also|later|then)\s+)*(?:{any_of(words('issuing'))})\s+$"
    )


def newcomer_beside(speech: Speech, role: Span, end: int) -> Voice | None:
    """The name beside a role: "the press adviser, Jane Roe, said", "Jane Roe, the adviser, said".

    Args:
        speech: the article.
        role: the place of the role.
        end: where the aside ends in which the role or the name stands.
    """
    sentence = speech.document.sentence_at(role.start)
    match = _ASIDE.fullmatch(speech.masked, role.end, end)
    if match is None and sentence:
        match = _OPENING.fullmatch(speech.masked, sentence.span.start, role.start)
    if match is None:
        return None
    span = Span(match.start("name"), match.end("name"))
    return Voice(span, VoiceKind.PERSON) if may_be_name(speech, span) else None


def body_beside(speech: Speech, noun: Span, end: int) -> Voice | None:
    """The name beside what a body is: "the company, Borvika, said".

    Args:
        speech: the article.
        noun: the place of the noun and its article.
        end: where the aside ends in which the name stands.
    """
    match = _BODY_ASIDE.fullmatch(speech.masked, noun.end, end)
    sentence = speech.document.sentence_at(noun.start)
    if match is None and sentence:
        match = _BODY_OPENING.fullmatch(speech.masked, sentence.span.start, noun.start)
    if match is None:
        return None
    span = Span(match.start("name"), match.end("name"))
    name = " ".join(match["name"].split())
    is_name = may_be_name(speech, span)
    return Voice(span, VoiceKind.GROUP, local_entity(Kind.GROUP, name)) if is_name else None


def meant(document: Document, span: Span) -> Entity | None:
    """Whom a name means that stands for nobody known: its first bearer, or somebody new."""
    titled = _HONORIFIC.search(document.text[max(span.start - 8, 0) : span.start])
    inside = _OPENS.match(span.of(document.text))
    name = " ".join(span.of(document.text)[inside.end() if inside else 0 :].split())
    before = titled or inside
    bearers = _bearers(document, name, before["word"] if before else "")
    if bearers:
        return bearers[0]
    kind = kind_of(document, span)
    is_trader = _has_trade(document, span) and _is_one_person(document, span)
    if kind is Kind.GROUP and (is_trader or _is_person_elsewhere(document, span)):
        kind = Kind.PERSON
    if kind is Kind.GROUP or (not before and is_firm(document, name)):
        return local_entity(Kind.GROUP, re.sub(r"^[Tt]he\s+", "", name))
    if " " in name or before or kind is Kind.PERSON:
        return local_entity(Kind.PERSON, name)
    if _are_named(document, span):
        return local_entity(Kind.GROUP, name)
    if not _is_told_apart(document, span):
        return None
    whole = _whole(document, span)
    kind = Kind.PERSON if whole or _is_one_person(document, span) else Kind.GROUP
    return local_entity(kind, whole or name)


def _are_named(document: Document, span: Span) -> bool:
    """Whether a plural with its article names a group: "the Tories", "the Sandinistas"."""
    before = document.text[max(span.start - 5, 0) : span.start]
    sentence = document.sentence_at(span.start)
    tags = {t.tag_ for t in sentence.tokens_in(span)} if sentence and document.parses else set()
    word = span.of(document.text)
    is_common = re.search(rf"\b{re.escape(word.lower())}\b", document.text)
    return bool(re.search(r"\b[Tt]he\s$", before)) and tags == {"NNPS"} and not is_common


def _whole(document: Document, span: Span) -> str:
    """The one longer name before a place that ends with the word there: a surname's."""
    before = re.compile(_BEFORE_SURNAME.format(re.escape(span.of(document.text))))
    found = {m["whole"] for m in before.finditer(document.text, 0, span.start)}
    found = {" ".join(whole.split()) for whole in found if not _is_prose(whole)}
    return found.pop() if len(found) == 1 else ""


def _has_trade(document: Document, span: Span) -> bool:
    """Whether a trade stands before a full name that the model does not take for one."""
    words_ = span.of(document.text).split()
    return len(words_) > 1 and bool(
        _TRADE.search(document.text[max(span.start - 20, 0) : span.start])
    )


def _is_person_elsewhere(document: Document, span: Span) -> bool:
    """Whether the last word of a name speaks alone further on, as surnames do: "Roe said"."""
    words_ = span.of(document.text).split()
    alone = re.compile(_SURNAME_SAYS.format(re.escape(words_[-1])))
    return len(words_) > 1 and alone.search(document.text, span.end) is not None


def _is_one_person(document: Document, span: Span) -> bool:
    """Whether "he" or "she" goes on behind a name before "it" or "they" does."""
    pronoun = _PRONOUN.search(document.text, span.end, span.end + _GOES_ON)
    return pronoun is not None and pronoun.group().lower() in {"he", "she", "his", "her"}


def _is_prose(words_: str) -> bool:
    """Whether capitals are a sentence's or a heading's, not a name's: "SECRET For Roe"."""
    known: dict[str, list[str]] = wordlists.load("people.yaml")
    return any((w.isupper() and len(w) > 2) or w in known["not_names"] for w in words_.split())


def _is_told_apart(document: Document, span: Span) -> bool:
    """Whether a word is a name, not one that has its capital from where it stands."""
    text, word = document.text, span.of(document.text)
    if _DETERMINED.search(text[max(span.start - 8, 0) : span.start]):
        return False
    sentence = document.sentence_at(span.start)
    if sentence is None or is_headline(sentence) or re.search(rf"\b{word.lower()}\b", text):
        return False
    tagged = (e for e in document.entities if e.label_ in _KINDS)
    is_tagged = any(Span(e.start_char, e.end_char).contains(span) for e in tagged)
    inside = re.search(rf"(?<=[a-z,] ){re.escape(word)}\b", text)
    return is_tagged or inside is not None or sentence.span.start != span.start


def _bearers(document: Document, name: str, honorific: str) -> list[Entity]:
    """The people of that surname, in the order in which their full names come."""
    people = people_in(document)
    found = [
        m.entity
        for m in people.mentions
        if " " in m.entity.name and m.entity.name.split()[-1] == name.split()[-1]
    ]
    if " " in name:
        found = [e for e in found if e.name.split()[0] == name.split()[0]]
    if honorific in _FEMININE:
        found = [e for e in found if people.genders.get(e) != "m"]
    elif honorific in {"Mr", "Sir", "Lord"}:
        found = [e for e in found if people.genders.get(e) != "f"]
    return list(dict.fromkeys(found))
