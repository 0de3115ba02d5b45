"""What belongs together stands on one page, whatever the length of the lists; numbers are never broken."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.printing import blocks
from app.printing.draw import blank, render
from app.printing.form import Form, Section, load, names, parse
from app.printing.values import Paper, Record
from tests.printing.papers import bast, person, placed, stretched, texts

SIGNED = [name for name in names() if any(isinstance(block, blocks.Signatures) for block in load(name).all_blocks())]
LISTED = [name for name in SIGNED if any(isinstance(block, blocks.Table) for block in load(name).all_blocks())]
REPORTS = ("report-half-yearly", "report-quarterly", "report-batch", "daily-report")
PAPERS: tuple[Paper, ...] = ("A4", "F4")
COUNTS = (1, 3, 9, 23, 40)
FOOT = 75
"""Points: below it stands what is on every page."""


def only(form: Form, *kinds: type[blocks.Block]) -> Form:
    """The form with nothing but these blocks."""

    def bared(section: Section) -> Section:
        return replace(section, blocks=tuple(block for block in section.blocks if isinstance(block, kinds)))

    return replace(form, sections=tuple(bared(section) for section in form.sections))


def edges(pdf: bytes) -> Iterator[tuple[str, str, int]]:
    """The highest and the lowest text of every page, and how high the lowest stands."""
    found = [one for one in placed(pdf) if one.foot > FOOT]
    for page in sorted({one.page for one in found}):
        heights = [(one.foot, one.text) for one in found if one.page == page]
        yield max(heights)[1], min(heights)[1], min(heights)[0]


def words(pdf: bytes) -> Iterator[set[str]]:
    """The pieces of text of every page above its foot."""
    found = placed(pdf)
    for page in range(max(one.page for one in found) + 1):
        yield {one.text for one in found if one.page == page and one.foot > FOOT}


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", LISTED)
def test_signatures_never_stand_alone(name: str, paper: Paper) -> None:
    """Each page that has them has a line of the list or of the text above them as well."""
    form = load(name)
    for count in COUNTS:
        values = stretched(form, count)
        bare = words(render(only(form, blocks.Signatures, blocks.Witnesses), values, paper))
        signing = {word for page in bare for word in page}
        for number, page in enumerate(words(render(form, values, paper)), 1):
            assert page - signing, (name, count, number)


@pytest.mark.parametrize("count", range(1, 75))
def test_what_is_signed_goes_along_with_the_signatures(count: int) -> None:
    """The last row and the closing sentence are on the page of the names, at any length of the list."""
    form = parse("uji", SMALL, {})
    rows: list[Record] = [{"number": at, "name": f"Orang {at}"} for at in range(1, count + 1)]
    last = texts(render(form, {"people": rows, "place": "Nunukan"}))[-1]
    assert "Demikian dibuat" in last
    assert "Orang " in last
    assert "Petugas" in last


@pytest.mark.parametrize("count", range(36, 60))
def test_no_row_stands_alone_on_a_page(count: int) -> None:
    form = only(parse("uji", SMALL, {}), blocks.Table)
    rows: list[Record] = [{"number": at, "name": f"Orang {at}"} for at in range(1, count + 1)]
    for page in texts(render(form, {"people": rows, "place": "Nunukan"})):
        assert page.count("Orang ") > 1


SMALL = """version = 1
title = "Uji"
[fields]
people = "Orang"
place = "Tempat"
[[sections]]
[[sections.blocks]]
kind = "table"
field = "people"
columns = [{ title = "No", field = "number", share = 1 }, { title = "Nama", field = "name", share = 4 }]
[[sections.blocks]]
kind = "paragraph"
text = "Demikian dibuat di {place}."
[[sections.blocks]]
kind = "signatures"
signers = [{ heading = "Petugas" }]
"""


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", names())
def test_no_page_is_empty(name: str, paper: Paper) -> None:
    form = load(name)
    for count in (3, 40):
        assert all(words(render(form, stretched(form, count), paper))), count


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", REPORTS)
def test_a_title_leads_to_something_and_a_note_follows_its_table(name: str, paper: Paper) -> None:
    form = load(name)
    titles = {
        re.sub("<[^>]*>", "", block.text)
        for block in form.all_blocks()
        if isinstance(block, blocks.Heading) or (isinstance(block, blocks.Paragraph) and block.keep)
    }
    hints = [block.text for block in form.all_blocks() if isinstance(block, blocks.Paragraph) and block.style == "hint"]
    for count in range(2, 31, 4):
        values = stretched(form, count)
        notes = [str(values.get(hint.strip("{}"), hint))[:24] for hint in hints]
        for top, bottom, _height in edges(render(form, values, paper)):
            assert bottom not in titles, count
            assert not any(note and top.startswith(note) for note in notes), (count, top)


@pytest.mark.parametrize("name", ["report-half-yearly", "report-quarterly", "report-batch"])
def test_a_long_table_begins_below_what_stands_before_it(name: str) -> None:
    """Half a page is never left empty in front of a table that runs over pages anyway."""
    form = load(name)
    lowest = [height for _top, _bottom, height in edges(render(form, stretched(form, 40)))]
    assert all(height < 842 / 2 for height in lowest[1:-1]), lowest


BOX = """version = 1
title = "Uji"
[fields]
filler = "Isi"
[[sections]]
[[sections.blocks]]
kind = "items"
field = "filler"
[[sections.blocks]]
kind = "notes"
title = "Catatan di kotak"
lines = 3
"""


@pytest.mark.parametrize("count", range(30, 60))
def test_a_box_to_write_in_is_whole(count: int) -> None:
    """Its title never stands at the foot of a page with the lines on the next."""
    found = placed(render(parse("uji", BOX, {}), {"filler": [f"isi {at}" for at in range(count)]}))
    (title,) = [one.foot for one in found if one.text == "Catatan di kotak"]
    assert title > 57 + 3 * 20


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("variant", ["province", "immigration"])
def test_a_number_is_never_broken(variant: str, paper: Paper) -> None:
    nik = "6405012345670001"
    people = [person(number, document=f"NIK {nik}") for number in (1, 250, 1350)]
    found = [one.text for one in placed(render(load("bast"), bast(3, variant=variant) | {"people": people}, paper))]
    assert sum(nik in text for text in found) == 3
    assert any(text.startswith("1350") for text in found)


def test_lines_of_a_long_count_of_goods_keep_their_numbers() -> None:
    form = load("shift-handover")
    found = {word for one in placed(render(form, stretched(form, 350))) for word in one.text.split()}
    assert {str(number) for number in range(100, 351)} <= found


@pytest.mark.parametrize("name", ["receipt-slip", "shift-handover"])
def test_the_box_of_a_blank_paper_is_whole(name: str) -> None:
    form = load(name)
    (box,) = [block for block in form.all_blocks() if isinstance(block, blocks.Notes)]
    found = placed(blank(form, "KERTAS-0007", {}))
    (title,) = [one.foot for one in found if one.text.startswith(box.title[:30])]
    assert title > 57 + box.lines * 20


def test_nothing_of_a_card_crosses_the_line_it_is_cut_along() -> None:
    """The place read from the page: two cards of 86 mm beside each other in the middle of an A4."""
    form = load("id-card")
    cut = 210 / 2 / 25.4 * 72
    crossing = [one for one in placed(render(form, stretched(form, 10))) if one.left < cut < one.right]
    assert crossing == []
