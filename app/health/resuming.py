"""What is done whenever somebody of health unlocks: seals opened, needs told that were cut short."""

from app.access.office import Office
from app.access.roles import HEALTH
from app.access.rules import may
from app.health.needs import pass_on
from app.health.remarks import open_remarks


def resume(office: Office) -> None:
    """Open what waits sealed for health and tell the house what it was not told yet; nothing for anybody else."""
    if office.holds(HEALTH) and may(office.actor, "health.read"):
        open_remarks(office)
        pass_on(office)
