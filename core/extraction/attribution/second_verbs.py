"""A second verb of saying in the present behind a report in the past: "They said it was ready and say it works".

A verb without an ending agrees with "they" and not with what is told of in the past, so it is no part of that.
"""

from __future__ import annotations

from dataclasses import replace

from core.extraction.article import Article
from core.extraction.attribution.draft import Draft
from core.extraction.lexicon import cue_forms, people, words
from core.extraction.speakers.phrases import Phrase

_OPENERS = frozenset({"that", "he", "she", "they", "it", "there", "we"})
_SINGULAR = frozenset({"was", "is", "has", "were", "had"})
_MANY = frozenset({"they", "we", "both", "many", "some", "others", "police", "critics"})
_SURE = 0.9
_LEAST = 3
"""Words of a clause."""


def with_second_verbs(article: Article, drafts: list[Draft]) -> list[Draft]:
    """The drafts, those with such a verb in their content parted into two reports by the same speakers."""
    out: list[Draft] = []
    parted: dict[int, Phrase] = {}
    for draft in drafts:
        verb = _second(article, draft)
        if verb is None or draft.subject is None:
            out.append(draft)
            continue
        first, second = _parts(article, draft, verb)
        parted[verb] = draft.subject
        out.append(first)
        if not any(other is not draft and _has_cue(article, other, verb) for other in drafts):
            out.append(second)
    return [_by(article, draft, parted) for draft in out] if parted else out


def _second(article: Article, draft: Draft) -> int | None:
    """The second verb of saying behind "and" in the content of what several people said, if there is one."""
    w, subject = article.words, draft.subject
    if subject is None or draft.rule not in ("bare", "that", "tagger") or not _is_many(article, subject):
        return None
    first, beyond = w.within(*max(draft.pieces))
    for k in range(first + _LEAST, beyond - _LEAST):
        if w.lowers[k - 1] != "and" or article.inside[k] >= 0 or not _is_base(w.lowers[k]):
            continue
        clause = w.lowers[k + 1] in _OPENERS or w.lowers[k + 1] in words("determiners")
        if clause and _SINGULAR.intersection(w.lowers[first:k]):
            return k
    return None


def _is_many(article: Article, phrase: Phrase) -> bool:
    last = article.words.lowers[phrase.core_beyond - 1]
    return last in _MANY or last in people().groups


def _is_base(lower: str) -> bool:
    return any(c.form == "base" and not c.thought and c.weight >= _SURE for c in cue_forms().get(lower, ()))


def _parts(article: Article, draft: Draft, verb: int) -> tuple[Draft, Draft]:
    w = article.words
    start, end = max(draft.pieces)
    last = verb - 2 if w.texts[verb - 2] == "," else verb - 1
    first = replace(draft, pieces=[*sorted(draft.pieces)[:-1], (start, w.ends[last - 1])])
    rule = "that" if w.lowers[verb + 1] == "that" else "bare"
    second = replace(
        draft,
        pieces=[(w.starts[verb + 1], end)],
        cue=[w.span(verb, verb + 1)],
        rule=rule,
        negated=False,
        passages=[],
    )
    return first, second


def _has_cue(article: Article, draft: Draft, verb: int) -> bool:
    return any(article.words.at(start) == verb for start, _ in draft.cue)


def _by(article: Article, draft: Draft, parted: dict[int, Phrase]) -> Draft:
    """A report that was there already by the speakers of the first: "Vell was late and claim" is not Vell's."""
    whose = next((phrase for verb, phrase in parted.items() if _has_cue(article, draft, verb)), None)
    return draft if whose is None else replace(draft, subject=whose)
