"""What must hold of facts whatever the articles claim."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from fusing import (
    EFTA,
    EST,
    FIN,
    FRA,
    NATO,
    NOR,
    OTTAWA,
    SWE,
    TERMS,
    Made,
    P,
    Quote,
    article,
    meeting,
    person,
    say,
    store_of,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad

from comity import fuse
from comity.fuse.statuses import FAMILY
from comity.model import Claim, Modality, OfficeStatus, Polarity, Reading
from comity.validate import validate

SUMMIT = meeting("summit")
PEOPLE = [person(n) for n in ("Jan Berg", "J. Berg", "Jon Berg", "Berg", "Ida Lund")]
STATES = [FIN, SWE, NOR]
BODIES = [NATO, EFTA, OTTAWA]
DAYS = ["1990-05-01", "1990-05-02", "1995-07-01", "2001-02-03"]
DATES = [None, "199X", "1990", "1990-05", *DAYS, "1995", "1995-07", "2001", "XXXX-05-01"]
SENTENCES = [
    "Help, including money for harvests, is given when a member of the union asks for it first.",
    "When a member of the union asks, help is given, including money for harvests in bad years.",
    "The quotas for cod and herring stay as the fisheries ministers set them in the last spring.",
    "The quotas for cod and herring do not stay as the fisheries ministers set them last spring.",
]
MEMBERSHIP = sorted(FAMILY - {P.ROSTER})

dates = st.sampled_from(DATES)
manner = st.fixed_dictionaries(
    {
        "polarity": st.sampled_from([Polarity.AFFIRMED] * 3 + [Polarity.DENIED]),
        "modality": st.sampled_from([Modality.ASSERTED] * 4 + [Modality.PLANNED]),
    }
)


@st.composite
def membership_claims(draw: st.DrawFn) -> Claim:
    return say(
        draw(st.sampled_from(MEMBERSHIP)),
        draw(st.sampled_from(STATES)),
        draw(st.sampled_from(BODIES)),
        on=draw(dates),
        since=draw(dates),
        until=draw(dates),
        **draw(manner),
    )


@st.composite
def body_claims(draw: st.DrawFn) -> Claim:
    body = draw(st.sampled_from(BODIES))
    if draw(st.booleans()):
        return say(P.MEMBER_COUNT, body, count=draw(st.integers(1, 3)), on=draw(dates))
    members = draw(st.sets(st.sampled_from([*STATES, EST]), min_size=1))
    listed = tuple(sorted(members, key=lambda member: member.key))
    return say(P.ROSTER, body, members=listed, complete=draw(st.booleans()), on=draw(dates))


@st.composite
def office_claims(draw: st.DrawFn) -> Claim:
    return say(
        P.HOLDS_OFFICE,
        draw(st.sampled_from(PEOPLE)),
        draw(st.sampled_from([NATO, FRA, NOR])),
        text=draw(st.sampled_from(["president", "chief", "secretary general", "spokesman"])),
        status=draw(st.sampled_from([*OfficeStatus, None])),
        on=draw(dates),
        since=draw(dates),
        until=draw(dates),
        **draw(manner),
    )


@st.composite
def event_claims(draw: st.DrawFn) -> Claim:
    when, state = draw(dates), draw(st.sampled_from([*STATES, *PEOPLE]))
    place = draw(st.sampled_from([None, "Oslo", "Riga"]))
    text = draw(st.sampled_from([None, "the Zolta pipeline", "Zolta", "fishing quotas"]))
    claim = draw(
        st.sampled_from(
            [
                say(P.HELD, SUMMIT, NATO, on=when, place=place),
                say(P.ATTENDED, state, SUMMIT),
                say(P.ABSENT, state, SUMMIT),
                say(P.ON_AGENDA, SUMMIT, text=text),
                say(P.REQUESTED_ASSISTANCE, FIN, NATO, text=text, on=when),
                say(P.REQUESTED_ASSISTANCE, FIN, None, text=text),
                say(P.INTERVENED, NATO, on=when, place=place),
                say(P.SIGNED, FIN, OTTAWA, on=when, place=place),
                say(P.ENTERED_INTO_FORCE, OTTAWA, on=when),
                say(P.ORIGINATES_FROM, EFTA, OTTAWA),
            ]
        )
    )
    return replace(claim, **draw(manner))


any_claim = st.one_of(membership_claims(), body_claims(), office_claims(), event_claims())
quotes = st.builds(
    Quote,
    speaker=st.sampled_from([NOR, *PEOPLE]),
    content=st.sampled_from(SENTENCES),
    claims=st.lists(any_claim, max_size=1).map(tuple),
    on=dates,
    polarity=st.sampled_from(Polarity),
)


@st.composite
def articles(draw: st.DrawFn, claims: st.SearchStrategy[Claim] = any_claim) -> list[Reading]:
    return [
        article(
            f"article-{number}",
            *draw(st.lists(claims, max_size=6)),
            day=draw(st.sampled_from([None, *DAYS])),
            outlet=draw(st.sampled_from([None, "The Example", "The Other"])),
            quotes=draw(st.lists(quotes, max_size=2)),
        )
        for number in range(draw(st.integers(1, 4)))
    ]


often = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def facts_of(readings: list[Reading]) -> Made:
    return Made(fuse.facts(store_of(readings, with_reference=False), TERMS))


@often
@given(articles(), st.randoms(use_true_random=False))
def test_facts_do_not_depend_on_the_order_of_articles_or_claims(readings, shuffler):
    shuffled = [
        replace(
            reading,
            claims=tuple(shuffler.sample(reading.claims, len(reading.claims))),
            quotations=tuple(shuffler.sample(reading.quotations, len(reading.quotations))),
        )
        for reading in shuffler.sample(readings, len(readings))
    ]
    first = fuse.facts(store_of(readings, with_reference=False), TERMS)
    assert fuse.facts(store_of(shuffled, with_reference=False), TERMS) == first


@often
@given(articles())
def test_facts_in_the_store_change_nothing(readings):
    store = store_of(readings, with_reference=False)
    first = fuse.facts(store, TERMS)
    store.extend(Quad(*triple, TERMS.facts_graph) for triple in first)
    assert fuse.facts(store, TERMS) == first


@often
@given(articles())
def test_bounds_are_in_order(readings):
    found = facts_of(readings)
    for key in [*found.of("MembershipInterval"), *found.of("Tenure")]:
        start, start_by, end, end_by = found.bounds(key)
        node = found.values[key]
        for one, other in ((start, start_by), (end, end_by), (start, end), (start_by, end_by)):
            assert one is None or other is None or one <= other, node
        assert start is None or end_by is None or start < end_by, node
        many = {"supportedBy", "contradictedBy", "attestedOn", "notHeldOn", "asOf"}
        assert all(len(values) == 1 for name, values in node.items() if name not in many), node


@often
@given(articles())
def test_an_edtf_string_comes_with_its_own_bounds(readings):
    found = facts_of(readings)
    for key in [*found.of("MembershipInterval"), *found.of("Tenure")]:
        node = found.values[key]
        for which in ("start", "end"):
            if f"{which}Edtf" in node:
                given_date = say(P.JOINED, on=node[f"{which}Edtf"][0]).when
                assert given_date is not None
                first, last = given_date.date.earliest, given_date.date.latest
                bounds = [node.get(f"{which}{b}", [None])[0] for b in ("Earliest", "Latest")]
                assert bounds == [first and first.isoformat(), last and last.isoformat()]


@often
@given(articles())
def test_every_fact_rests_on_evidence_and_names_its_rule(readings):
    found = facts_of(readings)
    for key, node in found.values.items():
        if {"Office", "AsOfSpan"} & {*node["type"]}:
            continue
        assert len(node["fusedBy"]) == 1
        if key.startswith("relation/"):
            assert len(node["relates"]) >= 2
        else:
            assert node["supportedBy"], key
            assert int(node["independentSourceCount"][0]) >= 1
            assert not set(node["supportedBy"]) & set(node.get("contradictedBy", ()))


@often
@given(articles())
def test_every_quotation_is_in_exactly_one_statement(readings):
    found = facts_of(readings)
    renderings = [q for s in found.of("Statement").values() for q in s["rendering"]]
    places = {(r.article.id, q.content) for r in readings for q in r.quotations}
    assert len(renderings) == len(set(renderings)) == len(places)


NEGATIVE = {"AssistanceRequest", "Intervention", "Attendance"}


@often
@given(
    articles(),
    st.sampled_from(
        [(Polarity.DENIED, Modality.ASSERTED)]
        + [(p, m) for p in Polarity for m in Modality if m is not Modality.ASSERTED]
    ),
)
def test_twins_that_are_denied_planned_or_hoped_give_nothing_positive(readings, twin):
    polarity, modality = twin
    readings = [
        replace(
            reading,
            claims=tuple(replace(c, polarity=polarity, modality=modality) for c in reading.claims),
        )
        for reading in readings
    ]
    found = facts_of(readings)
    for node in found.values.values():
        kinds = set(node["type"])
        if kinds & NEGATIVE:
            assert node.get("happened", node.get("attended")) == ["false"]
            assert polarity is Polarity.DENIED
        else:
            assert kinds <= {"Statement", "Conflict", "ClaimRelation"}, node


@often
@given(articles(membership_claims() | body_claims()))
def test_attestations_never_become_bounds(readings):
    found = facts_of(readings)
    undated = [
        replace(r, article=replace(r.article, published=None),
                claims=tuple(replace(c, when=None, since=None, until=None) for c in r.claims))
        for r in readings
    ]  # fmt: skip
    assert not [n for n in facts_of(undated).values.values() if "attestedFrom" in n]
    for key, node in found.of("MembershipInterval").items():
        if node["fusedBy"] == ["interval/attestation"]:
            assert key.rpartition("/")[2].isdigit()


def _many(seed: int) -> list[Reading]:
    """A build with something of everything, by chance but always the same."""
    chance = random.Random(seed)  # noqa: S311  # no secret
    readings = []
    for number in range(40):
        claims = [
            say(chance.choice(MEMBERSHIP), chance.choice(STATES), chance.choice(BODIES),
                on=chance.choice(DATES), since=chance.choice(DATES))
            for _ in range(4)
        ]  # fmt: skip
        claims.append(
            say(P.ROSTER, NATO, members=(FIN, EST), complete=True, on=chance.choice(DAYS))
        )
        claims.append(say(P.HELD, SUMMIT, NATO, on=chance.choice(DATES), place="Oslo"))
        claims.append(say(P.ON_AGENDA, SUMMIT, text="Zolta"))
        claims.append(say(P.ATTENDED, chance.choice(STATES), SUMMIT))
        claims.append(
            say(
                P.HOLDS_OFFICE,
                chance.choice(PEOPLE),
                NATO,
                text="chief",
                status=OfficeStatus.CURRENT,
            )
        )
        claims.append(say(P.REQUESTED_ASSISTANCE, FIN, NATO, polarity=chance.choice([*Polarity])))
        claims.append(say(P.INTERVENED, NATO, on=chance.choice(DATES)))
        claims.append(say(P.SIGNED, FIN, OTTAWA, on=chance.choice(DATES)))
        claims.append(
            say(P.MEMBER_COUNT, NATO, count=chance.choice([2, 3]), on=chance.choice(DATES))
        )
        claims.append(say(P.ORIGINATES_FROM, EFTA, OTTAWA))
        quote = Quote(chance.choice(PEOPLE), chance.choice(SENTENCES), on=chance.choice(DATES))
        day = chance.choice([None, *DAYS])
        readings.append(article(f"many-{number}", *claims, day=day, quotes=[quote]))
    return readings


@pytest.mark.parametrize("seed", [1, 2])
def test_facts_conform_to_the_shapes(seed):
    report = validate(fuse.facts(store_of(_many(seed)), TERMS))
    assert report.conforms, report.text
