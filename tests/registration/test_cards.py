"""Named cards: printed with photo and code, replaced when lost, and an old code that says what it is."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from app.access.office import Office
from app.kernel.errors import UserError
from app.printing.codes import check_token
from app.printing.reading import read_codes
from app.registration import cards, families, heads, idcards, photos, pictures, sheets
from app.registration.cards import SeenCard
from app.registration.idcards import Faces, Kind
from app.registration.pictures import Picture
from app.registration.search import CARD, OLD_CARD, search
from app.store import direct
from tests.helpers.offices import EVENING
from tests.registration.people_made import LATER_SHIP, SHIP, read, register, write

SHIPS = {SHIP: "KM Purnama Ekspres, 23-01-2026"}


def issued(office: Office, *stays: str) -> Faces:
    return write(office, lambda w: idcards.issue(w, stays))


def pdf(faces: Faces, kind: Kind = "id-card", photo: bytes | None = None, paper: str = "A4") -> bytes:
    return faces.sheet(kind, SHIPS, lambda _digest: photo, paper).pdf()


def text(document: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(document)).pages)


def green() -> bytes:
    return pictures.portrait(Picture(480, 640, b"\x10\xc0\x20" * (480 * 640)))


@pytest.mark.parametrize("kind", ["id-card", "wristband"])
@pytest.mark.parametrize("paper", ["A4", "F4"])
def test_cards_say_who_and_their_codes_read_back(office: Office, kind: Kind, paper: str) -> None:
    names = ["Siti Nurhaliza binti Haji Abdul Karim Abdullah Sani Daeng Mattola", "Djoemadi", *"ABCDEFGHIJ"]
    stays = [register(office, name).stay_id for name in names]
    faces = issued(office, *stays)
    document = pdf(faces, kind, paper=paper)
    said = text(document)
    for part in ("Siti Nurhaliza binti Haji", "Mattola", "Djoemadi", "LD", "KM Purnama Ekspres", "A-0001", "A-0012"):
        assert part in said
    tokens = read_codes(document)
    assert len(PdfReader(BytesIO(document)).pages) == 2
    assert sorted(tokens) == sorted(face.token for face in faces.cards)
    assert all(check_token(token) for token in tokens)
    for face in faces.cards:
        found = read(office, lambda r, face=face: cards.look_up(r, face.token))  # type: ignore[misc]
        assert found == SeenCard(face.number, face.stay_id)


def test_the_code_holds_nothing_of_the_person(office: Office) -> None:
    who = register(office, "Siti", nik="6403014107900002", sex="P", birth_date=datetime(1990, 7, 1, tzinfo=UTC).date())
    token = read_codes(pdf(issued(office, who.stay_id)))[0]
    assert token.isalnum()
    assert len(token) == 14
    assert who.stay_id.upper() not in token
    metadata = PdfReader(BytesIO(pdf(issued(office, who.stay_id)))).metadata
    assert "Siti" not in str(metadata)


def test_the_photo_stands_on_the_card_and_one_not_arrived_leaves_its_frame(office: Office) -> None:
    who = register(office, "Siti")
    write(office, lambda w: photos.keep(w, who.stay_id, "a" * 64))
    faces = issued(office, who.stay_id)
    with_photo, without = PdfReader(BytesIO(pdf(faces, photo=green()))), PdfReader(BytesIO(pdf(faces)))
    assert [image.image.getpixel((9, 9))[1] > 150 for image in with_photo.pages[0].images] == [True]  # type: ignore[index,union-attr]
    assert isinstance(with_photo.pages[0].images[0].image, Image.Image)
    assert list(without.pages[0].images) == []


def test_a_card_of_the_stock_keeps_its_number_and_code(office: Office) -> None:
    number = write(office, lambda w: sheets.print_cards(w, 1)).first
    stay = register(office, "Siti").stay_id
    write(office, lambda w: cards.give(w, heads.stay_of(w, stay), number))
    face = issued(office, stay).cards[0]
    assert (face.number, read(office, lambda r: cards.token_of(r, number))) == (number, face.token)
    assert issued(office, stay).cards[0] == face


def test_a_number_written_by_hand_is_exchanged(office: Office) -> None:
    stay = write(office, lambda w: heads.hand_card(w, SHIP, "171", "LD").id)
    write(office, lambda w: heads.bind(w, stay, heads.Who("Udin", sex="L")))
    face = issued(office, stay).cards[0]
    assert face.number == "A-0001"
    old = read(office, lambda r: cards.look_up(r, "171"))
    assert old is not None
    assert (old.stay_id, old.now, old.kind) == (stay, "A-0001", "kartu_cetak")


def test_a_number_somebody_wrote_by_hand_is_not_printed_again(office: Office) -> None:
    write(office, lambda w: heads.hand_card(w, SHIP, "A-0001", "LD"))
    assert write(office, lambda w: sheets.print_cards(w, 2)).last == "A-0003"


def test_a_family_and_a_ship(office: Office) -> None:
    father, mother = register(office, "Baso"), register(office, "Halimah", sex="P")
    other = register(office, "Tomi", ship=LATER_SHIP)
    write(office, lambda w: families.link_to(w, mother.person_id, father.person_id, "istri"))
    write(office, lambda w: heads.hand_card(w, SHIP, "9", "LD"))
    family = read(office, lambda r: idcards.family_stays(r, mother.person_id))
    assert set(family) == {father.stay_id, mother.stay_id}
    assert set(read(office, lambda r: idcards.ship_stays(r, SHIP))) == set(family)
    assert other.stay_id not in family
    assert read(office, lambda r: idcards.family_stays(r, other.person_id)) == []


def test_a_lost_card_is_replaced_and_the_old_code_says_so(office: Office) -> None:
    stay = register(office, "Siti").stay_id
    old = issued(office, stay).cards[0]
    office.clock.instant = EVENING + timedelta(minutes=5)  # type: ignore[attr-defined]
    number = write(office, lambda w: idcards.replace(w, stay, "hilang", "jatuh ke laut"))
    assert number == "A-0002"
    found = read(office, lambda r: cards.look_up(r, old.token))
    assert found is not None
    assert (found.stay_id, found.kind, found.now) == (stay, "hilang", "A-0002")
    assert found.told("WITA") == "kartu lama A-0001, diganti pada 23-01-2026 21.15"
    new = issued(office, stay).cards[0]
    assert (new.number, new.token != old.token) == ("A-0002", True)
    assert read(office, lambda r: cards.look_up(r, new.token)) == SeenCard("A-0002", stay)
    hits = read(office, lambda r: [(hit.fit, hit.why) for hit in search(r, old.token)])
    assert hits == [(OLD_CARD, "kartu lama")]
    assert [hit.fit for hit in read(office, lambda r: search(r, new.token))] == [CARD]


def test_an_old_card_is_given_to_nobody(office: Office) -> None:
    stay, other = register(office, "Siti").stay_id, register(office, "Udin").stay_id
    issued(office, stay)
    write(office, lambda w: idcards.replace(w, stay, "hilang"))
    with pytest.raises(UserError, match=r"card\.ended") as refused:
        write(office, lambda w: cards.give(w, heads.stay_of(w, other), "A-0001"))
    assert "kartu lama A-0001, diganti pada 23-01-2026 21.10" in refused.value.text
    with pytest.raises(UserError, match=r"card\.ended"):
        write(office, lambda w: heads.hand_card(w, SHIP, "A-0001", "LD"))


def test_a_lost_card_without_a_new_one(office: Office) -> None:
    stay = register(office, "Siti").stay_id
    old = issued(office, stay).cards[0]
    write(office, lambda w: idcards.lose(w, stay, "hilang"))
    found = read(office, lambda r: cards.look_up(r, old.number))
    assert found is not None
    assert (found.now, found.told("WITA")) == (None, "kartu lama A-0001, tidak berlaku sejak 23-01-2026 21.10")
    with pytest.raises(UserError, match=r"card\.none"):
        write(office, lambda w: idcards.lose(w, stay, "hilang"))


def test_a_replacement_out_of_the_stock(office: Office) -> None:
    stay = register(office, "Siti").stay_id
    issued(office, stay)
    stock = write(office, lambda w: sheets.print_cards(w, 1)).first
    token = read(office, lambda r: cards.token_of(r, stock))
    assert write(office, lambda w: idcards.replace(w, stay, "rusak", number=token)) == stock
    assert read(office, lambda r: cards.look_up(r, token or "")) == SeenCard(stock, stay)
    with pytest.raises(UserError, match=r"card\.same"):
        write(office, lambda w: idcards.replace(w, stay, "rusak", number=stock))


def test_a_taken_card_is_no_replacement_and_the_old_one_stays(office: Office) -> None:
    stay, other = register(office, "Siti").stay_id, register(office, "Udin").stay_id
    issued(office, stay, other)
    with pytest.raises(UserError, match=r"card\.taken"):
        write(office, lambda w: idcards.replace(w, stay, "rusak", number="A-0002"))
    assert read(office, lambda r: cards.look_up(r, "A-0001")) == SeenCard("A-0001", stay)


def test_what_cannot_be_done(office: Office) -> None:
    stay = register(office, "Siti").stay_id
    unnamed = write(office, lambda w: heads.hand_card(w, SHIP, "7", "LD").id)
    with pytest.raises(UserError, match=r"card\.nobody"):
        issued(office, unnamed)
    with pytest.raises(UserError, match=r"choice\.unknown"):
        write(office, lambda w: idcards.replace(w, stay, "dimakan anjing"))
    with pytest.raises(UserError, match=r"card\.count"):
        write(office, lambda w: sheets.print_cards(w, 0))


def test_a_free_card_and_no_card_at_all(office: Office) -> None:
    number = write(office, lambda w: sheets.print_cards(w, 1)).first
    assert read(office, lambda r: cards.look_up(r, number)) == SeenCard(number)
    for nothing in ("", "ZZZZZZZZZZZZZZ", "A-9999"):
        assert read(office, lambda r, it=nothing: cards.look_up(r, it)) is None  # type: ignore[misc]


def test_a_printed_card_that_was_lost_is_given_out_on_no_ship(office: Office) -> None:
    lost, other = register(office, "Djoemadi").stay_id, register(office, "Rusli", ship=LATER_SHIP).stay_id
    face = issued(office, lost).cards[0]
    write(office, lambda w: idcards.lose(w, lost, "hilang"))
    with pytest.raises(UserError) as refused:
        write(office, lambda w: cards.give(w, heads.stay_of(w, other), face.number))
    assert refused.value.code == "card.ended"


def test_a_number_written_by_hand_ends_on_its_own_ship(office: Office) -> None:
    lost, other = register(office, "Djoemadi").stay_id, register(office, "Rusli", ship=LATER_SHIP).stay_id
    write(office, lambda w: cards.give(w, heads.stay_of(w, lost), "12"))
    write(office, lambda w: idcards.lose(w, lost, "hilang"))
    write(office, lambda w: cards.give(w, heads.stay_of(w, other), "12"))
    assert read(office, lambda r: heads.stay_of(r, other).card_number) == "12"


def test_a_sheet_for_a_ship_is_written_at_once(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    stays = [register(office, f"Orang {number}").stay_id for number in range(40)]
    for number, stay in enumerate(stays[:20]):
        write(office, lambda w, stay=stay, number=number: cards.give(w, heads.stay_of(w, stay), f"{number:03d}"))  # type: ignore[misc]
    ran: list[str] = []
    whole = direct.run

    def counted(*given: Any, **named: Any) -> Any:
        ran.append(given[1])
        return whole(*given, **named)

    monkeypatch.setattr(direct, "run", counted)
    faces = issued(office, *stays)
    assert len(ran) <= 40 * 4
    assert [face.stay_id for face in faces.cards] == stays
    assert len({face.number for face in faces.cards}) == 40
    for place, face in enumerate(faces.cards):
        assert read(office, lambda r, face=face: cards.look_up(r, face.token)) == SeenCard(face.number, stays[place])  # type: ignore[misc]
    old = read(office, lambda r: cards.look_up(r, "007"))
    assert old is not None
    assert (old.stay_id, old.kind, old.now) == (stays[7], "kartu_cetak", faces.cards[7].number)
    ran.clear()
    assert issued(office, *stays) == faces
    assert len(ran) <= 20
