"""Bundle write and verify beside `zstd -3 | age` alone, on the same 100,000 entries: `python -m tests.bench.bundle`."""

import json
import random
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from app.bundle.certificates import Certificate, State, issue
from app.bundle.container import BundleWriter, bundle_name, read
from app.bundle.header import Header, Sender
from app.bundle.keys import Identity, SigningKey

ENTRIES = 100_000
RUNS = 5


def entries() -> list[bytes]:
    """Lines of about 250 bytes, as random where a journal is: digests and signatures."""
    chance = random.Random(1)
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


def timed(action: Callable[[int], object]) -> float:
    """Median seconds of RUNS runs."""
    spent = []
    for run in range(RUNS):
        start = time.perf_counter()
        action(run)
        spent.append(time.perf_counter() - start)
    return statistics.median(spent)


def measure(folder: Path) -> dict[str, float]:
    """Seconds of each side, and ours over theirs."""
    lines = entries()
    centre, key = Identity.generate(), SigningKey.generate()
    span = ("2026-01-01T00:00:00+00:00", "2027-01-01T00:00:00+00:00")
    draft = Certificate("site", "s", "s", "NNK", "A", "Loket A", key.public, centre.recipient, *span, "s")
    header = Header("site", Sender("s", "e", "s", (issue(draft, key),)), 1, span[0])

    def write(run: int) -> None:
        writer = BundleWriter(folder, bundle_name("NNK-A", date(2026, 1, 23), run), key, [centre.recipient])
        writer.add_lines("general.jsonl.zst", lines)
        writer.finish(header)

    def verify(run: int) -> None:
        bundle = read(folder / bundle_name("NNK-A", date(2026, 1, 23), run), [centre], lambda _: State.VALID)
        if sum(1 for _ in bundle.lines("general.jsonl.zst")) != ENTRIES:
            raise AssertionError("lines lost")

    plain, secret, sealed = folder / "plain.jsonl", folder / "secret.txt", folder / "sealed.age"
    plain.write_bytes(b"\n".join(lines) + b"\n")
    secret.write_text(centre.secret + "\n")
    age, zstd = _tool("age"), _tool("zstd")

    def peer_write(run: int) -> None:
        del run
        _piped([zstd, "-3", "-c", str(plain)], [age, "-r", centre.recipient, "-o", str(sealed)])

    def peer_read(run: int) -> None:
        del run
        _piped([age, "-d", "-i", str(secret), str(sealed)], [zstd, "-dc"])

    ours, theirs = (timed(write), timed(verify)), (timed(peer_write), timed(peer_read))
    return {
        "entries": ENTRIES,
        "megabytes": round(plain.stat().st_size / 1e6, 1),
        "write_s": round(ours[0], 3),
        "verify_s": round(ours[1], 3),
        "peer_write_s": round(theirs[0], 3),
        "peer_read_s": round(theirs[1], 3),
        "ratio": round(sum(ours) / sum(theirs), 2),
        "ratio_to_peer_write_alone": round(sum(ours) / theirs[0], 2),
    }


def _tool(name: str) -> str:
    found = shutil.which(name)
    if not found:
        raise SystemExit(f"The command {name} is needed here: apt-get install {name}")
    return found


def _piped(first: list[str], second: list[str]) -> None:
    with subprocess.Popen(first, stdout=subprocess.PIPE) as source:
        subprocess.run(second, stdin=source.stdout, stdout=subprocess.DEVNULL, check=True)
    if source.returncode:
        raise SystemExit(f"{first[0]} ended with {source.returncode}")


def main() -> None:
    """Print the figures as one JSON line."""
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measure(Path(folder))))  # noqa: T201 - this is what it is for


if __name__ == "__main__":
    main()
