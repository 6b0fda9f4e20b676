from __future__ import annotations

from fusing import EFTA, FIN, P, article, made, say


def test_one_disagreement_is_one_conflict_with_all_that_is_to_be_said_of_it() -> None:
    found = made(
        article("one", say(P.LEFT, FIN, EFTA, on="1985-12-31"), day="2001-02-03"),
        article("two", say(P.LEFT, FIN, EFTA, on="1986-01-01"), day="2001-02-03"),
    )
    (conflict,) = found.relations("membership-date")
    assert conflict["fusedBy"] == ["conflict/membership-date"]
    (note,) = conflict["note"]
    assert "the end of the status member" in note
    assert "the start of the status withdrawn" in note
