"""Text lists (CSV, TSV, pasted): the encoding and separator guessed from the text itself."""

import codecs
import csv
import re
from collections import Counter
from io import StringIO
from typing import Literal

from app.manifest.reading import limits
from app.manifest.reading.grid import Grid, Row, RowBudget, Sheet, clean
from app.manifest.reading.limits import RefusedError

SEPARATORS = (";", "\t", ",", "|")
_SAMPLE_ROWS = 300
_RUNAWAY_LINES = 12
_LIST_NUMBER = re.compile(r"^\s*(\d{1,4})\s*[.)\-]\s*(?=\D)")
_WIDE_SPACE = re.compile(r"\s{2,}|\t")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def decode(data: bytes) -> str:
    """The text of the bytes: a byte order mark first, then UTF-16 by its zeros, UTF-8, and last cp1252."""
    if data.startswith(codecs.BOM_UTF8):
        return data.decode("utf-8-sig", "replace")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    sample = data[:4000]
    if sample.count(0) > len(sample) // 4:
        even = sample[::2].count(0) > sample[1::2].count(0)
        return data.decode("utf-16-be" if even else "utf-16-le", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def read_delimited(data: bytes) -> Grid:
    """A CSV or TSV file as one sheet."""
    text = decode(data)
    if not text.strip():
        raise RefusedError("empty")
    if len(_CONTROL.findall(text[:20_000])) > 4:
        raise RefusedError("not_a_list")
    if re.match(r"\s*(<!doctype html|<html|<table|<\?xml)", text[:400], re.IGNORECASE):
        raise RefusedError("web_page")
    return Grid("csv", [Sheet("", parse(text))])


def parse(text: str) -> list[Row]:
    """Rows of a separated text, or of a plain one written with wide gaps or list numbers."""
    csv.field_size_limit(limits.MAX_FILE_BYTES)
    hint = re.match(r"sep=(.)\r?\n", text, re.IGNORECASE)
    if hint:
        return _rows(text[hint.end() :], hint[1], csv.QUOTE_MINIMAL)
    separator = sniff(text)
    if separator is None:
        return _loose_rows(text)
    return _rows(text, separator, csv.QUOTE_NONE if _runs_away(text, separator) else csv.QUOTE_MINIMAL)


def _runs_away(text: str, separator: str) -> bool:
    """Whether an unclosed quote swallows the lines after it."""
    reader = csv.reader(StringIO(text), delimiter=separator)
    return '"' in text and any(cell.count("\n") > _RUNAWAY_LINES for row in reader for cell in row)


def sniff(text: str) -> str | None:
    """The separator that cuts most lines into the same number of pieces; None when none does."""
    head = text[:200_000]
    scored = [(_evenness(head, separator), separator) for separator in SEPARATORS]
    best = max(scored, key=lambda pair: pair[0])
    return best[1] if best[0] > 0 else None


def _evenness(text: str, separator: str) -> float:
    """Lines cut alike, weighted by how finely; 0 when the separator hardly occurs."""
    widths: Counter[int] = Counter()
    for index, row in enumerate(csv.reader(StringIO(text), delimiter=separator)):
        if index >= _SAMPLE_ROWS:
            break
        if any(row):
            widths[len(row)] += 1
    cut = {width: lines for width, lines in widths.items() if width > 1}
    if not cut or sum(cut.values()) * 3 < sum(widths.values()):
        return 0.0
    width, lines = max(cut.items(), key=lambda pair: (pair[1], pair[0]))
    return lines * min(width, 12) / sum(widths.values())


def _rows(text: str, separator: str, quoting: Literal[0, 3]) -> list[Row]:
    budget = RowBudget()
    reader = csv.reader(StringIO(text), delimiter=separator, quoting=quoting)
    try:
        return [budget.take([clean(cell) for cell in row]) for row in reader]
    except csv.Error as error:
        raise RefusedError("damaged") from error


def _loose_rows(text: str) -> list[Row]:
    budget = RowBudget()
    return [budget.take(_loose_row(line)) for line in text.splitlines()]


def _loose_row(line: str) -> Row:
    """One line of a list typed by hand: its number, then pieces parted by wide gaps."""
    number = _LIST_NUMBER.match(line)
    rest = line[number.end() :] if number else line
    pieces: Row = [clean(piece) for piece in _WIDE_SPACE.split(rest.strip()) if piece]
    return [number[1], *pieces] if number else pieces
