"""Which of those spoken of before a pronoun or a short description it most likely stands for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from core.extraction.speakers.entity import Entity
from core.records import SpeakerKind


@dataclass(slots=True)
class Referent:
    """One place, words `first` up to `beyond`, at which `entity` is spoken of.

    `quoted` is the passage in quotation marks it stands in, or -1; `subject` and `oblique` say how it stands in
    its sentence, `opens` that nobody comes before it there.
    """

    first: int
    beyond: int
    entity: Entity
    sentence: int
    paragraph: int
    quoted: int
    subject: bool
    oblique: bool
    opens: bool
    pronoun: bool = False


@dataclass(frozen=True, slots=True)
class Weights:
    """What speaks for one of several people a pronoun can stand for.

    The numbers are log odds of a logistic ranking of the candidates of every pronoun speaker in the training
    and development articles of the written corpus, with and without a parse, rounded; `told_of` is the best of
    three tried on the same articles. `goes_on` outweighs `unnamed`: "A nurse said it was shut. She added …" is
    usual in the news and rare in that corpus, where 2.5 costs one pronoun in 1,292.
    """

    sentences: float = -0.8
    same_sentence: float = -1.4
    same_paragraph: float = 0.9
    subject: float = 0.4
    opens: float = 0.5
    oblique: float = -0.7
    spoke_last: float = 0.4
    gender: float = 0.8
    sure: float = 1.6
    unnamed: float = -2.0
    quoted: float = -0.4
    often: float = 0.1
    pronoun: float = -1.6
    between: float = -0.3
    spoke_here: float = 0.6
    weak: float = -0.4
    headline: float = 0.1
    told_of: float = -1.5
    goes_on: float = 2.5


BODIES = Weights(
    sentences=-0.6,
    same_sentence=-0.5,
    same_paragraph=0.4,
    subject=0.8,
    opens=0.4,
    oblique=-0.4,
    spoke_last=0.6,
    gender=0.0,
    sure=0.0,
    unnamed=-0.4,
    quoted=-0.5,
    often=0.3,
    pronoun=0.0,
    between=-0.2,
    spoke_here=0.4,
    weak=0.0,
    headline=-0.5,
    told_of=-1.5,
    goes_on=1.0,
)
"""For "it", "they" and "the company"."""
FEATURES = tuple(Weights.__dataclass_fields__)


@dataclass(slots=True)
class Wanted:
    """What is looked for: `fits` says which entities can be meant; `besides` is who it cannot be.

    `told_of` are the identities (`id`) of those whom the report names that the pronoun makes: few name themselves.
    """

    fits: Callable[[Entity], bool]
    gender: str | None = None
    besides: Entity | None = None
    people: bool = True
    told_of: frozenset[int] = frozenset()


def person(gender: str | None, besides: Entity | None = None) -> Wanted:
    """A person of that gender or of an unknown one, named or not."""

    def fits(entity: Entity) -> bool:
        if entity.kind is SpeakerKind.PERSON or (entity.kind is SpeakerKind.UNNAMED and not entity.named):
            return gender is None or entity.gender in (gender, None)
        return False

    return Wanted(fits, gender, besides)


def without_role(gender: str | None) -> Wanted:
    """A person of whom the article tells no role, whom a new description can stand for."""
    anybody = person(gender)
    return Wanted(lambda e: e.named and anybody.fits(e) and not e.roles, gender)


def without(wanted: Wanted, entity: Entity | None) -> Wanted:
    """The same, but not `entity`."""
    return wanted if entity is None else replace(wanted, fits=lambda e: e is not entity and wanted.fits(e))


def body() -> Wanted:
    """An organisation, named or not."""
    return Wanted(lambda e: e.kind is SpeakerKind.ORGANISATION and not e.place, people=False)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the pronoun stands: its sentence, paragraph, quotation marks; who spoke last, in which paragraph.

    `asked` says that the last report was a question or a request, which somebody else answers.
    """

    sentence: int
    paragraph: int
    quoted: int
    spoke_last: Entity | None
    spoke_in: int
    headlines: frozenset[int]
    asked: bool = False


def features(ref: Referent, place: Place, wanted: Wanted, mentions: int, between: int) -> dict[str, float]:
    """What speaks for `ref`, which has `mentions` so far and `between` others between itself and the pronoun."""
    entity = ref.entity
    last = entity is place.spoke_last
    return {
        "sentences": float(min(place.sentence - ref.sentence, 5)),
        "same_sentence": float(place.sentence == ref.sentence),
        "same_paragraph": float(place.paragraph == ref.paragraph),
        "subject": float(ref.subject),
        "opens": float(ref.opens),
        "oblique": float(ref.oblique),
        "spoke_last": float(last),
        "spoke_here": float(last and place.paragraph == place.spoke_in),
        "gender": float(wanted.gender is not None and entity.gender == wanted.gender),
        "sure": float(entity.sure),
        "unnamed": float(not entity.named),
        "quoted": float(ref.quoted >= 0 and ref.quoted != place.quoted),
        "often": float(min(mentions, 5)),
        "pronoun": float(ref.pronoun),
        "weak": float(ref.pronoun and not ref.subject),
        "between": float(min(between, 4)),
        "headline": float(ref.paragraph in place.headlines),
        "told_of": float(id(entity) in wanted.told_of),
        "goes_on": float(last and not entity.named and _goes_on(ref, place)),
    }


def _goes_on(ref: Referent, place: Place) -> bool:
    """Whether somebody's report opened the sentence right before, in the same paragraph."""
    near = ref.sentence == place.sentence - 1 and ref.paragraph == place.paragraph == place.spoke_in
    return near and (ref.opens or ref.subject) and ref.quoted < 0 and not place.asked


def score(weights: Weights, found: dict[str, float]) -> float:
    """The weighted sum of the features."""
    return float(sum(getattr(weights, name) * number for name, number in found.items() if number))
