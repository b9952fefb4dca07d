"""Everything that may differ between two installations, read once from `PAPI_*` variables."""

import re
from datetime import datetime
from email.utils import parseaddr
from functools import cached_property
from ipaddress import ip_network
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import URL, make_url

DEMO_PASSWORD = "vungtau-2024-demo"  # noqa: S105 - public on purpose, and refused outside demo mode
DEMO_STARTS_AT = "2024-09-17T09:00:00+07:00"

_SHORTEST_TOKEN = 16
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class Settings(BaseSettings):
    """Settings of one process. Sizes are bytes, periods seconds."""

    model_config = SettingsConfigDict(env_prefix="PAPI_", extra="ignore", frozen=True)

    host: str = "127.0.0.1"
    port: int = 8000
    data_dir: Path = Path(".data")
    database_url: str = ""
    storage_url: str = ""
    secret_dir: Path | None = None
    public_url: str = ""
    trusted_proxies: str = ""
    trusted_hosts: str = ""
    demo: bool = False
    demo_password: SecretStr = SecretStr(DEMO_PASSWORD)
    business_date: datetime | None = None
    signature_roots: Path | None = None
    clamav: str = ""
    metrics_token: SecretStr = SecretStr("")
    spa_dir: Path | None = None
    migrations_dir: Path | None = None
    totp_required_roles: str = ""
    local_sign_in: Literal["all", "admins"] = "all"
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr = SecretStr("")
    oidc_client_secret_file: Path | None = None
    oidc_scopes: str = "openid profile email"
    oidc_label: str = "Đăng nhập bằng tài khoản của tỉnh"
    oidc_label_en: str = "Sign in with the province's account"
    oidc_link_by: Literal["email", "username"] = "email"
    oidc_username_claim: str = "preferred_username"
    oidc_second_factor: str = ""
    embedded_worker: bool = True
    smtp_url: SecretStr = SecretStr("")
    mail_from: str = ""
    job_lease_seconds: float = Field(default=60, ge=1, le=3600)
    webhook_allowed_networks: str = ""
    webhook_failing_hours: float = Field(default=120, gt=0, le=720)
    webhook_given_up: int = Field(default=20, ge=1, le=10_000)
    province_url: str = ""
    province_token_url: str = ""
    province_client_id: str = ""
    province_client_secret: SecretStr = SecretStr("")
    province_scope: str = ""
    province_allowed_networks: str = ""
    province_patience_seconds: float = Field(default=30, gt=0, le=300)
    province_given_up_hours: float = Field(default=72, gt=0, le=720)
    max_upload_bytes: int = Field(default=50 * 1024 * 1024, gt=0)
    max_body_bytes: int = Field(default=2 * 1024 * 1024, gt=0)
    file_rows: int = Field(default=20_000, ge=1, le=100_000)
    export_rows: int = Field(default=100_000, ge=1, le=100_000)
    export_days: float = Field(default=7, gt=0, le=90)
    calls_a_minute: int = Field(default=600, ge=1, le=100_000)
    database_pool_size: int = Field(default=10, gt=0)

    @field_validator("business_date", "signature_roots", "oidc_client_secret_file", mode="before")
    @classmethod
    def _blank_is_absent(cls, value: object) -> object:
        return None if value == "" else value

    @field_validator("clamav")
    @classmethod
    def _names_a_scanner(cls, value: str) -> str:
        if value and not re.fullmatch(r"unix:///[^?#]+|tcp://([^\s/?#@:\[\]]+|\[[0-9a-fA-F:]+\]):[0-9]{1,5}", value):
            raise ValueError("the socket of clamd is needed, such as unix:///run/clamav/clamd.ctl or tcp://clamav:3310")
        return value

    @field_validator("webhook_allowed_networks", "province_allowed_networks")
    @classmethod
    def _names_networks(cls, value: str) -> str:
        for part in filter(None, map(str.strip, value.split(","))):
            try:
                ip_network(part)
            except ValueError:
                raise ValueError(f"networks are needed, such as 10.20.0.0/16, 192.0.2.7/32; {part!r} is none") from None
        return value

    @field_validator("metrics_token")
    @classmethod
    def _is_hard_to_guess(cls, value: SecretStr) -> SecretStr:
        if 0 < len(value) < _SHORTEST_TOKEN:
            raise ValueError(f"a token of at least {_SHORTEST_TOKEN} characters is needed: nothing slows guessing down")
        return value

    @field_validator("smtp_url")
    @classmethod
    def _names_a_mail_server(cls, value: SecretStr) -> SecretStr:
        if value and not re.fullmatch(r"(smtp|smtp\+starttls|smtps)://([^/?#@\s]+@)?[^/?#@\s]+", value.get_secret_value()):
            raise ValueError(
                "a mail server is needed, such as smtp+starttls://user:password@mail.example.vn:587 (or smtp://, smtps://); signs in user "
                "and password that an address does not take are written as %40"
            )
        return value

    @model_validator(mode="after")
    def _can_send_mails(self) -> "Settings":
        if not self.smtp_url:
            return self
        if not re.fullmatch(r"[!-~]+@[!-~]+", self.mail_sender[1]):
            raise ValueError('PAPI_MAIL_FROM is needed beside PAPI_SMTP_URL, such as "PAPI Vũng Tàu <papi@vungtau.example.vn>"')
        url = urlsplit(self.smtp_url.get_secret_value())
        if url.password and url.scheme == "smtp" and url.hostname not in _LOOPBACK:
            raise ValueError("the password of PAPI_SMTP_URL would travel in the open: use smtp+starttls:// or smtps://")
        return self

    @model_validator(mode="after")
    def _can_ask_the_identity_provider(self) -> "Settings":
        if not self.oidc_issuer:
            if self.local_sign_in == "admins":
                raise ValueError("PAPI_LOCAL_SIGN_IN=admins needs PAPI_OIDC_ISSUER: nobody else could sign in")
            return self
        url = urlsplit(self.oidc_issuer)
        if url.scheme != "https" and not (url.scheme == "http" and url.hostname in _LOOPBACK):
            raise ValueError("PAPI_OIDC_ISSUER must be an https:// address, as its provider spells it")
        if not self.oidc_client_id or not self.oidc_secret:
            raise ValueError("PAPI_OIDC_CLIENT_ID and PAPI_OIDC_CLIENT_SECRET (or _FILE) are needed beside PAPI_OIDC_ISSUER")
        if "openid" not in self.oidc_scopes.split():
            raise ValueError('PAPI_OIDC_SCOPES must hold "openid"')
        return self

    @cached_property
    def oidc_secret(self) -> str:
        """The secret by which the identity provider knows us, given or in a file."""
        if self.oidc_client_secret_file is not None:
            try:
                return self.oidc_client_secret_file.read_text("utf-8").strip()
            except (OSError, UnicodeError) as error:
                why = getattr(error, "strerror", None) or "it is no text"
                raise ValueError(f"PAPI_OIDC_CLIENT_SECRET_FILE cannot be read from {self.oidc_client_secret_file}: {why}") from None
        return self.oidc_client_secret.get_secret_value()

    @cached_property
    def oidc_values_of_second_factor(self) -> frozenset[str]:
        """What in `amr` or `acr` says that the provider asked for a second factor; empty believes none."""
        return frozenset(part.strip() for part in self.oidc_second_factor.split(",") if part.strip())

    @model_validator(mode="after")
    def _can_reach_the_province(self) -> "Settings":
        if self.province_url and not (self.province_client_id and self.province_client_secret):
            raise ValueError("PAPI_PROVINCE_CLIENT_ID and PAPI_PROVINCE_CLIENT_SECRET are needed beside PAPI_PROVINCE_URL")
        return self

    @cached_property
    def mails(self) -> bool:
        """Whether mails are sent at all."""
        return bool(self.smtp_url)

    @cached_property
    def mail_sender(self) -> tuple[str, str]:
        """Name and address that mails come from."""
        return parseaddr(self.mail_from)

    @cached_property
    def database(self) -> URL:
        """The database's address with the asynchronous driver that we use for it."""
        url = make_url(self.database_url or f"sqlite:///{self.data_dir.resolve() / 'papi.sqlite3'}")
        drivers = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}
        return url.set(drivername=drivers.get(url.drivername, url.drivername))

    @cached_property
    def storage(self) -> str:
        """Where evidence lives, as a URL: `file://…` or `s3://bucket/prefix`."""
        return self.storage_url or f"file://{self.data_dir.resolve() / 'files'}"

    @cached_property
    def incoming_dir(self) -> Path:
        """Where a file lies while it is being received or drawn."""
        return self.data_dir / "incoming"

    @cached_property
    def secrets_path(self) -> Path:
        """The directory of the signing keys."""
        return self.secret_dir or self.data_dir / "secrets"

    @cached_property
    def issuer(self) -> str:
        """Our own address as callers see it: issuer of tokens, allowed origin, base of links in mails."""
        return self.public_url.rstrip("/") or f"http://{self.host}:{self.port}"

    @cached_property
    def is_loopback(self) -> bool:
        """Whether callers reach us over this machine's own network alone, where http is acceptable."""
        return urlsplit(self.issuer).hostname in _LOOPBACK

    @cached_property
    def proxies(self) -> list[str]:
        """Addresses whose `X-Forwarded-*` headers are believed."""
        return [part.strip() for part in self.trusted_proxies.split(",") if part.strip()]

    @cached_property
    def roles_with_second_factor(self) -> list[str]:
        """Codes of the roles that may not do without a second factor."""
        return [part.strip() for part in self.totp_required_roles.split(",") if part.strip()]

    @cached_property
    def hosts(self) -> list[str]:
        """Names under which requests are accepted; empty accepts any."""
        return [part.strip() for part in self.trusted_hosts.split(",") if part.strip()]

    @cached_property
    def objection(self) -> str | None:
        """Why nobody should serve with these settings, in words for the person who starts the server."""
        if not self.demo and self.demo_password.get_secret_value() != DEMO_PASSWORD:
            return "PAPI_DEMO_PASSWORD is set, but this is no demo: unset it, or set PAPI_DEMO=1."
        if not self.is_loopback and not self.issuer.startswith("https://"):
            return (
                f"This server would be reached at {self.issuer}, where passwords travel in the open: set PAPI_PUBLIC_URL to its "
                "https:// address, or listen on 127.0.0.1. (Máy chủ chỉ phục vụ máy khác qua https.)"
            )
        return None
