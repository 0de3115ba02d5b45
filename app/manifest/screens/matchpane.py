"""Three-way match: letter, list, gangway and recheck by class, and below them the names that explain what differs."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.kernel.i18n import _, pgettext
from app.manifest import threeway
from app.manifest.screens.words import CLASS_WORDS
from app.manifest.threeway import Reason, Row, ThreeWay
from app.widgets.buttons import button
from app.widgets.labels import counted, label, signed
from app.widgets.layouts import column, holder, scrolled
from app.widgets.narrow import Head
from app.widgets.operations import Operations
from app.widgets.table_paint import ROW_HEIGHT
from app.widgets.tables import Column, Empty, Mark, RowTable

LEAST_PEOPLE = 150


class MatchPane(QWidget):
    """Live: it is read again whenever somebody confirms, counts or brings a list."""

    finished = Signal()
    wanted = Signal(str)
    """An action of the table: print the result, export it, match a late list."""

    def __init__(self, ops: Operations, may: Callable[[str], bool]) -> None:
        super().__init__()
        self._ops = ops
        self._found: ThreeWay | None = None
        self._title = label("", "title", wrap=True)
        self._words = label("", "strong", wrap=True)
        self.rows = RowTable(_columns(), key=lambda one: one.code, state=lambda one: "warn" if one.differs else "")
        self.rows.setAccessibleName(_("Empat hitungan menurut kelompok"))
        self.rows.marked.connect(self._chosen)
        self.people = RowTable(_people_columns(), key=id)
        self.people.setAccessibleName(_("Nama yang menjelaskan selisih"))
        nobody = Empty(_("Tidak ada yang perlu dijelaskan"), _("Semua hitungan kelompok ini sama."), "circle-check")
        self.people.set_empty(nobody)
        tools = (
            button(_("Cocokkan daftar susulan"), lambda: self.wanted.emit("arrival.join"), "quiet", "users"),
            button(_("Ekspor XLSX"), lambda: self.wanted.emit("arrival.export"), "quiet", "download"),
            button(_("Cetak hasil"), lambda: self.wanted.emit("arrival.result"), "quiet", "printer"),
            button(_("Kembali ke absen"), self.finished.emit, glyph="arrow-left"),
        )
        for tool, permission in zip(tools, ("manifest.recheck", "manifest.print", "manifest.print"), strict=False):
            tool.setVisible(may(permission))
        self.people.setMinimumHeight(LEAST_PEOPLE)
        tables = column(self.rows, self.people, gap=12)
        tables.setStretch(1, 1)
        body = column(Head([self._title], tools), self._words, scrolled(holder(tables)), gap=12)
        body.setStretch(2, 1)
        self.setLayout(body)

    def show_ship(self, batch_id: str, name: str) -> None:
        """Read the match of a ship."""
        self._title.setText(_("Pencocokan {ship}").format(ship=name))
        wanted = self._ops.read(lambda r: threeway.three_way(r, batch_id), latest="arrival.match")
        wanted.then(self._show)

    def _show(self, found: ThreeWay) -> None:
        first = self._found is None
        self._found = found
        self._words.setText(found.words)
        self.rows.set_rows([*found.rows, found.total])
        self.rows.setFixedHeight(ROW_HEIGHT * (len(found.rows) + 2) + 6)
        if first or self.rows.current() is None:
            self.rows.go_to(len(found.rows))
        self._chosen(self.rows.current())

    def _chosen(self, row: Row | None) -> None:
        shown: Sequence[Reason] = self._found.behind(row.code) if self._found is not None and row is not None else ()
        self.people.set_rows(list(shown))


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Kelompok"), _class_words, 0, "strong"),
        Column(_("Surat"), lambda one: _number(one.letter), 104, "number"),
        Column(_("Daftar"), lambda one: _number(one.listed), 104, "number"),
        Column(_("Dermaga"), lambda one: _number(one.gangway), 104, "number"),
        Column(_("Diperiksa"), lambda one: _number(one.checked), 104, "number"),
        Column(_("Selisih"), _difference, 230, "mark"),
    )


def _class_words(one: Row) -> str:
    if not one.code:
        return _("Jumlah")
    if one.code == threeway.UNKNOWN:
        return _("?  belum diketahui L/P atau umur")
    return f"{one.code}  {_(CLASS_WORDS[one.code])}"


def _number(count: int | None) -> str:
    return "–" if count is None else counted(count)


def _difference(one: Row) -> Mark:
    """What differs for certain, and how many are still to come."""
    waiting = _("belum {n}").format(n=counted(one.waiting)) if one.waiting else ""
    left = signed(one.difference) if one.difference else _("beda di antaranya") if one.differs else ""
    if one.differs:
        return Mark(", ".join(part for part in (left, waiting) if part), "triangle-alert", "warn")
    return Mark(waiting, "clock") if waiting else Mark(_("sama"), "circle-check", "good")


def _people_columns() -> tuple[Column, ...]:
    return (
        Column(_("Kelas"), lambda one: one.code, 56, "muted"),
        Column(_("No/kartu"), lambda one: one.number, 92, "number"),
        Column(_("Nama"), lambda one: one.name or _step_words(one), 0, "strong"),
        Column(_("Sebab"), lambda one: one.what, 420),
        Column(pgettext("change", "Berubah"), lambda one: signed(one.plus) if one.plus else "", 86, "number"),
    )


def _step_words(one: Reason) -> str:
    return {"letter": _("(surat dan daftarnya)"), "gangway": _("(hitungan dermaga)")}.get(one.step, "")
