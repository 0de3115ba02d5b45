"""The printed page read back: wording, counts, list; the same bytes every time; nothing medical; fast enough."""

import re
from datetime import date
from io import BytesIO
from time import process_time
from typing import Any

import pytest
from pypdf import PdfReader

from app.access.office import Office
from app.handover import freezing, service
from app.handover.papers import basis, party
from app.handover.terms import Party
from app.kernel.errors import UserError
from app.printing.draw import render
from app.printing.form import load
from app.printing.preview import pages_as_png
from app.printing.reading import read_codes
from app.reference.enumerations import choices, enumerations
from app.registration import heads
from app.registration.heads import NewHead, Paper, Who
from tests.handover.samples import KIN, draft, drafted, issued
from tests.helpers.office import landed, landed_one

SIZES = {"A4": (595, 842), "F4": (609, 935)}


def pages(pdf: bytes) -> list[str]:
    """The text of every page, spaces made single."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def printed(office: Office, handover_id: str, copy: int | None = None) -> bytes:
    with office.read() as r:
        return freezing.render_pdf(r, handover_id, copy)


@pytest.mark.parametrize("paper", ["A4", "F4"])
@pytest.mark.parametrize("count", [3, 40, 170])
def test_the_page_says_what_was_handed_over(office: Office, paper: str, count: int) -> None:
    made = issued(office, landed(office, None, count), paper=paper)
    pdf = printed(office, made.id)
    file = PdfReader(BytesIO(pdf))
    assert tuple(round(side) for side in file.pages[0].mediabox[2:]) == SIZES[paper]
    text = pages(pdf)
    whole = " ".join(text)
    assert (
        "Pada hari ini Jumat tanggal dua puluh tiga bulan Januari tahun dua ribu dua puluh enam (23-01-2026)" in whole
    )
    assert "pukul 10.15 WITA, bertempat di Rusunawa Nunukan" in whole
    words = {3: "3 (tiga) orang", 40: "40 (empat puluh) orang", 170: "170 (seratus tujuh puluh) orang"}
    assert words[count] in whole
    for said in ("PIHAK PERTAMA", "PIHAK KEDUA", "rangkap 3 (tiga)", "Saksi-saksi", "Mengetahui", "a.n. Bupati Nunukan",
                 "NIP 197003121995031004", "NOMOR : ....", "Peraturan Menteri Sosial Nomor 8 Tahun 2023"):  # fmt: skip
        assert said in whole
    for number, page in enumerate(text, start=1):
        assert f"Halaman {number} dari {len(text)}" in page
        assert made.number in page
    assert {f"A-{number:04d}" for number in range(1, count + 1)} <= set(re.findall(r"A-\d{4}", whole))
    counts = made.counts.by_class()
    assert " ".join(map(str, counts.values())) in whole or sum(counts.values()) == count
    assert file.metadata is not None
    assert not {"Suparman", "Siti"} & set(str(file.metadata).split())


@pytest.mark.parametrize("paper", ["A4", "F4"])
def test_the_code_is_read_from_the_page_at_150_dpi(office: Office, paper: str) -> None:
    made = issued(office, landed(office, None, 40), paper=paper)
    pictures = pages_as_png(printed(office, made.id), 150)
    codes = [code for picture in pictures for code in read_codes(picture)]
    assert len(codes) == 2
    assert len(set(codes)) == 1
    assert codes[0].startswith("PLG1:")


def test_the_same_bytes_every_time_but_for_the_copy(office: Office) -> None:
    made = issued(office, landed(office, None, 12))
    first = printed(office, made.id)
    assert printed(office, made.id) == first
    with office.write("handover.issue") as w:
        service.reprint(w, made.id)
    second = printed(office, made.id)
    assert printed(office, made.id, copy=1) == first
    assert second != first
    assert [page.replace(" · salinan ke-2", "") for page in pages(second)] == pages(first)
    assert all("salinan ke-2" in page for page in pages(second))


def test_a_draft_and_a_void_paper_say_so(office: Office) -> None:
    stays = landed(office, None, 2)
    handover_id = drafted(office, stays)
    draft_page = printed(office, handover_id)
    assert "DRAF" in pages(draft_page)[0]
    assert read_codes(draft_page) == []
    with office.write("handover.issue") as w:
        service.issue(w, handover_id)
    with office.write("handover.void") as w:
        service.void(w, handover_id, "salah provinsi")
    assert all("BATAL" in page for page in pages(printed(office, handover_id)))


def test_the_list_is_sorted_by_home_with_families_together(office: Office) -> None:
    """R22 Ps. 7(1)b; an infant stands under its mother."""
    mother = landed_one(office, Who("Zubaidah", sex="P", age=25, destination_code="73.08.18.1001"))
    with office.write("registration.born") as w:
        infant = heads.born(w, mother, Who(sex="P", destination_code="73.08.18.1001", age=0, age_months=2)).id
    other = landed_one(office, Who("Ahmad", sex="L", age=30, destination_code="73.08.18.1001"))
    east = landed_one(office, Who("Aaron", sex="L", age=30, destination_code="53.06.10.2006"))
    made = issued(office, [infant, other, mother, east])
    with office.read() as r:
        people = [(head.position, head.line) for head in freezing.heads_of_paper(r, made.id)]
    named = [(number, line["name"], line["age"]) for number, line in people if line]
    assert named == [(1, "Aaron", "30"), (2, "Ahmad", "30"), (3, "Zubaidah", "25"), (4, "Bayi Ny. Zubaidah", "2 bln")]


def test_workers_and_family_are_counted_apart(office: Office) -> None:
    worker = landed_one(office, Who("Sulaiman", sex="L", age=30))
    wife = landed_one(office, Who("Kamaria", sex="P", age=28, category="family"))
    child = landed_one(office, Who("Rizky", sex="L", age=4, category="family"))
    text = " ".join(pages(printed(office, issued(office, [worker, wife, child]).id)))
    assert "Pekerja Migran Indonesia 1 0 0 0 1 Anggota keluarga 0 1 1 0 2 Jumlah 1 1 1 0 3" in text
    assert "anak (1 sampai 17 tahun): 1 orang" in text


def test_nothing_medical_and_no_case_is_printed(office: Office) -> None:
    """Vulnerable groups are numbers of neutral groups; no word of a sensitive list stands on the paper."""
    stays = landed(office, None, 30)
    whole = " ".join(pages(printed(office, issued(office, stays).id))).casefold()
    words = [
        one.indonesian.casefold()
        for name in enumerations()
        for one in choices(name)
        if one.sensitive and one.code not in ("lainnya", "deportasi", "sedang", "rendah", "tinggi", "isolasi")
    ]
    assert len(words) > 30
    assert [word for word in words if re.search(rf"\b{re.escape(word)}\b", whole)] == []


def test_foreigners_are_listed_with_what_they_are_thought_to_be(office: Office) -> None:
    who = Who("Rodrigo Santos", sex="L", age=40, nationality="wna", nationality_country="Filipina",
              papers=(Paper("identitas_wna", "P123"),))  # fmt: skip
    made = issued(
        office, [landed_one(office, who)], kind="imigrasi", receiver=Party(institution="Kantor Imigrasi Nunukan")
    )
    text = " ".join(pages(printed(office, made.id)))
    assert "ORANG YANG DIDUGA BERKEWARGANEGARAAN ASING" in text
    assert "Filipina" in text
    assert "Orang yang diduga WNA 1 0 0 0 1" in text


def test_bodies_go_to_heirs_with_their_own_wording(office: Office) -> None:
    body = landed_one(office, Who("Almarhum Basri", sex="L", age=50), NewHead(head_class="LD", body=True))
    text = " ".join(pages(printed(office, issued(office, [body], kind="ahli_waris", receiver=KIN).id)))
    assert "JENAZAH PEKERJA MIGRAN INDONESIA KEPADA AHLI WARIS" in text
    assert "Hubungan keluarga : ayah" in text
    assert "cap jempol" in text


def test_an_unnamed_receiver_is_left_to_be_written(office: Office) -> None:
    receiver = Party(institution="Dinas Sosial Provinsi Sulawesi Selatan")
    text = " ".join(pages(printed(office, issued(office, landed(office, None, 1), receiver=receiver).id)))
    assert "2. Nama : ......" in text


def test_reason_for_unknown_sex_is_printed(office: Office) -> None:
    stay = landed_one(office, Who("Nur"), NewHead(head_class=None))
    made = issued(office, [stay], unknown_reason="menunggu petugas perempuan")
    text = " ".join(pages(printed(office, made.id)))
    assert "Belum diketahui" in text
    assert "Jenis kelamin atau umur 1 orang belum diketahui: menunggu petugas perempuan." in text


def test_a_list_changed_behind_our_back_is_not_printed(office: Office) -> None:
    made = issued(office, landed(office, None, 2))
    with office.read() as r:
        head = freezing.heads_of_paper(r, made.id)[0]
    with office.write("tamper") as w:
        w.update(head, line={**(head.line or {}), "name": "Orang Lain"})
    with pytest.raises(UserError, match=r"bast\.list_changed"):
        printed(office, made.id)


def test_acting_officers_are_named_as_the_rules_of_style_ask() -> None:
    assert party(Party("A", position="Sekretaris", acting="u.b.", superior="Kepala Dinas"))["acting"] == "a.n."
    assert "acting" not in party(Party("A", position="Sekretaris", acting="a.n."))
    assert party(Party("A", acting="Plt."))["acting"] == "Plt."


def test_legal_basis_is_what_is_in_force_on_the_day() -> None:
    assert basis("provinsi", date(2024, 5, 1)) == ["Peraturan Menteri Sosial Nomor 8 Tahun 2023."]
    assert basis("keluarga", date(2026, 1, 23)) == [
        "Peraturan Menteri Pelindungan Pekerja Migran Indonesia Nomor 32 Tahun 2025;",
        "Peraturan Menteri Sosial Nomor 8 Tahun 2023.",
    ]


def test_350_people_are_issued_and_drawn_within_a_second_and_a_half(office: Office) -> None:
    stays = landed(office, None, 350)
    handover_id = drafted(office, stays)
    start = process_time()
    with office.write("handover.issue") as w:
        service.issue(w, handover_id)
    printed(office, handover_id)
    assert process_time() - start <= 1.5


def test_preview_needs_no_kept_draft(office: Office) -> None:
    stays = landed(office, None, 2)
    with office.read() as r:
        sheet = freezing.preview(r, draft(stays))
    assert "2 (dua) orang" in " ".join(pages(sheet.pdf()))


@pytest.mark.parametrize("paper", ["A4", "F4"])
@pytest.mark.parametrize("witnesses", [0, 2, 4])
def test_signatures_stand_under_the_closing_line_with_their_witnesses(paper: Any, witnesses: int) -> None:
    form = load("bast", 1)
    values = {field.name: field.sample for field in form.fields}
    known = values["witnesses"]
    assert isinstance(known, list)
    values["witnesses"] = [known[number % 2] for number in range(witnesses)]
    pages = [page.extract_text() for page in PdfReader(BytesIO(render(form, values, paper))).pages]
    (signed,) = [page for page in pages if "Mengetahui:" in page]
    assert "Demikian Berita Acara" in signed
    assert "Yang Menyerahkan," in signed
    assert ("Saksi-saksi" in signed) == bool(witnesses)
