"""Kejadian: what happened, open ones first; the sheet that writes one down, and what somebody does about it."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.kernel.clock import local
from app.kernel.i18n import _
from app.reference.enumerations import choices
from app.registration.search import search
from app.shelter.duty import incidents
from app.shelter.duty.incidents import IncidentDraft, IncidentView, sealed_words
from app.shelter.rules.duty import SEALED
from app.shelter.screens.dutycontext import Bench
from app.shelter.screens.involved import InvolvedField, candidates
from app.shelter.screens.mealsheets import TimeField
from app.widgets.asking import Asked, ask
from app.widgets.buttons import button
from app.widgets.candidates import Deliver
from app.widgets.date_field import DateField
from app.widgets.dialogs import Question, ask_reason
from app.widgets.fields import ChoiceField, Field, NoteField, TextField
from app.widgets.labels import label
from app.widgets.layouts import Beside, FlowLayout, clear, column, holder
from app.widgets.operations import Begun
from app.widgets.tables import Column, Empty, FilteredTable, Mark, RowTable

MOST_LETTERS = 38
"""A longer name is cut on its button, and whole in its tooltip."""


class IncidentsPane(QWidget):
    """The list, and at its right the incident under the cursor with what may be done about it."""

    person = Signal(str)

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self.table = RowTable(_columns(bench), key=lambda one: one.id, state=lambda one: "void" if one.void else "")
        self.table.setAccessibleName(_("Kejadian"))
        hint = _("Tulis segera sesudah terjadi: apa, di mana, siapa, dan apa yang dilakukan. Ctrl+N.")
        self.table.set_empty(Empty(_("Belum ada kejadian"), hint, "shield"))
        self.table.marked.connect(lambda _one: self._show_one())
        self.list = FilteredTable(self.table, _search_text, _("Cari kejadian"))
        self._title, self._told = label("", "heading", wrap=True), label("", wrap=True)
        self._about, self._people = label("", "muted", wrap=True), FlowLayout(gap=4)
        self._verbs = FlowLayout(gap=4)
        side = column(self._title, self._told, self._about, holder(self._people), holder(self._verbs), 1, gap=10)
        whole = column(Beside(self.list, holder(side), 400))
        self.setLayout(whole)

    def read(self) -> None:
        """Read the incidents again."""
        self._bench.ops.read(incidents.incidents, latest="duty.incidents").then(self._show)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """The acts of this pane."""
        return {
            "duty.new": self.write_down,
            "duty.edit": partial(self._of_open, self.write_down),
            "duty.close": partial(self._of_open, self._close),
        }

    def select(self, incident_id: str) -> bool:
        """Show one incident, if it is listed."""
        return self.table.select(incident_id)

    def write_down(self, one: IncidentView | None = None) -> Asked:
        """Open the sheet for a new incident, or for one that is open."""
        sheet = incident_sheet(self, self._bench, one)

        def keep(said: dict[str, Any]) -> Begun:
            draft = draft_of(said, self._bench)
            sealer = self._bench.context.sealer

            def act(w: Any) -> None:
                if one is None:
                    incidents.record(w, draft, sealer(w))
                else:
                    incidents.change(w, one.id, draft, sealer(w))

            return self._bench.ops.write("shelter.incident", act)

        return ask(sheet, keep)

    def _of_open(self, act: Callable[[IncidentView], object]) -> None:
        one: IncidentView | None = self.table.current()
        if one is not None and one.open:
            act(one)

    def _show(self, found: list[IncidentView]) -> None:
        self.list.set_rows(found)
        if self.table.current() is None:
            self.table.go_to(0)
        self._show_one()

    def _show_one(self) -> None:
        one: IncidentView | None = self.table.current()
        for part in (self._people, self._verbs):
            clear(part)
        self._title.setText(f"{one.number} · {one.name}" if one else "")
        self._told.setText(one.told if one else "")
        self._about.setText("\n".join(_details(one, self._bench)) if one else "")
        if one is None:
            return
        for head in one.heads:
            name = head.display if len(head.display) <= MOST_LETTERS else f"{head.display[: MOST_LETTERS - 1]}…"
            made = button(name, partial(self.person.emit, head.stay_id), "quiet", "user-round")
            made.setToolTip(head.display)
            made.setAccessibleName(head.display)
            self._people.addWidget(made)
        for text, glyph, act in self._acts_on(one):
            self._verbs.addWidget(button(text, act, "quiet", glyph))

    def _acts_on(self, one: IncidentView) -> list[tuple[str, str, Callable[[], object]]]:
        if one.void:
            return []
        may_void = self._bench.context.may(f"{incidents.PERMISSION}.void")
        void = [(_("Batalkan"), "x", partial(self._void, one))] if may_void else []
        if not one.open:
            return [(_("Buka lagi"), "undo-2", partial(self._reopen, one)), *void]
        return [
            (_("Selesai"), "check", partial(self._close, one)),
            (_("Lengkapi"), "pencil", partial(self.write_down, one)),
            *void,
        ]

    def _close(self, one: IncidentView) -> None:
        field = NoteField("outcome", _("Bagaimana diselesaikan?"), required=True)
        question = Question(_("Tutup {number}").format(number=one.number), one.told, _("Selesai"))

        def close(said: dict[str, Any]) -> Begun:
            outcome = str(said["outcome"])
            return self._bench.write(lambda w: incidents.close(w, one.id, outcome))

        ask(Asked(self, question, [field]), close)

    def _reopen(self, one: IncidentView) -> None:
        self._why(_("Buka lagi kejadian ini?"), one, lambda w, why: incidents.reopen(w, one.id, why))

    def _void(self, one: IncidentView) -> None:
        self._why(_("Batalkan kejadian ini?"), one, lambda w, why: incidents.void(w, one.id, why))

    def _why(self, title: str, one: IncidentView, act: Callable[[Any, str], None]) -> None:
        question = Question(title, f"{one.number} · {one.name}")
        ask_reason(self, question, lambda _code, why: self._bench.write(lambda w: act(w, why)))


def incident_sheet(parent: QWidget, bench: Bench, one: IncidentView | None) -> Asked:
    """The sheet of an incident; what is secret has a place of its own, and says who will read it."""
    zone = bench.context.zone
    title = _("Lengkapi {number}").format(number=one.number) if one else _("Kejadian baru")
    hint = _("Tanpa penyakit, kekerasan, atau perdagangan orang: itu ditulis di rincian tertutup.")
    fields = _fields(bench)
    sheet = Asked(parent, Question(title, hint, _("Simpan")), fields)
    sheet.setMinimumWidth(720)
    at = local(one.at if one else bench.context.now(), zone)
    first: dict[str, Any] = {"day": at.date().isoformat(), "time": f"{at:%H.%M}"}
    if one is not None:
        texts = ("kind", "place", "done", "outsiders", "reported_to")
        first |= {name: getattr(one, name) for name in texts}
        first["told"] = "" if one.sealed_kind else one.told
        first["reported"] = f"{local(one.reported_at, zone):%H.%M}" if one.reported_at else None
    sheet.form.load(first)
    involved = sheet.form.field("stays")
    if one is not None and isinstance(involved, InvolvedField):
        involved.show_people(one.heads)
    _follow_kind(sheet)
    return sheet


def _fields(bench: Bench) -> list[Field]:
    def find(typed: str, deliver: Deliver) -> Begun:
        return bench.ops.read(lambda r: candidates(search(r, typed, 8)), latest="duty.find").then(deliver)

    return [
        ChoiceField("kind", _("Jenis"), [(row.code, row.name) for row in choices("jenis_kejadian")], required=True),
        TextField("place", _("Tempat")).placeholder(_("mis. lantai 2, gerbang")),
        DateField("day", _("Tanggal"), required=True),
        TimeField("time", _("Jam"), required=True),
        NoteField("told", _("Apa yang terjadi"), lines=2),
        NoteField("done", _("Tindakan"), lines=2),
        InvolvedField("stays", _("Penghuni yang terlibat"), find, _("Ketik nama atau nomor kartu")),
        TextField("outsiders", _("Orang luar, dengan nama")),
        TextField("reported_to", _("Dilaporkan kepada")).placeholder(_("mis. Kapolsek, kepala pos")),
        TimeField("reported", _("Pukul dilaporkan")),
        NoteField("secret", _("Rincian tertutup"), hint=_("Sesudah disimpan tidak dapat dibaca di sini."), lines=2),
        ChoiceField("secret_for", _("Hanya untuk"), [("protection", _("Peksos")), ("health", _("Petugas kesehatan"))]),
    ]


def draft_of(said: dict[str, Any], bench: Bench) -> IncidentDraft:
    """What was entered, as an incident."""
    at = bench.moment(said.get("day"), said.get("time")) or bench.context.now()
    reported = bench.moment(said.get("day"), said.get("reported"))
    if reported is not None and reported < at:  # told after midnight
        reported = bench.moment(_next_day(str(said["day"])), said["reported"])
    texts = {name: str(said.get(name, "")) for name in ("place", "told", "outsiders", "done", "reported_to", "secret")}
    return IncidentDraft(
        kind=str(said.get("kind", "")), at=at, stays=tuple(said.get("stays", ())), reported_at=reported,
        secret_for=str(said.get("secret_for", "")), **texts,
    )  # fmt: skip


def _next_day(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _follow_kind(sheet: Asked) -> None:
    """Of a kind that is sealed nothing is written where everybody reads it."""

    def follow() -> None:
        vault = SEALED.get(str(sheet.form.field("kind").value() or ""), "")
        for name in ("told", "done", "outsiders"):
            sheet.form.field(name).setEnabled(not vault)
        if vault and not sheet.form.field("secret_for").value():
            sheet.form.field("secret_for").set_value(vault)

    sheet.form.field("kind").changed.connect(follow)
    follow()


def _details(one: IncidentView, bench: Bench) -> list[str]:
    reported = one.reported_to
    if one.reported_to and one.reported_at:
        reported = _("{whom}, pukul {time}").format(whom=one.reported_to, time=bench.hour(one.reported_at))
    rows = (
        (_("Waktu"), bench.hour(one.at)), (_("Tempat"), one.place), (_("Tindakan"), one.done),
        (_("Orang luar"), one.outsiders), (_("Dilaporkan kepada"), reported), (_("Penyelesaian"), one.outcome),
        (_("Ditulis oleh"), f"{one.officer} ({one.desk})"), (_("Dibatalkan"), one.void),
    )  # fmt: skip
    return [*(f"{name}: {text}" for name, text in rows if text), *filter(None, [sealed_words(one)])]


def _columns(bench: Bench) -> tuple[Column, ...]:
    return (
        Column("", _mark, 98, "mark"),
        Column(_("Waktu"), lambda one: bench.hour(one.at), 132, "muted", spare=True),
        Column(_("Jenis"), lambda one: one.name, 0, "strong"),
        Column(_("Tempat"), lambda one: one.place, 120, "muted", spare=True),
        Column(_("Orang"), lambda one: one.people, 150, "muted", spare=True),
    )


def _mark(one: IncidentView) -> Mark:
    if one.void:
        return Mark(_("dibatalkan"), "x", "faint")
    return Mark(_("terbuka"), "circle-alert", "warn") if one.open else Mark(_("selesai"), "check", "good")


def _search_text(one: IncidentView) -> str:
    return f"{one.number} {one.name} {one.place} {one.told} {one.people}"
