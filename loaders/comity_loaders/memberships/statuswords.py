"""Which status a noun tells, by itself and by the words before it."""

from __future__ import annotations

import re
from functools import cache

from comity.model import Predicate
from comity_loaders import wordlists

FILE = "membership-status.yaml"
_NON = re.compile(r"\bnon-(?:<[BO]\d+>|[A-Z][\w-]*) ")
"""What other body they are not in: "non-EU countries that are part of it"."""


def status(words: str, head: str) -> Predicate | None:
    """The status that a noun and the words before it tell; None where they tell none."""
    data = wordlists.load(FILE)
    for number, item in enumerate(data["statuses"]):
        if all(_fits(number, key, said) for key, said in (("words", words), ("head", head))):
            barred = "not_words" in item and re.search(item["not_words"], words)
            if barred:
                return None
            predicate = Predicate(item["predicate"])
            free = predicate in (Predicate.LEFT, Predicate.OBSERVER)
            own = _NON.sub("", f"{words.rstrip()} ")
            return predicate if free or not said("none").search(own) else None
    return None


def _fits(number: int, key: str, said: str) -> bool:
    wanted = wordlists.load(FILE)["statuses"][number].get(key)
    if wanted is None:
        return True
    return bool(re.fullmatch(wanted, said) if key == "head" else re.search(wanted, said))


@cache
def said(name: str) -> re.Pattern[str]:
    """One of the file's expressions."""
    return re.compile(wordlists.load(FILE)[name])
