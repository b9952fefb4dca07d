"""The headings of the administrative-reform report, in which that on PAPI is nested."""

import pytest

from papi.kit import clock
from papi.reports.outline import Held, outline_on, read_outline, shipped_content
from tests.support.outlines import outline_body
from tests.support.reporting import Reporting


def test_the_shipped_outline_takes_every_task_somewhere() -> None:
    outline = read_outline(shipped_content())

    assert [heading.number for heading in outline.headings if heading.level == 1] == ["I", "II", "III", "IV", "V"]
    assert outline.unconfirmed
    assert outline.heading_of("5").title == "Cải cách thủ tục hành chính"
    assert outline.heading_of("7") is outline.holder(Held.REST)
    assert outline.heading_of("") is outline.holder(Held.GENERAL)


async def test_an_office_writes_its_own_from_a_day_on(reporting: Reporting) -> None:
    written = await reporting.coordinator.put("/report-outlines", outline_body("2024-09-01"))

    assert written.status_code == 200, written.text
    mine, shipped = written.json()["items"]
    assert (mine["valid_from"], mine["in_force"], mine["version"], mine["changed_by"]) == ("2024-09-01", True, 1, "Lê Thị Hoa")
    assert [heading["number"] for heading in mine["headings"]] == ["I", "II", "1", "2"]
    assert (shipped["valid_from"], shipped["in_force"], shipped["unconfirmed"]) == (None, False, True)
    async with reporting.world.database.reading() as session:
        before, since = await outline_on(session, clock.today().replace(month=8)), await outline_on(session, clock.today())
    assert (before.title, since.title) == (read_outline(shipped_content()).title, "Đề cương của thành phố")
    assert since.heading_of("1", "inform").key == "procedures"


def test_headings_of_the_third_level_are_lettered_as_a_paper_letters_them() -> None:
    headings = [{"key": f"h{place}", "level": level, "title": "Mục"} for place, level in enumerate((1, 2, 3, 3, 3, 3, 3))]
    outline = read_outline({"title": "", "source": "", "unconfirmed": False, "headings": headings})

    assert [heading.label.split()[0] for heading in outline.headings] == ["I.", "1.", "a)", "b)", "c)", "d)", "đ)"]


async def test_one_of_a_later_day_is_not_in_force_yet(reporting: Reporting) -> None:
    written = await reporting.coordinator.put("/report-outlines", outline_body("2024-12-01"))

    assert [item["in_force"] for item in written.json()["items"]] == [False, True]


async def test_of_two_who_write_the_same_day_one_is_told(reporting: Reporting) -> None:
    await reporting.coordinator.put("/report-outlines", outline_body(), headers={"If-Match": '"v0"'})

    late = await reporting.coordinator.put("/report-outlines", outline_body(title="Bản khác"), headers={"If-Match": '"v0"'})

    assert (late.status_code, late.json()["current_version"]) == (412, "1")


@pytest.mark.parametrize(
    ("place", "changed"),
    [
        (0, {"level": 2}),
        (1, {"key": "direction"}),
        (2, {"holds": ["opening"]}),
        (3, {"holds": ["results"]}),
        (3, {"dimensions": ["5"]}),
        (3, {"tasks": ["inform"]}),
    ],
)
async def test_an_outline_that_would_lose_or_repeat_something_is_refused(
    reporting: Reporting, place: int, changed: dict[str, object]
) -> None:
    body = outline_body()
    body["headings"][place] = {**body["headings"][place], **changed}

    refused = await reporting.coordinator.put("/report-outlines", body)

    assert (refused.status_code, refused.json()["code"]) == (422, "invalid")


async def test_it_is_read_as_a_file(reporting: Reporting) -> None:
    file = await reporting.officer.get("/report-outlines", headers={"Accept": "text/csv"})

    assert "Cải cách thủ tục hành chính" in file.content.decode()
