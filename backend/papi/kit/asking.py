"""Reading a model of query parameters as a whole.

FastAPI describes such a model, but reads it field by field with a look at each annotation, for each request: that was a sixth of a page
of a list. Here the description stays FastAPI's, and Pydantic alone reads the model.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from fastapi import Request
from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import get_dependant
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError


def read_as_a_whole(dependant: Dependant) -> Dependant:
    """The same dependant with its models of query parameters read by Pydantic, after everything else that it depends on."""
    models = {param.name: shape for param in dependant.query_params if (shape := model_of(param.field_info.annotation)) is not None}
    single = [param for param in dependant.query_params if param.name not in models]
    reading = [get_dependant(path=dependant.path or "", call=_reader(shape), name=name) for name, shape in models.items()]
    return replace(dependant, query_params=single, dependencies=[*dependant.dependencies, *reading])


def model_of(annotation: object) -> type[BaseModel] | None:
    """The annotation where it is a model."""
    return annotation if isinstance(annotation, type) and issubclass(annotation, BaseModel) else None


def _reader(model: type[BaseModel]) -> Callable[[Request], Awaitable[BaseModel]]:
    async def read(request: Request) -> BaseModel:
        try:
            return model.model_validate(dict(request.query_params))
        except ValidationError as error:
            wrong = [{**found, "loc": ("query", *found["loc"])} for found in error.errors(include_url=False)]
            raise RequestValidationError(wrong) from None

    return read
