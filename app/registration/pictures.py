"""Pictures made safe and small: decoded in a confined process, cut to a portrait, kept without any metadata."""

import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from PIL import Image

from app.kernel.errors import UserError
from app.kernel.i18n import N_, _
from app.registration import picture_child as child

CHILD_FLAG = "--read-picture-from-stdin"
"""First argument that turns the frozen program into the child; `app/__main__.py` looks for it before all else."""
PORTRAIT = (480, 640)
"""Width and height of a kept photo, pixels."""
MOST_KEPT = 60_000
"""Bytes of a kept photo."""
WALL_SECONDS = 10
_HEADER = 64
_ANOTHER = N_("Pilih foto lain dalam bentuk JPG atau PNG.")
_PHONE_HINT = N_("Foto ulang orangnya, atau kirim ulang fotonya dari telepon.")
_REASONS = {
    "not_a_picture": (N_("Berkas ini bukan foto."), _ANOTHER),
    "pdf": (N_("Berkas ini PDF, bukan foto."), _ANOTHER),
    "document": (N_("Berkas ini dokumen atau arsip, bukan foto."), _ANOTHER),
    "program": (N_("Berkas ini program, bukan foto."), N_("Jangan dibuka. Pilih foto lain dalam bentuk JPG atau PNG.")),
    "heic": (
        N_("Foto ini bentuk HEIC dari telepon, yang belum dapat dibaca."),
        N_("Di telepon pilih bentuk “Paling kompatibel” (JPG), atau kirim fotonya lewat pesan lalu simpan."),
    ),
    "too_large": (N_("Berkas ini lebih besar dari 30 MB, terlalu besar untuk sebuah foto."), _ANOTHER),
    "bomb": (N_("Ukuran gambar ini tidak wajar untuk sebuah foto, jadi tidak dibuka."), _ANOTHER),
    "tiny": (N_("Gambar ini terlalu kecil; wajahnya tidak akan dikenali."), _PHONE_HINT),
    "damaged": (N_("Berkas foto ini rusak atau terpotong."), _PHONE_HINT),
    "unconfined": (
        N_("Laptop ini tidak mengizinkan foto dibuka secara aman."),
        N_("Tutup program, jalankan lagi, lalu coba sekali lagi."),
    ),
    "unreadable": (N_("Berkas ini tidak dapat dibaca dari tempatnya."), N_("Salin ke laptop ini, lalu pilih lagi.")),
}


@dataclass(frozen=True)
class Picture:
    """An upright picture as plain RGB pixels, row by row."""

    width: int
    height: int
    pixels: bytes


@dataclass(frozen=True)
class Crop:
    """The part of a picture that becomes the portrait: its left upper corner and its width, pixels of the picture."""

    left: int
    top: int
    width: int

    @property
    def height(self) -> int:
        """As high as a portrait of this width."""
        return self.width * PORTRAIT[1] // PORTRAIT[0]


def refusal(code: str) -> UserError:
    """The refusal in the user's words; nothing of the file was kept."""
    text, hint = _REASONS.get(code, _REASONS["damaged"])
    return UserError(f"photo.{code}", _("{what} Tidak ada yang disimpan.").format(what=_(text)), _(hint))


def read_file(path: Path) -> Picture:
    """The picture in a file a user chose; UserError photo.*."""
    try:
        if not path.is_file():
            raise refusal("unreadable")
        if path.stat().st_size > child.MOST_BYTES:
            raise refusal("too_large")
        data = path.read_bytes()
    except OSError as error:
        raise refusal("unreadable") from error
    return read_picture(data)


def read_picture(data: bytes) -> Picture:
    """The picture in these bytes, decoded in a process of its own with bounded memory and time; UserError photo.*."""
    if len(data) > child.MOST_BYTES:
        raise refusal("too_large")
    head, _line, pixels = _ask(data).partition(b"\n")
    words = head[:_HEADER].decode("ascii", "replace").split()
    if words[:1] == ["no"] and len(words) == 2:
        raise refusal(words[1])
    sides = [int(word) for word in words[1:] if word.isdecimal()]
    if words[:1] != ["ok"] or len(sides) != 2 or max(sides) > child.LONG_SIDE or len(pixels) != 3 * sides[0] * sides[1]:
        raise refusal("damaged")
    return Picture(sides[0], sides[1], pixels)


def _ask(data: bytes) -> bytes:
    asked = subprocess.Popen(
        command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    try:
        output, _ignored = asked.communicate(data, timeout=WALL_SECONDS)
    except subprocess.TimeoutExpired as late:
        asked.kill()
        asked.communicate()
        raise refusal("bomb") from late
    return output if asked.returncode == 0 else b"no bomb\n"


def command() -> list[str]:
    """How the child is started: bare Python without site packages, or the frozen program itself."""
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD_FLAG]
    found = find_spec("PIL")
    library = str(Path(found.origin).parents[1]) if found is not None and found.origin else ""
    places = [str(Path(__file__).resolve().parents[2]), library]
    start = f"import sys; sys.path += {places!r}; from app.registration.picture_child import main; main()"
    return [sys.executable, "-I", "-S", "-c", start]


def fitting(picture: Picture, crop: Crop) -> Crop:
    """The nearest crop that lies within the picture."""
    most = min(picture.width, picture.height * PORTRAIT[0] // PORTRAIT[1])
    width = max(min(crop.width, most), min(most, child.LEAST_SIDE // 2))
    sized = Crop(0, 0, width)
    left = max(0, min(crop.left, picture.width - width))
    return Crop(left, max(0, min(crop.top, picture.height - sized.height)), width)


def proposed(picture: Picture) -> Crop:
    """The largest portrait there is room for: in the middle, and rather the upper part, where faces are."""
    most = min(picture.width, picture.height * PORTRAIT[0] // PORTRAIT[1])
    sized = Crop(0, 0, most)
    return fitting(picture, Crop((picture.width - most) // 2, (picture.height - sized.height) // 3, most))


def portrait(picture: Picture, crop: Crop | None = None) -> bytes:
    """The photo as it is kept: JPEG of 480 × 640, at most 60 kB, without metadata."""
    part = fitting(picture, crop) if crop else proposed(picture)
    image = Image.frombytes("RGB", (picture.width, picture.height), picture.pixels)
    box = (part.left, part.top, part.left + part.width, part.top + part.height)
    small = image.resize(PORTRAIT, Image.Resampling.LANCZOS, box=box, reducing_gap=3.0)
    for quality in (88, 80, 70, 60, 50, 40, 30, 20):
        out = BytesIO()
        small.save(out, "JPEG", quality=quality, optimize=True)
        if out.tell() <= MOST_KEPT:
            break
    return out.getvalue()


def opened(content: bytes) -> Picture | None:
    """A kept photo as pixels; None for anything but what `portrait` makes, for it may come from another desk."""
    if len(content) > MOST_KEPT or not content.startswith(b"\xff\xd8\xff"):
        return None
    try:
        with Image.open(BytesIO(content), formats=("JPEG",)) as image:
            if image.size != PORTRAIT:
                return None
            return Picture(*PORTRAIT, image.convert("RGB").tobytes())
    except (OSError, ValueError, SyntaxError):
        return None
