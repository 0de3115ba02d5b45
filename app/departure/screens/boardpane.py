"""The gangway: scan or type one after the other; who is missing stays in sight, who is extra is asked about."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.departure import boarding, checklist
from app.departure.boarding import Checked, Gangway
from app.departure.rules import gangway
from app.departure.rules.gangway import Said
from app.departure.screens import words
from app.departure.screens.context import Pane, TravelContext
from app.kernel.clock import local
from app.kernel.i18n import N_, _
from app.registration.counts import HeadLine
from app.registration.search import Hit, search
from app.widgets.buttons import button
from app.widgets.candidates import Candidate, CandidateList
from app.widgets.dialogs import Question, ask_reason, confirm
from app.widgets.figures import BigNumber, ClassStrip
from app.widgets.icons import Glyph, lead_with
from app.widgets.labels import label, retone
from app.widgets.layouts import column, holder, panel, row
from app.widgets.message import Message
from app.widgets.operations import Begun, Operations, Pending
from app.widgets.tables import Column, Empty, FilteredTable, RowTable
from app.widgets.theme import set_state

MOST = 8
ROOM_FOR_LATEST = 420
_TONES = {
    gangway.ABOARD: "good",
    gangway.ALREADY: "warn",
    gangway.EXTRA: "warn",
    gangway.AGAIN: "warn",
    gangway.REFUSED: "bad",
}
_QUESTIONS = {gangway.EXTRA: N_("Naik di luar daftar?"), gangway.AGAIN: N_("Turun dari sana, dan naik di sini?")}
_GLYPHS = {"": "scan-line", "good": "circle-check", "warn": "triangle-alert", "bad": "circle-alert"}


class BoardPane(Pane):
    """The line and the answer at the left, the missing at the right."""

    def __init__(self, ops: Operations, context: TravelContext) -> None:
        super().__init__(ops, context)
        self.line = QLineEdit()
        self.line.setProperty("kind", "big")
        lead_with(self.line, "scan-line", _("Pindai atau cari"))
        self.line.setPlaceholderText(_("Pindai kartu, atau ketik nama …"))
        self.line.setAccessibleName(_("Kartu atau nama"))
        self.line.textEdited.connect(self._typed)
        self.line.installEventFilter(self)
        self.popup = CandidateList(self.line)
        self.popup.chosen.connect(lambda one: self.take(one.id))
        self.answer, self._sign = label("", "title", wrap=True), Glyph("scan-line", "muted", 30)
        self._detail = label("", "muted", wrap=True)
        self._ground = panel(self._answer_row())
        self._aboard, self._missing = BigNumber(_("Naik"), "figure-mid"), BigNumber(_("Belum naik"), "figure-mid")
        self._classes = ClassStrip()
        self.latest = RowTable(self._latest_columns(), key=lambda one: one[1].stay_id)
        self.latest.setAccessibleName(_("Yang baru dicatat naik di loket ini"))
        self.latest.set_empty(Empty(_("Belum ada yang dicatat di loket ini"), "", "scan-line"))
        self.missing = RowTable(_missing_columns(), key=lambda head: head.stay_id).choose_many()
        self.missing.setAccessibleName(_("Belum naik"))
        self.missing.set_empty(Empty(_("Semua di daftar sudah naik"), "", "circle-check"))
        self.missing.opened.connect(lambda head: self.take(head.stay_id))
        self._queue = FilteredTable(self.missing, _searched, _("Cari di antara yang belum naik"))
        self.close_button = button(_("Tutup pemeriksaan"), self.close_check, "primary", "check")
        self._reopen = button(_("Buka lagi"), self._ask_reopen, glyph="undo-2")
        self._here: list[tuple[datetime, HeadLine]] = []
        self._shown = ""
        self.standing: Gangway | None = None
        self._arrange()

    def load(self) -> None:
        """Read who is aboard and who is missing."""
        if self.id != self._shown:
            self._here, self._shown = [], self.id
            self._say(_("Pindai kartu di tangga kapal."), "", "")
        open_now = self.view is not None and self.view.open and self.context.may("departure.board")
        self.line.setEnabled(open_now)
        self.close_button.setVisible(open_now)
        closed = self.view is not None and self.view.closed_at is not None
        self._reopen.setVisible(closed and self.context.may("departure.board"))
        asked = self.id
        self.ops.read(lambda r: (asked, boarding.standing(r, asked)), latest="departure.gangway").then(self._show)

    def first_focus(self) -> QWidget:
        """The line: a scanner types there."""
        return self.line if self.line.isEnabled() else self.missing

    def scan(self, code: str) -> None:
        """A card was scanned."""
        if not self.line.isEnabled():
            text = _("Pemeriksaan naik sudah ditutup; tidak ada yang dicatat.")
            self.said.emit(Message(text, _("Buka lagi kalau memang ada yang menyusul."), "warn"))
            return
        departure = self.id
        pending = self.ops.write("departure.board", lambda w: boarding.board(w, departure, code))
        pending.then(self.show_checked)

    def take(self, stay_id: str, reason: str = "") -> None:
        """Somebody found by name, or one of the missing, goes aboard."""
        if self.line.isEnabled():
            self._take(stay_id, reason)

    def show_checked(self, checked: Checked) -> None:
        """One answer, large; who is on no list is asked about."""
        said = checked.said
        detail = " · ".join(part for part in (checked.first, said.hint) if part)
        self._say(said.text, detail, _TONES[said.kind])
        if said.kind in _QUESTIONS and checked.head is not None:
            self._ask(checked.head, said)
        if said.kind == gangway.REFUSED and checked.head is not None:
            tell = partial(_tell_paper, self, (said, detail))
            stay_id = checked.head.stay_id
            self.ops.read(lambda r: self.context.left_by(r, stay_id), latest="departure.left").then(tell)
        if checked.good and checked.head is not None:
            self.line.clear()
            self._here = [(self.context.now(), checked.head), *self._here][:200]
            self.latest.set_rows(self._here)
            self.load()
        else:
            self.line.selectAll()

    def undo(self) -> None:
        """Take the last one of this desk back."""
        if not self._here or not self.line.isEnabled():
            self.said.emit(
                Message(_("Tidak ada langkah untuk diurungkan."), _("Langkah di loket ini saja yang dapat."))
            )
            return
        head = self._here[0][1]
        departure = self.id
        pending = self.ops.write("departure.board", lambda w: boarding.unboard(w, departure, head.stay_id))
        pending.then(lambda _nothing: self._taken_back(head))

    def take_chosen(self) -> None:
        """Those marked in the list of the missing, ticked on paper at the gangway."""
        stays, departure = [head.stay_id for head in self.missing.chosen()], self.id
        if stays and self.line.isEnabled():
            pending = self.ops.write("departure.board", lambda w: boarding.board_all(w, departure, stays))
            pending.then(self._taken)

    def close_check(self) -> None:
        """Ask, then end the check."""
        if self.standing is None or not self.line.isEnabled():
            return
        departure, standing = self.id, self.standing

        def ask(lacking: Sequence[str]) -> None:
            missing = len(standing.missing)
            text = _("{aboard} orang naik. {missing} orang belum naik dan menunggu keberangkatan berikutnya.")
            text = text.format(aboard=len(standing.aboard), missing=missing)
            if lacking:
                text += " " + _("Berkas yang belum ada: {names}.").format(names=", ".join(lacking))
            confirm(self, Question(_("Tutup pemeriksaan naik?"), text, _("Tutup")), self._close)

        self.ops.read(lambda r: checklist.lacking(r, departure), latest="departure.lacking").then(ask)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the window is low the answer stays whole, and what was recorded before gives way."""
        super().resizeEvent(event)
        roomy = self.height() >= ROOM_FOR_LATEST
        self._latest_head.setVisible(roomy)
        self.latest.setVisible(roomy)

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        """Enter in the line takes a card number that was typed."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not self.popup.isVisible():
            text = self.line.text().strip()
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and text:
                self.scan(text)
                return True
        return False

    def _close(self) -> Begun:
        departure = self.id
        return self.ops.write("departure.close", lambda w: boarding.close(w, departure)).then(self._closed)

    def _closed(self, found: Gangway) -> None:
        text = _("Pemeriksaan ditutup: {n} orang naik.").format(n=len(found.aboard))
        hint = _("Cetak manifes yang dibetulkan di Berkas; BAST-nya di Serah terima.")
        self.said.emit(Message(text, hint, "good"))
        self.stale.emit()

    def _ask_reopen(self) -> None:
        departure = self.id

        def again(_code: str, why: str) -> Begun:
            pending = self.ops.write("departure.reopen", lambda w: boarding.reopen(w, departure, why))
            return pending.then(lambda _nothing: self.stale.emit())

        text = _("Manifes yang dicetak sesudahnya mendapat versi baru.")
        ask_reason(self, Question(_("Buka lagi pemeriksaan naik?"), text, _("Buka lagi")), again)

    def _ask(self, head: HeadLine, said: Said) -> None:
        question = Question(_(_QUESTIONS[said.kind]), f"{said.text} {said.hint}", _("Catat naik"))
        ask_reason(self, question, lambda _code, why: self._take(head.stay_id, why))

    def _take(self, stay_id: str, reason: str) -> Pending[Checked]:
        departure = self.id
        pending = self.ops.write("departure.board", lambda w: boarding.board_head(w, departure, stay_id, reason))
        return pending.then(self.show_checked)

    def _taken(self, fresh: int) -> None:
        self._say(_("{n} orang dicatat naik.").format(n=fresh), "", "good")
        self.load()

    def _taken_back(self, head: HeadLine) -> None:
        self._here = [one for one in self._here if one[1].stay_id != head.stay_id]
        self.latest.set_rows(self._here)
        self._say(_("{name}: dibatalkan, belum naik.").format(name=head.display), "", "")
        self.load()

    def _show(self, found: tuple[str, Gangway]) -> None:
        asked, standing = found
        if asked != self.id:
            return
        self.standing = standing
        extra = len(standing.extra)
        note = _("{n} di luar daftar").format(n=extra) if extra else ""
        self._aboard.show_number(len(standing.aboard), note, "good" if standing.aboard else "")
        missing = len(standing.missing)
        self._missing.show_number(missing, "", "warn" if missing else "good")
        self._classes.show_count(standing.counts[_("Naik")])
        self._queue.set_rows(list(standing.missing))
        if standing.twice:
            name, other = standing.twice[0]
            text = _("{name} juga tercatat naik di {title}.").format(name=name, title=other)
            self._say(
                text, _("{n} orang tercatat di dua kapal; urungkan yang keliru.").format(n=len(standing.twice)), "bad"
            )
        elif standing.closed_at:
            text = _("Ditutup {at}.").format(at=words.at(standing.closed_at, self.context.zone))
            self._say(text, _("Yang belum naik menunggu keberangkatan berikutnya."), "good")

    def _say(self, text: str, detail: str, tone: str) -> None:
        retone(self.answer, text, tone)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self._sign.show_icon(_GLYPHS[tone], tone or "muted")
        set_state(self._ground, tone=tone)
        self.answer.setAccessibleName(f"{text} {detail}".strip())

    def _answer_row(self) -> Any:
        line = row(self._sign, column(self.answer, self._detail, gap=2), gap=14)
        line.setAlignment(self._sign, Qt.AlignmentFlag.AlignVCenter)
        line.setStretch(1, 1)
        return line

    def _typed(self, text: str) -> None:
        if len(text.strip()) < 2:
            self.popup.hide()
            return
        self.ops.read(lambda r: search(r, text.strip(), MOST), latest="departure.find").then(self._show_hits)

    def _show_hits(self, hits: Sequence[Hit]) -> None:
        waiting = {head.stay_id for head in self.standing.missing} if self.standing else set()
        first = sorted(hits, key=lambda hit: hit.head.stay_id not in waiting)
        found = [Candidate(hit.head.stay_id, hit.head.display, _about(hit.head)) for hit in first]
        if self.line.hasFocus() and self.line.text().strip():
            self.popup.show_candidates(found, _("Tidak ada yang cocok."))

    def _arrange(self) -> None:
        figures = panel(column(row(self._aboard, self._missing, 1, gap=40), self._classes, gap=8))
        undo = button(_("Urungkan"), self.undo, "quiet", "undo-2")
        ticked = button(_("Catat yang dipilih"), self.take_chosen, glyph="list-checks")
        self._latest_head = holder(row(label(_("Baru dicatat"), "heading"), 1, undo))
        left = column(self.line, self._ground, figures, self._latest_head, self.latest, 1, gap=10)
        left.setStretch(4, 1_000)
        head = row(label(_("Belum naik"), "heading"), 1, ticked)
        right = column(head, self._queue, row(1, self._reopen, self.close_button), gap=10)
        right.setStretch(1, 1)
        body = row(holder(left), holder(right), gap=20)
        body.setStretch(0, 1)
        body.setStretch(1, 1)
        self.setLayout(body)

    def _latest_columns(self) -> tuple[Column, ...]:
        zone = self.context.zone
        return (
            Column(_("Jam"), lambda one: f"{local(one[0], zone):%H.%M}", 60, "muted"),
            Column(_("Nama"), lambda one: one[1].display, 0, "strong"),
            Column(_("Kelas"), lambda one: one[1].head_class or "?", 56, "muted"),
        )


def _tell_paper(pane: BoardPane, answer: tuple[Said, str], paper: str) -> None:
    """Whoever is gone is told with his paper and what came back of it, while the answer is still shown."""
    said, detail = answer
    if paper and pane.answer.text() == said.text:
        pane._say(said.text, f"{paper}. {detail}", _TONES[said.kind])


def _missing_columns() -> tuple[Column, ...]:
    return (
        Column(_("Nama"), lambda head: head.display, 0, "strong"),
        Column(_("Kelas"), lambda head: head.head_class or "?", 56, "muted"),
        Column(_("Kartu"), lambda head: head.card_number or "–", 76, "muted"),
    )


def _about(head: HeadLine) -> str:
    card = _("kartu {number}").format(number=head.card_number) if head.card_number else ""
    return " · ".join(part for part in (head.head_class or "", card) if part)


def _searched(head: HeadLine) -> str:
    return f"{head.display} {head.card_number or ''}"
