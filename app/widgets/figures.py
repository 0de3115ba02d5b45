"""Counts people look at all day: a big number, LD/PD/AL/AP, a filled measure, and three counts side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QProgressBar, QWidget

from app.kernel.headcount import CLASSES, HeadCount
from app.kernel.i18n import N_, _
from app.widgets.icons import Glyph
from app.widgets.labels import counted, label, retone, signed
from app.widgets.layouts import clear, column, row, rule
from app.widgets.theme import set_state

SIGNS = {"": "info", "good": "circle-check", "warn": "triangle-alert", "bad": "circle-alert"}
CLASS_NAMES = {
    "LD": N_("Lelaki dewasa"),
    "PD": N_("Perempuan dewasa"),
    "AL": N_("Anak laki-laki"),
    "AP": N_("Anak perempuan"),
}


class BigNumber(QWidget):
    """A number that is read across the room, with what it counts."""

    def __init__(self, caption: str, size: str = "figure") -> None:
        super().__init__()
        self._caption, self._number, self._note = label(caption, "eyebrow"), label("–", size), label("", "caption")
        self._note.hide()
        self.setLayout(column(self._caption, self._number, self._note, gap=0))

    def show_number(self, number: int | None, note: str = "", tone: str = "") -> None:
        """Show a count (None = not known yet), a word about it, and its tone."""
        retone(self._number, "–" if number is None else counted(number), tone)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.setAccessibleName(f"{self._caption.text()}: {self._number.text()} {note}".strip())


class ClassStrip(QWidget):
    """LD 91 · PD 39 · AL 17 · AP 19 on one line."""

    def __init__(self) -> None:
        super().__init__()
        self._numbers: dict[str, QLabel] = {}
        parts = []
        for code in CLASSES:
            name, number = label(code, "caption"), label("–", "figure-small")
            name.setToolTip(_(CLASS_NAMES[code]))
            self._numbers[code] = number
            parts.append(column(name, number, gap=0))
        self._unknown = label("", "caption", "warn")
        self._unknown.hide()
        self.setLayout(row(*parts, self._unknown, 1, gap=26))

    def show_count(self, count: HeadCount | None) -> None:
        """Show the four counts; heads whose sex is not recorded are said in words."""
        by_class = count.by_class() if count else dict.fromkeys(CLASSES)
        for code, number in by_class.items():
            self._numbers[code].setText("–" if number is None else counted(number))
        unknown = count.unknown if count else 0
        self._unknown.setText(_("{n} belum diketahui L/P").format(n=unknown))
        self._unknown.setVisible(unknown > 0)
        spoken = [
            f"{_(CLASS_NAMES[code])} {number if number is not None else '–'}" for code, number in by_class.items()
        ]
        self.setAccessibleName(", ".join(spoken))


class Meter(QWidget):
    """A measure with its words: kapasitas 166/400."""

    def __init__(self) -> None:
        super().__init__()
        self._text, self._numbers, self._bar = label("", "caption"), label("", "caption"), QProgressBar()
        self._bar.setTextVisible(False)
        self.setLayout(column(row(self._text, 1, self._numbers), self._bar, gap=5))

    def show_progress(self, text: str, done: int, total: int) -> None:
        """Fill to done/total; here full is good."""
        self.show_measure(text, done, total)
        set_state(self._bar, tone="good" if total and done >= total else "")

    def show_measure(self, text: str, value: int, maximum: int) -> None:
        """Fill to value/maximum; nearly full and more than full are shown in words and tone."""
        self._text.setText(text)
        self._numbers.setText(f"{counted(value)} / {counted(maximum)}")
        self._bar.setRange(0, max(1, maximum))
        self._bar.setValue(min(value, max(1, maximum)))
        over = value > maximum
        set_state(self._bar, tone="bad" if over else "warn" if value > maximum * 0.9 else "")
        if over:
            self._text.setText(_("{text} – lebih {n}").format(text=text, n=counted(value - maximum)))
        self._bar.setAccessibleName(f"{self._text.text()} {self._numbers.text()}")


@dataclass(frozen=True)
class Counted:
    """One column of a comparison: who counted, and what (None = not counted yet).

    While a count goes on, what it still lacks is no difference.
    """

    title: str
    count: HeadCount | None
    going_on: bool = False


class Comparison(QWidget):
    """LD/PD/AL/AP of several counts side by side, with what differs marked, and the difference in words below."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(5)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._sign, self._words = Glyph("circle-check", "good"), label("", "strong", wrap=True)
        self._cells: dict[tuple[int, int], QLabel] = {}
        told = row(self._sign, self._words)
        told.setAlignment(self._sign, Qt.AlignmentFlag.AlignTop)
        told.setStretch(1, 1)
        self.setLayout(column(self._grid, rule(), told, gap=12))

    def show_counts(self, counts: Sequence[Counted], words: str, tone: str = "") -> None:
        """Show the columns and `words`; a cell that differs from the first known count carries its difference."""
        if len(self._cells) != (len(counts) + 1) * (len(CLASSES) + 2) - 1:
            clear(self._grid)
            self._cells = {}
        first = next((each.count for each in counts if each.count is not None), None)
        for line, code in enumerate((*CLASSES, "")):
            self._put(line + 1, 0, (code or _("Jumlah"), "strong" if not code else "muted", ""))
        for place, each in enumerate(counts, 1):
            self._put(0, place, (each.title, "caption", ""))
            for line, code in enumerate((*CLASSES, "")):
                self._put(line + 1, place, _cell(each.count, each.count if each.going_on else first, code))
            self._grid.setColumnStretch(place, 1)
        self._words.setText(words)
        self._sign.show_icon(SIGNS[tone], tone or "accent")
        self.setAccessibleName(words)

    def _put(self, line: int, place: int, shown: tuple[str, str, str]) -> None:
        """Text, role and tone of a cell; the label that is there is used again, for this changes with every person."""
        cell = self._cells.get((line, place))
        if cell is None:
            cell = self._cells[line, place] = label()
            side = Qt.AlignmentFlag.AlignRight if place else Qt.AlignmentFlag.AlignLeft
            self._grid.addWidget(cell, line, place, side | Qt.AlignmentFlag.AlignBottom)
        text, role, tone = shown
        cell.setText(text)
        if (cell.property("role"), cell.property("tone")) != (role, tone):
            set_state(cell, role=role, tone=tone)


def _cell(count: HeadCount | None, first: HeadCount | None, code: str) -> tuple[str, str, str]:
    if count is None:
        return "–", "muted", ""
    number = count.by_class()[code] if code else count.total
    if code and count.unknown and not number:
        return "–", "muted", ""  # only a total is known
    if code and first is not None and first.unknown:
        return counted(number), "", ""
    reference = number if first is None else first.by_class()[code] if code else first.total
    difference = number - reference
    text = f"{counted(number)}  ({signed(difference)})" if difference else counted(number)
    return text, "strong" if not code or difference else "", "warn" if difference else ""


def section(title: str, *parts: QWidget) -> QWidget:
    """A named part of a panel."""
    widget = QWidget()
    widget.setLayout(column(label(title, "eyebrow"), rule(), *parts, gap=8))
    return widget
