"""What tells who a confidential source is: all that describes it, as it is looked for in what a report says.

That is its publisher, title, link, place, excerpt and note, and the addresses of its kept copies; each whole, and
in its telling parts: a name, a surname, the name in a mail address, a telephone number, some words in a row. Case,
accents, possessives and invisible characters make no difference.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from urllib.parse import unquote, urlsplit

from core.records import EvidenceDraft, EvidenceRow
from core.reports import surnames
from core.reports.source_words import TOKEN, begins, common, described, every_given, given, listed, plain, tokens

_SHORTEST = 4
"""Letters of a word, or of a name of several, that can tell somebody; less is chance."""
_WHOLE = 3
"""Words from which a title or publisher counts as a whole although each of them is common."""
_RUN = 6
"""Words in a row that are no chance where an excerpt or a note has them too."""
_PASSAGE = 20
"""Characters from which an excerpt or note that is shorter than such a run counts as a whole."""
_DIGITS, _LAST = 7, 8
"""Fewest digits of a telephone or account number, and how many of them, from its end, are compared."""
_FILE_NAME = 8
"""Letters of the one word that a file name consists of."""
_CONTENT, _SPAN = 3, 8
"""Telling words in a row that describe somebody, as a title or a note has them, and words from first to last."""
_CALLED = 4
"""Words of which a name in a script without capitals consists at most."""
_MAIL = re.compile(r"([\w.+'-]+)@[\w-]+(?:\.[\w-]+)+")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u11ff\u1780-\u17ff\u2e80-\u2fdf\u3005-\u30ff\u3400-\u9fff\ua960-\ua97f"
    "\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]+"
)
"""Thai, Lao, Burmese, Khmer, Chinese, Japanese; and Korean, which sets spaces, but writes particles to a name."""
_NUMBER = re.compile(r"\d[\d\s()./-]{4,}\d")
_DAY = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")


@dataclass(frozen=True, slots=True)
class Term:
    """Folded words that tell a source, and how they are shown. A `weak` one tells only with a capital, as a name;
    a `surname` only where it stands as one (`core.reports.surnames`); a `passage` is what the source says, not
    what it is called; an `unspaced` one is of a script that sets no spaces, and is looked for within longer words.
    """

    words: str
    shown: str
    weak: bool = False
    passage: bool = False
    surname: bool = False
    unspaced: bool = False


@dataclass(frozen=True)
class Text:
    """Folded words with a space before and behind each, with neighbours as one besides, and the digits alone; the
    words with a capital; what is in scripts without spaces; and the text as it is `written`."""

    words: str
    named: frozenset[str]
    unspaced: tuple[str, ...]
    written: str

    @cached_property
    def standing(self) -> surnames.Standing:
        """How its words with a capital stand, which is asked only of a text that has one of the names."""
        return surnames.standing(self.written)

    def has(self, term: Term) -> bool:
        """Whether the term stands here; an unspaced one is asked for with `shares`."""
        if term.surname:
            return term.words in self.standing.names
        if term.weak:
            return term.words in self.named
        found = f" {term.words} " in self.words
        return found or (" " not in term.words and f" {term.words}s " in self.words)

    def shares(self, term: Term) -> Iterator[Term]:
        """What is here of a term in a script without spaces: a name in the source's words, or all of these."""
        for run in self.unspaced:
            if term.words in run:
                yield term
            elif run in term.words:
                yield Term(run, run, unspaced=True)


def terms(row: EvidenceRow) -> Iterator[Term]:
    """All that tells the source, also in part."""
    draft = row.draft
    yield from wholes(draft)
    yield from _surnames(draft)
    for words in (draft.publisher, draft.title):
        # A title without any capital is the name of a file, or hastily typed: each of its words may be a name.
        yield from _names(words, hasty=words == words.lower())
        yield from _described(words)
    for words in (draft.locator, draft.note, draft.excerpt):
        yield from _names(words)
        yield from _typed_small(words)
        yield from _numbers(words)
    for words in (draft.locator, draft.note):
        yield from _described(words)
    for words in (draft.title, draft.publisher, draft.url, draft.locator, draft.note, draft.excerpt):
        yield from _mailed(words)
    yield from _numbers(f"{draft.publisher} {draft.title} {draft.url}")
    for copy in row.captures:
        for address in (copy.url, copy.requested_url, copy.archive_url):
            yield from _addresses(address)


def wholes(draft: EvidenceDraft) -> Iterator[Term]:
    """What tells the source as a whole: what it is called, its link, its words."""
    for words in (draft.publisher, draft.title):
        folded = tokens(words)
        if len(folded) >= _WHOLE or not _is_common(folded):
            yield Term(" ".join(folded), words)
    yield from _addresses(draft.url)
    for words in (draft.note, draft.excerpt):
        folded = tokens(words)
        if folded and len(folded) < _RUN and len(words.strip()) >= _PASSAGE:
            yield Term(" ".join(folded), words.strip(), passage=True)
        for at in range(len(folded) - _RUN + 1):
            run = " ".join(folded[at : at + _RUN])
            yield Term(run, run, passage=True)


def _surnames(draft: EvidenceDraft) -> Iterator[Term]:
    """Names that are short or words as well, and names in scripts that know no capitals and no spaces."""
    for words in (draft.publisher, draft.title, draft.locator, draft.note, draft.excerpt):
        for word, shown in (*surnames.surnames(words), *surnames.typed_small(words)):
            yield Term(word, shown, surname=" " not in word)
        yield from (Term(run, run, unspaced=True) for run in unspaced(words))
    alone = tokens(draft.publisher)
    if len(alone) == 1 and surnames.can_be(alone[0]):
        yield Term(alone[0], draft.publisher.strip(), surname=True)


def unspaced(text: str) -> tuple[str, ...]:
    """What `text` has in scripts that set no spaces between words, as it is compared."""
    return tuple(
        run for run in _UNSPACED.findall(plain(text).casefold()) if len(unicodedata.normalize("NFC", run)) > 1
    )


def called(draft: EvidenceDraft) -> tuple[str, str] | None:
    """Title and publisher, by which a source is known under whatever link; None where they describe none, as
    “Interview” does, which says only what kind of source it is."""
    title, publisher = tokens(draft.title), tokens(draft.publisher)
    numbered = bool(publisher) and any(word.isdecimal() for word in title)
    return None if _is_common(title) and not numbered else (" ".join(title), " ".join(publisher))


def _mailed(words: str) -> Iterator[Term]:
    """Who a mail address names: `nora.sallow@…` and `norasallow@…` both names, `n.sallow@…` the surname."""
    for match in _MAIL.finditer(words):
        named = tokens(re.sub(r"\d+", " ", match[1]))
        telling = [word for word in named if len(word) >= _SHORTEST and word not in common()]
        if telling and len(named) > 1:
            yield Term(" ".join(named), match[0])
        for word in telling:
            yield Term(word, match[0])
        if len(named) > 1 and named[0] in every_given():
            yield Term(" ".join(named), match[0])
            yield from (Term(word, match[0], surname=True) for word in named if surnames.can_be(word))


def _typed_small(words: str) -> Iterator[Term]:
    """Names in what somebody typed without capitals: a given name with the word behind it, and that by itself
    where a report has it with a capital."""
    found = [match for match in TOKEN.finditer(plain(words)) if match[0] == match[0].lower()]
    for one, other in pairwise(found):
        first, second = tokens(one[0]), tokens(other[0])
        if plain(words)[one.end() : other.start()].strip() or not first or not second:
            continue
        if first[-1] in given() and not _is_ordinary(second[0]) and len(second[0]) >= _SHORTEST:
            shown = f"{one[0]} {other[0]}"
            yield Term(" ".join((*first, *second)), shown)
            yield Term(second[0], shown, weak=True)


def _described(words: str) -> Iterator[Term]:
    """Runs of words that describe somebody: `the night clerk at the ferry office`. Such as only say what kind of
    source it is, as `minutes of the meeting in March`, tell nobody."""
    folded = tokens(words)
    at = [place for place, word in enumerate(folded) if _is_telling(word, "ordinary")]
    for start, end in zip(at, at[_CONTENT - 1 :], strict=False):
        run = folded[start : end + 1]
        if len(run) <= _SPAN and any(_is_telling(word, "describing", "times", "ordinary") for word in run):
            yield Term(" ".join(run), " ".join(run), passage=True)


def _is_telling(word: str, *kinds: str) -> bool:
    return len(word) >= _SHORTEST and not word.isdecimal() and word not in described(*kinds)


def _addresses(url: str) -> Iterator[Term]:
    """A link whole, its host, and the name of its file."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        parts = urlsplit("")
    host = tokens((parts.hostname or "").removeprefix("www."))
    path = tokens(unquote(parts.path))
    last = unquote(parts.path).rstrip("/").rpartition("/")[2]
    file = tokens(last.rpartition(".")[0] or last)
    if not parts.netloc:
        host = []
    for words in (host + path if path else [], host):
        if len(words) > 1:
            yield Term(" ".join(words), url)
    if not _is_common(file) and (len(file) > 1 or len("".join(file)) >= _FILE_NAME):
        yield Term(" ".join(file), url)


def _names(words: str, hasty: bool = False) -> Iterator[Term]:
    """Words with a capital in a row, and each of them that is not common; `hasty`: every word that is not."""
    words = plain(words)
    caseless = _may_be_names(words)
    run: list[re.Match[str]] = []
    behind = 0
    for match in TOKEN.finditer(words):
        between = words[behind : match.start()]
        behind = match.end()
        capital = hasty or match[0][0].isupper() or (caseless and _is_caseless(match[0]))
        if not capital or between.strip(" .-"):
            yield from _run(words, run, hasty)
            run = []
        if capital:
            run.append(match)
    yield from _run(words, run, hasty)


def _is_caseless(word: str) -> bool:
    """Whether it is in a script without capitals, as Arabic and Hebrew are."""
    return unicodedata.category(word[0]) == "Lo"


def _may_be_names(words: str) -> bool:
    """Whether words of such a script may be names in `words`: there are few of them, or only among others."""
    found = [_is_caseless(match[0]) for match in TOKEN.finditer(words)]
    return sum(found) <= max(_CALLED, len(found) - sum(found))


def _run(words: str, run: list[re.Match[str]], hasty: bool) -> Iterator[Term]:
    if not run:
        return
    folded = tokens(words[run[0].start() : run[-1].end()])
    if len(folded) > 1 and not _is_common(folded):
        yield Term(" ".join(folded), words[run[0].start() : run[-1].end()])
    first = begins(words, run[0].start())
    for at, match in enumerate(run):
        for word in tokens(match[0]):
            if len(word) >= _SHORTEST and not word.isdecimal() and not _is_ordinary(word):
                told = hasty or _is_caseless(word) or (len(run) > 1 and word in given())
                chance = first and at == 0 and not told
                yield Term(word, match[0], weak=chance)


def _is_ordinary(word: str) -> bool:
    """Whether a word tells nobody unless it stands as a name."""
    return word in common() or word in listed("surnames", "words")


def _numbers(words: str) -> Iterator[Term]:
    """Telephone and account numbers by their last digits: a country's code may be left out. A day is none."""
    for match in _NUMBER.finditer(words):
        digits = re.sub(r"\D", "", match[0])
        if len(digits) >= _DIGITS and not _DAY.fullmatch(match[0]):
            yield Term(digits[-_LAST:], match[0].strip())


def _is_common(folded: list[str]) -> bool:
    """Whether the words are too short or too common to tell anything."""
    telling = [word for word in folded if word not in common() and not word.isdecimal()]
    return len("".join(telling)) < _SHORTEST


# --- texts as they are looked through ---------------------------------------------------------------------------


def joined(texts: Iterable[str]) -> str:
    return f" {' | '.join(_run_together(tokens(text)) for text in texts)} "


def _run_together(folded: list[str]) -> str:
    """The words, and each two neighbours as a mail address joins them: `norasallow`, `nsallow`."""
    joined = [form for one, other in pairwise(folded) for form in (f"{one}{other}", f"{one[:1]}{other}")]
    return " ".join((*folded, "|", *joined))


def read(text: str) -> Text:
    digits = " ".join(term.words for term in _numbers(text))
    named = frozenset(word for m in TOKEN.finditer(plain(text)) if m[0][0].isupper() for word in tokens(m[0]))
    return Text(f" {_run_together(tokens(text))} | {digits} ", named, unspaced(text), text)
