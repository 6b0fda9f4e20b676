"""The outcome of a check as annotations, which GitHub shows beside the lines of a pull request."""

from __future__ import annotations

from comity.check.faults import Fault, Outcome, level_of
from comity.show.shorten import rule_of

_COMMANDS = {"Violation": "error", "Warning": "warning", "Info": "notice"}


def workflow_commands(found: Outcome) -> str:
    """A workflow command a finding that is not known; see GitHub's "workflow commands"."""
    return "".join(f"{_command(fault)}\n" for fault in found.faults if not fault.known)


def _command(fault: Fault) -> str:
    finding = fault.finding
    where = {
        "file": fault.file,
        "line": str(max(fault.line, 1)),
        "col": str(max(fault.column, 1)),
        "title": rule_of(finding.shape, finding.constraint),
    }
    properties = ",".join(f"{name}={_property(value)}" for name, value in where.items())
    words = f"\nIt rests on {fault.passage.where}: {fault.passage.words}" if fault.passage else ""
    message = f"{finding.message} ({finding.node}){words}"
    return f"::{_COMMANDS[level_of(finding)]} {properties}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
