"""Every account with opening, in, out and closing: the number chosen above the table opens its names at the right."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.kernel.i18n import N_, _
from app.reconciliation.accountlines import AccountLine
from app.reconciliation.balance_of import CAME, CLOSING, OPENING, WENT
from app.widgets.fields import ChoiceField
from app.widgets.labels import counted, label
from app.widgets.layouts import column, panel, row
from app.widgets.table_model import Column
from app.widgets.tables import Empty, RowTable

NUMBERS = {OPENING: N_("Awal"), CAME: N_("Masuk"), WENT: N_("Keluar"), CLOSING: N_("Akhir")}
ROW, MOST_ROWS, LEAST_ROWS = 34, 12, 3
_WIDTH = 62


class AccountsPanel(QWidget):
    """Enter on an account opens the names behind the number chosen."""

    chosen = Signal(object, str)
    """An account was opened: the AccountLine, and which of its numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.which = ChoiceField("which", "", [(code, _(words)) for code, words in NUMBERS.items()])
        self.which.box.removeItem(0)
        self.which.box.setAccessibleName(_("Angka yang dibuka"))
        self.which.setFixedWidth(120)
        self.which.set_value(CLOSING)
        columns = (
            Column(_("Akun"), lambda line: "    " * line.level + line.title),
            *(Column(_(words), _shows(code), _WIDTH, "number") for code, words in NUMBERS.items()),
        )
        self.table = RowTable(columns, key=lambda line: line.key)
        self.table.set_empty(Empty(_("Belum ada orang dalam masa ini"), _("Pilih masa yang lain."), "scale"))
        self.table.opened.connect(self._open)
        self.which.changed.connect(lambda: self._open(self.table.current()))
        head = row(label(_("Akun: awal + masuk − keluar = akhir"), "eyebrow"), 1, self.which, gap=10)
        self.setLayout(column(panel(column(head, self.table, gap=10))))

    def show_lines(self, lines: Sequence[AccountLine]) -> None:
        """Show the accounts of a ship, a province, a month or the whole."""
        self.table.set_rows(lines)
        rows = min(max(len(lines), LEAST_ROWS), MOST_ROWS)
        self.table.setFixedHeight(ROW * (rows + 1) + 8)

    def _open(self, line: AccountLine | None) -> None:
        if line is not None:
            which = CAME if line.is_source else str(self.which.box.currentData() or CLOSING)
            self.chosen.emit(line, which)


def number_words(which: str) -> str:
    """One of the four numbers as a heading calls it."""
    return _(NUMBERS[which])


def _shows(which: str) -> Callable[[AccountLine], str]:
    return lambda line: "" if line.is_source and which != CAME else counted(line.number(which))
