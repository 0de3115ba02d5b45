"""Two desks and a stick: everything arrives once, and is acknowledged by what comes back."""

from dataclasses import replace

from sqlmodel import select

from app.access.office import Office
from app.access.sites import update_site
from app.registration import heads
from app.registration.heads import NewHead, Who
from app.registration.records import Person
from app.store.rebuild import content_digest
from app.sync.outstanding import outstanding
from tests.sync.desks import Site, send


def arrive(office: Office, name: str) -> str:
    with office.write("registration.arrive") as w:
        return heads.arrive(w, NewHead(head_class="LD"), Who(name, sex="L")).id


def people(office: Office) -> list[str]:
    with office.read() as r:
        return sorted(person.name for person in r.all(select(Person)))


def content(office: Office) -> str:
    with office.read() as r:
        return content_digest(r.connection, "general")


def test_second_desk_exchanges_until_nothing_is_outstanding(site: Site) -> None:
    second = site.second()
    arrive(site.first, "Siti Rahma")
    arrive(second, "Udin")
    assert send(site.first, second, site.stick)[0].taken.applied > 0
    assert send(second, site.first, site.stick)[0].taken.applied > 0
    assert people(site.first) == people(second) == ["Siti Rahma", "Udin"]
    assert content(site.first) == content(second)
    assert outstanding(second).peers[0].entries > 0  # nothing came back to the second desk yet
    send(site.first, second, site.stick)
    assert outstanding(second).peers[0].entries == 0
    assert outstanding(site.first).peers[0].entries == 0


def test_another_zone_is_spoken_at_every_desk_once_it_arrived(site: Site) -> None:
    second = site.second()
    send(second, site.first, site.stick)
    send(site.first, second, site.stick)
    update_site(site.first, replace(site.first.site, zone="WIB"))
    send(site.first, second, site.stick)
    with second.write("test.zone") as w:
        assert (w.zone, second.desk.zone, second.site.zone) == ("WIB", "WIB", "WIB")
    arrive(second, "Udin")
    send(second, site.first, site.stick)
    assert people(site.first) == ["Udin"]
