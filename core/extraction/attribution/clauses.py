"""Where a reported clause begins, without a parser; `clause_ends` says where it ends."""

from __future__ import annotations

from core.extraction.article import Article
from core.extraction.attribution.cues import Hit
from core.extraction.lexicon import cue_forms, is_adverb, words
from core.extraction.speakers.phrase_parts import DOCUMENTS
from core.extraction.speakers.phrases import is_verb

_LOOKAHEAD = 16
_WH = frozenset({"whether", "if", "what", "why", "how", "who", "where", "when", "which"})
_FORECASTS = frozenset({"estimate", "predict", "forecast", "project", "reckon", "calculate", "warn"})
"""Verbs behind which a year is when something will be, not when it was said."""
_NOT_CLAUSE = frozenset(
    {"goodbye", "hello", "nothing", "little", "prayers", "so", "yes", "no", "thanks", "anything"}
)


def clause_follows(article: Article, first: int, beyond: int) -> bool:
    """Whether words from `first` read as a clause of their own: a subject, then a finite verb."""
    w = article.words
    if first >= beyond or (w.is_mark(first) and article.inside[first] < 0 and w.texts[first] not in "$£€"):
        return False
    lower = w.lowers[first]
    if lower in words("prepositions") and lower not in ("because", "despite", "like"):
        return any(w.texts[k] == "," for k in range(first, min(beyond, first + 10))) and lower in (
            "in",
            "despite",
            "under",
            "if",
        )
    if lower in words("auxiliaries") or lower in ("and", "or", "but", "to", *_NOT_CLAUSE):
        return False
    if lower in (
        "he'd",
        "she'd",
        "they'd",
        "it'd",
        "i'd",
        "we'd",
        "they've",
        "i've",
        "we've",
        "i'm",
        "it'll",
        "we'll",
        "we're",
        "they're",
        "he'll",
        "she'll",
        "they'll",
    ):
        return True
    for k in range(first + 1, min(beyond, first + 40)):
        if article.inside[k] >= 0:
            return True
        if is_verb(article, k) or (w.lowers[k] in ("'s", "says") and k == first + 1):
            return True
    return False


def complement(article: Article, hit: Hit, beyond: int) -> tuple[int, str] | None:
    """First word of what the cue reports to its right, and the construction; None where nothing follows.

    Skips adverbs, times, an addressee and adjuncts: "said on Thursday that", "told reporters the road …".
    """
    w = article.words
    kinds = hit.cue.constructions
    i = _skip_adverbs(article, hit.beyond, beyond)
    if i >= beyond:
        return None
    if article.inside[i] >= 0:
        return (i, "quote")
    if w.texts[i] == ":":
        return _after_colon(article, i + 1, beyond)
    if w.texts[i] == ",":
        return _after_comma(article, i, beyond)
    found = _opens(article, i, beyond, hit) or _by_when(article, i, beyond, hit)
    if found is None and kinds & {"person", "infinitive"}:
        found = _after_addressee(article, i, beyond, hit)
    if found is None and (w.lowers[i] in words("prepositions") or w.lowers[i] in ("last", "this")):
        found = _after_adjunct(article, i, beyond, hit)
    return found or _plain(article, i, beyond, hit)


def _by_when(article: Article, i: int, beyond: int, hit: Hit) -> tuple[int, str] | None:
    """A clause that begins with its year: "estimated by 2050, twice as many would need it"."""
    w = article.words
    year = w.lowers[i] in ("by", "in") and i + 3 < beyond and w.texts[i + 1].isdigit() and w.texts[i + 2] == ","
    return (i, "bare") if year and hit.cue.lemma in _FORECASTS and "bare" in hit.cue.constructions else None


def _plain(article: Article, i: int, beyond: int, hit: Hit) -> tuple[int, str] | None:
    """A clause without "that", an -ing clause, or a noun phrase right after the cue."""
    w = article.words
    kinds = hit.cue.constructions
    if "gerund" in kinds and w.lowers[i].endswith("ing") and len(w.lowers[i]) > 4:
        return (i, "gerund")
    if "bare" in kinds and clause_follows(article, i, beyond):
        return (i, "bare")
    return _phrase_complement(article, i, beyond, hit)


def _skip_adverbs(article: Article, i: int, beyond: int) -> int:
    w = article.words
    while i < beyond and article.inside[i] < 0:
        lower = w.lowers[i]
        if lower == "only" and i + 1 < beyond and _is_counted(article, i + 1):
            break  # "found only a quarter of them": of how many is said
        skip = lower in words("weekdays") or lower in (
            "yesterday",
            "today",
            "tonight",
            "later",
            "then",
            "also",
            "again",
            "earlier",
            "only",
            "simply",
            "afterwards",
            "publicly",
            "aloud",
            "flatly",
        )
        if not skip and not (
            lower.endswith("ly") and is_adverb(lower) and not w.is_name(i) and lower not in ("only", "early")
        ):
            break
        if (
            lower in ("today", "yesterday", "tonight", "then", "later", "earlier")
            and i + 1 < beyond
            and w.lowers[i + 1] in ("'s", "is")
        ):
            break
        i += 1
    return i


def _is_counted(article: Article, i: int) -> bool:
    """Whether word i begins a number or a noun phrase: "a quarter", "12", "three"."""
    lower = article.words.lowers[i]
    counts = lower in words("number_words") or lower[0].isdigit()
    return counts or (lower in words("determiners") and lower != "that")


def _opens(article: Article, i: int, beyond: int, hit: Hit) -> tuple[int, str] | None:
    """The constructions that one word opens: that, whether, to, for, of."""
    lower = article.words.lowers[i]
    kinds = hit.cue.constructions
    if lower == "that" and kinds & {"that", "bare", "person"}:
        return (i, "that") if i + 1 < beyond else None
    if lower in _WH and kinds & {"whether", "that", "noun", "person"} and i + 2 < beyond:
        if lower in ("if", "when") and "whether" not in kinds:
            return None
        return (i, "whether")
    if lower == "to" and "infinitive" in kinds and i + 1 < beyond:
        return (i, "infinitive")
    if "for" in kinds and hit.cue.particle and hit.cue.particle[-1] == "for":
        return None if lower in words("prepositions") else (i, "for")
    return None


def _after_colon(article: Article, i: int, beyond: int) -> tuple[int, str] | None:
    if i >= beyond:
        return None
    return (i, "quote" if article.inside[i] >= 0 else "colon")


def _after_comma(article: Article, i: int, beyond: int) -> tuple[int, str] | None:
    """ "said, “…”" and "said, however, that …"."""
    w = article.words
    if i + 1 < beyond and article.inside[i + 1] >= 0:
        return (i + 1, "quote")
    for k in range(i + 1, min(beyond, i + _LOOKAHEAD)):
        if article.inside[k] >= 0:
            return (k, "quote") if w.texts[k - 1] in ",:" else None
        if w.texts[k] == "," and k + 1 < beyond and w.lowers[k + 1] == "that":
            return (k + 1, "that")
        if any(cue.form == "ing" and "quote" in cue.constructions for cue in cue_forms().get(w.lowers[k], ())):
            return None  # "said, adding: “…”": the quote is what was added
        if w.texts[k] == ":":
            return _after_colon(article, k + 1, beyond)
        if is_verb(article, k) and k < i + 4:
            return None
    return None


def _after_addressee(article: Article, i: int, beyond: int, hit: Hit) -> tuple[int, str] | None:
    """What follows whom it was said to: "told reporters that", "urged ministers to"."""
    w = article.words
    if w.lowers[i] in words("prepositions") or w.lowers[i] in words("conjunctions"):
        return None
    single = w.lowers[i] in words("addressees") or w.lowers[i] in ("it", "one")
    for k in range(i + 1, min(beyond, i + _LOOKAHEAD)):
        if article.inside[k] >= 0:
            return (k, "quote") if w.texts[k - 1] in ",:" or k == i + 1 else None
        if w.texts[k] == ":":
            return _after_colon(article, k + 1, beyond)
        opened = _opened_by(w.lowers[k], hit)
        if opened is not None:
            return (k, opened)
        if w.texts[k] in ";.!?" or (w.texts[k] == "," and k == i + 1 and not single):
            return None
        if "person" in hit.cue.constructions and _new_clause(article, i, k, beyond, single):
            return (k, "bare")
        if is_verb(article, k) and w.lowers[k] != "let":
            return None
    return None


def _opened_by(lower: str, hit: Hit) -> str | None:
    """The construction a word opens after an addressee or an adjunct."""
    kinds = hit.cue.constructions
    if lower == "that" and kinds & {"person", "that", "bare"}:
        return "that"
    if lower in _WH - {"who", "which"} and kinds & {"person", "whether"}:
        return "whether"
    return "infinitive" if lower == "to" and "infinitive" in kinds else None


def _new_clause(article: Article, i: int, k: int, beyond: int, single: bool) -> bool:
    """Whether a clause without "that" begins at word k, right after the addressee that began at word i."""
    w = article.words
    lower, before = w.lowers[k], w.lowers[k - 1]
    if before in words("prepositions") or before in words("determiners") or before in ("and", "or", "'s", ","):
        return False
    if lower in ("he", "she", "they", "it", "we", "i", "there", "you") or lower.partition("'")[0] in (
        "he",
        "she",
        "they",
        "we",
    ):
        return True
    starts = lower in words("determiners") or (w.is_name(k) and not w.is_name(k - 1))
    if single and k == i + 1:
        starts = lower not in words("prepositions") and lower not in ("and", ",", "or")
    return starts and clause_follows(article, k, beyond)


def _after_adjunct(article: Article, i: int, beyond: int, hit: Hit) -> tuple[int, str] | None:
    """What follows a place or time: "said in a statement that", "said at the court: “…”"."""
    w = article.words
    for k in range(i + 1, min(beyond, i + _LOOKAHEAD)):
        if article.inside[k] >= 0:
            return (k, "quote") if w.texts[k - 1] in ",:" or _speaks(article, k, hit) else None
        if w.texts[k] in ",:":
            return (_after_comma if w.texts[k] == "," else _after_colon)(article, k + (w.texts[k] == ":"), beyond)
        if w.texts[k] in ".;—–(":
            return None
        opened = _opened_by(w.lowers[k], hit)
        if opened is not None:
            return (k, opened)
        when = (
            w.lowers[k] in ("this", "last", "next", "that")
            and w.lowers[k + 1 : k + 2]
            and w.lowers[k + 1] in words("times")
        )
        new = "bare" in hit.cue.constructions and k > i + 1 and not when
        if new and _new_clause(article, i, k, beyond, single=False):
            return (k, "bare")
        if is_verb(article, k):
            return None
    return None


def _speaks(article: Article, k: int, hit: Hit) -> bool:
    """Whether the passage at word k is what a text says, and no title: "wrote in a post “It is over.”"."""
    w = article.words
    opens = next((i for i in range(k, min(len(w), k + 3)) if w.texts[i][0].isalnum()), k)
    return "quote" in hit.cue.constructions and w.lowers[k - 1] in DOCUMENTS and w.is_name(opens)


def _phrase_complement(article: Article, i: int, beyond: int, hit: Hit) -> tuple[int, str] | None:
    """What is reported as a noun phrase or an -ing clause."""
    w = article.words
    kinds = hit.cue.constructions
    lower = w.lowers[i]
    if "noun" in kinds and not w.is_mark(i) and hit.cue.form != "ing":
        if lower in words("prepositions") or lower in words("conjunctions") or lower in words("auxiliaries"):
            return None
        return (i, "noun")
    return None
