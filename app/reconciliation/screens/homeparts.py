"""The lists of the screen of those who reached home: rows, receipts that are late, adjustments of a closing."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.kernel.i18n import _, ngettext
from app.reconciliation.adjustments import Adjustment
from app.reconciliation.homecoming import Homecoming, Late, Row, beyond_words
from app.reconciliation.screens.homewords import adjustment_causes, adjustment_text, there_words
from app.widgets.labels import counted, label
from app.widgets.layouts import column, panel
from app.widgets.table_model import Column
from app.widgets.tables import Empty, RowTable

ROW = 34
MOST_ROWS, LEAST_ROWS = 8, 4


class RowsPanel(QWidget):
    """Ships, provinces or months with their numbers; Enter shows one in the flow above."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.table = RowTable(_columns(), key=lambda row: row.title)
        self.table.set_empty(Empty(_("Belum ada kedatangan dalam masa ini"), _("Pilih masa yang lain."), "scale"))
        self.table.opened.connect(self.chosen.emit)
        self.setLayout(column(panel(column(label(_("Tiba dan sampai di rumah"), "eyebrow"), self.table, gap=10))))

    def show_rows(self, whole: Row, rows: Sequence[Row]) -> None:
        """Show the whole first, then each part."""
        self.table.set_rows([whole, *rows] if rows else [])
        _fit(self.table)


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Rincian"), lambda row: row.title),
        Column(_("Datang"), lambda row: counted(row.equation.came), 66, "number"),
        Column(_("Sampai"), lambda row: counted(row.equation.home), 66, "number"),
        Column(_("Lain"), lambda row: counted(row.equation.exits), 52, "number"),
        Column(_("Di jalan"), lambda row: counted(row.equation.transit), 68, "number"),
        Column(_("Di pos"), lambda row: counted(row.equation.care), 58, "number"),
    )


class LatePanel(QWidget):
    """Papers whose receipt is not back after days: whom to call; Enter shows the names."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        columns = (
            Column(_("Penerima"), lambda one: one.receiver, detail=lambda one: one.where),
            Column(_("Telepon"), lambda one: one.phone or _("belum dicatat"), 130, "muted"),
            Column(_("Orang"), lambda one: counted(len(one.stays)), 60, "number"),
            Column(_("Hari"), lambda one: counted(one.days), 52, "number"),
            Column(_("BAST"), lambda one: one.number or "–", 140, "muted", spare=True),
        )
        self.table = RowTable(columns, key=lambda one: one.paper)
        self.table.opened.connect(self.chosen.emit)
        self._title = label("", "eyebrow", wrap=True)
        self.setLayout(column(panel(column(self._title, self.table, gap=10))))
        self.hide()

    def show_late(self, late: Sequence[Late], days: int) -> None:
        """Show them; nothing while every receipt is back."""
        self._title.setText(
            ngettext(
                "Dalam perjalanan tanpa tanda terima, {n} hari atau lebih",
                "Dalam perjalanan tanpa tanda terima, {n} hari atau lebih",
                days,
            ).format(n=days)
        )
        self.setVisible(bool(late))
        self.table.set_rows(late)
        _fit(self.table)


class BeyondPanel(QWidget):
    """Who went to another post, and where that post's receipts say they are now; Enter shows the names."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        columns = (
            Column(_("Sekarang"), there_words, 190),
            Column(_("Menurut"), lambda one: one.by or "–"),
            Column(_("Surat"), lambda one: f"BAST {one.number}" if one.number else "–", 180, "muted"),
            Column(_("Penerima"), lambda one: one.receiver or "–", 200, "muted", spare=True),
            Column(_("Orang"), lambda one: counted(len(one.stays)), 60, "number"),
        )
        self.table = RowTable(columns, key=lambda one: f"{one.by}/{one.account}/{one.number}")
        self.table.opened.connect(self.chosen.emit)
        self.words = label("", "strong", wrap=True)
        title = label(_("Pindah ke pos lain"), "eyebrow")
        self.setLayout(column(panel(column(title, self.words, self.table, gap=10))))
        self.hide()

    def show_beyond(self, seen: Homecoming) -> None:
        """Show them; hidden while nobody went to another post."""
        self.setVisible(bool(seen.beyond))
        self.words.setText(beyond_words(seen))
        self.table.set_rows(seen.beyond)
        _fit(self.table)


class AdjustmentsPanel(QWidget):
    """What changed a closed period since, head by head; Enter shows the documents of one."""

    chosen = Signal(object)

    def __init__(self, zone: str) -> None:
        super().__init__()
        columns = (
            Column(_("Nama"), lambda one: one.name, 170),
            Column(_("Perubahan"), adjustment_text),
            Column(_("Dicatat"), lambda one: adjustment_causes(one, zone), 190, "muted", spare=True),
        )
        self._title = label("", "eyebrow", wrap=True)
        self.table = RowTable(columns, key=lambda one: one.stay_id)
        self.table.opened.connect(self.chosen.emit)
        self.setLayout(column(panel(column(self._title, self.table, gap=10))))
        self.hide()

    def show_adjustments(self, adjusted: Sequence[Adjustment]) -> None:
        """Show them; hidden while the closed figures stand as they were."""
        self.setVisible(bool(adjusted))
        text = ngettext(
            "Penyesuaian sesudah penutupan: {n} orang", "Penyesuaian sesudah penutupan: {n} orang", len(adjusted)
        )
        self._title.setText(text.format(n=counted(len(adjusted))))
        self.table.set_rows(adjusted)
        _fit(self.table)


def _fit(table: RowTable) -> None:
    """As high as its rows, within reason: the rest scrolls."""
    rows = min(len(table.rows) or LEAST_ROWS, MOST_ROWS)
    table.setFixedHeight(ROW * (rows + 1) + 8)
