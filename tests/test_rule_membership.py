"""Memberships, rosters and counts: what the rules find in sentences of their own making."""

from __future__ import annotations

import random
from collections.abc import Iterable
from functools import cache
from typing import Any

import pytest
from reading import MODEL, blank, document, gazetteer, needs_model

from comity.model import Claim, Entity, Kind, Modality, Polarity
from comity_loaders import wordlists
from comity_loaders.language import nlp
from comity_loaders.rules import count, membership
from comity_loaders.sentences import patterns

EXAMPLES = wordlists.load("membership-examples.yaml")


def claims(text: str, published: str | None = None, pipeline: nlp.Nlp = MODEL) -> list[Claim]:
    found = document(text, published, pipeline)
    return [f for f in (*membership.find(found), *count.find(found)) if isinstance(f, Claim)]


def asserted(text: str, published: str | None = None, pipeline: nlp.Nlp = MODEL) -> set[str]:
    return {written(c) for c in claims(text, published, pipeline) if c.is_asserted}


def written(claim: Claim) -> str:
    """A claim as the examples write it."""
    parts: list[str] = [claim.predicate, *(e.key for e in (claim.subject, claim.object) if e)]
    if claim.members:
        parts += ["complete" if claim.complete else "open", *(m.key for m in claim.members)]
    parts += [str(claim.count)] if claim.count else []
    if claim.since:
        parts += ["since", claim.since.date.edtf]
    elif claim.when:
        parts.append(claim.when.date.edtf)
    return " ".join(parts)


# ---- the examples that stand beside the patterns


def _examples() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = EXAMPLES["examples"]
    return found


def _counter_examples() -> Iterable[tuple[str, str | None]]:
    for item in EXAMPLES["counter_examples"]:
        yield (item, None) if isinstance(item, str) else (item["text"], item["published"])


@needs_model
@pytest.mark.parametrize("example", _examples(), ids=lambda e: e["text"][:60])
def test_an_example_gives_exactly_its_claims(example: dict[str, Any]) -> None:
    assert asserted(example["text"], example.get("published")) == set(example["gives"])


@needs_model
@pytest.mark.parametrize(("text", "published"), list(_counter_examples()))
def test_a_counter_example_gives_nothing_affirmed_and_asserted(
    text: str, published: str | None
) -> None:
    assert asserted(text, published) == set()


@pytest.mark.parametrize("pipeline", [MODEL, blank()], ids=["model", "blank"])
@pytest.mark.parametrize("example", EXAMPLES["denials"], ids=lambda e: e["text"][:60])
def test_a_denial_is_denied_and_no_fact(example: dict[str, Any], pipeline: nlp.Nlp) -> None:
    found = claims(example["text"], pipeline=pipeline)
    assert {written(c) for c in found if c.polarity is Polarity.DENIED} == set(example["gives"])
    assert {c.modality for c in found} == {Modality.ASSERTED}


@needs_model
@pytest.mark.parametrize(
    "text",
    [
        "Few remember that Malta joined the European Union in 2004.",
        "Even though Malta joined the European Union in 2004, it would not change.",
        "Because Malta joined the European Union in 2004, it could not sign the deal.",
        "Not until 2004 did Malta join the European Union.",
        "Without waiting for Cyprus, Malta joined the European Union in 2004.",
        "Whether it liked it or not, Malta joined the European Union in 2004.",
        "Malta should be proud that it joined the European Union in 2004.",
        "Tariffs fell once Malta joined the European Union in 2004.",
    ],
)
def test_what_is_taken_for_granted_is_told_as_a_fact(text: str) -> None:
    assert asserted(text) == {"joined state/mlt org/eu 2004"}


@needs_model
def test_every_pattern_has_an_example() -> None:
    texts = [(example["text"], example.get("published")) for example in _examples()]
    texts += [(example["text"], None) for example in EXAMPLES["denials"]]
    texts += list(_counter_examples())
    # With a model the frames tell much of it, so the patterns are looked for without one as well.
    rules = {
        claim.rule.removeprefix("membership/")
        for pipeline in (MODEL, blank())
        for text, published in texts
        for claim in claims(text, published, pipeline)
    }
    assert {pattern.name for pattern in patterns.load("membership.yaml")} - rules == set()


def test_no_counter_example_is_taken_for_a_fact_without_a_model() -> None:
    wrong = [text for text, day in _counter_examples() if asserted(text, day, blank())]
    assert wrong == []


def test_without_a_model_nearly_all_examples_still_give_their_claims() -> None:
    examples = _examples()
    got = [asserted(e["text"], e.get("published"), blank()) == set(e["gives"]) for e in examples]
    assert sum(got) >= 0.9 * len(examples)


# ---- templates over many states, bodies and years, so that nothing is fitted to single names

_TEMPLATES = {
    "{A} joined {B} on 4 June {Y}.": ["joined A B Y-06-04"],
    "{A}, which has no coast, joined {B} in {Y}.": ["joined A B Y"],
    "In {Y}, {A} became a full member of {B}.": ["joined A B Y"],
    "{A} became the 12th member of {B} in May {Y}.": ["joined A B Y-05"],
    "{A} was admitted to {B} in {Y}.": ["joined A B Y"],
    "{B} admitted {A} and {C} in {Y}.": ["joined A B Y", "joined C B Y"],
    "{A} and {C} joined {B} in {Y} and {Z} respectively.": ["joined A B Y", "joined C B Z"],
    "{A} joined {B} in {Y}, followed by {C} in {Z}.": ["joined A B Y", "joined C B Z"],
    "{A} has been a member of {B} since {Y}.": ["member A B since Y"],
    "{A} is a member of {B}.": ["member A B"],
    "{A}, a member of {B}, abstained.": ["member A B"],
    "The leaders of {B} member {A} resigned.": ["member A B"],
    "{A} formally withdrew from {B} in {Y}.": ["left A B Y"],
    "{A} left {B} in {Y} and rejoined in {Z}.": ["left A B Y", "readmitted A B Z"],
    "{B} suspended {A} in March {Y}.": ["membership-suspended A B Y-03"],
    "{A} was suspended from {B} in {Y} and readmitted in {Z}.": [
        "membership-suspended A B Y",
        "readmitted A B Z",
    ],
    "{A} was expelled from {B} in {Y}.": ["expelled A B Y"],
    "{A} applied to join {B} in {Y}.": ["applied A B Y"],
    "{A} has observer status in {B}.": ["observer A B"],
    "{B} was founded in {Y} by {A}, {C} and {E}.": [
        "founded A B Y",
        "founded C B Y",
        "founded E B Y",
    ],
    "The members of {B} are {A}, {C} and {E}.": ["roster B complete A C E"],
    "{B} includes {A}, {C} and {E}, among others.": ["roster B open A C E"],
    "{A} signed {T} in {Y} and ratified it in {Z}.": ["signed A T Y", "ratified A T Z"],
    "{T} was signed on 3 March {Y} by {A} and {C}.": ["signed A T Y-03-03", "signed C T Y-03-03"],
    "{A} acceded to {T} in {Y}.": ["acceded A T Y"],
}
_TWINS = [
    "{A} has not joined {B}.",
    "{A} never joined {B}.",
    "{A} did not join {B} in {Y}.",
    "{A} was not admitted to {B}.",
    "{A} is not a member of {B}.",
    "{A} is no longer a member of {B}.",
    "{A} refused to join {B}.",
    "{A} failed to become a member of {B}.",
    "{A} will join {B} next year.",
    "{A} is to join {B} in June.",
    "{A} is expected to join {B}.",
    "{A} plans to leave {B}.",
    "{A} agreed to join {B} in {Y}.",
    "{A} decided to withdraw from {B} in {Y}.",
    "{A} hopes to join {B}.",
    "{A} wants to become a member of {B}.",
    "{A} should leave {B}, a minister said.",
    "{A} urged {C} to join {B}.",
    "{A} may join {B}.",
    "{A} could be expelled from {B}.",
    "{A} might have left {B}.",
    "{A} has reportedly left {B}.",
    "If {A} joins {B}, {C} will leave it.",
    "Unless {A} leaves {B}, talks will fail.",
    "The minister denied that {A} had left {B}.",
    "Reports that {A} had left {B} were false.",
    "It is not clear whether {A} has joined {B}.",
    "{B} has not suspended {A}.",
    "{B} decided to suspend {A}.",
    "{B} may suspend {A}.",
    "{B} refused to admit {A}.",
    "{C} ratified the accession of {A} to {B} in {Y}.",
    "{C} approved {A}'s accession to {B} in {Y}.",
    "Before joining {B} in {Y}, {A} held a referendum.",
    "The prospect of {A} joining {B} is remote.",
    "{A} is a potential member of {B}.",
    "Non-member {A} trades with {B}.",
    "{A} has not signed {T}.",
    "{A} refused to sign {T}.",
    "{A} plans to ratify {T}.",
    "{A} may withdraw from {T}.",
    "Has {A} joined {B}?",
]
_SKIPPED = {"state/geo", "state/tcd", "state/jor", "state/ner", "state/cod", "state/cog"}


@cache
def _names() -> tuple[list[Entity], list[Entity], list[Entity]]:
    """States, organisations and treaties that their label alone means."""
    entities = [entry.entity for entry in gazetteer().entries.values()]
    sure = [e for e in entities if _is_sure(e) and e.key not in _SKIPPED]
    states = [e for e in sure if e.kind is Kind.STATE and "former" not in e.name.lower()]
    bodies = [e for e in sure if e.kind is Kind.ORGANISATION]
    treaties = [e for e in sure if e.kind is Kind.TREATY]
    return states, bodies, treaties


def _is_sure(entity: Entity) -> bool:
    matches = list(gazetteer().find(_called(entity)))
    return len(matches) == 1 and matches[0].entity == entity and "(" not in entity.name


def _called(entity: Entity) -> str:
    plural = ("Islands", "Emirates", "Netherlands", "Philippines", "States", "Bahamas", "Kingdom")
    named = entity.kind in (Kind.ORGANISATION, Kind.TREATY) and " " in entity.name
    article = "the " if named or entity.name.endswith(plural) else ""
    return article + entity.name


def _filled(template: str, seed: str) -> tuple[str, dict[str, str]]:
    """A template with names and years, and the keys that its letters stand for."""
    chance = random.Random(seed)  # noqa: S311 # the same names in each run
    states, bodies, treaties = _names()
    a, c, e = chance.sample(states, 3)
    entities = {"A": a, "C": c, "E": e, "B": chance.choice(bodies), "T": chance.choice(treaties)}
    years = {"Y": str(chance.randint(1950, 1999)), "Z": str(chance.randint(2001, 2023))}
    text = template.format(**{k: _called(v) for k, v in entities.items()}, **years)
    keys = {letter: entity.key for letter, entity in entities.items()} | years
    return text[0].upper() + text[1:], keys


def _expected(claims_of: Iterable[str], keys: dict[str, str]) -> set[str]:
    def filled(word: str) -> str:
        head, dash, rest = word.partition("-")
        return keys.get(head, head) + dash + rest

    return {" ".join(filled(word) for word in claim.split()) for claim in claims_of}


_ROUNDS = 8


@needs_model
@pytest.mark.parametrize("template", _TEMPLATES)
def test_a_wording_holds_for_any_state_body_and_year(template: str) -> None:
    wrong = []
    for round_ in range(_ROUNDS):
        text, keys = _filled(template, f"{template} {round_}")
        got, expected = asserted(text), _expected(_TEMPLATES[template], keys)
        if got != expected:
            wrong.append((text, got, expected))
    assert len(wrong) <= 1, wrong


@needs_model
@pytest.mark.parametrize("template", _TWINS)
def test_a_denied_planned_or_hoped_twin_is_no_fact_for_any_state_and_body(template: str) -> None:
    for round_ in range(_ROUNDS):
        text, _ = _filled(template, f"{template} {round_}")
        assert asserted(text) == set(), text


def test_templates_without_a_model_give_no_wrong_claim() -> None:
    for template, expected in _TEMPLATES.items():
        text, keys = _filled(template, template)
        assert asserted(text, pipeline=blank()) <= _expected(expected, keys), text


def test_twins_without_a_model_are_no_facts() -> None:
    wrong = [
        text
        for template in _TWINS
        for text, _ in [_filled(template, template)]
        if asserted(text, pipeline=blank())
    ]
    assert wrong == []


@needs_model
def test_who_followed_at_a_meeting_has_its_date() -> None:
    told = "Sudan joined the Arab League in 1956, followed by Tunisia at a meeting in 1958."
    assert asserted(told) == {
        "joined state/sdn org/arab-league 1956",
        "joined state/tun org/arab-league 1958",
    }
