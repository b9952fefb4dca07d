"""A document is erased by two people and a job; its bytes and words are gone, and what is left is signed and can be verified."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from papi.access.verdicts import Verdict
from papi.cli.commands import app
from papi.evidence.storing import Workplace
from papi.evidence.sweeping import sweep
from papi.evidence.texts.reading import KIND, count_texts
from papi.jobs.models import Job, JobState
from papi.kit import clock
from papi.kit.storage import Storage
from papi.privacy.tombstones import examine_tombstone
from papi.stores.checking import compare
from tests.support.archive import Archive, upload
from tests.support.erasing import BODY, LEASE, approved, carry_out, proposed
from tests.support.files import pdf
from tests.support.parting import heads_after
from tests.support.reporting import Reporting
from tests.support.sayings import read_all

NAMED: dict[str, Any] = {"contains_personal_data": "true", "title": "Đơn của bà Nguyễn Thị Năm", "issuing_body": "Hộ bà Năm"}


async def document(archive: Archive) -> str:
    """A sent document with personal data, in two versions, with a redacted copy and drawn pages; its id."""
    made = (await archive.document(**NAMED))["id"]
    await upload(archive.officer, pdf(pages=2), "Đơn bà Năm.pdf", to=f"/evidence/{made}/versions")
    await upload(archive.officer, pdf(note="che"), to=f"/evidence/{made}/redacted")
    await archive.release(made)
    assert (await archive.officer.get(f"/evidence/{made}/preview?page=2")).status_code == 200
    return made


async def test_nothing_is_left_but_what_tells_of_it(archive: Archive) -> None:
    made, other = await document(archive), await archive.document()
    erasure = await approved(archive.coordinator, archive.leader, made)
    await carry_out(archive.world)

    keys = [key for prefix in ("evidence/", "preview/") for key in await archive.stored(prefix)]
    told = await archive.officer.get(f"/evidence/{made}")
    body = told.json()
    assert len(keys) == 1  # the other document's
    assert (await archive.officer.get(f"/evidence/{other['id']}/content")).status_code == 200
    assert (body["title"], body["document_number"], body["file_name"], body["allowed_actions"]) == ("Tài liệu đã xóa", None, "", [])
    assert [len(version["sha256"]) for version in body["versions"]] == [64, 64]
    assert (await archive.coordinator.get(f"/erasures/{erasure}")).json()["state"] == "erased"
    for part in ("/content", "/preview", "/redacted/content"):
        refused = await archive.officer.get(f"/evidence/{made}{part}")
        assert (refused.status_code, refused.json()["code"]) == (410, "document_erased")


async def test_what_was_erased_before_it_was_read_is_not_read_and_not_missed(archive: Archive) -> None:
    await approved(archive.coordinator, archive.leader, await document(archive))
    await carry_out(archive.world)

    await read_all(archive)

    async with archive.world.database.reading() as session:
        unfinished = (await session.scalars(select(Job.id).where(Job.kind == KIND, Job.state != JobState.DONE))).all()
        assert (await count_texts(session), list(unfinished)) == ({}, [])


async def test_its_name_is_told_nowhere_any_more(archive: Archive) -> None:
    made = await document(archive)
    await archive.coordinator.post("/comments", {"subject": f"evidence:{made}", "text": "Bà Nguyễn Thị Năm đã ký?"})
    await archive.coordinator.post(f"/evidence/{made}/reject", {"reason": "Thiếu chữ ký bà Năm"})
    await approved(archive.coordinator, archive.leader, made)
    await carry_out(archive.world)

    pages = (
        f"/evidence/{made}",
        f"/evidence/{made}/timeline",
        "/evidence?q=Nam",
        "/history?limit=200",
        f"/comments?subject=evidence:{made}",
    )
    told = {(name, page): (await getattr(archive, name).get(page)).text for name in ("officer", "head", "coordinator") for page in pages}

    assert [where for where, text in told.items() if "Năm" in text] == []
    kinds = [fact["kind"] for fact in (await archive.head.get(f"/evidence/{made}/timeline")).json()["items"]]
    assert kinds[-2:] == ["evidence.erasure_approved", "evidence.erased"]


async def test_what_pack_it_was_is_not_told_any_more(archive: Archive) -> None:
    await archive.document(title="Đơn của bà Năm")
    drawn = await archive.officer.get("/evidence/pack")
    pack = (await upload(archive.officer, drawn.content, "Hồ sơ.zip")).json()

    await approved(archive.head, archive.leader, pack["id"])
    await carry_out(archive.world)

    told = (await archive.officer.get(f"/evidence/{pack['id']}")).json()
    assert pack["pack"]["sentence"].startswith("Gói minh chứng")
    assert (told["pack"], [version["pack"] for version in told["versions"]]) == (None, [None])


async def test_the_tombstone_is_verified_without_the_server(archive: Archive, tmp_path: Path) -> None:
    made = await document(archive)
    before = (await archive.officer.get(f"/evidence/{made}")).json()
    await approved(archive.coordinator, archive.leader, made)
    await carry_out(archive.world)
    answer = await archive.officer.get(f"/evidence/{made}/tombstone")
    file, keys = tmp_path / "bien-ban.json", tmp_path / "keys.json"
    file.write_bytes(answer.content)
    keys.write_text(json.dumps({"keys": [answer.json()["public_key"]]}))

    found = examine_tombstone(answer.content, [answer.json()["public_key"]])
    content = found.content
    changed = answer.content.replace(BODY["reason"].encode(), "Lý do khác".encode())
    by_hand = CliRunner().invoke(app, ["tombstone", "verify", str(file), "--key", str(keys)])
    by_itself = CliRunner().invoke(app, ["tombstone", "verify", str(file)])
    file.write_bytes(changed)
    forged = CliRunner().invoke(app, ["tombstone", "verify", str(file), "--key", str(keys)])

    assert found.verdict is Verdict.GENUINE
    assert [name for name, well, _parts in examine_tombstone(changed, None).steps if not well] == ["hash"]
    assert by_hand.exit_code == 0, by_hand.output
    assert (by_itself.exit_code, forged.exit_code) == (3, 1)
    assert [(name, well) for name, well, _parts in examine_tombstone(b'{"content": "{}"}', None).steps] == [("form", False)]
    assert {one["sha256"] for one in content["document"]["files"]} >= {version["sha256"] for version in before["versions"]}
    assert content["erasure"]["reason"] == BODY["reason"]
    assert (content["erasure"]["proposed_by"], content["document"]["unit"]["name"]) == ("Lê Thị Hoa", "Phường 1")
    assert "Năm" not in answer.text


async def test_there_is_no_tombstone_of_what_is_there(archive: Archive) -> None:
    made = await archive.document()

    answer = await archive.officer.get(f"/evidence/{made['id']}/tombstone")

    assert (answer.status_code, answer.json()["code"]) == (404, "not_erased")


class _Interrupted(BaseException):
    """The worker was killed here."""


class _Dying(Storage):
    """A store at which the worker dies when it removes the second object."""

    left = 1

    async def delete(self, key: str) -> None:
        if not self.left:
            raise _Interrupted
        self.left -= 1
        await super().delete(key)


async def test_a_worker_that_dies_leaves_a_job_that_the_next_one_ends(archive: Archive) -> None:
    made = await document(archive)
    await approved(archive.coordinator, archive.leader, made)
    settings = archive.world.app.state.settings

    with pytest.raises(_Interrupted):
        await carry_out(archive.world, _Dying(settings.storage, settings.secrets_path))
    between = await archive.officer.get(f"/evidence/{made}/content")
    half = await archive.stored()
    with clock.real_at(clock.real() + 2 * LEASE):
        again = await carry_out(archive.world)

    assert (between.status_code, len(half) > 0, again) == (410, True, True)
    assert await archive.stored() == []
    assert (await archive.officer.get(f"/evidence/{made}/tombstone")).status_code == 200


async def test_checks_and_sweeps_of_the_store_miss_nothing(archive: Archive) -> None:
    made = await document(archive)
    await archive.document()
    await approved(archive.coordinator, archive.leader, made)
    await carry_out(archive.world)
    place = Workplace(archive.world.database, archive.storage, archive.incoming)

    found = await compare(place)

    assert (found.rows, found.missing, found.damaged, found.stray) == (1, [], [], [])
    assert await sweep(archive.world.database, archive.storage, archive.incoming) == 0


async def test_nobody_decides_on_their_own_proposal(archive: Archive) -> None:
    made = await document(archive)
    erasure = await proposed(archive.coordinator, made)

    own = await archive.coordinator.post(f"/erasures/{erasure['id']}/approve")
    twice = await archive.coordinator.post("/erasures", {**BODY, "evidence_id": made})
    refused = await archive.leader.post(f"/erasures/{erasure['id']}/refuse", {"reason": "Còn cần đối chiếu"})
    late = await archive.leader.post(f"/erasures/{erasure['id']}/approve")

    assert (own.status_code, own.json()["code"]) == (403, "forbidden")
    assert (twice.status_code, twice.json()["code"]) == (409, "already_proposed")
    assert (refused.json()["state"], refused.json()["decision_reason"]) == ("refused", "Còn cần đối chiếu")
    assert (late.status_code, late.json()["code"]) == (409, "wrong_state")
    assert (await archive.officer.get(f"/evidence/{made}/content")).status_code == 200


async def test_who_proposed_may_take_it_back_and_nobody_else(archive: Archive) -> None:
    erasure = await proposed(archive.coordinator, await document(archive))

    by_leader = await archive.leader.post(f"/erasures/{erasure['id']}/withdraw")
    by_proposer = await archive.coordinator.post(f"/erasures/{erasure['id']}/withdraw")

    assert (by_leader.status_code, by_proposer.json()["state"]) == (403, "withdrawn")


async def test_what_proves_an_accepted_report_is_kept_as_long_as_the_law_says(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    document_id = (await reporting.lines_of(reporting.officer, report["id"]))[0]["evidence_ids"][0]
    used = await reporting.coordinator.post("/erasures", {**BODY, "evidence_id": document_id})
    accepted = await reporting.coordinator.post(f"/reports/{report['id']}/accept")
    assert accepted.status_code == 200, accepted.text

    kept = await reporting.coordinator.post("/erasures", {**BODY, "evidence_id": document_id})

    assert (used.status_code, used.json()["code"]) == (409, "still_used")
    assert (kept.status_code, kept.json()["code"]) == (409, "kept_by_seal")
    assert "phải lưu đến hết năm 2034 (Luật Lưu trữ số 33/2024/QH15)" in kept.json()["detail"]


async def test_a_seal_still_verifies_when_its_document_is_erased_after_its_time(reporting: Reporting) -> None:
    await reporting.opened_period()
    report = await reporting.submitted_report(reporting.officer, reporting.head)
    document_id = (await reporting.lines_of(reporting.officer, report["id"]))[0]["evidence_ids"][0]
    await reporting.coordinator.post(f"/reports/{report['id']}/accept")
    seal = (await reporting.coordinator.get(f"/reports/{report['id']}/seal")).json()

    with clock.business_at(clock.business().replace(year=2035)):
        await approved(reporting.coordinator, reporting.leader, document_id)
        await carry_out(reporting.world)

    after = (await reporting.coordinator.get(f"/reports/{report['id']}/seal")).json()
    tombstone = json.loads((await reporting.coordinator.get(f"/evidence/{document_id}/tombstone")).json()["content"])
    assert after == seal
    assert [sealed["report"] for sealed in tombstone["document"]["sealed"]] == [report["id"]]


async def test_of_a_unit_that_was_parted_only_the_one_that_answers_reads_what_is_proposed(archive: Archive) -> None:
    erasure = await proposed(archive.head, await document(archive))
    heads = await heads_after(archive.world, archive.ward)

    listed = [len((await head.get("/erasures")).json()["items"]) for head in heads]
    opened = [(await head.get(f"/erasures/{erasure['id']}")).status_code for head in heads]

    assert (listed, opened) == ([1, 0], [200, 404])
