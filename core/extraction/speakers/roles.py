"""What the words around a name tell: role, title, gender, that it is a person at all."""

from __future__ import annotations

from core.extraction.article import Article
from core.extraction.lexicon import people, words
from core.extraction.speakers.entity import Entity
from core.extraction.speakers.names import Name
from core.extraction.speakers.phrases import is_verb
from core.language.labels import Rel
from core.records import SpeakerKind

_POSTED = frozenset({"of", "at", "for", "to", "in", "with"})
_INSIDE_POST = _POSTED | {"the", "and", "&"}
"""Between a role and the body or place it is held at; small words of the body's name."""
_INSIDE_BODY = frozenset({"for", "of", "the"})
_LONGEST_POST = 10
_MOUTHPIECES = frozenset(
    {"lawyer", "attorney", "spokesman", "spokeswoman", "spokesperson", "agent", "solicitor", "barrister", "aide",
     "adviser", "advisor", "representative", "publicist", "counsel", "secretary"}
)  # fmt: skip
"""Who speaks for somebody else."""
_LONGEST_REPRESENTED = 7
"""Words from "for" to the comma of "a spokesman for the mayor,"."""
_COPULAS = frozenset({"is", "was", "became", "becomes"})


def learn(article: Article, name: Name, entity: Entity) -> None:
    """Roles and gender that the words around a mention tell."""
    w = article.words
    known = people()
    for title in name.titles:
        gender = known.titles.get(title.lower().rstrip("."))
        entity.gender = entity.gender or gender
        for meant in known.abbreviated.get(title.lower().rstrip("."), ()):
            _role(entity, meant, gendered=False)  # "Rep." can be a congressman and a congresswoman
    entity.sure = entity.sure or bool(name.person)
    titled = [t.lower() for t in name.titles]
    role = [t for t in titled if t in known.roles or t == "prime"]
    if len(titled) > len(role) > 0 and titled[-1] == role[-1]:
        _role(entity, " ".join(titled))
    first = name.first - 1
    while (
        first >= 0
        and name.first - first < 7
        and _qualifies(w.texts[first], w.lowers[first])
        and not _acts(article, first)
        and not _acts_meanwhile(article, first)
        and "\n" not in article.text[w.ends[first] : w.starts[first + 1]]
    ):
        role.insert(0, w.lowers[first])
        first -= 1
    role = _of_body(article, first, name) + role
    if role and role[-1] in _role_words(entity):
        _role(entity, " ".join(role))
        if first > 0 and w.lowers[first] == "'s":
            entity.owners.add(w.lowers[first - 1])
    _held_at(article, name, entity)
    _apposition(article, name, entity)
    _role_before(article, name, entity)
    _copula(article, name, entity)


def _of_body(article: Article, link: int, name: Name) -> list[str]:
    """The beginning of a body's name up to its small word `link`: "labour for" before "growth chairman"."""
    w = article.words
    low = max(0, name.first - _LONGEST_POST)
    if link < low + 1 or link + 2 >= name.first + 1 or not w.is_name(link + 1):
        return []
    k = link
    while k > low and w.lowers[k] in _INSIDE_BODY:
        k -= 1
    if k == link or not w.is_name(k) or w.lowers[k] in people().groups | people().roles:
        return []
    while k > low and w.is_name(k - 1) and _qualifies(w.texts[k - 1], w.lowers[k - 1]):
        k -= 1
    return list(w.lowers[k : link + 1])


def _held_at(article: Article, name: Name, entity: Entity) -> None:
    """The role in "the chair of the Marn Road Board Ada Pell", "ambassador to Kell Hamdul Mohr"."""
    w = article.words
    if entity.kind is not SpeakerKind.PERSON or name.first < 3 or not w.is_name(name.first - 1):
        return
    k = name.first - 1
    while k > 0 and name.first - k < _LONGEST_POST and (w.is_name(k) or w.lowers[k] in _INSIDE_POST):
        if w.lowers[k] in _POSTED and w.lowers[k - 1] in people().roles:
            _role(entity, w.lowers[k - 1])
            return
        k -= 1


def _role_before(article: Article, name: Name, entity: Entity) -> None:
    """The role in "the minister for transport, Mr Ivor Strand"."""
    w = article.words
    comma = name.first - 1
    if comma < 2 or w.texts[comma] != ",":
        return
    mouthpiece = speaks_for(w.lowers, comma)
    if mouthpiece is not None:
        if entity.kind is SpeakerKind.PERSON:
            _role(entity, mouthpiece)
        return
    for k in range(comma - 1, max(-1, comma - 10), -1):
        if w.is_mark(k) or w.lowers[k] in words("conjunctions"):
            return
        if w.lowers[k] in ("the", "its", "their", "a", "his", "her", "'s"):
            role = []
            for m in range(k + 1, comma):
                if w.lowers[m] in words("prepositions"):
                    break
                role.append(w.lowers[m])
            if role and role[-1] in _role_words(entity):
                _role(entity, " ".join(role))
            return


def speaks_for(lowers: list[str], comma: int) -> str | None:
    """The spokesman of "a spokesman for the mayor," with that comma: a name behind it is his.

    It is the mayor's only where the article says so elsewhere.
    """
    for k in range(comma - 1, max(0, comma - _LONGEST_REPRESENTED), -1):
        if lowers[k] == "for":
            return lowers[k - 1] if lowers[k - 1] in _MOUTHPIECES else None
        if not lowers[k].isalpha() and lowers[k] != "'s":
            return None
    return None


def _role_words(entity: Entity) -> frozenset[str]:
    """Words a role of a person, or a description of a body, ends with."""
    return people().roles if entity.kind is SpeakerKind.PERSON else people().bodies | people().media


def _apposition(article: Article, name: Name, entity: Entity) -> None:
    w = article.words
    i = name.beyond
    if i + 2 >= len(w) or w.texts[i] != ",":
        return
    if w.texts[i + 1].isdigit() and w.texts[i + 2] in (",", ".") and len(w.texts[i + 1]) <= 2:
        entity.sure = entity.sure or entity.kind is SpeakerKind.PERSON
        i += 2
    role: list[str] = []
    for k in range(i + 1, min(i + 9, len(w))):
        lower = w.lowers[k]
        if lower in ("who", "is", "was") and not role:
            continue
        if lower == "'s":
            role = []
            continue
        if w.is_mark(k) or lower in words("prepositions") or lower in words("conjunctions"):
            break
        if _acts(article, k) or (not role and _acts_meanwhile(article, k)):
            return
        role.append(lower)
    if role and role[0] in ("a", "an", "the", "'s"):
        role = role[1:]
    if role and role[-1] in _role_words(entity):
        _role(entity, " ".join(role))


def _copula(article: Article, name: Name, entity: Entity) -> None:
    """The role in "Amory was governor when …", "Amory is now a senator"."""
    w = article.words
    i = name.beyond
    if i >= len(w) or w.lowers[i] not in _COPULAS:
        return
    role: list[str] = []
    for k in range(i + 1, min(i + 7, len(w))):
        lower = w.lowers[k]
        if lower in ("a", "an", "the", "now", "also", "then", "still") and not role:
            continue
        if w.is_mark(k) or lower in words("prepositions") or lower in words("conjunctions"):
            break
        role.append(lower)
    if role and role[-1] in _role_words(entity):
        _role(entity, " ".join(role))


def _role(entity: Entity, role: str, *, gendered: bool = True) -> None:
    if role not in entity.roles and len(entity.roles) < 20:
        entity.roles.append(role)
    if entity.kind is SpeakerKind.PERSON:
        entity.sure = True
        if gendered:
            entity.gender = entity.gender or people().role_gender.get(role.split()[-1])


def _acts(article: Article, k: int) -> bool:
    """Whether the word is a finite verb, which no role holds: "Lukan, praised his counterpart"."""
    tree = article.syntax
    if tree is not None:
        return tree.is_verb(k) and tree.form[k] == "finite"
    return is_verb(article, k) and article.words.lowers[k] in words("irregular_past")


def _acts_meanwhile(article: Article, k: int) -> bool:
    """Whether the word is a participle of a clause: "Tarvo, advising the firm", but "Dell, managing director"."""
    tree, lower = article.syntax, article.words.lowers[k]
    if tree is None or tree.form[k] != "ing":
        return lower.endswith("ing") and article.words.lowers[k + 1 : k + 2] in (["the"], ["a"], ["an"], ["its"])
    return tree.word_class[k] == "VERB" and tree.rel[k] not in (Rel.AMOD, Rel.COMPOUND)


def _qualifies(text: str, lower: str) -> bool:
    """Whether a word before a name can belong to the role in front of it ("Lithuanian president")."""
    if not text[0].isalpha() or lower in words("determiners") or lower in words("prepositions"):
        return False
    return (
        lower not in words("conjunctions") and lower not in words("auxiliaries") and lower not in words("subjects")
    )
