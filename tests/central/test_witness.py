"""History rewritten on a desk is contradicted by what the centre signed."""

from pathlib import Path

from sqlalchemy import delete, update

from app.access.office import Office
from app.central.centre import Centre
from app.central.ingesting import ingest
from app.store.guard import STORE
from app.store.journal import journal, tail
from app.sync import doctor, witness
from app.sync.reading import read_bundle
from app.sync.writing import write_bundle
from tests.sync.desks import Site
from tests.sync.test_exchange import arrive


def acknowledged(site: Site, centre: Centre) -> Office:
    arrive(site.first, "Siti")
    found = ingest(centre, write_bundle(site.first, site.stick).files[0].path).bundles[0]
    read_bundle(site.first, Path(found.receipt))
    return site.first


def last_seq(office: Office) -> int:
    author = office.vault("general").author
    assert author is not None
    with office.vault("general").engine.connect() as connection:
        return tail(connection, author.device_id, author.epoch)[0]


def test_chains_agree_after_a_receipt(site: Site, centre: Centre) -> None:
    office = acknowledged(site, centre)
    arrive(office, "Udin")
    found = witness.compare(office)
    assert (found.agreeing, found.contradicted, found.lost) == (1, (), ())
    assert next(one for one in doctor.check_up(office).findings if one.about == "witness").good


def test_rewritten_history_is_contradicted(site: Site, centre: Centre) -> None:
    office = acknowledged(site, centre)
    changed = update(journal).where(journal.c.seq == last_seq(office)).values(digest="ab" * 32)
    with office.vault("general").connect_writing() as connection:
        connection.execute(changed, execution_options=STORE)
    assert len(witness.compare(office).contradicted) == 1
    assert not next(one for one in doctor.check_up(office).findings if one.about == "witness").good


def test_lost_end_of_a_chain_is_noticed(site: Site, centre: Centre) -> None:
    office = acknowledged(site, centre)
    gone = delete(journal).where(journal.c.seq == last_seq(office))
    with office.vault("general").connect_writing() as connection:
        connection.execute(gone, execution_options=STORE)
    assert len(witness.compare(office).lost) == 1
