"""The statuses of a membership, and which claims begin, end and attest each."""

from __future__ import annotations

from dataclasses import dataclass

from comity.model import Predicate

P = Predicate


@dataclass(frozen=True, slots=True)
class Status:
    """How claims make one status.

    Args:
        name: the concept of the scheme `status`.
        starts: events that it begins with.
        weak: events that it begins with where none of `starts` has a date.
        ends: events that end it, and so tell that it was there.
        holds: predicates that say that it holds.
        closers: events that end it only if it was there.
        exact: whether it holds right up to its closer.
        track: the concept of the scheme `track`.
    """

    name: str
    starts: tuple[Predicate, ...] = ()
    weak: tuple[Predicate, ...] = ()
    ends: tuple[Predicate, ...] = ()
    holds: tuple[Predicate, ...] = ()
    closers: tuple[Predicate, ...] = ()
    exact: bool = False
    track: str = "legal"

    @property
    def makes(self) -> frozenset[Predicate]:
        """The predicates that make an interval of it, and whose denials can contradict one."""
        return frozenset(self.starts + self.weak + self.ends + self.holds)


_IN = (P.JOINED, P.ACCEDED, P.FOUNDED, P.READMITTED)
STATUSES = (
    Status("member", _IN, (P.RATIFIED,), (P.LEFT, P.EXPELLED), (P.MEMBER, P.ROSTER)),
    Status("signatory", starts=(P.SIGNED,)),
    Status("observer", holds=(P.OBSERVER,), closers=_IN),
    Status("associate", holds=(P.ASSOCIATE,), closers=_IN),
    Status("candidate", starts=(P.APPLIED, P.INVITED), holds=(P.CANDIDATE,), closers=_IN),
    Status("partner", holds=(P.PARTNER,)),
    Status("withdrawing", starts=(P.NOTIFIED_WITHDRAWAL,), closers=(P.LEFT,)),
    Status("withdrawn", starts=(P.LEFT,), closers=_IN, exact=True),
    Status("expelled", starts=(P.EXPELLED,), closers=_IN, exact=True),
    Status(
        "membership-suspended",
        starts=(P.MEMBERSHIP_SUSPENDED,),
        closers=(P.LEFT, P.EXPELLED, P.READMITTED),
    ),
    Status(
        "participation-suspended",
        starts=(P.PARTICIPATION_SUSPENDED,),
        closers=(P.RESUMED, P.LEFT, P.EXPELLED),
        track="engagement",
    ),
    Status(
        "absent",
        holds=(P.NOT_PARTICIPATING,),
        closers=(P.RESUMED, P.LEFT, P.EXPELLED),
        track="engagement",
    ),
    Status(
        "resumed",
        starts=(P.RESUMED,),
        closers=(P.PARTICIPATION_SUSPENDED, P.LEFT, P.EXPELLED),
        track="engagement",
    ),
)
MEMBER = STATUSES[0]
FAMILY = frozenset({P.COMMITMENTS_IN_FORCE}.union(*(status.makes for status in STATUSES)))
