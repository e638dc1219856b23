"""Passives: whom something is told, or who is spoken of, is not who says it."""

from __future__ import annotations

from core.extraction.article import Article
from core.extraction.attribution.draft import Draft
from core.extraction.lexicon import is_adverb
from core.extraction.speakers.phrases import Phrase
from core.language.labels import SUBJECTS, Rel
from core.records import Span

BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_HEARD = frozenset({"told", "informed", "assured", "advised", "notified", "reminded"})
"""Passives whose subject hears what is said."""
_SPOKEN_OF = frozenset(
    {"accused", "asked", "blamed", "branded", "called", "characterised", "characterized", "compared", "condemned",
     "criticised", "criticized", "denounced", "depicted", "described", "dubbed", "hailed", "labeled", "labelled",
     "likened", "ordered", "portrayed", "praised", "urged", "warned"}
)  # fmt: skip
"""Passives whose subject is whom or what others speak of, or to."""
_JUDGED = frozenset(
    {"accused", "attacked", "berated", "blamed", "blasted", "branded", "castigated", "censured", "chided",
     "condemned", "criticised", "criticized", "decried", "denounced", "derided", "described", "dubbed", "faulted",
     "hailed", "labeled", "labelled", "lambasted", "lampooned", "lauded", "mocked", "panned", "pilloried",
     "praised", "rapped", "rebuked", "reprimanded", "ridiculed", "roasted", "savaged", "scolded", "slammed",
     "slated", "torn", "trolled", "vilified"}
)  # fmt: skip
"""Verbs that do not go without whomever or whatever they judge: right before a preposition they are passive."""
_JUDGED_FOR = frozenset({"for", "over", "after", "amid", "by"})
_JUDGED_AS = frozenset({"as", "of"})
"""These stand also before what is judged, "described as reckless a plan to sell it", but not in headlines."""
_REDUCED = (["of"], ["as"], ["by"])
"""What follows such a passive without its "was": "a pilot accused of", "a plan described as"."""
_RUMOURED = frozenset({"said", "believed", "understood", "thought", "reported", "rumoured", "rumored", "alleged"})
"""In "is said to be ill", nobody says so who is named."""
_AUXILIARIES = 3
"""Words before such a participle in which its "was" or "been" stands."""


def told(article: Article, draft: Draft) -> int | None:
    """The participle of "was told that", where it is the last word of the cue."""
    w = article.words
    first, beyond = w.within(*max(draft.cue))
    last = beyond - 1
    if last < first or w.lowers[last] not in _HEARD:
        return None
    low = max(
        (k + 1 for k in range(max(0, last - _AUXILIARIES), last) if w.is_mark(k)), default=last - _AUXILIARIES
    )
    be = next(
        (k for k in range(last - 1, max(0, low) - 1, -1) if w.lowers[k] in BE or _is_i_am(w.lowers[k])), None
    )
    if be is None or any(w.lowers[k].endswith("ed") for k in range(be + 1, last)):
        return None  # "somebody who asked not to be named told"
    return last


def _is_i_am(lower: str) -> bool:
    """Whether a form of "be" is joined to the pronoun: "I'm told that"; "he's told" can be "he has told"."""
    return lower.endswith(("'m", "'re"))


def spoken_of(article: Article, draft: Draft, subject: Phrase) -> int | None:
    """The participle of a passive whose subject is spoken of: "she was described as", "Vell was accused of"."""
    w = article.words
    first, beyond = w.within(*min(draft.cue))
    for k in range(first, beyond):
        if subject.beyond <= k and _without_object(article, draft, k):
            return k
        if w.lowers[k] in _SPOKEN_OF and subject.beyond <= k:
            i = k - 1
            while i > subject.beyond and is_adverb(w.lowers[i]):
                i -= 1
            tree, following = article.syntax, w.lowers[k + 1 : k + 2]
            reduced = tree is not None and tree.rel[k] is Rel.ACL and following in _REDUCED
            return k if reduced or (i >= subject.beyond and w.lowers[i] in BE) else None
    return None


def _without_object(article: Article, draft: Draft, verb: int) -> bool:
    """Whether a preposition stands where the object would: "Minister mocked for ‘absurd’ hat"."""
    w = article.words
    if w.lowers[verb] not in _JUDGED or verb + 1 >= draft.sentence.beyond:
        return False
    led = w.lowers[verb + 1]
    return led in _JUDGED_FOR or (led in _JUDGED_AS and article.ends_open(draft.sentence))


def only_judged(article: Article, draft: Draft) -> bool:
    """Whether nothing is told but that somebody was judged: "Minister slammed over palace as nurses queue"."""
    w, subject = article.words, draft.subject
    if subject is None or draft.rule != "as":
        return False
    if any(article.inside[k] >= 0 for a, b in draft.pieces for k in range(*w.within(a, b))):
        return False
    cue = range(*w.within(*min(draft.cue)))
    judged = (k for k in cue if w.lowers[k] in _JUDGED and subject.beyond <= k and k + 1 < len(w))
    return any(w.lowers[k + 1] in _JUDGED_FOR for k in judged)


def before_main_verb(article: Article, participle: int, pieces: list[Span]) -> list[Span]:
    """The pieces without the verb of whoever is spoken of: "a pilot accused of sleeping sent a message"."""
    tree, w = article.syntax, article.words
    if tree is None or tree.rel[participle] is not Rel.ACL:
        return pieces
    noun = tree.head[participle]
    verb = tree.head[noun] if tree.rel[noun] in SUBJECTS else noun
    start = w.starts[verb] if verb > participle else None
    if start is None or not any(a < start < b for a, b in pieces):
        return pieces
    return [(a, min(b, w.ends[verb - 1])) for a, b in pieces if a < start]


def rumoured(article: Article, draft: Draft) -> bool:
    """Whether all that the cue says is that something is said: "he is said to own three farms"."""
    w = article.words
    return draft.rule == "hearsay" and w.lowers[w.within(*max(draft.cue))[1] - 1] in _RUMOURED
