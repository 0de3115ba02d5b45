"""Answering for what differs: explaining a finding, and writing down what somebody else states."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from app.kernel.i18n import _
from app.reconciliation import explaining, stating
from app.reconciliation.balance_of import LedgerScope
from app.reconciliation.checks import Check
from app.reconciliation.screens.explainsheet import ExplainSheet, wait_for
from app.reconciliation.stating import PARTS, Stated
from app.widgets.dialogs import Question, Sheet
from app.widgets.fields import NumberField, TextField
from app.widgets.layouts import row
from app.widgets.operations import Operations


class StatedSheet(Sheet):
    """Who states how many, and of which classes where he says so."""

    def __init__(self, parent: QWidget) -> None:
        hint = _("Misalnya Imigrasi, KJRI, berita")
        self.source = TextField("source", _("Menurut siapa"), required=True, hint=hint)
        self.total = NumberField("total", _("Jumlah orang"), required=True)
        self.parts = {code: NumberField(code, code) for code in PARTS}
        text = _("Angka pihak lain disimpan di samping hitungan pos; bedanya disebut dengan kata-kata.")
        question = Question(_("Angka pihak lain"), text, _("Catat angka"))
        super().__init__(parent, question, self.source, self.total, row(*self.parts.values(), gap=10))
        wait_for(self, self.source, self.total)
        self.source.setFocus()

    @property
    def stated(self) -> Stated:
        """What was written."""
        counts = {code: int(str(field.value())) for code, field in self.parts.items() if field.value() is not None}
        return Stated(str(self.source.value() or ""), int(str(self.total.value() or 0)), counts)


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
            sheet.accepted.connect(lambda: self._write(partial(keep, answer=sheet.answer)))
            sheet.open()

    def state(self) -> None:
        """What somebody else counts."""
        scope = self._scope()
        if scope is not None:
            sheet = StatedSheet(self._over)
            sheet.accepted.connect(lambda: self._write(partial(stating.state, scope=scope, stated=sheet.stated)))
            sheet.open()

    def _write(self, work: Callable[..., object]) -> None:
        self._ops.write("reconciliation.explain", work).then(lambda _kept: self._done())
