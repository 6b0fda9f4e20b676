"""Words and signs around a verb of signing, in masked sentences."""

from __future__ import annotations

import re

_DATE = r"(?:on |in )?<(?P<date>D\d+)>"
_ADVERBS = r"(?:also|later|first|finally|formally|jointly|then|both|officially|\w+ly)"
DATE_BEFORE = re.compile(rf"(?:^|,? ){_DATE},? (?:(?:{_ADVERBS}|had|have|has|was|were) )*$")
DATE_WHEN = re.compile(r"<(?P<date>D\d+)>,? when (?:[^,;:<]|<[BSNOC]\d+>){0,80}$")
"""A date that the clause says more of: "until 1994, when the pact was signed"."""
DATE_FIRST = re.compile(
    rf"^\W*(?:[Aa]t (?:an?|the) (?:\w+ )?ceremony (?:in|at) (?:<C\d+>|[A-Z]\w+),? )?"
    r"(?:[a-zA-Z]+ ){0,3}(?:(?:in|at|In|At|to) (?:<[CS]\d+>|[A-Z]\w+)(?:, <S\d+>)?,? )?"
    rf"{_DATE}[, ]"
)
DATE_OPENS = re.compile(rf"^\W*{_DATE}[, ]")
PAIR = re.compile(
    rf"[A-Z][\w'’-]+ and (?:(?:[A-Z][\w'’.-]+ )*[A-Z][\w'’-]+|I) (?:{_DATE} )?(?:\w+ly )?$"
)
"""Two that are named, whoever they are: "Medvedev and Obama", "President Bush and I today"."""
LAW = re.compile(r" (?:[A-Z][\w'’-]+ ){0,2}Act\b|[^;:.]{0,60} into law\b")
"""What shows that an agreement's law at home is signed, and not the agreement."""
HAVING = re.compile(r"\b[Hh]aving (?:\w+ly |also |just |already )*$")
"""What makes a signing one before what the sentence dates: "expelled in 1979 for having signed"."""
PURPOSE = re.compile(
    r" (?:establishing|creating|setting up|founding) [^,;:.]{2,90}?"
    r"(?= (?:in|at) (?:<C|[A-Z][a-z]+(?:[.,]|$| <D))|,? <D)"
)
DATE_BEHIND = re.compile(rf"^ (?:of |\()?{_DATE}")
OBJECT = re.compile(
    rf"^(?: (?:{_ADVERBS}|here|in <[CS]\d+>|<D\d+>|of|up),?)*,? ?"
    r"(?:(?:the|an?|its|their|this|that|another|both|such an?|two|three|four|five|six|several"
    r"|a number of|(?:[a-z-]+|<[SBN]\d+>)['’]s?) )*"
    r"(?:[a-z]+ed |new |old )?$"
)
ASIDE = re.compile(
    r" ?\((?!sign)[^()]*\)|, (?!signed|initial+ed|inked|concluded)[a-z]+(?:ed|wn|ught|lt)"
    r" [^,;:]{2,90},(?= (?:was|were|is|has|had|have)\b)"
    r"|, (?:(?:to|of|in|under|by) which|which|that|who|also|known|or|the|an?|replac|creat)"
    r"[^,]{2,90},"
    r"| (?:under|by|with|through) which [^,;:]{2,90}?(?= (?:was|were|has been|had been) )"
    r"|,? (?:establishing|creating|setting up|setting out|ending|aimed at|designed to|providing for"
    r"|governing|banning|limiting|reducing|regulating|committing|demarcating|normali[sz]ing)"
    r" [^,;:]{2,90}?(?= (?:which |that )?(?:was|were|has been|had been) )"
)
_NOUN_PHRASE = (
    r"(?:the )?(?:[\w'’-]+|<[A-Z]\d+>)"
    r"(?:(?:,| and|,? and the| of the| of)? (?:[A-Z][\w'’-]+|<[SBNC]\d+>|[\w-]+(?<!ed)))*?"
)
LINK = re.compile(
    rf"^(?: (?:of|on|for|between|with|to|among|in|at) {_NOUN_PHRASE}|,? (?:on |in )?<D\d+>)*?"
    r"(?P<rel>,? (?:which|that))?(?:,| \()?"
    r"(?: (?P<aux>was|were|is|are|being|(?:has|have|had|having) been"
    r"|(?:will|would|should|could|may|must|to) (?:not )?be|w(?:as|ere) (?:not|never)))?"
    rf"(?: {_ADVERBS})*(?: [a-z]+(?:ed|wn) (?:[^,;:]{{2,40}}(?:, <S\d+>,?)? )?and)?"
    r"(?: <D\d+>)?(?: |(?<=\())$"
)
OPENING = re.compile(r"^(?:[Ss]igned|[Ii]nitialled) [^;:]{3,80}?, (?:(?:the|this) )?$")
BY_ACTOR = re.compile(
    rf"^(?:,? (?:which|that))? (?:the )?(?P<actors><S\d+>)(?: (?:{_ADVERBS}|had|have|has|both))* $"
)
LIST = re.compile(r"(?:the )?<[SBN]\d+>(?:(?:,? and|,) (?:the )?<[SBN]\d+>)*")
BY = re.compile(r" (?:by|between|among) (?:the )?(?:[\w'’.-]+ ){0,4}?(?=<)")
PARTY = re.compile(r" (?:by|between|among) (?P<who>[^;:\"]{3,120})")
WITH = re.compile(r"(?: here|,? <D\d+>|,? in <[CS]\d+>)* with (?:the )?(?P<who><[SB]\d+>|[A-Z])")
DASHED = re.compile(r" (?:--|[-–—]) .*? (?:--|[-–—]) ")
IT_WAS = re.compile(r"^.{0,60}?(?:\b(?:since|when|after|and|as)|[;,]) it (?:was|had been) ")
AT = re.compile(r"\b(?:at|during) $")
ANNIVERSARY = re.compile(
    r"\b(?:anniversary|commemorat\w+|since|after|following|years|decades) (?:of |from )?(?:the )?$"
)
BESIDES = re.compile(
    r"\band (?:\w+ly |then |later |been )*(?:ratified|approved|endorsed|adopted|confirmed"
    r"|implemented|published|took effect|entered|came)\b"
)
AGENT = re.compile(r" by (?:the )?(?:[a-z]+ of )?<[SB]\d+>[^<]*(?:<[SB]\d+>[^<]*)*$", re.IGNORECASE)
OF = re.compile(r"^(?:signing|signature|conclusion)$")
TAKEN_FOR_GRANTED = re.compile(
    r"(?:[Aa]fter|[Ff]ollowing|[Ss]ince|[Uu]pon|(?:was|were|had been)(?: [\w-]+){0,5} until"
    r"|[Ww]ith|[Dd]uring|[Aa]t|[Tt]o|[Ff]or|[Mm]ark\w*|[Ww]itness\w*"
    r"|[Aa]ttend\w*|[Ww]elcom\w*|[Oo]f|[Ss]aw|[Pp]resided over|[Oo]versaw|by"
    r"|(?:culminated|resulted|ended) in|(?<!aim )(?<!goal )(?<!purpose )was) (?:the )?$"
)
# "The signing of the accord in May 1983 calmed the states".
OPENS_SUBJECT = re.compile(r"(?:^|[,;] )[Tt]he (?:formal |official |\d{4} |<D\d+> )?$")
DID = re.compile(
    r"(?:,? (?:<[DC]\d+>|(?:in|at|on|by|between) (?:the )?(?:<[A-Z]\d+>|[A-Z][\w'’-]*)"
    r"(?: and <S\d+>)?)){0,3},? (?:(?:was|were|had been) (?!planned|delayed|cancel|postponed"
    r"|scheduled|due|expected|blocked|set|meant|put|intended|suspended|called)"
    r"|had |led|brought|made|gave|took|paved|began|came|(?!delayed|failed|planned)[a-z]{2,}ed\b)"
)
# What a verb in the present stands under that makes it no news.
UNDER = re.compile(r"\b(?i:that|if|unless|when|once|whether|until|before|hopes?|should|as|while) ")
# "Peru and Chile sign a pact", which is no noun and no plan.
PRESENT = (
    r"(?<=[>A-Za-z,] )(?<!to )(?<!will )(?<!not )(?<!may )(?<!can )(?<!could )(?<!would )"
    r"(?<!should )(?<!might )(?<!must )(?<!and )(?<!or )(?<!the )(?<!a )(?<!let )"
    r"signs?(?= (?:an?|the|two|three|their|its) )"
)
CEREMONY = re.compile(
    r"(?i)\b(?:held|hosted|staged|attended|witnessed|at|during|after|following|with)"
    r" (?:an?|the) (?:\w+ )?$"
)
MANY = re.compile(
    r"(?i)\b(?:both|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+|they|we|dozens"
    r"|several|nations|countries|states|sides|members|parties|governments|representatives) ?"
    r"|\b(?:\w+ ){0,2}(?:leaders|ministers|presidents|officials|delegations|envoys|delegates"
    r"|negotiators|heads|monarchs|chiefs|ambassadors|premiers|secretaries|directors"
    r"|counterparts?|rebels|rebel (?:groups?|movements?|leaders?|factions?)|guerrillas|insurgents"
    r"|separatists|militias?|factions|warlords|opposition (?:groups|parties|leaders?))\b"
)
_ACCESSION = re.compile(r"\b(?:[Aa]ccession|[Aa]dhesion|[Aa]dmission)\b")
_UNDER_WHICH = re.compile(
    r" (?:under|by|with|through) which (?:the |it |its )?[^,;:.]{0,40}?\bjoin"
)


def is_of_accession(text: str, start: int, end: int) -> bool:
    """Whether an agreement lets somebody in, so that all the members sign it, or have signed it."""
    named = _ACCESSION.search(text, start, end) or re.match(
        r" (?:of|on|for) (?:the )?(?:accession|adhesion|admission)\b", text[end:]
    )
    return bool(named or _UNDER_WHICH.match(text, end))
