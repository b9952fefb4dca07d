"""Every list is also a CSV and a workbook, of the same rows, in which no cell runs as a formula."""

import csv
import io
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from papi.kit.documents import CSV, XLSX
from tests.contract.conftest import City
from tests.contract.lists import PAGED, WHOLE, addresses, reader_of, with_query
from tests.support.reporting import Reporting
from tests.support.world import Someone

BESIDE = {"/plans/{plan_id}/targets": "total"}
"""What stands beside the items of an answer and is one row more of its file."""


async def table(who: Someone, address: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO((await _file(who, address, CSV)).decode("utf-8-sig"))))


async def sheet(who: Someone, address: str) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(await _file(who, address, XLSX))).get_sheet_by_index(0).to_python()


async def _file(who: Someone, address: str, kind: str) -> bytes:
    answer = await who.get(address, headers={"Accept": f"{kind}, application/json;q=0.5"})
    assert answer.headers["content-type"].startswith(kind), (address, answer.status_code, answer.text[:200])
    assert "attachment" in answer.headers["content-disposition"]
    return answer.content


@pytest.mark.parametrize("path", [*PAGED, *WHOLE])
async def test_every_list_is_a_table_and_a_workbook_with_the_same_rows(city: City, path: str) -> None:
    address = (await addresses(await city.person("pnv.chuyenvien")))[path]
    reader = await city.person(reader_of(path))
    shown = (await reader.get(with_query(address, "count=true") if path in PAGED else address)).json()
    rows = shown["total"] if path in PAGED else len(shown["items"])
    rows += path in BESIDE and shown[BESIDE[path]] is not None

    assert (len(await table(reader, address)) - 1, len(await sheet(reader, address)) - 1) == (rows, rows)


async def test_the_administrator_keeps_the_sessions_of_an_account_as_a_file(reporting: Reporting) -> None:
    address = f"/users/{reporting.officer.id}/sessions"

    assert len(await table(reporting.admin, address)) == len(await sheet(reporting.admin, address)) == 2


async def test_the_matrix_is_a_table_too(city: City) -> None:
    leader = await city.person("ubnd.lanhdao")
    matrix = (await leader.get("/dashboards/matrix")).json()

    rows = await table(leader, "/dashboards/matrix")

    assert [row[:4] for row in rows[1:]] == [
        [unit["name"], *(str(unit["total"][name]) for name in ("overdue", "open", "done"))] for unit in matrix["rows"]
    ]
    assert len(rows[0]) == 4 + 3 * len(matrix["dimensions"])


async def test_a_long_list_is_given_whole(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    coordinator, state = await city.person("pnv.chuyenvien"), city.world.app.state
    refused = await coordinator.get("/scores", headers={"Accept": CSV})
    monkeypatch.setattr(state, "settings", state.settings.model_copy(update={"file_rows": 30_000}))

    assert (refused.status_code, refused.json()["code"], refused.json()["most_rows"]) == (422, "list_too_large", 20_000)

    assert len(await table(coordinator, "/scores")) - 1 == 28_860


async def test_json_that_is_preferred_to_a_table_is_answered(city: City) -> None:
    coordinator = await city.person("pnv.chuyenvien")

    for accept in (f"{CSV};q=0.4, application/json", "*/*", "", f"{CSV};q=0", f"{CSV};q=nonsense"):
        answer = await coordinator.get("/periods", headers={"Accept": accept})
        assert answer.headers["content-type"] == "application/json", accept


@pytest.mark.parametrize("title", ['=HYPERLINK("http://example.org","xem")', "+1", "-2", "@SUM(A1)", "＝1+1"])  # noqa: RUF001 - the wide sign is meant
async def test_a_cell_never_becomes_a_formula(reporting: Reporting, title: str) -> None:
    created = await reporting.coordinator.post("/periods", {**reporting.period_body(), "title": title})
    assert created.status_code == 201, created.text

    in_table, in_sheet = await table(reporting.coordinator, "/periods"), await sheet(reporting.coordinator, "/periods")

    assert (in_table[1][0], in_sheet[1][0]) == (f"'{title}", title)  # a formula would be read as its value
