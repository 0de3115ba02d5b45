"""What is typed for the office's figures goes into the vault, or stays on the screen when it is refused."""

from collections.abc import Sequence
from typing import Any

from app.kernel.errors import UserError
from app.kernel.i18n import _, ngettext
from app.reports import declaring
from app.reports.declared import Page
from app.reports.declaring import Typed
from app.reports.periodic import Whole
from app.reports.screens.declaring import DeclaringPane
from app.reports.table import TOTAL
from app.widgets.message import Message
from app.widgets.operations import Operations
from app.widgets.screen import Draft, Screen

MARK = "isian/"


class Entering:
    """The pane of declared figures, and what is typed in each of its tables and not saved."""

    def __init__(self, screen: Screen, ops: Operations) -> None:
        self._screen, self._ops = screen, ops
        self._typed: dict[str, dict[str, tuple[str, str]]] = {}
        self.pane = DeclaringPane()
        self.pane.saved.connect(self._keep)
        self.pane.chosen.connect(self._choose)

    def show(self, page: Page, whole: Whole) -> None:
        """Bring a table to the front."""
        people = next(line for line in whole.report.table("people").lines if line.sum).cells[TOTAL].value
        number = people if isinstance(people, int) else 0
        self.pane.show_page(page, number, self._typed.get(page.key, {}))

    def hold(self) -> None:
        """Keep what is typed and not saved for when its table is shown again."""
        if self.pane.page is not None:
            self._typed[self.pane.page.key] = self.pane.typed()

    def draft(self) -> Draft:
        """What is typed and not saved, but nothing of victims: drafts lie in a vault everybody opens."""
        return {
            f"{MARK}{page}/{subject}": list(texts)
            for page, rows in self._typed.items()
            if not page.startswith("tppo/")
            for subject, texts in rows.items()
        }

    def restore(self, draft: Draft) -> None:
        """Hold again what was typed."""
        for name, texts in draft.items():
            if name.startswith(MARK) and isinstance(texts, list) and len(texts) == 2:
                page, _between, subject = name.removeprefix(MARK).rpartition("/")
                self._typed.setdefault(page, {})[subject] = (str(texts[0]), str(texts[1]))

    def _keep(self, entries: Sequence[Typed], emptied: Sequence[str]) -> None:
        page = self.pane.page
        if page is None:
            return
        code = page.period.code

        def keep(w: Any) -> None:
            declaring.declare(w, entries)
            for subject in emptied:
                declaring.withdraw(w, code, subject)

        def done(_none: object) -> None:
            number = len(entries) + len(emptied)
            self._typed.pop(page.key, None)
            self.pane.accept()
            said = ngettext("{n} isian disimpan.", "{n} isian disimpan.", number).format(n=number)
            self._screen.said.emit(Message(said, tone="good"))

        self._ops.write("reports.declare", keep).then(done).otherwise(self._refused)

    def _choose(self, subject: str, entry_id: str) -> None:
        page = self.pane.page
        if page is None:
            return
        chosen = self._ops.write("reports.declare", lambda w: declaring.choose(w, page.period.code, subject, entry_id))
        done = Message(_("Isian dipilih; yang lain tetap tersimpan."), tone="good")
        chosen.then(lambda _none: self._screen.said.emit(done)).otherwise(self._refused)

    def _refused(self, error: UserError) -> None:
        self._screen.said.emit(Message.of(error))
