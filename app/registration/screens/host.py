"""What the acts of the screen Orang need of the screen around them."""

from typing import Protocol

from PySide6.QtWidgets import QWidget

from app.registration.page import PersonPage
from app.registration.screens.photoview import PhotoFrame, Size
from app.widgets.message import Message
from app.widgets.operations import Pending


class Host(Protocol):
    """The screen around: where sheets hang, how messages are shown, how a page is opened."""

    def parent(self) -> QWidget:
        """The widget sheets belong to."""

    def tell(self, message: Message) -> None:
        """Show a message."""

    def open_page(self, stay_id: str) -> None:
        """Show the page of a stay."""

    def photo_frame(self, size: Size) -> PhotoFrame:
        """A frame for a person's photo."""

    def read_page(self, stay_id: str) -> Pending[PersonPage | None]:
        """Read the page of a stay without showing it."""
