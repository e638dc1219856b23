"""Whether a word with a capital is a name where one opens a sentence, and any word would have it."""

from __future__ import annotations

from core.extraction.article import Article
from core.extraction.lexicon import cue_forms, is_adverb, people, words

OPENERS = frozenset("“\"‘'(:[")
"""Marks behind which a word has a capital as at a sentence's start."""
SAINTS = frozenset({"st", "st.", "saint"})
HEADLINE_VERBS = frozenset(
    {"says", "tells", "warns", "denies", "vows", "urges", "insists", "admits", "accuses", "asks", "rejects",
     "shows", "finds", "argues", "explains", "slams", "blasts", "hammers", "wants", "gets", "makes", "takes",
     "seeks", "sees"}
)  # fmt: skip
"""Verbs that no name has, with a capital only in a headline: "Vell Says Bridge Is Safe"."""
_VERBS = frozenset(
    {"has", "had", "is", "was", "also", "then", "later", "'s", "’s", "did", "does", "would", "will"}
)
"""What may follow a name that opens a sentence, besides a verb of saying."""

_NO_NAMES = frozenset({"rs.", "no.", "nos."})
"""Before a number: "Rs. 500", "No. 7"."""


class Openings:
    """What an article shows of its words with capitals.

    common: words it also writes in small letters. shown: words that are names where no sentence begins, or beside
    another one. surnames: last words of the full names of its people: "Day" of "Kristen Day". bare_saints: what
    follows "St" in names without "'s".
    """

    def __init__(self, article: Article) -> None:
        self.article = article
        texts, lowers = article.words.texts, article.words.lowers
        self.common = frozenset(lower for text, lower in zip(texts, lowers, strict=True) if text == lower)
        self.shown = _shown_names(article)
        self.surnames = _surnames(article)
        self.bare_saints = _bare_saints(article)

    def starts_name(self, i: int, starts: set[int]) -> bool:
        """Whether a name can begin with word i. `starts` are the words that open a sentence."""
        w, lower = self.article.words, self.article.words.lowers[i]
        if w.texts[i] == "WHO":
            return True
        if not w.texts[i][0].isupper() or lower in words("determiners") or is_pronoun(self.article, i):
            return False
        if _is_day(lower) or lower in HEADLINE_VERBS or lower in _NO_NAMES:
            return False
        if lower.rstrip(".") in people().titles and lower.rstrip(".") not in people().roles:
            return True
        if i not in starts and w.texts[i - 1] not in OPENERS:
            return True
        if self.goes_on(i):
            return True
        if any(lower in words(name) for name in _NEVER):
            return False
        following_name = i + 1 < len(w) and w.is_name(i + 1)
        if following_name and self._leads_up(i):
            return False
        return following_name or not (lower in self.common or lower in cue_forms() or is_adverb(lower))

    def _leads_up(self, i: int) -> bool:
        """Whether a capital only opens the sentence before a name: "Maybe Donald Vell", "Chasing Vell"."""
        tree, lower = self.article.syntax, self.article.words.lowers[i]
        if tree is None or lower in people().genders:
            return False
        ing = tree.word_class[i] == "VERB" and tree.form[i] == "ing"
        return ing or tree.word_class[i] in ("ADV", "SCONJ", "CCONJ", "INTJ")

    def is_addressed(self, i: int) -> bool:
        """Whether a courtesy title stands before word i, so that a trade is a name there: "Mr. Singer"."""
        return i > 0 and self.article.words.lowers[i - 1].rstrip(".") in _COURTESY

    def goes_on(self, i: int) -> bool:
        """Whether somebody's surname opens a sentence as its subject: "Small, who", "Kelly responded"."""
        w = self.article.words
        if w.lowers[i] not in self.surnames:
            return False
        following = w.lowers[i + 1 : i + 3]
        if following[:1] == [","]:
            return following[1:] in (["who"], ["whose"], ["a"], ["an"], ["the"])
        return bool(following) and (following[0] in _VERBS or following[0] in cue_forms())


_COURTESY = frozenset({"mr", "mrs", "ms", "miss", "mx"})
_NEVER = ("prepositions", "conjunctions", "adverbs", "auxiliaries", "times", "addressees")
"""Closed classes of words of which none that opens a sentence is a name."""


def _is_day(lower: str) -> bool:
    day = lower in words("weekdays") or lower.removesuffix("s") in words("weekdays")
    return day or (lower.rstrip(".") in words("months") and lower not in ("may", "june", "april"))


def _shown_names(article: Article) -> frozenset[str]:
    """Words that stand with a capital where no sentence begins, or beside another such word: they are names."""
    w = article.words
    out = set()
    starts = {s.first for s in article.sentences}
    heads = {k for s in article.sentences if s.paragraph in article.headlines for k in range(s.first, s.beyond)}
    for i in range(1, len(w)):
        if not w.is_name(i) or i in heads or w.texts[i - 1] in OPENERS:
            continue
        if i not in starts:
            out.add(w.lowers[i])
            if w.is_name(i - 1):
                out.add(w.lowers[i - 1])
    return frozenset(out)


def _surnames(article: Article) -> frozenset[str]:
    """Last words of full names: of the pipeline's, and words behind a given name."""
    w, tree, known = article.words, article.syntax, people()
    given = known.given | known.genders.keys()
    found = () if tree is None else tree.names
    behind = (k for k in range(1, len(w)) if w.is_name(k) and w.is_name(k - 1) and w.lowers[k - 1] in given)
    last = [b - 1 for a, b, kind in found if kind == "person" and b - a > 1]
    return frozenset(w.lowers[k] for k in (*last, *behind))


def _bare_saints(article: Article) -> frozenset[str]:
    """What follows "St" in names that no "'s" ends: "Paul" of "the mayor of St. Paul"."""
    lowers = article.words.lowers
    saints = (k for k in range(1, len(lowers) - 1) if lowers[k - 1] in SAINTS and lowers[k + 1] != "'s")
    return frozenset(lowers[k] for k in saints)


def is_pronoun(article: Article, i: int) -> bool:
    """Whether the word is a pronoun, alone or joined to a verb ("He'd"); "WHO" among small letters is none."""
    w, lower = article.words, article.words.lowers[i]
    if w.texts[i] == "WHO" and not any(t.isupper() for t in w.texts[max(0, i - 1) : i + 2] if t != "WHO"):
        return False
    return lower in words("subjects") or ("'" in lower and lower.partition("'")[0] in words("subjects"))
