"""Whether a clause is affirmed or denied, and whether it is asserted at all.

With a parse, what governs the clause decides: auxiliaries, negations, the verbs and nouns above
it, an opening "if". Without one, the words before it in the same clause do. When both speak, the
less asserted reading wins: a fact that is missed costs less than a wrong one.
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from comity.model import Modality, Polarity, Span
from comity_loaders import wordlists
from comity_loaders.document import Sentence
from comity_loaders.sentences.stanceparse import by_parse, is_done, is_past_with
from comity_loaders.sentences.stancewords import (
    ORDER,
    auxiliaries,
    granted,
    listed,
    negations,
    phrases,
)

Stance = tuple[Polarity, Modality]

_CLAUSE_BREAK = re.compile(
    r"[;:()\"]|\s(?:-|--|–|—)\s|,? \b(?:but|while|although|though|whereas|because|since|after|when"
    r"|which|who|where|and (?=it |he |she |they |its |the |is |was |are |were |has |had ))\b"
)
# "Benin and Togo, but not Ghana, joined" denies nothing of Benin, nor does "Chad, which has no
# coast, joined" deny.
_EXCEPTION = re.compile(
    r",? (?:but|and|though) not [^,;]{2,40},|, (?:which|who|whose|where) [^,;]{2,120}, "
)
# Nor does "once a Soviet republic, Estonia joined" set a condition.
_AGAIN = re.compile(r"\b[Oo]nce (?:again|more)\b|\b(?:at least|more than|only|just) once\b")
_FORMERLY = re.compile(
    r"\b[Oo]nce (?:an?|part|one|among|under|known|home|ruled|governed|dominated|occupied|seen) "
    r"(?![^,;]*\b(?:is|are|was|were|has|have|had|does|do|did|will|joins?|signs?|becomes?|leaves?)\b)"
    r"[^,;]{2,90},"
)
# Nor do phrases beside a name: "Chad, with no coast, joined", "Gabon, once French, joined".
_BESIDE = re.compile(
    r", (?:once (?!\w+e[dn]\b)|with(?:out)? (?!luck|any luck)|no |not |never |hitherto |an? |the "
    r"|(?:un)?till? then )"
    r"(?![^,;]*\b(?:is|are|was|were|has|have|had|does|do|did|will|would|can|could|may|might|must"
    r"|if)\b)[^,;:()\"]{2,90}, "
)
# "Whether it liked it or not" and "without waiting for Chad" are of how it was done.
_REGARDLESS = re.compile(
    r"\b[Ww]hether [^,;]{2,60}? or not,|\b[Ww]ithout (?:even |ever )?[a-z]+ing\b[^,;]{0,60},"
)
# "Went on to join" and "proud to welcome" tell what is so.
_INFINITIVE = re.compile(
    r"(?<!went on )(?<!proceeded )(?<!managed )(?<!proud )(?<!pleased )(?<!delighted )(?<!happy )"
    r"(?<!glad )(?<!honoured )(?<!honored )(?<!continues )(?<!continued )\bto(?: \w+ly)?(?: be)? $"
)
_RANKED = re.compile(
    r"\b(?:first|last|latest|only|newest|second|third|fourth|fifth|\d+(?:st|nd|rd|th))\b"
    r"(?: [^\W\d_]+){0,4} to(?: be)? $"
)
# Nor "occupied until 1907, Peru joined": the time until something else.
_UNTIL_DATE = re.compile(
    r"\buntil (?:[a-z]+ |\d{1,2} )?(?:[A-Z][a-z]+ )?(?:\d{1,2}, )?(?:1[5-9]|20)\d\d\b"
)
# "I would like to stress that" is a manner of stressing it, and makes nothing of what it stresses.


def _over_lines(pattern: str) -> str:
    """A pattern whose blanks match line ends and several blanks too."""
    return pattern.replace(" ", r"\s+")


_COURTESY = re.compile(
    _over_lines(
        r"(?:\b(?:would|should) (?:also |just |only |once again |again |first )*like"
        r"|(?<!not\s)(?<!n't\s)\b(?:want(?:s|ed)?|wish(?:es|ed)?|have|has|had)"
        r"|\b(?:let|allow|permit) (?:me|us)|\b(?:am|are|is|was) (?:glad|pleased|happy|proud|able)"
        r"|\b(?:I|[Ww]e) (?:must|should|can|may|will|cannot but))(?: to)? "
        r"(?:(?:\w+ly|once again|again|also|just|only|first|here) )*"
        r"(?:say|stress|emphasi[sz]e|underline|underscore|note|reiterate|recall|point out|add"
        r"|confirm"
        r"|remind (?:you|everyone|the \w+)|highlight|repeat|mention|reaffirm|clarify|explain|admit"
        r"|tell you|report|inform you|state|announce|declare|affirm|assure you)"
        r"(?: \w+ly| again| here| today)*,? that\b"
        # "It was not until 1955 that it joined" tells when it did.
        r"|\bit was (?:only|not until|just|not before|not till)\b[^;:.]{2,60}? that\b"
        r"|\bnot (?:until|before|till) [^;:.]{2,40}? (?=(?:did|was|were)\b)"
    ),
    re.IGNORECASE,
)
_YET = {Modality.PLANNED, Modality.CONDITIONAL}
"""How "before" and "once" say that something is yet to come."""
_PERFECT_TO_COME = re.compile(
    r"\b(?i:when|once|until|till|after|as soon as)(?: (?:the|all|both|and|of)|,| [A-Z][\w.'-]*)+"
    r" (?:has|have)(?: \w+ly| all| both| each)?(?: been)? $"
)
"""What is to come: "it takes effect when Chile and Peru have ratified it"."""


def stance(sentence: Sentence, trigger: Span) -> Stance:
    """How the clause around `trigger` is meant.

    Args:
        sentence: the sentence.
        trigger: the place of the word that makes the claim, such as "joined".

    Returns:
        Polarity and modality; affirmed and asserted where nothing says otherwise.
    """
    denied, modalities = _by_words(sentence, trigger)
    token = _token(sentence, trigger)
    if token is not None and sentence.document.parses:
        also_denied, more = by_parse(token, _clause_start(sentence, trigger))
        denied, modalities = denied or also_denied, modalities | more
        refused, meant = _of_shared_infinitive(sentence, token)
        denied, modalities = denied or refused, modalities | meant
        modalities -= _YET if is_past_with(token) else set()
    if sentence.text.rstrip("\"') ").endswith("?"):
        modalities.add(Modality.HEDGED)
    polarity = Polarity.DENIED if denied else Polarity.AFFIRMED
    return polarity, next((m for m in ORDER if m in modalities), Modality.ASSERTED)


def _token(sentence: Sentence, trigger: Span) -> Token | None:
    """The verb of the trigger, or its last word."""
    tokens = list(sentence.tokens_in(trigger))
    verbs = [t for t in tokens if t.pos_ == "VERB"]
    return next(reversed(verbs or tokens), None)


def _clause_start(sentence: Sentence, trigger: Span) -> int:
    """Where the words begin that say how the trigger is meant: behind a courtesy, if any.

    So too behind what takes the rest for granted.
    """
    before = sentence.document.text[sentence.span.start : trigger.start]
    ends = [match.end() for part in (_COURTESY, granted()) for match in part.finditer(before)]
    return sentence.span.start + max(ends, default=0)


def _by_words(sentence: Sentence, trigger: Span) -> tuple[bool, set[Modality]]:
    text = sentence.document.text
    before = text[_clause_start(sentence, trigger) : trigger.start]
    before = _EXCEPTION.sub(" ", re.sub(r"\s+", " ", before))
    before = _FORMERLY.sub(" ", _REGARDLESS.sub(" ", _AGAIN.sub(" ", before)))
    before = _UNTIL_DATE.sub(" ", _BESIDE.sub(" ", before))
    clause = _CLAUSE_BREAK.split(before)[-1]
    spoken = {name for name, pattern in phrases().items() if pattern.search(clause)}
    found = {Modality(name) for name in spoken - {"denied"}}
    refused, meant = _of_infinitive(clause)
    found |= meant
    near = re.findall(r"[\w']+", clause)[-4:] + re.findall(r"[\w']+", trigger.of(text))
    for modality, words in auxiliaries().items():
        if words & set(near):
            found.add(modality)
    condition = re.search(rf"\b(?:{'|'.join(listed('conditions'))})\b", clause, re.IGNORECASE)
    if condition and not _came_about(sentence, trigger, condition[0]):
        found.add(Modality.CONDITIONAL)
    if _PERFECT_TO_COME.search(before):
        found.add(Modality.CONDITIONAL)
    negated = negations() & {*near, *(w[-3:] for w in near if w.endswith("n't"))}
    return refused or bool(negated) or "denied" in spoken, found


def _of_infinitive(clause: str) -> tuple[bool, set[Modality]]:
    """What "refused to", "hopes to" or "agreed to" right before a verb makes of it."""
    ranked = _RANKED.search(clause)
    if ranked:
        return _of_infinitive(re.sub(r"\bbe (?:\w+ )*$", "", clause[: ranked.start()]))
    if not _INFINITIVE.search(clause) or re.search(wordlists.load("stance.yaml")["caused"], clause):
        return False, set()
    words = {stem for word in re.findall(r"[a-z]+", clause)[-5:] for stem in _stems(word)}
    governors = wordlists.load("stance.yaml")["governors"]
    if words & set(governors["denied"]):
        return True, set()
    return False, {m for m in ORDER if words & set(governors.get(m, ()))} or {Modality.PLANNED}


def _of_shared_infinitive(sentence: Sentence, token: Token) -> tuple[bool, set[Modality]]:
    """What the "to" of a verb beside it makes of it: "to sign and ratify"."""
    first = token.head
    shares = token.dep_ == "conj" and token.tag_ == "VB" and not _has_helper(token)
    if not shares or not any(c.lower_ == "to" and c.dep_ == "aux" for c in first.children):
        return False, set()
    before = sentence.document.text[sentence.span.start : first.idx]
    return _of_infinitive(_CLAUSE_BREAK.split(re.sub(r"\s+", " ", before))[-1])


def _has_helper(token: Token) -> bool:
    return any(c.dep_ in {"aux", "auxpass"} for c in token.children)


def _stems(word: str) -> set[str]:
    cut = {word.removesuffix(ending) for ending in ("s", "es", "d", "ed", "ing")}
    doubled = {stem[:-1] for stem in cut if stem[-1:] == stem[-2:-1]}
    return {word, *cut, *doubled, *(stem + "e" for stem in cut)}


def _came_about(sentence: Sentence, trigger: Span, opening: str) -> bool:
    """Whether what a clause waited for came: "was an observer until it joined in 2002"."""
    if opening.lower() not in {"until", "once"} or not sentence.document.parses:
        return False
    token = _token(sentence, trigger)
    return token is not None and is_done(token)
