"""An invented article with a speech, a figure, a wish and the caption of a picture."""

from __future__ import annotations

from decimal import Decimal

from core.records import (
    CAPTION,
    THOUGHT_OR_WISH,
    Analysis,
    Attribution,
    ClaimFilter,
    Document,
    Figure,
    MentionKind,
    Quote,
    Reading,
    SpeakerKind,
    UnitKind,
)
from db.store import Desk
from tests.db.examples import at, document

SPEECH = "the fees will rise by 12 per cent"
WISH = "the ferries come back soon"
SHOWN = "Ferries at the quay of Velin."
TEXT = (
    "Harbour fees rise\n\n"
    f"Tom Rask said {SPEECH}. Irena Sokal hopes {WISH}, since the quay is empty.\n\n"
    f"{SHOWN} Photo: Ida Marr\n"
)


def article(text: str = TEXT, name: str = "harbour.txt") -> tuple[Document, Analysis]:
    """The article with what a pipeline finds in it."""

    def quote(words: str, who: str, *reasons: str) -> Quote:
        speaker = Attribution(who, SpeakerKind.PERSON, (at(who, text),))
        return Quote(MentionKind.INDIRECT, (at(words, text),), (), speaker, reasons=reasons)

    rise = Reading(Decimal(12), Decimal(12), unit_kind=UnitKind.PERCENT)
    figure = Figure((at("12 per cent", text),), rise, 0, Attribution("Tom Rask", pieces=(at("Tom Rask", text),)))
    quotes = (
        quote(SPEECH, "Tom Rask", "figure"),
        quote(WISH, "Irena Sokal", THOUGHT_OR_WISH),
        quote(SHOWN, "Ida Marr", CAPTION),
    )
    return document(text, name, title="Harbour fees rise"), Analysis("en_test 1.0", "r1", quotes, (figure,))


def claims(desk: Desk) -> tuple[int, int]:
    """The claims of the wish and of the caption, while nobody has taken them up."""
    wish, caption = desk.read.claim_ids(ClaimFilter(in_passing=True))
    return wish, caption
