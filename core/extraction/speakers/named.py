"""Whom the names in a speaker phrase tell of: the person at its head, in apposition, behind a role; or nobody."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from core.extraction.known_as import BEHIND
from core.extraction.lexicon import listed, people, words
from core.extraction.speakers.entity import Entity
from core.extraction.speakers.people import Directory
from core.extraction.speakers.phrase_parts import CALLED, DOCUMENTS, first_link, is_called, is_person
from core.extraction.speakers.phrase_parts import head as head_word
from core.extraction.speakers.phrases import Phrase
from core.extraction.speakers.roles import speaks_for
from core.records import SpeakerKind

_INDEFINITE = frozenset({"a", "an", "one", "two", "three", "some", "several", "another"})
_SINGULAR = frozenset({"a", "an", "one", "another"})
_DEFINITE = frozenset({"the", "this", "that"})
HERS = frozenset({"his", "her", "its", "their"})
_POSTED = frozenset({"of", "from", "at"})
"""Behind two names joined by "and": where both are."""
_CIRCLE = frozenset({"team", "staff", "family", "crew", "office"})
"""Whom somebody speaks with, besides nouns for people."""
_INSIDE_BODY = frozenset({"for", "of", "the", "and", "to", "in", "on", "&"})
"""Small words of bodies' names: "Labour for Growth"."""
_AS_REACH = 5
"""Words from "name" to "as": "gave her name simply as", "identified by police only as"."""
_LONGEST_CLAUSE = 10
"""Words of "who gave his name only as Karl Orr" behind a phrase."""
_AFTER_NAME = frozenset({"of", "who", "and", "which", "whose"})


@dataclass(slots=True)
class Found:
    """A resolved phrase: the entity where there is one, else the phrase's own words as `name`."""

    entity: Entity | None
    name: str | None
    kind: SpeakerKind
    score: float

    @classmethod
    def of(cls, entity: Entity, score: float) -> Found:
        return cls(entity, entity.name, entity.kind, score)


class Names:
    """Reads the names in a phrase."""

    def __init__(self, directory: Directory) -> None:
        self.directory = directory
        self.words = directory.article.words

    def _several(self, phrase: Phrase) -> Found | None:
        """ "X and Y", "The authors, X and Y", "the Orr Council and the Vell Police": both, by their names."""
        w = self.words
        named = self._mentions(phrase.first, phrase.beyond)
        for (a, b, one), (c, d, other) in pairwise(named):
            joined = w.lowers[b:c] in (["and"], ["and", "the"], ["nor"], ["nor", "the"])
            if not joined or one is other or one.place or other.place:
                continue
            apposed = a > phrase.first and w.texts[a - 1] == "," and w.lowers[phrase.first : a][-2] in _plural()
            opens = a == phrase.first or w.lowers[phrase.first : a] in (["the"], ["neither"], ["neither", "the"])
            closes = d >= phrase.beyond or w.texts[d] in ",(" or w.lowers[d] in _POSTED
            led = a > phrase.first and w.lowers[a - 1] in _plural()
            if closes and (opens or apposed or led):
                return Found(None, f"{one.name} and {other.name}", SpeakerKind.GROUP, 0.85)
        return self._with_hers(phrase, named)

    def _with_hers(self, phrase: Phrase, named: list[tuple[int, int, Entity]]) -> Found | None:
        """ "Anna Vell and her lawyer", "neither Vell nor her lawyer": both, the name and the words behind it."""
        w = self.words
        if len(named) != 1 or named[0][2].place:
            return None
        first, beyond, one = named[0]
        opens = first == phrase.first or w.lowers[phrase.first : first] in (["both"], ["neither"])
        said = self._and_theirs(beyond, phrase.beyond) if opens else None
        return None if said is None else Found(None, f"{one.name} and {said}", SpeakerKind.GROUP, 0.8)

    def _and_theirs(self, joined: int, beyond: int) -> str | None:
        """The words "her lawyer" behind "and" at word `joined`, up to a mark or word `beyond`."""
        w = self.words
        end = next((k for k in range(joined, beyond) if w.is_mark(k)), beyond)
        owned = w.lowers[joined : joined + 1] in (["and"], ["nor"]) and joined + 2 < end
        if not owned or w.lowers[joined + 1] not in HERS:
            return None
        if not any(is_person(lower) or lower in _CIRCLE for lower in w.lowers[joined + 2 : end]):
            return None
        return w.text[w.starts[joined + 1] : w.ends[end - 1]]

    def _gave_name(self, phrase: Phrase) -> Found | None:
        """ "The owner, who gave his name only as Karl", "a man identified by police as Karl Orr": by that name.

        The name stands in the phrase or, in a clause that goes on with it, behind it.
        """
        w = self.words
        opens = w.lowers[phrase.beyond : phrase.beyond + 1]
        going_on = CALLED | {"who"} | (BEHIND - {"by", "to"})
        follows = w.lowers[phrase.beyond - 1] == "who" or bool(going_on.intersection(opens))
        end = min(len(w), phrase.beyond + _LONGEST_CLAUSE) if follows else phrase.beyond
        for k in range(phrase.first + 1, end - 1):
            if w.texts[k] in ".;" or self.directory.article.inside[k] >= 0:
                return None
            at = self._called_at(k, end)
            named = [] if at is None else self.directory.named(at, end)
            if at is not None and named and named[0][0] == at and not named[0][2].place:
                found = Found.of(named[0][2], 0.8)
                letter = len(named[0][2].name) == 1  # "Mechanic B"
                return replace(found, name=self._words_of(at, named[0][1])) if letter else found
        return None

    def _called_at(self, k: int, end: int) -> int | None:
        """Where the name behind "gave her name as", "known only as", "asked to be called" at word `k` begins."""
        lowers = self.words.lowers
        gave = lowers[k] == "name" and lowers[k - 1] in HERS
        if lowers[k] == "called" and lowers[k - 1] == "be":
            return k + 1
        if not (gave or lowers[k] in CALLED) or lowers[k + 1] not in BEHIND:
            return None
        near = range(k + 1, min(end, k + _AS_REACH))
        return next((i + 1 for i in near if lowers[i] == "as"), None)

    def _mentions(self, first: int, beyond: int) -> list[tuple[int, int, Entity]]:
        """Names in a phrase that are no possessors."""
        return [m for m in self.directory.named(first, beyond) if not self._possessive(m[1], beyond)]

    def _named(self, first: int, beyond: int) -> Found | None:
        w = self.words
        mentions = self._mentions(first, beyond)
        if not mentions:
            return None
        link = first_link(w.lowers, first, beyond)
        for _, end, _ in (m for m in mentions if m[0] <= link < m[1]):
            link = first_link(w.lowers, end - 1, beyond)  # "the Ministry of Finance"
        near = [m for m in mentions if m[1] <= link]
        lowers = w.lowers[first:beyond]
        head = head_word(lowers)
        if near and near[-1][1] == link and near[-1][2].kind is SpeakerKind.PERSON:
            return Found.of(near[-1][2], 0.95)
        last = mentions[-1]
        if last[1] == beyond and last[2].kind is SpeakerKind.PERSON and self._role_then_name(first, last[0], head):
            return Found.of(last[2], 0.85)
        beside = self._beside_role(first, beyond, mentions)
        if beside is not None:
            return Found.of(beside, 0.85)
        person = next((m for m in near if m[2].kind is SpeakerKind.PERSON and m[0] == first), None)
        if person is not None and head is None:
            return Found.of(person[2], 0.9)
        if not near or near[-1][1] != link or lowers[0] in _INDEFINITE:
            return None
        if link < beyond and w.lowers[link] in ("in", "of", "for", "at"):
            kind = SpeakerKind.UNNAMED if self._of_body(link, beyond) else SpeakerKind.ORGANISATION
            return Found(None, self._words_of(first, beyond), kind, 0.8)
        return Found.of(near[-1][2], 0.9)

    def _of_body(self, link: int, beyond: int) -> bool:
        """Whether words up to `beyond` with the small word `link` are somebody: "a Department for Homes aide"."""
        w = self.words
        inside = link + 1 < beyond - 1 and w.is_name(link - 1) and w.is_name(beyond - 2)
        role = w.lowers[beyond - 1] in people().roles - listed("bodies_too")
        return inside and role and w.texts[beyond - 1].islower()

    def _beside_role(self, first: int, beyond: int, named: list[tuple[int, int, Entity]]) -> Entity | None:
        """ "Fuel for All campaigner Jo Mills": her; but "critics of Labour chairman Jo Mills" are the critics."""
        w = self.words
        opens = first + (w.lowers[first] in words("determiners"))
        if not w.is_name(opens) or is_person(w.lowers[opens]) or w.lowers[opens] in DOCUMENTS:
            return None
        for a, b, entity in named:
            closes = b >= beyond or w.texts[b] in ",(—–" or w.lowers[b] == "who"
            role = a - 1
            while role > opens and w.lowers[role].rstrip(".") in people().titles and w.is_name(role):
                role -= 1
            body = range(opens, role)
            if entity.kind is not SpeakerKind.PERSON or not closes or w.lowers[role] not in people().roles:
                continue
            inside = all(w.is_name(k) or w.lowers[k] in _INSIDE_BODY for k in body)
            if inside and w.is_name(role - 1) and any(w.lowers[k] in _INSIDE_BODY for k in body):
                return entity
        return None

    def _headed(self, first: int, beyond: int) -> Found | None:
        """A name that heads the phrase by the parse, or that its head, a role, stands before."""
        tree = self.directory.article.syntax
        if tree is None:
            return None
        heads = [k for k in range(first, beyond) if not first <= tree.head[k] < beyond]
        for a, b, entity in self._mentions(first, beyond):
            role = any(k == a - 1 and self.words.lowers[k] in people().roles for k in heads)
            headed = any(a <= k < b for k in heads) and self.words.lowers[first] not in _INDEFINITE
            if entity.kind is SpeakerKind.PERSON and (headed or role):
                return Found.of(entity, 0.8)
        return None

    def _role_then_name(self, first: int, name: int, head: str | None) -> bool:
        """ "the head of the union Marek Dol": the name follows the role and a noun at once."""
        w = self.words
        before = w.lowers[name - 1] if name > first else ""
        posted = any(
            b == name and entity.kind is not SpeakerKind.PERSON for _, b, entity in self._mentions(first, name)
        )
        plain = posted or (before.isalpha() and before == w.texts[name - 1])
        closed = words("prepositions") | words("determiners") | words("conjunctions")
        return plain and head in people().roles and before not in closed

    def _apposed(self, phrase: Phrase) -> Found | None:
        """ "The chair of the committee, Rep. Duane Pelletier": role first, then the name between commas."""
        w = self.words
        named = self._mentions(phrase.first, phrase.beyond)
        link = first_link(w.lowers, phrase.first, phrase.beyond)
        if not named or any(m[1] == link and m[2].kind is SpeakerKind.PERSON for m in named):
            return None
        plural = w.lowers[link - 1] in _plural()
        body = any(m[1] == link for m in named)
        for first, beyond, entity in named:
            lead = self._comma_before(phrase.first, first)
            closed = beyond >= phrase.beyond or w.texts[beyond] in ",)—(–" or w.lowers[beyond] in _AFTER_NAME
            if lead is None or not closed:
                continue
            person = entity.kind is SpeakerKind.PERSON
            if w.texts[lead] == "(" and not person and beyond < phrase.beyond - 1:
                continue  # "the chair of the Orme Harbour Board (OHB), Ida Marr"
            nearer = link < lead and w.lowers[lead - 1] in people().roles and "whose" not in w.lowers[link:lead]
            if nearer and person and self._somebody_else(lead, entity):
                return Found.of(entity, 0.8)
            if nearer or (plural and (person or link < lead)):
                return None
            lowers = w.lowers[phrase.first : lead]
            head = head_word(lowers)
            told = entity.name.split()[-1].lower() not in people().bodies | people().firms
            held = head in people().roles - listed("bodies_too")
            if not person and not body and held and told and not entity.place:
                entity.kind = SpeakerKind.PERSON
                return Found.of(entity, 0.9)
            known = plural or _for_body(head) or lowers[0] in _SINGULAR | _DEFINITE
            body = body and "whose" not in lowers
            if person or (known and not body):
                return Found.of(entity, 0.9)
        return None

    def _somebody_else(self, lead: int, entity: Entity) -> bool:
        """Whether "the mayor" before the comma is another: "a spokesman for the mayor, Devon Pryce".

        So it is where the article tells of another mayor, and of no mayor Pryce.
        """
        role = self.words.lowers[lead - 1]
        if any(other is not entity for other in self.directory.with_role([role])):
            return True
        held = any(known.split()[-1] == role for known in entity.roles)
        return speaks_for(self.words.lowers, lead) is not None and not held

    def _comma_before(self, low: int, name: int) -> int | None:
        """The comma that a name in apposition follows, a title or "a man named" between them aside."""
        w = self.words
        lead = name - 1
        while lead > low and w.texts[lead] != "," and self._leads_to_name(lead):
            lead -= 1
        return lead if lead > low and w.texts[lead] in ",—–(" else None

    def _leads_to_name(self, word: int) -> bool:
        """Whether the word can stand between a comma and a name: "the novelist", "a man named"."""
        lower = self.words.lowers[word]
        closed = words("prepositions") | words("conjunctions") | words("auxiliaries") | words("subjects")
        return lower.isalpha() and lower not in closed

    def _possessive(self, end: int, beyond: int) -> bool:
        w = self.words
        return end < beyond and (w.lowers[end] == "'s" or w.texts[end] in "’'")

    def _words_of(self, first: int, beyond: int) -> str | None:
        if first >= beyond:
            return None
        start, end = self.words.span(first, beyond)
        return " ".join(self.words.text[start:end].split())


def _for_body(head: str | None) -> bool:
    return head is not None and (head in people().bodies | listed("bodies_too") or is_called(head))


def _plural() -> frozenset[str]:
    return people().groups
