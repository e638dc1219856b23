"""Finding cues in a sentence: the verb group, its reading in the lexicon, negation, hypothesis."""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.extraction.article import Article, Sentence
from core.extraction.attribution import parsed
from core.extraction.lexicon import Cue, cue_forms, is_adverb, people, words
from core.extraction.speakers.phrase_parts import DOCUMENTS

_TO_SAY = frozenset(
    {
        "declined",
        "declines",
        "refused",
        "refuses",
        "went",
        "goes",
        "used",
        "continued",
        "wanted",
        "failed",
        "came",
        "neglected",
        "had",
        "appeared",
        "appears",
        "appear",
        "seemed",
        "seems",
        "seem",
        "purported",
        "purports",
        "purport",
        "forgot",
        "began",
        "liked",
        "likes",
        "able",
        "rushed",
        "hastened",
        "stooped",
        "ready",
        "want",
        "wants",
        "yet",
    }
)
_NEGATIVE = frozenset({"declined", "declines", "refused", "refuses", "failed", "neglected", "forgot", "yet"})
_MODAL = frozenset(
    {
        "would",
        "will",
        "could",
        "might",
        "may",
        "should",
        "must",
        "can",
        "did",
        "does",
        "do",
        "didn't",
        "doesn't",
        "don't",
        "won't",
        "wouldn't",
        "can't",
        "couldn't",
        "cannot",
        "to",
        "let",
        "'ll",
        "shall",
    }
)
_PLURALS = frozenset(
    {
        "they",
        "we",
        "i",
        "you",
        "people",
        "police",
        "some",
        "many",
        "others",
        "both",
        "who",
        "few",
        "most",
        "several",
        "all",
        "families",
        "men",
        "women",
        "media",
    }
)
_LEADS_TO = frozenset({"go on", "proceed", "continue"})
"""Cues that before "to" and another verb are a part of that cue: "went on to say"."""
_PAST = frozenset({"past", "participle"})
_PASSIVE = frozenset({"is", "are", "was", "were", "been", "be", "being"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue: words `first`..`beyond` (auxiliaries included), main verb at `verb`, and how it is used."""

    first: int
    verb: int
    beyond: int
    cue: Cue
    passive: bool = False
    negated: bool = False
    hypothetical: bool = False


_GOES = {"go": "base", "goes": "s", "went": "past"}
_LONGEST_WITH = 8
"""Words from "with" to the verb of "with the Orme Courier saying"."""
_GOES_WEIGHT = 0.9
"""Words that report speech only right before it: "and he goes, ‘No.’"."""


def find_cues(article: Article, sentence: Sentence) -> list[Hit]:
    """The cues of a sentence outside quotation marks, in text order."""
    out: list[Hit] = []
    for i in range(sentence.first, sentence.beyond):
        lower = article.words.lowers[i]
        readings = cue_forms().get(lower)
        if lower in _GOES and _hands_over(article, i):
            readings = (Cue("go", _GOES[lower], frozenset({"quote"}), _GOES_WEIGHT, thought=False),)
        if readings and article.inside[i] < 0 and (hit := _read(article, sentence, i, readings)) is not None:
            if out and out[-1].cue.lemma in _LEADS_TO and article.words.lowers[out[-1].beyond : i] == ["to"]:
                hit = replace(hit, first=out.pop().first)
            out.append(hit)
    return out


def _read(article: Article, sentence: Sentence, i: int, readings: tuple[Cue, ...]) -> Hit | None:
    w = article.words
    fitting = [
        c for c in readings if not c.particle or tuple(w.lowers[i + 1 : i + 1 + len(c.particle)]) == c.particle
    ]
    if not fitting or (w.is_name(i) and i != sentence.first):
        return None
    first, seen = _group_start(article, sentence, i)
    before = w.lowers[first - 1] if first > sentence.first else ""
    # "Put" is base and past in one: whichever is a verb in this place.
    alike = [c for c in fitting if len(c.particle) == len(fitting[0].particle)]
    here = [c for c in alike if _verb_here(article, sentence, i, c, first, seen, before)]
    cue = here[0] if here else fitting[0]
    if not _trusted(article, sentence, cue) and parsed.no_verb(article, i, past=cue.form in _PAST):
        return None
    if not here and not parsed.sure_verb(article, i):
        return None
    passive = cue.form in ("past", "participle") and bool(seen & _PASSIVE)
    negated = bool(seen & (words("negations") | _NEGATIVE)) or before == "without"
    only = "only" in w.lowers[first : i + 2]  # "would only say that", "would say only that": and did say so
    hypothetical = bool(seen & {"would", "could", "might", "may", "should"}) and not (negated or only)
    return Hit(first, i, i + 1 + len(cue.particle), cue, passive, negated, hypothetical)


def _trusted(article: Article, sentence: Sentence, cue: Cue) -> bool:
    """Whether no tag is asked: in headlines, and of past forms that take a person ("notified councils that")."""
    if sentence.paragraph in article.headlines:
        return True
    return cue.form in _PAST and bool(cue.constructions & {"person", "infinitive"})


def _group_start(article: Article, sentence: Sentence, i: int) -> tuple[int, set[str]]:
    """First word of the verb group that ends with word i, and the words in it before i."""
    w = article.words
    seen: set[str] = set()
    first = i
    while first > sentence.first and i - first < 8 and article.inside[first - 1] < 0:
        lower = w.lowers[first - 1]
        chain = lower in _TO_SAY and first < i and w.lowers[first] == "to"
        group = lower in words("auxiliaries") or lower in words("negations") or lower in _MODAL or chain
        adverb = is_adverb(lower) and not (lower.endswith("ly") and w.is_name(first - 1))
        if not (group or adverb) or (lower == "no"):
            break
        if lower in ("that", "there", "all", "both", "one"):
            break
        seen.add(lower)
        first -= 1
    while first < i and w.lowers[first] in words("adverbs") and w.lowers[first] not in words("negations"):
        seen.discard(w.lowers[first])
        first += 1
    return first, seen


def _hands_over(article: Article, i: int) -> bool:
    """Whether a passage in quotation marks follows word i behind a comma or a colon: "and he goes, ‘…’"."""
    w = article.words
    if w.texts[i + 1 : i + 2] not in ([","], [":"]) or i + 2 >= len(w) or article.inside[i + 2] < 0:
        return False
    return any(text[0].isupper() for text in w.texts[i + 2 : i + 4])


def _before_quote(article: Article, i: int) -> bool:
    """Whether a passage in quotation marks follows word i, after a colon or not: "a sign that reads: “…”"."""
    k = i + 1 + (article.words.texts[i + 1 : i + 2] == [":"])
    return k < len(article.words) and article.inside[k] >= 0


def _tells_beside(article: Article, sentence: Sentence, i: int) -> bool:
    """Whether a text or somebody brought in by "with" stands before: "a letter warning", "with police saying"."""
    lowers = article.words.lowers
    return lowers[i - 1] in DOCUMENTS or "with" in lowers[max(sentence.first, i - _LONGEST_WITH) : i]


def _verb_here(
    article: Article, sentence: Sentence, i: int, cue: Cue, first: int, seen: set[str], before: str
) -> bool:
    """Whether the form is a verb in this place: "claims" after a subject, not after "the"."""
    w = article.words
    if cue.form in ("past", "participle"):
        return before not in words("determiners") or before in (
            "this",
            "that",
            "these",
            "those",
            "all",
            "some",
            "both",
            "many",
            "most",
            "few",
            "another",
            "one",
            "her",
            "each",
        )
    if cue.form == "ing":
        return (
            before
            in (",", "by", "without", "and", "in", "after", "before", "", "kept", "keeps", "keep", "started")
            or bool(seen & _PASSIVE)
            or (first > 0 and (w.is_mark(first - 1) or article.inside[first - 1] >= 0))
            or ("quote" in cue.constructions and before not in words("determiners") and _before_quote(article, i))
            or (
                (w.lowers[i + 1 : i + 2] == ["that"] or _hands_over(article, i))
                and _tells_beside(article, sentence, i)
            )
        )
    if cue.form == "s":
        return (
            (before not in words("determiners") or (before == "that" and _before_quote(article, i)))
            and before not in words("prepositions")
            and before not in ("'s", "and")
            and not before.isdigit()
        )
    if "to" in seen:
        return bool(seen & _TO_SAY)
    if seen & _MODAL:
        return True
    if before in words("determiners") or before in words("prepositions") or before in ("'s", ""):
        return False
    plural = before.endswith("s") and not before.endswith("ss")
    return (
        before in _PLURALS
        or (plural and (before in people().groups or not w.is_name(first - 1)))
        or before in (",", ")")
        or (article.inside[first - 1] >= 0)
    )
