"""Receipts read back from their PDF, and what the page of a person tells of meals and aid."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from app.access.office import Office
from app.kernel.errors import UserError
from app.registration import heads
from app.registration.timeline import Subject, timeline
from app.shelter import aid, aid_papers, care_story
from app.shelter.aid import Grant, Terms
from tests.helpers.office import clock, office
from tests.shelter.counter import MALAM, SIANG, give, guest, opened, read, write
from tests.shelter.test_aid import issued, stocked

__all__ = ["clock", "office"]


@pytest.fixture(autouse=True)
def day(office: Office) -> date:
    return opened(office)


def printed(office: Office, receipt_id: str) -> str:
    sheet = write(office, lambda w: aid_papers.receipt_sheet(w, receipt_id))
    pages = PdfReader(BytesIO(sheet.pdf())).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_receipt_names_what_was_given_and_the_money_in_words(office: Office) -> None:
    stocked(office)
    stocked(office, "selimut", 4)
    stocked(office, "uang", 1_000_000)
    stay = guest(office, "Sulaiman", "A-0001")
    grants = [Grant(stay, "paket_mandi"), Grant(stay, "selimut"), Grant(stay, "bekal", quantity=600_000)]
    done = issued(office, *grants, terms=Terms("apbd", witness="Rahmawati"))
    said = printed(office, done.receipt_id)
    for words in (
        done.number, "TANDA TERIMA BANTUAN SOSIAL", "Sulaiman (kartu A-0001, tiba 23-01-2026)", "Sumber dana : APBD",
        "Paket alat mandi", "1 paket", "Selimut (pinjaman)", "Jumlah barang: 2 (dua)",
        "Rp600.000 (enam ratus ribu rupiah)", "cap jempol", "Rahmawati", "Siti Aminah",
    ):  # fmt: skip
        assert words in said
    assert "salinan" not in said.lower()
    assert "salinan" in printed(office, done.receipt_id).lower()


def test_a_group_signs_in_boxes(office: Office) -> None:
    stocked(office, quantity=40)
    stays = [guest(office, f"Orang {number:02d}", f"A-{number:04d}") for number in range(1, 31)]
    done = issued(office, *(Grant(stay, "paket_mandi") for stay in stays))
    said = printed(office, done.receipt_id)
    assert all(f"Orang {number:02d}" in said for number in range(1, 31))
    for words in ("KELOMPOK", "Paket alat mandi: 30 paket", "Jumlah penerima: 30 (tiga puluh) orang", "A-0030"):
        assert words in said


def test_heirs_sign_their_own_paper(office: Office) -> None:
    stocked(office, "uang", 5_000_000)
    stay = guest(office, "Sulaiman")
    write(office, lambda w: heads.move(w, stay, "meninggal"))
    heir = Terms("apbn", party="Kamaria", relation="istri", paper="KTP 6405014107850002", address="Desa Sungai Nyamuk")
    said = printed(office, issued(office, Grant(stay, "santunan", quantity=3_000_000), terms=heir).receipt_id)
    for words in ("TANDA TERIMA BANTUAN PEMAKAMAN DAN SANTUNAN", "Kamaria", "istri", "Rp3.000.000 (tiga juta rupiah)",
                  "Identitas : KTP 6405014107850002", "Alamat : Desa Sungai Nyamuk"):  # fmt: skip
        assert words in said


def test_a_void_receipt_is_not_printed(office: Office) -> None:
    stocked(office)
    done = issued(office, Grant(guest(office, "Sulaiman"), "paket_mandi"))
    write(office, lambda w: aid.undo(w, done.receipt_id, "keliru"))
    with pytest.raises(UserError, match="tidak dicetak lagi"):
        printed(office, done.receipt_id)


def test_the_page_of_a_person_tells_meals_and_aid(office: Office) -> None:
    stocked(office, "selimut", 2)
    stocked(office, "uang", 700_000)
    stay = guest(office, "Sulaiman")
    give(office, stay, SIANG)
    give(office, stay, MALAM)
    done = issued(office, Grant(stay, "selimut"), Grant(stay, "bekal", quantity=600_000))
    subject = Subject(None, (stay,))
    found = read(office, lambda r: timeline(r, subject, (care_story.meals_eaten, care_story.aid_given)))
    said = {entry.text: entry.detail for entry in found}
    assert said["Makan 23-01-2026"] == "Siang 10.15 (Loket A), Malam 10.15 (Loket A)"
    receipt = said[f"Bantuan diterima ({done.number})"]
    assert "1 lembar Selimut" in receipt
    assert receipt.endswith("Rp600.000 · ada pinjaman yang belum kembali")
