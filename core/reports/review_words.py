"""What a claim review says was claimed: short, in words that can be understood without the article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from core.records import MentionKind
from core.reports.claim_block import ClaimBlock
from core.reports.plain_text import one_line

LONGEST_CLAIM = 150
"""Characters of `claimReviewed`; search results cut what is longer."""
_MARGIN = 60
"""Characters of context on either side of a passage in a sentence without a clause that is short enough."""
_LONGEST_FIGURE = 40
"""Characters of a figure that is named before the sentence it stands in with others."""
_GAP = " … "
_MARKS = {"“": "”", '"': '"', "‘": "’", "'": "'", "«": "»", "„": "“"}
_BREAK = re.compile(r"[,;:] | [-–—] |(?: that )")
"""Behind these a clause of a sentence begins; before the marks one ends."""
_NEXT = re.compile(r"[,;] (?:and|but|yet|while|whereas|which|who|adding|\w{3,}ing) |; | [–—] ")
"""Where something else than the claim begins in a sentence, unless only an item of a list does."""
_JOINED = re.compile(r"(?:[,;] (?:and|but|yet) |; )")
"""Behind these a sentence goes on with another statement."""
_SUBJECT = re.compile(r"(?i:the|an?|this|that|these|those|it|he|she|they|we|there|his|her|its|their)|[A-Z]\w*")
"""What a statement's subject begins with."""
_VERB = re.compile(r"\w+ed|said|says|told|put|gave|made|w(?:as|ere|ill|ould)|is|are|ha[sd]|have|did|does")
_REPORTING = re.compile(r"said|says|told|added|claimed|stated|argued|insisted")
"""Verbs whose subject is the speaker of what follows them."""
_OPENING, _CLOSING = re.compile(r"(?<!\w)'(?=\w)"), re.compile(r"(?<=[\w.,!?])'(?!\w)")


def all_reviewed(blocks: Iterable[ClaimBlock]) -> dict[int, str]:
    """What was claimed, by the claims' numbers. Of several figures in one sentence each says which it is: else one
    publisher would rate the same words true and false."""
    blocks = tuple(blocks)
    found = {block.number: reviewed(block) for block in blocks}
    times = Counter(found.values())
    figures = [block for block in blocks if block.view.row.kind is MentionKind.FIGURE]
    return found | {b.number: _of_figure(b) for b in figures if times[found[b.number]] > 1}


def _of_figure(block: ClaimBlock) -> str:
    lead = f"The figure “{_cut(one_line(block.view.row.words), _LONGEST_FIGURE)}” in: "
    return lead + reviewed(block, LONGEST_CLAIM - len(lead))


def reviewed(block: ClaimBlock, longest: int = LONGEST_CLAIM) -> str:
    """What was claimed: of a direct quote the words, of all else what its sentence says of it and no more, or,
    where that is longer than `longest`, the clause that it stands in."""
    row = block.view.row
    words = one_line(row.words)
    if row.kind is MentionKind.DIRECT or (row.kind.is_quote and _is_in_marks(words)):
        found = _cut(_GAP.join(_bare(piece) for piece in words.split(_GAP)))
        return _balanced(found) or "A statement"
    if row.via and (stated := _stated(words)):
        # The sentence is who handed it on, and to whom: none of it was claimed by whom the claim is ascribed to.
        return _balanced(_capital(_cut(stated))) or "A statement"
    sentence = one_line("".join(run.text for run in block.sentence))
    sentence = _alone(sentence, words, one_line(block.view.row.speaker or ""))
    if len(sentence) > longest:
        sentence = _clause(sentence, words, longest)
    return _balanced(_capital(sentence)) or "A statement"


_REQUEST = re.compile(r"(?:not )?to \w+|that (?:he|she|they|it|we|I) (?:not )?be\b|whether |if |[a-z]+ing ")
"""How a content begins that is no statement by itself: what was asked for, or left open."""


def _is_in_marks(words: str) -> bool:
    """Whether nothing but what stands in quotation marks is the content."""
    return all(_marked(piece) for piece in words.split(_GAP))


def _marked(words: str) -> bool:
    """Whether the first and the last character are a pair of marks, with none of that kind in between."""
    return len(words) > 1 and _MARKS.get(words[0]) == words[-1] and words[0] not in words[1:-1]


def _stated(words: str) -> str:
    """An indirect content as a statement of its own; empty where it is none."""
    if _REQUEST.match(words) or len(words.split()) < 3:
        return ""
    return words.removeprefix("that ").strip(" ,;:")


def _bare(words: str) -> str:
    """A quote's words without the marks around all of them, and the comma that leads on to its speaker."""
    words = words.strip()
    if _marked(words):
        words = words[1:-1].strip()
    return words.rstrip(",;: ")


def _alone(sentence: str, words: str, speaker: str) -> str:
    """The sentence without the statements beside the one that the words stand in: those were not checked.

    What follows is left out where it is no item of a list that the sentence goes on from. What stands before is,
    where the rest has a subject, or the speaker can be put for it.
    """
    pieces = words.split(_GAP)
    at = sentence.find(pieces[0])
    if at < 0:
        return sentence
    end = at
    for piece in pieces:
        found = sentence.find(piece, end)
        if found < 0:
            return sentence
        end = found + len(piece)
    after = next((match for match in _NEXT.finditer(sentence, end) if _is_apart(sentence, match)), None)
    if after is not None:
        sentence = sentence[: after.start()].rstrip(" ,;")
    for match in reversed(list(_JOINED.finditer(sentence, 0, at))):
        rest = sentence[match.end() :]
        first = rest.split(" ", 1)[0]
        # Only a statement has its own verb before the claim: "and 12 guards" is an item of a list.
        if match.end() == at or not rest[: at - match.end()].strip(" “‘\"'"):
            continue
        if _SUBJECT.fullmatch(first):
            return rest
        if speaker and _REPORTING.fullmatch(first):
            return f"{speaker} {rest}"
    return sentence


def _is_apart(sentence: str, match: re.Match[str]) -> bool:
    """Whether another statement begins there: a verb, or a subject with nothing behind that goes back."""
    rest = sentence[match.end() :]
    first = rest.split(" ", 1)[0]
    if not first.isalpha():
        return False
    if match[0].strip(" ,;") not in ("and", "but", "yet", ""):
        return "," not in rest  # a clause set between commas stands within what was claimed
    if _VERB.fullmatch(first):
        return True
    return "," not in rest and _SUBJECT.fullmatch(first) is not None and len(rest.split()) > 2


def _clause(sentence: str, words: str, longest: int) -> str:
    """The longest clause around `words` that is short enough, or else the words with some on either side."""
    at = sentence.find(words.split(_GAP)[0])
    if at < 0:
        return _cut(words, longest)
    end = at + len(words) if sentence.startswith(words, at) else at + len(words.split(_GAP)[0])
    starts = [0, *(found.end() for found in _BREAK.finditer(sentence) if found.end() <= at)]
    if words.startswith("that "):
        starts = [at + len("that ")]  # what is said begins there, and is a sentence by itself
    ends = [
        *(found.start() for found in _BREAK.finditer(sentence, end) if found[0].strip() != "that"),
        len(sentence),
    ]
    spans = [(a, b) for a in starts for b in ends if b - a <= longest]
    if spans:
        start, stop = max(spans, key=lambda span: (span[0] == 0, span[1] - span[0]))
        return sentence[start:stop].strip(" ,;:")
    left = sentence.find(" ", max(at - _MARGIN, 0)) + 1 if at > _MARGIN else 0
    return ("… " if left else "") + _cut(sentence[min(left, at) :], longest)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _cut(words: str, longest: int = LONGEST_CLAIM) -> str:
    if len(words) <= longest:
        return words
    return words[: longest - 2].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


_AND = re.compile(r"\s*(?:;|&|\||\band\b|\bwith\b)\s*")
_WHERE = re.compile(r"\s+in\s+[A-Z].*")
_SMALL = {
    "al",
    "bin",
    "da",
    "de",
    "del",
    "den",
    "der",
    "di",
    "dos",
    "du",
    "el",
    "la",
    "le",
    "ter",
    "van",
    "von",
    "y",
}
"""Small words within names."""


def writers(byline: str) -> list[str]:
    """The people that a byline names: `Jane Doe and John Roe in Norvil, political editor` names two. One in which
    no name can be told is given as it is."""
    bare = re.sub(r"(?i)^by\s+", "", one_line(byline))
    parts = [part for each in _AND.split(bare) for part in _WHERE.sub("", each).split(",")]
    names = [part.strip() for part in parts if _is_name(part)]
    return names or ([bare] if bare else [])


def _is_name(words: str) -> bool:
    """Whether the words are a given name and a surname, as most names are, and not what somebody is."""
    each = words.split()
    return len(each) > 1 and all(word[0].isupper() or word in _SMALL for word in each)


def _balanced(words: str) -> str:
    """The words without those kinds of quotation marks of which one lacks its other."""
    if words.count('"') % 2:
        words = words.replace('"', "")
    if words.count("“") != words.count("”"):
        words = words.replace("“", "").replace("”", "")
    if words.count("‘") > words.count("’"):
        words = words.replace("‘", "")
    if len(_OPENING.findall(words)) != len(_CLOSING.findall(words)):
        words = _CLOSING.sub("", _OPENING.sub("", words))
    return " ".join(words.split())
