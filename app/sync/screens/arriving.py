"""Reading from a flashdisk: what lies there, from whom and when; reading it; and all that came of it."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.kernel.errors import UserError
from app.kernel.i18n import _, ngettext, pgettext
from app.sync import looking, reading
from app.sync.looking import Found, bundles_at
from app.sync.parts import Watch
from app.sync.screens.bench import Bench
from app.sync.screens.report import ReportView
from app.sync.screens.words import found_mark, kind_words, size_words
from app.sync.telling import Told, read_and_tell
from app.widgets.buttons import button
from app.widgets.dialogs import Question, at_once, confirm
from app.widgets.labels import counted, label
from app.widgets.layouts import column, row
from app.widgets.operations import Progress
from app.widgets.tables import Column, Empty, Mark, RowTable


@dataclass(frozen=True)
class Outcome:
    """What became of one file: a report, or why it was refused."""

    told: Told | None = None
    error: UserError | None = None


class ArrivingPanel(QWidget):
    """The list of bundles above what is known of the one chosen."""

    closed = Signal()
    kit_found = Signal(object)
    """Open this file (Path) as a paket pengenal."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self.place: Path | None = None
        self.outcomes: dict[Path, Outcome] = {}
        self._waiting: list[Path] = []
        self._title = label("", "heading")
        self.read_all = button("", self._read_new, "primary", "download")
        self.table = self._make_table()
        self.report = ReportView(bench)
        self.report.accept.connect(self._ask_kepala)
        self.report.again.connect(self._read_one)
        self.report.kit.connect(self.kit_found)
        back = button(_("Kembali"), self.closed.emit, "", "arrow-left")
        whole = column(row(back, self._title, 1, self.read_all, gap=12), self.table, self.report, gap=12)
        whole.setStretch(1, 2)
        whole.setStretch(2, 3)
        self.setLayout(whole)

    def show_place(self, place: Path) -> None:
        """List what lies at a place (a folder or one file)."""
        self.place = place
        self.outcomes = {}
        self._title.setText(place.name or str(place))
        self.table.set_rows([])
        self.table.set_empty(Empty(_("Sedang melihat isi …"), "", "search"))
        self.read_all.setVisible(False)
        self.report.clear()
        progress = Progress(_("Melihat isi flashdisk"))
        watch = Watch(progress.step)
        pending = self._bench.read(lambda office: bundles_at(office, place, watch), "sync.looking", progress)
        pending.then(self._listed).otherwise(self._unlisted)

    def _make_table(self) -> RowTable:
        columns = (
            Column(_("Dari"), lambda found: found.sender or "–", 220, "strong"),
            Column(_("Ditulis"), lambda found: self._bench.when(found.created), 152),
            Column(pgettext("journal", "Catatan"), lambda found: found.entries if found.sender else "", 76, "number"),
            Column(_("Berkas"), lambda found: found.path.name, look="muted", detail=self._detail),
            Column(_("Keadaan"), self._mark, 200, "mark"),
        )
        table = RowTable(columns, key=lambda found: found.path, state=self._edge)
        table.setAccessibleName(_("Berkas kiriman di flashdisk"))
        table.marked.connect(self._show_current)
        table.opened.connect(self._open)
        return table

    @staticmethod
    def _detail(found: Found) -> str:
        kind = f"{kind_words(found.kind)} · " if found.kind not in ("", "site") else ""
        return f"{kind}{size_words(found.size)}"

    def _mark(self, found: Found) -> Mark:
        outcome = self.outcomes.get(found.path)
        if outcome is None:
            return found_mark(found)
        if outcome.told is None:
            return Mark(_("ditolak"), "circle-alert", "bad")
        if outcome.told.report.state == reading.EXPIRED:
            return Mark(_("menunggu kepala pos"), "clock", "warn")
        return Mark(_("sudah dibaca"), "circle-check", "good")

    def _edge(self, found: Found) -> str:
        return self._mark(found).tone

    def _listed(self, found: list[Found]) -> None:
        empty = Empty(
            _("Tidak ada berkas kiriman di sini"),
            _("Berkas kiriman berakhir dengan .pulang. Minta loket lain menulis ke flashdisk ini dahulu."),
            "usb",
        )
        self.table.set_empty(empty)
        self.table.set_rows(found)
        self._count_new()
        self.table.go_to(0)
        self.table.setFocus()

    def _unlisted(self, error: UserError) -> None:
        self.table.set_empty(Empty(error.text, error.hint, "circle-alert"))

    def _new(self) -> list[Found]:
        return [one for one in self.table.rows if one.state == looking.NEW and one.path not in self.outcomes]

    def _count_new(self) -> None:
        new = len(self._new())
        text = ngettext("Baca {n} yang belum dibaca", "Baca {n} yang belum dibaca", new).format(n=counted(new))
        self.read_all.setText(text)
        self.read_all.setVisible(new > 0)

    def _read_new(self) -> None:
        # Oldest first: what others refer to arrives before what refers to it, and less has to wait.
        self._waiting = [one.path for one in reversed(self._new())]
        self.read_all.setEnabled(False)
        self._next()

    def _read_one(self, path: Path) -> None:
        self._waiting = [path]
        self._next()

    def _open(self, found: Found) -> None:
        if found.path not in self.outcomes and found.state in (looking.NEW, looking.READ):
            self._read_one(found.path)

    def _next(self) -> None:
        if self._waiting:
            self._read(self._waiting.pop(0))
        else:
            self.read_all.setEnabled(True)
            self._count_new()
            self._bench.done.emit()

    def _read(self, path: Path, accept_expired: bool = False) -> None:
        progress = Progress(_("Membaca {name}").format(name=path.name))
        pending = self._bench.write(
            lambda office: read_and_tell(office, path, accept_expired, progress.step), progress, merge=True
        )
        pending.then(partial(self._read_done, path)).otherwise(partial(self._read_failed, path))
        pending.finally_(partial(self._read_ended, path))

    def _read_done(self, path: Path, told: Told) -> None:
        self._keep(path, Outcome(told=told))

    def _read_failed(self, path: Path, error: UserError) -> None:
        self._keep(path, Outcome(error=error))
        if not self.report.isVisible():
            self._bench.refuse(error)

    def _read_ended(self, path: Path) -> None:
        if path not in self.outcomes:
            self._waiting = []
            self._bench.tell(_("Dihentikan. Berkas ini belum dimasukkan."), tone="warn")
        self._next()

    def _keep(self, path: Path, outcome: Outcome) -> None:
        self.outcomes[path] = outcome
        self.table.viewport().update()
        self.table.select(path)
        self._show_current(self.table.current())

    def _show_current(self, found: Found | None) -> None:
        if found is None:
            self.report.clear()
            return
        outcome = self.outcomes.get(found.path)
        if outcome is None:
            self.report.show_found(found)
        elif outcome.told is not None:
            self.report.show_told(found, outcome.told)
        elif outcome.error is not None:
            self.report.show_error(found, outcome.error)

    def _ask_kepala(self, path: Path) -> None:
        text = _(
            "Periksa dahulu jam laptop ini dan tanggal berkasnya. Jika pengirimnya memang loket pos ini dan jam "
            "laptopnya yang salah, isinya boleh dimasukkan."
        )
        question = Question(_("Masukkan walau pengenalnya tampak kedaluwarsa?"), text, _("Masukkan"))
        confirm(self, question, at_once(lambda: self._read(path, accept_expired=True)))
