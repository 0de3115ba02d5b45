"""What the office declares, a table at a time: number and source of each row, by keys alone; Enter goes down."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.reports.declared import Page
from app.reports.declaring import Typed
from app.reports.rules.declared import DAY, HIDDEN, SOURCE, Asked, Given, checked
from app.reports.screens.figurerow import FigureRow
from app.widgets.buttons import button
from app.widgets.date_field import DateField
from app.widgets.labels import label
from app.widgets.layouts import clear, column, holder, row, scrolled

Texts = Mapping[str, tuple[str, str]]
"""Row → number and source as typed."""


class DeclaringPane(QWidget):
    """`saved` tells what to keep and which rows to empty, `chosen` which entry of two shall stand."""

    saved, chosen = Signal(object, object), Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.page: Page | None = None
        self.rows: dict[str, FigureRow] = {}
        self._people = 0
        self._sent: dict[str, tuple[str, str]] = {}
        self._hint = label("", "muted", wrap=True)
        self.day = DateField("as_of", _("Keadaan per"))
        self.day.setFixedWidth(170)
        self.day.line.returnPressed.connect(self.enter)
        keys = _("Berlaku untuk baris yang Anda ubah sekarang. Enter turun; pada sumber kosong, yang di atas diulang.")
        about = label(keys, "muted", wrap=True)
        self._lines = column(gap=10)
        self.save_button = button(_("Simpan isian"), self.save, "primary", "save")
        self._state = label("", "muted")
        top = row(self.day, about, gap=14)
        top.setStretch(1, 1)
        top.setAlignment(about, Qt.AlignmentFlag.AlignBottom)
        self._area = scrolled(holder(column(self._hint, top, self._lines, 1, gap=10)))
        body = column(self._area, row(self._state, 1, self.save_button, gap=10), gap=10)
        body.setStretch(0, 1)
        self.setLayout(body)

    def show_page(self, page: Page, people: int, typed: Texts) -> None:
        """Show a table; `people` had to be accounted for, `typed` was being typed and is not saved yet."""
        fresh = self.page is None or self.page.key != page.key
        self.page, self._people = page, people
        if fresh:
            self._build(page)
            last = page.period.last or page.today
            self.day.set_value(min(page.today, last).isoformat())
        for seen in page.rows:
            self.rows[seen.subject].show_row(seen, people, typed.get(seen.subject))
        self._hint.setText(_hint(page))
        self.day.setEnabled(not page.locked)
        self._count()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names give way in a small window, all alike."""
        super().resizeEvent(event)
        for one in self.rows.values():
            one.fit(event.size().width())

    def typed(self) -> dict[str, tuple[str, str]]:
        """What is typed and not saved."""
        return {subject: one.texts for subject, one in self.rows.items() if one.changed}

    def enter(self) -> None:
        """The cursor goes into the first number."""
        first = next(iter(self.rows.values()), None)
        if first is not None:
            first.number.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Tell what to keep; nothing when something of it cannot be, and the cursor goes there."""
        if self.page is None or not self.typed():
            return
        kept: list[Typed] = []
        emptied: list[str] = []
        for subject, one in self.rows.items():
            one.show_problem("")
            if one.changed and not any(one.texts):
                emptied.append(subject)
            elif one.changed:
                made = self._checked(self.page, subject, one)
                if made is None:
                    return
                kept.append(made)
        self._sent = self.typed()
        self.saved.emit(kept, emptied)

    def accept(self) -> None:
        """What was told last is kept."""
        for subject, texts in self._sent.items():
            if subject in self.rows:
                self.rows[subject].accept(texts)
        self._sent = {}
        self._count()

    def _checked(self, page: Page, subject: str, one: FigureRow) -> Typed | None:
        asked = Asked(one.seen.name, page.period.first or page.today, page.today, page.group.sensitive)
        given = Given(one.texts[0], " ".join(one.texts[1].split()), self.day.date())
        try:
            number = checked(asked, given)
        except UserError as error:
            self._point_to(one, error)
            return None
        if number is None:
            one.number.setText(HIDDEN)
        return Typed(page.period.code, subject, Given(one.texts[0], given.source, given.as_of))

    def _point_to(self, one: FigureRow, error: UserError) -> None:
        at: Any = {SOURCE: one.source, DAY: self.day.line}.get(error.code.rpartition(".")[2], one.number)
        one.show_problem(error.text, at)
        at.setFocus(Qt.FocusReason.OtherFocusReason)
        self._area.ensureWidgetVisible(one)

    def _build(self, page: Page) -> None:
        clear(self._lines)
        self.rows = {}
        for seen in page.rows:
            one = self.rows[seen.subject] = FigureRow(seen.name)
            one.changed_now.connect(self._count)
            one.down.connect(self._down)
            one.chosen.connect(self.chosen.emit)
            one.setEnabled(not page.locked)
            one.fit(self.width())
            self._lines.addWidget(one)

    def _down(self, where: object, in_source: bool) -> None:
        """From a row to the same field of the next, from the last to the button."""
        rows = list(self.rows.values())
        if in_source:
            _repeat(rows, where)
        after = next((two for one, two in pairwise(rows) if one is where), None)
        if after is None:
            self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        (after.source if in_source else after.number).setFocus(Qt.FocusReason.TabFocusReason)
        self._area.ensureWidgetVisible(after)

    def _count(self) -> None:
        waiting = len(self.typed())
        self._state.setText(_("{n} baris belum disimpan").format(n=waiting) if waiting else "")
        self.save_button.setEnabled(bool(waiting))


def _hint(page: Page) -> str:
    """What is to be typed here, or why it cannot be yet."""
    if page.locked:
        return page.locked
    said = [_("Angka dari buku atau surat kantor Anda, dengan sumbernya. Kosong berarti belum dicatat; 0 berarti nol.")]
    if page.group.sensitive:
        said.append(_("Angka 1–4 disimpan sebagai <5, supaya tidak menunjuk satu orang. Jangan tulis nama orang."))
    return " ".join(said)


def _repeat(rows: Sequence[FigureRow], where: object) -> None:
    """A number without a source has that of the row above."""
    for above, one in pairwise(rows):
        number, source = one.texts
        if one is where and number and not source:
            one.source.setPlainText(above.texts[1])
