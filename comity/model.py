"""What an article says, as plain data: no RDF here, and no text processing.

An `Article` is one news text. A loader makes it, rules read it and give a `Reading`: the
quotations and the claims that they found, each with the half-open range of code points it rests
on, and what they abstained from. `comity.graph` turns a reading into triples; nothing else does.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum

from comity.dates import When


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of Unicode code points, `text[start:end]`, never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"no span from {self.start} to {self.end}")

    def of(self, text: str) -> str:
        """The words it covers."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a code point."""
        return self.start < other.end and other.start < self.end


class Kind(StrEnum):
    """What sort of thing an entity is."""

    STATE = "state"
    TERRITORY = "territory"
    ORGANISATION = "org"
    ORGAN = "organ"
    TREATY = "treaty"
    PERSON = "person"
    GROUP = "group"  # people or a body known by a description only: "five major parties"
    MEETING = "meeting"


@dataclass(frozen=True, slots=True)
class Entity:
    """Something that claims are about.

    Args:
        kind: what sort of thing it is.
        key: its path below the base IRI's `id/`, such as `state/arm`; of a local entity, its path
            below the article's own, such as `person/imangali-tasmagambetov`.
        name: its label, for people to read.
        local: whether it is known within its article only (people, meetings, unlisted bodies).
    """

    kind: Kind
    key: str
    name: str
    local: bool = False


def slug(name: str) -> str:
    """`name` as a readable piece of an IRI: lower-case ASCII letters, digits and hyphens.

    Names without a single Latin letter or digit get a short hash instead, so that no two of them
    fall together.
    """
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’`.]", "", ascii_name.lower()))
    return "-".join(words)[:80].strip("-") or hashlib.sha256(name.encode()).hexdigest()[:8]


def local_entity(kind: Kind, name: str) -> Entity:
    """An entity known within its article only, named by what the article calls it."""
    return Entity(kind, f"{kind}/{slug(name)}", name, local=True)


@dataclass(frozen=True, slots=True)
class Article:
    """One news text, as published, with its metadata.

    Args:
        text: the stored text; every offset of the graph counts its code points. Line ends stay as
            they were; only a byte order mark is taken off.
        stem: the source's file name without its ending.
        published: when it was published, and how that is known; None where nothing says.
        outlet: who published it; None where nothing says.
        url: where it was published; None where nothing says.
        title: the headline's place in the text, if it has one.
        furniture: places of page chrome, repeated captions and metadata; never evidence.
        place: where it was written, as its dateline calls it; what "here" means.
        written: the dateline's own date, where it has one; often the day before publication.
    """

    text: str
    stem: str
    published: When | None = None
    outlet: str | None = None
    url: str | None = None
    title: Span | None = None
    furniture: tuple[Span, ...] = ()
    place: str | None = None
    written: When | None = None

    @property
    def anchor(self) -> When | None:
        """The day that "today" and "on Wednesday" count from; None where nothing says."""
        return self.written or self.published

    @property
    def sha256(self) -> str:
        """The hash of the stored text, as UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def id(self) -> str:
        """`{file stem}-{first eight hexadecimal digits of the text's hash}`."""
        return f"{slug(self.stem)}-{self.sha256[:8]}"


class Polarity(StrEnum):
    """Whether the article says that it is so, or that it is not."""

    AFFIRMED = "affirmed"
    DENIED = "denied"


class Modality(StrEnum):
    """How the article puts it. Only affirmed and asserted claims support a positive fact."""

    ASSERTED = "asserted"
    HEDGED = "hedged"  # may, might, is not ruled out, reportedly
    CONDITIONAL = "conditional"  # if, unless, on condition that, at the request of
    PLANNED = "planned"  # will, is to, is expected to, agreed to
    HOPED = "hoped"  # hopes, wants, should, bid to


class Predicate(StrEnum):
    """What is claimed; the concepts of the scheme `predicate`. In brackets: subject, object."""

    # membership, legal track [state, territory or organisation; organisation or treaty]
    MEMBER = "member"
    FOUNDED = "founded"
    SIGNED = "signed"
    RATIFIED = "ratified"
    ACCEDED = "acceded"
    JOINED = "joined"
    READMITTED = "readmitted"
    APPLIED = "applied"
    CANDIDATE = "candidate"
    INVITED = "invited"
    OBSERVER = "observer"
    ASSOCIATE = "associate"
    PARTNER = "partner"
    NOTIFIED_WITHDRAWAL = "notified-withdrawal"
    LEFT = "left"
    EXPELLED = "expelled"
    MEMBERSHIP_SUSPENDED = "membership-suspended"
    COMMITMENTS_IN_FORCE = "commitments-in-force"
    # membership, engagement track [the same]
    PARTICIPATION_SUSPENDED = "participation-suspended"
    NOT_PARTICIPATING = "not-participating"
    RESUMED = "resumed"
    # bodies [organisation or treaty; none, or as said]
    ROSTER = "roster"  # `members`, `complete`
    MEMBER_COUNT = "member-count"  # `count`
    ORIGINATES_FROM = "originates-from"  # object: the older body
    ENTERED_INTO_FORCE = "entered-into-force"  # a treaty
    ENLARGEMENT = "enlargement"  # that the body takes in members, whoever they be
    INTERVENED = "intervened"
    ASSISTS_ON_CONDITION = "assists-on-condition"  # `text`: the condition
    # people
    HOLDS_OFFICE = "holds-office"  # [person; state, territory, organisation or organ] `text`: title
    NAMED = "named"  # [person; none] `text`: the name given
    # events
    HELD = "held"  # [meeting; the body, organ or state whose meeting it is, or none]
    ATTENDED = "attended"  # [actor or person; meeting]
    ABSENT = "absent"  # [actor or person; meeting]
    ON_AGENDA = "on-agenda"  # [meeting; none] `text`: the topic
    REQUESTED_ASSISTANCE = "requested-assistance"  # [actor; body or actor] `text`: over what
    # the rest of what officials say or deny
    PROPOSITION = "proposition"  # [what the sentence is about, or none] the passage is the clause


class OfficeStatus(StrEnum):
    """How a person stands to an office, by the article's words."""

    CURRENT = "current"
    ACTING = "acting"
    ELECT = "elect"
    FORMER = "former"
    CANDIDATE = "candidate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one article says, never asserted as fact.

    Args:
        predicate: what is claimed.
        subject: of whom; None only for a proposition about nothing that has a name.
        object: to what.
        passage: the words it rests on: the whole sentence or clause that a reader must see.
        rule: the name of the rule that found it, `module/pattern`.
        text: the literal part: a title of office, a topic, a name, a condition, a reason.
        members: whom a roster lists.
        complete: whether a roster is a closed list.
        count: how many members a count gives.
        status: how a person stands to an office.
        when: the date of the event; of a status, a date on which it is said to hold.
        since: when a status began, where the article says so.
        until: when a status ended, where the article says so.
        place: where the event took place, as the article calls it.
        polarity: whether it is said to be so.
        modality: how it is said.
        said_in: the quotation's passage in which it is said; None in the outlet's own voice.
        confidence: how likely it is that the article says so, 0 to 1; None where nobody knows.
    """

    predicate: Predicate
    subject: Entity | None
    passage: Span
    rule: str
    object: Entity | None = None
    text: str | None = None
    members: tuple[Entity, ...] = ()
    complete: bool | None = None
    count: int | None = None
    status: OfficeStatus | None = None
    when: When | None = None
    since: When | None = None
    until: When | None = None
    place: str | None = None
    polarity: Polarity = Polarity.AFFIRMED
    modality: Modality = Modality.ASSERTED
    said_in: Span | None = None
    confidence: float | None = None

    @property
    def is_asserted(self) -> bool:
        """Whether it can support a positive fact."""
        return self.polarity is Polarity.AFFIRMED and self.modality is Modality.ASSERTED


class Form(StrEnum):
    """How a quotation renders what was said."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """One rendering in one article of something that somebody said.

    Args:
        speaker: who said it, resolved: a person, or an institution, state or group that speaks.
        content: what was said, without quotation marks.
        passage: content, cue and speaker's mention together: what a reader must see.
        cue: the words of saying, such as "has said" or "according to".
        form: direct, indirect or mixed.
        rule: the name of the rule that found it.
        polarity: denied where the cue denies the content ("denies that it holds prisoners").
        modality: hedged where the cue does not commit ("did not rule out that").
        when: when it was said, where the article says so.
        chain: the sources between the reader and the speaker, nearest first, without the
            article's own outlet: ("Russian media",), ("TASS",).
        about: the entities that the content names.
        confidence: how likely it is that the article says so, 0 to 1; None where nobody knows.
    """

    speaker: Entity
    content: Span
    passage: Span
    cue: str
    form: Form
    rule: str
    polarity: Polarity = Polarity.AFFIRMED
    modality: Modality = Modality.ASSERTED
    when: When | None = None
    chain: tuple[str, ...] = ()
    about: tuple[Entity, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Abstention:
    """A place that looked like a claim and gave none, and the reason."""

    passage: Span
    reason: str
    rule: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one article.

    Args:
        article: what was read.
        sentences: the places of its sentences, in order, furniture left out.
        quotations: ordered by place.
        claims: ordered by place, then predicate.
        abstentions: ordered by place.
        reader: the names and versions of the model and rules that read it.
        lost: what could not be looked for, e.g. for want of a language model; for people to read.
    """

    article: Article
    sentences: tuple[Span, ...]
    quotations: tuple[Quotation, ...]
    claims: tuple[Claim, ...]
    abstentions: tuple[Abstention, ...] = ()
    reader: str = ""
    lost: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article from outside its text; each wins over what the text says."""

    published: When | None = None
    outlet: str | None = None
    url: str | None = None

    def or_else(self, other: Metadata) -> Metadata:
        """What this says, and what `other` says where this is silent."""
        return Metadata(
            self.published or other.published, self.outlet or other.outlet, self.url or other.url
        )
