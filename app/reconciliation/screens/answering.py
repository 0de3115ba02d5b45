"""Answering for what differs: explaining a finding, and writing down what somebody else states."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from app.kernel.i18n import _
from app.reconciliation import explaining, stating
from app.reconciliation.balance_of import LedgerScope
from app.reconciliation.checks import Check
from app.reconciliation.screens.explainsheet import ExplainSheet
from app.reconciliation.screens.statedparts import StatedSheet
from app.reconciliation.stating import Stated, stated_words
from app.widgets.dialogs import Question, ask_reason
from app.widgets.operations import Begun, Operations


class Answering:
    """What both screens of the balance ask of whoever answers for a difference.

    `scope` is what is looked at in that moment (None: nothing), `done` reads the screen again.
    """

    def __init__(
        self, over: QWidget, ops: Operations, actor: Callable[[], str], scope: Callable[[], LedgerScope | None],
        done: Callable[[], object],
    ) -> None:  # fmt: skip
        self._over, self._ops, self._actor, self._scope, self._done = over, ops, actor, scope, done

    def explain(self, check: Check) -> None:
        """Why a finding is as it is."""
        scope = self._scope()
        if scope is not None:
            sheet = ExplainSheet(self._over, check.finding, self._actor())
            keep = partial(explaining.explain, scope=scope, finding=check.finding)
            sheet.when_yes(lambda: self._write(partial(keep, answer=sheet.answer)))
            sheet.open()

    def state(self) -> None:
        """What somebody else counts."""
        scope = self._scope()
        if scope is not None:
            sheet = StatedSheet(self._over)
            sheet.when_yes(lambda: self._write(partial(stating.state, scope=scope, stated=sheet.stated)))
            sheet.open()

    def withdraw(self, check: Check) -> None:
        """An explanation was wrong: why."""
        kept = check.explanation
        text = _("{words}\nPenjelasan dan alasan ini tetap tercatat; selisihnya terbuka lagi.")
        question = Question(_("Cabut penjelasan?"), text.format(words=check.explained), _("Cabut penjelasan"))
        ask_reason(self._over, question, lambda _code, why: self._take_back(explaining.withdraw, kept, why))

    def withdraw_stated(self, one: Stated) -> None:
        """Somebody else's number was written down wrongly: why."""
        text = _("{words}\nAngka dan alasan ini tetap tercatat; angkanya tidak dibandingkan lagi.")
        question = Question(_("Cabut angka pihak lain?"), text.format(words=stated_words(one)), _("Cabut angka"))
        ask_reason(self._over, question, lambda _code, why: self._take_back(stating.withdraw, one.id, why))

    def _take_back(self, act: Callable[..., object], kept: str, why: str) -> Begun:
        return self._write(lambda w: act(w, kept, why))

    def _write(self, work: Callable[..., object]) -> Begun:
        return self._ops.write("reconciliation.explain", work).then(lambda _kept: self._done())
