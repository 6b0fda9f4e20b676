"""States that are only where somebody is from: of "Kofi Annan of Ghana joined", no claim."""

from __future__ import annotations

import re

from comity_loaders.document import Sentence
from comity_loaders.memberships.frameforms import words
from comity_loaders.sentences.masking import Slot

_FROM = re.compile(r" (?P<word>of|from) (?:the )?$")
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|President)\.? [\w'-]+$")
_SUBJECTS = {"nsubj", "nsubjpass"}


def is_homeland(sentence: Sentence, states: Slot) -> bool:
    """Whether states stand behind somebody, in words that tell only where they are from."""
    text, start = sentence.document.text, sentence.span.start
    found = _FROM.search(text[start : states.span.start])
    if found is None:
        return False
    end = start + found.start()
    noun = next((t for t in sentence.tokens if t.idx + len(t) == end), None)
    if noun is None or noun.dep_ not in _SUBJECTS:
        return False
    if noun.ent_type_ == "PERSON" or _TITLED.search(text[start:end]):
        return True
    acts = words("states") | words("speaks_for")
    return found["word"] == "from" and noun.lower_ not in acts
