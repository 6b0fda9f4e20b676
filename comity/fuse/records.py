"""What fusion works on: claims and quotations, as plain data.

Keys are paths below the base's `id/`, such as `state/prt` (see `comity.terms`); what lies
elsewhere keeps its whole IRI.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from comity.dates import DateBasis
from comity.fuse.moments import Moment
from comity.model import Kind, Modality, OfficeStatus, Polarity, Predicate

_KINDS = {kind.value: kind for kind in Kind}


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """An article: when it was published, to the day if known, and by whom."""

    key: str
    published: dt.date | None = None
    outlet: str | None = None
    chain: tuple[str, ...] = ()

    @property
    def moment(self) -> Moment | None:
        """The day of publication as a date; None where it is not known to the day."""
        day = self.published
        return Moment(day, day, day.isoformat(), DateBasis.METADATA) if day else None


@dataclass(frozen=True, slots=True)
class QuotationRecord:
    """A quotation; `content` is what was said, `chain` the outlets between, nearest first."""

    key: str
    article: ArticleRecord
    speaker: str
    content: str
    polarity: Polarity = Polarity.AFFIRMED
    when: Moment | None = None
    chain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRecord:
    """A claim, as `comity.model.Claim` has it, with keys for entities."""

    key: str
    article: ArticleRecord
    predicate: Predicate
    subject: str | None = None
    object: str | None = None
    text: str | None = None
    members: frozenset[str] = frozenset()
    complete: bool = False
    count: int | None = None
    status: OfficeStatus | None = None
    place: str | None = None
    polarity: Polarity = Polarity.AFFIRMED
    modality: Modality = Modality.ASSERTED
    when: Moment | None = None
    since: Moment | None = None
    until: Moment | None = None
    said_in: str | None = None

    @property
    def is_asserted(self) -> bool:
        """Whether it can support a positive fact."""
        return self.polarity is Polarity.AFFIRMED and self.modality is Modality.ASSERTED

    @property
    def is_denied(self) -> bool:
        """Whether it says outright that it is not so."""
        return self.polarity is Polarity.DENIED and self.modality is Modality.ASSERTED

    @property
    def holds_on(self) -> dt.date | None:
        """The day on which a status is said to hold, or a denied one not to.

        The day given, or else the article's own, unless the claim itself looks back: what is
        said to have ended does not hold on the day of the article.
        """
        if self.when:
            return self.when.day
        return None if self.until else self.article.published


@dataclass(frozen=True, slots=True)
class Names:
    """What a thing is called: labels in order of preference, and acronyms."""

    labels: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()


_NAMELESS = Names()


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """The reference, the same for all articles; what follows from it is found out only once.

    Args:
        names: of states, bodies and treaties, by key.
        parents: the organisation or state that an organ is part of, by the organ's key.
    """

    names: Mapping[str, Names] = field(default_factory=dict)
    parents: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sources:
    """What fusion reads, of all articles or of what one unit of fusion needs.

    Args:
        claims: in the order of their keys.
        quotations: by key, in order.
        names: of what is known within one article only, by key.
        known: the reference.
    """

    claims: tuple[ClaimRecord, ...]
    quotations: Mapping[str, QuotationRecord] = field(default_factory=dict)
    names: Mapping[str, Names] = field(default_factory=dict)
    known: Known = field(default_factory=Known)

    def of(self, *predicates: Predicate) -> list[ClaimRecord]:
        """The claims with one of these predicates, in order."""
        return [claim for claim in self.claims if claim.predicate in predicates]

    def root(self, body: str) -> str:
        """The organisation or state that an organ belongs to; anything else is its own root."""
        parents, seen = self.known.parents, {body}
        while body in parents and parents[body] not in seen:
            body = parents[body]
            seen.add(body)
        return body

    def called(self, key: str) -> Names:
        """What a thing is called; no names where nobody says."""
        return self.names.get(key) or self.known.names.get(key) or _NAMELESS

    def label(self, key: str) -> str:
        """What people read: the first label, or the key's last part."""
        labels = self.called(key).labels
        return labels[0] if labels else key.rpartition("/")[2].replace("-", " ")

    def short(self, key: str) -> str:
        """The acronym where there is one, or else the label."""
        acronyms = self.called(key).acronyms
        return acronyms[0] if acronyms else self.label(key)


@lru_cache(maxsize=65536)
def kind_of(key: str) -> Kind | None:
    """What sort of thing a key names; None of what is no entity."""
    parts = key.split("/")
    kind = parts[2] if parts[0] == "article" and len(parts) > 3 else parts[0]
    return _KINDS.get(kind)


def origin_of(evidence: ClaimRecord | QuotationRecord, sources: Sources) -> str:
    """The root source of a claim or a quotation, by which independent sources are counted.

    What somebody said rests on that speaker, whoever prints it. What an outlet says in its own
    voice rests on the last step of its chain, or on the outlet, or on the article alone.
    """
    quotation = evidence if isinstance(evidence, QuotationRecord) else None
    if isinstance(evidence, ClaimRecord) and evidence.said_in:
        quotation = sources.quotations.get(evidence.said_in)
    if quotation:
        return quotation.speaker
    article = evidence.article
    return article.chain[-1] if article.chain else article.outlet or article.key
