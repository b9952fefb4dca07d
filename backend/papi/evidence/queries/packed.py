"""Packs of ours that were uploaded as evidence, told in one plain sentence."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from papi.evidence.schemas import PackedRead
from papi.kit.text import format_moment


def packed(stored: Mapping[str, Any], language: str) -> dict[str, Any]:
    """What was read of a pack as the wire's `PackedRead`."""
    made_at = datetime.fromisoformat(stored["made_at"])
    title, files, moment = stored["title"], stored["files"], format_moment(made_at)
    sentence = (
        f"A pack of evidence of {title} with {files} files, made at {moment}; signed by this system and not changed since."
        if language == "en"
        else f"Gói minh chứng của {title} gồm {files} tệp, lập lúc {moment}; hệ thống này đã ký, chưa bị sửa."
    )
    return PackedRead(sentence=sentence, title=title, files=files, left_out=stored["left_out"], made_at=made_at).model_dump()
