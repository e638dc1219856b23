"""Parts of a speaker phrase: its head, where its head part ends, what of it only says when or how something came.

"The High Court on Tuesday" is the High Court, "an internal memo obtained through a records request" an internal
memo; "a report by the Mountain Office" speaks for the Mountain Office.
"""

from __future__ import annotations

import re
from functools import cache

from core.extraction.article import Article
from core.extraction.lexicon import listed, people, words
from core.extraction.speakers.people import Directory
from core.extraction.speakers.phrases import Phrase
from core.records import SpeakerKind

DOCUMENTS = frozenset(
    {"statement", "report", "letter", "study", "survey", "poll", "analysis", "review", "paper", "filing", "email",
     "e-mail", "post", "memo", "complaint", "lawsuit", "message", "tweet", "article", "column", "note", "notes",
     "figures", "data", "statistics", "audit", "projections", "estimates", "results", "website", "press", "blog",
     "memorandum", "forecast", "bulletin", "briefing", "dossier", "document", "documents", "commercials", "work",
     "minutes"}
)  # fmt: skip
"""What speaks for whoever wrote it."""
_COUNTED = frozenset({"two", "three", "four", "five", "six", "several", "some", "many", "most", "few"})
_MANY_OF = frozenset({"group", "team", "number", "dozens", "hundreds", "scores", "crowd", "handful", "coalition"})
"""Before "of" and people: a group of these."""
_DOERS = ("er", "or", "ist", "ian", "man", "woman", "ee")
"""Ends of nouns for people, beside those listed."""
AGED = "year-old"
"""Heads a phrase of which nothing else tells what somebody is: "the 24-year-old", "the 67-year-old ex-welder"."""
_WRITTEN_BY = frozenset({"by", "from"})
_HANDED_ON = frozenset({"seen", "obtained", "reported", "reviewed", "leaked", "read", "shared", "published"})
"""Participles before "by" after which it is not the writer who is named."""
_CAME = _HANDED_ON | {"released", "posted", "circulated", "issued", "completed", "unveiled", "distributed", "sent"}
"""Participles that say how a document came to light."""
ASKED = frozenset({"quoted", "cited", "interviewed", "polled", "surveyed", "contacted", "questioned"})
"""Participles before "by" and who let somebody speak."""
_SET_OFF = _CAME | {"dated", "signed", "unsealed", "filed", "tabled", "prepared", "drafted"}
"""Behind a comma these tell of a document what is no part of its name."""
_WHEN = frozenset({"on", "in", "late", "early", "last", "this", "next", "earlier"})
_LONGEST_DATED = 5
"""Words up to the month or "week" behind somebody's role."""
_LEAST_DATED = 2
"""Words of "minutes released"."""
_DAYS = frozenset({"yesterday", "today", "tonight", "afterward", "afterwards", "overnight"})
_NEAR_BY = 4
"""Words from "by" to the name of whoever wrote a document."""


def first_link(lowers: list[str], first: int, beyond: int) -> int:
    """Word at which a preposition or comma ends the head part of a phrase."""
    for k in range(first + 1, beyond):
        if lowers[k : k + 2] == ["of", "state"]:
            continue
        if lowers[k] in words("prepositions") or lowers[k] in (",", "(", "who", "and", "—", "–"):
            return k
    return beyond


def head(lowers: list[str]) -> str | None:
    """The role or body word that heads a phrase, from the right of its part before any preposition."""
    stop = first_link(lowers, 0, len(lowers)) if lowers else 0
    for lower in reversed(lowers[:stop]):
        known = people()
        if lower in known.roles or lower in known.bodies or lower in known.groups or lower == AGED:
            return lower
        if lower in listed("persons") or is_called(lower):
            return lower
    return None


def is_person(noun: str) -> bool:
    """Whether a noun in small letters, singular or plural, is one for people, listed or by its end: "waiter"."""
    known = people()
    if noun in known.roles or noun in known.groups or noun in listed("persons"):
        return True
    one = noun.removesuffix("s")
    other = one in DOCUMENTS or one in known.bodies or one in listed("no_persons")
    return one.endswith(_DOERS) and not other


def is_called(noun: str) -> bool:
    """Whether firms and newspapers are called so for short: "chain", "operator", "broadsheet"."""
    return noun in called_words()


@cache
def called_words() -> frozenset[str]:
    """Short names for firms, newspapers, stations and other bodies."""
    return frozenset().union(
        *map(listed, ("firms_called", "papers_called", "stations_called", "named_so", "standing"))
    )


def parsed_head(article: Article, first: int, beyond: int) -> str | None:
    """As `head`, unless the parse says that another noun heads the phrase: "company memos shown in court"."""
    w, tree = article.words, article.syntax
    found = head(w.lowers[first:beyond])
    if found is None or found == AGED or tree is None:
        return found
    stop = first_link(w.lowers, first, beyond)
    place = max(k for k in range(first, stop) if w.lowers[k] == found)
    over = tree.head[place]
    modifies = place < over < stop and tree.word_class[over] == "NOUN" and not w.is_name(over)
    return None if modifies and w.lowers[over] not in people().roles else found


def what(lowers: list[str], head_word: str | None) -> SpeakerKind:
    """What a phrase without a name is by its head, where one of a list: "the residents’ union" is a body.

    "A farmer on the board" is somebody, "three detainees" are several.
    """
    known, stop = people(), first_link(lowers, 0, len(lowers))
    told, last = head_word or head(lowers), lowers[stop - 1]
    if lowers[stop : stop + 1] == ["of"] and last in _MANY_OF and known.groups.intersection(lowers[stop:]):
        return SpeakerKind.GROUP
    several = lowers[0] in _COUNTED or (stop == 1 and last.endswith("s"))
    if told is None and last in listed("places_speaking"):
        return SpeakerKind.ORGANISATION
    if told is None:
        document = {last, last.removesuffix("s")} & DOCUMENTS
        plural = last.endswith("s") and not document and (several or is_person(last))
        return SpeakerKind.GROUP if plural else SpeakerKind.UNNAMED
    if lowers[0] == "one":
        return SpeakerKind.UNNAMED
    if told in known.groups or (several and told.removesuffix("s") in known.roles):
        return SpeakerKind.GROUP
    body = told in known.bodies - known.roles or is_called(told)
    body = body and (told == last or not is_person(last))  # "a Water Board member" is no board
    return SpeakerKind.ORGANISATION if body else SpeakerKind.UNNAMED


def without_time(article: Article, first: int, beyond: int) -> int:
    """Where words `first`..`beyond` end without a day or month behind them: "The High Court on Tuesday"."""
    w = article.words
    for k in range(first + 1, beyond):
        day = _dated(article, first, k, beyond) or w.lowers[k] in words("weekdays") or w.lowers[k] in _DAYS
        goes_on = k + 1 < beyond and not w.is_mark(k + 1) and w.lowers[k + 1] not in words("prepositions")
        if not day or goes_on:
            continue
        end = k
        while end - 1 > first and w.lowers[end - 1] in _WHEN:
            end -= 1
        before = w.lowers[end - 1]
        if end == first + 1 and before in words("determiners"):
            return beyond  # "the last year"
        return beyond if before in words("prepositions") or before == "'s" or _came_out(before) else end
    return _with_day(article, first, beyond)


def _with_day(article: Article, first: int, beyond: int) -> int:
    """Where the phrase ends with the day that a parse has left out of it: "A report released" of "… on Monday"."""
    w = article.words
    if beyond - first < _LEAST_DATED or not _came_out(w.lowers[beyond - 1]):
        return beyond
    day = beyond + (w.lowers[beyond : beyond + 1] == ["on"])
    return day + 1 if w.lowers[day : day + 1] and w.lowers[day] in words("weekdays") else beyond


def _came_out(lower: str) -> bool:
    """Whether the day behind the word belongs to it: "released Thursday", "made public on Monday"."""
    return lower.endswith("ed") or lower == "public"


def _dated(article: Article, first: int, k: int, beyond: int) -> bool:
    """Whether a short definite phrase ends in a month or stretch of time: "the port minister in September"."""
    w = article.words
    if k + 1 < beyond or k - first > _LONGEST_DATED or w.lowers[first] != "the":
        return False
    month = w.lowers[k] in words("months") and w.lowers[k - 1] in _WHEN
    return month or (w.lowers[k] in words("times") and w.lowers[k - 1] in _WHEN - {"on", "in"})


def document(article: Article, first: int, beyond: int) -> str | None:
    """The word that heads the phrase, if it is for something written: "survey" of "a survey of voters"."""
    lowers = article.words.lowers
    last = first_link(lowers, first, beyond) - 1
    while last > first and lowers[last] in _WHEN | words("times"):
        last -= 1  # "a report last month by the Mountain Office"
    if lowers[last] in DOCUMENTS:
        return lowers[last]
    shown = (lowers[k - 1] for k in range(first + 1, beyond) if lowers[k] in _CAME)
    return next((lower for lower in shown if lower in DOCUMENTS), None)


_REQUESTS = frozenset(
    {"asked", "asks", "requested", "requests", "insisted", "insists", "pleaded", "demanded", "wished", "preferred"}
)
CALLED = frozenset({"called", "known", "identified", "named"})
"""Participles before what somebody is called by, "as" between: "a baker known only as Ivo"."""
_NAMELESS = re.compile(
    r"\W*(?:(?:who|speaking|talking|granted|requesting|asking|and)\b[^.;“”\"]{0,80}?|(?:\w+\W+){0,4}?)"
    r"(?:not to be (?:named|identified)|anonymity|anonymously|not author(?:is|iz)ed to speak|"
    r"(?:can(?:not|['’]t)|could not|declined to|refused to|did not want to) be (?:named|identified)|"
    r"whose (?:name|identity) (?:has|had|have|is being|was|is) (?:been )?(?:withheld|changed|kept))"
)


def asks_not_to_be_named(article: Article, beyond: int) -> bool:
    """Whether what follows the phrase that ends at word `beyond` says that its speaker stays without a name."""
    return beyond > 0 and _NAMELESS.match(article.text, article.words.ends[beyond - 1]) is not None


def asks_for_anonymity(article: Article, cue: int) -> bool:
    """Whether the verb tells of a speaker only by what name to go, or none: "a guard who asked not to be named".

    "He asked not to be named." is a report.
    """
    w = article.words
    joined = w.lowers[cue - 1 : cue] in (["who"], ["and"])
    if not joined or w.lowers[cue] not in _REQUESTS:
        return False
    called = w.lowers[cue + 1 : cue + 3] == ["to", "be"] and w.lowers[cue + 3 : cue + 4]
    return bool(called and called[0] in CALLED) or asks_not_to_be_named(article, cue - 1)


def came_to_light(article: Article, first: int, beyond: int) -> int:
    """Where a document's name ends before how it came, set off or behind somebody's name; else `beyond`.

    "A report, seen by …", "a Peilhuis poll released on Monday", but "documents obtained by the Courier".
    "Residents interviewed by the Courier" are residents.
    """
    w = article.words
    for k in range(first + 1, beyond):
        if w.lowers[k] in ASKED and w.lowers[k + 1 : k + 2] == ["by"]:
            return k
        end = k - 1 if w.texts[k - 1] == "," else k
        known = end > first and (w.lowers[end - 1] in DOCUMENTS or (end < k and not _somebody(article, end - 1)))
        if not known or w.lowers[k] not in (_SET_OFF if end < k else _CAME):
            continue
        if end < k or any(w.is_name(n) for n in range(first + 1, end)):
            return end
    return beyond


def _somebody(article: Article, noun: int) -> bool:
    return article.words.is_name(noun) or is_person(article.words.lowers[noun])


def writer(article: Article, directory: Directory, phrase: Phrase) -> tuple[int, int] | None:
    """The name of whoever wrote the document in the phrase, as words: "a survey by Peilhuis"."""
    w = article.words
    for by in range(first_link(w.lowers, phrase.first, phrase.beyond), phrase.beyond - 1):
        if w.is_mark(by):
            if w.lowers[by + 1] in _WRITTEN_BY:
                continue  # "the review, by the Orme Board"
            return None
        if w.lowers[by] in _WRITTEN_BY:
            named = directory.named(by + 1, phrase.beyond)
            near = named and named[0][0] - by <= _NEAR_BY and not named[0][2].place
            if near and w.lowers[named[0][1] : named[0][1] + 1] == ["'s"]:
                return None  # "by Vell’s colleagues"
            handed = w.lowers[by - 1] in _HANDED_ON and not (
                near and w.lowers[by - 1] == "published" and not directory.is_medium(named[0][2])
            )
            return named[0][:2] if near and not handed else None
    return None
