"""Recovery: sheets that are checked while they are not needed, and the way back in when a passphrase is lost."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from app.access import gate, keyring
from app.access.entering import borrow, enter
from app.access.handouts import Handouts, drop_sheets, handouts_of, keep_handouts
from app.access.keyring import Keyring
from app.access.office import Office, hold_home
from app.access.records import RecoveryState, User
from app.access.roles import vaults_of
from app.access.rules import check_passphrase
from app.access.shares import combine, new_set, recovery_secret
from app.access.slots import add_keys, escrow_slot, make_slot, open_slot, phrase, seal, typed
from app.access.views import Sheet
from app.kernel.clock import Clock
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.paths import VAULTS, Home
from app.store.work import Actor

DEFERRABLE = timedelta(days=1)

Step = Literal["checked", "asked", "deferred", "overdue"]


@dataclass(frozen=True)
class RecoveryStatus:
    """`step`: what to show now. `missing`: vaults whose holder must still check two sheets of this set."""

    mark: str
    step: Step
    created_at: datetime
    due_at: datetime
    verified_at: datetime | None
    missing: frozenset[str]


def recovery_status(office: Office) -> RecoveryStatus:
    """How the recovery sheets of this desk stand; anything but “checked” stays visible on every screen."""
    with office.read() as r:
        row = r.need(RecoveryState, office.device.id)
    slots = keyring.load(office.home).of_kind("recovery", row.mark)
    covered = slots[0].vaults if slots else frozenset()
    due = row.created_at + DEFERRABLE
    return RecoveryStatus(
        mark=row.mark,
        step=_step(row, due, office.clock.now()),
        created_at=row.created_at,
        due_at=due,
        verified_at=row.verified_at,
        missing=frozenset(VAULTS) - covered,
    )


def _step(row: RecoveryState, due: datetime, now: datetime) -> Step:
    if row.verified_at is not None:
        return "checked"
    if now >= due:
        return "overdue"
    return "deferred" if row.deferred_until is not None else "asked"


def defer_sheets(office: Office) -> None:
    """Check the sheets later, at most one day after they were made."""
    office.require("access.recovery")
    status = recovery_status(office)
    if status.step == "overdue":
        raise UserError(
            "access.recovery_overdue",
            _("Pemeriksaan lembar pemulihan sudah lewat satu hari dan tidak dapat ditunda lagi."),
            _("Siapkan ketiga lembar dan masukkan kata-kata dari dua di antaranya."),
        )
    with office.write("access.recovery.defer") as w:
        w.update(w.need(RecoveryState, office.device.id), deferred_until=status.due_at)


def check_sheets(office: Office, texts: list[str]) -> RecoveryStatus:
    """Show that two of the sheets were kept: typed or scanned, they must open the recovery slot.

    Vaults open here that the sheets did not cover yet are covered from now on.
    """
    office.require("access.self")
    opened = gate.open_recovery(office.home, combine(texts), office.clock.now())
    ring, slot = office.ring(), opened.slot
    lacking = {vault: key for vault, key in office.keys.items() if vault not in slot.vaults}
    slot = add_keys(slot, opened.kek, lacking)
    ring = keyring.enlist(ring.put(slot), lacking, slot)
    current = slot.label == recovery_status(office).mark
    office.keep_ring(_only(ring, slot.id) if current and frozenset(VAULTS) <= slot.vaults else ring)
    if current:
        with office.write("access.recovery.check") as w:
            w.update(w.need(RecoveryState, office.device.id), verified_at=w.now(), deferred_until=None)
        drop_sheets(office)
    return recovery_status(office)


def renew_sheets(office: Office) -> tuple[Sheet, ...]:
    """Three new sheets; the old ones work until the new set was checked and covers every vault."""
    office.require("access.recovery")
    fresh = new_set()
    slot = make_slot("recovery", fresh.mark, recovery_secret(fresh.secret), office.keys)
    office.keep_ring(keyring.enlist(office.ring().put(slot), office.keys, slot))
    with office.write("access.recovery.made") as w:
        row = w.need(RecoveryState, office.device.id)
        w.update(row, mark=fresh.mark, created_at=w.now(), verified_at=None, deferred_until=None)
    keep_handouts(office, Handouts(fresh.sheets, handouts_of(office.opened).codes))
    return fresh.sheets


def recover(home: Home, texts: list[str], login: str, passphrase: str, clock: Clock) -> Office:
    """Let a person in again by any two recovery sheets, with a new passphrase; the sheets are to be renewed then."""
    check_passphrase(passphrase, login)
    hold = hold_home(home)
    try:
        opened = gate.open_recovery(home, combine(texts), clock.now())
        before = keyring.load(home).user(login.strip().lower())
        if before is None:
            raise UserError(
                "access.no_user",
                _("Nama masuk “{login}” tidak ada di laptop ini.").format(login=login),
                _("Pilih salah satu nama masuk yang ada."),
            )
    except BaseException:
        hold.release()
        raise
    office = borrow(home, clock, opened, hold)
    try:
        with office.read() as r:
            user = r.need(User, before.user_id)
        held = {vault: office.keys[vault] for vault in vaults_of(frozenset(user.roles)) & office.keys.keys()}
        slot = make_slot("user", before.label, phrase(passphrase), held, user.id)
        ring = office.ring().drop(before.id).put(slot)
        office.keep_ring(keyring.enlist(ring, held, slot))
        office.actor = Actor(user.id, user.name, frozenset(user.roles))
        with office.write("access.recover") as w:
            row = w.need(RecoveryState, office.desk.device_id)
            w.update(row, verified_at=None, deferred_until=None, created_at=w.now())
        hold.acquire()
    finally:
        office.lock()
    return enter(home, clock, open_slot(slot, typed(passphrase)), hold)


def add_escrow(office: Office, label: str, recipient: str) -> None:
    """Seal the keys of the vaults open here to the recovery key of the centre; holders of other vaults do the same."""
    office.require("access.escrow")
    ring = office.ring()
    known = [slot for slot in ring.of_kind("escrow") if slot.public == recipient]
    slot = known[0] if known else escrow_slot(label, recipient)
    for vault, key in office.keys.items():
        slot = seal(slot, vault, key)
    office.keep_ring(keyring.enlist(ring.put(slot), office.keys, slot))


def _only(ring: Keyring, slot_id: str) -> Keyring:
    for slot in ring.of_kind("recovery"):
        if slot.id != slot_id:
            ring = ring.drop(slot.id)
    return ring
