"""The post of the demo is set up: site, kepala, an officer of each role, recovery sheets checked, the day opened."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from app.access.days import current_day, open_day
from app.access.recovery import check_sheets
from app.access.roles import KESEHATAN
from app.access.setup import SiteDraft, create_site
from app.access.users import add_user
from app.console.demo.officers import BUDI, EVERYBODY, KEPALA, RAHMA
from app.console.demo.scene import load_scene
from app.console.demo.stage import MARKER, Stage
from app.kernel.clock import FixedClock, operational_date
from app.kernel.paths import Home

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
    made = create_site(Home(out / "home"), draft, KEPALA.person, KEPALA.passphrase, clock)
    stage = Stage(out, scene, clock, made.office, KEPALA.login)
    check_sheets(made.office, [made.sheets[0].words, made.sheets[2].words])
    for officer in (RAHMA, BUDI):
        add_user(made.office, officer.person, officer.passphrase)
    with made.office.write("access.day") as w:
        if current_day(w) is None:
            open_day(w, operational_date(clock.now(), site["zone"], draft.day_start_minutes))
    stage.outcomes["nurse_code"] = made.codes[KESEHATAN]
    (out / MARKER).write_text(_signing_in(), encoding="utf-8")
    return stage


def _signing_in() -> str:
    ways = [f"{one.login} / {one.passphrase}   ({one.office})" for one in EVERYBODY]
    return (
        "Data contoh: semua orang di sini rekaan.\n"
        f"Masuk: {ways[0]}\n"
        + "".join(f"       {way}\n" for way in ways[1:])
        + "Buka:  python -m app --home DIR/home\n"
    )


def told(stage: Stage) -> dict[str, Any]:
    """What the summary says of the post."""
    return {"site": stage.office.site.name, "code": stage.office.site.code, "desk": stage.office.device.letter}
