"""The administrator brings a list of people from Excel or CSV: whole, or refused whole with every line's reason."""

import io
from collections.abc import Sequence

import pytest
import xlsxwriter

from papi.access.permissions import Role
from tests.support.accounts_world import account, admin_of, sign_in
from tests.support.world import Someone, World

HEADINGS = ["Tên đăng nhập", "Họ và tên", "Thư điện tử", "Mã đơn vị", "Vai trò"]


def workbook(*rows: Sequence[object]) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return target.getvalue()


def csv_file(*rows: list[str]) -> bytes:
    return "\n".join(",".join(row) for row in rows).encode("utf-8-sig")


async def upload(who: Someone, content: bytes, *, dry_run: bool = False) -> tuple[int, dict[str, object]]:
    answer = await who.post(f"/users/import?dry_run={str(dry_run).lower()}", files={"file": ("can-bo.xlsx", content)})
    return answer.status_code, answer.json()


async def test_a_list_of_people_becomes_accounts_from_excel(world: World) -> None:
    admin, ward = await admin_of(world), await world.unit(code="26506")
    file = workbook(
        HEADINGS, ["26506.head", "Lê Thị Hoa", "", 26506, "Lãnh đạo đơn vị"], ["26506.Officer", "Trần Mai", "", 26506, "officer"]
    )

    tried, preview = await upload(admin, file, dry_run=True)
    assert (tried, preview["rows"], preview["stored"]) == (200, 2, False)
    assert (await admin.get(f"/users?unit={ward.id}")).json()["items"] == []
    status, made = await upload(admin, file)

    assert (status, made["rows"], made["stored"]) == (200, 2, True)
    passwords = {item["username"]: item["one_time_password"] for item in made["items"]}  # pyright: ignore - an answer is untyped here
    assert (await sign_in(world.anyone, "26506.officer", passwords["26506.officer"])).status_code == 200
    roles = {item["username"]: item["memberships"][0]["role"] for item in (await admin.get(f"/users?unit={ward.id}")).json()["items"]}
    assert roles == {"26506.head": "unit_head", "26506.officer": "officer"}


async def test_a_list_with_bad_lines_is_refused_whole_and_every_line_says_why(world: World) -> None:
    admin, ward = await admin_of(world), await world.unit(code="26506")
    await account(world, "da.co", Role.OFFICER, ward)
    file = csv_file(
        HEADINGS,
        ["tot.roi", "Lê Thị Hoa", "", "26506", "Cán bộ"],
        ["da.co", "Lê Thị Hoa", "", "26506", "Cán bộ"],
        ["tot.roi", "Lê Thị Hoa", "", "26506", "Cán bộ"],
        ["ba.bon", "Lê Thị Hoa", "", "99999", "Cán bộ"],
        ["ba.nam", "Lê Thị Hoa", "", "26506", "Chủ tịch"],
        ["Có Dấu", "", "thư", "26506", "Cán bộ"],
    )

    status, refused = await upload(admin, file)

    assert (status, refused["code"]) == (422, "import_refused")
    reasons = {error["pointer"]: error["detail"] for error in refused["errors"]}  # pyright: ignore - an answer is untyped here
    assert list(reasons) == ["/lines/3", "/lines/4", "/lines/5", "/lines/6", "/lines/7"]
    assert reasons["/lines/3"] == "Dòng 3: tên đăng nhập “da.co” đã có"
    assert reasons["/lines/5"] == "Dòng 5: không có đơn vị mang mã “99999”"
    assert reasons["/lines/7"].startswith("Dòng 7: tên đăng nhập: Không đúng dạng quy định.; họ và tên: ")
    assert [item["username"] for item in (await admin.get(f"/users?unit={ward.id}")).json()["items"]] == ["da.co"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x01\x02",
        b"PK\x03\x04 not a workbook",
        "Tên đăng nhập,Họ và tên\nmai,Mai".encode(),
        csv_file(HEADINGS),
        csv_file(HEADINGS, ["tot.roi", "Lê\x00Hoa", "", "26506", "Cán bộ"]),
        csv_file(HEADINGS, *([["tot.roi", "Lê Hoa", "", "26506", "Cán bộ"]] * 2001)),
        "Tên đăng nhập,Họ và tên".encode("utf-16"),
    ],
    ids=["empty", "binary", "broken workbook", "columns missing", "no line", "NUL", "too many lines", "UTF-16"],
)
async def test_a_file_that_is_no_list_of_people_is_refused_with_words(world: World, content: bytes) -> None:
    admin = await admin_of(world)
    await world.unit(code="26506")

    status, refused = await upload(admin, content)

    assert (status, refused["code"]) == (422, "import_refused")
    assert refused["errors"]
