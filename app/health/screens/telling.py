"""Handing figures to the reports: a sheet with exactly the numbers that would leave, beside those that left before."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.health.screens.context import Desk
from app.health.telling import HandedOver, Offer
from app.kernel.clock import local
from app.kernel.i18n import _
from app.widgets.dialogs import Question, Sheet
from app.widgets.fields import ChoiceField
from app.widgets.labels import label
from app.widgets.layouts import row
from app.widgets.message import Message
from app.widgets.operations import Begun, Closing
from app.widgets.screen import Screen
from app.widgets.table_model import Mark
from app.widgets.tables import Column, RowTable

WIDTH, LEAST_TABLE = 720, 300


class FiguresSheet(Sheet):
    """`wanted` carries the code of another quarter; `seen` is what the button hands over."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget, zone: str) -> None:
        self._zone = zone
        self.seen: Offer | None = None
        self.quarter = ChoiceField("quarter", "", ())
        self.quarter.box.setAccessibleName(_("Triwulan"))
        self.quarter.setFixedWidth(430)
        self.quarter.changed.connect(lambda: self.wanted.emit(str(self.quarter.value() or "")))
        self.state, self.note = label("", "", wrap=True), label("", "caption", wrap=True)
        self.table = RowTable(_columns(), key=lambda line: line.name)
        self.table.setAccessibleName(_("Angka yang keluar"))
        self.table.setMinimumHeight(LEAST_TABLE)
        question = Question(
            _("Serahkan angka kesehatan ke laporan"),
            _("Hanya angka ini yang keluar dari brankas kesehatan, tanpa nama. Semua petugas dapat membacanya."),
            _("Serahkan"),
        )
        parts = (row(self.quarter, 1), self.state, self.table, self.note)
        super().__init__(parent, question, *parts)
        self.setMinimumWidth(min(WIDTH, parent.window().width() - 60))
        self.yes.setEnabled(False)

    def show_offer(self, offer: Offer) -> None:
        """What would leave for a quarter."""
        self.seen = offer
        self.quarter.blockSignals(True)
        self.quarter.set_options(offer.quarters)
        self.quarter.set_value(offer.code)
        self.quarter.blockSignals(False)
        self.state.setText(_said(offer, self._zone))
        self.table.set_rows(offer.lines)
        self.table.setColumnHidden(2, not offer.earlier)
        self.table.setColumnHidden(3, not any(line.held for line in offer.lines))
        self.note.setText(offer.note)
        self.yes.setEnabled(offer.new)


class Telling(QObject):
    """Opens the sheet over its screen, and hands over what was seen in it."""

    def __init__(self, screen: Screen, desk: Desk) -> None:
        super().__init__(screen)
        self._screen, self._desk = screen, desk
        self.sheet: FiguresSheet | None = None

    def ask(self) -> None:
        """Show the latest quarter that is over; a sentence when there is none."""
        self._read("", self._open)

    def _open(self, offer: Offer) -> None:
        sheet = self.sheet = FiguresSheet(self._screen, self._desk.context.zone)
        sheet.show_offer(offer)
        sheet.wanted.connect(lambda code: self._read(code, self._show))
        sheet.when_yes(lambda: self._take(sheet.seen))
        sheet.finished.connect(self._forget)
        sheet.open()
        (sheet.yes if offer.new else sheet.no).setFocus()

    def _show(self, offer: Offer) -> None:
        if self.sheet is not None:
            self.sheet.show_offer(offer)

    def _read(self, code: str, show: Callable[[Offer], object]) -> None:
        offer = self._desk.context.reports.offer
        self._desk.read(lambda office: offer(office, code), "figures").then(show)

    def _take(self, offer: Offer | None) -> Begun:
        if offer is None:
            return Closing.AT_ONCE
        take = self._desk.context.reports.take
        kept = self._desk.write(lambda office: take(office, offer))
        said = _("Angka {quarter} sudah ada di laporan.").format(quarter=offer.name)
        return kept.then(lambda _none: self._screen.said.emit(Message(said, tone="good")))

    def _forget(self) -> None:
        self.sheet = None


def _columns() -> Sequence[Column]:
    return (
        Column(_("Uraian"), lambda line: line.name, 0, "strong"),
        Column(_("Yang keluar"), lambda line: line.now, 120, "number"),
        Column(_("Terakhir keluar"), lambda line: line.before, 130, "number"),
        Column("", lambda line: Mark(_("berubah sedikit: tetap"), "lock", "faint") if line.held else None, 190, "mark"),
    )


def _said(offer: Offer, zone: str) -> str:
    """When the quarter was handed over before, and what handing it over now does."""
    if not offer.earlier:
        return _("Triwulan ini belum pernah diserahkan.")
    times = "; ".join(_once(one, zone) for one in offer.earlier)
    text = _("Sudah diserahkan: {times}. Menyerahkan lagi menggantikannya; laporan yang sudah dikirim tidak berubah.")
    if not offer.new:
        text = _("Sudah diserahkan: {times}. Tidak ada angka baru yang dapat keluar.")
    return text.format(times=times)


def _once(one: HandedOver, zone: str) -> str:
    return f"{local(one.at, zone):%d-%m-%Y %H.%M} ({one.officer})"
