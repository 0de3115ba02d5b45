"""A corrected list beside the one it replaced: who is new, who is gone, what reads otherwise."""

from PySide6.QtWidgets import QDialog, QWidget

from app.kernel.i18n import _
from app.manifest.replacing import Compared
from app.manifest.rules import UNCHECKED
from app.manifest.screens.words import status_words
from app.widgets.buttons import button
from app.widgets.labels import label
from app.widgets.layouts import column, row
from app.widgets.paper_dialog import dress_dialog
from app.widgets.tables import Column, Empty, Mark, RowTable

Line = tuple[str, str, str, str]
"""(mark, number, name, words)"""
_MARKS = {"new": ("user-plus", "accent"), "gone": ("user-x", "warn"), "changed": ("pencil", "")}


class ListsApartDialog(QDialog):
    """Earlier decisions stay; those whose line is gone are named first."""

    def __init__(self, parent: QWidget, compared: Compared) -> None:
        super().__init__(parent)
        dress_dialog(self, _("Beda daftar lama dan baru"), parent, (980, 620))
        table = RowTable(_columns(), key=id)
        table.set_empty(Empty(_("Kedua daftar sama"), _("Semua keputusan ikut ke daftar baru."), "circle-check"))
        table.set_rows(_lines(compared))
        said = _("{new} menggantikan {old}: {same} sama, {changed} berubah, {added} baru, {gone} hilang.").format(
            new=compared.title, old=compared.earlier, same=compared.same, changed=len(compared.changed),
            added=len(compared.added), gone=len(compared.gone),
        )  # fmt: skip
        if compared.count_only:
            said = _("{new} menggantikan {old}, yang hanya berisi jumlah.").format(
                new=compared.title, old=compared.earlier
            )
        close = button(_("Tutup"), self.close, "primary")
        head = row(label(_("Beda daftar lama dan baru"), "title"), 1, close)
        body = column(head, label(said, "strong", wrap=True), table, gap=12, margins=(24, 18, 24, 18))
        body.setStretch(2, 1)
        self.setLayout(body)
        table.setFocus()


def _lines(compared: Compared) -> list[Line]:
    gone = [("gone", one.number, one.name, _decided(one.status)) for one in compared.gone]
    gone.sort(key=lambda one: one[3] == "")
    changed = [
        ("changed", one.number, one.name, "; ".join(each.words for each in one.differences)) for one in compared.changed
    ]
    return [*gone, *changed, *(("new", number, name, "") for number, name in compared.added)]


def _decided(status: str) -> str:
    if status == UNCHECKED:
        return ""
    return _("sudah diperiksa: {status}; perlu ditinjau").format(status=status_words(status))


def _columns() -> tuple[Column, ...]:
    words = {"new": _("baru"), "gone": _("hilang"), "changed": _("berubah")}
    return (
        Column("", lambda one: Mark(words[one[0]], *_MARKS[one[0]]), 120, "mark"),
        Column(_("No"), lambda one: one[1], 62, "number"),
        Column(_("Nama"), lambda one: one[2], 0, "strong"),
        Column(_("Perbedaan"), lambda one: one[3], 470),
    )
