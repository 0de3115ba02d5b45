"""Codes are read back from the rendered page, from bad photos, and never from hostile files."""

import random
from io import BytesIO
from pathlib import Path
from time import process_time

import pytest
from PIL import Image, ImageChops, ImageFilter
from reportlab.pdfgen.canvas import Canvas

from app.kernel.errors import UserError
from app.printing import statement
from app.printing.draw import render, sample
from app.printing.form import load
from app.printing.preview import joined, page_count, pages_as_png
from app.printing.reading import read_codes
from tests.printing.papers import bast
from tests.printing.test_statement import is_genuine, signed


def paper() -> bytes:
    made = signed(giver="G" * 40, receiver="R" * 40)
    return render(load("bast"), bast(30, qr=made.text, short_code=made.short_code))


def test_code_is_read_from_page_one_and_from_the_annex() -> None:
    made = signed(giver="G" * 40, receiver="R" * 40)
    pdf = paper()
    pages = pages_as_png(pdf, 150)
    assert len(pages) == page_count(pdf)
    found = [read_codes(page) for page in pages]
    assert found[0] == [made.text]
    assert sum(codes == [made.text] for codes in found) == 2
    assert read_codes(pdf) == [made.text]
    assert is_genuine(read_codes(pdf)[0])
    assert statement.parse(found[0][0]).short_code == made.short_code


def test_a_clean_paper_of_many_pages_is_read_in_no_time() -> None:
    made = signed()
    pdf = render(load("bast"), bast(200, qr=made.text, short_code=made.short_code))
    assert page_count(pdf) > 7
    begun = process_time()
    assert read_codes(pdf) == [made.text]
    assert process_time() - begun < 1


def test_a_scanned_page_behind_a_clean_one_is_tried_harder() -> None:
    """Two codes in one file get the worst answer, so the second must be found however badly it was scanned."""
    clean, other = paper(), signed(receiver="Orang lain").text
    page = Image.open(BytesIO(pages_as_png(render(load("bast"), bast(3, qr=other, short_code="X")), 150)[0])).convert(
        "L"
    )
    chance = random.Random(3)
    specks = Image.frombytes("L", page.size, chance.randbytes(page.width * page.height)).point(
        lambda level: 255 * (level > 20)
    )
    scan = BytesIO()
    ImageChops.darker(page, specks).save(scan, "PDF", resolution=150)
    assert set(read_codes(joined([clean, scan.getvalue()]))) == {*read_codes(clean), other}


def test_code_is_at_least_35_mm_wide() -> None:
    page = Image.open(BytesIO(pages_as_png(paper(), 254)[0])).convert("L")
    strip = page.crop((0, page.height * 3 // 4, page.width // 3, page.height - 300))
    box = strip.point(lambda level: 255 if level < 100 else 0).getbbox()
    assert box is not None
    assert (box[2] - box[0]) / 10 >= 35


def test_code_is_read_from_an_unkind_photo(tmp_path: Path) -> None:
    """Grey, noisy, turned and blurred, as a phone at night makes it."""
    page = Image.open(BytesIO(pages_as_png(paper(), 170)[0])).convert("L")
    chance = random.Random(7)
    noise = Image.frombytes("L", page.size, chance.randbytes(page.width * page.height))
    photo = Image.blend(page.point(lambda level: 60 + level // 2), noise, 0.18).rotate(4, fillcolor=180, expand=True)
    file = tmp_path / "foto.jpg"
    photo.filter(ImageFilter.GaussianBlur(0.6)).save(file, quality=60)
    assert [is_genuine(code) for code in read_codes(file)] == [True]


def test_every_card_of_a_sheet_is_read() -> None:
    form = load("card-sheet")
    tokens = [str(card["token"]) for card in form.fields[1].sample]  # type: ignore[union-attr,index]
    assert len(tokens) == 12
    assert sorted(read_codes(sample(form))) == sorted(tokens)


def test_the_recovery_share_is_read() -> None:
    form = load("recovery-share")
    assert read_codes(sample(form)) == [next(field.sample for field in form.fields if field.name == "qr")]


def test_a_picture_without_code_has_none() -> None:
    out = BytesIO()
    Image.new("L", (300, 300), 255).save(out, "PNG")
    assert read_codes(out.getvalue()) == []


@pytest.mark.parametrize(
    "data", [b"", b"nothing", b"%PDF-1.7 broken", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, b"GIF89a" + b"\0" * 50]
)
def test_other_files_are_refused_in_words(data: bytes) -> None:
    with pytest.raises(UserError) as refused:
        read_codes(data)
    assert refused.value.code in ("picture.unreadable", "pdf.unreadable")
    assert refused.value.hint


def test_a_picture_bomb_is_refused_before_it_is_unpacked() -> None:
    out = BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    assert len(out.getvalue()) < 100_000
    with pytest.raises(UserError, match=r"picture\.unreadable"):
        read_codes(out.getvalue())


def test_a_page_as_large_as_a_field_is_drawn_small() -> None:
    out = BytesIO()
    canvas = Canvas(out, pagesize=(14_000, 14_000))
    canvas.rect(10, 10, 100, 100, fill=1)
    canvas.save()
    assert read_codes(out.getvalue()) == []


def test_an_enormous_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "besar.pdf"
    with file.open("wb") as out:
        out.truncate(70_000_000)
    with pytest.raises(UserError, match=r"picture\.too_large"):
        read_codes(file)
