/** Words of lists that are prepared as files in the background. */
export const exports = {
  title: 'Tệp đã xuất',
  intro: 'Danh sách dài được chuẩn bị thành tệp ở phía máy chủ, theo quyền của mình lúc lập tệp. Xong thì có thông báo; tệp được giữ vài ngày rồi tự xóa.',
  empty: 'Chưa có tệp nào. Khi một danh sách quá dài để tải thẳng, nút “Xuất XLSX” sẽ đề nghị chuẩn bị tệp ở đây.',
  file: 'Tệp',
  state: 'Tình trạng',
  states: { waiting: 'Chờ chuẩn bị', working: 'Đang chuẩn bị', done: 'Đã có tệp', failed: 'Không lập được' },
  rows: 'Số dòng',
  size: 'Dung lượng',
  asked: 'Yêu cầu lúc',
  until: 'Giữ đến',
  fetch: 'Tải về',
  fetchOf: (file: string) => `Tải về ${file}`,
  tooLarge: 'Tệp lớn',
  prepare: 'Chuẩn bị rồi báo cho tôi',
  preparing: 'Đang gửi yêu cầu…',
  asking: 'Đang chuẩn bị tệp. Cứ làm việc khác, xong sẽ có thông báo.',
  show: 'Xem các tệp đã xuất',
}

export type ExportsWords = typeof exports
