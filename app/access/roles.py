"""The roles of people at a desk, and the vaults each role opens."""

from app.kernel.i18n import N_, _

SATGAS = "satgas"
PENDAMPING = "pendamping"
LOGISTIK = "logistik"
KESEHATAN = "kesehatan"
PEKSOS = "peksos"
KEPALA = "kepala"
PENERIMA = "penerima"
PUSAT = "pusat"

ROLES = (SATGAS, PENDAMPING, LOGISTIK, KESEHATAN, PEKSOS, KEPALA, PENERIMA, PUSAT)

GENERAL = "general"
HEALTH = "health"
PROTECTION = "protection"
RESTRICTED = {HEALTH: KESEHATAN, PROTECTION: PEKSOS}
"""Each restricted vault and the one role that opens it."""

_LABELS = {
    SATGAS: N_("Petugas Satgas"),
    PENDAMPING: N_("Pendamping Pemulangan"),
    LOGISTIK: N_("Petugas logistik"),
    KESEHATAN: N_("Petugas kesehatan"),
    PEKSOS: N_("Pekerja sosial"),
    KEPALA: N_("Kepala pos"),
    PENERIMA: N_("Petugas instansi penerima"),
    PUSAT: N_("Petugas pusat"),
}

_VAULT_LABELS = {
    GENERAL: N_("data umum"),
    HEALTH: N_("data kesehatan"),
    PROTECTION: N_("data Perlindungan"),
}


def role_label(role: str) -> str:
    """The role as people call it; an unknown code as it stands."""
    return _(_LABELS[role]) if role in _LABELS else role


def vault_label(vault: str) -> str:
    """The vault as people call it."""
    return _(_VAULT_LABELS[vault])


def vaults_of(roles: frozenset[str]) -> frozenset[str]:
    """The vaults the roles open; general always, the restricted ones for their own role alone."""
    return frozenset({GENERAL, *(vault for vault, role in RESTRICTED.items() if role in roles)})
