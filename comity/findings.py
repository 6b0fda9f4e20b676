"""What validation finds: findings, and the report that they make."""

from __future__ import annotations

from dataclasses import dataclass

from comity.errors import NotConformantError


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One place where the data does not conform.

    Args:
        node: the IRI of what is wrong.
        shape: the IRI of the shape that it breaks, one for each property or rule.
        constraint: the IRI of SHACL's constraint component: `sh:MinCountConstraintComponent`.
        path: the IRI of the property that is wrong; empty where the node itself is.
        value: the value that is wrong; empty where one is missing.
        message: what to do.
        severity: `Violation`, `Warning` or `Info`.
    """

    node: str
    shape: str
    constraint: str
    path: str
    value: str
    message: str
    severity: str

    def __str__(self) -> str:
        path = f" {self.path}" if self.path else ""
        value = f" {self.value!r}" if self.value else ""
        return f"{self.severity}: {self.node}{path}{value}: {self.message} [{self.shape}]"


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that was found, ordered by node and shape; the same data gives the same report."""

    findings: tuple[Finding, ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether no shape of severity violation is broken."""
        return not any(finding.severity == "Violation" for finding in self.findings)

    @property
    def text(self) -> str:
        """The report for people to read, a line a finding."""
        head = "Conforms." if self.conforms else "Does not conform."
        return "\n".join([head, *map(str, self.findings)])

    def check(self, where: str) -> None:
        """Nothing, where the data conforms.

        Raises:
            NotConformantError: otherwise, with the report.
        """
        if not self.conforms:
            what = f"the data does not conform to the shapes: {len(self.findings)} findings"
            first = self.findings[0].message
            raise NotConformantError(what, where=where, hint=first, report=self.text)
