"""The data reach the centre by stick: enrolment, bundle, ingest, and the receipt after which nothing is outstanding."""

import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app.access.devices import authority_fingerprint
from app.central import centre, enrolling, ingesting
from app.central.status import people_of
from app.central.status import status as status_of
from app.console.demo.officers import KEPALA, seat
from app.console.demo.stage import Stage
from app.sync import kits
from app.sync.outstanding import outstanding
from app.sync.reading import read_bundle
from app.sync.writing import write_bundle


def send(stage: Stage) -> dict[str, Any]:
    """The site is enrolled, its bundle taken in, and the receipt read."""
    stage.later(minutes=30)
    seat(stage, KEPALA)
    stick = stage.folder("flashdisk")
    request = kits.write_site_request(stage.office, stick)
    code = authority_fingerprint(stage.office)
    with centre.init(stage.out / "pusat", "Pusat Data Kemensos (contoh)", clock=stage.clock) as opened:
        enrolled = enrolling.enroll(opened, request, stick, code)
        kits.read_kit(stage.office, enrolled.kit, enrolled.code)
        before = outstanding(stage.office)
        written = write_bundle(stage.office, stick)
        stage.later(hours=3)
        report = ingesting.ingest(opened, stick / written.files[0].path.name)
        seen = status_of(opened)
    taken = report.bundles[0]
    read = read_bundle(stage.office, Path(shutil.copy(taken.receipt, stick)))
    after = outstanding(stage.office)
    with stage.office.read() as r:
        people, suspense = people_of(r.connection, stage.office.site.id)
    return {
        "bundle": str(written.files[0].path.relative_to(stage.out)),
        "entries": written.entries,
        "ingested": asdict(taken),
        "receipt": read.text,
        "outstanding_before": sum(peer.entries for peer in before.peers),
        "outstanding_after": sum(peer.entries for peer in after.peers),
        "standing": after.text,
        "desk": {"people": people, "suspense": suspense},
        "centre": {site.code: {"people": site.people, "suspense": site.suspense} for site in seen.sites},
    }
