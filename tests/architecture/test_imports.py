"""The contracts of pyproject.toml, on the real tree and on planted mistakes."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PARTS = (
    "kernel",
    "store",
    "bundle",
    "widgets",
    "printing",
    "access",
    "registration",
    "manifest",
    "health",
    "protection",
    "sync",
)

MISTAKES = {
    "upwards": {"app/kernel/ids.py": "import app.store\n"},
    "slice upwards": {"app/manifest/service.py": "import app.health\n"},
    "store knows a slice": {"app/store/work.py": "from app.registration import records\n"},
    "side by side": {"app/health/service.py": "from app.protection import service\n"},
    "widgets and printing": {"app/widgets/preview.py": "import app.printing\n"},
    "undeclared part": {"app/extra/__init__.py": ""},
    "undeclared module": {"app/utils.py": ""},
    "cycle": {
        "app/manifest/service.py": "import app.manifest.rules\n",
        "app/manifest/rules.py": "import app.manifest.service\n",
    },
}


def contracts(root: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter in a tree of its own, in a process of its own."""
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command; lint_imports_command()",
        "--no-cache",
    ]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def tree(root: Path, files: dict[str, str]) -> Path:
    """An app of empty parts with some files more, under the real contracts."""
    shutil.copy(ROOT / "pyproject.toml", root)
    parts = {f"app/{part}/{name}.py": "" for part in PARTS for name in ("__init__", "service", "rules", "records")}
    for path, text in {"app/__init__.py": "", "app/__main__.py": "", **parts, **files}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def test_contracts_hold() -> None:
    done = contracts(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_clean_tree(tmp_path: Path) -> None:
    done = contracts(tree(tmp_path, {"app/manifest/service.py": "import app.registration.service\n"}))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistake_is_found(mistake: str, tmp_path: Path) -> None:
    done = contracts(tree(tmp_path, MISTAKES[mistake]))
    assert done.returncode == 1, done.stdout + done.stderr
    assert "1 broken" in done.stdout
