"""What news and a data set say of the same memberships and offices, side by side."""

from comity.compare.comparing import Comparison, Row, compare, data_sets
from comity.compare.matching import Verdict

__all__ = ["Comparison", "Row", "Verdict", "compare", "data_sets"]
