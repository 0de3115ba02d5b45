"""The first run: a new site with its three vaults, keys, local authority and first person; or a *loket darurat*."""

import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime

from app.access import keyring
from app.access.codes import code_secret, new_code
from app.access.days import open_day
from app.access.desk import Desk, author_of, give_identity, keep_desk
from app.access.entering import enter
from app.access.handouts import Handouts
from app.access.issuing import authority_certificate, device_certificate
from app.access.keyring import UNFINISHED, Keyring
from app.access.office import Office, hold_home
from app.access.people import PersonDraft
from app.access.records import Device, RecoveryState, Site
from app.access.roles import GENERAL, HEALTH, KEPALA, KESEHATAN, PEKSOS, PENDAMPING, PROTECTION, SATGAS, vaults_of
from app.access.rules import check_passphrase, check_roles, clean_code, clean_name, login_from
from app.access.shares import SheetSet, new_set, recovery_secret
from app.access.slots import VaultKey, make_slot, new_key, open_slot, phrase, typed
from app.access.trust import note_certificate
from app.access.views import Sheet
from app.bundle.certificates import Certificate
from app.bundle.keys import Identity, SigningKey
from app.kernel.clock import ZONES, Clock, operational_date
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.ids import derived_id, new_id
from app.kernel.paths import VAULTS, Home
from app.store.vault import Vault, create_vault
from app.store.work import Actor

NO_CODE = "DRT"
KINDS = ("entry", "transit", "provinsi", "kabkota")


@dataclass(frozen=True)
class SiteDraft:
    """What the first-run wizard asks about the post; `kind` one of KINDS, `zone` WIB, WITA or WIT."""

    code: str
    name: str
    kind: str
    zone: str
    day_start_minutes: int = 0
    address: str = ""
    city: str = ""
    office_name: str = ""
    phone: str = ""
    letterhead: tuple[str, ...] = ()


@dataclass(frozen=True)
class EmergencyDraft:
    """All a *loket darurat* asks: who counts, a passphrase, and the post's code and zone.

    With no code it stays a site of its own: its people travel by handover, it cannot be adopted as a desk.
    """

    officer: str
    passphrase: str = field(repr=False)
    site_code: str = ""
    zone: str = "WITA"


@dataclass(frozen=True)
class Created:
    """The open office, the three recovery sheets, and the one-time code of each role that still has nobody."""

    office: Office
    sheets: tuple[Sheet, ...]
    codes: dict[str, str] = field(repr=False)


@dataclass(frozen=True)
class _Plan:
    site: SiteDraft
    person: PersonDraft
    passphrase: str = field(repr=False)
    letter: str
    device_name: str
    code_roles: tuple[str, ...]
    site_id: str
    user_id: str = field(default_factory=new_id)
    recovery: SheetSet = field(default_factory=new_set)
    emergency: bool = False


def create_site(home: Home, site: SiteDraft, kepala: PersonDraft, passphrase: str, clock: Clock) -> Created:
    """Set up a new site: this desk becomes its local authority, `kepala` its first user (other roles may be added)."""
    person = replace(kepala, roles=check_roles({*kepala.roles, KEPALA}))
    waiting = tuple(role for role in (KESEHATAN, PEKSOS) if role not in person.roles)
    plan = _Plan(site, person, passphrase, "A", _("Loket A"), waiting, site_id_of(clean_code(site.code)))
    return _create(home, plan, clock)


def emergency_desk(home: Home, draft: EmergencyDraft, clock: Clock) -> Created:
    """A spare laptop that counts at once; adopted later by the post whose code it was given."""
    code = clean_code(draft.site_code or NO_CODE)
    site = SiteDraft(code, _("Loket darurat {code}").format(code=code), "entry", draft.zone)
    site_id = site_id_of(code) if draft.site_code else new_id()
    roles = frozenset({SATGAS, PENDAMPING})
    person = PersonDraft(login_from(draft.officer), draft.officer, roles)
    letter = "X" + "".join(secrets.choice("ABCDEFGHJKMNPQRSTVWXYZ23456789") for _n in range(2))
    waiting = (KEPALA, KESEHATAN, PEKSOS)
    plan = _Plan(site, person, draft.passphrase, letter, _("Loket darurat"), waiting, site_id)
    return _create(home, replace(plan, emergency=True), clock)


def site_id_of(code: str) -> str:
    """The id every desk derives from a site's code, so that desks set up apart belong to one site."""
    return derived_id("site", code)


def _checked(plan: _Plan) -> _Plan:
    site = replace(plan.site, code=clean_code(plan.site.code), name=clean_name(plan.site.name))
    person = plan.person.checked()
    if site.kind not in KINDS or site.zone not in ZONES or not 0 <= site.day_start_minutes < 24 * 60:
        raise UserError("access.site", _("Jenis pos, zona waktu, atau jam mulai hari belum benar."))
    check_passphrase(plan.passphrase, person.login)
    return replace(plan, site=site, person=person)


def _create(home: Home, plan: _Plan, clock: Clock) -> Created:
    plan = _checked(plan)
    home.folder.mkdir(parents=True, exist_ok=True)
    hold = hold_home(home)
    try:
        _clear_unfinished(home)
        home.create()
        (home.folder / UNFINISHED).touch()
        keys = {vault: new_key() for vault in VAULTS}
        codes = {role: new_code() for role in plan.code_roles}
        _fill(home, plan, keys, clock)
        keyring.save(home, _first_keyring(plan, keys, codes), keys[GENERAL])
        (home.folder / UNFINISHED).unlink()
    except BaseException:
        hold.release()
        raise
    first = keyring.load(home).of_kind("user")[0]
    return Created(enter(home, clock, open_slot(first, typed(plan.passphrase)), hold), plan.recovery.sheets, codes)


def _clear_unfinished(home: Home) -> None:
    if (home.folder / UNFINISHED).exists():
        shutil.rmtree(home.folder / "vaults", ignore_errors=True)
        home.keyring.unlink(missing_ok=True)
    if home.exists or home.keyring.exists():
        raise UserError(
            "access.site_exists",
            _("Di laptop ini sudah ada pos; tidak ada yang ditimpa."),
            _("Masuk seperti biasa, atau pilih folder lain."),
        )


def _fill(home: Home, plan: _Plan, keys: Mapping[str, VaultKey], clock: Clock) -> None:
    vaults = {name: create_vault(home.vault(name), name, keys[name].key, clock) for name in VAULTS}
    try:
        identities = {name: give_identity(vault) for name, vault in vaults.items()}
        recipients = {name: identities[name].recipient for name in (HEALTH, PROTECTION)}
        desk, device = _new_desk(plan, clock.now(), recipients)
        general = vaults[GENERAL]
        keep_desk(general, desk)
        for vault in vaults.values():
            vault.author = author_of(vault, desk)
        actor = Actor(plan.user_id, plan.person.name, plan.person.roles)
        with general.write(actor, "access.create_site") as w:
            w.insert(_site_row(plan.site, desk.site_id))
            w.insert(_device_row(plan, device))
            for cert in (*desk.anchors, device):
                note_certificate(w, cert)
            w.insert(plan.person.row(plan.user_id))
            w.insert(RecoveryState(id=device.id, mark=plan.recovery.mark, created_at=w.now()))
            open_day(w, operational_date(clock.now(), plan.site.zone, plan.site.day_start_minutes))
    finally:
        _close(vaults)


def _close(vaults: Mapping[str, Vault]) -> None:
    for vault in vaults.values():
        vault.close()


def _new_desk(plan: _Plan, now: datetime, recipients: dict[str, str]) -> tuple[Desk, Certificate]:
    signing, authority, identity = SigningKey.generate(), SigningKey.generate(), Identity.generate()
    blank = Certificate(
        kind="site",
        id=new_id(),
        site_id=plan.site_id,
        site_code=plan.site.code,
        letter=plan.letter,
        name=plan.site.name,
        sign_pub=signing.public,
        age_recipient=identity.recipient,
        not_before="",
        not_after="",
        issued_by="",
    )
    desk = Desk(
        site_id=plan.site_id,
        site_code=plan.site.code,
        zone=plan.site.zone,
        device_id=new_id(),
        letter=plan.letter,
        sign_seed=signing.seed,
        age_secret=identity.secret,
        authority_seed=authority.seed,
        authority_id=blank.id,
        anchors=(authority_certificate(blank, authority, now),),
    )
    subject = replace(blank, id=desk.device_id, name=plan.device_name, vault_recipients=recipients)
    return desk, device_certificate(subject, desk, now)


def _site_row(draft: SiteDraft, site_id: str) -> Site:
    values = {name: getattr(draft, name) for name in [one.name for one in fields(SiteDraft)] if name != "letterhead"}
    return Site(id=site_id, letterhead=list(draft.letterhead), **values)


def _device_row(plan: _Plan, cert: Certificate) -> Device:
    return Device(
        id=cert.id,
        letter=cert.letter,
        name=cert.name,
        sign_pub=cert.sign_pub,
        age_recipient=cert.age_recipient,
        vault_recipients=cert.vault_recipients,
        emergency=plan.emergency,
    )


def _first_keyring(plan: _Plan, keys: Mapping[str, VaultKey], codes: dict[str, str]) -> Keyring:
    secret = phrase(plan.passphrase)
    held = {vault: keys[vault] for vault in vaults_of(plan.person.roles)}
    first = make_slot("user", plan.person.login, secret, held, plan.user_id)
    first = Handouts(plan.recovery.sheets, codes).on(first, open_slot(first, secret.text).kek)
    slots = [first, make_slot("recovery", plan.recovery.mark, recovery_secret(plan.recovery.secret), keys)]
    for role, code in codes.items():
        opens = {vault: keys[vault] for vault in vaults_of(frozenset({role}))}
        slots.append(make_slot("setup", role, code_secret(code), opens))
    return keyring.enlist(Keyring(slots=tuple(slots)), keys, *slots)
