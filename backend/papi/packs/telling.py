"""What a pack says of itself: its manifest, for programs, and its index, for people."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from papi.access.actor import Actor
from papi.evidence.models import EvidenceFile, SignatureState
from papi.evidence.packing.manifest import INDEX, PACK_FORMAT
from papi.evidence.queries.signatures import told as signature_told
from papi.kit.documents import XLSX, Column, Export, table
from papi.packs.queries.contents import Chosen, Pack
from papi.packs.words import KEPT_BACK, REVIEWED, SCANNED, SIGNED, said, said_acceptance

_INDEX = Export(
    "muc-luc",
    [
        Column("number", "STT", "No.", 6),
        Column("title", "Tài liệu kiểm chứng", "Document", 46),
        Column("document_number", "Số, ký hiệu", "Number", 18),
        Column("issued_on", "Ngày ban hành", "Issued", 14),
        Column("unit", "Đơn vị", "Unit", 22),
        Column("proves", "Dùng cho", "Proof of", 60),
        Column("reviewed", "Thẩm tra", "Review", 18),
        Column("accepted", "Phiên bản đã chấp nhận", "Accepted version", 36),
        Column("signed", "Chữ ký số", "Signatures", 50),
        Column("scanned", "Quét mã độc", "Scan", 18),
        Column("path", "Đường dẫn trong gói", "Path", 60),
        Column("size", "Dung lượng (byte)", "Size", 14),
        Column("sha256", "Mã băm SHA-256", "SHA-256", 66),
        Column("why", "Không có trong gói vì", "Left out because", 40),
    ],
)


_OF_INSPECTION = {"inspection": "", "finding": ", tồn tại {finding}: {text}"}


def index_of(pack: Pack) -> bytes:
    """`MUC_LUC.xlsx`: what is in the pack, then what is not and why. Slow for a large pack: call it in a thread."""
    file = table(_INDEX, XLSX, "vi")
    file.add(_row(number, one) for number, one in enumerate((*pack.going, *pack.staying), start=1))
    return file.content()


def _row(number: int, one: Chosen) -> dict[str, Any]:
    evidence, file = one.evidence, one.file
    told = {
        "number": number,
        "title": one.title,
        "document_number": one.document_number,
        "issued_on": evidence.issued_on,
        "unit": one.unit.short_name,
        "proves": "\n".join(f"{_proved(link.told)}{_differing(one, link.told)}" for link in one.links),
        "reviewed": said(REVIEWED, one.review_state),
        "accepted": _acceptance(one),
    }
    if one.kept_back is not None:
        return {**told, "why": said(KEPT_BACK, one.kept_back)}
    return {
        **told,
        "signed": "\n".join(_signatures(file)),
        "scanned": said(SCANNED, file.scan_state),
        "path": one.path,
        "size": file.size,
        "sha256": file.sha256,
    }


def _proved(told: Mapping[str, Any]) -> str:
    if told["type"] == "unit_plan":
        return f"{told['unit']['name']}: kế hoạch của đơn vị năm {told['year']}"
    if told["type"] in _OF_INSPECTION:
        return f"{told['unit']['name']}: {told['inspection']['title']}{_OF_INSPECTION[told['type']].format_map(told)}"
    indicators = f" (chỉ tiêu {', '.join(told['indicators'])})" if told["indicators"] else ""
    return f"{told['period']['title']}, {told['unit']['name']}, dòng {told['line']}: {told['task']['title']}{indicators}"


def _differing(one: Chosen, told: Mapping[str, Any]) -> str:
    """Of what was accepted with another file than this one, with which."""
    accepted = told["accepted_version"]
    return "" if accepted in (None, one.version) else f" – đã chấp nhận với phiên bản {accepted}, không phải phiên bản {one.version}"


def _acceptance(one: Chosen) -> str:
    return said_acceptance(None if one.kept_back else one.version, one.evidence.accepted_version)


def _signatures(file: EvidenceFile) -> list[str]:
    if file.signature_state in (SignatureState.SOUND, SignatureState.DOUBTFUL):
        return [signature_told(signature, "vi")["sentence"] for signature in file.signatures]
    return [said(SIGNED, file.signature_state)]


def manifest_of(pack: Pack, pack_id: UUID, made: tuple[Actor, datetime], index: bytes) -> dict[str, Any]:
    """The manifest, for RFC 8785: who drew it and when, every file with all that is known of it, and what was left out."""
    actor, made_at = made
    return {
        "format": PACK_FORMAT,
        "id": str(pack_id),
        "title": pack.title,
        "made_at": made_at.isoformat(timespec="seconds"),
        "made_by": {"name": actor.signature, "unit": {"code": actor.unit_code, "name": actor.unit_name}},
        "files": [_file(one) for one in pack.going],
        "left_out": [
            {**_described(one), "reason": str(one.kept_back), "words": said(KEPT_BACK, str(one.kept_back))} for one in pack.staying
        ],
        "index": {"path": INDEX, "size": len(index), "sha256": sha256(index).hexdigest()},
    }


def _file(one: Chosen) -> dict[str, Any]:
    evidence, file = one.evidence, one.file
    return {
        **_described(one),
        "path": one.path,
        "file_name": one.path.rpartition("/")[2] if one.is_nameless else file.file_name,
        "media_type": file.media_type,
        "size": file.size,
        "sha256": file.sha256,
        "received_size": file.received_size,
        "received_sha256": file.received_sha256,
        "flags": list(file.flags),
        "scan_state": str(file.scan_state),
        "signature_state": str(file.signature_state),
        "signatures": _signatures(file),
        "uploaded_at": file.uploaded_at.isoformat(timespec="seconds"),
        "contains_personal_data": evidence.contains_personal_data and not one.is_copy,
        "redacted": one.is_copy,
    }


def _described(one: Chosen) -> dict[str, Any]:
    evidence = one.evidence
    return {
        "document": str(evidence.id),
        "version": one.version,
        "accepted_version": evidence.accepted_version,
        "is_accepted_version": one.version == evidence.accepted_version,
        "acceptance": _acceptance(one),
        "title": one.title,
        "document_number": one.document_number,
        "issued_on": _day(evidence.issued_on),
        "effective_on": _day(evidence.effective_on),
        "unit": {"code": one.unit.code, "name": one.unit.name},
        "review_state": str(one.review_state),
        "links": [dict(link.told) for link in one.links],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def said_of(pack: Pack, language: str) -> Sequence[Mapping[str, Any]]:
    """How many documents stay for each reason, in words."""
    counts: dict[str, int] = {}
    for one in pack.staying:
        counts[str(one.kept_back)] = counts.get(str(one.kept_back), 0) + 1
    return [{"reason": reason, "words": said(KEPT_BACK, reason, language), "count": count} for reason, count in counts.items()]
