"""Where a reported clause ends, without a parser."""

from __future__ import annotations

from core.extraction.article import Article
from core.extraction.lexicon import cue_forms, is_adverb, words

_OPENERS = frozenset({"that", "he", "she", "they", "it", "we", "there"})
_SURE_CUE = 0.9
_LONGEST_WITH = 9
"""Words from "with" to the verb of "with the Orme Courier's own reporters saying"."""


def clause_end(article: Article, first: int, beyond: int, construction: str) -> int:
    """Word after the last of a reported clause from word `first`, in a sentence that ends at `beyond`."""
    w = article.words
    end = beyond
    while end > first and article.inside[end - 1] < 0 and w.is_mark(end - 1) and w.texts[end - 1] not in "%)]$’":
        end -= 1
    for k in range(first + 1, end):
        if article.inside[k] >= 0:
            continue
        if _stops(article, k, end, first, construction):
            end = k
            break
    while end > first + 1 and article.inside[end - 1] < 0 and w.texts[end - 1] in ",;:—–":
        end -= 1
    return end


def _stops(article: Article, k: int, end: int, first: int, construction: str) -> bool:
    w = article.words
    text, lower = w.texts[k], w.lowers[k]
    following = w.lowers[k + 1] if k + 1 < end else ""
    if text in (";", "—"):
        return True
    if text == ",":
        if following == "according":
            return k > first + 1  # not in "reported that, according to Marr, …"
        if following in ("while", "whereas") or _with_report(article, k + 1, end):
            return True
        if _is_ing_cue(following) or _reports_on(article, k + 1, end):
            return True
        if _takes_up(article, k + 1, end):
            return construction != "that" or not _and_that(article, k + 1, end)
        if following == "as" and k + 3 < end and _cue_near(article, k + 2, end):
            return True
        if construction in ("infinitive", "noun", "gerund", "for") and following in (
            "but",
            "who",
            "which",
            "saying",
            "after",
        ):
            return True
        k, lower, following = k + 1, following, w.lowers[k + 2] if k + 2 < end else ""
    if lower in ("and", "but") and k > first + 1:
        return _coordinated_cue(article, k + 1, end)
    return False


def _with_report(article: Article, k: int, end: int) -> bool:
    """Whether another's report begins at word k: "…, with the Courier reporting that", "with police saying"."""
    w = article.words
    if w.lowers[k : k + 1] != ["with"]:
        return False
    for i in range(k + 2, min(end, k + _LONGEST_WITH)):
        if article.inside[i] >= 0 or w.is_mark(i):
            return False
        if w.lowers[i].endswith("ing"):
            return _is_ing_cue(w.lowers[i])
    return False


def _takes_up(article: Article, k: int, end: int) -> bool:
    """Whether a noun phrase begins at word k that comments on the clause before: "a claim he denies"."""
    w = article.words
    if k + 1 >= end or w.lowers[k] not in ("a", "an"):
        return False
    return any(w.lowers[i] in words("takes_up") for i in range(k + 1, min(end, k + 4)))


def _and_that(article: Article, k: int, end: int) -> bool:
    """Whether the report goes on behind an aside: "that 9 are ill, a number that has doubled, and that …"."""
    w = article.words
    behind = range(k, end - 2)
    return any(
        w.lowers[i : i + 3] == [",", "and", "that"] and not any(article.inside[n] >= 0 for n in range(i, i + 3))
        for i in behind
    )


def _reports_on(article: Article, k: int, end: int) -> bool:
    """ "…, answered that it rained": a second report whose verb stands at word k and whose clause is opened."""
    if k + 1 >= end or article.inside[k] >= 0:
        return False
    opened = article.words.lowers[k + 1] in _OPENERS or article.inside[k + 1] >= 0
    return opened and any(
        c.form in ("past", "s") and not c.thought and c.weight >= _SURE_CUE and "that" in c.constructions
        for c in cue_forms().get(article.words.lowers[k], ())
    )


def reports_too(lower: str) -> bool:
    """Whether the word begins a report of its own beside another one: the "adding" of "he said, adding: “…”"."""
    return any(
        c.form == "ing" and not c.thought and c.weight >= _SURE_CUE and {"quote", "that"} <= c.constructions
        for c in cue_forms().get(lower, ())
    )


def _is_ing_cue(lower: str) -> bool:
    return any(
        c.form == "ing" and not c.thought and (c.weight >= 0.85 or c.constructions & {"that", "bare"})
        for c in cue_forms().get(lower, ())
    )


def _cue_near(article: Article, k: int, end: int) -> bool:
    w = article.words
    return any(
        c.form in ("past", "s") and not c.thought
        for i in range(k, min(k + 3, end))
        for c in cue_forms().get(w.lowers[i], ())
    )


def _coordinated_cue(article: Article, k: int, end: int) -> bool:
    """ "… and said that", "… but warned of": a second cue with the same subject."""
    w = article.words
    while k < end and (is_adverb(w.lowers[k]) or w.lowers[k] in ("has", "had", "have")):
        k += 1
    if k + 1 >= end or article.inside[k] >= 0:
        return False
    for cue in cue_forms().get(w.lowers[k], ()):
        # "Put off" is no "put it to"; of two words the first alone is sign enough.
        whole = len(cue.particle) < 2 or tuple(w.lowers[k + 1 : k + 3]) == cue.particle
        if cue.form in ("past", "s", "participle") and not cue.thought and whole:
            after = w.lowers[k + 1]
            if cue.lemma in (
                "say",
                "tell",
                "call",
                "describe",
                "accuse",
                "warn",
                "ask",
                "promise",
                "add",
                "urge",
                "insist",
                "deny",
            ):
                return True
            return after == "that" or (
                cue.constructions & {"person", "infinitive"} != frozenset() and after != "by"
            )
    return False
