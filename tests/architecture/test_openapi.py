"""The committed description of the API is the one that the code gives today."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.access.public import FOR_BOTH, FOR_MACHINES, OTHER_PROOFS, PUBLIC
from tests.architecture.sources import ROOT
from tests.support.servers import PAPI

COMMITTED = ROOT / "openapi" / "papi.json"
NODE_PROGRAMS = ROOT / "frontend" / "node_modules" / ".bin"
RULES = COMMITTED.with_name("spectral.yaml")
SPECTRAL = NODE_PROGRAMS / "spectral"
METHODS = {"get", "put", "post", "delete", "patch", "head", "options"}


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    return json.loads(COMMITTED.read_text("utf-8"))


def operations(described: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        f"{method.upper()} {path}": operation
        for path, item in described["paths"].items()
        for method, operation in item.items()
        if method in METHODS
    }


def test_the_committed_description_is_current() -> None:
    printed = subprocess.run([PAPI, "openapi"], capture_output=True, text=True, check=True).stdout

    assert printed == COMMITTED.read_text("utf-8"), "run `make openapi`"


def test_every_operation_is_secured_unless_it_is_listed_as_public(described: dict[str, Any]) -> None:
    unsecured = {name.replace("/api/v1", "") for name, operation in operations(described).items() if not operation.get("security")}

    assert unsecured == set(PUBLIC)


def test_every_other_operation_takes_the_bearer_token_and_another_proof_only_where_it_is_listed(described: dict[str, Any]) -> None:
    proofs = {
        name.replace("/api/v1", ""): {scheme for proof in operation["security"] for scheme in proof}
        for name, operation in operations(described).items()
        if operation.get("security")
    }

    assert {name for name, schemes in proofs.items() if schemes == {"client"}} == set(FOR_MACHINES)
    assert {name for name, schemes in proofs.items() if schemes == {"client", "token"}} == set(FOR_BOTH)
    others = {name: schemes - {"token"} for name, schemes in proofs.items() if "client" not in schemes}
    assert {name for name, schemes in others.items() if schemes} == set(OTHER_PROOFS)


def test_an_operation_is_named_like_the_function_that_people_read(described: dict[str, Any]) -> None:
    names = [operation["operationId"] for operation in operations(described).values()]

    assert len(names) == len(set(names))
    assert [name for name in names if not re.fullmatch(r"[a-z][a-z_]+[a-z]", name)] == []


def test_every_operation_says_what_it_does(described: dict[str, Any]) -> None:
    silent = {name for name, operation in operations(described).items() if "." not in operation.get("description", "")}

    assert silent == set()


@pytest.mark.parametrize(
    "program",
    [
        pytest.param((SPECTRAL, "lint", COMMITTED, "--ruleset", RULES, "--fail-severity=hint"), id="spectral"),
        pytest.param((NODE_PROGRAMS / "openapi-typescript", COMMITTED, "--output", "/dev/null"), id="openapi-typescript"),
    ],
)
def test_other_peoples_programs_find_nothing_to_say_about_it(program: tuple[str | Path, ...]) -> None:
    ran = subprocess.run(program, capture_output=True, text=True, check=False)

    assert (ran.returncode, [line for line in (ran.stdout + ran.stderr).splitlines() if "warning" in line.lower()]) == (0, [])
