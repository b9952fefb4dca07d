"""Of several units after one, each reads what proves the work of before; what is the old unit's own matter, only the one that answers."""

from typing import Any

from tests.support.files import docx
from tests.support.reorganising import DAY, on, split
from tests.support.reporting import Reporting
from tests.support.world import Someone


async def document(who: Someone, title: str, **fields: str) -> str:
    uploaded = await who.post("/evidence", files={"file": (f"{title}.docx", docx())}, data={"title": title, **fields})
    assert uploaded.status_code == 201, uploaded.text
    return uploaded.json()["id"]


async def linked(reporting: Reporting, *documents: str) -> None:
    """The documents prove a line of the ward's draft."""
    await reporting.opened_period()
    report = await reporting.report_of(reporting.officer)
    [line, *_others] = await reporting.lines_of(reporting.officer, report["id"])
    await reporting.write(reporting.officer, line, result="Đã niêm yết.", evidence_ids=list(documents))


async def titles(who: Someone) -> list[str]:
    return sorted(item["title"] for item in (await who.get("/evidence")).json()["items"])


async def test_personal_data_and_what_proves_nothing_are_read_by_who_answers_alone(reporting: Reporting) -> None:
    proof, loose = await document(reporting.officer, "Biên bản"), await document(reporting.officer, "Dự thảo")
    marked = await document(reporting.officer, "Danh sách hộ nghèo", contains_personal_data="true")
    await linked(reporting, proof, marked)
    with on(DAY):
        north, south = await split(reporting)
        of_north, of_south = await titles(north), await titles(south)
        read: dict[str, list[Any]] = {
            who.unit.short_name: [(await who.get(f"/evidence/{one}/content")).status_code for one in (proof, loose, marked)]
            for who in (north, south)
        }
        searched = (await south.get("/search?q=ho ngheo")).json()["groups"]

    assert of_north == ["Biên bản", "Danh sách hộ nghèo", "Dự thảo"]
    assert of_south == ["Biên bản"]
    assert read == {"Phường Bắc": [200, 200, 200], "Phường Nam": [200, 404, 404]}
    assert [group for group in searched if group["type"] == "evidence" and group["items"]] == []
