from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.gazetteer import Gazetteer
from comity.model import Abstention, Article, Form, Metadata, Modality, Polarity, Quotation, Span
from comity_loaders import wordlists
from comity_loaders.document import Document
from comity_loaders.language import nlp
from comity_loaders.language.quotes import find_quotes
from comity_loaders.parsing import read
from comity_loaders.rules import statement
from comity_loaders.text import article_of, read_text

SHARED = Path(__file__).parents[1].parent / "shared" / "devset"


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def document(text: str, model: bool = True, **about: Any) -> Document:
    article = Article(text, "test", **about)
    return read(article, gazetteer(), nlp.load() if model else nlp.without_model())


def quotations(text: str, model: bool = True, **about: Any) -> list[Quotation]:
    found = statement.find(document(text, model, **about))
    return sorted((q for q in found if isinstance(q, Quotation)), key=lambda q: q.content)


def told(text: str, quotation: Quotation) -> list[str]:
    entry = gazetteer().entry(quotation.speaker)
    name = entry.alpha2 or entry.acronym or quotation.speaker.name
    return [name, quotation.content.of(text), str(quotation.form)]


def groups() -> Iterator[tuple[str, dict[str, Any]]]:
    words = wordlists.load("speech.yaml")
    yield from words["cues"].items()
    yield "layouts", words["layouts"]
    yield "speakers", wordlists.load("speakers.yaml")


EXAMPLES = [(name, e) for name, group in groups() for e in group.get("examples", ())]
COUNTER_EXAMPLES = [
    (n, text) for n, group in groups() for text in group.get("counter_examples", ())
]


@pytest.mark.parametrize(("group", "example"), EXAMPLES)
def test_an_example_of_the_word_list_gives_what_it_says(
    group: str, example: dict[str, Any]
) -> None:
    text, gives = example["text"], example["gives"]
    found = [told(text, q) for q in quotations(text)]
    assert len(found) == len(gives), found
    for quotation, expected in zip(found, gives, strict=True):
        for got, wanted in zip(quotation, expected, strict=False):
            assert wanted in (got, "*")


@pytest.mark.parametrize(("group", "text"), COUNTER_EXAMPLES)
def test_a_counter_example_of_the_word_list_gives_no_quotation(group: str, text: str) -> None:
    assert quotations(text) == []


def test_what_is_denied_is_told_from_what_is_said() -> None:
    (denied,) = quotations("Ada Quill denied that the talks had failed.")
    (hedged,) = quotations("Ada Quill did not rule out that the talks had failed.")
    assert (denied.polarity, denied.modality) == (Polarity.DENIED, Modality.ASSERTED)
    assert (hedged.polarity, hedged.modality) == (Polarity.AFFIRMED, Modality.HEDGED)


def test_a_reported_denial_of_a_report_denies_what_was_reported() -> None:
    (quotation,) = quotations("The Icelandic government dismissed claims that it was leaving NATO.")
    assert quotation.polarity is Polarity.DENIED


def test_the_date_of_saying_is_not_the_date_of_what_is_said() -> None:
    text = "On 3 May 2004, Ada Quill said that Iceland would stay until 1 June 2005."
    (quotation,) = quotations(text)
    assert quotation.when is not None
    assert quotation.when.date.edtf == "2004-05-03"


def test_a_date_in_an_aside_is_not_the_date_of_saying() -> None:
    text = "Ada Quill, who took office on 1 October 2014, said the talks would resume."
    (quotation,) = quotations(text)
    assert quotation.when is None


def test_a_quotation_tells_what_it_is_about() -> None:
    (quotation,) = quotations("Ada Quill said Iceland had no plans to leave NATO.")
    assert [e.key for e in quotation.about] == ["state/isl", "org/nato"]


def test_what_is_not_said_leaves_a_reason() -> None:
    found = list(statement.find(document("Ada Quill will say that the talks have failed.")))
    assert [type(f) for f in found] == [Abstention]


def test_the_owner_of_a_text_is_not_quoted_in_it() -> None:
    text = (
        "Remarks by President Ada Quill at the summit\n\nWe are ready, said Bjorn Strand. "
        '"I know that we are," said Ada Quill.'
    )
    assert {q.speaker.name for q in quotations(text)} == {"Bjorn Strand"}


def test_a_turn_ends_where_the_text_tells_of_its_speaker() -> None:
    text = (
        "Prime Minister Ada Quill: Thank you for coming.\nWe have much to do.\n"
        "Prime Minister Bjorn Strand: Thank you.\n\nBjorn Strand left Oslo in the evening."
    )
    said = [told(text, q)[:2] for q in quotations(text)]
    assert said == [
        ["Ada Quill", "Thank you for coming."],
        ["Ada Quill", "We have much to do."],
        ["Bjorn Strand", "Thank you."],
    ]


@pytest.mark.parametrize("model", [True, False], ids=["parsed", "unparsed"])
def test_a_relative_pronoun_that_ends_the_line_above_refers_to_nobody(model: bool) -> None:
    text = "The Nordic Council is a forum which\n\n\nagrees that its members differ in size."
    assert quotations(text, model) == []
    linked = "* [A Council](https://example.org/a), which\n    [says](https://example.org) no."
    assert quotations(linked, model) == []


def test_who_refers_to_nobody_named_behind_somebody_else() -> None:
    text = "Ada Quill has been beaten by a trade unionist who says that the pact must end."
    assert quotations(text) == []


def test_a_congress_of_others_is_not_its_states() -> None:
    text = "The Zambia Congress of Trade Unions said that the mines must reopen."
    (quotation,) = quotations(text)
    assert quotation.speaker.name == "Zambia Congress of Trade Unions"
    (quotation,) = quotations("The Brazilian Congress said that the mines must reopen.")
    assert quotation.speaker.key == "state/bra"


def test_a_seat_is_known_with_several_blanks_in_its_name() -> None:
    text = "The State    Department said that the consulate in Bergen would close."
    assert [told(text, q)[0] for q in quotations(text)] == ["US"]


def test_without_a_model_a_noun_of_saying_is_no_cue() -> None:
    text = "Iceland's claim that Norway had broken the pact was rejected."
    assert quotations(text, model=False) == []


def test_a_letter_in_a_sentence_makes_no_text_its_writers() -> None:
    text = "In his letter of resignation, Secretary General Peter Oakes wrote that it was over."
    assert [told(text, q) for q in quotations(text)] == [["Peter Oakes", "it was over", "indirect"]]


def test_a_headline_is_no_quotation() -> None:
    text = "Talks have failed, Ada Quill says\n\nThe foreign minister, Ada Quill, left on Monday."
    assert quotations(text) == []


def test_a_paragraph_that_only_begins_with_the_headline_is_read() -> None:
    text = "Ada Quill met reporters in Oslo on Monday.\nShe said that the talks had failed."
    unwrapped = document(text.replace("\n", " "), title=Span(0, 42))
    found = [q for q in statement.find(unwrapped) if isinstance(q, Quotation)]
    assert [q.speaker.name for q in found] == ["Ada Quill"]


def test_without_a_model_cues_are_found_by_their_order() -> None:
    text = (
        "The talks have failed, NATO Secretary General Ada Quill said. She added that it was sad."
    )
    found = [told(text, q) for q in quotations(text, model=False)]
    assert found == [
        ["Ada Quill", "The talks have failed", "indirect"],
        ["Ada Quill", "it was sad", "indirect"],
    ]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“One two,” he said.", ["One two"]),
        ("«One two», he said.", ["One two"]),
        ("„One two“, he said.", ["One two"]),
        ("‘One two,’ he said. ‘It’s so.’", ["One two", "It’s so."]),
        ("She called it ‘null and void’ on Friday.", ["null and void"]),
        ("She says the miners' pay 'must rise' in the '90s.", ["must rise"]),
        (
            "'The miners' pay must rise in the '90s,' she said.",
            ["The miners' pay must rise in the '90s"],
        ),
        ("The miners' pay is the owners' affair, rock 'n' roll.", []),
        ("'One two,' he said.", ["One two"]),
        ('"One "two" three," he said.', ['One "two" three']),
        ('"One "two." Three four," he said.', ['One "two." Three four']),
        ('"One.\n"Two," he said.', ["One.", "Two"]),
        ("The members' vote and the minister's reply.", []),
    ],
)
def test_quotation_marks_of_every_kind_are_read(text: str, inner: list[str]) -> None:
    plain = document(text).text
    assert [q.inner.of(text) for q in find_quotes(text, plain)] == inner


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab.,:;!?'\"“”‘’«»()-\n ABsaidtoldh", max_size=200))
def test_any_text_gives_spans_inside_it(text: str) -> None:
    for quotation in quotations(text, model=False):
        assert quotation.content.end <= len(text)
        assert quotation.content.of(text).strip()
        assert quotation.form in Form


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(["said", "argued", "insisted", "noted", "claimed", "explained", "added"]),
    st.sampled_from(["Ada Quill", "Iceland", "The Norwegian government", "NATO"]),
    st.sampled_from(["the talks had failed", "it was ready", "nobody would leave the treaty"]),
)
def test_order_does_not_change_who_said_what(verb: str, speaker: str, content: str) -> None:
    first = f"{speaker} {verb} that {content}."
    inside = speaker.replace("The ", "the ")
    last = f"{content.capitalize()}, {inside} {verb}."
    (one,), (other,) = quotations(first), quotations(last)
    assert one.speaker == other.speaker
    assert one.content.of(first).lower() == other.content.of(last).lower()


@pytest.mark.skipif(not SHARED.exists(), reason="the development texts are not here")
@pytest.mark.parametrize(("part", "least"), [("h", 0.9), ("seed", 0.9)])
def test_statements_of_the_development_texts_are_found(
    part: str, least: float, tmp_path: Path
) -> None:
    for gold in SHARED.glob(f"{part}*.json"):
        known = json.loads(gold.read_text(encoding="utf-8"))
        path = SHARED / known.get("text_file", f"{gold.stem}.txt")
        article = article_of(read_text(path), path, Metadata())
        found = statement.find(read(article, gazetteer(), nlp.load()))
        items = [
            {
                **dict(zip(("speaker", "content", "kind"), told(article.text, q), strict=True)),
                "negated": q.polarity is Polarity.DENIED,
            }
            for q in found
            if isinstance(q, Quotation)
        ]
        (tmp_path / gold.name).write_text(json.dumps({"id": known["id"], "statements": items}))
    command = [sys.executable, str(SHARED / "score.py"), str(SHARED), str(tmp_path), "--json"]
    out = subprocess.run([*command, "--only", part], capture_output=True, text=True, check=True)
    scores = json.loads(out.stdout)["statements"]
    assert scores["F1"] >= least
    assert scores["fp_on_hypothetical"] == 0


def test_a_post_is_read_behind_somebody_whom_only_a_verb_of_saying_tells_of() -> None:
    text = (
        "Mia Falkland of the Hajo assembly said the rain fell. "
        "The secretary said that the fog had lifted."
    )
    assert list(told(text, quotations(text)[0])) == ["Mia Falkland", "the rain fell", "indirect"]


def _contents(text: str) -> list[str]:
    return [f"{told(text, q)[0]}: {q.content.of(text)}" for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Exports fell in May, the Peruvian government said.", "PE: Exports fell in May"),
        (
            "Sales of cod fell in May, party leader Ada Quill said.",
            "Ada Quill: Sales of cod fell in May",
        ),
        (
            "But although nobody was hurt, Minister Ada Quill said, the harbour would be closed.",
            "Ada Quill: the harbour would be closed",
        ),
        (
            "Minister Ada Quill said, although it was late, the vote would be held.",
            "Ada Quill: although it was late, the vote would be held",
        ),
        (
            "Minister Ada Quill said in her report, the western islands are poor.",
            "Ada Quill: the western islands are poor",
        ),
        (
            "Minister Ada Quill said two in five boats had been lost.",
            "Ada Quill: two in five boats had been lost",
        ),
        (
            "The Fisheries and Oceans Administration says there is no cod.",
            "Fisheries and Oceans Administration: there is no cod",
        ),
    ],
)
def test_what_was_said_is_found_whatever_tells_that_it_is_a_clause(text: str, content: str) -> None:
    assert content in _contents(text)


@pytest.mark.parametrize(
    "text",
    [
        "The fleet led, according to the Lima Society of Fishermen, the biggest march of the year.",
        "The Roe Administration says there is no cod.",
        "Every word of the song, this song that Minister Ada Quill recites, was new and was sung.",
        "Minister Ada Quill spoke in Lima, saying.",
    ],
)
def test_what_looks_like_a_clause_beside_a_speaker_is_not_always_said(text: str) -> None:
    assert _contents(text) == []


def test_a_group_speaks_whose_name_goes_on_behind_its_head() -> None:
    text = (
        "The Harbour Party of Norway's Board met in Oslo, and said the quota was too low. "
        "With the vote of the Lima Union, Norway's ministers met in Oslo and said cod was scarce."
    )
    assert "Harbour Party of Norway's Board: the quota was too low" in _contents(text)
    assert not any("Union" in content for content in _contents(text))


def test_a_phrase_that_was_said_ends_where_another_deed_is_told() -> None:
    text = (
        "President Ada Quill announced a fund for the harbours, but the island council closed it. "
        'Minister Bjorn Strand called the quota "a scandal at sea" and left the room.'
    )
    assert _contents(text) == [
        "Ada Quill: a fund for the harbours",
        'Bjorn Strand: the quota "a scandal at sea"',
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Minister Ada Quill advised the governor on whom to appoint to the board.",
        "Minister Ada Quill raised her glass in tribute to the skippers of Lima.",
    ],
)
def test_advice_on_something_and_a_toast_are_not_speech(text: str) -> None:
    assert _contents(text) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Norway closed the fund, which Minister Ada Quill said left many skippers poor.",
            "Ada Quill: left many skippers poor",
        ),
        (
            "The fund is nearly empty, Ada Quill said and promised to pay for the boats.",
            "Ada Quill: The fund is nearly empty",
        ),
        (
            "Minister Ada Quill noted on Monday, cover had risen to half of the boats.",
            "Ada Quill: cover had risen to half of the boats",
        ),
    ],
)
def test_what_was_said_may_lack_its_subject_or_stand_before_two_verbs(
    text: str, content: str
) -> None:
    assert content in _contents(text)


def test_the_verb_of_what_was_confirmed_is_not_said() -> None:
    assert _contents("The plan that Minister Ada Quill confirmed was dropped.") == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        # Said of some, not to them.
        (
            "Ada Quill said officials from Norway and Iceland would be hired in Lima.",
            "Ada Quill: officials from Norway and Iceland would be hired in Lima",
        ),
        # A secretariat is its body's, wherever it is.
        (
            "The ASEAN Secretariat in Jakarta said no letter had come.",
            "ASEAN Secretariat: no letter had come",
        ),
        # One without a name has come after the one with a name.
        (
            "Norway's spokesman, Bjorn Strand, said the king was well. An ICC spokesman was also "
            'heard on Friday. An ICC spokesman said the court would sit. "It goes on," the '
            "spokesman added.",
            "ICC: It goes on",
        ),
        # How somebody opened a meeting, and what was all that somebody would say.
        (
            "Norway's premier, Ada Quill, opened the talks by saying that the cod would be shared.",
            "Ada Quill: the cod would be shared",
        ),
        (
            "Minister Ada Quill would say only that the talks went on.",
            "Ada Quill: the talks went on",
        ),
        # The relative clause ends where the main one goes on.
        (
            "Minister Ada Quill, who describes the pact as a relic of another age, rarely comes.",
            "Ada Quill: the pact as a relic of another age",
        ),
    ],
)
def test_who_speaks_is_told_from_those_spoken_of(text: str, content: str) -> None:
    assert content in _contents(text)


def test_envoys_who_are_called_home_say_nothing() -> None:
    text = "Norway and Mali, both members of the pact, recalled their ambassadors from Peru."
    assert _contents(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Minister Ada Quill could win votes by saying that the cod would be shared.",
        "Minister Ada Quill would not say only that the talks went on.",
        "Minister Ada Quill would only say that if she were asked.",
    ],
)
def test_what_somebody_might_win_by_saying_is_not_said(text: str) -> None:
    assert _contents(text) == []
