"""Asks the confined process to open a file, and tells the user why when it would not."""

import json
from typing import Any

from app.kernel.errors import UserError
from app.kernel.i18n import N_, _
from app.manifest.reading import limits
from app.manifest.reading.confined import ask
from app.manifest.reading.grid import Grid, Sheet
from app.manifest.reading.limits import GRID, RefusedError

_CHOOSE_OTHER = N_("Pilih berkas daftar nama: XLSX, XLS, ODS, CSV, PDF teks, atau DOCX.")
_REASONS: dict[str, tuple[str, str]] = {
    "not_a_list": (N_("Berkas ini bukan lembar kerja atau daftar yang dapat dibaca."), _CHOOSE_OTHER),
    "web_page": (
        N_("Berkas ini sebenarnya halaman web, bukan lembar kerja."),
        N_("Buka di Excel atau LibreOffice, simpan sebagai XLSX, lalu coba lagi."),
    ),
    "picture": (
        N_("Berkas ini gambar, bukan daftar teks."),
        N_("Pakai Ketik dari foto: daftarnya diketik di samping gambarnya."),
    ),
    "pdf_picture": (
        N_("PDF ini hanya berisi gambar hasil pindaian, tidak ada teksnya."),
        N_("Minta berkas aslinya, atau pakai Ketik dari foto: daftarnya diketik di samping gambarnya."),
    ),
    "no_picture": (N_("Berkas ini bukan foto atau pindaian."), N_("Pilih gambar JPG atau PNG, atau pindaian PDF.")),
    "picture_of_apple": (
        N_("Foto HEIC dari iPhone tidak dapat dibuka."),
        N_("Kirim ulang fotonya sebagai JPG, misalnya lewat pesan, lalu coba lagi."),
    ),
    "picture_too_big": (
        N_("Gambar ini terlalu besar untuk dibuka dengan aman."),
        N_("Foto ulang dengan ukuran biasa, atau kirim lewat pesan; paling besar 16 MB."),
    ),
    "picture_damaged": (
        N_("Gambar ini rusak atau terpotong, jadi tidak dapat dibuka."),
        N_("Salin ulang dari pengirim, atau foto ulang suratnya."),
    ),
    "rtf": (N_("Berkas RTF tidak dapat dibaca."), N_("Buka di Word, simpan sebagai DOCX, lalu coba lagi.")),
    "old_word": (
        N_("Berkas Word lama (DOC) tidak dapat dibaca."),
        N_("Buka di Word, simpan sebagai DOCX, lalu coba lagi."),
    ),
    "empty": (N_("Berkas ini kosong, tidak ada isinya."), N_("Periksa apakah berkas yang dipilih sudah benar.")),
    "password": (
        N_("Berkas ini dikunci dengan kata sandi, jadi tidak dapat dibaca."),
        N_("Buka dengan kata sandinya, simpan salinan tanpa kata sandi, lalu coba lagi."),
    ),
    "bomb": (
        N_("Berkas ini ditolak: isinya mengembang jauh melebihi ukuran yang wajar, seperti berkas perusak."),
        N_("Jangan dibuka dengan program lain. Minta berkas baru dari pengirim."),
    ),
    "declarations": (
        N_("Berkas ini ditolak: ada perintah tersembunyi yang tidak semestinya ada di daftar nama."),
        N_("Jangan dibuka dengan program lain. Minta berkas baru dari pengirim."),
    ),
    "too_wide": (
        N_("Lembar ini mempunyai terlalu banyak kolom untuk sebuah daftar nama."),
        N_("Hapus kolom yang tidak terpakai di sebelah kanan, simpan, lalu coba lagi."),
    ),
    "too_many_rows": (
        N_("Daftar ini lebih dari 30.000 baris, terlalu panjang untuk satu manifes."),
        N_("Bagi menjadi beberapa berkas, satu untuk setiap surat."),
    ),
    "too_big": (
        N_("Berkas ini terlalu besar untuk dibaca dengan aman."),
        N_("Salin hanya daftar namanya ke berkas baru, simpan, lalu coba lagi."),
    ),
    "damaged": (
        N_("Berkas ini rusak atau terpotong, jadi tidak dapat dibaca."),
        N_("Salin ulang dari pengirim, lalu coba lagi."),
    ),
    "too_slow": (
        N_("Berkas ini terlalu rumit: pembacaan dihentikan setelah 5 detik."),
        N_("Salin hanya daftar namanya ke berkas baru, simpan, lalu coba lagi."),
    ),
    "unconfined": (
        N_("Laptop ini tidak mengizinkan pembacaan berkas secara aman."),
        N_("Tutup program, jalankan lagi, lalu coba sekali lagi."),
    ),
}


def refusal(code: str) -> UserError:
    """The refusal in the user's words; nothing of the file was kept."""
    text, hint = _REASONS.get(code, _REASONS["damaged"])
    return UserError(f"manifest.{code}", _("{what} Tidak ada yang disimpan.").format(what=_(text)), _(hint))


def open_grid(data: bytes) -> Grid:
    """The grid of a file's bytes, read in a process of its own with bounded memory and time."""
    if len(data) > limits.MAX_FILE_BYTES:
        raise refusal("too_big")
    try:
        answer = json.loads(ask(GRID, data))
        if "refused" in answer:
            raise RefusedError(answer["refused"])
        return _grid(answer["grid"])
    except RefusedError as refused:
        raise refusal(refused.code) from refused


def _grid(answer: dict[str, Any]) -> Grid:
    sheets = [Sheet(**sheet) for sheet in answer.pop("sheets")]
    return Grid(sheets=sheets, **answer)
