"""Who a speaker phrase stands for: names, pronouns by gender and recency, role phrases, acronyms."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from core.extraction.lexicon import people, words
from core.extraction.people import Directory, Entity
from core.extraction.phrases import Phrase
from core.language.labels import SUBJECTS, Rel
from core.records import Attribution, SpeakerKind

_GENERIC = frozenset(
    {"company", "firm", "group", "club", "agency", "organisation", "organization", "charity", "airline"}
)
_SUBJECT_FORMS = frozenset({"he", "she", "his", "her"})
_RELATIVE = frozenset({"who", "which", "that", "whose"})


@dataclass(slots=True)
class Found:
    """A resolved phrase: the entity where there is one, else the phrase's own words as `name`."""

    entity: Entity | None
    name: str | None
    kind: SpeakerKind
    score: float


class Resolver:
    """Resolves phrases in text order, remembering who spoke last."""

    def __init__(self, directory: Directory) -> None:
        self.directory = directory
        self.words = directory.article.words
        self.spoke: list[Found] = []
        self.spoke_at: list[int] = []
        """Words at which those in `spoke` are named as speakers."""
        self.sentence_starts = [s.first for s in directory.article.sentences]
        self.bodies = self._recognised_bodies()
        self.subjects = self._subjects()
        self._subject_starts = [first for first, _ in self.subjects]

    def _recognised_bodies(self) -> set[int]:
        """Words in the names of bodies, as far as the pipeline recognises names."""
        syntax = self.directory.article.syntax
        found = [] if syntax is None else syntax.names
        return {k for first, beyond, kind in found if kind == "organisation" for k in range(first, beyond)}

    def _subjects(self) -> list[tuple[int, Entity]]:
        """People who are the subject of a clause of the writer's own, with their first word; needs a parse."""
        article = self.directory.article
        tree = article.syntax
        if tree is None:
            return []
        out = []
        for first, beyond, entity in self.directory.mentions:
            if entity.kind is not SpeakerKind.PERSON or article.inside[first] >= 0:
                continue
            head = next((k for k in range(first, beyond) if not first <= tree.head[k] < beyond), beyond - 1)
            if tree.rel[head] in SUBJECTS and tree.rel[tree.head[head]] is not Rel.CCOMP:
                out.append((first, entity))
        return out

    def resolve(self, phrase: Phrase, at: int) -> Found:
        """Who `phrase` stands for; `at` is the word from which pronouns look back. Remembers the answer."""
        found = self._find(phrase, at)
        if found.name is not None:
            self.spoke.append(found)
            self.spoke_at.append(phrase.first)
            del self.spoke[:-20], self.spoke_at[:-20]
        return found

    def _find(self, phrase: Phrase, at: int) -> Found:
        w = self.words
        first, beyond = phrase.core_first, phrase.core_beyond
        lowers = w.lowers[first:beyond]
        if beyond - first == 1 and w.texts[first] != "WHO":
            pronoun = self._pronoun(lowers[0], first)
            if pronoun is not None:
                return pronoun
        named = self._apposed(phrase) or self._named(first, beyond, phrase)
        if named is not None:
            return named
        head = _head(lowers)
        if head and (lowers[0] in ("the", "this", "that") or (w.is_name(first) and len(lowers) <= 3)):
            entity = self._role(lowers[: lowers.index(head) + 1] if head in lowers else lowers, first)
            if entity is not None:
                return Found(entity, entity.name, entity.kind, 0.7)
            recent = self._lately(head) if lowers[0] in ("the", "this", "that") and len(lowers) <= 3 else None
            if recent is not None:
                return recent
        return Found(None, self._words_of(first, beyond), self._kind(lowers, head), 0.6)

    # --- pronouns -------------------------------------------------------------------------------------------

    def _pronoun(self, lower: str, at: int) -> Found | None:
        if lower in words("pronouns_he"):
            return self._person("male", at)
        if lower in words("pronouns_she"):
            return self._person("female", at)
        if lower in words("pronouns_it"):
            return self._body(at)
        if lower in words("pronouns_they"):
            return self._many(at)
        if lower in ("i", "we", "you", "this", "there", "that", "which", "what", "who"):
            return Found(None, None, SpeakerKind.UNNAMED, 0.2)
        return None

    def _person(self, gender: str, at: int) -> Found:
        """The nearest fitting person: the last speaker, unless somebody else was the subject since."""
        parsed = self._subject_of_clause(gender, at) if self.words.lowers[at] in _SUBJECT_FORMS else None
        if parsed is not None:
            return Found(parsed, parsed.name, parsed.kind, 0.85)
        nearest = [
            e for e in self.directory.before(at) if e.kind is SpeakerKind.PERSON and e.gender in (gender, None)
        ]
        for found in reversed(self.spoke[-4:]):
            if found.kind is SpeakerKind.UNNAMED and _phrase_gender(found.name) == gender and found.entity is None:
                return Found(None, found.name, found.kind, 0.6)
            entity = found.entity
            if entity is not None and entity.kind is SpeakerKind.PERSON and entity.gender in (gender, None):
                if entity.gender is None and any(e.gender == gender for e in nearest[:2]):
                    continue
                subject = self._subject_since(entity, gender, at)
                best = subject or entity
                return Found(best, best.name, best.kind, 0.85)
        sure = [e for e in nearest if e.gender == gender] or nearest
        subject = self._subject_since(None, gender, at)
        best_left = subject or (sure[0] if sure else None)
        if best_left is not None:
            return Found(best_left, best_left.name, best_left.kind, 0.75)
        return Found(None, None, SpeakerKind.UNNAMED, 0.2)

    def _subject_of_clause(self, gender: str, at: int) -> Entity | None:
        """Whoever was the subject of a clause last, if that is later than the last fitting speaker."""
        spoken = max(
            (
                place
                for place, found in zip(self.spoke_at, self.spoke, strict=True)
                if place < at and (found.kind in (SpeakerKind.PERSON, SpeakerKind.UNNAMED))
            ),
            default=-1,
        )
        oldest = self.sentence_starts[max(0, self._sentence(at) - 2)]
        index = bisect_left(self._subject_starts, at) - 1
        while index >= 0 and self._subject_starts[index] >= oldest:
            first, entity = self.subjects[index]
            if entity.gender in (gender, None):
                return entity if first > spoken else None
            index -= 1
        return None

    def _subject_since(self, spoken: Entity | None, gender: str, at: int) -> Entity | None:
        """Of this sentence and the one before, whoever a fitting person begins the sentence with."""
        article = self.directory.article
        index = self._sentence(at)
        for number in (index, index - 1):
            if number < 0:
                break
            sentence = article.sentences[number]
            for first, _, entity in self.directory.named(sentence.first, min(at, sentence.beyond)):
                if article.inside[first] >= 0 or entity.kind is not SpeakerKind.PERSON:
                    continue
                if entity.gender in (gender, None) and first - sentence.first <= 4:
                    return entity
                break
        return None

    def _sentence(self, word: int) -> int:
        return bisect_right(self.sentence_starts, word) - 1

    def _body(self, at: int) -> Found:
        for found in reversed(self.spoke[-3:]):
            if found.kind is SpeakerKind.ORGANISATION:
                return Found(found.entity, found.name, found.kind, 0.75)
        for entity in self.directory.before(at, 8):
            if entity.kind is SpeakerKind.ORGANISATION:
                return Found(entity, entity.name, entity.kind, 0.6)
        return Found(None, None, SpeakerKind.UNNAMED, 0.2)

    def _many(self, at: int) -> Found:
        for found in reversed(self.spoke[-3:]):
            if found.kind in (SpeakerKind.GROUP, SpeakerKind.UNNAMED) and found.name:
                return Found(found.entity, found.name, found.kind, 0.6)
        return Found(None, None, SpeakerKind.GROUP, 0.2)

    # --- names and roles ------------------------------------------------------------------------------------

    def _named(self, first: int, beyond: int, phrase: Phrase) -> Found | None:
        w = self.words
        mentions = self.directory.named(first, beyond)
        mentions = [m for m in mentions if not self._possessive(m[1], beyond)]
        if not mentions:
            return None
        before_of = _first_link(w.lowers, first, beyond)
        near = [m for m in mentions if m[1] <= before_of]
        head = _head(w.lowers[first:before_of])
        for person in (m for m in reversed(near) if m[2].kind is SpeakerKind.PERSON):
            return Found(person[2], person[2].name, person[2].kind, 0.95)
        lowers = w.lowers[first:beyond]
        if head is not None and lowers[0] in ("the", "this", "that"):
            entity = self._role(lowers[: lowers.index(head) + 1], first)
            if entity is not None and (entity.kind is SpeakerKind.PERSON or before_of == beyond):
                return Found(entity, entity.name, entity.kind, 0.75)
        if not near or (near[-1][1] != before_of and head is not None):
            if head is None and not near:
                return None
            return Found(None, self._words_of(first, beyond), self._kind(lowers, head), 0.7)
        if w.lowers[first] in ("a", "an", "one", "two", "three", "some", "several"):
            return Found(None, self._words_of(first, beyond), self._kind(lowers, head), 0.7)
        if before_of < beyond and w.lowers[before_of] in ("in", "of", "for", "at"):
            return Found(None, self._words_of(first, beyond), SpeakerKind.ORGANISATION, 0.8)
        entity = near[-1][2]
        return Found(entity, entity.name, entity.kind, 0.9)

    def _apposed(self, phrase: Phrase) -> Found | None:
        """ "The chair of the committee, Rep. Duane Pelletier": role first, then the name between commas."""
        w = self.words
        named = [
            m
            for m in self.directory.named(phrase.first, phrase.beyond)
            if not self._possessive(m[1], phrase.beyond)
        ]
        if not named or (named[0][0] == phrase.first and named[0][2].kind is SpeakerKind.PERSON):
            return None
        first = named[0][0]
        if any(
            m[2].kind is SpeakerKind.PERSON and m[1] <= _first_link(w.lowers, phrase.first, phrase.beyond)
            for m in named
        ):
            return None
        for first, beyond, entity in named:
            lead = first - 1 - (w.lowers[first - 1] == "the")
            closed = (
                beyond >= phrase.beyond or w.texts[beyond] in ",)—" or w.lowers[beyond] in ("of", "who", "and")
            )
            if lead <= phrase.first or w.texts[lead] != "," or not closed:
                continue
            head = _head(w.lowers[phrase.first : lead])
            if entity.kind is SpeakerKind.PERSON or (head in people().roles and beyond - first == 1):
                entity.kind = SpeakerKind.PERSON
                return Found(entity, entity.name, entity.kind, 0.9)
        return None

    def _possessive(self, end: int, beyond: int) -> bool:
        w = self.words
        return end < beyond and (w.lowers[end] == "'s" or w.texts[end] in "’'")

    def _role(self, lowers: list[str], at: int) -> Entity | None:
        candidates = self.directory.with_role([x for x in lowers if x not in ("the", "this", "that")])
        if candidates:
            return candidates[0] if len(candidates) == 1 else self._nearest(candidates, at)
        head = lowers[-1]
        if head in people().bodies:
            for entity in self.directory.before(at, 40):
                if entity.kind is SpeakerKind.ORGANISATION and entity.name.lower().split()[-1] == head:
                    return entity
        if head in _GENERIC and len(lowers) <= 2:
            return self._spoken_of(at)
        return None

    def _spoken_of(self, at: int) -> Entity | None:
        """The body "the company" stands for, where the pipeline recognises bodies: the one named last."""
        for entity in self.directory.before(at, 30) if self.bodies else ():
            recognised = any(beyond - 1 in self.bodies for _, beyond in entity.places[:20])
            if entity.kind is SpeakerKind.ORGANISATION and recognised:
                return entity
        return None

    def _nearest(self, candidates: list[Entity], at: int) -> Entity:
        keys = {id(e) for e in candidates}
        return next((e for e in self.directory.before(at) if id(e) in keys), candidates[0])

    def _lately(self, head: str) -> Found | None:
        """ "The rider said" with no rider named: whoever spoke last, if that is a person."""
        if head not in people().roles or not self.spoke:
            return None
        entity = self.spoke[-1].entity
        if entity is None or entity.kind is not SpeakerKind.PERSON:
            return None
        gender = people().role_gender.get(head)
        return None if gender not in (None, entity.gender) else Found(entity, entity.name, entity.kind, 0.45)

    def _words_of(self, first: int, beyond: int) -> str | None:
        if first >= beyond:
            return None
        start, end = self.words.span(first, beyond)
        return " ".join(self.words.text[start:end].split())

    def _kind(self, lowers: list[str], head: str | None) -> SpeakerKind:
        if any(x in people().groups for x in lowers):
            return SpeakerKind.GROUP if lowers[0] not in ("two", "three", "four", "some") else SpeakerKind.UNNAMED
        if head is not None and head in people().roles:
            return SpeakerKind.UNNAMED
        if lowers and any(x in people().bodies for x in lowers):
            return SpeakerKind.ORGANISATION
        return SpeakerKind.UNNAMED


def _first_link(lowers: list[str], first: int, beyond: int) -> int:
    """Word at which a preposition or comma ends the head part of a phrase."""
    for k in range(first + 1, beyond):
        if lowers[k] in words("prepositions") or lowers[k] in (",", "(", "who", "and"):
            return k
    return beyond


def _head(lowers: list[str]) -> str | None:
    """The role or body word that heads a phrase, from the right of its part before any preposition."""
    stop = _first_link(lowers, 0, len(lowers)) if lowers else 0
    for lower in reversed(lowers[:stop]):
        if lower in people().roles or lower in people().bodies or lower in people().groups:
            return lower
    return None


def _phrase_gender(name: str | None) -> str | None:
    for word in (name or "").lower().split():
        if word in people().role_gender:
            return people().role_gender[word]
    return None


def attribution(found: Found, pieces: tuple[tuple[int, int], ...], via: str | None) -> Attribution | None:
    """The record for a resolved speaker; None where nobody was found and no phrase stands there."""
    if found.name is None and not pieces:
        return None
    return Attribution(found.name, found.kind, pieces, via if via != found.name else None, round(found.score, 2))
