"""Where a speaker phrase begins and ends: names and phrases found in part are made whole, datelines left out.

"The mate of the ferry Lady Ada" speaks, not the ferry; "ORME, March 4 — Lawyers" are lawyers.
"""

from __future__ import annotations

from dataclasses import replace

from core.extraction.article import Article
from core.extraction.attribution.draft import Draft
from core.extraction.lexicon import words
from core.extraction.speakers.datelines import is_dash
from core.extraction.speakers.phrase_parts import ASKED, first_link, head, is_person
from core.extraction.speakers.phrases import Phrase, subject_before, trim_left

_LONGEST_TERM = 6
"""Words in quotation marks, these included, that can be part of a phrase: "the “History” section"."""
_ARTICLES = frozenset({"the", "a", "an"})
_LONGEST_NOUN = 2
_LONGEST_DATELINE = 14
_THEN = frozenset({"later", "earlier", "ago"})
"""Behind a length of time: "days later"."""
_LONGEST_TIME = 5
"""Words of "a year and a half later"."""
_RELATIVE = frozenset({"whose", "which", "that", "who"})
_POSTED = frozenset({"of", "at", "for", "from", "on", "in", "with", "aboard"})
"""Between a person and the body, place or ship he or she belongs to."""
PARTIES = frozenset({"R-", "D-", "I-"})
"""Before the state in a lawmaker's parenthesis: "(R-Orme.)"."""
_LONGEST_PARTY = 4
"""Words and marks from a party to the end of its parenthesis: "., Conn.)"."""
_AMOUNTS = frozenset({"at least", "at most", "up to", "as many", "as few"})
_LONGEST_HEADED = 6
"""Words between such a preposition and the end of the name."""


def with_whole_name(article: Article, draft: Draft, phrase: Phrase) -> Phrase:
    """The phrase with what belongs to it on its left: "The Corran Board (CWB)", "The “History” page of …"."""
    w, first = article.words, phrase.first
    low, cue = draft.sentence.first, w.at(min(draft.cue)[0])
    if phrase.beyond - first == 1 and w.lowers[first] in _ARTICLES and 0 < cue - phrase.beyond <= _LONGEST_NOUN:
        end = next((k for k in range(phrase.beyond, cue) if w.is_mark(k)), cue)
        return Phrase(first, max(end, phrase.beyond), first, max(end, phrase.beyond))  # "The [daily] said"
    if first <= low + 1 or article.inside[first] >= 0:
        return phrase
    if w.texts[first - 1] == "(" and w.texts[first][:2] in PARTIES:
        whole = subject_before(article, first - 1, low)
        closes = next((k for k in range(first, min(first + _LONGEST_PARTY + 2, cue)) if w.texts[k] == ")"), None)
        return phrase if whole is None or closes is None else replace(whole, beyond=closes + 1)
    if w.texts[first - 1] == "(" and w.texts[phrase.beyond : phrase.beyond + 1] == [")"]:
        whole = subject_before(article, first - 1, low)
        if whole is None or not w.texts[first].isupper() or not w.is_name(whole.beyond - 1):
            return phrase
        return Phrase(whole.first, phrase.beyond + 1, whole.core_first, whole.core_beyond)
    number = article.inside[first - 1]
    if number < 0:
        return phrase
    start = first - 1
    while start > low and first - start <= _LONGEST_TERM and article.inside[start - 1] == number:
        start -= 1
    before = start - 1 if start > low and w.lowers[start - 1] in words("determiners") else start
    spoken = any(a <= w.starts[start] < b for a, b in draft.pieces)
    if spoken or first - start > _LONGEST_TERM or before == start:
        return phrase
    return replace(phrase, first=before, core_first=min(before, phrase.core_first))


def with_parenthesis(article: Article, phrase: Phrase) -> Phrase:
    """ "Rep. Shirley Odom (D-Ga" with what closes the parenthesis; nobody is called so with it."""
    w = article.words
    opens = next((k for k in range(phrase.beyond - 1, phrase.first, -1) if w.texts[k] in "()"), None)
    if opens is None or w.texts[opens] == ")":
        return phrase
    reach = range(phrase.beyond, min(phrase.beyond + _LONGEST_PARTY, len(w)))
    closes = next((k for k in reach if w.texts[k] == ")"), None)
    if closes is None:
        return phrase
    return replace(
        phrase, beyond=closes + 1, core_beyond=max(phrase.core_first + 1, min(phrase.core_beyond, opens))
    )


def without_loose_ends(article: Article, phrase: Phrase) -> Phrase:
    """ "Tuesday, Ms. Orr, 41" without the day, "a boy of 10 or" without the conjunction.

    Nor do "Days later, the commissioner" and "2 March officials" tell who the time is.
    """
    lowers = article.words.lowers
    phrase = _without_time(article, phrase)
    day = lowers[phrase.first] in words("weekdays") and lowers[phrase.first + 1 : phrase.first + 2] == [","]
    if day and phrase.beyond - phrase.first > 2:
        first = phrase.first + 2
        comma = next((k for k in range(first + 1, phrase.beyond) if lowers[k] == ","), phrase.beyond)
        phrase = Phrase(first, phrase.beyond, first, comma)
    if phrase.beyond - phrase.first > 1 and lowers[phrase.beyond - 1] in ("and", "or"):
        beyond = phrase.beyond - 1
        core = max(phrase.core_first + 1, min(beyond, phrase.core_beyond))
        phrase = replace(phrase, beyond=beyond, core_beyond=core)
    return phrase


def _without_time(article: Article, phrase: Phrase) -> Phrase:
    w, first = article.words, phrase.first
    start = first
    later = next(
        (k for k in range(first + 1, min(first + _LONGEST_TIME, phrase.beyond - 1)) if w.lowers[k] in _THEN), 0
    )
    if later and w.lowers[later - 1] in words("times") and w.texts[first].lower() not in words("months"):
        start = later + 1 + (w.texts[later + 1] == ",")
    elif w.lowers[first] in words("months") and first > 0 and "".join(w.texts[first + 1 : first + 2]).islower():
        before = w.lowers[first - 1]
        start += before.isdigit() or before in words("prepositions")
    if first == start or start >= phrase.beyond:
        return phrase
    if phrase.core_first == first:
        comma = next((k for k in range(start + 1, phrase.beyond) if w.texts[k] == ","), phrase.beyond)
        return Phrase(start, phrase.beyond, start, comma)
    return replace(phrase, first=start)


def with_head(article: Article, draft: Draft, phrase: Phrase) -> Phrase:
    """The whole phrase where the one found is a name inside it: "the mate of the ferry Lady Ada", not the ferry.

    That is so where a preposition leads from a person to the name: heads decide who speaks. "Officials quoted by
    the agency Tarvo" are officials.
    """
    w, first = article.words, phrase.first
    low = max(draft.sentence.first, first - _LONGEST_HEADED)
    cue = w.at(min(draft.cue)[0])
    if not w.is_name(first) or w.lowers[cue - 1] in _RELATIVE:
        return phrase
    start = first
    while start > low and (w.lowers[start - 1] in words("determiners") or _plain(article, start - 1)):
        start -= 1
    if start - 2 > low and w.lowers[start - 1] == "by" and w.lowers[start - 2] in ASKED:
        asked = subject_before(article, start - 2, draft.sentence.first)
        return phrase if asked is None else replace(asked, beyond=phrase.beyond)
    if start - 1 <= low or w.lowers[start - 1] not in _POSTED:
        return phrase
    whole = subject_before(article, start - 1, draft.sentence.first)
    if whole is None or whole.core_beyond != start - 1 or article.inside[whole.first] >= 0:
        return phrase
    lowers = w.lowers[whole.core_first : whole.core_beyond]
    if len(lowers) > 1 and lowers[-1].endswith(("ing", "ed")):
        lowers.pop()  # "Divers working for the salvage firm Orr"
    named = any(map(w.is_name, range(whole.first + 1, start)))
    personal = is_person(head(lowers) or lowers[first_link(lowers, 0, len(lowers)) - 1]) and not named
    return replace(phrase, first=whole.first, core_first=whole.core_first) if personal else phrase


def _plain(article: Article, word: int) -> bool:
    """Whether a word in small letters is a noun or says what kind: "the research vessel" before a name."""
    tree, w = article.syntax, article.words
    plain = w.texts[word].islower() and article.inside[word] < 0
    return plain and (tree is None or tree.word_class[word] in ("NOUN", "ADJ"))


def without_dateline(article: Article, phrase: Phrase) -> Phrase:
    """ "ORME, March 4 — Lawyers for the club" without the place and day."""
    w = article.words
    opens = phrase.first == 0 or "\n" in article.text[w.ends[phrase.first - 1] : w.starts[phrase.first]]
    if not opens or not w.texts[phrase.first].isupper():
        return phrase
    for k in range(phrase.first + 1, min(phrase.beyond - 1, phrase.first + _LONGEST_DATELINE)):
        if is_dash(article, k):
            comma = next((c for c in range(k + 2, phrase.beyond) if w.texts[c] == ","), phrase.beyond)
            return Phrase(k + 1, phrase.beyond, k + 1, comma)
    return phrase


def trimmed(article: Article, phrase: Phrase) -> Phrase:
    """ "Through her lawyer she" is "she", "put in her husband" her husband, "with half" (saying) half."""
    first = phrase.core_first
    leads = article.words.lowers[first] in ("by", "with") or article.words.texts[first] == "of"
    if leads and phrase.core_beyond - first > 1:
        return replace(phrase, first=max(phrase.first, first + 1), core_first=first + 1)
    lowers = article.words.lowers
    if lowers[first] not in words("prepositions") and lowers[first] != "through":
        return phrase
    if " ".join(lowers[first : first + 2]) in _AMOUNTS:
        return phrase  # "at least four senators"
    start = trim_left(article, first, phrase.core_beyond - 1)
    following = article.words.lowers[first + 1 : first + 2]
    if start == first and phrase.core_beyond - first > 1 and following[0] in words("determiners") | {"his", "her"}:
        start = first + 1  # "“It’s shut,” put in her husband"
    return phrase if start == first else replace(phrase, first=max(phrase.first, start), core_first=start)
