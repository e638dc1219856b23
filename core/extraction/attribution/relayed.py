"""Who hands a report on, by what is said beside it, around it and before it.

What stands beside the cue is read in `relays`; that a report inside another one is relayed by its speaker is seen
to in `component`.
"""

from __future__ import annotations

from core.extraction.attribution.draft import Draft
from core.extraction.attribution.relays import Relays
from core.extraction.attribution.unnamed_speech import Earlier
from core.extraction.speakers.named import Found
from core.extraction.speakers.phrase_parts import DOCUMENTS
from core.extraction.speakers.resolve import Resolver
from core.language.text import Words

_OPENING = 4
"""Words at the start of a sentence among which "in the same" stands."""
_BE = frozenset({"is", "was", "were", "are", "been"})
_NEAR = 8
"""Reports before one in which the one it is a part of is looked for."""
_LATEST = 4
"""Reports before one whose relayer can be its own."""
_ONE_OF = frozenset({",", "of", "from", "sent", "dated", "written"})
"""Behind "in another": it is one more of the letters, posts or calls before."""
_PART_OF = frozenset({"when", "because", "until", "if", "where", "so"})
"""Behind an insertion these go on with what is told."""
_INSERTED = frozenset({"after-clause", "according-to"})
"""Constructions that may interrupt what they report."""


def relayer(
    relays: Relays, resolver: Resolver, draft: Draft, found: Found | None, earlier: list[Earlier]
) -> str | None:
    """Who hands the report on: `draft.via`, else who did so for an earlier one by the same speaker."""
    phrase = draft.via
    if phrase is not None:
        who = resolver.look_up(phrase, phrase.first)
        pronoun = relays.words.lowers[phrase.first : phrase.beyond] == ["they"]
        return None if pronoun and who.entity is None else who.name
    if _was_quoted(relays.words, draft):
        return _last_relayer(relays, resolver, draft, earlier)
    if draft.cue:
        within = _inserted_teller(relays.words, draft, earlier)
        if within is not None:
            return within
    if found is None:
        return None
    return _same_relayer(relays, resolver, draft, found, earlier)


def _inserted_teller(words: Words, draft: Draft, earlier: list[Earlier]) -> str | None:
    """Who speaks the sentence's earlier report, where this one is a part of what it reports."""
    before, said = earlier[-1] if earlier else (draft, None)
    one = before.sentence.first == draft.sentence.first and bool(before.cue) and before.cue < draft.cue
    if draft.rule == "quoted-as-saying" and said is not None and one:
        return said.name  # "It said the road was shut, and quoted Vell as saying …"
    for other, who in reversed(earlier[-_NEAR:]):
        if who is not None and _told_behind(words, draft, other):
            return who.name
        same = other.sentence.first == draft.sentence.first and bool(other.cue) and other.cue < draft.cue
        if same and who is not None and _within_clause(words, draft, other):
            return who.name
    return None


def _told_behind(words: Words, draft: Draft, other: Draft) -> bool:
    """Whether the other report's speaker stands at the end of the clause that the draft is a part of.

    "He waited all night, before she said she was cold, their son recalls."
    """
    same = other.sentence.first == draft.sentence.first
    if not same or not other.cue or other.subject is None or other.passages:
        return False
    teller, cue = other.announced(words)[0], words.at(min(draft.cue)[0])
    begun = words.at(min(other.pieces)[0])
    return begun < cue < teller and not any(words.texts[k] in ";:" for k in range(begun, teller))


def _same_relayer(
    relays: Relays, resolver: Resolver, draft: Draft, found: Found, earlier: list[Earlier]
) -> str | None:
    """Who handed on the speaker's report before, where this one goes on from it or shares its sentence."""
    before, said = earlier[-1] if earlier else (draft, None)
    if before.handed_on is not None and _another(relays.words, draft):
        return before.handed_on
    same_speaker = said is not None and said.name == found.name
    if same_speaker and before.handed_on not in (None, found.name) and _goes_on(relays.words, draft):
        draft.via = before.via
        return before.handed_on
    for other, who in reversed(earlier[-_LATEST:]):
        same = other.sentence.first == draft.sentence.first and who is not None and who.name == found.name
        if same and other.via is not None:
            draft.via = other.via
            return resolver.look_up(other.via, other.via.first).name
    return None


def _within_clause(words: Words, draft: Draft, before: Draft) -> bool:
    """Whether the report before is an insertion into the clause of this one, which is then a part of it.

    "The cardinal, who, Mensah related, answered that …", "She had asked, she said, and been told that …",
    "He is reading everything, an aide said, and has asked to see the photographs", "When she complained, she says,
    he replied that …". What somebody named after the insertion says is the writer's to tell again.
    """
    first, beyond = before.announced(words)
    cue = words.at(min(draft.cue)[0])
    if words.texts[beyond : beyond + 1] != [","] or cue <= beyond or ";" in words.texts[beyond:cue]:
        return False
    if draft.subject is None or draft.rule == "told":
        joined = words.lowers[beyond + 1 : beyond + 2] == ["and"]
        return draft.rule == "told" and joined and cue - beyond <= 2 * _OPENING
    if draft.subject.beyond <= first and cue == beyond + 1:
        return True
    inserted = before.rule in _INSERTED and words.at(min(before.pieces)[0]) < first
    if not inserted or before.passages or draft.subject.first >= cue:
        return False
    pronoun = draft.subject.first > beyond and words.lowers[draft.subject.first] in ("he", "she", "they", "it")
    return draft.subject.beyond <= first or pronoun or words.lowers[beyond + 1] in _PART_OF


def _goes_on(words: Words, draft: Draft) -> bool:
    """Whether the words say that this belongs to what was reported before: "he added", "in the same letter"."""
    first, beyond = draft.sentence.first, draft.sentence.beyond
    added = any(words.text[start:end].lower() in ("added", "adds") for start, end in draft.cue)
    opening = words.lowers[first : min(beyond, first + _OPENING)]
    return added or any(a == "in" and opening[k + 1 : k + 3] == ["the", "same"] for k, a in enumerate(opening))


def _another(words: Words, draft: Draft) -> bool:
    """Whether the sentence tells of one more of what was shown: "In another, from March, a manager told …"."""
    first, beyond = draft.sentence.first, min(draft.sentence.beyond, draft.sentence.first + _OPENING)
    opening = words.lowers[first:beyond]
    return opening[:2] in (["in", "another"], ["in", "one"]) and opening[2:3] != [] and opening[2] in _ONE_OF


def _was_quoted(words: Words, draft: Draft) -> bool:
    """ "He was quoted as saying": by whoever was last said to quote."""
    if not draft.cue:
        return False
    first, beyond = words.within(*min(draft.cue))
    lowers = words.lowers[max(0, first - 2) : beyond]
    return any(a in _BE and "quoted" in lowers[k : k + 3] for k, a in enumerate(lowers))


def _last_relayer(relays: Relays, resolver: Resolver, draft: Draft, earlier: list[Earlier]) -> str | None:
    """Who handed on the reports just before, or spoke and is a newspaper, an agency, a channel or a document."""
    for other, who in reversed(earlier[-_LATEST:]):
        if draft.sentence.paragraph - other.sentence.paragraph > 1:
            return None
        if other.via is not None:
            return resolver.look_up(other.via, other.via.first).name
        hands_on = who is not None and who.entity is not None and relays.directory.is_medium(who.entity)
        if who is not None and (hands_on or _wrote(relays.words, other) or _document(relays.words, other)):
            return who.name
    return None


def _wrote(words: Words, draft: Draft) -> bool:
    """Whether the report before is one of a document's writer: "wrote in the affidavit"."""
    return any(words.text[start:end].lower() in ("wrote", "writes", "had written") for start, end in draft.cue)


def _document(words: Words, draft: Draft) -> bool:
    """Whether a document speaks: "The complaint says"."""
    source = draft.subject
    return source is not None and words.lowers[source.core_beyond - 1] in DOCUMENTS
