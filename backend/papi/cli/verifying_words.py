"""What is said alike of everything that this installation has signed, and of what cannot be read; Vietnamese, then English."""

from papi.access.verdicts import Verdict

MARKS: dict[bool, tuple[str, str]] = {True: ("đúng ", "ok   "), False: ("SAI  ", "WRONG")}
KEY_WORDS: dict[tuple[str, bool], tuple[str, str]] = {
    ("key_unknown", False): ("Khóa {key} không có trong các khóa đã cho.", "The key {key} is not among the keys that were given."),
    ("key_named", True): ("Mã khóa {key} đúng với khóa.", "The key's id {key} fits the key."),
    ("key_named", False): ("Mã khóa {key} không đúng với khóa.", "The key's id {key} does not fit the key."),
    ("signature", True): ("Chữ ký ES256 hợp lệ.", "The ES256 signature is valid."),
    ("signature", False): ("Chữ ký không hợp lệ.", "The signature is not valid."),
    ("key_given", True): ("Khóa {key} đã đối chiếu với nguồn được cho.", "The key {key} was compared with the source that was given."),
    ("key_claimed", True): ("Khóa trong tệp, chưa đối chiếu. Dùng --key.", "The key is the file's own, not compared. Use --key."),
}
VERDICT_WORDS: dict[Verdict, tuple[str, str]] = {
    Verdict.GENUINE: ("NGUYÊN VẸN, ký bằng khóa đã đối chiếu.", "GENUINE, signed with the key that was compared."),
    Verdict.UNPROVEN: (
        "Nguyên vẹn theo khóa trong tệp; chưa biết khóa của ai.",
        "Whole by the file's own key; whose key it is, is not known.",
    ),
    Verdict.REFUSED: ("KHÔNG NGUYÊN VẸN.", "NOT GENUINE."),
}
UNREADABLE_WORDS: dict[str, tuple[str, str]] = {
    "absent": ("{what}: không có tệp này.", "{what}: there is no such file."),
    "folder": ("{what}: là thư mục, không phải tệp.", "{what}: is a directory, not a file."),
    "forbidden": ("{what}: không có quyền đọc.", "{what}: may not be read."),
    "unreadable": ("{what}: không đọc được.", "{what}: cannot be read."),
    "large": ("{what}: lớn hơn mọi bản niêm phong.", "{what}: is larger than any sealed copy."),
    "no_folder": ("{what}: không phải thư mục.", "{what}: is not a directory."),
    "no_keys": ("{what}: không phải bộ khóa (JWKS).", "{what}: is not a key set (JWKS)."),
    "no_address": ("{what}: địa chỉ không hợp lệ.", "{what}: is not an address."),
    "no_answer": ("{what}: không tải được bộ khóa từ địa chỉ này.", "{what}: no key set could be fetched from there."),
}
SHARED_PARAMETERS: dict[str, tuple[str, str]] = {
    "key": (
        "Bộ khóa (JWKS): tệp hoặc địa chỉ https, như …/.well-known/papi-seal-keys.json",
        "Key set (JWKS) as a file or an https address, such as …/.well-known/papi-seal-keys.json",
    ),
    "language": ("Ngôn ngữ: vi hoặc en", "Language: vi or en"),
    "help": ("Xem hướng dẫn này.", "Show this message and exit."),
}
