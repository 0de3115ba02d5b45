"""The papers of registration over its screens."""

from app.widgets.paper_dialog import PaperDialog


class SheetView(PaperDialog):
    """A paper of registration."""

    ACTION = "registration.print"
