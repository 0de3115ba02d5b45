"""What is known of one bundle: its facts before it is read, and everything that came of it afterwards."""

from collections import Counter
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.access.roles import vault_label
from app.kernel.errors import UserError
from app.kernel.i18n import _, ngettext
from app.sync import looking, reading
from app.sync.looking import Found
from app.sync.screens.bench import Bench
from app.sync.screens.words import kind_words, size_words, totals_words
from app.sync.taking import StreamReport
from app.sync.telling import Told
from app.widgets.buttons import button
from app.widgets.figures import BigNumber
from app.widgets.icons import Glyph
from app.widgets.labels import counted, label
from app.widgets.layouts import Part, clear, column, holder, panel, row, rule, scrolled

MOST_NAMED = 6


class ReportView(QWidget):
    """Says it in words, with the four numbers and the totals compared."""

    accept = Signal(object)
    """A *kepala* wants to read this file although its sender's certificate seems expired."""
    again = Signal(object)
    """Read this file."""
    kit = Signal(object)
    """Open this file as a paket pengenal."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self.names: dict[str, str] = {}
        self.title = label("", "heading", wrap=True)
        self._glyph = Glyph("info", "muted", 20)
        self._body = column(gap=10)
        head = row(self._glyph, self.title, gap=10)
        head.setStretch(1, 1)
        inner = holder(column(head, self._body, 1, gap=12, margins=(2, 2, 8, 2)))
        self.setLayout(column(panel(column(scrolled(inner)))))
        self.clear()

    def clear(self) -> None:
        """Show nothing."""
        clear(self._body)
        self.setVisible(False)

    def show_found(self, found: Found) -> None:
        """A file that was not read just now."""
        if found.error is not None:
            self.show_error(found, found.error)
            return
        self._begin("inbox", "accent", _("{kind} dari {sender}"), found)
        self._say(self._facts(found), "muted")
        if found.state == looking.OWN:
            self._say(_("Ditulis di laptop ini untuk penerima lain; tidak perlu dibaca di sini."))
        elif found.state == looking.KIT:
            self._say(_("Paket pengenal dibuka di bagian Loket & pusat, dengan kode yang dibacakan pembuatnya."))
            there = button(
                _("Buka di Loket & pusat").replace("&", "&&"), lambda: self.kit.emit(found.path), "", "id-card"
            )
            self._body.addLayout(row(there, 1))
        elif found.state == looking.READ:
            text = _("Sudah dibaca {when}. Membacanya lagi tidak menghitung apa pun dua kali.")
            self._say(text.format(when=self._bench.when(found.read_at)))
        else:
            self._body.addLayout(row(self._reader(found), 1))

    def show_error(self, found: Found, error: UserError) -> None:
        """A file that was refused."""
        self._begin("circle-alert", "bad", error.text, found)
        self._say(error.hint)
        self._say(f"{found.path.name} · {size_words(found.size)}", "caption")

    def show_told(self, found: Found, told: Told) -> None:
        """A file that was read just now."""
        report = told.report
        expired = report.state == reading.EXPIRED
        self._begin("clock" if expired else "circle-check", "warn" if expired else "good", report.text, found)
        self._say(self._facts(found), "muted")
        if expired:
            self._show_expired(found.path)
        if report.state == reading.READ and report.kind == "site":
            self._show_numbers(told)
            self._show_consequences(told)
            self._show_totals(report.taken.streams)

    def _begin(self, glyph: str, tone: str, text: str, found: Found) -> None:
        clear(self._body)
        self.setVisible(True)
        self._glyph.show_icon(glyph, tone)
        kind = kind_words(found.kind)
        self.title.setText(text.format(kind=kind[:1].upper() + kind[1:], sender=found.sender) if "{" in text else text)
        self.setAccessibleName(self.title.text())

    def _say(self, text: str, role: str = "", glyph: str = "", tone: str = "") -> None:
        words = label(text, role, wrap=True)
        if glyph:
            line = row(Glyph(glyph, tone), words, gap=10)
            line.setStretch(1, 1)
            self._body.addLayout(line)
        else:
            self._body.addWidget(words)

    def _facts(self, found: Found) -> str:
        facts = _("nomor {number} · ditulis {when} · {entries} catatan · {size}")
        when, entries = self._bench.when(found.created), counted(found.entries)
        return facts.format(number=found.number, when=when, entries=entries, size=size_words(found.size))

    def _reader(self, found: Found) -> QWidget:
        return button(_("Baca berkas ini"), lambda: self.again.emit(found.path), "", "download")

    def _show_expired(self, path: Path) -> None:
        if self._bench.desk.may("sync.enrol"):
            self._say(_("Tanggal laptop ini {now}.").format(now=self._bench.when(self._bench.desk.now())))
            accept = button(_("Masukkan sebagai kepala pos …"), lambda: self.accept.emit(path), "primary")
            self._body.addLayout(row(accept, 1))
        else:
            self._say(_("Periksa jam laptop, lalu minta kepala pos masuk dan memutuskannya di layar ini."))

    def _show_numbers(self, told: Told) -> None:
        taken = told.report.taken
        numbers: list[Part] = []
        fresh = taken.applied + taken.received.fresh
        told_of = (
            (_("masuk"), fresh, "good"), (_("sudah ada"), taken.known, ""),
            (_("tertunda"), taken.held, "warn"), (_("disisihkan"), taken.aside, "bad"),
        )  # fmt: skip
        for caption, number, tone in told_of:
            figure = BigNumber(caption, "figure-mid")
            figure.show_number(number, "", tone if number else "")
            numbers.append(figure)
        self._body.addLayout(row(*numbers, 1, gap=36))

    def _show_consequences(self, told: Told) -> None:
        report = told.report
        if told.twice:
            named = ", ".join(told.twice[:MOST_NAMED]) + (" …" if len(told.twice) > MOST_NAMED else "")
            text = _("{n} orang diterima di dua loket dan dihitung sekali: {names}.")
            self._say(text.format(n=counted(len(told.twice)), names=named), "", "users", "muted")
        if told.new_desks:
            text = _("Loket baru dikenal: {names}.").format(names=", ".join(told.new_desks))
            self._say(text, "", "id-card", "muted")
        if report.new_differences:
            text = _("{n} isian berbeda antar loket. Pilih yang benar di bagian Beda data.")
            self._say(text.format(n=counted(report.new_differences)), "", "triangle-alert", "warn")
        if report.taken.forks or report.new_epoch:
            text = _("Ada laptop yang disalin atau dipulihkan dari cadangan. Lihat bagian Beda data.")
            self._say(text, "", "copy", "warn")

    def _show_totals(self, streams: tuple[StreamReport, ...]) -> None:
        if not streams:
            return
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(2, 1)
        for line, (desk, vault, count, totals, agrees) in enumerate(_by_desk(streams)):
            name = self.names.get(desk, desk[:8])
            grid.addWidget(label(f"{name} · {vault_label(vault)}"), line, 0)
            grid.addWidget(
                label(ngettext("{n} catatan", "{n} catatan", count).format(n=counted(count)), "muted"), line, 1
            )
            grid.addWidget(label(totals_words(totals), "caption", wrap=True), line, 2)
            words = _("jumlah cocok") if agrees else _("jumlah TIDAK cocok")
            sign = Glyph("circle-check" if agrees else "circle-alert", "good" if agrees else "bad", 16)
            grid.addLayout(row(sign, label(words, "", "good" if agrees else "bad"), gap=6), line, 3)
        self._body.addWidget(rule())
        self._body.addWidget(label(_("Jumlah menurut pengirim dan menurut isinya"), "eyebrow"))
        self._body.addLayout(grid)


def _by_desk(streams: tuple[StreamReport, ...]) -> list[tuple[str, str, int, dict[str, int], bool]]:
    """One line for each desk and vault: entries, totals, whether all agree."""
    lines: dict[tuple[str, str], tuple[int, Counter[str], bool]] = {}
    for one in streams:
        count, totals, agrees = lines.get((one.device, one.vault), (0, Counter(), True))
        lines[one.device, one.vault] = (count + one.count, totals + Counter(one.totals), agrees and one.agrees)
    return [(*key, count, dict(sorted(totals.items())), agrees) for key, (count, totals, agrees) in lines.items()]
