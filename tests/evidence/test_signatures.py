"""Signatures are read after the upload, kept with the file, told to whoever sees the document, and judged anew by other roots."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from papi.evidence import signatures
from papi.evidence.isolated.confinement import Limits
from papi.evidence.signatures import order_rereading, signature_jobs
from papi.evidence.storing import Workplace
from papi.jobs.running import do_next
from tests.support import files
from tests.support.archive import Archive, upload
from tests.support.signing import Office, endless, make_office, paper, tampered

LEASE = timedelta(seconds=60)


@pytest.fixture(scope="module")
def office() -> Office:
    return make_office()


@pytest.fixture
def roots(office: Office, tmp_path: Path) -> Path:
    return Path(office.trust(tmp_path / "roots"))


async def work_off(archive: Archive, roots: Path | None = None) -> int:
    """Do what the worker has to do; how many files were read."""
    place, done = Workplace(archive.world.database, archive.storage, archive.incoming), 0
    while await do_next(archive.world.database, signature_jobs(place, roots), LEASE):
        done += 1
    return done


async def shown(archive: Archive, document_id: str) -> dict[str, Any]:
    return (await archive.officer.get(f"/evidence/{document_id}")).json()


async def state_of(archive: Archive, content: bytes) -> str:
    made = await archive.document(content=content)
    await work_off(archive)
    return (await shown(archive, made["id"]))["signature_state"]


async def test_signatures_are_read_after_the_upload_and_told_with_the_document(archive: Archive, office: Office, roots: Path) -> None:
    made = await archive.document(content=paper(office))
    did = await work_off(archive, roots)

    read = await shown(archive, made["id"])
    [row] = (await archive.officer.get("/evidence")).json()["items"]
    [english] = (await archive.officer.get(f"/evidence/{made['id']}", headers={"Accept-Language": "en"})).json()["signatures"]

    assert (made["signature_state"], made["signatures"], did) == ("reading", [], 1)
    assert (read["signature_state"], row["signature_state"]) == ("sound", "sound")
    [signature] = read["signatures"]
    assert signature["sentence"].startswith("Chữ ký số của Nguyễn Văn A, UBND Phường 1, ký lúc 09:12 ngày 22/8/2024")
    assert english["sentence"].startswith("Digital signature of Nguyễn Văn A")
    assert (signature["trust"], signature["revocation"]) == ("trusted", "not_checked")
    assert read["version"] == made["version"]
    assert list(archive.incoming.glob("*")) == []


async def test_each_version_keeps_its_own_signatures_and_the_present_one_marks_the_document(archive: Archive, office: Office) -> None:
    made = await archive.document(content=tampered(paper(office)))
    await work_off(archive)
    before = await shown(archive, made["id"])
    await upload(archive.officer, paper(office), "ký lại.pdf", to=f"/evidence/{made['id']}/versions")
    await work_off(archive)

    read = await shown(archive, made["id"])

    assert (before["signature_state"], "tệp đã bị sửa sau khi ký" in before["signatures"][0]["sentence"]) == ("doubtful", True)
    assert [version["signature_state"] for version in read["versions"]] == ["doubtful", "sound"]
    assert [len(version["signatures"]) for version in read["versions"]] == [1, 1]
    assert (read["signature_state"], read["signatures"]) == ("sound", read["versions"][1]["signatures"])


async def test_what_nobody_signed_is_not_even_looked_at(archive: Archive) -> None:
    plain, photo = await archive.document(content=files.pdf()), await upload(archive.officer, files.picture(), "ảnh.jpg")

    assert await work_off(archive) == 0
    assert (plain["signature_state"], photo.json()["signature_state"]) == ("none", "none")


async def test_what_only_looks_signed_has_no_signature_and_garbage_says_that_it_cannot_be_read(archive: Archive) -> None:
    assert await state_of(archive, files.pdf(note="/ByteRange")) == "none"
    assert await state_of(archive, b"%PDF-1.4 /ByteRange" + b"\x00" * 400) == "failed"


async def test_a_file_that_would_be_read_for_ever_is_given_up_and_takes_nobody_along(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signatures, "LIMITS", Limits(cpu_seconds=5))

    assert await state_of(archive, endless()) == "failed"


async def test_other_roots_judge_every_signed_file_anew(archive: Archive, office: Office, roots: Path) -> None:
    made = await archive.document(content=paper(office))
    await archive.document(content=files.pdf())
    database, trusts = archive.world.database, list[str]()
    for directory in (None, roots, roots, None):
        await order_rereading(database, directory)
        await work_off(archive, directory)
        trusts.append((await shown(archive, made["id"]))["signatures"][0]["trust"])

    assert trusts == ["not_checked", "trusted", "trusted", "not_checked"]
    assert await order_rereading(database, None) == 0
    assert await order_rereading(database, roots) == 1


async def test_what_could_not_be_read_is_tried_again_only_when_asked(archive: Archive) -> None:
    await state_of(archive, b"%PDF-1.4 /ByteRange" + b"\x00" * 400)

    assert await order_rereading(archive.world.database, None) == 0
    assert await order_rereading(archive.world.database, None, failed=True) == 1
    assert await work_off(archive) == 1


async def test_whoever_does_not_see_the_document_learns_nothing_of_its_signers(archive: Archive, office: Office) -> None:
    made = await archive.document(content=paper(office))
    await work_off(archive)

    before = [await who.get(f"/evidence/{made['id']}") for who in (archive.stranger, archive.coordinator)]
    await archive.release(made["id"])
    reviewer = (await archive.coordinator.get(f"/evidence/{made['id']}")).json()

    assert [answer.status_code for answer in before] == [404, 404]
    assert reviewer["signatures"][0]["signer"] == "Nguyễn Văn A"
