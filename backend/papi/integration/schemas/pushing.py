from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, SkipValidation

from papi.integration.models import ProvinceState
from papi.kit.schemas import Day, Flag, Input, ProblemField, Reason
from papi.measures.actions.storing import FigureOutcome
from papi.measures.schemas import Code, FiguresGiven

MOST_ROWS, MOST_MESSAGES = 1_000, 200
LOCAL = "local"
ShortCode = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[!-~]+$")]

FIGURES_EXAMPLE: dict[str, Any] = {
    "dry_run": False,
    "rows": [
        {
            "unit_code": "26506",
            "unit_scheme": "GSO",
            "measure": "dvc_online_rate",
            "period": "202408",
            "value": "81.25",
            "numerator": "325",
            "denominator": "400",
            "source": "dvcqg",
            "source_at": "2024-09-01T02:00:00+07:00",
        },
        {"unit_code": "26506", "unit_scheme": "GSO", "measure": "tthc_late", "period": "2024-08", "value": 3, "source": "dvc"},
        {"unit_code": "00000", "unit_scheme": "GSO", "measure": "tthc_late", "period": "202408", "value": "3", "source": "dvc"},
    ],
}
STATUS_EXAMPLE: dict[str, Any] = {
    "dry_run": False,
    "messages": [
        {
            "message_id": "LGSP-2024-000123",
            "reference": "01900000-0000-7000-8000-000000000000",
            "state": "received",
            "happened_on": "2024-09-19",
            "their_reference": "HCM-BC-2024-0456",
        }
    ],
}


def _items(shape: str) -> dict[str, Any]:
    """The shape of rows that are read one by one, which no description finds by itself."""
    return {"items": {"$ref": f"#/components/schemas/{shape}"}}


class FigureRow(FiguresGiven):
    """One figure. The unit is named by a code and its scheme (`local`, `GSO`, `QD20`, `QCVN102` …) as it was valid in the period."""

    unit_code: str = Field(min_length=1, max_length=64)
    unit_scheme: str = Field(default=LOCAL, min_length=1, max_length=32)
    source: Code


class FiguresPush(Input):
    """Up to 1,000 figures. With `dry_run` nothing is stored, and the answer says what would be."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [FIGURES_EXAMPLE]})

    dry_run: Flag = False
    rows: Annotated[list[SkipValidation[FigureRow]], Field(min_length=1, max_length=MOST_ROWS, json_schema_extra=_items("FigureRow"))]


class RowOutcome(BaseModel):
    """What became of a row, by its place in the call. `id` is the value that holds, `supersedes` the one that it took the place of. A
    refused row has a `code`, and in `errors` where and why; the pointers lead into the body of the call."""

    row: int
    outcome: FigureOutcome | str
    id: UUID | None
    supersedes: UUID | None
    code: str | None
    errors: list[ProblemField]


class PushOutcome(BaseModel):
    """What became of a call: of all rows in their order. Rows that are right are stored together or not at all; refused ones are told here
    and stored nowhere."""

    schema_version: str
    dry_run: bool
    created: int
    unchanged: int
    corrected: int
    refused: int
    rows: list[RowOutcome]


class StatusMessage(Input):
    """What became of something that the province got. `reference`: the id of our report, or of our message. `rejected` needs a reason."""

    message_id: ShortCode
    reference: ShortCode
    state: ProvinceState
    happened_on: Day
    reason: Reason | None = None
    their_reference: ShortCode | None = None


class StatusPush(Input):
    """Up to 200 messages. The same message again is `unchanged`."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [STATUS_EXAMPLE]})

    dry_run: Flag = False
    messages: Annotated[
        list[SkipValidation[StatusMessage]], Field(min_length=1, max_length=MOST_MESSAGES, json_schema_extra=_items("StatusMessage"))
    ]
