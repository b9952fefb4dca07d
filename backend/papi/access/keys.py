"""Signing keys: made on the first start, one directory, readable by their owner alone.

Token keys rotate with overlap: the newest signs, all that are kept verify. The seal key is never discarded, because seals must be
verifiable as long as the records are.
"""

import secrets
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from jose import jwk

from papi.kit.secretfiles import write_secret

_TOKEN, _SEAL, _SECRET = "token", "seal", "refresh.key"
_KEPT = 2


@dataclass(frozen=True)
class SigningKey:
    """An ES256 key pair. `kid` is derived from the public key; `public` is its JWK."""

    kid: str
    private_pem: str
    public: dict[str, Any]


@dataclass(frozen=True)
class Keys:
    """All keys of an installation, newest first. `secret` derives refresh tokens."""

    tokens: tuple[SigningKey, ...]
    seals: tuple[SigningKey, ...]
    secret: bytes

    def token_key(self, kid: str) -> SigningKey | None:
        return next((key for key in self.tokens if key.kid == kid), None)

    def seal_key(self, kid: str) -> SigningKey | None:
        return next((key for key in self.seals if key.kid == kid), None)


def load_keys(directory: Path) -> Keys:
    """Read the keys, making those that are missing; of several processes that start at once, one makes them."""
    directory.mkdir(parents=True, exist_ok=True)
    directory.chmod(0o700)
    for purpose in (_TOKEN, _SEAL):
        if not _files(directory, purpose):
            _make(directory, purpose, 1)  # named, not counted: another process may have made it since we looked
    if not (directory / _SECRET).exists():
        write_secret(directory / _SECRET, secrets.token_bytes(32))
    return Keys(_read(directory, _TOKEN), _read(directory, _SEAL), (directory / _SECRET).read_bytes())


def rotate_token_key(directory: Path) -> None:
    """Add a key with which the next start signs. The one before still verifies; older ones, whose tokens ended long ago, are removed."""
    load_keys(directory)
    make_key(directory, _TOKEN)
    for outlived in _files(directory, _TOKEN)[_KEPT:]:
        outlived.unlink()


def make_key(directory: Path, purpose: str) -> None:
    """Add a key; the next start signs with it and still verifies with the older ones."""
    newest = next((int(path.stem.rpartition("-")[2]) for path in _files(directory, purpose)), 0)
    _make(directory, purpose, newest + 1)


def _make(directory: Path, purpose: str, number: int) -> None:
    private = ec.generate_private_key(ec.SECP256R1())
    pem = private.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    write_secret(directory / f"{purpose}-{number:04d}.pem", pem)


def _files(directory: Path, purpose: str) -> list[Path]:
    return sorted(directory.glob(f"{purpose}-*.pem"), reverse=True)


def _read(directory: Path, purpose: str) -> tuple[SigningKey, ...]:
    return tuple(_signing_key(path.read_bytes()) for path in _files(directory, purpose))


def _signing_key(pem: bytes) -> SigningKey:
    private = serialization.load_pem_private_key(pem, password=None)
    public_pem = private.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    kid = sha256(public_pem).hexdigest()[:16]
    public = {**jwk.construct(public_pem.decode(), "ES256").to_dict(), "kid": kid, "use": "sig", "alg": "ES256"}
    return SigningKey(kid, pem.decode(), public)
