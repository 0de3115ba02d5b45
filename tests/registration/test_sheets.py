"""Cards printed ahead and the registration form: numbers that never repeat, codes that read back, nothing invented."""

from collections.abc import Mapping
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from app.access.office import Office
from app.kernel.errors import UserError
from app.printing.codes import check_token
from app.printing.reading import read_codes
from app.printing.values import Value
from app.registration import cards, sheets
from app.registration.heads import NewHead, Paper, Who, arrive


def text(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


def made(office: Office, count: int) -> sheets.CardRange:
    with office.write("registration.cards") as w:
        return sheets.print_cards(w, count)


def form(office: Office, who: Who, also: Mapping[str, Value] | None = None) -> str:
    with office.write("registration.print") as w:
        stay = arrive(w, NewHead(head_class="PD", card_number="A-0017"), who)
        return text(sheets.registration_form(w, stay.id, also).pdf())


def test_card_numbers_go_on_and_never_repeat(office: Office) -> None:
    first, second = made(office, 12), made(office, 3)
    assert (first.first, first.last, second.first, second.last) == ("A-0001", "A-0012", "A-0013", "A-0015")
    with office.read() as r:
        assert sheets.card_ranges(r) == {"A": (1, 15)}


def test_every_printed_code_reads_back_to_its_number(office: Office) -> None:
    pdf = made(office, 12).sheet.pdf()
    tokens = read_codes(pdf)
    assert len(tokens) == 12
    assert all(check_token(token) for token in tokens)
    with office.read() as r:
        assert sorted(cards.number_of(r, token) for token in tokens) == [f"A-{n:04d}" for n in range(1, 13)]
    assert len(PdfReader(BytesIO(pdf)).pages) == 2


@pytest.mark.parametrize("count", [0, sheets.MOST_CARDS + 1])
def test_orders_that_make_no_sense(office: Office, count: int) -> None:
    with pytest.raises(UserError, match=r"card\.count"):
        made(office, count)


def test_a_known_person_fills_the_form(office: Office) -> None:
    who = Who(
        "Siti Nurhaliza",
        father_name="Kamaruddin",
        aliases=("Ita",),
        sex="P",
        birth_date=date(2003, 7, 1),
        birth_place="Bulukumba",
        destination_code="73.02.09.2009",
        papers=(Paper("splp", "XC100217"),),
    )
    said = form(office, who, {"batch": "KM Purnama Ekspres", "room": "3.01 / A"})
    for part in ("Siti Nurhaliza", "binti Kamaruddin; Ita", "Bulukumba, 01-07-2003", "XC100217", "A-0017", "3.01 / A",
                 "Desa Manjalling, Kecamatan Ujungloe, Kabupaten Bulukumba, Sulawesi Selatan", "☑ Perempuan", "☑ SPLP",
                 "Nomor kendali : NNK-A-26-000001", "KM Purnama Ekspres"):  # fmt: skip
        assert part in said.replace("\xa0", " ")


def test_what_is_not_known_stays_to_be_written(office: Office) -> None:
    said = form(office, Who("Suparman")).replace("\xa0", " ")
    assert "☑" not in said
    assert "☐ Laki-laki ☐ Perempuan" in " ".join(said.split())


def test_a_card_without_a_name_has_no_form(office: Office) -> None:
    with office.write("registration.arrive") as w:
        stay = arrive(w, NewHead(head_class="LD"))
    with pytest.raises(UserError, match=r"head\.nameless"), office.write("registration.print") as w:
        sheets.registration_form(w, stay.id)
