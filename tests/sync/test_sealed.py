"""Health entries travel through desks that cannot open them, also to a desk that joined later."""

from app.access.office import Office
from app.access.sealing import queue_sealed_now
from app.store import journal
from app.store.base import instant_text
from app.sync.outstanding import outstanding
from app.sync.reading import open_inbox
from tests.sync.desks import Site, send


def write_health(office: Office, action: str) -> None:
    """An entry in the health vault, signed like any other; this version has no health tables yet."""
    vault = office.vault("health")
    author = vault.author
    assert author is not None
    with vault.connect_writing() as connection:
        seq, prev = journal.tail(connection, author.device_id, author.epoch)
        write = f"{int(office.clock.now().timestamp() * 1000) << 16 | seq + 1:016x}{'ab' * 8}"
        unsigned = journal.Entry(
            "health", author.site_id, author.device_id, author.epoch, seq + 1, write,
            instant_text(office.clock.now()), 480, journal.SCHEMA, office.actor.user_id, action, (), prev,
        )  # fmt: skip
        journal.append(connection, [(journal.signed(unsigned, author.sign), "")])
    queue_sealed_now(office)


def health_of(office: Office) -> list[str]:
    with office.vault("health").engine.connect() as connection:
        return [entry.action for entry in journal.all_entries(connection, "health")]


def test_health_entries_pass_through_a_desk_that_cannot_open_them(site: Site) -> None:
    courier = site.second("Budi")
    third = site.second("Tuti")
    send(third, courier, site.stick)  # so that the courier knows the third desk
    nurse = site.nurse(site.first)
    write_health(nurse, "health.screen")
    report = send(nurse, courier, site.stick)[0]
    assert (report.taken.received.fresh, set(report.taken.merged)) == (1, {"general"})
    send(courier, third, site.folder)
    other_nurse = site.nurse(third)
    assert health_of(other_nurse) == []  # it waits sealed in the inbox
    assert open_inbox(other_nurse) == 1
    assert health_of(other_nurse) == ["health.screen"]
    assert open_inbox(other_nurse) == 0


def test_desk_admitted_later_gets_earlier_health_entries_sealed_anew(site: Site) -> None:
    nurse = site.nurse(site.first)
    write_health(nurse, "health.screen")
    write_health(nurse, "health.visit")
    site.again(nurse, "siti")
    second = site.second()
    send(site.first, second, site.stick)
    second_nurse = site.nurse(second)
    send(second_nurse, site.first, site.stick)
    assert health_of(second_nurse) == []  # sealed before this desk was known
    assert outstanding(site.first).peers[0].entries == 2
    again = site.again(site.first, "rahma")  # the nurse comes back and seals to the second desk too
    send(again, second_nurse, site.stick)
    assert health_of(second_nurse) == ["health.screen", "health.visit"]
    send(second_nurse, again, site.stick)
    assert outstanding(again).peers[0].entries == 0
