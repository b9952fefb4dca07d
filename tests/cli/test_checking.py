"""`papi check` finds what is wrong, says it in a sentence, and changes nothing."""

import re

import pytest

from papi.checks import examine
from tests.support.servers import Installation
from tests.support.terminal import change, papi, settings_of

_THE_SEVENTH = "SELECT fact_id FROM fact_chain WHERE number = 7"


async def wrong(installation: Installation) -> dict[str, str]:
    """What is wrong, in words."""
    return {finding.what: finding.words for finding in await examine(settings_of(installation)) if not finding.ok}


async def test_a_sound_installation_is_told_so(installation: Installation) -> None:
    done = await papi(installation, "check")

    assert (done.returncode, "WRONG" in done.stdout) == (0, False), done.stdout + done.stderr
    for what in (
        "settings",
        "keys",
        "database",
        "migrations",
        "calendar",
        "sums",
        "counts",
        "worker",
        "audit",
        "files",
        "storage",
        "signatures",
    ):
        assert f"ok    {what}: " in done.stdout
    assert re.search(r"facts are chained, head \d+:[0-9a-f]{64}; 0 wait$", done.stdout, re.MULTILINE)


async def test_whatever_is_wrong_ends_the_command_with_1(installation: Installation) -> None:
    await change(installation, "UPDATE assignment_counts SET number = number + 1")

    done = await papi(installation, "check")

    assert (done.returncode, "WRONG counts: " in done.stdout) == (1, True)


@pytest.mark.parametrize(
    ("damage", "wrong_parts", "words"),
    [
        ("UPDATE assignment_counts SET number = number + 1", "counts", "kept counts are wrong"),
        ("UPDATE scores SET value = value + 1 WHERE level = 'total' AND year = 2023 AND province_code = '77'", "sums", "2023/77/"),
        ("UPDATE facts SET pending = true, real_at = '2024-01-01 00:00:00'", "worker audit", "is `papi worker`"),
        (f"UPDATE facts SET role = 'admin' WHERE id = ({_THE_SEVENTH})", "audit", "at place 7, where a fact was changed"),
        (f"DELETE FROM facts WHERE id = ({_THE_SEVENTH})", "audit", "at place 7, where a fact is missing"),
        ("UPDATE alembic_version SET version_num = 'f00000000000'", "migrations", "papi migrate"),
        ("DELETE FROM installation WHERE name = 'demo'", "calendar", "PAPI_DEMO"),
    ],
)
async def test_what_does_not_hold_is_named(installation: Installation, damage: str, wrong_parts: str, words: str) -> None:
    await change(installation, damage)

    found = await wrong(installation)
    assert list(found) == wrong_parts.split()
    assert words in next(iter(found.values()))


async def test_a_row_without_its_file_is_named(installation: Installation) -> None:
    gone = next(path for path in installation.files.rglob("*") if path.is_file() and "evidence" in path.parts)
    gone.unlink()

    assert gone.name in (await wrong(installation))["files"]


async def test_keys_that_others_may_read_are_named(installation: Installation) -> None:
    own = installation.folder / "keys"
    own.mkdir(mode=0o700)
    for path in installation.secrets.iterdir():
        (own / path.name).write_bytes(path.read_bytes())
        (own / path.name).chmod(0o600)
    next(own.glob("seal-*.pem")).chmod(0o644)

    found = await wrong(Installation(installation.database_url, installation.folder, own))

    assert list(found) == ["keys"]
    assert "seal-0001.pem" in found["keys"]


async def test_a_place_with_nothing_in_it_is_examined_and_stays_empty(empty: Installation) -> None:
    assert list(await wrong(empty)) == ["migrations"]
    assert not empty.secrets.exists()


async def test_a_database_that_is_gone_is_a_finding(empty: Installation) -> None:
    nowhere = Installation("postgresql://papi@127.0.0.1:1/papi", empty.folder, empty.secrets, {"PAPI_DEMO": "0"})

    assert list(await wrong(nowhere)) == ["database"]
