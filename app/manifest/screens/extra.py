"""Somebody on no list, in a few keys: name, class, card. A baby, a body, somebody without a name."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.kernel.headcount import CLASSES
from app.kernel.i18n import _
from app.manifest import rules
from app.manifest.recheck import Found
from app.manifest.screens.words import CLASS_KEYS, CLASS_WORDS
from app.registration.heads import Who
from app.widgets.buttons import button
from app.widgets.fields import SegmentField, TextField
from app.widgets.labels import label
from app.widgets.layouts import column, holder, panel, row, scrolled


@dataclass(frozen=True)
class Mother:
    """The woman a baby belongs to: the last one checked, or the one that was marked."""

    stay_id: str
    name: str


class ExtraForm(QWidget):
    """Three fields; Enter goes on and the last one keeps. Digits 1–4 choose the class."""

    kept = Signal(object, object)
    """(registration Who, recheck Found)"""
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._mother: Mother | None = None
        self._ship = label("", "muted", wrap=True)
        self.name = TextField("name", _("Nama (kosong: Tanpa nama)"))
        classes = tuple((code, f"{CLASS_KEYS[code]}  {code}") for code in CLASSES)
        self.head_class = SegmentField("class", _("Kelompok"), classes, required=True)
        self._class_words = label("", "caption")
        kinds = (("person", _("Orang")), ("baby", _("B  Bayi")), ("body", _("J  Jenazah")))
        self.kind = SegmentField("kind", _("Keadaan"), kinds)
        self.card = TextField("card", _("Nomor kartu (boleh kosong)"))
        self._with = label("", "caption", wrap=True)
        save = button(_("Simpan"), self.keep, "primary", "user-plus")
        back = button(_("Batal"), self.left.emit)
        foot = row(1, back, save, gap=8)
        title = label(_("Tambahan di luar daftar"), "heading")
        parts = (self.name, self.head_class, self._class_words, self.kind, self._with, self.card)
        fields = column(self._ship, *parts, 1, gap=10)
        fields.setContentsMargins(0, 0, 6, 0)
        body = column(title, scrolled(holder(fields)), foot, gap=10)
        body.setStretch(1, 1)
        self.setLayout(column(panel(body)))
        self.head_class.changed.connect(self._show_class)
        self.kind.changed.connect(self._kind_changed)
        for part in (self.name.line, self.card.line, *self.head_class.findChildren(QWidget)):
            part.installEventFilter(self)
        for part in self.kind.findChildren(QWidget):
            part.installEventFilter(self)

    def start(self, ship: str, name: str, mother: Mother | None) -> None:
        """A new person for a ship, with what was typed already."""
        self._mother = mother
        self._ship.setText(_("Dihitung di {ship}").format(ship=ship))
        self.restore({"name": name})
        (self._first_class() if name else self.name.line).setFocus(Qt.FocusReason.OtherFocusReason)

    def draft(self) -> dict[str, object]:
        """What is typed and not kept."""
        fields = (self.name, self.head_class, self.kind, self.card)
        return {field.name: field.value() for field in fields if field.value()}

    def restore(self, draft: Mapping[str, object]) -> None:
        """Put a draft back over empty fields."""
        for field in (self.name, self.head_class, self.kind, self.card):
            value = draft.get(field.name)
            field.set_value(value if isinstance(value, str) else None)
            field.show_problem("")
        if not draft.get("kind"):
            self.kind.set_value("person")
        self._show_class()

    def keep(self) -> None:
        """Hand the person over, if a class is chosen or the card has one."""
        code, card = self.head_class.value(), self.card.value()
        if not code and not card:
            self.head_class.show_problem(_("Pilih LD, PD, AL, atau AP: tekan 1, 2, 3, atau 4."))
            self._first_class().setFocus(Qt.FocusReason.OtherFocusReason)
            return
        kind = self.kind.value()
        head_class = str(code) if code else None
        baby = kind == "baby"
        who = Who(
            name=str(self.name.value() or ""), sex=rules.SEX_OF.get(head_class or ""), age=0 if baby else None,
            category="family" if baby else "pmib",
        )  # fmt: skip
        found = Found(
            head_class, str(card) if card else None, infant=baby, body=kind == "body",
            mother_stay_id=self._mother.stay_id if baby and self._mother else None,
        )  # fmt: skip
        self.kept.emit(who, found)

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        """Enter goes on, digits choose the class, B and J the kind, Escape leaves."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self._go_on(target)
            return True
        return not isinstance(target, QLineEdit) and self._choose(event.text().upper())

    def _choose(self, key: str) -> bool:
        code = next((code for code, digit in CLASS_KEYS.items() if digit == key), None)
        if code is not None:
            self.head_class.set_value(code)
            self.card.line.setFocus(Qt.FocusReason.OtherFocusReason)
        elif key in ("B", "J"):
            self.kind.set_value("baby" if key == "B" else "body")
        return code is not None or key in ("B", "J")

    def _go_on(self, target: QObject) -> None:
        if target is self.name.line:
            self._first_class().setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.keep()

    def _first_class(self) -> QWidget:
        return self.head_class.focusProxy() or self.head_class

    def _show_class(self) -> None:
        code = str(self.head_class.value() or "")
        self._class_words.setText(_(CLASS_WORDS[code]) if code in CLASS_WORDS else _("Tekan 1, 2, 3, atau 4."))

    def _kind_changed(self) -> None:
        kind = self.kind.value()
        said = ""
        if kind == "body":
            said = _("Jenazah dicatat dan diserahkan, tetapi di luar hitungan orang hadir.")
        elif kind == "baby" and self._mother is not None:
            said = _("Bersama ibu: {name}").format(name=self._mother.name)
            if not self.name.value():
                self.name.set_value(_("Bayi Ny. {mother}").format(mother=self._mother.name))
        self._with.setText(said)
        self._with.setVisible(bool(said))
