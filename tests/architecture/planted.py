"""One small clean tree, and for every check the mistakes it must find. `·` keeps the words from this file itself."""

from pathlib import Path

DOC = '"""What it is for."""\n'

CLEAN = {
    "app/__init__.py": DOC,
    "app/kernel/__init__.py": DOC,
    "app/kernel/clock.py": DOC + "import time\n\n\ndef now() -> float:\n    return time.time()\n",
    "app/manifest/__init__.py": DOC,
    "app/manifest/states.py": DOC + 'HERE = "here"\n',
    "app/manifest/rules.py": DOC
    + "from app.kernel import errors\nfrom app.manifest import states\n\n\ndef decide() -> bool:\n    return True\n",
    "app/manifest/records.py": DOC + "from app.manifest import rules\n",
    "app/manifest/service.py": DOC + "from app.manifest import records, rules\n",
    "app/manifest/screens/__init__.py": DOC,
    "app/manifest/screens/arrival.py": DOC
    + "from PySide6.QtWidgets import QLabel\nfrom app.kernel.i18n import N_, _\nfrom app.manifest import service\n"
    + 'TITLE = N_("Daftar orang")\n\n\ndef label(n: int) -> QLabel:\n    return QLabel(_("{n} orang").format(n=n))\n',
    "app/reports/__init__.py": DOC + "from app.manifest import records\n",
    "app/widgets/__init__.py": DOC,
    "app/widgets/theme.py": DOC + "def apply(app: object, sheet: str) -> None:\n    app.setStyleSheet(sheet)\n",
    "forms/bast/v1/layout.toml": "",
    "forms/bast/v1/sample.pdf": "",
    "tests/manifest/test_rules.py": DOC + "def test_one() -> None:\n    assert True\n",
}

# check → the files that each make it speak
PLANTED: tuple[tuple[str, dict[str, str]], ...] = (
    ("records_stay_home", {"app/handover/service.py": "from app.manifest.records import Line\n"}),
    ("records_stay_home", {"app/desktop/wiring.py": "from app.manifest import records\n"}),
    ("records_stay_home", {"app/handover/service.py": "from app.manifest.watch.records import Turn\n"}),
    ("records_stay_home", {"app/handover/service.py": "from app.manifest.watch import records\n"}),
    ("layers_inside_slices", {"app/manifest/watch/records.py": "from app.manifest import service\n"}),
    ("screens_see_no_tables", {"app/manifest/screens/arrival.py": "from app.manifest.watch.records import Turn\n"}),
    ("slices_show_services_and_rules", {"app/handover/service.py": "from app.manifest.screens.arrival import label\n"}),
    ("slices_show_services_and_rules", {"app/reports/daily.py": "import app.manifest.papers\n"}),
    ("layers_inside_slices", {"app/manifest/rules.py": "from app.manifest import records\n"}),
    (
        "layers_inside_slices",
        {
            "app/manifest/records.py": "from app.manifest import recheck\n",
            "app/manifest/recheck.py": "import app.store\n",
        },
    ),
    ("layers_inside_slices", {"app/manifest/recheck.py": "from app.manifest.screens import arrival\n"}),
    ("qt_in_its_places", {"app/manifest/service.py": "from PySide6.QtCore import QDate\n"}),
    (
        "sheets_wait_for_their_write",
        {"app/manifest/screens/arrival.py": "def go(sheet, keep):\n    sheet.accepted.connect(keep)\n"},
    ),
    (
        "sheets_wait_for_their_write",
        {"app/desktop/window.py": "def go(text):\n    QMessageBox.question(None, text, text)\n"},
    ),
    ("screens_see_no_tables", {"app/manifest/screens/arrival.py": "from app.store.work import Work\n"}),
    ("screens_see_no_tables", {"app/widgets/tables.py": "import sqlalchemy as sa\n"}),
    ("screens_see_no_tables", {"app/manifest/screens/arrival.py": "from app.manifest import records\n"}),
    ("rules_are_pure", {"app/manifest/rules.py": "from app.store import work\n"}),
    ("rules_are_pure", {"app/manifest/rules.py": "from app.kernel import paths\n"}),
    ("rules_are_pure", {"app/manifest/rules.py": "from datetime import datetime\nNOW = datetime.now()\n"}),
    ("rules_are_pure", {"app/manifest/rules/age.py": "from app.kernel.clock import SystemClock\n"}),
    ("rules_are_pure", {"app/matching/names.py": 'LIST = open("names.txt")\n'}),
    ("sync_knows_no_business", {"app/sync/send.py": "from app.handover import service\n"}),
    ("own_imports_on_top", {"app/console/main.py": "def go() -> None:\n    from app.central import serve\n"}),
    ("own_imports_on_top", {"app/console/main.py": 'import importlib\nimportlib.import_module("app.central")\n'}),
    ("files_are_small", {"app/manifest/long.py": "X = 1\n" * 401}),
    ("files_are_small", {"tests/manifest/test_long.py": "X = 1\n" * 401}),
    ("functions_are_short", {"app/manifest/long.py": "def go() -> None:\n" + "    x = 1\n" * 50}),
    (
        "classes_are_small",
        {"app/manifest/big.py": "class Big:\n" + "".join(f"    def m{n}(self) -> None: ...\n" for n in range(26))},
    ),
    (
        "parameters_are_few",
        {"app/manifest/many.py": "def go(a: int, b: int, c: int, d: int, *, e: int, f: int) -> None: ...\n"},
    ),
    (
        "parameters_are_few",
        {"packaging/many.py": "def go(a: int, b: int, c: int, d: int, e: int, f: int) -> None: ...\n"},
    ),
    ("typical_sizes", {f"app/manifest/m{n}.py": "X = 1\n" * 130 for n in range(20)}),
    ("typical_sizes", {f"app/manifest/f{n}.py": "def go() -> None:\n" + "    x = 1\n" * 9 for n in range(20)}),
    ("modules_say_what_for", {"app/manifest/mute.py": "X = 1\n"}),
    ("everything_is_annotated", {"app/manifest/bare.py": "def go(a) -> None: ...\n"}),
    ("everything_is_annotated", {"tests/manifest/test_bare.py": "def test_go():\n    assert True\n"}),
    ("everything_is_annotated", {"app/manifest/bare.py": "def go(*rest: int, **more) -> None: ...\n"}),
    ("nothing_is_unfinished", {"app/manifest/later.py": "X = 1  # TO·DO: later\n"}),
    ("nothing_is_unfinished", {"app/manifest/later.py": "X = 1  # XX·X: why\n"}),
    ("nothing_is_unfinished", {"app/manifest/later.py": "raise NotImplementedError\n"}),
    (
        "every_test_runs",
        {"tests/manifest/test_off.py": "import pytest\n\n@pytest.mark.skip\ndef test_go() -> None: ...\n"},
    ),
    ("every_test_runs", {"tests/manifest/test_off.py": 'import pytest\n\npytest.importorskip("x")\n'}),
    ("tests_wait_for_conditions", {"tests/manifest/test_wait.py": "import time\n\ntime.sleep(1)\n"}),
    ("tests_wait_for_conditions", {"tests/manifest/test_wait.py": "from time import sleep\n\nsleep(1)\n"}),
    (
        "tests_wait_for_conditions",
        {"tests/manifest/test_wait.py": "def test_go(qtbot: object) -> None:\n    qtbot.wait(5)\n"},
    ),
    ("tests_wait_for_conditions", {"tests/manifest/test_wait.py": "QTest.qWait(100)\n"}),
    ("shown_texts_are_marked", {"app/manifest/screens/arrival.py": 'label = QLabel("Tiba")\n'}),
    ("shown_texts_are_marked", {"app/manifest/screens/arrival.py": 'button.setText(f"Simpan {n}")\n'}),
    ("shown_texts_are_marked", {"app/manifest/screens/arrival.py": 'table.setHorizontalHeaderLabels(["Nama"])\n'}),
    ("shown_texts_are_marked", {"app/manifest/service.py": 'raise UserError("a.b", "Tidak bisa.", _("Ulangi."))\n'}),
    (
        "shown_texts_are_marked",
        {"app/manifest/service.py": 'raise UserError("a.b", _("Tidak."), "Ulangi {n}.".format(n=1))\n'},
    ),
    ("sentences_are_marked", {"app/manifest/screens/arrival.py": 'show(heading="Daftar orang")\n'}),
    ("marked_texts_are_plain", {"app/manifest/service.py": 'text = _(f"{n} orang")\n'}),
    ("marked_texts_are_plain", {"app/manifest/service.py": 'text = _("{n} orang".format(n=1))\n'}),
    ("marked_texts_are_plain", {"app/manifest/service.py": 'text = ngettext("{} orang", "{} orang", n)\n'}),
    ("texts_are_translated_when_shown", {"app/manifest/service.py": 'TITLE = _("Daftar")\n'}),
    ("texts_are_translated_when_shown", {"app/manifest/service.py": 'class A:\n    title = _("Daftar")\n'}),
    ("one_style_sheet", {"app/widgets/fields.py": 'field.setStyleSheet("color: red")\n'}),
    ("one_style_sheet", {"app/widgets/theme.py": "X = 1\n"}),
    ("forms_are_complete", {"forms/bast/v2/layout.toml": ""}),
    ("forms_are_complete", {"forms/daftar/v1/sample.pdf": ""}),
    ("no_foreign_addresses", {"packaging/requirements/run.txt": "--index-url https://py·pi.org/simple\n"}),
    ("no_foreign_addresses", {"README.md": "see /wo·rk/notes\n"}),
)


def plant(root: Path, files: dict[str, str]) -> Path:
    """Write the clean tree with some files replaced or added."""
    for path, text in {**CLEAN, **files}.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text.replace("·", ""), encoding="utf-8")
    return root
