"""Asking in plain words: the question is routed, and the stored query that it means is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from comity.answers import Answer
from comity.asking import Target
from comity.errors import DeclinedError, ParameterError
from comity.questions import Declined, Understood, understand


def put(
    target: Target,
    question: str,
    settings: Sequence[str],
    tell: Callable[[Declined], None],
    where: str = "",
) -> tuple[Understood, Answer]:
    """What a question in plain words was taken for, and the answer.

    Args:
        target: what is asked.
        question: in plain words.
        settings: what was set beside it, which must be nothing.
        tell: told where it is declined, before the error.
        where: the target, where a command that asks it must name it.

    Raises:
        DeclinedError: where no stored query is sure to answer it.
        ParameterError: where something was set: the question says all.
        StoreError: where the store cannot be asked.
    """
    if settings:
        raise ParameterError(
            "--set belongs to a stored query, and this is a question in plain words",
            hint="say it in the question, or name a stored query: comity queries lists them",
        )
    found = understand(question, target.store, target.terms)
    if isinstance(found, Declined):
        tell(found)
        raise _refusal(found, where)
    return found, target.ask(found.query, found.given(target.terms))


def _refusal(declined: Declined, where: str) -> DeclinedError:
    offered = [
        line
        for one in declined.suggestions
        for line in (f"  {one.restated}", f"    {one.command(where)}")
    ]
    return DeclinedError(
        f"the question is declined: {declined.why}",
        hint="" if offered else "comity queries lists what can be asked",
        report="\n".join(["did you mean", *offered]) if offered else "",
    )
