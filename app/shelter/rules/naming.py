"""Room names as an officer writes them in one line: “101–110, 112, Aula”."""

import re

MOST = 200
_RUN = re.compile(
    r"(?P<head>.*?)(?P<first>\d+)\s*(?:[-–—]|\bs\.?/?d\.?\b|\bsampai\b)\s*(?P=head)(?P<last>\d+)", re.IGNORECASE
)


def names_of(text: str) -> list[str]:
    """The names, runs of numbers written out, each once; at most MOST of one run."""
    found: list[str] = []
    for part in re.split(r"[,;\n]", text):
        name = " ".join(part.split())
        run = _RUN.fullmatch(name)
        found += _written_out(run) if run else [name] if name else []
    return list(dict.fromkeys(found))


def _written_out(run: re.Match[str]) -> list[str]:
    head, first, last = run["head"], int(run["first"]), int(run["last"])
    width = len(run["first"])
    return [f"{head}{number:0{width}d}" for number in range(first, min(last, first + MOST - 1) + 1)]


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """A key that puts “2” before “10”."""
    parts = re.findall(r"\d+|\D+", text.casefold())
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts)
