"""A bundle written and read: round trips, the standard tools, the addressee and the sender."""

import json
import shutil
import subprocess
import tarfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.bundle.certificates import State, issue
from app.bundle.container import BundleWriter, inspect, read
from app.bundle.header import Have, header_of
from app.bundle.keys import Identity, SigningKey
from app.kernel.canonical import canonical_json
from app.kernel.errors import UserError
from tests.bundle.parts import LINES, NOW, Desk, certificate


def tool(name: str) -> str:
    found = shutil.which(name)
    assert found, f"The command {name} is needed by this test: apt-get install {name}"
    return found


def test_what_goes_in_comes_out(desk: Desk, tmp_path: Path) -> None:
    written = desk.bundle(tmp_path)
    assert written.path.name == "NNK-A-2026-01-23-000042.pulang"
    bundle = read(written.path, [desk.centre], desk.trust)
    assert list(bundle.lines("general.jsonl.zst")) == LINES
    assert list(bundle.lines("health.jsonl.zst")) == []
    assert [bundle.blob(name) for name in bundle.blobs] == [b"foto"]
    assert bundle.json("names.json") == {"kapal": "KM Thalia"}
    assert bundle.trust is State.VALID
    assert (bundle.digest, bundle.size) == (written.digest, written.size)
    assert bundle.header.streams[0].totals == {"heads": 50}


def test_have_and_extra_survive(desk: Desk, tmp_path: Path) -> None:
    have = (Have("general", "desk-b", "e2", 90, ((93, 95), (98, 98)), ((90, "ab" * 8), (89, "cd" * 8))),)
    written = desk.writer(tmp_path).finish(desk.header(have=have, extra={"bast": ["NNK-A-26-000123"]}))
    header = read(written.path, [desk.centre], desk.trust).header
    assert header.have == have
    assert header.extra == {"bast": ["NNK-A-26-000123"]}


def test_standard_tools_open_it(desk: Desk, tmp_path: Path) -> None:
    written = desk.bundle(tmp_path)
    secret = tmp_path / "secret.txt"
    secret.write_text(desk.centre.secret + "\n")
    tar = subprocess.run(
        [tool("age"), "--decrypt", "-i", str(secret), str(written.path)], check=True, capture_output=True
    ).stdout
    with tarfile.open(fileobj=BytesIO(tar)) as archive:
        names = archive.getnames()
        member = archive.extractfile("general.jsonl.zst")
        assert member
        stored = member.read()
    assert names[:2] == ["manifest.json", "manifest.sig"]
    lines = subprocess.run([tool("zstd"), "-dc"], check=True, capture_output=True, input=stored).stdout
    assert lines == b"\n".join(LINES) + b"\n"


def test_either_of_two_recipients_opens_it(desk: Desk, tmp_path: Path) -> None:
    second = Identity.generate()
    written = desk.writer(tmp_path, 42, second.recipient).finish(desk.header())
    for identity in (desk.centre, second):
        bundle = read(written.path, [identity], desk.trust)
        assert set(bundle.header.recipients) == {desk.centre.recipient, second.recipient}


def test_a_bundle_for_another_says_so(desk: Desk, tmp_path: Path) -> None:
    written = desk.bundle(tmp_path)
    with pytest.raises(UserError, match=r"bundle\.other-recipient"):
        read(written.path, [Identity.generate()], desk.trust)


def test_a_bundle_wrapped_again_for_another_is_refused(desk: Desk, tmp_path: Path) -> None:
    tar = desk.opened(desk.bundle(tmp_path).path)
    victim = Desk(centre=Identity.generate())
    with pytest.raises(UserError, match=r"bundle\.other-recipient"):
        read(victim.sealed(tmp_path, tar), [victim.centre], desk.trust)


def test_an_unknown_sender_is_refused_before_anything_is_expanded(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"bundle\.unknown-device"):
        read(desk.bundle(tmp_path).path, [desk.centre], Desk().trust)


@pytest.mark.parametrize("state", [State.UNKNOWN, State.BAD])
def test_whatever_is_not_vouched_for_is_refused(desk: Desk, tmp_path: Path, state: State) -> None:
    with pytest.raises(UserError, match=r"bundle\.unknown-device"):
        read(desk.bundle(tmp_path).path, [desk.centre], lambda header: state)


@pytest.mark.parametrize("state", [State.EXPIRED, State.REVOKED])
def test_an_expired_or_revoked_sender_is_the_callers_to_hold(desk: Desk, tmp_path: Path, state: State) -> None:
    bundle = read(desk.bundle(tmp_path).path, [desk.centre], lambda header: state)
    assert bundle.trust is state
    assert len(list(bundle.lines("general.jsonl.zst"))) == 50


def test_a_stolen_certificate_without_its_key_is_tampering(desk: Desk, tmp_path: Path) -> None:
    thief = SigningKey.generate()
    path = desk.bundle(tmp_path).path

    def resign(members: dict[str, bytes]) -> None:
        members["manifest.sig"] = bytes.fromhex(thief.sign(members["manifest.json"]))

    with pytest.raises(UserError, match=r"bundle\.tampered"):
        read(desk.changed(path, resign), [desk.centre], desk.trust)


def test_a_certificate_of_another_device_does_not_speak_for_the_sender(desk: Desk, tmp_path: Path) -> None:
    other = issue(certificate("device", "desk-b", desk.key, "site-nnk"), desk.authority)
    header = desk.header()
    with pytest.raises(ValueError, match="sender"):
        desk.writer(tmp_path).finish(replace(header, sender=replace(header.sender, certificates=(other,))))


def test_inspect_needs_no_trust_and_tells_damage(desk: Desk, tmp_path: Path) -> None:
    path = desk.bundle(tmp_path).path
    report = inspect(path, [desk.centre])
    assert report.signed
    assert report.damaged == ()
    assert report.header.certificate.name == "Loket A"

    def swap(members: dict[str, bytes]) -> None:
        members["manifest.sig"] = bytes(64)
        members["names.json"] = b"{}"

    report = inspect(desk.changed(path, swap), [desk.centre])
    assert not report.signed
    assert report.damaged == ("names.json",)


def test_the_manifest_is_canonical_and_names_streams_from_and_to(desk: Desk, tmp_path: Path) -> None:
    tar = desk.opened(desk.bundle(tmp_path).path)
    with tarfile.open(fileobj=BytesIO(tar)) as archive:
        member = archive.extractfile("manifest.json")
        assert member
        raw = member.read()
    content = json.loads(raw)
    assert canonical_json(content) == raw
    assert (content["format"], content["streams"][0]["from"], content["streams"][0]["to"]) == (1, 1, 50)
    assert header_of(raw).number == 42


def test_a_writer_refuses_what_a_reader_would(desk: Desk, tmp_path: Path) -> None:
    writer = desk.writer(tmp_path)
    for name in ("general.jsonl", "../a.jsonl.zst", "blobs/x.jsonl.zst"):
        with pytest.raises(ValueError):
            writer.add_lines(name, [b"{}"])
    with pytest.raises(ValueError):
        writer.add_json("manifest.json", {})
    with pytest.raises(ValueError, match="line end"):
        writer.add_lines("general.jsonl.zst", [b"a\nb"])
    with pytest.raises(ValueError, match="another key"):
        BundleWriter(tmp_path, "x.pulang", SigningKey.generate(), [desk.centre.recipient]).finish(desk.header())
    with pytest.raises(ValueError):
        BundleWriter(tmp_path, "../x.pulang", desk.key, [desk.centre.recipient])
    assert list(tmp_path.iterdir()) == []


def test_as_many_recipients_as_can_be_read(desk: Desk, tmp_path: Path) -> None:
    more = [Identity.generate().recipient for _ in range(61)]
    written = desk.writer(tmp_path, 42, *more).finish(desk.header())
    assert len(read(written.path, [desk.centre], desk.trust).header.recipients) == 62
    with pytest.raises(ValueError):
        desk.writer(tmp_path, 43, *more, Identity.generate().recipient)


def test_nothing_unsealed_lies_beside_it(desk: Desk, tmp_path: Path) -> None:
    desk.bundle(tmp_path)
    assert [path.suffix for path in tmp_path.iterdir()] == [".pulang"]
    assert b"Siti" not in next(tmp_path.iterdir()).read_bytes()


def test_now_is_inside_the_test_certificates(desk: Desk) -> None:
    assert desk.cert.not_before < NOW.isoformat() < desk.cert.not_after


SHARED = Desk()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=st.lists(st.binary(max_size=300).map(lambda line: line.replace(b"\n", b" ")), max_size=60),
    blobs=st.lists(st.binary(max_size=2000), max_size=5),
    value=st.dictionaries(
        st.text("abc", max_size=5), st.integers(-(2**63), 2**63 - 1) | st.text("Siti é’", max_size=9)
    ),
)
def test_round_trip_of_anything(
    tmp_path: Path, lines: list[bytes], blobs: list[bytes], value: dict[str, int | str]
) -> None:
    for old in tmp_path.iterdir():
        old.unlink()
    writer = SHARED.writer(tmp_path)
    assert writer.add_lines("health.jsonl.zst", lines) == len(lines)
    names = [writer.add_blob(blob) for blob in blobs]
    writer.add_json("extra.json", value)
    bundle = read(writer.finish(SHARED.header(extra=value)).path, [SHARED.centre], SHARED.trust)
    assert list(bundle.lines("health.jsonl.zst")) == lines
    assert [bundle.blob(name) for name in names] == blobs
    assert bundle.json("extra.json") == bundle.header.extra == value
