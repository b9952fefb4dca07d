"""Documents on their way to the end: proposed by Phòng Nội vụ, decided by a leader, erased by the worker's job."""

from datetime import timedelta
from typing import Any

from papi.evidence.storing import Workplace
from papi.jobs.running import do_next
from papi.kit.storage import Storage
from papi.privacy.erasing import erasure_jobs
from tests.support.world import Someone, World

LEASE = timedelta(seconds=60)
BODY = {"ground": "data_subject", "reason": "Chủ thể dữ liệu yêu cầu xóa"}


async def proposed(who: Someone, evidence_id: str, **given: Any) -> dict[str, Any]:
    """A proposal, as the answer told it."""
    made = await who.post("/erasures", {**BODY, "evidence_id": evidence_id, **given})
    assert made.status_code == 201, made.text
    return made.json()


async def approved(who: Someone, leader: Someone, evidence_id: str) -> str:
    """A proposal that was approved and not carried out yet; its id."""
    erasure = await proposed(who, evidence_id)
    answer = await leader.post(f"/erasures/{erasure['id']}/approve")
    assert answer.status_code == 200, answer.text
    return erasure["id"]


async def carry_out(world: World, storage: Storage | None = None) -> bool:
    """What the worker does next about erasures; whether there was something to do."""
    state = world.app.state
    place = Workplace(world.database, storage or state.storage, state.settings.incoming_dir)
    return await do_next(world.database, erasure_jobs(place, state.issuer.keys.seals[0]), LEASE)
