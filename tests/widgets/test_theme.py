"""The look: every colour name exists in both palettes, every text can be read, one style sheet call in the program."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetrics
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.kernel.paths import resource
from app.widgets import icons, theme
from app.widgets.theme import Theme, dress, freshen, palettes, style_sheet, ui_font

TEXT_ON = [
    *((text, ground) for text in ("text", "muted", "faint", "accent") for ground in ("window", "surface", "hover")),
    *((tone, ground) for tone in ("good", "warn", "bad") for ground in ("window", "surface", f"{tone}-soft")),
    *(("on-accent", ground) for ground in ("accent-fill", "accent-hover", "accent-pressed", "bad-fill", "bad-hover")),
    ("text", "selected"),
    ("accent", "accent-soft"),
    ("on-tip", "tip"),
]
MARKS_ON = [(mark, "surface") for mark in ("good-fill", "warn-fill", "bad-fill", "accent-fill", "accent")]


def luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(QColor(one)), luminance(QColor(other))))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_every_text_can_be_read(name: str, text: str, ground: str) -> None:
    assert contrast(palettes()[name][text], palettes()[name][ground]) >= 4.5


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("mark", "ground"), MARKS_ON)
def test_every_mark_can_be_seen(name: str, mark: str, ground: str) -> None:
    assert contrast(palettes()[name][mark], palettes()[name][ground]) >= 3


def test_both_palettes_have_the_same_names() -> None:
    assert palettes()["light"].keys() == palettes()["dark"].keys()


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_style_sheet_is_filled_completely(name: str) -> None:
    assert "@" not in style_sheet(name)


def test_every_picture_the_style_sheet_names_exists() -> None:
    template = resource("theme.qss").read_text(encoding="utf-8")
    names = re.findall(r"url\(glyph:([^)]+)\)", template)
    assert names
    assert all(resource("icons", "controls", name).exists() for name in names)


def test_there_is_one_style_sheet_call() -> None:
    sources = Path(theme.__file__).parents[1].rglob("*.py")
    calls = [path for path in sources for _call in re.findall(r"\.setStyleSheet\(", path.read_text(encoding="utf-8"))]
    assert calls == [Path(theme.__file__)]


def test_fonts_are_small_and_licensed() -> None:
    files = list(resource("fonts", "inter").glob("*.ttf"))
    assert len(files) == len(theme.WEIGHTS)
    assert all(file.stat().st_size < 1_000_000 for file in files)
    assert "Open Font License" in resource("fonts", "inter", "OFL.txt").read_text(encoding="utf-8")


def test_digits_have_one_width_even_when_styled(theme: Theme, qtbot: QtBot) -> None:
    label = QLabel("1")
    label.setProperty("role", "figure")
    qtbot.addWidget(label)
    dress(label)
    label.ensurePolished()
    metrics = QFontMetrics(label.font())
    assert QFontInfo(label.font()).family() == "Inter"
    assert {metrics.horizontalAdvance(digit * 8) for digit in "0123456789"} == {metrics.horizontalAdvance("0" * 8)}


def test_the_shipped_font_is_used_in_its_weights(theme: Theme) -> None:
    for weight in (QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.DemiBold):
        font = ui_font()
        font.setWeight(weight)
        assert QFontInfo(font).weight() == weight


def test_icons_follow_the_theme(theme: Theme, qtbot: QtBot) -> None:
    button = QPushButton("Simpan")
    qtbot.addWidget(button)
    icons.put_icon(button, "save")
    light = button.icon().pixmap(18, 18).toImage()
    theme.apply("dark")
    icons.redraw(button)
    assert button.icon().pixmap(18, 18).toImage() != light
    theme.apply("light")


def test_a_widget_follows_the_theme(theme: Theme, qtbot: QtBot) -> None:
    label = QLabel("teks")
    qtbot.addWidget(label)
    dress(label)
    label.show()
    light = label.palette().windowText().color()
    with qtbot.waitSignal(theme.changed):
        theme.apply("dark")
    assert label.palette().windowText().color() != light
    theme.apply("light")


def test_what_is_out_of_sight_follows_afterwards_or_when_it_is_shown(theme: Theme, qtbot: QtBot) -> None:
    hidden, shown_later = QLabel("teks"), QLabel("teks")
    for label in (hidden, shown_later):
        qtbot.addWidget(label)
        dress(label)
    light = hidden.styleSheet()
    theme.apply("dark")
    assert hidden.styleSheet() == light
    freshen(shown_later)
    assert shown_later.styleSheet() == style_sheet("dark")
    with qtbot.waitSignal(theme.worn):
        pass
    qtbot.waitUntil(lambda: hidden.styleSheet() == style_sheet("dark"))
    theme.apply("light")


def test_a_part_inside_a_dressed_one_is_not_dressed_twice(theme: Theme, qtbot: QtBot) -> None:
    outer = QWidget()
    qtbot.addWidget(outer)
    inner = QLabel("teks", outer)
    dress(outer)
    dress(inner)
    assert outer.styleSheet()
    assert not inner.styleSheet()


def test_twenty_thousand_void_calls_do_not_wear_out_none(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    for number in range(20_000):
        label.setObjectName(str(number))
    assert label.objectName() == "19999"
