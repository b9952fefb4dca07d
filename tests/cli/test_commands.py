"""The other commands: the description of the API, reference data, keys."""

import csv
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from papi.access.models import AuthSession, SecondFactor
from papi.directory.models import Membership, Person
from papi.kit import clock
from papi.kit.db import Database
from papi.kit.types import new_id
from papi.outbox.facts import SYSTEM
from papi.outbox.models import FactRow
from tests.support.official import with_scale
from tests.support.servers import Installation
from tests.support.terminal import papi, refused, settings_of

DATA = Path(__file__).parents[2] / "backend" / "papi" / "demo" / "data"


def published() -> list[list[str]]:
    with (DATA / "scores.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def written(rows: list[list[str]], file: Path) -> str:
    with file.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target).writerows(rows)
    return str(file)


async def test_every_command_is_listed_with_what_it_does(empty: Installation) -> None:
    shown = (await papi(empty, "--help")).stdout

    for command in (
        "serve",
        "worker",
        "migrate",
        "openapi",
        "user",
        "demo",
        "framework",
        "scores",
        "backup",
        "restore",
        "check",
        "keys",
        "signatures",
        "evidence",
    ):
        assert f" {command} " in shown


async def test_the_description_is_checked_against_a_file_and_touches_nothing(empty: Installation) -> None:
    file = empty.folder.parent / "papi.json"
    first = await papi(empty, "openapi", "--output", str(file))
    file.write_text(file.read_text("utf-8").replace("PAPI Tracker", "PAPI tracker"), "utf-8")
    other = await papi(empty, "openapi", "--check", str(file))

    assert [done.returncode for done in (first, other)] == [0, 1]
    assert "make openapi" in other.stderr
    assert list(empty.folder.iterdir()) == []


async def test_another_city_loads_framework_and_scores_or_none_of_them(empty: Installation, tmp_path: Path) -> None:
    rows = published()
    some = [rows[0], *[row for row in rows[1:] if row[0] == "2023"]]
    bad = [list(row) for row in some]
    bad[3][rows[0].index("value")], bad[7][rows[0].index("value")] = "cao", "-4"
    assert (await papi(empty, "migrate")).returncode == 0

    framework = await papi(empty, "framework", "import", str(DATA))
    said = await refused(empty, "scores", "import", written(bad, tmp_path / "bad.csv"), "--source", "thử")
    before = await papi(empty, "check")
    scores = await papi(empty, "scores", "import", written(some, tmp_path / "good.csv"), "--source", "Báo cáo PAPI 2023")
    after = await papi(empty, "check")

    assert "14 editions" in framework.stdout, framework.stderr
    assert "Line 4: " in said
    assert "Line 8: " in said
    assert "sums: 0 published scores" in before.stdout
    assert scores.stdout == f"{len(some) - 1} scores loaded.\n", scores.stderr
    assert f"ok    sums: {len(some) - 1} published scores" in after.stdout


async def test_the_yearly_workbook_is_tried_and_then_loaded(empty: Installation, tmp_path: Path) -> None:
    book = with_scale(2024)
    file = tmp_path / book.file_name
    file.write_bytes(book.content())
    assert (await papi(empty, "migrate")).returncode == 0
    await papi(empty, "framework", "import", str(DATA))
    command = ("scores", "import", str(file), "--source", "papi.org.vn")

    tried = await papi(empty, *command, "--dry-run")
    loaded = await papi(empty, *command)
    again = await papi(empty, *command, "--dry-run")
    said = await refused(empty, *command, "--year", "2021")

    assert "2257 scores read, 2257 would change. Nothing was stored." in tried.stdout, tried.stderr
    assert "PAPI 2024 (told by file_name), layout indicators_with_scale, 61 provinces" in tried.stdout
    assert "Without a total: Vĩnh Phúc, Tiền Giang." in tried.stdout
    assert "2257 scores loaded." in loaded.stdout, loaded.stderr
    assert "2257 scores read, 0 would change." in again.stdout
    assert "Names: 0 differ" in again.stdout
    assert "no sheet of 2021" in said


async def test_a_file_that_is_not_there_is_said_in_a_sentence(empty: Installation) -> None:
    assert "/nowhere/scores.csv" in await refused(empty, "scores", "import", "/nowhere/scores.csv", "--source", "thử")


async def test_what_needs_tables_says_that_there_are_none(empty: Installation) -> None:
    for command in (
        ("user", "create", "quantri", "--full-name", "Nguyễn Văn An"),
        ("framework", "import", str(DATA)),
        ("scores", "import", str(DATA / "scores.csv"), "--source", "thử"),
    ):
        assert "papi migrate" in await refused(empty, *command)


async def test_a_lost_second_factor_is_taken_off_by_who_has_the_server(installation: Installation) -> None:
    database, now = Database(settings_of(installation).database), clock.real()
    async with database.writing() as session:
        person = (await session.scalars(select(Person).where(Person.username == "admin"))).one()
        post = await session.scalar(select(Membership.id).where(Membership.person_id == person.id))
        lasts = {"created_at": now, "last_used_at": now, "expires_at": now + timedelta(days=1)}
        session.add(AuthSession(person_id=person.id, membership_id=post, client_id="papi-spa", **lasts))
        session.add(SecondFactor(person_id=person.id, sealed=b"-", key_id=new_id(), begun_at=now, confirmed_at=now))

    done = await papi(installation, "user", "drop-factor", "Admin")
    said = [await refused(installation, "user", "drop-factor", name) for name in ("admin", "khong.co")]

    assert (done.returncode, done.stdout) == (0, "The second factor of Admin is off, and all its sessions have ended.\n"), done.stderr
    assert ["The account has no second factor." in said[0], "There is no account khong.co." in said[1]] == [True, True]
    async with database.reading() as session:
        assert (await session.scalars(select(SecondFactor))).all() == []
        assert (
            await session.scalars(select(AuthSession).where(AuthSession.person_id == person.id, AuthSession.revoked_at.is_(None)))
        ).all() == []
        fact = (await session.scalars(select(FactRow).order_by(FactRow.id.desc()).limit(1))).one()
    await database.close()
    assert (fact.kind, fact.person_name) == ("person.totp_taken_off", SYSTEM.person_name)


async def test_scores_without_a_source_are_refused(empty: Installation) -> None:
    assert "--source" in await refused(empty, "scores", "import", str(DATA / "scores.csv"), "--source", " ")


async def test_the_demo_is_not_loaded_over_data(installation: Installation) -> None:
    assert "Nothing was changed" in await refused(installation, "demo", "load")


async def test_a_new_key_stands_beside_the_old_ones(installation: Installation, tmp_path: Path) -> None:
    own = tmp_path / "keys"
    own.mkdir(mode=0o700)
    for path in installation.secrets.iterdir():
        (own / path.name).write_bytes(path.read_bytes())
    before = {path.name for path in own.iterdir()}

    done = await papi(Installation(installation.database_url, installation.folder, own), "keys", "rotate")

    assert done.returncode == 0, done.stderr
    added = {path.name for path in own.iterdir()} - before
    assert len(added) == 1
    assert next(iter(added)).startswith("token-")
    assert (own / added.pop()).stat().st_mode & 0o777 == 0o600
