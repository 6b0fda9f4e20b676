"""How far to trust readings: gold annotations against what the installed loaders find.

The measure is that of the common evaluation set whose schema `comity.annotations` writes: which
items are scored, what fits what, and what a false alarm is.
"""

from comity.evaluate.evaluation import Evaluation, ScoredArticle, evaluate
from comity.evaluate.figures import Figures

__all__ = ["Evaluation", "Figures", "ScoredArticle", "evaluate"]
