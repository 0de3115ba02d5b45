"""How bundles, values, desks and reasons read on the screen."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from app.bundle.certificates import State
from app.kernel.clock import local
from app.kernel.i18n import N_, _, language
from app.reference.enumerations import name_of
from app.sync import looking
from app.sync.labels import table_label
from app.sync.looking import Found
from app.widgets.labels import counted
from app.widgets.tables import Mark

_KINDS = {
    "site": N_("kiriman data"),
    "receipt": N_("tanda terima"),
    "kit": N_("paket pengenal"),
    "handover": N_("kiriman serah terima"),
}
_STATES: dict[str, tuple[str, str, str]] = {
    looking.NEW: (N_("belum dibaca"), "inbox", "accent"),
    looking.READ: (N_("sudah dibaca"), "circle-check", "good"),
    looking.OWN: (N_("tulisan laptop ini"), "upload", "muted"),
    looking.KIT: (N_("paket pengenal"), "id-card", "muted"),
    looking.SPOILT: (N_("tidak dapat dibuka"), "circle-alert", "bad"),
}
_CERTIFICATES: dict[State, tuple[str, str, str]] = {
    State.VALID: (N_("dikenal"), "circle-check", "good"),
    State.EXPIRED: (N_("pengenal kedaluwarsa"), "clock", "warn"),
    State.REVOKED: (N_("dicabut"), "user-x", "bad"),
    State.UNKNOWN: (N_("belum dikenal"), "circle-help", "warn"),
    State.BAD: (N_("pengenal tidak sah"), "circle-alert", "bad"),
}
_HELP = {
    "device": N_("Baca kiriman dari loket utama: di dalamnya ada pengenal loket itu. Lalu masuk dengan sendirinya."),
    "gap": N_("Minta loket itu menulis kiriman lagi, atau baca kiriman sebelumnya. Lalu masuk dengan sendirinya."),
    "cause": N_("Baca kiriman dari loket-loket lain juga. Begitu bagian itu datang, ini masuk dengan sendirinya."),
    "schema": N_("Perbarui Pulang di laptop ini. Sesudah itu masuk dengan sendirinya."),
    "digest": N_("Yang asli terkirim lagi dalam kiriman berikut. Lapor kepala pos: ada yang mengubah berkas."),
    "signature": N_("Yang asli terkirim lagi dalam kiriman berikut. Lapor kepala pos: ada yang mengubah berkas."),
    "revoked": N_("Ditulis laptop yang sudah dicabut. Simpan ke berkas dan serahkan ke kepala pos untuk diperiksa."),
    "site": N_("Ini milik pos lain. Simpan ke berkas dan teruskan ke pos itu atau ke pusat."),
    "chain": N_("Simpan ke berkas dan kirimkan kepada pusat untuk diperiksa."),
    "shape": N_("Simpan ke berkas dan kirimkan kepada pusat untuk diperiksa."),
}  # fmt: skip
_ENUMERATIONS = {
    "sex": "jenis_kelamin",
    "status": "status_person_manifes",
    "category": "kategori_orang",
    "nationality": "kewarganegaraan",
    "head_class": "kelompok_hitung",
    "arrival_kind": "jenis_kedatangan",
    "to_account": "akun_orang",
    "from_account": "akun_orang",
}
_SETTINGS = frozenset(
    ("site", "device", "certificate", "user_account", "recovery_state", "signatory", "operational_day")
)
_CHANGES = {"ubah": N_("perubahan"), "batal": N_("pembatalan"), "hapus": N_("penghapusan")}


def kind_words(kind: str) -> str:
    """What a bundle is for."""
    return _(_KINDS[kind]) if kind in _KINDS else kind


def found_mark(found: Found) -> Mark:
    """The state of a bundle on the flashdisk."""
    text, glyph, tone = _STATES[found.state]
    return Mark(_(text), glyph, tone)


def certificate_mark(state: State) -> Mark:
    """What a desk's certificate is worth."""
    text, glyph, tone = _CERTIFICATES[state]
    return Mark(_(text), glyph, tone)


def help_words(reason: str) -> str:
    """What would help an entry that waits or was set aside."""
    return _(_HELP[reason]) if reason in _HELP else _("Simpan ke berkas dan serahkan ke kepala pos untuk diperiksa.")


def size_words(size: int) -> str:
    """“820 B”, “41 KB”, “1,2 MB”."""
    if size < 1 << 10:
        return f"{size} B"
    if size < 1 << 20:
        return f"{size >> 10} KB"
    text = f"{size / (1 << 20):.1f} MB" if size < 1 << 30 else f"{size / (1 << 30):.1f} GB"
    return text if language() == "en" else text.replace(".", ",")


def value_words(field: str, value: Any, names: Mapping[str, str], zone: str = "WIB") -> str:
    """A value as people read it; `names` has the names of rows that values point at."""
    if field == "void_reason":
        return _("dibatalkan: {reason}").format(reason=value) if value else _("tetap berlaku")
    if value is None or value == "":
        return _("(kosong)")
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if isinstance(value, datetime):
        return f"{local(value, zone):%d-%m-%Y %H.%M}"
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, list):
        return ", ".join(map(str, value)) or _("(kosong)")
    if field in _ENUMERATIONS:
        return name_of(_ENUMERATIONS[field], str(value))
    return names.get(str(value), str(value))


def totals_words(totals: Mapping[str, int]) -> str:
    """“Orang 3 · Kedatangan 3 · ubah 4”."""
    said, settings = [], 0
    for name, number in totals.items():
        kind, _dot, what = name.partition(".")
        if kind == "baris" and what in _SETTINGS:
            settings += number
        elif kind == "baris":
            said.append(f"{table_label(what)} {counted(number)}")
        elif kind in _CHANGES:
            said.append(f"{_(_CHANGES[kind])} {counted(number)}")
    return " · ".join([*said, *([_("pengaturan {n}").format(n=counted(settings))] if settings else [])])
