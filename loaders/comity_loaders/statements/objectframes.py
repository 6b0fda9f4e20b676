"""What is said of somebody or something that the verb names: "the vote to a coup"."""

from __future__ import annotations

import re
from functools import cache

from comity_loaders.language.alternatives import any_of
from comity_loaders.statements.cuewords import joining, messages, words
from comity_loaders.statements.speech import MASK

_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|(?:he|she|it)\s+[a-z]+s"
    r"|they\s+[a-z]+)\b"
)


def is_likened(rest: str) -> bool:
    """Whether something is compared: "the vote to a coup"."""
    joined = rf"[^.,;:]{{2,120}}?\s(?:to|with|on|among)\s+(?=[\w{MASK}])"
    return bool(re.match(joined, rest)) and not re.match(r"(?:to|with|on)\s", rest)


def is_joined(rest: str, lemma: str) -> bool:
    """Whether a verb takes the word that joins what is compared: "blamed the loss on the rain"."""
    links = joining().get(lemma)
    return links is None or bool(re.match(rf"[^.,;:]{{2,120}}?\s(?:{any_of(links)})\s", rest))


def is_likened_before(masked: str, at: int, rest: str, lemma: str) -> bool:
    """Whether "which" stands for what is likened: "the loss, which Roe blamed on the rain"."""
    follows = any(rest.startswith(f"{link} ") for link in joining().get(lemma, ()))
    return follows and bool(_WHICH.search(masked[max(at - 90, 0) : at]))


_WHICH = re.compile(r"\bwhich\s+[^,.;:]{2,80}$")


def is_order(rest: str) -> bool:
    """Whether somebody is told to act: "the board to close the fund"."""
    told = re.match(
        r"(?!(?:to|about|of|how|what|why|that)\b)(?:[\w'’-]+\s+){1,8}?(?:not\s+)?to\s+[a-z]", rest
    )
    return told is not None and not _FINITE.search(told.group())


def is_sum(rest: str) -> bool:
    """Whether a sum of money follows: "30 million dollars for the islands"."""
    return bool(_SUM.match(rest))


# "an additional $30 million in aid", "30 million dollars".
_SUM = re.compile(
    r"(?:(?:an?|the|about|some|more|than|up|to|over|additional|extra|further|another|initial|total|of)\s+){0,4}"
    r"(?:(?:US|A|C|NZ)?[$€£¥]\s?\d|\d[\d.,]*\s+(?:(?:million|billion|trillion)\s+)?(?:[A-Z]\w+\s+)?"
    r"(?:dollars|euros|pounds|yen|yuan|francs|crowns|kroner|rupees|rand|pesos|rubles|roubles)\b)"
)


def is_at(rest: str) -> bool:
    """Whether a number is given to something: "the toll at 40"."""
    return bool(re.match(r"[^.,;:]{2,120}?\sat\s+(?:[a-z]+\s+){0,3}?[$€£]?\d", rest))


def is_been(rest: str) -> bool:
    """Whether something is said to be: "the vote to be void"."""
    return bool(_BEEN.match(rest))


# "the outbreak, which came from the sea, to be over"
_BEEN = re.compile(
    r"(?!(?:to|that|under|in|on|at|by|for|with|from|up|out|off)\b)[^.,;:]{2,60}?(?:,[^.,;:]{2,80},)?\sto\s+be\s+\S"
)


def is_message(rest: str) -> bool:
    """Whether a noun of saying follows: "an urgent appeal for calm"."""
    return bool(_message().match(rest))


@cache
def _message() -> re.Pattern[str]:
    """A noun of saying and what it takes: "an urgent appeal for", "its warning that"."""
    pairs = "|".join(rf"(?:{any_of(nouns)})\s+{word}" for word, nouns in messages().items())
    return re.compile(
        rf"(?:(?:an?|the|his|her|its|their|another|further|new|fresh)\s+)?(?:(?!(?:in|for|of|with|to|on)\b)[\w-]+\s+){{0,2}}?"
        rf"(?:{pairs})\s"
    )


def is_seen(rest: str) -> bool:
    """Whether somebody takes something for something: "in the vote a sign of hope"."""
    return bool(_SEEN.match(rest))


# No "in the new year", which has nothing behind it; no "in Oslo the new film".
_SEEN = re.compile(
    rf"in\s+(?:the|this|that|these|those|his|her|its|their|such|it|them|every)\b(?:\s+(?!(?:an?|nothing|no|only)\s)[\w'-]+){{0,6}}?\s+"
    rf"(?:(?:nothing\s+but\s+|only\s+)?(?:an?|no|another|further|proof|evidence)\s+\w|[{MASK}])"
)


def is_need(rest: str) -> bool:
    """Whether it is told what somebody thinks of something: "the great need for calm"."""
    return bool(_need().match(rest))


@cache
def _need() -> re.Pattern[str]:
    """A noun of need or weight and what it takes."""
    return re.compile(
        rf"(?:the|an?|its|their)\s+(?:[\w-]+\s+){{0,3}}?(?:{any_of(words('needs'))})\s+(?:for|to|of|that)\s"
    )


# "what the minister, Jane Roe, described as".
_WHAT = re.compile(rf"\bwhat\s+[^.;:{MASK}]{{2,80}}$")
_AS_QUOTED = re.compile(rf"as\s+(?=(?:an?\s+|the\s+)?[^,.;:{MASK}]{{0,40}}{MASK})")


def named_as(masked: str, verb: int, start: int, end: int) -> int | None:
    """Where the words start in "what she described as "a farce"".

    Args:
        masked: the article, quotations masked.
        verb: where the verb starts.
        start: where what follows it does.
        end: where that ends at the latest.
    """
    match = (
        _AS_QUOTED.match(masked, start, end)
        if _WHAT.search(masked, max(verb - 100, 0), verb)
        else None
    )
    return match.end() if match else None
