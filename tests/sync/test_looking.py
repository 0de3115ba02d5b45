"""What lies on a flashdisk, which volumes are plugged in, and whom a row is about."""

import sys
from pathlib import Path

import pytest
from sqlmodel import select

from app.bundle.container import SUFFIX
from app.kernel.errors import UserError
from app.registration.records import Movement, Person
from app.sync.looking import KIT, NEW, OWN, READ, SPOILT, bundles_at
from app.sync.parts import Watch
from app.sync.reading import read_bundle
from app.sync.subjects import subjects
from app.sync.volumes import mount_point, plugged
from app.sync.writing import write_bundle
from tests.sync.desks import Site
from tests.sync.test_exchange import arrive


def test_every_bundle_is_known_for_what_it_is(site: Site) -> None:
    second = site.second()  # leaves a kit and a request on the stick
    arrive(site.first, "Siti")
    read = write_bundle(site.first, site.stick).files[0]
    read_bundle(second, read.path)
    arrive(site.first, "Udin")
    new = write_bundle(site.first, site.stick).files[0]
    own = write_bundle(second, site.stick).files[0]
    torn = site.stick / f"torn{SUFFIX}"
    torn.write_bytes(new.path.read_bytes()[:900])
    (site.stick / "catatan.txt").write_text("bukan berkas kiriman")
    found = {one.path: one for one in bundles_at(second, site.stick)}
    states = {path.name: one.state for path, one in found.items()}
    kit = next(name for name, state in states.items() if state == KIT)
    assert states == {
        kit: KIT, read.path.name: READ, new.path.name: NEW, own.path.name: OWN, torn.name: SPOILT,
    }  # fmt: skip
    one = found[new.path]
    assert (one.entries, one.number, one.size, one.kind) == (new.entries, new.number, new.size, "site")
    error = found[torn].error
    assert error is not None
    assert error.code == "bundle.truncated"


def test_looking_can_be_stopped(site: Site) -> None:
    second = site.second()
    write_bundle(site.first, site.stick)
    with pytest.raises(UserError) as caught:
        bundles_at(second, site.stick, Watch(cancel=lambda: True))
    assert caught.value.code == "sync.cancelled"


def test_stick_that_is_gone_is_refused(site: Site) -> None:
    with pytest.raises(UserError) as caught:
        bundles_at(site.first, site.folder / "dicabut")
    assert caught.value.code == "file.removed"


def test_rows_are_named_by_whom_they_are_about(site: Site) -> None:
    stay = arrive(site.first, "Siti Rahma")
    with site.first.read() as r:
        person, movement = r.all(select(Person))[0].id, r.all(select(Movement))[0].id
    places = (
        ("general", "person", person), ("general", "stay", stay), ("general", "movement", movement),
        ("general", "person", "0" * 32), ("health", "screening", "1" * 32),
    )  # fmt: skip
    assert subjects(site.first, places) == {
        person: "Siti Rahma",
        stay: "Siti Rahma",
        movement: "Siti Rahma",
        "0" * 32: "tanpa nama (000000)",
    }


@pytest.mark.parametrize(
    ("line", "point"),
    [
        (r"/dev/sdb1 /media/budi/FLASH\040DISK vfat rw 0 0", "/media/budi/FLASH DISK"),
        ("tmpfs /run tmpfs rw 0 0", "/run"),
        ("", ""),
    ],
)
def test_mount_points_are_read_as_the_system_writes_them(line: str, point: str) -> None:
    assert mount_point(line) == point


def test_only_removable_volumes_are_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = "/dev/sda1 / ext4 rw 0 0\n/dev/sdc1 /media/x/B vfat rw 0 0\n/dev/sdb1 /run/media/x/A vfat rw 0 0\n"
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(Path, "read_text", lambda *_arguments: lines)
    assert plugged() == [Path("/media/x/B"), Path("/run/media/x/A")]
