"""Keys and sealing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.bundle.keys import Identity, SigningKey, age_recipients, open_sealed, seal, verify
from app.kernel.errors import UserError


def test_a_key_survives_its_seed_and_signs_alike() -> None:
    key = SigningKey.generate()
    again = SigningKey.from_seed(key.seed)
    assert again.public == key.public
    assert verify(key.public, b"halo", again.sign(b"halo"))


def test_a_signature_holds_for_its_bytes_and_key_alone() -> None:
    key = SigningKey.generate()
    sig = key.sign(b"halo")
    assert not verify(key.public, b"hal0", sig)
    assert not verify(SigningKey.generate().public, b"halo", sig)
    for wrong in ("", "zz", sig[:-2], sig + "00"):
        assert not verify(key.public, b"halo", wrong)
    assert not verify("bukan kunci", b"halo", sig)


def test_the_known_vector_of_rfc_8032() -> None:
    key = SigningKey.from_seed("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    assert key.public == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    assert key.sign(b"").startswith("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155")


@pytest.mark.parametrize("seed", ["", "zz", "ab" * 31, "ab" * 33])
def test_a_wrong_seed_is_refused(seed: str) -> None:
    with pytest.raises(UserError, match=r"keys\.bad-key"):
        SigningKey.from_seed(seed)


def test_secrets_do_not_show() -> None:
    key, identity = SigningKey.generate(), Identity.generate()
    assert key.seed not in repr(key)
    assert identity.secret not in repr(identity)


@given(st.binary(max_size=5000))
def test_what_is_sealed_opens_for_each_recipient(data: bytes) -> None:
    one, two = Identity.generate(), Identity.generate()
    sealed = seal(data, [one.recipient, two.recipient])
    assert open_sealed(sealed, [one]) == data
    assert open_sealed(sealed, [Identity.generate(), Identity.from_secret(two.secret)]) == data


def test_another_identity_is_told_so() -> None:
    with pytest.raises(UserError, match=r"seal\.other-recipient"):
        open_sealed(seal(b"rahasia", [Identity.generate().recipient]), [Identity.generate()])


def test_damage_is_told_so() -> None:
    identity = Identity.generate()
    sealed = seal(b"rahasia", [identity.recipient])
    for damaged in (b"", b"halo", sealed[:-1], sealed + b"x", sealed[:-1] + bytes([sealed[-1] ^ 1])):
        with pytest.raises(UserError, match=r"seal\.damaged"):
            open_sealed(damaged, [identity])


@pytest.mark.parametrize("recipients", [[], ["age1salah"], [""]])
def test_a_wrong_recipient_is_refused(recipients: list[str]) -> None:
    with pytest.raises(UserError, match=r"keys\.bad-key"):
        age_recipients(recipients)


def test_a_wrong_identity_is_refused() -> None:
    with pytest.raises(UserError, match=r"keys\.bad-key"):
        Identity.from_secret("AGE-SECRET-KEY-1SALAH")
