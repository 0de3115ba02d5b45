"""The questions of the reports: who signs and vouches, why one is replaced, to whom names or counts go."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.kernel.i18n import _
from app.reconciliation.rules import Override
from app.reports.content import Signers
from app.reports.exporting import Purpose
from app.widgets.dialogs import Question, Sheet
from app.widgets.fields import Field, NoteField, TextField
from app.widgets.labels import label
from app.widgets.layouts import column, holder, row, scrolled
from app.widgets.operations import Begun

OnSend = Callable[[Signers, Override | None, str], Begun]
"""(who signs, who vouches for what is open, why a report is replaced)"""


@dataclass(frozen=True)
class Sending:
    """What the question is about: its title, who is suggested, what is open, whether a sent report is replaced."""

    title: str
    signers: Signers
    marks: Sequence[str]
    replacing: bool = False


MOST_MARKS_HEIGHT = 120


def ask_send(parent: QWidget, about: Sending, on_send: OnSend) -> Sheet:
    """Who reports and who takes note; why, where something is open or a report is replaced."""
    signers, marks, replacing = about.signers, about.marks, about.replacing
    fields = {
        "name": TextField("name", _("Yang melaporkan"), required=True),
        "position": TextField("position", _("Jabatan")),
        "nip": TextField("nip", _("NIP")),
        "known": TextField("known", _("Mengetahui")),
        "known_position": TextField("known_position", _("Jabatan yang mengetahui")),
        "known_nip": TextField("known_nip", _("NIP yang mengetahui")),
    }
    for name, field in fields.items():
        field.set_value(getattr(signers, name))
    why = NoteField("why", _("Mengapa laporan ini diganti"), required=replacing, lines=2)
    why.setVisible(replacing)
    by = TextField("by", _("Penanggung jawab"), required=bool(marks))
    reason = NoteField("reason", _("Alasan mengirim walaupun masih ada yang terbuka"), required=bool(marks), lines=2)
    by.set_value(signers.name if marks else None)
    parts = [row(fields["name"], fields["position"], fields["nip"], gap=10)]
    parts.append(row(fields["known"], fields["known_position"], fields["known_nip"], gap=10))
    open_still = holder(column(_marks(marks), by, reason, gap=8))
    open_still.setVisible(bool(marks))
    text = _("Laporan diberi nomor, dibekukan, dan ditandatangani loket ini. Isinya tidak berubah lagi.")
    sheet = Sheet(parent, Question(about.title, text, _("Kirim")), *parts, why, open_still)
    sheet.setMinimumWidth(760)

    def go() -> Begun:
        said = Signers(**{name: str(field.value() or "") for name, field in fields.items()})
        override = Override(str(by.value() or ""), str(reason.value() or "")) if marks else None
        return on_send(said, override, str(why.value() or ""))

    needed: list[Field] = [fields["name"]]
    needed += [why] if replacing else []
    needed += [by, reason] if marks else []
    _wait_for(sheet, needed)
    sheet.when_yes(go)
    sheet.open()
    return sheet


def ask_purpose(parent: QWidget, title: str, text: str, on_purpose: Callable[[Sheet, Purpose], Begun]) -> Sheet:
    """To which agency, and for what."""
    to = TextField("recipient", _("Instansi penerima"), required=True)
    why = NoteField("purpose", _("Untuk apa data ini keluar"), required=True)
    sheet = Sheet(parent, Question(title, text, _("Pilih berkas")), to, why)
    _wait_for(sheet, [to, why])
    sheet.when_yes(lambda: on_purpose(sheet, Purpose(str(to.value() or ""), str(why.value() or ""))))
    to.setFocus()
    sheet.open()
    return sheet


def _marks(marks: Sequence[str]) -> QWidget:
    """What is open, a line each; many scroll."""
    lines = [label(f"• {mark}", wrap=True) for mark in marks]
    area = scrolled(holder(column(label(_("Masih terbuka dalam masa ini:"), "", "warn"), *lines, 1, gap=4)))
    area.setMinimumHeight(min(MOST_MARKS_HEIGHT, 30 + 24 * len(lines)))
    area.setMaximumHeight(MOST_MARKS_HEIGHT)
    return area


def _wait_for(sheet: Sheet, fields: Sequence[Field]) -> None:
    """The button waits until everything that is needed is there."""

    def check() -> None:
        sheet.yes.setEnabled(not any(field.is_unfinished() for field in fields))

    for field in fields:
        field.changed.connect(check)
    check()
