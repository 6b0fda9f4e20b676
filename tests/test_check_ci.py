"""comity check in CI: its formats are those of their standards, and its templates run."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from click.testing import CliRunner, Result
from schemas import SARIF, published, vendored
from test_check import DAMAGED, FOLDER, written

from comity.cli import main

ROOT = Path(__file__).parent.parent
SHAPES = """@prefix e: <http://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
e:BodyShape a sh:NodeShape ; sh:targetClass e:Body ;
    sh:property [ sh:path e:founded ; sh:minCount 1 ; sh:message "Say when it was founded."@en ] ;
    sh:property [ sh:path e:seat ; sh:maxCount 1 ; sh:severity sh:Warning ] .
"""
BODIES = """@prefix e: <http://example.org/> .

e:opec a e:Body ;
    e:founded 1960 ;
    e:seat "Vienna", "Geneva" .

[] a e:Body ; e:seat "Jakarta" .
"""


def check(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["check", *map(str, words)], catch_exceptions=False)


@pytest.fixture
def theirs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of somebody's: data and shapes, in the folder that is worked in."""
    (tmp_path / "shapes.ttl").write_text(SHAPES, "utf-8")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "bodies.ttl").write_text(BODIES, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of twenty files with one fault each."""
    folder = tmp_path_factory.mktemp("planted")
    for recipe in DAMAGED:
        written(recipe, folder)
    return folder


def block(text: str, node: str) -> range:
    """The lines of the statements about a node."""
    lines = text.splitlines()
    starts = [number for number, line in enumerate(lines, 1) if line.startswith(f"<{node}>")]
    end = starts[0]
    while end < len(lines) and lines[end].strip():
        end += 1
    return range(starts[0], end + 1)


def changed(text: str, recipe: dict[str, str]) -> range:
    """The lines that were damaged."""
    at = text.find(recipe["into"]) if recipe["into"] else -1
    line = text[: max(at, 0)].count("\n") + 1
    return range(line, line + recipe["into"].count("\n") + 1) if at >= 0 else range(0)


def test_each_of_twenty_planted_faults_is_told_at_its_line(planted: Path) -> None:
    rows = json.loads(check(planted, "--format", "json").output)
    for recipe in DAMAGED:
        file = planted / f"{recipe['name'].replace(' ', '-')}.ttl"
        text = file.read_text("utf-8")
        lines = {row["line"] for row in rows if row["file"] == str(file)}
        where = {*changed(text, recipe)}
        if f"\n<{recipe['node']}>" in text:
            where |= {*block(text, recipe["node"])}
        assert lines & where, recipe["name"]


def test_sarif_of_planted_faults_is_valid(planted: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    log = json.loads(check(planted, "--format", "sarif").output)
    jsonschema.Draft7Validator(published(SARIF)).validate(log)
    results = log["runs"][0]["results"]
    named = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in results}
    assert len(named) == len(DAMAGED)
    rules = [rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]]
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in results)


def test_a_claim_at_fault_shows_the_words_that_it_rests_on(planted: Path) -> None:
    file = planted / "a-date-in-words.ttl"
    assert "rests on sample-0a1b2c3d 0-36: Finland joined NATO" in check(file).output
    log = json.loads(check(file, "--format", "sarif").output)
    (related,) = log["runs"][0]["results"][0]["relatedLocations"]
    assert "Finland joined NATO" in related["message"]["text"]


def test_the_passage_is_found_in_the_text_of_a_build(tmp_path: Path) -> None:
    out = tmp_path / "build"
    CliRunner().invoke(
        main, ["build", str(ROOT / "examples/articles/opec-angola.txt"), "--out", str(out)]
    )
    (graph,) = (out / "articles").glob("*.ttl")
    text = graph.read_text("utf-8")
    damaged, count = re.subn(r"comity:polarity <[^>]+>", "comity:polarity 7", text, count=1)
    assert count
    graph.write_text(damaged, "utf-8")
    run = json.loads(check(out, "--format", "sarif").output)["runs"][0]
    passages = [one for result in run["results"] for one in result.get("relatedLocations", [])]
    place = passages[0]["physicalLocation"]
    stored = next((out / "texts").glob("*.txt")).read_bytes().decode()
    start = place["region"]["charOffset"]
    words = stored[start : start + place["region"]["charLength"]]
    assert words
    assert words in passages[0]["message"]["text"]


def test_their_data_is_checked_by_their_shapes(theirs: Path) -> None:
    result = check("data", "--shapes", "shapes.ttl")
    assert result.exit_code == 3
    told = " ".join(result.output.split())
    assert "data/bodies.ttl:7:1: Violation: [] at 7:1 http://example.org/founded: Say when" in told
    assert "data/bodies.ttl:5:5: Warning: http://example.org/opec http://example.org/seat" in told
    assert "1 files, 6 triples: 1 of severity Violation, 1 of severity Warning" in told


@pytest.mark.parametrize(("level", "status"), [("violation", 0), ("warning", 3), ("info", 3)])
def test_what_is_less_grave_than_asked_for_does_not_fail(
    theirs: Path, level: str, status: int
) -> None:
    text = BODIES.replace("[] a e:Body", "e:x a e:Body ; e:founded 1967")
    (theirs / "data" / "bodies.ttl").write_text(text, "utf-8")
    result = check("data", "--shapes", "shapes.ttl", "--severity", level)
    assert result.exit_code == status
    assert "Warning" in result.output


def test_known_findings_do_not_fail_and_new_ones_do(theirs: Path) -> None:
    given = ("data", "--shapes", "shapes.ttl")
    assert check(*given, "--write-baseline", "known.json").exit_code == 0
    moved = BODIES.replace("e:opec a", "# a line more\n\ne:opec a")
    (theirs / "data" / "bodies.ttl").write_text(moved, "utf-8")
    named = check(*given, "--baseline", "known.json")
    assert "(known)" in named.output
    (theirs / "data" / "bodies.ttl").write_text(f"{BODIES}\ne:saarc a e:Body .", "utf-8")
    result = check(*given, "--baseline", "known.json", "--format", "github")
    assert result.exit_code == 3
    assert [line for line in result.output.splitlines() if "saarc" in line]
    assert result.output.count("::error") == 1


def test_a_baseline_says_what_of_it_is_gone(theirs: Path) -> None:
    given = ("data", "--shapes", "shapes.ttl")
    check(*given, "--write-baseline", "known.json")
    (theirs / "data" / "bodies.ttl").write_text("# nothing any more\n", "utf-8")
    assert "2 of the baseline are gone" in check(*given, "--baseline", "known.json").output


@pytest.mark.parametrize("text", ["no JSON", "[]", '{"format": 7, "known": []}', '{"format": 1}'])
def test_what_is_no_baseline_is_refused(theirs: Path, text: str) -> None:
    (theirs / "known.json").write_text(text, "utf-8")
    result = check("data", "--shapes", "shapes.ttl", "--baseline", "known.json")
    assert result.exit_code == 1
    assert "known.json" in result.output


def test_sarif_of_known_findings_is_suppressed_and_valid(theirs: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    given = ("data", "--shapes", "shapes.ttl")
    check(*given, "--write-baseline", "known.json")
    log = json.loads(check(*given, "--baseline", "known.json", "--format", "sarif").output)
    jsonschema.Draft7Validator(published(SARIF)).validate(log)
    assert all(result["suppressions"] for result in log["runs"][0]["results"])


def test_junit_counts_what_fails(theirs: Path) -> None:
    check("data", "--shapes", "shapes.ttl", "--report", "junit.xml")
    suites = ElementTree.parse(theirs / "junit.xml").getroot()  # noqa: S314  # our own
    (suite,) = suites
    assert (suites.get("tests"), suites.get("failures")) == ("2", "1")
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("2", "1", "1")
    failed = [case for case in suite if case.find("failure") is not None]
    assert "data/bodies.ttl:7:1" in (failed[0].find("failure").text or "")
    allowed = {"testcase": {"name", "classname"}, "failure": {"type", "message"}}
    for element in suites.iter():
        assert set(element.attrib) <= allowed.get(element.tag, set(element.attrib))


def test_junit_of_a_hostile_value_is_xml(theirs: Path) -> None:
    bad = BODIES.replace('"Vienna"', '"\\u0001\\uFFFE<![CDATA[ ]]>&"')
    (theirs / "data" / "bodies.ttl").write_text(bad, "utf-8")
    result = check("data", "--shapes", "shapes.ttl", "--format", "junit")
    ElementTree.fromstring(result.output)  # noqa: S314  # our own


def test_a_workflow_command_cannot_be_forged(theirs: Path) -> None:
    bad = SHAPES.replace("Say when it was founded.", "Now%0A\\n::error::forged, by: a message")
    (theirs / "shapes.ttl").write_text(bad, "utf-8")
    lines = check("data", "--shapes", "shapes.ttl", "--format", "github").output.splitlines()
    assert len(lines) == 2
    assert all(
        re.match(r"::(error|warning) file=data/bodies.ttl,line=\d+,col=\d+,", x) for x in lines
    )


@pytest.mark.parametrize("name", ["a.sarif", "a.xml", "a.json", "a.csv", "a.tsv", "a.md", "a.txt"])
def test_a_report_is_written_in_the_format_of_its_name(theirs: Path, name: str) -> None:
    check("data", "--shapes", "shapes.ttl", "--report", name)
    assert "founded" in (theirs / name).read_text("utf-8")


def test_a_report_without_a_known_name_is_refused(theirs: Path) -> None:
    result = check("data", "--shapes", "shapes.ttl", "--report", "report.docx")
    assert result.exit_code == 1
    assert "report.docx" in result.output


@pytest.mark.parametrize(
    "shapes",
    [
        "this is no Turtle",
        "<http://e/S> a <http://www.w3.org/ns/shacl#NodeShape> .",
        "<http://e/S> a <http://www.w3.org/ns/shacl#PropertyShape> ;"
        " <http://www.w3.org/ns/shacl#targetClass> <http://e/C> .",
        "",
    ],
    ids=["no Turtle", "no target", "no path", "nothing"],
)
def test_shapes_that_cannot_be_used_are_an_error_and_no_success(theirs: Path, shapes: str) -> None:
    (theirs / "shapes.ttl").write_text(shapes, "utf-8")
    result = check("data", "--shapes", "shapes.ttl")
    assert result.exit_code == 1, result.output
    assert "comity: " in result.output


@pytest.mark.parametrize(
    "words", [(), ("data", "--ontology", "--shapes", "s"), ("data", "--used-by", "data")]
)
def test_options_that_do_not_fit_are_wrong_usage(theirs: Path, words: tuple[str, ...]) -> None:
    assert check(*words).exit_code == 2


@pytest.mark.parametrize(
    "data", [b"\xff\xfe\x00", b"", b"# only a comment", b"\xef\xbb\xbf<a> <b> <c> ."]
)
def test_whatever_bytes_a_file_has_there_is_an_answer(theirs: Path, data: bytes) -> None:
    (theirs / "data" / "bodies.ttl").write_bytes(data)
    result = check("data", "--shapes", "shapes.ttl")
    assert result.exit_code in (0, 3)
    assert "Traceback" not in result.output


def test_a_value_that_is_none_of_its_datatype_brings_no_traceback(theirs: Path) -> None:
    xsd = "http://www.w3.org/2001/XMLSchema#"
    values = f'"odd"^^<{xsd}integer>, "2020-13-45"^^<{xsd}date>, "P1"^^<{xsd}duration>'
    (theirs / "data" / "bodies.ttl").write_text(f"<http://example.org/a> <b:p> {values} .", "utf-8")
    words = [sys.executable, "-m", "comity", "check", "data", "--shapes", "shapes.ttl"]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0
    assert "Traceback" not in done.stderr


def test_a_folder_without_turtle_is_an_error(theirs: Path) -> None:
    (theirs / "empty").mkdir()
    assert check("empty").exit_code == 1


def schema_errors(instance: Any, schema: Any) -> Iterator[str]:
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.validators.validator_for(schema)(schema)
    return (error.message for error in validator.iter_errors(instance))


@pytest.mark.parametrize(
    ("file", "schema"), [("action.yml", "github-actions"), ("ci/gitlab.yml", "gitlab-ci")]
)
def test_a_template_keeps_its_published_schema(file: str, schema: str) -> None:
    instance = yaml.safe_load((ROOT / file).read_text("utf-8"))
    assert list(schema_errors(instance, vendored(schema))) == []


def test_the_hooks_name_commands_that_there_are() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    for hook in hooks:
        assert {"id", "name", "entry", "language", "files"} <= set(hook)
        command, name, *options = hook["entry"].split()
        assert command == "comity"
        assert CliRunner().invoke(main, [name, *options, "--help"]).exit_code == 0


def test_each_input_of_the_action_reaches_its_script() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    (step,) = (step for step in action["runs"]["steps"] if "run" in step)
    script = (ROOT / "ci" / "check.sh").read_text("utf-8")
    for name in set(action["inputs"]) - {"python-version"}:
        variable = f"INPUT_{name.upper()}"
        assert step["env"][variable] == f"${{{{ inputs.{name} }}}}"
        assert variable in script
    assert "${{" not in step["run"]


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
@pytest.mark.parametrize(("severity", "status"), [("violation", 3), ("info", 3)])
def test_the_script_of_the_action_checks_a_project(
    theirs: Path, severity: str, status: int
) -> None:
    venv = theirs / "venv" / "bin"
    venv.mkdir(parents=True)
    (venv / "comity").symlink_to(Path(sys.executable).parent / "comity")
    environment = {
        "COMITY_SOURCE": str(ROOT),
        "COMITY_VENV": str(venv.parent),
        "GITHUB_OUTPUT": str(theirs / "output"),
        "INPUT_FILES": "data\n; touch pwned\n$(touch pwned)",
        "INPUT_SHAPES": "shapes.ttl",
        "INPUT_SEVERITY": severity,
        "INPUT_SARIF": "out.sarif",
        "INPUT_JUNIT": "out.xml",
        "PATH": os.environ["PATH"],
    }
    script = str(ROOT / "ci" / "check.sh")
    run = subprocess.run(["bash", script], env=environment, capture_output=True, text=True)
    assert run.returncode == 1  # there is no file of these names, and no command was run
    assert not (theirs / "pwned").exists()
    environment["INPUT_FILES"] = "data"
    run = subprocess.run(["bash", script], env=environment, capture_output=True, text=True)
    assert run.returncode == status, run.stderr
    assert "::error file=data/bodies.ttl,line=7" in run.stdout
    assert (theirs / "output").read_text().splitlines()[-1] == "sarif=out.sarif"
    assert json.loads((theirs / "out.sarif").read_text())["version"] == "2.1.0"


def test_good_data_of_ours_conforms_in_every_format() -> None:
    for style in ("text", "table", "md", "json", "csv", "tsv", "sarif", "junit", "github"):
        assert check(FOLDER / "article.ttl", "--format", style).exit_code == 0
