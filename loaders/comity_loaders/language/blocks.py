"""An article's text as the language model likes it: same length, plain quotes, known breaks.

Every replacement keeps the number of code points, so that an offset in the plain text is the same
offset in the article. What is furniture becomes blank.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterable, Sequence
from itertools import pairwise

from comity.model import Article, Span
from comity_loaders.language.chronicled import without_bars
from comity_loaders.language.enumerated import without_numbers

_PLAIN = str.maketrans(
    {
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u00ab": '"',
        "\u00bb": '"',
        "\u2018": "'",
        "\u2019": "'",
        "\u201b": "'",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\u2007": " ",
        "\u2011": "-",
        "\u2010": "-",
        "\t": " ",
        "\r": " ",
        "\f": "\n",
        "\u2028": "\n",
        "\u2029": "\n",
        "\u0085": "\n",
        "\x0b": "\n",
    }
)
_TEX_QUOTES = (("``", '" '), ("''", ' "'))
# Within a paragraph; the items of a list are paragraphs of their own.
# Not before the label of a field: "members (4): ...", "observers - ...".
_LABEL = (
    r"(?:(?:associate|founding|full|candidate|dialogue|former) )?(?:members?"
    r"|member (?:states|countries)|observers?|candidates|partners|(?:contracting )?parties"
    r"|signatories|established|signed|effective|entered into force"
    r"|opened for signature|aim|objective|note|headquarters)"
    r" ?(?:\(\d+\) ?)?(?::|- )"
)
_LINE_BREAK = re.compile(rf"(?<!\n)\n(?! *\n| *(?:(?:[-*•]|\d{{1,2}}[.)]) |{_LABEL}))")
# Markdown: the marks of a link around its words, its address, and marks of bold type.
_MARKUP = re.compile(r"\[(?=[^\[\]]{1,300}\]\(https?://)|(?<=[^\s])\]\(https?://[^\s)]*\)|\*\*")
# A full stop with no blank behind it ends a sentence before a word, not before "Az" or "Com".
_WORD = (
    r"(?=(?:[A-Z][a-z]{3,}|The|Its|For|But|And|Not|She|His|Her|Our|You|Who|How|Why|Now|Yet|All|A|I"
    r"|He|It|We|In|On|At|As|By|If|No|So|To|An)\b)"
)
_GLUED = re.compile(rf"[.!?](?:(?<=[a-z0-9)\"'].){_WORD}|(?<=[a-z)].)[\"']{_WORD})")
_WRAP = range(50, 96)
# Longer than lines that end at a column: the items of a digest, whose headings stand above them.
_LONGEST = 150
_ROW = re.compile(r" \| |-\|-|^\||\|$", re.MULTILINE)
# A line of a note too short to tell its column, that breaks off in a phrase: before a word in lower
# case, behind "in" or "the", or between a month and its year.
_MONTH = (
    r"(?:tember|vember|cember|ctober|anuary|bruary|August|[^\n]March|[^\n]April|[^\n]{2}June"
    r"|[^\n]{2}July|[^\n]{3}May)"
)
_BROKEN = re.compile(
    r"(?= *\n)(?:"  # asked first, for what stands before is asked at length
    rf"(?<=[^\n]{{39}}[\w,;)'\"-]) *\n(?=[a-z]+[ ,.;])(?!{_LABEL})"
    r"|(?<=[^\n]{37} (?:in|on|of|to|at|by|an)) *\n(?=[A-Z0-9])"
    r"|(?<=[^\n]{36} (?:the|and|for)) *\n(?=[A-Z0-9])"
    rf"|(?<=[^\n]{{37}}{_MONTH}) *\n(?=(?:1[6-9]|20)\d\d\b(?! *[-–—:|])))"
)
# A line that opens with a label and names.
_NAMED = r"(?:the )?[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,3}(?: \(\d{4}\))?"
_FIELD = re.compile(
    rf" *[A-Z][\w'’/&-]*(?: [\w'’/&()-]+){{0,4}}: +{_NAMED}, {_NAMED}(?:,| and |\n)"
)
# Names, a line each, behind a colon.
_LIST = re.compile(r":[ *_]*(?P<items>\n(?: *[A-Z][^\n.:;!?]{1,34}(?:\n|\Z)){2,})")
# What no text has: a tokenizer would take the square of its length.
_ENDLESS = re.compile(r"[^\w\s]{200,}")


def plain(article: Article) -> str:
    """The text with furniture and markup blanked, quotes and spaces plain, wrapped lines joined."""
    text = article.text.replace("\u00c2\u00a0", "  ").translate(_PLAIN)
    for tex, quote in _TEX_QUOTES:
        text = text.replace(tex, quote)
    for blanked in (_ENDLESS, _MARKUP):
        text = blanked.sub(lambda match: " " * len(match[0]), text)
    text = without_numbers(_blank(text, article.furniture))
    pattern = _LINE_BREAK if is_wrapped(text) else _BROKEN
    lists = [Span(*match.span("items")) for match in _LIST.finditer(text)]
    return without_bars(pattern.sub(lambda break_: _joined(break_, lists), text))


def _joined(break_: re.Match[str], lists: Sequence[Span]) -> str:
    """A line break within a paragraph as a blank; rows of a table and items of a list stay apart.

    Args:
        break_: the line break.
        lists: the places of the lists of short lines.
    """
    text, at = break_.string, break_.start()
    if any(items.contains(Span(*break_.span())) for items in lists):
        return break_[0]
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", break_.end())
    if _FIELD.match(text, break_.end()):
        return break_[0]
    beside = text[start : end if end >= 0 else len(text)]
    return break_[0] if _ROW.search(beside) else " " * len(break_[0])


def is_wrapped(text: str) -> bool:
    """Whether lines end at a column rather than at the end of a thought."""
    lines = text.split("\n")
    inner = [
        line.rstrip() for line, following in pairwise(lines) if line.strip() and following.strip()
    ]
    if len(inner) < 4 or int(statistics.median(map(len, inner))) not in _WRAP:
        return False
    if sum(len(line) > _LONGEST for line in lines) > len(inner) / 4:
        return False
    unfinished = sum(not line.endswith((".", "!", "?", '"', ":")) for line in inner)
    return unfinished > len(inner) / 2


def sentence_starts(text: str) -> frozenset[int]:
    """Offsets at which a sentence must start: after a line break, and after a glued full stop."""
    lines = {m.end() for m in re.finditer(r"\n\s*", text)}
    return frozenset(lines | {m.end() for m in _GLUED.finditer(text)})


def paragraphs(text: str) -> tuple[Span, ...]:
    """The lines of a plain text that hold anything, without the blanks around them."""
    return tuple(
        Span(
            match.start() + len(match[0]) - len(match[0].lstrip()),
            match.start() + len(match[0].rstrip()),
        )
        for match in re.finditer(r"[^\n]+", text)
        if match[0].strip()
    )


def _blank(text: str, spans: Iterable[Span]) -> str:
    for span in spans:
        blank = re.sub(r"[^\n]", " ", text[span.start : span.end])
        # Furniture glued to text ("…Doe" + "Thursday") must not run into it.
        text = text[: span.start] + blank[:-1] + "\n" + text[span.end :]
    return text
