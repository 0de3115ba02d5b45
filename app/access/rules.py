"""Who may do what, and what makes a good passphrase, PIN or login name: pure decisions."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise
from typing import Protocol

from app.access.roles import (
    KEPALA,
    KESEHATAN,
    LOGISTIK,
    PEKSOS,
    PENDAMPING,
    PENERIMA,
    PUSAT,
    RESTRICTED,
    ROLES,
    SATGAS,
    role_label,
    vault_label,
)
from app.kernel.errors import UserError
from app.kernel.i18n import _


class HasRoles(Protocol):
    """Whoever acts."""

    @property
    def roles(self) -> frozenset[str]:
        """The roles he holds now."""


EVERYONE = frozenset(ROLES) - {PUSAT}
COUNTERS = frozenset({SATGAS, PENDAMPING, KEPALA, PENERIMA})
CARERS = frozenset({SATGAS, PENDAMPING, LOGISTIK, KEPALA, PENERIMA})
LEADERS = frozenset({KEPALA, PENDAMPING})
STOREKEEPERS = frozenset({LOGISTIK, KEPALA})
KEPALA_ONLY = frozenset({KEPALA})
DECLARERS = COUNTERS | {PEKSOS}
"""Who has something to enter in a report: the social worker only the victims, whose exact number nobody else has."""

PERMISSIONS: dict[str, frozenset[str]] = {
    "access.self": frozenset(ROLES),
    "access.day": CARERS,
    "access.signatories": COUNTERS,
    "access.users": KEPALA_ONLY,
    "access.devices": KEPALA_ONLY,
    "access.recovery": KEPALA_ONLY,
    "access.escrow": frozenset({KEPALA, KESEHATAN, PEKSOS}),
    "access.site": KEPALA_ONLY,
    "access.audit": KEPALA_ONLY,
    "access.admit.health": frozenset({KESEHATAN}),
    "access.admit.protection": frozenset({PEKSOS}),
    "registration": COUNTERS,
    "registration.read": EVERYONE,
    "registration.goods": CARERS,
    "registration.needs": EVERYONE - {LOGISTIK},
    "manifest": COUNTERS,
    "manifest.read": EVERYONE,
    "manifest.muster": EVERYONE,
    "shelter": CARERS,
    "shelter.read": EVERYONE,
    "shelter.meals": CARERS,
    "shelter.aid": STOREKEEPERS,
    "shelter.stock": STOREKEEPERS,
    "shelter.setup": STOREKEEPERS,
    "shelter.counselling": frozenset({PEKSOS, PENDAMPING}),
    "shelter.incident": EVERYONE,
    "shelter.incident.void": LEADERS,
    "shelter.duty": CARERS,
    "shelter.duty.void": LEADERS,
    "shelter.duty.setup": LEADERS | STOREKEEPERS,
    "health": frozenset({KESEHATAN}),
    "protection": frozenset({PEKSOS}),
    "departure": COUNTERS,
    "departure.read": EVERYONE,
    "handover": COUNTERS,
    "handover.read": EVERYONE,
    "handover.verify": frozenset(ROLES),
    "handover.void.received": KEPALA_ONLY,
    "reconciliation": COUNTERS,
    "reconciliation.read": EVERYONE,
    "reconciliation.close": LEADERS,
    "reconciliation.override": LEADERS,
    "reconciliation.explain": COUNTERS,
    "reports": COUNTERS | {PUSAT},
    "reports.daily": CARERS,
    "reports.send": LEADERS,
    "reports.setup": LEADERS,
    "reports.names": LEADERS,
    "reports.tppo": LEADERS | {PEKSOS},
    "health.figures": frozenset({KESEHATAN}),
    "sync": frozenset(ROLES),
    "sync.settle": COUNTERS | {KESEHATAN, PEKSOS},
    "sync.enrol": KEPALA_ONLY,
    "backup": COUNTERS,
    "backup.restore": KEPALA_ONLY,
    "central": frozenset({PUSAT}),
}
"""Permission prefix → roles. The longest prefix that fits decides; what no prefix names is refused."""

PASSPHRASE_LENGTH = 10
_CODE = re.compile(r"[A-Z][A-Z0-9]{1,5}")
_TITLES = frozenset("h hj dr drg dra drs ir prof kh ns bd apt".split())
_LOGIN = re.compile(r"[a-z][a-z0-9._-]{1,31}")


def roles_for(permission: str) -> frozenset[str]:
    """The roles the longest fitting prefix of a dotted permission names; nobody when none fits."""
    parts = permission.split(".")
    for length in range(len(parts), 0, -1):
        roles = PERMISSIONS.get(".".join(parts[:length]))
        if roles is not None:
            return roles
    return frozenset()


def may(actor: HasRoles, permission: str) -> bool:
    """Whether one of the actor's roles holds the permission."""
    return not actor.roles.isdisjoint(roles_for(permission))


def require(actor: HasRoles, permission: str) -> None:
    """Refuse whoever lacks the permission, naming the roles that have it."""
    if may(actor, permission):
        return
    allowed = ", ".join(role_label(role) for role in ROLES if role in roles_for(permission))
    raise UserError(
        "access.denied",
        _("Peran Anda tidak berwenang untuk tindakan ini. Tidak ada yang diubah."),
        _("Mintalah bantuan: {roles}.").format(roles=allowed) if allowed else "",
    )


def refuse_restricted_grant(roles: Iterable[str], held: Iterable[str]) -> None:
    """Refuse to grant a restricted vault the granter cannot open himself."""
    held = set(held)
    for vault, role in RESTRICTED.items():
        if role in roles and vault not in held:
            raise UserError(
                "access.cannot_grant",
                _("Anda tidak dapat membuka {vault}, jadi Anda tidak dapat memberikannya.").format(
                    vault=vault_label(vault)
                ),
                _("{role} pertama mendaftar dengan lembar kode; berikutnya diterima oleh rekan yang seperan.").format(
                    role=role_label(role)
                ),
            )


def check_roles(roles: Iterable[str]) -> frozenset[str]:
    """The roles as a set; refuses an empty or unknown choice."""
    chosen = frozenset(roles)
    if not chosen or not chosen <= set(ROLES):
        raise UserError("access.roles", _("Pilih paling sedikit satu peran yang ada di daftar."))
    return chosen


def clean_login(text: str) -> str:
    """A login name in its one form: small letters, digits, dot, dash, underscore; 2 to 32 of them."""
    login = text.strip().lower()
    if not _LOGIN.fullmatch(login):
        raise UserError(
            "access.login",
            _("Nama masuk ini tidak dapat dipakai."),
            _("Pakai 2–32 huruf kecil atau angka tanpa spasi, diawali huruf. Contoh: siti.aminah"),
        )
    return login


def clean_code(text: str) -> str:
    """A site code in its one form: 2 to 6 capital letters or digits, a letter first; paper numbers begin with it."""
    code = text.strip().upper()
    if not _CODE.fullmatch(code):
        raise UserError(
            "access.site_code",
            _("Kode pos ini tidak dapat dipakai."),
            _("Pakai 2–6 huruf atau angka tanpa spasi, diawali huruf. Contoh: NNK"),
        )
    return code


def clean_name(text: str) -> str:
    """A name without stray spaces; refuses an empty one."""
    name = " ".join(text.split())
    if not name:
        raise UserError("access.name", _("Nama belum diisi."))
    return name


def login_from(name: str) -> str:
    """A login name made from a person's name: first word that is no title, small letters."""
    plain = unicodedata.normalize("NFKD", name.lower())
    letters = [sign for sign in plain if sign == " " or (sign.isascii() and sign.isalnum())]
    words = [word for word in "".join(letters).split() if word not in _TITLES] or ["petugas"]
    return words[0][:32] if _LOGIN.fullmatch(words[0][:32]) else "petugas"


def check_passphrase(passphrase: str, login: str = "") -> None:
    """Refuse a passphrase that a thief with the laptop would guess."""
    folded = passphrase.casefold()
    if len(passphrase) < PASSPHRASE_LENGTH:
        hint = _("Pakai paling sedikit {n} tanda. Tiga atau empat kata yang tidak berhubungan mudah diingat.")
        raise UserError("access.weak", _("Kata sandi ini terlalu pendek."), hint.format(n=PASSPHRASE_LENGTH))
    if len(set(folded)) < 5 or (login and login in folded) or folded in _sequences():
        raise UserError(
            "access.weak",
            _("Kata sandi ini terlalu mudah ditebak."),
            _("Jangan pakai nama masuk, tanda yang diulang, atau urutan seperti 1234567890."),
        )


def check_pin(pin: str) -> None:
    """Refuse a PIN that is not 4 to 8 digits, or that anyone would try first."""
    if not (pin.isascii() and pin.isdigit() and 4 <= len(pin) <= 8):
        raise UserError("access.pin", _("PIN terdiri dari 4 sampai 8 angka."))
    steps = {int(b) - int(a) for a, b in pairwise(pin)}
    if steps in ({0}, {1}, {-1}):
        raise UserError(
            "access.pin", _("PIN ini terlalu mudah ditebak."), _("Jangan pakai 0000, 1234, dan semacamnya.")
        )


def _sequences() -> frozenset[str]:
    rows = ("1234567890", "0123456789", "qwertyuiop", "abcdefghij")
    return frozenset(rows) | {row[::-1] for row in rows}
