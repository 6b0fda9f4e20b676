"""Claims and quotations in words: what is said, how, when, and by whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from comity.report.nodes import Node, Nodes
from comity.report.words import date_words, kind_of, sentence, wording, words


@dataclass(frozen=True, slots=True)
class Said:
    """A claim or a quotation.

    Args:
        key: the claim's or the quotation's.
        kind: the letter of its kind.
        words: what it says, for people to read.
        manner: `asserted`, `denied`, or the modality of what is not asserted.
        details: further parts, each with its name.
        form: of a quotation, `direct`, `indirect` or `mixed`; empty of a claim.
        predicate: what a claim claims; empty of a quotation.
        subject: of whom; empty of a quotation, and where the claim names none.
        parts: the other parts of the claim's sentence.
    """

    key: str
    kind: str
    words: str
    manner: str
    details: tuple[tuple[str, str], ...] = ()
    form: str = ""
    predicate: str = ""
    subject: str = ""
    parts: tuple[tuple[str, str], ...] = ()

    @property
    def shared(self) -> tuple[object, ...]:
        """What claims that only differ in their subjects have in common."""
        own = "" if self.subject and self.parts else self.key
        return self.predicate, self.manner, self.details, self.parts, own

    @property
    def looks(self) -> str:
        """The classes that it is shown by."""
        how = self.manner if self.manner in {"asserted", "denied"} else "unsure"
        return f"k{self.kind} {how}"


@dataclass(frozen=True, slots=True)
class Telling:
    """A claim, or several of one passage that only differ in their subjects, told together."""

    said: tuple[Said, ...]

    @property
    def first(self) -> Said:
        """The one whose manner and details stand for all."""
        return self.said[0]

    @property
    def words(self) -> str:
        """What they say, for people to read."""
        if len(self.said) == 1:
            return self.first.words
        subjects = [said.subject for said in self.said]
        listed = f"{', '.join(subjects[:-1])} and {subjects[-1]}"
        parts = {**dict(self.first.parts), "subject": listed}
        return sentence(self.first.predicate, parts, several=True)


def order(said: Said) -> tuple[int, str, str]:
    """Sorts what one passage says, the most telling kind first."""
    return list(words()["kinds"]).index(said.kind), said.words, said.key


def said_by(nodes: Nodes, node: Node) -> Said:
    """A claim or a quotation of a build."""
    manner = "denied" if node.one("polarity") == "denied" else node.one("modality") or "asserted"
    details = tuple((name, value) for name, value in _details(nodes, node) if value)
    if node.one("speaker"):
        form = node.one("form")
        title = f"{nodes.name(node.one('speaker'))}: {form} quotation"
        return Said(node.key, "S", title, manner, details, form)
    predicate, parts = node.one("predicate"), _parts(nodes, node)
    subject = nodes.short(node.one("subject"))
    return Said(
        node.key,
        kind_of(predicate),
        sentence(predicate, {**parts, "subject": subject}),
        manner,
        details,
        predicate=predicate,
        subject=subject,
        parts=tuple((name, value) for name, value in parts.items() if value),
    )


def _parts(nodes: Nodes, node: Node) -> dict[str, str]:
    """The parts of a claim that its sentence can name, but for the subject."""
    subject, status = nodes.name(node.one("subject")), node.one("officeStatus")
    return {
        "other": "" if subject == node.one("text") else subject if node.one("text") else "",
        "object": nodes.short(node.one("object")),
        "text": node.one("text"),
        "count": node.one("count"),
        "members": nodes.list(node.all("rosterMember")),
        "closed": {"true": "all", "false": "some"}.get(node.one("complete"), ""),
        "status": "" if status == "current" else status,
    }


def _details(nodes: Nodes, node: Node) -> Iterable[tuple[str, str]]:
    quotation = nodes[node.one("saidIn")] if node.one("saidIn") else node
    if node.one("saidIn"):
        yield "said by", nodes.name(quotation.one("speaker"))
    steps = sorted(
        (nodes[key] for key in quotation.all("relay")), key=lambda n: n.number("position") or 0
    )
    yield "via", ", ".join(nodes.name(step.one("relaySource")) for step in steps)
    yield "when", dated(node, "edtf", "earliest", "latest", "dateBasis")
    for which in ("since", "until"):
        yield (
            which,
            dated(node, *(f"{which}{part}" for part in ("Edtf", "Earliest", "Latest", "Basis"))),
        )
    yield "where", node.one("place")
    yield "cue", node.one("cue")
    yield "names", ", ".join(sorted(nodes.short(key) for key in node.all("mentions")))


def dated(node: Node, edtf: str, earliest: str, latest: str, basis: str) -> str:
    """A date of a node with how it is known, where no source states it outright."""
    date = date_words(node.one(edtf), node.day(earliest), node.day(latest))
    how = node.one(basis)
    if not date or how in {"", "stated"}:
        return date
    said = f", “{node.one('dateWords')}”" if edtf == "edtf" and node.one("dateWords") else ""
    return f"{date} ({wording('bases', how)}{said})"
