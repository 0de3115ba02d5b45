"""F1: what this screen is for and how to work on it, in a panel beside it; and the sheet of all keys."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QTextBlock, QTextBlockFormat, QTextCursor, QTextDocument, QTextFormat, QTextTable
from PySide6.QtWidgets import QDialog, QGridLayout, QTextBrowser, QWidget

from app.desktop.actions import ActionSpec
from app.desktop.bindings import key_words
from app.kernel.i18n import _, language
from app.kernel.paths import resource
from app.widgets import theme
from app.widgets.buttons import button, icon_button
from app.widgets.labels import key_cap, label
from app.widgets.layouts import column, holder, row, scrolled

GENERAL = "umum"
WIDTH = 340
_HEADINGS = {1: (18, 0), 2: (14, 14), 3: (13, 10)}
"""Pixels of a heading and the space above it, by level."""


def help_text(topic: str, code: str) -> str:
    """The help of a topic in a language; the general page where a screen has none of its own."""
    return next(path.read_text(encoding="utf-8") for path in _places(topic, code) if path.exists())


def _places(topic: str, code: str) -> list[Path]:
    return [resource("help", tongue, f"{name}.md") for name in (topic, GENERAL) for tongue in (code, "id")]


class HelpPanel(QWidget):
    """The text beside the screen; links lead to other topics."""

    closed = Signal()
    keys_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("helppanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        title = _("Petunjuk")
        self.text.setAccessibleName(title)
        self.text.anchorClicked.connect(lambda link: self.show_topic(link.path().removesuffix(".md")))
        head = row(label(title, "heading"), 1, icon_button("x", _("Tutup petunjuk (F1)"), self.closed.emit))
        foot = row(
            button(_("Tombol pintas"), self.keys_wanted.emit, "quiet", "keyboard"),
            button(_("Keamanan"), lambda: self.show_topic("keamanan"), "quiet", "shield"),
            1,
        )
        self.setLayout(column(head, self.text, foot, gap=8, margins=(18, 12, 12, 10)))
        self.topic = ""
        self.hide()

    def show_topic(self, topic: str) -> None:
        """Show a page."""
        self.topic = topic
        self.text.setMarkdown(help_text(topic, language()))
        dress(self.text.document())
        self.text.verticalScrollBar().setValue(0)

    def open(self, topic: str) -> None:
        """Show a page and go to it."""
        self.show_topic(topic)
        self.show()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)


def dress(document: QTextDocument) -> None:
    """Give a page of markdown the type scale, air between lines, and tables without boxes."""
    block = document.begin()
    while block.isValid():
        _dress_block(block)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            look = frame.format().toTableFormat()
            look.setBorder(0)
            look.setCellPadding(3)
            look.setCellSpacing(0)
            look.setTopMargin(4)
            frame.setFormat(look)


def _dress_block(block: QTextBlock) -> None:
    cursor = QTextCursor(block)
    look = block.blockFormat()
    size, above = _HEADINGS.get(look.headingLevel(), (13, 0))
    in_table = cursor.currentTable() is not None
    look.setLineHeight(135, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    look.setTopMargin(above)
    look.setBottomMargin(0 if in_table else 6)
    cursor.setBlockFormat(look)
    pieces = block.begin()
    while not pieces.atEnd():
        piece = pieces.fragment()
        cursor.setPosition(piece.position())
        cursor.setPosition(piece.position() + piece.length(), QTextCursor.MoveMode.KeepAnchor)
        font = theme.ui_font(size)
        font.setItalic(piece.charFormat().fontItalic())
        strong = look.headingLevel() > 0 or piece.charFormat().fontWeight() > QFont.Weight.Medium
        font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        dressed = piece.charFormat()
        dressed.clearProperty(QTextFormat.Property.FontSizeAdjustment.value)
        dressed.setFont(font)
        cursor.setCharFormat(dressed)
        pieces += 1


class KeySheet(QDialog):
    """All keys that work here, by place."""

    def __init__(self, parent: QWidget, groups: Sequence[tuple[str, Sequence[ActionSpec]]]) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Tombol pintas"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        columns = [_group(title, [spec for spec in specs if spec.keys]) for title, specs in groups]
        body = holder(row(*columns, gap=40))
        close = button(_("Tutup"), self.reject, "primary")
        area = scrolled(body)
        self.setLayout(
            column(label(_("Tombol pintas"), "title"), area, row(1, close), gap=14, margins=(24, 20, 24, 18))
        )
        self.resize(min(860, parent.width() - 60), min(600, parent.height() - 60))
        theme.dress(self)


def _group(title: str, specs: Sequence[ActionSpec]) -> QWidget:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(7)
    for line, spec in enumerate(specs):
        grid.addWidget(
            key_cap(key_words(spec.keys)), line, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        grid.addWidget(label(_(spec.text)), line, 1)
    grid.setColumnStretch(1, 1)
    return holder(column(label(title, "eyebrow"), grid, 1, gap=10))
