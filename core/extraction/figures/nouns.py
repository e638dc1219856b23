"""What a figure counts and what is said of it, read from the parse; without a parse the words' reading stays.

The number hangs from its noun, whatever stands between them ("52 newly released political prisoners"), or the noun
hangs from the number ("dozens of red and white cars", "14 of the prisoners"). A number alone takes the noun of the
figure before it where it goes on counting ("14 of them", "another 30").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.extraction.article import Article
from core.extraction.figures.amounts import Amount
from core.extraction.figures.counted import tells_when
from core.extraction.figures.exceptions import beyond_exception
from core.extraction.figures.measured import CONTAINERS, behind_mark, measured, of_apposed, of_put
from core.extraction.figures.numbers import compound_at, scales
from core.extraction.figures.rates import base_begins
from core.extraction.figures.spelled import NOUGHT, is_number_word, ordinal_base
from core.extraction.figures.statistics import is_statistic
from core.extraction.lexicon import table, word_set
from core.extraction.syntax import Syntax
from core.language.labels import SUBJECTS, Rel
from core.records import Form, Reading, UnitKind

_FARTHEST = 10
"""Words between a number and what it counts."""
_LETTING = frozenset({"let", "lets", "letting", "made", "makes", "making", "left", "kept", "keeps"})
_CHAIN = 6
_NOUNS = frozenset({"NOUN", "PROPN"})
_HANGS = frozenset({Rel.NUMMOD, Rel.AMOD, Rel.COMPOUND, Rel.DET, Rel.ADVMOD, Rel.NMOD, Rel.OTHER, Rel.FLAT})
_COUNTED_FORMS = frozenset(
    {Form.POINT, Form.RANGE, Form.ALTERNATIVES, Form.BOUND, Form.VAGUE, Form.ZERO, Form.ALL, Form.FRACTION}
)
_PARTITIVE = frozenset({"them", "those", "these", "whom", "which", "us"})
_WITHIN = frozenset({"or", "to", "and", "in", "out", "of", "even", "per", "a", "point"})
"""Words inside a number or range of numbers."""
_RESTS = frozenset({"another", "others", "other", "rest", "more"})


@dataclass(frozen=True, slots=True)
class Before:
    """What was told before a figure: `last` counted something, a bare subject goes on counting `whole`, and `near`
    was stated last, in the same sentence or just before."""

    last: Reading | None = None
    whole: Reading | None = None
    near: Reading | None = None


def with_noun(article: Article, amount: Amount, before: Before, limit: int) -> Amount:
    """The amount with its counted noun and predicate as parsed."""
    if is_statistic(amount.reading) or amount.reading.predicate is not None:
        return amount
    base = None if amount.reading.per is None else base_begins(article.words, amount.first, amount.beyond)
    if base is not None:  # the noun of the base is not what is counted
        own = _with_noun(article, replace(amount, beyond=base), before, base)
        return replace(own, beyond=amount.beyond)
    amount = _with_noun(article, amount, before, limit)
    return amount if article.syntax is None else of_put(article, article.syntax, amount)


def _with_noun(article: Article, amount: Amount, before: Before, limit: int) -> Amount:
    reading, tree = amount.reading, article.syntax
    if (
        tree is not None
        and reading.counted == "times"
        and article.words.lowers[amount.beyond - 1] in ("once", "twice")
    ):
        over = tree.head[amount.beyond - 1]  # "she voted against it twice"
        said = article.words.lowers[over] if tree.is_verb(over) else None
        return replace(amount, reading=replace(reading, predicate=said))
    if tree is None or ("-" in article.words.texts[amount.beyond - 1] and not _plain_count(article, amount)):
        return amount
    span = _number(article, amount)
    if span is None or reading.unit_kind is UnitKind.AGE:
        return amount
    top = _top(tree, *span)
    if not _counts(reading):
        return _with_predicate(article, tree, amount, _top(tree, amount.first, amount.beyond))
    amount = _without_verb(tree, amount, span)
    reading = amount.reading
    noun = _noun(article, tree, top, span, limit, parts=reading.unit_kind is not UnitKind.PERCENT)
    if noun is not None:
        amount = _named(article, tree, amount, span, noun, limit)
    elif reading.counted is None and (goes_on := _going_on(article, tree, amount, top, before)) is not None:
        amount = goes_on
    elif reading.counted is None and reading.unit_kind is UnitKind.COUNT:
        behind = behind_mark(article, tree, amount)
        if behind is not None:
            modifiers, noun = behind
            amount = replace(
                amount, reading=replace(reading, counted=article.words.texts[noun], modifiers=modifiers)
            )
        else:
            amount = measured(article, tree, amount, top, before.near)
            if amount.reading.predicate is not None:
                return amount  # said of what was stated before
    head = noun if noun is not None and tree.head[top] == noun else top
    return _with_predicate(article, tree, amount, head, noun)


def stands_for_somebody(article: Article, amount: Amount) -> bool:
    """Whether "one" is the subject of the verb right after it and counts nothing: "if one adds them up"."""
    tree, w = article.syntax, article.words
    k = amount.first
    if tree is None or w.lowers[k] != "one" or amount.beyond <= k or k + 1 >= len(w):
        return False
    return (
        tree.is_verb(k + 1)
        and tree.rel[k + 1] is not Rel.AMOD
        and tree.head[k] == k + 1
        and tree.rel[k] in SUBJECTS
    )


def _plain_count(article: Article, amount: Amount) -> bool:
    """Whether a hyphen at the amount's end is its noun's: "two non-disclosure agreements", not "three-year" and
    "two- or three-bedroom"."""
    last = amount.beyond - 1
    if amount.reading.unit_kind is not UnitKind.COUNT or last == amount.first:
        return False
    w = article.words
    spread = w.lowers[last - 1] in ("to", "or") and compound_at(w, last) is not None
    return w.texts[last - 1] not in "-‑" and not spread


def _without_verb(tree: Syntax, amount: Amount, span: tuple[int, int]) -> Amount:
    """The amount without a verb that the words alone took for its noun: "a crowd of 3,000 gathered"."""
    noun = amount.beyond - 1
    if amount.reading.counted is None or noun < span[1] or not tree.is_verb(noun) or tree.rel[noun] is Rel.AMOD:
        return amount
    first = span[1]
    if amount.reading.form is Form.ALL:
        first = max(first, beyond_exception(tree.words, amount))  # "all but two survived" keeps its "but two"
    beyond = noun
    while beyond > first and tree.word_class[beyond - 1] not in _NOUNS:
        beyond -= 1
    texts = [tree.words.texts[k] for k in range(first, beyond)]
    reading = replace(amount.reading, counted=texts[-1] if texts else None, modifiers=tuple(texts[:-1]))
    return replace(amount, beyond=beyond, reading=reading)


def _counts(reading: Reading) -> bool:
    if reading.form not in _COUNTED_FORMS:
        return False
    return reading.unit_kind is UnitKind.COUNT or (
        reading.unit_kind in (UnitKind.RATIO, UnitKind.PERCENT) and reading.form is not Form.MULTIPLE
    )


def _number(article: Article, amount: Amount) -> tuple[int, int] | None:
    """First word and beyond of the number itself within the amount."""
    w = article.words
    found = [k for k in range(amount.first, amount.beyond) if _is_number(w.texts[k], w.lowers[k])]
    if not found:
        return None
    end = found[0] + 1
    for k in found[1:]:
        if k - end > 2 or not all(w.lowers[n] in _WITHIN or w.is_mark(n) for n in range(end, k)):
            break
        end = k + 1
    return found[0], end


def _is_number(text: str, lower: str) -> bool:
    return (
        text[0].isdigit()
        or is_number_word(lower)
        or (lower in scales() and len(lower) > 2)
        or lower in table("numbers.toml")["vague"]
        or lower in NOUGHT
        or lower
        in (
            "no",
            "none",
            "neither",
            "every",
            "all",
            "tens",
            "few",
            "half",
            "%",
            "percent",
            "cent",
            "most",
            "majority",
        )
        or (lower.partition("-")[0] in word_set("units") and "-" in lower)
        or ordinal_base(lower) is not None
    )


def _top(tree: Syntax, first: int, beyond: int) -> int:
    """The word of the number from which the others hang."""
    for k in range(beyond - 1, first - 1, -1):
        if not first <= tree.head[k] < beyond or tree.head[k] == k:
            return k
    return beyond - 1


def _noun(
    article: Article, tree: Syntax, top: int, span: tuple[int, int], limit: int, *, parts: bool
) -> int | None:
    """The noun that the number hangs from, if `parts` allows for one, or the one it takes its part of."""
    over, rel = tree.head[top], tree.rel[top]
    if (
        parts
        and span[1] <= over < min(limit, span[1] + _FARTHEST)
        and rel in _HANGS
        and tree.word_class[over] in _NOUNS
        and not article.words.is_mark(over)
    ):
        return over if _clear(article, tree, span[1], over) else None
    for k in tree.children[top]:
        if k < span[1] or k >= min(limit, span[1] + _FARTHEST) or tree.rel[k] is not Rel.NMOD:
            continue
        if not any(article.words.lowers[c] == "of" for c in tree.children[k]):
            continue
        if tree.word_class[k] in _NOUNS and not _is_number(article.words.texts[k], article.words.lowers[k]):
            return k if _clear(article, tree, span[1], k) else None
    return None


def _clear(article: Article, tree: Syntax, first: int, noun: int) -> bool:
    """Whether nothing but a noun phrase stands between the number and its noun."""
    w = article.words
    for k in range(first, noun):
        if (w.texts[k][0].isdecimal() and not _names(article, k)) or is_number_word(w.lowers[k]):
            return False  # that is another figure's
        if tells_when(w, k):
            return False  # "had four this season"
        if tree.word_class[k] == "AUX" or (tree.word_class[k] == "VERB" and tree.form[k] in ("finite", "base")):
            return False
        if w.texts[k] in ".;:!?" or (w.texts[k] == "," and tree.word_class[k + 1] not in ("ADJ", "VERB")):
            return False
    return "\n" not in w.text[w.ends[first - 1] : w.starts[noun]]


def _names(article: Article, k: int) -> bool:
    """Whether digits are part of a name: "two new 640 Max vans", "Corran -14 tests"."""
    w = article.words
    return w.is_name(k + 1) or (w.texts[k - 1] in "-‑" and w.is_name(k - 2))


def _named(article: Article, tree: Syntax, amount: Amount, span: tuple[int, int], noun: int, limit: int) -> Amount:
    """The amount as far as its noun, with the words that qualify it."""
    w, reading = article.words, amount.reading
    if (reading.counted or "").startswith(f"{w.texts[noun]} "):
        return amount  # "60 Model 7s"
    start = span[1]
    while start < noun and (w.lowers[start] == "of" or w.is_mark(start) or tree.rel[start] is Rel.DET
                            or w.lowers[start] in word_set("wholes") or _unit_word(w.lowers[start])):  # fmt: skip
        start += 1
    modifiers = tuple(
        w.texts[k]
        for k in range(start, noun)
        if not w.is_mark(k)
        and tree.rel[k] not in (Rel.DET, Rel.CASE)
        and tree.word_class[k] != "PRON"
        and w.lowers[k] not in ("'s", "of")
        and not _is_hedge(w.lowers, k)
    )
    among = noun + 1 < amount.beyond and _is_number(w.texts[amount.beyond - 1], w.lowers[amount.beyond - 1])
    beyond = amount.beyond if among else noun + 1  # the noun of "one child in ten" stands among the numbers
    if beyond < span[1] or article.inside[noun] != article.inside[span[0]]:
        return amount
    return Amount(amount.first, beyond, replace(reading, counted=w.texts[noun], modifiers=modifiers))


def _is_hedge(lowers: Sequence[str], k: int) -> bool:
    """Whether word k belongs to "or more" and the like, which qualifies the number and no noun."""
    return lowers[k] == "or" or (k > 0 and lowers[k - 1] == "or" and lowers[k] in ("more", "fewer", "less", "so"))


def _unit_word(lower: str) -> bool:
    return lower in ("%", "percent", "per", "cent", "pc")


def _going_on(article: Article, tree: Syntax, amount: Amount, top: int, before: Before) -> Amount | None:
    """The amount with the noun that stands before it in its sentence, or that it goes on counting."""
    own = of_apposed(article, tree, amount, before.last)
    told = _told(article, tree, amount, top, before) if own is None else None
    if told is None:
        return own
    return replace(amount, reading=replace(amount.reading, counted=told.counted, modifiers=told.modifiers))


def _told(article: Article, tree: Syntax, amount: Amount, top: int, before: Before) -> Reading | None:
    """What a number without a noun goes on counting: "14 of them", "another 30", "Nine were hurt"."""
    if _goes_on(article, amount, top):
        return before.last
    subject = amount.reading.unit_kind is UnitKind.COUNT and amount.reading.change is None
    return before.whole if subject and tree.rel[top] in SUBJECTS and amount.reading.low != 1 else None


def _goes_on(article: Article, amount: Amount, top: int) -> bool:
    """Whether its words say that a number without a noun goes on counting: "14 of them", "another 30"."""
    w = article.words
    if amount.reading.unit_kind is not UnitKind.COUNT or amount.reading.change is not None:
        return False
    after = w.lowers[amount.beyond : amount.beyond + 2]
    if after[:1] == ["of"] and after[1:] and after[1] in _PARTITIVE:
        return True
    if w.lowers[max(0, amount.first - 2) : amount.first] == ["out", "of"]:
        return True
    before = w.lowers[amount.first] if amount.first < top else ""
    return before in _RESTS or after[:1] in (["others"], ["more"], ["fewer"])


def _with_predicate(article: Article, tree: Syntax, amount: Amount, head: int, noun: int | None = None) -> Amount:
    """What is said of what is counted: the verb it is subject or object of, or what a copula says of it."""
    said = _predicate(article, tree, head)
    if said is None and noun is not None:
        said = _clause(article, tree, noun)
    # A parse takes the sign of "rose +3%" for a verb, and the "bar" of "all bar three".
    if said is None or not said[0].isalpha() or said in word_set("excepts"):
        return amount
    return replace(amount, reading=replace(amount.reading, predicate=said))


def _predicate(article: Article, tree: Syntax, head: int) -> str | None:
    w, i = article.words, head
    for _ in range(_CHAIN):
        rel, over = tree.rel[i], tree.head[i]
        if rel in SUBJECTS or rel is Rel.OBJECT or rel is Rel.OBLIQUE:
            if tree.is_verb(over) and tree.child(over, Rel.COPULA) is None:
                if w.lowers[over] in ("is", "was", "were", "are", "be"):
                    return _clause(article, tree, i)
                return _whole_verb(article, tree, over)
            return _copular(article, tree, over) if rel in SUBJECTS and over > i else _clause(article, tree, head)
        when = rel is Rel.NUMMOD and i + 1 < len(w) and tells_when(w, i + 1)  # "four this season"
        if rel in (Rel.CONJ, Rel.APPOS) or (rel is Rel.NMOD and w.lowers[over] in CONTAINERS) or when:
            i = over
            continue
        break
    return _clause(article, tree, head)


def _whole_verb(article: Article, tree: Syntax, verb: int) -> str:
    """The verb; of one that only lets or makes something happen, with what happens: "let go", "made to leave"."""
    w = article.words
    happens = tree.child(verb, Rel.XCOMP) if w.lowers[verb] in _LETTING else None
    if happens is None or happens < verb:
        return w.lowers[verb]
    lead = "to " if happens > 0 and w.lowers[happens - 1] == "to" else ""
    return f"{w.lowers[verb]} {lead}{w.lowers[happens]}"


def _copular(article: Article, tree: Syntax, over: int) -> str:
    """What a copula says, with its preposition: "were beyond repair"."""
    lead = [k for k in tree.children[over] if tree.rel[k] is Rel.CASE and over - 3 < k < over]
    return " ".join(article.words.lowers[k] for k in (*lead, over))


def _clause(article: Article, tree: Syntax, head: int) -> str | None:
    """The verb of a clause that qualifies the noun: "prisoners held in the north", "people who died"."""
    for k in tree.children[head]:
        if k > head and tree.rel[k] in (Rel.RELCL, Rel.ACL) and tree.is_verb(k):
            return article.words.lowers[k]
    return None
