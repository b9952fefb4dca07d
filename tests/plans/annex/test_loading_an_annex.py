"""What a file makes of a plan: tasks with their units and facts; the same again nothing, a changed one only what changed."""

import io

from python_calamine import CalamineWorkbook
from sqlalchemy import func, select

from papi.outbox.models import FactRow
from tests.access.traces import stored_by
from tests.support.annexes import Annexed, document, line, workbook
from tests.support.planning import counts_are_true, task_body

PUBLISH = line(
    indicator="1.1.1", baseline="4,85", target="Cải thiện 5,60", support="UBND các phường, xã; UBMTTQ", deliverable="Bảng niêm yết"
)
SCHOOL = line(
    "Tổ chức lớp phổ biến pháp luật",
    number=2,
    indicator="Chung",
    lead="Phòng Tư pháp; Phòng Nội vụ",
    due="Trước ngày 30/9",
    note="Lồng ghép",
)
FILE = workbook(PUBLISH, SCHOOL, above=("PHỤ LỤC I", "(Kèm theo Kế hoạch số 58/KH-UBND)"))


async def _facts(annexed: Annexed) -> int:
    async with annexed.reporting.world.database.reading() as session:
        return await session.scalar(select(func.count()).select_from(FactRow)) or 0


async def test_each_row_becomes_a_task_with_its_units(annexed: Annexed) -> None:
    stored = await annexed.load(FILE)

    assert (stored["stored"], stored["counts"]["tasks_new"], stored["counts"]["assignments_new"]) == (True, 2, 6)
    publish, school = await annexed.tasks()
    assert (publish["cadence"], publish["mode"], publish["kind"], publish["requires_evidence"]) == ("standing", "joint", "specific", True)
    assert [node["code"] for node in publish["indicators"]] == ["1.1.1"]
    assert (publish["source_ref"], publish["deliverable"], publish["due_text"]) == ("Phụ lục I, mục 1", "Bảng niêm yết", None)
    assert (school["due_on"], school["due_text"], school["kind"], school["mode"]) == ("2024-09-29", "Trước ngày 30/9", "general", "each")
    assert await annexed.given(publish["title"]) == {
        "Phòng Tư pháp": "lead",
        "Phường 1": "support",
        "Phường 2": "support",
        "UBMTTQ": "support",
    }
    assert await counts_are_true(annexed.reporting)


async def test_the_front_is_asked_and_not_assigned(annexed: Annexed) -> None:
    await annexed.load(FILE)

    rows = (await annexed.reporting.coordinator.get(f"/assignments?plan={annexed.plan['id']}&mandate=requested")).json()["items"]
    assert [row["unit"]["name"] for row in rows] == ["UBMTTQ"]


async def test_what_the_row_wants_of_its_indicator_is_a_target(annexed: Annexed) -> None:
    await annexed.load(FILE)

    targets = (await annexed.reporting.coordinator.get(f"{annexed.path}/targets")).json()["items"]
    assert [(one["code"], one["baseline"], one["target"], one["stance"]) for one in targets] == [("1.1.1", 4.85, 5.6, "improve")]


async def test_the_words_of_the_annex_stay_with_the_task(annexed: Annexed) -> None:
    await annexed.load(FILE, name="Phụ lục kèm KH 58.xlsx")

    origin = (await annexed.tasks())[1]["origin"]
    assert (origin["file_name"], origin["place"]) == ("Phụ lục kèm KH 58.xlsx", "Trang “Phụ lục I”, dòng 5")
    assert {"heading": "Thời gian", "text": "Trước ngày 30/9"} in origin["cells"]
    assert {"heading": "Ghi chú", "text": "Lồng ghép"} in origin["cells"]


async def test_looking_at_a_file_stores_nothing(annexed: Annexed) -> None:
    with stored_by(annexed.reporting.world) as stored:
        seen = await annexed.look(FILE)

    assert stored == []
    assert [row["status"] for row in seen["rows"]] == ["new", "new"]
    assert seen["rows"][0]["task"]["supports"][0] == {"spelling": "UBND các phường, xã", "units": ["Phường 1", "Phường 2"]}
    assert await annexed.tasks() == []


async def test_the_same_file_again_changes_nothing(annexed: Annexed) -> None:
    await annexed.load(FILE)
    before = await _facts(annexed)

    with stored_by(annexed.reporting.world) as stored:
        again = await annexed.load(FILE)

    assert stored == []
    assert again["counts"] == {**dict.fromkeys(again["counts"], 0), "tasks_same": 2}
    assert await _facts(annexed) == before


async def test_a_task_made_by_hand_gets_the_words_of_the_annex_once_and_keeps_its_paragraph(annexed: Annexed) -> None:
    made = await annexed.reporting.coordinator.post("/tasks", task_body(annexed.plan, title=line()[4], cadence="standing", due_on=None))
    assert made.status_code == 201, made.text

    first = await annexed.load(workbook(line()))
    again = await annexed.look(workbook(line()))

    assert (first["counts"]["tasks_new"], first["counts"]["tasks_changed"]) == (0, 1)
    assert [row["status"] for row in again["rows"]] == ["same"]
    task = (await annexed.tasks())[0]
    assert (task["source_ref"], task["origin"]["cells"][0]) == ("II.2", {"heading": "STT", "text": "1"})


async def test_the_same_annex_in_word_changes_nothing_either(annexed: Annexed) -> None:
    await annexed.load(FILE)

    again = await annexed.look(document(PUBLISH, SCHOOL), name="phu-luc.docx")

    assert {row["status"] for row in again["rows"]} == {"same"}


async def test_a_changed_file_changes_only_what_differs(annexed: Annexed) -> None:
    await annexed.load(FILE)
    publish = [*PUBLISH[:8], "Bảng niêm yết tại trụ sở", ""]
    changed = workbook(publish, SCHOOL, above=("PHỤ LỤC I",))

    seen = await annexed.look(changed)
    await annexed.load(changed)

    told = {change["field"]: (change["before"], change["after"]) for change in seen["rows"][0]["changes"]}
    assert told["Sản phẩm"] == ("Bảng niêm yết", "Bảng niêm yết tại trụ sở")
    assert told.keys() == {"Sản phẩm", "Nguyên văn trong phụ lục"}
    assert seen["rows"][1]["status"] == "same"
    first, second = await annexed.tasks()
    assert (first["deliverable"], first["version"], second["version"]) == ("Bảng niêm yết tại trụ sở", 2, 1)


async def test_a_unit_that_is_new_in_the_file_gets_the_task_and_the_others_keep_it(annexed: Annexed) -> None:
    await annexed.load(workbook(line(support="Phường 1")))

    seen = await annexed.look(workbook(line(support="Phường 2")))
    stored = await annexed.load(workbook(line(support="Phường 2")))

    assert seen["rows"][0]["not_in_file"] == ["Phường 1"]
    assert stored["counts"]["assignments_new"] == 1
    assert await annexed.given(line()[4]) == {"Phòng Tư pháp": "lead", "Phường 1": "support", "Phường 2": "support"}
    assert await counts_are_true(annexed.reporting)


async def test_a_part_that_changes_is_told_before_and_after(annexed: Annexed) -> None:
    await annexed.load(workbook(line(support="Phường 1")))
    turned = workbook(line(lead="Phường 1", support="Phòng Tư pháp"))

    seen = await annexed.look(turned)
    await annexed.load(turned)

    words = [(change["before"], change["after"]) for change in seen["rows"][0]["changes"] if change["field"] == "Phân công"]
    assert ("Phường 1 (phối hợp, giao)", "Phường 1 (chủ trì, giao)") in words
    assert await annexed.given(line()[4]) == {"Phòng Tư pháp": "support", "Phường 1": "lead"}


async def test_a_task_that_the_file_does_not_have_is_told_and_stays(annexed: Annexed) -> None:
    await annexed.load(FILE)

    seen = await annexed.look(workbook(SCHOOL, above=("PHỤ LỤC I",)))
    await annexed.load(workbook(SCHOOL, above=("PHỤ LỤC I",)))

    assert [task["title"] for task in seen["missing"]] == [PUBLISH[4]]
    assert len(await annexed.tasks()) == 2


async def test_a_reworded_title_in_its_place_is_the_same_task(annexed: Annexed) -> None:
    await annexed.load(workbook(line("Niêm yết công khai thủ tục hành chính")))

    seen = await annexed.look(workbook(line("Niêm yết công khai các thủ tục hành chính tại trụ sở")))

    assert (seen["counts"]["tasks_new"], seen["counts"]["tasks_changed"], seen["missing"]) == (0, 1, [])


async def test_what_was_given_cannot_become_a_task_of_another_rhythm(annexed: Annexed) -> None:
    await annexed.load(workbook(line(due="Thường xuyên")))

    seen = await annexed.look(workbook(line(due="30/9/2024")))

    assert seen["rows"][0]["status"] == "error"
    assert "tệp không đổi được" in seen["rows"][0]["troubles"][0]["detail"]


async def test_the_import_is_told_in_the_history_in_words(annexed: Annexed) -> None:
    await annexed.load(FILE, name="KH 58.xlsx")

    told = (await annexed.reporting.coordinator.get(f"/history?subject=plan:{annexed.plan['id']}")).json()["items"]
    assert "nạp phụ lục “KH 58.xlsx”: 2 nhiệm vụ mới, 0 nhiệm vụ thay đổi, 6 phân công mới" in [fact["text"] for fact in told]


async def test_units_hear_of_an_amendment_and_not_of_a_draft(annexed: Annexed) -> None:
    file = workbook(line("Rà soát danh sách hộ nghèo", lead="Phường 1"))
    await annexed.load(file)
    await annexed.reporting.world.let_the_worker_run()
    before = len((await annexed.reporting.head.get("/notifications")).json()["items"])
    annexed.plan["id"] = str(annexed.reporting.plan_id)  # the approved one

    await annexed.load(file)
    await annexed.reporting.world.let_the_worker_run()

    assert (before, len((await annexed.reporting.head.get("/notifications")).json()["items"])) == (0, 1)


async def test_a_unit_reads_its_own_part_of_the_annex(annexed: Annexed) -> None:
    """Other units' assignments are absent; the tasks themselves are public inside."""
    reporting = annexed.reporting
    answers = [await who.get(f"/plans/{reporting.plan_id}/annex") for who in (reporting.coordinator, reporting.head)]

    whole, own = (CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python() for answer in answers)

    told, told_to_unit = (" ".join(str(cell) for row in rows for cell in row) for rows in (whole, own))
    others = ("UBND các phường, xã", "Các phòng, ban, cơ quan, đơn vị", "Phòng Tư pháp", "Phường 2", "Phòng Nội vụ")
    assert len(whole) == len(own)
    assert "UBND các phường, xã" in told
    assert [name for name in others if name in told_to_unit] == []
    assert "phần phân công của Phường 1" in str(own[2][0])
