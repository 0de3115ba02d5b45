"""What the steps of a paper's page stand on: which paper it is, how it stands, and reading it again."""

from app.handover import terms
from app.handover.listing import HandoverView
from app.handover.screens.context import HandoverContext, Page
from app.kernel.i18n import _
from app.widgets.message import Message
from app.widgets.operations import Operations


class OnePaper(Page):
    """A page about one numbered paper; `view` is None until it was read."""

    def __init__(self, ops: Operations, context: HandoverContext) -> None:
        super().__init__(ops, context)
        self.paper_id = ""
        self.view: HandoverView | None = None

    def refresh(self) -> None:
        """Read the state again; what was frozen does not change."""

    def recorded(self, state: str) -> None:
        """Say which state was recorded, and show it."""
        self.said.emit(Message(_("Dicatat: {state}.").format(state=_(terms.STATES[state])), "", "good"))
        self.refresh()
