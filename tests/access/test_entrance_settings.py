"""Settings of the sign-in that cannot be meant are refused in words before anybody is served."""

from pathlib import Path

import pytest

from papi.access.entrance import roles_named
from papi.access.permissions import Role
from papi.kit.installation import StartRefused
from papi.serving import prepare
from papi.settings import Settings


def settings(**given: object) -> Settings:
    provider = {"oidc_issuer": "https://taikhoan.example.vn", "oidc_client_id": "papi"}
    return Settings.model_validate({**provider, **given})


async def test_a_role_that_there_is_not_needs_no_second_factor_and_nothing_starts(tmp_path: Path) -> None:
    given = Settings.model_validate({"data_dir": tmp_path / "none", "totp_required_roles": "admin, cordinator"})

    with pytest.raises(StartRefused, match="roles that there are not: cordinator"):
        await prepare(given, 1)

    assert not (tmp_path / "none").exists()
    assert roles_named(["admin", "coordinator"]) == {Role.ADMIN, Role.COORDINATOR}


def test_the_secret_of_the_provider_is_read_from_its_file_rather_than_from_the_environment(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("bí-mật-trong-tệp\n", "utf-8")

    assert settings(oidc_client_secret_file=file, oidc_client_secret="khác").oidc_secret == "bí-mật-trong-tệp"
    assert settings(oidc_client_secret_file="", oidc_client_secret="khác").oidc_secret == "khác"


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "cannot be read from .*: No such file"), (b"\xff\xfe", "it is no text"), (b" \n", "are needed beside PAPI_OIDC_ISSUER")],
)
def test_a_file_without_a_secret_is_named(tmp_path: Path, content: bytes | None, said: str) -> None:
    file = tmp_path / "secret"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(ValueError, match=said):
        settings(oidc_client_secret_file=file)
