"""Scores of a pipeline against annotated documents.

Words are matched by their place in the text; a word the tokenizer splits differently counts as wrong. Parse
scores leave punctuation and white space out. Names count when both edges and the label agree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Token

Scores = dict[str, float]


def _place(token: Token) -> tuple[int, int]:
    return token.idx, token.idx + len(token)


def measure(nlp: Language, gold: Sequence[Doc]) -> Scores:
    """Percentages of what the pipeline has components for and the documents have annotation of.

    With a parser: tag, pos, morph, lemma, uas, las, sents (F). With names: p, r, names (F), F of each label.
    """
    parse: Counter[str] = Counter()
    names: Counter[str] = Counter()
    predicted = nlp.pipe([doc.text for doc in gold])
    for doc, truth in zip(predicted, gold, strict=True):
        if nlp.has_pipe("parser") and truth.has_annotation("DEP"):
            _parse(doc, truth, parse)
        if nlp.has_pipe("ner") and truth.has_annotation("ENT_IOB"):
            _names(doc, truth, names)
    scores: Scores = {}
    if parse["words"]:
        for key in ("tag", "pos", "morph", "lemma"):
            scores[key] = 100 * parse[key] / parse["words"]
        for key in ("uas", "las"):
            scores[key] = 100 * parse[key] / parse["arcs"]
        scores["sents"] = _f(parse["sents"], parse["sents guessed"], parse["sents true"])
    if names["true"] or names["guessed"]:
        scores["p"] = 100 * names["right"] / max(names["guessed"], 1)
        scores["r"] = 100 * names["right"] / max(names["true"], 1)
        scores["names"] = _f(names["right"], names["guessed"], names["true"])
        for label in sorted({key[6:] for key in names if key.startswith("true: ")}):
            scores[label] = _f(names[f"right: {label}"], names[f"guess: {label}"], names[f"true: {label}"])
    return scores


def _f(right: int, guessed: int, true: int) -> float:
    return 200 * right / (guessed + true) if guessed + true else 0.0


def _parse(doc: Doc, truth: Doc, counts: Counter[str]) -> None:
    by_place = {_place(token): token for token in doc}
    for token in truth:
        if token.is_space:
            continue
        guess = by_place.get(_place(token))
        arc = token.dep_ != "punct"
        counts["words"] += 1
        counts["arcs"] += arc
        if guess is None:
            continue
        counts["tag"] += guess.tag_ == token.tag_
        counts["pos"] += guess.pos_ == token.pos_
        counts["morph"] += guess.morph == token.morph
        counts["lemma"] += guess.lemma_.lower() == token.lemma_.lower()
        if arc and _place(guess.head) == _place(token.head):
            counts["uas"] += 1
            counts["las"] += guess.dep_ == token.dep_
    guessed = _sentences(doc)
    true = _sentences(truth)
    counts["sents"] += len(guessed & true)
    counts["sents guessed"] += len(guessed)
    counts["sents true"] += len(true)


def _sentences(doc: Doc) -> set[tuple[int, int]]:
    """Places of sentences by their first and last word that is not white space."""
    places: set[tuple[int, int]] = set()
    for sentence in doc.sents if doc.has_annotation("SENT_START") else ():
        words = [token for token in sentence if not token.is_space]
        if words:
            places.add((words[0].idx, words[-1].idx))
    return places


def _names(doc: Doc, truth: Doc, counts: Counter[str]) -> None:
    unknown = {i for token in truth if token.ent_iob == 0 for i in range(token.idx, token.idx + len(token))}
    true = {(entity.start_char, entity.end_char, entity.label_) for entity in truth.ents}
    guessed = {(entity.start_char, entity.end_char, entity.label_) for entity in doc.ents}
    guessed = {name for name in guessed if name in true or not unknown.intersection(range(name[0], name[1]))}
    counts["true"] += len(true)
    counts["guessed"] += len(guessed)
    counts["right"] += len(true & guessed)
    _by_label(true, counts, "true")
    _by_label(guessed, counts, "guess")
    _by_label(true & guessed, counts, "right")


def _by_label(names: Iterable[tuple[int, int, str]], counts: Counter[str], what: str) -> None:
    for _, _, label in names:
        counts[f"{what}: {label}"] += 1
