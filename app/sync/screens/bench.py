"""What every part of Sinkron works with: the background, the open office, and a way to be heard."""

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from app.access.office import ACT, MERGE, Office
from app.kernel.clock import local
from app.kernel.errors import UserError
from app.kernel.i18n import _, ngettext
from app.sync.subjects import Place
from app.sync.volumes import plugged
from app.widgets.message import Message
from app.widgets.operations import Operations, Pending, Progress

T = TypeVar("T")


@dataclass(frozen=True)
class SyncDesk:
    """What the wiring gives the screen besides `Operations`.

    `look(fn)` runs `fn(office)` with the office open now, which stays open meanwhile; it is called off the GUI thread.
    `may(permission)` and `now()` are cheap and called on the GUI thread. `volumes()` names the removable volumes.
    Writes go through `ops.write(ACT or MERGE, fn)` with `fn(office)`.
    """

    look: Callable[[Callable[[Office], Any]], Any]
    may: Callable[[str], bool]
    now: Callable[[], datetime]
    zone: str
    volumes: Callable[[], list[Path]] = plugged
    shown: Callable[[Office, Iterable[Place]], object] = lambda _office, _places: None
    """Told which rows' values the screen is about to show; restricted vaults keep a trail of that."""


class Bench(QObject):
    """Shared by the parts of one Sinkron screen."""

    said = Signal(object)
    """A message for the frame."""
    done = Signal()
    """Something was carried, settled or joined: what is shown must be read again."""

    def __init__(self, ops: Operations, desk: SyncDesk) -> None:
        super().__init__()
        self.ops, self.desk = ops, desk

    def read(self, fn: Callable[[Office], T], latest: str = "", progress: Progress | None = None) -> Pending[T]:
        """Look at something."""
        return self.ops.compute(lambda: self._looked(fn), latest, progress)

    def write(self, fn: Callable[[Office], T], progress: Progress | None = None, merge: bool = False) -> Pending[T]:
        """Do something; `merge` when what others wrote may change any table."""
        return self.ops.write(MERGE if merge else ACT, fn, progress)

    def carry(self, fn: Callable[[Office], T], progress: Progress | None = None) -> Pending[T]:
        """Do something slow with a flashdisk; confirmations and searches go on meanwhile."""
        return self.ops.carry(lambda: self._carried(fn), progress)

    def refuse(self, error: UserError) -> None:
        """Say what was refused."""
        self.said.emit(Message.of(error))

    def tell(self, text: str, hint: str = "", tone: str = "good") -> None:
        """Say what happened."""
        self.said.emit(Message(text, hint, tone))

    def copy(self, text: str) -> None:
        """Put a code or name into the clipboard."""
        QApplication.clipboard().setText(text)
        self.tell(_("Disalin: {text}").format(text=text))

    def when(self, moment: datetime | None) -> str:
        """“23-01-2026 21.10”, by the clock of the site."""
        return f"{local(moment, self.desk.zone):%d-%m-%Y %H.%M}" if moment else ""

    def age(self, moment: datetime | None) -> str:
        """“2 hari”, “3 jam”, “baru saja”."""
        return age_words(self.desk.now(), moment) if moment else ""

    def ago(self, moment: datetime | None) -> str:
        """“2 hari lalu”, “baru saja”."""
        age = self.age(moment)
        return age if age in ("", _("baru saja")) else _("{age} lalu").format(age=age)

    def _looked(self, fn: Callable[[Office], T]) -> T:
        result: T = self.desk.look(fn)
        return result

    def _carried(self, fn: Callable[[Office], T]) -> T:
        with ExitStack() as stack:
            # Lent while it is surely open; the desk is not held for longer than that.
            office: Office = self.desk.look(lambda office: stack.enter_context(office.lent()))
            return fn(office)


def age_words(now: datetime, then: datetime) -> str:
    """How long ago something was, roughly."""
    minutes = int((now - then).total_seconds() // 60)
    if minutes < 2:
        return _("baru saja")
    if minutes < 120:
        return _("{n} menit").format(n=minutes)
    if minutes < 48 * 60:
        return _("{n} jam").format(n=minutes // 60)
    return ngettext("{n} hari", "{n} hari", minutes // (24 * 60)).format(n=minutes // (24 * 60))
