"""Noun phrases without a parser: the subject to the left of a cue, the addressee or subject to its right."""

from __future__ import annotations

from dataclasses import dataclass

from core.extraction.article import Article
from core.extraction.lexicon import cue_forms, is_adverb, people, words
from core.language.labels import SUBJECTS, Rel

_REACH = 45
"""Words a subject with its apposition may take; also what keeps the search linear."""
_LONGEST_COUNT = 7
"""Words from a participle to "times": "shared more than 80,000 times"."""
_HARD = frozenset(";:—–(…!?")
_QUALIFIES = frozenset({"by", "of", "with", "in", "to", "for", "on", "about", "over", "as", "at", "from", "near"})
BETWEEN = frozenset(
    {
        "also",
        "later",
        "earlier",
        "then",
        "again",
        "once",
        "further",
        "still",
        "now",
        "just",
        "even",
        "simply",
        "often",
        "already",
        "himself",
        "herself",
        "itself",
        "themselves",
        "recently",
        "previously",
        "repeatedly",
        "too",
    }
)
_SOME = frozenset({"one", "some", "many", "most", "several", "all", "both", "others"})
"""By themselves, or before a noun or "of"."""
_PARTICLES = frozenset({"out", "down", "up", "aloud"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words `first` up to `beyond`. `core` are the words it is resolved by (its antecedent if relative)."""

    first: int
    beyond: int
    core_first: int
    core_beyond: int


def is_verb(article: Article, i: int) -> bool:
    """Whether word `i` looks like a finite verb: auxiliary, past form or a listed form."""
    lower = article.words.lowers[i]
    if lower in words("auxiliaries") or lower in words("irregular_past"):
        return True
    if article.words.is_name(i) or _hyphenated(article, i):
        return False
    if lower.endswith("ed") and len(lower) > 4 and lower not in words("not_past") and "-" not in lower:
        return True
    if _plural_noun(article, i):
        return False
    return any(cue.form in ("past", "s") and cue.weight >= 0.85 for cue in cue_forms().get(lower, ()))


def _plural_noun(article: Article, i: int) -> bool:
    """Whether the parse takes a form in -s for the subject or object of another verb: "notes", "claims"."""
    tree = article.syntax
    return (
        tree is not None and tree.word_class[i] == "NOUN" and tree.rel[i] in (*SUBJECTS, Rel.OBJECT, Rel.OBLIQUE)
    )


def _hyphenated(article: Article, i: int) -> bool:
    """Whether the word ends a compound: "London-based", "state-owned"."""
    w = article.words
    return i > 1 and w.texts[i - 1] == "-" and w.ends[i - 1] == w.starts[i]


def subject_before(article: Article, beyond: int, low: int) -> Phrase | None:
    """The noun phrase that ends right before word `beyond` and starts at `low` or later; None if there is none."""
    low = max(low, beyond - _REACH)
    w = article.words
    last = beyond - 1
    while last > low and w.lowers[last] in BETWEEN and article.inside[last] < 0:
        last -= 1
    if last < low or article.inside[last] >= 0:
        return None
    if w.texts[last] in (",", "—", "–", ")"):
        return _with_parenthesis(article, last, low)
    first = _phrase_start(article, last, low)
    if first is None:
        return None
    if w.lowers[last] in ("who", "which", "that") and first == last:
        return _antecedent(article, last, low)
    return Phrase(first, last + 1, first, last + 1)


def _antecedent(article: Article, relative: int, low: int) -> Phrase | None:
    """The phrase a relative pronoun stands for, which follows it at once or after a comma."""
    last = relative - 1
    if last >= low and article.words.texts[last] == ",":
        last -= 1
    if last < low or article.inside[last] >= 0:
        return None
    first = _phrase_start(article, last, low)
    return None if first is None else Phrase(relative, relative + 1, first, last + 1)


def _with_parenthesis(article: Article, mark: int, low: int) -> Phrase | None:
    """Subject, then an apposition or relative clause set off by marks, then the cue."""
    w = article.words
    opener = {"—": "—", "–": "–", ")": "("}.get(w.texts[mark], ",")
    i = mark - 1
    best: Phrase | None = None
    while i > low:
        i -= 1
        if article.inside[i + 1] >= 0 and opener == ",":
            break
        if w.texts[i] != opener:
            continue
        if article.inside[i - 1] >= 0:
            break
        if not _may_be_apposition(article, i + 1, mark):
            break
        first = _phrase_start(article, i - 1, low)
        if first is None or w.lowers[i - 1] in words("conjunctions"):
            break
        if _names_somebody(article, first, i):
            best = Phrase(first, mark, first, i)
        if opener != "," or (best is not None and w.texts[first - 1 : first] != [","]):
            break
    return best


def _may_be_apposition(article: Article, first: int, beyond: int) -> bool:
    lower = article.words.lowers[first]
    if first >= beyond or lower in ("he", "she", "it", "they", "we", "i", "and", "but", "that"):
        return False
    return lower not in words("auxiliaries")


def _names_somebody(article: Article, first: int, beyond: int) -> bool:
    w = article.words
    lower = w.lowers[first]
    if beyond - first == 1 and lower in words("subjects"):
        return lower in ("he", "she", "they", "it", "who", "others", "some", "many")
    if lower in words("prepositions") or lower in words("conjunctions"):
        return False
    return any(w.texts[i][0].isalpha() for i in range(first, beyond))


def _phrase_start(article: Article, last: int, low: int) -> int | None:
    """First word of the noun phrase that ends with word `last`."""
    w = article.words
    if w.lowers[last] in words("subjects") and w.lowers[last] not in (
        "others",
        "one",
        "some",
        "many",
        "all",
        "both",
    ):
        return last
    first = last
    relative = False
    i = last
    while i >= low:
        lower = w.lowers[i]
        if article.inside[i] >= 0 or w.texts[i] in _HARD or w.texts[i] in ".,":
            break
        if is_verb(article, i) and not _participle(article, i):
            relative = _relative_before(article, i, low)
            if not relative:
                break
        elif (
            lower in words("conjunctions")
            and lower
            not in (
                "and",
                "or",
                "who",
                "whose",
                "which",
                "that",
                "as",
                "where",
            )
        ) or (_reports_now(lower) and not (i > low and w.lowers[i - 1] in words("determiners"))):
            break
        elif lower in ("who", "whose", "which") and i < last and not relative:
            # An object relative: "detainees who the minister has described", "people whose release he sought".
            first_noun = i + 2 if lower == "whose" and i + 2 <= last else i + 1
            first = trim_left(article, first_noun, last)
            return first if _could_head(article, last) else None
        elif lower in ("that", "as", "where", "which") and not _follows_noun(article, i, low):
            break
        i -= 1
    first = trim_left(article, i + 1, last)
    return first if first <= last and _could_head(article, last) else None


def _reports_now(lower: str) -> bool:
    """Whether the word is the -ing form of a verb of saying; behind an article it is none: "a briefing note"."""
    return any(c.form == "ing" and "that" in c.constructions for c in cue_forms().get(lower, ()))


def _could_head(article: Article, last: int) -> bool:
    w = article.words
    lower = w.lowers[last]
    if w.is_mark(last):
        return w.texts[last] in "’'%"
    return lower not in words("prepositions") and lower not in words("conjunctions") - {"who", "which", "that"}


def _participle(article: Article, i: int) -> bool:
    """A participle that only qualifies: "the man accused of …", "the proposed scheme", "notes read out by her"."""
    w = article.words
    if i == 0 or i + 1 >= len(w):
        return False
    before, after = w.lowers[i - 1], w.lowers[i + 1]
    if not w.lowers[i].endswith("ed"):
        by = "by" in (after, w.lowers[min(i + 2, len(w) - 1)] if after in _PARTICLES else after)
        return by and before.isalpha() and w.lowers[i] in words("irregular_participles")
    if before in words("determiners") or before == "'s":
        return True
    if "times" in w.lowers[i + 2 : i + _LONGEST_COUNT] and (after[0].isdigit() or after in words("approximators")):
        return True  # "a post viewed 2 million times says"
    return after in _QUALIFIES and not _is_called(article, i - 1) and before not in words("subjects")


def _is_called(article: Article, word: int) -> bool:
    """Whether the word is part of a name, and no noun that opens the sentence: "Officials quoted by Tarvo"."""
    tree = article.syntax
    return article.words.is_name(word) and (tree is None or tree.word_class[word] != "NOUN")


def _relative_before(article: Article, i: int, low: int) -> bool:
    """Whether a relative pronoun with an antecedent stands within reach to the left of the verb."""
    w = article.words
    for k in range(i - 1, max(low, i - 8), -1):
        if w.texts[k] in ".,;:" or article.inside[k] >= 0:
            return False
        if w.lowers[k] in ("who", "whose"):
            return k > low
    return False


def _follows_noun(article: Article, i: int, low: int) -> bool:
    return False if i <= low else article.words.lowers[i] == "where"


def trim_left(article: Article, first: int, last: int) -> int:
    """Drop what stands before the phrase in its clause: conjunctions, adverbs, "On Monday"."""
    w = article.words
    while first < last:
        lower = w.lowers[first]
        if lower in words("conjunctions") and lower != "who" and not _determines(article, first):
            first += 1
        elif lower in words("prepositions") and (skip := _leading_adjunct(article, first, last)):
            first += skip
        elif (is_adverb(lower) or lower in words("weekdays")) and (
            lower not in ("both", "all", "first", "even", "only") or first == last
        ):
            first += 1
        elif (
            lower in ("last", "next", "this", "that")
            and w.lowers[first + 1] in words("times")
            and first + 1 < last
        ):
            first += 2
        elif w.is_mark(first) and w.texts[first] not in "$£€":
            first += 1
        else:
            break
    return first


def _determines(article: Article, word: int) -> bool:
    """Whether "that" stands before its noun by the parse: "That release said"."""
    tree = article.syntax
    return tree is not None and article.words.lowers[word] == "that" and tree.rel[word] is Rel.DET


def _leading_adjunct(article: Article, first: int, last: int) -> int:
    """Length of a leading prepositional phrase, up to where a new noun phrase begins; 0 if it fills all."""
    w = article.words
    for i in range(first + 2, min(last + 1, first + 8)):
        lower, before = w.lowers[i], w.lowers[i - 1]
        starts = lower in words("determiners") or lower in words("subjects") or w.is_name(i)
        noun_before = (
            before not in words("determiners")
            and before not in words("prepositions")
            and before != "'s"
            and before not in words("conjunctions")
        )
        if starts and noun_before and not (w.is_name(i) and w.is_name(i - 1) and before not in words("times")):
            return i - first
    return 0


def phrase_after(article: Article, first: int, beyond: int) -> int | None:
    """Where the noun phrase that starts at word `first` ends (exclusive), at most at `beyond`.

    None if none starts. Used for addressees and for subjects after their verb.
    """
    w = article.words
    beyond = min(beyond, first + _REACH)
    i = first
    if first >= beyond or article.inside[first] >= 0 or w.is_mark(first):
        return None
    alone = w.lowers[first] in words("subjects") and not _counts(article, first, beyond)
    if alone or w.lowers[first] in ("me", "us", "him", "her", "them"):
        return first + 1
    if w.lowers[first] in words("prepositions") or w.lowers[first] in words("conjunctions"):
        return None
    while i < beyond and not _ends_phrase(article, i, first):
        i += 1
    return i if i > first else None


def _counts(article: Article, first: int, beyond: int) -> bool:
    """Whether "one" or "some" opens a longer phrase: "one resident", "some young men", "many of them"."""
    w, tree = article.words, article.syntax
    if w.lowers[first] not in _SOME or first + 1 >= beyond:
        return False
    noun = tree is not None and tree.word_class[first + 1] in ("NOUN", "PROPN", "ADJ")
    return noun or w.lowers[first + 1] in ("of", "who")


def _ends_phrase(article: Article, i: int, first: int) -> bool:
    w = article.words
    lower = w.lowers[i]
    if article.inside[i] >= 0 or (w.is_mark(i) and w.texts[i] not in "&/$£€%’'-"):
        return True
    if lower in words("subjects") and lower not in ("one", "some", "both", "all", "this", "many", "most"):
        return True
    if lower in words("conjunctions") and lower not in ("and", "or"):
        return True
    if i > first and lower in words("determiners"):
        before = w.lowers[i - 1]
        return before not in words("prepositions") and before not in ("and", "or", "all", "both")
    if lower == "to" and i > first and w.lowers[i - 1] in people().roles and i + 2 < len(w):
        sent_to = i + 2 if w.lowers[i + 1] in words("determiners") else i + 1
        if w.is_name(sent_to):
            return False
    if lower in ("to", "during", "after", "before", "on", "as", "about", "because"):
        return True
    qualifies = w.lowers[i - 1] in words("determiners") and lower.endswith("ed")
    if i > first and not w.is_name(i) and not qualifies:
        return is_verb(article, i) or _governs(article, i)
    return False


def _governs(article: Article, i: int) -> bool:
    """Whether word `i` is a finite verb by the parse, with an object or clause: "a court seeks $5,000"."""
    tree = article.syntax
    if tree is None or tree.word_class[i] != "VERB" or tree.form[i] != "finite" or tree.head[i] == i - 1:
        return False
    return any(k > i and tree.rel[k] in (Rel.OBJECT, Rel.CCOMP, Rel.XCOMP) for k in tree.children[i])
