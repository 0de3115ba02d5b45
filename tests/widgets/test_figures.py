"""Figures, charts and the preview: right numbers, words beside colours, the keyboard reaches every bar and page."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from app.kernel.headcount import HeadCount
from app.kernel.i18n import set_language
from app.widgets.chart import Bar, BarChart, FlowChart
from app.widgets.figures import BigNumber, ClassStrip, Comparison, Counted, Meter
from app.widgets.labels import counted, signed
from app.widgets.operations import Operations
from app.widgets.pdf_preview import PdfPreview, prepare


def texts(widget: object) -> list[str]:
    return [each.text() for each in widget.findChildren(QLabel) if each.text()]  # type: ignore[attr-defined]


def test_numbers_are_written_as_people_write_them() -> None:
    assert counted(91599) == "91.599"
    assert signed(-2) == "−2"
    assert signed(3) == "+3"
    set_language("en")
    assert counted(91599) == "91,599"


def test_a_big_number_speaks(qtbot: QtBot) -> None:
    tile = BigNumber("Sisa")
    qtbot.addWidget(tile)
    tile.show_number(1200, "dari 1.370")
    assert tile.accessibleName() == "Sisa: 1.200 dari 1.370"
    tile.show_number(None)
    assert tile.accessibleName() == "Sisa: –"


def test_the_class_strip_names_what_is_unknown(qtbot: QtBot) -> None:
    strip = ClassStrip()
    qtbot.addWidget(strip)
    strip.show_count(HeadCount(91, 39, 17, 19, 2))
    assert "2 belum diketahui L/P" in texts(strip)
    assert strip.accessibleName().startswith("Lelaki dewasa 91, Perempuan dewasa 39")


def test_an_overfull_meter_says_so(qtbot: QtBot) -> None:
    meter = Meter()
    qtbot.addWidget(meter)
    meter.show_measure("Kapasitas", 410, 400)
    assert "Kapasitas – lebih 10" in texts(meter)


def test_the_comparison_marks_what_differs(qtbot: QtBot) -> None:
    comparison = Comparison()
    qtbot.addWidget(comparison)
    counts = [
        Counted("Surat", HeadCount(94, 40, 17, 19)),
        Counted("Dermaga", HeadCount(93, 40, 17, 20)),
        Counted("Diperiksa", HeadCount(10, 0, 0, 0), going_on=True),
    ]
    comparison.show_counts(counts, "Selisih satu.", "warn")
    shown = texts(comparison)
    assert "93  (−1)" in shown
    assert "20  (+1)" in shown
    assert "10" in shown
    comparison.show_counts(counts[:1], "Cocok.", "good")
    qtbot.waitUntil(lambda: "93  (−1)" not in texts(comparison))


FLOW = (
    Bar("opening", "Awal", 10),
    Bar("arrived", "Tiba", 170, total=False),
    Bar("left", "Keluar", -14, "warn", total=False),
    Bar("present", "Hadir", 166),
)


def test_a_flow_step_begins_where_the_last_one_ended(qtbot: QtBot) -> None:
    chart = FlowChart("Rekap")
    qtbot.addWidget(chart)
    chart.show_bars(FLOW)
    assert [chart.extent(place) for place in range(4)] == [(0, 10), (10, 180), (180, 166), (0, 166)]
    assert [chart.number_text(place) for place in range(4)] == ["10", "+170", "−14", "166"]


def test_bars_open_by_key_and_by_click(qtbot: QtBot) -> None:
    chart = BarChart("Asal")
    qtbot.addWidget(chart)
    chart.show_bars(FLOW)
    chart.resize(400, chart.height())
    with qtbot.waitSignal(chart.chosen) as chosen:
        qtbot.keyClick(chart, Qt.Key.Key_Down)
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert chosen.args == ["arrived"]
    assert chart.accessibleName() == "Asal: Tiba 170"
    with qtbot.waitSignal(chart.chosen) as chosen:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(60, 3 * 26 + 8))
    assert chosen.args == ["present"]


def pdf(width_mm: float, height_mm: float, pages: int) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, (width_mm / 25.4 * 72, height_mm / 25.4 * 72))
    for number in range(pages):
        canvas.drawString(60, 60, f"halaman {number + 1}")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_the_preview_turns_pages_and_zooms(operations: Operations, qtbot: QtBot) -> None:
    preview = PdfPreview(operations)
    qtbot.addWidget(preview)
    preview.show_pdf(pdf(215, 330, 3), "bast.pdf")
    qtbot.waitUntil(lambda: preview.pages == 3 and not preview._sheet.pixmap().isNull())
    width = preview._sheet.pixmap().width()
    qtbot.keyClick(preview, Qt.Key.Key_PageDown)
    assert preview.page == 1
    qtbot.keyClick(preview, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: preview._sheet.pixmap().width() > width)
    preview.turn(9)
    assert preview.page == 2
    qtbot.waitUntil(lambda: operations.idle)


@pytest.mark.parametrize(("width", "height"), [(210.0, 297.0), (215.0, 330.0), (330.0, 215.0)])
def test_printing_keeps_paper_and_pages(
    operations: Operations, qtbot: QtBot, tmp_path: Path, width: float, height: float
) -> None:
    preview = PdfPreview(operations)
    qtbot.addWidget(preview)
    preview.show_pdf(pdf(width, height, 2), "bast.pdf")
    qtbot.waitUntil(lambda: preview.pages == 2)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    prepare(printer, (width / 25.4 * 72, height / 25.4 * 72))
    with qtbot.waitSignal(preview.printed):
        preview.print_on(printer)
    pages = PdfReader(tmp_path / "out.pdf").pages
    assert len(pages) == 2
    shown = [float(side) / 72 * 25.4 for side in (pages[0].mediabox.width, pages[0].mediabox.height)]
    assert shown == pytest.approx([width, height], abs=1)
    qtbot.waitUntil(lambda: operations.idle)
