"""Between the login window and the heavy half of the application: what each knows of the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from app.desktop.crash import CrashHandler
from app.desktop.login import LoginUser
from app.kernel.errors import UserError
from app.widgets.theme import Theme


class Entry(Protocol):
    """The run of the application that opens and closes doors (app.desktop.main.Desktop)."""

    theme: Theme
    crash: CrashHandler

    def enter(self, opened: Any) -> None:
        """Somebody was let in: his window takes the place of what is shown."""

    def back(self) -> None:
        """Return from another way in to the login window."""


@dataclass(frozen=True)
class Doorway:
    """What the login window shows: who may come in, other ways in (code and text), what keeps everybody out now."""

    users: Sequence[LoginUser] = ()
    ways: Sequence[tuple[str, str]] = ()
    hindrance: UserError | None = None


class Opener(Protocol):
    """The heavy half of the application, made by the wiring while the login window is already up."""

    def doorway(self) -> Doorway:
        """Who may log in and how else one may come in; called off the GUI thread."""

    def unlock(self, user_id: str, secret: str) -> Any:
        """Open the vaults or raise UserError; called off the GUI thread."""

    def window(self, opened: Any, desktop: Entry) -> QWidget:
        """The main window of what `unlock` returned; called on the GUI thread, not yet shown."""

    def entrance(self, way: str, desktop: Entry) -> QWidget:
        """The window of another way in, ending with `desktop.enter` or `desktop.back`; not yet shown."""

    def warm(self) -> None:
        """Load what the first screen will need, while somebody types his passphrase; called off the GUI thread."""

    def close(self) -> None:
        """The application ends: vaults are closed; safe to call twice."""
