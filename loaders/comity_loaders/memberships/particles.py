"""Verbs that frames know, with the particles behind them: "took in", "let it in"."""

from __future__ import annotations

from spacy.tokens import Token

from comity_loaders.memberships.frameforms import verb_frames
from comity_loaders.memberships.marked import Marked
from comity_loaders.sentences.masking import Slot


def frame_lemma(verb: Token) -> str:
    """A verb's lemma, also of verbs that the lemmatiser does not know: "readmitted"."""
    if verb.lemma_.lower() in verb_frames():
        return verb.lemma_.lower()
    stem = verb.lower_.removesuffix("ed").removesuffix("ing")
    return next((s for s in (stem, stem[:-1], stem + "e") if s in verb_frames()), "")


def behind_particles(marked: Marked, verb: Token, particles: tuple[str, ...]) -> int | None:
    """The place of a verb's last particle; None where one is missing."""
    at = marked.place(verb)
    for particle in particles:
        near = [p for p in (at + 1, at + 2) if marked.word(p) == particle]
        near = [p for p in near if p == at + 1 or _may_be_between(marked.unit(at + 1))]
        own = [marked.place(c) for c in verb.children if c.lower_ == particle and c.dep_ == "prt"]
        if not near and not own:
            return None
        at = (near or own)[0]
    return at


def _may_be_between(unit: Slot | Token | None) -> bool:
    """Whether it may part a verb and its particle: "let it in", and not "took place in"."""
    return isinstance(unit, Slot) or (unit is not None and unit.pos_ in {"PRON", "ADV", "PROPN"})
