"""Numbers that are ages without a word for years: "Hara Moss, 65,", "aged 12", "my mother is 81"."""

from __future__ import annotations

from decimal import Decimal

from core.extraction.article import Article
from core.extraction.figures.counted import is_plural
from core.extraction.figures.spelled import is_number_word
from core.extraction.lexicon import listed, people, word_set, words
from core.extraction.speakers.people import Directory
from core.language.text import Words
from core.records import Figure, Form, Reading, SpeakerKind, UnitKind

_OLDEST = 120
_AGED = frozenset({"aged", "age", "ages"})
_BOUNDS = frozenset({"under", "over", "below", "above"})
_SOMEBODY = frozenset({"someone", "somebody", "anyone", "anybody", "everyone", "those", "them", "whom"})
_FROM = frozenset({"between", "from"})
_LISTED = frozenset({",", "and", "or"})
_BE = frozenset({"is", "was", "am", "turned", "turns", "'s"})
_CLOSES = frozenset({",", ".", ")", ";", "–", "—"})
_YOUNG = frozenset({"child", "baby", "toddler", "teen", "footballer", "champion"})
_BEYOND_ONESELF = frozenset({"he", "she", "who", "i"})
_CLOCK = 12
"""Up to which a number behind "at" may be an hour: "died at 5"."""
_SPOUSE = 3
"""Words of the name of whom somebody married, between the verb and "at"."""
_NAME = 5
"""Words of a name that are looked back over."""


def is_age(w: Words, first: int, beyond: int, value: Decimal, written: str, limit: int) -> bool:
    """Whether the bare number in words `first`..`beyond` is somebody's age; `written` as in `numbers.Number`.

    "Hara Moss, 65, said", "the striker, 22, said", "aged 12", "life expectancy is around 73", "she was 35 when",
    "my mother is 81 and".
    """
    if not _can_be(value) or first < 1:
        return False
    before = w.lowers[max(0, first - 8) : first]
    if len(before) > 1 and before[-1] in _BOUNDS and _is_said_of_people(w, first, beyond, before[-2], limit):
        return True
    if before[-1] == "(" and w.texts[beyond : beyond + 1] == [")"]:
        before = before[:-1] or before  # "their average age (63)"
    if len(before) > 1 and before[-1] in _FROM:  # "aged between 19 and 57", "ranged in age from 19 to 57"
        before = before[:-1]
        return before[-1] in _AGED
    if before[-1] in _AGED or before[-2:] in (["age", "of"], ["ages", "of"]) or "expectancy" in before:
        return True
    if _is_of_somebody(w, first, value, written) and _ends(w, beyond, limit):
        return True
    if _is_beside_somebody(w, first, beyond):
        return True
    if value > _CLOCK and _is_at_age(w, first, beyond) and _ends_at_age(w, beyond, limit):
        return True
    between_commas = w.texts[first - 1] == "," and w.texts[beyond : beyond + 1] in ([","], ["."], [")"])
    return written == "digits" and first > 1 and between_commas and w.is_name(first - 2) and beyond == first + 1


def _is_beside_somebody(w: Words, first: int, beyond: int) -> bool:
    """ "the striker, 22, said", "a farmer (58)", "the father of two, 40,", "eviction of widow, 90": between commas
    or brackets, or at the end of a line, behind somebody's role."""
    mark = first - 1 - (w.lowers[first - 1] == "now")
    if beyond != first + 1 or mark < 1 or w.texts[mark] not in (",", "("):
        return False
    ends = beyond >= len(w) or w.texts[beyond] in _CLOSES
    if not ends and "\n" not in w.text[w.ends[beyond - 1] : w.starts[beyond]]:
        return False
    noun = w.lowers[mark - 1]
    if is_number_word(noun) and mark > 2 and w.lowers[mark - 2] == "of":
        noun = w.lowers[mark - 3]
    known = people()
    return (noun in known.roles or noun in listed("persons") or noun in _YOUNG) and noun not in known.bodies


def _is_at_age(w: Words, first: int, beyond: int) -> bool:
    """ "died at 88", "left home at just seventeen", "married Bo Wiik at 22", "At 16 she won": behind the verb of
    an event of a life, or before what somebody did; not "sold at 88", "the engine died at 88",
    "At 45, she said"."""
    at = first - 1
    while at > 0 and w.lowers[at] in word_set("before_age"):
        at -= 1
    if w.lowers[at] != "at":
        return False
    opens = w.texts[at] == "At" or (at > 0 and (w.is_mark(at - 1) or w.lowers[at - 1] in words("conjunctions")))
    k = beyond + (w.texts[beyond : beyond + 1] == [","])
    if opens and w.lowers[k : k + 1] in (["he"], ["she"]):
        return not (set(w.lowers[k + 1 : k + 3]) & word_set("tells"))
    verb = at - 1
    if (
        verb > 0
        and w.lowers[verb] in ("home", "school")
        and w.lowers[verb - 1] in ("left", "leaves", "leave", "leaving")
    ):
        return not _is_done_by_thing(w, verb - 1)
    while verb > max(0, at - 1 - _SPOUSE) and w.is_name(verb):
        verb -= 1
    return verb >= 0 and w.lowers[verb] in word_set("events_of_life") and not _is_done_by_thing(w, verb)


def _is_done_by_thing(w: Words, verb: int) -> bool:
    """Whether what stands right before the verb, and its auxiliaries, is a noun of no person: "the old engine"."""
    k = verb - 1
    while k > 0 and w.lowers[k] in words("auxiliaries"):
        k -= 1
    if k < 0 or w.is_mark(k) or w.is_name(k) or not set(w.lowers[max(0, k - 2) : k]) & words("determiners"):
        return False
    noun = w.lowers[k]
    known = people()
    return not ({noun, noun.removesuffix("s")} & known.roles or noun in known.counted or noun in listed("persons")
                or noun in _YOUNG or noun in words("subjects"))  # fmt: skip


def _ends_at_age(w: Words, beyond: int, limit: int) -> bool:
    """Whether nothing that could be counted follows an age behind "at": also "he" and "she", and a preposition."""
    if _ends(w, beyond, limit) or w.lowers[beyond] in ("he", "she"):
        return True
    if w.lowers[beyond] == "of":  # "died at 88 of a stroke"
        return w.lowers[beyond + 1 : beyond + 2] in (["a"], ["an"])
    return w.lowers[beyond] in words("prepositions") and w.lowers[beyond] not in ("per", "to")


def goes_on(w: Words, first: int, beyond: int) -> bool:
    """Whether the bare number at word `beyond` goes on a list of ages, of which one stands at word `first`.

    "aged six and nine", "aged 6, 9 and 12".
    """
    k = first
    while k and (w.lowers[k - 1] in _LISTED or w.texts[k - 1].isdecimal() or is_number_word(w.lowers[k - 1])):
        k -= 1
    return k > 0 and w.lowers[k - 1] in _AGED and set(w.lowers[first + 1 : beyond]) <= _LISTED


def of_named(article: Article, directory: Directory, figure: Figure) -> Figure:
    """The figure as an age where it is all that is said of a person by name: "Wiik is 47 and lives in Dell"."""
    w, reading = article.words, figure.reading
    bare = reading.unit_kind is UnitKind.COUNT and reading.form is Form.POINT and reading.counted is None
    if not bare or reading.low is None or not _can_be(reading.low):
        return figure
    first, beyond = w.at(figure.pieces[0][0]), w.at(figure.pieces[-1][1])
    if beyond - first != 1 or first < 2 or w.lowers[first - 1] not in _BE or not _ends(w, beyond, len(w)):
        return figure
    named = directory.named(max(0, first - 1 - _NAME), first - 1)
    known = bool(named) and named[-1][1] == first - 1 and named[-1][2].kind is SpeakerKind.PERSON
    if not known and not _is_named_on(article, first, beyond):
        return figure
    age = Reading(reading.low, reading.high, unit_kind=UnitKind.AGE, unit="year")
    return Figure(figure.pieces, age, figure.mention, figure.speaker, figure.score)


def _is_named_on(article: Article, first: int, beyond: int) -> bool:
    """ "Wiik is 81, though she looks younger": a name before, of which nothing else is told, and "he" or "she" in
    the clause behind; not "Turnout was 38, she said"."""
    w, tree = article.words, article.syntax
    if tree is None or tree.word_class[first - 2] != "PROPN":
        return False
    k = beyond + (w.texts[beyond : beyond + 1] == [","])
    return k + 1 < len(w) and w.lowers[k] in words("conjunctions") and w.lowers[k + 1] in ("he", "she")


def _is_said_of_people(w: Words, first: int, beyond: int, noun: str, limit: int) -> bool:
    """ "someone under 18", "tenants under 30 share", "pupils aged under five"; not "people over 40 homes"."""
    if beyond < limit and is_plural(w.lowers[beyond]):
        return False
    if noun in _AGED or noun in _SOMEBODY:
        return True
    people_ = noun in people().counted or noun.removesuffix("s") in people().roles
    return people_ and w.lowers[first - 1] in ("under", "over")


def _can_be(value: Decimal) -> bool:
    return value == value.to_integral_value() and 0 < value < _OLDEST


def _is_of_somebody(w: Words, first: int, value: Decimal, written: str) -> bool:
    """ "she was", "who turned", "he will be", "I'm", "my mother is" right before the number."""
    before = w.lowers[max(0, first - 3) : first]
    if before[-1] == "i'm" or before[-2:-1] == ["i"]:
        return written == "digits" and before[-1] in (*_BE, "i'm")
    if before[-2:-1] and before[-2] in _BEYOND_ONESELF:
        return before[-1] in _BE and (before[-1] != "'s" or written == "digits")
    if before[:1] in (["he"], ["she"]) and before[1:] == ["will", "be"]:
        return True
    somebody = before[-2:-1] and before[-2] in people().roles and (written == "digits" or value > 1)
    return bool(somebody) and before[-1] in _BE and before[0] in words("determiners")


def _ends(w: Words, beyond: int, limit: int) -> bool:
    """Whether nothing that could be counted follows."""
    if beyond >= limit or w.lowers[beyond] in word_set("after_age"):
        return True
    feet = (
        w.texts[beyond] in "'’′\"" and beyond + 1 < len(w) and w.texts[beyond + 1][0].isdigit()
    )  # "is 6'3\" tall"
    return w.is_mark(beyond) and w.texts[beyond] not in "-‑–%/" and not feet
