"""A new passphrase: typed twice, its strength said in words while it is typed."""

from PySide6.QtWidgets import QProgressBar, QWidget

from app.access.strength import strength
from app.kernel.i18n import _
from app.widgets.fields import TextField, Value
from app.widgets.labels import label, retone
from app.widgets.layouts import column, row
from app.widgets.theme import set_state

TONES = ("bad", "warn", "good", "good")


class PassphraseField(TextField):
    """A passphrase exactly as typed: outer spaces belong to it."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(name, text, required=True, secret=True)

    def value(self) -> Value:
        """What was typed."""
        return self.line.text() or None


class StrengthLine(QWidget):
    """How hard the passphrase is to guess: a bar and words."""

    def __init__(self, field: PassphraseField) -> None:
        super().__init__()
        self._field, self._login = field, ""
        self._bar, self._words = QProgressBar(), label("", "strong")
        self._hint = label("", "caption", wrap=True)
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 3)
        self._bar.setFixedWidth(120)
        self.setLayout(column(row(self._bar, self._words, 1, gap=10), self._hint, gap=4))
        field.changed.connect(self._judge)
        self._judge()

    def know_login(self, login: str) -> None:
        """The login name must not be in the passphrase."""
        self._login = login
        self._judge()

    def _judge(self) -> None:
        found = strength(self._field.line.text(), self._login)
        self._bar.setValue(found.step)
        set_state(self._bar, tone=TONES[found.step])
        retone(self._words, found.text, TONES[found.step])
        self._hint.setText(found.hint)
        self._bar.setAccessibleName(_("Kekuatan kata sandi: {words}").format(words=found.text or "–"))
