"""Wizard pages about the post: what it is, and the head of its papers."""

from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from app.access.screens.entrance import Page
from app.access.screens.paper_head import PaperHead
from app.access.wizard import KINDS, RECEIVING_KINDS, ZONES, Suggestion, site_problems, suggestions, text_of
from app.kernel.i18n import _
from app.widgets.buttons import button
from app.widgets.fields import NoteField, SegmentField, TextField
from app.widgets.form import Form
from app.widgets.labels import label
from app.widgets.layouts import FlowLayout, column, holder, row


class SitePage(Page):
    """Code, name, kind, zone, and when the day begins; a known point fills them in."""

    def __init__(self, receiving: bool = False) -> None:
        lead = _("Kode dan nama ini tercetak di semua surat. Kode dan jenis pos tidak dapat diganti lagi sesudahnya.")
        super().__init__(_("Kantor ini") if receiving else _("Pos ini"), lead)
        example = "DSBONE" if receiving else "NNK"
        hint = _("2–6 huruf atau angka, mis. {code}").format(code=example)
        code = TextField("code", _("Kode pos"), required=True, hint=hint)
        code.line.setMaxLength(6)
        code.placeholder(example)
        named = _("Dinas Sosial Kabupaten Bone") if receiving else _("Debarkasi Nunukan")
        name = TextField("name", _("Nama pos"), required=True).placeholder(named)
        kinds = [(one, _(text)) for one, text in KINDS if not receiving or one in RECEIVING_KINDS]
        kind = SegmentField("kind", _("Jenis pos"), kinds, required=True)
        zone = SegmentField("zone", _("Zona waktu"), [(one, one) for one in ZONES], required=True)
        start = TextField("day_start", _("Hari operasional mulai pukul"), required=True)
        self.form = Form([code, name, kind, zone, start], wide=("kind",))
        self.form.submitted.connect(self.moved_on)
        self.form.load({"kind": RECEIVING_KINDS[1] if receiving else "entry", "zone": "WITA", "day_start": "06.00"})
        known = FlowLayout()
        self.chips: dict[str, QPushButton] = {}
        for one in suggestions():
            if receiving and one.kind not in RECEIVING_KINDS:
                continue
            chip = button(f"{one.place}", partial(self._fill, one), "chip")
            chip.setAccessibleName(_("Isi untuk {place}").format(place=one.place))
            self.chips[one.code] = chip
            known.addWidget(chip)
        box = column(label(_("Titik yang dikenal"), "field"), holder(known), gap=6)
        hint = _("Yang datang sebelum jam ini dihitung pada hari sebelumnya.")
        self.setLayout(column(box, self.form, label(hint, "caption", wrap=True), 1, gap=18))

    def first_focus(self) -> QWidget | None:
        """The code."""
        return self.form.field("code")

    def may_go_on(self) -> bool:
        """Show what is missing."""
        return show_problems(self.form, site_problems(self.form.collect()))

    def _fill(self, one: Suggestion) -> None:
        known = {"code": one.code, "name": one.name, "kind": one.kind, "zone": one.zone}
        for name, value in known.items():
            self.form.field(name).set_value(value)
            self.form.field(name).show_problem("")


class LetterheadPage(Page):
    """Lines, address and phone, with the head of a paper beside them."""

    def __init__(self) -> None:
        lead = _("Dipakai di semua surat dan berita acara. Boleh dilengkapi nanti di Pengaturan.")
        super().__init__(_("Kop surat"), lead)
        lines = NoteField("letterhead", _("Baris kop, satu per baris"), lines=4)
        office = TextField("office_name", _("Nama instansi singkat"))
        address, city = TextField("address", _("Alamat")), TextField("city", _("Kota"))
        phone = TextField("phone", _("Telepon / surel"))
        self.form = Form([lines, office, address, city, phone], columns=1)
        self.form.submitted.connect(self.moved_on)
        self.head = PaperHead()
        self.form.changed.connect(self._show)
        line = row(self.form, column(label(_("Contoh"), "field"), self.head, gap=6), gap=28)
        line.setStretch(0, 5)
        line.setStretch(1, 5)
        self.setLayout(column(line, 1, gap=18))
        self._show()

    def first_focus(self) -> QWidget | None:
        """The lines."""
        return self.form.field("letterhead")

    def _show(self) -> None:
        show_head(self.head, self.form)


def show_head(head: PaperHead, form: Form) -> None:
    """Show what the form holds of a letterhead, as papers will print it."""
    answers = form.collect()
    lines = text_of(answers, "letterhead").splitlines() or [text_of(answers, "office_name")]
    head.show_head(lines, text_of(answers, "address") or text_of(answers, "city"), text_of(answers, "phone"))


def show_problems(form: Form, problems: dict[str, str]) -> bool:
    """Show what is wrong, put the cursor on the first; True when nothing is."""
    for name, field in form.fields.items():
        field.show_problem(problems.get(name, ""))
    wrong = [field for name, field in form.fields.items() if name in problems]
    if wrong:
        wrong[0].setFocus()
    return not wrong
