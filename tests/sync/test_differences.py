"""*Beda data*: both values with who and where, settled once, and the settling travels."""

from datetime import timedelta

from app.access.office import Office
from app.kernel.clock import FixedClock
from app.registration.records import Person, Stay
from app.sync.differences import count_differences, differences, settle
from tests.helpers.offices import EVENING
from tests.sync.desks import Site, send
from tests.sync.test_exchange import arrive, content


def person_of(office: Office, stay_id: str) -> str:
    with office.read() as r:
        return r.need(Stay, stay_id).person_id or ""


def rename(office: Office, person_id: str, name: str) -> None:
    with office.write("registration.change") as w:
        w.update(w.need(Person, person_id), name=name)


def apart(site: Site) -> tuple[Office, str]:
    """Two desks gave one person two names."""
    second = site.second()
    person = person_of(site.first, arrive(site.first, "Siti"))
    send(site.first, second, site.stick)
    rename(site.first, person, "Siti Rahma")
    second.vault("general").clock = FixedClock(EVENING + timedelta(minutes=1))  # the later one is shown
    rename(second, person, "Siti Rahmah")
    report = send(site.first, second, site.stick)[0]
    assert report.new_differences == 1
    send(second, site.first, site.stick)
    return second, person


def test_both_values_are_shown_with_who_and_where(site: Site) -> None:
    second, person = apart(site)
    for office in (site.first, second):
        found = differences(office)[0]
        assert (found.vault, found.table_label, found.row_id, found.field_label) == (
            "general",
            "Orang",
            person,
            "nama",
        )
        said = {value.value: (value.who, value.desk) for value in found.values}
        assert said == {
            "Siti Rahma": ("Siti Aminah", "A (Loket A)"),
            "Siti Rahmah": ("Budi", f"{second.device.letter} ({second.device.name})"),
        }
        assert [value.value for value in found.values if value.shown] == ["Siti Rahmah"]


def test_settling_holds_everywhere(site: Site) -> None:
    second, person = apart(site)
    with site.first.write("sync.settle") as w:
        settle(w, "person", person, "name", "Siti Rahma")
    send(site.first, second, site.stick)
    assert count_differences(second) == count_differences(site.first) == 0
    with second.read() as r:
        assert r.need(Person, person).name == "Siti Rahma"
    send(second, site.first, site.stick)
    assert content(second) == content(site.first)


def test_void_against_an_edit_is_listed_and_either_way_settled(site: Site) -> None:
    for keep in (True, False):
        second = site.second(f"Desk{keep}")
        person = person_of(site.first, arrive(site.first, "Udin"))
        send(site.first, second, site.stick)
        with site.first.write("registration.void") as w:
            w.void(w.need(Person, person), "ganda")
        rename(second, person, "Udin Abdullah")
        send(second, site.first, site.stick)
        found = [one for one in differences(site.first) if one.row_id == person]
        assert [(one.field, one.is_void) for one in found] == [("void_reason", True)]
        with site.first.write("sync.settle") as w:
            settle(w, "person", person, "void_reason", None if keep else "ganda")
        assert [one for one in differences(site.first) if one.row_id == person] == []
        send(site.first, second, site.stick)
        with second.read() as r:
            row = r.need(Person, person)
        assert (row.name, row.void_reason) == ("Udin Abdullah", None if keep else "ganda")
        assert [one for one in differences(second) if one.row_id == person] == []
