"""Who a speaker phrase stands for: names, pronouns, role phrases, acronyms, phrases without a name."""

from __future__ import annotations

from dataclasses import replace

from core.extraction.lexicon import listed, people, words
from core.extraction.speakers import continuing, salience
from core.extraction.speakers.descriptions import lead, named_later, whose_role
from core.extraction.speakers.entity import Entity
from core.extraction.speakers.named import HERS, Found, Names
from core.extraction.speakers.owned import called
from core.extraction.speakers.people import Directory
from core.extraction.speakers.phrase_parts import (
    asks_not_to_be_named,
    came_to_light,
    document,
    first_link,
    is_person,
    parsed_head,
    what,
    without_time,
    writer,
)
from core.extraction.speakers.phrase_parts import head as head_word
from core.extraction.speakers.phrases import BETWEEN, Phrase, trim_left
from core.extraction.speakers.referents import Discourse
from core.extraction.speakers.runs import SEATS
from core.language.labels import Rel
from core.records import Attribution, SpeakerKind

_FIRST_PERSON = frozenset({"i", "we", "my", "our", "me", "us"})
_NOBODY = frozenset({"you", "this", "there", "that", "which", "what", "who"})
_DEFINITE = frozenset({"the", "this", "that"})
_ASIDE = BETWEEN | {"alone", "both"}
"""Words that may stand between a subject and its verb and are no part of the subject."""
_OWNERS = {"his": "he", "her": "she"}
_THE_PERSON = ["the", "person"]
"""Whoever spoke last, where that is somebody without a name."""
_POSTS = frozenset({"of", "for", "at", "in", "to", "on"})
"""Between a role and what it is held at."""
_BARE = 2
"""Words of "the statement", "her office"."""
_LONGEST_CHAIN = 3
"""Appositions to appositions."""
_LONGEST_CUT = 4
"""Words of a name on either side of where a phrase cuts it."""
_SURE_LEAD = 2.0
"""Lead in log odds from which a pronoun counts as sure."""


class Resolver(Names):
    """Resolves phrases in text order, remembering who spoke last."""

    def __init__(self, directory: Directory) -> None:
        super().__init__(directory)
        self.discourse = Discourse(directory)
        self.spoke: list[Found] = []
        self._told: tuple[tuple[int, int], ...] = ()
        self._lead = lead(directory.article)

    def resolve(
        self, phrase: Phrase, at: int, besides: Entity | None = None, told: tuple[tuple[int, int], ...] = ()
    ) -> Found:
        """Who `phrase` stands for; `at` is the word from which pronouns look back. Remembers the answer.

        `besides` is who is quoted around the phrase, for whom "he" in the quote cannot stand; `told` are the
        words that are reported: whom they name, "he" and "they" seldom are.
        """
        self._told = told
        found = self._as_first_said(self.look_up(phrase, at, besides), phrase)
        if found.name is not None:
            self.remember(found, phrase.first)
        return found

    def _as_first_said(self, found: Found, phrase: Phrase) -> Found:
        """Somebody without a name is called what the article says where he or she speaks first."""
        entity, first = found.entity, phrase.core_first
        pronoun = phrase.core_beyond - first == 1 and self.words.lowers[first] in words("subjects")
        if entity is None or entity.named or pronoun or any(e is entity for e in self.discourse.spoken.entities):
            return found
        said = self._words_of(first, phrase.core_beyond)
        if said is None or _without_article(said) != _without_article(entity.name):
            return found
        entity.name = said
        return replace(found, name=said)

    def remember(self, found: Found, at: int) -> None:
        """Note that this is who spoke last."""
        self.spoke.append(found)
        del self.spoke[:-20]
        if found.entity is not None:
            self.discourse.spoke(found.entity, at)

    def look_up(self, phrase: Phrase, at: int, besides: Entity | None = None) -> Found:
        """As `resolve`, without remembering."""
        w = self.words
        phrase = self._with_whole_name(phrase)
        first, beyond = phrase.core_first, phrase.core_beyond
        while beyond - first > 1 and w.lowers[beyond - 1] in _ASIDE:
            beyond -= 1
        first = trim_left(self.directory.article, first, beyond - 1)
        whose = (k for k in range(first + 1, beyond - 1) if w.texts[k] == "," and w.lowers[k + 1] == "whose")
        beyond = next(whose, beyond)
        lowers = w.lowers[first:beyond]
        if beyond - first == 1 and w.texts[first] != "WHO":
            pronoun = self._pronoun(lowers[0], first, besides)
            if pronoun is not None:
                return pronoun
        beyond = came_to_light(self.directory.article, first, without_time(self.directory.article, first, beyond))
        named = (
            self._several(phrase)
            or self._with_theirs(phrase)
            or self._gave_name(phrase)
            or self._apposed(phrase)
            or self._named(first, beyond)
            or self._headed(first, beyond)
        )
        if named is not None:
            self._so_called(phrase, named)
        else:
            if asks_not_to_be_named(self.directory.article, beyond):
                return self._unnamed(first, beyond, parsed_head(self.directory.article, first, beyond), besides)
            named = self._document(phrase, besides) or self._told_beside(phrase)
        return named or self._described(first, beyond, besides)

    def _so_called(self, phrase: Phrase, found: Found) -> None:
        """Note that the seismologist of "the seismologist of the survey, Anna Vell" is Anna Vell."""
        if found.entity is None or found.entity.kind is not SpeakerKind.PERSON:
            return
        stop = first_link(self.words.lowers, phrase.first, phrase.beyond)
        head = head_word(self.words.lowers[phrase.first : stop])
        places = [
            a for a, _, entity in self.directory.named(phrase.first, phrase.beyond) if entity is found.entity
        ]
        if head in people().roles | listed("persons") and places and stop <= places[0]:
            noun = max(k for k in range(phrase.first, stop) if self.words.lowers[k] == head)
            self.discourse.stands(phrase.first, noun + 1, found.entity)
            self.discourse.wrote(head, found.entity)

    def _with_whole_name(self, phrase: Phrase) -> Phrase:
        """The phrase with all of a name that it cuts off: "the mayor, Anna" of "the mayor, Anna Vell"."""
        near = self.directory.named(max(0, phrase.beyond - _LONGEST_CUT), phrase.beyond + _LONGEST_CUT)
        for first, beyond, _ in near:
            if phrase.first <= first < phrase.beyond < beyond:
                core = beyond if phrase.core_beyond == phrase.beyond else phrase.core_beyond
                return replace(phrase, beyond=beyond, core_beyond=core)
        return phrase

    # --- pronouns -------------------------------------------------------------------------------------------

    def _pronoun(self, lower: str, at: int, besides: Entity | None) -> Found | None:
        lower = lower.partition("'")[0]
        look = self.discourse
        if lower in words("pronouns_he"):
            return self._salient(at, "male", besides)
        if lower in words("pronouns_she"):
            return self._salient(at, "female", besides)
        if lower in words("pronouns_it"):
            best = look.best(at, salience.body())
            return Found(None, None, SpeakerKind.UNNAMED, 0.2) if best is None else Found.of(best[0], 0.65)
        if lower in words("pronouns_they"):
            one = look.goes_on(at, listed("either"))
            if one is not None:
                return Found.of(one, 0.6)
            best = look.best(at, replace(look.many(at), told_of=look.told_of(self._told, at)))
            if best is None:
                return Found(None, self.words.texts[at], SpeakerKind.GROUP, 0.2)
            return Found.of(best[0], 0.6)
        if lower in _FIRST_PERSON or lower in _NOBODY:
            return Found(None, None, SpeakerKind.UNNAMED, 0.2)
        return None

    def _salient(self, at: int, gender: str | None, besides: Entity | None) -> Found:
        told_of = self.discourse.told_of(self._told, at)
        best = self.discourse.best(at, replace(salience.person(gender, besides), told_of=told_of))
        if best is None:
            return Found(None, None, SpeakerKind.UNNAMED, 0.2)
        entity, lead = best
        if entity.gender is None and entity.named and lead >= _SURE_LEAD / 2:
            entity.gender = gender  # "she" in the next sentence is somebody else
        return Found.of(entity, 0.85 if lead >= _SURE_LEAD else 0.75 if lead >= _SURE_LEAD / 2 else 0.6)

    def _with_theirs(self, phrase: Phrase) -> Found | None:
        """ "She and her colleagues": "Vell and her colleagues", by her name."""
        first, lower = phrase.first, self.words.lowers[phrase.first]
        said = self._and_theirs(first + 1, phrase.beyond) if lower in ("he", "she") else None
        found = None if said is None else self._pronoun(lower, first, None)
        if found is None or found.entity is None or not found.entity.named:
            return None
        return Found(None, f"{found.name} and {said}", SpeakerKind.GROUP, found.score)

    # --- documents ------------------------------------------------------------------------------------------

    def _document(self, phrase: Phrase, besides: Entity | None) -> Found | None:
        """ "A survey by Peilhuis", "his letter", "the statement": whoever wrote it, where that is told."""
        w, article = self.words, self.directory.article
        first = phrase.first
        kind = document(article, first, phrase.beyond)
        if kind is None:
            return None
        by = writer(article, self.directory, phrase)
        if by is not None:
            entity = self.directory.named(*by)[0][2]
            self.discourse.wrote(kind, entity)
            return Found.of(entity, 0.8)
        if w.lowers[first] in HERS and w.lowers[first] != "their":
            found = self._pronoun(_OWNERS.get(w.lowers[first], "it"), first, besides)
            return None if found is None or found.entity is None else replace(found, score=0.6)
        bare = first_link(w.lowers, first, phrase.beyond) - first == _BARE
        if kind == "statement" and w.lowers[first] in _DEFINITE and bare and self.spoke:
            return replace(self.spoke[-1], score=0.5)
        return None

    def _told_beside(self, phrase: Phrase) -> Found | None:
        """The name that a description stands beside: "Duane Orr, a retired captain" said, "who" for it."""
        w, tree = self.words, self.directory.article.syntax
        first = phrase.core_first
        if tree is None or first < 2 or w.texts[first - 1] not in ",—–":
            return None
        head = next(
            (k for k in range(first, phrase.core_beyond) if not first <= tree.head[k] < phrase.core_beyond), first
        )
        for _ in range(_LONGEST_CHAIN):
            if tree.rel[head] is not Rel.APPOS or tree.head[head] >= first:
                return None
            head = tree.head[head]
            for a, b, entity in self.directory.named(max(0, head - _LONGEST_CUT), head + _LONGEST_CUT):
                if a <= head < b:
                    return Found.of(entity, 0.8)
        return None

    # --- descriptions ---------------------------------------------------------------------------------------

    def _described(self, first: int, beyond: int, besides: Entity | None) -> Found:
        """A phrase without a name: the role of somebody named, somebody spoken of before, or its own words."""
        w = self.words
        apposed = (a - 1 for a, _, _ in self._mentions(first, beyond) if a - 1 > first and w.texts[a - 1] == ",")
        beyond = next(apposed, beyond)
        if beyond - first > 1 and self._possessive(beyond - 1, beyond):
            beyond -= 1
        head = parsed_head(self.directory.article, first, beyond)
        self.discourse.advance(first)
        before = self.spoke[-1] if self.spoke else None
        if w.lowers[first:beyond] == _THE_PERSON and before is not None and before.kind is SpeakerKind.UNNAMED:
            return replace(before, score=0.55)
        noun = w.lowers[first_link(w.lowers, first, beyond) - 1]
        known = self._known(first, beyond, head or (noun if is_person(noun) else None), besides)
        if known is None:
            same = continuing.speaker(self.discourse, first, beyond, head)
            known = Found.of(same, 0.6) if same is not None and same is not besides else None
        return known or self._unnamed(first, beyond, head, besides)

    def _known(self, first: int, beyond: int, head: str | None, besides: Entity | None) -> Found | None:
        """Who is told elsewhere to be what the phrase says, or was so called before."""
        w, lowers = self.words, self.words.lowers[first:beyond]
        if head is not None and first < self._lead:
            later = named_later(self.directory, first, lowers[: lowers.index(head) + 1], self._lead)
            if later is not None:
                return Found.of(later, 0.6)
        if self._is_paper(first, beyond):
            return None
        owned = whose_role(self.directory, first, beyond)
        if owned is not None or head is None:
            return None if owned is None else Found.of(owned, 0.75)
        bare = (w.is_name(first) and len(lowers) <= 3 and lowers[0] not in _FIRST_PERSON) or lowers[0] in _OWNERS
        stop = first_link(w.lowers, first, beyond)
        if lowers[0] in _DEFINITE or bare:
            entity = self.discourse.holder(lowers[: lowers.index(head) + 1], first)
            whole = stop == beyond and lowers[0] not in ("his", "her")
            if (
                entity is not None
                and self._at_the_post(entity, head, stop, beyond)
                and (entity.kind is SpeakerKind.PERSON or whole)
            ):
                return Found.of(entity, 0.75)
        whole = stop == beyond or head in SEATS  # "the MP for Orme" is the MP
        entity = self.discourse.described(first, stop) if lowers[0] in _DEFINITE and whole else None
        return None if entity is None or entity is besides else Found.of(entity, 0.55)

    def _is_paper(self, first: int, beyond: int) -> bool:
        """Whether "the Courier", with a capital, is a newspaper and nobody's role."""
        w = self.words
        short = beyond - first == _BARE and w.lowers[first] in _DEFINITE
        return short and w.is_name(first + 1) and w.lowers[first + 1] in people().media & people().roles

    def _at_the_post(self, entity: Entity, head: str, stop: int, beyond: int) -> bool:
        """Whether somebody can be "the head of the association", by words up to `beyond`, of what from `stop` on.

        A minister is "the leader", but not the leader of something of which nothing is told.
        """
        w = self.words
        if stop >= beyond or w.lowers[stop] not in _POSTS:
            return True
        told = entity.owners.union(*(role.split()[:-1] for role in entity.roles))
        exact = any(role.split()[-1] == head for role in entity.roles)
        return exact or bool(told.intersection(w.lowers[stop:beyond]) - words("determiners"))

    def _unnamed(self, first: int, beyond: int, head: str | None, besides: Entity | None) -> Found:
        """Somebody or something without a name, called by the phrase's own words, or by whose it is."""
        w, lowers = self.words, self.words.lowers[first:beyond]
        kind = what(lowers, head)
        owner = self._owner(first, besides)
        name = called(self.directory.article, first, beyond, owner)
        if name is None:
            return Found(None, None, kind, 0.2)
        stop = first_link(w.lowers, first, beyond)
        if stop < beyond and self._of_body(stop, beyond):
            kind = SpeakerKind.UNNAMED
        noun = stop - 1 if head is None else max(k for k in range(first, stop) if w.lowers[k] == head)
        if owner is None:
            entity = self.discourse.unnamed(first, beyond, w.lowers[noun])
            entity.name, entity.kind = name, kind
        else:
            entity = self.discourse.owned(name, w.lowers[noun], kind)
        if head is not None or is_person(w.lowers[noun]):
            self.discourse.stands(first, noun + 1, entity)
        return Found(entity, name, kind, 0.65)

    def _owner(self, first: int, besides: Entity | None) -> Entity | None:
        """Whose the spokesman of "her spokesman" is, where it is fairly sure."""
        look, lower = self.discourse, self.words.lowers[first]
        if lower not in HERS:
            return None
        wanted = salience.body() if lower == "its" else look.many(first)
        if lower in _OWNERS:
            gender = "male" if lower == "his" else "female"
            wanted = replace(salience.person(gender, besides), told_of=look.told_of(self._told, first))
        best = look.best(first, wanted)
        sure = best is not None and best[1] >= _SURE_LEAD / 2 and best[0].named
        return best[0] if sure and best is not None else None


def _without_article(name: str) -> str:
    lead, _, rest = name.lower().partition(" ")
    return rest if lead in _DEFINITE else name.lower()


def attribution(found: Found, pieces: tuple[tuple[int, int], ...], via: str | None) -> Attribution | None:
    """The record for a resolved speaker; None where nobody was found and no phrase stands there."""
    if found.name is None and not pieces:
        return None
    return Attribution(found.name, found.kind, pieces, via if via != found.name else None, round(found.score, 2))
