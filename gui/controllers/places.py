"""Where somebody was before, to go back to when the article that is shown leaves the desk."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.records import ClaimFilter

if TYPE_CHECKING:
    from gui.controllers.navigation import Navigation

MOST = 20
"""Places that are remembered."""


@dataclass(frozen=True, slots=True)
class Place:
    """What the list showed, with the claim and the article beside it."""

    filter: ClaimFilter
    claim: int | None
    article: int


class Places:
    """Remembers each list that was left, the last one at the end."""

    def __init__(self, navigation: Navigation) -> None:
        self._navigation = navigation
        self._places: deque[Place] = deque(maxlen=MOST)

    def forget(self) -> None:
        self._places.clear()

    def leave(self) -> None:
        """Another list is about to be shown."""
        now = self._navigation
        if now.article is not None and not now.filter.text:  # a search is left with what was found
            self._places.append(Place(now.filter, now.claim_id, now.article.id))

    def go_back(self, gone: int) -> None:
        """The article that was shown has left the desk: show what was shown before it, or else what is left."""
        now = self._navigation
        place = self._before(gone, {row.id for row in now.articles})
        if place is None:
            now.set_filter(replace(now.filter, article_id=None), force=True)
        else:
            now.set_filter(place.filter, force=True, keep=True)
            now.choose_claim(place.claim)

    def _before(self, gone: int, there: Collection[int]) -> Place | None:
        """The last place that has nothing to do with the article that is gone; its own is among those `there`."""
        while self._places:
            place = self._places.pop()
            if place.article != gone and place.article in there and place.filter.article_id != gone:
                return place
        return None
