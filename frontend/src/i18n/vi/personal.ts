/** Words of personal data in documents. */
export const personal = {
  title: 'Dữ liệu cá nhân',
  shownRedacted: (of: number) => `Đang xem bản đã che dữ liệu cá nhân (thay cho phiên bản ${of}).`,
  whoReads: 'Ai được đọc',
  redactedCopies: 'Bản đã che',
  noRedacted: 'Chưa có bản đã che.',
  copyOf: (number: number, of: number, at: string, who: string) => `Bản che ${number} của phiên bản ${of} · ${at} · ${who}`,
  copyShown: 'đang thay cho tài liệu',
  uploadRedacted: 'Tải bản đã che lên',
  showRedacted: 'Xem bản đã che',
  hideRedacted: 'Đóng bản đã che',
  reads: 'Lượt đọc',
  showReads: 'Xem ai đã đọc',
  noReads: 'Chưa ai đọc tài liệu này từ khi đánh dấu.',
  readFile: (number: number) => `tải phiên bản ${number}`,
  readPage: (number: number, page: number) => `xem trang ${page}, phiên bản ${number}`,
}

export type PersonalWords = typeof personal
