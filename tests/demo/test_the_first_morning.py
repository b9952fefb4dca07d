"""What the demo shows on Tuesday 17 September 2024, 9:00, as its people see it: the story that the issue of the plan tells."""

from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from tests.support.servers import DEMO_PASSWORD, Demo, served

WARDS = 17
ASSIGNED, ASKED = 32, 3


class Morning:
    """A server on its first morning. Its tests read and change nothing."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
        self._tokens: dict[str, str] = {}

    async def get(self, username: str, path: str) -> Any:
        if username not in self._tokens:
            form = {"grant_type": "password", "username": username, "password": DEMO_PASSWORD}
            self._tokens[username] = (await self._client.post("/auth/token", data=form)).json()["access_token"]
        answer = await self._client.get(path, headers={"Authorization": f"Bearer {self._tokens[username]}"})
        assert answer.status_code == 200, (path, answer.text)
        return answer.json()

    async def everything(self, username: str, path: str) -> list[Any]:
        """All pages of a list."""
        found: list[Any] = []
        cursor = ""
        while True:
            page = await self.get(username, f"{path}{'&' if '?' in path else '?'}limit=200{cursor}")
            found += page["items"]
            if page["next_cursor"] is None:
                return found
            cursor = f"&cursor={page['next_cursor']}"

    async def period(self, code: str) -> Any:
        return next(period for period in (await self.get("ubnd.lanhdao", "/periods"))["items"] if period["code"] == code)

    async def reports(self, code: str) -> dict[str, Any]:
        items = await self.everything("ubnd.lanhdao", f"/reports?period={(await self.period(code))['id']}")
        return {item["unit"]["code"]: item for item in items}

    async def assignments(self, key: str) -> list[Any]:
        tasks = await self.everything("ubnd.lanhdao", "/tasks")
        task = next(task for task in tasks if task["key"] == key)
        return await self.everything("ubnd.lanhdao", f"/assignments?task={task['id']}")


@pytest.fixture(scope="module")
async def morning(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Morning]:
    folder = tmp_path_factory.mktemp("morning") / "installation"
    async with (
        demo.installed(folder) as installation,
        served(installation) as server,
        httpx.AsyncClient(base_url=f"{server.url}/api/v1", timeout=30) as client,
    ):
        yield Morning(client)


async def test_it_is_tuesday_nine_o_clock(morning: Morning) -> None:
    demo = (await morning.get("ubnd.lanhdao", "/me"))["demo"]

    assert demo["started_at"] == "2024-09-17T09:00:00+07:00"
    assert demo["business_now"].startswith("2024-09-17T09:")


async def test_the_plan_has_its_real_size(morning: Morning) -> None:
    """550 assignments from the paragraphs and 1,096 from the example tasks; 30 of them are requests to three bodies."""
    assignments = await morning.everything("ubnd.lanhdao", "/assignments")
    asked = {item["unit"]["code"] for item in assignments if item["mandate"] == "requested"}

    assert len(assignments) == 1646
    assert len(await morning.everything("ubnd.lanhdao", "/tasks")) == 82
    assert Counter(item["mandate"] for item in assignments) == {"assigned": 1616, "requested": 30}
    assert asked == {"MT-UBMTTQ", "D-BTG", "D-BDV"}
    assert len({item["unit"]["code"] for item in assignments}) == ASSIGNED + ASKED


async def test_the_report_of_july_is_closed_accepted_and_sealed_with_three_late(morning: Morning) -> None:
    july = await morning.period("2024DX07")
    reports = await morning.reports("2024DX07")

    assert (july["kind"], july["state"]) == ("ad_hoc", "closed")
    assert len(reports) == WARDS + 1
    assert {report["state"] for report in reports.values()} == {"accepted"}
    assert sum(report["late"] for report in reports.values()) == 3
    assert reports["PB-VHTT"]["lines_total"] == 2
    assert {report["lines_total"] for code, report in reports.items() if code != "PB-VHTT"} == {1}
    corrections = (await morning.get("pnv.chuyenvien", "/corrections"))["items"]
    assert sorted((one["state"], one["number"]) for one in corrections) == [("accepted", 1), ("submitted", None)]
    corrected = {one["report_id"] for one in corrections if one["state"] == "accepted"}
    for report in reports.values():
        seal = await morning.get("ubnd.lanhdao", f"/reports/{report['id']}/seal")
        assert seal["number"] == 1 + (report["id"] in corrected)
    assert [item["deadline_state"] for item in await morning.assignments("III.4")] == ["completed_on_time"]


async def test_the_questions_of_september_are_answered_late_or_not_yet_and_some_units_have_own_due_times(morning: Morning) -> None:
    period = await morning.period("2024DX09")
    asked = await morning.get("ubnd.lanhdao", f"/periods/{period['id']}")
    board = await morning.get("ubnd.lanhdao", f"/periods/{period['id']}/completeness")
    due = {item["unit"]["code"]: item["due_at"][:10] for item in board["items"]}

    assert (period["kind"], period["state"], asked["ask_tasks"], len(asked["questions"])) == ("ad_hoc", "open", False, 4)
    assert (due["26506"], due["26545"], due["SN-VPDK"]) == ("2024-09-19", "2024-09-18", "2024-09-20")
    assert Counter(item["standing"] for item in board["items"]) == {"on_time": 4, "late": 2, "missing": 2, "waiting": 3}
    assert {item["state"] for item in board["items"]} == {"draft", "submitted", "returned", "accepted"}


async def test_a_clerk_finds_a_report_that_arrived_filled_with_the_marks_of_what_nobody_has_looked_at(morning: Morning) -> None:
    report = next(item for item in (await morning.get("26508.officer", "/reports"))["items"] if item["period"]["code"] == "2024T9")
    lines = (await morning.get("26508.officer", f"/reports/{report['id']}/lines"))["items"]

    assert (report["state"], len(lines), sum(line["carried_forward"] for line in lines)) == ("draft", 8, 6)
    assert {source["period"] for line in lines for source in line["carried_from"]} == {"Báo cáo quý III/2024"}
    assert all(line["carried_from"] and line["result"] for line in lines)


async def test_what_units_answered_in_july_stays_within_what_they_report_of_the_quarter(morning: Morning) -> None:
    july, quarter = await morning.reports("2024DX07"), await morning.reports("2024Q3")
    told: dict[str, int] = {}
    for code, report in quarter.items():
        if report["state"] != "accepted" or code not in july:
            continue
        lines = (await morning.get("ubnd.lanhdao", f"/reports/{report['id']}/lines"))["items"]
        figures = {key: number for line in lines for key, number in (line["figures"] or {}).items()}
        answers = (await morning.get("ubnd.lanhdao", f"/reports/{july[code]['id']}/answers"))["items"]
        told[code] = answers[0]["value"]
        assert answers[0]["value"] <= min(figures["thu_xin_loi"], figures["ho_so_tre_han"])
        assert answers[1]["value"] <= figures["ty_le_truc_tuyen"]
    assert len(told) >= 3


async def test_the_own_plans_are_done_by_most_late_by_three_missing_from_two_and_back_with_one(morning: Morning) -> None:
    plans = await morning.assignments("III.1-1")
    states = Counter(plan["deadline_state"] for plan in plans)

    assert {plan["due_on"] for plan in plans} == {"2024-06-28"}
    assert states == {"completed_on_time": ASSIGNED - 6, "completed_late": 3, "overdue": 3}


async def test_the_third_quarter_is_open_with_the_window_and_deadlines_of_the_regime(morning: Morning) -> None:
    quarter = await morning.period("2024Q3")

    assert (quarter["state"], quarter["data_from"], quarter["data_to"]) == ("open", "2024-06-15", "2024-09-14")
    assert quarter["deadlines"] == {
        "ward": "2024-09-16T17:00:00+07:00",
        "department": "2024-09-17T17:00:00+07:00",
        "city": "2024-09-18T17:00:00+07:00",
    }
    year = await morning.period("2024Y")
    assert (year["state"], year["data_from"], year["data_to"], year["cumulative"]) == ("planned", "2023-12-15", "2024-12-14", True)


async def test_its_reports_are_in_mixed_states_and_three_bodies_are_asked(morning: Morning) -> None:
    board = await morning.get("ubnd.lanhdao", f"/periods/{(await morning.period('2024Q3'))['id']}/completeness")
    asked = [item for item in board["items"] if item["standing"] == "asked"]
    expected = [item for item in board["items"] if item not in asked]

    assert (board["expected"], board["asked"]) == (len(expected), len(asked)) == (ASSIGNED, ASKED)
    assert {item["state"] for item in expected} == {"draft", "submitted", "returned", "accepted"}
    assert {item["standing"] for item in expected} == {"on_time", "late", "missing", "waiting"}
    # Phường Rạch Dừa sent after its deadline; the one of the coordinating unit waits for its head
    assert [item["unit"]["code"] for item in expected if item["standing"] == "late"] == ["26535"]
    assert [item["state"] for item in expected if item["unit"]["code"] == "PB-NV"] == ["draft"]


async def test_the_report_of_the_first_ward_is_a_draft_of_71_lines_half_filled(morning: Morning) -> None:
    report = (await morning.get("26506.officer", "/reports?state=draft"))["items"][0]
    lines = (await morning.get("26506.officer", f"/reports/{report['id']}/lines"))["items"]
    written = [line for line in lines if line["result"]]

    assert (report["period"]["code"], report["lines_total"], len(lines)) == ("2024Q3", 71, 71)
    assert 30 <= report["lines_complete"] <= 36
    assert 35 <= len(written) <= 41
    assert any(line["carried_forward"] for line in written)
    assert any(line["evidence_ids"] for line in written)


async def test_every_work_state_and_deadline_state_is_seen(morning: Morning) -> None:
    assignments = await morning.everything("ubnd.lanhdao", "/assignments")

    work = {"not_started", "in_progress", "awaiting_confirmation", "completed", "suspended", "cancelled"}
    assert {item["work_state"] for item in assignments} == work
    deadline = {"no_deadline", "on_track", "due_soon", "overdue", "completed_on_time", "completed_late"}
    assert {item["deadline_state"] for item in assignments} >= deadline


async def test_what_happened_is_told_in_the_order_of_time_over_four_months(morning: Morning) -> None:
    events = (await morning.get("ubnd.lanhdao", "/dashboards/overview"))["events"]
    history = await morning.everything("ubnd.lanhdao", "/history")

    assert [event["at"] for event in events] == sorted((event["at"] for event in events), reverse=True)
    assert {fact["at"][:7] for fact in history} == {"2024-06", "2024-07", "2024-08", "2024-09"}
    told = {fact["kind"] for fact in history}
    assert told >= {"report.submitted", "report.returned", "report.accepted", "report.sealed", "comment.added", "evidence.rejected"}
    assert told >= {"assignment.reported_done", "assignment.confirmed", "assignment.redone", "assignment.suspended"}


@pytest.mark.parametrize("username", ["26506.officer", "26515.head", "pnv.chuyenvien", "pb-tp.head"])
async def test_the_bell_holds_notices_read_and_unread(morning: Morning, username: str) -> None:
    notices = await morning.everything(username, "/notifications")

    assert {notice["read_at"] is None for notice in notices} == {True, False}


async def test_the_morning_reminds_of_what_is_due_tomorrow_and_in_three_working_days(morning: Morning) -> None:
    notices = await morning.everything("26506.officer", "/notifications?unread=true")
    told = [notice for notice in notices if notice["kind"] == "deadline.near"]
    query = f"plan={told[0]['subject_id']}&unit={told[0]['unit_id']}&work_state=open&deadline_state=in_time&sort=due_on"
    listed = await morning.everything("26506.officer", f"/assignments?{query}")

    assert [notice["created_at"][:10] for notice in told] == ["2024-09-17"]
    assert told[0]["subject"] in {row["task"]["title"] for row in listed}


async def test_the_accounts_are_those_of_the_readme(morning: Morning) -> None:
    units = {unit["code"].lower() for unit in await morning.everything("admin", "/units")} - {"747", "d-tttu", "pb-nv"}
    joined = {"sn-dtt"}  # merged into another in July; its people go on there
    named = {"admin", "pnv.chuyenvien", "pnv.truongphong", "ubnd.lanhdao", "mttq.giamsat"}
    people = await morning.everything("admin", "/users")
    roles = {person["username"]: {post["role"] for post in person["memberships"]} for person in people}

    assert set(roles) == named | {f"{code}.{slot}" for code in units | joined for slot in ("head", "officer")}
    assert roles["pnv.truongphong"] == {"unit_head", "coordinator"}
    assert {name: roles[name] for name in named - {"pnv.truongphong"}} == {
        "admin": {"admin"},
        "pnv.chuyenvien": {"coordinator"},
        "ubnd.lanhdao": {"leader"},
        "mttq.giamsat": {"observer"},
    }
    assert roles["sn-dtt.head"] == {"officer"}
    assert not any(person["must_change_password"] for person in people)


async def test_a_merger_of_july_is_in_effect_and_moves_no_number_of_today(morning: Morning) -> None:
    [merger] = await morning.everything("ubnd.lanhdao", "/units/successions?state=effective")
    moves = await morning.everything("ubnd.lanhdao", f"/units/successions/{merger['id']}/moves")
    seen = {view: await morning.get("ubnd.lanhdao", f"/dashboards/overview?view={view}") for view in ("then", "now")}
    plain = await morning.get("ubnd.lanhdao", "/dashboards/overview")
    rows = {view: len((await morning.get("ubnd.lanhdao", f"/dashboards/matrix?view={view}"))["rows"]) for view in ("then", "now")}

    assert Counter(move["what"] for move in moves) == {"assignment": 4, "membership": 2}
    assert {**seen["now"], "as_of": ""} == {**plain, "as_of": ""}
    assert seen["then"]["numbers"]["open_overdue"] == plain["numbers"]["open_overdue"]
    assert rows == {"then": ASSIGNED + ASKED + 1, "now": ASSIGNED + ASKED}


async def test_low_rated_indicators_follow_the_rule_and_say_that_they_are_an_example(morning: Morning) -> None:
    """Báo cáo 293 is not at hand: marked are the sub-dimensions in which the province stood in the lowest quartile of 2023."""
    plan = (await morning.get("ubnd.lanhdao", "/plans?state=approved"))["items"][0]
    targets = (await morning.get("ubnd.lanhdao", f"/plans/{plan['id']}/targets"))["items"]
    scores = await morning.everything("ubnd.lanhdao", "/scores?province=77&year=2023&level=subdimension")
    lowest = {score["code"] for score in scores if score["quartile"] == 1}
    low = [target for target in targets if target["low_rated"]]

    assert low
    assert {".".join(target["code"].split(".")[:2]) for target in low} == lowest
    assert all("ví dụ" in target["low_rated_source"] for target in low)


async def test_every_score_names_where_it_comes_from(morning: Morning) -> None:
    scores = await morning.everything("ubnd.lanhdao", "/scores?year=2023&province=01")
    sources = {score["level"]: score["source"] for score in scores}

    assert all("PAPI" in source for source in sources.values())
    assert "hnks-gh/ml-mcdm" in sources["subdimension"]
    assert "tunah72/papi-dashboard" in sources["indicator"]


async def test_papers_are_found_by_what_they_say_and_one_is_like_another_wards(morning: Morning) -> None:
    hits = (await morning.get("26506.officer", "/evidence?q=phat bang thu chi mot trang"))["items"]
    alike = (await morning.get("pnv.chuyenvien", "/evidence?alike=true"))["items"]
    found = await morning.get("pnv.chuyenvien", f"/evidence/{alike[0]['id']}/findings")

    assert ["phát bảng thu chi một trang" in hit["found_in_text"]["words"] for hit in hits] == [True, True]
    assert [(one["kind"], one["unit"]) for one in found["likenesses"]] == [("text", "Phường Thắng Tam")]
    assert len(alike) == 1


async def test_a_paper_that_names_people_asks_to_be_marked(morning: Morning) -> None:
    [paper] = (await morning.get("26506.officer", "/evidence?q=nguyen van mau"))["items"]
    found = await morning.get("26506.officer", f"/evidence/{paper['id']}/findings")

    assert ([number["masked"] for number in found["numbers"]], found["allowed_actions"]) == (
        ["0770…0123", "0771…0456"],
        ["mark", "dismiss"],
    )
