"""Released forms do not change: text, places and pictures of each sample are those kept beside its layout."""

from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter

from app.kernel.paths import form_folder, forms_folder
from app.printing.draw import sample
from app.printing.form import load
from app.printing.preview import page_images
from tests.printing.papers import places

FORMS = sorted((path.parent.parent.name, int(path.parent.name[1:])) for path in forms_folder().glob("*/v*/layout.toml"))


def kept(name: str, version: int) -> Path:
    return form_folder(name, version) / "sample.pdf"


@pytest.mark.parametrize(("name", "version"), FORMS)
def test_text_and_geometry_are_those_kept(name: str, version: int) -> None:
    assert places(sample(load(name, version))) == places(kept(name, version).read_bytes())


@pytest.mark.parametrize(("name", "version"), FORMS)
def test_pictures_are_close_to_those_kept(name: str, version: int) -> None:
    """No spot of a page differs visibly, after a blur that forgives how letters are smoothed."""
    now, then = (
        list(page_images(sample(load(name, version)), 60)),
        list(page_images(kept(name, version).read_bytes(), 60)),
    )
    assert [page.size for page in now] == [page.size for page in then]
    for mine, theirs in zip(now, then, strict=True):
        difference = ImageChops.difference(*(soft(page) for page in (mine, theirs)))
        assert max(level for level, count in enumerate(difference.histogram()) if count) < 25


def soft(page: Image.Image) -> Image.Image:
    return page.filter(ImageFilter.GaussianBlur(1.5))
