/** Words of the unit that leads a task: its supporters' lines, and the roll-up into its own report. */
export const led = {
  unread: 'Chưa đọc',
  reading: 'Đọc',
  read: 'Đã đọc',
  dimension: 'Lĩnh vực',
  general: 'Chung',
  dimensionOf: (code: string) => `Nội dung ${code}`,
  unit: 'Đơn vị',
  choose: (unit: string, task: string) => `Chọn dòng của ${unit}: ${task}`,
  commentMany: (count: number) => `Nhận xét ${count} dòng`,
  markRead: (count: number) => `Đánh dấu đã đọc ${count} dòng`,
  commentTitle: (count: number) => `Nhận xét chung cho ${count} dòng`,
  commentText: 'Nội dung nhận xét, từng đơn vị nhận được trên dòng của mình',
  commentMissing: 'Nhập nội dung nhận xét.',
  send: 'Gửi nhận xét',
  sent: (count: number) => `Đã gửi nhận xét cho ${count} dòng.`,
  rollUp: 'Tổng hợp từ các đơn vị phối hợp',
  rollUpHint: 'Nội dung đã gửi của các đơn vị phối hợp, nêu tên từng đơn vị; nội dung trùng nhau ghi một lần; số liệu cộng hoặc lấy lớn nhất theo quy tắc.',
  rollUpInto: 'Ghi vào dòng này',
  append: 'Ghi nối tiếp vào sau',
  hasText: 'Dòng này đã có nội dung do đơn vị nhập. Nội dung đó được giữ nguyên; bản tổng hợp ghi nối tiếp vào sau.',
  from: (units: string) => `Tổng hợp từ: ${units}`,
  fromCount: (count: number) => `Từ ${count} đơn vị`,
  rolledNote: 'Nội dung tổng hợp từ các đơn vị phối hợp, chưa sửa.',
  rolledHint: 'Biên tập lại, hoặc xác nhận giữ nguyên.',
}

export type LedWords = typeof led
