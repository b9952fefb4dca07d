"""What the units of the demo write into their own plans. Invented, in the words of such plans."""

from typing import NamedTuple


class Written(NamedTuple):
    """A limit under a node of the framework, and the measure that answers it. Without a day it is done all the time."""

    code: str
    limit: str
    cause: str
    measure: str
    person: str
    due_on: str | None
    deliverable: str


WARD: tuple[Written, ...] = (
    Written(
        "2.2",
        "Danh sách hộ nghèo, hộ cận nghèo mới niêm yết tại trụ sở, người dân ở các khu phố ít được xem.",
        "Bảng tin của khu phố chưa đủ; chưa phân công người cập nhật.",
        "Niêm yết danh sách hộ nghèo, hộ cận nghèo tại nhà văn hóa của tất cả khu phố và đọc trên loa truyền thanh.",
        "Công chức Văn hóa – Xã hội",
        "2024-08-30",
        "Biên bản niêm yết của từng khu phố",
    ),
    Written(
        "1.1",
        "Người dân biết chưa đầy đủ về quyền bàn, quyết định và giám sát theo Luật Thực hiện dân chủ ở cơ sở.",
        "Nội dung tuyên truyền còn dài, chưa gắn với việc cụ thể của khu phố.",
        "Biên soạn tờ gấp hỏi – đáp về dân chủ ở cơ sở, phát tại các cuộc họp khu phố.",
        "Phó Chủ tịch UBND phụ trách văn hóa – xã hội",
        "2024-10-31",
        "Tờ gấp, danh sách cuộc họp",
    ),
    Written(
        "3.2",
        "Một số kiến nghị của người dân trả lời chậm hoặc chưa thông báo kết quả.",
        "Chưa có sổ theo dõi chung giữa khu phố và UBND phường.",
        "Lập sổ theo dõi kiến nghị, trả lời trong 7 ngày làm việc, thông báo kết quả tại cuộc họp khu phố gần nhất.",
        "Công chức Văn phòng – Thống kê",
        None,
        "Sổ theo dõi kiến nghị",
    ),
    Written(
        "5.4",
        "Người dân phải đi lại nhiều lần khi làm thủ tục do hướng dẫn hồ sơ chưa rõ.",
        "Bảng hướng dẫn chưa cập nhật thủ tục mới.",
        "Rà soát, thay bảng hướng dẫn thủ tục; in mã QR dẫn đến Cổng Dịch vụ công quốc gia cho từng thủ tục.",
        "Bộ phận Tiếp nhận và Trả kết quả",
        "2024-09-30",
        "Bảng hướng dẫn, danh mục mã QR",
    ),
    Written(
        "2.3",
        "Thu, chi ngân sách phường công khai đúng hạn nhưng khó hiểu với người dân.",
        "Biểu mẫu chỉ có số liệu, không có lời giải thích.",
        "Kèm bản tóm tắt một trang, bằng lời, khi công khai dự toán và quyết toán ngân sách phường.",
        "Công chức Tài chính – Kế toán",
        "2024-11-15",
        "Bản tóm tắt thu, chi ngân sách",
    ),
    Written(
        "6.4",
        "Người dân ở một số tuyến hẻm phản ánh chiếu sáng chưa đủ, lo ngại về an ninh buổi tối.",
        "Đèn hẻm hỏng chưa thay kịp thời.",
        "Khảo sát, đề nghị thay đèn hẻm; duy trì tổ tuần tra của khu phố từ 20 giờ đến 23 giờ.",
        "Công an phường, trưởng khu phố",
        None,
        "Danh sách tuyến hẻm, nhật ký tuần tra",
    ),
)

DEPARTMENT: tuple[Written, ...] = (
    Written(
        "5.1",
        "Hồ sơ chứng thực còn dồn vào đầu tuần, thời gian chờ của người dân kéo dài.",
        "Chưa bố trí thêm người vào giờ cao điểm.",
        "Bố trí thêm một vị trí tiếp nhận vào sáng thứ Hai, thứ Ba; đặt lịch hẹn trực tuyến.",
        "Phó Trưởng phòng, Bộ phận Một cửa",
        "2024-08-15",
        "Lịch phân công, số liệu thời gian chờ",
    ),
    Written(
        "8.1",
        "Thông tin của phòng trên Cổng thông tin điện tử thành phố cập nhật chưa thường xuyên.",
        "Chưa phân công người đăng tin theo lĩnh vực.",
        "Phân công người đăng tin; mỗi tuần đăng ít nhất một tin về lĩnh vực phụ trách, có nội dung trả lời người dân.",
        "Chuyên viên tổng hợp",
        None,
        "Danh mục tin đã đăng",
    ),
    Written(
        "4.2",
        "Còn ý kiến về việc hướng dẫn hồ sơ không thống nhất giữa các lần tiếp nhận.",
        "Chưa có danh mục câu hỏi thường gặp dùng chung.",
        "Ban hành danh mục câu hỏi thường gặp và mẫu hướng dẫn một lần bằng văn bản.",
        "Trưởng phòng",
        "2024-09-15",
        "Danh mục, mẫu hướng dẫn",
    ),
    Written(
        "3.1",
        "Công tác hướng dẫn phường, xã giải trình với người dân chưa có kiểm tra sau hướng dẫn.",
        "Kế hoạch kiểm tra năm chưa có nội dung này.",
        "Bổ sung nội dung giải trình vào kế hoạch kiểm tra; mỗi quý kiểm tra ít nhất 03 phường, xã.",
        "Phó Trưởng phòng",
        "2024-12-10",
        "Biên bản kiểm tra",
    ),
    Written(
        "2.1",
        "Người dân chưa biết nơi tra cứu thông tin về lĩnh vực của phòng.",
        "Thông tin phân tán ở nhiều chuyên mục.",
        "Gom các văn bản, thủ tục của lĩnh vực vào một chuyên mục; giới thiệu địa chỉ tra cứu tại Bộ phận Một cửa.",
        "Chuyên viên phụ trách công nghệ thông tin",
        "2024-10-15",
        "Chuyên mục trên Cổng thông tin điện tử",
    ),
)
