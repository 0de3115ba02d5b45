"""What changed since a manifest was printed: a screen in English says it in English, the paper in Indonesian."""

import pytest

from app.access.office import Office
from app.departure import outgoing
from app.departure.lines import differences
from app.kernel.i18n import _, set_language
from tests.departure.quay import ask, assigned, come, do, planned

BEFORE = [
    {"stay": "a", "name": "Orang A", "sex": "L", "age": "4", "destination": "Kab. Bone", "office": "Dinas Sosial"},
    {"stay": "b", "name": "Orang B", "sex": "P", "age": "31", "destination": "Kab. Bone", "office": "Dinas Sosial"},
]
NOW = [BEFORE[0] | {"age": "5", "sex": "P"}, BEFORE[1] | {"stay": "c", "name": "Orang C", "reason": "menyusul"}]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "id",
            [
                "Tidak ikut: Orang B (sakit).",
                "Tambahan: Orang C (menyusul).",
                "Dibetulkan: Orang A: L/P L menjadi P, umur 4 menjadi 5.",
            ],
        ),
        (
            "en",
            [
                "Not coming: Orang B (sakit).",
                "Added: Orang C (menyusul).",
                "Corrected: Orang A: Sex was L, now P, age was 4, now 5.",
            ],
        ),
    ],
)
def test_what_changed_is_said_in_the_language_of_the_screen(language: str, said: list[str]) -> None:
    set_language(language)
    assert differences(BEFORE, NOW, {"b": "sakit"}, _) == said


def test_the_paper_says_it_in_indonesian(office: Office) -> None:
    made = planned(office)
    assigned(office, made.id, [come(office, "Orang A")])
    set_language("en")
    do(office, outgoing.print_manifest, made.id)
    assigned(office, made.id, [come(office, "Menyusul")])
    assert ask(office, outgoing.changed_since, made.id) == ["Added: Menyusul."]
    again = do(office, outgoing.print_manifest, made.id)
    assert again.sheets[0].values["differences"] == ["Tambahan: Menyusul."]
