"""Photos go along with bundles: those that are lacking, checked by what names them, asked for again when lost."""

from collections.abc import Callable

import pytest
from sqlmodel import select

from app.access.blobs import MOST_BYTES, blobs_of
from app.access.office import Office
from app.bundle.container import BundleWriter
from app.kernel.errors import UserError
from app.kernel.ids import new_id
from app.registration import heads
from app.registration.heads import NewHead, Who
from app.registration.records import PersonPhoto
from app.sync import carriage
from app.sync.reading import ReadReport, read_bundle
from app.sync.replica import replica_of
from app.sync.writing import write_bundle
from tests.sync.desks import Site, send


def picture(number: int, size: int = 20_000) -> bytes:
    return b"\xff\xd8\xff\xe0" + bytes([number]) * size


def photographed(office: Office, content: bytes, name: str = "Siti") -> str:
    """Somebody with a photo kept at this desk; its name."""
    digest = blobs_of(office).keep(content)
    with office.write("registration.photo") as w:
        stay = heads.arrive(w, NewHead(head_class="LD"), Who(name, sex="L"))
        w.insert(PersonPhoto(id=new_id(), person_id=stay.person_id or "", digest=digest))
    return digest


def missing(office: Office) -> list[str]:
    with office.read() as r:
        return carriage.missing(r.connection, replica_of(office))


def here(office: Office) -> set[str]:
    return blobs_of(office).names()


def test_photos_go_both_ways_sealed_at_either_desk(site: Site) -> None:
    second = site.second()
    mine, theirs = photographed(site.first, picture(1)), photographed(second, picture(2), "Udin")
    report = send(site.first, second, site.stick)[0]
    assert (report.blobs, "1 foto atau pindaian ikut masuk." in report.text) == (1, True)
    assert send(second, site.first, site.stick)[0].blobs == 1
    for office in (site.first, second):
        assert here(office) == {mine, theirs}
        assert blobs_of(office).read(mine) == picture(1)
        assert blobs_of(office).read(theirs) == picture(2)
        assert missing(office) == []
        assert all(picture(1)[:200] not in path.read_bytes() for path in blobs_of(office).folder.iterdir())


def test_what_the_receiver_has_does_not_travel_again(site: Site) -> None:
    second = site.second()
    photographed(site.first, picture(1, 400_000))
    send(site.first, second, site.stick)
    send(second, site.first, site.stick)
    assert write_bundle(site.first, site.stick, [second.device.id]).files[0].size < 300_000


def test_a_lost_bundle_costs_nothing(site: Site) -> None:
    second = site.second()
    name = photographed(site.first, picture(1))
    write_bundle(site.first, site.stick, [second.device.id])  # this one never arrives
    assert send(site.first, second, site.stick)[0].blobs == 1
    assert here(second) == {name}


def test_a_photo_lost_at_one_desk_is_asked_for_and_comes_back(site: Site) -> None:
    second = site.second()
    name = photographed(site.first, picture(1))
    send(site.first, second, site.stick)
    send(second, site.first, site.stick)
    (blobs_of(second).folder / name).unlink()
    assert missing(second) == [name]
    send(second, site.first, site.stick)
    report = send(site.first, second, site.stick)[0]
    assert (report.blobs, here(second)) == (1, {name})
    send(second, site.first, site.stick)
    assert send(site.first, second, site.stick)[0].blobs == 0


@pytest.mark.parametrize(
    "change",
    [lambda data: data[:-1], lambda data: data[:5], lambda data: picture(9), lambda _data: b"MZ program"],
    ids=["truncated", "cut short", "another picture", "a program"],
)
def test_what_no_row_names_is_left_and_asked_for(site: Site, change: Callable[[bytes], bytes]) -> None:
    """The sender puts something else into the bundle than the picture his row names, and signs it like the rest."""
    second = site.second()
    name = photographed(site.first, picture(1))
    with pytest.MonkeyPatch.context() as lie:
        whole = BundleWriter.add_blob
        lie.setattr(BundleWriter, "add_blob", lambda writer, data: whole(writer, change(data)))
        report = send(site.first, second, site.stick)[0]
    assert report.taken.applied > 0  # the entries never wait for their pictures
    assert (report.blobs, here(second), missing(second)) == (0, set(), [name])
    send(second, site.first, site.stick)
    assert send(site.first, second, site.stick)[0].blobs == 1


def test_a_picture_under_a_false_name_spoils_the_bundle(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    second = site.second()
    photographed(site.first, picture(1))

    def misnamed(writer: BundleWriter, data: bytes) -> str:
        writer._add(f"blobs/{'0' * 64}", data)
        return "0" * 64

    monkeypatch.setattr(BundleWriter, "add_blob", misnamed)
    path = write_bundle(site.first, site.stick, [second.device.id]).files[0].path
    with pytest.raises(UserError, match=r"bundle\.tampered"):
        read_bundle(second, path)
    assert here(second) == set()


def test_a_flipped_bit_on_the_stick_spoils_the_bundle(site: Site) -> None:
    second = site.second()
    photographed(site.first, picture(1, 300_000))
    path = write_bundle(site.first, site.stick, [second.device.id]).files[0].path
    spoilt = bytearray(path.read_bytes())
    spoilt[len(spoilt) // 2] ^= 1
    path.write_bytes(spoilt)
    with pytest.raises(UserError, match=r"bundle\.tampered"):
        read_bundle(second, path)
    assert here(second) == set()


def test_read_again_changes_nothing(site: Site) -> None:
    second = site.second()
    photographed(site.first, picture(1))
    path = write_bundle(site.first, site.stick, [second.device.id]).files[0].path
    first, again = read_bundle(second, path), read_bundle(second, path)
    assert (first.blobs, again.state, again.blobs) == (1, "already", 0)


def test_more_than_one_load_becomes_more_bundles(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carriage, "LOAD_BYTES", 50_000)
    second = site.second()
    names = {photographed(site.first, picture(number), f"Orang {number}") for number in range(5)}
    reports = send(site.first, second, site.stick)
    assert [report.blobs for report in reports] == [2, 2, 1]
    assert here(second) == names


def test_only_the_blobs_come_late(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bundle with the pictures is lost, the one with the entries is not: the receiver says what it misses."""
    monkeypatch.setattr(carriage, "LOAD_BYTES", 30_000)
    second = site.second()
    names = {photographed(site.first, picture(number), f"Orang {number}") for number in range(3)}
    first = write_bundle(site.first, site.stick, [second.device.id]).files[0]
    read_bundle(second, first.path)
    assert len(here(second)) == 1
    send(second, site.first, site.stick)
    reports: list[ReadReport] = send(site.first, second, site.stick)
    assert here(second) == names
    assert "foto" in reports[-1].text


def test_a_voided_photo_travels_no_more(site: Site) -> None:
    second = site.second()
    name = photographed(site.first, picture(1))
    with site.first.write("registration.photo") as w:
        for row in w.all(select(PersonPhoto)):
            w.void(row, "salah orang")
    send(site.first, second, site.stick)
    assert (here(site.first), here(second), missing(second)) == ({name}, set(), [])


def test_a_blob_too_large_is_never_kept(site: Site) -> None:
    with pytest.raises(UserError, match=r"blob\.refused"):
        blobs_of(site.first).keep(b"\xff\xd8\xff" + bytes(MOST_BYTES))
