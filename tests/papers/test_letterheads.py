"""What stands on a unit's papers, by unit and day: derived from its name, or written down by its head or the coordinator."""

from typing import Any

import pytest

from papi.access.permissions import Role
from papi.directory.models import Unit
from papi.kit import clock
from tests.support.one_report import OneReport, sent_report
from tests.support.papers import opened, paragraphs
from tests.support.world import Someone, World

SIGNED = {"authority": ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], "signer": "Lê Thị Hoa", "place": "Vũng Tàu", "symbol": "UBND-VP"}


@pytest.fixture
async def ward(world: World) -> Unit:
    return await world.unit("UBND phường Thắng Tam")


@pytest.fixture
async def head(world: World, ward: Unit) -> Someone:
    return await world.person(Role.UNIT_HEAD, ward)


async def write(who: Someone, unit: Unit, day: str, given: dict[str, Any], version: int = 0) -> Any:
    return await who.put(f"/units/{unit.id}/letterheads/{day}", given, headers={"If-Match": f'"v{version}"'})


async def printed(who: Someone, one: OneReport) -> str:
    answer = await who.get(f"/reports/{one.report_id}/export")
    assert answer.status_code == 200, answer.text
    return "\n".join(paragraph.text for paragraph in paragraphs(opened(answer.content)))


async def test_without_anything_written_down_it_follows_from_the_units_name(head: Someone, ward: Unit) -> None:
    read = (await head.get(f"/units/{ward.id}/letterheads")).json()

    assert read["items"] == []
    assert read["today"] == read["derived"]
    assert read["today"]["issuer"] == "Ủy ban nhân dân phường Thắng Tam"
    assert (read["today"]["place"], read["today"]["symbol"], read["today"]["superior"]) == ("Phường Thắng Tam", "UBND", "")
    assert read["today"]["authority"] == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]
    assert read["allowed_actions"] == ["edit"]


async def test_papers_carry_what_holds_on_their_day(world: World, head: Someone, ward: Unit) -> None:
    one = await sent_report(world, ward)
    today, later = clock.today().isoformat(), clock.today().replace(year=clock.today().year + 1).isoformat()
    first = await write(head, ward, today, SIGNED)
    second = await write(head, ward, later, {**SIGNED, "signer": "Người ký sau"})
    read = await printed(head, one)

    assert (first.status_code, second.status_code) == (200, 200), second.text
    assert [item["valid_from"] for item in second.json()["items"]] == [later, today]
    assert "Lê Thị Hoa" in read
    assert "Người ký sau" not in read
    assert "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH" in read
    assert "Số:        /BC-UBND-VP" in read
    assert "Vũng Tàu, ngày" in read


async def test_a_line_that_is_left_empty_is_left_out_and_one_that_is_not_given_is_derived(world: World, head: Someone, ward: Unit) -> None:
    one = await sent_report(world, ward)
    written = await write(
        head, ward, clock.today().isoformat(), {"superior": "", "symbol": "", "receivers": ["Đảng ủy phường (để báo cáo)"]}
    )
    read = await printed(head, one)

    assert written.json()["today"]["authority"] == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]
    assert "Số:        /BC\n" in read
    assert "- Đảng ủy phường (để báo cáo);" in read


async def test_of_two_who_write_the_second_is_told(head: Someone, ward: Unit) -> None:
    day = clock.today().isoformat()
    await write(head, ward, day, SIGNED)
    stale = await write(head, ward, day, {**SIGNED, "signer": "Khác"})
    anew = await write(head, ward, day, {**SIGNED, "signer": "Khác"}, version=1)

    assert (stale.status_code, stale.json()["code"]) == (412, "stale_version")
    assert anew.json()["items"][0]["signer"] == "Khác"


async def test_history_says_what_was_changed_in_words(head: Someone, ward: Unit) -> None:
    await write(head, ward, "2024-09-01", SIGNED)
    told = (await head.get("/history")).json()["items"][0]

    assert "ghi thể thức văn bản từ ngày 01/9/2024" in str(told)
    assert "Họ tên người ký" in str(told)


@pytest.mark.parametrize(
    "wrong",
    [
        {"authority": []},
        {"authority": ["x"] * 7},
        {"symbol": "UBND/VP"},
        {"issuer": ""},
        {"signer": "x" * 301},
        {"receivers": ["x"] * 21},
        {"nickname": "x"},
    ],
)
async def test_what_no_paper_could_carry_is_refused(head: Someone, ward: Unit, wrong: dict[str, Any]) -> None:
    assert (await write(head, ward, "2024-09-01", wrong)).status_code == 422


async def test_a_unit_of_another_head_is_out_of_sight_and_an_officer_reads_only(world: World, head: Someone, ward: Unit) -> None:
    other = await world.unit("UBND Phường 2")
    officer = await world.person(Role.OFFICER, ward)
    hidden = await head.get(f"/units/{other.id}/letterheads")
    refused = await write(officer, ward, "2024-09-01", SIGNED)

    assert hidden.status_code == 404
    assert refused.status_code == 403
    assert (await officer.get(f"/units/{ward.id}/letterheads")).json()["allowed_actions"] == []
