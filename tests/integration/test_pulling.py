"""What the province reads: accepted and approved, with source and earlier values; never a draft, and of its own units alone."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from papi.access.permissions import Role
from papi.directory.models import Unit
from papi.framework.importing import store_scores
from papi.framework.models import Framework, ScoreLevel
from papi.framework.reading import TOTAL_CODE, ScoreFile, ScoreLine
from papi.kit import clock
from papi.measures.models import MeasureValue
from papi.outbox.models import FactRow
from tests.support.asking import ANSWERS, accepted_answers, asked_period
from tests.support.correcting import sent as sent_correction
from tests.support.exchanging import an_exchange, figure, pushed
from tests.support.files import pdf
from tests.support.machines import MachineCaller, machine
from tests.support.one_consolidated import approved_report
from tests.support.one_report import accepted_report, draft_report, reviewer_of, sent_report
from tests.support.reporting import NOW, Reporting
from tests.support.world import World

ROOT = "/integration/cchc"


async def items(client: Any, path: str) -> list[dict[str, Any]]:
    answer = await client.get(f"{ROOT}{path}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json; version=1"
    body = answer.json()
    assert body["schema_version"] == "1.0"
    return body["items"]


async def test_a_report_is_pulled_once_it_is_accepted_and_by_who_may_see_its_unit(world: World) -> None:
    ward, other = await world.unit("Phường 1"), await world.unit("Phường 2")
    one = await accepted_report(world, ward)
    await sent_report(world, other)
    client, stranger = await machine(world), await machine(world, units=[other])

    found = await items(client, "/reports")
    line = found[0]["data"]["lines"][0]
    single = (await client.get(f"{ROOT}/reports/{one.report_id}")).json()
    assert [(item["id"], item["kind"], item["unit"]["name"], item["status"]["state"]) for item in found] == [
        (one.report_id, "unit", "Phường 1", "accepted")
    ]
    assert (line["result"], line["percent"]) == ("Đã tổ chức 04 buổi.", 60)
    assert {name: value for name, value in single.items() if name != "schema_version"} == found[0]
    assert await items(stranger, "/reports") == []
    assert (await stranger.get(f"{ROOT}/reports/{one.report_id}")).json()["code"] == "package_not_found"
    assert await items(client, f"/reports?updated_after={found[0]['updated_at'].replace('+', '%2B')}") == []
    assert await items(client, "/reports?period=1999Q3") == []


async def test_a_corrected_report_tells_what_stood_there_and_when_it_changed(reporting: Reporting) -> None:
    with clock.business_at(NOW):
        report, _line, correction = await sent_correction(reporting)
        client = await machine(reporting.world)
        before = (await items(client, "/reports?period=20243"))[0]
        accepted = await reporting.coordinator.post(f"/corrections/{correction['id']}/accept")
    assert accepted.status_code == 200, accepted.text
    after = (await items(client, "/reports?period=2024Q3"))[0]
    earlier = (await client.get(f"{ROOT}/reports/{report}?edition=1")).json()

    assert (before["changes"], len(before["editions"]), before["period"]["period_code"]) == ([], 1, "20243")
    assert [(one["field"], one["before"], one["after"], one["edition"]) for one in after["changes"]] == [
        ("result", "Đã tổ chức 04 buổi.", "Đã tổ chức 05 buổi.", 2),
        ("figures", {"so_buoi": 4}, {"so_buoi": 5}, 2),
    ]
    assert after["changes"][0]["changed_at"] == after["source"]["sealed_at"]
    assert [one["number"] for one in after["corrections"]] == [1]
    assert earlier["data"] == before["data"]
    assert earlier["source"]["edition"] == 1
    assert (await client.get(f"{ROOT}/reports/{report}?edition=3")).status_code == 404


async def test_an_answer_by_choice_is_told_in_words_beside_its_key(reporting: Reporting) -> None:
    await asked_period(reporting)
    await accepted_answers(reporting, reporting.officer, reporting.head, ANSWERS)

    [report] = await items(await machine(reporting.world), "/reports?kind=unit")

    assert [(one["kind"], one["value"], one["said"]) for one in report["data"]["answers"]] == [
        ("number", 128, "128 người"),
        ("yes_no", True, "Có"),
        ("choice", "1", "Tăng"),
        ("text", None, ""),
    ]


async def test_consolidated_reports_are_for_who_sees_every_unit(world: World) -> None:
    one = await approved_report(world)
    client, some = await machine(world), await machine(world, units=[await world.unit("Phường 9")])

    found = await items(client, "/reports?kind=consolidated")
    assert [(item["id"], item["status"]["state"], item["unit"]) for item in found] == [(str(one.id), "approved", None)]
    assert found[0]["data"]["sections"]
    assert {item["kind"] for item in await items(client, "/reports")} == {"unit", "consolidated"}
    assert await items(some, "/reports") == []
    assert (await some.get(f"{ROOT}/reports/{one.id}")).status_code == 404


async def test_documents_go_as_they_were_sealed_marked_ones_as_copies_or_not_at_all(world: World) -> None:
    ward = await world.unit("Phường 1")
    client, stranger = await machine(world), await machine(world, units=[await world.unit("Phường 2")])
    report, (plain, marked, copied) = await _proved(world, ward, client)
    rows = {row["id"]: row for row in await items(client, f"/evidence?report={report}")}
    content = f"{ROOT}/evidence/{plain}/content"
    whole, part = await client.get(content), await client.get(content, headers={"Range": "bytes=0-3"})
    copy = await client.get(f"{ROOT}/evidence/{copied}/content")

    told = [
        (rows[one]["title"], rows[one]["document_number"], rows[one]["redacted"], rows[one]["withheld"]) for one in (plain, marked, copied)
    ]
    assert told == [("Biên bản", "12/BB", False, None), (None, None, False, "personal_data"), (None, None, True, None)]
    assert (rows[plain]["sha256"], rows[marked]["sha256"]) == (rows[plain]["sealed_sha256"], None)
    assert rows[copied]["sha256"] != rows[copied]["sealed_sha256"]
    assert (whole.status_code, len(whole.content), whole.headers["etag"]) == (200, rows[plain]["size"], f'"{rows[plain]["sha256"]}"')
    assert (part.status_code, part.content) == (206, b"%PDF")
    assert (copy.content, "ban-da-che" in copy.headers["content-disposition"]) == (COPY, True)
    assert (await client.get(f"{ROOT}/evidence/{marked}/content")).json()["code"] == "file_not_given"
    assert (await client.get(f"{content}?version=2")).status_code == 404
    assert (await stranger.get(content)).status_code == 404
    async with world.database.reading() as session:
        reads = (await session.scalars(select(FactRow).where(FactRow.kind == "exchange.file_read").order_by(FactRow.id))).all()
    assert [fact.data["evidence_id"] for fact in reads] == [plain, plain, copied]
    assert {fact.person_name for fact in reads} == {client.name}


COPY = pdf(note="bản đã che")


async def _proved(world: World, ward: Unit, client: MachineCaller) -> tuple[str, list[str]]:
    """A report proved by a plain document, by a marked one, and by a marked one with a copy, accepted; until then nothing is given."""
    one = await draft_report(world, ward)
    officer, head = await world.people((Role.OFFICER, ward), (Role.UNIT_HEAD, ward))
    ids: list[str] = []
    for title, personal in (("Biên bản", False), ("Đơn của bà Năm", True), ("Đơn của bà Sáu", True)):
        fields = {"title": title, "contains_personal_data": str(personal).lower(), "document_number": "12/BB"}
        uploaded = await officer.post("/evidence", files={"file": ("van-ban.pdf", pdf(note=title))}, data=fields)
        assert uploaded.status_code == 201, uploaded.text
        ids.append(uploaded.json()["id"])
    copy = await officer.post(f"/evidence/{ids[2]}/redacted", files={"file": ("che.pdf", COPY)})
    assert copy.status_code == 201, copy.text
    saved = await officer.patch(f"/report-lines/{one.line_id}", {"evidence_ids": ids, "result": "Đã tổ chức 05 buổi.", "percent": 60})
    assert saved.status_code == 200, saved.text
    for act, who in (("submit", head), ("accept", await reviewer_of(world, ward))):
        assert await items(client, "/evidence") == []
        assert (await client.get(f"{ROOT}/evidence/{ids[0]}/content")).status_code == 404
        done = await who.post(f"/reports/{one.report_id}/{act}")
        assert done.status_code == 200, done.text
    return one.report_id, ids


async def test_figures_and_tasks_are_told_by_unit_with_their_source(world: World) -> None:
    exchange = await an_exchange(world)
    await accepted_report(world, exchange.ward)
    await pushed(exchange.client, figure("P1"), figure("P2", "70"))
    await pushed(exchange.client, figure("P1", "82"))
    some = await exchange.client_of(exchange.other)

    figures = await items(exchange.client, "/measures?period=2024-08")
    assert [(one["unit"]["code"], one["value"], one["source"], one["edition"]) for one in figures] == [
        ("P2", "70", "dvcqg", 1),
        ("P1", "82", "dvcqg", 2),
    ]
    assert figures[1]["corrected_from"]["value"] == "81.5"
    assert [one["unit"]["code"] for one in await items(some, "/measures")] == ["P2"]
    assert [code["value"] for code in figures[1]["unit"]["codes"]] == ["26506", "99001"]
    status = (await exchange.client.get(f"{ROOT}/task-status")).json()
    coordinator = await world.person(Role.COORDINATOR, await world.coordinating_unit())
    log = (await coordinator.get("/integration/log?way=pulled")).json()["items"]
    assert [(row["what"], row["rows"], row["said"]) for row in log] == [
        ("task_status", 1, "lấy 1 mục: Tình hình nhiệm vụ"),
        ("measures", 1, "lấy 1 mục: Số liệu"),
        ("measures", 2, "lấy 2 mục: Số liệu"),
    ]
    history = (await coordinator.get("/history?kind=exchange.pulled")).json()["items"]
    assert [fact["text"] for fact in history] == [row["said"] for row in log]
    assert [one["unit"]["code"] for one in status["items"]] == ["P1"]
    assert (await some.get(f"{ROOT}/task-status")).json()["items"] == []


async def test_what_was_still_being_stored_is_read_the_next_time(world: World) -> None:
    exchange = await an_exchange(world)
    await pushed(exchange.client, figure("P1"))
    first = (await exchange.client.get(f"{ROOT}/measures")).json()
    seen = datetime.fromisoformat(first["items"][-1]["updated_at"])
    # a transaction that began before what was read, and took longer
    await world.add(slow_figure(exchange.other, seen - timedelta(seconds=20)))

    since = first["read_to"].replace("+", "%2B")
    later = (await exchange.client.get(f"{ROOT}/measures?updated_after={since}&limit=1")).json()
    rest = (await exchange.client.get(f"{ROOT}/measures?updated_after={since}&cursor={later['next_cursor']}")).json()

    assert [item["unit"]["code"] for item in later["items"] + rest["items"]] == ["P2", "P1"]
    assert (later["read_to"] > first["read_to"], rest["read_to"]) == (True, None)


def slow_figure(unit: Unit, moment: datetime) -> MeasureValue:
    day = date(2024, 8, 1)
    told: dict[str, Any] = {"measure": "dvc_online_rate", "period": "202408", "first_day": day, "last_day": day, "source": "dvcqg"}
    return MeasureValue(unit_id=unit.id, number=1, value=Decimal("70"), received_at=moment, received_from="Hệ thống", **told)


async def test_scores_tell_since_when_they_stand_and_what_was_corrected_since(world: World) -> None:
    client = await machine(world)
    await world.add(Framework(year=2024, title="PAPI 2024", minimum=10, maximum=80, source="test"))
    await imported(world, 41.5, 42.0)
    before = (await client.get(f"{ROOT}/scores")).json()
    await imported(world, 41.5, 42.0)  # the same again is no change
    since = before["items"][-1]["updated_at"].replace("+", "%2B")
    assert await items(client, f"/scores?updated_after={since}") == []
    await imported(world, 41.5, 43.0)
    changed = await items(client, f"/scores?updated_after={since}")

    assert [(one["province_code"], one["value"]) for one in changed] == [("78", 43.0)]
    assert len(await items(client, "/scores")) == 2


async def imported(world: World, *values: float) -> None:
    total = (ScoreLevel.TOTAL, TOTAL_CODE)
    lines = [ScoreLine(place + 2, 2024, f"{77 + place}", f"Tỉnh {place}", *total, value) for place, value in enumerate(values)]
    async with world.database.writing() as session:
        await store_scores(session, ScoreFile(lines, []), "PAPI")


async def test_pages_of_packages_follow_each_other_without_gap_or_repeat(world: World) -> None:
    exchange = await an_exchange(world)
    await pushed(exchange.client, *(figure("P1", period=f"2023{month:02d}") for month in range(1, 8)))
    seen: list[str] = []
    cursor = ""
    while True:
        page = (await exchange.client.get(f"{ROOT}/measures?limit=3{cursor}")).json()
        seen += [item["period"] for item in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"
    since = (await items(exchange.client, "/measures"))[-1]["updated_at"].replace("+", "%2B")

    assert sorted(seen) == [f"2023{month:02d}" for month in range(1, 8)]
    assert await items(exchange.client, f"/measures?updated_after={since}") == []
    for wrong in ("cursor=x", "limit=0", "limit=201", "updated_after=2024-01-01T00:00:00", "nonsense=1"):
        assert (await exchange.client.get(f"{ROOT}/measures?{wrong}")).status_code == 422


@pytest.mark.parametrize(("accept", "status"), [("application/json; version=1", 200), ("*/*", 200), ("application/json;version=7", 406)])
async def test_a_version_that_there_is_not_is_refused(world: World, accept: str, status: int) -> None:
    client = await machine(world)

    assert (await client.get(f"{ROOT}/units", headers={"Accept": accept})).status_code == status
