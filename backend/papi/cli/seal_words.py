"""What is said about a sealed copy that was examined, and about what cannot be read; Vietnamese, then English."""

from papi.reports.sealed import Verdict

MARKS: dict[bool, tuple[str, str]] = {True: ("đúng ", "ok   "), False: ("SAI  ", "WRONG")}
EXAMINED_WORDS: dict[tuple[str, bool], tuple[str, str]] = {
    ("form", True): ("Tệp đúng dạng bản niêm phong.", "The file has the form of a sealed copy."),
    ("form", False): ("Tệp không phải bản niêm phong, hoặc đã hỏng.", "The file is no sealed copy, or is damaged."),
    ("canonical", True): ("Nội dung ở dạng JSON chuẩn tắc (RFC 8785).", "The content is canonical JSON (RFC 8785)."),
    ("canonical", False): ("Nội dung không ở dạng JSON chuẩn tắc: đã bị sửa.", "The content is not canonical JSON: it was changed."),
    ("format", True): ("Định dạng {format}.", "Format {format}."),
    ("format", False): ("Nội dung không theo định dạng {format}.", "The content is not of the format {format}."),
    ("hash", True): ("Mã băm khớp nội dung: {sha256}.", "The hash fits the content: {sha256}."),
    ("hash", False): ("Mã băm không khớp nội dung: nội dung hoặc mã băm đã bị sửa.", "The hash does not fit the content: one was changed."),
    ("key_unknown", False): ("Khóa {key} không có trong các khóa đã cho.", "The key {key} is not among the keys that were given."),
    ("key_named", True): ("Mã khóa {key} đúng với khóa.", "The key's id {key} fits the key."),
    ("key_named", False): ("Mã khóa {key} không đúng với khóa.", "The key's id {key} does not fit the key."),
    ("signature", True): ("Chữ ký ES256 hợp lệ.", "The ES256 signature is valid."),
    ("signature", False): ("Chữ ký không hợp lệ.", "The signature is not valid."),
    ("statement", True): ("Chữ ký đúng cho báo cáo này, bản số {number}.", "The signature is for this report, number {number}."),
    ("statement", False): ("Chữ ký là của bản niêm phong khác.", "The signature belongs to another seal."),
    ("key_given", True): ("Khóa {key} đã đối chiếu với nguồn được cho.", "The key {key} was compared with the source that was given."),
    ("key_claimed", True): ("Khóa trong tệp, chưa đối chiếu. Dùng --key.", "The key is the file's own, not compared. Use --key."),
    ("files", True): ("Đủ {count}/{total} tài liệu, mã băm khớp.", "All {count}/{total} documents are there; their hashes fit."),
    ("files", False): (
        "Chỉ thấy {count}/{total} tài liệu có mã băm khớp.",
        "Only {count}/{total} documents with a fitting hash were found.",
    ),
    ("file_missing", False): ("Thiếu, hoặc đã bị sửa: “{title}”.", "Missing, or changed: “{title}”."),
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
GROUP_HELP = "Bản niêm phong của báo cáo đã chấp nhận (sealed copies of accepted reports)"
HELP: tuple[str, str] = (
    """Kiểm tra một bản niêm phong, không cần cơ sở dữ liệu hay máy chủ.

    Mã kết thúc 0: nguyên vẹn, ký bằng khóa đã cho bằng --key. 3: nguyên vẹn theo khóa trong tệp, chưa ai đối chiếu khóa ấy.
    1: đã bị sửa, hoặc thiếu tài liệu. 2: không đọc được tệp, bộ khóa hay thư mục.
    """,
    """Check a sealed copy by itself, without database or server.

    Exit code 0: whole, and signed with a key that was given by --key. 3: whole by the file's own key, which nobody compared.
    1: changed, or documents are missing. 2: file, keys or directory cannot be read.
    """,
)
PARAMETER_WORDS: dict[str, tuple[str, str]] = {
    "file": ("Bản niêm phong, như khi tải về", "The sealed copy, as it was downloaded"),
    "key": (
        "Bộ khóa (JWKS): tệp hoặc địa chỉ https, như …/.well-known/papi-seal-keys.json",
        "Key set (JWKS) as a file or an https address, such as …/.well-known/papi-seal-keys.json",
    ),
    "evidence": ("Thư mục chứa tài liệu, đối chiếu theo mã băm", "Directory with the documents, compared by their hashes"),
    "language": ("Ngôn ngữ: vi hoặc en", "Language: vi or en"),
    "help": ("Xem hướng dẫn này.", "Show this message and exit."),
}
