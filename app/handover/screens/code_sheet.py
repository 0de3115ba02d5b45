"""The code of a receipt slip, typed or scanned: what it says, who was not received, and recording it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.handover import listing, slips
from app.handover.listing import HandoverView
from app.handover.receipts_back import Applied
from app.handover.screens.outcomes import OutcomeSheet
from app.handover.slips import CodeRead
from app.handover.terms import Signing
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.widgets.dialogs import Question, Sheet
from app.widgets.fields import TextField
from app.widgets.labels import label
from app.widgets.operations import Begun, Closing, Operations


class CodeSheet(Sheet):
    """Asks for the code; when it is known, says of which paper it is and who signed the slip."""

    def __init__(self, parent: QWidget, ops: Operations, done: Callable[[Applied], object]) -> None:
        self.code = TextField("code", _("Kode di lembar"), required=True).placeholder("K7MP-3XQ9-00C")
        self.signed_by = TextField("signed_by", _("Yang menandatangani lembar"))
        self.said = label("", "strong", wrap=True)
        text = _("Pindai kode lembar tanda terima yang kembali, atau ketik yang dibacakan lewat telepon.")
        question = Question(_("Kode tanda terima"), text, _("Lanjut"))
        super().__init__(parent, question, self.code, self.said, self.signed_by)
        self._over, self._ops, self._done = parent, ops, done
        self._read: CodeRead | None = None
        self.yes.setEnabled(False)
        self.code.changed.connect(self._look)
        self.when_yes(self._go_on)
        self.code.setFocus()

    def _look(self) -> None:
        typed = self._typed()
        self._read = None
        self.yes.setEnabled(False)
        signs = sum(sign.isalnum() for sign in typed)
        if signs >= slips.BODY + slips.COUNT + 1:
            pending = self._ops.read(lambda r: slips.read_code(r, typed), latest="handover.code")
            pending.then(self._known).otherwise(self._unknown)

    def _typed(self) -> str:
        return str(self.code.value() or "")

    def _known(self, read: CodeRead) -> None:
        self._read = read
        whole = _("{number} · {receiver}: semua {total} orang diterima.")
        part = _("{number} · {receiver}: {n} dari {total} orang tidak diterima; tandai orangnya sesudah ini.")
        text = part if read.missing else whole
        said = text.format(number=read.number, receiver=read.receiver, total=read.total, n=read.missing)
        self.said.setText(said)
        self.yes.setEnabled(True)

    def _unknown(self, error: UserError) -> None:
        self.said.setText(f"{error.text} {error.hint}")

    def _go_on(self) -> Begun:
        read, signed_by = self._read, str(self.signed_by.value() or "")
        if read is None:
            return Closing.AT_ONCE
        handover_id, steps = read.handover_id, _Recording(self._over, self._ops, self._done, self._typed(), signed_by)
        if not read.missing:
            return steps.record(Signing())
        return self._ops.read(lambda r: listing.handover(r, handover_id)).then(steps.ask_who)


@dataclass(frozen=True)
class _Recording:
    """What follows once the dialog of the code is closed, and gone."""

    over: QWidget
    ops: Operations
    done: Callable[[Applied], object]
    typed: str
    signed_by: str

    def ask_who(self, view: HandoverView) -> None:
        """Who was not received."""
        sheet = OutcomeSheet(self.over, _("Siapa yang tidak diterima?"), view.heads)
        sheet.when_yes(lambda: self.record(sheet.signing))
        sheet.open()

    def record(self, told: Signing) -> Begun:
        """Record what the code says."""
        typed, signed_by = self.typed, self.signed_by
        pending = self.ops.write("handover.receipt_code", lambda w: slips.record(w, typed, told, signed_by))
        return pending.then(self.done)
