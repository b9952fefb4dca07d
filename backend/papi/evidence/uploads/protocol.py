"""The headers of tus 1.0, read strictly and refused in words."""

import base64
import binascii
import hashlib
import hmac
import re
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import format_datetime
from typing import Any
from uuid import UUID

from starlette.datastructures import Headers

from papi.evidence.errors import FileEmpty, FileTooLarge
from papi.evidence.fields import fields_of, file_fields_of
from papi.evidence.receiving import harmless_name
from papi.evidence.uploads.errors import ChecksumMismatch, MoreThanAnnounced, ProtocolUnknown
from papi.evidence.uploads.models import Upload
from papi.evidence.uploads.terms import ALGORITHMS, PIECES, VERSION
from papi.kit.errors import FieldError, Invalid, UnsupportedType
from papi.kit.text import nfc

_SEVERAL = "link_to"
_FILE_NAME, _TARGET, _HASH = "filename", "evidence", "sha256"
_SHA256 = re.compile(r"[0-9a-f]{64}")
_MOST_METADATA = 32 * 1024


@dataclass(frozen=True)
class Wish:
    """What a creation announces. `target_id` names the document that gets a new version."""

    length: int
    file_name: str
    fields: dict[str, list[str]]
    metadata_header: str
    target_id: UUID | None


@dataclass
class Checksum:
    """What the bytes of one request must come to."""

    wanted: bytes
    digest: Any = field(repr=False)

    def update(self, content: bytes) -> None:
        self.digest.update(content)

    def check(self) -> None:
        """Refuse bytes that came to something else."""
        if not hmac.compare_digest(self.digest.digest(), self.wanted):
            raise ChecksumMismatch


def require_protocol(headers: Headers) -> None:
    """Refuse who speaks another version, or does not say which."""
    if headers.get("tus-resumable") != VERSION:
        raise ProtocolUnknown


def wish_of(headers: Headers, limit: int) -> Wish:
    """What a creation asks for; refuses what could never become a document."""
    length = _number(headers, "Upload-Length")
    if length == 0:
        raise FileEmpty
    if length > limit:
        raise FileTooLarge(limit, length)
    header = headers.get("upload-metadata", "")
    given = _metadata(header)
    name = harmless_name(given.pop(_FILE_NAME, ""))
    target = given.pop(_TARGET, None)
    if not _SHA256.fullmatch(given.pop(_HASH, "0" * 64)):
        raise Invalid(
            errors=[FieldError(f"/{_HASH}", "Mã băm SHA-256 gồm 64 chữ số hệ 16, viết thường.", "A SHA-256 is 64 lowercase hex digits.")]
        )
    fields = {name: re.split(r"[\s,]+", value.strip()) if name == _SEVERAL and value.strip() else [value] for name, value in given.items()}
    (fields_of if target is None else file_fields_of)(fields)
    return Wish(length, name, fields, header, None if target is None else _id_of(target))


def announced_hash(upload: Upload) -> str | None:
    """The SHA-256 of the whole file, where it was announced."""
    return _metadata(upload.metadata_header).get(_HASH)


def offset_of(headers: Headers, upload: Upload) -> int:
    """Where the bytes of a request belong; refuses more of them than the upload lacks."""
    if headers.get("content-type", "").partition(";")[0].strip().lower() != PIECES:
        raise UnsupportedType
    offset = _number(headers, "Upload-Offset")
    announced = headers.get("content-length", "")
    if announced.isdigit() and offset + int(announced) > upload.length:
        raise MoreThanAnnounced
    return offset


def checksum_of(headers: Headers) -> Checksum | None:
    """`Upload-Checksum: sha256 BASE64`; None where there is no such header."""
    given = headers.get("upload-checksum")
    if given is None:
        return None
    algorithm, _, encoded = given.strip().partition(" ")
    if algorithm not in ALGORITHMS:
        raise Invalid(
            errors=[FieldError("Upload-Checksum", "Chỉ nhận mã kiểm tra sha1 hoặc sha256.", "Only sha1 and sha256 are taken as checksums.")]
        )
    digest = hashlib.new(algorithm, usedforsecurity=False)
    wanted = _decoded(encoded)
    if wanted is None or len(wanted) != digest.digest_size:
        raise Invalid(errors=[FieldError("Upload-Checksum", "Mã kiểm tra không hợp lệ.", "Not a valid checksum.")])
    return Checksum(wanted, digest)


def told_of(upload: Upload) -> dict[str, str]:
    """The headers that say how far an upload is, until when it waits, and what it has become."""
    became = {"Upload-Evidence": str(upload.evidence_id)} if upload.evidence_id else {}
    expires = format_datetime(upload.expires_at.astimezone(UTC), usegmt=True)
    return {"Upload-Offset": str(upload.received), "Upload-Expires": expires, **became}


def _number(headers: Headers, name: str) -> int:
    given = headers.get(name, "")
    if not (given.isascii() and given.isdigit() and len(given) <= 15):
        raise Invalid(errors=[FieldError(name, "Cần một số nguyên không âm.", "A whole number is needed.")])
    return int(given)


def _metadata(header: str) -> dict[str, str]:
    """`key BASE64,key BASE64`: every key once, every value UTF-8 text."""
    found: dict[str, str] = {}
    if len(header) > _MOST_METADATA:
        raise Invalid(errors=[_malformed("Upload-Metadata")])
    for pair in filter(None, (part.strip() for part in header.split(","))):
        key, _, encoded = pair.partition(" ")
        content = _decoded(encoded)
        if content is None or key in found:
            raise Invalid(errors=[_malformed(f"/{key[:60]}")])
        try:
            text = nfc(content.decode("utf-8"))
        except UnicodeDecodeError:
            raise Invalid(errors=[_malformed(f"/{key[:60]}")]) from None
        if "\x00" in text:
            raise Invalid(errors=[_malformed(f"/{key[:60]}")])
        found[key] = text
    return found


def _decoded(encoded: str) -> bytes | None:
    try:
        return base64.b64decode(encoded.strip(), validate=True)
    except (binascii.Error, ValueError):
        return None


def _malformed(pointer: str) -> FieldError:
    return FieldError(pointer, "Siêu dữ liệu sai khuôn dạng: mỗi khóa một lần, giá trị là văn bản UTF-8 mã hóa base64.", _MALFORMED_EN)


_MALFORMED_EN = "Malformed metadata: every key once, every value UTF-8 text in base64."


def _id_of(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Invalid(errors=[FieldError(f"/{_TARGET}", "Mã định danh không hợp lệ.", "Not a valid id.")]) from None
