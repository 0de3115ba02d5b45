"""Cells of a workbook: whatever a name holds, the file opens again, and nothing in it is a formula."""

from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from app.printing.worksheet import put


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("=cmd|'/c calc'!A1", "=cmd|'/c calc'!A1"),
        ("+62811", "+62811"),
        ("@SUM(A1)", "@SUM(A1)"),
        ("#N/A", "#N/A"),
        ("\u202e=1+1", "=1+1"),
        ("Siti\ufffe \uffff\x0bAminah\x00", "Siti Aminah"),
        ("Ita 😀 محمد", "Ita 😀 محمد"),
        ("a" * 40_000, "a" * 32_000),
    ],
)
def test_any_text_is_kept_as_text(written: str, read: str) -> None:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    put(sheet.cell(1, 1), written)
    out = BytesIO()
    made.save(out)
    opened = load_workbook(BytesIO(out.getvalue())).active
    assert opened is not None
    cell = opened.cell(1, 1)
    assert (cell.value, cell.data_type) == (read, "s")
    assert cell.quotePrefix or read[0] not in "=+@"
