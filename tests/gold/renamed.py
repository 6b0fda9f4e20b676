"""The same annotated articles with other names: what an extractor owes to the names it knows.

usage: python tests/gold/renamed.py GOLD_DIR OUT states|people [--seed 1]

Every state that an article names, but those it calls by a name of their own such as "the U.S.",
changes into another, with its adjectives and its code in the annotations; or every annotated
official gets another surname. What is said of whom stays the same, so whoever reads
words finds as much as before. What is lost, or false now, hung on a name: known by heart, or
parsed by luck.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from rdflib import SKOS, Graph, Namespace

STATES = Path(__file__).parents[2] / "ontology/reference/states.ttl"
COMITY = Namespace("https://w3id.org/comity/ns#")
CODED = {"state", "body", "state_alt", "body_alt"}
KEPT = {"id", "url", "published", "text_file"}
SURNAMES = re.findall(
    r"\w+",
    "Abbasov Achterberg Barzani Bergström Castellanos Diallo Fernandes Gunawardena Haddad"
    " Halvorsen Ivanova Jovanović Kimathi Kovačević Lahti Lindqvist Marković Mwangi Nakamura"
    " Nguyen Novák Obasi Okonkwo Paredes Petrov Quispe Rahmani Rossi Szabó Tanaka Traoré"
    " Tshabalala Umarov Vasquez Wickramasinghe Wójcik Yilmaz Yusuf Zhang",
)

Names = Mapping[str, list[str]]
"""What a state is called: `name`, `adjective` (nouns first), and `other` names."""


def states() -> dict[str, Names]:
    """The names of states by their codes, of those that have an adjective."""
    graph = Graph().parse(STATES)
    kinds = {
        "name": SKOS.prefLabel,
        "adjective": COMITY.demonym,
        "other": SKOS.altLabel,
    }
    found = {
        # "Dane" is shorter than "Danish": the noun comes first.
        str(code): {k: sorted(map(str, graph.objects(state, p)), key=len) for k, p in kinds.items()}
        for state, code in graph.subject_objects(COMITY.alpha2)
    }
    return {code: names for code, names in sorted(found.items()) if names["adjective"]}


def other_states(text: str, chance: random.Random) -> tuple[dict[str, str], dict[str, str]]:
    """Other words for the states of a text, and other codes for theirs."""
    known = states()
    named = {code for code, names in known.items() if _is_named(names, text)}
    present = [code for code in known if code in named and not _has_other(known[code], text)]
    free = [code for code in known if code not in named]
    codes = dict(zip(present, chance.sample(free, len(present)), strict=True))
    words = {
        word: known[other][kind][-1 if word == known[code][kind][-1] else 0]
        for code, other in codes.items()
        for kind in ("name", "adjective")
        for word in known[code][kind]
    }
    return words, codes


def _is_named(names: Names, text: str) -> bool:
    return bool(re.search(rf"\b(?:{'|'.join(map(re.escape, _words(names)))})\b", text))


def _words(names: Names) -> list[str]:
    return [*names["name"], *names["adjective"]]


def _has_other(names: Names, text: str) -> bool:
    """Whether a text calls a state as no other could be: "the U.S.", "West German"."""
    own = [re.escape(other) for other in names["other"] if names["name"][0] not in other]
    own += [rf"(?:East|West|North|South) {re.escape(word)}" for word in _words(names)]
    return any(re.search(rf"(?<!\w){other}(?!\w)", text) for other in own)


def other_people(gold: Mapping[str, Any], chance: random.Random) -> dict[str, str]:
    """Other surnames for those who hold an office."""
    last = {office["person"].split()[-1] for office in gold["offices"]}
    plain = sorted(name for name in last if re.fullmatch("[A-Z][a-z]+", name))[: len(SURNAMES)]
    return dict(zip(plain, chance.sample(SURNAMES, len(plain)), strict=True))


def replacing(words: Mapping[str, str]) -> Callable[[str], str]:
    """What puts the one word for the other, the longest first, and only where it stands alone."""
    several = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    pattern = re.compile(rf"(?<![\w-])(?:{several})(?![\w-])")
    return lambda text: pattern.sub(lambda match: words[match[0]], text)


def renamed(value: Any, key: str, put: Callable[[str], str], codes: Mapping[str, str]) -> Any:
    """An annotation with other names and codes."""
    if isinstance(value, dict):
        return {k: renamed(v, k, put, codes) for k, v in value.items()}
    if isinstance(value, list):
        return [renamed(one, key, put, codes) for one in value]
    if not isinstance(value, str) or key in KEPT:
        return value
    return codes[value] if key in CODED and value in codes else put(value)


def articles(folder: Path, kind: str, seed: int) -> Iterator[tuple[str, str, Any, Any]]:
    """Of each article that names any: its name, its new text and annotation, what puts the words.

    Args:
        folder: texts and annotations, in the schema of the development set.
        kind: `states` or `people`.
        seed: of the choice; the same gives the same names.
    """
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        text = path.with_suffix(".txt").read_text("utf-8")
        chance = random.Random(f"{seed} {path.stem}")  # noqa: S311 - no secret
        people = kind == "people"
        words, codes = (other_people(gold, chance), {}) if people else other_states(text, chance)
        if words:
            put = replacing(words)
            yield path.stem, put(text), renamed(gold, "", put, codes), put


def main() -> None:
    """Write the articles with other names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("kind", choices=("states", "people"))
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    shutil.rmtree(args.out, ignore_errors=True)
    args.out.mkdir(parents=True)
    for name, text, gold, put in articles(args.gold, args.kind, args.seed):
        (args.out / f"{name}.txt").write_text(text, "utf-8", newline="")
        (args.out / f"{name}.json").write_text(json.dumps(gold, ensure_ascii=False), "utf-8")
        beside = args.gold / f"{name}.yaml"
        if beside.exists():
            (args.out / beside.name).write_text(put(beside.read_text("utf-8")), "utf-8")
    sys.stdout.write(f"{len(list(args.out.glob('*.json')))} articles in {args.out}\n")


if __name__ == "__main__":
    main()
