"""What is found out about a signature, in the words of data: read in isolation, kept with the file, spoken in `signature_words`."""

import base64
import re
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

MARK = b"/ByteRange"
"""What every signed PDF holds in the open: the signature itself cannot be packed."""

_CERTIFICATE = re.compile(rb"-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----")
_ENDINGS = {".pem", ".crt", ".cer"}


class TimeSource(StrEnum):
    """Who says when it was signed."""

    TIMESTAMP = "timestamp"
    UNTRUSTED_TIMESTAMP = "untrusted_timestamp"
    SIGNER = "signer"
    NONE = "none"


class Coverage(StrEnum):
    """How much of the file was signed. `revision`: all that there was then; more was appended later."""

    WHOLE = "whole"
    REVISION = "revision"
    PART = "part"


class Later(StrEnum):
    """What was appended to the file after it was signed."""

    NOTHING = "nothing"
    PROOFS = "proofs"
    FORMS = "forms"
    CONTENT = "content"


class Trust(StrEnum):
    """Whether the certificate descends from a root that is configured here; `not_checked` where none is."""

    TRUSTED = "trusted"
    UNKNOWN_ROOT = "unknown_root"
    UNUSABLE = "unusable"
    NOT_CHECKED = "not_checked"


class Validity(StrEnum):
    """The certificate on the day of signing."""

    VALID = "valid"
    EXPIRED = "expired"
    NOT_YET = "not_yet"


class Revocation(StrEnum):
    """`good` and `revoked` by what the file itself brings along: nobody is asked over the network."""

    NOT_CHECKED = "not_checked"
    GOOD = "good"
    REVOKED = "revoked"


def roots_in(directory: str) -> list[bytes]:
    """The certificates (DER) of a directory of PEM files, in one order however the files are named; none without a directory."""
    if not directory:
        return []
    files = [path for path in Path(directory).iterdir() if path.suffix.lower() in _ENDINGS]
    return sorted({base64.b64decode(found) for path in files for found in _CERTIFICATE.findall(path.read_bytes())})


def fingerprint_of(roots: list[bytes]) -> str:
    """By what a set of roots is known."""
    return sha256(b"".join(sha256(root).digest() for root in roots)).hexdigest()
