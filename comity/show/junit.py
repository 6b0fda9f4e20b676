"""The outcome of a check as JUnit's XML, in the dialect that Jenkins and GitLab share."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from comity.check.faults import Fault, Outcome
from comity.show.shorten import rule_of, shortened

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(found: Outcome) -> str:
    """A suite for each file; in it a case for each finding, or one that passes."""
    counted = len(found.failing)
    suites = "".join(_suite(found, file) for file, _ in found.files)
    tests = sum(max(len(found.of(file)), 1) for file, _ in found.files)
    head = f'<testsuites name="comity check" tests="{tests}" failures="{counted}" errors="0">'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}\n{suites}</testsuites>\n'


def _suite(found: Outcome, file: str) -> str:
    faults = found.of(file)
    failures = sum(found.counts(fault) for fault in faults)
    cases = "".join(_case(fault, counts=found.counts(fault)) for fault in faults)
    passed = f'    <testcase name="conforms" classname={_attribute(file)}/>\n'
    return (
        f'  <testsuite name={_attribute(file)} tests="{max(len(faults), 1)}" '
        f'failures="{failures}" errors="0" skipped="{len(faults) - failures}">\n'
        f"{cases or passed}  </testsuite>\n"
    )


def _case(fault: Fault, *, counts: bool) -> str:
    finding = fault.finding
    name = f"{rule_of(finding.shape, finding.constraint)} {finding.node}"
    kind = "failure" if counts else "skipped"
    message = _attribute(finding.message)
    why = f'type="{escape(finding.severity)}" ' if counts else ""
    text = "\n".join(
        filter(None, (fault.place, shortened(finding.path), finding.value, _words(fault)))
    )
    return (
        f"    <testcase name={_attribute(name)} classname={_attribute(fault.file)}>\n"
        f"      <{kind} {why}message={message}>{escape(_clean(text))}</{kind}>\n"
        "    </testcase>\n"
    )


def _words(fault: Fault) -> str:
    passage = fault.passage
    return f"rests on {passage.where}: {passage.words}" if passage else ""


def _attribute(text: str) -> str:
    return quoteattr(_clean(text))


def _clean(text: str) -> str:
    """A text without the characters that XML has no way to write."""
    return _NO_XML.sub("\ufffd", text)
