"""The confined process that alone decodes a stranger's picture: bytes in on standard input, plain pixels out.

What comes out is upright, at most `LONG_SIDE` long, RGB and nothing else: no metadata crosses over.
"""

import sys
import warnings
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from app.kernel.confinement import UnconfinedError, confine

MOST_BYTES = 30_000_000
MOST_PIXELS = 50_000_000
LONG_SIDE = 1600
LEAST_SIDE = 120
MEMORY_BYTES = 640 << 20
CPU_SECONDS = 6
_FORMATS = ("JPEG", "PNG", "WEBP")
_OTHERS = {b"%PDF": "pdf", b"PK\x03\x04": "document", b"MZ": "program"}
_PHONE = (b"heic", b"heix", b"mif1", b"msf1", b"avif")


class RefusedError(Exception):
    """A picture that is not read; `code` is explained to the user by the process that asked."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def pixels_of(data: bytes) -> tuple[int, int, bytes]:
    """Width, height and RGB pixels of a picture."""
    if len(data) > MOST_BYTES:
        raise RefusedError("too_large")
    if data[4:8] == b"ftyp" and data[8:12] in _PHONE:
        raise RefusedError("heic")
    with Image.open(BytesIO(data), formats=_FORMATS) as image:
        if image.width * image.height > MOST_PIXELS:
            raise RefusedError("bomb")
        if min(image.size) < LEAST_SIDE:
            raise RefusedError("tiny")
        image.draft("RGB", (LONG_SIDE, LONG_SIDE))
        image.thumbnail((LONG_SIDE, LONG_SIDE), reducing_gap=2.0)
        upright = _plain(ImageOps.exif_transpose(image))
    return upright.width, upright.height, upright.tobytes()


def _plain(image: Image.Image) -> Image.Image:
    """RGB; what is transparent becomes white."""
    if image.mode == "P" or "transparency" in image.info or image.mode in ("RGBA", "LA"):
        layer = image.convert("RGBA")
        paper = Image.new("RGB", layer.size, "white")
        paper.paste(layer, mask=layer.getchannel("A"))
        return paper
    return image.convert("RGB")


def answer(data: bytes) -> bytes:
    """A line “ok WIDTH HEIGHT” and the pixels, or a line “no CODE”."""
    try:
        width, height, pixels = pixels_of(data)
    except RefusedError as refused:
        return f"no {refused.code}\n".encode()
    except UnidentifiedImageError:
        other = next((code for magic, code in _OTHERS.items() if data.startswith(magic)), "not_a_picture")
        return f"no {other}\n".encode()
    except Image.DecompressionBombError:
        return b"no bomb\n"
    except MemoryError:
        return b"no bomb\n"
    except Exception:  # noqa: BLE001 - whatever the decoder meets, the file is at fault
        return b"no damaged\n"
    return f"ok {width} {height}\n".encode() + pixels


def main() -> None:
    """Confine this process, then decode the picture on standard input."""
    Image.preinit()  # loads the decoders' code before the bounds stand
    warnings.simplefilter("ignore")
    try:
        confine(MEMORY_BYTES, CPU_SECONDS)
    except UnconfinedError:
        sys.stdout.buffer.write(b"no unconfined\n")
        return
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read(MOST_BYTES + 1)))


if __name__ == "__main__":
    main()
