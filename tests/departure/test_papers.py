"""What goes along on paper: versions and copies of the manifest, lists, notices, slips, XLSX; nothing sealed."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from app.access.office import Office
from app.departure import (
    boarding,
    checklist,
    escorts,
    fleet,
    offices,
    outgoing,
    plan,
    travel_papers,
    travellers,
    workbook,
)
from app.departure.checklist import Paper
from app.departure.escorts import EscortView
from app.departure.fleet import Ticket
from app.departure.offices import Office as Receiver
from app.departure.outgoing import Bundle, editions
from app.departure.voyages import DepartureView
from app.kernel.errors import UserError
from app.printing.preview import page_count
from app.registration import people
from tests.departure.quay import ask, assigned, come, do, family, need, planned
from tests.helpers.office import landed, ship
from tests.printing.papers import texts

SEALED = ("TPPO", "HIV", "TBC", "diagnosa", "PMIB", "korban", "Tunda", "Kabari", "Menu khusus", "Kamar sendiri")


@pytest.fixture
def kin(office: Office) -> list[str]:
    """A mother, her baby, and an old man in a wheelchair on another way home."""
    mother = come(office, "Siti Nurhaliza", "P", 24, card="A-0001")
    baby = come(office, "Bayi Ny. Siti", "P", 0)
    family(office, mother, baby)
    chair = come(office, "Haji Abdul Karim", age=71, destination_code="53.06.10.2006")
    for kind in ("kursi_roda", "menu_khusus", "kamar_sendiri", "kabari_petugas"):
        need(office, chair, kind)
    need(office, mother, "dampingi")
    return [mother, baby, chair]


@pytest.fixture
def view(office: Office, kin: list[str]) -> DepartureView:
    """They are on one departure."""
    made = planned(office)
    assigned(office, made.id, kin)
    return made


def printed(office: Office, view: DepartureView, **given: Any) -> str:
    """The text of the manifest."""
    made: Bundle = do(office, outgoing.print_manifest, view.id, **given)
    return " ".join(texts(made.pdf()))


def test_the_manifest_names_everybody_infants_too_and_nothing_sealed(office: Office, view: DepartureView) -> None:
    escort = EscortView("Rahma Sari", "198502142009012004", letter="800/31/ST/2026", letter_date=date(2026, 1, 22))
    do(office, escorts.put_escort, view.id, escort)
    do(office, fleet.arrange, view.legs[0].id)
    said = printed(office, view)
    for word in (
        "Siti Nurhaliza", "Bayi Ny. Siti", "< 1 th", "Bayi", "Kursi roda", "Dampingi", "Kab. Flores Timur", "A-0001",
        "Dinas Sosial Provinsi Sulawesi Selatan", "KM Lambelu", "Parepare", "surat tugas 800/31/ST/2026", "Versi 1",
        "NNK-A-26-000001", "Halaman 1 dari",
    ):  # fmt: skip
        assert word in said, word
    for word in SEALED:
        assert word.casefold() not in said.casefold(), word


@pytest.mark.parametrize("paper", ["A4", "F4"])
def test_it_is_drawn_on_both_papers(office: Office, view: DepartureView, paper: str) -> None:
    made = do(office, outgoing.print_manifest, view.id, "", paper)
    assert page_count(made.pdf()) <= 2
    assert made.on("F4").pdf() == made.on("F4").pdf()


def test_a_further_print_is_a_copy_until_something_changed(office: Office, view: DepartureView) -> None:
    first = printed(office, view)
    again = printed(office, view)
    assert "Versi 1" in again
    assert first != again
    assert [(form, copy, total) for form, copy, total, _why in ask(office, outgoing.prints, view.id)] == [
        ("outgoing-manifest", 1, 3),
        ("outgoing-manifest", 2, 3),
    ]
    late = come(office, "Menyusul")
    assigned(office, view.id, [late])
    assert "Versi 2" in printed(office, view)
    latest, before = ask(office, editions, view.id)
    assert (latest.version, latest.total, before.version, before.total) == (2, 4, 1, 3)
    assert latest.differences == ("Tambahan: Menyusul.",)
    assert latest.number != before.number
    assert not latest.after


def test_the_manifest_is_corrected_after_boarding(office: Office, view: DepartureView, kin: list[str]) -> None:
    printed(office, view)
    extra = come(office, "Kamaria", "P", 30)
    do(office, boarding.board_all, view.id, kin[:2])
    do(office, boarding.board_head, view.id, extra, "kursi kosong")
    do(office, boarding.close, view.id)
    said = printed(office, view)
    assert "Versi 2, dibetulkan sesudah pemeriksaan naik" in said
    assert "Tidak ikut: Haji Abdul Karim." in said
    assert "Tambahan: Kamaria (kursi kosong)." in said
    assert ask(office, editions, view.id)[0].after


def test_an_old_manifest_prints_as_it_was(office: Office, view: DepartureView, kin: list[str]) -> None:
    printed(office, view)
    old = ask(office, editions, view.id)[0].id
    do(office, travellers.take_off, view.id, kin[2:], "sakit")
    printed(office, view)
    again = do(office, outgoing.sheet_of, old, "A4", logged=True)
    said = " ".join(texts(again.pdf()))
    assert "Haji Abdul Karim" in said
    assert "Versi 1" in said


def test_every_office_gets_its_own(office: Office, view: DepartureView) -> None:
    do(office, offices.put_office, view.id, "53", Receiver("Dinsos Provinsi NTT", "0380", "Pelabuhan Lorens Say"))
    made = do(office, outgoing.print_split, view.id)
    assert [sheet.values["office"] for sheet in made.sheets] == [
        "Dinsos Provinsi NTT",
        "Dinas Sosial Provinsi Sulawesi Selatan",
    ]
    east = " ".join(texts(made.sheets[0].pdf()))
    assert "Haji Abdul Karim" in east
    assert "Siti Nurhaliza" not in east
    assert page_count(made.pdf()) == sum(page_count(sheet.pdf()) for sheet in made.sheets)


def test_every_regency_gets_its_own_within_its_office(office: Office, view: DepartureView) -> None:
    for name, code in (("Bulukumba", "73.02"), ("Sulawesi", "73"), ("Entah", None)):
        assigned(office, view.id, [come(office, f"Orang {name}", destination_code=code)])
    made = do(office, outgoing.print_regencies, view.id)
    assert [sheet.values["office"] for sheet in made.sheets] == [
        "Dinas Sosial Provinsi Nusa Tenggara Timur, tujuan Kab. Flores Timur, Nusa Tenggara Timur",
        "Dinas Sosial Provinsi Sulawesi Selatan, tujuan Kab. Bone, Sulawesi Selatan",
        "Dinas Sosial Provinsi Sulawesi Selatan, tujuan Kab. Bulukumba, Sulawesi Selatan",
        "Dinas Sosial Provinsi Sulawesi Selatan, tujuan Sulawesi Selatan, kabupaten/kota belum diketahui",
        "Belum ditentukan, tujuan belum diketahui",
    ]
    assert [len(sheet.values["people"]) for sheet in made.sheets] == [1, 2, 1, 1, 1]
    said = " ".join(texts(made.sheets[2].pdf()))
    assert "Orang Bulukumba" in said
    assert "Siti Nurhaliza" not in said
    assert len({one.number for one in ask(office, editions, view.id)}) == len(made.sheets)
    do(office, outgoing.print_regencies, view.id)
    assert len(ask(office, editions, view.id)) == len(made.sheets)
    assert ask(office, outgoing.changed_since, view.id) == []
    assigned(office, view.id, [come(office, "Menyusul")])
    assert ask(office, outgoing.changed_since, view.id) == ["Tambahan: Menyusul."]
    do(office, outgoing.print_regencies, view.id)
    assert [one.office for one in ask(office, editions, view.id) if one.version > 1] == [
        "Dinas Sosial Provinsi Sulawesi Selatan, tujuan Kab. Bone, Sulawesi Selatan"
    ]


def test_nothing_is_printed_for_nobody_or_of_a_cancelled_ship(office: Office, view: DepartureView) -> None:
    empty = planned(office, "Kosong")
    for act in (
        outgoing.print_manifest,
        outgoing.print_split,
        outgoing.print_regencies,
        travel_papers.notices,
        travel_papers.slips,
    ):
        with pytest.raises(UserError):
            do(office, act, empty.id)
    with pytest.raises(UserError) as caught:
        do(office, travel_papers.vehicle_lists, empty.legs[0].id, empty.id)
    assert caught.value.code == "vehicle.empty"
    do(office, plan.cancel, view.id, "ombak")
    with pytest.raises(UserError) as caught:
        do(office, outgoing.print_manifest, view.id)
    assert caught.value.code == "departure.cancelled"
    assert "DIBATALKAN" in ask(office, travel_papers.message, view.id, "WITA")


def test_every_bus_has_its_list_by_seat(office: Office, view: DepartureView) -> None:
    do(office, fleet.arrange, view.legs[0].id)
    made = do(office, travel_papers.vehicle_lists, view.legs[0].id, view.id)
    said = " ".join(texts(made.pdf()))
    for word in ("Bus 1", "Kursi roda", "pangku", "Rusunawa – Pelabuhan Tunon Taka", "Pengemudi"):
        assert word in said, word
    rows = made.sheets[0].values["people"]
    assert [row["seat"] for row in rows] == ["1", "2", "pangku"]


def test_a_notice_counts_and_names_nobody(office: Office, view: DepartureView) -> None:
    made = do(office, travel_papers.notices, view.id)
    said = " ".join(texts(made.pdf()))
    for word in ("Kab. Flores Timur", "kursi roda: 1 orang", "bayi: 1 orang", "(60 tahun ke atas): 1 orang"):
        assert word in said, word
    for name in ("Siti", "Karim"):
        assert name not in said
    message = ask(office, travel_papers.message, view.id, "WITA")
    assert "Jumlah 3 (LD 1 · PD 1 · AL 0 · AP 1)" in message
    for name in ("Siti", "Karim"):
        assert name not in message


def test_a_slip_for_every_pocket_but_an_infant_s(office: Office, view: DepartureView) -> None:
    made = do(office, travel_papers.slips, view.id)
    said = " ".join(texts(made.pdf()))
    assert "Siti Nurhaliza" in said
    assert "Haji Abdul Karim" in said
    assert "Bayi Ny." not in said
    assert "Nusa Tenggara Timur" in said


def test_the_workbook_has_texts_and_never_a_formula(office: Office, view: DepartureView, kin: list[str]) -> None:
    evil = come(office, '=HYPERLINK("x","Siti")')
    assigned(office, view.id, [evil])
    do(office, fleet.set_ticket, view.legs[1].id, kin[:1], Ticket("+62 1", 1000, "apbn"))
    with pytest.raises(UserError, match="Alasannya"):
        do(office, workbook.export, view.id, " ")
    given = do(office, workbook.export, view.id, "KSOP Nunukan")
    book = load_workbook(BytesIO(workbook.workbook(given)))
    assert book.sheetnames == [
        "Rekap",
        "Per tujuan",
        "Manifes",
        "Dinsos Nusa Tenggara Timur",
        "Dinsos Sulawesi Selatan",
    ]
    places = [line[:3] + line[-1:] for line in book["Per tujuan"].iter_rows(min_row=2, values_only=True)]
    assert ("Nusa Tenggara Timur", "Kab. Flores Timur", "Dinas Sosial Provinsi Nusa Tenggara Timur", 1) in places
    assert places[-1] == ("Jumlah", None, None, 4)
    assert sum(int(str(place[-1])) for place in places[:-1]) == 4
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.value is not None]
    assert all(cell.data_type in ("s", "n") for cell in cells)
    assert '=HYPERLINK("x","Siti")' in [cell.value for cell in cells]
    assert len(list(book["Manifes"].iter_rows())) == 5
    printed = book["Manifes"]
    assert (printed.page_setup.orientation, printed.page_setup.fitToWidth, printed.page_setup.fitToHeight) == (
        "landscape", 1, 0,
    )  # fmt: skip
    assert printed.print_title_rows == "$1:$1"
    assert ("outgoing-manifest.xlsx", 1, 4, "KSOP Nunukan") in ask(office, outgoing.prints, view.id)
    said = " ".join(str(cell.value) for cell in cells)
    for word in SEALED:
        assert word.casefold() not in said.casefold(), word


def test_a_departure_may_need_less_than_the_post_asks_for(office: Office, view: DepartureView) -> None:
    other = planned(office, "Bus ke Sebatik")
    ksop = checklist.Wanted("ksop", "Izin KSOP")
    do(office, checklist.tick, view.id, "ksop", Paper(ksop, waived=True, note="lewat darat"))
    assert "Izin KSOP" not in ask(office, checklist.lacking, view.id)
    assert "Izin KSOP" in ask(office, checklist.lacking, other.id)
    shown = {one.wanted.code: one for one in ask(office, checklist.papers, view.id)}
    assert (shown["ksop"].done, shown["ksop"].waived, shown["ksop"].note) == (False, True, "lewat darat")
    do(office, checklist.tick, view.id, "ksop", Paper(ksop, True, "KSOP/12/2026", date(2026, 1, 22), waived=True))
    shown = {one.wanted.code: one for one in ask(office, checklist.papers, view.id)}
    assert (shown["ksop"].done, shown["ksop"].waived) == (True, False)
    do(office, checklist.tick, view.id, "ksop", Paper(ksop))
    assert "Izin KSOP" in ask(office, checklist.lacking, view.id)


def test_papers_needed_are_ticked_and_changed_by_the_post(office: Office, view: DepartureView) -> None:
    usual = ["Surat keterangan jalan", "Rekomendasi KP2MI/BP2MI", "Izin KSOP", "Persetujuan BKK (d/h KKP)"]
    assert ask(office, checklist.lacking, view.id)[:4] == usual
    done = Paper(checklist.Wanted("ksop", "Izin KSOP"), True, "KSOP/12/2026", date(2026, 1, 22))
    do(office, checklist.tick, view.id, "ksop", done)
    assert "Izin KSOP" not in ask(office, checklist.lacking, view.id)
    code = do(office, checklist.ask_for, "Surat dari Satgas")
    assert do(office, checklist.ask_for, "surat dari satgas") == code
    do(office, checklist.ask_for, "Persetujuan BKK", "bkk", active=False)
    assert ask(office, checklist.lacking, view.id) == [*usual[:2], "Surat tugas pendamping", "surat dari satgas"]
    tomorrow = Paper(done.wanted, True, "x", date(2026, 1, 23) + timedelta(days=2))
    for act, given, expected in (
        (checklist.tick, (view.id, "ksop", tomorrow), "document.future"),
        (checklist.tick, (view.id, "mantra", done), "document.unknown"),
        (checklist.ask_for, ("  ",), "document.name"),
    ):
        with pytest.raises(UserError) as caught:
            do(office, act, *given)
        assert caught.value.code == expected


def test_five_hundred_and_fifty_people_are_on_paper(office: Office) -> None:
    stays = landed(office, ship(office), 550)
    for stay in stays[::40]:
        do(office, people.set_need, stay, "kursi_roda", True)
    view = planned(office)
    main = view.main
    assert main is not None
    do(office, plan.put_vehicle, main.id, 1, plan.VehicleDraft("KM Lambelu", 900))
    assigned(office, view.id, stays)
    made = do(office, outgoing.print_manifest, view.id)
    pages = texts(made.pdf())
    assert pages[-1].count("KSOP/agen") >= 1
    said = " ".join(pages)
    assert said.count("A-0") == 550
    given = do(office, workbook.export, view.id, "agen")
    assert load_workbook(BytesIO(workbook.workbook(given)))["Manifes"].max_row == 551
