"""Is this paper genuine? A file, a scanned code or a number read out by telephone; answered with no network."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.handover import listing, terms, verify
from app.handover.listing import Code
from app.handover.screens.context import HandoverContext, Page
from app.handover.screens.verdict_view import VerdictView
from app.handover.verify import Against, Verdict
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.widgets.buttons import button, icon_button
from app.widgets.dialogs import open_file
from app.widgets.fields import NoteField, TextField
from app.widgets.icons import Glyph
from app.widgets.labels import label, retone
from app.widgets.layouts import column, holder, panel, row, scrolled
from app.widgets.operations import Operations

KINDS = "PDF, PNG, JPG (*.pdf *.png *.jpg *.jpeg)"


class VerifyPage(Page):
    """Asking at the left, the answer at the right."""

    def __init__(self, ops: Operations, context: HandoverContext) -> None:
        super().__init__(ops, context)
        self.setAcceptDrops(True)
        self._open = button(_("Buka berkas …"), self._ask_file, "primary", "upload")
        self.code = QLineEdit()
        self.code.setProperty("kind", "big")
        self.code.setPlaceholderText(_("Pindai kode QR di sini"))
        self.code.setAccessibleName(_("Teks kode QR"))
        self.code.returnPressed.connect(self.judge_code)
        self.names = NoteField("names", _("Daftar nama pembanding, satu baris per orang (boleh kosong)"), lines=3)
        self.number = TextField("number", _("Nomor kendali yang dibacakan"))
        self.number.line.returnPressed.connect(self.show_short_code)
        self._short, self._about = label("", "figure-mid"), label("", "caption", wrap=True)
        self.verdict = VerdictView()
        self._arrange()

    def first_focus(self) -> QWidget:
        """The line a scanner types into."""
        return self.code

    def judge_file(self, path: Path) -> None:
        """Judge the picture of a page; its text is never trusted."""
        home, names, papers = self.context.home, self._names(), self.context.papers
        self._judge(lambda r: verify.verify_file(path, home, Against(names, r, papers)))

    def judge_code(self) -> None:
        """Judge the text of a code."""
        home, names, papers = self.context.home, self._names(), self.context.papers
        text = self.code.text()
        if text.strip():
            self._judge(lambda r: verify.verify_text(text, home, Against(names, r, papers)))

    def show_short_code(self) -> None:
        """Show the short code of a number, to compare with what a caller reads out."""
        number = str(self.number.value() or "")
        if number:
            pending = self.ops.read(lambda r: listing.short_code_of(r, number), latest="handover.code")
            pending.then(self._show_code).otherwise(self._refuse_code)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file may be dropped."""
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A dropped file is judged at once."""
        event.acceptProposedAction()
        self.judge_file(Path(event.mimeData().urls()[0].toLocalFile()))

    def _arrange(self) -> None:
        invited = row(
            Glyph("scan-line", "faint", 24), label(_("Seret foto, pindaian, atau PDF ke sini"), "heading", wrap=True)
        )
        invited.setStretch(1, 1)
        drop = panel(column(invited, row(1, self._open, 1), gap=14))
        code = panel(column(label(_("Atau pindai kodenya"), "eyebrow"), self.code, self.names, gap=10))
        call = button(_("Lihat kodenya"), self.show_short_code)
        line = row(self.number, call, gap=8)
        line.setStretch(0, 1)
        line.setAlignment(call, Qt.AlignmentFlag.AlignBottom)
        phone = panel(column(label(_("Atau lewat telepon"), "eyebrow"), line, self._short, self._about, gap=8))
        back = icon_button("arrow-left", _("Kembali ke daftar (Esc)"), self.left.emit)
        head = row(back, label(_("Periksa keaslian"), "title"), 1, gap=10)
        asking = scrolled(holder(column(drop, code, phone, 1, gap=14, margins=(0, 0, 6, 0))))
        body = row(asking, self.verdict, gap=18)
        body.setStretch(0, 5)
        body.setStretch(1, 6)
        self.setLayout(column(head, body, gap=14, margins=(24, 18, 24, 16)))

    def _judge(self, read: Callable[[Any], Verdict]) -> None:
        self._open.setEnabled(False)
        pending = self.ops.read(read, latest="handover.verify")
        pending.then(self.verdict.show_verdict).otherwise(self._refuse).finally_(self._ready)

    def _ready(self) -> None:
        self._open.setEnabled(True)
        self.code.selectAll()

    def _refuse(self, error: UserError) -> None:
        self.verdict.show_refusal(error.text, error.hint)

    def _names(self) -> list[str] | None:
        lines = [line.strip() for line in str(self.names.value() or "").splitlines() if line.strip()]
        return lines or None

    def _ask_file(self) -> None:
        open_file(self, _("Pilih foto, pindaian, atau PDF"), KINDS, self.judge_file)

    def _show_code(self, code: Code) -> None:
        retone(self._short, code.short_code or "–", "bad" if code.state == terms.VOID else "")
        said = _("{number}: {n} orang, {state}. Harus sama dengan yang dibacakan.")
        self._about.setText(said.format(number=code.number, n=code.total, state=_(terms.STATES[code.state])))

    def _refuse_code(self, error: UserError) -> None:
        retone(self._short, "–", "")
        self._about.setText(f"{error.text} {error.hint}")
