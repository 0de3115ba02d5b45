"""The post of the demo is set up: site, kepala, a satgas officer, recovery sheets checked, the day opened."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from app.access.days import current_day, open_day
from app.access.people import PersonDraft
from app.access.recovery import check_sheets
from app.access.roles import PENDAMPING, SATGAS
from app.access.setup import SiteDraft, create_site
from app.access.users import add_user
from app.console.demo.scene import load_scene
from app.console.demo.stage import MARKER, Stage
from app.kernel.clock import FixedClock, operational_date
from app.kernel.paths import Home

LOGIN = "siti"
PASSPHRASE = "kapal pulang pagi sekali"  # noqa: S105 - of the sample site, written down in its folder
OFFICER = "rahma"
OFFICER_PASSPHRASE = "lampu dermaga menyala terang"  # noqa: S105
LETTERHEAD = (
    "PEMERINTAH KABUPATEN NUNUKAN",
    "SATUAN TUGAS PEMULANGAN PEKERJA MIGRAN INDONESIA",
    "DEBARKASI NUNUKAN",
)


def set_up(out: Path) -> Stage:
    """A new site in `out`/home, some hours before the ship."""
    scene = load_scene()
    site = scene.facts["site"]
    clock = FixedClock(scene.arrived - timedelta(hours=9))
    hours, minutes = map(int, site["day_start"].split(":"))
    draft = SiteDraft(
        code=site["short"],
        name=site["name"],
        kind="entry",
        zone=site["zone"],
        day_start_minutes=60 * hours + minutes,
        address="Jalan Pelabuhan Baru, Nunukan",
        city="Nunukan",
        office_name="Satgas Pemulangan PMI Kabupaten Nunukan",
        phone="0556-000000",
        letterhead=LETTERHEAD,
    )
    kepala = PersonDraft(LOGIN, "Siti Contoh Aminah", frozenset({SATGAS, PENDAMPING}), "Kepala Pos")
    made = create_site(Home(out / "home"), draft, kepala, PASSPHRASE, clock)
    stage = Stage(out, scene, clock, made.office)
    check_sheets(made.office, [made.sheets[0].words, made.sheets[2].words])
    add_user(made.office, PersonDraft(OFFICER, "Rahma Contoh Wulandari", frozenset({SATGAS})), OFFICER_PASSPHRASE)
    with made.office.write("access.day") as w:
        if current_day(w) is None:
            open_day(w, operational_date(clock.now(), site["zone"], draft.day_start_minutes))
    (out / MARKER).write_text(_signing_in(), encoding="utf-8")
    return stage


def _signing_in() -> str:
    return (
        "Data contoh: semua orang di sini rekaan.\n"
        f"Masuk: {LOGIN} / {PASSPHRASE}   (kepala)\n"
        f"       {OFFICER} / {OFFICER_PASSPHRASE}   (satgas)\n"
        "Buka:  python -m app --home DIR/home\n"
    )


def told(stage: Stage) -> dict[str, Any]:
    """What the summary says of the post."""
    return {"site": stage.office.site.name, "code": stage.office.site.code, "desk": stage.office.device.letter}
