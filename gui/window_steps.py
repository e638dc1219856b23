"""What was done in the window and not on the desk, undone and redone in its turn with what was done there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, eq=False)
class WindowStep:
    """An action on what the window keeps (a saved filter). `label` names it for undo, as a desk's steps are."""

    label: str
    undo: Callable[[], object]
    redo: Callable[[], object]


@dataclass(slots=True)
class WindowSteps:
    """Whoever sits at the window has done these since it was opened; None stands for a step of the desk's."""

    done: list[WindowStep | None] = field(default_factory=list)
    undone: list[WindowStep | None] = field(default_factory=list)

    def note(self, step: WindowStep | None) -> None:
        """Something was done; what was undone before can no longer be redone."""
        self.done.append(step)
        self.undone.clear()

    @property
    def to_undo(self) -> WindowStep | None:
        """What undo takes back, where that is none of the desk's."""
        return self.done[-1] if self.done else None

    @property
    def to_redo(self) -> WindowStep | None:
        return self.undone[-1] if self.undone else None

    def went_back(self) -> None:
        """The newest step was undone."""
        _move(self.done, self.undone)

    def went_on(self) -> None:
        """The step undone last was done again."""
        _move(self.undone, self.done)

    def drop_back(self) -> None:
        """What undo would have taken back on the desk cannot be any more: it is in neither list."""
        _drop(self.done)

    def drop_on(self) -> None:
        """What redo would have done again on the desk cannot be any more: it is in neither list."""
        _drop(self.undone)

    def forget(self, step: WindowStep) -> bool:
        """The step was taken back by itself. False where it had been undone already."""
        found = step in self.done
        if found:
            self.done.remove(step)
        return found


def _drop(of: list[WindowStep | None]) -> None:
    if of:
        of.pop()


def _move(of: list[WindowStep | None], to: list[WindowStep | None]) -> None:
    """Steps that the desk keeps from before the window was opened are in neither list."""
    to.append(of.pop() if of else None)
