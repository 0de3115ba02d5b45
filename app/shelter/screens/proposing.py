"""A batch by rule, looked at before it is written: who goes where, who could not be placed and why."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.kernel.i18n import _
from app.shelter import allocating
from app.shelter.allocating import Plan
from app.shelter.screens import words
from app.shelter.wording import why
from app.widgets.dialogs import Question, Sheet
from app.widgets.fields import CheckField
from app.widgets.labels import label
from app.widgets.operations import Begun, Closing, Operations
from app.widgets.tables import Column, Empty, Mark, RowTable


@dataclass(frozen=True)
class _Line:
    """One line of the proposal: people and the room they get, or why they get none."""

    key: str
    who: str
    number: int
    room: str = ""
    why: str = ""


class ProposalSheet(Sheet):
    """Calls with the plan a person confirmed; what could not be placed stands first."""

    def __init__(
        self, parent: QWidget, ops: Operations, stays: list[str] | None, on_plan: Callable[[Plan], Begun]
    ) -> None:
        self._ops, self._stays = ops, stays
        self.plan: Plan | None = None
        self.share = CheckField("share", _("Beberapa keluarga boleh sekamar di kamar keluarga"))
        self.share.changed.connect(self._read)
        self.told = label("", "strong", wrap=True)
        self.table = RowTable(
            (
                Column(_("Orang"), lambda line: line.who, 0, "strong"),
                Column("", lambda line: line.number, 40, "number"),
                Column(_("Kamar"), lambda line: line.room, 130),
                Column(_("Tidak dapat ditempatkan"), _mark, 250, "mark"),
            ),
            key=lambda line: line.key,
            state=lambda line: "warn" if line.why else "",
        )
        self.table.setAccessibleName(_("Usulan penempatan"))
        self.table.setMinimumSize(680, max(140, min(320, parent.window().height() - 340)))
        self.table.set_empty(Empty(_("Tidak ada orang yang menunggu tempat"), "", "circle-check"))
        text = _(
            "Keluarga tetap bersama; lelaki dan perempuan terpisah; anak tanpa pendamping tidak dengan orang dewasa "
            "lain; kebutuhan lantai bawah, dekat petugas, dan kamar sendiri diperhatikan. Isolasi hanya dengan tangan."
        )
        super().__init__(
            parent, Question(_("Usulan penempatan"), text, _("Tempatkan")), self.share, self.told, self.table
        )
        self.yes.setEnabled(False)
        self.when_yes(lambda: on_plan(self.plan) if self.plan else Closing.AT_ONCE)
        self._read()
        self.table.setFocus()

    def _read(self) -> None:
        stays, share = self._stays, bool(self.share.value())
        self._ops.read(lambda r: allocating.propose(r, stays, share), latest="shelter.propose").then(self._show)

    def _show(self, plan: Plan) -> None:
        self.plan = plan
        lines = [
            _Line(f"left {each.guests[0].id}", words.names(each.guests, 4), len(each.guests), why=why(each.why))
            for each in plan.left
        ]
        lines += [
            _Line(f"room {offer.room.id}", words.names(offer.guests, 4), len(offer.guests), _room(offer))
            for offer in plan.offers
        ]
        self.table.set_rows(lines)
        text = _("{n} orang mendapat tempat, {left} orang belum.")
        self.told.setText(text.format(n=plan.count, left=plan.left_count))
        self.yes.setText(_("Tempatkan {n} orang").format(n=plan.count) if plan.count else _("Tempatkan"))
        self.yes.setEnabled(plan.count > 0)


def _room(offer: allocating.Offer) -> str:
    return f"{offer.room.name} · {offer.room.floor}"


def _mark(line: _Line) -> Mark | None:
    return Mark(line.why, "triangle-alert", "warn") if line.why else None
