"""What is said about a pack of evidence that was examined; Vietnamese, then English."""

from papi.cli.verifying_words import KEY_WORDS, SHARED_PARAMETERS

EXAMINED_WORDS: dict[tuple[str, bool], tuple[str, str]] = {
    **KEY_WORDS,
    ("form", True): ("Tệp nén đúng dạng gói minh chứng, {count} mục.", "The archive has the form of a pack, {count} entries."),
    ("truncated", False): ("Không phải tệp ZIP, hoặc bị cắt cụt: tải chưa hết.", "No ZIP file, or cut short: not downloaded to its end."),
    ("appended", False): ("Có dữ liệu thêm vào sau phần cuối của tệp nén.", "Something was appended behind the end of the archive."),
    ("hidden", False): ("Có dữ liệu nằm ngoài các mục của tệp nén.", "There are bytes that belong to no entry of the archive."),
    ("directory", False): ("Mục lục của tệp nén sai dạng, hoặc quá lớn.", "The directory of the archive is malformed, or too large."),
    ("not_stored", False): ("Mục không ở dạng của gói minh chứng: {path}", "An entry is not of the form of packs: {path}"),
    ("differs", False): ("Đầu mục khác với mục lục: {path}", "An entry's header differs from the directory: {path}"),
    ("path", False): ("Đường dẫn nguy hiểm: {path}", "A dangerous path: {path}"),
    ("twice", False): ("Đường dẫn có hai lần: {path}", "A path stands twice: {path}"),
    ("manifest", True): ("Có bản kê (manifest.json) và niêm phong của bản kê.", "There are a manifest and its seal."),
    ("manifest", False): ("Thiếu bản kê hoặc niêm phong của bản kê.", "The manifest or its seal is missing."),
    ("canonical", True): ("Bản kê ở dạng JSON chuẩn tắc (RFC 8785).", "The manifest is canonical JSON (RFC 8785)."),
    ("canonical", False): ("Bản kê không ở dạng JSON chuẩn tắc: đã bị sửa.", "The manifest is not canonical JSON: it was changed."),
    ("format", True): ("Định dạng {format}.", "Format {format}."),
    ("format", False): ("Bản kê không theo định dạng {format}.", "The manifest is not of the format {format}."),
    ("statement", True): ("Chữ ký đúng cho bản kê này.", "The signature is for this manifest."),
    ("statement", False): ("Bản kê giả mạo: chữ ký là của bản kê khác.", "The manifest is forged: the signature belongs to another."),
    ("files", True): ("Đủ {count}/{total} tệp, mã băm khớp.", "All {count}/{total} files are there; their hashes fit."),
    ("files", False): ("Chỉ {count}/{total} tệp còn nguyên.", "Only {count}/{total} files are whole."),
    ("missing", False): ("Thiếu: {path}", "Missing: {path}"),
    ("changed", False): ("Đã bị sửa: {path}", "Changed: {path}"),
    ("added", False): ("Thêm vào, không có trong bản kê: {path}", "Added, not in the manifest: {path}"),
}
LEFT_OUT_WORDS = ("{count} tài liệu không đưa vào gói, lý do ghi trong bản kê.", "{count} documents were left out; the manifest says why.")
GROUP_HELP = "Gói minh chứng (packs of evidence)"
HELP: tuple[str, str] = (
    """Kiểm tra một gói minh chứng (ZIP), không cần cơ sở dữ liệu hay máy chủ. Tệp không bị giải nén ra đĩa.

    Mã kết thúc 0: nguyên vẹn, ký bằng khóa đã cho bằng --key. 3: nguyên vẹn theo khóa trong tệp, chưa ai đối chiếu khóa ấy.
    1: đã bị sửa, thiếu hoặc thêm tệp. 2: không đọc được tệp hay bộ khóa.
    """,
    """Check a pack of evidence (ZIP) by itself, without database or server. Nothing is unpacked to the disk.

    Exit code 0: whole, and signed with a key that was given by --key. 3: whole by the file's own key, which nobody compared.
    1: changed, or files are missing or were added. 2: file or keys cannot be read.
    """,
)
PARAMETER_WORDS: dict[str, tuple[str, str]] = {
    "file": ("Gói minh chứng, như khi tải về", "The pack, as it was downloaded"),
    **SHARED_PARAMETERS,
}
