"""Patterns on masked sentences, written as data: how `words/membership.yaml` is read.

A pattern is a regular expression with named groups; `{NAME}` in it stands for a macro of the same
file. See the head of the YAML file for the groups.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Any

from comity.model import Predicate
from comity_loaders import wordlists

_GROUP = re.compile(r"\(\?P<(\w+)>")
_MACRO = re.compile(r"\{([A-Z]+)\}")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way of saying one thing.

    Args:
        name: what the rule is called in claims.
        predicate: what it claims.
        regex: what it looks like in a masked sentence.
        needs: what else must be there: "date", "past" (the date is not in the future), "hedge".
        body: "last" where the body is not named but the last one that was.
        kind: "treaty" where only a treaty can be the object; "org" where the body left unsaid can
            only be an organisation.
        least: how many states the list must have.
        complete: of a roster, whether the wording closes the list.
        tense: "present" where the wording says what is so on the day of the article.
        keeps_negation: whether "not" belongs to the wording and denies nothing.
        presupposed: whether it is no statement of its own but a name's attribute, which neither
            "not" nor "will" in its sentence touches ("EU member Malta will not vote").
        denies: whether the wording itself denies ("has received no notice of").
        plain: whether the wording asserts although the word for it is one of hope ("a bid to").
        not_after: what must not stand before the claiming words.
        not_with: what must not stand in the match, such as "former".
        not_before: what must not stand right before the match, such as "ratified".
        not_behind: what must not stand behind the match, such as "was delayed".
        date: "inside" where only a date within the match can be the event's, "none" where none can.
        cue: the claiming words alone, to pass over sentences quickly.
    """

    name: str
    predicate: Predicate
    regex: re.Pattern[str]
    needs: tuple[str, ...] = ()
    body: str = ""
    kind: str = ""
    least: int = 1
    complete: bool = False
    tense: str = ""
    keeps_negation: bool = False
    presupposed: bool = False
    denies: bool = False
    plain: bool = False
    not_after: re.Pattern[str] | None = None
    not_with: re.Pattern[str] | None = None
    not_before: re.Pattern[str] | None = None
    not_behind: re.Pattern[str] | None = None
    date: str = ""
    cue: re.Pattern[str] | None = None

    def search(self, text: str) -> Iterator[re.Match[str]]:
        """Where it matches in a masked text."""
        if self.cue is None or self.cue.search(text):
            yield from self.matches(text)

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """The same, in a text in which the cue is known to stand."""
        return (m for m in self.regex.finditer(text) if not self._is_barred(m))

    def _is_barred(self, match: re.Match[str]) -> bool:
        before = match.string[max(match.start() - 60, 0) : match.start()]
        return bool(
            (self.not_with and self.not_with.search(match[0]))
            or (self.not_before and self.not_before.search(before))
            or (self.not_behind and self.not_behind.search(match.string[match.end() :]))
        )


@cache
def load(file: str) -> tuple[Pattern, ...]:
    """The patterns of a word list, in its order."""
    data = wordlists.load(file)
    return tuple(_pattern(item, data["macros"]) for item in data["patterns"])


def search(file: str, text: str) -> list[tuple[Pattern, re.Match[str]]]:
    """What the patterns of a word list find in a masked text, in the list's order.

    Each cue is looked for once, however many patterns share it.
    """
    found = [
        (number, match)
        for cue, numbers in _by_cue(file)
        if cue is None or cue.search(text)
        for number in numbers
        for match in load(file)[number].matches(text)
    ]
    found.sort(key=itemgetter(0))
    return [(load(file)[number], match) for number, match in found]


@cache
def _by_cue(file: str) -> tuple[tuple[re.Pattern[str] | None, tuple[int, ...]], ...]:
    """The patterns of a word list, by their numbers in it, those of one cue together."""
    numbers: dict[re.Pattern[str] | None, list[int]] = defaultdict(list)
    for number, pattern in enumerate(load(file)):
        numbers[pattern.cue].append(number)
    return tuple((cue, tuple(shared)) for cue, shared in numbers.items())


@cache
def expression(file: str, *keys: str) -> re.Pattern[str]:
    """A single expression of a word list, macros filled in."""
    data = wordlists.load(file)
    value: Any = data
    for key in keys:
        value = value[key]
    return re.compile(_expanded(value, data["macros"]))


def has_cue(file: str, text: str) -> bool:
    """Whether a text has one of the words that a word list begins with, in any case."""
    return _cues(file).search(text.lower()) is not None


@cache
def _cues(file: str) -> re.Pattern[str]:
    # In a text of small letters: to ignore case takes five times as long.
    return re.compile(expression(file, "cues").pattern.removeprefix("(?i)"))


@cache
def expressions(file: str, key: str) -> tuple[re.Pattern[str], ...]:
    """The expressions of a list in a word list."""
    data = wordlists.load(file)
    return tuple(re.compile(_expanded(value, data["macros"])) for value in data[key])


def _pattern(item: Mapping[str, Any], macros: Mapping[str, str]) -> Pattern:
    text = _expanded(item["pattern"], macros)
    return Pattern(
        name=item["name"],
        predicate=Predicate(item["predicate"]),
        regex=re.compile(text),
        needs=tuple(item.get("needs", ())),
        body=item.get("body", ""),
        kind=item.get("kind", ""),
        least=item.get("min", 1),
        complete=item.get("complete", False),
        tense=item.get("tense", ""),
        keeps_negation=item.get("keep_negation", False),
        presupposed=item.get("presupposed", False),
        denies=item.get("denies", False),
        plain=item.get("plain", False),
        not_after=_optional(item, "not_after", macros),
        not_with=_optional(item, "not_with", macros),
        not_before=_optional(item, "not_before", macros),
        not_behind=_optional(item, "not_behind", macros),
        date=item.get("date", ""),
        cue=_cue(text),
    )


def _optional(
    item: Mapping[str, Any], key: str, macros: Mapping[str, str]
) -> re.Pattern[str] | None:
    return re.compile(_expanded(item[key], macros)) if key in item else None


def _cue(text: str) -> re.Pattern[str] | None:
    """What the first group of claiming words matches; None where there are several, or none."""
    starts = [m.end() for m in re.finditer(r"\(\?P<t(?:_\d+)?>", text)]
    if len(starts) != 1:
        return None
    depth, at = 1, starts[0]
    while depth:
        depth += {"(": 1, ")": -1}.get(text[at], 0) * (text[at - 1] != "\\")
        at += 1
    inner = text[starts[0] : at - 1]
    return re.compile(inner) if inner else None


def _expanded(text: str, macros: Mapping[str, str]) -> str:
    """Macros filled in; a group name that stands again becomes `b_2`, `b_3` and so on."""
    while _MACRO.search(text):
        text = _MACRO.sub(lambda match: macros[match[1]], text)
    seen: Counter[str] = Counter()
    return _GROUP.sub(lambda match: _numbered(match[1], seen), text)


def _numbered(name: str, seen: Counter[str]) -> str:
    seen[name] += 1
    return f"(?P<{name}>" if seen[name] == 1 else f"(?P<{name}_{seen[name]}>"
