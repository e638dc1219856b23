"""Reports by who was there: "Vell remembers the driver asking whether …", "the minutes have her saying that".

The driver speaks, Vell or the minutes hand it on. Where what Vell remembers is a report of its own, the driver's
stands inside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.extraction.article import Article
from core.extraction.attribution.draft import Draft
from core.extraction.lexicon import cue_forms, words
from core.extraction.speakers.phrase_parts import DOCUMENTS
from core.extraction.speakers.phrases import Phrase, is_verb, subject_before

_RECALL = frozenset(
    {"recall", "recalls", "recalled", "remember", "remembers", "remembered", "quote", "quotes", "quoted"}
)
_HAVE = frozenset({"have", "has"})
_ACCOUNTS = DOCUMENTS | {
    "notes",
    "minutes",
    "account",
    "accounts",
    "diary",
    "diaries",
    "log",
    "records",
    "version",
}
"""What has somebody say something: "Her notes have Dr Strand asking"."""
_OPENS = frozenset({"that", "whether", "if"})
_RELATIVE = frozenset({"who", "whose", "which"})
_JOINTS = frozenset({"and", "then", ","})
_LONGEST = 40
"""Words from the verb of remembering to the verb of saying."""
_ADDRESSEE = 14
"""Words from "asking" to "whether": "asking her", "asking, when they were alone,"."""
_LEAST = 3


def with_witnesses(article: Article, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with who is remembered saying it as speaker, and with reports in what is remembered."""
    out: list[Draft] = []
    cues = {min(draft.cue)[0] for draft in drafts if draft.cue}
    for draft in drafts:
        found = _witnessed(article, draft)
        if found is not None:
            draft = replace(draft, subject=found[1], via=draft.via or found[0])
        out.append(draft)
        inner = _remembered(article, draft)
        if inner is not None and min(inner.cue)[0] not in cues:
            out.append(inner)
    return out


def _witnessed(article: Article, draft: Draft) -> tuple[Phrase, Phrase] | None:
    """Who hands on and who speaks, where a verb in -ing behind the two is the cue."""
    w = article.words
    if not draft.cue or draft.subject is None:
        return None
    cue = w.at(min(draft.cue)[0])
    if cue >= len(w) or article.inside[cue] >= 0 or not _says(article, cue):
        return None
    for k in range(cue - 2, max(draft.sentence.first, cue - _LONGEST), -1):
        if article.inside[k] >= 0:
            continue
        if w.texts[k] in ";:":
            return None
        if w.lowers[k] in _RECALL or (w.lowers[k] in _HAVE and w.lowers[k - 1] in _ACCOUNTS):
            speaker = _speaker(article, k + 1, cue)
            if speaker is None or draft.subject.first >= speaker.beyond:
                return None
            teller = subject_before(article, k, draft.sentence.first)
            return None if teller is None else (teller, speaker)
    return None


def _says(article: Article, k: int) -> bool:
    """Whether the word is a verb of saying in -ing."""
    return any(cue.form == "ing" and not cue.thought for cue in cue_forms().get(article.words.lowers[k], ()))


def _speaker(article: Article, first: int, cue: int) -> Phrase | None:
    """The phrase at word `first` with the cue behind it, or another verb in -ing that the cue is joined to."""
    w = article.words
    if not _opens_phrase(article, first):
        return None
    aside = False
    for k in range(first + 1, cue + 1):
        if w.texts[k] == ",":
            aside = not aside and w.lowers[k + 1] in _RELATIVE
        elif not aside and (k == cue or w.lowers[k] == "being" or _says(article, k)):
            joined = k == cue or w.lowers[cue - 1] in _JOINTS
            beyond = k - (w.texts[k - 1] == ",")
            comma = next((c for c in range(first, beyond) if w.texts[c] == ","), beyond)
            return Phrase(first, beyond, first, comma) if joined else None
        elif not aside and is_verb(article, k):
            return None
    return None


def _opens_phrase(article: Article, k: int) -> bool:
    w = article.words
    if w.lowers[k] in ("him", "her", "them"):
        return True
    return w.lowers[k] in words("determiners") or (w.is_name(k) and article.inside[k] < 0)


def _remembered(article: Article, draft: Draft) -> Draft | None:
    """The report inside what somebody remembers: "a porter asking her whether the door was shut"."""
    w = article.words
    verb = w.within(*max(draft.cue))[1] - 1 if draft.cue else len(w)
    if verb >= len(w) or w.lowers[verb] not in _RECALL or len(draft.pieces) != 1:
        return None
    first, beyond = w.within(*draft.pieces[0])
    if first <= verb or article.inside[first] >= 0:
        return None
    cue = next((k for k in range(first + 1, beyond - _LEAST) if _says(article, k)), None)
    speaker = None if cue is None else _speaker(article, first, cue)
    if cue is None or speaker is None or speaker.beyond != cue:
        return None
    opened = next((k for k in range(cue + 1, min(beyond, cue + _ADDRESSEE)) if w.lowers[k] in _OPENS), None)
    if opened is None or any(w.texts[k] in ";:." for k in range(cue, opened)):
        return None
    rule = "that" if w.lowers[opened] == "that" else "whether"
    content = (w.starts[opened], draft.pieces[0][1])
    return Draft([content], [w.span(cue, cue + 1)], speaker, rule, draft.sentence, weight=0.9)
