"""Counting: one line to type or scan into, who fits below it, and on the right the names nobody has seen yet."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QWidget

from app.kernel.i18n import _
from app.manifest.muster import MusterView
from app.reference.enumerations import name_of
from app.registration.counts import HeadLine
from app.registration.search import CARD, NUMBER, Hit
from app.widgets.buttons import button
from app.widgets.figures import BigNumber
from app.widgets.icons import lead_with
from app.widgets.labels import counted, key_cap, label
from app.widgets.layouts import FlowLayout, column, holder, row
from app.widgets.tables import Column, Empty, Mark, RowTable

SURE_FROM = 3
"""From so many letters on the only one expected may be taken without having been seen."""


class MusterCount(QWidget):
    """Says who is meant; what is kept of it is the screen's business."""

    asked = Signal(str)
    seen = Signal(object)
    """A head (HeadLine) is seen."""
    left = Signal()
    wanted = Signal(str)
    """An action of the table."""

    def __init__(self) -> None:
        super().__init__()
        self.view: MusterView | None = None
        self._answered, self._enter_waits = "", False
        self._title, self._about = label("", "title"), label("", "muted")
        self.line = QLineEdit()
        self.line.setProperty("kind", "big")
        self.line.setPlaceholderText(_("Nama atau nomor kartu – atau pindai"))
        self.line.setAccessibleName(_("Siapa yang terlihat"))
        self.line.setMaxLength(80)
        lead_with(self.line, "search", _("Cari"))
        self.line.textChanged.connect(self._typed)
        self.line.installEventFilter(self)
        self.hits = RowTable(self._hit_columns(), key=lambda hit: hit.head.stay_id, state=self._hit_state)
        self.hits.setAccessibleName(_("Calon"))
        self.hits.opened.connect(lambda _hit: self._enter())
        self.hits.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        hint = _("Ketik beberapa huruf, Enter: terlihat. Atau turun ke daftar kanan dan tekan Enter pada namanya.")
        self.hits.set_empty(Empty(_("Siapa yang terlihat?"), hint, "users"))
        self.missing = RowTable(_missing_columns(), key=lambda head: head.stay_id)
        self.missing.setAccessibleName(_("Belum terlihat"))
        self.missing.opened.connect(self._tick)
        self.missing.typed.connect(self._type_on)
        all_seen = Empty(_("Semua sudah terlihat"), _("Tekan Ctrl+T untuk menyelesaikan hitungan ini."), "circle-check")
        self.missing.set_empty(all_seen)
        self.gone = label("", "muted", wrap=True)
        self.gone.setAccessibleName(_("Keluar selama hitungan"))
        self.number, self._last = BigNumber(_("Belum terlihat")), label("", "muted", wrap=True)
        self.setLayout(self._arranged())

    def show_view(self, view: MusterView, when: str) -> None:
        """A count as it stands."""
        self.view = view
        self._title.setText(view.title)
        state = _("selesai") if not view.open else _("belum selesai")
        self._about.setText(" · ".join(part for part in (view.place, when, view.officer, state) if part))
        note = _("{seen} dari {expected} terlihat").format(
            seen=counted(len(view.seen)), expected=counted(view.expected)
        )
        if view.beyond:
            note = _("{note}, {n} di luar daftar").format(note=note, n=len(view.beyond))
        left = len(view.missing)
        self.number.show_number(left, note, "" if left else "good")
        self.missing.set_rows(list(view.missing))
        self.gone.setText(_gone(view.left))
        self.gone.setVisible(bool(view.left))
        self.hits.viewport().update()
        for part in (self.line, self.finish):
            part.setEnabled(view.open)
        self.resume.setVisible(not view.open)
        self.finish.setVisible(view.open)

    def show_hits(self, text: str, found: Sequence[Hit]) -> None:
        """Who fits what is typed: those who are missed first."""
        if text != self._text():
            return
        self._answered = text
        rank = {"missing": 0, "left": 1, "seen": 2, "beyond": 3}
        self.hits.set_rows(sorted(found, key=lambda hit: rank[self._standing(hit.head)]))
        self.hits.go_to(0)
        if self._enter_waits:
            self._enter_waits = False
            if found and self._sure(text, list(self.hits.rows)):
                self._enter()

    def seek(self, text: str) -> None:
        """Type this for the officer, who chooses whom it means."""
        self.line.setText(text)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def told(self, text: str) -> None:
        """What was done last."""
        self._last.setText(_("Terakhir: {what}   ·   Ctrl+Z mengurungkan").format(what=text) if text else "")

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        """The keys of the line that mean a proposal, or the list of the missing."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step and self.hits.rows:
            self.hits.go_to(max(0, min(len(self.hits.rows) - 1, self.hits.currentIndex().row() + step)))
        elif step == 1:
            self.missing.setFocus(Qt.FocusReason.OtherFocusReason)
            self.missing.go_to(max(0, self.missing.currentIndex().row()))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self._enter()
        elif event.key() == Qt.Key.Key_Escape and self.line.text():
            self.line.clear()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            return False
        return True

    def _arranged(self) -> QBoxLayout:
        self.finish = button(_("Selesai"), lambda: self.wanted.emit("muster.finish"), "primary", "check")
        self.resume = button(_("Lanjutkan"), lambda: self.wanted.emit("muster.resume"), "", "refresh-cw")
        tools = (
            button(_("Hitungan lain"), self.left.emit, "quiet", "arrow-left"),
            button(_("Cetak yang kurang"), lambda: self.wanted.emit("muster.print"), "quiet", "printer"),
            self.resume,
            self.finish,
        )
        keys = FlowLayout(gap=8)
        for key, meaning in (("Enter", _("terlihat")), ("↑↓", _("pilih")), ("Ctrl+Z", _("urungkan")),
                             ("Ctrl+P", _("cetak")), ("Ctrl+T", _("selesai"))):  # fmt: skip
            keys.addWidget(holder(row(key_cap(key), label(meaning, "caption"), gap=5)))
        left = column(self.line, self.hits, holder(keys), self._last, gap=10)
        left.setStretch(1, 1)
        right = column(self.number, self.missing, self.gone, gap=10)
        right.setStretch(1, 1)
        both = row(holder(left), holder(right), gap=24)
        both.setStretch(0, 6)
        both.setStretch(1, 5)
        head = column(row(self._title, 1, *tools, gap=8), self._about, gap=2)
        body = column(holder(head), holder(both), gap=12)
        body.setStretch(1, 1)
        return body

    def _text(self) -> str:
        return " ".join(self.line.text().split())

    def _typed(self) -> None:
        self._enter_waits = False
        text = self._text()
        if text:
            self.asked.emit(text)
        else:
            self._answered = ""
            self.hits.set_rows([])

    def _enter(self) -> None:
        """Take the marked proposal; where the answer is still on its way, wait for it and take only a sure one."""
        text, hit = self._text(), self.hits.current()
        if not text:
            return
        if self._answered != text:
            self._enter_waits = True
        elif hit is not None and (len(text) > 1 or self._sure(text, list(self.hits.rows))):
            self.line.clear()
            self.seen.emit(hit.head)

    def _sure(self, text: str, found: Sequence[Hit]) -> bool:
        """A card or a number means one person; else only one who is missed may be taken unseen."""
        meant = [hit for hit in found if hit.fit in (CARD, NUMBER)]
        if meant:
            return len(meant) == 1
        missed = [hit for hit in found if self._standing(hit.head) == "missing"]
        return len(missed) == 1 and len(text) >= SURE_FROM

    def _tick(self, head: HeadLine) -> None:
        place = self.missing.currentIndex().row()
        self.seen.emit(head)
        self.missing.go_to(min(place, len(self.missing.rows) - 1))

    def _type_on(self, text: str) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.insert(text)

    def _standing(self, head: HeadLine) -> str:
        """How the count knows somebody: missing, seen, left meanwhile, or beyond (nobody expected him)."""
        if self.view is None:
            return "beyond"
        if any(one.stay_id == head.stay_id for one in self.view.missing):
            return "missing"
        if any(one.stay_id == head.stay_id for one in self.view.left):
            return "left"
        return "seen" if any(one.stay_id == head.stay_id for one in self.view.seen) else "beyond"

    def _hit_columns(self) -> tuple[Column, ...]:
        return (
            Column(_("Kartu"), lambda hit: hit.head.card_number or "", 84, "number"),
            Column(_("Nama"), lambda hit: hit.head.display, 0, "strong"),
            Column(_("Kelas"), lambda hit: hit.head.head_class or "?", 56, "muted"),
            Column(_("Keadaan"), self._mark, 150, "mark"),
        )

    def _mark(self, hit: Hit) -> Mark:
        standing = self._standing(hit.head)
        if standing == "missing":
            return Mark(_("belum terlihat"), "", "faint")
        if standing == "seen":
            return Mark(_("sudah terlihat"), "circle-check", "good")
        where = name_of("akun_orang", hit.head.account)
        if standing == "left":
            return Mark(_("sudah keluar · {where}").format(where=where), "log-out", "warn")
        return Mark(_("di luar daftar · {where}").format(where=where), "triangle-alert", "warn")

    def _hit_state(self, hit: Hit) -> str:
        return {"seen": "good", "beyond": "warn"}.get(self._standing(hit.head), "")


def _missing_columns() -> tuple[Column, ...]:
    return (
        Column(_("Kartu"), lambda head: head.card_number or "", 84, "number"),
        Column(_("Nama"), lambda head: head.display, 0, "strong"),
        Column(_("Kelas"), lambda head: head.head_class or "?", 56, "muted"),
        Column(_("Umur"), _age, 70, "muted", spare=True),
    )


_NAMED = 6


def _gone(left: Sequence[HeadLine]) -> str:
    """“Keluar selama hitungan: Ahmad (Rumah sakit), Siti (Pulang mandiri)”."""
    names = [f"{head.display} ({name_of('akun_orang', head.account)})" for head in left[:_NAMED]]
    more = [_("dan {n} orang lain").format(n=len(left) - _NAMED)] if len(left) > _NAMED else []
    return _("Keluar selama hitungan: {names}").format(names=", ".join([*names, *more]))


def _age(head: HeadLine) -> str:
    if head.infant:
        return _("bayi")
    return _("{n} th").format(n=head.age) if head.age is not None else ""
