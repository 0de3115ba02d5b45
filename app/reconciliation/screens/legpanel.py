"""Those on the way leg by leg: who is where since when, how many came and how many did not; Enter opens the names."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.kernel.i18n import _, ngettext
from app.reconciliation.balance_of import LedgerScope, names_of
from app.reconciliation.legs import LegRow, Receiver, leg_rows
from app.reconciliation.screens.names import NamesPanel
from app.registration.counts import HeadLine
from app.widgets.fields import SegmentField
from app.widgets.labels import counted, label, moment_words
from app.widgets.layouts import column, panel
from app.widgets.narrow import Head
from app.widgets.operations import Operations
from app.widgets.table_model import Column
from app.widgets.tables import RowTable

WAITING, CAME, MISSED = "belum", "diterima", "tidak"
ROW, MOST_ROWS, LEAST_ROWS = 34, 8, 1


class LegPanel(QWidget):
    """Hidden while nobody is on the way; the number chosen above is the one whose names Enter opens."""

    def __init__(self, ops: Operations, names: NamesPanel, zone: str) -> None:
        super().__init__()
        self._ops, self._names, self._zone = ops, names, zone
        columns = (
            Column(_("Ruas"), lambda one: one.title),
            Column(_("Belum"), lambda one: counted(one.count.total), 58, "number"),
            Column("LD PD AL AP", _classes, 104, "muted", spare=True),
            Column(_("Diterima"), lambda one: counted(len(one.received)), 70, "number"),
            Column(_("Tidak"), lambda one: counted(len(one.missed)), 54, "number"),
        )
        self.table = RowTable(columns, key=lambda one: one.key)
        self.table.setAccessibleName(_("Dalam perjalanan, ruas demi ruas"))
        self.table.opened.connect(self._open)
        self.table.marked.connect(self._tell)
        self._about = label("", "muted", wrap=True)
        options = ((WAITING, _("Belum diterima")), (CAME, _("Diterima")), (MISSED, _("Tidak diterima")))
        self.which = SegmentField("which", "", options)
        self.which.set_value(WAITING)
        self.which.changed.connect(lambda: self._open(self.table.current()))
        self._words = label("", "strong", wrap=True)
        head = Head((label(_("Dalam perjalanan, ruas demi ruas"), "eyebrow"),), (self.which,), gap=10)
        self.setLayout(column(panel(column(head, self._words, self.table, self._about, gap=10))))
        self.hide()

    def read(self, scope: LedgerScope) -> None:
        """The way comes after the balance: it takes longer where thousands are on it."""
        self._ops.read(lambda r: leg_rows(r, scope), latest="reconciliation.legs").then(self.show_legs)

    def show_legs(self, found: Sequence[LegRow]) -> None:
        """Show them; together they are the account of those on the way."""
        self.setVisible(bool(found))
        whole = sum(one.count.total for one in found)
        self._words.setText(
            ngettext(
                "{n} orang dalam perjalanan, tanda terimanya belum kembali.",
                "{n} orang dalam perjalanan, tanda terimanya belum kembali.",
                whole,
            ).format(n=counted(whole))
        )
        self.table.set_rows(found)
        self._tell(self.table.current())
        self.table.setFixedHeight(ROW * (min(max(len(found), LEAST_ROWS), MOST_ROWS) + 1) + 8)

    def _tell(self, one: LegRow | None) -> None:
        """The leg under the cursor in full: since when, on which departure, and who receives them."""
        self._about.setVisible(one is not None)
        if one is not None:
            since = _("sejak {when}").format(when=moment_words(one.since, self._zone)) if one.since else ""
            parts = (one.title, one.departure, since, "; ".join(map(_receiver, one.receivers)))
            self._about.setText(" · ".join(part for part in parts if part))

    def _open(self, one: LegRow | None) -> None:
        """The names behind the chosen number of a leg, in the list of names beside."""
        which = str(self.which.value() or WAITING)

        def show(heads: Sequence[HeadLine]) -> None:
            if one is not None:
                self._names.show_heads(heading(one, which), heads, with_account=True)

        if one is not None:
            stays = stays_of(one, which)
            self._ops.read(lambda r: names_of(r, stays), latest="reconciliation.names").then(show)


def stays_of(one: LegRow, which: str) -> tuple[str, ...]:
    """The heads behind a number of a row."""
    return {WAITING: one.stays, CAME: one.received, MISSED: one.missed}[which]


def heading(one: LegRow, which: str) -> str:
    """What the list of names is called."""
    words = {WAITING: "{leg}", CAME: _("{leg}: diterima"), MISSED: _("{leg}: tidak diterima")}
    return words[which].format(leg=one.title)


def _receiver(one: Receiver) -> str:
    """“Dinas Sosial Kabupaten Bone 30 orang (BAST NNK-A-26-000002, telepon 0481-2910021)”."""
    name, said = one.name or _("tanpa berita acara"), []
    said += [f"BAST {one.number}"] if one.number else []
    said += [_("telepon {number}").format(number=one.phone)] if one.phone else []
    people = ngettext("{n} orang", "{n} orang", len(one.stays)).format(n=counted(len(one.stays)))
    return f"{name} {people}" + (f" ({', '.join(said)})" if said else "")


def _classes(one: LegRow) -> str:
    return "  ".join(counted(number) for number in one.count.by_class().values())
