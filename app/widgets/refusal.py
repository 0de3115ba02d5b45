"""Why something was not accepted, told where it was typed: the sentence, and what to do now."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame

from app.kernel.errors import UserError
from app.widgets.figures import SIGNS
from app.widgets.icons import Glyph
from app.widgets.labels import label
from app.widgets.layouts import column, row
from app.widgets.theme import set_state


class Refusal(QFrame):
    """Hidden until there is something to tell."""

    def __init__(self) -> None:
        super().__init__()
        self._text, self._hint = label("", "strong", wrap=True), label("", "muted", wrap=True)
        glyph = Glyph(SIGNS["bad"], "bad")
        line = row(glyph, column(self._text, self._hint, gap=1), gap=10, margins=(14, 8, 14, 8))
        line.setStretch(1, 1)
        line.setAlignment(glyph, Qt.AlignmentFlag.AlignTop)
        self.setProperty("kind", "message")
        self.setLayout(line)
        set_state(self, tone="bad")
        self.hide()

    @property
    def words(self) -> str:
        """What is told; empty while hidden."""
        return "" if self.isHidden() else self.accessibleName()

    def tell(self, error: UserError) -> None:
        """Show an expected failure."""
        self._text.setText(error.text)
        self._hint.setText(error.hint)
        self._hint.setVisible(bool(error.hint))
        self.setAccessibleName(f"{error.text} {error.hint}".strip())
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.accessibleName()))
