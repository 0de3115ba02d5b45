"""Offices without a computer: the slip's code is printed once, heard by telephone, checked and recorded."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.access.office import Office
from app.handover import judging, listing, receipts_back, slips, terms
from app.handover.custody import chain
from app.handover.terms import Signing
from app.kernel.errors import UserError
from app.printing.preview import page_images
from app.printing.reading import read_codes
from app.registration.counts import heads_of
from tests.helpers.between import issued
from tests.helpers.office import landed, ship

Paper = tuple[str, list[str], str]


@pytest.fixture
def paper(office: Office) -> Paper:
    """A signed paper of four people for a village, and the code of its slip for “all received”."""
    stays = landed(office, ship(office), 4)
    made = issued(office, stays, "Pemerintah Desa Pompanua", "desa")
    with office.write("handover.slip") as w:
        sheet = slips.slip(w, made.id)
    return made.id, stays, str(sheet.values["full"])


def recorded(office: Office, code: str, told: Signing | None = None) -> receipts_back.Applied:
    with office.write("handover.receipt_code") as w:
        return slips.record(w, code, told or Signing(), "Kepala Desa Pompanua")


def test_slip_is_printed_with_one_code_and_its_picture_read_back(office: Office, paper: Paper, tmp_path: Path) -> None:
    paper_id, _stays, full = paper
    with office.write("handover.slip") as w:
        again = slips.slip(w, paper_id, "F4")
    assert again.values["full"] == full
    answers = again.values["answers"]
    assert [one["count"] for one in answers] == ["1", "2"]  # type: ignore[union-attr, index]
    page = next(iter(page_images(again.pdf(), 150)))
    page.save(tmp_path / "lembar.png")
    assert read_codes(tmp_path / "lembar.png") == [full.replace("-", "")]


def test_whole_receipt_by_code(office: Office, paper: Paper) -> None:
    paper_id, stays, full = paper
    with office.read() as r:
        said = slips.read_code(r, full.lower().replace("-", " "))
    assert (said.handover_id, said.total, said.missing) == (paper_id, 4, 0)
    assert recorded(office, full).state == judging.APPLIED
    assert recorded(office, full).state == judging.SAME
    with office.read() as r:
        assert listing.handover(r, paper_id).line.state == terms.RECEIVED
        assert [one.source for one in receipts_back.receipts(r, paper_id)] == [receipts_back.CODE]
        assert "kode dari lembar tanda terima" in chain(r, [stays[0]])[-1].text


def test_part_by_code_needs_exactly_so_many_names(office: Office, paper: Paper) -> None:
    _paper_id, stays, full = paper
    two = slips.whole(full.replace("-", "")[: slips.BODY], 2)
    one = Signing({stays[0]: terms.NOT_THERE})
    with pytest.raises(UserError) as caught:
        recorded(office, two, one)
    assert caught.value.text == "Kode ini menyatakan 2 orang tidak diterima, yang ditandai 1; belum ada yang dicatat."
    both = Signing({stays[0]: terms.NOT_THERE, stays[1]: terms.TURNED_AWAY}, refusal="bukan warga kami")
    assert recorded(office, two, both).paper_state == terms.RECEIVED_IN_PART
    with office.read() as r:
        assert [head.account for head in heads_of(r, stays)] == ["hadir", "hadir", *["diserahkan_keluarga"] * 2]
    assert recorded(office, full).state == judging.DIFFERS
    with office.read() as r:
        waiting = receipts_back.unsettled(r)[0]
        assert waiting.differences == ("kode menyatakan 0 orang tidak diterima, dicatat 2",)
    with office.write("handover.settle") as w, pytest.raises(UserError) as caught:
        receipts_back.settle(w, waiting.id, True, "ikuti kodenya")
    assert caught.value.code == "receipt.cannot_follow"
    with office.write("handover.settle") as w:
        assert receipts_back.settle(w, waiting.id, False, "lembar kedua menyusul") == terms.RECEIVED_IN_PART


@pytest.mark.parametrize(
    "spoil",
    [
        lambda code: code[:-1],
        lambda code: code[1] + code[0] + code[2:],
        lambda code: ("A" if code[0] != "A" else "B") + code[1:],
        lambda code: code[:9] + "7" + code[10:],
        lambda _code: "",
    ],
)
def test_mistyped_code(office: Office, paper: Paper, spoil: Callable[[str], str]) -> None:
    with office.read() as r, pytest.raises(UserError) as caught:
        slips.read_code(r, spoil(paper[2].replace("-", "")))
    assert caught.value.code in ("slip.mistyped", "slip.unknown")


def test_code_of_another_post(office: Office, paper: Paper) -> None:
    with office.read() as r, pytest.raises(UserError) as caught:
        slips.read_code(r, slips.whole("ABCDEFGH", 0))
    assert caught.value.code == "slip.unknown"


def test_no_slip_once_answered(office: Office, paper: Paper) -> None:
    recorded(office, paper[2])
    with office.write("handover.slip") as w, pytest.raises(UserError) as caught:
        slips.slip(w, paper[0])
    assert caught.value.code == "slip.state"
