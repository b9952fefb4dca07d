"""The fields beside a file, however they came: in a multipart body, or in the metadata of an upload in pieces."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from pydantic import ValidationError

from papi.evidence.schemas import EvidenceFields, FileFields
from papi.kit.errors import Invalid
from papi.kit.problems import field_errors
from papi.kit.schemas import Input

Fields = TypeVar("Fields", bound=Input)


def fields_of(received: Mapping[str, Sequence[str]]) -> EvidenceFields:
    """The description of a new document; refuses what is unknown or malformed."""
    single = {name: values for name, values in received.items() if name != "link_to"}
    return validated(EvidenceFields, {**_single(single), "link_to": received.get("link_to", [])})


def file_fields_of(received: Mapping[str, Sequence[str]]) -> FileFields:
    """What is said of the file of a new version; whatever describes a document is refused."""
    return validated(FileFields, _single(received))


def _single(received: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    # a field sent twice is refused as what it is: a list where one value belongs; an empty one was left empty
    single = {name: values if len(values) > 1 else values[0] for name, values in received.items()}
    return {name: value for name, value in single.items() if value != ""}


def validated(shape: type[Fields], given: Mapping[str, Any]) -> Fields:
    """The fields in their shape, or a refusal that names each wrong one."""
    try:
        return shape.model_validate(given)
    except ValidationError as error:
        located = [{**item, "loc": ("body", *item["loc"])} for item in error.errors(include_input=False, include_url=False)]
        raise Invalid(errors=field_errors(located)) from None
