"""Reading a bundle: once, in any order, from whom we know; what is refused changes nothing."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.access.devices import revoke_device
from app.bundle.certificates import State
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.store.held import ASIDE, HELD
from app.sync import parts
from app.sync.outstanding import export_aside, outstanding, waiting
from app.sync.reading import ALREADY, EXPIRED, read_bundle
from app.sync.replica import replica_of
from app.sync.taking import take_general
from app.sync.writing import write_bundle
from tests.helpers.offices import EVENING
from tests.sync.desks import Site, open_site, send
from tests.sync.replicas import entries_of
from tests.sync.test_exchange import arrive, content, people


def refused(office: object, path: Path) -> str:
    with pytest.raises(UserError) as caught:
        read_bundle(office, path)  # type: ignore[arg-type]
    return caught.value.code


def test_second_reading_says_so(site: Site) -> None:
    second = site.second()
    path = write_bundle(site.first, site.stick).files[0].path
    read_bundle(second, path)
    before = content(second)
    again = read_bundle(second, path)
    assert (again.state, again.text) == (
        ALREADY,
        "Berkas kiriman ini sudah pernah dibaca; tidak ada yang berubah.",
    )
    assert content(second) == before


def test_stated_totals_are_those_found(site: Site) -> None:
    second = site.second()
    arrive(site.first, "Siti")
    report = send(site.first, second, site.stick)[0]
    stream = next(one for one in report.taken.streams if "movement.hadir" in one.totals)
    assert stream.totals["baris.person"] == stream.totals["movement.hadir"] == 1
    assert all(one.agrees for one in report.taken.streams)


def test_backlog_is_cut_and_may_come_in_any_order(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    second = site.second()
    send(second, site.first, site.stick)
    for number in range(12):
        arrive(site.first, f"Orang {number}")
    monkeypatch.setattr(parts, "PART_BYTES", 12_000)
    files = write_bundle(site.first, site.stick, [second.device.id]).files
    assert len(files) > 2
    assert [file.path.name[-13:-7] for file in files] == [f"{number:06d}" for number in range(2, len(files) + 2)]
    last = read_bundle(second, files[-1].path)
    assert (last.taken.applied, last.taken.held) == (0, files[-1].entries)
    assert {item.reason_label for item in waiting(second, HELD)} == {"catatan sebelum ini belum sampai"}
    for file in reversed(files[:-1]):
        read_bundle(second, file.path)
    assert waiting(second, HELD) == []
    assert content(second) == content(site.first)


def test_lost_stick_costs_nothing(site: Site) -> None:
    second = site.second()
    arrive(site.first, "Siti")
    lost = write_bundle(site.first, site.stick, [second.device.id]).files[0]
    lost.path.unlink()
    arrive(site.first, "Udin")
    send(site.first, second, site.stick)
    assert people(second) == ["Siti", "Udin"]
    assert outstanding(site.first).peers[0].entries > 0  # it went out twice, and nobody has said yet that it arrived


def test_bundle_for_somebody_else_is_refused(site: Site, tmp_path: Path) -> None:
    site.second()
    other = open_site(tmp_path / "other", stranger=True)
    path = write_bundle(site.first, site.stick).files[0].path
    assert refused(other.first, path) == "bundle.other-recipient"
    other.close()


def test_unknown_desk_is_refused_until_it_is_admitted(site: Site) -> None:
    second = site.second()
    third = site.spare("Tuti")
    arrive(third, "Nona")
    site.join(third)
    path = write_bundle(third, site.stick, [site.first.device.id]).files[0].path
    stranger = site.spare("Wati")
    stranger_path = site.stick / "asing.pulang"
    stranger_path.write_bytes(path.read_bytes())
    assert refused(stranger, stranger_path) == "bundle.other-recipient"
    read_bundle(site.first, path)
    send(site.first, second, site.stick)  # the second desk learns of the third from the first
    assert people(second) == ["Nona"]
    stranger.lock()


def test_desk_learns_of_a_new_desk_from_its_own_bundle(site: Site) -> None:
    second = site.second()
    third = site.second("Tuti")
    arrive(third, "Nona")
    assert second.device.id in {peer.id for peer in outstanding(third).peers}  # the kit said so
    send(third, second, site.stick)
    assert people(second) == ["Nona"]
    assert waiting(second, HELD) == []


def test_rows_of_an_emergency_desk_keep_counting(site: Site) -> None:
    spare = site.spare()
    arrive(spare, "Sebelum bergabung")
    site.join(spare)
    arrive(spare, "Sesudah bergabung")
    send(spare, site.first, site.stick)
    assert people(site.first) == ["Sebelum bergabung", "Sesudah bergabung"]


def test_truncated_and_altered_files_change_nothing(site: Site) -> None:
    second = site.second()
    path = write_bundle(site.first, site.stick).files[0].path
    data = path.read_bytes()
    before = content(second)
    path.write_bytes(data[:-40])
    assert refused(second, path) == "bundle.truncated"
    path.write_bytes(data[:-40] + bytes(40))
    assert refused(second, path) == "bundle.truncated"
    middle = len(data) // 2
    path.write_bytes(data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :])
    assert refused(second, path) in ("bundle.tampered", "bundle.truncated")
    assert content(second) == before


def test_entry_altered_on_the_way_is_set_aside_and_the_genuine_one_applies(site: Site) -> None:
    second = site.second()
    arrive(site.first, "Siti")
    genuine = [entry for entry in entries_of(site.first.vault("general")) if entry.action == "registration.arrive"]
    change = replace(genuine[0].changes[0], set={**genuine[0].changes[0].set, "name": "Diganti"})
    forged = replace(genuine[0], changes=(change, *genuine[0].changes[1:]))
    resigned = replace(forged, digest=forged.computed_digest())
    merged = take_general(replica_of(second), second.trust, [forged, resigned], {second.site.id})
    assert (merged.applied, merged.aside) == (0, 2)
    send(site.first, second, site.stick)
    assert people(second) == ["Siti"]
    assert {item.reason_label for item in waiting(second, ASIDE)} == {
        "isinya berubah sejak ditulis",
        "tanda tangannya bukan milik loket itu",
    }
    target = site.stick / "disisihkan.jsonl"
    assert export_aside(second, target) == 2
    assert len(target.read_bytes().splitlines()) == 2


def test_clock_three_years_back_holds_the_bundle_for_the_kepala(site: Site) -> None:
    second = site.second()
    arrive(second, "Siti")
    path = write_bundle(second, site.stick, [site.first.device.id]).files[0].path
    site.first.clock = FixedClock(EVENING - timedelta(days=3 * 365))
    report = read_bundle(site.first, path)
    assert (report.state, report.trust) == (EXPIRED, State.EXPIRED)
    assert people(site.first) == []
    assert read_bundle(site.first, path, accept_expired=True).taken.applied > 0
    assert people(site.first) == ["Siti"]


def test_only_the_kepala_may_accept_it(site: Site) -> None:
    second = site.second()
    path = write_bundle(site.first, site.stick).files[0].path
    with pytest.raises(UserError) as caught:
        read_bundle(second, path, accept_expired=True)
    assert caught.value.code == "access.denied"


def test_writing_with_a_clock_gone_back_still_stands_in_order(site: Site) -> None:
    second = site.second()
    send(second, site.first, site.stick)
    arrive(site.first, "Siti")
    site.first.vault("general").clock = FixedClock(EVENING - timedelta(days=3 * 365))
    arrive(site.first, "Udin")
    own = [entry for entry in entries_of(site.first.vault("general")) if entry.device == site.first.device.id]
    assert [entry.seq for entry in own] == sorted(entry.seq for entry in own)  # they are read by write id
    send(site.first, second, site.stick)
    assert content(second) == content(site.first)


def test_what_a_revoked_desk_wrote_later_is_set_aside_and_acknowledged(site: Site) -> None:
    second = site.second()
    arrive(second, "Sebelum")
    send(second, site.first, site.stick)
    send(site.first, second, site.stick)
    revoke_device(site.first, second.device.id, "laptop hilang")
    arrive(second, "Sesudah")
    report = send(second, site.first, site.stick)[0]
    assert report.trust == State.REVOKED
    assert people(site.first) == ["Sebelum"]
    assert {item.reason for item in waiting(site.first, ASIDE)} == {"revoked"}
    assert outstanding(site.first).peers == ()
