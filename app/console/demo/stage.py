"""Where the demo plays: its folders, its clock, the desk that is open, and what was found on the way."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.access.office import Office
from app.console.demo.scene import LineKey, Scene
from app.kernel.clock import FixedClock
from app.kernel.errors import UserError
from app.kernel.i18n import _
from app.kernel.paths import Home

MARKER = "demo.txt"
MADE = ("home", "pusat", "penerima", "flashdisk", "surat", "layar", "summary.json", "summary.txt", MARKER)
"""All a demo leaves in its folder; an earlier demo's are cleared away, nothing else is touched."""


@dataclass
class Stage:
    """One run of the demo: `seated` is the login of whoever sits at the laptop, `outcomes` what happened so far."""

    out: Path
    scene: Scene
    clock: FixedClock
    office: Office
    seated: str = ""
    batch_id: str = ""
    lines: dict[LineKey, str] = field(default_factory=dict)
    papers: list[Path] = field(default_factory=list)
    outcomes: dict[str, Any] = field(default_factory=dict)

    @property
    def home(self) -> Home:
        """The data folder of the demo's desk."""
        return self.office.home

    def folder(self, name: str) -> Path:
        """A folder of the results, made when first asked for."""
        made = self.out / name
        made.mkdir(exist_ok=True)
        return made

    def keep(self, name: str, content: bytes) -> str:
        """Put a paper or workbook among the results; where it lies, from the folder of the demo."""
        path = self.folder("surat") / name
        path.write_bytes(content)
        return str(path.relative_to(self.out))

    def later(self, **delta: float) -> None:
        """Let time pass."""
        self.clock.advance(**delta)


Step = Callable[[Stage], dict[str, Any]]
"""A step of the day; what it gives back goes into the summary."""


def clear_away(out: Path) -> None:
    """Make room in the folder: what an earlier demo left goes; UserError for a folder with anything else in it."""
    if out.exists() and any(out.iterdir()) and not (out / MARKER).exists():
        raise UserError(
            "demo.occupied",
            _("Folder {name} berisi berkas lain; tidak ada yang ditimpa.").format(name=out),
            _("Pilih folder kosong untuk demo."),
        )
    out.mkdir(parents=True, exist_ok=True)
    for name in MADE:
        path = out / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
