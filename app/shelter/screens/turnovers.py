"""Serah terima giliran: the list of those done, the sheet of a new one, and the taker who confirms by signing in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.access.naming import UserCard, user_cards
from app.access.rules import roles_for
from app.kernel.i18n import _
from app.printing.ready import Sheet as Paper
from app.printing.statement import spaced
from app.shelter import counting, stock
from app.shelter.duty import shifts, turnover
from app.shelter.duty.turnover import Issued, TurnoverDraft, TurnoverLine
from app.shelter.rules.duty import Span, following
from app.shelter.rules.stock import CASH
from app.shelter.screens.countlines import CountLines, Shelf
from app.shelter.screens.dutycontext import Bench
from app.shelter.screens.paper import PaperSheet
from app.widgets.asking import Asked, ask
from app.widgets.buttons import button
from app.widgets.dialogs import Question, ask_reason
from app.widgets.fields import CheckField, ChoiceField, Field, NoteField, TextField
from app.widgets.labels import counted, label
from app.widgets.layouts import Beside, FlowLayout, clear, column, holder
from app.widgets.message import Message
from app.widgets.operations import Begun
from app.widgets.tables import Column, Empty, Mark, RowTable


@dataclass(frozen=True)
class Setting:
    """What a new handover is written with: shifts, the one that is on, who may take it, what may be counted."""

    spans: list[Span]
    now: Span
    users: list[UserCard]
    shelves: list[Shelf]


class TurnoversPane(QWidget):
    """The list, and at the right the handover under the cursor with what may be done about it."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self.table = RowTable(_columns(bench), key=lambda one: one.id, state=lambda one: "void" if one.void else "")
        self.table.setAccessibleName(_("Serah terima giliran"))
        hint = _("Ctrl+N: jumlah orang, kejadian terbuka, kas dan barang dihitung bersama, lalu dicetak bernomor.")
        self.table.set_empty(Empty(_("Belum ada serah terima giliran"), hint, "handshake"))
        self.table.marked.connect(lambda _one: self._show_one())
        self.table.opened.connect(lambda one: self._print(one))
        self._title, self._about = label("", "heading", wrap=True), label("", wrap=True)
        self._verbs = FlowLayout(gap=4)
        side = column(self._title, self._about, holder(self._verbs), 1, gap=10)
        self.setLayout(column(Beside(self.table, holder(side), 380)))

    def read(self) -> None:
        """Read the handovers again."""
        self._bench.ops.read(turnover.turnovers, latest="duty.turnovers").then(self._show)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """The acts of this pane."""
        if not self._bench.context.may(shifts.PERMISSION):
            return {}
        return {
            "duty.new": self.hand_over,
            "duty.print": partial(self._of_line, self._print),
            "duty.close": partial(self._of_line, self._take),
        }

    def select(self, turnover_id: str) -> bool:
        """Show one handover, if it is listed."""
        return self.table.select(turnover_id)

    def _of_line(self, act: Callable[[TurnoverLine], None]) -> None:
        one: TurnoverLine | None = self.table.current()
        if one is not None:
            act(one)

    def hand_over(self) -> None:
        """Read what is needed, then ask."""
        user_id, _name = self._bench.context.actor()
        counts = self._bench.context.may(stock.PERMISSION)
        now = self._bench.context.now()
        read = self._bench.ops.read(lambda r: setting_of(r, now, user_id, counts), latest="duty.setting")
        read.then(self._ask).otherwise(self._bench.refused)

    def _ask(self, setting: Setting) -> None:
        sheet, lines = turnover_sheet(self, setting)

        def keep(said: dict[str, Any]) -> Begun:
            draft = draft_of(said, lines)
            pending = self._bench.ops.write("shelter.turnover", lambda w: turnover.issue(w, draft))
            return pending.then(self._issued)

        ask(sheet, keep)

    def _issued(self, made: Issued) -> None:
        text = _("Serah terima {number} dibekukan, kode pendek {code}.")
        self._bench.tell(Message(text.format(number=made.number, code=spaced(made.short_code)), tone="good"))
        self._paper(made.id, lambda r: turnover.paper(r, made.id))

    def _show(self, found: list[TurnoverLine]) -> None:
        self.table.set_rows(found)
        if self.table.current() is None:
            self.table.go_to(0)
        self._show_one()

    def _show_one(self) -> None:
        one: TurnoverLine | None = self.table.current()
        clear(self._verbs)
        self._title.setText(one.number if one else "")
        self._about.setText("\n".join(_details(one, self._bench)) if one else "")
        if one is None or not self._bench.context.may(shifts.PERMISSION):
            return
        for text, kind, glyph, act in self._acts_on(one):
            self._verbs.addWidget(button(text, act, kind, glyph))

    def _acts_on(self, one: TurnoverLine) -> list[tuple[str, str, str, Callable[[], object]]]:
        again = (_("Cetak ulang"), "quiet", "printer", partial(self._print, one))
        user_id, _name = self._bench.context.actor()
        if one.void:
            return []
        acts: list[tuple[str, str, str, Callable[[], object]]] = [again]
        if one.waits:
            taker = user_id != one.giver_id and user_id == (one.taker_id or user_id)
            text = _("Terima giliran") if taker else _("Penerima masuk")
            acts.insert(0, (text, "primary", "check" if taker else "user-round", partial(self._take, one)))
            acts.append((_("Ditandatangani di kertas"), "quiet", "file-text", partial(self._on_paper, one)))
        if (one.waits and user_id == one.giver_id) or self._bench.context.may(f"{shifts.PERMISSION}.void"):
            acts.append((_("Batalkan"), "quiet", "x", partial(self._void, one)))
        return acts

    def _take(self, one: TurnoverLine) -> None:
        """Whoever is named takes it; anybody else makes room for him to sign in first."""
        if not one.waits:
            return
        user_id, _name = self._bench.context.actor()
        if user_id == one.giver_id or user_id != (one.taker_id or user_id):
            text = _("{name} masuk dengan PIN atau kata sandinya sendiri, lalu tekan Terima giliran.")
            self._bench.tell(Message(text.format(name=one.taker)))
            self._bench.act("desk.switch")
            return
        self._bench.write(lambda w: turnover.take(w, one.id), _("Giliran diterima."))

    def _on_paper(self, one: TurnoverLine) -> None:
        self._bench.write(lambda w: turnover.taken_on_paper(w, one.id), _("Dicatat: ditandatangani di kertas."))

    def _void(self, one: TurnoverLine) -> None:
        act = lambda _code, why: self._bench.write(lambda w: turnover.void(w, one.id, why))  # noqa: E731
        text = _("{number}: {giver} kepada {taker}").format(number=one.number, giver=one.giver, taker=one.taker)
        ask_reason(self, Question(_("Batalkan serah terima ini?"), text), act)

    def _print(self, one: TurnoverLine) -> None:
        if not self._bench.context.may(shifts.PERMISSION):
            return

        def again(w: Any) -> Paper:
            copy = turnover.reprint(w, one.id) if not one.void else None
            return turnover.paper(w, one.id, copy=copy)

        self._paper(one.id, again)

    def _paper(self, turnover_id: str, make: Callable[[Any], Paper]) -> None:
        self.table.select(turnover_id)
        PaperSheet(self, _("Serah terima giliran"), self._bench.ops, make, self._bench.context.paper()).open()


def setting_of(r: Any, now: Any, giver_id: str, counts: bool) -> Setting:
    """Read what a new handover is written with; `counts`: whether the giver may count stock and cash."""
    able = roles_for(shifts.PERMISSION)
    users = [user for user in user_cards(r).values() if user.active and user.id != giver_id and user.roles & able]
    stores = sorted(stock.stores(r), key=lambda store: store.kind != CASH) if counts else []
    shelves = [Shelf(store, counting.expected(r, store.id)) for store in stores]
    spans = [span for span in shifts.spans(r) if span.active]
    return Setting(spans, shifts.shift_now(r, now), sorted(users, key=lambda user: user.name.casefold()), shelves)


def turnover_sheet(parent: QWidget, setting: Setting) -> tuple[Asked, CountLines]:
    """The sheet of a new handover, and the lines to be counted in it."""
    names = [(span.code, f"{span.name} {span.hours}") for span in setting.spans]
    fields: list[Field] = [
        ChoiceField("shift", _("Giliran yang selesai"), names, required=True),
        ChoiceField("to_shift", _("Giliran yang mulai"), names, required=True),
        ChoiceField("taker_id", _("Yang menerima"), [(user.id, user.name) for user in setting.users]),
        TextField("taker", _("Atau namanya, kalau tidak punya akun")),
        NoteField("keys", _("Kunci dan inventaris, satu per baris"), lines=2),
        NoteField("remarks", _("Pesan untuk giliran berikutnya"), lines=2),
        CheckField("nobody", _("Rumah memang kosong")),
    ]
    lines = CountLines(setting.shelves)
    hint = _("Jumlah orang, kejadian terbuka dan penjaga diambil sendiri dari catatan. Sesudah dicetak isinya beku.")
    question = Question(_("Serah terima giliran"), hint, _("Bekukan dan cetak"))
    sheet = Asked(parent, question, fields, (), lines)
    sheet.setMinimumWidth(720)
    after = following(setting.spans, setting.now.code)
    first = {"shift": setting.now.code, "to_shift": after.code if after else None, "nobody": False}
    sheet.form.load({**first, "taker_id": None})
    return sheet, lines


def draft_of(said: dict[str, Any], lines: CountLines) -> TurnoverDraft:
    """What was entered, as a handover."""
    keys = tuple(line for line in str(said.get("keys", "")).splitlines() if line.strip())
    return TurnoverDraft(
        str(said.get("shift", "")), str(said.get("to_shift", "")), str(said.get("taker", "")),
        str(said.get("taker_id", "")), keys, str(said.get("remarks", "")), lines.stores(), bool(said.get("nobody")),
    )  # fmt: skip


def _details(one: TurnoverLine, bench: Bench) -> Sequence[str]:
    taken = ""
    if one.taken_at is not None:
        how = _("dengan akunnya sendiri") if one.how == turnover.BY_ACCOUNT else _("dengan tanda tangan di kertas")
        taken = _("{name} menerima {time}, {how}").format(name=one.taker, time=bench.hour(one.taken_at), how=how)
    rows = (
        _("{giver} ({shift}) kepada {taker} ({to_shift})").format(
            giver=one.giver, shift=one.shift, taker=one.taker, to_shift=one.to_shift
        ),
        _("Dicetak {time}, kode pendek {code}").format(time=bench.hour(one.printed_at), code=spaced(one.short_code)),
        _("Hadir {n} orang").format(n=counted(one.present)),
        _("{n} selisih hitungan dijelaskan").format(n=one.differences) if one.differences else "",
        taken,
        _("Dibatalkan: {reason}").format(reason=one.void) if one.void else "",
    )
    return [text for text in rows if text]


def _columns(bench: Bench) -> tuple[Column, ...]:
    return (
        Column("", _mark, 120, "mark"),
        Column(_("Waktu"), lambda one: bench.hour(one.printed_at), 132, "muted", spare=True),
        Column(_("Giliran"), lambda one: f"{one.shift} → {one.to_shift}", 140, "strong"),
        Column(_("Menyerahkan"), lambda one: one.giver, 150, spare=True),
        Column(_("Menerima"), lambda one: one.taker, 0),
        Column(_("Hadir"), lambda one: counted(one.present), 64, "number", spare=True),
    )


def _mark(one: TurnoverLine) -> Mark:
    if one.void:
        return Mark(_("dibatalkan"), "x", "faint")
    return Mark(_("menunggu"), "clock", "warn") if one.waits else Mark(_("diterima"), "check", "good")
