"""What happens to delegations, as facts. Both people are told."""

from typing import Any

from papi.directory.models import Delegation
from papi.kit.text import format_day
from papi.outbox.facts import Fact, FactKind

GIVEN = FactKind(
    "delegation.given",
    "people.read",
    vi="ủy quyền: {receiver} thay mặt {giver} từ {since} đến {until}",
    en="delegated: {receiver} acts for {giver} from {since} to {until}",
    relayed=True,
)
ENDED = FactKind(
    "delegation.ended",
    "people.read",
    vi="chấm dứt ủy quyền: {receiver} thôi thay mặt {giver}",
    en="ended the delegation: {receiver} no longer acts for {giver}",
    relayed=True,
)


def about(kind: FactKind, delegation: Delegation, giver: str, receiver: str) -> Fact:
    """A fact about a delegation, with the names as they are now."""
    data: dict[str, Any] = {
        "giver": giver,
        "receiver": receiver,
        "since": format_day(delegation.valid_from),
        "until": format_day(delegation.valid_to),
        "reason": delegation.reason,
        "notify": [str(delegation.unit_id)],
        "notify_only": sorted({str(delegation.giver_id), str(delegation.receiver_id)}),
    }
    return Fact(kind, "delegation", delegation.id, f"{receiver} thay mặt {giver}", unit_id=delegation.unit_id, data=data)
