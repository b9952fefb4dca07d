"""Verifies a seal as an auditor would who has the answer and the published keys, and nothing of the product."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import rfc8785
from jose import jws
from jose.exceptions import JWSError


def verified_content(seal: Mapping[str, Any]) -> dict[str, Any]:
    """The frozen report, once everything that can be checked offline holds: form, hash, signature, and what was signed."""
    content = json.loads(seal["content"])
    assert rfc8785.dumps(content) == seal["content"].encode(), "the content is not canonical JSON"
    assert sha256(seal["content"].encode()).hexdigest() == seal["sha256"]
    header = jws.get_unverified_header(seal["signature"])
    assert (header["alg"], header["kid"]) == ("ES256", seal["key_id"])
    statement = json.loads(jws.verify(seal["signature"], dict(seal["public_key"]), ["ES256"]))
    assert statement["sha256"] == seal["sha256"]
    assert (statement["report"], statement["number"]) == (seal["report_id"], seal["number"])
    assert content["report"]["id"] == seal["report_id"]
    return content


def is_genuine(seal: Mapping[str, Any], signature: str) -> bool:
    """Whether another signature would pass for this seal."""
    try:
        jws.verify(signature, dict(seal["public_key"]), ["ES256"])
    except JWSError:
        return False
    return True
