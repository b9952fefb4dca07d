"""A webhook that belongs to a client tells what the client reads in the feed at that very moment: no more, and nothing once it is over."""

from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update

from papi.access.models import ApiClient
from papi.kit import clock
from papi.plans.models import PlanState
from tests.support.accounts_world import bearing
from tests.support.granting import Registered, ask, register
from tests.support.one_task import one_task
from tests.support.receiving import Hooked, saying
from tests.support.world import Caller


async def _client(hooked: Hooked, **fields: Any) -> tuple[Registered, Caller]:
    client = await register(hooked.admin, "events:read", **fields)
    return client, bearing(hooked.world.anyone, await ask(hooked.world.anyone, auth=(client.id, client.secret)))


async def _told_and_read(hooked: Hooked, webhook: dict[str, Any], reader: Caller) -> tuple[list[int], list[int]]:
    await hooked.dispatch()
    read = (await reader.get("/events")).json()["items"]
    return sorted(each["number"] for each in await hooked.deliveries(webhook)), [each["number"] for each in read]


async def test_it_tells_what_the_feed_tells_its_client_and_nothing_else(hooked: Hooked) -> None:
    ward, other = await hooked.world.unit("Phường 1"), await hooked.world.unit("Phường 2")
    hidden = await one_task(hooked.world, ward, plan_state=PlanState.DRAFT)
    of_all, of_ward = await _client(hooked), await _client(hooked, unit_ids=[str(ward.id)])
    webhooks = [await hooked.webhook(client_id=client.id) for client, _ in (of_all, of_ward)]
    unbounded = await hooked.webhook()

    await hooked.happen("report.submitted", unit_id=ward.id)
    await hooked.happen("report.submitted", unit_id=other.id)
    await hooked.happen("period.opened", "plan.amendment_submitted", "consolidated.submitted", "consolidated.approved")
    await hooked.happen("task.created", subject_id=hidden.task_id)

    for webhook, (_, reader) in zip(webhooks, (of_all, of_ward), strict=True):
        told, read = await _told_and_read(hooked, webhook, reader)
        assert told == read
    everything, read = await _told_and_read(hooked, unbounded, of_all[1])
    assert len(everything) == 7
    assert len(read) == 4
    assert len(await hooked.deliveries(webhooks[1])) == 3


LONG_AGO = datetime(2024, 1, 1, tzinfo=clock.TIMEZONE)
LOSSES = {
    "deactivated": {"active": False},
    "without the scope": {"scopes": ["reports:read"]},
    "ended": {"expires_at": LONG_AGO},
    "of other units": {"all_units": False},
}


@pytest.mark.parametrize("loss", LOSSES)
async def test_what_waits_for_a_client_stays_here_once_it_may_not_read_it(hooked: Hooked, loss: str) -> None:
    client, _ = await _client(hooked)
    webhook = await hooked.webhook(client_id=client.id)
    ward = await hooked.world.unit("Phường 1")
    await hooked.happen("report.submitted", unit_id=ward.id)
    await hooked.dispatch()
    hooked.receiver.answers = [saying(500)]
    async with hooked.database.writing() as session:
        await session.execute(update(ApiClient).where(ApiClient.id == UUID(client.id)).values(**LOSSES[loss]))

    await hooked.send()

    assert hooked.receiver.came == []
    [delivery] = await hooked.deliveries(webhook)
    assert (delivery["state"], delivery["trouble"], delivery["attempts"]) == ("failed", "not_told", 0)
    assert delivery["words"] == "Hệ thống kết nối không còn được nhận sự kiện này"
    assert (await hooked.state(webhook))["failing_since"] is None
    await hooked.admin.post(f"/deliveries/{delivery['id']}/redeliver")
    await hooked.send()
    assert hooked.receiver.came == []

    async with hooked.database.writing() as session:
        whole = {"active": True, "scopes": ["events:read"], "expires_at": None, "all_units": True}
        await session.execute(update(ApiClient).where(ApiClient.id == UUID(client.id)).values(**whole))
    hooked.receiver.answers = []
    assert (await hooked.admin.post(f"/deliveries/{delivery['id']}/redeliver")).status_code == 200
    await hooked.send()
    assert [came.id for came in hooked.receiver.came] == [delivery["id"]]
