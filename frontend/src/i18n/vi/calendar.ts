/** Words of the calendar of working days. */
export const calendar = {
  title: (year: number) => `Lịch làm việc năm ${year}`,
  previous: (year: number) => `Năm ${year}`,
  next: (year: number) => `Năm ${year}`,
  workingDays: (count: number) => `${count} ngày làm việc`,
  sources: {
    written: 'Do Phòng Nội vụ ghi',
    decreed: 'Theo thông báo nghỉ lễ hằng năm, gồm ngày hoán đổi',
    computed: 'Tính theo Bộ luật Lao động và âm lịch; chưa đối chiếu thông báo của năm',
    sun_only: 'Chỉ gồm ngày lễ dương lịch; chưa có ngày nghỉ Tết Nguyên đán và Giỗ Tổ',
  },
  basis: 'Căn cứ',
  basisHint: 'Số, ngày của thông báo hoặc công văn về nghỉ lễ',
  writtenBy: (who: string, when: string) => `${who} ghi lúc ${when}`,
  weekdays: ['T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'CN'],
  month: (month: number) => `Tháng ${month}`,
  kinds: { off: 'Ngày nghỉ', working: 'Làm bù' },
  weekend: 'Thứ Bảy, Chủ nhật',
  list: 'Ngày nghỉ và ngày làm bù',
  day: 'Ngày',
  kind: 'Loại',
  name: 'Tên ngày',
  add: 'Thêm ngày',
  remove: (day: string) => `Bỏ ngày ${day}`,
  save: 'Lưu lịch',
  cancel: 'Bỏ thay đổi',
  edit: 'Sửa lịch',
  rule: 'Thời hạn “N ngày làm việc kể từ ngày” không tính ngày đầu tiên (Điều 147 Bộ luật Dân sự 2015).',
}

export type CalendarWords = typeof calendar
