"""The working place of the recheck: list or search on the left, the person beside it, the counts on the right."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.kernel.i18n import _
from app.manifest import unlisted
from app.manifest.board import BoardLine
from app.manifest.screens import words
from app.manifest.screens.beside import WIDE, Beside
from app.manifest.screens.cards import CardsPane
from app.manifest.screens.counts import CountsPanel
from app.manifest.screens.deciding import ABOUT_A_LINE, Deciding
from app.manifest.screens.handling import Handling
from app.manifest.screens.question import QuestionBar, give_back
from app.manifest.screens.rollcall import RollCall
from app.manifest.screens.search import SearchPane
from app.manifest.screens.seeking import Found, Seeker
from app.manifest.screens.ships import Ships
from app.manifest.unlisted import Head
from app.printing.codes import check_token
from app.widgets.fields import SegmentField
from app.widgets.labels import retone
from app.widgets.layouts import column, holder, row
from app.widgets.message import Message
from app.widgets.narrow import ElidedLabel
from app.widgets.operations import Operations
from app.widgets.tables import Empty

MODES = ("rollcall", "search", "cards")
DETAILS_FROM = 940
LEAST_WAY = 48
"""Pixels the list keeps below a question; on a low screen it gives way before the answers do."""


class RecheckPane(QWidget):
    """One ship in front; three ways of working on it."""

    told = Signal(object)
    wanted = Signal(str)
    """An action of the table that belongs to the whole screen."""

    def __init__(self, ops: Operations, ships: Ships, handling: Handling, may_tally: bool) -> None:
        super().__init__()
        self._ops, self._ships, self.handling = ops, ships, handling
        self.front = ""
        self._changed: set[str] = set()
        self.seeker = Seeker(ops, ships)
        self.question = QuestionBar()
        self.deciding = Deciding(handling, self.question, self.seeker, ships)
        self.rollcall, self.search, self.cards = RollCall(ships), SearchPane(self.seeker, ships), CardsPane()
        self.beside = Beside(ops, ships, handling)
        self.counts = CountsPanel(may_tally)
        modes = (("rollcall", _("Absen")), ("search", _("Cari")), ("cards", _("Bagikan kartu")))
        self._mode = SegmentField("mode", "", modes)
        self._hint, self._last = ElidedLabel("caption"), ElidedLabel("muted")
        self._ways = QStackedWidget()
        for way in (self.rollcall, self.search, self.cards):
            self._ways.addWidget(way)
        self._ways.setMinimumHeight(LEAST_WAY)
        head = row(self._mode, self._hint)
        head.setStretch(1, 1)
        left = column(head, self.question, self._ways, self._last, gap=10)
        left.setStretch(2, 1)
        self._left = holder(left)
        body = row(self._left, self.beside, self.counts, gap=14)
        body.setStretch(0, 1)
        body.setStretch(1, 1)
        self.setLayout(body)
        self._mode.set_value("rollcall")
        self._tell("")
        self._connect(self._ships)

    @property
    def mode(self) -> str:
        """How the officer works: one of MODES."""
        return str(self._mode.value() or "rollcall")

    @property
    def line(self) -> BoardLine | None:
        """The line that keys are about."""
        if self.mode == "rollcall":
            return self.rollcall.line
        found = self.search.current if self.mode == "search" else None
        return found.line if found else None

    def work(self, mode: str) -> None:
        """Work in this mode from now on."""
        self._mode.set_value(mode)

    def show_ship(self, batch_id: str) -> None:
        """Bring a ship to the front, or show it as it stands now."""
        shown = self._ships.board(batch_id)
        if shown is None:
            return
        if batch_id != self.front:
            self.question.drop()
            self.beside.leave()
        self.front = self.deciding.front = batch_id
        self.rollcall.teach(_empty(bool(shown.letters), lambda: self.wanted.emit("arrival.import")))
        self.rollcall.show_ship(batch_id)
        self.search.show_ship(batch_id)
        self.count()
        self.beside.show_line(self.line)

    def count(self) -> None:
        """The counts of the ship in front changed."""
        shown = self._ships.board(self.front)
        if shown is not None:
            self.counts.show_board(shown)
            self.cards.show_heads(shown.figures.unnamed)

    def focus(self) -> QWidget:
        """Where the cursor belongs."""
        if self.question.stands:
            return self.question
        if self.beside.adds:
            return self.beside.extra.name.line
        return {"rollcall": self.rollcall.table, "search": self.search.line}.get(self.mode, self.cards)

    def act_on(self, action: str) -> None:
        """An action about the person in front, or a new one."""
        if action == "arrival.extra":
            self.add(self.search.line.text() if self.mode == "search" else "")
        elif action == "arrival.move":
            self.deciding.move_whoever(self.search.current if self.mode == "search" else None, self.line)
        elif action in ABOUT_A_LINE and self.line is not None:
            self.deciding.act(action, self.line)
        elif action in ABOUT_A_LINE:
            self.told.emit(Message(_("Pilih dulu orangnya di daftar atau ketik namanya.")))

    def add(self, name: str) -> None:
        """Somebody on no list."""
        self.beside.add(self.front, name, self.deciding.card, self.line)
        self._make_room()

    def scanned(self, code: str, number: str) -> None:
        """A code was scanned and `number` is the card it stands for: whoever is in front gets it, or it is looked for.

        A code that is no card of ours is the number of a paper.
        """
        line = self._ships.holder(number)
        self.question.drop()
        if self.beside.adds:
            self.beside.extra.card.set_value(number)
        elif self.mode == "cards":
            self.cards.show_number(number)
        elif len(self._ships.holders(number)) > 1:
            self.told.emit(Message(_("Kartu {number} tercatat pada dua orang; pilih orangnya.").format(number=number)))
            self.work("search")
            self.search.line.setText(number)
        elif line is not None:
            text = _("Kartu {number} dipegang {name}: {state}.")
            state = words.mark_of(line).text
            self.told.emit(Message(text.format(number=number, name=words.full_name(line), state=state)))
            self._returned(line.id)
        elif self._ships.delivered(code) is not None:
            self.work("search")
            self.search.scan(code)
        elif number == code and not check_token(code) and number not in self._ships.cards():
            self.work("search")
            self.search.line.setText(code)
        elif self.mode == "rollcall" and self.rollcall.line is not None:
            self.deciding.here_with_card(self.rollcall.line, number)
        else:
            self.deciding.hold_card(number)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window has no room beside the list."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Beside the cards nobody stands; a narrow window has room for the list or for the form, never for both."""
        wide = self.width() >= DETAILS_FROM
        alone = self.beside.adds and not wide
        self._left.setVisible(not alone)
        self.beside.setMaximumWidth(self.width() if alone else WIDE)
        self.beside.setVisible(self.beside.adds or (self.mode != "cards" and wide))

    def _connect(self, ships: Ships) -> None:
        self._mode.changed.connect(self._mode_changed)
        self.rollcall.present.connect(lambda one, differs: self.deciding.here(ships.lines[one], differs))
        self.rollcall.wanted.connect(self._key)
        self.rollcall.marked.connect(lambda _line: self.beside.show_line(self.line))
        self.rollcall.digits.connect(self._tell)
        self.search.present.connect(self._taken)
        self.search.nobody.connect(self.add)
        self.search.marked.connect(lambda _found: self.beside.show_line(self.line))
        self.search.card_dropped.connect(lambda: self.deciding.hold_card(""))
        self.cards.handed.connect(self._hand)
        self.cards.naming.connect(self._name_card)
        self.beside.kept.connect(self._added)
        self.beside.left.connect(self._make_room)
        self.beside.left.connect(lambda: give_back(self.focus()))
        self.question.ended.connect(lambda: give_back(self.focus()))
        self.deciding.decided.connect(self._go_on)
        self.deciding.card_shown.connect(self.search.show_card)
        self.deciding.told.connect(self.told)
        self.handling.line_changed.connect(self._line_changed)
        last = _("Terakhir: {what}   ·   Ctrl+Z mengurungkan")
        self.handling.stepped.connect(lambda text: self._last.setText(last.format(what=text)))
        self.handling.returned.connect(self._returned)

    def _mode_changed(self) -> None:
        self.question.drop()
        self._ways.setCurrentIndex(MODES.index(self.mode))
        self._tell("")
        self.beside.leave()
        self._make_room()
        self.beside.show_line(self.line)
        give_back(self.focus())

    def _tell(self, text: str) -> None:
        """What the typed digits mean; without any, that digits mean a number."""
        usual = _("Angka, lalu Enter: ke nomor itu") if self.mode == "rollcall" else ""
        retone(self._hint, text or usual, "accent" if text else "")

    def _key(self, action: str) -> None:
        if action in (*ABOUT_A_LINE, "arrival.extra"):
            self.act_on(action)
        else:
            self.wanted.emit(action)

    def _taken(self, found: Found, differs: bool) -> None:
        if found.line is not None:
            self.deciding.here(found.line, differs)
        elif found.head is not None and not found.head.person_id:
            self.search.done()
            self.deciding.hold_card(found.head.card_number or "")
        elif found.head is not None:
            self.told.emit(
                Message(_("{name} sudah tercatat. Tidak dihitung dua kali.").format(name=found.head.display))
            )

    def _go_on(self, line_id: str) -> None:
        if self.mode == "search":
            self.search.done()
        else:
            self.rollcall.to_next(line_id)

    def _line_changed(self, line_id: str) -> None:
        """Lines change twice with every key: what is shown of them is brought up once, when the key is done."""
        if not self._changed:
            QTimer.singleShot(0, self._catch_up)
        self._changed.add(line_id)

    def _catch_up(self) -> None:
        changed, self._changed = self._changed, set()
        self.rollcall.redraw()
        if self.mode == "search":
            self.search.proposals.redraw(self.front)
        self.count()
        if self.line is not None and self.line.id in changed:
            self.beside.show_line(self.line)

    def _added(self) -> None:
        self.deciding.hold_card("")
        self.search.done()

    def _returned(self, line_id: str) -> None:
        line = self._ships.lines.get(line_id)
        if line is not None and line.batch_id == self.front and self.mode == "rollcall":
            self.rollcall.go_to(line_id)

    def _hand(self, number: str, head_class: str) -> None:
        self.handling.hand_card(self.front, number, head_class).then(self._next_card)

    def _next_card(self, head: Head) -> None:
        front, last = self.front, head.card_number or ""
        wanted = self._ops.read(lambda r: unlisted.next_card(r, front, last), latest="arrival.nextcard")
        wanted.then(self.cards.show_number)

    def _name_card(self, number: str) -> None:
        self.work("search")
        self.deciding.hold_card(number)


def _empty(has_letters: bool, import_list: Callable[[], object]) -> Empty:
    """What stands in place of no list, and the next step."""
    if has_letters:
        text = _("Surat ini hanya jumlah")
        hint = _("Orangnya dicatat dengan kartu (F9) atau sebagai tambahan (Ctrl+T). Daftarnya dapat diimpor nanti.")
    else:
        text = _("Belum ada daftar untuk kapal ini")
        hint = _("Impor daftar dari surat Perwakilan. Tanpa daftar pun dermaga dapat dihitung dan kartu dibagikan.")
    return Empty(text, hint, "file-text" if has_letters else "upload", _("Impor daftar"), import_list)
