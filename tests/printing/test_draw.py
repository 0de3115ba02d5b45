"""What comes out of the printer: wording, wrapping, repeated headers, fonts, states, and the same bytes every time."""

import re

import pytest

from app.kernel.headcount import HeadCount
from app.printing.draw import blank, render, sample
from app.printing.form import load, names
from app.printing.values import Paper, State
from tests.printing.papers import bast, fonts_of, person, reader, texts

BAST = load("bast")


def test_wording_of_the_deed() -> None:
    text = texts(render(BAST, bast(166)))[0]
    assert "BERITA ACARA SERAH TERIMA" in text
    assert "Pada hari ini Jumat tanggal dua puluh tiga bulan Januari tahun dua ribu dua puluh enam (23-01-2026)" in text
    assert "selanjutnya disebut PIHAK PERTAMA (Yang Menyerahkan);" in text
    assert "selanjutnya disebut PIHAK KEDUA (Yang Menerima)." in text
    whole = " ".join(texts(render(BAST, bast(166))))
    assert "sebanyak 166 (seratus enam puluh enam) orang" in whole
    assert "rangkap 3 (tiga)" in whole
    assert "a.n. Kepala Dinas Sosial Provinsi Sulawesi Selatan" in whole


@pytest.mark.parametrize("variant", sorted(BAST.variants))
def test_every_variant_says_to_whom(variant: str) -> None:
    whole = " ".join(texts(render(BAST, bast(3, variant=variant))))
    words = BAST.variants[variant]
    assert words["subject"] in whole
    assert words["route"] in whole
    assert words["duty"] in whole
    assert ("cap jempol" in whole) == (variant in ("family", "heirs"))


def test_every_page_says_which_it_is() -> None:
    pages = texts(render(BAST, bast(60)))
    assert len(pages) > 3
    for number, text in enumerate(pages, 1):
        assert f"Halaman {number} dari {len(pages)}" in text
        assert "No. kendali NNK-A-26-000123" in text
        assert "Paraf PIHAK KEDUA" in text


@pytest.mark.parametrize("paper", ["A4", "F4"])
@pytest.mark.parametrize("count", [0, 3, 40, 170])
def test_header_repeats_and_everybody_is_there_once(paper: Paper, count: int) -> None:
    pages = texts(render(BAST, bast(count), paper))
    whole = " ".join(pages)
    for number in range(1, count + 1):
        assert len(re.findall(rf"Abdullah {number} L", whole)) == 1
    with_people = [page for page in pages if "Abdullah" in page]
    assert all("Nama L/P Umur Kelas" in page for page in with_people)
    assert ("Tidak ada." in pages[-1]) == (count == 0)


@pytest.mark.parametrize("count", range(18, 24))
def test_signatures_never_stand_on_a_page_without_people(count: int) -> None:
    assert "Abdullah" in texts(render(BAST, bast(count)))[-1]


def test_long_names_wrap_and_lose_nothing() -> None:
    long = " ".join(f"Nama{number}" for number in range(60))
    word = "W" * 300
    pdf = render(BAST, bast(2, people=[person(1, name=long), person(2, name=word)]))
    whole = " ".join(texts(pdf))
    assert [int(number) for number in re.findall(r"Nama(\d+)", whole)] == list(range(60))
    assert sum(len(run) for run in re.findall(r"W{3,}", whole)) == 300


def test_a_text_taller_than_a_page_is_printed_whole() -> None:
    pdf = render(BAST, bast(1, people=[person(1, name="zzz " * 2000)]))
    assert sum(text.count("zzz") for text in texts(pdf)) == 2000


@pytest.mark.parametrize(
    "name", ["Suparman", "Łukasz Đặng", "محمد", "王小明", "Ita 😀", "a\x00b\ud800", "<b>&amp;", ""]
)
def test_no_name_stops_the_printer(name: str) -> None:
    values = bast(1, people=[person(1, name=name)], giver={"name": name, "position": name}, remarks=[name])
    whole = " ".join(texts(render(BAST, values)))
    assert "PIHAK PERTAMA" in whole
    if name.isascii() and name.isprintable():
        assert name in whole


def test_letters_no_font_has_are_shown_as_missing() -> None:
    assert "\ufffd\ufffd" in " ".join(texts(render(BAST, bast(1, people=[person(1, name="王小 Ana")]))))


@pytest.mark.parametrize("name", names())
def test_fonts_are_embedded_and_the_file_names_nobody(name: str) -> None:
    pdf = sample(load(name))
    found = fonts_of(pdf)
    assert found
    assert all(found.values()), found
    assert b"Helvetica" not in pdf
    about = reader(pdf).metadata
    assert about is not None
    assert about.title == load(name).title
    assert not about.author
    assert not about.subject
    assert about.keywords in (None, "")


@pytest.mark.parametrize("name", names())
def test_equal_input_gives_equal_bytes(name: str) -> None:
    assert sample(load(name), "F4") == sample(load(name), "F4")


def test_paper_sizes() -> None:
    for paper, (width, height) in {"A4": (210, 297), "F4": (215, 330)}.items():
        box = reader(sample(load("bast"), paper)).pages[0].mediabox  # type: ignore[arg-type]
        assert (round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)) == (width, height)
    box = reader(sample(load("manifest-checklist"))).pages[0].mediabox
    assert box.width > box.height


def test_state_of_the_paper() -> None:
    void = texts(render(BAST, bast(3), state=State("BATAL", copy=2)))
    assert all("BATAL" in page and "salinan ke-2" in page for page in void)
    assert not any("BATAL" in page or "salinan" in page for page in texts(render(BAST, bast(3))))


def test_office_number_may_stay_dotted() -> None:
    assert "NOMOR : ....." in texts(render(BAST, bast(3, office_number="")))[0]


@pytest.mark.parametrize("name", ["bast", "manifest-checklist", "meal-list", "registration"])
def test_blank_pack_has_its_number_and_no_values(name: str) -> None:
    pages = texts(blank(load(name), "KERTAS-0007", {"letterhead": {"lines": ["Dinas Sosial"]}}))
    assert all("KERTAS-0007" in page for page in pages)
    assert not any("None" in page or "{" in page for page in pages)


def test_only_counts_of_the_vulnerable_and_no_column_for_findings() -> None:
    """R: lists that leave the team carry no diagnosis, case or screening result."""
    columns = {column.field for block in BAST.all_blocks() for column in getattr(block, "columns", ())}
    assert columns == set("number name sex age class document destination nationality evidence card".split())


def test_foreigners_are_listed_with_the_reason() -> None:
    people = [person(1, nationality="Filipina", evidence="pengakuan")]
    whole = " ".join(texts(render(BAST, bast(1, variant="immigration", people=people))))
    assert "Kebangsaan diduga" in whole
    assert "Filipina pengakuan" in whole
    assert "Daerah tujuan" not in whole


def test_unknown_sex_has_its_own_column_only_when_needed() -> None:
    with_unknown = " ".join(texts(render(BAST, bast(1, counts={"PMI": HeadCount(0, 0, 0, 0, 1)}))))
    assert "Belum diketahui" in with_unknown
    assert "Belum diketahui" not in " ".join(texts(render(BAST, bast(1))))
