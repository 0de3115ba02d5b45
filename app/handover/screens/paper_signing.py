"""Recording what became of a paper: signed for all, or an answer for every head."""

from functools import partial
from typing import Any

from app.handover import receipt
from app.handover.screens.outcomes import OutcomeSheet
from app.handover.screens.paper_base import OnePaper
from app.handover.terms import Signing
from app.kernel.i18n import _
from app.widgets.buttons import button
from app.widgets.dialogs import Question, confirm
from app.widgets.operations import Begun


class SigningSteps:
    """The steps of a paper's page that record signature and receipt."""

    def __init__(self, page: OnePaper) -> None:
        self._page = page

    def ask_to_sign(self) -> None:
        """Ask whether the receiver signed for all; else for each head."""
        question = Question(
            _("Sudah ditandatangani penerima?"),
            _("Pilih Ya bila penerima menandatangani untuk semua dan tanda terimanya menyusul."),
            _("Ya, untuk semua"),
        )
        sheet = confirm(self._page, question, partial(self._sign, None))
        other = button(_("Hasil per orang …"), glyph="users")
        other.clicked.connect(sheet.reject)
        other.clicked.connect(self.ask_outcomes)
        sheet.offer(other)

    def ask_outcomes(self) -> None:
        """Ask what the receiver answered for each head."""
        if self._page.view is None:
            return
        sheet = OutcomeSheet(self._page, _("Jawaban penerima"), self._page.view.heads)
        sheet.when_yes(lambda: self._sign(sheet.signing))
        sheet.open()

    def _sign(self, signing: Signing | None) -> Begun:
        paper_id = self._page.paper_id
        receiving = self._page.view is not None and "receive" in self._page.view.actions

        def sign(w: Any) -> str:
            if receiving and signing is not None:
                return receipt.receive(w, paper_id, signing)
            return receipt.sign(w, paper_id, signing)

        action = "handover.receive" if receiving else "handover.sign"
        return self._page.ops.write(action, sign).then(self._page.recorded)
