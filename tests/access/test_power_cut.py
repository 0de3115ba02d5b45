"""The desk is killed at any moment while its keys change, and opens again."""

import random
import subprocess
import sys
from collections.abc import Callable

from app.access.unlock import unlock
from app.kernel.errors import UserError
from app.store.vault import open_vault
from tests.helpers.offices import KEPALA, SampleSite

OTHER = "sepeda tua di pasar"
CHANGING = """
import sys
from pathlib import Path
from app.access import slots
slots.PASSPHRASE_KDF = slots.CODE_KDF
from app.access.entering import rekey
from app.access.unlock import unlock
from app.access.users import change_passphrase
from app.kernel.clock import SystemClock
from app.kernel.paths import Home
now, other = sys.argv[2:4]
office = unlock(Home(Path(sys.argv[1])), "siti", now, SystemClock())
print("begin", flush=True)
while True:
    change_passphrase(office, now, other)
    now, other = other, now
    rekey(office, "general")
"""


def working_passphrase(site: SampleSite) -> str:
    works = [passphrase for passphrase in (KEPALA, OTHER) if opens_whole(site, passphrase)]
    assert len(works) == 1
    return works[0]


def opens_whole(site: SampleSite, passphrase: str) -> bool:
    try:
        office = unlock(site.home, "siti", passphrase, site.clock)
    except UserError as error:
        return error.code != "access.wrong_passphrase"
    with office:
        open_vault(site.home.vault("general"), "general", office.keys["general"].key).close()
        return office.site.code == "NNK"


def test_killed_while_keys_change(site: SampleSite, amount: Callable[[int, int], int]) -> None:
    moments = random.Random(20260123)
    for _kill in range(amount(4, 60)):
        now = working_passphrase(site)
        other = OTHER if now == KEPALA else KEPALA
        command = [sys.executable, "-c", CHANGING, str(site.home.folder), now, other]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as desk:
            assert desk.stdout is not None
            desk.stdout.readline()
            try:
                desk.wait(moments.uniform(0.01, 0.5))
            except subprocess.TimeoutExpired:
                desk.kill()
    working_passphrase(site)
