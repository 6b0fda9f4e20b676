"""The outcome of a check in SARIF 2.1.0, as code scanning takes it."""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from comity.check.faults import Fault, Outcome, Passage, level_of
from comity.show.shorten import rule_of
from comity.terms import HOME

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"Violation": "error", "Warning": "warning", "Info": "note"}


def sarif(found: Outcome) -> str:
    """One run, with a rule for each shape and kind of constraint that is broken."""
    rules = {rule: index for index, rule in enumerate(sorted({_rule(f) for f in found.faults}))}
    run = {
        "tool": {"driver": _driver(found, list(rules))},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True}],
        "results": [_result(fault, rules) for fault in found.faults],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _driver(found: Outcome, rules: list[str]) -> dict[str, Any]:
    examples = {_rule(fault): fault for fault in reversed(found.faults)}
    return {
        "name": "comity",
        "version": version("comity"),
        "informationUri": HOME,
        "rules": [_described(rule, examples[rule]) for rule in rules],
    }


def _described(rule: str, example: Fault) -> dict[str, Any]:
    finding = example.finding
    return {
        "id": rule,
        "shortDescription": {"text": finding.message or rule},
        "fullDescription": {"text": f"{finding.shape} {finding.constraint}".strip()},
        "defaultConfiguration": {"level": _LEVELS[level_of(finding)]},
    }


def _result(fault: Fault, rules: dict[str, int]) -> dict[str, Any]:
    finding, rule = fault.finding, _rule(fault)
    result: dict[str, Any] = {
        "ruleId": rule,
        "ruleIndex": rules[rule],
        "kind": "fail",
        "level": _LEVELS[level_of(finding)],
        "message": {"text": _message(fault)},
        "locations": [_location(fault)],
        "partialFingerprints": {"comityFinding/v1": _fingerprint(fault)},
    }
    if fault.passage:
        result["relatedLocations"] = [_related(fault.passage)]
    if fault.known:
        result["suppressions"] = [{"kind": "external", "justification": "known: in the baseline"}]
    return result


def _message(fault: Fault) -> str:
    finding = fault.finding
    value = f" {finding.value!r}" if finding.value else ""
    path = f" {finding.path}" if finding.path else ""
    return f"{finding.message or 'It does not conform.'} ({finding.node}{path}{value})"


def _location(fault: Fault) -> dict[str, Any]:
    region = {"startLine": max(fault.line, 1), "startColumn": max(fault.column, 1)}
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(Path(fault.file))},
            "region": region,
        },
        "logicalLocations": [{"fullyQualifiedName": fault.finding.node}],
    }


def _related(passage: Passage) -> dict[str, Any]:
    said = passage.words or "its words are not in the build"
    related: dict[str, Any] = {
        "id": 0,
        "message": {"text": f"{passage.where}: {said}"},
        "logicalLocations": [{"fullyQualifiedName": passage.article or passage.where}],
    }
    if passage.text:
        length = passage.end - passage.start
        related["physicalLocation"] = {
            "artifactLocation": {"uri": _uri(passage.text)},
            "region": {"charOffset": passage.start, "charLength": max(length, 0)},
        }
    return related


def _rule(fault: Fault) -> str:
    return rule_of(fault.finding.shape, fault.finding.constraint)


def _fingerprint(fault: Fault) -> str:
    """What stays the same when lines move."""
    finding = fault.finding
    parts = (fault.file, finding.node, finding.shape, finding.constraint, finding.path)
    return hashlib.sha256("\0".join((*parts, finding.value)).encode()).hexdigest()


def _uri(file: Path) -> str:
    """A file as code scanning finds it: from the folder that the check was run in."""
    path = file.resolve()
    here = Path.cwd()
    if path.is_relative_to(here):
        return quote(path.relative_to(here).as_posix())
    return path.as_uri()
