"""Whom the article speaks of, word by word: what a pronoun or a short description can stand for.

Names, noun phrases for people and bodies ("a former manager", "the report's authors") and the pronouns of the
writer's own sentences are taken up in text order. A pronoun stands for the one of those before it with the highest
score; what counts is in `salience.py`. Each looks at the last `_REACH` only, so all of it is linear.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from core.extraction.article import Article
from core.extraction.lexicon import listed, people, words
from core.extraction.speakers import salience
from core.extraction.speakers.descriptions import is_new
from core.extraction.speakers.entity import Entity, Spoken
from core.extraction.speakers.meant import UNRIVALLED, could_mean, says_as_much
from core.extraction.speakers.noun_phrases import apposed, heads, phrase_start
from core.extraction.speakers.people import Directory
from core.extraction.speakers.phrases import phrase_after
from core.extraction.speakers.salience import BODIES, Place, Referent, Wanted, Weights, features, score, without
from core.extraction.speakers.standing import is_oblique, is_subject, object_of
from core.language.labels import Rel
from core.records import SpeakerKind

_REACH = 40
"""Referents looked back on."""
_FARTHEST = 14
"""Sentences looked back on."""
_DEFINITE = frozenset({"the", "this", "that", "his", "her", "its", "their", "these", "those"})
_GOES_ON = frozenset({"of", "for", "at", "in", "from", "with"})
_THINGS = frozenset(
    {"chair", "head", "general", "table", "paper", "post", "front", "board", "press", "times", "mail", "statement",
     "report", "documents", "document", "records", "figures", "data", "index", "poll", "survey", "study",
     "complaint", "news", "filing"}
)  # fmt: skip
"""People and bodies only with a definite article and as subjects."""
_HE_SHE = frozenset({"he", "she", "his", "her", "him"})

_FEW = 4
"""Referents in one phrase."""
_ADDRESSED = 5
"""Words before what is reported within which stands who is told."""
_TELLERS = 8
"""Reports around a word that are remembered."""


class Discourse:
    """Goes through the article once, as speakers are resolved in text order."""

    def __init__(self, directory: Directory, weights: Weights | None = None) -> None:
        self.directory = directory
        self.article: Article = directory.article
        self.weights = weights or Weights()
        self.seen: list[Referent] = []
        self.spoken = Spoken()
        self._sentences = [s.first for s in self.article.sentences]
        self._counts: dict[int, int] = {}
        self._by_head: dict[str, Entity] = {}
        self._stands: dict[int, tuple[int, Entity]] = {}
        self._owned: dict[str, Entity] = {}
        self._named = {k: m for m in directory.mentions for k in range(m[0], m[1])}
        self._word = 0
        self._telling: list[tuple[int, int, Entity]] = []
        self._asked: set[int] = set()

    # --- going through the text -----------------------------------------------------------------------------

    def advance(self, to: int) -> None:
        """Take up everybody spoken of before word `to`."""
        w = self.article.words
        while self._word < min(to, len(w)):
            i = self._word
            mention = self._named.get(i)
            if mention is not None:
                self._take(mention[0], mention[1], mention[2])
                self._word = mention[1]
                continue
            lower = w.lowers[i]
            told = self._stands.get(i)
            if told is not None:
                self._take(told[0], i + 1, told[1])
            elif lower in _HE_SHE and self.article.inside[i] < 0:
                self._pronoun(i, lower)
            elif lower in heads() and not self._continues(i):
                self._noun(i)
            self._word = i + 1

    def _continues(self, i: int) -> bool:
        """Whether the head of the phrase is still to come: "police officer", "bank manager"."""
        w = self.article.words
        if i + 1 < len(w) and (w.lowers[i + 1] in heads() or i + 1 in self._named):
            return True
        tree = self.article.syntax
        return tree is not None and tree.rel[i] is Rel.COMPOUND and i < tree.head[i] <= i + 2

    def _pronoun(self, i: int, lower: str) -> None:
        gender = "male" if lower in words("pronouns_he") else "female"
        own = self._own_teller(i, gender)
        found = (own, 0.0) if own is not None else self.best(i, salience.person(gender))
        if found is not None:
            self._take(i, i + 1, found[0], pronoun=True)

    def _own_teller(self, word: int, gender: str) -> Entity | None:
        """Who tells of himself or herself, nobody else between: "A nurse said she had seen it"."""
        first, teller = next(((a, who) for a, b, who in reversed(self._telling) if a <= word < b), (0, None))
        if teller is None or first in self._asked or not salience.person(gender).fits(teller):
            return None
        near = (r for r in self.seen[-_FEW:] if first - _ADDRESSED <= r.first and r.entity is not teller)
        if any(salience.person(gender).fits(r.entity) for r in near):
            return None
        if not teller.named:
            teller.gender = gender
        return teller

    def _noun(self, i: int) -> None:
        """A noun phrase for people or a body whose head is word `i`."""
        w = self.article.words
        first = phrase_start(self.article, self._named, i)
        lead, head = w.lowers[first], w.lowers[i]
        plural = head in people().groups
        if (
            (first == i and not plural)
            or apposed(self.article, self._named, first, i + 1)
            or (head in _THINGS and lead not in _DEFINITE)
        ):
            return
        entity = None
        if lead in _DEFINITE:
            entity = self.described(first, i + 1)
        if entity is None:
            stop = i + 1
            sent = i + 2 < len(w) and w.lowers[i + 1] == "to" and w.is_name(i + 2)
            whole = lead in _DEFINITE and head in people().bodies  # "accused the government of delay"
            if sent or (not whole and w.lowers[i + 1 : i + 2] and w.lowers[i + 1] in _GOES_ON):
                stop = phrase_after(self.article, i + 2, min(len(w), i + 8)) or stop
            entity = self.unnamed(first, stop, head)
        self._take(first, i + 1, entity)

    def unnamed(self, first: int, beyond: int, head: str) -> Entity:
        """A new entity for somebody without a name; the phrase's own words are its name."""
        w = self.article.words
        start, end = w.span(first, beyond)
        name = " ".join(w.text[start:end].split())
        known = people()
        if head in known.groups or (head.endswith("s") and head[:-1] in known.roles):
            kind = SpeakerKind.GROUP
        elif head in known.roles or head in listed("persons"):
            kind = SpeakerKind.UNNAMED
        else:
            kind = SpeakerKind.ORGANISATION
        gender = known.role_gender.get(head)
        entity = Entity(name, kind, gender, sure=kind is SpeakerKind.UNNAMED, named=False)
        self._by_head[head] = entity
        return entity

    def stands(self, first: int, beyond: int, entity: Entity) -> None:
        """Note that words `first`..`beyond`, head last, stand for `entity`, no matter who before."""
        self._stands[beyond - 1] = (first, entity)
        high = bisect_left(self.seen, beyond, key=lambda r: r.first)
        for number in range(max(0, high - _FEW), high):
            ref = self.seen[number]
            own = first <= ref.first < beyond and ref.first not in self._named and not ref.pronoun
            if own and ref.entity is not entity:
                self._counts[id(ref.entity)] -= 1
                self._counts[id(entity)] = self._counts.get(id(entity), 0) + 1
                ref.entity = entity

    def wrote(self, document: str, entity: Entity) -> None:
        """Remember who wrote what is called `document`: "the study" later is that one's."""
        self._by_head[document] = entity

    def owned(self, name: str, head: str, kind: SpeakerKind) -> Entity:
        """The entity for somebody's office, party or lawyer, the same one each time it is spoken of."""
        known = self._owned.get(name)
        if known is None:
            known = self._owned[name] = Entity(name, kind, people().role_gender.get(head), named=False)
        self._by_head[head] = known
        return known

    def tells(self, entity: Entity, first: int, beyond: int, asked: bool = False) -> None:
        """Note that words `first`..`beyond` are what `entity` is reported to say, or to ask of somebody else."""
        if asked:
            self._asked.add(first)
        self._telling.append((first, beyond, entity))
        del self._telling[:-_TELLERS]
        # What was read before it was known who speaks: "“The mayor is late,” Norrin said" tells of another mayor.
        near = self.seen[-_REACH:]
        kept = [
            r for r in near if r.entity is not entity or not first <= r.first < beyond or not self._describes(r)
        ]
        if len(kept) < len(near):
            self.seen[-_REACH:] = kept
            self._counts[id(entity)] -= len(near) - len(kept)

    def _describes(self, referent: Referent) -> bool:
        """Whether a person is spoken of there by a description in quotation marks, not by name or pronoun."""
        person = referent.entity.kind is SpeakerKind.PERSON and referent.quoted >= 0
        return person and not referent.pronoun and referent.first not in self._named

    def teller(self, word: int) -> Entity | None:
        """Who is reported to say what word `word` stands in."""
        return next((entity for a, b, entity in reversed(self._telling) if a <= word < b), None)

    def quoted_teller(self, word: int) -> Entity | None:
        """Who says word `word` in quotation marks; outside them the writer may call a teller "the mayor"."""
        return self.teller(word) if self.article.inside[word] >= 0 else None

    def holder(self, lowers: list[str], first: int) -> Entity | None:
        """Who holds the role `lowers` from word `first` on.

        It goes to nobody named only later where somebody was told to hold it before, and never back to "a new
        manager, Otto Dell".
        """
        entity = self.directory.by_role(lowers, first, self.quoted_teller(first))
        if entity is None or not entity.places or entity.places[0][0] < first:
            return entity
        earlier = self._by_head.get(lowers[-1])
        told_before = earlier is not None and not earlier.named and says_as_much(lowers, earlier)
        return None if told_before or is_new(self.article, entity.places[0][0]) else entity

    def described(self, first: int, beyond: int) -> Entity | None:
        """The entity a definite phrase describes.

        By its role, by the head of an earlier phrase, or, for "the company" and "the rider", whoever is in mind;
        but nobody tells of himself as "the mayor".
        """
        lowers = self.article.words.lowers[first:beyond]
        teller = self.teller(first)
        entity = self.holder(lowers, first)
        if entity is not None:
            return entity
        if lowers[0] not in ("the", "this", "that"):
            return None
        head = lowers[-1]
        earlier = self._by_head.get(head)
        if earlier is not None and earlier is not teller and says_as_much(lowers, earlier):
            return earlier
        found = None
        opposed = self._acted_on(first, beyond)
        for wanted, lead in could_mean(self.directory, first, beyond):
            best = self.best(first, replace(without(wanted, opposed), besides=teller))
            if found is None and best is not None and best[1] >= lead and best[0].named:
                found = best[0]
                if not wanted.people:
                    found.kind = SpeakerKind.ORGANISATION
        return found

    def _acted_on(self, first: int, beyond: int) -> Entity | None:
        """Whom the same clause acts on, who cannot be its subject: "The operator accused the union"."""
        span = object_of(self.article, first, beyond)
        if span is None:
            return None
        mention = self._named.get(span[1] - 1)
        if mention is not None:
            return mention[2]
        if self.article.words.lowers[span[1] - 1] in listed("firms_called"):
            return None  # which of two firms is meant is told by neither
        meant = (self.best(first, wanted) for wanted, _ in could_mean(self.directory, *span))
        return next((best[0] for best in meant if best is not None), None)

    def _take(self, first: int, beyond: int, entity: Entity, pronoun: bool = False) -> None:
        index = bisect_right(self._sentences, first) - 1
        sentence = self.article.sentences[max(0, index)]
        self.seen.append(
            Referent(
                first,
                beyond,
                entity,
                index,
                sentence.paragraph,
                self.article.inside[first],
                is_subject(self.article, first, beyond, sentence.first),
                is_oblique(self.article, first, beyond),
                not self.seen or self.seen[-1].sentence != index,
                pronoun,
            )
        )
        self._counts[id(entity)] = self._counts.get(id(entity), 0) + 1

    # --- asking ---------------------------------------------------------------------------------------------

    def spoke(self, entity: Entity, at: int) -> None:
        """Remember that `entity` spoke, its phrase at word `at`."""
        self.spoken.add(entity, at)

    def told_of(self, told: Sequence[tuple[int, int]], at: int) -> frozenset[int]:
        """The identities of those whom the words `told` name or describe, as far as they stand near word `at`."""
        self.advance(at)
        named = {id(entity) for span in told for _, _, entity in self.directory.named(*span)}
        near = (r for r in self.seen[-_REACH:] if not r.pronoun and any(a <= r.first < b for a, b in told))
        return frozenset(named | {id(r.entity) for r in near})

    def many(self, at: int) -> Wanted:
        """Whom "they" at word `at` can mean: several people or a body; in quotation marks those named there."""
        quoted = self.article.inside[at]
        named = {id(r.entity) for r in self.seen[-_REACH:] if r.quoted == quoted} if quoted >= 0 else set()

        def fits(entity: Entity) -> bool:
            many = entity.kind is SpeakerKind.GROUP or (
                entity.kind is SpeakerKind.ORGANISATION and not entity.place
            )
            return many and (quoted < 0 or id(entity) in named)

        return Wanted(fits, people=False)

    def goes_on(self, at: int, called: frozenset[str]) -> Entity | None:
        """Who without a name opened the sentence before word `at` with a report, if `called` so."""
        self.advance(at)
        index = bisect_right(self._sentences, at) - 1
        last = self.spoken.entities[-1] if self.spoken.entities else None
        for ref in reversed(self.seen[-_REACH:]):
            if ref.sentence < index - 1:
                return None
            if (
                ref.entity is last
                and not last.named
                and ref.opens
                and ref.sentence == index - 1
                and ref.quoted < 0
            ):
                noun = self.article.words.lowers[ref.beyond - 1]
                return last if noun in called and last.gender is None else None
        return None

    def best(self, at: int, wanted: Wanted) -> tuple[Entity, float] | None:
        """Who is meant at word `at`, with the lead over the next candidate; None where nobody fits."""
        self.advance(at)
        weights = self.weights if wanted.people else BODIES
        scores: dict[int, tuple[float, Entity]] = {}
        for entity, found in self.candidates(at, wanted):
            value = score(weights, found)
            if id(entity) not in scores or value > scores[id(entity)][0]:
                scores[id(entity)] = (value, entity)
        if not scores:
            return None
        ranked = sorted(scores.values(), key=lambda pair: -pair[0])
        return ranked[0][1], ranked[0][0] - ranked[1][0] if len(ranked) > 1 else UNRIVALLED

    def candidates(self, at: int, wanted: Wanted) -> list[tuple[Entity, dict[str, float]]]:
        """Every fitting referent before word `at` with what speaks for it, nearest first."""
        index = bisect_right(self._sentences, at) - 1
        place = Place(
            index,
            self.article.sentences[max(0, index)].paragraph,
            self.article.inside[at],
            self._last_speaker(wanted),
            self._paragraph(self.spoken.at[-1]) if self.spoken.at else -1,
            self.article.headlines,
            bool(self._telling) and self._telling[-1][0] in self._asked,
        )
        out: list[tuple[Entity, dict[str, float]]] = []
        others: set[int] = set()
        high = bisect_left(self.seen, at, key=lambda r: r.first)
        for ref in reversed(self.seen[max(0, high - _REACH) : high]):
            if index - ref.sentence > _FARTHEST:
                break
            if ref.entity is wanted.besides or not wanted.fits(ref.entity):
                continue
            others.add(id(ref.entity))
            mentions = self._counts[id(ref.entity)]
            out.append((ref.entity, features(ref, place, wanted, mentions, len(others) - 1)))
        return out

    def paragraphs_between(self, word: int, other: int) -> int:
        """How many paragraphs a later word stands behind another."""
        return self._paragraph(other) - self._paragraph(word)

    def _paragraph(self, word: int) -> int:
        return self.article.sentences[max(0, bisect_right(self._sentences, word) - 1)].paragraph

    def subject_since(self, at: int, since: int) -> Entity | None:
        """The last person that was a subject of the writer's own words `since` up to word `at`."""
        self.advance(at)
        high = bisect_left(self.seen, at, key=lambda r: r.first)
        for ref in reversed(self.seen[max(0, high - _REACH) : high]):
            if ref.first < since:
                return None
            person = ref.entity.kind is SpeakerKind.PERSON or (ref.entity.kind is SpeakerKind.UNNAMED)
            if ref.subject and ref.quoted < 0 and person:
                return ref.entity
        return None

    def _last_speaker(self, wanted: Wanted) -> Entity | None:
        for entity in reversed(self.spoken.entities[-4:]):
            if wanted.fits(entity) and entity is not wanted.besides:
                return entity
        return None
