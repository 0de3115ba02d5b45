"""Others who said the same words when asked where they go: offered the same place, with the way back."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.kernel.i18n import _, ngettext
from app.registration import coding
from app.registration.coding import Coded, Told
from app.registration.screens.codingpane import coded_message, taken_back
from app.widgets.dialogs import Question, confirm
from app.widgets.message import Message
from app.widgets.operations import Begun, Operations

NAMED = 6


class SamePlace:
    """Asks once; Enter gives everybody the place, Escape leaves them in the queue."""

    def __init__(self, over: QWidget, ops: Operations, tell: Callable[[Message], object]) -> None:
        self._over, self._ops, self._tell = over, ops, tell

    def offer(self, region: str, told: Told | None) -> None:
        """Offer the place to those who said the same; nothing when nobody else did."""
        if told is None:
            return
        count = len(told.people)
        text = ngettext("{n} orang lain juga menyebut “{text}”", "{n} orang lain juga menyebut “{text}”", count)
        names = ", ".join(someone.name for someone in told.people[:NAMED])
        hint = _("Pakai tujuan yang sama untuk {names}?").format(names=names)
        ids = [someone.person_id for someone in told.people]

        def really() -> Begun:
            return self._ops.write("registration.coding", lambda w: coding.code(w, ids, region)).then(self._coded)

        confirm(self._over, Question(text.format(n=count, text=told.text), hint, _("Pakai")), really)

    def _coded(self, coded: Coded) -> None:
        self._tell(coded_message(coded, self._take_back))

    def _take_back(self, coded: Coded) -> None:
        taken = self._ops.write("registration.coding", lambda w: coding.take_back(w, coded))
        taken.then(lambda n: self._tell(taken_back(n)))
