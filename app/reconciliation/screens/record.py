"""The closings on record: when, by whom, how the numbers stood, and who vouched for what did not agree."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QWidget

from app.kernel.i18n import _
from app.reconciliation.closing import Closed
from app.reference.words import date_time
from app.widgets.labels import label, pill
from app.widgets.layouts import clear, column, holder, panel, row, rule

MOST = 4


class ClosingRecord(QWidget):
    """The latest closings; hidden while there is none."""

    def __init__(self, zone: str) -> None:
        super().__init__()
        self._zone = zone
        self._lines = column(gap=10)
        self.setLayout(column(panel(column(label(_("Catatan penutupan"), "eyebrow"), self._lines, gap=10))))
        self.hide()

    def show_closings(self, closings: Sequence[Closed]) -> None:
        """Show them, latest first."""
        clear(self._lines)
        self.setVisible(bool(closings))
        for place, closed in enumerate(closings[:MOST]):
            if place:
                self._lines.addWidget(rule())
            self._lines.addWidget(self._line(closed))

    def _line(self, closed: Closed) -> QWidget:
        state = pill(_("ditutup"), "good") if closed.stands else pill(_("dibuka kembali"), "warn")
        when = label(self._when(closed.at, closed.by), "strong", wrap=True)
        head = row(when, state, gap=8)
        head.setStretch(0, 1)
        told = [closed.words]
        if closed.reason:
            told.append(_("Atas tanggung jawab {who}: {reason}").format(who=closed.vouched_by, reason=closed.reason))
        if closed.reopened_reason:
            told.append(_("Dibuka kembali: {reason}").format(reason=closed.reopened_reason))
        return holder(column(head, *(label(text, "muted", wrap=True) for text in told), gap=2))

    def _when(self, at: datetime, by: str) -> str:
        when = date_time(at, self._zone)
        return _("{when}, oleh {who}").format(when=when, who=by) if by else when
