"""What is said about a sealed copy that was examined; Vietnamese, then English."""

from papi.cli.verifying_words import KEY_WORDS, SHARED_PARAMETERS

EXAMINED_WORDS: dict[tuple[str, bool], tuple[str, str]] = {
    **KEY_WORDS,
    ("form", True): ("Tệp đúng dạng bản niêm phong.", "The file has the form of a sealed copy."),
    ("form", False): ("Tệp không phải bản niêm phong, hoặc đã hỏng.", "The file is no sealed copy, or is damaged."),
    ("canonical", True): ("Nội dung ở dạng JSON chuẩn tắc (RFC 8785).", "The content is canonical JSON (RFC 8785)."),
    ("canonical", False): ("Nội dung không ở dạng JSON chuẩn tắc: đã bị sửa.", "The content is not canonical JSON: it was changed."),
    ("format", True): ("Định dạng {format}.", "Format {format}."),
    ("format", False): ("Nội dung không theo định dạng {format}.", "The content is not of the format {format}."),
    ("hash", True): ("Mã băm khớp nội dung: {sha256}.", "The hash fits the content: {sha256}."),
    ("hash", False): ("Mã băm không khớp nội dung: nội dung hoặc mã băm đã bị sửa.", "The hash does not fit the content: one was changed."),
    ("statement", True): ("Chữ ký đúng cho báo cáo này, bản số {number}.", "The signature is for this report, number {number}."),
    ("statement", False): ("Chữ ký là của bản niêm phong khác.", "The signature belongs to another seal."),
    ("files", True): ("Đủ {count}/{total} tài liệu, mã băm khớp.", "All {count}/{total} documents are there; their hashes fit."),
    ("files", False): (
        "Chỉ thấy {count}/{total} tài liệu có mã băm khớp.",
        "Only {count}/{total} documents with a fitting hash were found.",
    ),
    ("file_missing", False): ("Thiếu, hoặc đã bị sửa: “{title}”.", "Missing, or changed: “{title}”."),
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
    "evidence": ("Thư mục chứa tài liệu, đối chiếu theo mã băm", "Directory with the documents, compared by their hashes"),
    **SHARED_PARAMETERS,
}
