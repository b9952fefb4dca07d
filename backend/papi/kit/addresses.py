"""Web addresses that people typed in, taken apart once: whoever judges one and whoever calls it read the same."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

MOST = 2000
_DEFAULTS = {"https": 443, "http": 80}
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9_-]{1,63}(?<!-))*\.?")
_PATH = re.compile(r"[!-~]*")


class WrongAddress(ValueError):
    """No address that we call; in both languages why."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.vi = vi
        self.en = en


class Target(NamedTuple):
    """Where a request goes. `host` is a name in ASCII or an address; `path` has the query with it."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def encrypted(self) -> bool:
        return self.scheme == "https"

    @property
    def authority(self) -> str:
        """As the Host header says it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULTS[self.scheme] else f"{host}:{self.port}"


def parse_target(url: str) -> Target:
    """The parts of an address; refused where two readers could read it differently."""
    if len(url) > MOST or not _PATH.fullmatch(url) or "\\" in url:
        raise WrongAddress("Địa chỉ chỉ gồm chữ không dấu, số và dấu câu thường.", "An address has plain signs alone.")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise WrongAddress("Địa chỉ không đúng.", "This is no address.") from None
    if parts.scheme not in _DEFAULTS or not parts.hostname:
        raise WrongAddress("Cần địa chỉ bắt đầu bằng https://.", "An address that begins with https:// is needed.")
    if "@" in parts.netloc:
        raise WrongAddress("Không ghi tên đăng nhập, mật khẩu trong địa chỉ.", "No user name or password belongs into the address.")
    if parts.fragment:
        raise WrongAddress("Bỏ phần sau dấu #.", "Leave out what stands after #.")
    if ":" not in parts.hostname and not _NAME.fullmatch(parts.hostname):
        raise WrongAddress("Tên máy chủ không đúng.", "This is no name of a server.")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, parts.hostname, port or _DEFAULTS[parts.scheme], path)
