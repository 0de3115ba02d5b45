"""Gerbang: in, out, seen by wristband or name; and at the right whoever should be asked after, and what then."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLayout, QLineEdit, QWidget

from app.kernel.clock import local
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.reference.enumerations import choices
from app.registration.counts import HeadLine
from app.registration.rules import PRESENT
from app.registration.search import Hit, search
from app.shelter import absences, presence
from app.shelter.absences import Leaving
from app.shelter.presence import Passed
from app.shelter.rules.presence import IN
from app.shelter.screens import chasing
from app.shelter.screens.chasing import ChaseList
from app.shelter.screens.context import HouseContext
from app.widgets.candidates import Candidate, CandidateList
from app.widgets.fields import SegmentField
from app.widgets.icons import Glyph, lead_with
from app.widgets.labels import label, retone
from app.widgets.layouts import column, holder, panel, row
from app.widgets.message import Message
from app.widgets.operations import Begun, Operations
from app.widgets.screen import Draft, Screen, page
from app.widgets.tables import Column, Empty, Mark, RowTable
from app.widgets.theme import set_state

SHOWN = frozenset(("presence", "absence", "meal_portion", "stay", "movement", "person", "muster_seen"))
MOST = 8
NARROW_BELOW = 940
LOW_BELOW = 500


class GateScreen(Screen):
    """`GateScreen(ops, context)`: choose the direction once, then scan one after the other."""

    def __init__(self, ops: Operations, context: HouseContext) -> None:
        super().__init__()
        self._ops, self._context = ops, context
        self._may = context.may(presence.PERMISSION)
        self._passed: list[tuple[datetime, Passed]] = []
        self.kind = SegmentField("kind", "", [(one.code, one.name) for one in choices("kehadiran")])
        self.kind.set_value(IN)
        self.place = QLineEdit()
        self.place.setPlaceholderText(_("Di mana? Gerbang depan, musala …"))
        self.place.setAccessibleName(_("Tempat"))
        self.place.setMaxLength(80)
        self.line = QLineEdit()
        self.line.setProperty("kind", "big")
        lead_with(self.line, "scan-line", _("Pindai atau cari"))
        self.line.setPlaceholderText(_("Pindai kartu, atau ketik nama …"))
        self.line.setAccessibleName(_("Kartu atau nama"))
        self.line.setEnabled(self._may)
        self.line.textEdited.connect(self._typed)
        self.line.installEventFilter(self)
        self.popup = CandidateList(self.line)
        self.popup.chosen.connect(lambda one: self._record(one.id))
        self.verdict, self._sign = label("", "huge", wrap=True), Glyph("circle-check", "good", 30)
        self._detail = label("", "muted", wrap=True)
        self._ground = panel(self._verdict_row())
        self.latest = RowTable(self._latest_columns(), key=lambda line: line[1].event_id or id(line))
        self.latest.setAccessibleName(_("Yang baru dicatat di loket ini"))
        self.latest.set_empty(Empty(_("Belum ada yang dicatat di loket ini"), "", "scan-line"))
        self.chase = ChaseList(context.zone, self._may)
        self.chase.table.opened.connect(lambda one: self.go.emit("people", one.head.stay_id))
        self.chase.wanted.connect(lambda action: self.act.emit(action))
        self._arrange()

    def refresh(self, tables: frozenset[str]) -> None:
        """Ask again who should be asked after."""
        if not tables or tables & SHOWN:
            now, zone = self._context.now(), self._context.zone
            self._ops.read(lambda r: absences.chase(r, now, zone), latest="shelter.gate").then(self.chase.show_lines)

    def draft(self) -> Draft:
        """Direction, place and what is half typed; those recorded are in the vault."""
        said: Draft = {"kind": self.kind.value(), "place": self.place.text(), "typed": self.line.text()}
        return {name: value for name, value in said.items() if value and (name, value) != ("kind", IN)}

    def restore(self, draft: Draft) -> None:
        """Go on where it was."""
        self.kind.set_value(str(draft.get("kind") or IN))
        self.place.setText(str(draft.get("place") or ""))
        self.line.setText(str(draft.get("typed") or ""))

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """The entries of the action table."""
        mine: dict[str, Callable[[], object]] = {
            "gate.in": partial(self._turn, 0),
            "gate.out": partial(self._turn, 1),
            "gate.seen": partial(self._turn, 2),
        }
        chase = {chasing.BACK: self._back, chasing.STILL: self._still, chasing.GONE: self._gone}
        return {**mine, **chase, "gate.undo": self.undo} if self._may else {}

    def first_focus(self) -> QWidget:
        """The line: a scanner types there."""
        return self.line

    def scan(self, code: str) -> None:
        """A wristband was scanned."""
        if self._may:
            kind, place = str(self.kind.value() or IN), self.place.text()
            pending = self._ops.write("shelter.presence", lambda w: presence.scan(w, code, kind, place))
            pending.then(self.show_passed).otherwise(self.show_refused)

    def undo(self) -> None:
        """Take the last event of this desk back."""
        last = next((one for _at, one in self._passed if one.fresh and one.event_id), None)
        if last is None:
            text, hint = _("Tidak ada langkah untuk diurungkan."), _("Langkah di loket ini saja yang dapat.")
            self.said.emit(Message(text, hint))
            return
        event = last.event_id
        pending = self._ops.write("shelter.presence", lambda w: presence.take_back(w, event))
        pending.then(lambda _nothing: self._taken_back(last))

    def show_passed(self, passed: Passed) -> None:
        """One event: large, so that the guard sees it from the side."""
        self.line.clear()
        tone = "warn" if passed.warn or not passed.fresh else "good"
        self._say(passed.text, _card(passed.head), tone)
        if passed.fresh:
            self._passed = [(self._context.now(), passed), *self._passed][:200]
            self.latest.set_rows(self._passed)

    def show_refused(self, error: UserError) -> None:
        """A card or person that cannot pass: one sentence, and what to do."""
        self.line.selectAll()
        self._say(error.text, error.hint, "bad")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the verdict is smaller, so that it is seen whole, and so is what was recorded before."""
        super().resizeEvent(event)
        self._before.setVisible(self.height() >= LOW_BELOW)
        set_state(self.verdict, role="huge" if self.width() >= NARROW_BELOW else "title")

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        """Enter in the line records a card number that was typed."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not self.popup.isVisible():
            text = self.line.text().strip()
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and text:
                self.scan(text)
                return True
        return False

    def _arrange(self) -> None:
        choose = row(self.kind, self.place, gap=12)
        choose.setStretch(1, 1)
        self._before = label(_("Baru dicatat"), "heading")
        left = column(choose, self.line, self._ground, self._before, self.latest, gap=10)
        left.setStretch(4, 1)
        body = row(holder(left), self.chase, gap=20)
        body.setStretch(0, 5)
        body.setStretch(1, 4)
        self.setLayout(page(_("Gerbang"), body))
        self._say(_("Pilih arah, lalu pindai."), "", "")

    def _verdict_row(self) -> QLayout:
        line = row(self._sign, column(self.verdict, self._detail, gap=2), gap=14)
        line.setAlignment(self._sign, Qt.AlignmentFlag.AlignVCenter)
        line.setStretch(1, 1)
        return line

    def _say(self, text: str, detail: str, tone: str) -> None:
        glyphs = {"": "info", "good": "circle-check", "warn": "triangle-alert", "bad": "circle-alert"}
        retone(self.verdict, text, tone)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self._sign.show_icon(glyphs[tone], tone or "muted")
        set_state(self._ground, tone=tone)
        self.verdict.setAccessibleName(f"{text} {detail}".strip())

    def _typed(self, text: str) -> None:
        if len(text.strip()) < 2:
            self.popup.hide()
            return
        wanted = self._ops.read(lambda r: search(r, text.strip(), MOST), latest="shelter.gate.search")
        wanted.then(self._show_hits)

    def _show_hits(self, hits: Sequence[Hit]) -> None:
        here = [hit for hit in hits if hit.head.account == PRESENT] or list(hits)
        found = [Candidate(hit.head.stay_id, hit.head.display, _card(hit.head)) for hit in here]
        if self.line.hasFocus() and self.line.text().strip():
            self.popup.show_candidates(found, _("Tidak ada yang cocok."))

    def _record(self, stay_id: str) -> None:
        kind, place = str(self.kind.value() or IN), self.place.text()
        pending = self._ops.write("shelter.presence", lambda w: presence.record(w, stay_id, kind, place))
        pending.then(self.show_passed).otherwise(self.show_refused)

    def _taken_back(self, passed: Passed) -> None:
        self._passed = [line for line in self._passed if line[1] is not passed]
        self.latest.set_rows(self._passed)
        self._say(_("{name}: catatan terakhir dibatalkan.").format(name=passed.head.display), "", "")

    def _back(self) -> None:
        """Whoever is marked on the list is here after all."""
        one, place = self.chase.current(), self.place.text()
        if one is not None:
            stay = one.head.stay_id
            pending = self._ops.write("shelter.presence", lambda w: absences.came_back(w, stay, place))
            pending.then(self.show_passed).otherwise(self.show_refused)

    def _still(self) -> None:
        one = self.chase.current()
        if one is not None:
            stay, name = one.head.stay_id, one.head.display

            def act(note: str, place: str) -> Begun:
                done = self._ops.write("shelter.absence", lambda w: absences.still_out(w, stay, note, place))
                text = _("{name}: masih di luar, ditanyakan.").format(name=name)
                return done.then(lambda _nothing: self._say(text, note, ""))

            chasing.ask_still(self, one, act)

    def _gone(self) -> None:
        one = self.chase.current()
        if one is not None:
            stay, name = one.head.stay_id, one.head.display

            def act(leaving: Leaving) -> Begun:
                done = self._ops.write("shelter.absence", lambda w: absences.gone(w, stay, leaving))
                text = _("{name} tercatat pergi tanpa izin.").format(name=name)
                return done.then(lambda _id: self._say(text, leaving.reason, "warn"))

            chasing.ask_gone(self, one, local(self._context.now(), self._context.zone).date(), act)

    def _turn(self, place: int) -> None:
        self.kind.set_value([one.code for one in choices("kehadiran")][place])
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _latest_columns(self) -> tuple[Column, ...]:
        return (
            Column(_("Jam"), lambda line: f"{local(line[0], self._context.zone):%H.%M}", 60, "muted"),
            Column(_("Nama"), lambda line: line[1].text, 0, "strong"),
            Column("", _warned, 34, "mark"),
        )


def _warned(line: tuple[datetime, Passed]) -> Mark | None:
    return Mark(_("periksa"), "triangle-alert", "warn") if line[1].warn else None


def _card(head: HeadLine) -> str:
    card = _("kartu {number}").format(number=head.card_number) if head.card_number else ""
    return " · ".join(part for part in (head.head_class or "", card) if part)
