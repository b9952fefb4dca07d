"""Units and indicators that a cell does not name plainly: suggested, confirmed once for all that are spelt alike, and remembered."""

from datetime import timedelta

import pytest

from papi.kit import clock
from tests.access.traces import stored_by
from tests.support.annexes import Annexed, asked, first_suggestions, line, only, workbook

PLAIN = {
    "Phòng Tư pháp; Phòng Nội vụ": ["Phòng Tư pháp", "Phòng Nội vụ"],
    "Phòng Văn hóa và Thông tin, Phòng Tư pháp và UBND các phường, xã": [
        "Phòng Văn hóa và Thông tin",
        "Phòng Tư pháp",
        "Phường 1",
        "Phường 2",
    ],
    "- PHÒNG TƯ PHÁP\n- Ủy ban nhân dân Phường 1": ["Phòng Tư pháp", "Phường 1"],
    "UBND 2 phường, xã": ["Phường 1", "Phường 2"],
    "Phường 1, 2": ["Phường 1", "Phường 2"],
    "UBND TP": ["UBND thành phố"],
}
ASKED = {
    "P. Tư pháp": ["Phòng Tư pháp"],
    "P.TP": ["Phòng Tư pháp"],
    "P.VH&TT": ["Phòng Văn hóa và Thông tin"],
    "UBND P.1": ["Phường 1"],
    "Phòng Tư phát": ["Phòng Tư pháp"],
    "Phòng Văn hoá và Thong tim": ["Phòng Văn hóa và Thông tin"],
    "UBND 17 phường, xã": ["UBND các phường, xã"],
    "UBND các phường, xã (trừ Phường 1)": ["Phường 2"],
    "Các phòng, ban": ["Các phòng, ban, cơ quan, đơn vị"],
    "Các phòng, ban liên quan": ["Các phòng, ban, cơ quan, đơn vị"],
    "Phòng Tư pháp (thường trực)": ["Phòng Tư pháp"],
    "Doanh nghiệp viễn thông": [],
}


@pytest.mark.parametrize("cell", PLAIN)
async def test_units_are_told_apart_wherever_commas_lines_and_ands_part_them(annexed: Annexed, cell: str) -> None:
    row = only(await annexed.look(workbook(line(lead=cell))))

    assert row["status"] == "new", row["troubles"]
    assert [name for party in row["task"]["leads"] for name in party["units"]] == PLAIN[cell]


@pytest.mark.parametrize("cell", ASKED)
async def test_what_is_not_the_name_itself_is_suggested_and_never_taken(annexed: Annexed, cell: str) -> None:
    seen = await annexed.look(workbook(line(lead=cell)))

    assert only(seen)["status"] == "confirm"
    assert [suggested[:1] for suggested in asked(seen).values()] == [ASKED[cell][:1]]
    assert only(seen)["task"]["leads"][0]["units"] == []


async def test_a_name_that_fits_two_units_is_asked(annexed: Annexed) -> None:
    await annexed.reporting.world.unit("Phường 1")

    suggested = asked(await annexed.look(workbook(line(lead="Phường 1"))))["Phường 1"]

    assert len(set(suggested)) == 2
    assert all("(mã" in label for label in suggested)


async def test_a_unit_that_has_ended_gets_no_new_task(annexed: Annexed) -> None:
    ward = annexed.reporting.ward
    ward.valid_to = clock.today() - timedelta(days=1)
    async with annexed.reporting.world.database.writing() as session:
        await session.merge(ward)

    row = only(await annexed.look(workbook(line(lead="Phường 1"))))

    assert "đã ngừng hoạt động" in row["troubles"][0]["detail"]


async def test_nothing_is_stored_before_everything_is_answered(annexed: Annexed) -> None:
    with stored_by(annexed.reporting.world) as stored:
        refused = await annexed.send(workbook(line(lead="P.TP"), line("Việc hai", lead="Phường 1")))

    assert (refused.status_code, refused.json()["code"]) == (422, "annex_incomplete")
    assert "Trang “Phụ lục I”, dòng 2: Đơn vị “P.TP” cần xác nhận." in refused.json()["errors"][0]["detail"]
    assert stored == []


async def test_one_answer_serves_all_that_are_spelt_alike_and_is_remembered(annexed: Annexed) -> None:
    file = workbook(line("Việc một", lead="P.TP"), line("Việc hai", lead="p. tp", support="Phường 1"))
    seen = await annexed.look(file)

    stored = await annexed.load(file, first_suggestions(seen))
    with stored_by(annexed.reporting.world) as again:
        second = await annexed.load(file)

    assert ([len(doubt["rows"]) for doubt in seen["doubts"]], stored["counts"]["tasks_new"]) == ([2], 2)
    assert (await annexed.given("Việc hai")) == {"Phòng Tư pháp": "lead", "Phường 1": "support"}
    assert (again, second["doubts"], second["counts"]["tasks_same"]) == ([], [], 2)


async def test_words_that_are_no_unit_may_be_left_out(annexed: Annexed) -> None:
    file = workbook(line(support="Doanh nghiệp viễn thông; Phường 1"))

    await annexed.load(file, [{"kind": "unit", "spelling": "Doanh nghiệp viễn thông", "values": []}])

    assert await annexed.given(line()[4]) == {"Phòng Tư pháp": "lead", "Phường 1": "support"}


async def test_a_time_is_answered_like_a_name(annexed: Annexed) -> None:
    file = workbook(line(due="Năm 2024"))
    await annexed.load(file, [{"kind": "time", "spelling": "Năm 2024", "values": ["standing"]}])

    task = (await annexed.tasks())[0]
    assert (task["cadence"], task["due_on"], task["due_text"]) == ("standing", None, "Năm 2024")


@pytest.mark.parametrize(
    "answer",
    [
        {"kind": "unit", "spelling": "P.TP", "values": ["unit:0199a0d0-0000-7000-8000-000000000000"]},
        {"kind": "unit", "spelling": "P.TP", "values": ["node:x"]},
        {"kind": "time", "spelling": "Năm 2024", "values": ["weekly"]},
        {"kind": "indicator", "spelling": "x", "values": ["node:0199a0d0-0000-7000-8000-000000000000"]},
        {"kind": "colour", "spelling": "x", "values": []},
        {"kind": "unit", "spelling": "x", "values": [], "more": 1},
    ],
)
async def test_an_answer_that_means_nothing_is_refused(annexed: Annexed, answer: dict[str, object]) -> None:
    refused = await annexed.send(workbook(line()), answers=[answer], dry_run=True)

    assert (refused.status_code, refused.json()["code"]) == (422, "invalid")


async def test_answers_that_are_no_json_are_refused(annexed: Annexed) -> None:
    data = {"answers": "{"}
    refused = await annexed.reporting.coordinator.post(f"{annexed.path}/import", files={"file": ("x.xlsx", workbook(line()))}, data=data)

    assert refused.status_code == 422


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("2.1.1", ["2.1.1"]),
        ("Chỉ tiêu 2.1.1 Công khai hộ nghèo", ["2.1.1"]),
        ("1.1", ["1.1"]),
        ("Nội dung 2: Công khai, minh bạch", ["2"]),
        ("1.1.1; 2.1.1", ["1.1.1", "2.1.1"]),
        ("NỘI DUNG 1.1.1", ["1.1.1"]),
        ("Chung", []),
    ],
)
async def test_an_indicator_is_found_by_its_code_or_name(annexed: Annexed, cell: str, codes: list[str]) -> None:
    row = only(await annexed.look(workbook(line(indicator=cell))))

    assert (row["status"], [name.split()[0] for name in row["task"]["indicators"]]) == ("new", codes)


@pytest.mark.parametrize("cell", ["9.9.9", "Tỷ lệ hộ dân hài lòng", "1.1.1 - 2.1.1"])
async def test_an_indicator_that_is_not_plain_is_asked(annexed: Annexed, cell: str) -> None:
    seen = await annexed.look(workbook(line(indicator=cell)))

    assert (only(seen)["status"], list(asked(seen))) == ("confirm", [cell])
