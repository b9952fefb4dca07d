"""Rules of the house that ruff, pyright and import-linter cannot keep. Each is tried on a breach of it first."""

import ast
import tomllib
from collections.abc import Callable, Iterator

import pytest

from tests.architecture.sources import BACKEND, FRONTEND, ROOT, Source, backend_sources

MOST_LINES = 300
GENERATED = ("frontend/src/api/", "frontend/src/routeTree.gen.ts", "backend/client/papi_client/generated/")
WITHOUT_ROOMS = {"kit", "demo", "cli", "backup", "mirror"}  # below and above the capabilities
ROLES = {"ADMIN", "COORDINATOR", "LEADER", "UNIT_HEAD", "OFFICER", "OBSERVER"}


def commits(source: Source) -> Iterator[str]:
    """A transaction ends in one place, or an answer can promise what was not stored."""
    if source.name == "kit/db.py":
        return
    for node in source.nodes:
        if isinstance(node, ast.Attribute) and node.attr in {"commit", "begin", "rollback"}:
            yield source.at(node)


def spelled_roles(source: Source) -> Iterator[str]:
    """Who may do what is read in one file. Everybody else asks for a permission."""
    if source.name == "access/permissions.py" or source.name.startswith("demo/"):
        return
    for node in source.nodes:
        if isinstance(node, ast.Attribute) and node.attr in ROLES and isinstance(node.value, ast.Name) and node.value.id == "Role":
            yield source.at(node)


def unexplained_exceptions(source: Source) -> Iterator[str]:
    """A check may be switched off for a line only with the reason beside it."""
    for number, line in enumerate(source.text.splitlines(), start=1):
        _, found, rest = line.partition("# noqa")
        if not found:
            _, found, rest = line.partition("# pyright: ignore")
        if "# type: ignore" in line or (found and len(rest.partition(" - ")[2]) < 10):
            yield f"{source.name}:{number}"


def services(source: Source) -> Iterator[str]:
    """A session already is a service and a repository: what only passes through is not built."""
    forbidden = ("Service", "Repository", "Manager", "Helper", "DTO", "Utils")
    for node in source.nodes:
        if isinstance(node, ast.ClassDef) and node.name.endswith(forbidden):
            yield source.at(node)
    if source.name.rpartition("/")[2] in {"services.py", "repositories.py", "utils.py", "helpers.py", "common.py"}:
        yield source.name


def jealous_holds(source: Source) -> Iterator[str]:
    """A row is held so that others may still refer to it, or a count waits for its plan, and the plan for the count."""
    for node in source.nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "with_for_update":
            said = {keyword.arg for keyword in node.keywords}
            if said.isdisjoint({"key_share", "skip_locked"}):
                yield source.at(node)


Rule = Callable[[Source], Iterator[str]]
RULES_AND_BREACHES: list[tuple[Rule, str]] = [
    (commits, "async def f(session):\n    await session.commit()"),
    (commits, "async def f(engine):\n    async with engine.begin(): ..."),
    (spelled_roles, "def f(actor):\n    return actor.role == Role.LEADER"),
    (unexplained_exceptions, "import os  # noqa: F401"),
    (unexplained_exceptions, "x = 1  # type: ignore[assignment]"),
    (services, "class ReportService: ..."),
    (jealous_holds, "def f(statement):\n    return statement.with_for_update()"),
]


@pytest.mark.parametrize(("rule", "breach"), RULES_AND_BREACHES)
def test_a_breach_of_a_rule_is_noticed(rule: Rule, breach: str) -> None:
    assert list(rule(Source("reports/actions.py", breach)))


@pytest.mark.parametrize("rule", [commits, spelled_roles, unexplained_exceptions, services, jealous_holds])
def test_the_backend_keeps_the_rule(rule: Rule) -> None:
    assert [breach for source in backend_sources() for breach in rule(source)] == []


def test_every_package_says_in_one_sentence_what_it_is_for() -> None:
    silent = [
        source.name for source in backend_sources() if source.name.endswith("__init__.py") and not ast.get_docstring(ast.parse(source.text))
    ]
    assert silent == []


def test_the_order_of_rooms_is_kept_in_every_capability() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    watched = {name for contract in contracts for name in contract["containers"]}
    packages = {file.parent.name for file in BACKEND.glob("*/__init__.py")}

    assert {f"papi.{name}" for name in packages - WITHOUT_ROOMS} - watched == set()


def test_every_file_is_read_in_one_sitting() -> None:
    files = [*(ROOT / "backend").rglob("*.py"), *(ROOT / "tests").rglob("*.py"), *(ROOT / "migrations").glob("*.py")]
    files += [file for suffix in ("ts", "tsx", "css") for file in FRONTEND.rglob(f"*.{suffix}")]
    long = {
        name: lines
        for file in files
        if not (name := file.relative_to(ROOT).as_posix()).startswith(GENERATED)
        and (lines := len(file.read_text("utf-8").splitlines())) > MOST_LINES
    }
    assert long == {}
