"""Tables for spaCy's rule lemmatizer: exceptions and known lemmas from the treebanks, endings from grammar.

A trained lemmatizer costs half as much time again as parsing; the tables cost next to nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from spacy.lookups import Lookups
from spacy.tokens import Doc

_DOUBLED = "bdfgklmnprtvz"


def _verb_endings() -> list[list[str]]:
    """Endings of verb forms and what replaces them, the surest first for verbs never seen."""
    rules = [["ied", "y"], ["ies", "y"], ["ying", "y"]]
    for ending in ("ed", "ing"):
        rules += [[f"{letter}{letter}{ending}", letter] for letter in _DOUBLED if letter not in "lfz"]
        rules += [[f"{tail}{ending}", f"{tail}e"] for tail in ("at", "iz", "v", "c", "dg", "us", "rg", "uc", "ur")]
        rules += [[ending, ""], [ending, "e"]]
        rules += [[f"{letter}{letter}{ending}", letter] for letter in "lfz"]
    rules += [["ches", "ch"], ["shes", "sh"], ["sses", "ss"], ["xes", "x"], ["zes", "ze"], ["oes", "o"]]
    return [*rules, ["s", ""], ["es", ""], ["es", "e"]]


RULES: dict[str, list[list[str]]] = {
    "verb": _verb_endings(),
    "aux": _verb_endings(),
    "noun": [
        ["ies", "y"],
        ["ches", "ch"],
        ["shes", "sh"],
        ["sses", "ss"],
        ["xes", "x"],
        ["oes", "o"],
        ["wives", "wife"],
        ["lives", "life"],
        ["men", "man"],
        ["s", ""],
        ["es", ""],
    ],
    "adj": [["iest", "y"], ["ier", "y"], ["est", ""], ["est", "e"], ["er", ""], ["er", "e"]],
    "adv": [["iest", "y"], ["ier", "y"], ["est", ""], ["er", ""]],
}


def lemma_tables(docs: Iterable[Doc]) -> Lookups:
    """The tables ``lemma_rules``, ``lemma_exc`` and ``lemma_index`` from documents with lemmas."""
    seen: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for doc in docs:
        for token in doc:
            if token.pos_ and not token.is_space and token.lemma_:
                seen[token.pos_.lower()][token.lower_.replace("’", "'")][token.lemma_] += 1
    index: dict[str, list[str]] = {}
    exceptions: dict[str, dict[str, list[str]]] = {}
    for pos, forms in seen.items():
        if pos in ("propn", "x", "sym", "punct", "num"):
            continue
        index[pos] = sorted({lemma for counts in forms.values() for lemma in counts if lemma.islower()})
        exceptions[pos] = {}
        for form, counts in forms.items():
            lemma, _ = counts.most_common(1)[0]
            if lemma != form or pos not in RULES or _changed(form, pos):
                for written in {form, form.replace("'", "’")}:
                    exceptions[pos][written] = [lemma]
    lookups = Lookups()
    lookups.add_table("lemma_rules", RULES)
    lookups.add_table("lemma_exc", exceptions)
    lookups.add_table("lemma_index", index)
    return lookups


def _changed(form: str, pos: str) -> bool:
    """Whether an ending rule would change a form that the treebanks leave as it is."""
    return any(form.endswith(old) for old, _ in RULES.get(pos, ()))
