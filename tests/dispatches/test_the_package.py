"""The signed package of an approved report: whole, checked offline, refused before approval."""

import json
import zipfile
from pathlib import Path

from papi.access.verdicts import Verdict
from papi.evidence.packing.verifying import examine_pack
from tests.support.one_consolidated import approved_report, coordinator_of, submitted_report
from tests.support.world import World


async def test_it_holds_the_frozen_report_and_its_papers_and_is_checked_offline(world: World, tmp_path: Path) -> None:
    one = await approved_report(world)
    who = await coordinator_of(world)

    drawn = await who.get(f"/consolidated-reports/{one.id}/package")

    assert (drawn.status_code, int(drawn.headers["content-length"])) == (200, len(drawn.content))
    file = tmp_path / "package.zip"
    file.write_bytes(drawn.content)
    found = examine_pack(file, None)
    assert found.verdict is Verdict.UNPROVEN, found  # genuine but for the key, which is only its own claim
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        frozen = archive.read("report.json").decode()
        assert [Path(name).suffix for name in names] == [".json", ".json", ".txt", ".json", ".json", ".docx", ".pdf"]
    seal = (await who.get(f"/consolidated-reports/{one.id}/seal")).json()
    assert frozen == seal["content"]
    assert json.loads(frozen)["report"]["edition"] == 1


async def test_there_is_none_before_the_leader_approved_it(world: World) -> None:
    one = await submitted_report(world)

    refused = await (await coordinator_of(world)).get(f"/consolidated-reports/{one.id}/package")

    assert (refused.status_code, refused.json()["code"]) == (409, "consolidated_not_approved")
