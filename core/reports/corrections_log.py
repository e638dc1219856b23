"""The corrections log: every public correction of a desk, as a table that a newsroom can publish or keep."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import UTC

from core.records import LoggedCorrection
from core.reports.csv import plain_cell
from core.reports.model import Profile

_HEAD = ("When (UTC)", "Article", "Claim", "Published at", "Was", "Now", "Public note")
_INTERNAL = ("Why", "By")


def render(found: Iterable[LoggedCorrection], profile: Profile) -> bytes:
    """The log as CSV in the order given; the public one is without the reasons and names that are the desk's."""
    internal = profile is Profile.INTERNAL
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*_HEAD, *(_INTERNAL if internal else ())])
    for each in found:
        what = each.correction
        at = f"{what.at.astimezone(UTC):%Y-%m-%d %H:%M:%S}"
        texts = [each.article_title, each.words, each.place, what.was, what.now, what.public_note]
        texts += [what.why, what.by] if internal else []
        writer.writerow([at, *(plain_cell(text) for text in texts)])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")
