"""Settings of the post: what it is called, its day, and the head of its papers."""

from collections.abc import Mapping
from dataclasses import replace

from app.access.screens.paper_head import PaperHead
from app.access.screens.reach import Reach
from app.access.screens.section import SavingForm, Section, show_problems, titled
from app.access.screens.site_pages import show_head
from app.access.sites import MOST_DAYS, MOST_PEOPLE, update_site
from app.access.views import RECEIPT_DAYS, SiteView
from app.access.wizard import KINDS, ZONES, minutes_of, text_of, time_of
from app.kernel.i18n import N_, _
from app.widgets.fields import NoteField, NumberField, SegmentField, TextField, Value
from app.widgets.form import Form
from app.widgets.labels import label
from app.widgets.layouts import column, row


class SiteSection(Section):
    """Two panels: the post, its letterhead; only kepala changes them."""

    lead = N_("Nama, jam mulai hari, dan kepala surat. Perubahan berlaku untuk surat berikutnya.")

    def __init__(self, reach: Reach) -> None:
        super().__init__(reach)
        name, city = TextField("name", _("Nama pos"), required=True), TextField("city", _("Kota"))
        zone = SegmentField("zone", _("Zona waktu"), [(one, one) for one in ZONES], required=True)
        start = TextField("day_start", _("Hari operasional mulai pukul"), required=True)
        self._fixed = label("", "muted")
        capacity = NumberField("capacity", _("Kapasitas penampungan (orang)"), limits=(0, MOST_PEOPLE))
        receipts = NumberField("receipt_days", _("Tanda terima ditanyakan sesudah (hari)"), limits=(1, MOST_DAYS))
        self.site = SavingForm(Form([name, city, zone, start, capacity, receipts]), _("Simpan"), self._save)
        lines = NoteField("letterhead", _("Baris kop, satu per baris"), lines=4)
        office, address = TextField("office_name", _("Nama instansi singkat")), TextField("address", _("Alamat"))
        phone = TextField("phone", _("Telepon / surel"))
        self.paper = SavingForm(Form([lines, office, address, phone], columns=1), _("Simpan kop"), self._save)
        self.head = PaperHead()
        self.paper.form.changed.connect(lambda: show_head(self.head, self.paper.form))
        both = row(self.paper, self.head, gap=24)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        denied = _("Hanya kepala pos yang mengubah bagian ini.")
        self._denied = label(denied, "caption")
        parts = (
            self._denied,
            titled(_("Pos"), self._fixed, self.site),
            titled(_("Kop surat"), both),
        )
        self.setLayout(column(*parts, 1, gap=16))

    def load(self) -> None:
        """Show the post as it stands, unless something is being typed."""
        site = self.reach.office.site
        may = self.reach.may("access.site")
        self._denied.setVisible(not may)
        kind = next((_(text) for code, text in KINDS if code == site.kind), site.kind)
        self._fixed.setText(_("Kode {code} · {kind}").format(code=site.code, kind=kind))
        for part in (self.site, self.paper):
            part.form.setEnabled(may)
            if not part.form.is_changed():
                part.form.load(_values(site))
            part.settle()
        show_head(self.head, self.paper.form)

    def draft(self) -> dict[str, object]:
        """What is typed in both forms."""
        return {**self.site.form.draft(), **self.paper.form.draft()}

    def restore(self, draft: Mapping[str, object]) -> None:
        """Put it back."""
        self.load()
        self.site.form.restore(draft)
        self.paper.form.restore(draft)

    def _save(self) -> None:
        answers = {**self.site.form.collect(), **self.paper.form.collect()}
        start = minutes_of(text_of(answers, "day_start"))
        problems = {} if start is not None else {"day_start": _("Tulis jam seperti 06.00.")}
        if not text_of(answers, "name"):
            problems["name"] = _("Perlu diisi.")
        for counted in ("capacity", "receipt_days"):
            if wrong := self.site.form.field(counted).problem():
                problems[counted] = wrong
        if not show_problems(self.site.form, problems):
            return
        lines = tuple(line.strip() for line in text_of(answers, "letterhead").splitlines() if line.strip())
        texts = {name: text_of(answers, name) for name in ("name", "city", "zone", "office_name", "address", "phone")}
        numbers = {"day_start_minutes": start or 0, "capacity": _number(answers.get("capacity"))}
        numbers["receipt_days"] = _number(answers.get("receipt_days")) or RECEIPT_DAYS
        wanted = replace(self.reach.office.site, letterhead=lines, **texts, **numbers)  # type: ignore[arg-type]
        self.reach.act(lambda office: update_site(office, wanted)).then(self._saved).otherwise(self.refuse)

    def _saved(self, site: SiteView) -> None:
        self.site.form.load(_values(site))
        self.paper.form.load(_values(site))
        self.load()
        self.tell(_("Pengaturan pos disimpan."))


def _number(value: Value) -> int:
    return value if isinstance(value, int) else 0


def _values(site: SiteView) -> dict[str, Value]:
    names = ("name", "city", "zone", "office_name", "address", "phone")
    values: dict[str, Value] = {name: getattr(site, name) or None for name in names}
    values |= {"capacity": site.capacity or None, "receipt_days": site.receipt_days}
    return {**values, "day_start": time_of(site.day_start_minutes), "letterhead": "\n".join(site.letterhead) or None}
