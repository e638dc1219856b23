"""What stands in for the first article and claim while the window is prepared for them, out of sight.

It holds every letter and figure that is likely to come: each is drawn into Qt's cache once, in each size and
weight.
"""

from __future__ import annotations

import string
from datetime import UTC, datetime
from decimal import Decimal

from core.records import (
    CheckView,
    ClaimRow,
    ClaimState,
    ClaimView,
    HistoryRow,
    Mark,
    MentionKind,
    Reading,
    SpeakerKind,
)

TEXT = f"{string.ascii_letters} {string.digits} .,;:!?%()-–—“”‘’£$€… {string.digits} {string.ascii_letters}"
MARKS = (
    Mark(0, MentionKind.FIGURE, ((53, 63),), ((0, 52),), ClaimState.SUGGESTED),
    Mark(-1, MentionKind.MIXED, ((64, 90),), (), ClaimState.SUGGESTED),
)
ROW = ClaimRow(
    id=0,
    article_id=0,
    kind=MentionKind.FIGURE,
    words=TEXT,
    speaker=string.ascii_letters,
    via=None,
    state=ClaimState.SUGGESTED,
    said=None,
    so=None,
    start=0,
    checkworthy=0.5,
)
DAY = datetime(2000, 1, 1, tzinfo=UTC)
CLAIM = ClaimView(
    row=ROW,
    article_title="",
    pieces=((0, len(TEXT)),),
    paragraph=1,
    before=f"{TEXT} ",
    after=f" {TEXT}",
    speaker_kind=SpeakerKind.PERSON,
    speaker_phrase=None,
    speaker_score=1.0,
    cue=None,
    negated=False,
    hypothetical=False,
    reading=Reading(Decimal(1), Decimal(1)),
    reasons=(string.ascii_letters,),
    said_applies=True,
    check=CheckView(),
    history=(HistoryRow(DAY, "", TEXT),),
    rule="figure",
    score=1.0,
)
