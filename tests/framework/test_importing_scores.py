import io
import zipfile
from typing import Any

import httpx
import pytest
import xlsxwriter

from papi.access.permissions import Role
from papi.framework.reading import COLUMNS
from tests.framework.conftest import Published
from tests.support.world import Someone

HEADING = ",".join(COLUMNS)
CORRECTED = "2023,77,Bà Rịa - Vũng Tàu,indicator,1.1.1,0.5"


async def send(who: Someone, content: bytes | str, *, source: str = "PAPI 2023", query: str = "") -> httpx.Response:
    file = {"file": ("diem.csv", content.encode() if isinstance(content, str) else content)}
    return await who.post(f"/scores/import{query}", files=file, data={"source": source})


async def value_of(published: Published, code: str = "1.1.1", *, province: str = "77", year: int = 2023) -> list[Any]:
    found = (await published.officer.get(f"/scores?province={province}&year={year}&code={code}")).json()["items"]
    return [(item["value"], item["source"]) for item in found]


async def test_a_new_value_stands_beside_those_that_are_there(changeable: Published) -> None:
    imported = await send(changeable.coordinator, f"{HEADING}\n{CORRECTED}\n")

    assert imported.json() == {"rows": 1, "changed": 1, "years": [2023], "stored": True, "workbook": None}
    assert await value_of(changeable) == [(0.5, "PAPI 2023")]
    assert (await changeable.officer.get("/scores?count=true&limit=1")).json()["total"] == 28_861
    assert await value_of(changeable, "PAPI", province="01") == [(43.960305, "scores.csv")]


async def test_the_same_file_again_changes_nothing(changeable: Published) -> None:
    await send(changeable.coordinator, f"{HEADING}\n{CORRECTED}\n")
    again = await send(changeable.coordinator, f"{HEADING}\n{CORRECTED}\n", source="another name")

    assert again.json()["changed"] == 0
    assert await value_of(changeable) == [(0.5, "PAPI 2023")]


async def test_a_dry_run_stores_nothing(published: Published) -> None:
    tried = await send(published.coordinator, f"{HEADING}\n{CORRECTED}\n", query="?dry_run=true")

    assert tried.json() == {"rows": 1, "changed": 1, "years": [2023], "stored": False, "workbook": None}
    assert await value_of(published) == []


async def test_ranks_are_computed_anew_over_what_is_then_published(changeable: Published) -> None:
    rows = (
        ["2023,74,Bình Dương,total,PAPI,80"]
        + [f"2023,74,Bình Dương,dimension,{code},10" for code in range(1, 9)]
        + ["2022,24,Bắc Giang,total,PAPI,10"]
    )
    imported = await send(changeable.coordinator, "\n".join([HEADING, *rows]))
    placed = (await changeable.officer.get("/scores?year=2023&level=total&sort=-value&limit=200")).json()["items"]

    assert imported.status_code == 200, imported.text
    assert [(item["province_code"], item["rank"]) for item in placed[:2]] == [("74", 1), ("46", 2)]
    assert next(item["rank"] for item in placed if item["province_code"] == "77") == 10


BAD = {
    "nan": "2023,77,Bà Rịa - Vũng Tàu,indicator,1.1.1,NaN",
    "zero is a missing value": "2023,77,Bà Rịa - Vũng Tàu,indicator,1.1.1,0",
    "too big": "2023,77,Bà Rịa - Vũng Tàu,indicator,1.1.1,1e400",
    "no number": "2023,77,Bà Rịa - Vũng Tàu,indicator,1.1.1,n/a",
    "unknown level": "2023,77,Bà Rịa - Vũng Tàu,city,1.1.1,0.5",
    "code of another level": "2023,77,Bà Rịa - Vũng Tàu,dimension,1.1,0.5",
    "code that the year does not have": "2023,77,Bà Rịa - Vũng Tàu,subdimension,5.2,0.5",
    "year without an edition": "2030,77,Bà Rịa - Vũng Tàu,indicator,1.1.1,0.5",
    "no year": ",77,Bà Rịa - Vũng Tàu,indicator,1.1.1,0.5",
    "province code": "2023,'77,Bà Rịa - Vũng Tàu,indicator,1.1.1,0.5",
    "nul": "2023,77,Bà Rịa\x00Vũng Tàu,indicator,1.1.1,0.5",
    "over-long name": f"2023,77,{'x' * 101},indicator,1.1.1,0.5",
    "short line": "2023,77",
    "a sum that does not hold": "2023,77,Bà Rịa - Vũng Tàu,total,PAPI,42",
    "a part that breaks the sum": "2023,77,Bà Rịa - Vũng Tàu,subdimension,1.1,2.4",
}


@pytest.mark.parametrize("line", BAD.values(), ids=BAD)
async def test_a_bad_line_refuses_the_whole_file(published: Published, line: str) -> None:
    refused = await send(published.coordinator, f"{HEADING}\n2023,79,TP. Hồ Chí Minh,indicator,1.1.1,0.6\n{line}\n")

    assert (refused.status_code, refused.json()["code"]) == (422, "scores_refused")
    assert refused.json()["errors"][0]["pointer"] == "/lines/3"
    assert refused.json()["errors"][0]["detail"].startswith("Dòng 3: ")
    assert await value_of(published, province="79") == []


async def test_every_bad_line_is_listed_and_none_is_echoed(published: Published) -> None:
    secret = "<script>"
    refused = await send(published.coordinator, "\n".join([HEADING, CORRECTED, CORRECTED, f"{secret},77,x,total,PAPI,1", "2023"]))

    assert [error["pointer"] for error in refused.json()["errors"]] == ["/lines/3", "/lines/4", "/lines/5"]
    assert refused.json()["detail"].startswith("Tệp điểm có 3 dòng")
    assert secret not in refused.text


async def test_lines_that_cannot_be_read_hide_no_other_fault(published: Published) -> None:
    """One pass names them all; a sum of which a part cannot be read is not judged."""
    lines = [
        HEADING,
        "2023,77,Bà Rịa - Vũng Tàu,total,PAPI,99",
        "2023,79,TP. Hồ Chí Minh,indicator,1.1.1,abc",
        "2040,01,Hà Nội,total,PAPI,3",
        "2022,77,Bà Rịa - Vũng Tàu,total,PAPI,90",
        "2022,77,Bà Rịa - Vũng Tàu,dimension,1,x",
    ]
    refused = await send(published.coordinator, "\n".join(lines))

    assert [error["pointer"] for error in refused.json()["errors"]] == ["/lines/2", "/lines/3", "/lines/4", "/lines/6"]


def _workbook() -> io.BytesIO:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("Điểm")
        sheet.write_row(0, 0, COLUMNS)
        sheet.write_row(1, 0, [2023, 1, "Hà Nội", "indicator", "1.2.1", 0.75])
    return content


async def test_a_workbook_is_read_like_a_csv(changeable: Published) -> None:
    assert (await send(changeable.coordinator, _workbook().getvalue())).status_code == 200
    assert await value_of(changeable, "1.2.1", province="01") == [(0.75, "PAPI 2023")]


def _vast_workbook() -> bytes:
    """A small file that would fill the memory of whoever unpacks it."""
    content = _workbook()
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.png", bytes(65 * 1024 * 1024))
    return content.getvalue()


FILES: dict[str, bytes] = {
    "empty": b"",
    "heading alone": HEADING.encode(),
    "other columns": b"a,b\n1,2\n",
    "not utf-8": "Điểm".encode("utf-16"),
    "a broken workbook": b"PK\x03\x04 nothing behind it",
    "a workbook that is vast when unpacked": _vast_workbook(),
}


@pytest.mark.parametrize("content", FILES.values(), ids=FILES)
async def test_a_file_that_holds_no_scores_is_refused_in_words(published: Published, content: bytes) -> None:
    refused = await send(published.coordinator, content)

    assert (refused.status_code, refused.json()["code"]) == (422, "scores_refused"), refused.text


async def test_the_source_is_demanded_and_plain(published: Published) -> None:
    for source in ("", " ", "x" * 301, "a\x00b"):
        assert (await send(published.coordinator, f"{HEADING}\n{CORRECTED}\n", source=source)).status_code == 422
    assert await value_of(published) == []


async def test_the_import_is_remembered(changeable: Published) -> None:
    await send(changeable.coordinator, f"{HEADING}\n{CORRECTED}\n")
    leader = await changeable.world.person(Role.LEADER, changeable.officer.unit)
    facts = (await leader.get("/history?kind=scores.imported")).json()["items"]

    assert [(fact["subject"], fact["text"]) for fact in facts] == [("Điểm PAPI 2023", "nhập 1 giá trị điểm các năm 2023")]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.COORDINATOR])
async def test_only_the_coordinator_imports(published: Published, role: Role) -> None:
    someone = await published.world.person(role, published.officer.unit)

    assert (await send(someone, f"{HEADING}\n{CORRECTED}\n")).status_code == 403
    assert await value_of(published) == []
