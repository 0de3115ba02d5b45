"""A reading as the console prints it: `manifest import --json`."""

from app.manifest.reading.model import LetterHints, Reading, ReadLine


def to_json(reading: Reading) -> dict[str, object]:
    """Plain JSON values; without sensitive cells, which no console prints."""
    return {
        "format": reading.format,
        "file_digest": reading.file_digest,
        "sheet": reading.sheet,
        "sheets": list(reading.sheets),
        "header_row": reading.header_row,
        "columns": dict(reading.columns),
        "rows": len(reading.lines),
        "lines": [_line(line) for line in reading.lines],
        "set_aside": [{"row": aside.row, "text": aside.text, "why": aside.why} for aside in reading.set_aside],
        "problems": [
            {"row": problem.row, "field": problem.field, "text": problem.text} for problem in reading.problems
        ],
        "letter": _letter(reading.letter),
    }


def _line(line: ReadLine) -> dict[str, object]:
    return {
        "row": line.row,
        "sheet": line.sheet,
        "list_no": line.list_no,
        "name": line.name,
        "given": line.given,
        "bin": line.father,
        "alias": list(line.alias),
        "sex": line.sex,
        "birth_date": line.birth_date.isoformat() if line.birth_date else None,
        "birth_precision": line.birth_precision,
        "birth_year": line.birth_year,
        "birth_place": line.birth_place,
        "age": line.age,
        "age_months": line.age_months,
        "nik": line.nik,
        "nik_state": line.nik_state,
        "documents": [{"kind": kind, "number": number} for kind, number in line.documents],
        "nationality": line.nationality,
        "province": line.province,
        "regency": line.regency,
        "district": line.district,
        "village": line.village,
        "address": line.address,
        "depot": line.depot,
        "relation": line.relation,
        "note": line.note,
    }


def _letter(letter: LetterHints) -> dict[str, object]:
    return {
        "sender": letter.sender,
        "number": letter.number,
        "date": letter.date.isoformat() if letter.date else None,
        "depot": letter.depot,
        "ship": letter.ship,
        "port": letter.port,
        "scheme": letter.scheme,
        "counts": letter.counts.by_class() if letter.counts else None,
        "total": letter.total,
    }
