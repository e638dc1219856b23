"""The people and bodies of one article: names gathered into one entry each, with roles, gender and acronyms."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from itertools import pairwise

from core.extraction.article import Article
from core.extraction.lexicon import listed, people, words
from core.extraction.speakers import guesses
from core.extraction.speakers.acronyms import spells
from core.extraction.speakers.datelines import Dateline, datelines
from core.extraction.speakers.entity import Entity
from core.extraction.speakers.kinds import with_kinds
from core.extraction.speakers.names import Name, find_names
from core.extraction.speakers.namesakes import MANY, agrees, of_age, pick, told_genders
from core.extraction.speakers.roles import learn
from core.records import Span, SpeakerKind

_LEAST_LETTERS = 2
_LONG_ENOUGH = 5
"""Letters from which a surname may be misspelt by one."""
_COMMON = frozenset(
    {"the", "of", "for", "and", "new", "national", "united", "american", "british", "royal", "state", "north",
     "south", "east", "west", "central", "federal", "international", "first", "great"}
)  # fmt: skip
"""Words that many bodies' names begin with."""
_PAIR, _THREE = 2, 3
_THINGS_LEAD = frozenset({"the", "a", "an", "its", "each", "every"})
_LEADS = frozenset({"the", "this", "that", "his", "her", "its", "their"})
_LEAST_CAPITALS = 4
"""Letters of a word in capitals that is no acronym or rank."""
_PERSON = SpeakerKind.PERSON
_TOP = 6
"""Sentences among which a byline stands, and words it has."""


class Directory:
    """Looks up who a name, a role or a pronoun in the article stands for."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.entities: list[Entity] = []
        self._by_name: dict[str, Entity] = {}
        self._by_last: dict[str, list[Entity]] = {}
        self._by_first: dict[str, list[Entity]] = {}
        self._by_inner: dict[str, list[Entity]] = {}
        self._by_role: dict[str, list[Entity]] = {}
        self._by_start: dict[str, Entity] = {}
        self._by_letters: dict[str, Entity] = {}
        self._nearly: dict[str, Entity | None] = {}
        filed = {k: line for line in datelines(article) for k in range(line.first, line.beyond)}
        names = with_kinds(article, [_where_filed(name, filed) for name in find_names(article)])
        for name in names:
            if len(name.parts) > 1 and not self._in_headline(name):
                self._add_full(name)
        self._shortened({" ".join(name.parts).lower() for name in names if name.person is not True})
        self._near_surnames()
        self.mentions: list[tuple[int, int, Entity]] = []
        written = _bylines(article)
        for name in names:
            entity = self._link(name)
            if entity is not None and name.first in filed:
                entity.medium = entity.medium or name.first >= filed[name.first].agency
            elif entity is not None and name.first not in written:
                self.mentions.append((name.first, name.beyond, entity))
                entity.places.append((name.first, name.beyond))
                learn(self.article, name, entity)
        self._starts = [first for first, _, _ in self.mentions]
        self._acronyms()
        guesses.bodies(article, self.entities)
        guesses.genders(article, self.entities, self.mentions)
        guesses.places(article, self.entities, self._by_first)
        for entity in self.entities:
            for role in entity.roles:
                self._by_role.setdefault(role.split()[-1], []).append(entity)

    def _in_headline(self, name: Name) -> bool:
        return (
            self.article.headlines != frozenset() and self.article.words.starts[name.first] < self._headline_end()
        )

    def _headline_end(self) -> int:
        first = next(iter(self.article.sentences), None)
        if first is None or first.paragraph not in self.article.headlines:
            return 0
        return self.article.words.ends[first.beyond - 1]

    # --- gathering ------------------------------------------------------------------------------------------

    def _add_full(self, name: Name) -> Entity:
        text = _spelt(name)
        entity = self._by_name.get(text.lower())
        if entity is None:
            kind = SpeakerKind.ORGANISATION if name.person is False else SpeakerKind.PERSON
            entity = self._by_name[text.lower()] = Entity(text, kind, place=name.place)
            self.entities.append(entity)
            if kind is SpeakerKind.PERSON:
                self._by_last.setdefault(entity.last, []).append(entity)
                self._by_first.setdefault(entity.name.split()[0].lower(), []).append(entity)
                for part in _inner(entity.name.lower().split()):
                    self._by_inner.setdefault(part, []).append(entity)
            elif not name.place and not self._is_product(name):
                self._shorten(entity, name.parts)
        return entity

    def _is_product(self, name: Name) -> bool:
        """Whether a long name is that of a thing: "the Vantor Hearth", but "the Corran Water Board"."""
        known = people()
        last = name.parts[-1].lower()
        led = name.first > 0 and self.article.words.lowers[name.first - 1] in _THINGS_LEAD
        return (
            led
            and len(name.parts) == _PAIR
            and last not in known.bodies | known.firms | known.media | known.mastheads
        )

    def _shorten(self, entity: Entity, parts: tuple[str, ...]) -> None:
        """Remember how a body's name may be cut: its first words, its last, its initials."""
        for count in range(1, len(parts)):
            if parts[count - 1].lower() not in _COMMON:
                self._by_start.setdefault(" ".join(parts[:count]).lower(), entity)
        if parts[-1].lower() in people().bodies | listed("clubs"):
            self._by_start.setdefault(parts[-1].lower(), entity)
        letters = "".join(part[0] for part in parts if part[0].isupper())
        if len(letters) >= _LEAST_LETTERS:
            self._by_letters.setdefault(letters, entity)

    def _shortened(self, doubtful: set[str]) -> None:
        """ "Corran Water" beside "Corran Water Board" is the board, and nobody of that name."""
        for name in doubtful & self._by_name.keys():
            entity, body = self._by_name[name], self._by_start.get(name)
            if body is None or body is entity:
                continue
            self._by_name[name] = body
            entity.place = True
            for known, key in ((self._by_last, entity.last), (self._by_first, name.split()[0])):
                known[key] = [other for other in known.get(key, []) if other is not entity]

    def _near_surnames(self) -> None:
        """Every way to leave one letter out of a long surname, so that a misspelt one finds its bearer."""
        for last, found in self._by_last.items():
            if len(last) >= _LONG_ENOUGH and found:
                entity = found[0] if len(found) == 1 else None
                for short in {last, *_without_one(last)}:
                    known = self._nearly.get(short, entity)
                    self._nearly[short] = entity if known is entity else None

    def _link(self, name: Name) -> Entity | None:
        full = self._by_name.get(" ".join(name.parts).lower())
        if full is not None and (len(name.parts) > 1 or agrees(full, told_genders(name))):
            return full
        known = self._known_person(name) or self._known_body(name)
        if known is not None:
            return known
        if self._in_headline(name) and len(name.parts) > 1:
            return None
        kind = SpeakerKind.PERSON if name.person else SpeakerKind.ORGANISATION
        text = _spelt(name)
        entity = self._by_name[text.lower()] = Entity(text, kind, place=name.place)
        genders = told_genders(name)
        entity.gender = genders.pop() if len(genders) == 1 else None
        self.entities.append(entity)
        if kind is SpeakerKind.PERSON:
            self._by_last.setdefault(entity.last, []).append(entity)
        return entity

    def _known_person(self, name: Name) -> Entity | None:
        """The person of whose name this is the surname, the first name or a misspelling."""
        if name.person is False and not self._speaks_in_capitals(name):
            return None
        candidates = self._by_last.get(name.parts[-1].lower(), []) if len(name.parts) == 1 or name.titles else []
        if candidates:
            genders = told_genders(name)
            candidates = [entity for entity in candidates if agrees(entity, genders)]
            if not candidates:
                return None  # "Mr Tull" is not Margaret Tull
            return of_age(candidates, self.article.words.lowers[name.first - 1]) or pick(candidates, name)
        inner = self._by_inner.get(" ".join(name.parts).lower(), [])
        if len(name.parts) == 1:
            first = self._by_first.get(name.parts[0].lower(), []) or inner
            return pick(first, name) if first else self._misspelt(name)
        return pick(inner, name) if inner else None

    def _speaks_in_capitals(self, name: Name) -> bool:
        """Whether a word in capitals is a known surname before a colon: "VELL: And I was mayor"."""
        said = self.article.words.texts[name.beyond : name.beyond + 1] == [":"]
        return said and len(name.parts) == 1 and name.parts[0].lower() in self._by_last

    def _known_body(self, name: Name) -> Entity | None:
        """The body of whose name this is the beginning or the initials."""
        if name.person is True:
            return None
        body = self._by_start.get(" ".join(name.parts).lower())
        return self._by_letters.get(name.parts[0]) if body is None and len(name.parts) == 1 else body

    def _misspelt(self, name: Name) -> Entity | None:
        """The one person whose surname differs by a letter."""
        last = name.parts[-1].lower()
        if len(last) < _LONG_ENOUGH:
            return None
        found = {id(e): e for short in (last, *_without_one(last)) if (e := self._nearly.get(short)) is not None}
        return next(iter(found.values())) if len(found) == 1 else None

    def _acronyms(self) -> None:
        """ "Harbour Workers Union (HWU)": the acronym is another name of the body before the bracket."""
        w = self.article.words
        other_name: dict[int, Entity] = {}
        for (_, beyond, entity), (nfirst, nbeyond, short) in pairwise(self.mentions):
            bracketed = nfirst == beyond + 1 and w.texts[beyond] == "(" and w.texts[nbeyond : nbeyond + 1] == [")"]
            if bracketed and entity.name.isupper() and " " in short.name and entity.kind is not _PERSON:
                short.kind = SpeakerKind.ORGANISATION  # "the CEI (Italian Episcopal Conference)"
            if bracketed and short is not entity and short.name.isupper() and _initials(entity.name, short.name):
                entity.kind = SpeakerKind.ORGANISATION
                self._by_name[short.name.lower()] = entity
                other_name[id(short)] = entity
        if other_name:
            self.mentions = [(a, b, other_name.get(id(e), e)) for a, b, e in self.mentions]
            self.entities = [e for e in self.entities if id(e) not in other_name]
            for entity in self.entities:
                entity.places = []
            for a, b, entity in self.mentions:
                entity.places.append((a, b))

    # --- looking up -----------------------------------------------------------------------------------------

    def named(self, first: int, beyond: int) -> list[tuple[int, int, Entity]]:
        """Mentions that lie wholly in words `first`..`beyond`."""
        low = bisect_left(self._starts, first)
        out = []
        for mention in self.mentions[low : low + 12]:
            if mention[0] >= beyond:
                break
            if mention[1] <= beyond:
                out.append(mention)
        return out

    def before(self, word: int, count: int = 60) -> list[Entity]:
        """Entities mentioned before word `word`, nearest first, at most `count` mentions back."""
        high = bisect_left(self._starts, word)
        return [entity for _, _, entity in reversed(self.mentions[max(0, high - count) : high])]

    def with_role(self, phrase: list[str], proper: frozenset[str] = frozenset()) -> list[Entity]:
        """Entities a role phrase can stand for ("the US leader": the US president), best first.

        Of the words before its last, those in `proper` must be told of the entity, or nothing of the kind be told.
        """
        if not phrase:
            return []
        head = phrase[-1]
        found = self._by_role.get(head, [])[-MANY:]
        if head in people().leaders and head in ("leader", "head", "chief"):
            for role in sorted(people().leaders - {head}):
                found.extend(self._by_role.get(role, [])[-MANY:])
        if head == "boss":
            found = [
                *found,
                *(e for role in sorted(listed("bosses")) for e in self._by_role.get(role, [])[-MANY:]),
            ]
        qualifiers = set(phrase[:-1]) - {"the", "a", "an"}

        apart = qualifiers & listed("apart")

        def shared(entity: Entity) -> int:
            told = (set(role.split()[:-1]) for role in entity.roles)
            return max((len(qualifiers & own) for own in told if own & listed("apart") == apart), default=0)

        if qualifiers:
            sharing = [e for e in found if shared(e)]
            plain = [] if apart else [e for e in found if _plain(e, head, proper, len(found) == 1)]
            found = sharing or plain
        unique = list({id(e): e for e in found if not e.place}.values())
        return sorted(unique, key=shared, reverse=True)

    def by_role(self, lowers: list[str], at: int, besides: Entity | None = None) -> Entity | None:
        """Who "the mayor", "the US leader", "the party" before or at word `at` stands for; None if nobody fits.

        `besides` is the person who tells of the mayor, and so is somebody else.
        """
        phrase = [x for x in lowers if x not in _LEADS]
        w = self.article.words
        proper = frozenset(w.lowers[k] for k in range(at, at + len(lowers)) if w.is_name(k) and k > at)
        candidates = [e for e in self.with_role(phrase, proper) if e is not besides or e.kind is not _PERSON]
        if candidates:
            if len(candidates) == 1:
                return candidates[0]
            keys = {id(e) for e in candidates}
            return next((e for e in self.before(at) if id(e) in keys), candidates[0])
        if phrase and phrase[-1] in people().bodies:
            own = proper | ({lowers[0]} if w.is_name(at) and lowers[0] not in words("determiners") else set())
            for entity in self.before(at, 40):
                parts = entity.name.lower().split()
                if entity.kind is SpeakerKind.ORGANISATION and phrase[-1] in parts and own <= set(parts):
                    return entity
        return None

    def owned_role(self, owner: str, role: list[str]) -> Entity | None:
        """Who "Labour’s shadow minister" is: the only one told to have the role, of that owner or of nobody's."""
        found = {id(e): e for e in self._by_role.get(role[-1], [])[-MANY:] if e.kind is SpeakerKind.PERSON}
        told = " ".join(role)
        owned = [e for e in found.values() if owner in e.owners and any(r.endswith(told) for r in e.roles)]
        alike = owned or [e for e in found.values() if len(role) > 1 and not e.owners and told in e.roles]
        return alike[0] if len(alike) == 1 else None

    def is_medium(self, entity: Entity) -> bool:
        """Whether the entity is a newspaper, an agency, a channel: one that hands on what it was told."""
        known = people()
        parts = entity.name.lower().split()
        named = (
            parts[-1] in known.media
            or (len(parts) > 1 and parts[-1] in known.mastheads)
            or parts[0] in known.media
        )
        return named or entity.medium or any(role.split()[-1] in known.media for role in entity.roles)

    def span(self, first: int, beyond: int) -> Span:
        return self.article.words.span(first, beyond)


def _bylines(article: Article) -> set[int]:
    """Words behind "By" that opens one of the first paragraphs: who wrote it is nobody it tells of."""
    lowers = article.words.lowers
    return {
        s.first + 1 for s in article.sentences[:_TOP] if s.beyond - s.first <= _TOP and lowers[s.first] == "by"
    }


def _where_filed(name: Name, filed: dict[int, Dateline]) -> Name:
    """In a dateline, the name of its place or of the agency that filed the report; elsewhere the name itself."""
    line = filed.get(name.first)
    if line is None:
        return name
    place = name.first < line.agency and name.parts[-1].lower() not in people().bodies
    return replace(name, core=name.first, titles=(), person=False, place=place, thing=place)


def _spelt(name: Name) -> str:
    """The name as it is shown: a person's in capitals ("HARRIS") as it is usually written."""
    capitals = name.person is True and all(part.isupper() for part in name.parts)
    return " ".join(p.capitalize() if capitals and len(p) >= _LEAST_CAPITALS else p for p in name.parts)


def _plain(entity: Entity, head: str, proper: frozenset[str], only: bool) -> bool:
    """Whether the bare role is told of the entity, so that descriptions go with it; a name only if `only` it."""
    return head in entity.roles and (only or not proper)


def _inner(parts: list[str]) -> list[str]:
    """What else a person of three names is called: "Ticona" and "Marisol Ticona" of "Marisol Ticona Apaza"."""
    return [parts[1], f"{parts[0]} {parts[1]}"] if len(parts) == _THREE and len(parts[1]) > _PAIR else []


def _without_one(word: str) -> list[str]:
    return [word[:k] + word[k + 1 :] for k in range(len(word))]


def _initials(name: str, acronym: str) -> bool:
    initials = "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper())
    return initials == acronym or initials.startswith(acronym) or acronym in initials or spells(name, acronym)
