"""Who hands a report on: "was quoted by the daily Veld", "told the Plains Courier", "through her lawyer".

Read beside the cue, outside what is reported. What stands inside another report is relayed by that one's speaker;
`core.extraction.attribution.component` sees to that.
"""

from __future__ import annotations

import re

from core.extraction.attribution import parsed
from core.extraction.attribution.draft import Draft
from core.extraction.attribution.outlets import is_own, own_outlets
from core.extraction.attribution.read_out import ReadOut
from core.extraction.attribution.relay_phrases import REACH, WINDOW
from core.extraction.lexicon import people
from core.extraction.speakers.people import Directory
from core.extraction.speakers.phrase_parts import DOCUMENTS
from core.extraction.speakers.phrases import Phrase, subject_before

_PASSED_ON = frozenset(
    {"quoted", "cited", "reported", "obtained", "published", "released", "seen", "carried", "recorded",
     "broadcast", "aired", "reviewed", "leaked", "circulated", "distributed", "compiled", "conducted",
     "commissioned", "relayed", "read", "sent", "overheard", "interviewed"}
)  # fmt: skip
"""Participles before "by": what was said reached the writer so."""
_HAD = frozenset(
    {"obtained", "seen", "reviewed", "compiled", "conducted", "commissioned", "released", "read", "sent"}
)
"""Of these, those after which a document speaks for itself."""
_SOURCES = frozenset({"quote", "quotes", "quoted", "cite", "cites", "cited", "citing", "quoting"})
_TOLD = frozenset({"told", "tells", "telling", "informed"})
_HEARD_ELSEWHERE = frozenset({"radio", "television", "tv", "agency"})
"""Words in the name of a medium that no newspaper's reader reads."""
_SITES = frozenset({"site", "outlet", "portal", "blog", "platform"})
"""Before a name these say, too, that it is a medium's: "the news site Backplane"."""
_GIVEN_TO = frozenset({"interview", "interviews", "comments", "remarks", "interviewed", "statement", "letter"})
_WROTE = frozenset({"writing", "wrote", "column", "article", "essay"})
_SAID_TO = frozenset({"said", "says", "confided", "admitted", "spoke", "speaking", "talking", "confirmed"})
_LINKS = frozenset({"with", "to", "by", "on", "for", "in"})
_TELLINGS = frozenset({"account", "accounts", "version", "telling", "retelling", "recollection", "memory"})
_TELLS_IT = frozenset({"tells", "told", "tell", "recalls", "recalled", "remembers", "remembered", "recounted"})
_THROUGH = frozenset({"through", "via"})
_MOUTHPIECES = frozenset(
    {"lawyer", "lawyers", "attorney", "spokesman", "spokeswoman", "spokesperson", "agent", "friend", "solicitor",
     "representative", "interpreter", "translator", "publicist", "counsel", "office", "embassy", "aide", "force"}
)  # fmt: skip
_SPEAK_FOR = _MOUTHPIECES - {"friend", "force", "office", "embassy", "aide"}
"""Of these, those who speak or translate for others: "said through a lawyer" is the speaker's."""
_OWN = frozenset({"his", "her", "its", "their"})
_HOLDS = frozenset(
    {"cite", "cites", "cited", "citing", "quotes", "quoted", "quoting", "contains", "contained", "includes",
     "included", "including", "released", "releasing", "published", "publishing", "describes", "described",
     "produced", "attached", "circulated", "shows", "showed", "lists", "listed", "records", "recorded",
     "played", "plays", "shared", "posted", "aired", "tabled", "presented", "submitted", "entered", "introduced"}
)  # fmt: skip
"""Verbs of whoever shows a document in which somebody else speaks."""
_LONGEST_HELD = 25
"""Words from such a verb to "in which"."""
_LATEST_WHICH = 3
"""Words from "in which" to the speaker phrase."""
_YEAR = re.compile("[12][0-9]{3}")
_ARTICLES = frozenset({"the", "of", "and"})
"""Small words of a name: "told the Voice of Orme"."""
_LEAST_TOLD = 3
"""Words up to the noun of "in Vell's account"."""


class Relays(ReadOut):
    """Finds the relayer of one draft after the other."""

    def __init__(self, directory: Directory) -> None:
        super().__init__(directory)
        self.own = own_outlets(self.article)

    def of(self, draft: Draft, around: Draft | None = None) -> Phrase | None:
        """The phrase for whoever hands the draft's report on; None where nobody does.

        `around` is the report that holds the draft's cue: what is said outside that one is not about this one.
        """
        if draft.via is not None:
            return draft.via
        if draft.cue and self._quoted_cue(draft):
            return None
        found = self._quoting(draft) or self._showing(draft) or self._polled(draft)
        if found is not None:
            return found
        for i in self._free(draft, around):
            beside = None if around is not None and self._tells(i) else self._at(i)
            found = beside or self._quoted_in(i, draft) or self._read_out(i, draft)
            if found is not None and not self._is_source(found, draft) and not self._own_copy(i, draft, found):
                return found
        return self._read_before(draft)

    def _tells(self, i: int) -> bool:
        """Whether word i tells to whom it was said: in a report its speaker hands that on."""
        return self.words.lowers[i] in _TOLD | _SAID_TO | _GIVEN_TO

    def _showing(self, draft: Draft) -> Phrase | None:
        """The subject of "The report cites a memorandum in which Vell rated …", "releasing a list on which …"."""
        w, source = self.words, draft.subject
        if source is None or not draft.cue:
            return None
        low = draft.sentence.first
        near = range(max(low + 1, source.first - _LATEST_WHICH), source.first)
        which = next((k for k in near if w.lowers[k] == "which" and w.lowers[k - 1] in ("in", "on")), None)
        if which is None:
            return None
        for verb in range(which - 2, max(low, which - _LONGEST_HELD), -1):
            if w.texts[verb] in ".;:" or self.article.inside[verb] >= 0:
                return None
            if w.lowers[verb] in _HOLDS:
                plain = subject_before(self.article, verb, low)
                shared = parsed.shared_subject(self.article, verb, draft.sentence)
                return parsed.own_subject(self.article, verb, low, verb, plain) or shared or plain
        return None

    def _quoted_cue(self, draft: Draft) -> bool:
        """Whether the report stands in a quote: what is said outside it is not about this report."""
        cue = self.words.at(min(draft.cue)[0])
        return cue < len(self.words) and self.article.inside[cue] >= 0

    def _own_copy(self, by: int, draft: Draft, found: Phrase) -> bool:
        """Whether the speaker is a document, and the words tell only who made, has or read it.

        "Minutes obtained by the Veld say …", "a study published by researchers found …"; but "a memorandum first
        reported by the Veld" has reached the writer by way of that paper.
        """
        source = draft.subject
        if source is None or not source.first < by < source.beyond:
            return False
        had = any(x in _HAD for x in self.words.lowers[max(0, by - REACH) : by])
        return had or not self._names_medium(found)

    def _free(self, draft: Draft, around: Draft | None) -> list[int]:
        """Words of the sentence, or of the report around, that are neither reported by the draft nor quoted."""
        w = self.words
        anchor = w.at(min(draft.cue)[0] if draft.cue else min(draft.pieces)[0])
        low, high = max(draft.sentence.first, anchor - WINDOW), min(draft.sentence.beyond, anchor + WINDOW)
        return [
            i
            for i in range(low, high)
            if self.article.inside[i] < 0
            and not any(a <= w.starts[i] < b for a, b in draft.pieces)
            and (around is None or any(a <= w.starts[i] < b for a, b in around.pieces))
        ]

    def _at(self, i: int) -> Phrase | None:
        """A relayer whose construction begins at word i."""
        lower = self.words.lowers[i]
        if lower == "by":
            return self._passed_on(i)
        if lower in _TELLINGS and (found := self._told_in(i)) is not None:
            return found
        if lower in _TOLD:
            return self._told(i + 1)
        if lower in _SAID_TO and self.words.lowers[i + 1 : i + 2] == ["to"]:
            return self._medium(i + 2)
        if lower in _GIVEN_TO or lower in _WROTE:
            return self._given_to(i)
        if lower in _THROUGH:
            return self._through(i)
        return self._as_told(i) if lower == "as" else None

    def _as_told(self, i: int) -> Phrase | None:
        """ "As Dell tells it, Vell shouted …", "…, as her brother remembers it"."""
        w = self.words
        for verb in range(i + 2, min(len(w) - 1, i + REACH)):
            if w.is_mark(verb):
                return None
            if w.lowers[verb] in _TELLS_IT and w.lowers[verb + 1] == "it":
                phrase = subject_before(self.article, verb, i + 1)
                return phrase if phrase is not None and phrase.first == i + 1 else None
        return None

    def _told_in(self, i: int) -> Phrase | None:
        """ "In Arkwright's account, Carrick told everyone …", "by the account of an aide, she refused".

        "By her own account" is the speaker's.
        """
        w = self.words
        if w.lowers[max(0, i - 2) : i] in (["by", "the"], ["in", "the"]) and w.lowers[i + 1 : i + 2] == ["of"]:
            return self._phrase(i + 2)
        if i < _LEAST_TOLD or w.lowers[i - 1] != "'s":
            return None
        named = [m for m in self.directory.named(max(0, i - REACH), i) if m[1] == i - 1]
        if not named or w.lowers[named[-1][0] - 1] not in ("in", "by"):
            return None
        first, beyond, _ = named[-1]
        return Phrase(first, beyond, first, beyond)

    def _passed_on(self, by: int) -> Phrase | None:
        before = self.words.lowers[max(0, by - REACH) : by]
        if not any(x in _PASSED_ON for x in before):
            return None
        phrase = self._phrase(by + 1)
        if phrase is None or self._own_outlet(phrase):
            return None
        if self.directory.named(phrase.first, phrase.beyond):
            return phrase
        last = self.words.lowers[phrase.beyond - 1]
        return phrase if last in people().media | people().roles else None  # no "researchers", "a company"

    def _quoted_in(self, i: int, draft: Draft) -> Phrase | None:
        """ "was quoted in the matchday programme as saying"."""
        w = self.words
        cue = any(start <= w.starts[i] < end for start, end in draft.cue)
        if not cue or w.lowers[i] not in ("quoted", "cited") or w.lowers[i + 1 : i + 2] != ["in"]:
            return None
        phrase = self._phrase(i + 2)
        if phrase is None:
            return None
        last = self.words.lowers[phrase.beyond - 1]
        named = self.directory.named(phrase.first, phrase.beyond)
        return phrase if named or last in people().media or last in DOCUMENTS else None

    def _given_to(self, i: int) -> Phrase | None:
        """ "an interview with the channel Al-Sahil", "writing in The Evening Dispatch"."""
        w = self.words
        for k in range(i + 1, min(len(w), i + REACH)):
            if w.is_mark(k):
                return None
            if w.lowers[k] in _LINKS:
                found = self._medium(k + 1)
                if found is not None:
                    return found
        return None

    def _told(self, first: int) -> Phrase | None:
        """The medium told, where the words show it to be another one than the reader's.

        They say what it is, "told the agency Tarvo", here or elsewhere, or when that was, "told the Courier in
        1988"; what is told a radio station or a news agency is only read elsewhere. Who "told the Courier" speaks
        for himself.
        """
        phrase = self._medium(first)
        if phrase is None or self.words.lowers[phrase.first] in ("a", "an"):
            return None
        lowers, beyond = self.words.lowers, phrase.beyond
        year = lowers[beyond : beyond + 1] == ["in"] and bool(
            _YEAR.fullmatch("".join(lowers[beyond + 1 : beyond + 2]))
        )
        said = self.words.texts[phrase.first : beyond]
        described = any(word[0].islower() and word not in _ARTICLES for word in said)
        elsewhere = bool(_HEARD_ELSEWHERE.intersection(lowers[phrase.first : beyond]))
        described = described or self._closes_as_medium(phrase)
        return phrase if year or described or elsewhere or self._brought_in(phrase) else None

    def _brought_in(self, phrase: Phrase) -> bool:
        """Whether the article says somewhere what the medium is: "the news agency Tarvo"."""
        lowers, known = self.words.lowers, people().media | _SITES
        named = self.directory.named(phrase.first, phrase.beyond)
        return any(a > 0 and lowers[a - 1] in known for _, _, entity in named for a, _ in entity.places)

    def _medium(self, first: int) -> Phrase | None:
        """The phrase that begins at word `first`, if it names a newspaper, an agency or a channel."""
        phrase = self._phrase(first)
        if phrase is None or self._own_outlet(phrase):
            return None
        known = people().media
        lowers = self.words.lowers[phrase.first : phrase.beyond]
        if lowers[-1] in ("press", "media") and not self.directory.named(phrase.first, phrase.beyond):
            return None  # "told the press" tells only that others heard it
        if lowers[0] in ("the", "this", "a") and lowers[-1] in known and len(lowers) <= 3:
            return phrase
        return phrase if self._names_medium(phrase) else None

    def _names_medium(self, phrase: Phrase) -> bool:
        """Whether a newspaper, an agency or a channel is named: "the Veld", "the site Backplane", "AFR TV"."""
        known, lowers = people().media | _SITES, self.words.lowers
        named = self.directory.named(phrase.first, phrase.beyond)
        led = any(a > phrase.first and lowers[a - 1] in known for a, _, _ in named)
        led = led or self._closes_as_medium(phrase)
        return led or any(self.directory.is_medium(entity) for _, _, entity in named)

    def _closes_as_medium(self, phrase: Phrase) -> bool:
        """Whether what follows a name says that it is an agency's, read elsewhere: "AFR news agency"."""
        named = bool(self.directory.named(phrase.first, phrase.beyond))
        return named and self.words.lowers[phrase.beyond : phrase.beyond + 2] == ["news", "agency"]

    def _own_outlet(self, phrase: Phrase) -> bool:
        """Whether the phrase is the article's own outlet, which tells its readers itself."""
        named = [entity.name.lower().split() for _, _, entity in self.directory.named(phrase.first, phrase.beyond)]
        said = self.words.lowers[phrase.first : phrase.beyond]
        return any(is_own(self.own, name) for name in (said, *named))

    def _through(self, i: int) -> Phrase | None:
        """ "through his lawyer, Maartje Kool", "through the force"."""
        w = self.words
        phrase = self._phrase(i + 1)
        own = i + 1 < len(w) and w.lowers[i + 1] in _OWN
        said = set() if phrase is None else set(w.lowers[phrase.first : phrase.beyond])
        if phrase is None or not (own or said & _MOUTHPIECES):
            return None
        if w.lowers[phrase.first] in ("a", "an") and said & _SPEAK_FOR:
            return None
        beyond = phrase.beyond
        if w.texts[beyond : beyond + 1] == [","] and beyond + 1 < len(w) and w.is_name(beyond + 1):
            named = self.directory.named(beyond + 1, min(len(w), beyond + REACH + 1))
            if named and named[0][0] == beyond + 1:
                return Phrase(phrase.first, named[0][1], named[0][0], named[0][1])
        return phrase

    def _quoting(self, draft: Draft) -> Phrase | None:
        """The subject of "quoted X as saying", "citing X": X is the speaker, so the subject hands it on."""
        if not draft.cue or draft.subject is None:
            return None
        w = self.words
        first, beyond = w.within(*min(draft.cue))
        verb = next((k for k in range(first, beyond) if w.lowers[k] in _SOURCES), None)
        if verb is None or draft.subject.first < verb:
            return None
        subject = subject_before(self.article, first, draft.sentence.first)
        if subject is None and w.texts[first - 1 : first] == [","]:
            subject = subject_before(self.article, first - 1, draft.sentence.first)
        return None if subject is None or self._is_source(subject, draft) else subject

    def _is_source(self, phrase: Phrase, draft: Draft) -> bool:
        """Whether the phrase is the speaker's own and so relays nothing."""
        source = draft.subject
        return (
            source is not None and phrase.first <= source.first < phrase.beyond and source.beyond <= phrase.beyond
        )
