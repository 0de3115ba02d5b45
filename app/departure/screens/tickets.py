"""What becomes of paid tickets nobody travels with: asked with the reason, in one question; and what is known later."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from app.departure import unused
from app.departure.fleet import MOST_RUPIAH
from app.departure.unused import FORFEITED, REFUNDED, Fate, Paid, Unused
from app.kernel.i18n import _
from app.reference.words import grouped
from app.widgets.asking import Asked, ask
from app.widgets.dialogs import Question, ask_reason, confirm
from app.widgets.fields import ChoiceField, NoteField, NumberField
from app.widgets.operations import Begun, Operations

_ALL = "semua"
Act = Callable[[str, Fate | None], Begun]


def ask_why(
    parent: QWidget, ops: Operations, question: Question, tickets: Callable[[Any], Sequence[Paid]], act: Act
) -> None:
    """Why something is undone; where paid tickets are left over, what becomes of them too."""

    def go(found: Sequence[Paid]) -> None:
        if not found:
            ask_reason(parent, question, lambda _code, words: act(words, None))
            return
        fields = [NoteField("why", _("Keterangan"), required=True), *_fields()]
        sheet = Asked(parent, _with(question, found), fields, wide=("why",))
        ask(sheet, lambda said: act(str(said["why"]), _fate(said)))

    ops.read(tickets, latest="departure.paid").then(go)


def ask_whether(
    parent: QWidget, ops: Operations, question: Question, tickets: Callable[[Any], Sequence[Paid]], act: Act
) -> None:
    """Whether something is undone whose reason is known; with paid tickets left over, what becomes of them."""

    def go(found: Sequence[Paid]) -> None:
        if found:
            ask(Asked(parent, _with(question, found), _fields()), lambda said: act("", _fate(said)))
        else:
            confirm(parent, question, lambda: act("", None))

    ops.read(tickets, latest="departure.paid").then(go)


def ask_fates(parent: QWidget, found: Sequence[Unused], act: Callable[[Sequence[str], Fate], Begun]) -> Asked:
    """What is known now of tickets nobody travelled with, of one person or of all."""
    lost = sum(one.lost for one in found)
    text = _("{n} tiket tidak dipakai, sampai sekarang Rp{amount} tidak kembali.")
    question = Question(_("Tiket tak dipakai"), text.format(n=len(found), amount=grouped(lost)), _("Simpan"))
    whose = ChoiceField("whose", _("Tiket siapa"), [(_ALL, _("Semuanya")), *((one.id, _called(one)) for one in found)])
    whose.set_value(_ALL)

    def keep(said: dict[str, Any]) -> Begun:
        chosen = str(said.get("whose", _ALL))
        return act([one.id for one in found if chosen in (_ALL, one.id)], _fate(said))

    return ask(Asked(parent, question, [whose, *_fields()]), keep)


def _called(one: Unused) -> str:
    state = _("Rp{amount} tidak kembali").format(amount=grouped(one.lost)) if one.lost else _("sudah kembali")
    return " · ".join(part for part in (one.name, one.ticket, state) if part)


def _with(question: Question, found: Sequence[Paid]) -> Question:
    told = _("{tickets}. Apa jadinya tiket itu?").format(tickets=unused.paid_words(found))
    return replace(question, text=f"{question.text} {told}".strip())


def _fields() -> list[Any]:
    fates = [(FORFEITED, _("Hangus, uangnya tidak kembali")), (REFUNDED, _("Uangnya dikembalikan"))]
    back = NumberField("back", _("Rupiah kembali tiap tiket (kosong = semua)"), limits=(0, MOST_RUPIAH))
    return [ChoiceField("fate", _("Tiketnya"), fates, required=True), back]


def _fate(said: dict[str, Any]) -> Fate:
    return Fate(str(said["fate"]), said.get("back") if said["fate"] == REFUNDED else None)
