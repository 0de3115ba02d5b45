"""What a surat pernyataan says beside its people: its kind, who declares, how and why they go, who signs."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from app.handover import terms
from app.handover.candidates import Choosable
from app.handover.declaring import Declaration
from app.handover.parties import KnownParty, known_parties, usual_giver
from app.handover.screens.party_form import KIN, MAYOR, SHORT, PartyForm, as_values
from app.handover.terms import Party
from app.kernel.headcount import CLASSES
from app.kernel.i18n import _
from app.reference.enumerations import choices
from app.widgets.date_field import DateField
from app.widgets.fields import ChoiceField, TextField
from app.widgets.form import Form
from app.widgets.labels import label
from app.widgets.layouts import column, holder, panel, row, scrolled
from app.widgets.operations import Operations
from app.widgets.paper_size import paper_field

ADULTS = CLASSES[:2]
_OTHER = "-"


class StatementForm(QWidget):
    """Collects a declaration for the people chosen in the step before."""

    def __init__(self, ops: Operations) -> None:
        super().__init__()
        self._ops = ops
        self._known: Sequence[KnownParty] = ()
        self._late = False
        kinds = [(one.code, one.name) for one in choices("surat_pernyataan")]
        self.variant = ChoiceField("variant", _("Jenis"), kinds, required=True)
        self.variant.changed.connect(self._show_kind)
        self.own = ChoiceField("own", _("Yang menyatakan"), (), required=True)
        self.own.changed.connect(self._show_kind)
        self.declarant = self._party(_("Keluarga, kuasa, atau wali yang menyatakan"), KIN)
        self.officer = self._party(_("Petugas pos"), SHORT)
        self.known_by = self._party(_("Mengetahui: pemerintah daerah atau desa"), MAYOR)
        self.witness = self._party(_("Saksi"), SHORT)
        self.form = Form(
            (
                TextField("address", _("Alamat yang menyatakan")),
                TextField("phone", _("Telepon yang menyatakan")),
                TextField("transport", _("Kendaraan dan waktu berangkat")),
                TextField("reason", _("Alasan menurut yang menyatakan")),
                TextField("place", _("Tempat")).placeholder(_("kosong = alamat pos ini")),
                DateField("day", _("Tanggal")),
                paper_field("A4"),
            ),
            columns=2,
        )
        self._hint = label("", "caption", wrap=True)
        self._arrange()
        self.variant.set_value(terms.SELF_RETURN)
        self._show_kind()

    def begin(self, paper: str) -> None:
        """An empty form."""
        for part in (self.declarant, self.officer, self.known_by, self.witness):
            part.show_party(Party())
        self.form.load({**dict.fromkeys(self.form.fields), "paper": paper})
        self.variant.set_value(terms.SELF_RETURN)
        self.own.set_value(None)

        def read(r: Any) -> tuple[Sequence[KnownParty], Party | None]:
            return known_parties(r), usual_giver(r)

        self._ops.read(read, latest="handover.statement_parties").then(self._know)

    def offer(self, people: Sequence[Choosable]) -> None:
        """Who may declare for himself: the grown people chosen."""
        before = self.own.value()
        grown = [(one.stay_id, one.name) for one in people if one.head_class in ADULTS]
        self.own.set_options([*grown, (_OTHER, _("Orang lain (keluarga, kuasa, wali)"))])
        kept = before if before in {code for code, _name in grown} else (grown[0][0] if grown else _OTHER)
        self.own.set_value(kept)
        self._offer_way({one.left for one in people})
        self._show_kind()

    def _offer_way(self, accounts: Collection[str]) -> None:
        """People who left already: the kind is the way they went, and signing moves nobody."""
        ways = [variant for variant, account in terms.OWN_WAY.items() if account in accounts]
        self._late = bool(ways)
        if ways and self.variant.value() not in ways:
            self.variant.set_value(ways[0])

    def declaration(self, stays: tuple[str, ...]) -> Declaration:
        """What is filled in, for these people."""
        values, day = self.form.collect(), self.form.field("day")
        texts = {name: str(values[name] or "") for name in ("transport", "reason", "place")}
        known_by, witness = self.known_by.party(), self.witness.party()
        return Declaration(
            str(self.variant.value() or ""), self._declarant(), self.officer.party(), stays, self._own(),
            day=day.date() if isinstance(day, DateField) else None,
            witnesses=(witness,) if witness.name else (),
            known_by=known_by if known_by.name else None, paper=str(values["paper"] or "A4"), **texts,
        )  # fmt: skip

    def first_focus(self) -> QWidget:
        """The kind."""
        return self.variant

    def typed(self) -> dict[str, object]:
        """Everything as typed, for keeping through a lock."""
        parties = [as_values(one.party()) for one in self._parties()]
        kept = {"variant": self.variant.value(), "own": self.own.value(), "parties": parties}
        return {**kept, "form": dict(self.form.collect())}

    def retype(self, typed: Mapping[str, Any]) -> None:
        """Put it back."""
        self.variant.set_value(typed.get("variant") or terms.SELF_RETURN)
        self.own.set_value(typed.get("own"))
        for part, values in zip(self._parties(), typed.get("parties", ()), strict=False):
            part.show_party(Party(**values))
        self.form.load(dict(typed.get("form", {})))
        self._show_kind()

    def _parties(self) -> tuple[PartyForm, ...]:
        return (self.declarant, self.officer, self.known_by, self.witness)

    def _own(self) -> str:
        chosen = str(self.own.value() or "")
        return "" if chosen == _OTHER or self.variant.value() == terms.GUARANTEE else chosen

    def _declarant(self) -> Party:
        if not self._own():
            return self.declarant.party()
        values = self.form.collect()
        name = self.own.box.currentText()
        return Party(name, address=str(values["address"] or ""), phone=str(values["phone"] or ""))

    def _party(self, title: str, names: Sequence[str]) -> PartyForm:
        return PartyForm(title, names, lambda: self._known)

    def _know(self, found: tuple[Sequence[KnownParty], Party | None]) -> None:
        self._known, usual = found
        if usual and self.officer.party() == Party():
            self.officer.show_party(usual)

    def _show_kind(self) -> None:
        variant = str(self.variant.value() or "")
        own = bool(self._own())
        self.own.setVisible(variant != terms.GUARANTEE)
        self.declarant.setVisible(not own)
        for name in ("address", "phone"):
            self.form.field(name).setVisible(own)
        self.form.field("transport").setVisible(variant != terms.REFUSAL)
        self.form.field("reason").setVisible(variant != terms.REFUSAL)
        hints = {
            terms.SELF_RETURN: _("Saat tanda tangannya dicatat, mereka keluar dari hitungan hadir."),
            terms.STAYS: _("Saat tanda tangannya dicatat, mereka keluar dari hitungan dan tercatat menetap di sini."),
            terms.GUARANTEE: _("Sesudah ditandatangani dibuka draf BAST keluarga; orangnya pindah dengan BAST itu."),
            terms.REFUSAL: _(
                "Hanya kertas: orangnya tetap di sini dengan semua haknya. Alasan tidak ditulis di surat."
            ),
        }
        late = _("Surat susulan: orangnya sudah keluar, tanda tangannya tidak memindahkan siapa pun.")
        self._hint.setText(late if self._late and variant in terms.OWN_WAY else hints.get(variant, ""))

    def _arrange(self) -> None:
        kind = panel(column(self.variant, self._hint, self.own, gap=10))
        left = column(kind, self.declarant, self.witness, 1, gap=14)
        said = panel(column(label(_("Isi surat"), "eyebrow"), self.form, gap=10))
        right = column(said, self.officer, self.known_by, 1, gap=14)
        both = row(left, right, gap=14, margins=(0, 0, 8, 0))
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        self.setLayout(column(scrolled(holder(both))))
