export const writing = {
  change: 'Sửa',
  changeUnit: (unit: string) => `Sửa phân công của ${unit}`,
  takeOut: 'Thôi giao',
  takeOutTitle: (unit: string) => `Thôi giao ${unit}?`,
  takeOutDraft: (task: string) => `Đơn vị không còn trong nhiệm vụ “${task}” của dự thảo. Có thể giao lại bất cứ lúc nào; lịch sử vẫn ghi.`,
  takeOutAmendment: (task: string) => `Việc thôi giao nhiệm vụ “${task}” được ghi vào bản điều chỉnh và có hiệu lực khi lãnh đạo phê duyệt.`,
  leftOut: (units: string) => `Không thêm theo nhóm: ${units} (đã thôi giao hoặc thu hồi nhiệm vụ này). Muốn giao lại thì chọn tên đơn vị.`,
  role: 'Vai trò',
  mandate: 'Hình thức giao',
  asked: 'Cơ quan Mặt trận, Đảng được đề nghị phối hợp, không giao.',
  byUnitPlan: 'Hoàn thành bằng việc gửi kế hoạch riêng của đơn vị (mỗi kế hoạch một nhiệm vụ)',
  reportable: 'Có dòng trong báo cáo định kỳ của đơn vị',
  reportableEach: 'Có dòng trong báo cáo định kỳ của đơn vị (bỏ chọn nếu việc này chính là gửi báo cáo)',
  reported: 'Báo cáo định kỳ',
  notReported: 'không có dòng trong báo cáo',
  reportItself: 'hoàn thành khi gửi báo cáo của kỳ',
  doneBy: 'Hoàn thành bằng',
  doneByUnitPlan: 'kế hoạch riêng của đơn vị',
  ownDay: 'Thời hạn riêng của đơn vị',
}

export type WritingWords = typeof writing
