"""The messy letters of the sample ship against the truth about them, by the console."""

import csv
from pathlib import Path
from typing import Any

import pytest

from app.console.demo.scene import demo_file
from tests.helpers.console import call, run
from tests.journeys.quay import LETTERS

ARRIVALS = "arrivals.csv"


def truth(name: str) -> list[dict[str, str]]:
    with demo_file(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def documents(line: dict[str, Any]) -> str:
    return "; ".join(f"{paper['kind'] or ''}:{paper['number']}" for paper in line["documents"])


@pytest.mark.parametrize("letter", LETTERS)
def test_every_person_equals_the_truth(letter: str) -> None:
    answer = run("manifest", "import", demo_file(letter), "--dry-run", "--json")
    lines, wanted = answer.done["lines"], [row for row in truth("truth-lines.csv") if row["file"] == letter]
    assert answer.err == ""
    assert answer.json["rows"] == len(lines) == len(wanted)
    for line, row in zip(lines, wanted, strict=True):
        told = (line["row"], line["name"], line["sex"] or "", line["birth_date"] or "", line["nik"] or "")
        assert told == (int(row["row"]), row["name"], row["sex"], row["birth_date"], row["nik"])
        assert documents(line) == row["documents"]
        assert (line["given"], line["bin"] or "", "; ".join(line["alias"])) == (
            row["given"],
            row["father"],
            row["alias"],
        )


def matched(letter: str, folder: Path) -> list[dict[str, str]]:
    """What `match` says of each arrival against one letter."""
    out = folder / f"{letter}.csv"
    done = call("match", demo_file(letter), demo_file(ARRIVALS), "--out", out, "--top", 5, "--json").done
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert done["match"] + done["review"] + done["none"] == len(rows) == len(truth("truth-match.csv"))
    assert out.with_suffix(".candidates.csv").exists()
    return rows


def test_matching_the_truth_list(tmp_path: Path) -> None:
    right = proposed = wrong_automatic = there = 0
    for letter in LETTERS:
        for row, wanted in zip(matched(letter, tmp_path), truth("truth-match.csv"), strict=True):
            assert row["arrival_row"] == wanted["arrival_row"]
            lines = {wanted["line"]} if wanted["file"] == letter else set()
            lines |= {wanted["also_line"]} if wanted["also_file"] == letter else set()
            there += bool(lines)
            proposed += bool(row["manifest_row"])
            right += row["manifest_row"] in lines
            wrong_automatic += row["decision"] == "match" and row["manifest_row"] not in lines
            assert row["why"]
    assert wrong_automatic == 0
    assert 2 * right / (proposed + there) >= 0.97


def test_both_letters_name_two_people_twice(tmp_path: Path) -> None:
    """The duplicates inside one list: the arrivals have none, so nothing is certain there."""
    out = tmp_path / "ganda.csv"
    assert call("dedupe", demo_file(ARRIVALS), "--out", out, "--json").done["out"] == str(out)
    with out.open(encoding="utf-8", newline="") as file:
        assert not [row for row in csv.DictReader(file) if row["decision"] == "match"]
