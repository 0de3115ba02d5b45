"""Closing asks: once when all agrees; by name and reason when it does not; and why a closed ship is opened again."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.handover.rules import some_of
from app.kernel.i18n import _, ngettext
from app.reconciliation.checks import Check
from app.reconciliation.ledger import BalanceView
from app.reconciliation.periods import PeriodView
from app.reconciliation.rules import Override
from app.widgets.dialogs import Question, Sheet, ask_reason, confirm, tell
from app.widgets.fields import NoteField, TextField
from app.widgets.operations import Begun

LONGEST_TEXT = 6


def ask_to_close(parent: QWidget, name: str, seen: BalanceView, on_yes: Callable[[], Begun]) -> Sheet:
    """Everything agrees: ask once."""
    question = Question(_("Tutup {name}?").format(name=name), seen.balance.text + ".", _("Tutup"))
    return confirm(parent, question, on_yes)


def ask_to_close_period(parent: QWidget, name: str, said: str, on_yes: Callable[[], Begun]) -> Sheet:
    """Everything in a period agrees: ask once, with the sentence it is closed with."""
    return confirm(parent, Question(_("Tutup {name}?").format(name=name), said, _("Tutup")), on_yes)


def tell_why_not(parent: QWidget, seen: BalanceView) -> Sheet:
    """The sentence, for somebody who may not vouch for it."""
    todo = _("Belum ada yang ditutup. Selesaikan dulu yang disebut itu, atau minta kepala pos menutup dengan alasan.")
    return tell(parent, _("Belum boleh ditutup"), f"{_what(seen)}\n{todo}")


class VouchSheet(Sheet):
    """The sentence, and the way out: a named person and his reason."""

    def __init__(self, parent: QWidget, name: str, seen: BalanceView | PeriodView, typed: tuple[str, str]) -> None:
        by = TextField("by", _("Penanggung jawab"), required=True, hint=_("Nama orang yang menanggungnya"))
        reason = NoteField("reason", _("Alasan ditutup meski belum cocok"), required=True, lines=3)
        title = _("{name} belum boleh ditutup").format(name=name[:1].upper() + name[1:])
        todo = _("Belum ada yang ditutup. Selesaikan dulu itu, atau tulis siapa yang menanggung dan mengapa.")
        question = Question(title, f"{_what(seen)}\n{todo}", _("Tutup dengan alasan"), danger=True)
        super().__init__(parent, question, by, reason)
        self.by, self.reason = by, reason
        by.set_value(typed[0])
        reason.set_value(typed[1])
        self.setMinimumWidth(540)
        for field in (self.by, self.reason):
            field.changed.connect(self._check)
        self._check()
        (self.reason if typed[0] else self.by).setFocus()

    @property
    def typed(self) -> tuple[str, str]:
        """Name and reason as they stand."""
        return str(self.by.value() or ""), str(self.reason.value() or "")

    @property
    def override(self) -> Override:
        """The name and the reason."""
        return Override(*self.typed)

    def _check(self) -> None:
        self.yes.setEnabled(not (self.by.is_unfinished() or self.reason.is_unfinished()))


def ask_to_reopen(parent: QWidget, name: str, on_reason: Callable[[str], Begun]) -> Sheet:
    """Why a closed ship is counted into again."""
    question = Question(
        _("Buka kembali {name}?").format(name=name),
        _("Penutupannya tetap tercatat, bersama alasan ini."),
        _("Buka kembali"),
    )
    return ask_reason(parent, question, lambda _code, reason: on_reason(reason))


def _named(check: Check) -> str:
    """A finding with the names it is about, the first few."""
    names = some_of([head.display for head in check.heads])
    return f"{check.finding.text} {names}." if names else check.finding.text


def _what(seen: BalanceView | PeriodView) -> str:
    said = [_named(check) for check in seen.blocking]
    more = len(said) - LONGEST_TEXT
    shown = said[:LONGEST_TEXT] + (
        [ngettext("… dan {n} hal lain.", "… dan {n} hal lain.", more).format(n=more)] if more > 0 else []
    )
    return "\n".join(shown)
