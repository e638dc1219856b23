"""The tokenizer of en_saidso: spaCy's English one, its words cut where the treebanks cut them.

A word that is cut otherwise than in the treebank has no right head, so every such word costs the parse twice: its
own arc and those of its dependents. Each rule is one that the training parts of EWT, GUM and PUD follow, counted
there. The rules are written with the pipeline, so that loading it needs none of this.
"""

from __future__ import annotations

from typing import cast

from spacy.attrs import ORTH
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex

# fmt: off
PREFIXES = [
    "anti", "co", "counter", "cross", "e", "ex", "extra", "inter", "intra", "mid", "mini", "multi", "non", "over",
    "post", "pre", "pro", "re", "semi", "sub", "super", "ultra",
]
# fmt: on
"""Before a hyphen they are no words of their own: "pro-Beijing" is one word, "Beijing-backed" is three. All are
whole more often than parted there; a stem such as "vice" or "pan" is not."""
ABBREVIATIONS = ["al.", "approx.", "ca.", "Capt.", "Ft.", "Lt.", "Sat.", "Thurs.", "Tues.", "Wed."]
"""Written with their point as one word, which spaCy parts."""
_MERGED = {"lotta": 3, "outta": 3, "wanna": 3}
"""Two words written as one, and where the second begins."""
_WHOLE = ["and/or", "wed", "Wed", "id", "Id"]
"""Whole in spaCy's table, or parted by it as "we'd" and "I'd" without their apostrophes."""


def treebank_tokens(nlp: Language) -> None:
    """Make the tokenizer of ``nlp``, an English pipeline with spaCy's rules, cut words as the treebanks do."""
    tokenizer, defaults = cast(Tokenizer, nlp.tokenizer), nlp.Defaults
    # A plain hyphen joins a prefix to its stem. spaCy's rule for hyphens between letters is the one with "--".
    prefixed = "".join(rf"(?<!\b{_either_case(prefix)}(?=-))" for prefix in PREFIXES)
    infixes = [prefixed + each if "|--|" in each else each for each in map(str, defaults.infixes or [])]
    infixes += [
        prefixed + r"(?<=[A-Za-z])-(?=[0-9])",  # AK-47, but mid-2004
        r"(?<=[0-9])[–—](?=[0-9])",  # 1711–1776
        r"(?<=[0-9]:[0-9]{2})(?=[apAP]\.?[mM])",  # 6:30am
    ]
    prefixes = [each if each != "#" else "#(?![A-Za-z])" for each in defaults.prefixes or []]
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    tokenizer.prefix_search = compile_prefix_regex(prefixes).search
    rules = {form: parts for form, parts in tokenizer.rules.items() if form not in _WHOLE}
    rules |= {abbreviation: [{ORTH: abbreviation}] for abbreviation in ABBREVIATIONS}
    for word, cut in _MERGED.items():
        for form in (word, word.capitalize()):
            rules[form] = [{ORTH: form[:cut]}, {ORTH: form[cut:]}]
    for form, parts in list(rules.items()):
        if "'" in form:  # "don`t"
            backward = [{**part, ORTH: part[ORTH].replace("'", "`")} for part in parts]
            rules.setdefault(form.replace("'", "`"), backward)
    tokenizer.rules = rules


def _either_case(prefix: str) -> str:
    return f"[{prefix[0]}{prefix[0].upper()}]{prefix[1:]}"
