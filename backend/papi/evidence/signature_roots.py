"""The certificates by which signers are trusted, as whoever looks after the installation sees them."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.x509.oid import NameOID

from papi.evidence.isolated.signed import roots_in


class Root(NamedTuple):
    """A trusted certificate."""

    name: str
    until: datetime


def read_roots(directory: Path) -> list[Root]:
    """Those of a directory; raises `OSError` or `ValueError` where it, or one of them, cannot be read."""
    return [_root(x509.load_der_x509_certificate(content)) for content in roots_in(str(directory))]


def _root(certificate: x509.Certificate) -> Root:
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return Root(str(names[0].value) if names else certificate.subject.rfc4514_string(), certificate.not_valid_after_utc)
