"""An article, parsed: the document that the rules read."""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from comity.gazetteer import Gazetteer
from comity.model import Article, Span
from comity_loaders.dates.datewords import find_dates
from comity_loaders.document import Document
from comity_loaders.language import blocks
from comity_loaders.language.nlp import Nlp
from comity_loaders.language.quotes import find_quotes
from comity_loaders.names.mentions import find_mentions

# A list of names, which belongs to the words before its colon.
_NAMES = re.compile(r"(?:[Tt]he )?[A-Z][\w'-]+(?: [A-Z][\w'-]+)*(?:,| and) (?:and |the )*[A-Z]")

# The date that a line of a chronology begins with: "1973: Peru joins", "1 March 2023 - Peru signs".
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_YEAR_LABEL = re.compile(
    rf"(?:^|\n)[ \t]*(?:[*•–-][ \t]+)?\**(?:(?:\d{{1,2}} )?{_MONTH} (?:\d{{1,2}}, )?)?"
    r"(?:1[6-9]|20)\d\d(?: ?:| [–—-])\**[ \t]+$"
)
# The first cell of a table's row: "1 May 2004 | Malta joins".
_CELL = re.compile(r"(?:^|\n)[^|\n]{0,30}\|[ \t]+$")
# Words before a name, with the full stop of what is cut short.
_SHORT = re.compile(r"\b(?:Hon|Rt|Amb|Sen|Rep|Gov|Gen|Col|Lt|Capt|Maj|Prof|Rev|Mr|Mrs|Ms|Dr)\.\s+$")


def read(article: Article, gazetteer: Gazetteer, nlp: Nlp) -> Document:
    """Everything that rules need to know of an article."""
    text = blocks.plain(article)
    doc = nlp.language(text)
    sentences = tuple(_sentences(doc, text))
    return Document(
        article=article,
        gazetteer=gazetteer,
        text=text,
        doc=doc,
        parses=nlp.parses,
        mentions=find_mentions(text, doc, gazetteer),
        dates=tuple(
            date for sentence, _ in sentences for date in find_dates(text, sentence, article.anchor)
        ),
        quotes=find_quotes(article.text, text),
        paragraphs=blocks.paragraphs(text),
        stretches=sentences,
    )


def _sentences(doc: Doc, text: str) -> Iterable[tuple[Span, Tokens]]:
    """The model's sentences, those joined that no full stop or line break parts."""
    start, forced = 0, blocks.sentence_starts(text)
    bounds = [*(s.start for s in doc.sents), len(doc)][1:]
    for bound in bounds:
        if bound < len(doc) and doc[bound].idx not in forced and _continues(doc, text, bound):
            continue
        tokens = _trimmed(doc[start:bound])
        if len(tokens) and any(map(str.isalnum, text[tokens.start_char : tokens.end_char])):
            yield Span(tokens.start_char, tokens.end_char), tokens
        start = bound


def _continues(doc: Doc, text: str, start: int) -> bool:
    before = doc[max(start - 3, 0) : start].text_with_ws
    if re.search(r":\s+$", before) and _NAMES.match(text, doc[start].idx):
        return True
    beginning = max(doc[start].idx - 40, 0), doc[start].idx
    if _YEAR_LABEL.search(text, *beginning) or _CELL.search(text, *beginning):
        return True
    if _SHORT.search(before) and doc[start].text[:1].isupper():
        return True
    ended = re.search(r"[.!?:;][\"')\]]*\s+$", before)
    return not ended or doc[start].text[:1].islower()


def _trimmed(tokens: Tokens) -> Tokens:
    start, end = tokens.start, tokens.end
    while start < end and tokens.doc[start].is_space:
        start += 1
    while end > start and tokens.doc[end - 1].is_space:
        end -= 1
    return tokens.doc[start:end]
