"""What a bare number is the size of, where no noun hangs with it: "put the figure at 17", "a crowd of 300", "put
losses at £4m", "raised the number of inspectors from 22 to 40", "the ministry says 9 million".
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from core.extraction.article import Article
from core.extraction.figures.amounts import Amount
from core.extraction.figures.counted import counted_after
from core.extraction.figures.hedging import change_words
from core.extraction.figures.tallies import apposed, counts_otherwise, is_noun, qualifying, tallied
from core.extraction.lexicon import word_set
from core.extraction.syntax import Syntax
from core.language.labels import Rel
from core.language.text import Words
from core.records import Form, NumberChange, Reading, UnitKind

CONTAINERS = frozenset({"number", "total", "group", "handful", "pair", "series", "list", "set", "majority"})
"""Nouns behind which the counted one stands: "a total of 52 prisoners", "the number of prisoners rose to 52"."""
_CHAIN = 6
"""Steps up the tree to the verb of a number."""
_NOUNS = frozenset({"NOUN", "PROPN"})
_QUOTES = frozenset("“”‘’\"'")
_HAVE = frozenset({"has", "have", "had", "having"})
"""Verbs whose subject has the size: "Dell had the most, at 300"."""
_BEHIND = 8
"""Words behind a quotation mark among which the noun of a quoted number stands."""
_PUT = 9
"""Words between "put" and the number that something is put at."""
_OF = frozenset({"of", "from", "for"})
"""Prepositions within what is put at a number; "put the pan on the stove at 9" tells the time."""
_SIZED = frozenset({UnitKind.COUNT, UnitKind.CURRENCY, UnitKind.PHYSICAL})
_FAR = 20
"""Times as much, or as little, beyond which a number is not said of the same thing."""


def behind_mark(article: Article, tree: Syntax, amount: Amount) -> tuple[tuple[str, ...], int] | None:
    """Modifiers and place of the noun that a number in quotation marks counts behind them: "“some 300” houses"."""
    w, mark = article.words, amount.beyond
    if mark + 1 >= len(w) or w.texts[mark] not in _QUOTES or article.inside[mark - 1] < 0:
        return None
    if article.inside[mark + 1] == article.inside[mark - 1]:
        return None
    found = counted_after(w, mark + 1, min(len(w), mark + _BEHIND), plural=amount.reading.high != 1)
    if found is None or tree.word_class[found[2] - 1] != "NOUN" or w.is_name(found[2] - 1):
        return None
    return found[0], found[2] - 1


def measured(article: Article, tree: Syntax, amount: Amount, top: int, near: Reading | None) -> Amount:
    """The amount with what its bare number, headed by word `top`, is the size of; `near` was stated before it."""
    tally = tallied(article, tree, amount.first)
    if tally is not None:
        return _of_noun(article, tree, amount, tally)
    moved = _moved_by(article.words, amount)
    if moved is not None:
        return _as(replace(amount, reading=replace(amount.reading, change=moved)), near)
    return _measured(article, tree, amount, top, near)


def _measured(article: Article, tree: Syntax, amount: Amount, top: int, near: Reading | None) -> Amount:
    w, reading = article.words, amount.reading
    first = amount.first - (amount.first > 0 and w.texts[amount.first - 1] in _QUOTES)
    noun: int | None = None
    over = tree.head[top]
    if (
        tree.rel[top] is Rel.CONJ
        and tree.word_class[over] in _NOUNS
        and over == top - 2
        and w.lowers[top - 1] == "or"
    ):
        noun = over
    elif amount.first > 1 and w.lowers[amount.first - 1] == "of" and tree.word_class[amount.first - 2] in _NOUNS:
        if not _is_size(article, tree, amount.first - 2):
            return _as(amount, near) if near is not None and _is_part(reading, near) else amount
        noun = amount.first - 2
    else:
        gives = _sized(article, tree, reading, first, top)
        if gives is None and _is_all_they_say(article, tree, amount, top):
            return _as(amount, near, whole=True)
        of_noun = None if gives is None or w.lowers[gives] != "numbers" else tree.child(gives, Rel.COMPOUND)
        if of_noun is not None:
            noun = of_noun  # "passenger numbers"
        elif gives is not None and w.lowers[gives] in word_set("measures"):
            return _of_measure(article, tree, amount, gives, near)
        elif gives is not None and tree.word_class[gives] in _NOUNS:
            noun = gives
    return (
        amount
        if noun is None
        else replace(amount, reading=replace(reading, counted=_name_of(article, tree, noun)))
    )


def _of_measure(article: Article, tree: Syntax, amount: Amount, gives: int, near: Reading | None) -> Amount:
    """The amount as one of what a tally at word `gives` is of: its own noun, or what was stated before."""
    noun = _behind(article, tree, gives)
    if noun is None and counts_otherwise(article, tree, gives, near):
        return _of_noun(article, tree, amount, gives)
    if noun is None and (told := _as(amount, near)) is not amount:
        return told
    if noun is None and article.words.lowers[gives] in word_set("sizes"):
        noun = gives  # "the toll rose to 87"
    counted = None if noun is None else _name_of(article, tree, noun)
    return amount if noun is None else replace(amount, reading=replace(amount.reading, counted=counted))


def _of_noun(article: Article, tree: Syntax, amount: Amount, noun: int) -> Amount:
    """The amount as one of what stands before it, with what qualifies that."""
    counted, modifiers = _name_of(article, tree, noun), qualifying(article, tree, noun)
    return replace(amount, reading=replace(amount.reading, counted=counted, modifiers=modifiers))


def of_apposed(article: Article, tree: Syntax, amount: Amount, last: Reading | None) -> Amount | None:
    """The amount as one of what stands before it and its comma, "the stairs, all 142 of them", unless as many were
    counted before."""
    noun = apposed(article, tree, amount)
    if last is not None and last.low == amount.reading.low:
        return None  # "300 men in two camps, all 300 of them unpaid"
    return None if noun is None else _of_noun(article, tree, amount, noun)


def _name_of(article: Article, tree: Syntax, noun: int) -> str:
    """The noun as it is written within a sentence: "sales" of "Sales rose to 52"."""
    w = article.words
    opens = noun == 0 or w.is_mark(noun - 1) or "\n" in w.text[w.ends[noun - 1] : w.starts[noun]]
    return (
        w.lowers[noun]
        if opens and tree.word_class[noun] == "NOUN" and w.texts[noun][1:].islower()
        else w.texts[noun]
    )


def _sized(article: Article, tree: Syntax, reading: Reading, first: int, top: int) -> int | None:
    """The noun whose size the number is said to be: what moves to it, is put at it, or is it."""
    w = article.words
    level = first > 1 and w.lowers[first - 1] == "at"
    moves = reading.change is not None and reading.change.kind in ("to", "from")
    if tree.child(top, Rel.COPULA) is not None:
        subject = tree.own_subject(top)
        return subject if subject is not None and w.lowers[subject] in word_set("measures") else None
    if not (moves or level):
        return None
    i = top
    for _ in range(_CHAIN):
        if tree.is_verb(i) or tree.own_subject(i) is not None:
            break  # "was up at 96": a copula's adjective has the subject too
        i = tree.head[i]
    thing = tree.child(i, Rel.OBJECT) if tree.is_verb(i) else None
    if thing is not None and thing < first and tree.child(thing, Rel.NUMMOD) is None and w.lowers[i] not in _HAVE:
        return thing if moves or w.lowers[i] in word_set("puts_at") else None  # "left school at 16"
    subject = tree.subject(i)
    if subject is None or (tree.rel[i] is Rel.XCOMP and subject != tree.own_subject(i)):
        return None if tree.child(i, Rel.OBJECT) is not None else subject
    return subject if article.inside[subject] == article.inside[top] else None


def _behind(article: Article, tree: Syntax, noun: int) -> int | None:
    """What "the number of" and the like count; None where it was said before."""
    if article.words.lowers[noun + 1 : noun + 2] != ["of"]:
        return None
    for k in tree.children[noun]:
        if k > noun and tree.rel[k] in (Rel.NMOD, Rel.ACL):
            adjective = tree.word_class[k] == "ADJ"  # "the number of dead"
            return k if adjective or is_noun(article, tree, k) else None
    return None


def _is_size(article: Article, tree: Syntax, noun: int) -> bool:
    """Whether a number behind "of" is the noun's size: "a crowd of 300", "the limit of 15"; not "blood of 39"."""
    w = article.words
    single = w.lowers[noun].removesuffix("s")
    if single in word_set("sizes") or single in CONTAINERS:
        return True
    lead = [w.lowers[k] for k in tree.children[noun] if k < noun and tree.rel[k] in (Rel.DET, Rel.POSS)]
    return lead in (["a"], ["an"])


def _moved_by(w: Words, amount: Amount) -> NumberChange | None:
    """The change that a count behind "of" is the size of: "an increase of 12"."""
    noun = w.lowers[amount.first - 2] if amount.first > 1 else ""
    if noun not in word_set("counted_changes") or w.lowers[amount.first - 1] != "of":
        return None
    return NumberChange(change_words()[noun][0], "by")


def _is_part(reading: Reading, near: Reading) -> bool:
    return (
        reading.high is not None and near.low is not None and near.counted is not None and reading.high < near.low
    )


def _is_all_they_say(article: Article, tree: Syntax, amount: Amount, top: int) -> bool:
    """ "The ministry says 9 million.": the number is all that is said, of what was stated just before."""
    w = article.words
    ends = amount.beyond >= len(w) or w.texts[amount.beyond] in ".;,"
    alone = amount.beyond - amount.first > 1 or (amount.reading.low or 0) >= 10
    before = w.lowers[amount.first - 1] if amount.first else ""
    return ends and alone and before in word_set("says_number") and tree.head[top] == amount.first - 1


def _as(amount: Amount, near: Reading | None, *, whole: bool = False) -> Amount:
    """The amount as one of what was stated just before; of a `whole` statement the unit as well."""
    reading = amount.reading
    if near is None or near.form in (Form.DATE, Form.ORDINAL, Form.SUPERLATIVE) or not _alike(reading, near):
        return amount
    if near.unit_kind is UnitKind.COUNT and near.counted is not None:
        counted, modifiers, said = near.counted, near.modifiers, near.predicate
        return replace(amount, reading=replace(reading, counted=counted, modifiers=modifiers, predicate=said))
    if whole and near.unit_kind in (UnitKind.CURRENCY, UnitKind.PHYSICAL):
        return replace(amount, reading=replace(reading, unit_kind=near.unit_kind, unit=near.unit))
    return amount


def _alike(a: Reading, b: Reading) -> bool:
    """Whether two numbers are near enough in size to be said of one thing."""
    one, other = a.high or a.low, b.high or b.low
    if not one or not other or one < 0 or other < 0:
        return False
    return Decimal(1) / _FAR <= one / other <= _FAR


def of_put(article: Article, tree: Syntax, amount: Amount) -> Amount:
    """The amount as one of what is put at it: "put the death toll at 31" counts it, "put losses at £4m" losses.

    That somebody puts it there, or says it, is no word about what is counted.
    """
    w, reading = article.words, amount.reading
    if reading.unit_kind not in _SIZED or reading.change is not None:
        return amount
    tally = tallied(article, tree, amount.first)
    noun = _put_at(article, tree, amount.first) if tally is None else tally
    said = reading.predicate
    if tally is not None and said == w.lowers[tally]:
        said = None  # "the number of missing at 60": nothing is said of them
    if said in word_set("says_number") and w.lowers[amount.first - 1 : amount.first] == [said]:
        said = None
    if noun is not None:
        said = None if said in word_set("puts_number") else said
        if reading.counted is None and reading.unit_kind is not UnitKind.COUNT:
            reading = replace(reading, counted=w.texts[noun])
        if reading.counted == w.texts[noun] and not reading.modifiers:
            reading = replace(reading, modifiers=qualifying(article, tree, noun))
    return replace(amount, reading=replace(reading, predicate=said))


def _put_at(article: Article, tree: Syntax, first: int) -> int | None:
    """The noun between a verb like "put" and the "at" right before the number; None where something else is."""
    w = article.words
    at = first - 1 - (first > 0 and w.texts[first - 1] in _QUOTES)
    if at < 1 or w.lowers[at] != "at":
        return None
    noun: int | None = at - 1
    for k in range(at - 1, max(-1, at - _PUT), -1):
        if w.lowers[k] in word_set("puts_number"):
            found = noun if noun is not None and noun > k and tree.word_class[noun] == "NOUN" else None
            return found if found is not None and tree.child(found, Rel.NUMMOD) is None else None
        if w.is_mark(k) or tree.word_class[k] == "VERB" or article.inside[k] != article.inside[at]:
            return None
        if tree.word_class[k] == "ADP":
            if w.lowers[k] not in _OF:
                return None
            noun = k - 1
    return None
