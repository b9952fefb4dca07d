"""Personal access tokens: a person's own, for scripts. They do what the person may, but never what keeps accounts safe."""

from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.credentials import PERSONAL_TOKEN, is_genuine
from papi.access.models import PersonalToken
from papi.access.sessions import digest
from papi.kit import clock
from papi.kit.db import SAFE_METHODS
from papi.kit.errors import Forbidden, TokenRefused
from papi.kit.transport import API

_CLOSED = ("/auth/", "/me/", "/api-clients", "/personal-tokens", "/webhooks", "/deliveries")
"""What is for people at a screen: passwords, sessions, tokens, connected systems, how people sign in."""

_CLOSED_TO_CHANGES = ("/users", "/delegations")
"""What scripts may read, and people alone may change."""

_READING_ALL_THE_SAME = ("/exports",)
"""What is sent by `POST` and changes nothing: a list asked for as a file."""


class PersonalTokenEnded(TokenRefused):
    code = "personal_token_ended"
    vi = "Mã truy cập cá nhân không đúng, đã hết hạn hoặc đã bị thu hồi. Tạo mã mới ở trang tài khoản của tôi."
    en = "The personal access token is wrong, has expired or was revoked. Make a new one on your account's page."


class PersonalTokenWeak(Forbidden):
    code = "personal_token_weak"
    vi = "Vai trò này cần xác thực hai bước, mà mã truy cập được tạo khi chưa xác thực. Đăng nhập bằng hai bước rồi tạo mã mới."
    en = "This role needs a second factor, and the token was made without one. Sign in with both, then make a new token."


class PersonalTokenReads(Forbidden):
    code = "personal_token_reads"
    vi = "Mã truy cập cá nhân này chỉ được đọc. Muốn ghi, tạo mã có quyền ghi."
    en = "This personal access token only reads. To write, make one that may."

    def __init__(self) -> None:
        super().__init__(headers={"WWW-Authenticate": 'Bearer realm="papi", error="insufficient_scope", scope="write"'})


class PersonalTokenClosed(Forbidden):
    code = "personal_token_closed"
    vi = "Tài khoản, mật khẩu, mã truy cập và kết nối chỉ làm được khi đăng nhập, không dùng mã truy cập cá nhân."
    en = "Accounts, passwords, tokens and connections are for people who are signed in, not for a personal access token."


class PersonalTokenNoTicket(Forbidden):
    code = "personal_token_no_ticket"
    vi = "Mã truy cập cá nhân tải tệp thẳng ở địa chỉ “content” hoặc “pack”, không cần địa chỉ một phút."
    en = "A personal access token downloads the file itself at “content” or “pack”; it needs no one-minute address."


def require_served(method: str, path: str, *, may_write: bool) -> None:
    """Refuse what a personal token does not do. `path` is that of the route, without ids."""
    place = path.removeprefix(API)
    safe = method in SAFE_METHODS
    sessions = place.startswith("/users/") and place.count("/") > 2
    if place.startswith(_CLOSED) or sessions or (not safe and place.startswith(_CLOSED_TO_CHANGES)):
        raise PersonalTokenClosed
    if place.endswith("/ticket"):
        raise PersonalTokenNoTicket
    require_right(method, path, may_write=may_write)


def require_right(method: str, path: str, *, may_write: bool) -> None:
    """Refuse a change by a token that only reads: known before it is known which route is asked for."""
    if method not in SAFE_METHODS and not may_write and path.removeprefix(API) not in _READING_ALL_THE_SAME:
        raise PersonalTokenReads


async def find_live_token(session: AsyncSession, text: str) -> PersonalToken | None:
    """The token that a text is, unless it was revoked or has ended."""
    if not is_genuine(text, PERSONAL_TOKEN):
        return None
    live = (PersonalToken.revoked_at.is_(None), PersonalToken.expires_at > clock.real())
    found = select(PersonalToken).where(PersonalToken.token_hash == digest(text), *live)
    return await session.scalar(found.with_for_update(key_share=True))


async def revoke_tokens(session: AsyncSession, person_id: UUID, by: UUID) -> None:
    """End all tokens of a person for good."""
    live = (PersonalToken.person_id == person_id, PersonalToken.revoked_at.is_(None))
    ended = update(PersonalToken).where(*live).values(revoked_at=clock.real(), revoked_by=by)
    await session.execute(ended.execution_options(synchronize_session=False))


async def weaken_tokens(session: AsyncSession, person_id: UUID) -> None:
    """The second factor that they were made with is no more: they no longer count as made with one."""
    weak = update(PersonalToken).where(PersonalToken.person_id == person_id).values(second_factor=False)
    await session.execute(weak.execution_options(synchronize_session=False))
