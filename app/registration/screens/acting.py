"""What happens when an officer asks for something on a page: the question, the act, the word that it is done."""

from collections.abc import Callable
from functools import partial
from typing import Any

from app.access.office import site_of
from app.kernel.i18n import _, pgettext
from app.reference.enumerations import name_of
from app.registration import cards, editing, exits, heads, joins, people
from app.registration.heads import Who
from app.registration.likely import Likeness
from app.registration.page import Joined, NoteView, PaperView, PersonPage, StayView
from app.registration.screens import asking, comparing, verdicts
from app.registration.screens.goodssheet import hint_of
from app.registration.screens.host import Host
from app.registration.search import search
from app.widgets.asking import ask
from app.widgets.candidates import Candidate, Deliver
from app.widgets.dialogs import Question, at_once, confirm
from app.widgets.message import Message
from app.widgets.operations import Begun, Operations, Pending

FOUND = 8


class Acts:
    """The verbs of a page; each asks what it must and writes once."""

    def __init__(self, ops: Operations, host: Host) -> None:
        self._ops, self._host = ops, host
        self.find = partial(find_people, ops)
        self._verbs: dict[str, Callable[[PersonPage, Any], object]] = {
            "leave": self._leave,
            "death": self._death,
            "back": self._back,
            "unmove": self._unmove,
            "settle": self._settle,
            "withdraw": self._withdraw,
            "document": self._add_document,
            "document.edit": self._edit_document,
            "need": self._need,
            "note": self._note,
            "note.void": self._void_note,
            "card": self._card,
            "born": self._born,
            "same_person": self._same_person,
            "same_arrival": self._same_arrival,
            "compare": self._compare,
            "same.yes": partial(self._verdict, joins.SAME),
            "same.no": partial(self._verdict, joins.DIFFERENT),
            "part": self._part,
            "unjoin": self._unjoin,
        }

    def handle(self, verb: str, page: PersonPage, subject: object) -> bool:
        """Do what was asked for; False for a verb of somebody else."""
        if verb not in self._verbs:
            return False
        self._verbs[verb](page, subject)
        return True

    def _write(self, action: str, act: Callable[[Any], Any], done: str) -> Pending[Any]:
        return self._ops.write(action, act).then(lambda _result: self._host.tell(Message(done, tone="good")))

    def _leave(self, page: PersonPage, _subject: object) -> None:
        def act(said: dict[str, Any]) -> Begun:
            account, why = said["account"], said["reason"]
            done = _("{name}: {account}.").format(name=name_of_page(page), account=name_of("akun_orang", account))
            return self._write("registration.leave", lambda w: exits.leave(w, page.stay_id, account, why), done)

        names = ", ".join(head.display for head in page.staying)
        stay = _("Keluarganya tetap di sini: {names}. Tulis mengapa dipisahkan.").format(names=names) if names else ""
        warning = " ".join(part for part in (stay, hint_of(page.goods)) if part)
        ask(asking.leaving(self._host.parent(), name_of_page(page), warning), act)

    def _death(self, page: PersonPage, _subject: object) -> None:
        def act(said: dict[str, Any]) -> Begun:
            death = asking.death_of(said)
            done = _("{name} tercatat meninggal dan tidak dihitung hadir lagi.").format(name=name_of_page(page))
            return self._write("registration.death", lambda w: exits.die(w, page.stay_id, death), done)

        def known(place: str) -> None:
            ask(asking.death(self._host.parent(), name_of_page(page), place), act)

        self._ops.read(lambda r: site_of(r).name).then(known)

    def _back(self, page: PersonPage, _subject: object) -> None:
        def act(said: dict[str, Any]) -> Begun:
            done = _("{name} tercatat hadir lagi.").format(name=name_of_page(page))
            return self._write("registration.back", lambda w: exits.come_back(w, page.stay_id, said["reason"]), done)

        question = Question(_("{name} kembali ke sini").format(name=name_of_page(page)), yes=_("Catat kembali"))
        ask(asking.reason(self._host.parent(), question), act)

    def _unmove(self, page: PersonPage, _subject: object) -> None:
        last = next((stay.last_movement for stay in page.stays if stay.stay_id == page.stay_id), None)
        if last is None:
            return
        movement = last

        def act(said: dict[str, Any]) -> Begun:
            done = _("Catatan keluar dibatalkan.")
            return self._write("registration.unmove", lambda w: heads.take_back(w, movement, said["reason"]), done)

        hint = _("Orangnya kembali ke keadaan sebelumnya. Catatannya tetap terlihat di riwayat.")
        question = Question(_("Batalkan catatan terakhir"), hint, _("Batalkan catatan"), danger=True)
        ask(asking.reason(self._host.parent(), question), act)

    def _settle(self, page: PersonPage, _subject: object) -> None:
        stay = next(each for each in page.stays if each.stay_id == page.stay_id)
        ways = [(movement, name_of("akun_orang", account)) for movement, account in stay.conflicts]

        def act(said: dict[str, Any]) -> Begun:
            def settle(w: Any) -> object:
                return exits.settle(w, page.stay_id, said["movement"], said["reason"])

            return self._write("registration.settle", settle, _("Perpindahan sudah ditetapkan."))

        ask(asking.conflict(self._host.parent(), ways), act)

    def _withdraw(self, page: PersonPage, _subject: object) -> None:
        def act(said: dict[str, Any]) -> Begun:
            done = _("Kedatangan {name} dibatalkan; tidak dihitung lagi.").format(name=name_of_page(page))
            return self._write("registration.withdraw", lambda w: heads.withdraw(w, page.stay_id, said["reason"]), done)

        def really() -> None:
            question = Question(_("Mengapa dibatalkan?"), yes=_("Batalkan kedatangan"), danger=True)
            ask(asking.reason(self._host.parent(), question), act)

        hint = _("Orang ini tidak dihitung lagi di mana pun. Data dan alasannya tetap tersimpan.")
        title = _("Batalkan kedatangan {name}?").format(name=name_of_page(page))
        question = Question(title, hint, _("Lanjut"), pgettext("typed", "batal"), danger=True)
        confirm(self._host.parent(), question, at_once(really))

    def _add_document(self, page: PersonPage, _subject: object) -> None:
        def act(said: dict[str, Any]) -> Begun:
            entry = asking.entry_of(said)
            return self._write(
                "registration.document", lambda w: people.add_document(w, _person(page), entry), _("Dokumen dicatat.")
            )

        ask(asking.paper(self._host.parent()), act)

    def _edit_document(self, page: PersonPage, known: PaperView) -> None:
        def act(said: dict[str, Any]) -> Begun:
            entry = asking.entry_of(said)
            return self._write(
                "registration.document", lambda w: people.edit_document(w, known.id, entry), _("Dokumen diubah.")
            )

        ask(asking.paper(self._host.parent(), known), act)

    def _need(self, page: PersonPage, change: tuple[str, bool]) -> None:
        kind, wanted = change
        self._ops.write("registration.need", lambda w: people.set_need(w, page.stay_id, kind, wanted))

    def _note(self, page: PersonPage, _subject: object) -> None:
        def act(said: dict[str, Any]) -> Begun:
            return self._write(
                "registration.note", lambda w: people.add_note(w, _person(page), said["text"]), _("Catatan disimpan.")
            )

        ask(asking.note(self._host.parent()), act)

    def _void_note(self, _page: PersonPage, note: NoteView) -> None:
        def act(said: dict[str, Any]) -> Begun:
            return self._write(
                "registration.note", lambda w: people.void_note(w, note.id, said["reason"]), _("Catatan dicabut.")
            )

        question = Question(_("Cabut catatan ini?"), note.text, _("Cabut"))
        ask(asking.reason(self._host.parent(), question), act)

    def _card(self, page: PersonPage, _subject: object) -> None:
        def act(said: dict[str, Any]) -> Begun:
            def give(w: Any) -> object:
                return cards.give(w, heads.stay_of(w, page.stay_id), cards.number_of(w, said["number"]))

            return self._write("registration.card", give, _("Nomor kartu diganti."))

        number = page.head.card_number if page.head else None
        ask(asking.card(self._host.parent(), number or ""), act)

    def _born(self, page: PersonPage, _subject: object) -> None:
        def act(said: dict[str, Any]) -> Begun:
            known = {name: value for name, value in editing.birth_changes(said.get("birth")).items() if value}
            child = Who(name=said.get("name", ""), sex=said["sex"], **known)
            born = self._ops.write("registration.born", lambda w: heads.born(w, page.stay_id, child).id)
            return born.then(self._host.open_page)

        ask(asking.newborn(self._host.parent(), name_of_page(page)), act)

    def _same_person(self, page: PersonPage, _subject: object) -> None:
        def act(said: dict[str, Any]) -> Begun:
            def same(w: Any) -> None:
                other = heads.stay_of(w, said["other"]).person_id or ""
                joins.same_person(w, _person(page), other, note=said["reason"])

            return self._write("registration.same", same, _("Dicatat sebagai orang yang sama."))

        hint = _("Kedua kedatangan tetap dihitung: orang yang sama, datang dua kali.")
        question = Question(_("Orang yang sama dengan …"), hint, _("Orang yang sama"))
        ask(asking.other_person(self._host.parent(), question, self.find), act)

    def _same_arrival(self, page: PersonPage, _subject: object) -> None:
        def act(said: dict[str, Any]) -> Begun:
            joined = self._ops.write(
                "registration.same_arrival",
                lambda w: joins.same_arrival(w, page.stay_id, said["other"], said["reason"]),
            )
            return joined.then(self._host.open_page)

        hint = _("Satu kedatangan tercatat dua kali. Sesudah digabung, orangnya dihitung satu kali.")
        question = Question(_("Gabungkan dua kedatangan"), hint, _("Gabungkan"), danger=True)
        ask(asking.other_person(self._host.parent(), question, self.find), act)

    def _compare(self, page: PersonPage, found: Likeness) -> None:
        def show(other: PersonPage | None) -> None:
            if other is not None and page.identity is not None and other.identity is not None:
                decide = partial(self._verdict, page=page, found=found)
                comparing.compare(self._host.parent(), (page, other), found.why, decide, self._host.photo_frame)

        self._host.read_page(found.head.stay_id).then(show)

    def _verdict(self, verdict: str, page: PersonPage, found: Likeness) -> Begun:
        pair = _person(page), found.head.person_id or ""
        return verdicts.decide(self._ops, self._host, pair, verdict, lambda: None)

    def _part(self, page: PersonPage, other: Joined) -> None:
        def act(said: dict[str, Any]) -> Begun:
            def part(w: Any) -> None:
                joins.undo_same_person(w, _person(page), other.person_id, said["reason"])

            return self._write("registration.same", part, _("Kedua orang dipisahkan lagi."))

        question = Question(_("Bukan orang yang sama dengan {name}?").format(name=other.name), yes=_("Pisahkan"))
        ask(asking.reason(self._host.parent(), question), act)

    def _unjoin(self, _page: PersonPage, stay: StayView) -> None:
        def act(said: dict[str, Any]) -> Begun:
            def part(w: Any) -> None:
                joins.undo_same_arrival(w, stay.joined_to or "", stay.stay_id, said["reason"])

            return self._write("registration.same_arrival", part, _("Kedua kedatangan dihitung lagi sendiri-sendiri."))

        ask(asking.reason(self._host.parent(), Question(_("Pisahkan lagi?"), yes=_("Pisahkan"))), act)


def find_people(ops: Operations, typed: str, deliver: Deliver) -> Begun:
    """People for a search field, by stay."""

    def look(r: Any) -> list[Candidate]:
        return [Candidate(hit.head.stay_id, hit.head.display, hit.why) for hit in search(r, typed, FOUND)]

    return ops.read(look, latest="people.find").then(deliver)


def name_of_page(page: PersonPage) -> str:
    """What messages call whoever a page is about."""
    return page.identity.display if page.identity else page.head.display if page.head else ""


def _person(page: PersonPage) -> str:
    return page.person_id or ""
