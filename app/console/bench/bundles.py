"""Writing and verifying a bundle of 100,000 entries beside `zstd -3 | age` alone on the same bytes."""

import json
import random
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path

from app.bundle.certificates import Certificate, State, issue
from app.bundle.container import BundleWriter, bundle_name, read
from app.bundle.header import Header, Sender
from app.bundle.keys import Identity, SigningKey
from app.console.bench.measuring import Figure, milliseconds

ENTRIES, MOST_TIMES = 100_000, 3.0
SPAN = ("2026-01-01T00:00:00+00:00", "2027-01-01T00:00:00+00:00")


def entries() -> list[bytes]:
    """Lines of about 250 bytes, as random where a journal is: digests and signatures."""
    chance = random.Random(1)  # noqa: S311 - the same lines every time
    return [
        json.dumps(
            {
                "seq": seq,
                "action": "manifest.recheck",
                "set": {"nama": f"Siti {chance.randrange(5000)}"},
                "digest": chance.randbytes(32).hex(),
                "sig": chance.randbytes(40).hex(),
            }
        ).encode()
        for seq in range(ENTRIES)
    ]


def measure(folder: Path, runs: int) -> Iterator[Figure]:
    """One figure: writing and verifying together; without the standard tools it has no peer."""
    lines, numbers = entries(), count()
    centre, key = Identity.generate(), SigningKey.generate()
    draft = Certificate("site", "s", "s", "NNK", "A", "Loket A", key.public, centre.recipient, *SPAN, "s")
    header = Header("site", Sender("s", "e", "s", (issue(draft, key),)), 1, SPAN[0])

    def ours() -> None:
        name = bundle_name("NNK-A", date(2026, 1, 23), next(numbers))
        writer = BundleWriter(folder, name, key, [centre.recipient])
        writer.add_lines("general.jsonl.zst", lines)
        writer.finish(header)
        bundle = read(folder / name, [centre], lambda _header: State.VALID)
        if sum(1 for _line in bundle.lines("general.jsonl.zst")) != ENTRIES:
            raise AssertionError("lines lost")
        (folder / name).unlink()

    what = f"bundle of {ENTRIES} entries, written and verified"
    age, zstd = shutil.which("age"), shutil.which("zstd")
    if age is None or zstd is None:
        yield Figure(what, milliseconds(runs, ours)[0], "ms")
        return
    plain, secret, sealed = folder / "plain.jsonl", folder / "secret.txt", folder / "sealed.age"
    plain.write_bytes(b"\n".join(lines) + b"\n")
    secret.write_text(centre.secret + "\n")

    def theirs() -> None:
        _piped([zstd, "-3", "-c", str(plain)], [age, "-r", centre.recipient, "-o", str(sealed)])
        _piped([age, "-d", "-i", str(secret), str(sealed)], [zstd, "-dc"])

    mine, peer = milliseconds(runs, ours, theirs)
    yield Figure(what, mine, "ms", None, "zstd | age", peer, MOST_TIMES)


def _piped(first: list[str], second: list[str]) -> None:
    with subprocess.Popen(first, stdout=subprocess.PIPE) as source:
        subprocess.run(second, stdin=source.stdout, stdout=subprocess.DEVNULL, check=True)
    if source.returncode:
        raise subprocess.CalledProcessError(source.returncode, first)
