"""Says whether an archive is a pack of ours, whole and signed by a key of ours, and what it holds."""

import json
from pathlib import Path
from typing import Any

from papi.access.verdicts import Verdict
from papi.evidence.filetypes import ZIP
from papi.evidence.isolated.findings import Objection
from papi.evidence.packing.verifying import examine_pack

_LONGEST_TITLE = 300


def main(path: str, keys: str) -> bytes:
    """The findings as JSON, as those of other files; `keys` are our public keys as JSON. What is no such pack is an archive like any."""
    found = examine_pack(Path(path), json.loads(keys))
    if found.verdict is not Verdict.GENUINE:
        return json.dumps({"refused": Objection.ARCHIVE}).encode()
    told: dict[str, Any] = {
        "media_type": ZIP,
        "kept_type": ZIP,
        "pages": None,
        "flags": [],
        "rewritten": False,
        "may_be_signed": False,
        "packed": sorted({file["sha256"] for file in found.content["files"]}),
        "pack": {
            "title": found.content["title"][:_LONGEST_TITLE],
            "made_at": found.content["made_at"],
            "files": len(found.content["files"]),
            "left_out": len(found.content["left_out"]),
            "personal_data": any(file.get("contains_personal_data") is True for file in found.content["files"]),
        },
    }
    return json.dumps(told).encode()
