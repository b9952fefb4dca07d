from pathlib import Path
from typing import Annotated, Literal

import typer

from papi.cli.verifying import at_of, content_of, keys_of
from papi.privacy.tombstones import examine_tombstone

app = typer.Typer()
group = typer.Typer(no_args_is_help=True, help="Biên bản xóa tài liệu (records of erased documents)")
app.add_typer(group, name="tombstone")

_HELP = "Kiểm tra biên bản xóa một tài liệu, không cần máy chủ. (Check the record of an erased document by itself.)"
_STEPS: dict[tuple[str, bool], tuple[str, str]] = {
    ("form", True): ("Tệp đúng dạng biên bản xóa.", "The file has the form of a record of an erasure."),
    ("form", False): ("Tệp không phải biên bản xóa, hoặc đã hỏng.", "The file is no record of an erasure, or is damaged."),
    ("canonical", True): ("Nội dung ở dạng JSON chuẩn tắc.", "The content is canonical JSON."),
    ("canonical", False): ("Nội dung không ở dạng chuẩn tắc: đã bị sửa.", "The content is not canonical: it was changed."),
    ("hash", True): ("Mã băm khớp nội dung.", "The hash fits the content."),
    ("hash", False): ("Mã băm không khớp nội dung.", "The hash does not fit the content."),
    ("key", True): ("Mã khóa đúng với khóa.", "The key's id fits the key."),
    ("key", False): ("Không có khóa đúng với mã khóa.", "There is no key of that id."),
    ("signature", True): ("Chữ ký ES256 hợp lệ, đúng cho tài liệu này.", "The ES256 signature is valid, and for this document."),
    ("signature", False): ("Chữ ký không hợp lệ.", "The signature is not valid."),
}
_VERDICTS: dict[int, tuple[str, str]] = {
    0: ("NGUYÊN VẸN, ký bằng khóa đã đối chiếu.", "GENUINE, signed with the key that was compared."),
    3: ("Nguyên vẹn theo khóa trong tệp; chưa đối chiếu khóa. Dùng --key.", "Whole by the file's own key, not compared. Use --key."),
    1: ("KHÔNG NGUYÊN VẸN.", "NOT GENUINE."),
}


@group.callback()
def tombstone() -> None:
    """So that `verify` stands behind the name, though it is the only command."""


@group.command(help=_HELP)
def verify(
    file: Annotated[Path, typer.Argument(help="Biên bản xóa, như khi tải về (the record, as it was downloaded)")],
    key: Annotated[list[str] | None, typer.Option(help="Bộ khóa (JWKS): tệp hoặc địa chỉ (key set: a file or an address)")] = None,
    language: Annotated[Literal["vi", "en"], typer.Option(help="vi, en")] = "vi",
) -> None:
    """Exit codes are those of `papi seal verify`: 0 genuine, 3 whole by the file's own key, 1 changed, 2 unreadable."""
    at = at_of(language)
    steps, content = examine_tombstone(content_of(file, at), keys_of(key, at))
    for name, well in steps:
        typer.echo(f"{('đúng ', 'ok   ')[at] if well else ('SAI  ', 'WRONG')[at]} {_STEPS[name, well][at]}")
    code = 1 if not all(well for _name, well in steps) else 0 if key else 3
    if code != 1:
        typer.echo(f"      {content['document']['unit']['name']}, {content['erasure']['erased_at']}")
    typer.echo(_VERDICTS[code][at])
    raise typer.Exit(code)
