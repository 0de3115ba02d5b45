"""Counting at the end of a shift: a line for each thing that should lie there; what is left empty was not counted.

The book is not told, so that nobody counts towards it; where it differs the refusal says by how much and asks why.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.kernel.i18n import _
from app.shelter.counting import Counted, Expected
from app.shelter.duty.turnover import StoreDraft
from app.shelter.stock import Store
from app.widgets.labels import label

NUMBER_WIDTH = 130


@dataclass(frozen=True)
class Shelf:
    """A storeroom or cash box with what should be counted in it."""

    store: Store
    lines: Sequence[Expected]


class CountLines(QWidget):
    """Name, counted, reason: Tab goes along the line, Enter down the numbers."""

    def __init__(self, shelves: Sequence[Shelf]) -> None:
        super().__init__()
        self._rows: list[tuple[str, Expected, QLineEdit, QLineEdit]] = []
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)
        for place, text in enumerate((_("Hitung bersama penerima"), _("Ada"), _("Alasan kalau berbeda"))):
            grid.addWidget(label(text, "field"), 0, place)
        for shelf in shelves:
            for line in shelf.lines:
                self._add(grid, shelf.store, line)
        self.setLayout(grid)
        self.setVisible(bool(self._rows))

    def stores(self) -> tuple[StoreDraft, ...]:
        """What was counted, by storeroom; a storeroom in which nothing was counted is left out."""
        found: dict[str, list[Counted]] = {}
        for store, line, number, why in self._rows:
            text = number.text().replace(".", "").strip()
            if text.isdecimal():
                found.setdefault(store, []).append(Counted(line.place, int(text), why.text()))
        return tuple(StoreDraft(store, tuple(lines)) for store, lines in found.items())

    def _add(self, grid: QGridLayout, store: Store, line: Expected) -> None:
        at = len(self._rows) + 1
        number, why = QLineEdit(), QLineEdit()
        number.setFixedWidth(NUMBER_WIDTH)
        number.setAlignment(Qt.AlignmentFlag.AlignRight)
        number.setMaxLength(15)
        number.setPlaceholderText(_("tidak dihitung"))
        why.setMaxLength(300)
        number.setAccessibleName(_("{item} di {store}: ada berapa").format(item=line.name, store=store.name))
        why.setAccessibleName(_("{item}: alasan kalau berbeda").format(item=line.name))
        number.returnPressed.connect(lambda: self._down(at))
        grid.addWidget(
            label(_("{item} ({unit}) · {store}").format(item=line.name, unit=line.unit, store=store.name)), at, 0
        )
        grid.addWidget(number, at, 1)
        grid.addWidget(why, at, 2)
        self._rows.append((store.id, line, number, why))

    def _down(self, at: int) -> None:
        if at < len(self._rows):
            self._rows[at][2].setFocus()
