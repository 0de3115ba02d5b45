"""A photo on a person's page: kept, replaced, taken away, refused; nothing of it is forgotten."""

import pytest
from sqlmodel import select

from app.access.office import Office
from app.kernel.errors import UserError
from app.registration import heads, interview, photos
from app.registration.page import page
from app.registration.photos import PhotoView
from app.registration.records import PersonPhoto
from app.store.work import Actor
from tests.helpers.offices import EVENING
from tests.registration.people_made import SHIP, read, register, write

ONE, TWO = "1" * 64, "2" * 64


def seen(office: Office, person: str, stay: str) -> PhotoView:
    return read(office, lambda r: photos.photo_of(r, person, [stay]))


def test_a_photo_is_replaced_and_the_first_one_stays_in_the_history(office: Office) -> None:
    who = register(office, "Siti")
    assert seen(office, who.person_id, who.stay_id) == PhotoView()
    write(office, lambda w: photos.keep(w, who.stay_id, ONE))
    write(office, lambda w: photos.keep(w, who.stay_id, TWO))
    assert seen(office, who.person_id, who.stay_id) == PhotoView(TWO)
    rows = read(office, lambda r: r.all(select(PersonPhoto)))
    assert sorted((row.digest[0], row.void_reason) for row in rows) == [("1", "diganti foto baru"), ("2", None)]
    told = read(office, lambda r: page(r, who.stay_id, EVENING.date()))
    assert told is not None
    assert [entry.text for entry in told.timeline].count("Foto") == 2


def test_the_same_photo_twice_is_one(office: Office) -> None:
    who = register(office, "Siti")
    for _time in range(2):
        write(office, lambda w: photos.keep(w, who.stay_id, ONE))
    assert len(read(office, lambda r: r.all(select(PersonPhoto)))) == 1


def test_a_photo_taken_away_is_shown_no_more(office: Office) -> None:
    who = register(office, "Siti")
    write(office, lambda w: photos.keep(w, who.stay_id, ONE))
    write(office, lambda w: photos.remove(w, who.stay_id, "foto orang lain"))
    assert seen(office, who.person_id, who.stay_id) == PhotoView()
    assert read(office, lambda r: photos.photos_of(r, [who.person_id])) == {}
    with pytest.raises(UserError, match=r"photo\.none"):
        write(office, lambda w: photos.remove(w, who.stay_id, "lagi"))


def test_refusing_has_a_reason_and_takes_the_photo_away(office: Office) -> None:
    who = register(office, "Siti")
    write(office, lambda w: photos.keep(w, who.stay_id, ONE))
    with pytest.raises(UserError, match=r"reason\.empty"):
        write(office, lambda w: photos.refuse(w, who.stay_id, "  "))
    write(office, lambda w: photos.refuse(w, who.stay_id, "takut disebarkan"))
    assert seen(office, who.person_id, who.stay_id) == PhotoView(refused="takut disebarkan")
    assert read(office, lambda r: interview.refused(r, [who.stay_id], interview.PHOTO)) == {who.stay_id}
    write(office, lambda w: photos.keep(w, who.stay_id, TWO))
    assert seen(office, who.person_id, who.stay_id) == PhotoView(TWO)
    assert read(office, lambda r: interview.refused(r, [who.stay_id], interview.PHOTO)) == set()


def test_a_child_agrees_through_a_guardian(office: Office) -> None:
    child = register(office, "Andi", "AL", birth_date=EVENING.date().replace(year=2018))
    warned = write(office, lambda w: photos.keep(w, child.stay_id, ONE))
    assert [finding.code for finding in warned] == ["consent.guardian"]
    assert write(office, lambda w: photos.keep(w, child.stay_id, ONE, "Halimah, ibu")) == ()


def test_a_card_without_a_name_has_no_photo(office: Office) -> None:
    stay = write(office, lambda w: heads.hand_card(w, SHIP, "171", "LD").id)
    with pytest.raises(UserError, match=r"photo\.nameless"):
        write(office, lambda w: photos.keep(w, stay, ONE))


def test_logistics_and_health_do_not_take_photos(office: Office) -> None:
    who = register(office, "Siti")
    for role in ("logistik", "kesehatan"):
        office.actor = Actor("x" * 32, "Tamu", frozenset({role}))
        with pytest.raises(UserError, match=r"access\.denied"):
            write(office, lambda w: photos.keep(w, who.stay_id, ONE))


def test_another_photo_keeps_who_agreed_for_the_child(office: Office) -> None:
    child = register(office, "Nur", birth_date=None, age=7).stay_id
    write(office, lambda w: photos.keep(w, child, "a" * 64, "Bu Ani"))
    assert write(office, lambda w: photos.keep(w, child, "b" * 64)) == ()
    answers = read(office, lambda r: interview.told(r, child).answers)
    assert [answer.guardian for answer in answers] == ["Bu Ani"]
