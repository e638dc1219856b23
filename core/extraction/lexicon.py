"""The word lists of `resources/lexicon`, read once: cue verbs in all forms, roles, names, closed classes."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

import resources

FILES = ("cues.toml", "given.toml", "grammar.toml", "numbers.toml", "people.toml", "speakers.toml")
"""The lexicon files; the rules fingerprint covers them."""

_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Cue:
    """One form of a reporting verb. `form`: base, s, past, participle, ing; `particle` follows a two-word verb."""

    lemma: str
    form: str
    constructions: frozenset[str]
    weight: float
    thought: bool
    particle: tuple[str, ...] = ()


@cache
def table(name: str) -> dict[str, Any]:
    """The parsed TOML file `name` of the lexicon."""
    return tomllib.loads(resources.path("lexicon", name).read_text(encoding="utf-8"))


@cache
def words(name: str) -> frozenset[str]:
    """A closed class of `grammar.toml`."""
    return frozenset(table("grammar.toml")[name])


_LEAST_ADVERB = 5
"""Letters of a word that ends in -ly and is an adverb."""


@cache
def is_adverb(lower: str) -> bool:
    """Whether a word in small letters can stand as an adverb beside a verb: "also", "flatly".

    Not "family", and not "Molly": given names and nouns end in -ly too.
    """
    return ends_as_adverb(lower) or lower in words("adverbs")


@cache
def ends_as_adverb(lower: str) -> bool:
    """Whether a word in small letters ends in -ly and is no noun, adjective or given name that does so too."""
    ends = len(lower) >= _LEAST_ADVERB and lower.endswith("ly")
    return ends and lower not in words("not_adverbs") and lower not in people().genders


@cache
def word_set(name: str) -> frozenset[str]:
    """A set of `numbers.toml`, which the rules for figures rest on."""
    return frozenset(table("numbers.toml")["sets"][name].split())


@cache
def listed(name: str) -> frozenset[str]:
    """A list of `speakers.toml`."""
    return frozenset(table("speakers.toml")[name].split())


@cache
def cue_forms() -> dict[str, tuple[Cue, ...]]:
    """Every form of every cue verb (its first word, lower case) with its readings, longest particle first."""
    data = table("cues.toml")
    merged: dict[str, tuple[frozenset[str], float, bool]] = {}
    for group in data["group"]:
        for verb in group["verbs"]:
            constructions, weight, thought = merged.get(verb, (frozenset(), 0.0, True))
            merged[verb] = (
                constructions | frozenset(group["constructions"]),
                max(weight, group["weight"]),
                thought and group.get("thought", False),
            )
    out: dict[str, list[Cue]] = {}
    for verb, (constructions, weight, thought) in merged.items():
        head, *particle = verb.split()
        for word, form in forms(head, data["irregular"].get(head)):
            out.setdefault(word, []).append(Cue(verb, form, constructions, weight, thought, tuple(particle)))
    return {word: tuple(sorted(cues, key=lambda cue: -len(cue.particle))) for word, cues in out.items()}


def forms(verb: str, irregular: str | None = None) -> list[tuple[str, str]]:
    """The forms of an English verb, by rule: (word, form). `irregular` names past and participle."""
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        third = verb + "es"
    elif verb.endswith("y") and verb[-2] not in _VOWELS:
        third = verb[:-1] + "ies"
    else:
        third = verb + "s"
    stem = verb
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        stem = verb[:-1]
    elif _doubles(verb):
        stem = verb + verb[-1]
    past = (
        verb[:-1] + "ied"
        if third.endswith("ies")
        else stem + "ed"
        if stem != verb or verb[-1] != "e"
        else verb + "d"
    )
    parts = irregular.split() if irregular else [past]
    ing_stem = stem if not (irregular and verb.endswith("w")) else verb
    return [
        (verb, "base"),
        (third, "s"),
        (parts[0], "past"),
        *([(parts[-1], "participle")] if len(parts) > 1 else []),
        (ing_stem + "ing", "ing"),
    ]


def _doubles(verb: str) -> bool:
    """One syllable, consonant, vowel, consonant (not w, x, y): the last letter doubles (log, logged)."""
    if len(verb) < 3 or verb[-1] in _VOWELS + "wxy" or verb[-2] not in _VOWELS or verb[-3] in _VOWELS:
        return verb in ("admit", "submit", "refer", "rebut", "quip")
    vowels = sum(1 for a, b in zip(" " + verb, verb, strict=False) if b in _VOWELS and a not in _VOWELS)
    return vowels == 1 or verb in ("admit", "submit", "refer", "rebut")


@cache
def nominal_cues() -> dict[str, frozenset[str]]:
    """Reporting nouns and what may follow them: `that`, `infinitive`."""
    nouns = table("cues.toml")["nouns"]
    out: dict[str, set[str]] = {}
    for construction in ("that", "infinitive"):
        for noun in nouns[construction]:
            out.setdefault(noun, set()).add(construction)
    return {noun: frozenset(found) for noun, found in out.items()}


@cache
def state_cues() -> dict[str, bool]:
    """Adjectives that with a form of "be" tell what somebody holds: True for what is only felt, no speech."""
    states = table("cues.toml")["states"]
    return dict.fromkeys(states["said"], False) | dict.fromkeys(states["felt"], True)


@dataclass(frozen=True, slots=True)
class People:
    """Titles (lower case, no full stop) with the gender they show; words for roles, bodies and groups; names.

    `given` are names that alone show a person, `genders` many more with the gender they show. `abbreviated` gives
    the roles that titles stand for. `media` hand on what they were told, `mastheads` end their names only.
    `offices_held` are roles of which an article says who has them, `offices` bodies of a state and of law.
    `places` end the names of places and things,
    `firms` those of firms. `counted` are plurals that count people, so that they can be part
    of "1,300 people".
    """

    titles: dict[str, str | None]
    abbreviated: dict[str, list[str]]
    roles: frozenset[str]
    offices_held: frozenset[str]
    role_gender: dict[str, str]
    leaders: frozenset[str]
    bodies: frozenset[str]
    media: frozenset[str]
    mastheads: frozenset[str]
    groups: frozenset[str]
    places: frozenset[str]
    firms: frozenset[str]
    offices: frozenset[str]
    counted: frozenset[str]
    given: dict[str, str | None]
    genders: dict[str, str]


def _plural(noun: str) -> str:
    if noun.endswith("man") and noun != "shaman":
        return noun[:-2] + "en"
    if noun.endswith("y") and noun[-2] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


@cache
def people() -> People:
    data = table("people.toml")
    titles: dict[str, str | None] = {t.lower(): None for t in data["titles"]["either"]}
    titles |= {t.lower(): "male" for t in data["titles"]["male"]}
    titles |= {t.lower(): "female" for t in data["titles"]["female"]}
    role_gender = {r: "male" for r in data["roles"]["male"]} | {r: "female" for r in data["roles"]["female"]}
    given: dict[str, str | None] = {n.lower(): "male" for n in data["given"]["male"].split()}
    for name in data["given"]["female"].lower().split():
        given[name] = None if name in given else "female"
    listed = table("given.toml")
    genders = {n: gender for gender in ("male", "female") for n in listed[gender].split()}
    genders |= {n: gender for n, gender in given.items() if gender is not None}
    roles = frozenset(data["roles"]["person"]) | frozenset(role_gender)
    return People(
        titles,
        data["abbreviated"],
        roles,
        frozenset(data["roles"]["offices_held"]),
        role_gender,
        frozenset(data["roles"]["leader"]),
        frozenset(data["bodies"]["words"]),
        frozenset(data["bodies"]["media"]),
        frozenset(data["bodies"]["mastheads"]),
        frozenset(data["bodies"]["groups"]) | {_plural(role) for role in roles},
        frozenset(data["places"]["words"]),
        frozenset(data["bodies"]["firms"]),
        frozenset(data["bodies"]["offices"]),
        frozenset(data["counted"]["people"]) | frozenset(data["bodies"]["groups"]),
        given,
        genders,
    )
