/** Words about accepted reports that were sealed, and what has changed since. */
export const seals = {
  copies: (number: number) => `Bản niêm phong số ${number}`,
  madeAt: (number: number, at: string) => `Bản số ${number}, lập lúc ${at}`,
  earlier: (count: number) => `${count} bản trước`,
  download: 'Tải bản niêm phong',
  downloadNumber: (number: number) => `Tải bản số ${number}`,
  changed: 'Đã thay đổi sau khi chấp nhận',
  changes: (count: number) => `Xem ${count} thay đổi`,
  onlyChanged: (count: number) => `Đã thay đổi sau khi chấp nhận ${count}`,
  afterAcceptance: 'Sau khi chấp nhận',
  options: { changed: 'Đã thay đổi', unchanged: 'Không thay đổi' },
  then: 'Khi chấp nhận',
  now: 'Hiện nay',
  nothing: 'không có',
  howToVerify: 'Bản tải về có chữ ký số, kiểm tra được không cần mạng bằng lệnh papi seal verify.',
}

export type SealWords = typeof seals
