"""A plain question: which stored query answers it, the answer; or what could be asked instead."""

from __future__ import annotations

from rich.text import Text

from comity.answers import Answer
from comity.questions import Declined, Suggestion, Understood
from comity.show.answers import answer, markdown_answer
from comity.show.cells import markdown
from comity.show.console import OUT, tell, write
from comity.show.lines import write_json
from comity.show.tables import hanging


def routed(chosen: Understood, found: Answer, style: str, where: str = "") -> None:
    """The answer to a question, under the query that was chosen for it.

    For programs that want lines, what was chosen goes to standard error.

    Args:
        chosen: what the question was taken for.
        found: the answer.
        style: how to print it.
        where: what was asked, where a command must name it.
    """
    command = Suggestion(chosen.query, chosen.settings, chosen.restated).command(where)
    if style == "json":
        write_json({"understood": chosen.to_json(), **found.to_json()})
    elif style == "md":
        remark = f"*{markdown(chosen.remark)}*\n\n" if chosen.remark else ""
        write(
            f"**{markdown(chosen.restated)}**\n\n    {command}\n\n{remark}{markdown_answer(found)}"
        )
    elif style == "table":
        answer(found, style, command=f"{chosen.restated}\n{command}")
        _beside(chosen)
    else:
        tell(f"asked: {chosen.restated} ({command})")
        answer(found, style)


def declined(said: Declined, style: str) -> None:
    """For programs, why a question has no answer; people are told by the error itself."""
    if style == "json":
        write_json(said.to_json())


def _beside(chosen: Understood) -> None:
    if chosen.remark:
        hanging(Text(""), Text(chosen.remark, "yellow"))
    if chosen.alternatives:
        offered = " ".join(other.restated for other in chosen.alternatives)
        OUT.print(Text(f"\nor did you mean: {offered}", "dim"))
