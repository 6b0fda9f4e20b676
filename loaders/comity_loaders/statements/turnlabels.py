"""The labels of a transcript's turns, and whom they name.

"Roe:", "PRESIDENT ROE:", "President of Utopia Jane Roe (in French):", "PM:", "A:". A label stands
before its words or alone on its line. Who is only called by an office, and is named nowhere, speaks
by that office.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from comity.model import Entity, Kind, Span, local_entity
from comity_loaders.document import Document
from comity_loaders.people.people import people_in
from comity_loaders.statements.cuewords import word_set
from comity_loaders.statements.frames import has_finite
from comity_loaders.statements.textheadings import headed, headed_by_name

_FEWEST_LINES = 2
_LONGEST_LABEL = 14
_LABEL = re.compile(r"(?:[-*•]\s+)?(?P<label>[A-Z][^:\n\"]{0,120}?)\s*:(?:\s+(?=\S)|(?=\s*$|\n))")
# A turn of a transcript whose lines are wrapped, or lost: "PM: I do not think so."
_LINE = re.compile(r"(?:\n\s*|[.!?…][\"')]*\s+)(?P<label>[A-Z][A-Z.' -]{0,40}:\s)")
_NAMED_LABEL = re.compile(r"(?:[A-Z][\w.'-]*\s*){1,5}")
_BARE_NAME = re.compile(r"[A-Z]{2,}(?:-[A-Z]+)?(?:\s+[A-Z]\.?)?\s+[A-Z'-]{3,}")
_CAPITALISED = re.compile(r"\b[A-Z][\w'-]*")
_ANSWER = re.compile(r"(?:A|Answer|ANSWER)")
# A question whose label has no colon: "Q    Is that so?", "Q. Mr. President, …".
_ASKS = re.compile(r"(?:Q\.\s+|(?:Q|QUESTION|JOURNALIST|REPORTER)\s{2,})(?=\S)")
# What tells how a turn was given: "(via interpreter)", "[in French]".
_ASIDE = re.compile(r"\s*[(\[][^)\]:]{1,60}[)\]]$")
# What may stand behind a name in a label: "King Haakon VII of Norway".
_TAIL = re.compile(r"\s+of\s+(?:the\s+)?[A-Z][\w'-]*(?:\s+[A-Z][\w'-]*){0,3}$")
_TITLE = re.compile(
    r"(?:THE\s+|The\s+)?(?P<title>[A-Z][\w-]*(?:\s+(?:of|[A-Z][\w-]*)){0,4}"
    r"|(?:[A-Z]+\s+){0,2}MINISTER\s+FOR(?:\s+[A-Z]+,?){1,9})"
)
_INITIALS = {"pm": "prime minister", "fm": "foreign minister", "sg": "secretary-general"}
_OFFICES = {"prime minister", "president", "minister", "premier", "chancellor", "secretary"}
_ASKED = re.compile(
    r":\s+(?:(?:Yes|Well|But|And|Now),?\s+)?(?:Mr|Mrs|Ms|Dr|Sir)\.?\s+[A-Z][\w'-]+(?=,)"
)
_GREETING = re.compile(
    r"(?i)\b(?:good (?:morning|evening|afternoon|day)|welcome|thanks?|hello|join(?:s|ed|ing)"
    r"|with us|is here|my guest)\b"
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A paragraph with a label, and whom the label names; None where that is nobody known.

    Args:
        paragraph: its place among the parts of the document.
        match: the label, as "label", and the blanks behind it.
        speaker: who speaks.
    """

    paragraph: int
    match: re.Match[str]
    speaker: Entity | None


def parts(document: Document) -> tuple[Span, ...]:
    """The paragraphs; lines that begin with a label in capitals are paragraphs of their own."""
    return document.once(_split)


def _split(document: Document) -> tuple[Span, ...]:
    found: list[Span] = []
    for line in document.paragraphs:
        labels = _LINE.finditer(document.article.text, line.start, line.end)
        starts = [match.start("label") for match in labels if match.start("label") > line.start]
        starts = [line.start, *starts] if len(starts) >= _FEWEST_LINES else [line.start]
        for start, end in zip(starts, [*starts[1:], line.end], strict=True):
            found.append(Span(start, start + len(document.text[start:end].rstrip())))
    return tuple(found)


def labelled_parts(document: Document) -> list[Labelled]:
    """The paragraphs that a label begins, in order."""
    return document.once(_labelled)


def _labelled(document: Document) -> list[Labelled]:
    return [item for index in range(len(parts(document))) if (item := _item(document, index))]


def _item(document: Document, index: int) -> Labelled | None:
    line = parts(document)[index]
    asks = _ASKS.match(document.text, line.start, line.end)
    if asks:
        return Labelled(index, asks, None)
    match = label_of(document, line)
    if not match or document.text[match.end() : match.end() + 1] == '"':
        return None
    speaker = _speaker(document, match)
    if speaker or _NAMED_LABEL.fullmatch(_ASIDE.sub("", match["label"])):
        return Labelled(index, match, speaker)
    return None


def label_of(document: Document, line: Span) -> re.Match[str] | None:
    """The label that begins a paragraph, whomever it names."""
    return _LABEL.match(document.text, line.start, line.end)


def is_office(item: Labelled) -> bool:
    """Whether a label is an office and nothing else: "PRIME MINISTER", "PM"."""
    title = _TITLE.fullmatch(item.match["label"]) if item.speaker else None
    word = title["title"].lower() if title else ""
    return _INITIALS.get(word, word) in _OFFICES


def _speaker(document: Document, match: re.Match[str]) -> Entity | None:
    """Whom a label names: by name, by surname in capitals, by title, or as "A"."""
    name = _ASIDE.sub("", match["label"])
    if _ANSWER.fullmatch(name):
        return _interviewed(document, match.start())
    if len(name.split()) > _LONGEST_LABEL or has_finite(_CAPITALISED.sub("X", name)):
        return None
    start = match.start("label")
    ends = {start + len(name), start + len(_TAIL.sub("", name))}
    named = [m.entity for m in people_in(document).mentions if m.span.end in ends]
    last = name.split()[-1].casefold()
    if last in word_set("heading_words"):
        return None
    heading = headed_by_name(document, last)
    if heading:
        return heading
    known = {m.entity for m in people_in(document).mentions}
    bearers = [e for e in known if e.name.split()[-1].casefold() == last]
    if not named and not bearers and is_only_labelled(name):
        return local_entity(Kind.PERSON, name.title())
    if named or not (_NAMED_LABEL.fullmatch(name) or _TITLE.fullmatch(name)):
        return named[0] if named else None
    return bearers[0] if len(bearers) == 1 else _titled(document, name, match.start())


def is_only_labelled(label: str) -> bool:
    """Whether a label in capitals is a first name and a surname, of somebody named nowhere else."""
    words_ = label.lower().split()
    is_title = {"minister", "the", "of", "for", *_OFFICES} & {*words_} or not {*words_}.isdisjoint(
        word_set("heading_words")
    )
    return bool(_BARE_NAME.fullmatch(label)) and not is_title


def _titled(document: Document, name: str, before: int) -> Entity | None:
    """Whom a title means: the one named with it before, else whoever holds that office."""
    title = _TITLE.fullmatch(name)
    if not title:
        return None
    word = _INITIALS.get(title["title"].lower(), title["title"].lower())
    heading = headed(document, word)
    if heading:
        return heading
    named = _named_with(document, word, _first_label(document, before))
    if not named and word in _OFFICES:
        found = _addressed(document)
        named = {found} if found else _greeted(document, word, before)
    if named:
        return next(iter(named)) if len(named) == 1 else None
    return local_entity(Kind.GROUP, word.title()) if word in _OFFICES else None


def _named_with(document: Document, word: str, end: int) -> set[Entity]:
    """The people who are named with a title before a place."""
    title = r"\s+".join(map(re.escape, word.split()))
    held = re.compile(rf"\b{title}\b(?:[^.;:]|\bHon\.){{0,40}}$", re.IGNORECASE)
    reach = len(word) + 60
    return {
        m.entity
        for m in people_in(document).mentions
        if m.span.end <= end
        and held.search(document.text, max(m.span.start - reach, 0), m.span.start)
    }


def _greeted(document: Document, word: str, end: int) -> set[Entity]:
    """The people who are greeted, or told to be there, with a title before a place."""
    named = _named_with(document, word, end)
    return {
        m.entity
        for m in people_in(document).mentions
        if m.entity in named
        and m.span.end <= end
        and _GREETING.search(document.text, max(m.span.start - 60, 0), m.span.end + 40)
    }


def _first_label(document: Document, before: int) -> int:
    """Where the first label stands, at most before a place."""
    lines = parts(document)
    labels = (p for p in lines if label_of(document, p) or _ASKS.match(document.text, p.start))
    first = next(labels, None)
    return min(before, first.start if first else before)


def _addressed(document: Document) -> Entity | None:
    """The one person whom questions begin with: "Mr Roe, why is …"."""
    text = document.text
    asked = [_ASKED.search(text, line.start, line.end) for line in parts(document)]
    places = [Span(match.start(), match.end()) for match in asked if match]
    named = {
        m.entity for m in people_in(document).mentions if any(p.overlaps(m.span) for p in places)
    }
    return next(iter(named)) if len(named) == 1 else None


def _interviewed(document: Document, before: int) -> Entity | None:
    """The one person named before the first question."""
    end = _first_label(document, before)
    named = {m.entity for m in people_in(document).mentions if m.span.end <= end}
    return next(iter(named)) if len(named) == 1 else None
