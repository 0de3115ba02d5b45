"""A report leaves the desk: printed as a draft, sent and frozen, replaced, called off, or as a file for others."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from app.kernel.errors import UserError
from app.kernel.files import hand_out
from app.kernel.i18n import _, pgettext
from app.reports import exporting, sending
from app.reports.content import Signers
from app.reports.exporting import Purpose
from app.reports.overview import Overview
from app.reports.periodic import Want
from app.reports.screens.asking import OnSend, Sending, ask_purpose, ask_send
from app.reports.screens.context import ReportsContext
from app.reports.screens.sentpane import SentPane
from app.reports.sending import Sent, shown_number
from app.widgets.dialogs import Question, Sheet, ask_reason, at_chosen, save_file
from app.widgets.message import Message
from app.widgets.operations import Begun, Later, Operations, Pending
from app.widgets.paper_dialog import PaperDialog
from app.widgets.screen import Screen

Seen = Callable[[], Overview | None]
"""The report in front, None before the first was read."""


class Leaving:
    """What the screen does with a whole report."""

    def __init__(self, screen: Screen, ops: Operations, context: ReportsContext, sent: SentPane, seen: Seen) -> None:
        self._screen, self._ops, self._context, self._seen = screen, ops, context, seen
        sent.opened.connect(self.open_sent)
        sent.replaced.connect(self.replace_sent)
        sent.voided.connect(self.void_sent)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """The entries of the action table."""
        return {
            "period.print": self.print,
            "period.send": self.send,
            "period.out": self.choose_file,
            "period.sheets": self.export,
            "period.names": self.names,
            "period.counts": self.counts,
        }

    def print(self) -> None:
        """The report as it stands, marked as a draft."""
        want = self._want()
        if want is not None:
            title = _("Draf laporan")
            make = partial(_draft, want)
            PaperDialog(self._screen, title, self._ops, make, self._context.paper()).open()

    def send(self) -> None:
        """Ask who signs, then freeze it."""
        want, seen = self._want(), self._seen()
        if want is None or seen is None:
            return
        about = Sending(_("Kirim laporan ini?"), Signers(""), seen.marks)
        self._asked(
            about,
            lambda who, over, _why: self._done(
                self._ops.write("reports.send", lambda w: sending.send(w, want, who, over))
            ),
        )

    def replace_sent(self, one: Sent) -> None:
        """Send it anew under the same number."""
        seen = self._seen()
        marks = seen.marks if seen else ()
        about = Sending(_("Ganti laporan {number}?").format(number=one.number), Signers(""), marks, replacing=True)
        self._asked(
            about,
            lambda who, over, why: self._done(
                self._ops.write("reports.send", lambda w: sending.replace_sent(w, one.id, who, why, over))
            ),
        )

    def void_sent(self, one: Sent) -> None:
        """Call it off, with a reason."""
        text = _("Nomornya tetap terpakai dan laporan tersimpan sebagai batal.")
        question = Question(
            _("Batalkan laporan {number}?").format(number=one.number), text, pgettext("paper", "Batalkan"), danger=True
        )

        def go(_code: str, reason: str) -> Begun:
            gone = self._ops.write("reports.void", lambda w: sending.void(w, one.id, reason))
            return gone.then(lambda _none: self._say(_("Laporan dibatalkan.")))

        ask_reason(self._screen, question, go)

    def open_sent(self, one: Sent) -> None:
        """The paper as it was sent."""
        number = shown_number(one.number, one.edition)
        make = partial(_sent, one.id)
        title = _("Laporan {number}").format(number=number)
        PaperDialog(self._screen, title, self._ops, make, self._context.paper()).open()

    def choose_file(self) -> None:
        """The three files a report can leave as."""
        menu = QMenu(self._screen)
        menu.addAction(_("Angka laporan ini (XLSX)"), self.export)
        menu.addAction(_("Nama dan alamat untuk instansi lain (XLSX)"), self.names)
        menu.addAction(_("Angka tanpa nama untuk instansi lain (CSV)"), self.counts)
        corner = self._screen.mapToGlobal(self._screen.rect().topRight())
        menu.popup(corner - QPoint(menu.sizeHint().width() + 24, -64))

    def export(self) -> None:
        """The report as a workbook."""
        want = self._want()
        if want is not None:
            self._to_file(self._screen, want, "xlsx", lambda w: sending.file(w, want))

    def names(self) -> None:
        """People by name and address, for a purpose."""
        text = _("Nama, NIK, dan alamat keluar dari pos ini. Tujuannya dicatat bersama nama Anda.")
        self._purposed(_("Nama dan alamat untuk siapa?"), text, "nama.xlsx", exporting.names)

    def counts(self) -> None:
        """Counts without names, for a purpose."""
        text = _("Tanpa nama. Angka kecil disembunyikan supaya tidak ada orang yang dikenali.")
        self._purposed(_("Angka tanpa nama untuk siapa?"), text, "angka.csv", exporting.counts)

    def _purposed(self, title: str, text: str, ending: str, make: Callable[[Any, Want, Purpose], bytes]) -> None:
        want = self._want()
        if want is not None:

            def go(sheet: Sheet, said: Purpose) -> Begun:
                return self._to_file(sheet, want, ending, lambda w: make(w, want, said))

            ask_purpose(self._screen, title, text, go)

    def _to_file(self, over: QWidget, want: Want, ending: str, make: Callable[[Any], bytes]) -> Later[None]:
        kind = want.kind if len(want.code) > 12 else want.code
        name = f"{self._context.site_code}-{kind}.{ending}"
        place = partial(save_file, over, _("Simpan berkas"), self._context.folder / name)
        return at_chosen(place, partial(self.write_to, make))

    def write_to(self, make: Callable[[Any], bytes], path: Path) -> Pending[None]:
        """Make a file in the vault and write it beside it."""
        written = self._ops.hand_out("reports.export", make, partial(hand_out, path), exporting.unwritten)
        done = Message(_("Disimpan: {name}").format(name=path.name), tone="good")
        return written.then(lambda _none: self._screen.said.emit(done)).otherwise(self._refused)

    def _asked(self, about: Sending, on_send: OnSend) -> None:
        user = self._context.user()

        def ask(signers: Signers) -> None:
            ask_send(self._screen, Sending(about.title, signers, about.marks, about.replacing), on_send)

        found = self._ops.read(lambda r: sending.suggested(r, user), latest="reports.signers")
        found.then(ask).otherwise(self._refused)

    def _done(self, pending: Any) -> Any:
        return pending.then(self._sent_now)

    def _sent_now(self, one: Sent) -> None:
        number = shown_number(one.number, one.edition)
        self._say(_("Laporan dikirim dengan nomor {number}.").format(number=number))
        self.open_sent(one)

    def _want(self) -> Want | None:
        seen = self._seen()
        return seen.whole.want if seen and seen.whole else None

    def _say(self, text: str) -> None:
        self._screen.said.emit(Message(text, tone="good"))

    def _refused(self, error: UserError) -> None:
        self._screen.said.emit(Message.of(error))


def _draft(want: Want, w: Any) -> Any:
    return sending.draft(w, want)


def _sent(sent_id: str, w: Any) -> Any:
    return sending.sheet(w, sent_id)
