"""Two people side by side, one pair after the other: the verdict by one key, and the next pair opens by itself."""

from collections.abc import Callable, Sequence
from functools import partial

from app.kernel.i18n import _
from app.registration import joins
from app.registration.page import PersonPage
from app.registration.screens import comparing
from app.registration.screens.host import Host
from app.registration.screens.lookingout import Lookout
from app.widgets.message import Message
from app.widgets.operations import Begun, Operations


def decide(ops: Operations, host: Host, pair: tuple[str, str], verdict: str, done: Callable[[], object]) -> Begun:
    """Keep a verdict on two people; the message undoes it."""
    one, other = pair
    text = _("Dicatat sebagai orang yang sama.") if verdict == joins.SAME else _("Dicatat sebagai dua orang.")

    def undo() -> None:
        act = partial(joins.undo_same_person, person_id=one, other_id=other, reason=_("diurungkan"))
        taken = ops.write("registration.same", act)
        back = _("Diurungkan; keduanya bisa dibandingkan lagi.")
        taken.then(lambda _result: host.tell(Message(back, tone="good")))

    def tell(_result: object) -> None:
        host.tell(Message(text, tone="good", action_text=_("Urungkan"), action=undo))
        done()

    return ops.write("registration.same", lambda w: joins.same_person(w, one, other, verdict)).then(tell)


class Verdicts:
    """Opens the pairs of the look-out; leaving a pair undecided ends the round."""

    def __init__(self, ops: Operations, host: Host, lookout: Lookout) -> None:
        self._ops, self._host, self._lookout = ops, host, lookout
        self._round = False

    def begin(self, one: str, other: str) -> None:
        """Compare these two, then every other pair that is open."""
        self._round = True
        self._open((one, other))

    def compare(self, one: str, other: str) -> None:
        """Compare these two alone."""
        self._round = False
        self._open((one, other))

    def _open(self, pair: tuple[str, str]) -> None:
        why = next((found.why for *both, found in self._lookout.pairs() if tuple(both) == pair), ())

        def first(page: PersonPage | None) -> None:
            self._host.read_page(pair[1]).then(lambda other: self._show(pair, why, (page, other)))

        self._host.read_page(pair[0]).then(first)

    def _show(self, pair: tuple[str, str], why: Sequence[str], pages: tuple[PersonPage | None, ...]) -> None:
        one, other = pages
        if one is None or other is None or one.identity is None or other.identity is None:
            return

        def decided(verdict: str) -> Begun:
            return decide(self._ops, self._host, pair, verdict, partial(self._on, pair))

        comparing.compare(self._host.parent(), (one, other), why, decided, self._host.photo_frame)

    def _on(self, pair: tuple[str, str]) -> None:
        self._lookout.settle(*pair)
        following = self._lookout.pairs()
        if following and self._round:
            self._open(following[0][:2])
