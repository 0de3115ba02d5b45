"""Who belongs to whom, by the page, by a key or by dragging one line onto another; and who answers for a lone child."""

from collections.abc import Callable
from functools import partial
from typing import Any

from app.kernel.i18n import _
from app.registration import families, guardians, heads
from app.registration.counts import HeadLine
from app.registration.families import Relative
from app.registration.guardians import GuardianEntry
from app.registration.listing import Row
from app.registration.page import PersonPage
from app.registration.screens import asking
from app.registration.screens.acting import find_people, name_of_page
from app.registration.screens.host import Host
from app.widgets.asking import ask
from app.widgets.candidates import Candidate
from app.widgets.dialogs import Question
from app.widgets.message import Message
from app.widgets.operations import Begun, Operations, Pending


class Kinship:
    """The verbs of the section Keluarga; each asks what it must and writes once."""

    def __init__(self, ops: Operations, host: Host) -> None:
        self._ops, self._host = ops, host
        self._verbs: dict[str, Callable[[PersonPage, Any], object]] = {
            "family": lambda page, _subject: self.link(page.stay_id, name_of_page(page)),
            "family.unlink": self._unlink,
            "guardian": self._entrust,
            "guardian.release": self._release,
        }

    def handle(self, verb: str, page: PersonPage, subject: object) -> bool:
        """Do what was asked for; False for a verb of somebody else."""
        if verb not in self._verbs:
            return False
        self._verbs[verb](page, subject)
        return True

    def link(self, stay_id: str, name: str, other: HeadLine | None = None) -> None:
        """Ask to whom somebody belongs, or only how where the other is known."""

        def act(said: dict[str, Any]) -> Begun:
            def link(w: Any) -> object:
                one, two = (heads.stay_of(w, stay).person_id or "" for stay in (stay_id, said["other"]))
                return families.link_to(w, one, two, said["relation"])

            return self._write("registration.family", link, _("Keluarga dicatat."))

        chosen = Candidate(other.stay_id, other.display) if other else None
        ask(asking.relative(self._host.parent(), partial(find_people, self._ops), name, chosen), act)

    def marked(self, row: Row | None) -> None:
        """Link the person whose line is marked."""
        if row is not None and row.head.person_id:
            self.link(row.head.stay_id, row.head.display)
        else:
            self._host.tell(Message(_("Pilih dulu orangnya di daftar."), tone="warn"))

    def dropped(self, one: HeadLine, other: HeadLine) -> None:
        """The line of one person was dragged onto that of another."""
        if one.person_id and other.person_id:
            self.link(one.stay_id, one.display, other)
        else:
            self._host.tell(Message(_("Beri nama dulu pada kartunya, baru dihubungkan."), tone="warn"))

    def _unlink(self, _page: PersonPage, relative: Relative) -> None:
        def act(said: dict[str, Any]) -> Begun:
            done = _("{name} dikeluarkan dari keluarga ini.").format(name=relative.name)
            return self._write(
                "registration.family", lambda w: families.unlink(w, relative.member_id, said["reason"]), done
            )

        title = _("Keluarkan {name} dari keluarga ini?").format(name=relative.name)
        ask(asking.reason(self._host.parent(), Question(title, yes=_("Keluarkan"))), act)

    def _entrust(self, page: PersonPage, _subject: object) -> None:
        def act(said: dict[str, Any]) -> Begun:
            entry = GuardianEntry(**said)
            done = _("Wali {name} dicatat: {guardian}.").format(name=name_of_page(page), guardian=entry.name)
            return self._write("registration.guardian", lambda w: guardians.entrust(w, page.stay_id, entry), done)

        ask(asking.guardian(self._host.parent(), name_of_page(page), page.guardian), act)

    def _release(self, page: PersonPage, _subject: object) -> None:
        def act(said: dict[str, Any]) -> Begun:
            done = _("Wali dilepas; {name} dihitung sendirian lagi kalau tidak ada keluarganya di sini.")
            release = partial(guardians.release, stay_id=page.stay_id, reason=said["reason"])
            return self._write("registration.guardian", release, done.format(name=name_of_page(page)))

        name = page.guardian.name if page.guardian else ""
        question = Question(_("Lepas wali {name}?").format(name=name), yes=_("Lepas wali"), danger=True)
        ask(asking.reason(self._host.parent(), question), act)

    def _write(self, action: str, act: Callable[[Any], Any], done: str) -> Pending[Any]:
        return self._ops.write(action, act).then(lambda _result: self._host.tell(Message(done, tone="good")))
