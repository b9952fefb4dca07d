"""What `papi storage` says, in Vietnamese and in English."""

WORDS: dict[str, tuple[str, str]] = {
    "no_keys": (
        "Chưa có khóa lưu trữ: tệp nằm trong kho ở dạng gốc. `papi storage keys create` tạo khóa đầu tiên.",
        "There is no storage key: files lie in the store as they are. `papi storage keys create` makes the first one.",
    ),
    "in_use": ("đang dùng", "in use"),
    "kept": ("cũ", "older"),
    "key": (
        "{id}  {state:<9}  tạo {made:%H:%M %d/%m/%Y}, {count} tệp cần",
        "{id}  {state:<9}  made {made:%H:%M %d/%m/%Y}, needed by {count} files",
    ),
    "missing": ("  THIẾU trong thư mục khóa", "  MISSING in the key directory"),
    "wrong": ("  SAI: không phải khóa đã dùng", "  WRONG: not the key that was used"),
    "created": (
        "Đã tạo khóa lưu trữ {id}: tệp mới được mã hóa từ bây giờ, không phải khởi động lại. `papi storage encrypt` mã hóa tệp cũ.",
        "The storage key {id} is made: new files are encrypted from now on, without a restart. `papi storage encrypt` does the older ones.",
    ),
    "keep_key": (
        "Máy chủ đặt trên máy khác phải có tệp {path}. Hãy sao lưu khóa: mất khóa là mất tệp.",
        "Servers on other machines need the file {path}. Back the key up: without it the files are lost.",
    ),
    "rotated": (
        "Khóa mới {id}; đã bọc lại {count} khóa dữ liệu. Máy chủ dùng ngay, không phải khởi động lại.",
        "The new key is {id}; {count} data keys are wrapped with it. Servers use it without a restart.",
    ),
    "resumed": (
        "Đã làm nốt lần đổi khóa trước: {count} khóa dữ liệu được bọc bằng khóa {id}. Muốn có khóa mới nữa thì chạy lại lệnh.",
        "The rotation that was broken off is finished: {count} data keys are wrapped with the key {id}. Run it again for yet another key.",
    ),
    "old_keys": (
        "Các khóa cũ vẫn còn: `papi storage keys retire ID` bỏ khóa không tệp nào cần nữa.",
        "The older keys are still there: `papi storage keys retire ID` takes one away that no file needs.",
    ),
    "retired": (
        "Đã bỏ khóa {id}. Bản sao lưu làm trước đây vẫn cần khóa này: hãy giữ khóa cùng bản sao lưu.",
        "The key {id} is retired. Backups made earlier still need it: keep it with them.",
    ),
    "encrypted": ("Đã mã hóa {count} tệp.", "{count} files are encrypted."),
    "papers": (
        "Văn bản lập sẵn từ trước và tệp đang tải dở giữ nguyên dạng cho đến khi xong hoặc hết hạn.",
        "Papers made earlier and uploads under way stay as they are until they end or expire.",
    ),
    "reencrypted": ("Đã mã hóa lại {count} tệp bằng khóa dữ liệu mới.", "{count} files have new data keys."),
    "unsound": (
        "{count} tệp thiếu hoặc hỏng nên giữ nguyên; `papi storage check --deep` cho biết thêm:",
        "{count} files are missing or damaged and were left as they are; `papi storage check --deep` tells more:",
    ),
    "copied": (
        "Đã chép và đối chiếu {copied} tệp, {before} tệp có từ trước. Kho cũ giữ nguyên.",
        "{copied} objects are copied and verified, {before} were there before. Nothing was deleted here.",
    ),
    "switch": (
        "Dừng máy chủ, chạy lại lệnh này cho tệp mới, đặt PAPI_STORAGE_URL={to}, chạy `papi storage check --deep`, khởi động lại.",
        "Stop the servers, run this again for what is new, set PAPI_STORAGE_URL={to}, run `papi storage check --deep`, start again.",
    ),
    "lost": ("Thiếu trong kho hiện tại:", "Missing in the present store:"),
    "damaged": ("Hỏng hoặc bị thay thế:", "Damaged or replaced:"),
    "locked": ("Không có khóa để mở:", "No key opens them:"),
    "stray": ("Không có bản ghi (tự dọn sau một ngày):", "Without a row (swept after a day):"),
    "checked": (
        "{rows} tệp ({encrypted} đã mã hóa): thiếu {missing}, hỏng {damaged}, không mở được {locked}; {stray} tệp không có bản ghi.",
        "{rows} files ({encrypted} encrypted): {missing} missing, {damaged} damaged, {locked} without key; {stray} objects without a row.",
    ),
    "progress": ("{done}/{total} tệp, {size_done:.1f}/{size:.1f} MB", "{done}/{total} files, {size_done:.1f}/{size:.1f} MB"),
    "broken_off": (
        "Đã dừng giữa chừng, không mất gì; chạy lại lệnh để làm tiếp.",
        "Stopped in the middle; nothing is lost, and the same command goes on from there.",
    ),
}


def words(name: str, language: str, **values: object) -> str:
    """A sentence in the language asked for."""
    return WORDS[name][1 if language == "en" else 0].format(**values)
