from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal, cast
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, StrictInt, StringConstraints, model_validator

from papi.access.addresses import network_of
from papi.access.assertions import KeysUnfit, public_keys, thumbprint_of
from papi.access.credentials import LONGEST_OVERLAP, OVERLAP_HOURS
from papi.access.scopes import MACHINE_SCOPES
from papi.api_clients.workflow import ClientState
from papi.kit import clock
from papi.kit.paging import PageQuery
from papi.kit.problems import BilingualError
from papi.kit.schemas import Flag, Input, Moment, ShortText

MachineScope = Literal["reports:read", "scores:read", "evidence:read", "measures:write", "events:read", "delivery:receipt"]
assert set(MachineScope.__args__) == MACHINE_SCOPES.keys(), "the description names the scopes that there are"


def _network(text: str) -> str:
    try:
        return str(network_of(text))
    except ValueError:
        raise BilingualError(
            "Cần một địa chỉ IP hoặc dải CIDR như 203.0.113.0/24.", "An address or a network such as 203.0.113.0/24 is needed."
        ) from None


def _keys(given: dict[str, Any]) -> dict[str, Any]:
    try:
        return public_keys(given)
    except KeysUnfit as unfit:
        raise BilingualError(unfit.vi, unfit.en) from None


def _later(moment: datetime) -> datetime:
    if moment <= clock.real():
        raise BilingualError("Thời hạn phải ở tương lai.", "It must end in the future.")
    return moment


ClientName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=120)]
Address = Annotated[str, StringConstraints(max_length=64), AfterValidator(_network)]
Addresses = Annotated[list[Address], Field(max_length=50)]
Scopes = Annotated[list[MachineScope], Field(min_length=1, max_length=10)]
PublicKeys = Annotated[dict[str, Any], AfterValidator(_keys)]
Later = Annotated[Moment, AfterValidator(_later)]
CallsAMinute = Annotated[StrictInt, Field(ge=1, le=100_000)]
UnitIds = Annotated[list[UUID], Field(min_length=1, max_length=200)]


class ClientSelf(BaseModel):
    """The client that calls, as its token lets it. `unit_ids` are those whose matters it sees; null for all units."""

    client_id: UUID
    name: str
    scopes: list[str]
    unit_ids: list[UUID] | None


class ClientUnit(BaseModel):
    id: UUID
    code: str
    name: str


class ClientSecret(BaseModel):
    """A live secret: how it begins, and when it ends, if it does."""

    beginning: str
    created_at: datetime
    expires_at: datetime | None


class ClientKey(BaseModel):
    """A public key with which the client signs who it is, and its thumbprint (RFC 7638)."""

    kid: str | None
    kind: str
    thumbprint: str


class ApiClientRow(BaseModel):
    """A connected system. `units` are those whose matters it reads; null for all. No `allowed_addresses` means any. `calls_a_minute` is its
    own bound; null for that of every system."""

    id: UUID
    version: int
    name: str
    contact: str
    scopes: list[str]
    units: list[ClientUnit] | None
    allowed_addresses: list[str]
    keys: list[ClientKey]
    secrets: list[ClientSecret]
    state: ClientState
    expires_at: datetime | None
    created_at: datetime
    created_by: str
    last_used_at: datetime | None
    last_used_address: str | None
    calls_a_minute: int | None
    allowed_actions: list[str]


class ApiClientSecret(ApiClientRow):
    """A connected system with its new secret, which is shown this once; null for one that signs with its own keys alone."""

    client_secret: str | None


class ApiClientCreate(Input):
    """`unit_ids` null means all units. With `jwks` the client may sign who it is; then `with_secret` may be false."""

    name: ClientName
    contact: ShortText
    scopes: Scopes
    unit_ids: UnitIds | None = None
    allowed_addresses: Addresses = Field(default_factory=list[str])
    jwks: PublicKeys | None = None
    with_secret: Flag = True
    expires_at: Later | None = None
    calls_a_minute: CallsAMinute | None = None

    @model_validator(mode="after")
    def _shows_who_it_is(self) -> "ApiClientCreate":
        if not self.with_secret and self.jwks is None:
            raise BilingualError("Cần bí mật hoặc khóa công khai.", "A secret or public keys are needed.")
        return self


class ApiClientUpdate(Input):
    """What changes. `unit_ids: null` gives all units, `jwks: null` takes the keys away, `expires_at: null` the end, `calls_a_minute: null`
    the bound of its own."""

    name: ClientName | None = None
    contact: ShortText | None = None
    scopes: Scopes | None = None
    unit_ids: UnitIds | None = None
    allowed_addresses: Addresses | None = None
    jwks: PublicKeys | None = None
    expires_at: Later | None = None
    calls_a_minute: CallsAMinute | None = None

    @model_validator(mode="after")
    def _empties_nothing_needed(self) -> "ApiClientUpdate":
        needed = {"name", "contact", "scopes", "allowed_addresses"} & self.model_fields_set
        if any(getattr(self, name) is None for name in needed):
            raise BilingualError("Tên, đầu mối, phạm vi và địa chỉ không để trống.", "Name, contact, scopes and addresses stay.")
        return self


class Rotation(Input):
    """How long the secret that serves now still serves; 0 ends it, and all tokens that were issued, at once."""

    overlap_hours: Annotated[StrictInt, Field(ge=0, le=LONGEST_OVERLAP)] = OVERLAP_HOURS


class ApiClientQuery(PageQuery, frozen=True):
    state: ClientState | None = None
    scope: MachineScope | None = None


def keys_of(jwks: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """The keys of a set as people tell them apart."""
    found = cast(list[dict[str, str]], (jwks or {}).get("keys", []))
    return [{"kid": key.get("kid"), "kind": key["kty"], "thumbprint": thumbprint_of(key)} for key in found]
