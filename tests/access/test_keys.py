"""Signing keys: made once, readable by their owner alone, rotated with an overlap."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from papi.access.keys import Keys, load_keys, rotate_token_key
from papi.access.tokens import Issuer, TokenClaims, TokenInvalid
from papi.kit.types import new_id

ISSUER = "http://127.0.0.1:8000"


def token_of(keys: Keys) -> str:
    claims = TokenClaims(new_id(), new_id(), new_id())
    return Issuer(keys, ISSUER).issue(claims, client_id="papi-script", unit="26506", role="officer")


def test_the_first_start_makes_keys_that_only_their_owner_reads(tmp_path: Path) -> None:
    before = os.umask(0)  # the modes must not depend on a careful umask
    try:
        load_keys(tmp_path / "secrets")
    finally:
        os.umask(before)

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "secrets").iterdir()}
    assert modes == {"token-0001.pem": 0o600, "seal-0001.pem": 0o600, "refresh.key": 0o600}
    assert stat.S_IMODE((tmp_path / "secrets").stat().st_mode) == 0o700


def test_a_later_start_reads_the_same_keys(tmp_path: Path) -> None:
    assert load_keys(tmp_path) == load_keys(tmp_path)


def test_processes_that_start_at_once_agree_on_the_keys(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as processes:
        list(processes.map(lambda _: load_keys(tmp_path), range(8)))
        found = list(processes.map(lambda _: load_keys(tmp_path), range(8)))

    assert all(keys == found[0] for keys in found)
    assert len(found[0].tokens) == len(found[0].seals) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["refresh.key", "seal-0001.pem", "token-0001.pem"]


def test_after_a_rotation_the_new_key_signs_and_the_old_tokens_still_hold(tmp_path: Path) -> None:
    before = load_keys(tmp_path)
    token = token_of(before)

    rotate_token_key(tmp_path)

    after = load_keys(tmp_path)
    assert after.tokens[0].kid not in {key.kid for key in before.tokens}
    assert Issuer(after, ISSUER).verify(token)
    assert Issuer(after, ISSUER).verify(token_of(after))
    assert (after.seals, after.secret) == (before.seals, before.secret)


def test_a_key_before_the_last_is_discarded_and_verifies_nothing_more(tmp_path: Path) -> None:
    token = token_of(load_keys(tmp_path))

    for _ in range(3):
        rotate_token_key(tmp_path)

    keys = load_keys(tmp_path)
    assert len(keys.tokens) == 2
    with pytest.raises(TokenInvalid):
        Issuer(keys, ISSUER).verify(token)


def test_the_seal_key_outlives_every_rotation(tmp_path: Path) -> None:
    seal = load_keys(tmp_path).seals[0]

    for _ in range(3):
        rotate_token_key(tmp_path)

    assert load_keys(tmp_path).seal_key(seal.kid) == seal
