"""What answers look like, as data (`data/examples.json`, by the names of endpoints): each stands in the description of the API, and tests
compare it with answers."""

from functools import cache
from importlib import resources
from typing import Any

import orjson


@cache
def _examples() -> dict[str, Any]:
    return orjson.loads(resources.files("papi.integration").joinpath("data/examples.json").read_bytes())


def show_examples(described: dict[str, Any]) -> dict[str, Any]:
    """Put the examples into the description. FastAPI would take every null out of them, and an answer without it is another one."""
    examples = _examples()
    for item in described["paths"].values():
        for operation in item.values():
            if example := examples.get(operation.get("operationId")):
                operation["responses"]["200"]["content"]["application/json"]["example"] = example
    return described
