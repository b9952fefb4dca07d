"""The drill: what was backed up stands again elsewhere, row for row and byte for byte, and people go on working."""

import json
import shutil
import stat
import tarfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import pytest

from papi.backup import back_up, restore
from papi.checks import examine
from papi.kit.installation import CommandRefused
from tests.support.servers import DEMO_PASSWORD, Installation, served
from tests.support.swift import S3
from tests.support.terminal import on_sqlite, papi, refused, settings_of


def manifest_of(archive: Path) -> dict[str, Any]:
    with tarfile.open(archive) as tar:
        member = tar.extractfile("manifest.json")
        assert member is not None
        return json.load(member)


def files_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


async def test_what_was_backed_up_stands_again_elsewhere_and_people_go_on(archive: Path, empty: Installation, tmp_path: Path) -> None:
    """By way of SQLite to a second database of the kind under test: on PostgreSQL this goes to the other kind and back."""
    between = on_sqlite(tmp_path / "between")
    last = Installation(empty.database_url, empty.folder, empty.secrets)

    restored = await papi(between, "restore", str(archive))
    assert restored.returncode == 0, restored.stderr
    second = await papi(between, "backup", str(tmp_path / "second.tar"), "--with-keys")
    assert second.returncode == 0, second.stderr
    again = await papi(last, "restore", str(tmp_path / "second.tar"))
    assert again.returncode == 0, again.stderr
    await back_up(settings_of(last), tmp_path / "third.tar", with_keys=True)

    manifests = [manifest_of(file) for file in (archive, tmp_path / "second.tar", tmp_path / "third.tar")]
    for part in ("revision", "rows", "tables", "files", "keys"):
        assert manifests[0][part] == manifests[1][part] == manifests[2][part], part
    assert manifests[0]["rows"] > 30_000
    assert len(manifests[0]["files"]) > 100
    assert (await papi(last, "check")).returncode == 0
    async with served(last) as server, httpx.AsyncClient(base_url=f"{server.url}/api/v1") as client:
        form = {"grant_type": "password", "username": "26506.officer", "password": DEMO_PASSWORD}
        token = (await client.post("/auth/token", data=form)).json()["access_token"]
        client.headers["Authorization"] = f"Bearer {token}"
        document = (await client.get("/evidence?limit=1")).json()["items"][0]
        content = (await client.get(f"/evidence/{document['id']}/content")).content
        assert sha256(content).hexdigest() == document["sha256"]


async def test_restored_keys_are_readable_by_their_owner_alone(archive: Path, demo: Any, tmp_path: Path) -> None:
    elsewhere = on_sqlite(tmp_path / "elsewhere")

    await restore(settings_of(elsewhere), archive)

    there = {path.name: path.read_bytes() for path in elsewhere.secrets.iterdir()}
    assert there == {path.name: path.read_bytes() for path in demo.secrets.iterdir()}
    assert {stat.S_IMODE(path.stat().st_mode) for path in elsewhere.secrets.iterdir()} == {0o600}


async def test_an_archive_is_private_and_holds_the_keys_only_when_asked(installation: Installation, tmp_path: Path) -> None:
    target = tmp_path / "plain.tar"

    done = await papi(installation, "backup", str(target))

    with tarfile.open(target) as tar:
        assert [name for name in tar.getnames() if name.startswith("keys/")] == []
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert "keep" in done.stdout


async def test_a_backup_never_replaces_another_file(installation: Installation, tmp_path: Path) -> None:
    taken = tmp_path / "taken.tar"
    taken.write_text("something else")

    assert "exists already" in await refused(installation, "backup", str(taken))
    assert taken.read_text() == "something else"


async def test_a_lost_file_is_named_and_does_not_keep_the_rest_from_being_saved(installation: Installation, tmp_path: Path) -> None:
    gone, changed = sorted(path for path in files_below(installation.files) if "evidence" in path.parts)[:2]
    gone.unlink()
    changed.write_bytes(b"not what it was")

    done = await papi(installation, "backup", str(tmp_path / "partly.tar"))

    manifest = manifest_of(tmp_path / "partly.tar")
    assert done.returncode == 1
    assert "2 files are missing or damaged" in done.stderr
    assert {Path(key).name for key in manifest["lost"]} == {gone.name, changed.name}
    assert manifest["rows"] > 30_000
    elsewhere = on_sqlite(tmp_path / "elsewhere")
    await restore(settings_of(elsewhere), tmp_path / "partly.tar")
    assert len(files_below(elsewhere.files)) == len(manifest["files"])


async def test_a_backup_moves_from_a_folder_into_an_s3_store_and_out_of_it_again(archive: Path, s3: S3, tmp_path: Path) -> None:
    place = s3.place()
    there = settings_of(on_sqlite(tmp_path / "there")).model_copy(update={"storage_url": place})
    taken = settings_of(on_sqlite(tmp_path / "taken")).model_copy(update={"storage_url": place})

    first = await restore(there, archive)
    second = await back_up(there, tmp_path / "second.tar", with_keys=True)

    assert {part: second[part] for part in ("rows", "tables", "files", "keys", "lost")} == {**comparable(first), "lost": []}
    assert [finding.words for finding in await examine(there) if not finding.ok] == []
    with pytest.raises(CommandRefused, match="is not empty"):
        await restore(taken, archive)


def comparable(manifest: dict[str, Any]) -> dict[str, Any]:
    return {part: manifest[part] for part in ("rows", "tables", "files", "keys")}


@pytest.mark.parametrize("part", ["tables/units.jsonl", "files/", "keys/", "manifest.json"])
async def test_a_damaged_archive_is_refused_before_anything_is_written(archive: Path, tmp_path: Path, part: str) -> None:
    damaged = tmp_path / "damaged.tar"
    shutil.copy(archive, damaged)
    with tarfile.open(damaged) as tar:
        member = next(entry for entry in tar.getmembers() if entry.name.startswith(part))
    with damaged.open("r+b") as file:
        file.seek(member.offset_data + member.size // 2)
        byte = file.read(1)
        file.seek(-1, 1)
        file.write(bytes([byte[0] ^ 1]))
    target = on_sqlite(tmp_path / "target")

    with pytest.raises(CommandRefused, match="Nothing was changed"):
        await restore(settings_of(target), damaged)

    assert files_below(target.folder) == []


async def test_an_archive_that_was_cut_off_or_is_none_is_refused(archive: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.tar"
    cut.write_bytes(archive.read_bytes()[: archive.stat().st_size // 2])
    none = tmp_path / "none.tar"
    none.write_text("a letter")
    target = on_sqlite(tmp_path / "target")

    for file in (cut, none, tmp_path / "nowhere.tar"):
        with pytest.raises(CommandRefused):
            await restore(settings_of(target), file)

    assert files_below(target.folder) == []


async def test_nothing_is_restored_over_files_data_or_keys(archive: Path, installation: Installation, tmp_path: Path) -> None:
    data_without_files = Installation(installation.database_url, tmp_path / "elsewhere", tmp_path / "no-keys")
    data_without_files.folder.mkdir()
    other_keys = on_sqlite(tmp_path / "other-keys")
    other_keys.secrets.mkdir()
    (other_keys.secrets / "token-0001.pem").write_text("another key")

    assert "store" in await refused(installation, "restore", str(archive))
    with pytest.raises(CommandRefused, match="database is not empty"):
        await restore(settings_of(data_without_files), archive)
    with pytest.raises(CommandRefused, match="other keys"):
        await restore(settings_of(other_keys), archive)
    assert files_below(data_without_files.folder) == []
    assert (await papi(installation, "check")).returncode == 0


async def test_a_restoration_that_breaks_off_leaves_no_file_behind(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = on_sqlite(tmp_path / "target")
    monkeypatch.setattr("papi.backup.restoring.insert", lambda table: 1 / 0 if table.name == "tasks" else sql_insert(table))

    with pytest.raises(ZeroDivisionError):
        await restore(settings_of(target), archive)

    assert files_below(target.files) == []
    monkeypatch.undo()
    await restore(settings_of(target), archive)  # the place is as empty as before, so the second try goes well


def sql_insert(table: Any) -> Any:
    return table.insert()
