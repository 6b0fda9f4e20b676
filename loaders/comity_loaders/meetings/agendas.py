"""What a meeting is about: the topics on its agenda, and those that are not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from comity.model import Abstention, Claim, Modality, Polarity, Predicate, Span
from comity_loaders import wordlists
from comity_loaders.document import Document, Sentence
from comity_loaders.meetings import meetingstance
from comity_loaders.meetings.meeting import Meeting
from comity_loaders.meetings.meetings import meeting_at
from comity_loaders.sentences import stance
from comity_loaders.sentences.masking import Masked, mask
from comity_loaders.sentences.passages import passage

_TOPIC = r"(?P<topic>[^.;:\"]+?(?=$|[.;:\"]|,? (?:{ends})\b))"
_COMMAS = re.compile(r",\s+(?:and\s+|as well as\s+|or\s+)?")
_LEADING = re.compile(
    r"^(?:(?:and|also|mainly|among others|the following|both|primarily|largely)\s+)+"
)
_SAID = re.compile(r"\b(?:said|says|stated|noted|added|stressed|announced|confirmed|explained)\b")


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A way of saying what a meeting is about.

    Args:
        name: what the rule is called.
        regex: what it looks like in a masked sentence.
        denied: whether it says that the topic is not on the agenda.
        before: whether the topic stands before the words, as their subject.
        listed: whether the topic can be a list.
        follows: whether the sentence before must have spoken of topics.
        subject: whether those who discuss must be the ones who meet.
    """

    name: str
    regex: re.Pattern[str]
    denied: bool = False
    before: bool = False
    listed: bool = False
    follows: bool = False
    subject: bool = False


def agenda_claims(document: Document, found: Sequence[Meeting]) -> Iterator[Claim | Abstention]:
    """Claims that a topic is, or is not, on the agenda of one of the meetings found."""
    title = document.article.title
    for index, sentence in enumerate(document.sentences):
        if title and title.overlaps(sentence.span):
            continue
        earlier = document.sentences[index - 1].text if index else ""
        yield from _in_sentence(document, sentence, earlier, found)


def _in_sentence(
    document: Document, sentence: Sentence, earlier: str, found: Sequence[Meeting]
) -> Iterator[Claim | Abstention]:
    masked = mask(sentence)
    taken: list[Span] = []
    for pattern in _patterns():
        for match in pattern.regex.finditer(masked.text):
            trigger = masked.place(*match.span("t"))
            topics = _topics(document, masked, match, pattern)
            if any(trigger.overlaps(t) for t in taken) or not _applies(
                masked, match, pattern, earlier
            ):
                continue
            taken.append(trigger)
            meeting = meeting_at(found, sentence, trigger.start)
            if meeting is None and topics:
                yield Abstention(
                    passage(document, trigger), "no meeting is named", f"meeting/{pattern.name}"
                )
            for topic in topics if meeting else ():
                yield _claim(document, sentence, meeting, topic, trigger, pattern)


def _claim(
    document: Document,
    sentence: Sentence,
    meeting: Meeting | None,
    topic: str,
    trigger: Span,
    pattern: _Pattern,
) -> Claim:
    polarity, modality = _stance(sentence, trigger, pattern)
    return Claim(
        predicate=Predicate.ON_AGENDA,
        subject=meeting.entity if meeting else None,
        text=topic,
        polarity=polarity,
        modality=modality,
        passage=passage(document, trigger),
        rule=f"meeting/{pattern.name}",
    )


def _stance(sentence: Sentence, trigger: Span, pattern: _Pattern) -> stance.Stance:
    polarity, modality = stance.stance(sentence, trigger)
    words = trigger.of(sentence.document.text)
    if pattern.denied:
        return Polarity.DENIED, modality if modality is not Modality.HEDGED else Modality.ASSERTED
    if re.search(r"\b(?:to be|will|is expected|are to|are expected)\b", words):
        modality = Modality.PLANNED
    behind = sentence.document.text[trigger.end : sentence.span.end]
    if re.match(r"xchange", words[1:]) and re.search(
        r"\b(?:is|are) (?:expected|planned)|\bwill\b", behind
    ):
        modality = Modality.PLANNED
    if re.match(
        r"(?:discuss|debate|take up|talk about|exchange views|focus on|address|tackle)$", words
    ):
        to_come = modality is Modality.ASSERTED and polarity is Polarity.AFFIRMED
        modality = Modality.PLANNED if to_come else modality
    if pattern.follows and "to be" in _before(sentence):
        modality = Modality.PLANNED
    return polarity, modality


def _before(sentence: Sentence) -> str:
    """The sentence before."""
    text = sentence.document.text
    earlier = [s for s in sentence.document.sentences if s.span.end <= sentence.span.start]
    return earlier[-1].span.of(text) if earlier else ""


def _applies(masked: Masked, match: re.Match[str], pattern: _Pattern, earlier: str) -> bool:
    if pattern.follows:
        return bool(re.search(r"\b(?:topics|issues|items|subjects|agenda)\b", earlier))
    if pattern.subject:
        clause = meetingstance.BOUNDARY.split(masked.text[: match.start("t")])[-1]
        return bool(_subjects().search(clause))
    return True


def _topics(
    document: Document, masked: Masked, match: re.Match[str], pattern: _Pattern
) -> tuple[str, ...]:
    """The topics in the article's words."""
    if pattern.before:
        clause = _SAID.split(meetingstance.BOUNDARY.split(masked.text[: match.start("t")])[-1])[-1]
        start, end = match.start("t") - len(clause), match.start("t")
    else:
        start, end = match.span("topic")
    if not masked.text[start:end].strip():
        return ()
    words = " ".join(masked.place(start, end).of(document.text).split()).strip(" ,")
    parts = _listed(words) if pattern.listed or pattern.before else [words]
    cleaned = [_LEADING.sub("", part).strip(" ,") for part in parts]
    return tuple(part for part in cleaned if part and not _says_nothing(part))


def _says_nothing(topic: str) -> bool:
    is_label = re.search(r"\b(?:topics|issues|items|questions|subjects)$", topic)
    return bool(is_label) or topic.lower() in _empty()


def _listed(words: str) -> list[str]:
    """The items of a list with commas; a pair with "and" alone is one topic, for all one knows."""
    parts = _COMMAS.split(words)
    if len(parts) > 1 and not re.search(r",\s+(?:and|or|as well as)\s", words):
        last = parts.pop().split(" and ")
        parts += last if len(last) == 2 else [" and ".join(last)]
    return parts


@cache
def _topic() -> str:
    return _TOPIC.replace("{ends}", "|".join(wordlists.load("agenda.yaml")["ends"]))


@cache
def _empty() -> frozenset[str]:
    return frozenset(wordlists.load("agenda.yaml")["empty"])


@cache
def _subjects() -> re.Pattern[str]:
    nouns = "|".join(wordlists.load("agenda.yaml")["subjects"])
    adverbs = "|".join(wordlists.load("agenda.yaml")["adverbs"])
    behind = rf"(?: (?:of|from) [^,;:]{{2,60}}?)?(?: (?:{adverbs}))*"
    return re.compile(rf"(?i)(?:\b(?:{nouns})|<[OB]\d+>){behind}\s*$")


@cache
def _patterns() -> tuple[_Pattern, ...]:
    return tuple(_pattern(item) for item in wordlists.load("agenda.yaml")["patterns"])


def _pattern(item: Mapping[str, str | bool]) -> _Pattern:
    return _Pattern(
        name=str(item["name"]),
        regex=re.compile(str(item["pattern"]).replace("{TOPIC}", _topic())),
        denied=bool(item.get("denied")),
        before=bool(item.get("before")),
        listed=bool(item.get("list")),
        follows=bool(item.get("follows")),
        subject=bool(item.get("subject")),
    )
