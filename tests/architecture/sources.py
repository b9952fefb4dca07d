"""The product's own files, as the house rules look at them."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]
BACKEND = ROOT / "backend" / "papi"
FRONTEND = ROOT / "frontend" / "src"


@dataclass(frozen=True)
class Source:
    """One Python file of the backend: `name` is its path below the package."""

    name: str
    text: str

    @cached_property
    def nodes(self) -> list[ast.AST]:
        return list(ast.walk(ast.parse(self.text)))

    def at(self, node: ast.AST) -> str:
        return f"{self.name}:{getattr(node, 'lineno', 0)}"


def backend_sources() -> Iterator[Source]:
    for file in sorted(BACKEND.rglob("*.py")):
        yield Source(file.relative_to(BACKEND).as_posix(), file.read_text("utf-8"))
