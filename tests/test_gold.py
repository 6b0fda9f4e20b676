from __future__ import annotations

import hashlib
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

GOLD = Path(__file__).parent / "gold"
sys.path.insert(0, str(GOLD))

from annotate import locate, options  # noqa: E402  scripts, not a package: found by the line above
from rebuild import LISTS, filled, read  # noqa: E402
from renamed import articles as renamed_articles  # noqa: E402
from sources import READERS, GoldError, cut, whole  # noqa: E402

HALVES = sorted(path.name for path in GOLD.iterdir() if path.is_dir() and any(path.glob("*.json")))
GOLDS = [gold for half in HALVES for gold in read(half)]
WORDS = ("quote", "content", "span")
REQUIRED = {
    "memberships": {"state", "organisation", "event", "date"},
    "offices": {"person", "office", "body", "from", "to"},
    "statements": {"speaker", "kind", "cue", "negated"},
    "events": {"kind", "name", "place", "date"},
    "hypothetical": {"kind", "note"},
}
KINDS = {
    "memberships": {
        "member",
        "joined",
        "founded",
        "signed",
        "ratified",
        "left",
        "suspended",
        "readmitted",
        "applied",
        "observer",
        "candidate",
    },
    "statements": {"direct", "indirect", "mixed"},
    "events": {"summit", "meeting", "treaty_signing", "entry_into_force"},
    "hypothetical": {"membership", "office", "statement", "event", "request"},
}


def items(gold: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [(name, item) for name in LISTS for item in gold[name]]


@pytest.mark.parametrize("gold", GOLDS, ids=lambda gold: gold["id"])
def test_an_annotation_has_the_keys_of_its_kind(gold: dict[str, Any]) -> None:
    for name, item in items(gold):
        assert REQUIRED[name] <= item.keys(), (name, item)
        kind = item["event"] if name == "memberships" else item.get("kind")
        assert name not in KINDS or kind in KINDS[name], (name, item)


@pytest.mark.parametrize("gold", GOLDS, ids=lambda gold: gold["id"])
def test_no_words_of_others_are_kept(gold: dict[str, Any]) -> None:
    for name, item in items(gold):
        assert not set(WORDS) & item.keys(), (name, item)
        start, end = item["at"]
        assert 0 <= start < end


@pytest.mark.parametrize("gold", GOLDS, ids=lambda gold: gold["id"])
def test_an_annotation_says_where_its_text_comes_from(gold: dict[str, Any]) -> None:
    source = gold["source"]
    assert len(source["commit"]) == 40
    assert source["format"] in READERS
    assert all(start < end for start, end in source["cut"])
    assert len(gold["sha256"]) == 64
    assert gold["licence"]


def test_no_text_is_in_two_halves_or_twice_in_one() -> None:
    hashes = [gold["sha256"] for gold in GOLDS]
    places = [
        (s["repository"], s["path"], s.get("item"), tuple(map(tuple, s["cut"])))
        for s in (gold["source"] for gold in GOLDS)
    ]
    assert len(set(hashes)) == len(hashes)
    assert len(set(places)) == len(places)


def test_words_are_found_whatever_the_line_breaks_and_may_be_shortened() -> None:
    text = "Chile joined the\nPacific Alliance in 2011.\nChile joined again."
    assert locate("joined the Pacific Alliance", text) == [6, 33]
    assert locate("Pacific .. 2011", text) == [17, 41]
    assert locate("@2 Chile joined", text) == [43, 55]


@pytest.mark.parametrize("words", ["Peru", "Chile joined", "@3 Chile", "Chile .. Peru"])
def test_words_that_are_not_there_or_stand_twice_are_refused(words: str) -> None:
    with pytest.raises(GoldError):
        locate(words, "Chile joined in 2011. Chile joined again.")


def test_options_are_flags_and_values() -> None:
    assert options(["~", "former", "from=2011", "date_alt=2011;null"]) == {
        "ambiguous": True,
        "status": "former",
        "from": "2011",
        "date_alt": ["2011", None],
    }


def test_offsets_become_words_again() -> None:
    gold: dict[str, Any] = {name: [] for name in LISTS} | {"id": "x", "published": None}
    gold["statements"] = [{"speaker": "Ada Roe", "at": [0, 5]}]
    assert filled(gold, "Chile joined.")["statements"] == [
        {"speaker": "Ada Roe", "content": "Chile"}
    ]
    gold["events"] = [{"at": [3, 99]}]
    with pytest.raises(GoldError):
        filled(gold, "Chile joined.")


def test_a_clone_that_is_missing_is_named(tmp_path: Path) -> None:
    source = {"repository": "some/where", "commit": "0" * 40, "path": "a.txt", "format": "plain"}
    with pytest.raises(GoldError, match="some/where"):
        whole(source, tmp_path)


def test_readers_give_running_text() -> None:
    page = (
        "<h1>A  summit</h1><div class='x'></div><div class=\"entry-content\"><p>One<br/>two &amp; "
        'three.</p> <div class="read__cut">See also</div></div>'
    )
    assert READERS["kremlin"](page, "") == "A summit\n\nOne\n\ntwo & three."
    rows = 'url,date,title,text\nu,2019,Head,"A\n\n\n\nB"\n'
    assert READERS["wikinews"](rows, "u") == "Head\n\nA\n\nB"
    tree = json.dumps({"a": {"b": "<p>Oman joined.</p>"}})
    assert READERS["factbook"](tree, "a/b") == "Oman joined."
    tokens = json.dumps(
        [{"title": "T", "sents": [["Oman", "(", "a", "state", ")", ",", "is", "."]]}]
    )
    assert READERS["docred"](tokens, "T") == "Oman (a state), is."
    assert cut("abcdef", [[0, 2], [4, 6]]) == "ab\n\nef"


def test_readers_of_marked_up_prose_keep_paragraphs_and_printed_lines() -> None:
    tei = (
        '<div xml:id="a"><head>Other</head></div><div type="section" xml:id="b"><head>Head</head>'
        "<p>Oman\n  joined.</p><figure><head>A picture</head></figure><p>So did Chile.</p></div>"
    )
    assert READERS["tei"](tei, "b") == "Head\n\nOman joined.\n\nSo did Chile."
    with pytest.raises(GoldError):
        READERS["tei"](tei, "c")
    printed = (
        "<title>A  visit</title><![CDATA[<p>\nOne<br />\ntwo &amp; three.</p>\n<p>Four.</p>]]>"
    )
    assert READERS["transcript"](printed, "") == "A visit\n\nOne\ntwo & three.\n\nFour."
    with pytest.raises(GoldError):
        READERS["transcript"]("<title>A visit</title>", "")


def test_a_page_gives_what_it_shows_a_paragraph_a_block() -> None:
    page = (
        "<?php head(); ?><head><title>T</title></head><script>a < b</script><h1>Our\n blocs</h1>"
        "<!-- <p>No.</p> --><ul><li>Mercosur</li><li>The <b>OAS</b> &amp; more</li></ul>"
    )
    assert READERS["html"](page, "") == "Our blocs\n\nMercosur\n\nThe OAS & more"


@pytest.mark.parametrize("gold", GOLDS, ids=lambda gold: gold["id"])
def test_rebuilt_texts_are_those_that_were_annotated(gold: dict[str, Any]) -> None:
    rebuilt = GOLD.parents[1] / ".gold-texts" / "out"
    found = list(rebuilt.rglob(f"{gold['id']}.txt")) if rebuilt.is_dir() else []
    if not found:
        pytest.skip("the texts are not here: tests/gold/rebuild.py makes them")
    text = found[0].read_bytes().decode()
    assert hashlib.sha256(text.encode()).hexdigest() == gold["sha256"]
    filled(gold, text)


@pytest.fixture
def annotated(tmp_path: Path) -> Path:
    """The annotated samples, each text beside its annotation."""
    examples = Path(__file__).parent.parent / "examples"
    for gold in (examples / "gold").glob("*.json"):
        text = gold.parent / json.loads(gold.read_text("utf-8"))["text_file"]
        shutil.copy(gold, tmp_path)
        shutil.copy(text, tmp_path / f"{gold.stem}.txt")
    return tmp_path


@pytest.mark.parametrize("kind", ["states", "people"])
def test_words_of_a_renamed_annotation_stand_in_the_renamed_text(
    annotated: Path, kind: str
) -> None:
    found = list(renamed_articles(annotated, kind, seed=7))
    assert found
    for name, text, gold, _ in found:
        assert text != (annotated / f"{name}.txt").read_text("utf-8")
        for list_, key in LISTS.items():
            assert all(item[key] in text for item in gold[list_])


def test_the_same_seed_gives_the_same_names(annotated: Path) -> None:
    first, again, other = (
        [text for _, text, _, _ in renamed_articles(annotated, "states", seed)]
        for seed in (1, 1, 2)
    )
    assert first == again != other
