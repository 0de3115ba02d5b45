"""What reconciliation says in words: reasons, kinds of exit, differences by class, findings."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.kernel.headcount import HeadCount
from app.kernel.i18n import N_, _

REASONS = {
    "batal": N_("batal berangkat"),
    "sakit": N_("sakit atau dirawat"),
    "positif_covid": N_("positif Covid-19"),
    "proses_hukum": N_("masih proses hukum"),
    "dokumen": N_("kelengkapan dokumen"),
    "ganda": N_("tercatat dua kali"),
    "bukan_wni": N_("bukan WNI"),
    "tambahan": N_("tambahan tanpa manifes"),
    "salah_hitung": N_("salah hitung"),
    "tanda_terima": N_("tanda terima belum kembali"),
    "belum_berangkat": N_("masih menunggu pemulangan"),
    "keluar_tak_tercatat": N_("keluar tanpa tercatat"),
    "lainnya": N_("alasan lain"),
}
_MORE = ("tambahan", "salah_hitung")  # these add heads; a miscount may be less than nothing

EXITS = {
    "diberangkatkan": N_("diberangkatkan"),
    "pindah_keluar": N_("pindah ke pos lain"),
    "diserahkan_keluarga": N_("diserahkan ke keluarga"),
    "dirujuk": N_("dirujuk"),
    "diserahkan_imigrasi": N_("diserahkan ke Imigrasi"),
    "pulang_mandiri": N_("pulang mandiri"),
    "menetap_lokal": N_("menetap di daerah debarkasi"),
    "pergi_tanpa_izin": N_("pergi tanpa izin"),
    "meninggal": N_("meninggal"),
}
_ELSEWHERE = {
    "rumah_sakit": N_("di rumah sakit"),
    "polisi": N_("dibawa kepolisian"),
    "jenazah": N_("jenazah"),
    "jenazah_diserahkan": N_("jenazah diserahkan"),
}


@dataclass(frozen=True)
class Finding:
    """Something that does not add up: in words, by how many heads, and whether it stands in the way of closing.

    `about` tells findings of one code apart in any language: a ship, a paper, whose number it is.
    """

    code: str
    text: str
    amount: int = 0
    blocks: bool = True
    about: str = ""


def finding(code: str, text: str, difference: int, **values: int | str) -> Finding:
    """A finding whose text names `values` and, as {n}, the heads it is about."""
    said = {name: grouped(value) if isinstance(value, int) else value for name, value in values.items()}
    return Finding(code, text.format(**said, n=grouped(abs(difference))), abs(difference))


def signed(reasons: Mapping[str, int]) -> int:
    """The heads that reasons add (below zero: take away) between two columns."""
    return sum(heads if code in _MORE else -heads for code, heads in reasons.items())


def reason_words(reasons: Mapping[str, int]) -> str:
    """“batal berangkat 8, sakit atau dirawat 1”."""
    return ", ".join(f"{_(REASONS.get(code, code))} {grouped(heads)}" for code, heads in reasons.items())


def by_class_words(difference: HeadCount) -> str:
    """The classes that differ: “LD −6, PD −2”."""
    classes = {**difference.by_class(), "?": difference.unknown}
    return ", ".join(
        f"{code} {'+' if heads > 0 else '−'}{grouped(abs(heads))}" for code, heads in classes.items() if heads
    )


def exit_name(code: str) -> str:
    """The kind of exit in words; a code of another version is shown as it is."""
    name = EXITS.get(code) or _ELSEWHERE.get(code)
    return _(name) if name else code


def grouped(number: int) -> str:
    """Digits with a dot between thousands."""
    return f"{number:,}".replace(",", ".")
