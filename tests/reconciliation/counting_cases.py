"""Counts of real batches that did not agree in public reports, and two that did (13, 15); figures only, no names.

Each case: what was reported, and what the product must say about it.
"""

from dataclasses import dataclass

from app.reconciliation.rules import BatchFigures, Breakdown, Statement


@dataclass(frozen=True)
class CountingCase:
    """One reported batch or period: its figures, the codes of the findings, and the words that must come."""

    number: int
    day: str
    figures: BatchFigures
    codes: tuple[str, ...]
    words: tuple[str, ...]


FOURTEEN = (
    CountingCase(
        1,
        "2013-02-22 Nunukan",
        BatchFigures(
            manifest=200,
            actual=192,
            absent={"batal": 8},
            breakdowns=(Breakdown("kelompok", {"L": 170, "P": 26, "anak": 4}, of="surat"),),
        ),
        (),
        ("Surat 200, diperiksa 192: kurang 8.", "Dijelaskan: batal berangkat 8."),
    ),
    CountingCase(
        2,
        "2013-01-11 Nunukan",
        BatchFigures(manifest=112, actual=107, absent={"proses_hukum": 5}),
        (),
        ("Surat 112, diperiksa 107: kurang 5.", "Dijelaskan: masih proses hukum 5."),
    ),
    CountingCase(
        3,
        "2023-03-10 Nunukan",
        BatchFigures(manifest=259, gangway=247, actual=246),
        ("manifest.unexplained",),
        (
            "Surat 259, turun kapal 247: kurang 12.",
            "Turun kapal 247, diperiksa 246: kurang 1.",
            "Selisih 13 belum dijelaskan.",
        ),
    ),
    CountingCase(
        4,
        "2021-10-21 Nunukan",
        BatchFigures(
            manifest=197,
            actual=193,
            absent={"positif_covid": 3, "dokumen": 1},
            breakdowns=(
                Breakdown("kelompok", {"L": 144, "P": 40, "anak": 9}, "berita A"),
                Breakdown("kelompok", {"LD": 132, "PD": 44, "AL": 12, "AP": 5}, "berita B"),
            ),
        ),
        ("breakdown.rival",),
        (
            "Surat 197, diperiksa 193: kurang 4.",
            "Dijelaskan: positif Covid-19 3, kelengkapan dokumen 1.",
            (
                "Dua rincian menurut kelompok tidak sama: berita A: L 144, P 40, anak 9; "
                "berita B: LD 132, PD 44, AL 12, AP 5."
            ),
        ),
    ),
    CountingCase(
        5,
        "2022-08-11 Nunukan",
        BatchFigures(
            manifest=139,
            actual=138,
            absent={"sakit": 1},
            breakdowns=(Breakdown("kelompok", {"L": 103, "P": 23, "anak": 13}),),
        ),
        ("breakdown.sum",),
        (
            "Surat 139, diperiksa 138: kurang 1.",
            "Dijelaskan: sakit atau dirawat 1.",
            (
                "Rincian menurut kelompok berjumlah 139 dari 138: selisih 1 belum dijelaskan. "
                "Angkanya sama dengan surat; mungkin rincian itu dibuat dari surat."
            ),
        ),
    ),
    CountingCase(
        6,
        "2018-04-19 Nunukan",
        BatchFigures(
            actual=194,
            breakdowns=(Breakdown("kasus", {"kasus 1": 139, "kasus 2": 57, "kasus 3": 2}),),
            statements=(Statement("anak", "surat", 14), Statement("anak", "dermaga", 13)),
        ),
        ("breakdown.sum", "sources.differ"),
        (
            "Rincian menurut kasus berjumlah 198 dari 194: selisih 4 belum dijelaskan.",
            "Jumlah anak berbeda menurut sumber: surat 14, dermaga 13; selisih 1 belum dijelaskan.",
        ),
    ),
    CountingCase(
        7,
        "2025-11-13 Batam",
        BatchFigures(
            statements=(Statement("orang", "KJRI", 302), Statement("orang", "Kemlu", 300)),
            breakdowns=(
                Breakdown("kelompok", {"LD": 221, "PD": 67, "AL": 8, "AP": 6}, "KJRI"),
                Breakdown("kelompok", {"LD": 221, "PD": 66, "AL": 5, "AP": 8}, "Kemlu"),
            ),
        ),
        ("breakdown.rival", "sources.differ"),
        (
            (
                "Dua rincian menurut kelompok tidak sama: KJRI: LD 221, PD 67, AL 8, AP 6; "
                "Kemlu: LD 221, PD 66, AL 5, AP 8."
            ),
            "Jumlah orang berbeda menurut sumber: KJRI 302, Kemlu 300; selisih 2 belum dijelaskan.",
        ),
    ),
    CountingCase(
        8,
        "2025-06-12 Batam",
        BatchFigures(actual=232, breakdowns=(Breakdown("kelompok", {"L": 156, "P": 67, "anak": 7}),)),
        ("breakdown.sum",),
        ("Rincian menurut kelompok berjumlah 230 dari 232: selisih 2 belum dijelaskan.",),
    ),
    CountingCase(
        9,
        "2026-02-10 Nunukan",
        BatchFigures(statements=(Statement("orang", "berita A", 217), Statement("orang", "berita B", 221))),
        ("sources.differ",),
        ("Jumlah orang berbeda menurut sumber: berita A 217, berita B 221; selisih 4 belum dijelaskan.",),
    ),
    CountingCase(
        10,
        "2014 Nunukan",
        BatchFigures(
            statements=(
                Statement("orang", "BP3TKI", 3643),
                Statement("orang", "Konsulat", 3641),
                Statement("orang", "Imigrasi", 3640),
            )
        ),
        ("sources.differ",),
        (
            (
                "Jumlah orang berbeda menurut sumber: BP3TKI 3.643, Konsulat 3.641, Imigrasi 3.640; "
                "selisih 3 belum dijelaskan."
            ),
        ),
    ),
    CountingCase(
        11,
        "2023 Entikong",
        BatchFigures(
            statements=(
                Statement("orang", "BNPP", 3790),
                Statement("orang", "KJRI (deportasi)", 3758),
                Statement("orang dalam repatriasi", "KJRI", 183),
            )
        ),
        ("sources.differ",),
        ("Jumlah orang berbeda menurut sumber: BNPP 3.790, KJRI (deportasi) 3.758; selisih 32 belum dijelaskan.",),
    ),
    CountingCase(
        12,
        "2013-04-12 Nunukan",
        BatchFigures(
            actual=138,
            breakdowns=(Breakdown("bagian", {"bagian 1": 113, "bagian 2": 16, "bagian 3": 2, "bagian 4": 1}),),
        ),
        ("breakdown.sum",),
        ("Rincian menurut bagian berjumlah 132 dari 138: selisih 6 belum dijelaskan.",),
    ),
    CountingCase(
        13,
        "2023-04-11 Nunukan",
        BatchFigures(
            actual=182,
            breakdowns=(
                Breakdown(
                    "provinsi",
                    {
                        "provinsi 1": 56,
                        "provinsi 2": 3,
                        "provinsi 3": 77,
                        "provinsi 4": 7,
                        "provinsi 5": 3,
                        "provinsi 6": 34,
                        "provinsi 7": 2,
                    },
                ),
            ),
        ),
        (),
        ("Semua angka cocok.",),
    ),
    CountingCase(
        14,
        "2025-09-25 Nunukan",
        BatchFigures(
            actual=209,
            breakdowns=(Breakdown("provinsi", {"semua provinsi": 204}), Breakdown("kasus", {"semua kasus": 210})),
        ),
        ("breakdown.sum", "breakdown.sum"),
        (
            "Rincian menurut provinsi berjumlah 204 dari 209: selisih 5 belum dijelaskan.",
            "Rincian menurut kasus berjumlah 210 dari 209: selisih 1 belum dijelaskan.",
        ),
    ),
)

GOOD = (
    CountingCase(
        15,
        "2025-01-23 Nunukan",
        BatchFigures(actual=166, breakdowns=(Breakdown("kelompok", {"LD": 91, "PD": 39, "AL": 17, "AP": 19}),)),
        (),
        ("Semua angka cocok.",),
    ),
)
