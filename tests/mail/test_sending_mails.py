"""Mails go over a real wire to a real server: encrypted, signed in, once more after what passes, no more after what does not."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from pydantic import SecretStr, ValidationError
from sqlalchemy import select

from papi.jobs.models import Job, JobState
from papi.jobs.orders import ask_again
from papi.jobs.running import do_next
from papi.jobs.working import JobKind
from papi.kit import clock
from papi.mail.composing import Sender
from papi.mail.letters import Letter, Line, Section, post
from papi.mail.sending import Server, mail_jobs
from papi.settings import Settings
from tests.support.processes import free_port
from tests.support.smtp import PASSWORD, USER, Mailbox, certificate, mail_server
from tests.support.world import World

SENDER = Sender("PAPI Vũng Tàu", "papi@vungtau.example.vn", "https://papi.example.vn")
LEASE = timedelta(seconds=60)
LOGIN = f"{USER}:{quote(PASSWORD, safe='')}@"


def letter(**changes: Any) -> Letter:
    given: dict[str, Any] = {
        "address": "hoa@phuong1.example.vn",
        "name": "Lê Thị Hoa",
        "subject": "Trả lại báo cáo quý III/2024",
        "opening": "Kính gửi đồng chí Lê Thị Hoa,",
        "sections": [Section(heading="Bị trả lại", lines=[Line(text="trả lại 3 dòng", detail="Thiếu số liệu", path="/notices/1")])],
        "closing": "Thư tự động.",
    }
    return Letter(**{**given, **changes})


async def ask(world: World, **changes: Any) -> None:
    async with world.database.writing() as session:
        await post(session, [("one", letter(**changes))])


async def job(world: World) -> Job:
    async with world.database.reading() as session:
        return (await session.scalars(select(Job))).one()


def kind_for(url: str) -> JobKind:
    return mail_jobs(Server.of(url), SENDER)


@pytest.fixture
async def box() -> AsyncIterator[Mailbox]:
    async with mail_server() as box:
        yield box


@pytest.fixture
def plain(box: Mailbox) -> JobKind:
    return kind_for(f"smtp://127.0.0.1:{box.port}")


async def again(world: World, kind: JobKind, *, hours: int = 2) -> bool:
    with clock.real_at(clock.real() + timedelta(hours=hours)):
        return await do_next(world.database, kind, LEASE)


async def test_a_mail_arrives_as_it_was_written(world: World, box: Mailbox, plain: JobKind) -> None:
    await ask(world)
    written = await job(world)
    await again(world, plain)

    mail = box.mails[0]
    assert (mail["Subject"], mail["To"], box.receivers) == (
        "Trả lại báo cáo quý III/2024",
        "Lê Thị Hoa <hoa@phuong1.example.vn>",
        ["hoa@phuong1.example.vn"],
    )
    assert (mail["From"], mail["Auto-Submitted"]) == ("PAPI Vũng Tàu <papi@vungtau.example.vn>", "auto-generated")
    assert mail["Message-ID"] == f"<{written.id}@vungtau.example.vn>"
    assert mail["Date"].datetime == written.created_at.replace(microsecond=0)
    text, html = (part.get_content() for part in mail.iter_parts())
    assert "Bị trả lại\n- trả lại 3 dòng\n  “Thiếu số liệu”\n  https://papi.example.vn/notices/1" in text.replace("\r\n", "\n")
    assert '<a href="https://papi.example.vn/notices/1">trả lại 3 dòng</a>' in html
    assert ((await job(world)).state, (await job(world)).payload) == (JobState.DONE, {})


async def test_titles_and_names_write_no_headers_and_no_tags(world: World, box: Mailbox, plain: JobKind) -> None:
    evil = "Báo cáo\r\nBcc: kẻ.lạ@example.com\u2028\u202e <script>alert(1)</script>"
    line = Line(text=evil, detail=evil, path=None)
    await ask(world, subject=evil, name='Hoa"\r\nBcc: x@example.com', opening=evil, sections=[Section(heading=evil, lines=[line])])
    await again(world, plain)

    mail = box.mails[0]
    assert (mail["Bcc"], box.receivers) == (None, ["hoa@phuong1.example.vn"])
    assert mail["Subject"] == "Báo cáo Bcc: kẻ.lạ@example.com <script>alert(1)</script>"
    assert "<script>" not in list(mail.iter_parts())[1].get_content()


async def test_what_passes_is_tried_again_with_the_same_id_and_date(world: World, box: Mailbox, plain: JobKind) -> None:
    box.answers = ["451 come back later", "drop"]
    await ask(world)
    for hours in (1, 5, 9):
        assert await again(world, plain, hours=hours)

    assert (await job(world)).state is JobState.DONE
    assert len(box.mails) == 2  # the server that hung up had it
    assert len({(mail["Message-ID"], mail["Date"]) for mail in box.mails}) == 1


@pytest.mark.parametrize("where", ["data", "recipient"])
async def test_what_does_not_pass_is_given_up(world: World, box: Mailbox, plain: JobKind, where: str) -> None:
    words = "550 no such mailbox here"
    box.answers = [words] if where == "data" else []
    box.recipients_refused = {"hoa@phuong1.example.vn": words} if where == "recipient" else {}
    await ask(world)
    await again(world, plain)

    refused = await job(world)
    assert (refused.state, refused.attempts, refused.error, box.mails) == (JobState.FAILED, 1, words, [])

    # once whoever keeps the mail server has mended it, the mail is sent as it was written
    box.answers, box.recipients_refused = [], {}
    async with world.database.writing() as session:
        assert await ask_again(session, refused.id)
    await again(world, plain)

    assert ((await job(world)).state, (await job(world)).payload) == (JobState.DONE, {})
    assert [mail["Message-ID"].split("@")[0] for mail in box.mails] == [f"<{refused.id}"]


@pytest.mark.parametrize("address", ["hoa", "hoa@", "lê@example.vn", "a@b.vn, c@d.vn", "a b@c.vn", "a@b.vn\r\nBcc: c@d.vn", ""])
async def test_what_is_no_address_is_given_up_at_once(world: World, box: Mailbox, plain: JobKind, address: str) -> None:
    await ask(world, address=address)
    await again(world, plain)

    assert ((await job(world)).state, box.mails) == (JobState.FAILED, [])


async def test_nobody_there_is_tried_again(world: World) -> None:
    await ask(world)
    await again(world, kind_for(f"smtp://127.0.0.1:{free_port()}"))

    waiting = await job(world)
    assert (waiting.state, waiting.attempts) == (JobState.WAITING, 1)
    assert waiting.payload["subject"] == letter().subject


async def test_a_server_that_does_not_answer_in_time_is_tried_again(
    world: World, box: Mailbox, plain: JobKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("papi.mail.sending._PATIENCE", 0.2)
    box.hold = asyncio.Event()
    await ask(world)
    await again(world, plain)
    box.hold.set()
    box.hold = None
    assert (await job(world)).state is JobState.WAITING

    await again(world, plain, hours=9)
    assert (await job(world)).state is JobState.DONE


@pytest.mark.parametrize("implicit", [False, True])
async def test_a_password_is_sent_over_tls_alone(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, implicit: bool) -> None:
    tls = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(tls[0]))
    async with mail_server(tls=tls, implicit=implicit) as box:
        await ask(world)
        await again(world, kind_for(f"{'smtps' if implicit else 'smtp+starttls'}://{LOGIN}127.0.0.1:{box.port}"))

    assert (await job(world)).state is JobState.DONE
    assert (box.signed_in, box.encrypted) == ([True], [True])


async def test_a_server_with_a_strange_certificate_or_without_tls_gets_nothing(world: World, tmp_path: Path, box: Mailbox) -> None:
    await ask(world)
    async with mail_server(tls=certificate(tmp_path)) as strange:
        await again(world, kind_for(f"smtp+starttls://{LOGIN}127.0.0.1:{strange.port}"))
    await again(world, kind_for(f"smtp+starttls://{LOGIN}127.0.0.1:{box.port}"), hours=9)

    assert (strange.mails, box.mails, (await job(world)).state, (await job(world)).attempts) == ([], [], JobState.WAITING, 2)


async def test_a_refused_sign_in_is_tried_again_for_the_settings_can_be_mended(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tls = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(tls[0]))
    async with mail_server(tls=tls) as box:
        await ask(world)
        await again(world, kind_for(f"smtp+starttls://{USER}:wrong@127.0.0.1:{box.port}"))

    waiting = await job(world)
    assert (waiting.state, box.mails) == (JobState.WAITING, [])
    assert waiting.error is not None
    assert "wrong" not in waiting.error


@pytest.mark.parametrize(
    ("url", "sender"),
    [
        ("mail.example.vn", "papi@example.vn"),
        ("http://mail.example.vn", "papi@example.vn"),
        ("smtp://mail.example.vn/x", "papi@example.vn"),
        ("smtp://mail.example.vn", ""),
        ("smtp://mail.example.vn", "PAPI"),
        ("smtp://mail.example.vn", "papi@vũngtàu.vn"),
        ("smtp://user:secret@mail.example.vn", "papi@example.vn"),
    ],
)
def test_settings_with_which_no_mail_could_go_safely_are_refused(url: str, sender: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Settings(smtp_url=SecretStr(url), mail_from=sender)
    assert "secret" not in str(refused.value)
