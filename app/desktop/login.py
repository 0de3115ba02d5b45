"""The first window: who are you. Shown before anything heavy is loaded, so it is there at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.kernel.i18n import _, pgettext
from app.widgets.buttons import button
from app.widgets.fields import ChoiceField, TextField
from app.widgets.labels import label, retone
from app.widgets.layouts import clear, column, holder, row
from app.widgets.theme import dress


@dataclass(frozen=True)
class LoginUser:
    """Someone who may open the vaults here."""

    id: str
    text: str


class LoginWindow(QWidget):
    """Name and passphrase; the application answers with `refuse` or by showing the main window."""

    submitted = Signal(str, str)
    other_way = Signal(str)
    """Come in another way: the code of one that `show_ways` offered."""

    def __init__(self, site: str, users: Sequence[LoginUser] = ()) -> None:
        super().__init__()
        self.setObjectName("login")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("Pulang")
        self.resize(920, 560)
        self.user = ChoiceField("user", pgettext("one", "Pengguna"), [])
        self.secret = TextField("secret", _("Kata sandi"), secret=True)
        self.secret.line.returnPressed.connect(self._submit)
        self._note = label(_("Menyiapkan …"), "caption", wrap=True)
        self._enter: QPushButton = button(_("Masuk"), self._submit, "primary")
        self._ways = column(gap=0)
        self._hurried = False
        self._arrange(site)
        dress(self)
        self.show_users(users)
        self.set_ready(False)

    def show_users(self, users: Sequence[LoginUser]) -> None:
        """Offer these users; the only one is chosen at once. What is typed already stays."""
        fresh = self.user.isHidden() and bool(users)
        self.user.set_options([(user.id, user.text) for user in users])
        if len(users) == 1:
            self.user.set_value(users[0].id)
        for part in (self.user, self.secret, self._enter):
            part.setVisible(bool(users))
        if fresh:
            (self.secret if len(users) == 1 else self.user).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_ways(self, ways: Sequence[tuple[str, str]]) -> None:
        """Offer other ways in; the first is the main one while nobody can log in yet."""
        clear(self._ways)
        for place, (way, text) in enumerate(ways):
            main = not place and self.user.isHidden()
            made = button(text, partial(self.other_way.emit, way), "primary" if main else "link")
            self._ways.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
            if main:
                made.show()  # a widget not shown yet keeps no cursor
                made.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_ready(self, ready: bool, note: str = "") -> None:
        """Let the user in, or keep him waiting while something is loaded or checked; typing is always possible."""
        self._enter.setEnabled(ready)
        if ready and self._hurried:
            self._hurried = False
            self._submit()
            return
        retone(self._note, note or ("" if ready else _("Menyiapkan …")), "")

    def refuse(self, text: str, hint: str = "") -> None:
        """Say why the vaults stay closed."""
        if self.secret.isHidden():
            self.set_ready(True)
            retone(self._note, f"{text} {hint}".strip(), "bad")
            return
        self.set_ready(True, hint)
        self.secret.set_value(None)
        self.secret.show_problem(text)
        self.secret.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self, site: str) -> None:
        name = label("Pulang", "figure-mid")
        place = label(site or _("Setiap orang yang tiba tercatat sampai di rumah."), "muted", wrap=True)
        box = column(name, place, self.user, self.secret, self._note, gap=10, margins=(30, 26, 30, 22))
        foot = row(self._ways, 1, self._enter)
        foot.setAlignment(self._enter, Qt.AlignmentFlag.AlignBottom)
        box.addLayout(foot)
        sheet = holder(box, "sheet")
        sheet.setFixedWidth(400)
        self.setLayout(column(2, row(1, sheet, 1), 3))

    def _submit(self) -> None:
        user, secret = self.user.value(), self.secret.line.text()
        self.user.show_problem("" if user else _("Pilih nama Anda."))
        self.secret.show_problem("" if secret else _("Tulis kata sandi Anda."))
        if not (user and secret):
            return
        if not self._enter.isEnabled():
            self._hurried = True  # typed faster than the rest was loaded: goes in as soon as it can
            return
        self.set_ready(False, _("Membuka …"))
        self.submitted.emit(str(user), secret)
