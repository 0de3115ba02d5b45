"""Serah terima: the frame around its pages; the list first, every other page leads back to it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from app.handover import listing, terms
from app.handover.listing import HandoverView
from app.handover.screens.back_entry_page import BackEntryPage
from app.handover.screens.draft_page import DraftPage
from app.handover.screens.incoming_page import IncomingPage
from app.handover.screens.incoming_paper import IncomingPaperPage
from app.handover.screens.late_page import LatePage
from app.handover.screens.offices_page import OfficesPage
from app.handover.screens.pages import HandoverPages
from app.handover.screens.paper_page import PaperPage
from app.handover.screens.small_paper_page import SmallPaperPage
from app.handover.screens.statement_draft_page import StatementDraftPage
from app.handover.screens.statements_page import StatementsPage
from app.widgets.screen import Draft
from app.widgets.theme import dress

LIST, INCOMING, OFFICES, STATEMENTS, LATE = "list", "incoming", "offices", "statements", "late"


class HandoverScreen(HandoverPages):
    """`HandoverScreen(ops, context)`; a target is the id of a paper or draft, a kind of receiver,
    "verify", LIST, INCOMING, OFFICES, STATEMENTS or LATE.
    """

    def pieces(self) -> Sequence[QWidget]:
        """Each page by itself."""
        pages = (self._stack.widget(place) for place in range(self._stack.count()))
        return [page for page in pages if page is not None]

    def refresh(self, tables: frozenset[str]) -> None:
        """Read the list again, and the page that is open."""
        self.papers.refresh()
        page = self.page
        if isinstance(page, PaperPage | IncomingPaperPage | SmallPaperPage):
            page.refresh()
        elif isinstance(page, IncomingPage | OfficesPage | StatementsPage | LatePage):
            page.begin()

    def show_target(self, target: str) -> None:
        """A paper, a draft, a new paper for a kind of receiver, or the check of authenticity."""
        if target == "verify":
            self.open_verify()
        elif target == LIST:
            self.show_list()
        elif target in (INCOMING, OFFICES):
            self._begin(self.incoming if target == INCOMING else self.offices)
        elif target in (STATEMENTS, LATE):
            self._begin(self.statements if target == STATEMENTS else self.late)
        elif target in terms.KINDS:
            self.open_draft("", target)
        else:
            self._ops.read(lambda r: listing.handover(r, target)).then(self._open_found)

    def draft(self) -> Draft:
        """What is typed in a draft that is not kept yet."""
        page = self.page
        return page.typed() if isinstance(page, DraftPage | StatementDraftPage) else {}

    def restore(self, draft: Draft) -> None:
        """Put it back and show it."""
        page: DraftPage | StatementDraftPage = self.back_entry if draft.get("back_entry") else self.draft_page
        page = self.statement_draft if "statement" in draft else page
        self._show(page)
        page.retype(draft)

    def later(self) -> Iterator[None]:
        """The new paper and a paper looked at are ready before they are wanted."""
        if self._context.may("handover.draft"):
            dress(self.draft_page)
            yield
        dress(self.paper)
        yield

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """New, print, check."""
        found: dict[str, Callable[[], Any]] = {"handover.verify": self.open_verify}
        if self._context.may("handover.draft"):
            found["handover.new"] = lambda: self.open_draft("")
        if self._context.may("handover.issue"):
            found["handover.print"] = self._print
        return found

    def first_focus(self) -> QWidget:
        """Where the page wants the cursor."""
        return self.page.first_focus()

    def open_verify(self) -> None:
        """The check of authenticity."""
        self._show(self.verify)

    def _print(self) -> None:
        page = self.page
        if isinstance(page, DraftPage) and not isinstance(page, BackEntryPage):
            page.print_now()
        elif isinstance(page, PaperPage | SmallPaperPage):
            page.print_again()

    def _open_found(self, view: HandoverView) -> None:
        (self.open_draft if view.line.state == terms.DRAFT else self.open_paper)(view.line.id)
