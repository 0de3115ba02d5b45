"""Questions that stop the work only when they must: confirm, give a reason, choose a file. Nothing here blocks."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.texts import file_name, straight
from app.widgets.buttons import button
from app.widgets.fields import ChoiceField, Field, NoteField, Options, TextField
from app.widgets.labels import label
from app.widgets.layouts import Part, column, row
from app.widgets.narrow import Yielding
from app.widgets.operations import SHOW_PROGRESS_AFTER_MS, Begun, Closing, Later, Pending
from app.widgets.refusal import Refusal
from app.widgets.theme import dress

T = TypeVar("T")


@dataclass(frozen=True)
class Question:
    """What is asked; `word` must be typed for acts that cannot be undone, `danger` colours the button."""

    title: str
    text: str = ""
    yes: str = ""
    word: str = ""
    danger: bool = False


MARGINS = (24, 20, 24, 20)
GAP = 20
FRAME = 40
"""Pixels the window system needs around a dialog."""


class Sheet(QDialog):
    """A dialog: title, text, parts, and the buttons at the lower right; Escape is always "Batal".

    It is as high as its parts need; on a low screen the parts scroll and the buttons stay in sight. With `when_yes` it
    closes only when what it asked for was accepted.
    """

    def __init__(self, parent: QWidget | None, question: Question, *parts: Part) -> None:
        super().__init__(parent)
        self.setWindowTitle(straight(question.title))
        self.setAccessibleName(straight(question.title))
        self.setAccessibleDescription(question.text)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setMinimumWidth(440)
        kind = "danger" if question.danger else "primary"
        self.yes = button(question.yes or _("Baik"), self.accept, kind)
        self.no = button(_("Batal"), self.reject)
        self.yes.setDefault(True)
        text = label(question.text, "muted", wrap=True)
        text.setVisible(bool(question.text))
        self._body = Yielding(label(question.title, "heading", wrap=True), text, *parts)
        self._body.unsettled.connect(self._grow)
        self.refusal = Refusal()
        self.waits = False
        self._on_yes: Callable[[], Begun] | None = None
        self._buttons = row(1, self.no, self.yes)
        whole = column(self._body, self.refusal, self._buttons, gap=GAP, margins=MARGINS)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        dress(self)

    def showEvent(self, event: QShowEvent) -> None:
        """As large as the parts need and the screen allows."""
        width = max(self.width(), self.sizeHint().width())
        self.resize(min(width, self._room()[0]), min(self._wanted(width), self._room()[1]))
        super().showEvent(event)

    def offer(self, other: QWidget) -> None:
        """A further way on, at the lower left."""
        self._buttons.insertWidget(0, other)

    def when_yes(self, act: Callable[[], Begun]) -> None:
        """Do this at the yes: when it returns a write, the sheet stays until that was accepted, or tells why not."""
        self._on_yes = act

    def when_closed(self, act: Callable[[], None]) -> None:
        """Do this after the yes, the sheet being gone: only what writes nothing, such as showing what was chosen."""
        self.accepted.connect(act)

    def accept(self) -> None:
        """Close, once what the yes asks for was accepted; another yes meanwhile does nothing."""
        if self.waits:
            return
        self.refusal.hide()
        try:
            begun = self._on_yes() if self._on_yes is not None else None
        except UserError as error:
            self.tell_refusal(error)
            return
        if isinstance(begun, Pending):
            self.waits = True
            self.yes.setEnabled(False)
            self.no.setEnabled(False)
            QTimer.singleShot(SHOW_PROGRESS_AFTER_MS, self, self._hold)
            begun.settle(self._kept, self.tell_refusal, self.free)
        else:
            super().accept()

    def reject(self) -> None:
        """Close without doing anything; what is being written cannot be taken back here."""
        if not self.waits:
            super().reject()

    def tell_refusal(self, error: UserError) -> None:
        """Say why it was not accepted; everything typed stays, and the first field waits to be mended."""
        self.free()
        self.refusal.tell(error)
        self._grow()
        fields = (field for field in self._body.findChildren(Field) if field.isEnabled() and field.isVisibleTo(self))
        next(fields, self.yes).setFocus(Qt.FocusReason.OtherFocusReason)

    def free(self) -> None:
        """What the yes began has ended; it can be pressed again."""
        self.waits = False
        self._body.setEnabled(True)
        self.yes.setEnabled(True)
        self.no.setEnabled(True)

    def _kept(self, _result: object) -> None:
        self.waits = False
        super().accept()

    def _hold(self) -> None:
        """It takes long: what would be typed now would not be kept."""
        self._body.setEnabled(not self.waits)

    def _grow(self) -> None:
        """Parts came or went while the dialog is open: it grows both ways, so that its buttons stay on the screen."""
        more = min(self._wanted(self.width()), self._room()[1]) - self.height()
        if self.isVisible() and more > 0:
            self.resize(self.width(), self.height() + more)
            self.move(self.x(), max(self.screen().availableGeometry().top(), self.y() - more // 2))

    def _wanted(self, width: int) -> int:
        left, top, right, bottom = MARGINS
        inner = width - left - right
        refused = 0 if self.refusal.isHidden() else self.refusal.heightForWidth(inner) + GAP
        below = refused + GAP + self._buttons.sizeHint().height()
        return self._body.wanted_height(inner) + below + top + bottom

    def _room(self) -> tuple[int, int]:
        """The most a dialog may take: the screen, and not more than the window it belongs to."""
        over = self.parentWidget()
        size = over.window().size() if over is not None else self.screen().availableSize()
        return size.width() - FRAME, size.height() - FRAME


def confirm(parent: QWidget, question: Question, on_yes: Callable[[], Begun]) -> Sheet:
    """Ask yes or no; when `question.word` is set, the yes waits until that word is typed."""
    parts: tuple[Part, ...] = ()
    if question.word:
        field = TextField("word", _("Ketik {word} untuk melanjutkan").format(word=question.word), required=True)
        parts = (field,)
    sheet = Sheet(parent, question, *parts)
    if question.word:
        sheet.yes.setEnabled(False)
        wanted = question.word.casefold()
        field.changed.connect(lambda: sheet.yes.setEnabled(str(field.value() or "").casefold() == wanted))
        field.setFocus()
    sheet.when_yes(on_yes)
    sheet.open()
    return sheet


def ask_reason(
    parent: QWidget, question: Question, on_reason: Callable[[str, str], Begun], choices: Options = ()
) -> Sheet:
    """Ask why: a choice (if any are given) and words; calls with (code, text). A reason is never empty."""
    choice = ChoiceField("code", _("Alasan"), choices, required=True)
    choice.setVisible(bool(choices))
    words = NoteField("text", _("Keterangan"), required=not choices)
    sheet = Sheet(parent, question, choice, words)
    fields: list[Field] = [choice, words] if choices else [words]

    def check() -> None:
        sheet.yes.setEnabled(not any(field.is_unfinished() for field in fields))

    for field in fields:
        field.changed.connect(check)
    check()
    fields[0].setFocus()
    sheet.when_yes(lambda: on_reason(str(choice.value() or ""), str(words.value() or "")))
    sheet.open()
    return sheet


def at_once(act: Callable[[], None]) -> Callable[[], Begun]:
    """A yes with nothing typed that could be lost: leaving a page, a further question, what tells its own end."""

    def go() -> Begun:
        act()
        return Closing.AT_ONCE

    return go


def at_chosen(
    open_dialog: Callable[[Callable[[Path], object]], QFileDialog], write: Callable[[Path], Pending[T]]
) -> Later[T]:
    """Choose a place, then write there: a sheet that asks for it stays until that was accepted."""
    later = Later(write)
    open_dialog(later.begin).rejected.connect(later.stop)
    return later


def tell(parent: QWidget | None, title: str, text: str) -> Sheet:
    """Say something that must be read before going on."""
    sheet = Sheet(parent, Question(title, text, _("Mengerti")))
    sheet.no.hide()
    sheet.open()
    return sheet


def open_file(parent: QWidget, title: str, kinds: str, on_path: Callable[[Path], object]) -> QFileDialog:
    """Choose a file to read; `kinds` is Qt's filter, e.g. "Lembar kerja (*.xlsx *.csv)"."""
    dialog = _file_dialog(parent, title, kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptOpen)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda chosen: on_path(Path(chosen)))
    dialog.open()
    return dialog


def save_file(parent: QWidget, title: str, suggested: Path, on_path: Callable[[Path], object]) -> QFileDialog:
    """Choose where to write; an existing file is asked about."""
    dialog = _file_dialog(parent, title, f"*{suggested.suffix}")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setDefaultSuffix(suggested.suffix.lstrip("."))
    dialog.setDirectory(str(suggested.parent))
    dialog.selectFile(file_name(suggested.name))
    dialog.fileSelected.connect(lambda chosen: on_path(Path(chosen)))
    dialog.open()
    return dialog


def choose_folder(parent: QWidget, title: str, on_path: Callable[[Path], object]) -> QFileDialog:
    """Choose a folder, such as a flashdisk."""
    dialog = _file_dialog(parent, title, "")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda chosen: on_path(Path(chosen)))
    dialog.open()
    return dialog


def _file_dialog(parent: QWidget, title: str, kinds: str) -> QFileDialog:
    dialog = QFileDialog(parent, title, "", kinds)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dress(dialog)
    return dialog
