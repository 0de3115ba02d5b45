"""One paper of health over the screen: made in the vault and counted as a copy, as is each copy kept as a file."""

from collections.abc import Callable
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from app.access.office import ACT, Office
from app.health.screens.context import Desk
from app.kernel.i18n import N_
from app.printing.ready import Sheet
from app.widgets.paper_dialog import PaperDialog


class PrintView(PaperDialog):
    """`make(office)` runs once, `keep(office)` before each copy is written outside of the vault."""

    ACTION: ClassVar[str] = ACT
    NOTE: ClassVar[str] = N_("Terbatas: serahkan dalam amplop tertutup.")

    def __init__(
        self, over: QWidget, title: str, desk: Desk, make: Callable[[Office], Sheet], keep: Callable[[Office], Any]
    ) -> None:
        super().__init__(over, title, desk.ops, make, desk.context.paper())
        self.preview.before_keeping = lambda: desk.write(keep)

    def file_name(self) -> str:
        """Nothing that says what it is about."""
        return "terbatas.pdf"
