"""Bantuan: people on the left, items on the right, one receipt for all of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.access.days import today
from app.kernel.errors import UserError
from app.kernel.i18n import _, pgettext
from app.manifest import muster
from app.manifest.muster import Group
from app.registration.counts import HeadLine, heads_of
from app.registration.rules import BODIES_HERE, PRESENT, TEMPORARY
from app.registration.search import CARD, NUMBER, search
from app.registration.together import belonging
from app.shelter import aid, aid_given, aid_items, aid_papers, meals_setup, presence, stock_book
from app.shelter.aid import Answer, Grant, Issued, Terms
from app.shelter.aid_given import ReceiptLine
from app.shelter.aid_items import kept_as
from app.shelter.rules.aid import Item
from app.shelter.rules.whom import THE_HOUSE
from app.shelter.screens import aidsetup
from app.shelter.screens.aidgive import GiveSheet
from app.shelter.screens.aiditems import AidItems, Shelf
from app.shelter.screens.aidlists import Loan, LoansSheet, ReceiptsSheet, ask_settling
from app.shelter.screens.aidpeople import AidPeople
from app.shelter.screens.carecontext import CareContext
from app.shelter.screens.paper import PaperSheet
from app.shelter.wording import not_here
from app.widgets.asking import Asked
from app.widgets.dialogs import Question, ask_reason
from app.widgets.fields import ChoiceField
from app.widgets.layouts import holder, row
from app.widgets.message import Message
from app.widgets.operations import Operations, Pending
from app.widgets.screen import Draft, Screen, page

SHOWN = frozenset(("stock_move", "own_item", "aid_claim", "stay", "movement", "person"))
MOST_HITS, LIST_DAYS = 6, 30


class AidScreen(Screen):
    """Nothing is kept before the receipt; then all of it is."""

    def __init__(self, ops: Operations, context: CareContext) -> None:
        super().__init__()
        self._ops, self._context = ops, context
        self._may = context.may(aid.PERMISSION)
        self._witness = ""
        self.people, self.items = AidPeople(), AidItems()
        both = row(self.people, self.items, gap=20)
        both.setStretch(0, 5)
        both.setStretch(1, 7)
        self.setLayout(page(_("Bantuan"), holder(both)))
        self.people.asked.connect(self._search)
        self.people.picked.connect(lambda head: self.people.add([head]))
        for part in (self.people, self.items):
            part.wanted.connect(lambda action: self.act.emit(action))
            part.changed.connect(self._look)

    # --- what the frame asks ------------------------------------------------------------------------------------------

    def refresh(self, tables: frozenset[str]) -> None:
        """Read the items and the people chosen again."""
        if not tables or tables & SHOWN:
            chosen = [head.stay_id for head in self.people.people]
            wanted = self._ops.read(lambda r: (shelves(r), heads_of(r, chosen)), latest="aid.state")
            wanted.then(self._show).otherwise(self._refused)

    def draft(self) -> Draft:
        """Who was chosen, what is ticked and typed."""
        kept: Draft = {"people": [head.stay_id for head in self.people.people], "items": list(self.items.ticked)}
        kept["terms"] = self.items.terms.draft()
        return kept if any(kept.values()) else {}

    def restore(self, draft: Draft) -> None:
        """Go on where it was."""
        stays, codes, terms = (draft.get(name) for name in ("people", "items", "terms"))
        if isinstance(terms, dict):
            self.items.terms.restore(terms)
        ids = [str(stay) for stay in stays] if isinstance(stays, list) else []
        ticked = {str(code) for code in codes} if isinstance(codes, list) else set()

        def back(found: tuple[list[Shelf], list[HeadLine]]) -> None:
            self.items.ticked = {shelf.item.code: shelf.item for shelf in found[0] if shelf.item.code in ticked}
            self._show(found)

        self._ops.read(lambda r: (shelves(r), heads_of(r, ids))).then(back)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """The entries of the action table."""
        mine: dict[str, Callable[[], object]] = {"aid.receipts": self._receipts, "aid.loans": self._loans}
        if self._may:
            mine |= {"aid.give": self._give, "aid.family": self._family, "aid.group": self._groups}
            mine["aid.clear"] = lambda: self.people.replace([])
        return mine | (
            {"aid.items": partial(aidsetup.open_items, self, self._ops)} if self._context.may(meals_setup.SETUP) else {}
        )

    def first_focus(self) -> QWidget | None:
        """The line for whoever comes next."""
        return self.people.line

    def show_target(self, target: str) -> None:
        """Somebody's page sends him here."""
        self._ops.read(lambda r: heads_of(r, [target]), latest="aid.target").then(self.people.add)

    def scan(self, code: str) -> None:
        """A card: its holder receives too."""
        self._ops.read(lambda r: _scanned(r, code), latest="aid.scan").then(self._take).otherwise(self._refused)

    # --- people -------------------------------------------------------------------------------------------------------

    def _take(self, head: HeadLine) -> None:
        if head.account in (PRESENT, *TEMPORARY, *BODIES_HERE):
            self.people.add([head])
        else:
            text = _("{name}: {why}").format(name=head.display, why=not_here(head.account))
            self.said.emit(Message(text, tone="warn"))

    def _search(self, text: str) -> None:
        wanted = self._ops.read(lambda r: search(r, text, MOST_HITS), latest="aid.search")
        wanted.then(partial(self.people.show_hits, text))

    def _family(self) -> None:
        head = self.people.chosen.current()
        if head is not None:
            self._ops.read(lambda r: belonging(r, head.stay_id), latest="aid.family").then(self.people.add)

    def _groups(self) -> None:
        def choose(found: Sequence[Group]) -> None:
            options = [(str(place), f"{group.title} ({len(group.stay_ids)})") for place, group in enumerate(found)]
            field = ChoiceField("group", _("Kelompok"), options, required=True)
            sheet = Asked(self, Question(_("Tambah satu kelompok"), yes=_("Tambah")), [field])
            sheet.when_closed(lambda: self._add(found[int(sheet.values()["group"])].stay_ids))
            sheet.open()

        self._ops.read(muster.groups, latest="aid.groups").then(choose)

    def _add(self, stays: Sequence[str]) -> None:
        self._ops.read(lambda r: heads_of(r, list(stays)), latest="aid.add").then(self.people.add)

    # --- giving -------------------------------------------------------------------------------------------------------

    def _look(self) -> None:
        self.items.give.setEnabled(self._may and bool(self.people.people) and self.items.is_ready())

    def _show(self, found: tuple[list[Shelf], list[HeadLine]]) -> None:
        self.items.show_shelves(found[0])
        self.people.replace(found[1])
        self._look()

    def _give(self) -> None:
        if not self.items.give.isEnabled():
            self.said.emit(Message(_("Pilih penerima, bantuan, dan sumber dananya dulu."), tone="warn"))
            return
        money, items, terms = self.items.rupiah(), self.items.ticked, self.items.values()
        wanted = [
            Grant(head.stay_id, item.code, item.sizes[0] if item.sizes else "", money if item.cash else 1)
            for head in self.people.people
            for item in items.values()
        ]
        zone = self._context.zone
        checked = self._ops.read(lambda r: aid.check(r, wanted, terms, zone), latest="aid.check")
        checked.then(self._ask_last).otherwise(self._refused)

    def _ask_last(self, answers: list[Answer]) -> None:
        chosen = {code: self.items.shelves[code] for code in self.items.ticked}
        GiveSheet(self, answers, chosen, self._issue, replace(self.items.values(), witness=self._witness)).open()

    def _issue(self, grants: list[Grant], terms: Terms) -> Pending[Issued]:
        self._witness = terms.witness  # usually the same for the next
        done = self._ops.write("shelter.aid", lambda w: aid.issue(w, grants, terms))
        return done.then(self._issued)

    def _issued(self, issued: Issued) -> None:
        self.people.replace([])
        self.items.clear()
        self.said.emit(Message(_("Bantuan dicatat: {number}.").format(number=issued.number), tone="good"))
        self._print(issued.receipt_id)

    def _print(self, receipt_id: str) -> None:
        make = partial(aid_papers.receipt_sheet, receipt_id=receipt_id)
        PaperSheet(self, _("Tanda terima bantuan"), self._ops, make, self._context.paper()).open()

    # --- lists --------------------------------------------------------------------------------------------------------

    def _receipts(self) -> None:
        def look(r: Any) -> list[ReceiptLine]:
            until = today(r)
            return aid_given.receipts(r, until - timedelta(days=LIST_DAYS), until)

        def show(lines: list[ReceiptLine]) -> None:
            undo = self._undo if self._may else None
            ReceiptsSheet(self, lines, self._context.zone, lambda line: self._print(line.id), undo).open()

        self._ops.read(look, latest="aid.receipts").then(show).otherwise(self._refused)

    def _undo(self, line: ReceiptLine) -> None:
        def act(_code: str, reason: str) -> Pending[None]:
            return self._ops.write("shelter.aid", lambda w: aid.undo(w, line.id, reason))

        text = _("Barang dan uangnya kembali ke catatan stok, dan haknya dapat dipakai lagi.")
        question = Question(
            _("Batalkan {number}?").format(number=line.number), text, pgettext("paper", "Batalkan"), danger=True
        )
        ask_reason(self, question, act)

    def _loans(self) -> None:
        def show(loans: list[Loan]) -> None:
            LoansSheet(self, loans, self._settle if self._may else None).open()

        self._ops.read(aid_given.loans, latest="aid.loans").then(show)

    def _settle(self, loan: Loan) -> None:
        def act(outcome: str, pieces: int, note: str) -> Pending[None]:
            wanted = self._ops.write(
                "shelter.loan", lambda w: aid_given.settle_loan(w, loan[1].id, outcome, pieces, note)
            )
            return wanted.then(lambda _nothing: self._loans())

        ask_settling(self, loan, act)

    def _refused(self, error: UserError) -> None:
        self.said.emit(Message.of(error))


def _scanned(r: Any, code: str) -> HeadLine:
    """Whose card or number it is; UserError for a card that stands for nobody here."""
    found = search(r, code, 1)
    if found and found[0].fit in (CARD, NUMBER):
        return found[0].head
    heads = heads_of(r, [presence.holder(r, code)])
    if not heads:
        raise UserError("head.void", _("Kedatangan orang ini sudah dibatalkan; tidak ada yang dicatat."))
    return heads[0]


def shelves(r: Any) -> list[Shelf]:
    """Every item with what lies ready of it, all sizes and storerooms together."""
    sizes: dict[str, dict[str, int]] = {}
    for line in stock_book.book(r):
        mine = sizes.setdefault(line.key.item, {})
        mine[line.key.size] = mine.get(line.key.size, 0) + line.balance.there
    return [_shelf(item, sizes.get(kept_as(item), {})) for item in aid_items.items(r) if item.whom != THE_HOUSE]


def _shelf(item: Item, sizes: dict[str, int]) -> Shelf:
    return Shelf(item, sum(sizes.values()) if item.stocked else None, sizes)
