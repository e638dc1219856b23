"""Reports of somebody's words behind which stands who tells of them.

"“It was dark,” Vell told officers, according to the affidavit": Vell is quoted, the affidavit hands it on, and
"Vell told officers" is no report of its own. So in "“Stop,” Vell shouted, Dell testified", and in "Vell told
officers, according to the affidavit, that it was dark".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.extraction.article import Article
from core.extraction.attribution import parsed
from core.extraction.attribution.draft import Draft
from core.extraction.lexicon import cue_forms, words
from core.extraction.speakers.phrase_parts import DOCUMENTS, is_person
from core.extraction.speakers.phrases import Phrase, phrase_after, subject_before
from core.records import Span

_LONGEST_ADDRESSEE = 8
"""Words between a cue and the comma behind it: "told two officers at the scene"."""
_LONGEST_TELLER = 9
"""Words from that comma to the verb of who tells it."""
_LONGEST_BARE = 2
"""Words of "court records"."""
_PAPERS = DOCUMENTS | {"record", "file", "transcript"}
_TELLS = frozenset({"past", "s"})
"""Forms of a verb that has its subject before it."""
_SHOW = frozenset({"show", "say", "state", "suggest", "allege", "indicate"})
"""Behind "court records" or "prosecutors"."""
_INSERTED = frozenset({"according-to", "after-clause"})
_LEAST = 2
"""Words of what was told before "Vell told officers"."""
_HE_SHE = frozenset({"he", "she", "they"})
_OPENS = frozenset({"that", "whether"})


def with_handed_on(article: Article, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with those as relayers, without what was only taken for their words, with what they tell of."""
    out: list[Draft] = []
    taken: list[tuple[Span, int]] = []
    for draft in drafts:
        found = _teller(article, draft)
        if found is not None:
            phrase, cue = found
            taken.append((article.words.span(draft.announced(article.words)[0], phrase.first), cue))
            draft = replace(draft, via=phrase)
        out.append(draft)
    out = [draft for draft in out if not any(_only_announces(article, draft, *one) for one in taken)]
    cues = {min(draft.cue)[0] for draft in out if draft.cue}
    inner = (_told(article, draft) for draft in out)
    return [*out, *(draft for draft in inner if draft is not None and min(draft.cue)[0] not in cues)]


def _teller(article: Article, draft: Draft) -> tuple[Phrase, int] | None:
    """Who tells that the draft's words were said, and the first word of the cue that says so."""
    w, last = article.words, draft.sentence.beyond
    behind = bool(draft.cue) and max(draft.pieces)[1] <= min(draft.cue)[0]
    if not behind or draft.subject is None or draft.via is not None:
        return None
    beyond = draft.announced(w)[1]
    if article.inside[beyond - 1] >= 0:
        return None
    reach = range(beyond, min(last - 2, beyond + _LONGEST_ADDRESSEE))
    comma = next((k for k in reach if w.is_mark(k) or article.inside[k] >= 0), None)
    if comma is None or w.texts[comma] != "," or article.inside[comma] >= 0:
        return None
    if w.lowers[comma + 1 : comma + 3] == ["according", "to"]:
        end = phrase_after(article, comma + 3, last)
        return None if end is None else (Phrase(comma + 3, end, comma + 3, end), comma + 1)
    for verb in range(comma + 2, min(last, comma + _LONGEST_TELLER)):
        if w.is_mark(verb) or article.inside[verb] >= 0:
            return None
        tells = any(c.form in _TELLS and not c.thought for c in cue_forms().get(w.lowers[verb], ()))
        tells = tells or (w.lowers[verb] in _SHOW and w.lowers[verb - 1].endswith("s"))
        if tells and verb + 1 < len(w) and w.texts[verb + 1] == "." and verb + 2 >= last:
            phrase = subject_before(article, verb, comma + 1)
            whole = phrase is not None and phrase.first == comma + 1 and _is_noun(article, phrase)
            return (phrase, verb) if phrase is not None and whole else None
    return None


def _is_noun(article: Article, phrase: Phrase) -> bool:
    """Whether the phrase is one for people or papers: no "on her" (blog), "using a name for the" (state)."""
    w, first = article.words, article.words.lowers[phrase.first]
    if w.is_name(phrase.first) or first in words("determiners") or first in _HE_SHE:
        return True
    last = w.lowers[phrase.core_beyond - 1]
    plural = phrase.core_beyond - phrase.first <= _LONGEST_BARE and first not in words("prepositions")
    return plural and (is_person(last) or not _PAPERS.isdisjoint({last, last.removesuffix("s")}))


def _only_announces(article: Article, draft: Draft, announced: Span, cue: int) -> bool:
    """Whether a draft with that cue has nothing for its content but "Vell told officers"."""
    if not draft.cue or article.words.at(min(draft.cue)[0]) != cue:
        return False
    return all(announced[0] <= start and end <= announced[1] for start, end in draft.pieces)


def _told(article: Article, draft: Draft) -> Draft | None:
    """What Vell told in "Vell told officers, the affidavit says, that it was dark"."""
    w = article.words
    if draft.rule not in _INSERTED or draft.subject is None or not draft.cue:
        return None
    (start, end), *rest = sorted(draft.pieces)
    if end > min(draft.cue)[0]:
        return None
    first, beyond = w.within(start, end)
    if len(rest) == 1 and w.lowers[w.at(rest[0][0])] in _OPENS:
        found = _says(article, first, beyond, "that")
        pieces, rule = rest, "that"
    else:
        comma = next((k for k in range(beyond - 1, first + _LEAST, -1) if w.texts[k] == ","), None)
        found = None if comma is None or rest else _says(article, comma + 1, beyond, "after")
        pieces, rule = [(start, w.starts[comma or first])], "after-clause"
        if found is None or comma is None or not parsed.states(article, first, comma):
            return None
    if found is None:
        return None
    verb, phrase = found
    return Draft(pieces, [w.span(verb, verb + 1)], phrase, rule, draft.sentence, via=draft.subject)


def _says(article: Article, first: int, beyond: int, construction: str) -> tuple[int, Phrase] | None:
    """The verb of saying near the end of words `first`..`beyond` and its subject, outside quotation marks."""
    lowers, tree = article.words.lowers, article.syntax
    for verb in range(beyond - 1, max(first, beyond - _LONGEST_ADDRESSEE), -1):
        if article.inside[verb] >= 0:
            return None
        readings = cue_forms().get(lowers[verb], ())
        if lowers[verb] == "to" or (tree is not None and tree.word_class[verb] == "NOUN"):
            continue
        if lowers[verb + 1] != "to" and any(
            c.form in _TELLS and construction in c.constructions and not c.thought for c in readings
        ):
            phrase = subject_before(article, verb, first)
            whole = phrase is not None and (phrase.first == first or construction == "that")
            return (verb, phrase) if phrase is not None and whole else None
    return None
