"""What of the tables is asked on the second database: every endpoint that reads, once by every role, and every list."""

import pytest


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Who sees what is decided by queries, so they are asked on both. Who may do what, and further cases of one endpoint, the program
    decides; they are asked on SQLite; what is then written is what the tests of each capability look at, on both."""
    if config.getoption("--database") == "sqlite":
        return
    seen: set[str] = set()
    left: list[pytest.Item] = []
    for item in [item for item in items if item.name.startswith("test_every_role_gets_the_answer_of_the_table")]:
        operation = item.callspec.params["case"].operation  # type: ignore[attr-defined]
        if operation in seen or not operation.startswith("GET "):
            left.append(item)
        seen.add(operation)
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in set(left)]
