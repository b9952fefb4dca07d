"""Webhooks are added, changed and paused by administrators; each tells what its types, units and client allow, from then on."""

import asyncio
import json
from uuid import uuid4

from sqlalchemy import select

from papi.access.models import ApiClient
from papi.kit import clock
from papi.outbox.models import FactRow
from papi.webhooks.sweeping import forget_deliveries
from tests.support.receiving import Hooked, later, saying


async def test_each_is_told_its_types_and_units_from_then_on_and_nothing_private(hooked: Hooked) -> None:
    ward, other = await hooked.world.unit("Phường 1"), await hooked.world.unit("Phường 2")
    await hooked.happen("period.closed")
    every = await hooked.webhook()
    of_ward = await hooked.webhook(unit_ids=[str(ward.id)], event_types=["period.*", "plan.approved"])
    await hooked.happen("period.opened", unit_id=ward.id)
    await hooked.happen("plan.sent", unit_id=ward.id)
    await hooked.happen("period.opened", unit_id=other.id)
    await hooked.happen("period.moved", unit_id=ward.id, private=True)
    await hooked.dispatch()

    assert sorted(each["event_type"] for each in await hooked.deliveries(every)) == ["period.opened", "period.opened", "plan.sent"]
    assert [each["event_type"] for each in await hooked.deliveries(of_ward)] == ["period.opened"]
    assert await hooked.dispatch() == 0


async def test_what_belongs_to_a_client_tells_no_more_than_the_client_may_read(hooked: Hooked) -> None:
    reads = {"contact": "Sở Nội vụ", "all_units": True, "allowed_addresses": [], "created_at": clock.real(), "created_by": hooked.admin.id}
    listens, looks = ApiClient(name="Nghe", scopes=["events:read"], **reads), ApiClient(name="Xem", scopes=["reports:read"], **reads)
    await hooked.world.add(listens, looks)
    told = await hooked.webhook(client_id=str(listens.id))
    not_told = await hooked.webhook(client_id=str(looks.id))
    await hooked.happen("period.closed")
    await hooked.dispatch()

    assert [len(await hooked.deliveries(each)) for each in (told, not_told)] == [1, 0]
    assert told["client"] == {"id": str(listens.id), "name": "Nghe"}


async def test_addresses_inside_and_unknown_types_are_refused_with_reasons(hooked: Hooked) -> None:
    async def refused(**given: object) -> list[str]:
        body = {"name": "Kho", "url": hooked.receiver.url, "event_types": ["*"], **given}
        answer = await hooked.admin.post("/webhooks", body)
        assert answer.status_code == 422, answer.text
        return [error["pointer"] for error in answer.json()["errors"]]

    assert await refused(url="https://169.254.169.254/latest/meta-data/") == ["/url"]
    assert await refused(url="https://10.0.0.1/") == ["/url"]
    assert await refused(url="https://u:p@8.8.8.8/") == ["/url"]
    assert await refused(event_types=["session.started"]) == ["/event_types"]
    assert await refused(event_types=[]) == ["/event_types"]
    assert await refused(unit_ids=[str(uuid4())]) == ["/unit_ids"]
    assert await refused(client_id=str(uuid4())) == ["/client_id"]


async def test_a_change_is_by_version_and_says_what_changed(hooked: Hooked) -> None:
    webhook = await hooked.webhook(name="Kho dữ liệu")
    path = f"/webhooks/{webhook['id']}"
    stale = await hooked.admin.patch(path, {"name": "Kho"}, headers={"If-Match": '"v99"'})
    taken = await hooked.admin.post("/webhooks", {"name": "Kho dữ liệu", "url": hooked.receiver.url, "event_types": ["*"]})
    inside = await hooked.admin.patch(path, {"url": "https://192.168.0.1/"})
    changed = await hooked.admin.patch(path, {"event_types": ["plan.*"]}, headers={"If-Match": f'"v{webhook["version"]}"'})

    assert [each.status_code for each in (stale, taken, inside, changed)] == [412, 409, 422, 200]
    assert changed.json()["event_types"] == ["plan.*"]
    async with hooked.database.reading() as session:
        fact = (await session.scalars(select(FactRow).where(FactRow.kind == "webhook.changed"))).one()
    assert fact.data["changes"] == [{"field": "event_types", "from": "*", "to": "plan.*"}]


async def test_two_who_pause_at_once_pause_it_once(hooked: Hooked) -> None:
    webhook = await hooked.webhook()
    answers = await asyncio.gather(*(hooked.admin.post(f"/webhooks/{webhook['id']}/pause") for _ in range(3)))
    assert sorted(each.status_code for each in answers).count(200) == 1


async def test_what_happened_while_it_was_paused_comes_after_all_or_is_left_out(hooked: Hooked) -> None:
    webhook = await hooked.webhook()
    path = f"/webhooks/{webhook['id']}"
    for since, expected in (("stopped", 2), ("now", 0)):
        before = len(hooked.receiver.came)
        await hooked.happen("period.closed")
        await hooked.dispatch()
        await hooked.admin.post(f"{path}/pause")
        await hooked.happen("period.opened")
        assert (await hooked.dispatch(), await hooked.send()) == (0, 1)  # the job that waited finds itself held back
        assert len(hooked.receiver.came) == before
        await hooked.admin.post(f"{path}/resume", {"since": since})
        await hooked.dispatch()
        await hooked.send()
        assert len(hooked.receiver.came) - before == expected


async def test_a_test_is_sent_once_even_to_one_that_is_paused(hooked: Hooked) -> None:
    webhook = await hooked.webhook()
    await hooked.admin.post(f"/webhooks/{webhook['id']}/pause")
    hooked.receiver.answers = [saying(500, body="chua san sang")]
    begun = (await hooked.admin.post(f"/webhooks/{webhook['id']}/test")).json()
    await hooked.send()
    detail = await hooked.detail(begun["id"])

    assert (begun["state"], detail["state"], detail["attempts"]) == ("waiting", "failed", 1)
    assert (detail["event_type"], detail["tries"][0]["response_body"]) == ("papi.test", "chua san sang")
    assert json.loads(hooked.receiver.came[0].body)["type"] == "papi.test"
    assert (await hooked.state(webhook))["failing_since"] is None


async def test_a_test_is_not_sent_again_and_says_so(hooked: Hooked) -> None:
    webhook = await hooked.webhook()
    begun = (await hooked.admin.post(f"/webhooks/{webhook['id']}/test")).json()

    again = await hooked.admin.post(f"/deliveries/{begun['id']}/redeliver")

    assert (again.status_code, again.json()["code"], begun["allowed_actions"]) == (409, "test_not_repeated", [])


async def test_types_are_told_in_words_of_the_reader(hooked: Hooked) -> None:
    answer = await hooked.admin.get("/webhooks/event-types")
    assert answer.status_code == 200, answer.text
    groups = answer.json()["items"]
    report = next(group for group in groups if group["resource"] == "report")
    assert report["words"] == "Báo cáo của đơn vị"
    assert {"name": "report.submitted", "words": "Gửi báo cáo"} in report["types"]


async def test_what_was_received_is_forgotten_after_a_month(hooked: Hooked) -> None:
    webhook = await hooked.webhook()
    await hooked.happen("period.closed")
    await hooked.dispatch()
    await hooked.send()
    assert await forget_deliveries(hooked.database) == 0
    with later(days=31):
        assert await forget_deliveries(hooked.database) == 1
    assert await hooked.deliveries(webhook) == []
