"""A question's words: its characters made plain, its contractions written out, its tokens."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from comity.spelling import normal

LONGEST = 400
"""More characters than a question has."""

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ`´", "'"),
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("‐‑‒–—−", "-"),
    }
)
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_CONTRACTIONS = (
    (re.compile(r"\bcan't\b", re.I), "can not"),
    (re.compile(r"\bwon't\b", re.I), "will not"),
    (re.compile(r"n't\b", re.I), " not"),
    (
        re.compile(
            r"\b(who|what|it)'s (?=left|joined|been|quit|signed|withdrawn|held|had|said)", re.I
        ),
        r"\1 has ",
    ),
    (re.compile(r"\b(who|what|when|where|which|how|that|there|it)'s\b", re.I), r"\1 is"),
    (re.compile(r"'re\b", re.I), " are"),
    (re.compile(r"'ve\b", re.I), " have"),
    (re.compile(r"'ll\b", re.I), " will"),
    (re.compile(r"\b(who|when|where|it|they)'d\b", re.I), r"\1 had"),
    (re.compile(r"\b(i|we)'d\b", re.I), r"\1 would"),
    (re.compile(r"\bi'm\b", re.I), "i am"),
)
_CURRENT = re.compile(
    r"(?<!\w)(?:current|present|present-day|incumbent|sitting)(?=\W+\w)(?! at)\W+", re.I
)
"""An adjective within a name: "the current Secretary General" is who is it today."""
_TOKEN = re.compile(r"\w+\+?")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a question.

    Args:
        word: in small letters, spelt one way.
        raw: as it stands.
        start: its place in the plain text.
        end: where it ends.
    """

    word: str
    raw: str
    start: int
    end: int


def plain(question: str) -> str:
    """A question on one line, with one kind of quotation mark and dash, and no contractions.

    "The current president" becomes the president, today.
    """
    text = unicodedata.normalize("NFKC", question).translate(_PLAIN)
    if not text.isprintable():
        text = "".join(c if c.isprintable() else " " for c in text)
    text = " ".join(text.split())
    text = _DOTTED.sub(lambda m: m[0].replace(".", ""), text)
    for pattern, written_out in _CONTRACTIONS if "'" in text else ():
        text = pattern.sub(written_out, text)
    current = _CURRENT.sub(" ", text)
    return text if current == text else f"{current.strip()} today"


def tokens_of(text: str) -> tuple[Token, ...]:
    """The words of a plain text; the s of a possessive is none."""
    return tuple(
        Token(normal(m[0].casefold()), m[0], m.start(), m.end())
        for m in _TOKEN.finditer(text)
        if not (m[0] in "sS" and text[m.start() - 1 : m.start()] == "'")
    )
