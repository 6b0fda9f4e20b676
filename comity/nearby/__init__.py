"""What is known nearby, where an answer has no rows: the same pair, the same member, the same body.

A second look, by stored queries: the history of the member, the complete rosters of the body, and
the same question about the body that it traces its origins to, or about another time. What it finds
is said in a sentence or two behind the note, for every reader of the answer.
"""

from comity.nearby.looking import nearby

__all__ = ["nearby"]
