"""The measure of accuracy: what fits what, what counts, and that it is the common scorer's."""

from __future__ import annotations

import importlib.util
import json
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from shipped import ROOT

from comity.cli import main
from comity.errors import GoldError
from comity.evaluate.evaluation import ALL, KINDS, UNDATED, Judge, totals
from comity.evaluate.figures import Figures
from comity.evaluate.gold import Gold, read_gold
from comity.evaluate.names import same_office, same_person
from comity.gazetteer import Gazetteer
from comity.model import Metadata
from comity.plugins import find_loaders

DEVSET = ROOT / ".." / "shared" / "devset"
EXAMPLES = ROOT / "examples" / "gold"
HERE = ROOT / "examples" / "articles" / "opec-angola.txt"

needs_devset = pytest.mark.skipif(
    not (DEVSET / "score.py").is_file(), reason="the common scorer is not beside the checkout"
)


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(Gazetteer.load())


def gold(**items: list[dict[str, Any]]) -> Gold:
    whole = {kind: items.get(kind, []) for kind in (*KINDS, "hypothetical")}
    return Gold("made-up", HERE, Metadata(), whole)


def counts(judge: Judge, one: Gold, **found: list[dict[str, Any]]) -> Figures:
    return totals([judge.outcomes(one, found)])[ALL]


def membership(state: str, body: str, event: str, date: str | None = None) -> dict[str, Any]:
    return {"state": state, "organisation": body, "event": event, "date": date, "quote": "…"}


@pytest.mark.parametrize(
    ("said", "found", "fits"),
    [
        (membership("MA", "African Union", "joined", "2017"), ("MA", "AU", "joined", "2017"), True),
        (membership("Burma", "ASEAN", "joined"), ("MM", "ASEAN", "joined", None), True),
        (membership("MA", "AU", "joined", "2017"), ("MA", "AU", "joined", "2017-01-30"), False),
        (membership("MA", "AU", "joined", "2017"), ("MA", "AU", "left", "2017"), False),
        (membership("MA", "AU", "joined", "2017"), ("DZ", "AU", "joined", "2017"), False),
        (membership("MA", "OAU", "left", "1984"), ("MA", "AU", "left", "1984"), False),
    ],
)
def test_a_membership_fits_by_state_body_event_and_date(
    judge: Judge, said: dict[str, Any], found: tuple[str, str, str, str | None], fits: bool
) -> None:
    made = counts(judge, gold(memberships=[said]), memberships=[membership(*found)])
    assert (made.found, made.missed, made.false) == ((1, 0, 0) if fits else (0, 1, 1))


def test_a_date_that_the_text_does_not_give_may_be_the_day_of_publication(judge: Judge) -> None:
    [example] = read_gold(EXAMPLES, find_loaders(), "opec")
    one = Gold("x", HERE, example.given, gold(memberships=[membership("TD", "AU", "member")]).items)
    found = [membership("TD", "AU", "member", "2024-01-02")]
    assert counts(judge, one, memberships=found) == Figures(found=1, right=1)


def test_a_member_is_no_false_alarm_where_it_joined(judge: Judge) -> None:
    one = gold(memberships=[membership("TD", "OPEC", "joined", "1999")])
    assert counts(judge, one, memberships=[membership("TD", "OPEC", "member")]).false == 0


def test_what_is_ambiguous_counts_neither_way(judge: Judge) -> None:
    one = gold(memberships=[{**membership("TD", "OPEC", "left", "1999"), "ambiguous": True}])
    assert counts(judge, one, memberships=[membership("TD", "OPEC", "left")]) == Figures()
    assert counts(judge, one) == Figures()


def test_a_false_alarm_on_marked_words_is_hypothetical(judge: Judge) -> None:
    trap = {"kind": "membership", "span": "Chad may leave the bloc", "note": "hedged"}
    found = {**membership("TD", "CEMAC", "left"), "quote": "Chad may leave the bloc, he said."}
    made = counts(judge, gold(hypothetical=[trap]), memberships=[found])
    assert (made.false, made.hypothetical) == (1, 1)


def test_one_item_is_found_once_and_the_best_pairing_counts(judge: Judge) -> None:
    named = {"person": "Ana Maria Ruiz", "office": "minister", "body": "AR", "quote": ""}
    other = {"person": "Ruiz", "office": "minister", "body": "AR", "quote": ""}
    made = counts(judge, gold(offices=[named, {**other, "person": "Luis Ruiz"}]), offices=[other])
    assert (made.found, made.missed, made.false) == (1, 1, 0)
    made = counts(
        judge, gold(offices=[other, named]), offices=[named, {**named, "body": "Argentina"}]
    )
    assert (made.found, made.missed, made.false) == (2, 0, 0)


def test_a_statement_in_two_parts_is_found_by_both(judge: Judge) -> None:
    said = {
        "speaker": "Foreign Ministry",
        "content": "the talks will go on until the spring of 2031",
    }
    parts = [
        {**said, "content": part} for part in ("the talks will go on", "the spring of 2031 or so")
    ]
    made = counts(judge, gold(statements=[said]), statements=parts)
    assert (made.found, made.missed) == (1, 0)
    assert made.right + made.false == 2


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Yoweri Museveni", "President Museveni", True),
        ("Moussa Faki Mahamat", "Moussa Faki", True),
        ("Nursultan Nazarbaev", "Nursultan Nazarbayev", True),
        ("Paul Kagame", "Paul Biya", False),
        ("", "Paul Biya", False),
    ],
)
def test_a_person_is_known_by_parts_of_the_name(one: str, other: str, same: bool) -> None:
    assert same_person(one, other) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Prime Minister", "premier", True),
        ("Secretary-General", "chief", True),
        ("Deputy Prime Minister", "Prime Minister", False),
        ("Foreign Minister", "Minister of Foreign Affairs", True),
        ("Foreign Minister", "Chancellor", False),
    ],
)
def test_an_office_is_known_by_its_words(one: str, other: str, same: bool) -> None:
    assert same_office(one, other) is same


@given(st.tuples(*[st.integers(0, 50)] * 4))
def test_figures_are_shares_between_0_and_1(numbers: tuple[int, ...]) -> None:
    figures = Figures(*numbers)
    assert figures.precision is None or 0 <= figures.precision <= 1
    assert 0 <= figures.f1 <= 1
    assert figures + Figures() == figures


@needs_devset
def test_the_figures_are_those_of_the_common_scorer(judge: Judge) -> None:
    scorer, loaders = common_scorer(), find_loaders()
    for one in read_gold(DEVSET, loaders):
        raw = json.loads((DEVSET / f"{one.name}.json").read_bytes())
        for seed in range(8):
            found = perturbed(raw, random.Random(seed))  # noqa: S311 # no secret
            ours = judge.outcomes(one, found)
            for kind in (*KINDS, UNDATED):
                theirs = scorer.score_doc(
                    raw, found, "memberships_nodate" if kind == UNDATED else kind
                )
                figures = ours[kind].figures
                assert figures == Figures(
                    theirs["tp_r"], theirs["fn"], theirs["tp_p"], theirs["fp"], theirs["hyp_fp"]
                ), (one.name, seed, kind)


@needs_devset
@pytest.mark.filterwarnings("ignore::ResourceWarning")  # it leaves its files open
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_the_totals_are_those_of_the_common_scorer(judge: Judge, tmp_path: Path) -> None:
    outcomes = []
    for one in read_gold(DEVSET, find_loaders()):
        raw = json.loads((DEVSET / f"{one.name}.json").read_bytes())
        found = perturbed(raw, random.Random(7))  # noqa: S311 # no secret
        (tmp_path / f"{one.name}.json").write_text(json.dumps(found))
        outcomes.append(judge.outcomes(one, found))
    theirs = common_scorer().run(str(DEVSET), str(tmp_path))
    ours = totals(outcomes)
    for kind, name in [*((kind, kind) for kind in KINDS), (ALL, "micro")]:
        figures = ours[kind]
        assert (figures.precision, figures.recall, figures.f1) == pytest.approx(
            (theirs[name]["P"], theirs[name]["R"], theirs[name]["F1"])
        )


def common_scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("common_scorer", DEVSET / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def perturbed(raw: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """What a careless reader would find: items left out, changed, mixed up, rumours."""
    found = {}
    for kind in KINDS:
        pool = raw.get(kind) or []
        chosen = [item for item in pool if rng.random() < 0.8]
        chosen += [rng.choice(pool) for _ in range(len(pool) // 2)]
        found[kind] = [changed(item, pool, rng) for item in chosen]
        for trap in raw.get("hypothetical", []) if pool else []:
            words = "content" if kind == "statements" else "quote"
            found[kind].append({**changed(rng.choice(pool), pool, rng), words: trap["span"]})
        rng.shuffle(found[kind])
    return found


def changed(item: dict[str, Any], pool: list[dict[str, Any]], rng: random.Random) -> dict[str, Any]:
    plain = {k: v for k, v in item.items() if not k.endswith("_alt") and k != "ambiguous"}
    for key, value in plain.items():
        if rng.random() > 0.35:
            continue
        if key == "content":
            start, end = sorted(rng.choices(range(len(value)), k=2))
            plain[key] = value[start : end + 1] + rng.choice(["", " " + rng.choice(pool)[key]])
        elif key == "date" and value and rng.random() < 0.5:
            plain[key] = value[: rng.choice([4, 7, 10])]
        else:
            plain[key] = rng.choice([rng.choice(pool).get(key), *(item.get(f"{key}_alt") or ())])
    return plain


def annotated(folder: Path, text: str = "Chad joined OPEC in 1999.", **said: Any) -> Path:
    (folder / "one.txt").write_text(text)
    (folder / "one.json").write_text(json.dumps(said))
    return folder


def run(*words: str) -> Any:
    return CliRunner().invoke(main, ["evaluate", *words])


def test_the_command_gives_tables_for_people_and_json_for_programs() -> None:
    result = run(str(EXAMPLES), "--format", "json", "--misses")
    assert result.exit_code == 0, result.output
    answer = json.loads(result.stdout)
    assert answer["articles"] == 2
    figures = answer["figures"][ALL]
    assert figures["found"] == sum(answer["figures"][kind]["found"] for kind in KINDS)
    assert figures["F1"] > 0.8
    assert figures["hypothetical"] == 0
    faults = [miss["fault"] for miss in answer["misses"]]
    assert faults.count("missed") == figures["missed"]
    assert faults.count("false") == figures["false"]
    head = run(str(EXAMPLES), "--format", "md").stdout.splitlines()[0]
    assert head == "| | P | R | F1 | found | false | missed | hypothetical |"


def test_a_miss_stands_beside_its_sentence(tmp_path: Path) -> None:
    text = "A headline\n\nThe weather in Tuvalu is warm. It rains a lot."
    item = {**membership("TV", "OPEC", "joined"), "quote": "weather in Tuvalu"}
    annotated(tmp_path, text, memberships=[item])
    result = run(str(tmp_path), "--misses", "--format", "csv")
    assert "missed" in result.stdout
    assert "The weather in Tuvalu is warm." in result.stdout
    assert "It rains" not in result.stdout


def test_too_low_a_figure_is_told_by_the_exit_status(tmp_path: Path) -> None:
    annotated(tmp_path, memberships=[membership("TV", "OPEC", "joined")])
    assert run(str(tmp_path)).exit_code == 0
    result = run(str(tmp_path), "--at-least", "0.5")
    assert result.exit_code == 5
    assert "less than 0.5" in result.stderr


def test_an_article_that_cannot_be_read_counts_as_missed(tmp_path: Path) -> None:
    annotated(tmp_path, memberships=[membership("TV", "OPEC", "joined")])
    (tmp_path / "one.txt").write_bytes(b"\0\xff" * 99)
    result = run(str(tmp_path), "--format", "json")
    assert result.exit_code == 4
    assert json.loads(result.stdout)["figures"][ALL]["missed"] == 1


@pytest.mark.parametrize(
    ("file", "content", "fault"),
    [
        ("a.json", "[]", "no JSON object"),
        ("a.json", "{", "cannot be read"),
        ("a.json", "{}", "its article is not there"),
        (
            "one.json",
            '{"offices": [{"person": "X"}]}',
            "number 1 of the offices lacks office, body",
        ),
        ("one.json", '{"published": "soon"}', "no value of 'published'"),
    ],
)
def test_broken_gold_is_an_error_that_says_where(
    tmp_path: Path, file: str, content: str, fault: str
) -> None:
    annotated(tmp_path)
    (tmp_path / file).write_text(content)
    result = run(str(tmp_path))
    assert result.exit_code == 1
    assert fault in result.stderr
    assert file in result.stderr


def test_a_folder_without_gold_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no gold annotations"):
        read_gold(tmp_path, find_loaders())


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*.json")), ids=lambda file: file.stem)
def test_the_words_of_the_sample_gold_stand_in_its_article(file: Path) -> None:
    [one] = read_gold(EXAMPLES, find_loaders(), file.stem)
    text = one.text.read_text(encoding="utf-8")
    for kind, items in one.items.items():
        for item in items:
            words = [item[key] for key in ("quote", "content", "span") if key in item]
            assert words, (kind, item)
            assert all(word in text for word in words), item
