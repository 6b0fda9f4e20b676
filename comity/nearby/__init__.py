"""What is known nearby, where an answer has no rows: the same pair, the same member, the same body.

A second look, by stored queries: the history of the member, the complete rosters of the body, and
the same question about the body that it traces its origins to, or about another time. What it finds
is said in sentences below the note, each with the facts that it rests on, so that it leads to their
passages as a row does.
"""

from comity.nearby.looking import Sentence, nearby

__all__ = ["Sentence", "nearby"]
