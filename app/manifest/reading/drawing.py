"""Pictures in the confined process: a photo or a scanned page turned upright, made no larger than a screen can use.

Only plain pixels leave this process: no decoder of pictures ever runs beside the vault.
"""

from io import BytesIO
from json import dumps

from app.manifest.reading import limits
from app.manifest.reading.limits import RefusedError

_PICTURES = {b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n\x1a\n": "PNG"}
_APPLE = (b"ftyphei", b"ftypmif1", b"ftyphev")


def answer_page(data: bytes, number: int) -> bytes:
    """One line of JSON (width, height, pages; or the code of the refusal), then the pixels, three bytes each."""
    try:
        width, height, pages, pixels = _page(data, number)
        return dumps({"width": width, "height": height, "pages": pages}).encode() + b"\n" + pixels
    except RefusedError as refusal:
        code = refusal.code
    except MemoryError:
        code = "picture_too_big"
    except Exception:  # noqa: BLE001 - whatever a decoder stumbles over, the file is at fault
        code = "picture_damaged"
    return dumps({"refused": code}).encode() + b"\n"


def _page(data: bytes, number: int) -> tuple[int, int, int, bytes]:
    if data.startswith(b"%PDF"):
        return _page_of_pdf(data, number)
    kind = next((kind for magic, kind in _PICTURES.items() if data.startswith(magic)), None)
    if kind is None:
        raise RefusedError("picture_of_apple" if data[4:12].startswith(_APPLE) else "no_picture")
    return _photo(data, kind)


def _photo(data: bytes, kind: str) -> tuple[int, int, int, bytes]:
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # the bound below and the process's own are stricter
    picture = Image.open(BytesIO(data), formats=(kind,))
    if picture.width * picture.height > limits.MAX_PIXELS:
        raise RefusedError("picture_too_big")
    share = min(1.0, limits.MAX_SIDE / max(picture.size))
    most = (int(picture.width * share) or 1, int(picture.height * share) or 1)
    try:
        picture.draft("RGB", most)
        picture.thumbnail(most, Image.Resampling.BILINEAR, reducing_gap=2.0)
    except OSError as error:  # also what the decoder says when it has no memory left
        large = picture.width * picture.height > limits.MAX_PIXELS // 4
        raise RefusedError("picture_too_big" if large else "picture_damaged") from error
    upright = ImageOps.exif_transpose(picture).convert("RGB")
    return upright.width, upright.height, 1, upright.tobytes()


def _page_of_pdf(data: bytes, number: int) -> tuple[int, int, int, bytes]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise RefusedError("password" if "password" in str(error).lower() else "picture_damaged") from error
    if not 0 < len(document) <= limits.MAX_PICTURE_PAGES:
        raise RefusedError("picture_too_big")
    page = document[min(number, len(document) - 1)]
    scale = min(limits.MAX_SIDE / max(*page.get_size(), 1.0), limits.MAX_PDF_SCALE)
    image = page.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")
    return image.width, image.height, len(document), image.tobytes()
