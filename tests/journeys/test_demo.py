"""The main job on the sample ship, run once as a user would run it, and everything it must show."""

import json
import re
import shutil
import subprocess
import tarfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from openpyxl import load_workbook
from PIL import Image

from app.console.demo.run import on_one_screen
from app.printing.reading import read_codes
from tests.helpers.console import Answer, call, run
from tests.helpers.postgres import open_folder

SECONDS = 60  # on one of two cores
BASTS = 3
MM = 72 / 25.4
SIZES = {"A4": (210, 297), "F4": (215, 330)}


@pytest.fixture(scope="session")
def out() -> Path:
    """The folder one run of the demo left."""
    folder = open_folder() / "hasil"
    answer = run("demo", "--out", folder, "--json", QT_QPA_PLATFORM="offscreen")
    assert answer.done["reconciliation"]["difference"] == 0
    assert answer.done["screens"]["left_out"] == []
    assert answer.err == ""
    return folder


@pytest.fixture(scope="session")
def summary(out: Path) -> dict[str, Any]:
    """Its summary."""
    found: dict[str, Any] = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="session")
def signed_in(out: Path) -> list[object]:
    """The options by which Siti signs in at the demo's desk."""
    words = next(line for line in (out / "demo.txt").read_text(encoding="utf-8").splitlines() if "siti" in line)
    file = out.parent / "frasa"
    file.write_text(words.partition("/")[2].partition("(")[0].strip() + "\n", encoding="utf-8")
    return ["--home", out / "home", "--login", "siti", "--passphrase-file", file, "--json"]


def page(pdf: Path, folder: Path) -> Path:
    """The last page as a picture at 150 dpi, as a scanner would make it."""
    with pypdfium2.PdfDocument(pdf) as document:
        for number in range(len(document)):
            picture = document[number].render(scale=150 / 72).to_pil()
            target = folder / f"{pdf.stem}-{number}.png"
            picture.save(target)
            if read_codes(target):
                return target
    raise AssertionError(f"no code on {pdf}")


def test_it_is_quick(summary: dict[str, Any]) -> None:
    """By the processor's clock: other tests run beside this one."""
    assert sum(summary["processor_seconds"].values()) < SECONDS


def test_a_summary_for_people_names_everybody(out: Path, summary: dict[str, Any]) -> None:
    said = (out / "summary.txt").read_text(encoding="utf-8")
    for account in summary["reconciliation"]["accounts"]:
        for person in account["people"]:
            assert person["name"] in said


def test_the_matcher_is_never_wrong_by_itself(summary: dict[str, Any]) -> None:
    recheck = summary["recheck"]
    assert recheck["wrong_automatic"] == 0
    assert sum(recheck["by_matcher"].values()) == summary["arrival"]["arrivals"]
    assert recheck["by_matcher"]["match"] > 120
    assert recheck["remaining"] == 0


def test_the_evening_has_everybody(summary: dict[str, Any]) -> None:
    status = summary["recheck"]["by_status"]
    assert status == {
        "hadir_cocok": 160,
        "bukan_wni": 2,
        "ganda": 2,
        "tidak_hadir_sakit": 1,
        "tidak_hadir_proses_hukum": 1,
        "tidak_hadir_batal": 1,
        "tidak_hadir_dokumen": 1,
        "tambahan_tanpa_manifes": 4,
    }
    assert summary["recheck"]["rechecked"] == summary["gangway"]["gangway"] == summary["arrival"]["gangway"]
    assert summary["night"]["called_at_first"] == "Tanpa nama 01"


def test_everybody_is_accounted_for_by_name(summary: dict[str, Any]) -> None:
    balance = summary["reconciliation"]
    assert balance["balanced"]
    assert balance["difference"] == balance["site_difference"] == 0
    people = {account["account"]: account["people"] for account in balance["accounts"]}
    for account in balance["accounts"]:
        assert len(people[account["account"]]) == account["count"]["total"]
        assert all(person["name"] for person in account["people"])
    came = {person["stay"] for code in ("tiba", "lahir") for person in people[code]}
    now = [person["stay"] for code in people if code not in ("tiba", "lahir") for person in people[code]]
    assert len(came) == summary["arrival"]["arrivals"] + 1
    assert len(now) == len(set(now))
    assert set(now) == came


def test_everybody_in_the_house_has_a_bed_or_is_named_with_the_reason(out: Path, summary: dict[str, Any]) -> None:
    house, night = summary["house"], summary["night"]
    assert house["people"] == summary["arrival"]["arrivals"]
    assert night["people"] == house["people"] + 1  # the child that was born
    for count in (house, night):
        assert count["placed"] + count["without"] == count["people"] <= count["places"]
    assert night["placed"] == house["placed"] + 1
    left = [(name, group["why"]) for group in house["unplaced"] for name in group["people"]]
    assert len(left) == house["without"] > 0
    said = _spaced(out)
    for group in house["unplaced"]:
        assert f"{', '.join(group['people'])}: {group['why']}" in said


def test_everybody_eats_once_and_the_kitchen_comes_out_even(out: Path, summary: dict[str, Any]) -> None:
    supper, breakfast = summary["supper_closed"], summary["breakfast"]
    people = {"2026-01-23": summary["house"]["people"], "2026-01-24": summary["night"]["people"]}
    reported = {day["day"]: day["meals"] for day in summary["closing_papers"]["days"]}
    for meal in (supper, breakfast):
        assert meal["closed"]
        assert all(one["planned"] >= one["eaten"] > 0 for one in meal["meals"])
        eaten = {one["name"]: one["eaten"] for one in meal["meals"]}
        assert {name: number for name, number in reported[meal["day"]].items() if name != "Jumlah"} == eaten
        assert reported[meal["day"]]["Jumlah"] == sum(eaten.values())
        infants = eaten["Susu bayi"]
        assert max(eaten.values()) + infants == people[meal["day"]]
    assert supper["scanned"] == sum(one["eaten"] for one in supper["meals"])  # the newborn has no card yet
    assert summary["supper"]["second_scan"]["kind"] == "already"
    assert summary["supper"]["second_scan"]["said"] in _spaced(out)


def _spaced(out: Path) -> str:
    return " ".join((out / "summary.txt").read_text(encoding="utf-8").split())


def test_the_daily_report_says_what_the_ledger_says(summary: dict[str, Any]) -> None:
    days = summary["closing_papers"]["days"]
    assert days[0] == {name: summary["daily"][name] for name in days[0]}
    before = 0
    for day in days:
        opening, *between, closing = day["people"].items()
        assert opening[1] == before
        came = sum(number for label, number in between if label.startswith("+"))
        left = sum(number for label, number in between if label.startswith("−"))
        assert opening[1] + came - left == closing[1] == day["ledger"]["care"]
        assert day["people"]["+ Tiba"] == day["ledger"]["arrived"]
        assert day["people"].get("+ Lahir di sini", 0) == day["ledger"]["born"]
        before = closing[1]
    assert before == summary["centre"]["desk"]["people"]["hadir"]


def test_of_health_only_counts_are_told(out: Path, summary: dict[str, Any]) -> None:
    health = summary["health"]
    assert set(health["verdicts"]) == {"Layak jalan", "Layak dengan pendamping"}
    assert all(number is None or number >= 5 for number in health["verdicts"].values())
    assert health["screened"] + health["waiting"] == summary["arrival"]["arrivals"]
    assert "dengan pendamping" not in _spaced(out).lower()


def test_a_kit_is_given_by_right_once(summary: dict[str, Any]) -> None:
    aid = summary["aid"]
    assert aid["pieces"] == len(aid["left"]) == 3
    assert "Sudah menerima" in aid["again"]
    shift = summary["shift"]
    assert (shift["counted"], shift["differences"], shift["taken"]) == (3, 0, True)


def test_the_list_for_an_alarm_knows_who_is_out(summary: dict[str, Any]) -> None:
    gate = summary["gate"]
    assert gate["elsewhere"] == 1
    assert gate["inside"] + gate["elsewhere"] == summary["house"]["people"]


def test_the_receiving_office_answers_for_its_people(summary: dict[str, Any]) -> None:
    answer, paper = summary["receiving"], summary["handover"]["basts"][1]
    assert answer["listed"] == paper["counts"]["total"] == answer["received"] + len(answer["missing"])
    [missing] = answer["missing"]
    present = next(one for one in summary["reconciliation"]["accounts"] if one["account"] == "hadir")
    assert missing["name"] in {person["name"] for person in present["people"]}
    assert paper["number"] in answer["read"][0]
    assert paper["state"] == "diterima_sebagian"


@pytest.mark.parametrize(
    ("step", "title"),
    [
        ("aid", "BANTUAN"),
        ("gate", "DARURAT"),
        ("shift", "SERAH TERIMA"),
        ("daily", "LAPORAN HARIAN"),
        ("closing_papers/record", "REKONSILIASI"),
        ("closing_papers/report", "LAPORAN"),
        ("closing_papers/half_year", "MENURUT ISIAN KANTOR"),
    ],
)
def test_the_house_leaves_its_papers(out: Path, summary: dict[str, Any], step: str, title: str) -> None:
    found = summary
    for name in step.split("/"):
        found = found[name]
    with pypdfium2.PdfDocument(out / found["pdf"]) as document:
        text = "".join(document[number].get_textpage().get_text_bounded() for number in range(len(document)))
    assert title in text.upper()
    assert found.get("number", "") in text


def test_the_daily_report_is_a_workbook_too(out: Path, summary: dict[str, Any]) -> None:
    book = load_workbook(out / summary["daily"]["xlsx"], read_only=True)
    cells = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert summary["arrival"]["arrivals"] in cells
    book.close()


def test_the_summary_speaks_in_words(out: Path) -> None:
    said = (out / "summary.txt").read_text(encoding="utf-8")
    assert not re.search(r"[a-z]_[a-z]|[{}]|None|True|False", said)
    lines = [line for line in said.splitlines() if ": " not in line or not line.startswith("  ") or line[2] == " "]
    assert max(map(len, lines)) <= 120


def test_everybody_has_an_account_of_his_own(out: Path) -> None:
    words = (out / "demo.txt").read_text(encoding="utf-8")
    roles = {"siti": "kepala", "rahma": "satgas, pendamping", "budi": "logistik", "wulan": "kesehatan"}
    for login, role in roles.items():
        assert re.search(rf"{login} / .+\({role}\)", words)


def test_the_papers(out: Path, summary: dict[str, Any]) -> None:
    basts = summary["handover"]["basts"]
    assert [paper["state"] for paper in basts] == ["diterima_dengan_catatan", "diterima_sebagian", "diterima_penuh"]
    gone = {account["account"]: account["count"]["total"] for account in summary["reconciliation"]["accounts"]}
    assert sum(paper["counts"]["total"] for paper in basts[:2]) == gone["diberangkatkan"] + 1
    assert basts[2]["counts"]["total"] == gone["diserahkan_imigrasi"]
    for paper in basts:
        with pypdfium2.PdfDocument(out / paper["pdf"]) as document:
            width, height = document[0].get_size()
            text = "".join(document[number].get_textpage().get_text_bounded() for number in range(len(document)))
        assert {"A4": (210, 297), "F4": (215, 330)}[paper["paper"]] == (
            round(width / 72 * 25.4),
            round(height / 72 * 25.4),
        )
        assert paper["number"] in text


def test_the_first_paper_is_for_who_went_aboard(out: Path, summary: dict[str, Any]) -> None:
    way, paper = summary["departure"], summary["handover"]["basts"][0]
    assert way["listed"] == way["aboard"] == paper["counts"]["total"] > 100
    assert way["scanned"] >= way["aboard"] - 1
    with pypdfium2.PdfDocument(out / way["pdf"]) as document:
        text = "".join(document[number].get_textpage().get_text_bounded() for number in range(len(document)))
    assert way["manifest"] in text
    assert "MANIFES PEMBERANGKATAN" in text


@pytest.mark.parametrize("place", range(BASTS))
def test_a_paper_is_genuine_by_its_picture(out: Path, summary: dict[str, Any], tmp_path: Path, place: int) -> None:
    paper = summary["handover"]["basts"][place]
    picture = page(out / paper["pdf"], tmp_path)
    seen = run("verify", picture, "--home", out / "home", "--json").done if place == 0 else asked(picture, out).done
    assert seen["answer"] == "asli"
    assert seen["facts"]["number"] == paper["number"]
    assert seen["facts"]["total"] == paper["counts"]["total"]
    assert seen["facts"]["short_code"].replace("-", "") == paper["short_code"]


def asked(what: object, out: Path) -> Answer:
    """What the demo's desk says of a paper."""
    return call("verify", what, "--home", out / "home", "--json")


def test_another_home_does_not_know_the_paper(out: Path, summary: dict[str, Any], tmp_path: Path) -> None:
    paper = out / summary["handover"]["basts"][0]["pdf"]
    stranger = run("verify", paper, "--home", tmp_path / "lain", "--json")
    assert stranger.code == 1
    assert stranger.json["answer"] == "tidak_dikenal"
    assert stranger.refusal["code"] == "verify.tidak_dikenal"


def test_a_code_altered_by_one_character_is_told(out: Path, summary: dict[str, Any]) -> None:
    text = read_codes(out / summary["handover"]["basts"][0]["pdf"])[0]
    assert asked(text, out).done["answer"] == "asli"
    middle = len(text) // 2
    altered = text[:middle] + ("A" if text[middle] != "A" else "B") + text[middle + 1 :]
    answer = asked(altered, out)
    assert answer.refusal["code"] == "verify.berubah"


def test_age_opens_the_bundle_with_the_centres_identity(out: Path, summary: dict[str, Any]) -> None:
    age = shutil.which("age")
    assert age, "the Debian package age is needed"
    bundle = out / summary["centre"]["bundle"]
    opened = subprocess.run([age, "-d", "-i", out / "pusat" / "identity.txt", bundle], capture_output=True, check=False)
    assert opened.returncode == 0, opened.stderr.decode()
    with tarfile.open(fileobj=BytesIO(opened.stdout)) as tar:
        assert {"manifest.json", "manifest.sig", "general.jsonl.zst"} <= set(tar.getnames())


def test_the_centre_counts_as_the_desk_does(summary: dict[str, Any]) -> None:
    centre = summary["centre"]
    assert centre["centre"] == {"NNK": centre["desk"]}
    assert sum(centre["desk"]["people"].values()) == summary["arrival"]["arrivals"] + 1
    taken = centre["ingested"]
    assert (taken["state"], taken["held"], taken["aside"], taken["totals_agree"]) == ("done", 0, 0, True)
    assert taken["applied"] + taken["sealed"] == centre["entries"]  # of health the centre has no key
    assert taken["sealed"] > summary["health"]["screened"]


def test_nothing_is_outstanding_after_the_receipt(summary: dict[str, Any]) -> None:
    assert summary["centre"]["outstanding_before"] == summary["centre"]["entries"] > 0
    assert summary["centre"]["outstanding_after"] == 0


def test_the_screens_are_photographed_in_both_looks(out: Path, summary: dict[str, Any]) -> None:
    moments = ("evening_screens", "supper_screens", "screens")
    made = [picture for moment in moments for picture in summary[moment]["pictures"]]
    for moment in ("kamar-malam", "makan-diberi-malam", "makan-ditolak-malam", "laporan-akhir", "orang-akhir"):
        assert f"layar/{moment}-light.png" in made
    for moment in ("kedatangan-petang", "beranda-petang", "beranda-akhir", "serah-terima-akhir", "rekonsiliasi-akhir"):
        for look in ("light", "dark"):
            assert f"layar/{moment}-{look}.png" in made
    for picture in made:
        with Image.open(out / picture) as image:
            assert image.size == ((1366, 768) if "masuk" not in picture else image.size)
            assert len(image.convert("L").getcolors() or range(256)) > 20  # not blank
    assert not any(summary[moment]["left_out"] for moment in moments)


def test_a_ship_is_closed_only_when_everybody_is_accounted_for(summary: dict[str, Any]) -> None:
    assert summary["too_early"]["code"] == "closing.refused"
    assert summary["too_early"]["refused"]
    assert summary["closing"]["difference"] == 0


def test_the_home_stays_usable(signed_in: list[object], summary: dict[str, Any]) -> None:
    status = call("site", "status", *signed_in).done
    assert status["site"] == "Debarkasi Nunukan"
    assert status["heads"] == summary["centre"]["desk"]["people"]
    assert status["unacknowledged"] == {"Pusat Data Kemensos (contoh)": 0}
    balance = call("reconcile", "--batch", summary["arrival"]["ship"], *signed_in).done
    assert balance["equation"] == summary["reconciliation"]["equation"]


def test_the_centre_is_asked_by_console(out: Path, summary: dict[str, Any]) -> None:
    status = call("central", "status", "--home", out / "pusat", "--json").done
    assert status["sites"][0]["people"] == summary["centre"]["desk"]["people"]
    again = call("central", "ingest", out / summary["centre"]["bundle"], "--home", out / "pusat", "--json").done
    assert [one["state"] for one in again["bundles"]] == ["already"]
    seen = call(
        "bundle", "inspect", out / summary["centre"]["bundle"], "--identity", out / "pusat" / "identity.txt", "--json"
    ).done
    assert seen["signed"]
    assert seen["kind"] == "site"
    assert sum(stream["count"] for stream in seen["streams"]) == summary["centre"]["entries"]


def test_a_receipt_read_twice_changes_nothing(out: Path, signed_in: list[object]) -> None:
    receipt = max((out / "flashdisk").glob("PUSAT-*.pulang"))
    assert call("receipt", "read", receipt, *signed_in).done["state"] == "already"


def test_a_bundle_the_desk_wrote_itself_verifies(out: Path, summary: dict[str, Any], signed_in: list[object]) -> None:
    seen = call("bundle", "verify", out / summary["centre"]["bundle"], *signed_in).done
    assert seen["authors"] == {"good": seen["entries"]}
    assert seen["entries"] == summary["centre"]["entries"] > summary["centre"]["ingested"]["applied"]


def test_a_second_demo_takes_the_place_of_the_first_and_of_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "surat-saya.docx").write_text("bukan milik demo")
    assert call("demo", "--out", tmp_path, "--json").refusal["code"] == "demo.occupied"
    assert (tmp_path / "surat-saya.docx").exists()


def test_the_terminal_gets_one_screen_of_it(summary: dict[str, Any], out: Path) -> None:
    said = on_one_screen(summary, out)
    assert len(said) <= 30
    assert any(summary["reconciliation"]["equation"] in line for line in said)
    assert any("orang lagi" in line for line in said)
    assert max(map(len, said[:-1])) < 200


def test_no_two_pictures_are_the_same(out: Path) -> None:
    taken = [path.read_bytes() for path in (out / "layar").iterdir()]
    assert len(set(taken)) == len(taken)
