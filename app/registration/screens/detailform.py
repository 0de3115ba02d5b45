"""The second stage: everything about a person that may be filled in later, in one form."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.kernel.i18n import _
from app.matching.documents import nik_digits
from app.reference.enumerations import name_of
from app.registration import validation
from app.registration.editing import scanned_paper
from app.registration.interview import askable
from app.registration.page import PersonPage
from app.registration.people import PaperEntry
from app.registration.screens import words
from app.registration.screens.birthfield import BirthField
from app.registration.screens.context import PeopleContext
from app.registration.screens.mrzfield import MrzField
from app.registration.screens.quickform import MOST_TYPED
from app.registration.screens.suggested import Suggested
from app.registration.suggesting import Said, from_mrz
from app.widgets.buttons import button
from app.widgets.candidates import Candidate
from app.widgets.fields import ChipsField, ChoiceField, Field, NumberField, SegmentField, TextField, Value
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
_SHOWN = {"destination_code": "destination_shown", "origin_code": "origin_shown"}
_SCAN = "scan"
NIK_LENGTH = 16
WIDE, NARROW = 560, 440
"""From so many pixels on the fields stand in three columns, in two; below in one."""


class DetailForm(QWidget):
    """Groups of fields; Enter goes on, Ctrl+Enter or Ctrl+S keeps, Escape leaves; what papers say is offered above."""

    submitted = Signal(object)
    """The changed fields by name (see app.registration.editing.save_form)."""
    left = Signal()

    def __init__(self, context: PeopleContext) -> None:
        super().__init__()
        self._title = label("", "heading", wrap=True)
        self._context = context
        self.picker = RegionPicker("destination_code", _("Desa tujuan"), context.regions)
        self.origin = RegionPicker("origin_code", _("Daerah asal"), context.regions)
        self.forms = [
            Form(_identity_fields(), columns=3, wide=()),
            Form(_home_fields(self.picker), columns=2, wide=("destination_code",)),
            Form(_other_fields(self.origin), columns=3, wide=("origin_code", "nationality_basis")),
            Form(_journey_fields(), columns=3, wide=()),
            Form(_vulnerability_fields(), columns=1),
        ]
        self.scan = MrzField()
        self.suggested = Suggested(lambda: self.forms)
        self.paper: PaperEntry | None = None
        self.save = button(_("Simpan"), self.submit, "primary", "save")
        self.person_id, self.stay_id, self._day = "", "", date.max
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        titles = (
            _("Identitas"),
            _("Tujuan pulang dan keluarga yang dihubungi"),
            _("Asal, kewarganegaraan dan lainnya"),
            _("Keberangkatan dan pekerjaan di luar negeri"),
            _("Kerentanan"),
        )
        groups = [
            panel(column(label(title, "eyebrow"), form, gap=10)) for title, form in zip(titles, self.forms, strict=True)
        ]
        cancel = button(_("Tutup"), self.left.emit, "quiet")
        keys = row(key_cap("Enter"), label(_("lanjut"), "caption"), key_cap("Ctrl+S"), label(_("simpan"), "caption"))
        self._keys = holder(keys)
        head = row(self._title, self._keys, cancel, self.save, gap=10)
        head.setStretch(0, 1)
        head.setAlignment(self._keys, Qt.AlignmentFlag.AlignVCenter)
        parts = (self.suggested, *groups, panel(column(self.scan)))
        self._area = scrolled(holder(column(*parts, 1, gap=12, margins=(0, 0, 8, 8))))
        self.setLayout(column(head, self._area, gap=12))

    def _connect(self) -> None:
        for form in self.forms:
            form.submitted.connect(self.submit)
        self.scan.read.connect(self._scanned)
        self.scan.submitted.connect(self.submit)
        name = self.forms[0].field("name")
        if isinstance(name, TextField):
            name.line.setMaxLength(MOST_TYPED)
            name.changed.connect(partial(self.scan.catch, name))
        self.forms[0].field("nik").changed.connect(self._nik)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow form has fewer columns and tells no keys."""
        super().resizeEvent(event)
        wide = self.width() >= WIDE
        self._keys.setVisible(wide)
        for form, columns in zip(self.forms, (3, 2, 3, 3, 1), strict=True):
            form.set_columns(columns if wide else min(columns, 2) if self.width() >= NARROW else 1)

    def load(self, page: PersonPage) -> None:
        """Show the facts of a person."""
        self.person_id, self.stay_id = page.person_id or "", page.stay_id
        self._day = page.head.arrived if page.head else page.stays[0].day if page.stays else date.max
        self._title.setText(page.identity.display if page.identity else "")
        self.suggested.forget()
        self.paper = None
        self.scan.empty()
        values = _values(page)
        for form in self.forms:
            form.load(values)
        for picker, shown in ((self.picker, page.destination), (self.origin, page.origin)):
            if values[picker.name]:
                picker.show_choice(Candidate(str(values[picker.name]), shown))
        self._nik()

    def focus(self, field: str = "name") -> None:
        """Go to a field, by its name or by the code of an open field."""
        name = _FOCUS.get(field, field)
        for form in self.forms:
            if name in form.fields:
                form.field(name).setFocus(Qt.FocusReason.OtherFocusReason)
                self._area.ensureWidgetVisible(form.field(name), 0)
                self._area.horizontalScrollBar().setValue(0)

    def submit(self) -> None:
        """Hand the changed fields over, when nothing is wrong with them."""
        if all(form.check() for form in self.forms):
            self.submitted.emit(self.changes())

    def changes(self) -> dict[str, Any]:
        """The fields that differ from what was loaded."""
        return {name: value for form in self.forms for name, value in form.draft().items()}

    def show_problem(self, code: str, text: str) -> None:
        """Show a refusal beside its field where it has one (“person.nik.length”)."""
        known = {"nik": "nik", "birth": "birth", "age": "birth", "name": "name", "left": "left_year"}
        field = known.get(code.split(".")[1])
        for form in self.forms:
            form.show_problems({field: text} if field else {})
        if field:
            self.focus(field)

    def draft(self) -> Draft:
        """What is typed and not kept."""
        changed: Draft = {**self.changes(), _SCAN: self.scan.value()}
        if not any(changed.values()) and len(changed) == 1:
            return {}
        return {**changed, **{_SHOWN[each.name]: each.line.text() for each in (self.picker, self.origin)}}

    def restore(self, draft: Mapping[str, object]) -> None:
        """Put a draft back over what is loaded."""
        for form in self.forms:
            form.restore(draft)
        for picker in (self.picker, self.origin):
            if draft.get(picker.name):
                picker.show_choice(Candidate(str(draft[picker.name]), str(draft.get(_SHOWN[picker.name], ""))))
        if draft.get(_SCAN):
            self.scan.set_value(str(draft[_SCAN]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves, Ctrl+I fills what is empty from what papers say."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_I and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.suggested.fill_all()
        else:
            super().keyPressEvent(event)

    def _nik(self) -> None:
        digits = str(self.forms[0].field("nik").value() or "")
        if len(nik_digits(digits)) != NIK_LENGTH:
            self.suggested.tell(_("NIK"), Said())
            return
        found = partial(self.suggested.tell, _("NIK"))
        self._context.nik(digits, self._day, found)

    def _scanned(self, text: str) -> None:
        said = from_mrz(text, self._day)
        self.paper = scanned_paper(said)
        note = ""
        if self.paper is not None:
            until = f" – {self.paper.expires:%d-%m-%Y}" if self.paper.expires else ""
            kind = name_of("dokumen", self.paper.kind)
            note = _("{kind} {number}{until} ikut dicatat waktu disimpan.").format(
                kind=kind, number=self.paper.number, until=until
            )
        self.suggested.tell(_("MRZ"), said, note)
        self.suggested.fill(_("MRZ"))
        self._area.verticalScrollBar().setValue(0)


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
        TextField("destination_text", _("Tujuan seperti disebut orangnya")),
        TextField("destination_address", _("Alamat, RT/RW")),
        TextField("destination_unknown", _("Belum diketahui, karena")),
        TextField("kin_name", _("Keluarga yang dihubungi")),
        TextField("kin_phone", _("Nomor telepon")),
        ChoiceField("kin_relation", _("Hubungan"), words.options("status_hubungan")),
        ChoiceField("plan", _("Rencana"), words.options("rencana")),
    ]


def _other_fields(origin: RegionPicker) -> list[Field]:
    return [
        origin,
        TextField("origin_address", _("Alamat asal, RT/RW")),
        ChoiceField("nationality", _("Kewarganegaraan"), words.options("kewarganegaraan")),
        TextField("nationality_country", _("Negara")),
        ChoiceField("religion", _("Agama"), words.options("agama")),
        ChoiceField("marital", _("Status kawin"), words.options("status_kawin")),
        ChoiceField("education", _("Pendidikan"), words.options("pendidikan")),
        ChipsField("nationality_basis", _("Dasar pengakuan WNI"), words.options("dasar_klaim_wni")),
    ]


def _journey_fields() -> list[Field]:
    return [
        NumberField("left_year", _("Tahun berangkat"), limits=(1900, 2100)),
        ChoiceField("left_way", _("Cara berangkat"), words.options("cara_keluar")),
        TextField("route", _("Rute")),
        TextField("recruiter", _("Perekrut, agen atau P3MI")),
        TextField("cost", _("Biaya yang dibayar")),
        TextField("work_place", _("Negara atau negeri tempat kerja")),
        TextField("occupation", _("Pekerjaan")),
        TextField("employer", _("Majikan")),
        TextField("duration", _("Lama bekerja")),
    ]


def _vulnerability_fields() -> list[Field]:
    grounds = [(code, name_of("rentan", code)) for code in askable()]
    return [ChipsField("vulnerable", _("Selain yang tampak dari umur dan keluarganya"), grounds)]


def _values(page: PersonPage) -> dict[str, Value]:
    who = page.identity
    known = {**(who.values if who else {}), **page.told.journey, "vulnerable": list(page.told.vulnerable)}
    birth = known.get("birth_date") or known.get("birth_year") or known.get("age")
    known["birth"] = None if birth is None else birth.isoformat() if isinstance(birth, date) else str(birth)
    known["aliases"] = "; ".join(known.get("aliases") or ())
    known["nationality_basis"] = list(known.get("nationality_basis") or ())
    return {name: value for name, value in known.items() if isinstance(value, str | int | bool | list | None)}
