"""What the parse says of who speaks at a cue; the words themselves are asked first."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from comity.model import Span
from comity_loaders.statements.cues import Cue
from comity_loaders.statements.speech import Speech
from comity_loaders.statements.voice import Voice, VoiceKind

_JOINED = frozenset({"conj", "advcl", "xcomp", "pcomp", "prep", "acl"})
"""How a verb hangs on one whose subject is its own."""
_FINITE = frozenset({"VBD", "VBZ"})
_ACTS = _FINITE | {"VBP"}


def of_cue(speech: Speech, cue: Cue, voices: Sequence[Voice]) -> Voice | None:
    """The voice that the parse takes for a cue's subject.

    Args:
        speech: the article.
        cue: the words of saying.
        voices: those of the stretch.
    """
    token = _verb(speech, cue)
    if token is None or not speech.document.parses:
        return None
    subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
    if subject is None:
        return None
    beside = (c for c in subject.children if c.dep_ == "appos")
    found = (_holding(t, voices) for t in (subject, *beside))
    return next((voice for voice in found if voice), None)


def governing(speech: Speech, cue: Cue, voices: Sequence[Voice]) -> tuple[bool, Voice | None]:
    """The subject that the parse gives a cue without one, from the verb it is joined to.

    Returns:
        Whether the parse tells, and the voice; None where that subject is no voice.
    """
    subject = governing_token(speech, cue)
    return (False, None) if subject is None else (True, _holding(subject, voices))


def governing_token(speech: Speech, cue: Cue) -> Token | None:
    """The head of the subject that a cue without one shares with the verb it is joined to."""
    token = _verb(speech, cue)
    if token is None or not speech.document.parses:
        return None
    while token.dep_ in _JOINED and token.head is not token:
        token = token.head
        subject = next((c for c in token.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        if subject is not None:
            return subject
    return None


def next_deed(speech: Speech, cue: Cue) -> int | None:
    """Where it is told what else the speaker did: "announced a fund and left the room"."""
    verb = _verb(speech, cue)
    if verb is None or not speech.document.parses:
        return None
    deeds = (t for t in verb.rights if t.dep_ == "conj" and t.tag_ in _FINITE)
    deed = next(deeds, None)
    if deed is None:
        return None
    joins = [t for t in verb.rights if t.dep_ == "cc" and t.i < deed.i]
    return int((joins[-1] if joins else deed.left_edge).idx)


def is_led(speech: Speech, cue: Cue) -> bool:
    """Whether the parse finds a cue's subject before it: "Chad, a member, recalled its envoys"."""
    verb = _verb(speech, cue)
    if verb is None or not speech.document.parses:
        return False
    return any(t.dep_ == "nsubj" for t in verb.lefts)


def relative_end(speech: Speech, cue: Cue) -> int | None:
    """Where a relative clause ends: "Roe, who calls it art, never sells"."""
    verb = _verb(speech, cue)
    if verb is None or verb.dep_ != "relcl" or not speech.document.parses:
        return None
    main = verb.head.head
    commas = [t for t in verb.doc[verb.i : main.i] if t.text == ","] if main.i > verb.i else []
    return int(commas[-1].idx) if commas else None


def has_own(speech: Speech, cue: Cue) -> bool:
    """Whether the parse gives a cue a subject of its own, whoever that is."""
    token = _verb(speech, cue)
    return token is not None and any(
        c.dep_ == "nsubj" and c.tag_ in {"NNP", "NN", "NNS", "NNPS"} for c in token.children
    )


def acts(speech: Speech, voice: Voice, cue: Cue) -> bool:
    """Whether the parse takes a voice for the subject of a verb behind it."""
    verb = _verb(speech, cue)
    return verb is not None and any(
        t.dep_ in {"nsubj", "nsubjpass"}
        and t.head.i > t.i
        and _is_finite(t.head)
        and t.head.i > verb.i
        for t in speech.tokens_in(voice.span)
    )


def _is_finite(verb: Token) -> bool:
    """Whether a verb is, by its own form or its auxiliary's: "would be hired"."""
    helped = (c.tag_ for c in verb.lefts if c.dep_ in {"aux", "auxpass"})
    return verb.tag_ in _ACTS or any(tag in {*_ACTS, "MD"} for tag in helped)


def _verb(speech: Speech, cue: Cue) -> Token | None:
    return next(iter(speech.tokens_in(cue.core)), None)


def _holding(token: Token, voices: Sequence[Voice]) -> Voice | None:
    """The voice of which a token is the last word, or any word of a document's or a group's."""
    place = Span(token.idx, token.idx + len(token.text))
    around = [v for v in voices if v.span.contains(place)]
    ending = [v for v in around if v.span.end <= place.end + 1 or v.kind is VoiceKind.DOCUMENT]
    longer = [v for v in around if _goes_on(v, token)]
    whole = max(longer, key=lambda v: v.span.start, default=None)
    return min(ending, key=lambda v: v.span.start, default=whole)


def _goes_on(voice: Voice, token: Token) -> bool:
    """Whether a group's name goes on behind its head: "the leaders of Example at the talks"."""
    last = next((t for t in token.doc[token.i :] if t.idx >= voice.span.end), None)
    return voice.kind is VoiceKind.GROUP and (last is None or last.text != ",")
