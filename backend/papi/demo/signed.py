"""Papers of the demo that are signed digitally, by people and an authority that are made up.

They were signed once, and their keys are forgotten: `data/signed/` holds the papers, what was read of their signatures, and the root. A
signed paper is the one that `papi.demo.files` made of the template at that time.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from papi.demo.files import DATA
from papi.evidence.isolated.signed import fingerprint_of
from papi.evidence.models import SignatureState

_FOLDER = DATA / "signed"


@dataclass(frozen=True)
class SignedCopy:
    """A signed paper, and what a job has read of it."""

    content: bytes
    signatures: list[dict[str, Any]]

    def read_at(self, at: datetime) -> dict[str, Any]:
        """The columns of its version, without any root that is trusted, as an installation begins."""
        sound = all(signature["sound"] for signature in self.signatures)
        return {
            "signature_state": SignatureState.SOUND if sound else SignatureState.DOUBTFUL,
            "signatures": self.signatures,
            "signature_roots": fingerprint_of([]),
            "signatures_read_at": at,
        }


def signed_copy(unit_code: str, template: str) -> SignedCopy | None:
    """The unit's copy of a template, if it has signed it."""
    name = f"{unit_code}-{template}"
    if name not in _read():
        return None
    return SignedCopy((_FOLDER / f"{name}.pdf").read_bytes(), _read()[name])


@cache
def _read() -> dict[str, list[dict[str, Any]]]:
    return json.loads((_FOLDER / "signatures.json").read_text(encoding="utf-8"))
