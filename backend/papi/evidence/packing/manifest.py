"""What stands before the files of a pack: which they are, as canonical JSON, and the signature of it by the key of seals."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import rfc8785

from papi.access.keys import SigningKey
from papi.access.signatures import sign_statement

PACK_FORMAT = "papi-pack/1"
MANIFEST, SEAL, INDEX = "manifest.json", "manifest.seal.json", "MUC_LUC.xlsx"
SEAL_MEMBERS: Mapping[str, type] = {
    "pack": str,
    "made_at": str,
    "sha256": str,
    "key_id": str,
    "signature": str,
    "public_key": dict,
}


def canonical(manifest: Mapping[str, Any]) -> bytes:
    """The manifest as RFC 8785 writes it."""
    return rfc8785.dumps(dict(manifest))


def sealed(manifest: Mapping[str, Any], content: bytes, key: SigningKey) -> bytes:
    """The seal of a manifest whose canonical form is `content`."""
    digest = sha256(content).hexdigest()
    said = {"pack": manifest["id"], "made_at": manifest["made_at"], "sha256": digest}
    signature = sign_statement(key, {"format": PACK_FORMAT, **said})
    return rfc8785.dumps({**said, "key_id": key.kid, "signature": signature, "public_key": key.public})
