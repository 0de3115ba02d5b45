"""A form with everything it prints, taken out of the vault: to be drawn in any thread, as often as wanted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self, cast

from app.printing.draw import render
from app.printing.form import load
from app.printing.values import Paper, State, Value

FIRST = State()
"""The first print of a paper that is complete."""


@dataclass(frozen=True)
class Sheet:
    """One printing; `paper` is A4 or F4, `version` the form's."""

    form: str
    values: Mapping[str, Value]
    paper: str = "A4"
    version: int = 1
    state: State = FIRST

    def on(self, paper: str) -> Self:
        """The same on another size of paper."""
        return replace(self, paper=paper)

    def pdf(self) -> bytes:
        """The PDF: the same bytes for the same sheet."""
        return render(load(self.form, self.version), self.values, cast(Paper, self.paper), self.state)
