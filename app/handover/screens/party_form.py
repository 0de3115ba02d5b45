"""A party of a paper: taken from those who signed before, or typed, with the titles Indonesian papers ask for."""

from collections.abc import Callable, Sequence
from dataclasses import fields

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.handover.parties import KnownParty
from app.handover.terms import Party
from app.kernel.i18n import N_, _
from app.widgets.candidates import Candidate, Deliver, SearchField
from app.widgets.fields import ChoiceField, Field, TextField, Value
from app.widgets.form import Form
from app.widgets.labels import label
from app.widgets.layouts import column, panel

Known = Callable[[], Sequence[KnownParty]]
ACTING = (
    ("a.n.", N_("a.n. (atas nama)")),
    ("u.b.", N_("u.b. (untuk beliau)")),
    ("Plt.", N_("Plt.")),
    ("Plh.", N_("Plh.")),
)
_LABELS = {
    "name": N_("Nama"),
    "position": N_("Jabatan"),
    "nip": N_("NIP"),
    "rank": N_("Pangkat/golongan"),
    "acting": N_("Menandatangani"),
    "superior": N_("Atas nama jabatan"),
    "via": N_("Melalui jabatan (u.b.)"),
    "institution": N_("Instansi"),
    "address": N_("Alamat"),
    "phone": N_("Telepon"),
    "nik": N_("NIK"),
    "relation": N_("Hubungan dengan yang diserahkan"),
    "authority": N_("Surat kuasa/surat tugas"),
}
OFFICE = ("name", "position", "nip", "rank", "institution", "acting", "superior", "via", "address", "phone")
KIN = ("name", "nik", "relation", "authority", "address", "phone")
SHORT = ("name", "position", "institution", "nip")
MAYOR = ("name", "position", "acting", "superior", "nip")
WITNESSES = 2
"""Witnesses a paper has room for."""


class PartyForm(QWidget):
    """A titled form; typing in the line above it proposes people known from before."""

    changed = Signal()

    def __init__(self, title: str, names: Sequence[str], known: Known) -> None:
        super().__init__()
        self._known, self._names = known, tuple(names)
        self._proposed: dict[str, Party] = {}
        self._search = SearchField("known", "", self._propose, hint=_("Ambil dari daftar: ketik nama atau instansi"))
        self._search.tune(1, _("Belum pernah dipakai; isi di bawah."))
        self._search.chosen.connect(self._take)
        wide = ("institution", "address") if "address" in names else ()
        self.form = Form([_field(name) for name in names], wide=wide)
        self.form.changed.connect(self.changed)
        self.form.changed.connect(self._show_acting)
        self.setLayout(column(panel(column(label(title, "eyebrow"), self._search, self.form, gap=10))))
        self.setFocusProxy(self._search)
        self._show_acting()

    def show_party(self, party: Party) -> None:
        """Show a party; what this form does not ask for is dropped."""
        values: dict[str, Value] = {name: getattr(party, name) or None for name in self._names}
        self.form.load(values)
        self._show_acting()

    def party(self) -> Party:
        """What is filled in."""
        return Party(**{name: str(value) for name, value in self.form.collect().items() if value})

    def _show_acting(self) -> None:
        acting = self.form.fields["acting"].value() if "acting" in self._names else None
        for name, needed in (("superior", ("a.n.", "u.b.")), ("via", ("u.b.",))):
            if name in self._names:
                self.form.field(name).setVisible(acting in needed)

    def _propose(self, typed: str, deliver: Deliver) -> None:
        words = typed.casefold().split()
        matching = [one for one in self._known() if _holds(one, words)]
        self._proposed = {str(place): one.party for place, one in enumerate(matching)}
        deliver([Candidate(str(place), one.text, one.detail) for place, one in enumerate(matching)])

    def _take(self, choice: Candidate) -> None:
        self.show_party(self._proposed[choice.id])
        self._search.show_choice(None)
        self.changed.emit()
        self.form.fields["name"].setFocus()


def as_values(party: Party) -> dict[str, str]:
    """A party as plain values, for drafts."""
    return {field.name: getattr(party, field.name) for field in fields(Party) if getattr(party, field.name)}


def _holds(known: KnownParty, words: Sequence[str]) -> bool:
    text = f"{known.text} {known.detail}".casefold()
    return all(word in text for word in words)


def _field(name: str) -> Field:
    if name == "acting":
        field = ChoiceField(name, _(_LABELS[name]), [(code, _(text)) for code, text in ACTING])
        field.box.setItemText(0, _("Sendiri"))
        return field
    return TextField(name, _(_LABELS[name]))
