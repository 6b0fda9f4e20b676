"""The adjectives before a meeting's noun that no list holds: "at a contentious meeting"."""

from __future__ import annotations

import re
from dataclasses import replace

from comity_loaders.document import Sentence
from comity_loaders.meetings.meetingwords import words
from comity_loaders.meetings.names import Head
from comity_loaders.sentences.masking import Masked

_PLAIN = re.compile(r"(?:^|(?<=[\s\"(]))(?P<word>[A-Za-z][a-z]+(?:-[a-z]+)*) $")
_DETERMINER = re.compile(r"(?:^|(?<=[\s\"(]))(?P<word>[A-Za-z]+) $")
_MOST = 3


def with_adjectives(sentence: Sentence, masked: Masked, head: Head) -> Head:
    """A noun phrase with the adjectives before it that the parse finds, and with their article."""
    if head.determiner:
        return head
    found = list[str]()
    at = head.start
    while len(found) < _MOST and (word := _adjective(sentence, masked, at)):
        found.insert(0, word)
        at -= len(word) + 1
    if not found:
        return head
    article = _DETERMINER.search(masked.text[:at])
    has_one = article is not None and article["word"].lower() in words("determiners")
    return replace(
        head,
        start=article.start() if article and has_one else at,
        first=at,
        words=(*found, *head.words),
        determiner=article["word"].lower() if article and has_one else "",
    )


def _adjective(sentence: Sentence, masked: Masked, at: int) -> str:
    """The adjective that ends at an offset; empty where none does."""
    match = _PLAIN.search(masked.text, max(at - 30, 0), at)
    if not match or match["word"].lower() in words("stops") | words("auxiliaries"):
        return ""
    tokens = sentence.tokens_in(masked.place(match.start("word"), match.end("word")))
    is_one = bool(tokens) and all(t.pos_ == "ADJ" or t.dep_ == "punct" for t in tokens[-1:])
    return match["word"] if is_one and tokens[-1].dep_ in ("amod", "nmod") else ""
