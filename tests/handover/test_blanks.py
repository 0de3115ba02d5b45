"""Paper first: packs of numbered blanks, and entering later what was written on them."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
import zxingcpp
from pypdf import PdfReader

from app.access.blobs import blobs_of
from app.access.office import Office
from app.handover import blanks, freezing, listing, receipt, service
from app.handover.terms import PaperBast, Signing
from app.kernel.errors import UserError
from app.printing.preview import page_images
from app.printing.reading import read_codes
from app.registration import heads
from tests.handover.samples import draft, issued
from tests.helpers.office import landed

SCAN = b"%PDF-1.4 pindaian BAST bertanda tangan"


def pack(office: Office, form: str = "bast", count: int = 3, kind: str = "provinsi", paper: str = "A4") -> blanks.Pack:
    with office.write("handover.blanks") as w:
        return blanks.print_blank_pack(w, form, count, kind, paper)


def written(office: Office, number: str, stays: list[str], **changes: object) -> PaperBast:
    """What an officer wrote yesterday afternoon."""
    when = office.clock.now() - timedelta(hours=3)
    plain = PaperBast(number, when, "Herlina", draft(stays), scan=SCAN)
    return replace(plain, **changes)  # type: ignore[arg-type]


def enter(office: Office, paper: PaperBast) -> str:
    with office.write("handover.back_entry") as w:
        return blanks.back_entry(w, paper, blobs_of(office).keep)


def refusal(office: Office, paper: PaperBast) -> UserError:
    with pytest.raises(UserError) as refused:
        enter(office, paper)
    return refused.value


def test_numbers_are_shared_with_printed_papers_and_never_repeat(office: Office) -> None:
    stays = landed(office, None, 2)
    first = issued(office, stays[:1])
    made = pack(office)
    assert first.number == "NNK-A-26-000001"
    assert made.numbers == ("NNK-A-26-000002", "NNK-A-26-000003", "NNK-A-26-000004")
    assert issued(office, stays[1:]).number == "NNK-A-26-000005"
    with office.read() as r:
        assert blanks.packs(r) == [("bast", "NNK-A-26-000002", "NNK-A-26-000004", 0)]


@pytest.mark.parametrize("paper", ["A4", "F4"])
@pytest.mark.parametrize("form", blanks.PACK_FORMS)
def test_every_paper_carries_its_number(office: Office, form: str, paper: str) -> None:
    made = pack(office, form, 2, paper=paper)
    file = PdfReader(BytesIO(made.pdf()))
    texts = [page.extract_text() for page in file.pages]
    pages = len(texts) // 2
    assert all(made.numbers[0] in text for text in texts[:pages])
    assert all(made.numbers[1] in text for text in texts[pages:])
    short, long = sorted(round(side) for side in file.pages[0].mediabox[2:])
    assert (short, long) == {"A4": (595, 842), "F4": (609, 935)}[paper]
    assert codes_on(made.pdf()) == []


def test_what_is_not_blank_carries_a_code(office: Office) -> None:
    paper = issued(office, landed(office, None, 1))
    with office.read() as r:
        assert len(set(codes_on(freezing.render_pdf(r, paper.id)))) == 1


def codes_on(pdf: bytes) -> list[str]:
    """The codes of drawn pages, at first sight: there is no dust or blur on them that would need a second."""
    formats = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
    return [code.text for page in page_images(pdf) for code in zxingcpp.read_barcodes(page, formats=formats)]


def test_the_wording_follows_the_receiver(office: Office) -> None:
    text = PdfReader(BytesIO(pack(office, kind="keluarga", count=1).pdf())).pages[0].extract_text()
    assert "KEPADA KELUARGA DI DAERAH ASAL" in text
    assert "Hubungan keluarga" in text


@pytest.mark.parametrize(("form", "count"), [("quarterly", 1), ("bast", 0), ("bast", 101)])
def test_orders_that_make_no_sense(office: Office, form: str, count: int) -> None:
    with pytest.raises(UserError, match=r"pack\.order"):
        pack(office, form, count)


def test_a_written_paper_is_entered_with_its_mark_and_scan(office: Office) -> None:
    stays = landed(office, None, 4)
    number = pack(office).numbers[1]
    signing = Signing({stays[3]: "tidak_hadir"}, remarks="satu orang sakit")
    handover_id = enter(office, written(office, f" {number.lower()} ", stays, signing=signing))
    with office.read() as r:
        view = listing.handover(r, handover_id)
        pdf = freezing.render_pdf(r, handover_id)
        accounts = [heads.standing(r, stay).account for stay in stays]
    assert accounts == ["diberangkatkan"] * 3 + ["hadir"]
    assert (view.line.from_paper, view.line.number, view.paper_number) == (True, number, number)
    assert (view.line.state, view.written_by) == ("diterima_sebagian", "Herlina")
    assert view.declared_at == office.clock.now() - timedelta(hours=3)
    text = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)
    assert f"Dicatat dari kertas nomor {number}, ditulis oleh Herlina pada 23 Januari 2026 pukul 07.15 WITA." in text
    assert "pukul 07.15 WITA" in text
    assert read_codes(pdf) == []
    with office.read() as r:
        assert blanks.packs(r)[0][3] == 1


def test_the_scan_is_sealed_beside_the_vault(office: Office) -> None:
    stays = landed(office, None, 1)
    handover_id = enter(office, written(office, pack(office).numbers[0], stays))
    with office.read() as r:
        digest = listing.handover(r, handover_id).scan_digest or ""
    kept = (office.home.folder / "blobs" / digest).read_bytes()
    assert b"pindaian" not in kept
    assert blobs_of(office).read(digest) == SCAN


def test_a_paper_is_entered_once(office: Office) -> None:
    stays = landed(office, None, 2)
    number = pack(office).numbers[0]
    first = enter(office, written(office, number, stays[:1]))
    refused = refusal(office, written(office, number, stays[1:]))
    assert refused.text == f"Kertas {number} sudah dicatat; tidak dicatat dua kali."
    with office.write("handover.void") as w:
        service.void(w, first, "salah orang")
    assert enter(office, written(office, number, stays)) != first


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("BTM-A-26-000001", "Kertas BTM-A-26-000001 bukan milik pos ini (NNK); belum ada yang dicatat."),
        ("NNK-A-26-000099", "tidak ada di paket kertas kosong BAST yang dikenal di laptop ini"),
        ("NNK-B-26-000001", "tidak ada di paket kertas kosong BAST yang dikenal di laptop ini"),
        ("217/DINSOS", "“217/DINSOS” bukan nomor kertas Pulang; belum ada yang dicatat."),
    ],
)
def test_numbers_that_are_no_paper_of_ours(office: Office, number: str, text: str) -> None:
    pack(office)
    assert text in refusal(office, written(office, number, landed(office, None, 1))).text


def test_a_number_of_another_form_is_refused(office: Office) -> None:
    number = pack(office, "registration").numbers[0]
    assert refusal(office, written(office, number, landed(office, None, 1))).code == "paper.unknown"


def test_what_is_written_is_checked_like_what_is_printed(office: Office) -> None:
    stays = landed(office, None, 2)
    number = pack(office).numbers[0]
    assert refusal(office, written(office, number, [])).code == "bast.empty"
    assert refusal(office, written(office, number, stays, writer=" ")).code == "paper.writer"
    ahead = office.clock.now() + timedelta(hours=1)
    assert refusal(office, written(office, number, stays, declared_at=ahead)).code == "paper.future"
    assert refusal(office, written(office, number, stays, scan=b"MZ program")).code == "blob.refused"
    other = issued(office, stays[:1])
    assert other.number in refusal(office, written(office, number, stays)).text
    with office.write("handover.sign") as w:
        receipt.sign(w, other.id)
    assert refusal(office, written(office, number, stays)).code == "bast.not_allowed"
    assert enter(office, written(office, number, stays[1:]))
