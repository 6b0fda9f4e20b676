"""The network that reads memberships in words no rule knows, over the real network."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.gazetteer import Gazetteer
from comity.model import Article, Claim, Predicate
from comity_loaders.language import nlp
from comity_loaders.learned import network
from comity_loaders.learned.claims import learned_claims
from comity_loaders.learned.windows import MARKERS, windows
from comity_loaders.learned.wordpieces import WordPieces
from comity_loaders.parsing import read
from comity_loaders.reading import reader
from training.passages import KINDS, read_passages

GAZETTEER = Gazetteer.load()
trained = pytest.mark.skipif(network.load() is None, reason="comity[model] is not installed")


def document(text: str):
    return read(Article(text + "\n", "article"), GAZETTEER, nlp.load())


def claims(text: str) -> list[Claim]:
    net = network.load()
    assert net is not None
    return list(learned_claims(document(text), net, ()))


def told(text: str) -> set[tuple[str, str, str, str | None]]:
    return {
        (c.predicate, c.subject.name, c.object.name, c.when.date.edtf if c.when else None)
        for c in claims(text)
        if c.subject and c.object
    }


def test_a_window_has_no_names_in_it():
    (window,) = windows(document("Chad quit the African Union in 2016."))
    assert window.text == "[S] country  quit the [B] organization  [D] in 2016 ."


def test_each_body_of_a_sentence_has_a_window_of_its_own():
    texts = [w.text for w in windows(document("Chad left OPEC and Peru joined APEC."))]
    assert [t.count("[B]") for t in texts] == [1, 1]
    assert [t.count("[A]") for t in texts] == [1, 1]


@trained
def test_wordings_that_no_rule_knows_are_read():
    assert told("The Warsaw Pact lost Albania in 1968, when it left.") == {
        ("left", "Albania", "Warsaw Pact", "1968")
    }


@trained
@pytest.mark.parametrize(
    "text",
    [
        "Norway trades with the European Union and sells it gas.",
        "Officials of Kenya and the African Union met in Addis Ababa in 2004.",
        "Chile hosted the APEC summit in 2004.",
        "The last soldiers of the African Union left the Comoros in 2016.",
        "Possible newcomers to the OECD: Argentina and Peru.",
        "Chile tried in vain to be a founding member of APEC in 1989.",
        "The firm counts the Kenyan army, the African Union and NATO among its customers.",
        "Its members are the European Union and two states - Canada and Peru.",
        "By October Chad, Mali and Togo had withdrawn from all African Union exercises.",
        "The sanctions of Japan and members of the European Union took effect in 2014.",
        "Oman, a member of the contact group of the Arab League, flew to Cairo.",
        "The anniversary of the signing of the Charter of the African Union, Chad, 11 July 2010.",
        "Armenia and Belarus signed a protocol that prolonged the Collective Security Treaty.",
        "Neutrality kept Austria from joining NATO, although it became its partner in 1995.",
        "Peru has sent the notice of its withdrawal from the African Union.",
        "No word has come in respect of the entry of Brunei into the United Nations.",
        "Slovenia became independent of Yugoslavia and turned to the European Union in 1991.",
    ],
)
def test_dealings_with_a_body_are_no_membership(text):
    assert told(text) == set()


@trained
def test_the_last_of_several_gives_its_date_to_none_of_them():
    text = "Lithuania joined the WTO on 31 May 2001, as the last of the three Baltic states."
    assert {state for _, state, _, _ in told(text)} <= {"Lithuania"}


@trained
def test_what_the_rules_have_spoken_of_is_left_to_them():
    net = network.load()
    text = "The Warsaw Pact lost Albania in 1968, when it left."
    (known,) = claims(text)
    assert net is not None
    assert not list(learned_claims(document(text), net, [known]))


@trained
def test_a_claim_of_the_network_names_it_as_its_rule():
    article = Article("The Warsaw Pact lost Albania in 1968, when it left.\n", "article")
    rules = {c.rule for c in reader(GAZETTEER)(article).claims if c.predicate is Predicate.LEFT}
    assert rules == {"learned/left"}


@trained
def test_a_reading_names_the_network():
    net = network.load()
    assert net is not None
    reading = reader(GAZETTEER)(Article("Nothing happened.\n", "article"))
    assert net.name in reading.reader


@trained
@settings(max_examples=20, deadline=None)
@given(st.text(alphabet="abc XYZ<>[]()\n\u00e9\u4e2d", max_size=80))
def test_every_answer_is_a_probability(words):
    net = network.load()
    assert net is not None
    for window in windows(document(f"Chad {words} OPEC and the African Union in 1999.")):
        assert all(0 <= answer.probability <= 1 for answer in net.ask(window))


@trained
def test_markers_that_an_article_has_itself_are_words():
    text = "Chad [S] [B] and [D] Peru joined [B] OPEC [S] in [D] 1999."
    assert all(window.text.count("[S]") == 2 for window in windows(document(text)))
    reader(GAZETTEER)(Article(text + "\n", "article"))


@trained
def test_a_sentence_longer_than_the_network_reads_is_left_alone():
    net = network.load()
    assert net is not None
    long = "Chad, " + "and " * network.MOST_TOKENS + "joined OPEC."
    assert all(not net.ask(window) for window in windows(document(long)))


def test_every_label_of_the_training_passages_is_in_its_words():
    passages = list(read_passages())
    assert len(passages) > 4500
    assert {label.kind for p in passages for label in p.labels} == set(KINDS)


def test_words_fall_into_the_longest_known_pieces():
    pieces = WordPieces(["[UNK]", "[CLS]", "[SEP]", "join", "joined", "##ing", "[S]"], ["[S]"])
    assert pieces.numbers("[S] joining, Joined") == [1, 6, 3, 5, 0, 4, 2]


@given(st.text(max_size=60))
def test_any_text_has_pieces(text):
    pieces = WordPieces(["[UNK]", "[CLS]", "[SEP]", "a", "##a", "[S]"], ["[S]"])
    assert {1, 2} <= set(pieces.numbers(text)) <= set(range(6))


def test_the_network_knows_every_marker():
    pieces = (Path(network.__file__).parent / "network" / "pieces.txt").read_text("utf-8").split()
    assert tuple(pieces[-len(MARKERS) :]) == MARKERS


def test_pieces_of_every_passage_are_those_of_the_usual_tokenizer():
    tokenizers = pytest.importorskip("tokenizers", reason="tokenizers is not installed")
    pieces = (Path(network.__file__).parent / "network" / "pieces.txt").read_text("utf-8").split()
    numbers = {piece: number for number, piece in enumerate(pieces)}
    usual = tokenizers.Tokenizer(tokenizers.models.WordPiece(numbers, unk_token="[UNK]"))  # noqa: S106 - a word piece, not a password
    usual.normalizer = tokenizers.normalizers.BertNormalizer(lowercase=True)
    usual.pre_tokenizer = tokenizers.pre_tokenizers.BertPreTokenizer()
    usual.add_special_tokens([tokenizers.AddedToken(marker) for marker in MARKERS])
    ours = WordPieces(pieces, MARKERS)
    for passage in read_passages():
        text = f"[S] {passage.text} [B]"
        assert ours.numbers(text)[1:-1] == usual.encode(text).ids, passage.place
