"""comity check names what is wrong with a file, and where, and what to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from comity.cli import main
from comity.terms import HOME

FOLDER = Path(__file__).parent / "shapes"
DAMAGED: list[dict[str, str]] = yaml.safe_load((FOLDER / "damaged.yaml").read_text("utf-8"))


def check(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["check", *map(str, words)])


def written(recipe: dict[str, str], folder: Path) -> Path:
    text = (FOLDER / f"{recipe['file']}.ttl").read_text("utf-8")
    assert recipe["change"] in text
    file = folder / f"{recipe['name'].replace(' ', '-')}.ttl"
    file.write_text(text.replace(recipe["change"], recipe["into"], 1), encoding="utf-8")
    return file


def test_there_are_twenty_damaged_files() -> None:
    assert len({recipe["name"] for recipe in DAMAGED}) == len(DAMAGED) >= 20


@pytest.mark.parametrize("recipe", DAMAGED, ids=[recipe["name"] for recipe in DAMAGED])
def test_a_damaged_file_is_refused_with_its_node_and_what_to_do(
    recipe: dict[str, str], tmp_path: Path
) -> None:
    file = written(recipe, tmp_path)
    result = check(file, "--format", "json")
    assert result.exit_code == 3, result.output
    rows = json.loads(result.output)
    told = [row["message"] for row in rows if row["node"].endswith(recipe["node"])]
    assert any(recipe["says"] in message for message in told), rows
    assert {row["file"] for row in rows} == {str(file)}


def test_the_line_that_people_read_has_file_node_and_message(tmp_path: Path) -> None:
    recipe = DAMAGED[0]
    file = written(recipe, tmp_path)
    result = check(file)
    assert result.exit_code == 3
    flat = "".join(result.output.split())  # it may be wrapped, as wide as the terminal is
    for part in (file.name, "Does not conform", recipe["node"], recipe["says"]):
        assert "".join(part.split()) in flat


def test_of_several_files_the_good_ones_are_told_to_conform(tmp_path: Path) -> None:
    bad = written(DAMAGED[0], tmp_path)
    result = check(FOLDER / "article.ttl", bad)
    assert result.exit_code == 3
    assert "article.ttl: Conforms." in result.output.replace("\n", "")


def test_a_file_with_a_warning_conforms_and_the_warning_is_told(tmp_path: Path) -> None:
    warned = {
        "name": "a day on which it held and did not",
        "file": "facts",
        "change": 'comity:notHeldOn "2024-04-05"^^xsd:date',
        "into": 'comity:notHeldOn "2023-04-05"^^xsd:date',
    }
    result = check(written(warned, tmp_path))
    assert result.exit_code == 0, result.output
    assert f"{tmp_path.name}" in result.output
    assert ": Conforms." in result.output
    assert ": Warning: " in result.output


def test_a_file_that_is_no_turtle_is_told_at_its_line_and_the_others_are_checked(
    tmp_path: Path,
) -> None:
    (tmp_path / "broken.ttl").write_text(f"<{HOME}id/org/nato>\n a", encoding="utf-8")
    good = tmp_path / "good.ttl"
    good.write_bytes((FOLDER / "article.ttl").read_bytes())
    result = check(tmp_path)
    assert result.exit_code == 3
    told = result.output.replace("\n", "")
    assert "broken.ttl:2:" in told
    assert f"{good.name}: Conforms." in told
