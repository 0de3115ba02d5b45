"""Looks out in the background for people who came before: a few at a time, while nothing else is under way."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.registration import lookout
from app.registration.listing import Alike
from app.registration.lookout import Suspect, Watched
from app.registration.resembling import Register
from app.widgets.operations import Operations

FOUND = "suspects"
"""The name under which views are told that somebody was found or settled."""
_FOLLOWED = frozenset({"person", "person_document", "stay", "movement", "same_person", "same_arrival"})
SETTLE_MS, PAUSE_MS = 700, 25
Pair = tuple[str, str]


class Lookout(QObject):
    """Remembers by each person's version what was found of him; begins again when somebody changed or was settled."""

    rested = Signal()
    """Everybody here has been looked at."""

    def __init__(self, ops: Operations, wait_ms: int = SETTLE_MS) -> None:
        super().__init__(ops)
        self._ops, self._register = ops, Register()
        self._seen: dict[str, str] = {}
        self._found: dict[str, Sequence[Suspect]] = {}
        self._here: list[str] = []
        self._settled: frozenset[Pair] = frozenset()
        self._waiting: list[Watched] = []
        self._told: list[Pair] = []
        self._begun = False
        self._again, self._next = _timer(self, wait_ms, self._gather), _timer(self, PAUSE_MS, self._step)
        ops.changed.connect(self._changed)

    def begin(self) -> None:
        """Look at everybody, soon, and again whenever somebody changes."""
        self._begun = True
        self._again.start()

    def stop(self) -> None:
        """Look no more."""
        self._begun = False
        self._again.stop()
        self._next.stop()

    def pairs(self) -> list[tuple[str, str, Suspect]]:
        """(somebody here, who may be the same, why), each pair once, the surest first; without what was settled."""
        here = {person: place for place, person in enumerate(self._here)}
        found: dict[Pair, tuple[str, str, Suspect]] = {}
        for person in self._here:
            for suspect in self._found.get(person, ()):
                pair = _pair(person, suspect.person_id)
                turned = suspect.person_id in here and here[suspect.person_id] < here[person]
                if pair not in self._settled and not (turned and pair in found):
                    found[pair] = (person, suspect.person_id, suspect)
        return sorted(found.values(), key=lambda one: (-one[2].score, here[one[0]]))

    def alike(self) -> Alike:
        """For the list: the surest pair of everybody here."""
        found: dict[str, tuple[str, Sequence[str]]] = {}
        for person, other, suspect in self.pairs():
            found.setdefault(person, (other, suspect.why))
        return found

    def settle(self, one: str, other: str) -> None:
        """A pair was decided about; the register tells the same a moment later."""
        self._settled |= {_pair(one, other)}

    @property
    def count(self) -> int:
        """How many of those here may have been here before."""
        return len({person for person, _other, _suspect in self.pairs()})

    def _changed(self, tables: frozenset[str]) -> None:
        if self._begun and tables & _FOLLOWED:
            self._again.start()

    def _gather(self) -> None:
        def look(r: Any) -> tuple[list[Watched], frozenset[Pair]]:
            return lookout.watched(r), lookout.settled(r)

        self._ops.read(look, latest="lookout").then(self._gathered).otherwise(_nothing)

    def _gathered(self, found: tuple[list[Watched], frozenset[Pair]]) -> None:
        here, self._settled = found
        self._here = [one.person_id for one in here]
        self._waiting = [one for one in here if self._seen.get(one.person_id) != one.version]
        self._go_on()

    def _step(self) -> None:
        """The next few, unless somebody is at work: then a little later."""
        if not self._waiting:
            self._tell()
            self.rested.emit()
        elif not self._ops.idle:
            self._go_on()
        else:
            some, self._waiting = self._waiting[: lookout.SLICE], self._waiting[lookout.SLICE :]
            register = self._register
            looked = self._ops.read(lambda r: lookout.look(r, some, register))
            looked.then(lambda found: self._keep(some, found)).otherwise(_nothing)

    def _keep(self, some: list[Watched], found: dict[str, list[Suspect]]) -> None:
        self._found |= found
        self._seen |= {one.person_id: one.version for one in some}
        self._go_on()

    def _go_on(self) -> None:
        if self._begun:
            self._next.start()

    def _tell(self) -> None:
        """Tell the views once, when the pairs are others than before."""
        now = [(person, other) for person, other, _suspect in self.pairs()]
        if now != self._told:
            self._told = now
            self._ops.changed.emit(frozenset({FOUND}))


def _timer(parent: Lookout, wait_ms: int, act: Any) -> QTimer:
    made = QTimer(parent)
    made.setSingleShot(True)
    made.setInterval(wait_ms)
    made.timeout.connect(act)
    return made


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _nothing(_error: object) -> None:
    """The vault is locked or gone: the next change begins anew."""
