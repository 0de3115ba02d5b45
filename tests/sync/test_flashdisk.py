"""The site's flashdisk is recognised, another one is told apart, and what is on it unread is found."""

import shutil
from pathlib import Path

import pytest

from app.bundle.container import BundleWriter
from app.kernel.errors import UserError
from app.sync import flashdisk
from app.sync.reading import read_bundle
from app.sync.writing import write_bundle
from tests.sync.desks import Site


def test_marked_stick_is_ours_and_another_sites_is_not(site: Site, tmp_path: Path) -> None:
    assert flashdisk.recognise(site.first, site.stick).state == flashdisk.UNMARKED
    assert flashdisk.mark(site.first, site.stick, " Merah 1 ").label == "Merah 1"
    again = flashdisk.recognise(site.first, site.stick)
    assert (again.state, again.label) == (flashdisk.OURS, "Merah 1")
    assert again.free > 0
    second = site.second()
    assert flashdisk.recognise(second, site.stick).state == flashdisk.FOREIGN


def test_unread_bundles_are_found(site: Site) -> None:
    second = site.second()
    written = write_bundle(site.first, site.stick).files[0].path
    kit = next(path for path in site.stick.glob("*.pulang") if path != written)
    assert flashdisk.unread(site.first, site.stick) == []
    assert flashdisk.unread(second, site.stick) == [kit, written]
    read_bundle(second, written)
    assert flashdisk.unread(second, site.stick) == [kit]


def test_stick_swapped_while_writing_is_noticed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.second()
    flashdisk.mark(site.first, site.stick, "Merah 1")
    finish = BundleWriter.finish

    def swapped(self: BundleWriter, *arguments: object) -> object:
        shutil.copy(site.stick / "PULANG-FLASHDISK.json", site.folder / "kept.json")
        (site.stick / "PULANG-FLASHDISK.json").write_text('{"id": "lain"}')
        return finish(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(BundleWriter, "finish", swapped)
    before = sorted(site.stick.glob("*.pulang"))
    with pytest.raises(UserError) as caught:
        write_bundle(site.first, site.stick)
    assert caught.value.code == "file.wrong-stick"
    assert sorted(site.stick.glob("*.pulang")) == before


def test_missing_stick_is_named(site: Site) -> None:
    site.second()
    for attempt in (flashdisk.free_space, lambda folder: write_bundle(site.first, folder)):
        with pytest.raises(UserError) as caught:
            attempt(site.folder / "tercabut")
        assert caught.value.code == "file.removed"
