"""The recipes of docs/client.md, each run as it stands there against a real server."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.people import SignIn
from tests.support.servers import Server

ROOT = Path(__file__).parents[2]
RECIPE = re.compile(r"^## (\d+)\. (.+?)\n\n(?:Areas: (.+?)\.$)?.*?^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FOUND = RECIPE.findall((ROOT / "docs/client.md").read_text("utf-8"))
PHOTO = ROOT / "docs/images/my-work.png"
# What each recipe prints of the demo, as an officer of Phường 1, or as another system.
PRINTED = {
    "1": r"Phường 1 · \d{2,} permissions",
    "2": r"^2024-\d\d-\d\d \S+",
    "3": r"was read → saved as version \d+\nwith what was read before → stale_version",
    "4": r"100%\nsha256 [0-9a-f]{64} proves line \d",
    "5": r"Đơn vị",
    "6": r"^2024\S+ True",
    "7": r"^1 .*2023: \d\.\d",
    "8": r"2024Q3 \d+ proofs",
    "9": r"^[1-9]\d* reports were sent, up to number \d{3,}",
    "10": r"^dry run: 1 new, 0 as before\nstored: 1 new, 0 as before\nstored: 0 new, 1 as before\nrow 1 unknown_unit \S+",
}
OF_SYSTEMS = {"9": ["events:read"], "10": ["measures:write"]}


def test_every_recipe_is_run() -> None:
    assert [number for number, *_ in FOUND] == list(PRINTED)


@pytest.mark.parametrize("found", [pytest.param(found, id=found[1]) for found in FOUND])
async def test_a_recipe_does_what_it_says(found: tuple[str, ...], server: Server, sign_in: SignIn, tmp_path: Path) -> None:
    number, _, needs, recipe = found
    officer = await sign_in("26506.officer")
    wanted = {"name": f"Recipe {number}", "days": 1, "may_write": "to write" in needs, "scopes": re.findall(r"`(\w+)`", needs)}
    token = await officer.send("POST", "/me/tokens", 201, json=wanted)
    given = {"PAPI_URL": server.url, "PAPI_TOKEN": token["token"], "PAPI_FILE": str(PHOTO), "PYTHONIOENCODING": "utf-8"}
    if scopes := OF_SYSTEMS.get(number):
        wanted = {"name": f"Recipe {number}", "contact": "Tests", "scopes": scopes}
        client = await (await sign_in("admin")).send("POST", "/api-clients", 201, json=wanted)
        given |= {"PAPI_CLIENT_ID": client["id"], "PAPI_CLIENT_SECRET": client["client_secret"]}
    program = [sys.executable, "-c", recipe]

    done = subprocess.run(program, cwd=tmp_path, env={**os.environ, **given}, capture_output=True, text=True, check=False, timeout=60)

    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(PRINTED[number], done.stdout, re.MULTILINE), done.stdout
