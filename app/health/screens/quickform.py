"""The quick screening form: one person in a few keys; Ctrl and a digit give the verdict and save."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.health import rules
from app.health.screening import ScreeningDraft
from app.health.screens.findings import FindingsField, VerdictField
from app.health.screens.words import options, who
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import new_id
from app.registration.counts import HeadLine
from app.widgets.buttons import button
from app.widgets.fields import ChipsField, ChoiceField, Field, NumberField, TextField, Value
from app.widgets.form import Form
from app.widgets.labels import key_cap, label
from app.widgets.layouts import column, holder, row, scrolled

KEEP_AFTER_MS = 400
WIDE = ("findings", "verdict", "needs")


class ScreeningForm(QWidget):
    """A form about one head; `sent` carries the draft to keep, `typed` what is not saved yet, for the vault."""

    sent = Signal(object)
    typed = Signal(str, object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._head: HeadLine | None = None
        self._id = ""
        self._name, self._facts = label("", "heading", wrap=True), label("", "muted", wrap=True)
        self.form = Form(_fields(), columns=2, wide=WIDE)
        self._problem = label("", "problem", wrap=True)
        self._problem.hide()
        self.save = button(_("Simpan"), self.send, "primary", "check")
        keys = row(key_cap("Ctrl"), key_cap("1–7"), label(_("hasil dan simpan"), "caption"), 1, gap=6)
        keys.addWidget(button(_("Tutup"), self.left.emit))
        keys.addWidget(self.save)
        body = column(self._name, self._facts, self.form, self._problem, 1, gap=12, margins=(0, 0, 8, 0))
        self.setLayout(column(scrolled(holder(body)), keys, gap=10))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(KEEP_AFTER_MS)
        self._soon.timeout.connect(self.keep)
        self.form.changed.connect(self._soon.start)
        self.form.submitted.connect(self.send)

    @property
    def head(self) -> HeadLine | None:
        """Whom the form is about."""
        return self._head

    def begin(self, head: HeadLine, draft: Mapping[str, object]) -> None:
        """A fresh form about somebody, with what was typed about him before."""
        self.keep()
        self._head, self._id = head, new_id()
        self._name.setText(head.display)
        self._facts.setText(who(head))
        self.form.field("weeks").setVisible(head.sex != "L")
        self.form.load({"stage": "masuk"})
        self.form.restore(draft)
        self._soon.stop()
        self._tell("")
        self.form.field("temperature").setFocus()

    def keep(self) -> None:
        """Hand over what is typed and not saved."""
        if self._head is not None and self._soon.isActive():
            self._soon.stop()
            self.typed.emit(self._head.stay_id, self.form.draft())

    def end(self) -> None:
        """What is in the form was saved, or is of no use any more."""
        self._soon.stop()
        self._head = None

    def refuse(self, error: UserError) -> None:
        """Say why it was not saved; everything typed stays."""
        self._tell(f"{error.text} {error.hint}".strip())

    def send(self) -> None:
        """Hand the draft over, if every entry can be."""
        if self._head is None:
            return
        try:
            draft = self._draft(self._head.stay_id)
        except UserError as error:
            self.refuse(error)
            return
        if self.form.check():
            self._tell("")
            self.sent.emit(draft)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl and a digit choose the verdict and save; Escape leaves, what is typed is kept."""
        verdict = self.form.field("verdict")
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        digit = event.key() - Qt.Key.Key_0
        if control and isinstance(verdict, VerdictField) and verdict.choose(digit):
            self.send()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _draft(self, stay_id: str) -> ScreeningDraft:
        said = self.form.collect()
        weeks = said["weeks"]
        return ScreeningDraft(
            stay_id,
            str(said["verdict"] or ""),
            stage=str(said["stage"] or "masuk"),
            vitals=vitals(said),
            findings=tuple(codes(said["findings"])),
            complaint=str(said["complaint"] or ""),
            pregnant=weeks is not None,
            weeks=weeks if isinstance(weeks, int) else None,
            medicines=str(said["medicines"] or ""),
            allergies=str(said["allergies"] or ""),
            needs=frozenset(codes(said["needs"])),
            id=self._id,
        )

    def _tell(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.setVisible(bool(text))


def vitals(said: Mapping[str, Value]) -> dict[str, int]:
    """What was measured, from the entries of a form; UserError for what no body has."""
    found = rules.pressure(str(said.get("pressure") or ""))
    for name in ("temperature", "pulse", "breaths", "saturation"):
        value = rules.measured(name, str(said.get(name) or ""))
        if value is not None:
            found[name] = value
    return found


def codes(value: Value) -> list[str]:
    """The codes of a field of several choices."""
    return value if isinstance(value, list) else []


def measure_fields() -> list[Field]:
    """Temperature and blood pressure, as they are typed."""
    return [
        TextField("temperature", _("Suhu (°C)")).placeholder(_("mis. 37,2")),
        TextField("pressure", _("Tensi")).placeholder(_("mis. 120/80")),
    ]


def _fields() -> list[Field]:
    needs = [(code, name) for code, name in options("kebutuhan") if code in rules.NEUTRAL]
    return [
        *measure_fields(),
        FindingsField("findings", _("Temuan"), options("penyakit")),
        TextField("complaint", _("Keluhan")),
        NumberField("weeks", _("Hamil, minggu ke-"), limits=(1, rules.MOST_WEEKS)),
        TextField("medicines", _("Obat yang dibawa")),
        TextField("allergies", _("Alergi")),
        VerdictField("verdict", _("Hasil"), options("hasil_kesehatan")),
        ChipsField("needs", _("Kebutuhan yang diketahui petugas lain (tanpa alasan)"), needs),
        ChoiceField("stage", _("Tahap"), options("tahap_skrining"), required=True),
    ]
