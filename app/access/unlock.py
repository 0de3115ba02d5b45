"""Coming in: by login name and passphrase, or the first time by a one-time code."""

from dataclasses import replace

from app.access import gate, keyring
from app.access.codes import code_secret, read_code
from app.access.entering import borrow, enter
from app.access.office import Office, hold_home
from app.access.people import PersonDraft
from app.access.rules import check_passphrase, clean_login
from app.access.slots import make_slot, open_slot, phrase, typed
from app.kernel.clock import Clock
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import derived_id
from app.kernel.paths import Home
from app.store.work import Actor


def logins(home: Home) -> tuple[str, ...]:
    """The login names of this desk, for the sign-in list; they are no secret."""
    return tuple(sorted(slot.label for slot in keyring.load(home).of_kind("user")))


def waiting_roles(home: Home) -> tuple[str, ...]:
    """The roles for which a one-time code is still waiting."""
    return tuple(sorted(slot.label for slot in keyring.load(home).of_kind("setup")))


def unlock(home: Home, login: str, passphrase: str, clock: Clock) -> Office:
    """Open this desk for one person; UserError for a wrong passphrase, a second process, a damaged keyring."""
    hold = hold_home(home)
    try:
        opened = gate.open_user(home, login.strip().lower(), typed(passphrase), clock.now())
    except BaseException:
        hold.release()
        raise
    return enter(home, clock, opened, hold)


def enrol(home: Home, code: str, person: PersonDraft, passphrase: str, clock: Clock) -> Office:
    """Make the account of the first person of a role with a one-time code, which is used up by it."""
    code, login = read_code(code), clean_login(person.login)
    check_passphrase(passphrase, login)
    hold = hold_home(home)
    try:
        opened = gate.open_code(home, code_secret(code).text, clock.now())
        refuse_taken(home, login)
    except BaseException:
        hold.release()
        raise
    office = borrow(home, clock, opened, hold)
    try:
        draft = replace(person, roles=frozenset({opened.slot.label})).checked()
        user_id = derived_id("user", opened.slot.id)
        office.actor = Actor(user_id, draft.name, draft.roles)
        with office.write("access.enrol") as w:
            w.insert_once(draft.row(user_id))
        slot = make_slot("user", login, phrase(passphrase), office.keys, user_id)
        ring = office.ring().drop(opened.slot.id).put(slot)
        office.keep_ring(keyring.enlist(ring, office.keys, slot))
        hold.acquire()
    finally:
        office.lock()
    return enter(home, clock, open_slot(slot, typed(passphrase)), hold)


def refuse_taken(home: Home, login: str) -> None:
    """Refuse a login name that somebody at this desk has already."""
    if keyring.load(home).user(login) is not None:
        raise UserError(
            "access.login_taken",
            _("Nama masuk “{login}” sudah dipakai orang lain di laptop ini.").format(login=login),
            _("Tambahkan angka atau nama kedua."),
        )
