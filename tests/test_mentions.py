from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import blank, document

from comity_loaders.names.mentions import Use, is_place


def named(text: str) -> list[tuple[str, str | None]]:
    return [
        (m.span.of(text), m.entity.key if m.entity else None)
        for m in document(text, pipeline=blank()).mentions
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chad left.", [("Chad", "state/tcd")]),
        (
            "the Organization of American States (OAS) met",
            [("Organization of American States (OAS)", "org/oas")],
        ),
        (
            "joined the Organization of American States, or the OAS, in 1948",
            [("Organization of American States, or the OAS,", "org/oas")],
        ),
        (
            "The World Trade Organization, known as the WTO, met",
            [("World Trade Organization, known as the WTO,", "org/wto")],
        ),
        (
            "Chad, which is in the World Trade Organization, or WTO, objected",
            [("Chad", "state/tcd"), ("World Trade Organization, or WTO", "org/wto")],
        ),
        ("The Washington Post wrote", []),
        ("ships in the Gulf of Guinea", []),
        (
            "the Sahrawi Republic and Western Sahara",
            [("Sahrawi Republic", "state/sadr"), ("Western Sahara", "territory/esh")],
        ),
        ("OPEC met. The cartel cut output.", [("OPEC", "org/opec"), ("The cartel", "org/opec")]),
        (
            "The Basel Convention (“the Convention”) and the Rotterdam Convention. The Convention",
            [
                ("Basel Convention", "treaty/basel-convention"),
                ("the Convention", "treaty/basel-convention"),
                ("Rotterdam Convention", "treaty/rotterdam-convention"),
                ("The Convention", "treaty/basel-convention"),
            ],
        ),
        ("The UN met. The cartel cut output.", [("UN", "org/un")]),
        ("The UN met. The forum cut output.", [("UN", "org/un")]),
        (
            "The Kyoto Protocol failed. The treaty expired.",
            [("Kyoto Protocol", "treaty/kyoto-protocol"), ("The treaty", "treaty/kyoto-protocol")],
        ),
        ("The cartel met.", []),
    ],
)
def test_names_link_to_what_they_mean(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert named(text) == expected


def test_a_body_that_the_reference_lacks_is_known_within_its_article() -> None:
    text = "The Lake Aral Cooperation Council (LACC) met. The LACC has a seat."
    found = document(text, pipeline=blank()).mentions
    locals_ = [m for m in found if m.entity and m.entity.local]
    assert [m.span.of(text) for m in locals_] == ["Lake Aral Cooperation Council (LACC)", "LACC"]
    assert len({m.entity for m in locals_}) == 1


def test_an_ambiguous_name_links_to_nothing_and_keeps_its_candidates() -> None:
    mention = next(m for m in document("Congo left.", pipeline=blank()).mentions)
    assert mention.entity is None
    assert len(mention.candidates) > 1


@pytest.mark.parametrize(
    ("text", "place"), [("talks in Lima", True), ("Lima refused", False), ("Peru refused", False)]
)
def test_a_capital_behind_a_preposition_is_a_place(text: str, place: bool) -> None:
    mention = document(text, pipeline=blank()).mentions[0]
    assert is_place(text, mention) is place


def test_demonyms_are_marked_as_such() -> None:
    assert document("Peruvian ships", pipeline=blank()).mentions[0].use is Use.DEMONYM


@pytest.mark.parametrize(
    ("text", "words", "key"),
    [
        ("ITTO met. The Yokohama-based body voted.", "The Yokohama-based body", "org/itto"),
        ("ASEAN met. The Jakarta-based group voted.", "The Jakarta-based group", "org/asean"),
        ("The Arctic Council met. The council voted.", "The council", "org/arctic-council"),
        ("UNESCO met. The Venice Commission met. The commission voted.", "The commission", None),
        ("The UN Secretariat shrank. The world body is poor.", "The world body", "org/un"),
        ("The OAU met. The pan-African body split.", "The pan-African body", "org/oau"),
        ("The Nordic Council met. Bergen City Council met. The council voted.", "The council", ""),
    ],
)
def test_a_noun_refers_back_to_the_last_body_that_calls_itself_so(
    text: str, words: str, key: str | None
) -> None:
    expected = "organ/coe-venice-commission" if key is None else key
    found = [(w, k) for w, k in named(text) if w == words]
    assert found == ([(words, expected)] if expected else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The UN met. The Security Council voted.", "organ/un-security-council"),
        ("The UN met. Turkey's Security Council voted.", None),
        ("The Security Council of Malta voted.", None),
        ("Denmark joined the EC in 1973.", "org/ec"),
    ],
)
def test_an_ambiguous_name_is_linked_by_its_surroundings(text: str, expected: str | None) -> None:
    found = dict(named(text))
    assert found.get("Security Council", found.get("EC")) == expected


def test_a_prefix_leaves_out_and_a_suffix_makes_an_adjective() -> None:
    found = document("Non-OPEC wells, NATO-led troops, NATO-member Italy, Cuban-born Ana", None)
    uses = {m.span.of(found.text): m.use for m in found.mentions}
    assert "OPEC" not in uses
    assert uses["Cuban"] is Use.DEMONYM
    first, second = [m.use for m in found.mentions if m.span.of(found.text) == "NATO"]
    assert (first, second) == (Use.DEMONYM, Use.NAME)


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Peru joined the International Kelp Organisation.", "International Kelp Organisation"),
        ("Fiji is a member of the Union of Reef States.", "Union of Reef States"),
        ("He is a member of the International Cricket Council.", None),
        ("The International Kelp Organisation met.", None),
    ],
)
def test_a_body_is_known_by_its_form_where_something_is_its_member(
    text: str, body: str | None
) -> None:
    local = [m for m in document(text, pipeline=blank()).mentions if m.entity and m.entity.local]
    assert [m.span.of(text) for m in local] == ([body] if body else [])


def test_what_many_treaties_are_is_no_treaty_s_name() -> None:
    found = named("The Lake Pact is a Free Trade Agreement (FTA). The FTA is new.")
    assert not [name for name, _ in found if "Free" in name or "FTA" in name]


def test_the_end_of_an_acronym_is_no_name_and_the_second_of_two_is() -> None:
    assert not named("The MIST-OPEC met in June.")
    assert {key for _, key in named("The OPEC-NATO talks went on.")} == {"org/opec", "org/nato"}


def test_an_acronym_that_an_article_defines_is_that_body_in_it() -> None:
    text = "The Common Market of the South (CMS) met. The CMS grew."
    assert {key for _, key in named(text)} == {"org/mercosur"}


@given(
    st.lists(
        st.sampled_from(["Peru", "Chad", "OPEC", "the", "bloc", "(", ")", "UN", "A"]), max_size=25
    )
)
@settings(deadline=None, max_examples=50)
def test_mentions_are_in_order_and_never_overlap(words: list[str]) -> None:
    spans = [m.span for m in document(" ".join(["x", *words]), pipeline=blank()).mentions]
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
