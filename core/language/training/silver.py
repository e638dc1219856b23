"""Texts without a parse, annotated by the teacher: training text of the pipeline beside the treebanks.

The project's articles and the corpora that hold names only get tags, morphology, heads and relations; where their
names are not annotated (see ``partial.py``) the teacher's fill the gap. A stretch of text with a sentence for
which the teacher finds no tree is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

from core.language.training.sentences import Reading

Read = Callable[[Sequence[list[str]]], list[Reading]]
_LONGEST = 110
"""Words of a sentence beyond which the teacher is not asked."""
_BATCH = 16


def silver(docs: Iterable[Doc], segment: Language, read: Read, longest: int = 75) -> Iterator[Doc]:
    """Copies of ``docs`` with the teacher's annotation: stretches of sentences, about ``longest`` words each.

    ``segment`` is a pipeline whose sentence bounds are taken; ``read`` is asked for many sentences at once.
    """
    for doc in docs:
        bounds = _sentences(doc, segment)
        readings = _readings(doc, bounds, read)
        stretch: list[tuple[int, int]] = []
        for number, (start, end) in enumerate(bounds):
            stretch.append((start, end))
            full = end - stretch[0][0] >= longest
            if full or number == len(bounds) - 1:
                if all(readings.get(one) for one in stretch):
                    yield _annotated(doc, stretch, readings)
                stretch = []


def _sentences(doc: Doc, segment: Language) -> list[tuple[int, int]]:
    """Sentences as words (first, beyond); white space goes with the sentence before it."""
    parsed = Doc(segment.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc])
    for _, pipe in segment.pipeline:
        parsed = pipe(parsed)
    starts = [sentence.start for sentence in parsed.sents]
    return list(zip(starts, [*starts[1:], len(doc)], strict=True))


def _readings(
    doc: Doc, bounds: list[tuple[int, int]], read: Read
) -> dict[tuple[int, int], dict[int, tuple[Reading, int]]]:
    """By sentence: each word's reading and its place in it; sentences without a tree are not there."""
    asked = []
    for start, end in bounds:
        words = [token.i for token in doc[start:end] if not token.is_space]
        if words and len(words) <= _LONGEST:
            asked.append(((start, end), words))
    asked.sort(key=lambda one: len(one[1]))
    found: dict[tuple[int, int], dict[int, tuple[Reading, int]]] = {}
    for i in range(0, len(asked), _BATCH):
        part = asked[i : i + _BATCH]
        for (place, words), reading in zip(
            part, read([[doc[k].text for k in words] for _, words in part]), strict=True
        ):
            if reading.whole:
                found[place] = {word: (reading, number) for number, word in enumerate(words)}
    return found


def _annotated(
    doc: Doc, stretch: list[tuple[int, int]], readings: dict[tuple[int, int], dict[int, tuple[Reading, int]]]
) -> Doc:
    first, beyond = stretch[0][0], stretch[-1][1]
    while beyond > first and doc[beyond - 1].is_space:
        beyond -= 1
    known: dict[int, tuple[Reading, int]] = {}
    for one in stretch:
        known.update(readings[one])
    order = {one: sorted(readings[one]) for one in stretch}
    places = {word: order[one] for one in stretch for word in order[one]}
    tokens = doc[first:beyond]
    tags, pos, morphs, heads, deps = [], [], [], [], []
    for token in tokens:
        if token.i not in known:
            tags.append("_SP")
            pos.append("SPACE")
            morphs.append("")
            heads.append(max(token.i - 1 - first, 0))
            deps.append("dep")
            continue
        reading, number = known[token.i]
        part, _, features = reading.morphs[number].partition("|")
        tags.append(reading.tags[number])
        pos.append(part)
        morphs.append(features)
        heads.append(places[token.i][reading.heads[number]] - first)
        deps.append(reading.relations[number])
    starts = {start for start, _ in stretch}
    copy = Doc(
        doc.vocab,
        words=[token.text for token in tokens],
        spaces=[bool(token.whitespace_) for token in tokens],
        tags=tags,
        pos=pos,
        morphs=morphs,
        heads=heads,
        deps=deps,
        sent_starts=[token.i in starts for token in tokens],
    )
    spans = [
        Span(copy, e.start - first, e.end - first, e.label) for e in doc.ents if first <= e.start < e.end <= beyond
    ]
    taken = {i for span in spans for i in range(span.start, span.end)}
    unknown = {token.i - first for token in tokens if token.ent_iob == 0}
    spans += [span for span in _guessed(copy, first, known) if unknown.issuperset(range(span.start, span.end))
              and not taken.intersection(range(span.start, span.end))]  # fmt: skip
    copy.set_ents(sorted(spans, key=lambda span: span.start), default="outside")
    return copy


def _guessed(copy: Doc, first: int, known: dict[int, tuple[Reading, int]]) -> Iterator[Span]:
    """The teacher's names."""
    start, label = -1, ""
    for i in range(len(copy) + 1):
        found = known.get(i + first)
        name = found[0].names[found[1]] if found is not None and i < len(copy) else "O"
        if start >= 0 and name != f"I-{label}":
            yield Span(copy, start, i, label)
            start = -1
        if name != "O" and start < 0:
            start, label = i, name[2:]
