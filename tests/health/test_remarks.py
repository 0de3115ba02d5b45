"""What the consulate wrote of somebody's health: sealed at import, opened here once, bound to whoever stands there."""

from app.bundle.keys import Identity
from app.health import page, remarks, trail
from app.health.resuming import resume
from app.manifest import recheck
from tests.health.conftest import Post
from tests.manifest.lists import do, keep_list


def imported(settled: Post) -> list[str]:
    """The list at the kepala's desk; its second line confirmed on the quay, then the nurse sits down."""
    lines = keep_list(settled.office, settled.ship)
    settled.stays["aminah"] = do(settled.office, recheck.confirm, lines[1]).stay_id or ""
    settled.nurse()
    return lines


def test_sealed_cells_are_opened_once_and_told_by_person(settled: Post) -> None:
    imported(settled)
    assert remarks.open_remarks(settled.office) == remarks.Opened(6, 0)
    assert remarks.open_remarks(settled.office) == remarks.Opened(0, 0)
    told = {one.name: (one.text, one.head is not None) for one in remarks.remarks(settled.office)}
    assert told["Aminah binti Daeng"] == ("HIV positif", True)
    assert told["Lukman Hakim"] == ("TBC", False)
    shown = page.page(settled.office, settled.stays["aminah"]).remarks
    assert [(one.text, one.row) for one in shown] == [("HIV positif", shown[0].row)]
    assert {one.screen for one in trail.noted(settled.office)} == {"Keterangan surat", "Halaman kesehatan seseorang"}


def test_what_was_sealed_before_this_desk_held_it_waits_for_another(settled: Post) -> None:
    imported(settled)
    settled.office.vault("health").set_secret("identity", Identity.generate().secret)
    assert remarks.open_remarks(settled.office) == remarks.Opened(0, 6)
    assert remarks.remarks(settled.office) == []


def test_unlocking_opens_them_without_asking(settled: Post) -> None:
    imported(settled)
    resume(settled.office)
    assert len(remarks.remarks(settled.office)) == 6
