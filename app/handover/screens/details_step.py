"""The second step of a paper: parties with their titles, place and date, witnesses, what is handed over with it."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.handover.parties import KnownParty, known_parties, usual_giver
from app.handover.screens.party_form import KIN, MAYOR, OFFICE, SHORT, WITNESSES, PartyForm, as_values
from app.handover.screens.requirement_fields import RequirementFields
from app.handover.terms import DraftBast, Party
from app.kernel.i18n import _
from app.widgets.date_field import DateField
from app.widgets.fields import Field, NoteField, NumberField, TextField, Value
from app.widgets.form import Form
from app.widgets.labels import label
from app.widgets.layouts import column, holder, panel, row, scrolled
from app.widgets.operations import Operations
from app.widgets.paper_size import paper_field

MOST_SETS = 20
_FAMILY = ("keluarga", "ahli_waris")
_LISTS = ("documents", "goods", "remarks", "basis")


class DetailsStep(QWidget):
    """Collects everything of a draft but its people and the kind of receiver."""

    changed = Signal()

    def __init__(self, ops: Operations) -> None:
        super().__init__()
        self._ops, self._kind = ops, ""
        self._known: Sequence[KnownParty] = ()
        self.receiver, self.kin = (
            self._party(_("Pihak kedua, yang menerima"), OFFICE),
            self._party(_("Pihak kedua, keluarga yang menerima"), KIN),
        )
        self.giver = self._party(_("Pihak pertama, yang menyerahkan"), OFFICE)
        self.witnesses = [self._party(_("Saksi {n}").format(n=place + 1), SHORT) for place in range(WITNESSES)]
        self.known_by = self._party(_("Mengetahui"), MAYOR)
        self.asked = RequirementFields()
        self.asked.changed.connect(self.changed)
        self.form = Form(self._fields(), columns=3, wide=_LISTS)
        self.form.changed.connect(self.changed)
        self._arrange()

    def load(self, kind: str) -> None:
        """Read who signed before, those of this kind of receiver first; show the fields this kind asks for."""
        self._kind = kind
        self.kin.setVisible(kind in _FAMILY)
        self.receiver.setVisible(kind not in _FAMILY)
        self.asked.show_kind(kind)

        def read(r: Any) -> tuple[Sequence[KnownParty], Party | None]:
            return known_parties(r, kind), usual_giver(r)

        self._ops.read(read, latest="handover.parties").then(self._know)

    def show_draft(self, draft: DraftBast) -> None:
        """Show a draft."""
        self._receiver(draft.kind).show_party(draft.receiver)
        self.giver.show_party(draft.giver)
        for form, witness in zip(self.witnesses, (*draft.witnesses, Party(), Party()), strict=False):
            form.show_party(witness)
        self.known_by.show_party(draft.known_by or Party())
        self.asked.show_draft(draft)
        lists: dict[str, Value] = {name: "\n".join(getattr(draft, name)) or None for name in _LISTS}
        plain: dict[str, Value] = {"place": draft.place, "time": draft.time, "paper": draft.paper, "sets": draft.sets}
        day = draft.day.isoformat() if draft.day else None
        self.form.load({**plain, **lists, "day": day, "unknown_reason": draft.unknown_reason or None})

    def draft(self, kind: str, stays: tuple[str, ...]) -> DraftBast:
        """The draft as filled in, for these people."""
        values = self.form.collect()
        day = self.form.field("day")
        witnesses = [form.party() for form in self.witnesses]
        known_by = self.known_by.party()
        return DraftBast(
            kind,
            self._receiver(kind).party(),
            self.giver.party(),
            stays,
            place=str(values["place"] or ""),
            day=day.date() if isinstance(day, DateField) else None,
            time=str(values["time"] or ""),
            witnesses=tuple(one for one in witnesses if one.name),
            known_by=known_by if known_by.name else None,
            paper=str(values["paper"] or "A4"),
            sets=_number(values["sets"]),
            unknown_reason=str(values["unknown_reason"] or ""),
            parting_reason="",
            reasons=self.asked.reasons(),
            death_papers=self.asked.death_papers(),
            **{name: _lines(values[name]) for name in _LISTS},
        )

    def ask_unknown(self, number: int) -> None:
        """Ask why the sex of some is unknown, where it is."""
        self.form.field("unknown_reason").setVisible(number > 0)

    def typed(self) -> dict[str, object]:
        """Everything as typed, for keeping through a lock."""
        parties = [as_values(form.party()) for form in self._parties()]
        return {"form": dict(self.form.collect()), "parties": parties, "asked": self.asked.typed()}

    def retype(self, typed: Mapping[str, Any]) -> None:
        """Put it back."""
        self.form.load(dict(typed.get("form", {})))
        self.asked.retype(typed.get("asked", {}))
        for form, values in zip(self._parties(), typed.get("parties", ()), strict=False):
            form.show_party(Party(**values))

    def missing(self, kind: str) -> str:
        """What the paper cannot do without, in words; empty when nothing is missing."""
        receiver, giver = self._receiver(kind).party(), self.giver.party()
        if not (receiver.name or receiver.institution):
            return _("Isi nama atau instansi yang menerima.")
        if not (giver.name or giver.institution):
            return _("Isi nama atau instansi yang menyerahkan.")
        bad = [field for field in self.form.fields.values() if field.problem()]
        return f"{bad[0].text}: {bad[0].problem()}" if bad else ""

    def first_focus(self, kind: str) -> QWidget:
        """The receiver."""
        return self._receiver(kind)

    def _parties(self) -> tuple[PartyForm, ...]:
        return (self.receiver, self.kin, self.giver, *self.witnesses, self.known_by)

    def _receiver(self, kind: str) -> PartyForm:
        return self.kin if kind in _FAMILY else self.receiver

    def _party(self, title: str, names: Sequence[str]) -> PartyForm:
        form = PartyForm(title, names, lambda: self._known)
        form.changed.connect(self.changed)
        return form

    def _know(self, found: tuple[Sequence[KnownParty], Party | None]) -> None:
        self._known, usual = found
        if usual and self.giver.party() == Party():
            self.giver.show_party(usual)

    def _fields(self) -> list[Field]:
        sets = NumberField("sets", _("Rangkap"), limits=(1, MOST_SETS))
        sets.set_value(2)
        return [
            TextField("place", _("Tempat")).placeholder(_("kosong = alamat pos ini")),
            DateField("day", _("Tanggal")),
            TextField("time", _("Pukul")).placeholder(_("kosong = saat dicetak")),
            paper_field("A4"),
            sets,
            NoteField("documents", _("Dokumen yang diserahkan, satu per baris"), lines=2),
            NoteField("goods", _("Barang yang diserahkan, satu per baris"), lines=2),
            NoteField("remarks", _("Catatan, satu per baris"), lines=2),
            NoteField("basis", _("Dasar tambahan (surat nomor …), satu per baris"), lines=2),
            TextField("unknown_reason", _("Mengapa jenis kelamin seseorang belum diketahui")),
        ]

    def _arrange(self) -> None:
        self.ask_unknown(0)
        own = panel(column(label(_("Isi surat"), "eyebrow"), self.form, gap=10))
        left = column(self.receiver, self.kin, self.witnesses[0], self.known_by, 1, gap=14)
        right = column(self.giver, self.witnesses[1], 1, gap=14)
        parties = row(left, right, gap=14)
        parties.setStretch(0, 1)
        parties.setStretch(1, 1)
        self._column = column(parties, self.asked, own, 1, gap=14, margins=(0, 0, 8, 0))
        self.setLayout(column(scrolled(holder(self._column))))

    def put_above(self, part: QWidget) -> None:
        """Something that is filled in before everything else."""
        self._column.insertWidget(0, part)


def _lines(value: object) -> tuple[str, ...]:
    return tuple(line.strip() for line in str(value or "").splitlines() if line.strip())


def _number(value: object) -> int:
    return value if isinstance(value, int) else 2
