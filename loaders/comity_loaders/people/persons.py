"""Names put together by person: the forms of one name, surnames, slips of the finger.

Two people who share a surname stay apart; the surname alone then means nobody.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from rapidfuzz.distance import DamerauLevenshtein

from comity.model import Entity, Kind, local_entity
from comity_loaders import wordlists
from comity_loaders.people.namescan import Gender, Name, fold

SUFFIXES = {"jr", "sr", "jr.", "sr.", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi"}
"""What stands behind a surname, folded."""

_WITH_GIVEN = 2
"""Of how many words a name is at least that has a given name."""


class Persons:
    """Names put together by person."""

    def __init__(
        self, names: Sequence[Name], kin: frozenset[tuple[str, ...]] = frozenset()
    ) -> None:
        self.names, self._kin = names, kin
        self._forms = Counter(name.words for name in names)
        full = [form for form in self._forms if len(form) > 1]
        self._whole = {form: _whole(form, full, self._forms) for form in full}
        self.wholes = sorted(set(self._whole.values()))
        singles = [form for form in self._forms if len(form) == 1]
        for form in singles:
            self._whole[form] = self._bearer(form[0], titled=self._is_titled(form))
        self._entities = {
            whole: self._entity(whole) for whole in set(self._whole.values()) if whole
        }

    def entity(self, words: tuple[str, ...]) -> Entity | None:
        """The person of this form of a name; None where several bear it."""
        return self._entities.get(self._whole.get(words) or ())

    def genders(self) -> dict[Entity, Gender]:
        """The genders that titles tell, where they agree; else those of given names."""
        told: dict[Entity, set[Gender]] = defaultdict(set)
        for name in self.names:
            entity = self.entity(name.words)
            if entity and name.gender:
                told[entity].add(name.gender)
        for whole, entity in self._entities.items():
            if entity not in told and (gender := given_gender(whole)):
                told[entity].add(gender)
        return {entity: next(iter(found)) for entity, found in told.items() if len(found) == 1}

    def _is_titled(self, form: tuple[str, ...]) -> bool:
        return any(name.titled for name in self.names if name.words == form)

    def _bearer(self, word: str, *, titled: bool) -> tuple[str, ...]:
        """The full name that a single word of it means; the word itself where none has it."""
        for bears in (_ends, _starts, _holds):
            # "President Roe and his wife, Jane Roe": the surname of a title is not hers.
            bearers = [w for w in self.wholes if bears(w, word) and not (titled and w in self._kin)]
            bearers = [w for w in bearers if not self._differ((word,), w)]
            if bearers:
                return bearers[0] if len(bearers) == 1 else ()
        often = self._forms[(word,)]
        near = [
            w
            for w in self.wholes
            if _near(w[-1], word) and self._forms[w] >= often and not self._differ((word,), w)
        ]
        if len(near) == 1:
            return near[0]
        return (word,) if titled or self._forms[(word,)] > 0 else ()

    def _differ(self, form: tuple[str, ...], whole: tuple[str, ...]) -> bool:
        """Whether titles tell that two forms are of a man and of a woman: "Mr" and "Miss"."""
        one, other = (
            {name.gender for name in self.names if name.gender and name.words == words}
            for words in (form, whole)
        )
        other = other or {gender for gender in [given_gender(whole)] if gender}
        return bool(one) and bool(other) and not one & other

    def _entity(self, whole: tuple[str, ...]) -> Entity:
        """The person, by the longest form that the article has; of several, the commonest."""
        written = Counter(
            " ".join(name.parts) for name in self.names if self._whole[name.words] == whole
        )
        best = max(
            written, key=lambda w: (len(w.split()) * (fold(w.split()[-1]) in whole), written[w], w)
        )
        return local_entity(Kind.PERSON, best)


def given_gender(whole: tuple[str, ...]) -> Gender:
    """The gender that the given name of a whole name tells; of folded words."""
    if len(whole) < _WITH_GIVEN:
        return ""
    return "f" if whole[0] in _given("feminine") else "m" if whole[0] in _given("masculine") else ""


@cache
def _given(kind: str) -> frozenset[str]:
    names: dict[str, list[str]] = wordlists.load("people.yaml")["given_names"]
    return frozenset(fold(name) for name in names[kind])


def _whole(
    form: tuple[str, ...], forms: Iterable[tuple[str, ...]], counts: Counter[tuple[str, ...]]
) -> tuple[str, ...]:
    """The fullest form of a name, a misspelling of it put right where the other is commoner."""
    longer = [f for f in forms if len(f) > len(form) and _is_within(form, f)]
    if longer:
        most = max(len(f) for f in longer)
        found = [f for f in longer if len(f) == most]
        return found[0] if len(found) == 1 else form
    twins = [f for f in forms if f != form and _is_misspelt(form, f) and counts[f] > counts[form]]
    return twins[0] if len(twins) == 1 else form


def _is_within(form: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Whether the words of `form` stand in `longer` in this order, its ends among them."""
    rest = iter(longer)
    return all(word in rest for word in form) and (form[-1] == longer[-1] or form[0] == longer[0])


def _is_misspelt(form: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if len(form) != len(other) or sum(a != b for a, b in zip(form, other, strict=True)) != 1:
        return False
    return all(a == b or _near(a, b) for a, b in zip(form, other, strict=True))


def _near(word: str, other: str) -> bool:
    """Whether two words are a slip of the finger apart."""
    if DamerauLevenshtein.distance(word, other) != 1 or word[0] != other[0]:
        return False
    # "Wang" and "Weng" are two names; "Gya" and "Gyaw" may be one, cut short.
    return min(len(word), len(other)) >= 6 or (
        len(word) != len(other) and (word.startswith(other) or other.startswith(word))
    )


def _ends(whole: tuple[str, ...], word: str) -> bool:
    last = [w for w in whole if w not in SUFFIXES][-1:]
    return last == [word]


def _starts(whole: tuple[str, ...], word: str) -> bool:
    return whole[0] == word


def _holds(whole: tuple[str, ...], word: str) -> bool:
    return word in whole
