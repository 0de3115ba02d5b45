"""Joining a post by files, as the screens of access ask for it: done by sync."""

from pathlib import Path

from app.access.office import Office
from app.sync import kits


class FileJoining:
    """Requests and kits on a stick."""

    def write_request(self, office: Office, folder: Path) -> Path:
        """Write this laptop's request; where it lies."""
        return kits.write_request(office, folder)

    def own_code(self, office: Office) -> str:
        """The code of this laptop, to be compared on the other one."""
        return kits.own_code(office)

    def read_kit(self, office: Office, path: Path, code: str) -> str:
        """Open a kit with its sender's code; the name of what was joined."""
        return kits.read_kit(office, path, code).by
