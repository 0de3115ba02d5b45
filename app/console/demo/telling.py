"""The summary of the demo in plain words, in the order of the days; for people, where summary.json is for programs."""

import textwrap
from collections.abc import Iterator
from typing import Any

from app.reference.enumerations import indonesian_of

WIDTH = 118
"""Letters of a line, but where names are listed."""
LABEL = 14
ONLY_IN_THE_FILE = ("Dermaga", "Larut malam", "Laporan", "Waktu")
"""Steps a terminal does without."""

Summary = dict[str, Any]


def told(summary: Summary, most: int | None = None) -> Iterator[str]:
    """Everything; `most` names behind each number, all of them when it is None."""
    yield f"{summary['post']['site']}: {summary['arrival']['ship']}"
    yield ""
    yield "Kedatangan"
    yield from _arrival(summary)
    yield ""
    yield "Malam pertama"
    yield from _night(summary, most)
    yield ""
    yield "Pagi, keberangkatan, dan serah terima"
    yield from _morning(summary)
    yield ""
    yield "Dua hari kemudian"
    yield from _receipts(summary)
    yield ""
    yield "Rekap orang"
    yield from _balance(summary, most)
    yield ""
    yield "Pusat"
    yield from _centre(summary)


def on_terminal(summary: Summary, most: int) -> list[str]:
    """The same on one screen: no headings, and of most steps the first line."""
    lines = list(told(summary, most))
    short = [lines[0]]
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if line.startswith("  ") and line[2] != " " and not line.strip().startswith(ONLY_IN_THE_FILE):
            short.append(f"{line} …" if following.startswith("   ") else line)
    return short


def _said(label: str, text: str) -> Iterator[str]:
    """“  Kamar         …”, further lines below the text."""
    first, rest = f"  {label:<{LABEL}}", " " * (LABEL + 2)
    yield from textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)


def _arrival(summary: Summary) -> Iterator[str]:
    recheck = summary["recheck"]
    for name, taken in summary["letters"].items():
        text = (
            f"{taken['lines']} orang di {name}; {taken['set_aside']} baris disisihkan, {taken['sealed']} isian disegel"
        )
        yield from _said("Surat", text)
    yield from _said("Dermaga", f"{summary['gangway']['total']} orang turun, tiap kepala mendapat kartu")
    kinds = recheck["by_matcher"]
    asked = f"{kinds['match']} yakin, {kinds['review']} ditanyakan, {kinds['none']} tidak ada di daftar"
    yield from _said("Pencocokan", asked)
    yield from _said("Pemeriksaan", recheck["words"])


def _night(summary: Summary, most: int | None) -> Iterator[str]:
    night = summary["night"]
    yield from _said("Kesehatan", _health(summary["health"]))
    yield from _said("Kamar", _rooms(summary["house"]))
    for left in summary["house"]["unplaced"] if most is None else ():
        yield from _said("", f"- {', '.join(left['people'])}: {left['why']}")
    yield from _said("Makan malam", _meals(summary["supper"] | summary["supper_closed"]))
    yield from _said("", f"Kartu kedua kali: {summary['supper']['second_scan']['said']} Ditolak.")
    yield from _said("Bantuan", _kit(summary["aid"]))
    gate = summary["gate"]
    text = (
        f"{gate['out']} {gate['back']} Daftar darurat saat itu: {gate['inside']} di dalam, {gate['elsewhere']} di luar"
    )
    yield from _said("Gerbang", text)
    shift = summary["shift"]
    text = f"{shift['number']}: {shift['giver']} kepada {shift['taker']}, {shift['present']} orang di rumah"
    counted = f"{shift['counted']} barang gudang dihitung, {_differing(shift['differences'])}"
    yield from _said("Giliran jaga", f"{text}; {counted}")
    yield from _said("Larut malam", f"{night['called_at_first']} ternyata {night['named']}; lahir {night['born']}")


def _morning(summary: Summary) -> Iterator[str]:
    daily, way = summary["daily"], summary["departure"]
    yield from _said("Makan pagi", _meals(summary["breakfast"]))
    people = "; ".join(f"{label.lstrip('+−= ').lower()} {number}" for label, number in daily["people"].items())
    yield from _said("Laporan", f"laporan harian PDF dan XLSX: {people}")
    yield from _said(
        "Berangkat",
        f"{way['title']}: {way['aboard']} orang naik dengan {way['scanned']} kartu; manifes {way['manifest']}",
    )
    for paper in summary["handover"]["basts"]:
        genuine = summary["papers"][paper["pdf"].rpartition("/")[2]].replace("_", " ")
        text = (
            f"{paper['number']} ({paper['paper']}) kepada {paper['receiver']}: {paper['counts']['total']} orang, "
            f"{paper['state_words']}; kode pendek {paper['short_code']}; {genuine}"
        )
        yield from _said("BAST", text)


def _receipts(summary: Summary) -> Iterator[str]:
    answer, closed = summary["receiving"], summary["closing_papers"]
    missing = "; ".join(f"{one['name']} tidak hadir ({one['why']})" for one in answer["missing"])
    text = f"{answer['office']} memeriksa {answer['listed']} orang: {answer['received']} diterima; {missing}"
    yield from _said("Penerima", text)
    for line in answer["read"]:
        yield from _said("Tanda terima", line)
    yield from _said("Penutupan", f"rombongan ditutup, berita acara rekonsiliasi {closed['record']['number']}")
    yield from _said("", f"laporan rombongan {closed['report']['number']} kepada {closed['report']['to']}")


def _balance(summary: Summary, most: int | None) -> Iterator[str]:
    balance = summary["reconciliation"]
    yield f"  {balance['equation']}"
    for account in balance["accounts"]:
        name = indonesian_of("akun_orang", account["account"])
        yield f"  {name} {account['count']['total']}: {_named(account['people'], most)}"


def _centre(summary: Summary) -> Iterator[str]:
    centre = summary["centre"]
    yield from _said("Berkas", f"{centre['bundle']}, {centre['entries']} catatan")
    for site, people in centre["centre"].items():
        counts = ", ".join(f"{_small(indonesian_of('akun_orang', code))} {n}" for code, n in people["people"].items())
        doubt = f"{people['suspense']} diragukan" if people["suspense"] else "tidak ada yang diragukan"
        yield from _said("Di pusat", f"{site}: {counts}; {doubt}")
    yield from _said("Sesudahnya", centre["standing"])
    yield from _said("Waktu", f"{summary['seconds']} detik".replace(".", ","))


def _health(health: Summary) -> str:
    known = [f"{name.lower()} {number}" for name, number in health["verdicts"].items() if number is not None]
    small = "rincian hasil tidak disebut karena ada yang kurang dari 5 orang"
    return f"{health['screened']} orang diskrining, {health['waiting']} menunggu; {', '.join(known) or small}"


def _rooms(house: Summary) -> str:
    rooms = ", ".join(f"{name.lower()} {number}" for name, number in house["rooms"].items())
    reasons: dict[str, int] = {}
    for left in house["unplaced"]:
        reasons[left["why"]] = reasons.get(left["why"], 0) + len(left["people"])
    why = "; ".join(f"{number} orang: {reason}" for reason, number in reasons.items())
    text = f"{sum(house['rooms'].values())} kamar ({rooms}), {house['places']} tempat: {house['placed']} dari "
    return f"{text}{house['people']} orang ditempatkan, {house['without']} belum" + (f" ({why})" if why else "")


def _meals(meals: Summary) -> str:
    lines = [f"{one['name'].lower()} {one['eaten']} dari {one['planned']} porsi rencana" for one in meals["meals"]]
    closed = "hitungan dapur cocok" if meals["closed"] else "hitungan dapur belum cocok"
    return f"{meals['scanned']} kartu dipindai; {', '.join(lines)}; {closed}"


def _kit(given: Summary) -> str:
    return f"{given['number']}: {given['pieces']} barang kepada {given['to']}. Diminta lagi, ditolak: {given['again']}"


def _differing(number: int) -> str:
    return f"{number} selisih" if number else "tanpa selisih"


def _small(text: str) -> str:
    """Within a sentence; abbreviations stay as they are."""
    return text[:1].lower() + text[1:]


def _named(people: list[dict[str, Any]], most: int | None) -> str:
    shown = ", ".join(person["name"] for person in people[:most])
    more = len(people) - (len(people) if most is None else most)
    return f"{shown} … dan {more} orang lagi" if more > 0 else shown
