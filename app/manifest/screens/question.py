"""One question at a time, answered by one key, in the place where the eyes are; Escape leaves everything as it is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from app.kernel.i18n import _
from app.widgets.buttons import button
from app.widgets.icons import Glyph
from app.widgets.labels import key_cap, label
from app.widgets.layouts import FlowLayout, clear, column, holder, row
from app.widgets.theme import set_state

LONGEST = 24
MARGINS, GAP = (14, 10, 14, 10), 8


@dataclass(frozen=True)
class Answer:
    """One key and what it means; `value` is given to whoever asked."""

    key: str
    text: str
    value: str


@dataclass(frozen=True)
class Ask:
    """A question: its words, the keys that answer it, whether something may be typed, what Enter alone means."""

    text: str
    answers: Sequence[Answer] = ()
    typed: str = ""
    enter: Answer | None = None
    tone: str = "accent"


class QuestionBar(QFrame):
    """Takes the keys while a question stands; gives the cursor back afterwards."""

    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "message")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._ask: Ask | None = None
        self._then: Callable[[str], object] | None = None
        self._typed = ""
        self._glyph = Glyph("circle-help", "accent")
        self._text, self._entry = label("", "strong", wrap=True), label("", "heading", "accent")
        self._keys = FlowLayout(gap=4)
        keys = QWidget()
        keys.setLayout(self._keys)
        self._words = row(self._glyph, self._text, self._entry, gap=10)
        self._words.setStretch(1, 1)
        self.setLayout(column(self._words, keys, gap=GAP, margins=MARGINS))
        self.hide()

    @property
    def stands(self) -> bool:
        """Whether something is being asked."""
        return self._ask is not None

    def ask(self, ask: Ask, then: Callable[[str], object]) -> None:
        """Ask; `then` gets the value of the answer or what was typed."""
        self._ask, self._then, self._typed = ask, then, ""
        self._text.setText(ask.text)
        self._glyph.show_icon("triangle-alert" if ask.tone == "warn" else "circle-help", ask.tone)
        set_state(self, tone=ask.tone if ask.tone == "warn" else "")
        self._show_keys()
        self._show_typed()
        self.setAccessibleName(ask.text)
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        """Keep every line of answers in sight, however wide the keys become."""
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._keep_room()
        return done

    def _keep_room(self) -> None:
        left, top, right, bottom = MARGINS
        inner = self.width() - left - right
        lines = self._words.totalHeightForWidth(inner), self._keys.heightForWidth(inner)
        self.setMinimumHeight(top + lines[0] + GAP + lines[1] + bottom)

    def drop(self) -> None:
        """Leave everything as it is."""
        if self._ask is not None:
            self._end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key answers, letters and digits are typed where that is asked for, anything else is left alone."""
        ask, key, text = self._ask, event.key(), event.text()
        if ask is None:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Escape:
            self._end()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(ask)
        elif key == Qt.Key.Key_Backspace:
            self._typed = self._typed[:-1]
            self._show_typed()
        else:
            self._take(ask, text)

    def _take(self, ask: Ask, text: str) -> None:
        answer = next((each for each in ask.answers if each.key.casefold() == text.casefold()), None)
        if answer is not None and not self._typed:
            self._end(answer.value)
        elif ask.typed and text.isprintable() and text.strip() and len(self._typed) < LONGEST:
            self._typed += text.upper()
            self._show_typed()

    def _enter(self, ask: Ask) -> None:
        if self._typed:
            self._end(self._typed)
        elif ask.enter is not None:
            self._end(ask.enter.value)

    def _show_typed(self) -> None:
        ask = self._ask
        self._entry.setText(f"{self._typed or ask.typed}▏" if ask is not None and ask.typed else "")
        self._entry.setVisible(bool(self._entry.text()))

    def _show_keys(self) -> None:
        clear(self._keys)
        ask = self._ask
        if ask is None:
            return
        enter = [Answer("Enter", ask.enter.text, ask.enter.value)] if ask.enter else []
        if ask.typed and not enter:
            enter = [Answer("Enter", _("pakai yang diketik"), "")]
        for answer in (*ask.answers, *enter):
            self._add(answer)
        self._add(Answer("Esc", _("tidak jadi"), ""))
        self._keep_room()

    def _add(self, answer: Answer) -> None:
        made = button(answer.text, lambda: self._clicked(answer), "quiet")
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        cap = key_cap(answer.key)
        line = row(cap, made, gap=2)
        line.setAlignment(cap, Qt.AlignmentFlag.AlignVCenter)
        self._keys.addWidget(holder(line))

    def _clicked(self, answer: Answer) -> None:
        if answer.key == "Esc":
            self._end()
        elif answer.key == "Enter" and self._ask is not None:
            self._enter(self._ask)
        else:
            self._end(answer.value)

    def _end(self, value: str | None = None) -> None:
        then, self._ask, self._then = self._then, None, None
        self.hide()
        self.ended.emit()
        if value is not None and then is not None:
            then(value)


def give_back(target: QWidget | None) -> None:
    """Put the cursor where it was before a question."""
    if target is not None and target.isVisible():
        target.setFocus(Qt.FocusReason.OtherFocusReason)
