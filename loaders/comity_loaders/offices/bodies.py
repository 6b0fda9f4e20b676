"""Whose office it is where the words leave that out: "Prime Minister X said here on Friday".

From sure to less sure: the same person's office named in full elsewhere; "its", "his" and "the
country's"; the same title with a body and no name; the state that the sentence speaks of; the
press office that published the text; the state that the article is written in and about. A state
whose president is somebody else has no second one. What is left, stays open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from comity.model import Entity, Kind, OfficeStatus
from comity_loaders.offices.aides import aided
from comity_loaders.offices.assemblies import of_assembly
from comity_loaders.offices.context import STATES, Context, only
from comity_loaders.offices.evidence import Evidence
from comity_loaders.offices.homes import can_have, has_commissioner, union_of, whole
from comity_loaders.offices.hosts import represented
from comity_loaders.offices.leaders import is_known_elsewhere, state_of_leader
from comity_loaders.offices.offices import OfficeMention
from comity_loaders.offices.ordinals import of_opening_body
from comity_loaders.offices.publishers import of_publisher
from comity_loaders.offices.served import served
from comity_loaders.offices.signatures import sends, signs_for
from comity_loaders.offices.unknowns import is_of_unknown
from comity_loaders.people.people import People
from comity_loaders.titles import titlewords

_ORGANISATIONS = (Kind.ORGANISATION, Kind.ORGAN)
_OF_PUBLISHER = {"press secretary", "secretary", "deputy secretary", "spokesperson", "spokesman"}
_OWNED = re.compile(r"'s?[ ]+(?:(?:former|new|then|last|first)[ ]+)?$")
_LISTED = re.compile(
    r"(?:[,;]|[,;]?[ ]+(?:and|as well as|along with|together with))[ ]+(?:the[ ]+)?"
)


class Bodies:
    """Fills in the bodies of an article's offices."""

    def __init__(self, people: People, links: Sequence[OfficeMention]) -> None:
        self.people, self.document = people, people.document
        self.links = sorted(links, key=lambda link: link.span)
        self._done: list[OfficeMention] = []
        self._context = Context(people)
        self._evidence = Evidence(self._context, self.links, self._done)

    def resolved(self) -> list[OfficeMention]:
        """The offices, with the bodies that could be told."""
        for link in self.links:
            self._done.append(self._filled(link))
        return [self._agreed(link) for link in self._done]

    def _filled(self, link: OfficeMention) -> OfficeMention:
        if presided := of_opening_body(self.document, link):
            return replace(link, body=presided)
        if link.body or is_of_unknown(self.people, link):
            return link
        if union := self._of_union(link):
            return replace(link, body=union)
        finders = (
            self._of_publisher,
            self._elsewhere,
            self._aided,
            self._referred,
            self._served,
            self._origin,
            self._leader,
            self._of_assembly,
            self._same_title,
            self._colleague,
            self._commission,
            self._sent,
            self._context.announcer,
            self._around,
        )
        bodies = (find(link) for find in finders)
        fitting = (b for b in bodies if b and can_have(b, link))
        found = next((b for b in fitting if not is_known_elsewhere(link, b)), None)
        return replace(link, body=whole(self.document, found, link))

    def _agreed(self, link: OfficeMention) -> OfficeMention:
        """The office, open again where the same person's was told to be of two states."""
        same = {
            o.body
            for o in self._done
            if o.person == link.person and o.title.lower() == link.title.lower() and o.body
        }
        inferred = not any(k.body for k in self.links if k.span == link.span)
        return replace(link, body=None) if inferred and len(same) > 1 else link

    def _elsewhere(self, link: OfficeMention) -> Entity | None:
        """The body of the same person's office of the same class, named in full elsewhere."""
        own = (o for o in self.links if o.person == link.person and o.body)
        fits = (o for o in own if link.back != "body" or (o.body and o.body.kind not in STATES))
        return only(o.body for o in fits if _alike(o, link))

    def _referred(self, link: OfficeMention) -> Entity | None:
        """What "its", "his" or "the country's" refers to."""
        owner = self._owner(link)
        if owner or link.back == "owner":
            return self._of_owner(owner, link) if owner else None
        if link.back == "whose":
            behind = re.compile(r",?[ ]+whose[ ]+$").search(self.document.text[: link.span.start])
            at = behind.start() if behind else -1
            return next((m.entity for m in self.document.mentions if m.span.end == at), None)
        if link.back == "body":
            return self._context.called(link) or self._context.organisation(link)
        if link.back == "country":
            return self._context.last_state(link.span)
        if link.back == "its":
            of_org = self._context.topic(link.span, _ORGANISATIONS) if link.scope == "org" else None
            if of_org:
                return of_org
            is_states = link.scope == "state" and link.head not in titlewords.words("rotating")
            kinds = STATES if is_states else (*_ORGANISATIONS, *STATES)
            return self._context.topic(link.span, kinds)
        if link.back == "his" and link.scope == "state":
            told = sorted((*self._done, *self.links), key=lambda o: o.span)
            before = [o for o in told if o.span < link.span and o.body and o.scope == "state"]
            near = [o for o in before if self._context.same_sentence(o.span, link.span)]
            return near[-1].body if near else self._of_last_sentence(link, before)
        return None

    def _of_last_sentence(
        self, link: OfficeMention, before: Sequence[OfficeMention]
    ) -> Entity | None:
        """The one state of whose officials the sentence before tells: "His Foreign Minister, X"."""
        sentences = self.document.sentences
        here = self.document.sentence_at(link.span.start)
        index = sentences.index(here) if here else 0
        last = sentences[index - 1].span if index else None
        return only(o.body for o in before if last and last.contains(o.span))

    def _of_publisher(self, link: OfficeMention) -> Entity | None:
        return of_publisher(self.document, link, self._context.publisher)

    def _aided(self, link: OfficeMention) -> Entity | None:
        return aided(self._context, self._done, link)

    def _served(self, link: OfficeMention) -> Entity | None:
        told = (*self._done, *self.links)
        own = served(self.people, told, link)
        return own or signs_for(self.document, link) or sends(told, link)

    def _owner(self, link: OfficeMention) -> Entity | None:
        """The person whose minister it is: "Mandela's foreign minister, X"."""
        text, at = self.document.text, (link.span.start, link.trigger.start)
        owned = ((start, _OWNED.search(text[max(start - 20, 0) : start])) for start in at)
        ends = {start - len(before.group()) for start, before in owned if before}
        return next((m.entity for m in self.people.mentions if m.span.end in ends), None)

    def _of_owner(self, owner: Entity, link: OfficeMention) -> Entity | None:
        """Whose minister it is: the state of the owner's own office, or the one that he led."""
        told = [o for o in (*self._done, *self.links) if o.person == owner]
        leads = (o for o in told if o.back != "owner")
        found = only(o.body or state_of_leader(self.document, o) for o in leads)
        if told or link.scope != "state":
            return found
        heads = (replace(link, person=owner, head=h, title=h) for h in ("president", "premier"))
        return only(state_of_leader(self.document, head) for head in heads)

    def _origin(self, link: OfficeMention) -> Entity | None:
        """The state of "X is a Polish diplomat", of whatever else a life says that X was."""
        if not (link.scope == "state" or link.head in titlewords.words("posted")):
            return None
        is_told = link.predicated or link.scope != "state"
        return self._context.origins.get(link.person) if is_told else None

    def _leader(self, link: OfficeMention) -> Entity | None:
        """The state whose leader the bearer is known to be, or to have been."""
        return state_of_leader(self.document, link)

    def _of_assembly(self, link: OfficeMention) -> Entity | None:
        return of_assembly(self.document, link)

    def _of_union(self, link: OfficeMention) -> Entity | None:
        return union_of(self.document, link) if not link.back else None

    def _commission(self, link: OfficeMention) -> Entity | None:
        """The European Union, of "the trade commissioner", where the text speaks of it."""
        body = self._context.organisation(link)
        return body if body and has_commissioner(body, link) else None

    def _same_title(self, link: OfficeMention) -> Entity | None:
        """The one body with which the same title stands, naming nobody: "the premier of Chad"."""
        taken = [other.span for other in self.links]
        bodies = {
            title.body
            for title in self.people.titles
            if title.body and title.scope != "none" and not title.plural
            if title.text.lower() == link.title.lower()
            if title.status is link.status and not any(title.span.overlaps(s) for s in taken)
        }
        free = [body for body in bodies if not self._has_another(body, link)]
        return free[0] if len(bodies) == 1 and free else None

    def _sent(self, link: OfficeMention) -> Entity | None:
        """The state whose embassy tells of a diplomat, or for which somebody signs or speaks."""
        if link.scope != "named" or link.back not in {"", "his"}:
            return None
        is_diplomat = link.head in map(titlewords.plain, titlewords.words("diplomats"))
        own = self._context.mission if is_diplomat else None
        return own or only(represented(self._context, link))

    def _around(self, link: OfficeMention) -> Entity | None:
        if self._context.publisher and not link.back and link.title.lower() in _OF_PUBLISHER:
            return self._context.publisher
        if link.back in {"its", "body", "owner", "whose"} or link.scope not in {"state", "org"}:
            return None
        publisher = self._context.publishing_body
        of_head = link.title == "President" and self._context.has_president
        if publisher and (link.scope == "org" or of_head):
            return publisher
        if link.scope == "org":
            return self._beside_head(link) or (
                self._context.called(link)
                or self._context.court(link)
                or self._context.organisation(link)
            )
        held = {
            k.body for k in (*self.links, *self._done) if k.body and self._has_another(k.body, link)
        }
        return self._evidence.best(link, held)

    def _beside_head(self, link: OfficeMention) -> Entity | None:
        """The body of the other who has such an office in the sentence: "replaced as X's head"."""
        near = (k for k in self.links if self._context.same_sentence(k.span, link.span))
        return only(k.body for k in near if k.head == link.head and k.body)

    def _colleague(self, link: OfficeMention) -> Entity | None:
        """The body in "Mali's President X and Foreign Minister Y": both are of the same."""
        if link.scope == "none" or link.back:
            return None
        for before in reversed(self._done):
            if before.person == link.person and before.span.end == link.span.end and before.body:
                return before.body if before.scope == link.scope == "state" else None
            between = self.document.text[before.span.end : link.span.start]
            if before.body and before.body.kind is Kind.ORGAN and link.head != before.head:
                continue
            if "," in between and self._goes_on_elsewhere(link, before.body):
                return None
            if before.body and _LISTED.fullmatch(between) and before.title != link.title:
                own = before.body.kind in STATES or link.scope in {"org", "named"}
                return before.body if own else None
        return None

    def _goes_on_elsewhere(self, link: OfficeMention, body: Entity | None) -> bool:
        """Whether the list goes on with another state: "Mali's premier A, Minister B, Chad's C"."""
        following = next((k for k in self.links if k.span.start >= link.span.end), None)
        between = self.document.text[link.span.end : following.span.start] if following else ""
        return (
            following is not None
            and following.body not in {None, body}
            and _LISTED.fullmatch(between) is not None
        )

    def _has_another(self, body: Entity | None, link: OfficeMention) -> bool:
        """Whether somebody else holds that very office by the article."""
        if link.status is not OfficeStatus.CURRENT:
            return False
        return any(
            other.body == body
            and other.person != link.person
            and other.status is OfficeStatus.CURRENT
            and other.title.lower() == link.title.lower()
            for other in (*self.links, *self._done)
        )


def _alike(one: OfficeMention, other: OfficeMention) -> bool:
    same = one.title.lower() == other.title.lower()
    return same or (one.head == other.head and one.scope != "named")
