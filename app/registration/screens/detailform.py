"""The second stage: everything about a person that may be filled in later, in one form."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.kernel.i18n import _
from app.registration import validation
from app.registration.page import PersonPage
from app.registration.screens import words
from app.registration.screens.birthfield import BirthField
from app.registration.screens.context import PeopleContext
from app.widgets.buttons import button
from app.widgets.candidates import Candidate
from app.widgets.fields import ChipsField, ChoiceField, Field, SegmentField, TextField, Value
from app.widgets.form import Form
from app.widgets.labels import key_cap, label
from app.widgets.layouts import column, holder, panel, row, scrolled
from app.widgets.region_picker import RegionPicker
from app.widgets.screen import Draft

_FOCUS = {
    validation.NAME: "name",
    validation.SEX: "sex",
    validation.BIRTH: "birth",
    validation.DESTINATION: "destination_code",
    validation.NATIONALITY: "nationality",
}
_SHOWN = "destination_shown"


class DetailForm(QWidget):
    """Three groups of fields; Enter goes on, Ctrl+Enter or Ctrl+S keeps, Escape leaves."""

    submitted = Signal(object)
    """The changed fields by name (see app.registration.editing.save_form)."""
    left = Signal()

    def __init__(self, context: PeopleContext) -> None:
        super().__init__()
        self._title = label("", "heading", wrap=True)
        self.picker = RegionPicker("destination_code", _("Desa tujuan"), context.regions)
        self.forms = [
            Form(_identity_fields(), columns=3, wide=()),
            Form(_home_fields(self.picker), columns=2, wide=("destination_code",)),
            Form(_other_fields(), columns=3, wide=("nationality_basis",)),
        ]
        titles = (_("Identitas"), _("Tujuan pulang dan keluarga yang dihubungi"), _("Kewarganegaraan dan lainnya"))
        groups = [
            panel(column(label(title, "eyebrow"), form, gap=10)) for title, form in zip(titles, self.forms, strict=True)
        ]
        self.save = button(_("Simpan"), self.submit, "primary", "save")
        cancel = button(_("Tutup"), self.left.emit, "quiet")
        keys = row(key_cap("Enter"), label(_("lanjut"), "caption"), key_cap("Ctrl+S"), label(_("simpan"), "caption"))
        head = row(self._title, keys, cancel, self.save, gap=10)
        head.setStretch(0, 1)
        head.setAlignment(keys, Qt.AlignmentFlag.AlignVCenter)
        area = scrolled(holder(column(*groups, 1, gap=12, margins=(0, 0, 8, 8))))
        self.setLayout(column(head, area, gap=12))
        for form in self.forms:
            form.submitted.connect(self.submit)
        self.person_id = ""

    def load(self, page: PersonPage) -> None:
        """Show the facts of a person."""
        self.person_id = page.person_id or ""
        self._title.setText(page.identity.display if page.identity else "")
        values = _values(page)
        for form in self.forms:
            form.load(values)
        if values["destination_code"]:
            self.picker.show_choice(Candidate(str(values["destination_code"]), page.destination))

    def focus(self, field: str = "name") -> None:
        """Go to a field, by its name or by the code of an open field."""
        name = _FOCUS.get(field, field)
        for form in self.forms:
            if name in form.fields:
                form.field(name).setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Hand the changed fields over, when nothing is wrong with them."""
        if all(form.check() for form in self.forms):
            self.submitted.emit(self.changes())

    def changes(self) -> dict[str, Any]:
        """The fields that differ from what was loaded."""
        return {name: value for form in self.forms for name, value in form.draft().items()}

    def show_problem(self, code: str, text: str) -> None:
        """Show a refusal beside its field where it has one (“person.nik.length”)."""
        field = {"nik": "nik", "birth": "birth", "age": "birth", "name": "name"}.get(code.split(".")[1])
        for form in self.forms:
            form.show_problems({field: text} if field else {})
        if field:
            self.focus(field)

    def draft(self) -> Draft:
        """What is typed and not kept."""
        changed = self.changes()
        return {**changed, _SHOWN: self.picker.line.text()} if changed else {}

    def restore(self, draft: Mapping[str, object]) -> None:
        """Put a draft back over what is loaded."""
        for form in self.forms:
            form.restore(draft)
        if draft.get("destination_code"):
            self.picker.show_choice(Candidate(str(draft["destination_code"]), str(draft.get(_SHOWN, ""))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _identity_fields() -> list[Field]:
    return [
        TextField("name", _("Nama")),
        TextField("father_name", _("Nama ayah (bin/binti)")),
        TextField("aliases", _("Nama lain, dipisah titik koma")),
        SegmentField("sex", _("Kelamin"), [("L", _("Laki-laki")), ("P", _("Perempuan"))]),
        BirthField("birth", _("Lahir atau umur")),
        TextField("birth_place", _("Tempat lahir")),
        TextField("nik", _("NIK")),
        TextField("family_card", _("Nomor KK")),
        ChoiceField("category", _("Kategori"), words.options("kategori_orang")),
    ]


def _home_fields(picker: RegionPicker) -> list[Field]:
    return [
        picker,
        TextField("destination_address", _("Alamat, RT/RW")),
        TextField("destination_unknown", _("Belum diketahui, karena")),
        TextField("kin_name", _("Keluarga yang dihubungi")),
        TextField("kin_phone", _("Nomor telepon")),
        ChoiceField("kin_relation", _("Hubungan"), words.options("status_hubungan")),
        ChoiceField("plan", _("Rencana"), words.options("rencana")),
    ]


def _other_fields() -> list[Field]:
    return [
        ChoiceField("nationality", _("Kewarganegaraan"), words.options("kewarganegaraan")),
        TextField("nationality_country", _("Negara")),
        TextField("religion", _("Agama")),
        TextField("marital", _("Status kawin")),
        TextField("education", _("Pendidikan")),
        ChipsField("nationality_basis", _("Dasar pengakuan WNI"), words.options("dasar_klaim_wni")),
    ]


def _values(page: PersonPage) -> dict[str, Value]:
    who = page.identity
    known = dict(who.values) if who else {}
    birth = known.get("birth_date") or known.get("birth_year") or known.get("age")
    known["birth"] = None if birth is None else birth.isoformat() if isinstance(birth, date) else str(birth)
    known["aliases"] = "; ".join(known.get("aliases") or ())
    known["nationality_basis"] = list(known.get("nationality_basis") or ())
    return {name: value for name, value in known.items() if isinstance(value, str | int | bool | list | None)}
