"""A pack that was drawn, as a fact: who took what along."""

from typing import Any
from uuid import UUID

from papi.outbox.facts import Fact, FactKind

DRAWN = FactKind(
    "evidence_pack.drawn",
    "evidence.read",
    vi="tải gói minh chứng gồm {files} tệp, để lại {left_out} tài liệu",
    en="drew a pack of evidence of {files} files, leaving out {left_out} documents",
)


def about_pack(pack_id: UUID, title: str, unit_id: UUID, **data: Any) -> Fact:
    return Fact(DRAWN, "evidence_pack", pack_id, title, unit_id=unit_id, data=data)
