"""Who should be asked after, and the three ways on: he is back, he is still outside, he left without leave."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.kernel.clock import local
from app.kernel.i18n import _
from app.shelter.absences import Chased, Leaving
from app.shelter.screens import words
from app.widgets.asking import Asked, ask
from app.widgets.buttons import button
from app.widgets.date_field import DateField
from app.widgets.dialogs import Question
from app.widgets.fields import TextField
from app.widgets.labels import counted, label
from app.widgets.layouts import FlowLayout, column, holder
from app.widgets.operations import Begun
from app.widgets.tables import Column, Empty, Mark, RowTable

BACK, STILL, GONE = "gate.back", "gate.still", "gate.gone"


class ChaseList(QWidget):
    """Signals ask the screen; nothing is written here."""

    wanted = Signal(str)
    """An action of the table, for whoever is marked."""

    def __init__(self, zone: str, may: bool) -> None:
        super().__init__()
        self._zone = zone
        self.title = label("", "heading")
        self.table = RowTable(self._columns(), key=lambda one: one.head.stay_id, state=_state)
        self.table.setAccessibleName(_("Perlu ditanyakan"))
        self.table.set_empty(Empty(_("Tidak ada yang perlu ditanyakan"), "", "circle-check"))
        self.note = label("", "muted", wrap=True)
        self.table.marked.connect(lambda _one: self._tell())
        verbs = (
            (_("Kembali"), BACK, "check"),
            (_("Masih di luar …"), STILL, "clock"),
            (_("Pergi tanpa izin …"), GONE, "user-x"),
        )
        self._verbs = [button(text, self._asker(verb), "quiet", glyph) for text, verb, glyph in verbs if may]
        flow = FlowLayout(gap=2)
        for made in self._verbs:
            flow.addWidget(made)
        body = column(self.title, self.table, self.note, holder(flow), gap=10)
        body.setStretch(1, 1)
        self.setLayout(body)
        self._tell()

    def show_lines(self, found: Sequence[Chased]) -> None:
        """Those nobody asked after lately first."""
        due = sum(one.due for one in found)
        text, rest = _("Perlu ditanyakan: {n}").format(n=counted(due)), len(found) - due
        self.title.setText(_("{text}, sudah ditanyakan: {n}").format(text=text, n=counted(rest)) if rest else text)
        self.table.set_rows(list(found))
        self._tell()

    def current(self) -> Chased | None:
        """Whoever is marked, else the only one there is."""
        found: Chased | None = self.table.current()
        rows = self.table.rows
        return found or (rows[0] if len(rows) == 1 else None)

    def _tell(self) -> None:
        one = self.current()
        for verb in self._verbs:
            verb.setEnabled(one is not None)
        asked = one.asked if one else None
        said = [_("Terakhir di {place}").format(place=one.overdue.place)] if one and one.overdue.place else []
        if asked is not None:
            at = f"{local(asked.at, self._zone):%d-%m %H.%M}"
            text = _("Ditanyakan {at} oleh {who}: {note}")
            said.append(text.format(at=at, who=asked.officer, note=asked.note))
        self.note.setText(" · ".join(said))
        self.note.setVisible(bool(said))

    def _asker(self, act: str) -> Callable[[], None]:
        return lambda: self.wanted.emit(act)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(_("Nama"), lambda one: one.head.display, 0, "strong"),
            Column("", lambda one: words.since(one.overdue.why, one.overdue.since, self._zone), 178),
            Column("", _asked_mark, 32, "mark"),
        )


def ask_still(parent: QWidget, one: Chased, act: Callable[[str, str], Begun]) -> Asked:
    """What was found out of somebody who is still outside; calls with the note and the place."""
    note = TextField("note", _("Apa yang diketahui"), required=True).placeholder(
        _("mis. di rumah pamannya, besok pulang")
    )
    place = TextField("place", _("Di mana"))
    text = _("Ia tetap terhitung hadir dan akan ditanyakan lagi nanti.")
    question = Question(_("{name} masih di luar").format(name=one.head.display), text, _("Catat"))
    sheet = Asked(parent, question, [note, place])
    return ask(sheet, lambda said: act(str(said["note"]), str(said.get("place", ""))))


def ask_gone(parent: QWidget, one: Chased, today: date, act: Callable[[Leaving], Begun]) -> Asked:
    """When he left, why one thinks so and who saw him last."""
    since = DateField("since", _("Tanggal pergi"), required=True)
    since.set_value(today.isoformat())
    seen = TextField("seen_by", _("Terakhir dilihat oleh"), required=True)
    place = TextField("place", _("Di mana terakhir terlihat"))
    reason = TextField("reason", _("Keterangan"), required=True).placeholder(_("mis. tidak kembali dari pasar"))
    text = _(
        "Ia keluar dari hitungan hadir dan tercatat dengan namanya sendiri di Rekap orang. "
        "Kalau kembali, catat di halaman Orang."
    )
    question = Question(
        _("{name} pergi tanpa izin?").format(name=one.head.display), text, _("Catat pergi"), danger=True
    )
    sheet = Asked(parent, question, [since, seen, place, reason], wide=("reason",))
    if one.overdue.place:
        sheet.form.load({"since": today.isoformat(), "place": one.overdue.place})

    def taken(said: dict[str, Any]) -> Begun:
        day = date.fromisoformat(str(said["since"]))
        return act(Leaving(day, str(said["reason"]), str(said["seen_by"]), str(said.get("place", ""))))

    return ask(sheet, taken)


def _state(one: Chased) -> str:
    return "" if one.due else "absent"


def _asked_mark(one: Chased) -> Mark | None:
    return Mark(_("sudah ditanyakan"), "check", "faint") if one.asked is not None else None
