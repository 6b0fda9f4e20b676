"""The state that a person acts or speaks for: "took Peru out of it", "said Mali would not pay"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from comity.model import Entity
from comity_loaders.names.mentions import Use
from comity_loaders.offices.context import STATES, Context, only
from comity_loaders.offices.scenes import is_oblique
from comity_loaders.titles import titlewords

_OWN_WILL = re.compile(
    r"(?:,[^,.;\n]{3,80},)?(?:[ ]+(?:also|now|still|itself|never|not))?[ ]+"
    r"(?:would|will|hopes?|hoped|supports?|supported"
    r"|wants?|wanted|remains?|remained|attache[sd]|welcome[sd]|intends?|intended|opposes?|opposed"
    r"|stands? ready|stood ready|is ready|was ready|is willing|was willing|is prepared|was prepared"
    r"|(?:is|was) (?:leaving|pulling|withdrawing|quitting|joining|seeking|considering|going)"
    r"|(?:has|had) (?:decided|agreed|asked|offered|proposed|always))\b"
)
# "President X took Venezuela out of the bloc".
_LEADS = re.compile(
    r"(?:,?[ ]+(?:who|which))?(?:[ ]+[a-z]+){0,2}?[ ]+(?:took|takes?|withdrew|withdraws?|pulled|led"
    r"|leads|brought|brings?|steered|guided|committed|ruled|governed)[ ]+(?:the[ ]+)?"
)
_SOMEWHERE = re.compile(r"[ ]+(?:out|into|from|to|back|through|towards?|off|under|in|for)\b")


def led(context: Context, person: Entity) -> set[Entity]:
    """The one state that somebody is said to have led somewhere: "took Peru out of it"."""
    text, found = context.document.text, set[Entity | None]()
    places = [m.span for m in context.people.mentions if m.entity == person]
    for place in places:
        match = _LEADS.match(text, place.end)
        state = context.states_by_start.get(match.end()) if match else None
        if state and _SOMEWHERE.match(text, state.span.end):
            found.add(state.entity)
    one = only(found)
    return {one} if one else set()


def spoken_for(context: Context, person: Entity) -> set[Entity]:
    """The one state of which somebody says what it will do: "X said Mali would not pay"."""
    places = [m.span for m in context.people.mentions if m.entity == person]
    found = only(state for place in places for state in _will_after(context, place.end))
    return {found} if found else set()


def _will_after(context: Context, at: int) -> Iterable[Entity]:
    document, text = context.document, context.document.text
    sentence = document.sentence_at(at - 1)
    mentions = [m for m in sentence.mentions if m.span.start >= at] if sentence else []
    first = next((m for m in mentions if m.entity and m.entity.kind in STATES), None)
    if first is None or first.entity is None or first.use is Use.DEMONYM:
        return
    said = set(re.findall(r"[a-z]+", text[at : first.span.start])) & titlewords.saying()
    if said and not is_oblique(document, first) and _OWN_WILL.match(text, first.span.end):
        yield first.entity
