"""An approved report goes to the province's system: whatever happens on the way, it is taken over there once, and there is a receipt."""

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import update

from papi.consolidation.models import ConsolidatedReport
from papi.dispatches.province import Handed, Parcel
from papi.dispatches.province import Province as Connection
from papi.dispatches.sending import JOB, dispatch_jobs
from papi.jobs.models import Job
from papi.jobs.running import do_next
from papi.jobs.working import JobKind
from papi.kit import clock
from papi.reports.models import Period
from papi.settings import Settings
from tests.support.one_consolidated import OneConsolidated, approve_next, approved_report, coordinator_of
from tests.support.province import CLIENT, SECRET, SLOW_SECONDS, Province, serving
from tests.support.world import Someone, World

LEASE = timedelta(seconds=30)


class Killed(BaseException):
    """As `kill -9` does: nothing of the worker runs any more."""


class Sending:
    """One approved report, its coordinator, and the province."""

    def __init__(self, world: World, province: Province, one: OneConsolidated, who: Someone) -> None:
        self.world, self.province, self.one, self.who = world, province, one, who
        self.patience = timedelta(hours=72)

    async def deliver(self, status: int = 201, **body: Any) -> dict[str, Any]:
        answer = await self.who.post(f"/consolidated-reports/{self.one.id}/deliver", body)
        assert answer.status_code == status, answer.text
        return answer.json()

    def jobs(self) -> JobKind:
        """What the worker does, as configured now."""
        settings: Settings = self.world.app.state.settings
        connection = Connection.of(settings)
        assert connection is not None
        return dispatch_jobs(connection, settings.issuer, self.patience)

    async def work(self, times: int = 1) -> None:
        """The worker tries that often, however long it would have waited."""
        for _ in range(times):
            async with self.world.database.writing() as session:
                await session.execute(update(Job).where(Job.kind == JOB).values(due_at=clock.real()))
            assert await do_next(self.world.database, self.jobs(), LEASE)

    async def look(self, sent: dict[str, Any]) -> dict[str, Any]:
        return (await self.who.get(f"/dispatches/{sent['id']}")).json()


@pytest.fixture
def province() -> Iterator[Province]:
    with serving() as province:
        yield province


@pytest.fixture
async def sending(world: World, province: Province, monkeypatch: pytest.MonkeyPatch) -> Sending:
    given = {
        "province_url": province.url,
        "province_client_id": CLIENT,
        "province_client_secret": SecretStr(SECRET),
        "province_scope": "reports:write",
        "province_allowed_networks": "127.0.0.1/32",
        "province_patience_seconds": 5,
    }
    monkeypatch.setitem(world.app.state._state, "settings", world.app.state.settings.model_copy(update=given))
    one = await approved_report(world)
    return Sending(world, province, one, await coordinator_of(world))


async def test_it_is_taken_with_a_receipt_and_told_in_the_history(sending: Sending) -> None:
    sent = await sending.deliver()
    assert (sent["state"], sent["edition"], sent["attempts"]) == ("queued", 1, 0)

    await sending.work()

    done = await sending.look(sent)
    assert (done["state"], done["receipt_id"], done["attempts"], done["next_at"]) == ("delivered", "CCHC-1", 1, None)
    assert [attempt["outcome"] for attempt in done["log"]] == ["taken"]
    seal = (await sending.who.get(f"/consolidated-reports/{sending.one.id}/seal")).json()
    (report,) = sending.province.reports.values()
    assert (report["seal"]["sha256"], report["seal"]["signature"]) == (seal["sha256"], seal["signature"])
    timeline = (await sending.who.get(f"/consolidated-reports/{sending.one.id}/timeline")).json()["items"]
    assert timeline[-1]["text"] == "hệ thống của tỉnh đã nhận bản số 1, mã biên nhận CCHC-1"


async def test_a_receiver_that_is_down_busy_and_then_hangs_up_gets_it_once(sending: Sending) -> None:
    sending.province.moods += [503, 429, "lost", 500]
    sent = await sending.deliver()

    await sending.work(5)

    done = await sending.look(sent)
    assert (done["state"], len(sending.province.reports), done["receipt_id"]) == ("delivered", 1, "CCHC-1")
    told = [(attempt["outcome"], attempt["status"], attempt["trouble"]) for attempt in reversed(done["log"])]
    assert told == [
        ("later", 503, None),
        ("later", 429, None),
        ("later", None, "broken_off"),
        ("later", 500, None),
        ("taken", 200, None),
    ]
    assert set(sending.province.arrived) == {sent["message_id"]}


async def test_it_waits_as_long_as_the_other_side_asks(sending: Sending) -> None:
    sending.province.moods += [429]
    sent = await sending.deliver()

    await sending.work()

    next_at = (await sending.look(sent))["next_at"]
    assert next_at is not None
    waits = datetime.fromisoformat(next_at) - clock.real()
    assert timedelta(minutes=9) < waits <= timedelta(minutes=10)


async def test_what_is_refused_is_given_up_and_sent_again_by_hand_as_the_same_message(
    sending: Sending, monkeypatch: pytest.MonkeyPatch
) -> None:
    sending.province.moods += [503, 503, 422, 503]
    sent = await sending.deliver()
    await sending.work(3)
    refused = await sending.look(sent)
    assert (refused["state"], refused["allowed_actions"]) == ("given_up", ["replay"])
    assert refused["log"][0]["answer"] == '{"detail":"Không nhận."}'

    with_province = sending.world.app.state.settings
    monkeypatch.setitem(sending.world.app.state._state, "settings", with_province.model_copy(update={"province_url": ""}))
    alone = await sending.look(sent)
    in_vain = await sending.who.post(f"/dispatches/{sent['id']}/replay")
    assert (alone["allowed_actions"], in_vain.json()["code"]) == ([], "province_not_set")
    monkeypatch.setitem(sending.world.app.state._state, "settings", with_province)
    again = await sending.who.post(f"/dispatches/{sent['id']}/replay", headers={"If-Match": f'"v{refused["version"]}"'})
    await sending.work()
    next_at = (await sending.look(sent))["next_at"]
    await sending.work()

    assert again.status_code == 200
    assert datetime.fromisoformat(next_at or "") - clock.real() <= timedelta(seconds=15), "the pauses begin anew"
    done = await sending.look(sent)
    assert (done["state"], done["attempts"]) == ("delivered", 5)
    assert sending.province.arrived == [sent["message_id"]] * 5


async def test_a_receipt_of_something_else_is_no_receipt(sending: Sending) -> None:
    sending.province.moods += ["other"]
    sent = await sending.deliver()

    await sending.work()

    done = await sending.look(sent)
    assert (done["state"], done["log"][0]["trouble"], done["receipt"]) == ("given_up", "other_content", None)


async def test_after_days_it_is_given_up(sending: Sending) -> None:
    sending.province.moods += [503]
    sent = await sending.deliver()
    sending.patience = timedelta(seconds=-1)

    await sending.work()

    assert (await sending.look(sent))["state"] == "given_up"


async def test_an_edition_that_could_not_be_sent_does_not_follow_the_next_one(sending: Sending) -> None:
    sending.province.moods += [503]
    old = await sending.deliver()
    await sending.work()
    await approve_next(sending.world, sending.one)
    new = await sending.deliver()

    await sending.work(2)

    outdated = await sending.look(old)
    assert (outdated["state"], outdated["log"][0]["words"]) == ("given_up", "Không gửi nữa vì đã có bản mới được phê duyệt")
    assert outdated["allowed_actions"] == []
    assert ((await sending.look(new))["state"], (await sending.look(new))["edition"]) == ("delivered", 2)
    assert sending.province.arrived == [old["message_id"], new["message_id"]]
    again = await sending.who.post(f"/dispatches/{old['id']}/replay")
    assert again.json()["code"] == "newer_edition"


async def test_a_worker_that_is_killed_after_it_was_taken_leaves_it_to_the_next(sending: Sending, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = await sending.deliver()
    hand_over = Connection.hand_over

    async def killed(self: Connection, parcel: Parcel) -> Handed:
        await hand_over(self, parcel)
        raise Killed

    monkeypatch.setattr(Connection, "hand_over", killed)
    with pytest.raises(Killed):
        await sending.work()
    monkeypatch.setattr(Connection, "hand_over", hand_over)
    assert ((await sending.look(sent))["state"], len(sending.province.reports)) == ("queued", 1)
    assert not await do_next(sending.world.database, sending.jobs(), LEASE)  # until its lease is over nobody takes the job

    await sending.work()

    done = await sending.look(sent)
    assert (done["state"], done["receipt_id"], done["log"][0]["status"]) == ("delivered", "CCHC-1", 200)
    assert (len(sending.province.reports), sending.province.arrived) == (1, [sent["message_id"]] * 2)


async def test_every_try_carries_the_same_bytes_whatever_changes_meanwhile(sending: Sending, monkeypatch: pytest.MonkeyPatch) -> None:
    sending.province.moods += [503]
    bodies: list[bytes] = []
    hand_over = Connection.hand_over

    async def noted(self: Connection, parcel: Parcel) -> Handed:
        bodies.append(parcel.body)
        return await hand_over(self, parcel)

    monkeypatch.setattr(Connection, "hand_over", noted)
    await sending.deliver()
    await sending.work()
    async with sending.world.database.writing() as session:
        await session.execute(update(Period).values(title="Tên khác"))
        await session.execute(update(ConsolidatedReport).values(title="Tên khác"))
    await sending.work()

    assert (len(bodies), bodies[0]) == (2, bodies[1])
    assert len(sending.province.reports) == 1


@pytest.mark.parametrize(("mood", "trouble"), [("slow", "timed_out"), ("huge", "no_receipt"), ("twice", None)])
async def test_slow_endless_and_repeated_answers_end_in_one_receipt(
    sending: Sending, mood: str, trouble: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = sending.world.app.state.settings.model_copy(update={"province_patience_seconds": 0.8})
    monkeypatch.setitem(sending.world.app.state._state, "settings", settings)
    sending.province.moods += [mood]
    sent = await sending.deliver()

    began = time.monotonic()
    await sending.work()
    assert time.monotonic() - began < SLOW_SECONDS
    assert (await sending.look(sent))["log"][0]["trouble"] == trouble
    if trouble is not None:
        await sending.work()

    assert ((await sending.look(sent))["receipt_id"], len(sending.province.reports)) == ("CCHC-1", 1)


async def test_the_same_edition_is_sent_once(sending: Sending) -> None:
    sent = await sending.deliver()
    assert (await sending.deliver(409))["code"] == "already_sent"
    stale = await sending.who.post(f"/dispatches/{sent['id']}/replay", headers={"If-Match": '"v99"'})
    early = await sending.who.post(f"/dispatches/{sent['id']}/replay")
    assert (stale.status_code, early.json()["code"]) == (412, "not_given_up")


async def test_a_wrong_secret_is_told_and_never_shown(sending: Sending, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = sending.world.app.state.settings.model_copy(update={"province_client_secret": SecretStr("falsch-geheim")})
    monkeypatch.setitem(sending.world.app.state._state, "settings", wrong)
    sent = await sending.deliver()

    await sending.work()

    told = await sending.who.get(f"/dispatches/{sent['id']}")
    assert told.json()["log"][0]["trouble"] == "no_token"
    assert told.json()["log"][0]["words"] == "Không lấy được mã truy cập của hệ thống tỉnh"
    assert "falsch-geheim" not in told.text
    assert sending.province.arrived == []


async def test_without_a_connection_it_is_recorded_how_it_was_sent_otherwise(world: World) -> None:
    one = await approved_report(world)
    who = await coordinator_of(world)
    path = f"/consolidated-reports/{one.id}"
    outside = {"sent_on": "2024-09-20", "document_number": "512/BC-UBND", "receiver": "Sở Nội vụ", "channel": "Trục liên thông văn bản"}

    refused = await who.post(f"{path}/deliver", {})
    to_come = await who.post(f"{path}/deliver", {"outside": {**outside, "sent_on": "2099-01-01"}})
    recorded = await who.post(f"{path}/deliver", {"outside": outside})

    assert (refused.status_code, refused.json()["code"]) == (409, "province_not_set")
    assert (to_come.status_code, to_come.json()["errors"][0]["pointer"]) == (422, "/outside/sent_on")
    assert recorded.status_code == 201
    assert {name: recorded.json()[name] for name in outside} == outside
    of_report = (await who.get(f"{path}/dispatches")).json()
    assert (of_report["connected"], of_report["allowed_actions"]) == (False, ["record"])
    assert [item["document_number"] for item in of_report["items"]] == ["512/BC-UBND"]
