"""Where a reported clause begins and ends, without a parser."""

from __future__ import annotations

from core.extraction.article import Article
from core.extraction.attribution.cues import Hit
from core.extraction.lexicon import cue_forms, is_adverb, words
from core.extraction.speakers.phrases import is_verb

_LOOKAHEAD = 16
_WH = frozenset({"whether", "if", "what", "why", "how", "who", "where", "when", "which"})
_OPENERS = frozenset({"that", "he", "she", "they", "it", "we", "there"})
_SURE_CUE = 0.9
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
    found = _opens(article, i, beyond, hit)
    if found is None and kinds & {"person", "infinitive"}:
        found = _after_addressee(article, i, beyond, hit)
    if found is None and (w.lowers[i] in words("prepositions") or w.lowers[i] in ("last", "this")):
        found = _after_adjunct(article, i, beyond, hit)
    return found or _plain(article, i, beyond, hit)


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
            return (k, "quote") if w.texts[k - 1] in ",:" else None
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
        if following in ("while", "whereas"):
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
