"""Hitung kepala, from any screen: at a bus, a gate, the morning parade; who is seen is kept at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.kernel.clock import local
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.manifest import muster, results
from app.manifest.muster import Group, MusterView
from app.manifest.screens.mustercount import MusterCount
from app.manifest.screens.musterstart import MusterStart
from app.manifest.screens.remaining import QuayPaper
from app.reference.enumerations import name_of
from app.registration.cards import SeenCard, look_up
from app.registration.counts import HeadLine
from app.registration.rules import OUTSIDE, PRESENT
from app.registration.search import CARD, NUMBER, Hit, search
from app.widgets.dialogs import Question, Sheet
from app.widgets.fields import NoteField
from app.widgets.message import Message
from app.widgets.operations import Begun, Operations
from app.widgets.screen import Draft, Screen, page

SHOWN = frozenset(("muster", "muster_seen", "stay", "movement", "person", "batch"))
START, COUNT = range(2)
MOST = 8


@dataclass(frozen=True)
class Parade:
    """What the screen is given: `groups(reading)` tells who may be counted together, papers of a bus among them."""

    may: Callable[[str], bool]
    zone: str
    groups: Callable[[Any], Sequence[Group]]
    paper: Callable[[], str] = lambda: "A4"


class MusterScreen(Screen):
    """Two pages: beginning or opening a count, and counting."""

    def __init__(self, ops: Operations, parade: Parade) -> None:
        super().__init__()
        self._ops, self._parade = ops, parade
        self._may = parade.may(muster.PERMISSION)
        self._id, self._steps = "", list[tuple[str, str]]()
        self.start, self.count = MusterStart(parade.zone, self._may), MusterCount()
        self._pages = QStackedWidget()
        for each in (self.start, self.count):
            self._pages.addWidget(each)
        self.setLayout(page(_("Hitung kepala"), self._pages))
        self.start.begun.connect(self._begin)
        self.start.opened.connect(self.open_count)
        self.count.asked.connect(self._search)
        self.count.seen.connect(self._see)
        self.count.left.connect(self.leave)
        self.count.wanted.connect(lambda action: self.act.emit(action))

    def refresh(self, tables: frozenset[str]) -> None:
        """Read again what is shown; another desk may count the same people."""
        if not tables or tables & SHOWN:
            self._read()

    def draft(self) -> Draft:
        """The count under way and what is half typed; those seen are in the vault already."""
        said: Draft = {"count": self._id, "typed": self.count.line.text(), "place": self.start.place.text()}
        return {name: value for name, value in said.items() if value}

    def restore(self, draft: Draft) -> None:
        """Go on where it was."""
        self.start.place.setText(str(draft.get("place") or ""))
        if draft.get("count"):
            self.open_count(str(draft["count"]))
            self.count.line.setText(str(draft.get("typed") or ""))

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """The entries of the action table; without a count in front they do nothing."""
        mine: dict[str, Callable[[], object]] = {"muster.print": self._print, "muster.new": self.leave}
        if self._may:
            mine |= {"muster.undo": self.undo, "muster.finish": self._ask_finish, "muster.resume": self._resume}
        return {action: partial(self._of_count, act) for action, act in mine.items()}

    def first_focus(self) -> QWidget | None:
        """The line while counting, the place before."""
        return self.count.line if self._pages.currentIndex() == COUNT else self.start.place

    def scan(self, code: str) -> None:
        """A card or wristband was scanned."""
        if self._pages.currentIndex() == COUNT:
            self._ops.read(lambda r: _whose(r, code), latest="muster.scan").then(partial(self._scanned, code))

    def open_count(self, muster_id: str) -> None:
        """Count on, or look at a finished count."""
        self._id, self._steps = muster_id, []
        self.count.told("")
        self._pages.setCurrentIndex(COUNT)
        self._read()
        self.count.line.setFocus()

    def leave(self) -> None:
        """Back to the list of counts; the count stays as it is."""
        self._id = ""
        self.count.line.clear()
        self._pages.setCurrentIndex(START)
        self._read()
        self.start.place.setFocus()

    def undo(self) -> None:
        """Take back the one seen last."""
        if not self._steps:
            self.said.emit(
                Message(_("Tidak ada langkah untuk diurungkan."), _("Langkah di loket ini saja yang dapat."))
            )
            return
        stay_id, name = self._steps.pop()
        count = self._id
        pending = self._ops.write("manifest.muster", lambda w: muster.unsee(w, count, stay_id))
        pending.then(lambda _nothing: self.count.told(_("{name} belum terlihat lagi").format(name=name)))

    def _of_count(self, act: Callable[[], object]) -> None:
        if self._id:
            act()

    def _read(self) -> None:
        if self._pages.currentIndex() == COUNT and self._id:
            count = self._id
            self._ops.read(lambda r: muster.view(r, count), latest="muster.view").then(self._show)
        else:
            groups = self._parade.groups
            self._ops.read(lambda r: (groups(r), muster.musters(r)), latest="muster.list").then(self._show_list)

    def _show(self, view: MusterView) -> None:
        if view.id == self._id:
            self.count.show_view(view, f"{local(view.started_at, self._parade.zone):%d-%m-%Y %H.%M}")

    def _show_list(self, found: tuple[Sequence[Group], Sequence[muster.MusterLine]]) -> None:
        self.start.show_groups(found[0])
        self.start.show_earlier(found[1])

    def _begin(self, group: Group, place: str) -> None:
        pending = self._ops.write("manifest.muster", lambda w: muster.start(w, group, place))
        pending.then(self.open_count)

    def _search(self, text: str) -> None:
        wanted = self._ops.read(lambda r: search(r, text, MOST), latest="muster.search")
        wanted.then(partial(self.count.show_hits, text))

    def _scanned(self, code: str, whose: tuple[Sequence[Hit], SeenCard | None]) -> None:
        meant, card = whose
        if len(meant) > 1:
            names = _(" dan ").join(hit.head.display for hit in meant)
            text = _("Kartu {code} tercatat pada {names}; pilih orangnya.").format(code=code[:20], names=names)
            self.said.emit(Message(text, tone="warn"))
            self.count.seek(code)
        elif meant:
            self._see(meant[0].head)
        elif card is not None and card.ended:
            text = _("Ini {card}; tidak ada yang dihitung.").format(card=card.told(self._parade.zone))
            self.said.emit(Message(text, _("Minta kartu yang berlaku, atau cari namanya."), "warn"))
        else:
            text = _("Kode {code} bukan kartu atau nomor orang yang tercatat di sini.").format(code=code[:20])
            self.said.emit(Message(text, tone="warn"))

    def _see(self, head: HeadLine) -> None:
        view, count = self.count.view, self._id
        if view is None or not view.open or not self._may:
            return
        expected = any(head.stay_id == one.stay_id for one in (*view.missing, *view.seen))
        pending = self._ops.write("manifest.muster", lambda w: muster.see(w, count, head.stay_id))
        pending.then(partial(self._seen, head, expected)).otherwise(self._refused)

    def _seen(self, head: HeadLine, expected: bool, fresh: bool) -> None:
        if not fresh:
            self.count.told(_("{name} sudah terlihat tadi; tidak dihitung dua kali").format(name=head.display))
            return
        self._steps = [*self._steps, (head.stay_id, head.display)][-200:]
        self.count.told(_("{name} terlihat").format(name=head.display))
        if not expected:
            text = _("{name} tidak termasuk yang dihitung; dicatat di luar daftar.")
            if head.account == OUTSIDE:
                text = _("{name}: catatan kedatangannya dibatalkan; dicatat di luar daftar.")
            elif head.account != PRESENT:
                text = _("{name} tercatat sudah tidak di sini ({account}); dicatat di luar daftar.")
            text = text.format(name=head.display, account=name_of("akun_orang", head.account))
            self.said.emit(Message(text, tone="warn"))

    def _refused(self, error: UserError) -> None:
        self.said.emit(Message.of(error))
        self._read()

    def _ask_finish(self) -> None:
        view = self.count.view
        if view is None or not view.open:
            return
        note = NoteField("note", _("Keterangan (boleh kosong)"))
        left = len(view.missing)
        text = _("Masih {n} belum terlihat; nama mereka tersimpan bersama hasilnya.").format(n=left) if left else ""
        sheet = Sheet(self, Question(_("Selesaikan hitungan ini?"), text, _("Selesai")), note)
        sheet.when_yes(lambda: self._finish(str(note.value() or "")))
        sheet.open()

    def _finish(self, note: str) -> Begun:
        count = self._id
        pending = self._ops.write("manifest.muster", lambda w: muster.finish(w, count, note))
        return pending.then(lambda _nothing: self.said.emit(Message(_("Hasil hitung kepala tersimpan."), tone="good")))

    def _resume(self) -> None:
        count = self._id
        self._ops.write("manifest.muster", lambda w: muster.resume(w, count))

    def _print(self) -> None:
        make = partial(results.head_count_sheet, muster_id=self._id)
        QuayPaper(self, _("Hitung kepala"), self._ops, make, self._parade.paper()).open()


def _whose(r: Any, code: str) -> tuple[list[Hit], SeenCard | None]:
    """Those a card or number stands for; for one that stands for nobody, the card it was."""
    meant = [hit for hit in search(r, code, 2) if hit.fit in (CARD, NUMBER)]
    return meant, None if meant else look_up(r, code)
