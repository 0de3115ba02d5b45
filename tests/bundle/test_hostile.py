"""Bundles altered, cut or forged: each kind of bytes, each with its one clear refusal, never a wrong content."""

import json
import os
import random
import re
import tarfile
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pyrage
import pytest
import zstandard

from app.bundle import container, tarball
from app.bundle import lines as lines_module
from app.bundle.agefile import MAX_FILE, header_length
from app.bundle.container import inspect, read
from app.bundle.header import Header, Member, header_of
from app.kernel.canonical import canonical_json
from app.kernel.errors import UserError
from tests.bundle.parts import LINES, Desk


def refused(desk: Desk, path: Path) -> str:
    """The code with which reading it, to the last line, is refused."""
    with pytest.raises(UserError) as caught:
        assert set(read(path, [desk.centre], desk.trust).lines("general.jsonl.zst")) <= set(LINES)
    assert caught.value.text
    assert caught.value.hint
    return caught.value.code


def placed(folder: Path, data: bytes) -> Path:
    path = folder / "altered.pulang"
    path.write_bytes(data)
    return path


def test_files_that_are_no_bundle(desk: Desk, tmp_path: Path) -> None:
    for data in (b"PK\x03\x04halo", os.urandom(5000), b"-----BEGIN AGE ENCRYPTED FILE-----\n"):
        assert refused(desk, placed(tmp_path, data)) == "bundle.not-a-bundle"
    assert refused(desk, placed(tmp_path, b"")) == "bundle.truncated"
    for inside in (b"", b"halo", bytes(1024), os.urandom(4096)):
        assert refused(desk, desk.sealed(tmp_path, inside)) == "bundle.not-a-bundle"


def test_a_missing_file_a_folder_and_a_pipe_are_unreadable(desk: Desk, tmp_path: Path) -> None:
    pipe = tmp_path / "pipa.pulang"
    os.mkfifo(pipe)
    for path in (tmp_path / "tidak-ada.pulang", tmp_path, pipe):
        assert refused(desk, path) == "bundle.unreadable"


def test_cut_anywhere(desk: Desk, tmp_path: Path) -> None:
    data = desk.bundle(tmp_path, blob=os.urandom(300_000)).path.read_bytes()
    start = header_length(data[:16384])
    chance = random.Random(7)
    boundary = start + 16 + 65552
    cuts = {0, 1, 21, 22, start - 1, start, start + 16, boundary, len(data) - 1}
    for cut in cuts | {chance.randrange(len(data)) for _ in range(60)}:
        assert refused(desk, placed(tmp_path, data[:cut])) == "bundle.truncated", cut


def test_every_byte_of_the_age_header(desk: Desk, tmp_path: Path) -> None:
    data = desk.bundle(tmp_path).path.read_bytes()
    for index in range(header_length(data[:16384])):
        altered = bytearray(data)
        altered[index] ^= 1
        code = refused(desk, placed(tmp_path, bytes(altered)))
        allowed = {"not-a-bundle", "foreign-seal", "tampered", "other-recipient", "truncated"}
        assert code.removeprefix("bundle.") in allowed, index


def test_a_bit_in_any_chunk_and_bytes_after_the_end(desk: Desk, tmp_path: Path) -> None:
    data = desk.bundle(tmp_path, blob=os.urandom(200_000)).path.read_bytes()
    start = header_length(data[:16384])
    chance = random.Random(3)
    last = len(data) - (len(data) - start - 16) % 65552
    for index in [start, start + 16, last - 1, *(chance.randrange(start, last) for _ in range(30))]:
        altered = bytearray(data)
        altered[index] ^= 1 << chance.randrange(8)
        assert refused(desk, placed(tmp_path, bytes(altered))) == "bundle.tampered", index
    for index in (last, len(data) - 1):
        altered = bytearray(data)
        altered[index] ^= 1
        assert refused(desk, placed(tmp_path, bytes(altered))) == "bundle.truncated"
    assert refused(desk, placed(tmp_path, data + b"x")) in ("bundle.truncated", "bundle.tampered")


def test_every_byte_of_the_tar(desk: Desk, tmp_path: Path) -> None:
    tar = desk.opened(desk.bundle(tmp_path).path)
    for index in range(0, len(tar), 3):
        altered = bytearray(tar)
        altered[index] ^= 1
        code = refused(desk, desk.sealed(tmp_path, bytes(altered)))
        assert code in ("bundle.not-a-bundle", "bundle.tampered"), index


def change(name: str, data: bytes) -> Callable[[dict[str, bytes]], None]:
    def apply(members: dict[str, bytes]) -> None:
        members[name] = data

    return apply


def without(name: str) -> Callable[[dict[str, bytes]], None]:
    def apply(members: dict[str, bytes]) -> None:
        del members[name]

    return apply


def test_members_swapped_missing_or_added(desk: Desk, tmp_path: Path) -> None:
    path = desk.bundle(tmp_path).path
    other = zstandard.compress(b"\n".join(LINES[:-1]) + b"\n")
    assert refused(desk, desk.changed(path, change("general.jsonl.zst", other))) == "bundle.tampered"
    assert refused(desk, desk.changed(path, change("names.json", b"{}"))) == "bundle.tampered"
    assert refused(desk, desk.changed(path, change("more.json", b"{}"))) == "bundle.tampered"
    assert refused(desk, desk.changed(path, without("names.json"))) == "bundle.tampered"
    assert refused(desk, desk.changed(path, change("manifest.sig", bytes(64)))) == "bundle.tampered"
    assert refused(desk, desk.changed(path, change("manifest.sig", bytes(63)))) == "bundle.tampered"
    assert refused(desk, desk.changed(path, without("manifest.sig"))) == "bundle.not-a-bundle"


@pytest.mark.parametrize(
    "field",
    ["kind", "number", "created", "recipients", "streams", "have", "extra", "members", "sender"],
)
def test_a_changed_manifest_field(desk: Desk, tmp_path: Path, field: str) -> None:
    path = desk.bundle(tmp_path).path
    content = json.loads(next(iter(dict(tarball.unpacked(memoryview(desk.opened(path)))).values())).tobytes())
    content[field] = {
        "kind": "receipt",
        "number": 43,
        "created": "2026-01-24T13:00:00+00:00",
        "recipients": [*content["recipients"], "age1x"],
        "streams": [{**content["streams"][0], "to": 51}],
        "have": [{"vault": "general", "device": "d", "epoch": "e", "up_to": 1, "gaps": [], "marks": []}],
        "extra": {"a": 1},
        "members": {**content["members"], "x.json": content["members"]["names.json"]},
        "sender": {**content["sender"], "epoch": "e2"},
    }[field]
    assert refused(desk, desk.changed(path, change("manifest.json", canonical_json(content)))) == "bundle.tampered"


def test_manifests_that_are_none(desk: Desk, tmp_path: Path) -> None:
    path = desk.bundle(tmp_path).path
    good = next(iter(dict(tarball.unpacked(memoryview(desk.opened(path)))).values())).tobytes()
    content = json.loads(good)
    stream = content["streams"][0]
    wrong = [
        b"",
        b"[]",
        b"[" * 100_000,
        b"9" * 5000,
        good + b" ",
        good.replace(b'"number":42', b'"number":42,"number":42'),
        good.replace(b'"number":42', b'"number":true'),
        good.replace(b'"number":42', b'"number":4.2'),
        good.replace(b'"number":42', b'"number":9223372036854775808'),
        good.replace(b'"created":"', b'"created":"\\ud800'),
        canonical_json({**content, "format": 0}),
        canonical_json({**content, "format": "1"}),
        canonical_json({**content, "extra": []}),
        canonical_json({**content, "streams": 5}),
        canonical_json({**content, "streams": [7]}),
        canonical_json({**content, "streams": [{**stream, "count": 49}]}),
        canonical_json({**content, "sender": {**content["sender"], "certificates": []}}),
        canonical_json({**content, "sender": {**content["sender"], "device": "desk-b"}}),
    ]
    for raw in wrong:
        assert refused(desk, desk.changed(path, change("manifest.json", raw))) == "bundle.not-a-bundle", raw[:80]


def test_nesting_of_any_depth(desk: Desk, tmp_path: Path) -> None:
    path = desk.bundle(tmp_path).path
    good = next(iter(dict(tarball.unpacked(memoryview(desk.opened(path)))).values())).tobytes()
    for depth in range(800, 1001, 4):
        raw = good.replace(b'"extra":{}', b'"extra":{"a":' + b"[" * depth + b"]" * depth + b"}")
        code = refused(desk, desk.changed(path, change("manifest.json", raw)))
        assert code in ("bundle.not-a-bundle", "bundle.tampered"), depth


def test_a_later_format_is_named_even_when_its_tar_is_unlike_ours(desk: Desk, tmp_path: Path) -> None:
    manifest = canonical_json({"format": 2, "baru": "ya"})
    tar = b"".join(tarball.pieces({"manifest.json": manifest}))[:-1024] + b"lain sekali" * 100
    assert refused(desk, desk.sealed(tmp_path, tar)) == "bundle.newer-format"
    with pytest.raises(UserError, match=r"bundle\.newer-format"):
        inspect(tmp_path / "forged.pulang", [desk.centre])


def forged_tar(desk: Desk, path: Path, evil: tarfile.TarInfo, data: bytes = b"") -> bytes:
    """The true members, followed by one that an ordinary tar tool can write."""
    tar = BytesIO(desk.opened(path))
    evil.size = len(data)
    with tarfile.open(fileobj=tar, mode="a", format=tarfile.PAX_FORMAT) as archive:
        archive.addfile(evil, BytesIO(data))
    content = tar.getvalue().rstrip(b"\0")  # tar tools fill up to 10 KB, which alone would be refused
    return content + bytes(-len(content) % 512) + bytes(1024)


def evil_members() -> list[tarfile.TarInfo]:
    names = ["../jahat.json", "/etc/jahat.json", "a/b.json", "blobs/../jahat.json", "C:jahat.json", "blobs/" + "A" * 64]
    members = [tarfile.TarInfo(name) for name in [*names, "x" * 200 + ".json", "names.json", "catatan.txt"]]
    for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE):
        member = tarfile.TarInfo("lain.json")
        member.type = kind
        member.linkname = "names.json"
        members.append(member)
    owned = tarfile.TarInfo("lain.json")
    owned.uid = 1000
    return [*members, owned]


def test_a_member_of_the_right_form_gets_past_the_tar(desk: Desk, tmp_path: Path) -> None:
    """Shows that the members refused below are refused for what they are."""
    tar = forged_tar(desk, desk.bundle(tmp_path).path, tarfile.TarInfo("lain.json"), b"{}")
    assert refused(desk, desk.sealed(tmp_path, tar)) == "bundle.tampered"


def test_anything_after_the_end_of_the_tar(desk: Desk, tmp_path: Path) -> None:
    tar = desk.opened(desk.bundle(tmp_path).path)
    for more in (b"x", bytes(512), bytes(8192), b"x" * 512):
        assert refused(desk, desk.sealed(tmp_path, tar + more)) == "bundle.not-a-bundle"


@pytest.mark.parametrize("evil", evil_members(), ids=lambda info: f"{info.name[:20]} {info.type.decode()} {info.uid}")
def test_members_no_bundle_may_have(desk: Desk, tmp_path: Path, evil: tarfile.TarInfo) -> None:
    path = desk.bundle(tmp_path).path
    assert refused(desk, desk.sealed(tmp_path, forged_tar(desk, path, evil))) == "bundle.not-a-bundle"
    assert not (tmp_path.parent / "jahat.json").exists()


def test_a_tar_that_declares_more_than_it_holds(desk: Desk, tmp_path: Path) -> None:
    for size in (10**9, 8**11 - 1):
        tar = tarball.file_header("manifest.json", size) + bytes(4096)
        assert refused(desk, desk.sealed(tmp_path, tar)) == "bundle.not-a-bundle"


def resigned(desk: Desk, path: Path, data: bytes, **stated: int) -> Path:
    """A bundle whose trusted sender himself states and signs this general stream."""

    def apply(members: dict[str, bytes]) -> None:
        header: Header = header_of(members["manifest.json"])
        member = Member(sha256(data).hexdigest(), len(data), **stated)
        streams = (replace(header.streams[0], count=stated.get("lines", 0)),)
        header = replace(header, streams=streams, members={**header.members, "general.jsonl.zst": member})
        members["manifest.json"] = header.to_bytes()
        members["manifest.sig"] = bytes.fromhex(desk.key.sign(members["manifest.json"]))
        members["general.jsonl.zst"] = data

    return desk.changed(path, apply)


def test_a_compression_bomb_stops_at_what_was_stated(desk: Desk, tmp_path: Path) -> None:
    path = desk.bundle(tmp_path).path
    bomb = zstandard.compress(bytes(300 << 20))
    assert len(bomb) < 50_000
    assert refused(desk, resigned(desk, path, bomb, lines=50, expanded=5000)) == "bundle.tampered"
    assert refused(desk, resigned(desk, path, bomb, lines=1, expanded=300 << 20)) == "bundle.too-large"
    assert refused(desk, resigned(desk, path, b"not even looked at", lines=1, expanded=1 << 40)) == "bundle.too-large"


def test_a_window_larger_than_ours_is_refused(desk: Desk, tmp_path: Path) -> None:
    path = desk.bundle(tmp_path).path
    parameters = zstandard.ZstdCompressionParameters.from_level(3, window_log=27)
    wide = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    data = wide.compress(b"{}\n") + wide.flush()
    assert refused(desk, resigned(desk, path, data, lines=1, expanded=3)) == "bundle.tampered"


def test_streams_that_are_not_what_was_stated(desk: Desk, tmp_path: Path) -> None:
    path = desk.bundle(tmp_path).path
    text = b"\n".join(LINES) + b"\n"
    for data, count, size in (
        (zstandard.compress(text), 49, len(text)),
        (zstandard.compress(text), 50, len(text) + 1),
        (zstandard.compress(text[:-1]), 50, len(text) - 1),
        (zstandard.compress(text[:-1]), 49, len(text) - 1),
        (zstandard.compress(text)[:-3], 50, len(text)),
        (b"bukan zstd", 50, len(text)),
    ):
        assert refused(desk, resigned(desk, path, data, lines=count, expanded=size)) == "bundle.tampered"


def test_too_long_a_line_is_neither_written_nor_read(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = desk.bundle(tmp_path, lines=[b"x" * 5000]).path
    monkeypatch.setattr(lines_module, "MAX_LINE", 5000)
    assert refused(desk, path) == "bundle.too-large"
    with pytest.raises(UserError, match=r"bundle\.too-large"):
        desk.writer(tmp_path).add_lines("general.jsonl.zst", [b"x" * 5000])


def test_too_large_a_file_is_refused_unread(desk: Desk, tmp_path: Path) -> None:
    path = desk.bundle(tmp_path).path
    os.truncate(path, MAX_FILE + 1)
    assert refused(desk, path) == "bundle.too-large"


STANZA = b"-> X25519 " + b"A" * 43 + b"\n" + b"B" * 43 + b"\n"
MAC = b"--- " + b"C" * 43 + b"\n"
START = b"age-encryption.org/v1\n"


@pytest.mark.parametrize(
    ("header", "code"),
    [
        (START + b"-> scrypt " + b"A" * 22 + b" 30\n" + b"B" * 43 + b"\n" + MAC, "foreign-seal"),
        (START + b"-> ssh-ed25519 abcd " + b"A" * 43 + b"\n" + b"B" * 43 + b"\n" + MAC, "foreign-seal"),
        (START + b"-> X25519 " + b"A" * 43 + b" lebih\n" + b"B" * 43 + b"\n" + MAC, "foreign-seal"),
        (START + STANZA * 65 + MAC, "foreign-seal"),
        (START + b"-> x-grease " + b"y" * 20_000, "foreign-seal"),
        (START + STANZA + b"-> x-grease\n" + (b"D" * 64 + b"\n") * 300, "foreign-seal"),
        (START + b"-> X25519 " + b"A" * 43 + b"\n" + b"B" * 64 + b"\n\n" + MAC, "tampered"),
        (START + b"-> X25519 " + b"A" * 43 + b"\n" + b"B" * 42 + b"\n" + MAC, "tampered"),
        (START + MAC, "tampered"),
        (START + STANZA + b"--- pendek\n", "tampered"),
        (START.replace(b"v1", b"v2") + STANZA + MAC, "not-a-bundle"),
    ],
)
def test_age_headers_refused_before_any_key_is_used(desk: Desk, tmp_path: Path, header: bytes, code: str) -> None:
    assert refused(desk, placed(tmp_path, header + bytes(1000))) == f"bundle.{code}"


def test_a_real_passphrase_file_costs_nothing(desk: Desk, tmp_path: Path) -> None:
    locked = pyrage.passphrase.encrypt(b"halo", "rahasia")
    assert re.search(rb"-> scrypt", locked)
    assert refused(desk, placed(tmp_path, locked)) == "bundle.foreign-seal"


def test_a_bundle_too_large_to_be_read_is_not_written(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(container, "_MAX_CONTENT", 20_000)
    writer = desk.writer(tmp_path)
    writer.add_blob(os.urandom(10_000))
    assert writer.size > 10_000
    with pytest.raises(UserError, match=r"bundle\.too-large"):
        writer.add_blob(os.urandom(10_000))
    with pytest.raises(UserError, match=r"bundle\.too-large"):
        writer.add_lines("general.jsonl.zst", [os.urandom(200).hex().encode() for _ in range(100)])
