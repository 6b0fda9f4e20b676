"""What people decide about claims that comity is not sure of, or is wrong about.

A claim that is found with too little confidence is held: it is in no graph, and nothing is fused
from it. A review file, one line a decision, accepts or rejects claims, held or not, by the words
that they rest on; a build heeds it, and says which of its lines no longer fit any article.
"""

from comity.review.decisions import Decision, Review, read_decisions
from comity.review.sifting import Line, Sifted, sift

__all__ = ["Decision", "Line", "Review", "Sifted", "read_decisions", "sift"]
