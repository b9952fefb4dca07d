"""Reads the signatures of a PDF. Nothing is fetched: what cannot be known from the file and the roots is said to be unknown."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from asn1crypto import crl, ocsp
from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError

from papi.evidence.isolated.judging import Known, judge
from papi.evidence.isolated.signed import fingerprint_of, roots_in

_MOST = 50


class TooMany(Exception):
    """Nobody signs a paper so often: what is not read whole is not said to be read."""


def main(path: str, directory: str) -> bytes:
    """All signatures of the file in the order of signing, judged by the roots of the directory."""
    roots = roots_in(directory)
    with Path(path).open("rb") as file:
        found = sorted(_signatures(file, _all_of(roots)), key=lambda item: item[0])
    return json.dumps({"roots": fingerprint_of(roots), "signatures": [signature for _place, signature in found]}).encode()


def _signatures(file: BinaryIO, roots: list[Certificate]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each with the revision of the file that it was made for."""
    reader = PdfFileReader(file, strict=False)
    if reader.encrypted:
        reader.decrypt("")  # many a PDF is encrypted with no password, only to forbid printing
    known = _known(reader, roots)
    listing: Any = enumerate_sig_fields  # typed only in part
    signed: list[tuple[str, Any, Any]] = [found for found in listing(reader, filled_status=True) if not _is_time_stamp(found[1])]
    if len(signed) > _MOST:
        raise TooMany
    for name, _value, field in signed:
        yield judge(reader, (name, field), known)


def _all_of(roots: list[bytes]) -> list[Certificate]:
    kind: Any = Certificate
    return [kind.load(root) for root in roots]


def _is_time_stamp(value: Any) -> bool:
    """Whether it is the document's own time stamp, which is nobody's signature."""
    value = value.get_object()
    return hasattr(value, "get") and value.get("/Type") == "/DocTimeStamp"


def _known(reader: PdfFileReader, roots: list[Certificate]) -> Known:
    try:
        store: Any = DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        return Known(roots, [], [], [])
    return Known(roots, list(store.load_certs()), _all(crl.CertificateList, store.crls), _all(ocsp.OCSPResponse, store.ocsps))


def _all(kind: Any, references: Any) -> list[Any]:
    return [kind.load(reference.get_object().data) for reference in references]
