"""The copy of another system, with its own credentials: the packages that it may read, and what is told when it may not."""

import sqlite3
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from papi.access.permissions import Role
from papi.cli.commands import app
from papi.mirror.store import FILE, OtherReader
from papi.mirror.talking import Credentials, MirrorRefused
from tests.mirror.test_the_mirror import Copied
from tests.support.accounts_world import admin_of
from tests.support.exchanging import figure, pushed
from tests.support.granting import register
from tests.support.machines import machine
from tests.support.one_report import accepted_report
from tests.support.world import World

SCOPES = ("events:read", "reports:read", "scores:read", "evidence:read")


@pytest.fixture
async def copied(world: World, tmp_path: Path) -> Copied:
    report = await accepted_report(world, await world.unit("Phường 1", code="P1"))
    return Copied(world, await world.person(Role.OBSERVER, await world.unit("Giám sát")), report, tmp_path / "mirror")


async def of_system(copied: Copied, *scopes: str) -> Credentials:
    made = await register(await admin_of(copied.world), *scopes)
    return Credentials(client_id=made.id, client_secret=made.secret)


async def test_another_system_keeps_a_copy_of_the_packages_that_it_is_given(copied: Copied) -> None:
    system = await of_system(copied, *SCOPES)
    await copied.run(system=system)
    await pushed(await machine(copied.world), figure("P1", "81.5"))
    before = copied.asked("SELECT count(*) FROM so_lieu")
    await copied.run(system=system)

    assert copied.asked("SELECT don_vi, loai, trang_thai FROM bao_cao") == [("Phường 1", "unit", "accepted")]
    assert copied.asked("SELECT don_vi, stt, ket_qua, phan_tram FROM dong_bao_cao") == [("Phường 1", 1, "Đã tổ chức 04 buổi.", 60)]
    assert ("P1", "Phường 1") in copied.asked("SELECT ma, ten FROM don_vi")
    assert copied.asked("SELECT count(*) FROM tinh_hinh_nhiem_vu") >= [(1,)]
    assert (before, copied.asked("SELECT don_vi, gia_tri, nguon FROM so_lieu")) == ([(0,)], [("Phường 1", "81.5", "dvcqg")])
    assert "client_secret" not in repr(system) + str(copied.said)


async def test_a_report_that_is_taken_up_again_changes_in_the_copy_and_no_other_is_read_anew(copied: Copied) -> None:
    system = await of_system(copied, *SCOPES)
    await copied.run(system=system)
    coordinator = await copied.world.person(Role.COORDINATOR, await copied.world.coordinating_unit())
    path = f"/reports/{copied.report.report_id}"
    tag = (await coordinator.get(path)).headers["etag"]
    done = await coordinator.post(f"{path}/reopen", {"reason": "Sai số liệu"}, headers={"If-Match": tag})
    assert done.status_code == 200, done.text
    await copied.run(system=system)

    assert copied.asked("SELECT trang_thai FROM bao_cao") == [("reopened",)]
    assert copied.asked("SELECT count(*) FROM gone") == [(0,)]


async def test_a_list_without_its_scope_is_told_and_left_out_but_the_feed_is_needed(copied: Copied) -> None:
    await copied.run(system=await of_system(copied, "events:read", "scores:read"))

    assert copied.asked("SELECT count(*) FROM reports") == [(0,)]
    assert any(line.startswith("reports: ") and "reports:read" in line for line in copied.said)
    with pytest.raises(MirrorRefused, match="events:read"):
        await copied.run(system=await of_system(copied, "scores:read"))
    with pytest.raises(MirrorRefused, match="401"):
        await copied.run(system=Credentials(client_id="0190b0c0-0000-7000-8000-000000000000", client_secret="papi_cs_wrong"))


async def test_a_token_for_some_areas_copies_these_and_what_it_lacks_is_told(copied: Copied) -> None:
    async def token(*scopes: str) -> str:
        made = await copied.reader.post("/me/tokens", {"name": "bản sao", "days": 1, "scopes": scopes})
        return made.json()["token"]

    needed = ("events", "plans", "reports", "evidence", "measures", "scores")
    await copied.run(token=await token(*needed))
    assert [line for line in copied.said if "không dùng cho" in line] == []
    assert copied.asked("SELECT count(*) FROM bao_cao") == [(1,)]
    copied.folder = copied.folder.with_name("narrow")
    await copied.run(token=await token("events", "plans"))
    refused = [line.partition(":")[0] for line in copied.said if "không dùng cho" in line]
    assert set(refused) == {"scores", "reports", "report_lines", "evidence", "measure_values"}
    assert [copied.asked(f"SELECT count(*) > 0 FROM {name}") for name in ("reports", "tasks")] == [[(0,)], [(1,)]]
    with pytest.raises(MirrorRefused, match="Lịch sử mọi việc"):
        await copied.run(token=await token(*needed[1:]))


async def test_a_persons_copy_and_a_systems_do_not_share_a_folder(copied: Copied) -> None:
    await copied.run()
    with pytest.raises(OtherReader):
        await copied.run(system=await of_system(copied, *SCOPES))
    await copied.run()  # the folder was let go


async def test_what_the_day_changes_is_read_anew_on_another_day_though_nothing_happened(copied: Copied) -> None:
    await copied.run()
    database = sqlite3.connect(copied.folder / FILE)
    database.execute("UPDATE mirror_state SET value = '2024-09-08' WHERE name = 'day'")
    database.execute("UPDATE assignments SET deadline_state = 'of yesterday'")
    database.commit()
    database.close()
    paths: list[str] = []

    async def note(request: httpx.Request) -> None:
        paths.append(request.url.path.rpartition("/")[2])

    await copied.run(note)
    first = [*paths]
    paths.clear()
    await copied.run(note)

    assert (set(first), paths) == ({"events", "assignments", "reports"}, ["events"])
    assert ("of yesterday",) not in copied.asked("SELECT DISTINCT deadline_state FROM assignments")


@pytest.mark.parametrize(
    ("url", "environment", "said"),
    [
        ("https://papi.example", {}, "Who reads?"),
        ("https://papi.example", {"USER": "a"}, "Who reads?"),
        ("https://papi.example", {"TOKEN": "x", "CLIENT_ID": "b", "CLIENT_SECRET": "c"}, "Who reads?"),
        ("http://papi.example", {"TOKEN": "x"}, "not encrypted"),
    ],
)
def test_who_reads_is_said_in_one_way_and_not_over_an_open_line(url: str, environment: dict[str, str], said: str, tmp_path: Path) -> None:
    given = {f"PAPI_MIRROR_{name}": value for name, value in environment.items()}
    done = CliRunner().invoke(app, ["mirror", url, str(tmp_path / "copy")], env=given)

    assert (done.exit_code, said in done.output) == (3, True), done.output
