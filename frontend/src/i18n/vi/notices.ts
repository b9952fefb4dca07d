/** Words of how a person hears of news. */
export const notices = {
  settings: 'Cài đặt nhận tin',
  back: 'Về thông báo',
  intro: 'Chuông thông báo luôn có mọi tin. Thư điện tử gửi theo lựa chọn dưới đây; ngày nghỉ không gửi thư, chờ đến sáng ngày làm việc tiếp theo.',
  states: {
    ready: (address: string) => `Thư gửi đến ${address}.`,
    not_set_up: 'Hệ thống này chưa gửi thư điện tử: tin chỉ có ở chuông. Lựa chọn được giữ cho khi có thư.',
    no_address: 'Tài khoản chưa có địa chỉ thư điện tử. Đề nghị quản trị viên bổ sung để nhận thư.',
  },
  mail: { now: 'Gửi ngay', digest: 'Thư buổi sáng', off: 'Không gửi' },
  mailOf: (topic: string) => `Thư điện tử: ${topic}`,
  saved: (topic: string) => `Đã lưu lựa chọn: ${topic}.`,
  opening: 'Đang mở nội dung của thông báo…',
}

export type NoticeWords = typeof notices
