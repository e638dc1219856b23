"""Who is quoted by somebody else: "Tarvo quoted the president as saying", "Zora, citing a source, reported"."""

from __future__ import annotations

from core.extraction.article import Article
from core.extraction.attribution import parsed, passives
from core.extraction.attribution.draft import Draft
from core.extraction.lexicon import people, words
from core.extraction.speakers.phrase_parts import DOCUMENTS, is_person
from core.extraction.speakers.phrases import Phrase, phrase_after

CITING = frozenset({"citing", "quoting"})
_OWN = frozenset({"his", "her", "its", "their"})
_QUOTES = frozenset({"quoted", "quotes", "quoting", "cited", "cites", "citing"})
_LONGEST_QUOTED = 40
"""Words between "quoted" and "as saying"."""
_LONGEST_CITED = 12
_LONGEST_OCCASION = 5
"""Words from a verb to the comma behind when or where it was said: "reported late on Monday,"."""
_REPORTS = frozenset({"reported", "reports"})
_LISTS = frozenset({"figures", "data", "records", "lists", "papers", "documents", "statements", "filings"})
"""What speaks for nobody, though a body's name stands before it."""
_LEAST_CITING = 3
"""Words of a source that is cited in between, and of "Zora, citing"."""


def quoted(article: Article, draft: Draft) -> Phrase | None:
    """The phrase between "quoted" and "as saying", where the speaker phrase found is the one before."""
    w = article.words
    first = w.at(min(draft.cue)[0])
    beyond = w.at(max(draft.cue)[1])
    if draft.subject is None or first >= len(w) or w.lowers[first] not in _QUOTES:
        return None
    passive = first > 0 and any(x in passives.BE for x in w.lowers[max(0, first - 2) : first])
    if passive or draft.subject.first > first:
        return None
    end = next((k for k in range(first + 2, min(beyond, first + _LONGEST_QUOTED)) if w.lowers[k] == "as"), None)
    if end is None or any(article.inside[k] >= 0 for k in range(first + 1, end)):
        return None
    comma = next((k for k in range(first + 2, end) if w.texts[k] == ","), end)
    last = end - 1 if w.texts[end - 1] == "," else end
    return Phrase(first + 1, last, first + 1, comma)


def citer(article: Article, draft: Draft) -> Phrase | None:
    """Who cites at the start of a sentence: "Citing a lack of funds, the council shut the pool"."""
    w, first = article.words, draft.sentence.first
    comma = w.at(max(draft.pieces)[1])
    opens = w.lowers[first] in CITING and w.at(min(draft.cue)[0]) == first
    if not opens or w.texts[comma : comma + 1] != [","]:
        return None
    beyond = phrase_after(article, comma + 1, draft.sentence.beyond)
    if beyond is None or not parsed.reads_as_verb(article, beyond):
        return None
    return Phrase(comma + 1, beyond, comma + 1, beyond)


def cited(article: Article, phrase: Phrase) -> tuple[Phrase, Phrase] | None:
    """Relayer and speaker of "Zora, citing a police source, reported"."""
    w = article.words
    for k in range(phrase.first + 2, phrase.beyond - 1):
        if w.lowers[k] == "citing" and w.texts[k - 1] == ",":
            beyond = next((c for c in range(k + 2, phrase.beyond) if w.texts[c] == ","), phrase.beyond)
            if not speaks(article, k + 1, beyond):
                return None
            relayer = Phrase(phrase.first, k - 1, phrase.first, k - 1)
            return relayer, Phrase(k + 1, beyond, k + 1, beyond)
    return None


def cited_beside(article: Article, draft: Draft, phrase: Phrase) -> tuple[Phrase, Phrase] | None:
    """Relayer and speaker of "Zora reported, quoting a man, that", "Zora, citing “a source”, reported that".

    Likewise at the ends of a sentence: "…, Zora reported, citing the ministry", "Citing two aides, Zora reported".
    """
    w = article.words
    first, beyond = w.within(*min(draft.cue))
    k = beyond + 1
    if w.texts[beyond : beyond + 1] == [","] and w.lowers[k : k + 1] and w.lowers[k] in CITING:
        last = next((c for c in _reach(draft, k + 2) if w.texts[c] == ","), None)
        if last is not None:
            return (phrase, Phrase(k + 1, last, k + 1, last)) if _somebody(article, k + 1, last) else None
    source = (
        _at_end(article, draft, beyond) or _at_start(article, draft, phrase) or _behind(article, draft, phrase)
    )
    if source is not None:
        return (phrase, source) if _hands_on(article, draft, phrase) else None
    behind = w.lowers[phrase.beyond : phrase.beyond + 2]
    aside = behind[:1] == [","] and not CITING.isdisjoint(behind)
    if not (aside or w.lowers[phrase.beyond - 1] in CITING) or w.texts[first - 1 : first] != [","]:
        return None
    named, last = phrase.beyond + 2 * aside, first - 1
    if not 0 < last - named < _LONGEST_CITED or (not aside and phrase.beyond - phrase.first < _LEAST_CITING):
        return None
    if not speaks(article, named, last):
        return None
    relayer = phrase if aside else Phrase(phrase.first, phrase.beyond - 2, phrase.core_first, phrase.beyond - 2)
    return relayer, Phrase(named, last, named, last)


def _reach(draft: Draft, k: int) -> range:
    """The words from `k` on in which the end of what is cited is looked for: no more than the sentence has."""
    return range(k, min(draft.sentence.beyond, k + _LONGEST_CITED))


def _at_end(article: Article, draft: Draft, beyond: int) -> Phrase | None:
    """Who is cited at the end of the sentence: "…, Zora reported on Monday, citing two people in the room."."""
    w = article.words
    commas = range(beyond, min(draft.sentence.beyond - 2, beyond + _LONGEST_OCCASION))
    comma = next((k for k in commas if w.texts[k] == "," or article.inside[k] >= 0), None)
    if comma is None or w.lowers[comma + 1] not in CITING or w.at(min(draft.pieces)[0]) > beyond:
        return None
    last = next((k for k in _reach(draft, comma + 2) if w.texts[k] in ",.;—"), None)
    whole = last is not None and last >= draft.sentence.beyond - 1
    if last is None or not whole or not _somebody(article, comma + 2, last):
        return None
    return Phrase(comma + 2, last, comma + 2, last)


def _at_start(article: Article, draft: Draft, phrase: Phrase) -> Phrase | None:
    """Who is cited before the comma that the subject follows: "Citing two aides, Zora reported that"."""
    w, first = article.words, draft.sentence.first
    comma = phrase.first - 1
    if w.lowers[first] not in CITING or w.texts[comma] != "," or not 1 < comma - first <= _LONGEST_CITED:
        return None
    whole = not any(w.is_mark(k) or article.inside[k] >= 0 for k in range(first + 1, comma))
    return Phrase(first + 1, comma, first + 1, comma) if whole and _somebody(article, first + 1, comma) else None


def _behind(article: Article, draft: Draft, phrase: Phrase) -> Phrase | None:
    """Who is cited between source and clause: "According to Zora, quoting an aide, the road is shut"."""
    w, comma = article.words, phrase.core_beyond
    if draft.rule != "according-to" or w.lowers[comma : comma + 1] != [","] or w.lowers[comma + 1] not in CITING:
        return None
    last = next((k for k in _reach(draft, comma + 2) if w.texts[k] == ","), None)
    if last is None or w.at(min(draft.pieces)[0]) != last + 1 or not _somebody(article, comma + 2, last):
        return None
    return Phrase(comma + 2, last, comma + 2, last)


def _hands_on(article: Article, draft: Draft, phrase: Phrase) -> bool:
    """Whether whoever cites only passes on: reports, or is a paper or an agency; a minister says it himself."""
    w = article.words
    reports = any(w.text[start:end].lower().split()[-1] in _REPORTS for start, end in draft.cue)
    reports = reports or draft.rule == "according-to"
    return reports or any(x in people().media for x in w.lowers[phrase.first : phrase.beyond])


def speaks(article: Article, first: int, beyond: int) -> bool:
    """Whether what is cited speaks for somebody else: not "its own count", "hospital lists", "a 2019 report"."""
    w = article.words
    if w.lowers[first] in _OWN and "own" in w.lowers[first:beyond]:
        return False
    if article.inside[first] >= 0 or any(w.is_name(k) for k in range(first, beyond)):
        return True
    return any(x in people().media or x == "relative" or is_person(x) for x in w.lowers[first:beyond])


def _somebody(article: Article, first: int, beyond: int) -> bool:
    """Whether the head of what is cited is a person or a body: "the interior ministry", no "talks with staff"."""
    w, known = article.words, people()
    if w.lowers[first] in _OWN:
        return False
    stop = next((k for k in range(first + 1, beyond) if w.lowers[k] in words("prepositions")), beyond)
    head = w.lowers[stop - 1]
    if head in DOCUMENTS | _LISTS:
        return False
    spoken = known.bodies | known.groups | known.media
    return (
        head in spoken
        or is_person(head)
        or head in ("relative", "relatives")
        or w.is_name(stop - 1)
        or article.inside[stop - 1] >= 0
    )


def without_cited(article: Article, drafts: list[Draft]) -> list[Draft]:
    """The drafts without what "citing an official" says by itself, where the official speaks for another one."""
    w = article.words
    speaking = {w.starts[one.subject.first] for one in drafts if one.subject is not None and one.via is not None}

    def only_cites(draft: Draft) -> bool:
        cue = [article.text[start:end].lower() for start, end in draft.cue]
        return cue in ([word] for word in CITING) and min(draft.pieces)[0] in speaking

    return [draft for draft in drafts if not only_cites(draft)]
