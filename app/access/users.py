"""Accounts: who works at this desk, with which roles, and how a person is given or loses his keys."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlmodel import col, select

from app.access import gate, keyring
from app.access.codes import code_secret, new_code
from app.access.entering import tidy
from app.access.handouts import handouts_of
from app.access.keyring import Keyring
from app.access.office import Office
from app.access.people import PersonDraft
from app.access.records import User
from app.access.roles import KEPALA, RESTRICTED, role_label, vaults_of
from app.access.rules import check_passphrase, check_roles, may, refuse_restricted_grant, require
from app.access.slots import Slot, add_keys, make_slot, open_slot, phrase, typed
from app.access.unlock import refuse_taken
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import new_id
from app.store.work import Reading


@dataclass(frozen=True)
class UserView:
    """An account. `here`: he can unlock this desk. `vaults`: what he opens here."""

    id: str
    login: str
    name: str
    title: str
    nip: str
    rank: str
    roles: frozenset[str]
    active: bool
    here: bool
    vaults: frozenset[str]


def list_users(office: Office) -> list[UserView]:
    """Every account of the site, active ones first, by name."""
    slots = {slot.user_id: slot for slot in office.ring().of_kind("user")}
    with office.read() as r:
        rows = r.all(select(User).where(User.site_id == r.site_id, col(User.void_reason).is_(None)))
    views = [_view(row, slots.get(row.id)) for row in rows]
    return sorted(views, key=lambda user: (not user.active, user.name.casefold()))


def add_user(office: Office, draft: PersonDraft, passphrase: str) -> UserView:
    """Make an account, with the passphrase its owner types himself.

    Kepala grants what he can open; a holder of a restricted vault may admit colleagues of his own role.
    """
    draft = draft.checked()
    _refuse_grant(office, draft.roles)
    check_passphrase(passphrase, draft.login)
    refuse_taken(office.home, draft.login)
    row = draft.row(new_id())
    with office.write("access.add_user") as w:
        w.insert(row)
    return _view(row, _give_slot(office, row, passphrase))


def give_access(office: Office, user_id: str, passphrase: str) -> UserView:
    """A new passphrase for an account, which its owner types himself: forgotten, or never had one on this desk."""
    with office.read() as r:
        row = r.need(User, user_id)
    _refuse_grant(office, frozenset(row.roles))
    check_passphrase(passphrase, row.login)
    other = office.ring().user(row.login)
    if other is not None and other.user_id != user_id:
        refuse_taken(office.home, row.login)
    with office.write("access.give_access") as w:
        w.update(w.need(User, user_id), active=True)
    return _view(row, _give_slot(office, row, passphrase))


def admit_to_role(office: Office, user_id: str, role: str, passphrase: str) -> None:
    """Give a colleague a restricted role; he shows that it is he by typing his passphrase here."""
    _refuse_grant(office, frozenset({role}))
    ring = office.ring()
    with office.read() as r:
        login = r.need(User, user_id).login
    opened = gate.open_user(office.home, login, typed(passphrase), office.clock.now())
    keys = {vault: office.keys[vault] for vault in vaults_of(frozenset({role}))}
    with office.write("access.admit_to_role") as w:
        row = w.need(User, user_id)
        w.update(row, roles=sorted({*row.roles, role}))
    slot = add_keys(opened.slot, opened.kek, keys)
    office.keep_ring(keyring.enlist(ring.put(slot), keys, slot))


def change_roles(office: Office, user_id: str, roles: Iterable[str]) -> None:
    """Give an account other roles; a restricted one is only taken away here, never given."""
    office.require("access.users")
    chosen = check_roles(roles)
    with office.read() as r:
        row = r.need(User, user_id)
        _refuse_last(office, r, row, chosen)
    refuse_restricted_grant(chosen - set(row.roles), ())
    with office.write("access.change_roles") as w:
        w.update(w.need(User, user_id), roles=sorted(chosen))
    tidy(office)
    if user_id == office.actor.user_id:
        office.refresh()


def deactivate(office: Office, user_id: str) -> None:
    """End an account; vaults it held get new keys, restricted ones at the next unlock of a holder."""
    office.require("access.users")
    with office.read() as r:
        row = r.need(User, user_id)
        _refuse_last(office, r, row, frozenset())
    if user_id == office.actor.user_id:
        raise UserError("access.self", _("Anda tidak dapat menonaktifkan akun Anda sendiri."))
    with office.write("access.deactivate") as w:
        w.update(w.need(User, user_id), active=False)
    tidy(office)


def change_passphrase(office: Office, old: str, new: str) -> None:
    """A new passphrase for the person signed in; the vaults keep their keys."""
    office.require("access.self")
    check_passphrase(new, office.login)
    opened = gate.open_user(office.home, office.login, typed(old), office.clock.now())
    secret = phrase(new)
    slot = make_slot("user", office.login, secret, opened.newest, office.actor.user_id)
    fresh = open_slot(slot, secret.text)
    slot = handouts_of(opened).on(slot, fresh.kek)
    ring = office.ring().drop(opened.slot.id).put(slot)
    office.keep_ring(keyring.enlist(ring, opened.newest, slot))
    office.opened = replace(fresh, slot=slot)


def issue_code(office: Office, role: str) -> str:
    """A one-time code for the next person of a role; an unused one of that role stops working."""
    _refuse_grant(office, check_roles({role}))
    code = new_code()
    keys = {vault: office.keys[vault] for vault in vaults_of(frozenset({role}))}
    slot = make_slot("setup", role, code_secret(code), keys)
    ring = office.ring()
    for earlier in ring.of_kind("setup", role):
        ring = ring.drop(earlier.id)
    office.keep_ring(keyring.enlist(ring.put(slot), keys, slot))
    return code


def _refuse_grant(office: Office, roles: frozenset[str]) -> None:
    own = {f"access.admit.{vault}" for vault, role in RESTRICTED.items() if {role} == roles}
    if not any(may(office.actor, permission) for permission in own):
        require(office.actor, "access.users")
    refuse_restricted_grant(roles, office.keys)


def _refuse_last(office: Office, r: Reading, row: User, roles: frozenset[str]) -> None:
    """Nobody may be left who can manage the desk, or open a vault."""
    if KEPALA in row.roles and KEPALA not in roles:
        query = select(User).where(User.site_id == r.site_id, col(User.active).is_(True), User.id != row.id)
        if not any(KEPALA in other.roles for other in r.all(query)):
            raise UserError(
                "access.last_kepala",
                _("Ini satu-satunya kepala pos yang aktif; pos tidak boleh tanpa kepala."),
                _("Angkat kepala pos yang lain lebih dulu."),
            )
    ring = office.ring()
    for vault, role in RESTRICTED.items():
        if role in row.roles and role not in roles and _is_last_holder(ring, vault, row.id):
            raise UserError(
                "access.last_holder",
                _("Ini satu-satunya {role} di laptop ini; tanpa dia datanya tidak dapat dibuka lagi.").format(
                    role=role_label(role)
                ),
                _("Terima dulu rekan yang seperan, lalu ulangi."),
            )


def _is_last_holder(ring: Keyring, vault: str, user_id: str) -> bool:
    holders = [slot for slot in (*ring.of_kind("user"), *ring.of_kind("setup")) if vault in slot.vaults]
    return bool(holders) and all(slot.user_id == user_id for slot in holders)


def _give_slot(office: Office, row: User, passphrase: str) -> Slot:
    keys = {vault: office.keys[vault] for vault in vaults_of(frozenset(row.roles))}
    slot = make_slot("user", row.login, phrase(passphrase), keys, row.id)
    ring = office.ring()
    earlier = ring.user(row.login)
    ring = ring.drop(earlier.id) if earlier else ring
    office.keep_ring(keyring.enlist(ring.put(slot), keys, slot))
    return slot


def _view(row: User, slot: Slot | None) -> UserView:
    return UserView(
        id=row.id,
        login=row.login,
        name=row.name,
        title=row.title,
        nip=row.nip,
        rank=row.rank,
        roles=frozenset(row.roles),
        active=row.active,
        here=slot is not None,
        vaults=slot.vaults if slot else frozenset(),
    )
