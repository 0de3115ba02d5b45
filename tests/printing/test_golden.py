"""Released forms do not change: text, places and pictures of each sample are those kept beside its layout."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter
from pypdf import PdfReader

from app.kernel.paths import form_folder
from app.printing.draw import sample
from app.printing.form import load, names
from app.printing.preview import page_images


def kept(name: str) -> Path:
    return form_folder(name, 1) / "sample.pdf"


def places(pdf: bytes) -> list[tuple[int, str, int, int]]:
    """Every piece of text with its page and its place, in points."""
    found: list[tuple[int, str, int, int]] = []
    for number, page in enumerate(PdfReader(BytesIO(pdf)).pages):

        def visit(text: str, _cm: object, tm: list[float], *_rest: object, at: int = number) -> None:
            if text.strip():
                found.append((at, text.strip(), round(tm[4]), round(tm[5])))

        page.extract_text(visitor_text=visit)
    return found


@pytest.mark.parametrize("name", names())
def test_text_and_geometry_are_those_kept(name: str) -> None:
    assert places(sample(load(name))) == places(kept(name).read_bytes())


@pytest.mark.parametrize("name", names())
def test_pictures_are_close_to_those_kept(name: str) -> None:
    """No spot of a page differs visibly, after a blur that forgives how letters are smoothed."""
    now, then = list(page_images(sample(load(name)), 60)), list(page_images(kept(name).read_bytes(), 60))
    assert [page.size for page in now] == [page.size for page in then]
    for mine, theirs in zip(now, then, strict=True):
        difference = ImageChops.difference(*(soft(page) for page in (mine, theirs)))
        assert max(level for level, count in enumerate(difference.histogram()) if count) < 25


def soft(page: Image.Image) -> Image.Image:
    return page.filter(ImageFilter.GaussianBlur(1.5))
