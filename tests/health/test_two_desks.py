"""Two health desks and a courier who cannot open what he carries: entries, needs and the trail meet, once each."""

from datetime import date

from app.access.office import Office
from app.health import care, page, screening, trail
from app.health.care import IsolationDraft
from app.health.screening import ScreeningDraft
from app.registration.counts import heads_of
from app.registration.heads import Who, bind, hand_card
from app.sync.reading import open_inbox
from tests.health.two_desks import landed_at
from tests.helpers.office import ship
from tests.sync.desks import Site, send

TODAY = date(2026, 1, 23)


def kinds(office: Office, stay: str) -> list[str]:
    return sorted(event.kind for event in page.page(office, stay).events)


def needs_at(office: Office, stay: str) -> set[str]:
    with office.read() as r:
        return set(heads_of(r, [stay])[0].needs)


def test_entries_travel_sealed_through_a_desk_without_a_holder(site: Site) -> None:
    courier, third = site.second("Budi"), site.second("Tuti")
    send(third, courier, site.stick)
    stays = landed_at(site.first)
    nurse = site.nurse(site.first)
    screening.screen(nurse, ScreeningDraft(stays["man"], "isolasi", findings=("cacar_mpox",)))
    send(nurse, courier, site.stick)
    assert set(courier.vaults) == {"general"}
    assert needs_at(courier, stays["man"]) == {"kamar_sendiri", "tunda_berangkat"}
    send(courier, third, site.folder)
    other = site.nurse(third)
    open_inbox(other)
    assert kinds(other, stays["man"]) == ["screening"]
    assert page.page(other, stays["man"]).events[0].lines == ("Cacar/mpox (suspek)",)
    assert screening.queue(other).open == 1


def test_two_desks_that_isolate_the_same_person_make_one_isolation(site: Site) -> None:
    second = site.second()
    stays = landed_at(site.first)
    send(site.first, second, site.stick)
    one = site.nurse(site.first)
    two = site.nurse(second)
    send(two, one, site.stick)
    draft = IsolationDraft(stays["man"], TODAY, ("cacar_mpox",), "kamar 401")
    assert care.isolate(one, draft) == care.isolate(two, draft)
    page.page(two, stays["man"])
    screening.screen(two, ScreeningDraft(stays["man"], "isolasi"))
    send(one, two, site.stick)
    again = site.again(two, "rahma")
    send(again, one, site.stick)
    back = site.again(one, "rahma")
    for office in (back, again):
        assert kinds(office, stays["man"]) == ["isolation", "screening"]
        assert needs_at(office, stays["man"]) == {"kamar_sendiri", "tunda_berangkat"}
    assert {noted.desk for noted in trail.noted(back)} == {one.device.letter, two.device.letter}


def test_a_card_screened_here_and_named_at_another_desk_is_one_person(site: Site) -> None:
    second = site.second()
    batch = ship(site.first)
    with site.first.write("registration.card") as w:
        card = hand_card(w, batch, "171", "PD").id
    send(site.first, second, site.stick)
    nurse = site.nurse(second)
    screening.screen(nurse, ScreeningDraft(card, "isolasi", findings=("cacar_mpox",)))
    with site.first.write("registration.bind") as w:
        bind(w, card, Who(name="Siti Halimah", sex="P", age=27))
    send(site.first, nurse, site.stick)
    found = page.page(nurse, card)
    assert (found.head.display, found.latest and found.latest.verdict) == ("Siti Halimah", "isolasi")
    assert [line.head.display for line in screening.queue(nurse).lines] == ["Siti Halimah"]
    send(nurse, site.first, site.stick)
    assert needs_at(site.first, card) == {"kamar_sendiri", "tunda_berangkat"}
    assert set(site.first.vaults) == {"general"}
