"""What is said about a sealed copy that was examined."""

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
