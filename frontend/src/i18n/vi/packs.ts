/** Words of packs of evidence. */
export const packs = {
  open: 'Tải gói minh chứng (ZIP)',
  openChosen: (count: number) => `Tải gói ${count} tài liệu đã chọn (ZIP)`,
  title: 'Gói minh chứng',
  holds: (files: string, size: string) => `Gói gồm ${files} tệp, ${size}, trong thư mục theo đơn vị và nhiệm vụ; kèm mục lục (MUC_LUC.xlsx) và bản kê có niêm phong.`,
  of: (title: string) => `Phạm vi: ${title}.`,
  nothing: 'Không có tài liệu nào trong phạm vi này được đưa vào gói.',
  redacted: (count: string) => `Trong đó có ${count} bản đã che, thay cho bản gốc có dữ liệu cá nhân.`,
  leftOut: (count: string) => `${count} tài liệu không đưa vào gói:`,
  reason: (words: string, count: string) => `${words}: ${count}`,
  personal: (count: string) => `Kèm bản gốc của ${count} tài liệu có dữ liệu cá nhân (nếu không chọn, chỉ có bản đã che). Mỗi lần đọc được ghi lại cùng tên người tải; chỉ dùng cho công việc.`,
  checking: 'Bộ phận công nghệ thông tin kiểm tra được gói này mà không cần máy chủ (lệnh papi pack verify). Ai đã tải gói nào được ghi vào lịch sử.',
  download: 'Tải về',
  choose: (title: string) => `Chọn ${title}`,
}
export type PackWords = typeof packs
