from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints, model_validator

from papi.access.permissions import Role
from papi.kit import clock
from papi.kit.paging import PageQuery
from papi.kit.problems import BilingualError
from papi.kit.schemas import Flag, Input, ShortText

Email = Annotated[str, StringConstraints(max_length=254, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]


class TokenRead(BaseModel):
    """An access token of 15 minutes (`at+jwt`, ES256). `refresh_token` is null for the browser, which gets it as a cookie,
    and absent for another system."""

    access_token: str
    token_type: str
    expires_in: int
    refresh_token: str | None = None
    scope: str


class MemberUnit(BaseModel):
    id: UUID
    code: str
    name: str
    kind: str


class MembershipRead(BaseModel):
    """A role in a unit. `on_behalf_of` names the head whose role it is, where it was delegated."""

    id: UUID
    role: Role
    unit: MemberUnit
    valid_from: date
    valid_to: date | None
    on_behalf_of: str | None


class DemoRead(BaseModel):
    """The demo's calendar: what day it is in the plan, and when the calendar began."""

    business_now: datetime
    started_at: datetime | None


class MeRead(BaseModel):
    """The caller: who, in which membership, with what permissions. `demo` is null outside the demo.

    `must_change_password` and `must_set_up_totp` (the role asks for a second factor, and this session has none) come before anything else.
    """

    id: UUID
    username: str
    full_name: str
    email: str | None
    must_change_password: bool
    must_set_up_totp: bool
    signed_in_by: Literal["password", "sso"]
    membership: MembershipRead
    memberships: list[MembershipRead]
    permissions: list[str]
    idle_minutes: int
    demo: DemoRead | None


class PasswordChange(Input):
    current_password: str = Field(max_length=1000)
    new_password: str = Field(max_length=1000)


class OwnPassword(Input):
    """The password may be absent within ten minutes of signing in by the identity provider."""

    current_password: str = Field(default="", max_length=1000)


class TotpConfirm(Input):
    code: str = Field(max_length=40)


class OwnPasswordAndCode(OwnPassword):
    """`code` is of the authenticator, or a recovery code."""

    code: str = Field(max_length=40)


class SecondFactorRead(BaseModel):
    """The own second factor. `required` says that the present role may not do without, `least_password` how short a password may be."""

    active: bool
    since: datetime | None
    recovery_codes_left: int
    required: bool
    least_password: int


class TotpBegun(BaseModel):
    """Shown this once: the secret to type, and the `otpauth://` address for a QR code. It counts once a code has confirmed it."""

    secret: str
    uri: str


class RecoveryCodes(BaseModel):
    """Ten codes, shown this once; each opens once in place of the authenticator's."""

    recovery_codes: list[str]


class PasswordResetUse(Input):
    username: str = Field(max_length=64)
    code: str = Field(max_length=100)
    new_password: str = Field(max_length=1000)


class ResetCode(BaseModel):
    """A one-time code, shown once."""

    code: str
    expires_at: datetime


class SessionRead(BaseModel):
    id: UUID
    client_id: str
    created_at: datetime
    last_used_at: datetime
    address: str | None
    user_agent: str | None
    current: bool


class SessionsRead(BaseModel):
    items: list[SessionRead]


class SsoOption(BaseModel):
    """What the button of the identity provider says."""

    label: str
    label_en: str


class SignInOptions(BaseModel):
    """How one may sign in here. `password: admins` means that everybody else uses the identity provider; `sso` is null without one."""

    password: Literal["all", "admins"]
    sso: SsoOption | None


class SsoBegin(Input):
    """`next` is the own path to which the browser comes back in the end."""

    next: str = Field(default="/", max_length=2000)


class SsoBegun(BaseModel):
    """Where to send the browser. Its cookie ties the way back to it, for ten minutes."""

    url: str


class SsoCode(Input):
    code: str = Field(max_length=40)


class IdentityRead(BaseModel):
    """A linked account at the identity provider; `name` is how that calls it."""

    id: UUID
    name: str
    issuer: str
    linked_at: datetime
    last_used_at: datetime


class IdentitiesRead(BaseModel):
    items: list[IdentityRead]


class PersonRow(BaseModel):
    """A person with an account, and their memberships. `second_factor` is null for whoever does not manage people."""

    id: UUID
    version: int
    username: str
    full_name: str
    email: str | None
    active: bool
    must_change_password: bool
    second_factor: bool | None
    last_signed_in_at: datetime | None
    memberships: list[MembershipRead]
    allowed_actions: list[str]


class PersonCreated(PersonRow):
    """A new account; `one_time_password` is shown this once and must be changed at the first sign-in."""

    one_time_password: str


class PersonCreate(Input):
    username: str = Field(min_length=3, max_length=64, pattern=r"^[a-z0-9][a-z0-9._-]+$")
    full_name: ShortText
    email: Email | None = None
    unit_id: UUID
    role: Role


class PersonUpdate(Input):
    full_name: ShortText | None = None
    email: Email | None = None
    active: Flag | None = None


class MembershipCreate(Input):
    """`valid_from` is today unless given; `valid_to` is the last day, none unless given."""

    unit_id: UUID
    role: Role
    valid_from: date | None = None
    valid_to: date | None = None

    @model_validator(mode="after")
    def _lasts_a_day(self) -> "MembershipCreate":
        if self.valid_to is not None and self.valid_to < (self.valid_from or clock.today()):
            raise BilingualError("Ngày kết thúc phải sau ngày bắt đầu.", "It must end after it begins.")
        return self


class PersonQuery(PageQuery, frozen=True):
    unit: UUID | None = None
    role: Role | None = None
    active: bool | None = None


class ImportedPerson(BaseModel):
    username: str
    full_name: str
    one_time_password: str


class PeopleImported(BaseModel):
    """What an import made (or, in a dry run, would make); the passwords are shown this once."""

    rows: int
    stored: bool
    items: list[ImportedPerson]


class DemoAccount(BaseModel):
    username: str
    full_name: str
    role: Role
    unit_name: str


class DemoAccounts(BaseModel):
    """The demo's public accounts and their one password."""

    password: str
    accounts: list[DemoAccount]
