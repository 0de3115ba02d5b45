"""Buku giliran: one line to type into, and below it what the shifts of the day wrote down."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from app.access.days import today
from app.kernel.i18n import _
from app.shelter.duty import shifts
from app.shelter.duty.shifts import Note
from app.shelter.rules.duty import Span
from app.shelter.rules.meals import clock_text, minutes_of
from app.shelter.screens.dutycontext import Bench
from app.shelter.screens.mealsheets import TimeField
from app.widgets.asking import Asked, ask
from app.widgets.buttons import button
from app.widgets.dialogs import Question, ask_reason
from app.widgets.fields import CheckField, Field, TextField
from app.widgets.labels import label
from app.widgets.layouts import FlowLayout, clear, column, holder
from app.widgets.operations import Begun
from app.widgets.tables import Column, Empty, RowTable


@dataclass(frozen=True)
class State:
    """The log of the day in use, its shifts, and the one that is on."""

    notes: list[Note]
    spans: list[Span]
    now: Span


class LogPane(QWidget):
    """Enter keeps the line; nothing else is needed."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self.state: State | None = None
        self.now = label("", "muted")
        self.line = QLineEdit()
        self.line.setProperty("kind", "big")
        self.line.setMaxLength(500)
        self.line.setPlaceholderText(_("Tulis catatan untuk giliran berikutnya, lalu Enter"))
        self.line.setAccessibleName(_("Catatan"))
        self.line.returnPressed.connect(self.keep)
        self.table = RowTable(
            (
                Column(_("Waktu"), lambda one: bench.hour(one.at), 152, "muted"),
                Column(_("Giliran"), lambda one: self._name(one.shift), 100),
                Column(_("Catatan"), lambda one: one.text, 0, "strong"),
                Column(_("Petugas"), lambda one: f"{one.officer} ({one.desk})", 170, "muted", spare=True),
            ),
            key=lambda one: one.id,
        )
        self.table.setAccessibleName(_("Buku giliran hari ini"))
        hint = _("Yang perlu diketahui giliran berikutnya: kran bocor, tamu, pesan. Jangan menulis penyakit orang.")
        self.table.set_empty(Empty(_("Belum ada catatan hari ini"), hint, "file-text"))
        self._verbs = FlowLayout(gap=4)
        body = column(self.now, self.line, self.table, holder(self._verbs), gap=8)
        body.setStretch(2, 1)
        self.setLayout(body)

    def read(self) -> None:
        """Read the log again."""
        now = self._bench.context.now()

        def look(r: Any) -> State:
            return State(shifts.notes(r, today(r)), shifts.spans(r), shifts.shift_now(r, now))

        self._bench.ops.read(look, latest="duty.log").then(self._show)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """The acts of this pane."""
        if not self._bench.context.may(shifts.PERMISSION):
            return {}
        return {"duty.new": self.line.setFocus}

    def keep(self) -> None:
        """Keep what is typed; it stays in the line when it is refused."""
        text = self.line.text()
        if text.strip():
            self._bench.write(lambda w: shifts.note(w, text)).then(lambda _id: self.line.clear())

    def _show(self, state: State) -> None:
        self.state = state
        self.table.set_rows(list(reversed(state.notes)))
        text = _("Giliran sekarang: {shift}, {hours}")
        self.now.setText(text.format(shift=state.now.name, hours=state.now.hours))
        may = self._bench.context.may
        self.line.setVisible(may(shifts.PERMISSION))
        clear(self._verbs)
        if may(shifts.PERMISSION):
            self._verbs.addWidget(button(_("Batalkan catatan"), self._take_back, "quiet", "x"))
        if may(shifts.SETUP):
            for span in state.spans:
                text = (
                    f"{span.name} {span.hours}" if span.active else _("{shift} (tidak dipakai)").format(shift=span.name)
                )
                self._verbs.addWidget(button(text, partial(self.ask_span, span), "quiet", "pencil"))
            self._verbs.addWidget(button(_("Giliran lain"), self.ask_span, "quiet", "plus"))

    def ask_span(self, span: Span | None = None) -> Asked:
        """Ask for a shift and its hours."""
        fields: list[Field] = [
            TextField("name", _("Nama giliran"), required=True),
            TimeField("starts", _("Mulai pukul"), required=True),
            TimeField("ends", _("Sampai pukul"), required=True),
            CheckField("active", _("Dipakai")),
        ]
        sheet = Asked(self, Question(span.name if span else _("Giliran baru"), yes=_("Simpan")), fields)
        first: dict[str, Any] = {"active": True}
        if span is not None:
            first = {"name": span.name, "starts": clock_text(span.starts), "ends": clock_text(span.ends)}
            first["active"] = span.active
        sheet.form.load(first)

        def keep(said: dict[str, Any]) -> Begun:
            starts, ends = (minutes_of(str(said[edge])) or 0 for edge in ("starts", "ends"))
            made = Span(span.code if span else "", str(said["name"]), starts, ends, bool(said.get("active")))
            return self._bench.write(lambda w: shifts.keep_span(w, made), _("Giliran disimpan."))

        return ask(sheet, keep)

    def _take_back(self) -> None:
        one: Note | None = self.table.current()
        if one is not None:
            act = lambda _code, why: self._bench.write(lambda w: shifts.take_back(w, one.id, why))  # noqa: E731
            ask_reason(self, Question(_("Batalkan catatan ini?"), one.text), act)

    def _name(self, code: str) -> str:
        spans = self.state.spans if self.state else ()
        return next((span.name for span in spans if span.code == code), code)
