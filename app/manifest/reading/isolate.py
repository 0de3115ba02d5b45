"""Asks the confined process to open a file, and tells the user why when it would not."""

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from app.kernel.errors import UserError
from app.kernel.i18n import N_, _
from app.manifest.reading import limits
from app.manifest.reading.grid import Grid, Sheet
from app.manifest.reading.limits import RefusedError

CHILD_FLAG = "--read-file-from-stdin"
"""First argument that turns the frozen program into the child; `app/__main__.py` looks for it before all else."""

_CHOOSE_OTHER = N_("Pilih berkas daftar nama: XLSX, XLS, ODS, CSV, PDF teks, atau DOCX.")
_REASONS: dict[str, tuple[str, str]] = {
    "not_a_list": (N_("Berkas ini bukan lembar kerja atau daftar yang dapat dibaca."), _CHOOSE_OTHER),
    "web_page": (
        N_("Berkas ini sebenarnya halaman web, bukan lembar kerja."),
        N_("Buka di Excel atau LibreOffice, simpan sebagai XLSX, lalu coba lagi."),
    ),
    "picture": (
        N_("Berkas ini gambar, bukan daftar teks."),
        N_("Ketik namanya satu per baris, lalu impor lewat Tempel teks."),
    ),
    "pdf_picture": (
        N_("PDF ini hanya berisi gambar hasil pindaian, tidak ada teksnya."),
        N_("Minta berkas aslinya, atau ketik namanya satu per baris lalu impor lewat Tempel teks."),
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
        return _grid(_ask(data))
    except RefusedError as refused:
        raise refusal(refused.code) from refused


def _ask(data: bytes) -> dict[str, Any]:
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    child = subprocess.Popen(
        command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=hidden,
    )
    try:
        output, _ignored = child.communicate(data, timeout=limits.WALL_SECONDS)
    except subprocess.TimeoutExpired as late:
        child.kill()
        child.communicate()
        raise RefusedError("too_slow") from late
    if child.returncode != 0:
        raise RefusedError("too_slow" if _out_of_time(child.returncode) else "too_big")
    answer = json.loads(output)
    if "refused" in answer:
        raise RefusedError(answer["refused"])
    return dict(answer["grid"])


def _out_of_time(code: int) -> bool:
    """Whether the system ended the child for its processor time (SIGXCPU here, a job limit on Windows)."""
    return code in (-24, -9, 1816)


def _grid(answer: dict[str, Any]) -> Grid:
    sheets = [Sheet(**sheet) for sheet in answer.pop("sheets")]
    return Grid(sheets=sheets, **answer)


def command() -> list[str]:
    """How the child is started: bare Python without site packages, or the frozen program itself."""
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD_FLAG]
    root = str(Path(__file__).resolve().parents[3])
    start = f"import sys; sys.path += {[root, *_libraries()]!r}; from app.manifest.reading.child import main; main()"
    return [sys.executable, "-I", "-S", "-c", start]


def _libraries() -> list[str]:
    """Folders the two readers were installed in."""
    found = [find_spec(name) for name in ("python_calamine", "pypdfium2")]
    return sorted({str(Path(spec.origin).parents[1]) for spec in found if spec is not None and spec.origin})
