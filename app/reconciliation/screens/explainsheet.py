"""What is asked before a difference is explained, and before the paper of a closing is printed."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from app.kernel.i18n import _
from app.reconciliation.explaining import Answer
from app.reconciliation.recording import Signers
from app.reconciliation.rules import REASONS, Finding
from app.widgets.dialogs import Question, Sheet
from app.widgets.fields import ChoiceField, Field, NoteField, TextField
from app.widgets.paper_dialog import PaperDialog


class ExplainSheet(Sheet):
    """Why a difference is there: a reason of the list, in one's own words, and who says so."""

    def __init__(self, parent: QWidget, finding: Finding, by: str) -> None:
        reasons = [(code, _(words)[:1].upper() + _(words)[1:]) for code, words in REASONS.items()]
        self.reason = ChoiceField("reason", _("Alasan"), reasons, required=True)
        self.note = NoteField("note", _("Apa yang terjadi"), required=True, lines=3)
        self.by = TextField("by", _("Dijelaskan oleh"), required=True, hint=_("Nama orang yang menjelaskannya"))
        question = Question(_("Jelaskan selisih"), finding.text, _("Catat penjelasan"))
        super().__init__(parent, question, self.reason, self.note, self.by)
        self.by.set_value(by)
        wait_for(self, self.reason, self.note, self.by)
        self.reason.setFocus()

    @property
    def answer(self) -> Answer:
        """What was said."""
        return Answer(*(str(field.value() or "") for field in (self.reason, self.note, self.by)))


class SignersSheet(Sheet):
    """Who signs the paper of a closing."""

    def __init__(self, parent: QWidget, known: Signers) -> None:
        self._known = known
        self.companion = TextField("companion", _("Pendamping Pemulangan"), required=True)
        self.companion_nip = TextField("companion_nip", _("NIP Pendamping"))
        self.head = TextField("head", _("Yang mengetahui"), required=True, hint=_("Misalnya kepala pos"))
        self.head_nip = TextField("head_nip", _("NIP yang mengetahui"))
        self.head_position = TextField("head_position", _("Jabatan yang mengetahui"), required=True)
        text = _("Nomor diberikan sekarang dan isinya dibekukan; cetak ulang selalu sama.")
        question = Question(_("Berita acara rekonsiliasi"), text, _("Cetak"))
        fields = (self.companion, self.companion_nip, self.head, self.head_nip, self.head_position)
        super().__init__(parent, question, *fields)
        self.companion.set_value(known.companion)
        self.companion_nip.set_value(known.companion_nip)
        self.head_position.set_value(known.head_position)
        wait_for(self, self.companion, self.head, self.head_position)
        (self.head if known.companion else self.companion).setFocus()

    @property
    def signers(self) -> Signers:
        """Who signs, as written."""
        given = {
            name: str(getattr(self, name).value() or "")
            for name in ("companion", "head", "companion_nip", "head_nip", "head_position")
        }
        return replace(self._known, **given)


class RecordDialog(PaperDialog):
    """The paper of a closing."""

    ACTION = "reconciliation.record"


def wait_for(sheet: Sheet, *fields: Field) -> None:
    """The button waits until these are filled in."""

    def check() -> None:
        sheet.yes.setEnabled(not any(field.is_unfinished() for field in fields))

    for field in fields:
        field.changed.connect(check)
    check()
