"""What README.md shows works as it stands: its script against a real server, and every command that it names."""

import os
import re
import subprocess
import sys
from pathlib import Path

import typer
from typer.core import TyperGroup
from typer.main import get_command

from papi.cli import app
from tests.support.people import Script, SignIn
from tests.support.servers import Server

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TEXTS = (README, (ROOT / "README.vi.md").read_text(encoding="utf-8"), (ROOT / "frontend/README.md").read_text(encoding="utf-8"))
SCRIPT = "\n".join(re.findall(r"^```python\n(.*?)^```$", README, re.MULTILINE | re.DOTALL))
# in blocks and between backticks, so that prose like "make sure" is no target
CODE = [code for text in TEXTS for code in re.findall(r"^```\w*\n.*?^```$|`[^`\n]+`", text, re.MULTILINE | re.DOTALL)]
PHOTO = ROOT / "docs/images/my-work.png"


async def _draft_lines(officer: Script) -> tuple[str, list[dict]]:
    report = (await officer.get("/reports", params={"unit": officer.unit_id, "state": "draft"}))["items"][0]["id"]
    return report, (await officer.get(f"/reports/{report}/lines"))["items"]


def _run(server: Server, folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    script = folder / "report.py"
    script.write_text(SCRIPT, encoding="utf-8")
    environment = {**os.environ, "PAPI_URL": server.url, "PYTHONIOENCODING": "utf-8", **settings}
    return subprocess.run([sys.executable, script, PHOTO], env=environment, capture_output=True, text=True, check=False, timeout=60)


async def test_the_script_writes_a_line_and_attaches_a_file(server: Server, sign_in: SignIn, tmp_path: Path) -> None:
    officer = await sign_in("26506.officer")
    report, before = await _draft_lines(officer)
    first = next(line for line in before if not line["complete"])

    done = _run(server, tmp_path)

    assert done.returncode == 0, done.stdout + done.stderr
    _, after = await _draft_lines(officer)
    changed = {line["id"]: line for line, old in zip(after, before, strict=True) if line != old}
    assert list(changed) == [first["id"]]
    line = changed[first["id"]]
    assert (line["result"], line["percent"]) == ("Đã tổ chức 02 buổi tuyên truyền tại khu phố.", 60)
    added = [document for document in line["evidence"] if document["id"] not in first["evidence_ids"]]
    assert [(document["file_name"], document["size"]) for document in added] == [(PHOTO.name, PHOTO.stat().st_size)]
    content = await officer.client.get(f"/api/v1/evidence/{added[0]['id']}/content")
    assert content.content == PHOTO.read_bytes()
    overdue = (await officer.get("/assignments", params={"unit": officer.unit_id, "deadline_state": "overdue", "sort": "due_on"}))["items"]
    missing = await officer.get(f"/reports/{report}/missing")
    assert overdue[0]["task"]["title"] in done.stdout
    assert f"{missing['lines']} lines still need something" in done.stdout
    assert all(item["title"] in done.stdout for item in missing["items"] if item["stops"])


async def test_the_script_says_what_the_server_refused(server: Server, tmp_path: Path) -> None:
    done = _run(server, tmp_path, PAPI_PASSWORD="not the password")

    assert done.returncode == 1
    assert '"code":"invalid_credentials"' in done.stderr.replace(" ", "")


def test_every_make_target_that_is_named_exists() -> None:
    named = {target for code in CODE for target in re.findall(r"\bmake ([a-z][a-z-]*)", code)}
    targets = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))

    assert {"run", "test"} <= named <= targets


def test_every_papi_command_that_is_named_exists() -> None:
    named = {match for code in CODE for match in re.findall(r"(?:^|bin/|[`\s])papi ([a-z]+)(?: ([a-z-]+)(?=[\s`]))?", code, re.MULTILINE)}
    root = get_command(app)
    assert isinstance(root, TyperGroup)
    context = typer.Context(root)

    assert {name for name, _ in named} >= {"serve", "worker", "migrate", "user", "backup", "restore", "check"}
    for name, further in named:
        command = root.get_command(context, name)
        assert command is not None, name
        if isinstance(command, TyperGroup):
            by_itself = not further and command.invoke_without_command
            assert by_itself or further in command.list_commands(context), (name, further)


def test_every_npm_script_that_is_named_exists() -> None:
    named = {script for code in CODE for script in re.findall(r"\bnpm run ([a-z:-]+)", code)}
    known = (ROOT / "frontend/package.json").read_text(encoding="utf-8")

    assert named
    assert all(f'"{script}":' in known for script in named)


def test_every_path_that_is_linked_exists() -> None:
    for text, folder in zip(TEXTS, (ROOT, ROOT, ROOT / "frontend"), strict=True):
        for path in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
            assert (folder / path).exists(), path
