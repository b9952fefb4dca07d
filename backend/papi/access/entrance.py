"""What signing in goes by on this installation."""

from collections.abc import Sequence
from dataclasses import dataclass

from papi.access.permissions import Role
from papi.access.tokens import Issuer
from papi.kit.installation import StartRefused
from papi.kit.secretbox import SecretBox


@dataclass(frozen=True)
class Entrance:
    """Who issues tokens, what opens the secrets of second factors, and which roles may not do without one.

    `admins_only` says that all others sign in by the identity provider alone.
    """

    issuer: Issuer
    box: SecretBox
    strong_roles: frozenset[Role]
    admins_only: bool = False


def roles_named(codes: Sequence[str]) -> frozenset[Role]:
    """The roles of a setting. One that is misspelled must not leave its people without the second factor: nothing starts then."""
    known = {role.value: role for role in Role}
    if unknown := sorted(set(codes) - known.keys()):
        raise StartRefused(
            f"PAPI_TOTP_REQUIRED_ROLES names roles that there are not: {', '.join(unknown)}. Known are {', '.join(known)}. "
            "(Có vai trò ghi sai trong PAPI_TOTP_REQUIRED_ROLES.)"
        )
    return frozenset(known[code] for code in codes)
