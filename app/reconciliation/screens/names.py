"""The names behind a number: the heads of one account or one finding, each leading to its documents."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.kernel.headcount import HeadCount
from app.kernel.i18n import _, ngettext
from app.reconciliation.screens.words import account_name
from app.registration.counts import HeadLine
from app.widgets.figures import ClassStrip
from app.widgets.labels import counted, label
from app.widgets.layouts import column, panel, row
from app.widgets.tables import Column, Empty, FilteredTable, RowTable


def _search_text(head: HeadLine) -> str:
    return " ".join((head.display, head.card_number or "", head.destination_text or "", account_name(head.account)))


class NamesPanel(QWidget):
    """A titled list of heads with their count by class."""

    def __init__(self) -> None:
        super().__init__()
        self._with_account = False
        self._title, self._total = label("", "heading", wrap=True), label("", "figure-mid")
        self._classes = ClassStrip()
        columns = (
            Column(_("Nama"), lambda head: head.display),
            Column(_("Kelas"), lambda head: head.head_class or "?", 60, "muted"),
            Column(_("Umur"), lambda head: head.age, 58, "number"),
            Column(_("Keterangan"), self._told, 130, "muted", spare=True),
        )
        self.table = RowTable(columns, key=lambda head: head.stay_id)
        self._list = FilteredTable(self.table, _search_text, _("Cari di daftar ini"))
        self.table.set_empty(Empty(_("Tidak ada orang di sini"), "", "users"))
        head = row(self._title, self._total, gap=12)
        head.setStretch(0, 1)
        whole = panel(column(head, self._classes, self._list, gap=12))
        self.setLayout(column(whole))

    def show_heads(self, title: str, heads: Sequence[HeadLine], with_account: bool = False) -> None:
        """Show these heads under a title, with where each is now or where each goes home to."""
        self._with_account = with_account
        self._title.setText(title)
        self._total.setText(counted(len(heads)))
        self._classes.show_count(HeadCount.of_classes(head.head_class for head in heads))
        self.setAccessibleName(
            ngettext("{title}: {n} orang", "{title}: {n} orang", len(heads)).format(
                title=title.rstrip("."), n=len(heads)
            )
        )
        self._list.set_rows(heads)

    def _told(self, head: HeadLine) -> str:
        if self._with_account:
            return account_name(head.account)
        return (head.destination_text or "").split(", ")[-1]
