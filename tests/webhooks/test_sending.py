"""Events come to who wants them, signed, under one id however often; whoever fails is tried again, and left alone in the end."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from sqlalchemy import select
from standardwebhooks import Webhook, WebhookVerificationError

from papi.jobs.models import Job
from papi.jobs.running import do_next
from papi.kit import clock
from papi.kit.outbound import Outbound
from papi.notifications.models import Notification
from papi.webhooks.models import WebhookDelivery, WebhookSecret
from papi.webhooks.sending import Post, webhook_jobs
from papi.webhooks.workflow import MOST_AT_ONCE, MOST_WAITING, PAUSES, Patience, pause_after
from tests.support.receiving import HANGS_UP, LEASE, LOOPBACK, OK, SILENT, Hooked, javascript_says, later, saying


async def test_an_event_arrives_signed_as_both_official_libraries_want_it(hooked: Hooked) -> None:
    webhook = await hooked.webhook(event_types=["period.*"])
    rotated = (await hooked.admin.post(f"/webhooks/{webhook['id']}/rotate", {"overlap_hours": 24})).json()["secret"]
    await hooked.happen("period.closed", "plan.approved")
    await hooked.dispatch()
    await hooked.send()

    [came] = hooked.receiver.came
    event = json.loads(came.body)
    assert (event["type"], event["data"]["type"], event["data"]["actor"]["name"]) == ("period.closed", "period.closed", None)
    for secret in (webhook["secret"], rotated):  # both, as long as the earlier one has not ended
        assert Webhook(secret).verify(came.body, came.headers) == event
    foreign = "whsec_" + "A" * 43 + "="
    with pytest.raises(WebhookVerificationError):
        Webhook(foreign).verify(came.body, came.headers)
    assert await asyncio.to_thread(javascript_says, [webhook["secret"], rotated, foreign], came) == [True, True, False]

    [delivery] = await hooked.deliveries(webhook)
    assert (delivery["state"], delivery["status"], delivery["id"]) == ("delivered", 200, came.id)
    assert (await hooked.detail(delivery["id"]))["body"] == came.body


async def test_after_a_rotation_the_earlier_secret_ends(hooked: Hooked) -> None:
    webhook = await hooked.webhook()
    rotate = f"/webhooks/{webhook['id']}/rotate"
    second = (await hooked.admin.post(rotate, {"overlap_hours": 1})).json()["secret"]
    again = await hooked.admin.post(rotate, {"overlap_hours": 1})
    await hooked.happen("period.closed")
    with later(hours=2):
        await hooked.dispatch()
        await hooked.send()

    assert (again.status_code, again.json()["code"]) == (409, "rotation_under_way")
    [came] = hooked.receiver.came
    assert len(came.headers["webhook-signature"].split()) == 1
    moment = datetime.fromtimestamp(int(came.headers["webhook-timestamp"]), UTC)
    assert came.headers["webhook-signature"] == Webhook(second).sign(came.id, moment, came.body)
    third = (await hooked.admin.post(rotate, {"overlap_hours": 0})).json()["secret"]
    assert (await hooked.state(webhook))["earlier_secret_until"] is None
    assert third not in (second, webhook["secret"])


async def test_a_secret_is_told_once_and_kept_sealed(hooked: Hooked) -> None:
    webhook = await hooked.webhook()
    secret = webhook["secret"]
    async with hooked.database.reading() as session:
        [row] = (await session.scalars(select(WebhookSecret))).all()
    assert secret.removeprefix("whsec_").encode() not in row.sealed
    for path in (f"/webhooks/{webhook['id']}", "/webhooks", "/audit"):
        assert secret not in (await hooked.admin.get(path)).text


async def test_failures_are_tried_again_under_the_same_id_until_it_goes_well(hooked: Hooked) -> None:
    webhook = await hooked.webhook()
    hooked.receiver.answers = [
        saying(500, body="hỏng".encode().decode("latin-1")),
        HANGS_UP,
        SILENT,
        saying(302, "Location: http://127.0.0.1:1/"),
    ]
    await hooked.happen("period.closed")
    await hooked.dispatch()
    for pause in PAUSES[:4]:
        await hooked.send()
        [delivery] = await hooked.deliveries(webhook)
        assert delivery["state"] == "waiting"
        assert await hooked.send() == 0  # not before its time
        [job] = await _jobs(hooked)
        assert clock.real() + pause * 0.85 < job.due_at < clock.real() + pause * 1.2
        await _let_wait_no_longer(hooked)
    await hooked.send()

    detail = await hooked.detail((await hooked.deliveries(webhook))[0]["id"])
    assert (detail["state"], detail["attempts"]) == ("delivered", 5)
    assert [(each["status"], each["trouble"]) for each in reversed(detail["tries"])] == [
        (500, None),
        (None, "broken_off"),
        (None, "timed_out"),
        (302, None),
        (200, None),
    ]
    assert len({came.id for came in hooked.receiver.came}) == 1
    assert len(hooked.receiver.came) == 5  # nobody followed the redirect
    assert detail["tries"][-1]["request_headers"]["webhook-signature"].startswith("v1,")


async def test_what_is_given_up_is_kept_and_sent_again_by_hand(hooked: Hooked) -> None:
    webhook = await hooked.webhook()
    hooked.receiver.answers = [saying(503)] * (len(PAUSES) + 1)
    since = clock.business().isoformat()
    await hooked.happen("period.closed")
    await hooked.dispatch()
    for _ in range(len(PAUSES) + 1):
        await hooked.send()
        await _let_wait_no_longer(hooked)
    [given_up] = await hooked.deliveries(webhook, "?state=failed")
    replayed = await hooked.admin.post(f"/webhooks/{webhook['id']}/replay", {"since": since})
    twice = await hooked.admin.post(f"/deliveries/{given_up['id']}/redeliver")
    await hooked.send()
    again = await hooked.admin.post(f"/deliveries/{given_up['id']}/redeliver")
    await hooked.send()

    assert replayed.json() == {"count": 1}
    assert (twice.status_code, twice.json()["code"]) == (409, "delivery_under_way")
    assert again.status_code == 200
    detail = await hooked.detail(given_up["id"])
    assert (detail["state"], detail["attempts"]) == ("delivered", len(PAUSES) + 3)
    assert {came.id for came in hooked.receiver.came} == {given_up["id"]}


async def test_a_receiver_that_fails_for_too_long_is_paused_and_administrators_are_told(hooked: Hooked) -> None:
    hooked.patience = Patience(timedelta(days=5), given_up=2)
    webhook = await hooked.webhook()
    await hooked.happen("period.closed", "period.opened", "period.closed")
    await hooked.dispatch()
    hooked.receiver.answers = [saying(500)] * 60
    for _ in range(len(PAUSES) + 1):
        await hooked.send()
        await _let_wait_no_longer(hooked)
    paused = await hooked.state(webhook)
    await hooked.happen("period.closed")
    assert await hooked.dispatch() == 0
    await hooked.world.let_the_worker_run()

    assert (paused["state"], paused["pause_cause"], paused["failed"] + paused["held"]) == ("paused", "failing", 3)
    async with hooked.database.reading() as session:
        [notice] = (await session.scalars(select(Notification).where(Notification.subject_type == "webhook"))).all()
    assert (notice.kind, notice.person_id) == ("webhook.failing", hooked.admin.id)

    hooked.receiver.answers = []
    resumed = await hooked.admin.post(f"/webhooks/{webhook['id']}/resume", {"since": "stopped"})
    await hooked.dispatch()
    await hooked.send()
    assert resumed.json()["state"] == "active"
    assert [each["event_type"] for each in await hooked.deliveries(webhook, "?state=delivered")].count("period.closed") >= 1
    assert (await hooked.state(webhook))["held"] == 0


async def test_who_says_that_it_is_gone_is_left_alone_at_once(hooked: Hooked) -> None:
    webhook = await hooked.webhook()
    hooked.receiver.answers = [saying(410)]
    await hooked.happen("period.closed", "period.opened")
    await hooked.dispatch()
    await do_next(hooked.database, webhook_jobs(hooked.post), LEASE)
    assert await hooked.send() <= 1  # the second is held back: its job ends without a request

    state = await hooked.state(webhook)
    assert (state["state"], state["pause_cause"], state["held"], len(hooked.receiver.came)) == ("paused", "gone", 1, 1)
    redelivered = await hooked.admin.post(f"/deliveries/{(await hooked.deliveries(webhook, '?state=failed'))[0]['id']}/redeliver")
    assert (redelivered.status_code, redelivered.json()["code"]) == (409, "webhook_paused")


async def test_a_worker_that_dies_while_it_sends_is_followed_by_one_that_sends_the_same(hooked: Hooked) -> None:
    webhook = await hooked.webhook()
    hooked.receiver.answers = [SILENT]
    await hooked.happen("period.closed")
    await hooked.dispatch()
    patient = Post(Outbound(LOOPBACK), hooked.post.box, hooked.patience)

    class Killed(BaseException):
        pass

    async def dies(work: object) -> None:
        task = asyncio.create_task(webhook_jobs(patient).do(work))  # pyright: ignore[reportArgumentType] - as the runner calls it
        await hooked.receiver.reached.wait()
        task.cancel()
        await asyncio.wait({task})
        raise Killed

    kind = webhook_jobs(patient)
    with pytest.raises(Killed):
        await do_next(hooked.database, replace(kind, do=dies), LEASE)
    assert await hooked.send() == 0  # its lease runs on
    with later(seconds=LEASE.total_seconds() + 1):
        assert await hooked.send() == 1

    assert len(hooked.receiver.came) == 2
    assert len({(came.id, came.body) for came in hooked.receiver.came}) == 1
    [delivery] = await hooked.deliveries(webhook)
    assert delivery["state"] == "delivered"


async def test_two_workers_send_each_event_once_and_a_slow_receiver_leaves_room_for_others(hooked: Hooked) -> None:
    await hooked.webhook()
    await hooked.happen(*["period.closed"] * 8)
    await asyncio.gather(*(hooked.dispatch() for _ in range(3)))
    slow = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
    hooked.receiver.answers = [slow] * 8
    kind = webhook_jobs(hooked.post)
    done = 0
    while done < 8:
        done += sum(await asyncio.gather(*(do_next(hooked.database, kind, LEASE) for _ in range(4))))

    assert len({came.id for came in hooked.receiver.came}) == len(hooked.receiver.came) == 8
    assert hooked.receiver.most_at_once <= MOST_AT_ONCE


async def test_what_a_dead_receiver_does_not_take_piles_up_no_further(hooked: Hooked) -> None:
    webhook = await hooked.webhook()
    await hooked.happen(*["period.closed"] * (MOST_WAITING + 20))
    assert await hooked.dispatch() == MOST_WAITING
    assert await hooked.dispatch() == 0
    async with hooked.database.writing() as session:
        [first, *_] = (await session.scalars(select(WebhookDelivery).order_by(WebhookDelivery.number))).all()
    hooked.receiver.answers = [saying(500)]
    await do_next(hooked.database, webhook_jobs(hooked.post), LEASE)
    await do_next(hooked.database, webhook_jobs(hooked.post), LEASE)  # goes well, so the first need not wait
    assert (await hooked.detail(str(first.id)))["state"] == "waiting"
    sent = await hooked.send()
    assert sent == MOST_WAITING - 1
    assert await hooked.dispatch() == 20
    assert (await hooked.state(webhook))["failing_since"] is None


async def test_a_receiver_that_answers_twice_or_at_length_is_heard_once(hooked: Hooked) -> None:
    webhook = await hooked.webhook()
    hooked.receiver.answers = [OK + saying(500), saying(200, body="x" * 5000)]
    await hooked.happen("period.closed", "period.opened")
    await hooked.dispatch()
    await hooked.send()
    found = [await hooked.detail(each["id"]) for each in await hooked.deliveries(webhook)]
    assert [each["state"] for each in found] == ["delivered", "delivered"]
    assert max(len(each["tries"][0]["response_body"]) for each in found) == 1024


def test_receivers_that_ask_for_more_time_get_it_up_to_a_day() -> None:
    now = clock.real()
    assert pause_after(1, {"retry-after": "3600"}, now) == timedelta(hours=1)
    asked = pause_after(1, {"retry-after": format_datetime(now + timedelta(hours=3))}, now)
    assert asked is not None
    assert timedelta(hours=2, minutes=59) < asked <= timedelta(hours=3)
    assert pause_after(1, {"retry-after": "9" * 40}, now) == timedelta(days=1)
    for nonsense in ("-5", "soon", "²", ""):
        pause = pause_after(2, {"retry-after": nonsense}, now)
        assert pause is not None
        assert PAUSES[1] * 0.9 <= pause <= PAUSES[1] * 1.2
    assert pause_after(len(PAUSES) + 1, {}, now) is None


async def _jobs(hooked: Hooked) -> list[Job]:
    async with hooked.database.reading() as session:
        return list(await session.scalars(select(Job).where(Job.kind == "webhook_delivery").order_by(Job.id)))


async def _let_wait_no_longer(hooked: Hooked) -> None:
    async with hooked.database.writing() as session:
        for job in await session.scalars(select(Job).where(Job.due_at > clock.real())):
            job.due_at = clock.real()
