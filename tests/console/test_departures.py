"""Departures by console: the list, the people of one, the manifest as PDF and XLSX, and every refusal."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app import tables
from app.access.days import open_day
from app.access.unlock import logins, unlock
from app.departure import outgoing, plan, travellers, voyages
from app.departure.plan import LegDraft
from app.kernel.clock import SystemClock
from app.kernel.paths import Home
from app.registration.heads import NewHead, Who, arrive
from tests.console.conftest import PASSPHRASE, Post
from tests.helpers.console import call, run

assert tables.ALL


@pytest.fixture(scope="module")
def going(post: Post) -> Post:
    """Two people on a departure of tomorrow."""
    with unlock(Home(post.home), logins(Home(post.home))[0], PASSPHRASE, SystemClock()) as office:
        with office.write("access.day") as w:
            open_day(w, datetime.now(UTC).date())
        with office.write("registration.arrive") as w:
            stays = [
                arrive(w, NewHead(head_class="LD", card_number=f"A-{number}"), _who(number)).id for number in range(2)
            ]
        with office.write("departure.plan") as w:
            leg = LegDraft("kapal", "Nunukan", "Parepare", datetime.now(UTC) + timedelta(days=1), name="KM Lambelu")
            travellers.assign(w, plan.plan(w, "Lambelu", (leg,)), stays)
    return post


def _who(number: int) -> Who:
    return Who(f"Sulaiman {number}", sex="L", age=34, destination_code="73.08.18.1001")


def test_the_list_and_the_people(going: Post) -> None:
    [line] = run("departure", "list", *going.options).done["departures"]
    assert (line["title"], line["state"], line["listed"], line["aboard"]) == ("Lambelu", "disiapkan", 2, 0)
    found = run("departure", "people", "Lambelu", *going.options).done
    [share] = found["offices"]
    assert share["office"] == "Dinas Sosial Provinsi Sulawesi Selatan"
    assert [one["name"] for one in share["people"]] == ["Sulaiman 0", "Sulaiman 1"]


def test_the_manifest_on_paper_and_as_a_file(going: Post, tmp_path: Path) -> None:
    paper, file = tmp_path / "manifes.pdf", tmp_path / "manifes.xlsx"
    assert call("departure", "manifest", "Lambelu", "--out", paper, *going.options).done["bytes"] > 1000
    assert paper.read_bytes().startswith(b"%PDF")
    for each in ("office", "regency"):
        assert call("departure", "manifest", "Lambelu", "--each", each, "--out", paper, *going.options).done
    words = ["departure", "manifest", "Lambelu", "--out", file]
    assert call(*words, *going.options).refusal["code"] == "reason.empty"
    assert not file.exists()
    assert call(*words, "--purpose", "KSOP", *going.options).done
    assert file.read_bytes().startswith(b"PK")


@pytest.mark.parametrize("name", ["manifes.pdf", "manifes.xlsx"])
def test_a_manifest_that_could_not_be_written_is_told_and_counts_as_one_copy(
    going: Post, tmp_path: Path, name: str
) -> None:
    words = ["departure", "manifest", "Lambelu", "--purpose", "agen", *going.options, "--out"]
    before = copies(going)
    assert call(*words, tmp_path / "tidak ada" / name).refusal["code"] == "export.unwritable"
    assert copies(going) == before
    assert call(*words, tmp_path / name).done
    assert copies(going) == before + 1


def copies(post: Post) -> int:
    """How many lists left the desk."""
    with unlock(Home(post.home), logins(Home(post.home))[0], PASSPHRASE, SystemClock()) as office, office.read() as r:
        return len(outgoing.prints(r, voyages.departures(r)[0].view.id))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("people", "Thalia"), "departure.unknown"),
        (("manifest", "Lambelu", "--out", "manifes.docx"), "console.manifest"),
        (("manifest", "Lambelu", "--out", "manifes.pdf", "--each", "desa"), "console.manifest"),
        (("manifest", "Lambelu", "--out", "manifes.pdf", "--paper", "A3"), "console.manifest"),
        (("manifest", "Lambelu", "--out", "manifes.pdf", "--office", "Entah"), "manifest.empty"),
    ],
)
def test_what_cannot_be_is_refused(going: Post, words: tuple[str, ...], code: str) -> None:
    assert call("departure", *words, *going.options).refusal["code"] == code
