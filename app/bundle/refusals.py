"""What a user is told when a bundle or a sealed text is refused: one sentence, and what to do now."""

from app.kernel.errors import UserError
from app.kernel.i18n import N_, _

_REFUSALS = {
    "bundle.not-a-bundle": (
        N_("Berkas ini bukan berkas kiriman Pulang; tidak ada yang diubah."),
        N_("Pilih berkas yang namanya berakhir dengan .pulang."),
    ),
    "bundle.foreign-seal": (
        N_("Berkas ini dikunci dengan cara yang tidak dipakai Pulang; tidak ada yang dibuka."),
        N_("Minta pengirim menulis berkas kiriman itu dari Pulang."),
    ),
    "bundle.truncated": (
        N_("Berkas kiriman ini tidak utuh: bagian akhirnya hilang atau rusak; tidak ada yang dimasukkan."),
        N_("Salin lagi dari flashdisk asalnya, atau minta pengirim menulisnya kembali."),
    ),
    "bundle.tampered": (
        N_("Isi berkas kiriman ini berubah setelah ditulis pengirim; tidak ada yang dimasukkan."),
        N_("Jangan dipakai. Minta pengirim menulisnya kembali dan laporkan kepada kepala pos."),
    ),
    "bundle.other-recipient": (
        N_("Berkas kiriman ini ditujukan kepada penerima lain, jadi tidak dapat dibuka di sini."),
        N_("Minta pengirim menulis berkas kiriman untuk laptop ini."),
    ),
    "bundle.unknown-device": (
        N_("Pengirim berkas kiriman ini tidak dikenal atau surat pengenalnya tidak sah; tidak ada yang dimasukkan."),
        N_("Minta kepala pos mendaftarkan laptop pengirim, lalu baca berkas ini lagi."),
    ),
    "bundle.newer-format": (
        N_("Berkas kiriman ini ditulis oleh Pulang yang lebih baru; berkasnya tetap aman."),
        N_("Perbarui Pulang di laptop ini, lalu baca berkas ini lagi."),
    ),
    "bundle.too-large": (
        N_("Berkas kiriman ini melebihi ukuran yang dapat dibaca atau ditulis dengan aman; tidak ada yang diubah."),
        N_("Bagi kirimannya menjadi beberapa berkas."),
    ),
    "bundle.unreadable": (
        N_("Berkas kiriman ini tidak dapat dibaca dari tempatnya."),
        N_("Periksa flashdisk, pasang kembali, lalu coba lagi."),
    ),
    "seal.other-recipient": (
        N_("Data tersegel ini ditujukan kepada pemegang kunci lain; isinya tetap tersimpan."),
        N_("Minta petugas yang berhak membukanya."),
    ),
    "seal.damaged": (
        N_("Data tersegel ini rusak atau tidak lengkap, jadi tidak dibuka."),
        N_("Minta pengirim mengirimkannya kembali."),
    ),
    "keys.bad-key": (
        N_("Kunci ini salah tulis atau tidak lengkap."),
        N_("Periksa kembali salinannya."),
    ),
}


def refusal(code: str) -> UserError:
    """The refusal of this code, in the language in use."""
    text, hint = _REFUSALS[code]
    return UserError(code, _(text), _(hint))
