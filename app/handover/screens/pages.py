"""The pages of Serah terima: each made when it is first wanted, and how one leads to another."""

from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

from PySide6.QtWidgets import QStackedWidget

from app.handover.screens.back_entry_page import BackEntryPage
from app.handover.screens.context import HandoverContext, Page
from app.handover.screens.courier import Courier
from app.handover.screens.draft_page import DraftPage
from app.handover.screens.incoming_page import IncomingPage
from app.handover.screens.incoming_paper import IncomingPaperPage
from app.handover.screens.late_page import LatePage
from app.handover.screens.offices_page import OfficesPage
from app.handover.screens.packs_page import PacksPage
from app.handover.screens.paper_page import PaperPage
from app.handover.screens.papers_page import PapersPage
from app.handover.screens.small_paper_page import SmallPaperPage
from app.handover.screens.statement_draft_page import StatementDraftPage
from app.handover.screens.statements_page import StatementsPage
from app.handover.screens.verify_page import VerifyPage
from app.handover.service import Issued
from app.handover.small_papers import ADDENDUM, STATEMENT
from app.kernel.i18n import _
from app.widgets.layouts import column
from app.widgets.message import Message
from app.widgets.operations import Operations
from app.widgets.screen import Screen
from app.widgets.theme import dress

P = TypeVar("P", bound=Page)
Beginning = PacksPage | BackEntryPage | IncomingPage | OfficesPage | StatementsPage | StatementDraftPage | LatePage
"""Pages that read afresh whenever they are shown."""


class HandoverPages(Screen):
    """Holds the pages; the list is there from the start."""

    def __init__(self, ops: Operations, context: HandoverContext) -> None:
        super().__init__()
        self._ops, self._context = ops, context
        self._stack = QStackedWidget()
        self.papers = self._add(PapersPage(ops, context))
        self.papers.verify_wanted.connect(lambda: self._show(self.verify))
        self.papers.packs_wanted.connect(lambda: self._begin(self.packs))
        self.papers.back_entry_wanted.connect(lambda: self._begin(self.back_entry))
        self.papers.incoming_wanted.connect(lambda: self._begin(self.incoming))
        self.papers.offices_wanted.connect(lambda: self._begin(self.offices))
        self.papers.statements_wanted.connect(lambda: self._begin(self.statements))
        self.papers.late_wanted.connect(lambda: self._begin(self.late))
        self.setLayout(column(self._stack))

    @property
    def page(self) -> Page:
        """The page shown."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Page) else self.papers

    @cached_property
    def draft_page(self) -> DraftPage:
        """The new paper; made when first wanted, as every page behind the list."""
        made = self._add(DraftPage(self._ops, self._context))
        made.issued.connect(self._issued)
        return made

    @cached_property
    def paper(self) -> PaperPage:
        """One paper."""
        made = self._add(PaperPage(self._ops, self._context))
        made.addendum_wanted.connect(lambda addendum: self.open_small("addendum", addendum))
        return made

    @cached_property
    def verify(self) -> VerifyPage:
        """The check of authenticity."""
        return self._add(VerifyPage(self._ops, self._context))

    @cached_property
    def packs(self) -> PacksPage:
        """The spare packs."""
        return self._add(PacksPage(self._ops, self._context))

    @cached_property
    def back_entry(self) -> BackEntryPage:
        """A paper that was filled in by hand."""
        made = self._add(BackEntryPage(self._ops, self._context))
        made.entered.connect(self.open_paper)
        return made

    @cached_property
    def incoming(self) -> IncomingPage:
        """The papers of other posts."""
        made = self._add(IncomingPage(self._ops, self._context, self._courier))
        made.opened.connect(self.open_incoming)
        return made

    @cached_property
    def incoming_paper(self) -> IncomingPaperPage:
        """One of them."""
        made = self._add(IncomingPaperPage(self._ops, self._context, self._courier))
        made.left.disconnect(self.show_list)
        made.left.connect(lambda: self._begin(self.incoming))
        made.check_wanted.connect(lambda batch: self.go.emit("arrival", batch))
        return made

    @cached_property
    def offices(self) -> OfficesPage:
        """The offices people go to or come from."""
        return self._add(OfficesPage(self._ops, self._context, self._courier))

    @cached_property
    def statements(self) -> StatementsPage:
        """The surat pernyataan."""
        made = self._add(StatementsPage(self._ops, self._context))
        made.opened.connect(lambda statement: self.open_small("statement", statement))
        made.new_wanted.connect(lambda: self._begin(self.statement_draft))
        made.late_wanted.connect(lambda: self._begin(self.statement_draft, self.statement_draft.begin_late))
        return made

    @cached_property
    def statement_draft(self) -> StatementDraftPage:
        """A new one; leaving it goes back to their list."""
        made = self._add(StatementDraftPage(self._ops, self._context))
        made.left.disconnect(self.show_list)
        made.left.connect(lambda: self._begin(self.statements))
        return made

    @cached_property
    def small(self) -> SmallPaperPage:
        """One surat pernyataan or addendum; leaving it goes back to where its like are listed."""
        made = self._add(SmallPaperPage(self._ops, self._context))
        made.left.disconnect(self.show_list)
        made.left.connect(self._leave_small)
        made.lead_wanted.connect(self.show_target)
        return made

    @cached_property
    def late(self) -> LatePage:
        """The papers whose receipt is late."""
        return self._add(LatePage(self._ops, self._context))

    @property
    def _courier(self) -> Courier:
        if self._context.courier is None:
            raise RuntimeError("no courier was wired")
        return self._context.courier

    def show_list(self) -> None:
        """Back to all papers."""
        self.papers.refresh()
        self._show(self.papers)

    def open_paper(self, paper_id: str) -> None:
        """One paper."""
        self._show(self.paper)
        self.paper.open(paper_id)

    def open_incoming(self, incoming_id: str) -> None:
        """One paper of another post."""
        self._show(self.incoming_paper)
        self.incoming_paper.open(incoming_id)

    def open_draft(self, draft_id: str, kind: str = "") -> None:
        """A draft, or a new one (for a kind of receiver)."""
        self._show(self.draft_page)
        self.draft_page.begin(draft_id, kind)

    def open_small(self, kind: str, paper_id: str, to_print: bool = False) -> None:
        """A surat pernyataan ("statement") or an addendum."""
        self._show(self.small)
        self.small.open(STATEMENT if kind == "statement" else ADDENDUM, paper_id, to_print)

    def _leave_small(self) -> None:
        if self.small.steps is ADDENDUM and self.small.shown is not None:
            self.open_paper(self.small.shown.leads_to)
        else:
            self._begin(self.statements)

    def _add(self, page: P) -> P:
        self._stack.addWidget(page)
        page.said.connect(self.said.emit)
        page.left.connect(self.show_list)
        page.paper_wanted.connect(self.open_paper)
        page.person_wanted.connect(lambda stay: self.go.emit("people", stay))
        page.draft_wanted.connect(self.open_draft)
        page.small_wanted.connect(lambda kind, paper: self.open_small(kind, paper, to_print=True))
        return page

    def _show(self, page: Page) -> None:
        dress(page)
        self._stack.setCurrentWidget(page)
        page.first_focus().setFocus()

    def _begin(self, page: Beginning, begin: Callable[[], None] | None = None) -> None:
        self._show(page)
        (begin or page.begin)()

    def _issued(self, issued: Issued) -> None:
        self._show(self.paper)
        self.paper.open(issued.id, to_print=True)
        self.paper.first_focus().setFocus()
        text = _("Nomor {number} sudah diberikan dan isinya dibekukan.").format(number=issued.number)
        self.said.emit(Message(text, _("Tekan Enter untuk mencetak lembarnya."), "good"))
