"""A list that came as a photo or a scan: looked at page by page, as plain pixels from the confined process."""

import json
from dataclasses import dataclass

from app.manifest.reading import limits
from app.manifest.reading.confined import ask
from app.manifest.reading.isolate import refusal
from app.manifest.reading.limits import RefusedError

PICTURE_KINDS = "*.jpg *.jpeg *.png *.pdf"


@dataclass(frozen=True)
class PicturePage:
    """One page, upright; `pixels` are red, green, blue from the upper left, `pages` how many the file has."""

    width: int
    height: int
    pages: int
    pixels: bytes


def open_page(data: bytes, number: int = 0) -> PicturePage:
    """A page (0 is the first) of a JPEG, PNG or PDF; UserError for anything else, or too large a one."""
    if len(data) > limits.MAX_PICTURE_BYTES:
        raise refusal("picture_too_big")
    try:
        head, _line, pixels = ask(limits.PAGE % number, data).partition(b"\n")
        said = json.loads(head)
        if "refused" in said:
            raise RefusedError(said["refused"])
    except RefusedError as refused:
        code = "picture_too_big" if refused.code in ("too_big", "too_slow") else refused.code
        raise refusal(code) from refused
    page = PicturePage(int(said["width"]), int(said["height"]), int(said["pages"]), pixels)
    if not 0 < max(page.width, page.height) <= limits.MAX_SIDE + 1 or len(pixels) != page.width * page.height * 3:
        raise refusal("picture_damaged")
    return page
