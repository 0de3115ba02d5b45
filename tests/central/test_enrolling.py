"""Enrolling a site: codes are compared on both sides, and nobody takes another's place."""

import json
from pathlib import Path

import pytest

from app.central.centre import Centre, init
from app.central.enrolling import enroll, read_site_request
from app.kernel.errors import UserError
from app.sync import kits
from tests.sync.desks import Site, open_site


def code_of(caught: pytest.ExceptionInfo[UserError]) -> str:
    return caught.value.code


def test_codes_are_compared_on_both_sides(site: Site, tmp_path: Path, postgres: str) -> None:
    with init(tmp_path / "centre", "Pusat", postgres, site.clock) as centre:
        request = kits.write_site_request(site.first, site.stick)
        with pytest.raises(UserError) as caught:
            enroll(centre, request, code="AAAA-BBBB-CCCC")
        assert code_of(caught) == "access.wrong_fingerprint"
        enrolled = enroll(centre, request, code=read_site_request(request).fingerprint.lower())
        with pytest.raises(UserError) as caught:
            kits.read_kit(site.first, enrolled.kit, "AAAA-BBBB-CCCC")
        assert code_of(caught) == "access.wrong_fingerprint"
        assert kits.read_kit(site.first, enrolled.kit, enrolled.code).kind == "centre"


def test_same_code_with_another_authority_is_refused(site: Site, centre: Centre, tmp_path: Path) -> None:
    impostor = open_site(tmp_path / "other", stranger=True)  # also calls itself NNK
    request = kits.write_site_request(impostor.first, tmp_path)
    impostor.close()
    with pytest.raises(UserError) as caught:
        enroll(centre, request)
    assert code_of(caught) == "central.other-authority"


def test_requests_that_are_none(site: Site, centre: Centre, tmp_path: Path) -> None:
    request = json.loads(kits.write_site_request(site.first, tmp_path).read_text())
    changed = {
        "format": {**request, "format": "pulang-site-9"},
        "site": {**request, "site": {**request["site"], "id": "f" * 32}},
        "certificates": {**request, "certificates": request["certificates"][:0]},
        "list": [],
    }
    for name, content in changed.items():
        path = tmp_path / f"{name}.txt"
        path.write_text(json.dumps(content))
        with pytest.raises(UserError) as caught:
            enroll(centre, path)
        assert code_of(caught) in ("central.bad-request", "access.bad_request"), name


def test_only_the_first_desk_asks(site: Site, centre: Centre) -> None:
    second = site.second()
    with pytest.raises(UserError):
        kits.write_site_request(second, site.stick)
