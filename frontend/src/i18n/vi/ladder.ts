type Unit = 'working_days' | 'days'
type Level = 'officer' | 'head' | 'coordinator' | 'leader'

const UNITS: Record<Unit, string> = { working_days: 'ngày làm việc', days: 'ngày' }
const BELL: Record<Level, string> = { officer: 'cán bộ', head: 'lãnh đạo đơn vị', coordinator: '', leader: '' }
const LISTS: Partial<Record<Level, string>> = { coordinator: 'danh sách cần đôn đốc của Phòng Nội vụ', leader: 'danh sách cần chỉ đạo của lãnh đạo UBND' }

function whenOf(days: number, unit: Unit): string {
  if (days === 0) return 'Đúng ngày đến hạn'
  return days < 0 ? `Trước hạn ${-days} ${UNITS[unit]}` : `Quá hạn ${days} ${UNITS[unit]}`
}

/** Words of the ladder of escalation and of the rules of reminders by hand. */
export const ladder = {
  title: 'Thang đôn đốc',
  intro: 'Trước và sau thời hạn, hệ thống nhắc ai và đưa việc quá hạn vào danh sách của ai. Áp dụng cho mọi nhiệm vụ được giao và báo cáo; cơ quan được đề nghị phối hợp không bị đưa vào danh sách.',
  rungs: 'Các bậc',
  sentence: (days: number, unit: Unit, to: readonly Level[]) => {
    const told = to.map((level) => BELL[level]).filter((name) => name !== '')
    const listed = to.flatMap((level) => LISTS[level] ?? [])
    const said = [...(told.length > 0 ? [`nhắc ${told.join(' và ')}`] : []), ...listed.map((name) => `đưa vào ${name}`)]
    return `${whenOf(days, unit)}: ${said.join('; ')}.`
  },
  nobody: 'Chưa có bậc nào: hệ thống không tự nhắc.',
  byHand: 'Đôn đốc bằng tay',
  again: (minutes: number) => (minutes === 0 ? 'Đôn đốc lại cùng một việc không hỏi trước.' : `Đôn đốc lại cùng một việc trong vòng ${minutes} phút thì hỏi trước khi gửi.`),
  answer: (days: number) => `Đề nghị đơn vị trả lời trong ${days} ngày làm việc, trừ khi người gửi chọn ngày khác.`,
  shipped: 'Thang mặc định của hệ thống, chưa ai sửa.',
  writtenBy: (who: string, at: string) => `${who} ghi lúc ${at}`,
  edit: 'Sửa thang đôn đốc',
  save: 'Ghi thang đôn đốc',
  unit: 'Cách tính ngày',
  units: { working_days: 'Ngày làm việc', days: 'Ngày theo lịch' },
  rung: (place: number) => `Bậc ${place}`,
  days: 'Số ngày so với thời hạn',
  daysHint: 'Số âm: trước hạn; 0: đúng ngày đến hạn; số dương: quá hạn.',
  to: 'Báo cho',
  levels: { officer: 'Cán bộ đơn vị', head: 'Lãnh đạo đơn vị', coordinator: 'Danh sách của Phòng Nội vụ', leader: 'Danh sách của lãnh đạo UBND' },
  add: 'Thêm bậc',
  remove: (place: number) => `Bỏ bậc ${place}`,
  againField: 'Hỏi lại nếu đã đôn đốc trong vòng (phút)',
  answerField: 'Thời gian đề nghị trả lời (ngày làm việc)',
  preview: 'Sau khi ghi',
  previewNote: 'Có hiệu lực từ lần nhắc tiếp theo; việc đã nhắc thì không nhắc lại.',
  wrong: 'Mỗi bậc cần một số nguyên và ít nhất một nơi nhận.',
  toSent: 'Trang đôn đốc',
}

export type LadderWords = typeof ladder
