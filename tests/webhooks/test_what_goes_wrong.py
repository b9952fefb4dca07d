"""Whatever goes wrong here or there, each delivery comes to an end that somebody sees."""

import asyncio
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select, update

from papi.jobs.models import Job, JobState
from papi.jobs.running import do_next
from papi.kit.outbound import Answer, Outbound
from papi.kit.secretbox import SecretBox
from papi.webhooks.dispatching import advance, last_place
from papi.webhooks.models import DeliveryState, WebhookDelivery
from papi.webhooks.sending import Post, webhook_jobs
from papi.webhooks.sweeping import give_up_with_their_jobs
from tests.support.receiving import LEASE, SILENT, Hooked


async def _one_waits(hooked: Hooked) -> str:
    webhook = await hooked.webhook()
    await hooked.happen("period.closed")
    await hooked.dispatch()
    [delivery] = await hooked.deliveries(webhook)
    return delivery["id"]


async def _tried(hooked: Hooked, post: Post, delivery_id: str) -> tuple[str, str | None, int]:
    assert await do_next(hooked.database, webhook_jobs(post), LEASE)
    detail = await hooked.detail(delivery_id)
    return detail["state"], detail["trouble"], len(detail["tries"])


class _Faulty(Outbound):
    async def post(self, url: str, body: bytes, headers: object) -> Answer:
        raise RuntimeError("nobody thought of this")


async def test_a_fault_of_ours_is_a_try_that_failed_and_is_shown(hooked: Hooked) -> None:
    delivery_id = await _one_waits(hooked)

    assert await _tried(hooked, replace(hooked.post, outbound=_Faulty()), delivery_id) == ("waiting", "fault", 1)


async def test_a_key_that_is_missing_is_a_try_that_failed_and_is_shown(hooked: Hooked, tmp_path: Path) -> None:
    delivery_id = await _one_waits(hooked)

    assert await _tried(hooked, replace(hooked.post, box=SecretBox(tmp_path)), delivery_id) == ("waiting", "unsigned", 1)
    await hooked.send()
    assert hooked.receiver.came == []


async def test_one_that_ended_its_worker_each_time_is_given_up_and_can_be_sent_again(hooked: Hooked) -> None:
    delivery_id = await _one_waits(hooked)
    async with hooked.database.writing() as session:
        await session.execute(update(Job).where(Job.kind == "webhook_delivery").values(attempts=100))
    await hooked.send()
    async with hooked.database.reading() as session:
        assert await session.scalar(select(Job.state).where(Job.kind == "webhook_delivery")) is JobState.FAILED

    assert [await give_up_with_their_jobs(hooked.database) for _ in range(2)] == [1, 0]

    assert (await hooked.detail(delivery_id))["trouble"] == "fault"
    assert (await hooked.admin.post(f"/deliveries/{delivery_id}/redeliver")).status_code == 200
    await hooked.send()
    assert (await hooked.detail(delivery_id))["state"] == "delivered"


async def test_a_receiver_that_says_yes_and_then_dribbles_has_received(hooked: Hooked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("papi.kit.outbound._LISTENING", 0.2)
    delivery_id = await _one_waits(hooked)
    hooked.receiver.answers = [b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nda nhan"]
    hooked.receiver.keeps_open = True

    assert await _tried(hooked, hooked.post, delivery_id) == ("delivered", None, 1)
    assert (await hooked.detail(delivery_id))["tries"][0]["response_body"] == "da nhan"


async def test_of_a_pause_and_a_worker_at_the_same_moment_nothing_is_left_behind(hooked: Hooked) -> None:
    webhook = await hooked.webhook()
    await hooked.happen("period.closed")

    async with hooked.database.writing() as session:
        made = await advance(session, UUID(webhook["id"]), await last_place(session))
        pausing = asyncio.create_task(hooked.admin.post(f"/webhooks/{webhook['id']}/pause"))
        await asyncio.sleep(0.3)
    assert (made, (await pausing).status_code) == (1, 200)

    assert [each["state"] for each in await hooked.deliveries(webhook)] == ["held"]
    await hooked.send()
    await hooked.admin.post(f"/webhooks/{webhook['id']}/resume", {"since": "stopped"})
    await hooked.send()
    assert [each["state"] for each in await hooked.deliveries(webhook)] == ["delivered"]


async def test_what_was_begun_anew_while_it_was_tried_is_not_given_up_by_the_try(hooked: Hooked) -> None:
    webhook = await hooked.webhook()
    await hooked.happen("period.closed")
    await hooked.dispatch()
    async with hooked.database.writing() as session:
        await session.execute(update(WebhookDelivery).values(tries=9))  # the next failure is the last
    hooked.receiver.answers = [SILENT]
    trying = asyncio.create_task(hooked.send())
    await hooked.receiver.reached.wait()
    for step, body in (("pause", None), ("resume", {"since": "stopped"})):
        assert (await hooked.admin.post(f"/webhooks/{webhook['id']}/{step}", body)).status_code == 200
    await trying

    [delivery] = await hooked.deliveries(webhook)
    assert (delivery["state"], delivery["attempts"], len(hooked.receiver.came)) == (DeliveryState.DELIVERED, 2, 2)


async def test_many_places_without_anything_to_tell_are_gone_along_in_pieces(hooked: Hooked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("papi.webhooks.dispatching._STRETCH", 2)
    webhook = await hooked.webhook(event_types=["plan.*"])
    await hooked.happen(*["period.closed"] * 15, "plan.approved")

    steps = 0
    while not await hooked.dispatch():
        steps += 1
        assert steps < 4
    assert (steps, len(await hooked.deliveries(webhook))) == (1, 1)
