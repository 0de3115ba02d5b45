"""The papers of the shelter over its screens."""

from app.widgets.paper_dialog import PaperDialog


class PaperSheet(PaperDialog):
    """A paper of the shelter."""

    ACTION = "shelter.print"
