"""What the office declares by console: listed, entered with its source, corrected, withdrawn, and refused in words."""

from pathlib import Path

import pytest

from tests.console.conftest import Post
from tests.helpers.console import call

BOOK = ["--source", "Buku register penanganan"]


def row_of(post: Post, row: str, kind: str = "semester") -> dict[str, object]:
    rows = call("figures", "list", "--kind", kind, *post.options).done["rows"]
    found: dict[str, object] = next(one for one in rows if one["row"] == row)
    return found


def test_entered_corrected_and_withdrawn(post: Post) -> None:
    assert row_of(post, "stages.asesmen")["entry"] is None
    made = call("figures", "enter", "stages.asesmen", "31", *BOOK, *post.options).done
    assert (made["entry"]["number"], made["entry"]["source"], made["changed"]) == (31, BOOK[1], True)
    assert made["entry"]["officer"] == "Siti Aminah"
    again = call("figures", "enter", "stages.asesmen", "31", *BOOK, *post.options).done
    assert not again["changed"]
    call("figures", "enter", "stages.asesmen", "1.250", *BOOK, *post.options).done  # noqa: B018
    said = call("report", "--kind", "semester", *post.options).done
    assert {"label": "Asesmen komprehensif dan berkelanjutan", "total": 1250} in said["stages"]
    assert said["remarks"]["stages"].startswith("Menurut isian kantor")
    chosen = ["--entry", str(row_of(post, "stages.asesmen")["entry"]["id"])]  # type: ignore[index]
    assert call("figures", "choose", "stages.asesmen", *chosen, *post.options).done["entry"]["number"] == 1250
    gone = call("figures", "withdraw", "stages.asesmen", *post.options).done
    assert gone["entry"]["withdrawn"]
    said = call("report", "--kind", "semester", *post.options).done
    assert {"label": "Asesmen komprehensif dan berkelanjutan", "total": "belum dicatat"} in said["stages"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["enter", "stages.lain", "3", *BOOK], "report.subject"),
        (["enter", "stages.asesmen", "tiga", *BOOK], "report.declared.number"),
        (["enter", "stages.asesmen", "1000000000000", *BOOK], "report.declared.number"),
        (["enter", "stages.asesmen", "3", "--source", " "], "report.declared.source"),
        (["enter", "stages.asesmen", "3", *BOOK, "--as-of", "2199-01-01"], "report.declared.day"),
        (["enter", "stages.asesmen", "3", *BOOK, "--as-of", "kemarin"], "console.day"),
        (["enter", "stages.asesmen", "3", *BOOK, "--from", "2199-01-01"], "report.period"),
        (["enter", "tppo.indicated", "7", *BOOK], "report.declared.running"),
        (["withdraw", "services.jaminan_sosial"], "report.declared.none"),
        (["choose", "services.jaminan_sosial", "--entry", "x"], "report.declared.gone"),
        (["list", "--kind", "rombongan"], "report.kind"),
    ],
)
def test_what_cannot_be(post: Post, words: list[str], code: str) -> None:
    assert call("figures", *words, *post.options).refusal["code"] == code


def test_a_negative_number_is_refused_in_words(post: Post, tmp_path: Path) -> None:
    words = ["figures", "enter", *BOOK, *post.options, "--", "stages.asesmen", "-3"]
    assert "kurang dari nol" in call(*words).refusal["text"]
