"""Whether a clause is affirmed or denied, and whether it is asserted at all.

With a parse, what governs the clause decides: auxiliaries, negations, the verbs and nouns above
it, an opening "if". Without one, the words before it in the same clause do. When both speak, the
less asserted reading wins: a fact that is missed costs less than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from spacy.tokens import Token

from comity.model import Modality, Polarity, Span
from comity_loaders import wordlists
from comity_loaders.document import Sentence

Stance = tuple[Polarity, Modality]

_CLIMBS = {"xcomp", "ccomp", "advcl", "acl", "conj", "pcomp", "prep", "pobj", "dobj"}
_CLIMBS |= {"auxpass", "attr", "acomp", "amod", "appos", "poss", "dep", "oprd", "csubj", "nsubj"}
_CLAUSE_BREAK = re.compile(
    r"[;:()\"]|\s(?:-|--|–|—)\s|,? \b(?:but|while|although|though|whereas|because|since|after|when"
    r"|which|who|where|and (?=it |he |she |they |its |the |is |was |are |were |has |had ))\b"
)
# "Benin and Togo, but not Ghana, joined" denies nothing of Benin, nor does "Chad, which has no
# coast, joined" deny.
_EXCEPTION = re.compile(
    r",? (?:but|and|though) not [^,;]{2,40},|, (?:which|who|whose|where) [^,;]{2,120}, "
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
_PERFECT_TO_COME = re.compile(
    r"\b(?i:when|once|until|till|after|as soon as)(?: (?:the|all|both|and|of)|,| [A-Z][\w.'-]*)+"
    r" (?:has|have)(?: \w+ly| all| both| each)?(?: been)? $"
)
"""What is to come: "it takes effect when Chile and Peru have ratified it"."""
_LASTING = {"be", "remain", "stay", "have", "hold", "serve", "belong", "keep", "stand"}
"""Verbs of what was so until something else came about."""
_AHEAD = 14
"""How far behind a clause what governs it may stand: further on, the parse has lost its way."""
_ORDER = (Modality.CONDITIONAL, Modality.HEDGED, Modality.HOPED, Modality.PLANNED)


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
        also_denied, more = _by_parse(token, _clause_start(sentence, trigger))
        denied, modalities = denied or also_denied, modalities | more
        refused, meant = _of_shared_infinitive(sentence, token)
        denied, modalities = denied or refused, modalities | meant
    if sentence.text.rstrip("\"') ").endswith("?"):
        modalities.add(Modality.HEDGED)
    polarity = Polarity.DENIED if denied else Polarity.AFFIRMED
    return polarity, next((m for m in _ORDER if m in modalities), Modality.ASSERTED)


def _token(sentence: Sentence, trigger: Span) -> Token | None:
    """The verb of the trigger, or its last word."""
    tokens = list(sentence.tokens_in(trigger))
    verbs = [t for t in tokens if t.pos_ == "VERB"]
    return next(reversed(verbs or tokens), None)


def _clause_start(sentence: Sentence, trigger: Span) -> int:
    """Where the words begin that say how the trigger is meant: behind a courtesy, if any."""
    before = sentence.document.text[sentence.span.start : trigger.start]
    ends = [match.end() for match in _COURTESY.finditer(before)]
    return sentence.span.start + max(ends, default=0)


def _by_words(sentence: Sentence, trigger: Span) -> tuple[bool, set[Modality]]:
    text = sentence.document.text
    before = text[_clause_start(sentence, trigger) : trigger.start]
    before = _EXCEPTION.sub(" ", re.sub(r"\s+", " ", before))
    clause = _CLAUSE_BREAK.split(before)[-1]
    phrases = {name for name, pattern in _phrases().items() if pattern.search(clause)}
    found = {Modality(name) for name in phrases - {"denied"}}
    refused, meant = _of_infinitive(clause)
    found |= meant
    near = re.findall(r"[\w']+", clause)[-4:] + re.findall(r"[\w']+", trigger.of(text))
    for modality, words in _auxiliaries().items():
        if words & set(near):
            found.add(modality)
    condition = re.search(rf"\b(?:{'|'.join(_list('conditions'))})\b", clause, re.IGNORECASE)
    if condition and not _came_about(sentence, trigger, condition[0]):
        found.add(Modality.CONDITIONAL)
    if _PERFECT_TO_COME.search(before):
        found.add(Modality.CONDITIONAL)
    negated = _negations() & {*near, *(w[-3:] for w in near if w.endswith("n't"))}
    return refused or bool(negated) or "denied" in phrases, found


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
    return False, {m for m in _ORDER if words & set(governors.get(m, ()))} or {Modality.PLANNED}


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
    return token is not None and _is_done(token)


def _is_done(token: Token) -> bool:
    """Whether a clause behind "until" tells what happened, beside a verb that does so too."""
    marked = any(c.dep_ == "mark" and c.lower_ in {"until", "once"} for c in token.children)
    main = token.head
    helpers = {c.lower_ for c in main.children if c.dep_ in {"aux", "auxpass"}}
    modal = any(helpers & words for words in _auxiliaries().values())
    past = main.tag_ in {"VBD", "VBN"} or bool(helpers & {"was", "were", "had", "did"})
    lasted = main.lemma_ in _LASTING and main is not token
    return marked and token.tag_ == "VBD" and lasted and past and not modal


def _by_parse(token: Token, start: int) -> tuple[bool, set[Modality]]:
    denied, modalities = _own(token)
    below = token
    for above in _governors(token, start):
        if below.dep_ in {"conj"} and above.pos_ == below.pos_:
            modalities |= _auxiliary_modalities(above) if not _has_subject(below) else set()
        else:
            modality = _governing(above, below)
            if modality:
                modalities.add(modality)
            negated, own = _own(above)
            if modality or own:
                modalities |= own
            elif negated and below.dep_ == "xcomp":
                denied = True
            elif negated and below.dep_ == "ccomp":
                modalities.add(Modality.HEDGED)
            denied = denied or above.lemma_.lower() in _governing_words("denied")
        if above.dep_ in {"ROOT", "relcl"} or _is_reporting_boundary(above, below):
            break
        below = above
    return denied, modalities


def _is_beside(below: Token, above: Token) -> bool:
    """Whether the parse has lost its way: "stopped taking part and withdrew" stopped no second."""
    finite = below.tag_ in {"VBD", "VBZ", "VBP"}
    return below.dep_ == "conj" and finite and above.tag_ in {"VB", "VBG"}


def _governors(token: Token, start: int) -> Iterator[Token]:
    """What governs a token, from below, as far as it stands behind `start`."""
    while token.head is not token and token.dep_ in _CLIMBS and token.head.idx >= start:
        ahead = token.doc[token.i : max(token.head.i, token.i)]
        if (
            len(ahead) > _AHEAD
            or _is_beside(token, token.head)
            or any(t.text == ";" for t in ahead)
        ):
            return
        token = token.head
        yield token


def _own(token: Token) -> tuple[bool, set[Modality]]:
    children = list(token.children)
    denied = any((c.dep_ == "neg" or c.lower_ in _negations()) and _negates(c) for c in children)
    modalities = _auxiliary_modalities(token)
    condition = any(c.dep_ == "mark" and c.lower_ in _list("conditions") for c in children)
    if condition and not _is_done(token):
        modalities.add(Modality.CONDITIONAL)
    return denied, modalities


def _negates(negation: Token) -> bool:
    """Whether it is not the "not" of "but not Ghana"."""
    before = negation.nbor(-1).lower_ if negation.i else ""
    return not (negation.lower_ == "not" and before in {"but", "and", "though"})


def _auxiliary_modalities(token: Token) -> set[Modality]:
    auxiliaries = {c.lower_ for c in token.children if c.dep_ in {"aux", "auxpass"}}
    return {m for m, words in _auxiliaries().items() if words & auxiliaries}


def _governing(above: Token, below: Token) -> Modality | None:
    """How `above` makes the clause under it meant; None where it says nothing of that."""
    kind = "nouns" if above.pos_ in {"NOUN", "PROPN"} else "governors"
    if kind == "governors" and below.dep_ in {"nsubj", "csubj", "advcl", "conj"}:
        return None
    words = wordlists.load("stance.yaml")[kind]
    for modality in _ORDER:
        if str(modality) in words and _lemma(above) in words[str(modality)]:
            done = modality is Modality.PLANNED and below.dep_ == "ccomp" and _is_perfect(below)
            return None if done else modality
    return None


def _is_perfect(token: Token) -> bool:
    """Whether it is done: "announced that it had joined"."""
    return any(c.dep_ == "aux" and c.lower_ in {"has", "have", "had"} for c in token.children)


def _lemma(token: Token) -> str:
    return (token.lemma_ or token.text).lower()


def _has_subject(token: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass"} for c in token.children)


def _is_reporting_boundary(above: Token, below: Token) -> bool:
    return below.dep_ == "advcl" and _has_subject(below) and above.pos_ == "VERB"


@cache
def _phrases() -> dict[str, re.Pattern[str]]:
    phrases = wordlists.load("stance.yaml")["phrases"]
    return {
        name: re.compile(rf"\b(?:{'|'.join(expressions)})(?!\w)", re.IGNORECASE)
        for name, expressions in phrases.items()
    }


@cache
def _auxiliaries() -> dict[Modality, frozenset[str]]:
    lists = wordlists.load("stance.yaml")["auxiliaries"]
    return {Modality(m): frozenset(w) for m, w in lists.items()}


@cache
def _governing_words(name: str) -> frozenset[str]:
    return frozenset(wordlists.load("stance.yaml")["governors"][name])


@cache
def _negations() -> frozenset[str]:
    return frozenset(_list("negations"))


def _list(name: str) -> Iterable[str]:
    words: list[str] = wordlists.load("stance.yaml")[name]
    return words
