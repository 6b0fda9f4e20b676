"""Wordings that stand for states, or that tell where they may: "the island nation"."""

from __future__ import annotations

import re

_OPENINGS = (
    r"(?:^|[;:] |, (?:and|but|when|which|while|as|after|before|since|because|so) |\"|\) "
    r"|\b\d{4},? |\b(?:year|month|week|day|decade|years later|later|afterwards|thereafter|soon"
    r"|finally|eventually|(?:years|months|weeks|days|decades) (?:on|after)),? "
    r"|\b(?:which|that|and|but|said|says) |, "
    r"|\b(?i:when|after|before|since|until|because|if|while|although|though|as|once|unless"
    r"|whereas) )"
)
PRONOUN = re.compile(
    rf"{_OPENINGS}(?P<word>(?:[Ii]t|[Tt]hey)(?= )|(?:[Ii]ts|[Tt]heir)(?= (?:[a-z]+ )?(?:accession"
    r"|admission|entry|withdrawal|membership|application|suspension|bid|exit|departure))"
    r"|(?:[Bb]oth|(?:[Tt]he|[Aa]ll|[Tt]hese) (?:two|three|four|five))(?= (?:(?:have|had|are|were"
    r"|would|will|did|now|also|later|then|formally|officially|once) )*(?:[a-z]+ed|are|were|been"
    r"|left|became|withdrew|belong|came|went|quit|sit|sat|took)\b))"
)
COUNTED = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5}
"""How many states such a pronoun stands for, by its last word."""
COUNTRY = re.compile(
    r"\b(?P<word>[Tt]h(?:e|is|at) (?!(?:only|first|second|third|last|latest|next|other|same|\w+est"
    r"|most|new|\w+th|one|single|entire|my|our|your|his|her|their|its|no|any|each|every)\b)"
    r"(?:(?:[a-z]+|[A-Z][a-z]+(?:an|n|ese|ish|ic|ern)?) ){0,2}?"
    r"(?:country|nation|republic|kingdom|island|archipelago|sultanate|emirate|monarchy|newcomer)"
    r"|[Tt]he (?:Kingdom|Republic|Sultanate|Emirate|Principality|Grand Duchy))\b"
    r"(?! (?:of|that|which|in|nation|state|country|republic|kingdom)\b)"
)
HIS = re.compile(
    r"\b(?:pull|yank|withdraw|withdrew|tak|took|br(?:ing|ought)|le[ai]?d)\w* "
    r"(?P<word>(?:his|her) (?:own )?(?:country|nation|kingdom|island|republic))\b(?! of\b|'|-)"
)
"""The country that somebody leads somewhere: "the colonel pulled his country out"."""
OF_SPEAKER = re.compile(
    r"\b(?:that|said|says|when|while|since|because|and|but|as|after|before|until|how|where) "
    r"(?P<word>(?:his|her) (?:own )?(?:country|nation|kingdom|island|republic|homeland))\b"
    r"(?! of\b|'|-)"
)
"""The country of somebody who speaks: "the Peruvian envoy said that her country joined"."""
TAKEN = re.compile(
    r"\b(?:pull|yank|withdraw|withdrew|tak|took|br(?:ing|ought)|le[ai]?d|let|sw[eo]r|suspend|expel"
    r"|readmit|re-admit|admit|throw|threw)\w* (?P<word>it)(?= (?:out|back|in|into|from|to|after)\b)"
)
"""What somebody leads somewhere: "its former ruler had taken it out", "suspended it from"."""
MEMBERSHIP = re.compile(
    r"\b(?:restor|reinstat|renew|reviv|suspend|fr[eo]ez|froz|end|terminat|accept|approv)\w* "
    r"(?P<word>its|their)(?= (?:full )?membership\b)"
)
OF_ANOTHER = re.compile(
    r"\b(?:approv|ratif|endors|back|support|block|veto|delay|oppos|accept|bless|clear)\w* its "
    r"(?:[a-z]+ )?(?:entry|accession|admission|application|membership|bid|return)\b"
)
"""What one does to another: "the senate of Peru approved its entry and it joined"."""
OF_A_BODY = re.compile(
    r"(?:On|Upon|After|Before|Since|By|While|When|Besides) (?:first )?[a-z]+ing [^;:]{1,90}, "
    r"|(?:As |Being )?(?:[Aa]n? |[Tt]he |[Oo]ne of |[Nn]ot |[Aa]lready |[Ll]ong )"
    r"(?:[\w-]+ ){0,4}(?:member|members|party|signatory|founder|observer) (?:of|to|in) [^,;:]+, "
)
"""What may stand before the pronoun that it is about: "A member of the union, it"."""
SUBORDINATE = re.compile(
    r"\W*(?:(?:But|And|Yet),? )?(?:(?:Even|Ever|Just|Only|Shortly|Soon|Long|Right|Immediately"
    r"|[\w-]+ (?:years?|months?|weeks?|days?|decades?)) )?"
    r"(?:before|after|since|when|while|whilst|although|though|because|as|until|till|once|if|unless"
    r"|whereas|by the time|ever since|even though|now that|in the years? (?:before|after|since)"
    r"|the (?:year|day|month|week)(?: that)?)"
    r"(?: both)? ",
    re.IGNORECASE,
)
"""What stands before a pronoun whose clause opens the sentence: "Since it joined in 2004,"."""
CLAUSE_ENDS = re.compile(r"^[^;:.]*[^;:.,],(?: however,| too,)? (?:the )?$", re.IGNORECASE)
"""The rest of that clause, up to the subject of the main one."""
OF_OTHERS = re.compile(
    r"(?:[Ii]t|[Tt]hey) (?:is|was|were|had been|has been) (?:\w+ )?(?:that|who|which|clear|said)\b"
)
"""Pronouns that mean nothing: "when it was clear that"."""
SUBJECT_GOES_ON = re.compile(r"(?:,[^,;:.]{3,80},)? (?!and\b|or\b)(?:[a-z]+|[a-z]+n't)\b")
"""What stands behind that subject: its verb."""
_WHEN = (
    r"(?:(?:In|On|By|From|Since|During|Early|Late|Later|Then|Soon|Afterwards|Also"
    r"|(?:The|That) (?:same |next |following )?(?:year|month|week|day)"
    r"|[A-Z][a-z]+ \w+ (?:later|after|on))"
    r"\b[^,;:]{0,40},? )?"
)
IT, THEY = re.compile(rf"{_WHEN}[Ii]t "), re.compile(rf"{_WHEN}[Tt]hey ")
REACH = 4
"""How many sentences may begin with "It" one after another."""
GOVERNMENT = re.compile(
    r"\b(?P<word>[Tt]he (?:(?:transition(?:al)?|military|interim|new|ruling|caretaker|coalition"
    r"|revolutionary|civilian) ){0,2}(?:[Gg]overnment|junta|regime|authorities))\b(?! of\b|'|-)"
)
# "The Chilean government" is Chile where it signs or joins.
ITS_GOVERNMENT = re.compile(r"(?: [Gg]overnment| junta| authorities| leadership)\b(?!'|-| of\b)")
# A subject opens its sentence, behind at most an adverbial phrase.
LEAD = re.compile(r"^(?:[^,;:<>]{0,60}, |(?:[A-Z]?[\w'-]+ ){0,2})$")
FRONTED = re.compile(r",(?: then| however| too)?(?: the)? $|^$")
