"""Kedatangan: the ships at the quay, the recheck of the one in front, its incoming lists and letters."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from app.kernel.i18n import N_, _
from app.manifest.screens import drafts
from app.manifest.screens.behind import INCOMING, JOIN, LETTERS, MATCH, NO_SHIP, RECHECK, Behind
from app.manifest.screens.deciding import ABOUT_A_LINE
from app.manifest.screens.incoming import IncomingPane
from app.manifest.screens.joinpane import JoinPane
from app.manifest.screens.letterspane import LettersPane
from app.manifest.screens.loading import Loading
from app.manifest.screens.matchpane import MatchPane
from app.manifest.screens.quay import Quay
from app.manifest.screens.quaypapers import EVERYBODYS, TO_HAND_OVER, QuayPapers
from app.manifest.screens.recheckpane import RecheckPane
from app.manifest.screens.shiptabs import ShipTabs
from app.manifest.screens.shiptools import ShipTools
from app.registration import cards
from app.widgets.layouts import column, row
from app.widgets.message import Message
from app.widgets.operations import Operations
from app.widgets.screen import Draft
from app.widgets.tables import Empty, RowTable

OPEN_A_SHIP = N_(
    "Buka kapal atau rombongan yang tiba; daftarnya boleh menyusul. Yang sudah ditutup dibuka kembali di Rekonsiliasi."
)
_LISTS = ("batch", "manifest", "manifest_line", "recheck", "gangway_tally")
SHOWN = frozenset((*_LISTS, "stay", "movement", "person", "card", "same_arrival"))
"""Tables whose change by somebody else is seen here."""


class ArrivalScreen(Behind):
    """What the quay works on; made by the wiring with the operations of whoever is signed in."""

    def __init__(self, ops: Operations, quay: Quay) -> None:
        super().__init__(ops, quay)
        self._waiting: Draft = {}
        self._loading = Loading(ops, self.ships)
        self.pane = RecheckPane(ops, self.ships, self.handling, quay.may("manifest.tally"))
        self.papers = QuayPapers(self, ops, quay)
        self._tabs = ShipTabs(quay.zone)
        self.tools = ShipTools(ops, quay)
        self._no_ship = RowTable((), key=id)
        self.put(RECHECK, self.pane)
        self.put(NO_SHIP, self._no_ship)
        head = row(self._tabs, self.tools, gap=8)
        head.setStretch(0, 1)
        body = column(head, self._pages, gap=12)
        body.setContentsMargins(24, 14, 24, 14)
        body.setStretch(1, 1)
        self.setLayout(body)
        self._connect()

    def refresh(self, tables: frozenset[str]) -> None:
        """Read again what others changed; what was done here is shown already."""
        if not tables or (tables & SHOWN and not self.handling.is_own_change):
            self._loading.first = self.pane.front or str(self._waiting.get("batch") or "")
            self._loading.start()

    def show_target(self, target: str) -> None:
        """Bring a ship to the front."""
        if target in self.ships.boards:
            self._bring(target)
        else:
            self._waiting = {**self._waiting, "batch": target}

    def draft(self) -> Draft:
        """The ship in front, how it is worked on, and everything half typed."""
        if self._waiting or not self.pane.front:
            return self._waiting
        page = self._pages.currentIndex()
        part = {INCOMING: "incoming", LETTERS: "letters"}.get(page, "")
        inner = {part: getattr(self, part).draft()} if part else {}
        unfinished = self.incoming.unfinished() if self.is_made(INCOMING) else {}
        typing = {"typing": unfinished} if unfinished else {}
        return {**drafts.draft_of(self.pane), **typing, **inner}

    def restore(self, draft: Draft) -> None:
        """Take up where the draft was, as soon as its ship is read."""
        self._waiting = dict(draft)
        self._take_up()

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """The entries of the action table that this officer may use; without a ship they say so."""
        mine: dict[str, Callable[[], object]] = {
            "arrival.letters": partial(self._open, LETTERS),
            "arrival.match": partial(self._open, MATCH),
            "arrival.next_ship": self._next_ship,
            "arrival.rollcall": partial(self._work, "rollcall"),
            "arrival.search": partial(self._work, "search"),
            **{f"arrival.{what}": partial(self.show_dialog, what) for what in EVERYBODYS},
        }
        if self._quay.may("manifest.print"):
            mine |= {f"arrival.{what}": partial(self.show_dialog, what) for what in TO_HAND_OVER}
        if self._quay.may("manifest.batch"):
            mine |= {
                "arrival.new": self.tools.new_ship,
                "arrival.ship": self.tools.edit,
                "arrival.came": self.tools.arrive,
            }
        if self._quay.may("manifest.import"):
            mine["arrival.import"] = self.start_import
        if self._quay.may("manifest.tally"):
            for code in ("LD", "PD", "AL", "AP"):
                mine[f"arrival.tally_{code.lower()}"] = partial(self._click, code, 1)
                mine[f"arrival.untally_{code.lower()}"] = partial(self._click, code, -1)
        if self._quay.may("manifest.recheck"):
            mine |= {action: partial(self._act, action) for action in (*ABOUT_A_LINE, "arrival.extra", "arrival.move")}
            mine |= {"arrival.undo": self.handling.undo, "arrival.cards": partial(self._work, "cards")}
            mine["arrival.join"] = partial(self._open, JOIN)
        return {action: act if action == "arrival.new" else partial(self._of_ship, act) for action, act in mine.items()}

    def first_focus(self) -> QWidget | None:
        """The list, the search line, or the page in front."""
        page = self._pages.currentIndex()
        return (
            self.pane.focus() if page == RECHECK else self.tools.new if page == NO_SHIP else self._pages.currentWidget()
        )

    def scan(self, code: str) -> None:
        """A card or a document was scanned, wherever the cursor was."""
        if self._pages.currentIndex() == RECHECK and self.pane.front:
            wanted = self._ops.read(lambda r: cards.number_of(r, code), latest="arrival.scan")
            wanted.then(partial(self.pane.scanned, code.upper()))

    def start_import(self) -> None:
        """A list for the ship in front."""
        shown = self.ships.board(self.pane.front)
        if shown is not None:
            self._turn_to(INCOMING)
            self.incoming.start(shown.batch.id, shown.batch.name, shown.letters)

    def show_dialog(self, what: str) -> None:
        """A paper, file or message about the ship in front: named as in quaypapers."""
        shown = self.ships.board(self.pane.front)
        if shown is not None:
            self.papers.show(what, shown)

    def connect_page(self, page: IncomingPane | LettersPane | MatchPane | JoinPane) -> None:
        """What a page behind the recheck leads to."""
        page.finished.connect(lambda: self._turn_to(RECHECK))
        if isinstance(page, IncomingPane | LettersPane):
            page.told.connect(self.said)
        if isinstance(page, IncomingPane):
            page.replaced.connect(self.papers.lists_apart)
        elif isinstance(page, LettersPane):
            page.apart_wanted.connect(self.papers.lists_apart)
            page.import_wanted.connect(self.start_import)
            self.papers.told.connect(page.show_exports)
        elif isinstance(page, MatchPane):
            page.wanted.connect(lambda action: self.act.emit(action))

    def _connect(self) -> None:
        self._loading.ships_read.connect(self._ships_read)
        self._loading.board_read.connect(self._board_read)
        self._tabs.chosen.connect(self._bring)
        self.resized.connect(self.tools.fit)
        self.pane.counts.remaining_wanted.connect(lambda: self.show_dialog("remaining"))
        self.pane.counts.share_wanted.connect(lambda: self.show_dialog("share"))
        self.pane.counts.match_wanted.connect(lambda: self._open(MATCH))
        self.pane.counts.tallied.connect(self._click)
        self.pane.wanted.connect(lambda _action: self.start_import())
        self.handling.counted.connect(self._counted)
        self.tools.letters_wanted.connect(lambda: self._open(LETTERS))
        self.tools.import_wanted.connect(self.start_import)
        self.tools.opened.connect(lambda view: self.show_target(view.id))
        for source in (self.handling, self.pane, self.tools, self.papers):
            source.told.connect(self.said)
        hint = _(OPEN_A_SHIP)
        action = _("Kapal baru") if self._quay.may("manifest.batch") else ""
        self._no_ship.set_empty(Empty(_("Tidak ada kapal yang terbuka"), hint, "ship", action, self.tools.new_ship))

    def _ships_read(self) -> None:
        ships = self.ships.open
        self._tabs.show_ships(ships, self.pane.front)
        self.badge.emit(str(len(ships)) if len(ships) > 1 else "")
        if not ships:
            self._pages.setCurrentIndex(NO_SHIP)
        self.tools.show_for(self.ships.view(self.pane.front), self._pages.currentIndex() in (RECHECK, NO_SHIP))

    def _board_read(self, batch_id: str, other_lines: bool) -> None:
        if other_lines:
            self.pane.seeker.forget()
        known = [view.id for view in self.ships.open]
        wanted = str(self._waiting.get("batch") or self.pane.front)
        if batch_id == (wanted if wanted in known else known[0]):
            self._bring(batch_id)
            self._waiting = {**self._waiting, "batch": batch_id} if self._waiting else {}
            self._take_up()
        self._counted(batch_id)

    def _bring(self, batch_id: str) -> None:
        """Bring a ship to the front."""
        if self._pages.currentIndex() == NO_SHIP:
            self._turn_to(RECHECK)
        self.pane.show_ship(batch_id)
        self._tabs.show_ships(self.ships.open, batch_id)
        self.tools.show_for(self.ships.view(batch_id), self._pages.currentIndex() == RECHECK)
        self._fill(self._pages.currentIndex())

    def _open(self, page: int) -> None:
        """One of the pages beside the recheck, for the ship in front."""
        if self.ships.board(self.pane.front) is not None:
            self._turn_to(page)
            self._fill(page)

    def _fill(self, page: int) -> None:
        shown = self.ships.board(self.pane.front)
        if shown is not None and page == LETTERS:
            self.letters.show_letters(shown.batch.id, shown.batch.name, shown.letters)
        elif shown is not None and page in (MATCH, JOIN):
            (self.match if page == MATCH else self.join).show_ship(shown.batch.id, shown.batch.name)

    def _take_up(self) -> None:
        """Put a draft back once its ship is in front."""
        if not self._waiting or self._waiting.get("batch", self.pane.front) != self.pane.front:
            return
        draft, self._waiting = self._waiting, {}
        if len(draft) > 1:
            drafts.take_up(self.pane, draft)
        typing = draft.get("typing")
        if isinstance(typing, dict):
            self.incoming.take_up(typing)
        for name, begin in (("incoming", self.start_import), ("letters", partial(self._open, LETTERS))):
            inner = draft.get(name)
            if isinstance(inner, dict):
                begin()
                getattr(self, name).restore(inner)

    def _counted(self, batch_id: str) -> None:
        shown = self.ships.board(batch_id)
        if shown is not None:
            self._tabs.show_count(batch_id, len(shown.lines) - len(shown.remaining), len(shown.lines))
        if batch_id == self.pane.front:
            self.pane.count()
            if self._pages.currentIndex() in (MATCH, JOIN):
                self._fill(self._pages.currentIndex())

    def _turn_to(self, page: int) -> None:
        self.show_page(page)
        self._tabs.setEnabled(page != INCOMING)
        self.tools.show_for(self.ships.view(self.pane.front), self._pages.currentIndex() in (RECHECK, NO_SHIP))
        if page == RECHECK:
            self.pane.focus().setFocus()

    def _of_ship(self, act: Callable[[], object]) -> None:
        if self._pages.currentIndex() == NO_SHIP:
            self.said.emit(Message(_("Tidak ada kapal yang terbuka"), _(OPEN_A_SHIP)))
        else:
            act()

    def _next_ship(self) -> None:
        known = [view.id for view in self.ships.open if view.id in self.ships.boards]
        if self.pane.front in known:
            self._bring(known[(known.index(self.pane.front) + 1) % len(known)])

    def _work(self, mode: str) -> None:
        if self.pane.front:
            self._turn_to(RECHECK)
            self.pane.work(mode)

    def _click(self, head_class: str, by: int) -> None:
        if self.pane.front:
            self.handling.click(self.pane.front, head_class, by)

    def _act(self, action: str) -> None:
        if self.pane.front and self._pages.currentIndex() == RECHECK:
            self.pane.act_on(action)
