"""Plain questions: from words to a stored query with its settings, by rule, or a refusal.

No language model takes part. Every word of a question must be accounted for: as a name that the
store knows, as a date, as a word of the vocabulary (`words.yaml`), or as what a quotation is to
speak of. What is left must be, word by word in meaning, one of the wordings that the stored
queries' heads give as `examples`. Otherwise the question is declined: another question's answer is
worse than none.
"""

from comity.questions.routing import understand
from comity.questions.said import Declined, Filled, Suggestion, Understood

__all__ = ["Declined", "Filled", "Suggestion", "Understood", "understand"]
