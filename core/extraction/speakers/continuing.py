"""Whether a description goes on with whoever spoke last: "…," said Anna Vell. "…," the mother of three added.

Who adds has spoken. The report must stand right behind one of somebody named, nobody else between, and nothing
told of that person may contradict the description: the nurse who adds is no lawyer.
"""

from __future__ import annotations

from core.extraction.article import Article
from core.extraction.lexicon import is_adverb, listed, people
from core.extraction.speakers.entity import Entity
from core.extraction.speakers.fitting import can_be
from core.extraction.speakers.phrase_parts import AGED, first_link
from core.extraction.speakers.referents import Discourse
from core.records import SpeakerKind

_PARENTS = frozenset({"mother", "father", "mum", "mom", "dad", "grandmother", "grandfather"})
"""Of two, of three: said of people whose trade is told as well."""
_FAR = 3
"""Words between a phrase and its cue: an age between commas."""


def speaker(discourse: Discourse, first: int, beyond: int, head: str | None) -> Entity | None:
    """Whoever spoke last, if words `first`..`beyond`, "the" first, can mean that person and the cue goes on.

    "Admitted" and the like also begin: before these that person must be of the same paragraph or the last subject.
    """
    article, spoken = discourse.article, discourse.spoken
    if head is None or article.words.lowers[first] != "the" or not spoken.entities:
        return None
    last, at = spoken.entities[-1], spoken.at[-1]
    cue = _cue(article, first, beyond)
    adds = cue in listed("adding")
    if not adds and cue not in listed("conceding"):
        return None
    paragraphs = discourse.paragraphs_between(at, first)
    if last.kind is not SpeakerKind.PERSON or not last.named or paragraphs > 1:
        return None
    subject = discourse.subject_since(first, at + 1)
    if subject is not last and (subject is not None or not (adds or paragraphs == 0)):
        return None
    stop = first_link(article.words.lowers, first, beyond)
    return last if _may_be(article, last, first, stop, head) else None


def _cue(article: Article, first: int, beyond: int) -> str:
    """The verb right behind the phrase, or before it behind a quote: "…,” added the nurse"."""
    w = article.words
    k = beyond
    while (
        k < len(w)
        and k < beyond + _FAR
        and (w.texts[k] == "," or w.texts[k].isdecimal() or is_adverb(w.lowers[k]))
    ):
        k += 1
    if k < len(w) and (w.lowers[k] in listed("adding") or w.lowers[k] in listed("conceding")):
        return w.lowers[k]
    return w.lowers[first - 1] if first else ""


def _may_be(article: Article, entity: Entity, first: int, stop: int, head: str) -> bool:
    """Whether somebody of whom other roles may be told can be what the words say."""
    if head not in people().roles | listed("persons") | listed("biographical") and head != AGED:
        return False
    gender = people().role_gender.get(head)
    if gender is not None and entity.gender not in (gender, None):
        return False
    told = not entity.roles or head in _PARENTS or head in listed("biographical") or head == AGED
    aged = AGED in article.words.lowers[first:stop]
    return (told or aged) and can_be(article, entity, first, stop)
