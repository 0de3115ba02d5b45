"""Desk → bundle → centre → receipt → nothing outstanding; and what is refused."""

import shutil
import subprocess
import tarfile
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from app.central.centre import Centre, init, open_centre
from app.central.enrolling import enroll
from app.central.ingesting import ingest, put, work
from app.central.status import people_of, status
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.registration import heads
from app.registration.position import position
from app.store.rebuild import content_digest
from app.sync import parts
from app.sync.outstanding import outstanding
from app.sync.reading import read_bundle
from app.sync.writing import write_bundle
from tests.central.conftest import enrol
from tests.helpers.offices import EVENING
from tests.helpers.postgres import empty_database, open_folder
from tests.sync.desks import Site, open_site, send
from tests.sync.test_exchange import arrive, content
from tests.sync.test_sealed import write_health


def test_desk_to_centre_and_back_until_nothing_is_outstanding(site: Site, centre: Centre) -> None:
    for name in ("Siti Rahma", "Udin", "Yohana"):
        arrive(site.first, name)
    standing = outstanding(site.first)
    assert standing.centre is not None
    assert standing.centre.entries > 0
    assert "belum ada tanda terima pusat" in standing.text
    file = write_bundle(site.first, site.stick).files[0]
    found = ingest(centre, file.path).bundles[0]
    assert (found.state, found.totals_agree, found.held, found.aside) == ("done", True, 0, 0)
    assert found.applied == file.entries == standing.centre.entries
    report = read_bundle(site.first, Path(found.receipt))
    assert report.receipt is not None
    assert report.receipt.of[0].digest == file.digest
    assert outstanding(site.first).text == "semua catatan sudah diterima pusat"
    with centre.general.read() as r:
        assert content_digest(r.connection, "general") == content(site.first)


def test_counts_of_centre_and_desk_are_equal(site: Site, centre: Centre) -> None:
    for number in range(5):
        arrive(site.first, f"Orang {number}")
    ingest(centre, write_bundle(site.first, site.stick).files[0].path)
    with site.first.read() as r:
        here = people_of(r.connection, site.first.site.id)
    there = status(centre).sites[0]
    assert (there.people, there.suspense) == here == ({"hadir": 5}, 0)
    assert there.last[0].number == 1


def test_ingesting_again_changes_nothing(site: Site, centre: Centre) -> None:
    arrive(site.first, "Siti")
    path = write_bundle(site.first, site.stick).files[0].path
    first = ingest(centre, path).bundles[0]
    again = ingest(centre, site.stick).bundles[0]
    assert (again.state, again.receipt) == ("already", first.receipt)


def test_lost_receipt_is_replaced_by_the_next_one(site: Site, centre: Centre) -> None:
    arrive(site.first, "Siti")
    ingest(centre, write_bundle(site.first, site.stick).files[0].path)
    arrive(site.first, "Udin")
    second = write_bundle(site.first, site.stick).files[0]
    found = ingest(centre, second.path).bundles[0]
    assert found.known > 0
    read_bundle(site.first, Path(found.receipt))
    assert outstanding(site.first).centre == outstanding(site.first).peers[0]
    assert outstanding(site.first).peers[0].entries == 0


def test_any_desk_reads_the_receipt_and_trusts_the_centre(site: Site, centre: Centre) -> None:
    second = site.second()
    arrive(second, "Nona")
    send(site.first, second, site.stick)
    found = ingest(centre, write_bundle(second, site.folder).files[0].path).bundles[0]
    assert (found.state, found.held) == ("done", 0)
    read_bundle(second, Path(found.receipt))
    assert outstanding(second).text == "semua catatan sudah diterima pusat"


def test_desk_of_before_the_enrolment_learns_of_the_centre_by_bundle(site: Site, tmp_path: Path, postgres: str) -> None:
    second = site.second()
    assert outstanding(second).text == "belum terdaftar di pusat"
    with init(tmp_path / "centre", "Pusat", postgres, site.clock) as centre:
        enrol(site, centre)
        send(site.first, second, site.stick)
        assert "belum ada tanda terima pusat" in outstanding(second).text
        found = ingest(centre, write_bundle(second, site.folder).files[0].path).bundles[0]
        read_bundle(second, Path(found.receipt))
        assert outstanding(second).text == "semua catatan sudah diterima pusat"


def test_receipt_says_what_waits_and_why(site: Site, centre: Centre, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(12):
        arrive(site.first, f"Orang {number}")
    monkeypatch.setattr(parts, "PART_BYTES", 12_000)
    files = write_bundle(site.first, site.stick).files
    late = ingest(centre, files[-1].path).bundles[0]
    assert late.held == files[-1].entries
    receipt = read_bundle(site.first, Path(late.receipt)).receipt
    assert receipt is not None
    assert {item.reason for item in receipt.held} == {"gap"}
    assert outstanding(site.first).peers[0].entries > 0
    last = ingest(centre, site.stick).bundles
    read_bundle(site.first, Path(max(one.receipt for one in last)))
    assert outstanding(site.first).peers[0].entries == 0
    assert status(centre).sites[0].held == 0


def test_refusals_are_told_and_leave_nothing(site: Site, centre: Centre, tmp_path: Path) -> None:
    stranger = open_site(tmp_path / "other", stranger=True)
    stranger.second()
    foreign = write_bundle(stranger.first, stranger.stick).files[0].path
    stranger.close()
    junk = tmp_path / "junk.pulang"
    junk.write_bytes(b"bukan apa-apa")
    good = write_bundle(site.first, site.stick).files[0].path
    cut = tmp_path / "cut.pulang"
    cut.write_bytes(good.read_bytes()[:-30])
    codes = [ingest(centre, path).bundles[0].code for path in (foreign, junk, cut, tmp_path / "none.pulang")]
    assert codes == ["bundle.other-recipient", "bundle.not-a-bundle", "bundle.truncated", "bundle.unreadable"]
    assert status(centre).sites[0].entries == 0
    assert ingest(centre, good).bundles[0].state == "done"


def test_expired_sender_waits_for_somebody_to_look(site: Site, centre: Centre) -> None:
    arrive(site.first, "Siti")
    path = write_bundle(site.first, site.stick).files[0].path
    centre.clock = FixedClock(EVENING + timedelta(days=3 * 365))
    assert ingest(centre, path).bundles[0].state == "expired"
    assert status(centre).sites[0].entries == 0
    assert ingest(centre, path, accept_expired=True).bundles[0].applied > 0


def test_centre_put_back_from_a_copy_is_sent_what_it_lost(site: Site, centre: Centre) -> None:
    arrive(site.first, "Siti")
    first = ingest(centre, write_bundle(site.first, site.stick).files[0].path).bundles[0]
    read_bundle(site.first, Path(first.receipt))
    before = status(centre)
    empty_database(centre.keys.database, "general")  # an old copy of the database, older than everything
    empty_database(centre.keys.database, "central")
    shutil.rmtree(centre.bundles)
    centre.bundles.mkdir()
    enroll(centre, next(site.stick.glob("*.json")))
    assert status(centre).epoch[0] == "2"
    arrive(site.first, "Udin")
    behind = ingest(centre, write_bundle(site.first, site.stick).files[0].path).bundles[0]
    assert behind.held > 0  # the desk still believes the old receipt
    read_bundle(site.first, Path(behind.receipt))
    ingest(centre, write_bundle(site.first, site.stick).files[0].path)
    after = status(centre)
    assert (after.sites[0].held, after.sites[0].people) == (0, {"hadir": 2})
    assert after.sites[0].entries == before.sites[0].entries + 1


def test_standard_age_opens_a_bundle_with_the_identity_file(site: Site, centre: Centre, tmp_path: Path) -> None:
    path = write_bundle(site.first, site.stick).files[0].path
    identity = centre.folder / "identity.txt"
    assert identity.stat().st_mode & 0o777 == 0o600
    tar = tmp_path / "opened.tar"
    subprocess.run(["age", "-d", "-i", str(identity), "-o", str(tar), str(path)], check=True)
    with tarfile.open(tar) as opened:
        assert opened.getnames()[:2] == ["manifest.json", "manifest.sig"]


def test_workers_share_the_jobs(site: Site, centre: Centre) -> None:
    for number in range(4):
        arrive(site.first, f"Orang {number}")
        write_bundle(site.first, site.stick)
    for path in sorted(site.stick.glob("NNK-*.pulang")):
        put(centre, path)
    with ThreadPoolExecutor(2) as pool:
        done = sum(pool.map(lambda _worker: work(centre), range(2)))
    assert done == 4
    found = status(centre)
    assert (found.waiting, found.refused, found.sites[0].held) == (0, 0, 0)
    assert found.sites[0].people == {"hadir": 4}


def test_sealed_health_entries_are_kept_and_acknowledged_unopened(site: Site, centre: Centre) -> None:
    nurse = site.nurse(site.first)
    write_health(nurse, "health.screen")
    found = ingest(centre, write_bundle(nurse, site.stick).files[0].path).bundles[0]
    assert found.sealed == status(centre).sites[0].sealed == 1
    read_bundle(nurse, Path(found.receipt))
    assert outstanding(nurse).peers[0].entries == 0


def test_embedded_server_by_default(site: Site) -> None:
    folder = open_folder() / "centre"
    with init(folder, "Pusat", clock=site.clock) as centre:
        enrol(site, centre)
        arrive(site.first, "Siti")
        assert ingest(centre, write_bundle(site.first, site.stick).files[0].path).bundles[0].state == "done"
    with open_centre(folder, site.clock) as again:
        assert status(again).sites[0].people == {"hadir": 1}
    with pytest.raises(UserError) as caught:
        init(folder)
    assert caught.value.code == "central.exists"


def test_somebody_stateless_is_counted_at_the_centre_too(site: Site, centre: Centre) -> None:
    stay = arrive(site.first, "Tanpa Negara")
    with site.first.write("registration.nationality") as w:
        heads.set_nationality(w, stay, "tanpa_kewarganegaraan")
    found = ingest(centre, write_bundle(site.first, site.stick).files[0].path).bundles[0]
    assert (found.state, found.held, found.totals_agree) == ("done", 0, True)
    with centre.general.read() as r:
        assert [row.nationality for row in r.rows(select(position.c.nationality))] == ["tanpa_kewarganegaraan"]
