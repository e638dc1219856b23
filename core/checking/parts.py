"""Who had a part in a check: nobody approves what is in part their own.

A part is whatever somebody put into the check since it was last approved, if it still stands there:

- a rating that they gave, also where somebody else gave the same one later;
- words of the rationale: who changed a full stop has a part, and who wrote the rest keeps theirs. Where the very
  words of before are put back (by undo, say), they are again by whoever wrote them;
- a source that they attached or changed, or one that they took away: somebody else's, or their own once the check
  was approved with it, for then somebody has vouched for it. Who attaches a source and thinks better of it leaves
  nothing;
- a correction of what the passage says, how it is read or who says it.

Accepting, marking, assigning and commenting are no part, nor is keeping a copy of a source or what is done to a
speaker's name on the whole desk. A return takes nobody's part away: nobody has vouched for what they did. An
approval does, since somebody who had no part in it has.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.records import CheckView, Did, Part


@dataclass(frozen=True, slots=True)
class Entry:
    """What a check said after somebody entered something; all entries of it in their order."""

    by: str
    said: str | None
    so: str | None
    rationale: str


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """What somebody did to a source under a claim: attached or changed it, or took it away. In their order."""

    source: int
    """What tells the sources of the claim apart."""
    by: str
    removed: bool
    since: bool
    """Whether it was done since the last approval."""
    approved: bool = False
    """Whether the check was approved, or came with a report, with the source as this left it."""


def parts(
    before: Entry | None, entries: Iterable[Entry], sources: Iterable[SourceEntry], corrected_by: Iterable[str]
) -> tuple[Part, ...]:
    """Everybody who had a part, in the order of their names.

    `before` is what was approved, None where nothing was; `entries` are those since then, `sources` all of the
    claim, `corrected_by` who corrected the passage since.
    """
    start = before or Entry("", None, None, "")
    since = tuple(entries)
    rated = _rated(start.said, [(e.by, e.said) for e in since]) | _rated(start.so, [(e.by, e.so) for e in since])
    did = (
        (Did.RATED, rated),
        (Did.WROTE, _wrote(start.rationale, since)),
        (Did.SOURCED, _attached(sources)),
        (Did.READ, set(corrected_by)),
    )
    return merged(Part(name, (each,)) for each, names in did for name in names)


def merged(given: Iterable[Part]) -> tuple[Part, ...]:
    """The parts with everybody in them once, in the order of their names."""
    did: dict[str, set[Did]] = {}
    for part in given:
        did.setdefault(part.by, set()).update(part.did)
    return tuple(Part(name, tuple(each for each in Did if each in did[name])) for name in sorted(did))


def of(check: CheckView) -> tuple[Part, ...]:
    """Who had a part in the check; where that is not known, whoever made its newest revision."""
    if check.parts or not check.by:
        return check.parts
    return (Part(check.by),)


def _rated(before: str | None, given: Iterable[tuple[str, str | None]]) -> set[str]:
    """Who gave the rating that stands, as far as it was given since."""
    now, who = before, dict[str | None, set[str]]()
    for by, key in given:
        if key != now:
            who.setdefault(key, set()).add(by)
            now = key
    return who.get(now, set()) if now is not None else set()


def _wrote(before: str, entries: Iterable[Entry]) -> set[str]:
    """Who wrote words of the rationale that stands, as far as they were written since."""
    now = before
    who: dict[str, frozenset[str]] = {"": frozenset(), before: frozenset()}
    for entry in entries:
        if entry.rationale != now:
            who.setdefault(entry.rationale, who[now] | {entry.by})
            now = entry.rationale
    return set(who[now])


def _attached(sources: Iterable[SourceEntry]) -> set[str]:
    """Who attached or changed a source that stands, or took one away that was not theirs alone, since."""
    whose: dict[int, list[SourceEntry]] = {}
    for entry in sources:
        whose.setdefault(entry.source, []).append(entry)
    found: set[str] = set()
    for made in whose.values():
        if not made[-1].removed:
            found |= {entry.by for entry in made if entry.since}
        elif made[-1].since and any(entry.by != made[-1].by or _vouched(entry) for entry in made):
            found.add(made[-1].by)
    return found


def _vouched(entry: SourceEntry) -> bool:
    return entry.approved and not entry.removed
