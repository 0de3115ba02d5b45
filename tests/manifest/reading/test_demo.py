"""The shipped demo letters, read and held against the truth file."""

import csv
import datetime
import importlib.util
import sys
import tomllib
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from app.kernel.paths import resource
from app.manifest.reading.model import Reading, ReadLine
from app.manifest.reading.reader import read_file
from app.matching.names import read_name

TODAY = datetime.date(2026, 1, 23)
LETTERS = {"surat-1-tawau.xlsx": 112, "surat-2-kota-kinabalu.csv": 56}
PACKAGING = Path(__file__).resolve().parents[3] / "packaging"


def table(name: str) -> list[dict[str, str]]:
    with resource("demo", name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    return {name: read_file(resource("demo", name), today=TODAY) for name in LETTERS}


def facts(line: ReadLine) -> dict[str, str]:
    return {
        "name": line.name,
        "given": line.given,
        "father": line.father or "",
        "alias": "|".join(line.alias),
        "sex": line.sex or "",
        "birth_date": line.birth_date.isoformat() if line.birth_date else "",
        "birth_precision": line.birth_precision or "",
        "birth_year": str(line.birth_year or ""),
        "age": "" if line.age is None else str(line.age),
        "nik": line.nik or "",
        "nik_state": line.nik_state,
        "documents": ";".join(f"{kind}:{number}" for kind, number in line.documents),
        "relation": line.relation or "",
    }


@pytest.mark.parametrize("name", LETTERS)
def test_every_person_equals_the_truth(readings: dict[str, Reading], name: str) -> None:
    truth = {int(row["row"]): row for row in table("truth-lines.csv") if row["file"] == name}
    lines = {line.row: line for line in readings[name].lines}
    assert len(truth) == LETTERS[name]
    assert lines.keys() == truth.keys()
    wrong = [
        (row, key, found, truth[row][key])
        for row, line in lines.items()
        for key, found in facts(line).items()
        if found != truth[row][key] and not (key == "relation" and name.endswith(".csv"))
    ]
    assert wrong == []


@pytest.mark.parametrize("name", LETTERS)
def test_cutting_a_name_agrees_with_the_matcher(readings: dict[str, Reading], name: str) -> None:
    """Names are cut here as written and compared there in plain words; both must see the same parts."""
    for line in readings[name].lines:
        parts = read_name(line.given, line.father or "", line.alias)
        assert read_name(line.name) == parts, line.name


def test_rows_that_are_no_people_are_set_aside_with_a_reason(readings: dict[str, Reading]) -> None:
    first = Counter(aside.why for aside in readings["surat-1-tawau.xlsx"].set_aside)
    assert first["judul kolom berulang"] == 2
    assert first["sambungan halaman"] == 1
    assert first["nomor kolom"] == 1
    assert first["jumlah"] == 1
    assert first["tanda tangan atau penutup surat"] >= 3
    assert first["lembar tanpa daftar orang"] == 1
    second = Counter(aside.why for aside in readings["surat-2-kota-kinabalu.csv"].set_aside)
    assert second["sambungan halaman"] == second["judul kolom berulang"] == second["jumlah"] == 1


def test_health_and_case_cells_are_only_in_the_sealed_part(readings: dict[str, Reading]) -> None:
    for reading in readings.values():
        assert {"case", "health"} <= {*reading.columns.values()}
        for line in reading.lines:
            assert line.sensitive["case"]
            assert line.sensitive["health"]
            shown = " ".join((*line.original.values(), line.note or "", *(problem.text for problem in line.problems)))
            assert not {"Sehat", "Overstay", "TBC", "Narkoba", "Hipertensi", "Hamil"} & {
                *shown.replace(",", " ").split()
            }
    sealed = [line for reading in readings.values() for line in reading.lines if "note" in line.sensitive]
    assert [line.sensitive["note"] for line in sealed] == ["suspek TBC, pakai masker"]
    assert sealed[0].note is None


def test_the_letters_headers_equal_the_scene(readings: dict[str, Reading]) -> None:
    scene = tomllib.loads(resource("demo", "scene.toml").read_text(encoding="utf-8"))
    for letter in scene["letter"]:
        hints = readings[letter["file"]].letter
        assert hints.number == letter["number"]
        assert hints.date == letter["date"]
        assert (hints.sender or "").lower() == letter["sender"].lower()
        assert hints.depot == letter["depot"]
        assert hints.ship == scene["arrival"]["ship"]
        assert hints.scheme == letter["scheme"]
        assert hints.counts is not None
        assert hints.counts.by_class() == letter["counts"]
        assert hints.counts.total == letter["people"] == len(readings[letter["file"]].lines)


def test_the_arrivals_read_as_a_list_themselves() -> None:
    reading = read_file(resource("demo", "arrivals.csv"), today=TODAY)
    matches = table("truth-match.csv")
    assert len(reading.lines) == len(matches) == 166
    assert sum(1 for match in matches if not match["file"]) == 4
    assert sum(1 for match in matches if match["also_file"]) == 2
    listed = {(match["file"], match["row"]) for match in matches if match["file"]}
    assert listed <= {(row["file"], row["row"]) for row in table("truth-lines.csv")}


def test_the_generator_still_makes_these_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(PACKAGING))
    maker = load("make_demo")
    monkeypatch.setattr(maker, "TARGET", tmp_path)
    maker.main()
    made = sorted(path.name for path in tmp_path.iterdir())
    assert made == sorted(path.name for path in resource("demo").iterdir())
    for name in made:
        assert (tmp_path / name).read_bytes() == resource("demo", name).read_bytes(), name


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, PACKAGING / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
